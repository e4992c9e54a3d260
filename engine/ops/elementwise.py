"""값마다 따로 계산하는 연산입니다: 사칙, 거듭제곱, 지수와 로그, 삼각함수, 꺾이는 함수."""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .checks import common_shape
from .fast import binary, unary
from .op import Op, as_tensors, method, promote


def nothing(grad: Tensor) -> Tensor:
    """어디서나 기울기가 0인 연산의 변화도입니다. grad · 0은 grad가 ∞일 때 NaN이라 쓰지 않습니다."""
    return Tensor(np.zeros_like(grad._array))


# ── 사칙 ──────────────────────────────────────────────────────────────────────────────────────


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


# ── 거듭제곱 ──────────────────────────────────────────────────────────────────────────────────


class Pow(Op):
    """c = aⁿ, n은 숫자   ∂c/∂a = n·aⁿ⁻¹.  n = 0이면 0입니다: a = 0에서 0·∞가 되지 않게 합니다."""

    @staticmethod
    def forward(a, exponent):
        return np.asarray(a ** exponent, a.dtype)

    def grad_a(self, grad, a):
        if self.exponent == 0:
            return nothing(grad)
        return grad * (self.exponent * a ** (self.exponent - 1))


class PowTensor(Op, name="PowBackward1"):
    """c = aᵇ           ∂c/∂a = b·aᵇ⁻¹,   ∂c/∂b = aᵇ·ln a.  b = 0과 a = 0에서는 0으로 약속합니다."""

    @staticmethod
    def forward(a, b, out=...):
        if a.dtype.kind == "f" or not np.any(b < 0):
            return np.power(a, b, out=out)
        # 정수의 음수 제곱은 정수로 남는 1과 −1만 셈하고 나머지는 0으로 둡니다.
        return np.where((b >= 0) | (np.abs(a) == 1), np.power(a, np.abs(b)), 0)

    def grad_a(self, grad, a, b):
        return where(b == 0, 0, grad * (b * a ** (b - 1)))

    def grad_b(self, grad, a, b, out):
        return where((a == 0) & (b >= 0), 0, grad * (out * a.log()))


class PowBase(Op, name="PowBackward2"):
    """c = sᵃ, s는 숫자   ∂c/∂a = sᵃ·ln s.  s = 0이면 a ≥ 0에서 0으로 약속합니다."""

    @staticmethod
    def forward(a, base):
        if a.dtype.kind != "f" and a.size and a.min() < 0:  # 정수의 음수 제곱은 0 쪽으로 버립니다.
            return np.trunc(np.power(float(base), a)).astype(a.dtype)
        return PowTensor.forward(np.asarray(base, a.dtype), a)

    def grad_a(self, grad, a, out):
        if self.base == 0:
            return where(a >= 0, 0, grad * (out * -np.inf))
        return grad * (out * float(np.log(self.base)))


# ── 지수, 로그, 삼각함수 ──────────────────────────────────────────────────────────────────────


class Exp(Op):
    """c = eᵃ           ∂c/∂a = c"""

    forward = np.exp

    def grad_a(self, grad, out):
        return grad * out


class Log(Op):
    """c = ln a         ∂c/∂a = 1/a"""

    forward = np.log

    def grad_a(self, grad, a):
        return grad / a


class Sqrt(Op):
    """c = √a           ∂c/∂a = 1/(2c)"""

    forward = np.sqrt

    def grad_a(self, grad, out):
        return grad / (2 * out)


class Sin(Op):
    """c = sin a        ∂c/∂a = cos a"""

    forward = np.sin

    def grad_a(self, grad, a):
        return grad * a.cos()


class Cos(Op):
    """c = cos a        ∂c/∂a = −sin a"""

    forward = np.cos

    def grad_a(self, grad, a):
        return grad * -a.sin()


class Tanh(Op):
    """c = tanh a       ∂c/∂a = 1 − c²"""

    forward = np.tanh

    def grad_a(self, grad, out):
        return grad * (1 - out * out)


class Sigmoid(Op):
    """c = 1/(1 + e⁻ᵃ)   ∂c/∂a = c·(1 − c)"""

    @staticmethod
    def forward(a, out=...):
        c = np.negative(a, out=out)
        np.exp(c, out=c)
        c += 1
        return np.reciprocal(c, out=c)

    def grad_a(self, grad, out):
        return grad * (out * (1 - out))


# ── 꺾이거나 고르는 함수 ──────────────────────────────────────────────────────────────────────


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


