"""드물게 쓰는 활성 함수입니다. 자주 쓰는 것은 activation.py에 있습니다."""

from __future__ import annotations

import numpy as np

from .activation import Slope
from .op import Op
from .where import where


class ScaledElu(Op, name="EluBackward0"):
    """c = s·a (a > 0), s·α(e^(ka) − 1) (a ≤ 0)   ∂c/∂a = s (a > 0), s·α·k·e^(ka) (a ≤ 0)"""

    @staticmethod
    def forward(a, alpha, scale, input_scale):
        bent = alpha * np.expm1(np.minimum(a, 0) * input_scale)
        return (np.where(a > 0, a, bent) * scale).astype(a.dtype)

    def grad_a(self, grad, a):
        bent = (where(a < 0, a, 0) * self.input_scale).exp() * (self.alpha * self.input_scale)
        return where(a <= 0, grad * bent, grad) * self.scale


class Mish(Op):
    """c = a·t,  t = tanh(ln(1 + eᵃ))     ∂c/∂a = t + a·σ(a)·(1 − t²)      출처: arXiv:1908.08681"""

    @staticmethod
    def forward(a):
        return a * np.tanh(np.logaddexp(a, 0))

    def grad_a(self, grad, a):
        t = a.logaddexp(a * 0).tanh()
        return grad * (t + a * a.sigmoid() * (1 - t * t))


class Hardsigmoid(Op):
    """c = min(max(a + 3, 0), 6) / 6     ∂c/∂a = 1/6 (−3 < a < 3), 0 (경계와 그 밖)"""

    @staticmethod
    def forward(a):
        return np.clip(a + 3, 0, 6) / a.dtype.type(6)

    def grad_a(self, grad, a):
        return grad * Slope.apply(a, values=(np.abs(a._array) < 3) / 6)


class Hardswish(Op):
    """c = a·min(max(a + 3, 0), 6) / 6   ∂c/∂a = 0 (a ≤ −3), a/3 + ½, 1 (a ≥ 3)

    출처: arXiv:1905.02244
    """

    @staticmethod
    def forward(a):
        return a * (np.clip(a + 3, 0, 6) / a.dtype.type(6))

    def grad_a(self, grad, a):
        return where(a <= -3, 0, where(a < 3, grad * (a / 3 + 0.5), grad))


class PreluKernel(Op):
    """c = a (a > 0), w·a (a ≤ 0)        ∂c/∂a = 1 또는 w,   ∂c/∂w = 0 또는 a"""

    @staticmethod
    def forward(a, weight):
        return np.where(a > 0, a, a * weight)

    def grad_a(self, grad, a, weight):
        return where(a > 0, grad, grad * weight)

    def grad_weight(self, grad, a):
        return where(a > 0, 0, grad * a)
