"""손실 연산입니다. 예측이 정답에서 얼마나 벗어났는지를 숫자 하나로 모읍니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .op import Op


def reduce_loss(loss: np.ndarray, reduction: str) -> np.ndarray:
    """값마다 구한 손실을 평균("mean")하거나 더하거나("sum") 그대로 둡니다("none")."""
    if reduction == "none":
        return loss
    total = np.add.reduce(loss, axis=None)
    return total / loss.dtype.type(loss.size) if reduction == "mean" else total


def check_reduction(reduction: str) -> None:
    """ValueError: 모르는 방법일 때."""
    if reduction not in ("mean", "sum", "none"):
        raise errors.UNKNOWN_REDUCTION(reduction=reduction)


def _share(op: Op, grad: Tensor) -> Tensor:
    """모은 손실로 온 변화도를 값 하나의 몫으로 나눕니다. 평균이면 n으로 나눕니다."""
    return grad / op.count if op.reduction == "mean" else grad


class BinaryCrossEntropyWithLogits(Op):
    """ℓ = max(x, 0) − x·y + ln(1 + e^−|x|).  확률 σ(x)와 정답 y의 교차 엔트로피와 같습니다.

    −y·ln σ(x) − (1−y)·ln(1−σ(x))를 그대로 계산하면 큰 x에서 ln 0이 됩니다.
    ∂ℓ/∂x = σ(x) − y,   ∂ℓ/∂y = −x
    """

    @staticmethod
    def forward(x, y, reduction, count):
        loss = np.maximum(x, 0) - x * y + np.log1p(np.exp(-np.abs(x)))
        return reduce_loss(loss, reduction)

    def grad_input(self, grad, input, target):
        return (input.sigmoid() - target) * _share(self, grad)

    def grad_target(self, grad, input):
        return -input * _share(self, grad)


class BinaryCrossEntropy(Op):
    """ℓ = −y·ln p − (1−y)·ln(1−p),  로그는 −100에서 멈춥니다.   ∂ℓ/∂p = (p − y) / (p·(1−p))"""

    @staticmethod
    def forward(p, y, reduction, count):
        log_p, log_q = np.maximum(np.log(p), -100), np.maximum(np.log(1 - p), -100)
        return reduce_loss(-(y * log_p + (1 - y) * log_q), reduction)

    def grad_input(self, grad, input, target):
        spread = (input * (1 - input)).clamp(min=1e-12)  # 0으로 나누지 않게 합니다.
        return _share(self, grad) * (input - target) / spread

    def grad_target(self, grad, input):
        return _share(self, grad) * ((1 - input).log().clamp(min=-100)
                                     - input.log().clamp(min=-100))


class MseLoss(Op):
    """ℓ = (a − b)²      ∂ℓ/∂a = 2(a − b),   ∂ℓ/∂b = −2(a − b)"""

    @staticmethod
    def forward(a, b, reduction, count):
        difference = a - b
        return reduce_loss(difference * difference, reduction)

    def grad_input(self, grad, input, target):
        return 2 * (input - target) * _share(self, grad)

    def grad_target(self, grad, input, target):
        return 2 * (target - input) * _share(self, grad)


class NllLoss(Op):
    """ℓ = −wₜ·x[정답 번호 t]   ∂ℓ/∂x는 정답 자리에서 −wₜ, 나머지는 0입니다.

    "mean"은 무게의 합 Σ wₜ로 나눕니다. IndexError: 없는 갈래 번호일 때.
    """

    @staticmethod
    def forward(x, target, weight, reduction, ignore_index):
        places, samples, weights = _counted(x.shape, target, weight, ignore_index)
        loss = -weights * x[places]
        if reduction == "none":
            spread = np.zeros(target._array.shape, x.dtype)
            spread[samples] = loss
            return spread
        total = np.add.reduce(loss)
        return total / np.add.reduce(weights) if reduction == "mean" else total

    def grad_input(self, grad, target, weight):
        return NllLossBackward.apply(grad, shape=self.input_shape(), target=target, weight=weight,
                                     reduction=self.reduction, ignore_index=self.ignore_index)


class NllLossBackward(Op, name="NllLossBackwardBackward0"):
    """NllLoss의 변화도입니다. 고른 자리에 놓는 일이라, 그 변화도는 다시 고르는 NllLoss입니다."""

    @staticmethod
    def forward(grad, shape, target, weight, reduction, ignore_index):
        places, samples, weights = _counted(shape, target, weight, ignore_index)
        if reduction == "mean":
            grad = grad / np.add.reduce(weights)
        c = np.zeros(shape, weights.dtype)
        c[places] = -weights * (grad[samples] if reduction == "none" else grad)
        return c

    def grad_grad(self, grad, target, weight):
        return NllLoss.apply(grad, target=target, weight=weight, reduction=self.reduction,
                             ignore_index=self.ignore_index)


def _counted(shape: tuple, target: Tensor, weight: Tensor, ignore_index: int) -> tuple:
    """세는 표본마다 (입력에서 정답의 자리, 표본의 자리, 무게)입니다.  입력 (표본, 갈래, …)"""
    labels = target._array
    samples = (labels != ignore_index).nonzero()
    classes = labels[samples]
    outside = (classes < 0) | (classes >= shape[1])
    if outside.any():
        raise errors.CLASS_OUT_OF_RANGE(
            target=classes[outside][0], classes=shape[1], last=shape[1] - 1)
    return (samples[0], classes, *samples[1:]), samples, weight._array[classes]


class SmoothL1Loss(Op):
    """ℓ = d²/2β (|d| < β), |d| − β/2 (그 밖),  d = a − b     ∂ℓ/∂a = d/β를 −1과 1 사이로 자른 값"""

    @staticmethod
    def forward(a, b, reduction, count, beta):
        distance = np.abs(a - b)
        curve = distance * distance * (0.5 / beta)
        return reduce_loss(np.where(distance < beta, curve, distance - 0.5 * beta), reduction)

    def grad_input(self, grad, input, target):
        return ((input - target) / self.beta).clamp(-1, 1) * _share(self, grad)

    def grad_target(self, grad, input, target):
        return ((target - input) / self.beta).clamp(-1, 1) * _share(self, grad)


class HuberLoss(Op):
    """ℓ = d²/2 (|d| < δ), δ(|d| − δ/2) (그 밖),  d = a − b   ∂ℓ/∂a = d를 −δ와 δ 사이로 자른 값"""

    @staticmethod
    def forward(a, b, reduction, count, delta):
        distance = np.abs(a - b)
        line = delta * (distance - 0.5 * delta)
        return reduce_loss(np.where(distance < delta, 0.5 * distance * distance, line), reduction)

    def grad_input(self, grad, input, target):
        return (input - target).clamp(-self.delta, self.delta) * _share(self, grad)

    def grad_target(self, grad, input, target):
        return (target - input).clamp(-self.delta, self.delta) * _share(self, grad)
