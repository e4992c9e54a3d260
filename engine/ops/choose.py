"""꺾이거나 고르는 함수입니다: 절댓값과 부호, 둘 가운데 큰 값, 범위로 자르기, NaN 바꾸기.

꺾이는 자리에는 도함수가 없습니다. 그 자리의 값은 PyTorch와 같은 약속을 따르고, 공식에 적었습니다.
"""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import as_tensors, check_tensors, common_dtype, common_shape
from .fast import between_tensors, unary
from .op import Op, method, nothing
from .where import where


class Abs(Op):
    """c = |a|          ∂c/∂a = a의 부호.  a = 0에서는 0으로 약속합니다."""

    forward = np.absolute

    def grad_a(self, grad, a):
        return grad * a.sign()


class Sign(Op):
    """c = a의 부호(−1, 0, 1)   어디서나 ∂c/∂a = 0입니다."""

    @staticmethod
    def forward(a, out=...):
        return a.copy() if a.dtype == np.bool_ else np.sign(a, out=out)

    def grad_a(self, grad):
        return nothing(grad)


class Maximum(Op):
    """c = max(a, b)    큰 쪽으로 변화도가 갑니다. 같으면 반씩 나눕니다."""

    forward = np.maximum

    def grad_a(self, grad, a, b):
        return where(a == b, grad / 2, where(a < b, 0, grad))

    def grad_b(self, grad, a, b):
        return where(a == b, grad / 2, where(b < a, 0, grad))


class Minimum(Op):
    """c = min(a, b)    작은 쪽으로 변화도가 갑니다. 같으면 반씩 나눕니다."""

    forward = np.minimum

    def grad_a(self, grad, a, b):
        return where(a == b, grad / 2, where(a > b, 0, grad))

    def grad_b(self, grad, a, b):
        return where(a == b, grad / 2, where(b > a, 0, grad))


class Clamp(Op, name="ClampBackward1"):
    """c = min(max(a, 아래), 위)   ∂c/∂a = 1 (아래 ≤ a ≤ 위), 0 (그 밖)"""

    @staticmethod
    def forward(a, min, max):
        return np.clip(a, min, max)

    def grad_a(self, grad, a):
        low = -np.inf if self.min is None else self.min
        high = np.inf if self.max is None else self.max
        return where((a >= low) & (a <= high), grad, 0)


class ClampMin(Clamp):
    """아래만 자르는 clamp_min입니다."""


class ClampMax(Clamp):
    """위만 자르는 clamp_max입니다."""


class ClampTensor(Op, name="ClampBackward0"):
    """c = min(max(a, 아래), 위), 아래와 위도 텐서.  변화도는 c가 된 쪽으로, 경계에서는 a로 갑니다."""

    @staticmethod
    def forward(a, low, high):
        return np.clip(a, low, high)

    def grad_a(self, grad, a, low, high):
        return where((a >= low) & (a <= high), grad, 0)

    def grad_low(self, grad, a, low, high):
        return where((a < low) & (low < high), grad, 0)

    def grad_high(self, grad, a, low, high):
        return where((a > high) | (high < low), grad, 0)


class NanToNum(Op):
    """c = a에서 NaN과 ±∞를 숫자로 바꾼 값   ∂c/∂a = 1, 바꾼 자리에서는 0"""

    @staticmethod
    def forward(a, nan, posinf, neginf):
        return np.nan_to_num(a, nan=nan, posinf=posinf, neginf=neginf)

    def grad_a(self, grad, a):
        return where(a.isfinite(), grad, 0)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

abs = unary("abs", Abs, integers=True)
sign = unary("sign", Sign, integers=True)
method("__abs__", "absolute")(abs)
maximum = between_tensors(
    check_tensors, Maximum, "둘 가운데 큰 값입니다. 하나라도 NaN이면 NaN입니다.", "maximum")
minimum = between_tensors(
    check_tensors, Minimum, "둘 가운데 작은 값입니다. 하나라도 NaN이면 NaN입니다.", "minimum")


@method("clamp", "clip")
def clamp(input: Tensor, min: Tensor | float | None = None,
          max: Tensor | float | None = None) -> Tensor:
    """값을 min과 max 사이로 자릅니다. 경계에 있는 값은 자르지 않은 것으로 봅니다.

    RuntimeError: min과 max를 둘 다 적지 않았을 때.
    """
    op, others, params = prepare_clamp(input, min, max)
    dtype = others[0]._array.dtype if others else _clamp_dtype(input, min, max)
    return op.apply(input.to(dtype), *others, **params)


def prepare_clamp(input: Tensor, min, max) -> tuple:
    """clamp가 쓸 연산, 텐서 입력, 설정입니다."""
    if min is None and max is None:
        raise errors.CLAMP_WITHOUT_BOUNDS()
    if isinstance(min, Tensor) or isinstance(max, Tensor):
        return ClampTensor, _bounds(input, min, max, _clamp_dtype(input, min, max)), {}
    return Clamp, (), {"min": min, "max": max}


def _clamp_dtype(input: Tensor, *bounds) -> np.dtype:
    arrays = [as_tensors("clamp", input, bound)[1]._array for bound in bounds if bound is not None]
    return common_dtype(input._array, *arrays)


def _bounds(input: Tensor, low, high, dtype: np.dtype) -> tuple[Tensor, Tensor]:
    """아래와 위를 텐서로 만듭니다. 적지 않은 쪽은 아무것도 자르지 않는 값입니다."""
    edges = (-np.inf, np.inf) if dtype.kind == "f" else (np.iinfo(dtype).min, np.iinfo(dtype).max)
    bounds = [bound.to(dtype) if isinstance(bound, Tensor)
              else Tensor(np.array(edge if bound is None else bound, dtype))
              for bound, edge in zip((low, high), edges)]
    common_shape(input._array.shape, *[bound._array.shape for bound in bounds])
    return tuple(bounds)


@method()
def clamp_min(input: Tensor, min: Tensor | float) -> Tensor:
    """min보다 작은 값을 min으로 올립니다."""
    if isinstance(min, Tensor):
        return clamp(input, min=min)
    return ClampMin.apply(input.to(_clamp_dtype(input, min)), min=min, max=None)


@method()
def clamp_max(input: Tensor, max: Tensor | float) -> Tensor:
    """max보다 큰 값을 max로 내립니다."""
    if isinstance(max, Tensor):
        return clamp(input, max=max)
    return ClampMax.apply(input.to(_clamp_dtype(input, max)), min=None, max=max)


@method()
def nan_to_num(input: Tensor, nan: float | None = 0.0, posinf: float | None = None,
               neginf: float | None = None) -> Tensor:
    """NaN을 nan으로, ±∞를 posinf와 neginf로 바꿉니다. 적지 않은 ±∞는 가장 크고 작은 실수입니다."""
    return NanToNum.apply(input, nan=nan or 0.0, posinf=posinf, neginf=neginf)