class Relu(Op):
    """c = max(a, 0)    ∂c/∂a = 1 (c > 0), 0 (c = 0)"""

    @staticmethod
    def forward(a, out=...):
        if a.dtype == np.bool_:
            raise errors.NOT_FOR_BOOL(name="relu")
        return np.maximum(a, dtypes.ZERO[a.dtype], out=out)

    def grad_a(self, grad, out):
        return _gated(grad, out)  # where(out > 0, grad, 0)과 같고, 몇 배 빠릅니다.


_INTEGERS = {size: np.dtype(f"i{size}") for size in (2, 4, 8)}   # 실수와 크기가 같은 정수


class Gate(Op, name="ThresholdBackwardBackward0"):
    """c = a (b ≠ 0), 0 (b = 0)      ∂c/∂a = 1 (b ≠ 0), 0 (b = 0).  Relu의 변화도입니다."""

    @staticmethod
    def forward(a, b, out=...):
        # a · 0은 a가 ∞일 때 NaN입니다. a의 비트를 정수로 보고 곱하면 언제나 0이고, np.where보다 빠릅니다.
        bits = a.view(_INTEGERS[a.itemsize])
        return np.multiply(bits, b.astype(np.bool_), out=out).view(a.dtype)

    def grad_a(self, grad, b):
        return _gated(grad, b)

    def grad_b(self, grad):
        return nothing(grad)


class Where(Op):
    """c = 조건이 참이면 a, 아니면 b.  고른 쪽으로만 변화도가 갑니다."""

    @staticmethod
    def forward(a, b, condition):
        try:
            return np.where(condition._array, a, b)
        except ValueError:
            common_shape(condition._array.shape, a.shape, b.shape)  # 어긋난 두 모양을 알립니다.
            raise

    def grad_a(self, grad, condition):
        return where(condition, grad, 0)

    def grad_b(self, grad, condition):
        return where(condition, 0, grad)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

mul = binary("mul", Mul)
neg = unary("neg", Neg, integers=True)
abs = unary("abs", Abs, integers=True)
sign = unary("sign", Sign, integers=True)
relu = unary("relu", Relu, integers=True)
reciprocal = unary("reciprocal", Reciprocal)
exp = unary("exp", Exp)
log = unary("log", Log)
sqrt = unary("sqrt", Sqrt)
sin = unary("sin", Sin)
cos = unary("cos", Cos)
tanh = unary("tanh", Tanh)
sigmoid = unary("sigmoid", Sigmoid)

_gated = binary("_gated", Gate)
_add = binary("__add__", Add)
_sub = binary("__sub__", Sub, bools=False)
_div = binary("__truediv__", Div, floats=True)
_pow_tensor = binary("_pow_tensor", PowTensor)
binary("__rsub__", Rsub, bools=False)
method("__radd__")(_add)
method("__mul__", "__rmul__", "multiply")(mul)
method("__neg__", "negative")(neg)
method("__abs__", "absolute")(abs)


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


@method("pow", "__pow__")
def pow(input: Tensor | float, exponent: Tensor | float) -> Tensor:
    """input의 exponent 제곱입니다. 둘 가운데 하나는 숫자여도 됩니다."""
    if isinstance(input, Tensor) and isinstance(exponent, Tensor):
        return _pow_tensor(input, exponent)
    base_or_power = as_tensors("pow", input, exponent)
    dtype = dtypes.result_type(*[t._array for t in base_or_power])
    if isinstance(input, Tensor):
        if dtype.kind != "f" and exponent < 0:
            raise errors.NEGATIVE_INTEGER_POWER()
        return Pow.apply(input.to(dtype), exponent=exponent)
    return PowBase.apply(exponent.to(dtype), base=input)


@method()
def square(input: Tensor) -> Tensor:
    """input의 제곱입니다."""
    return pow(input, 2)


@method("__rpow__")
def _reversed_pow(input: Tensor, base: float) -> Tensor:
    return pow(base, input)


@method("where")
def _where_method(input: Tensor, condition: Tensor, other: Tensor | float) -> Tensor:
    return where(condition, input, other)


def where(condition: Tensor, input: Tensor | float | None = None,
          other: Tensor | float | None = None) -> Tensor:
    """condition이 참인 자리는 input, 거짓인 자리는 other의 값입니다. 셋을 브로드캐스팅합니다.

    input과 other를 빼면 참인 자리의 번호를 축마다 하나씩 튜플로 줍니다.
    """
    if input is None and other is None:
        return condition.nonzero(as_tuple=True)
    if condition._array.dtype != np.bool_:
        raise errors.CONDITION_NOT_BOOL(dtype=condition.dtype)
    input, other = as_tensors("where", input, other)
    dtype = dtypes.result_type(input._array, other._array)
    return Where.apply(input.to(dtype), other.to(dtype), condition=condition)
