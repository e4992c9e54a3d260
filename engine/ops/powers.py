"""거듭제곱과 제곱근입니다."""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .checks import as_tensors
from .fast import binary, unary
from .op import Op, method, nothing
from .where import where


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


class Sqrt(Op):
    """c = √a           ∂c/∂a = 1/(2c)"""

    forward = np.sqrt

    def grad_a(self, grad, out):
        return grad / (2 * out)


class Rsqrt(Op):
    """c = 1/√a         ∂c/∂a = −c³/2"""

    @staticmethod
    def forward(a, out=...):
        c = np.sqrt(a, out=out)
        return np.reciprocal(c, out=c)

    def grad_a(self, grad, out):
        return grad * (-0.5 * out**3)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

sqrt = unary("sqrt", Sqrt)
rsqrt = unary("rsqrt", Rsqrt)
_pow_tensor = binary("_pow_tensor", PowTensor)


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
