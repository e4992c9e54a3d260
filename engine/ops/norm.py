"""값의 크기를 고르게 하는 정규화 연산입니다: 평균을 빼고 표준 편차로 나눈 뒤, w를 곱하고 b를 더합니다."""

from __future__ import annotations

import numpy as np

from ..tensor import Tensor
from .op import Op


def standardized(x: Tensor, dims: tuple, eps: float) -> tuple[Tensor, Tensor]:
    """x̂ = (x − μ)/√(σ² + ε) 와 1/√(σ² + ε).  μ와 σ²은 dims 축을 따라 구합니다."""
    centered = x - x.mean(dims, keepdim=True)
    variance = (centered * centered).mean(dims, keepdim=True)
    scale = (variance + eps).sqrt().reciprocal()
    return centered * scale, scale


def through_statistics(grad: Tensor, x: Tensor, dims: tuple, eps: float) -> Tensor:
    """x̂로 온 변화도를 x로 보냅니다.  (g − mean(g) − x̂·mean(g·x̂)) / √(σ² + ε)

    x를 조금 움직이면 μ와 σ도 움직이므로, 빼는 두 항이 그 몫입니다.
    """
    x_hat, scale = standardized(x, dims, eps)
    shift = grad.mean(dims, keepdim=True)
    stretch = (grad * x_hat).mean(dims, keepdim=True)
    return (grad - shift - x_hat * stretch) * scale


class NativeLayerNorm(Op):
    """c = x̂·w + b.  표본마다 dims 축의 평균과 분산으로 x̂를 만듭니다.    출처: arXiv:1607.06450

    변화도: b에는 grad, w에는 grad·x̂, x에는 grad·w를 through_statistics로 보낸 것.
    """

    @staticmethod
    def forward(x, weight, bias, dims, eps):
        c = x - x.mean(dims, keepdims=True)
        c /= np.sqrt(np.mean(c * c, dims, keepdims=True) + x.dtype.type(eps))
        return c * weight + bias

    def grad_input(self, grad, input, weight):
        return through_statistics(grad * weight, input, self.dims, self.eps)

    def grad_weight(self, grad, input):
        return grad * standardized(input, self.dims, self.eps)[0]

    def grad_bias(self, grad):
        return grad


def per_channel(values, ndim: int):
    """(C,) → (C, 1, …).  (N, C, …)인 입력의 채널 축에 맞춥니다. 배열에도 텐서에도 씁니다."""
    return values.reshape(-1, *[1] * (ndim - 2))


class NativeBatchNorm(Op):
    """c = x̂·w + b.  채널마다 묶음 전체의 평균과 분산으로 x̂를 만듭니다.    출처: arXiv:1502.03167

    추론할 때(training=False)의 평균과 분산은 x와 상관없는 상수라, x로는 grad·w/√(σ² + ε)만 갑니다.
    mean, scale: 순전파에 쓰는 μ와 1/√(σ² + ε), 모양은 (C, 1, …)입니다.
    """

    @staticmethod
    def forward(x, weight, bias, mean, scale, dims, eps, training):
        x_hat = (x - mean._array) * scale._array
        return x_hat * per_channel(weight, x.ndim) + per_channel(bias, x.ndim)

    def grad_input(self, grad, input, weight):
        grad = grad * per_channel(weight, input.ndim)
        if not self.training:
            return grad * self.scale
        return through_statistics(grad, input, self.dims, self.eps)

    def grad_weight(self, grad, input):
        x_hat = ((input - self.mean) * self.scale if not self.training
                 else standardized(input, self.dims, self.eps)[0])
        return (grad * x_hat).sum(self.dims)

    def grad_bias(self, grad):
        return grad.sum(self.dims)
