"""매끄러운 함수입니다: 밑이 다른 지수와 로그, 삼각함수와 쌍곡선함수, 그 역함수.

모두 값마다 계산하고, 공식은 하나같이 grad에 도함수를 곱한 것입니다.
"""

from __future__ import annotations

import math

import numpy as np

from .fast import unary
from .op import Op, method

LN_2, LN_10 = math.log(2), math.log(10)

# ── 지수와 로그 ───────────────────────────────────────────────────────────────────────────────


class Exp2(Op):
    """c = 2ᵃ           ∂c/∂a = c·ln 2"""

    forward = np.exp2

    def grad_a(self, grad, out):
        return grad * (out * LN_2)


class Expm1(Op):
    """c = eᵃ − 1       ∂c/∂a = c + 1.  0 근처에서 1을 빼며 자릿수를 잃지 않습니다."""

    forward = np.expm1

    def grad_a(self, grad, out):
        return grad * (out + 1)


class Log2(Op):
    """c = log₂ a       ∂c/∂a = 1/(a·ln 2)"""

    forward = np.log2

    def grad_a(self, grad, a):
        return grad / (a * LN_2)


class Log10(Op):
    """c = log₁₀ a      ∂c/∂a = 1/(a·ln 10)"""

    forward = np.log10

    def grad_a(self, grad, a):
        return grad / (a * LN_10)


class Log1p(Op, name="Log1PBackward0"):
    """c = ln(1 + a)    ∂c/∂a = 1/(1 + a).  0 근처에서 1을 더하며 자릿수를 잃지 않습니다."""

    forward = np.log1p

    def grad_a(self, grad, a):
        return grad / (a + 1)


class Rsqrt(Op):
    """c = 1/√a         ∂c/∂a = −c³/2"""

    @staticmethod
    def forward(a, out=...):
        c = np.sqrt(a, out=out)
        return np.reciprocal(c, out=c)

    def grad_a(self, grad, out):
        return grad * (-0.5 * out**3)


# ── 삼각함수와 역함수 ─────────────────────────────────────────────────────────────────────────


class Tan(Op):
    """c = tan a        ∂c/∂a = 1 + c²"""

    forward = np.tan

    def grad_a(self, grad, out):
        return grad * (1 + out * out)


class Asin(Op):
    """c = sin⁻¹ a      ∂c/∂a = 1/√(1 − a²)"""

    forward = np.arcsin

    def grad_a(self, grad, a):
        return grad * (1 - a * a).rsqrt()


class Acos(Op):
    """c = cos⁻¹ a      ∂c/∂a = −1/√(1 − a²)"""

    forward = np.arccos

    def grad_a(self, grad, a):
        return grad * -(1 - a * a).rsqrt()


class Atan(Op):
    """c = tan⁻¹ a      ∂c/∂a = 1/(1 + a²)"""

    forward = np.arctan

    def grad_a(self, grad, a):
        return grad / (1 + a * a)


# ── 쌍곡선함수와 역함수 ───────────────────────────────────────────────────────────────────────


class Sinh(Op):
    """c = sinh a = (eᵃ − e⁻ᵃ)/2   ∂c/∂a = cosh a"""

    forward = np.sinh

    def grad_a(self, grad, a):
        return grad * a.cosh()


class Cosh(Op):
    """c = cosh a = (eᵃ + e⁻ᵃ)/2   ∂c/∂a = sinh a"""

    forward = np.cosh

    def grad_a(self, grad, a):
        return grad * a.sinh()


class Asinh(Op):
    """c = sinh⁻¹ a     ∂c/∂a = 1/√(a² + 1)"""

    forward = np.arcsinh

    def grad_a(self, grad, a):
        return grad * (a * a + 1).rsqrt()


class Acosh(Op):
    """c = cosh⁻¹ a     ∂c/∂a = 1/√(a² − 1)"""

    forward = np.arccosh

    def grad_a(self, grad, a):
        return grad * (a * a - 1).rsqrt()


class Atanh(Op):
    """c = tanh⁻¹ a     ∂c/∂a = 1/(1 − a²)"""

    forward = np.arctanh

    def grad_a(self, grad, a):
        return grad / (1 - a * a)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

exp2 = unary("exp2", Exp2)
expm1 = unary("expm1", Expm1)
log2 = unary("log2", Log2)
log10 = unary("log10", Log10)
log1p = unary("log1p", Log1p)
rsqrt = unary("rsqrt", Rsqrt)
tan = unary("tan", Tan)
asin = unary("asin", Asin)
acos = unary("acos", Acos)
atan = unary("atan", Atan)
sinh = unary("sinh", Sinh)
cosh = unary("cosh", Cosh)
asinh = unary("asinh", Asinh)
acosh = unary("acosh", Acosh)
atanh = unary("atanh", Atanh)

for _function in (asin, acos, atan, asinh, acosh, atanh):  # torch에는 이름이 둘 있습니다.
    method(_function.__name__.replace("a", "arc", 1))(_function)
