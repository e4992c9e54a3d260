"""활성 함수입니다. tanh는 trigonometry.py에 있습니다."""

from __future__ import annotations

import math

import numpy as np

from .. import dtypes, errors
from .erf import Erf
from .fast import binary, unary
from .op import Op, nothing
from .where import where

_ROOT_HALF = math.sqrt(0.5)
_INTEGERS = {size: np.dtype(f"i{size}") for size in (2, 4, 8)}   # 실수와 크기가 같은 정수


class Relu(Op):
    """c = max(a, 0)    ∂c/∂a = 1 (c > 0), 0 (c = 0)"""

    @staticmethod
    def forward(a, out=...):
        if a.dtype == np.bool_:
            raise errors.NOT_FOR_BOOL(name="relu")
        return np.maximum(a, dtypes.ZERO[a.dtype], out=out)

    def grad_a(self, grad, out):
        return _gated(grad, out)  # where(out > 0, grad, 0)과 같고, 몇 배 빠릅니다.


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


class Slope(Op):
    """c = 꺾인 함수의 구간마다의 기울기 values.  a를 조금 움직여도 그대로라 ∂c/∂a = 0입니다."""

    @staticmethod
    def forward(a, values):
        return values.astype(a.dtype)

    def grad_a(self, grad):
        return grad * 0


class LeakyRelu(Op):
    """c = a (a > 0), s·a (a ≤ 0)        ∂c/∂a = 1 (a > 0), s (a ≤ 0)"""

    @staticmethod
    def forward(a, negative_slope):
        return np.where(a > 0, a, a * negative_slope)

    def grad_a(self, grad, a):
        return grad * Slope.apply(a, values=np.where(a._array > 0, 1, self.negative_slope))


class LeakyReluInPlace(LeakyRelu, name="LeakyReluBackward1"):
    """제자리에서 하는 LeakyRelu입니다."""


class Elu(Op):
    """c = a (a > 0), α(eᵃ − 1) (a ≤ 0)  ∂c/∂a = 1 (a > 0), α·eᵃ (a ≤ 0)"""

    @staticmethod
    def forward(a, alpha):
        return np.where(a > 0, a, alpha * np.expm1(np.minimum(a, 0)))

    def grad_a(self, grad, a):
        # 고르지 않을 쪽의 eᵃ이 ∞가 되면 0 · ∞ = NaN이 섞이므로 음수만 남깁니다.
        # clamp(max=0)과 달리 0으로는 변화도가 가지 않아, 0에서 두 번째 도함수가 torch처럼 0입니다.
        bent = self.alpha * where(a < 0, a, 0).exp()
        return where(a <= 0, grad * bent, grad)


class EluInPlace(Elu, name="EluBackward1"):
    """제자리에서 하는 Elu입니다."""


class Gelu(Op):
    """c = a·Φ(a),  Φ(a) = ½(1 + erf(a/√2)): 표준 정규 분포가 a보다 작을 확률

    ∂c/∂a = Φ(a) + a·φ(a),  φ(a) = e^(−a²/2) / √(2π)       출처: arXiv:1606.08415
    """

    @staticmethod
    def forward(a):
        return a * (0.5 * (1 + Erf.forward(a * _ROOT_HALF)))

    def grad_a(self, grad, a):
        probability = 0.5 * (1 + (a * _ROOT_HALF).erf())
        density = (a * a * -0.5).exp() * (1 / math.sqrt(2 * math.pi))
        return grad * (probability + a * density)


class GeluTanh(Op, name="GeluBackward0"):
    """c = ½a(1 + tanh u),  u = √(2/π)·(a + 0.044715a³): Gelu의 근삿값입니다.

    ∂c/∂a = ½(1 + t) + ½a(1 − t²)·u′,   t = tanh u
    """

    slope, cubic = math.sqrt(2 / math.pi), 0.044715

    @staticmethod
    def forward(a):
        return 0.5 * a * (1 + np.tanh(GeluTanh.slope * (a + GeluTanh.cubic * (a * a * a))))

    def grad_a(self, grad, a):
        t = (self.slope * (a + self.cubic * (a * a * a))).tanh()
        slope = self.slope * (1 + 3 * self.cubic * (a * a))
        return grad * (0.5 * (1 + t) + 0.5 * a * (1 - t * t) * slope)


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


class Silu(Op):
    """c = a·σ(a)       ∂c/∂a = σ(a)·(1 + a·(1 − σ(a)))"""

    @staticmethod
    def forward(a):
        return a * Sigmoid.forward(a)

    def grad_a(self, grad, a):
        s = a.sigmoid()
        return grad * (s * (1 + a * (1 - s)))


class Softplus(Op):
    """c = ln(1 + e^βa) / β     ∂c/∂a = σ(βa).  βa > threshold면 c = a로 봅니다: eᵃ이 넘치지 않습니다."""

    @staticmethod
    def forward(a, beta, threshold):
        scaled = a * beta
        return np.where(scaled > threshold, a,
                        np.log1p(np.exp(np.minimum(scaled, threshold))) / beta)

    def grad_a(self, grad, a):
        scaled = a * self.beta
        return where(scaled > self.threshold, grad, grad * scaled.sigmoid())


class LogSigmoid(Op):
    """c = ln σ(a) = min(a, 0) − ln(1 + e^−|a|)       ∂c/∂a = σ(−a)"""

    @staticmethod
    def forward(a):
        return np.minimum(a, 0) - np.log1p(np.exp(-np.abs(a)))

    def grad_a(self, grad, a):
        return grad * (-a).sigmoid()


class Hardtanh(Op):
    """c = min(max(a, 아래), 위)     ∂c/∂a = 1 (아래 < a < 위), 0 (경계와 그 밖).  clamp와 경계가 다릅니다."""

    @staticmethod
    def forward(a, min_val, max_val):
        return np.clip(a, a.dtype.type(min_val), a.dtype.type(max_val))

    def grad_a(self, grad, a):
        inside = (a._array > self.min_val) & (a._array < self.max_val)
        return grad * Slope.apply(a, values=inside)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────

relu = unary("relu", Relu, integers=True)
sigmoid = unary("sigmoid", Sigmoid)
_gated = binary("_gated", Gate)
