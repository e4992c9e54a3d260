"""삼각함수와 쌍곡선함수, 그 역함수입니다. 공식은 하나같이 grad에 도함수를 곱한 것입니다."""

from __future__ import annotations

import numpy as np

from .fast import unary
from .op import Op, method

# ── 삼각함수와 역함수 ─────────────────────────────────────────────────────────────────────────


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


class Tanh(Op):
    """c = tanh a       ∂c/∂a = 1 − c²"""

    forward = np.tanh

    def grad_a(self, grad, out):
        return grad * (1 - out * out)


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

sin = unary("sin", Sin)
cos = unary("cos", Cos)
tan = unary("tan", Tan)
asin = unary("asin", Asin)
acos = unary("acos", Acos)
atan = unary("atan", Atan)
sinh = unary("sinh", Sinh)
cosh = unary("cosh", Cosh)
tanh = unary("tanh", Tanh)
asinh = unary("asinh", Asinh)
acosh = unary("acosh", Acosh)
atanh = unary("atanh", Atanh)

for _function in (asin, acos, atan, asinh, acosh, atanh):  # torch에는 이름이 둘 있습니다.
    method(_function.__name__.replace("a", "arc", 1))(_function)
