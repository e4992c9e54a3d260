"""값마다 계산하는 드문 함수입니다: 로짓, erf의 역함수, 각도의 단위, 부호와 ∞를 묻는 말."""

from __future__ import annotations

import math

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .arithmetic import mul
from .checks import check_floats, check_same_dtype, check_tensors, common_shape
from .choose import Sign
from .combine import logaddexp
from .erf import erf_and_tail
from .fast import unary
from .op import Op, method
from .powers import pow
from .where import where


class Logit(Op):
    """c = ln(a / (1 − a))   ∂c/∂a = 1 / (a·(1 − a)).  0~1 밖은 NaN이고, eps로 잘린 자리는 0입니다."""

    @staticmethod
    def forward(a, eps):
        a = a if eps is None else np.clip(a, eps, 1 - eps)
        return np.log(a / (1 - a))

    def grad_a(self, grad, a):
        low, outside = (0, math.nan) if self.eps is None else (self.eps, 0)
        return where((a < low) | (a > 1 - low), outside, grad / (a * (1 - a)))


class Erfinv(Op):
    """c = erf(c) = a인 수   ∂c/∂a = √π/2 · e^c²"""

    @staticmethod
    def forward(a, out=...):
        c = np.asarray(_inverse_erf(a.astype(np.float64)), a.dtype)
        if out is ...:
            return c
        out[...] = c
        return out

    def grad_a(self, grad, out):
        return grad * (math.sqrt(math.pi) / 2 * (out * out).exp())


def _inverse_erf(y: np.ndarray) -> np.ndarray:
    """어림한 값에서 시작해 핼리의 방법으로 세 번 고칩니다. 한 번에 맞는 자릿수가 세 배쯤 늘어납니다.

    처음 어림: S. Winitzki의 식(상대 오차 2e-3). 1에 가까운 y는 남은 꼬리 1 − y와 erfc를 견주어 자릿수를
    잃지 않습니다.
    """
    size = np.abs(y)
    inside = np.minimum(size, 1 - 2.0**-53)
    log = np.log1p(-inside * inside)
    first = 2 / (math.pi * 0.147) + log / 2
    x = np.sqrt(np.sqrt(first * first - log / 0.147) - first)
    for _ in range(3):
        found, tail = erf_and_tail(x)
        wrong = np.where(x < 0.5, found - inside, (1 - inside) - tail)
        step = wrong / (2 / math.sqrt(math.pi) * np.exp(-x * x))
        x = x - step / (1 + x * step)
    x = np.where(size < 1, x, np.where(size == 1, np.inf, np.nan))
    return np.copysign(x, y)


class Sgn(Sign):
    """c = a의 부호(−1, 0, 1)   어디서나 ∂c/∂a = 0입니다."""


class Deg2Rad(Op):
    """c = a · π/180        ∂c/∂a = π/180"""

    @staticmethod
    def forward(a, out=...):
        return np.multiply(a, a.dtype.type(math.pi / 180), out=out)

    def grad_a(self, grad):
        return grad * (math.pi / 180)


class Rad2Deg(Op):
    """c = a · 180/π        ∂c/∂a = 180/π"""

    @staticmethod
    def forward(a, out=...):
        return np.multiply(a, a.dtype.type(180 / math.pi), out=out)

    def grad_a(self, grad):
        return grad * (180 / math.pi)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

erfinv = unary("erfinv", Erfinv)
sgn = unary("sgn", Sgn, integers=True)
deg2rad = unary("deg2rad", Deg2Rad)
rad2deg = unary("rad2deg", Rad2Deg)


@method()
def logit(input: Tensor, eps: float | None = None) -> Tensor:
    """시그모이드의 역함수 ln(x / (1 − x))입니다. eps를 적으면 x를 eps와 1 − eps 사이로 자릅니다."""
    check_tensors("logit", input)
    if input._array.dtype.kind != "f":
        input = input.to(dtypes.get_default_dtype())
    return Logit.apply(input, eps=eps)


@method()
def positive(input: Tensor) -> Tensor:
    """+x, 곧 자신입니다. RuntimeError: 참·거짓 텐서일 때."""
    if input._array.dtype.kind == "b":
        raise errors.NOT_FOR_BOOL(name="positive")
    return input


def rsub(input: Tensor, other: Tensor | float, *, alpha: float = 1) -> Tensor:
    """other − alpha·input입니다."""
    return other - (input if alpha == 1 else input * alpha)


@method()
def float_power(input: Tensor, exponent: Tensor | float) -> Tensor:
    """float64로 바꾸어 거듭제곱합니다."""
    exponent = exponent.double() if isinstance(exponent, Tensor) else float(exponent)
    return pow(input.double() if isinstance(input, Tensor) else float(input), exponent)


@method()
def ldexp(input: Tensor, other: Tensor) -> Tensor:
    """input · 2^other입니다."""
    check_tensors("ldexp", input, other)
    return mul(input, pow(2.0, other))


@method()
def logaddexp2(input: Tensor, other: Tensor) -> Tensor:
    """log₂(2ᵃ + 2ᵇ)을 넘치지 않게 계산합니다. NotImplementedError: 실수가 아닐 때."""
    check_floats("logaddexp2", input, other)
    scale = math.log(2)
    return logaddexp(input * scale, other * scale) / scale


@method()
def heaviside(input: Tensor, values: Tensor) -> Tensor:
    """양수면 1, 음수면 0, 0이면 values입니다. 계단이라 미분하지 않습니다. RuntimeError: dtype이 다를 때."""
    check_tensors("heaviside", input, values)
    check_same_dtype("heaviside", input, values)
    common_shape(input._array.shape, values._array.shape)
    a, b = input._array, values._array
    return Tensor(np.where(a == 0, b, np.where(np.isnan(a), a, a > 0)).astype(a.dtype))


def _question(name: str, answer, doc: str):
    def function(input: Tensor) -> Tensor:
        check_tensors(name, input)
        return Tensor(np.asarray(answer(input._array), np.bool_))

    return method(name, doc=doc)(function)


signbit = _question(
    "signbit", lambda a: np.signbit(a) if a.dtype.kind == "f" else a < a.dtype.type(0),
    "값마다 음수인지입니다. 부호를 보므로 −0.0도 참입니다.")
isposinf = _question("isposinf", lambda a: np.isinf(a) & (a > 0), "값마다 ∞인지입니다.")
isneginf = _question("isneginf", lambda a: np.isinf(a) & (a < 0), "값마다 −∞인지입니다.")


@method()
def is_nonzero(input: Tensor) -> bool:
    """값 하나가 0이 아닌지입니다. RuntimeError: 값이 하나가 아닐 때."""
    return bool(input)
