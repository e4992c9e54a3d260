"""지수 함수와 로그입니다. 공식은 하나같이 grad에 도함수를 곱한 것입니다."""

from __future__ import annotations

import math

import numpy as np

from .fast import unary
from .op import Op

LN_2, LN_10 = math.log(2), math.log(10)


class Exp(Op):
    """c = eᵃ           ∂c/∂a = c"""

    forward = np.exp

    def grad_a(self, grad, out):
        return grad * out


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


class Log(Op):
    """c = ln a         ∂c/∂a = 1/a"""

    forward = np.log

    def grad_a(self, grad, a):
        return grad / a


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


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

exp = unary("exp", Exp)
exp2 = unary("exp2", Exp2)
expm1 = unary("expm1", Expm1)
log = unary("log", Log)
log2 = unary("log2", Log2)
log10 = unary("log10", Log10)
log1p = unary("log1p", Log1p)
