"""사칙 연산입니다: 더하기, 빼기, 곱하기, 나누기."""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .checks import as_tensors, common_shape, promote
from .fast import binary, unary
from .op import Op, method, nothing


class Add(Op):
    """c = a + b        ∂c/∂a = 1,   ∂c/∂b = 1"""

    forward = np.add

    def grad_a(self, grad):
        return grad

    def grad_b(self, grad):
        return grad


class Sub(Op):
    """c = a − b        ∂c/∂a = 1,   ∂c/∂b = −1"""

    forward = np.subtract

    def grad_a(self, grad):
        return grad

    def grad_b(self, grad):
        return -grad


class AddScaled(Op, name="AddBackward0"):
    """c = a + α·b, α는 숫자   ∂c/∂a = 1,   ∂c/∂b = α"""

    @staticmethod
    def forward(a, b, alpha):
        a, b = promote(a, b)
        return a + a.dtype.type(alpha) * b

    def grad_a(self, grad):
        return grad

    def grad_b(self, grad):
        return grad * self.alpha


class SubScaled(AddScaled, name="SubBackward0"):
    """c = a − β·b를 α = −β로 적은 것입니다."""


class Rsub(Op, name="RsubBackward1"):
    """c = b − a. 왼쪽이 숫자일 때입니다: 1 − x        ∂c/∂a = −1"""

    @staticmethod
    def forward(a, b, out=...):
        return np.subtract(b, a, out=out)

    def grad_a(self, grad):
        return -grad

    def grad_b(self, grad):
        return grad


class Mul(Op):
    """c = a · b        ∂c/∂a = b,   ∂c/∂b = a"""

    forward = np.multiply

    def grad_a(self, grad, b):
        return grad * b

    def grad_b(self, grad, a):
        return grad * a


class Div(Op):
    """c = a / b        ∂c/∂a = 1/b,   ∂c/∂b = −a/b²"""

    forward = np.true_divide

    def grad_a(self, grad, b):
        return grad / b

    def grad_b(self, grad, a, b):
        return -grad * (a / b / b)


class DivRounded(Op, name="DivBackward2"):
    """c = a / b를 정수로 내리거나("floor") 0 쪽으로 버린("trunc") 것   어디서나 기울기가 0입니다."""

    @staticmethod
    def forward(a, b, rounding_mode):
        a, b = promote(a, b)
        if a.dtype.kind != "f" and not np.all(b):
            raise errors.INTEGER_DIVISION_BY_ZERO()
        if rounding_mode == "floor":
            return np.floor_divide(a, b)
        return np.trunc(np.true_divide(a, b)).astype(a.dtype)

    def grad_a(self, grad):
        return nothing(grad)

    def grad_b(self, grad):
        return nothing(grad)


class Neg(Op):
    """c = −a           ∂c/∂a = −1"""

    forward = np.negative

    def grad_a(self, grad):
        return -grad


class Reciprocal(Op):
    """c = 1 / a        ∂c/∂a = −1/a² = −c²"""

    forward = np.reciprocal

    def grad_a(self, grad, out):
        return -grad * (out * out)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

# unary와 binary가 만드는 함수는 Op.apply와 같은 일을 하고 같은 기록을 남깁니다. 더 빠를 뿐입니다(fast.py).
mul = binary("mul", Mul)
neg = unary("neg", Neg, integers=True)
reciprocal = unary("reciprocal", Reciprocal)
_add = binary("__add__", Add)
_sub = binary("__sub__", Sub, bools=False)
_div = binary("__truediv__", Div, floats=True)
binary("__rsub__", Rsub, bools=False)
method("__radd__")(_add)
method("__mul__", "__rmul__", "multiply")(mul)
method("__neg__", "negative")(neg)


@method()
def add(input: Tensor, other: Tensor | float, *, alpha: float = 1) -> Tensor:
    """input + alpha · other. 모양이 다르면 브로드캐스팅합니다."""
    if alpha == 1:
        return _add(input, other)
    return AddScaled.apply(*check_scaled("add", input, other, alpha), alpha=alpha)


@method("sub", "subtract")
def sub(input: Tensor, other: Tensor | float, *, alpha: float = 1) -> Tensor:
    """input − alpha · other. 모양이 다르면 브로드캐스팅합니다."""
    if alpha == 1:
        return _sub(input, other)
    return SubScaled.apply(*check_scaled("sub", input, other, alpha), alpha=-alpha)


def check_scaled(name: str, input, other, alpha) -> tuple[Tensor, Tensor]:
    """alpha를 곱해 더할 두 텐서입니다. RuntimeError: 정수 텐서에 소수 alpha를 적었을 때."""
    input, other = as_tensors(name, input, other)
    common_shape(input._array.shape, other._array.shape)
    if isinstance(alpha, float) and dtypes.result_type(input._array, other._array).kind != "f":
        raise errors.ALPHA_OF_INTEGERS(alpha=alpha)
    return input, other


@method("div", "divide", "true_divide")
def div(input: Tensor, other: Tensor | float, *, rounding_mode: str | None = None) -> Tensor:
    """input / other. 정수끼리 나누어도 실수가 됩니다.

    rounding_mode: "floor"는 내림, "trunc"는 0 쪽으로 버림. 이때의 변화도는 0입니다.
    """
    if rounding_mode is None:
        return _div(input, other)
    if rounding_mode not in ("floor", "trunc"):
        raise errors.UNKNOWN_ROUNDING(mode=rounding_mode)
    input, other = as_tensors("div", input, other)
    common_shape(input._array.shape, other._array.shape)
    return DivRounded.apply(input, other, rounding_mode=rounding_mode)


@method("__rtruediv__")
def _reversed_div(input: Tensor, other: float) -> Tensor:
    return mul(reciprocal(input), other)  # PyTorch도 1/x를 x의 역수에 곱합니다.


@method("floor_divide", "__floordiv__")
def floor_divide(input: Tensor | float, other: Tensor | float) -> Tensor:
    """나눈 몫을 내림한 값입니다. 미분하지 않습니다."""
    return div(*as_tensors("floor_divide", input, other), rounding_mode="floor")


@method("__rfloordiv__")
def _reversed_floor_divide(input: Tensor, other: float) -> Tensor:
    return floor_divide(other, input)
