"""값마다 따로 계산하는 연산입니다: 사칙, 거듭제곱, 지수와 로그, 삼각함수, 꺾이는 함수."""

from __future__ import annotations

import numpy as np

from .. import dtypes
from ..tensor import Tensor
from .fast import binary, unary
from .op import Op, as_tensors, method, promote

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
        return a ** exponent

    def grad_a(self, grad, a):
        if self.exponent == 0:
            return grad * 0
        return grad * (self.exponent * a ** (self.exponent - 1))


class PowTensor(Op, name="PowBackward1"):
    """c = aᵇ           ∂c/∂a = b·aᵇ⁻¹,   ∂c/∂b = aᵇ·ln a.  b = 0과 a = 0에서는 0으로 약속합니다."""

    forward = np.power

    def grad_a(self, grad, a, b):
        return where(b == 0, grad * 0, grad * (b * a ** (b - 1)))

    def grad_b(self, grad, a, b, out):
        return where((a == 0) & (b >= 0), grad * 0, grad * (out * a.log()))


class PowBase(Op, name="PowBackward2"):
    """c = sᵃ, s는 숫자   ∂c/∂a = sᵃ·ln s.  s = 0이면 a ≥ 0에서 0으로 약속합니다."""

    @staticmethod
    def forward(a, base):
        return base ** a

    def grad_a(self, grad, a, out):
        if self.base == 0:
            return where(a >= 0, grad * 0, grad * (out * -np.inf))
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

    forward = np.sign

    def grad_a(self, grad):
        return grad * 0


class Relu(Op):
    """c = max(a, 0)    ∂c/∂a = 1 (c > 0), 0 (c = 0)"""

    @staticmethod
    def forward(a, out=...):
        return np.maximum(a, a.dtype.type(0), out=out)

    def grad_a(self, grad, out):
        return where(out > 0, grad, 0)


class Clamp(Op, name="ClampBackward1"):
    """c = min(max(a, 아래), 위)   ∂c/∂a = 1 (아래 ≤ a ≤ 위), 0 (그 밖)"""

    @staticmethod
    def forward(a, min, max):
        return np.clip(a, min, max)

    def grad_a(self, grad, a):
        low = -np.inf if self.min is None else self.min
        high = np.inf if self.max is None else self.max
        return where((a >= low) & (a <= high), grad, 0)


class Where(Op):
    """c = 조건이 참이면 a, 아니면 b.  고른 쪽으로만 변화도가 갑니다."""

    @staticmethod
    def forward(a, b, condition):
        return np.where(condition._array, a, b)

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

_add = binary("__add__", Add)
_sub = binary("__sub__", Sub)
_div = binary("__truediv__", Div, floats=True)
_pow_tensor = binary("_pow_tensor", PowTensor)
binary("__rsub__", Rsub)
method("__radd__")(_add)
method("__mul__", "__rmul__")(mul)
method("__neg__")(neg)
method("__abs__")(abs)


@method()
def add(input: Tensor, other: Tensor | float, *, alpha: float = 1) -> Tensor:
    """input + alpha · other. 모양이 다르면 브로드캐스팅합니다."""
    return _add(input, other if alpha == 1 else mul(other, alpha))


@method()
def sub(input: Tensor, other: Tensor | float, *, alpha: float = 1) -> Tensor:
    """input − alpha · other. 모양이 다르면 브로드캐스팅합니다."""
    return _sub(input, other if alpha == 1 else mul(other, alpha))


@method()
def div(input: Tensor, other: Tensor | float, *, rounding_mode: str | None = None) -> Tensor:
    """input / other. 정수끼리 나누어도 실수가 됩니다.

    rounding_mode: "floor"는 내림, "trunc"는 0 쪽으로 버림. 이때의 변화도는 0입니다.
    """
    if rounding_mode is None:
        return _div(input, other)
    input, other = as_tensors("div", input, other)
    round_down = np.floor_divide if rounding_mode == "floor" else _truncating_divide
    return Tensor(round_down(*promote(input._array, other._array)))


def _truncating_divide(a, b):
    return np.trunc(np.true_divide(a, b)).astype(a.dtype)


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
        return Pow.apply(input.to(dtype), exponent=exponent)
    return PowBase.apply(exponent.to(dtype), base=input)


@method("__rpow__")
def _reversed_pow(input: Tensor, base: float) -> Tensor:
    return pow(base, input)


@method()
def clamp(input: Tensor, min: float | None = None, max: float | None = None) -> Tensor:
    """값을 min과 max 사이로 자릅니다. 경계에 있는 값은 자르지 않은 것으로 봅니다."""
    return Clamp.apply(input, min=min, max=max)


def where(condition: Tensor, input: Tensor | float, other: Tensor | float) -> Tensor:
    """condition이 참인 자리는 input, 거짓인 자리는 other의 값입니다. 셋을 브로드캐스팅합니다."""
    input, other = as_tensors("where", input, other)
    dtype = dtypes.result_type(input._array, other._array)
    return Where.apply(input.to(dtype), other.to(dtype), condition=condition)
