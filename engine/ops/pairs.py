"""텐서 둘을 값마다 짝짓는 함수입니다: NaN을 피하는 최댓값, 부호 옮기기, a·ln b. 입력이 하나인 sinc도 있습니다."""

from __future__ import annotations

import math

import numpy as np

from .compare import isnan
from .fast import binary, unary
from .op import Op, nothing
from .where import where


class Fmax(Op):
    """c = max(a, b), NaN은 없는 값으로 칩니다.  큰 쪽으로 변화도가 갑니다. 같으면 a로 갑니다."""

    forward = np.fmax

    def grad_a(self, grad, a, b):
        return where((a >= b) | isnan(b), grad, 0)

    def grad_b(self, grad, a, b):
        return where((a >= b) | isnan(b), 0, grad)


class Fmin(Op):
    """c = min(a, b), NaN은 없는 값으로 칩니다.  작은 쪽으로 변화도가 갑니다. 같으면 a로 갑니다."""

    forward = np.fmin

    def grad_a(self, grad, a, b):
        return where((a <= b) | isnan(b), grad, 0)

    def grad_b(self, grad, a, b):
        return where((a <= b) | isnan(b), 0, grad)


class Copysign(Op):
    """c = 크기는 a, 부호는 b     ∂c/∂a = c/a (a = 0이면 0),   ∂c/∂b = 0"""

    forward = np.copysign

    def grad_a(self, grad, a, out):
        return grad * where(a == 0, 0, out / a)

    def grad_b(self, grad):
        return nothing(grad)


class Xlogy(Op):
    """c = a·ln b (a = 0이면 0)   ∂c/∂a = ln b (a = 0이고 b ≤ 0이면 0),   ∂c/∂b = a/b"""

    @staticmethod
    def forward(a, b, out=...):
        c = np.multiply(a, np.log(b), out=out)
        c[(a == 0) & ~np.isnan(b)] = 0
        return c

    def grad_a(self, grad, a, b):
        return where((a == 0) & (b <= 0), 0, xlogy(grad, b))

    def grad_b(self, grad, a, b):
        return grad * (a / b)


class Sinc(Op):
    """c = sin πa / πa, 0에서는 1     ∂c/∂a = (cos πa − c) / a, 0에서는 0"""

    @staticmethod
    def forward(a, out=...):
        return np.asarray(np.sinc(a), a.dtype)

    def grad_a(self, grad, a):
        away = where(a == 0, 1, a)
        angle = math.pi * away
        slope = (angle.cos() - angle.sin() / angle) / away
        return grad * where(a == 0, 0, slope)


fmax = binary("fmax", Fmax)
fmin = binary("fmin", Fmin)
copysign = binary("copysign", Copysign, floats=True)
xlogy = binary("xlogy", Xlogy, floats=True)
sinc = unary("sinc", Sinc)
