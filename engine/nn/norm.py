"""정규화와 드롭아웃 계층입니다."""

from __future__ import annotations

from .. import creation, errors
from ..ops.inplace import overwrite
from ..tensor import Tensor
from . import functional as F
from .module import Module
from .parameter import Parameter


class LayerNorm(Module):
    """표본마다 마지막 몇 축의 평균을 0, 분산을 1로 맞춘 뒤 weight를 곱하고 bias를 더합니다."""

    def __init__(self, normalized_shape, eps: float = 1e-5, elementwise_affine: bool = True,
                 bias: bool = True, dtype=None):
        super().__init__()
        self.normalized_shape = ((normalized_shape,) if isinstance(normalized_shape, int)
                                 else tuple(normalized_shape))
        self.eps, self.elementwise_affine = eps, elementwise_affine
        shape = self.normalized_shape
        self.register_parameter("weight", Parameter(creation.ones(shape, dtype=dtype))
                                if elementwise_affine else None)
        self.register_parameter("bias", Parameter(creation.zeros(shape, dtype=dtype))
                                if elementwise_affine and bias else None)

    def forward(self, input: Tensor) -> Tensor:
        return F.layer_norm(input, self.normalized_shape, self.weight, self.bias, self.eps)

    def extra_repr(self) -> str:
        return (f"{self.normalized_shape}, eps={self.eps}, "
                f"elementwise_affine={self.elementwise_affine}, bias={self.bias is not None}")


class _BatchNorm(Module):
    """채널마다 평균을 0, 분산을 1로 맞춥니다. 학습할 때 모은 통계(running_*)를 추론할 때 씁니다.

    momentum: 통계를 새 묶음 쪽으로 옮기는 비율. None이면 지금까지 본 묶음을 고르게 평균합니다.
    """

    ndims: tuple = ()

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float | None = 0.1,
                 affine: bool = True, track_running_stats: bool = True, dtype=None,
                 bias: bool = True):
        super().__init__()
        self.num_features, self.eps, self.momentum = num_features, eps, momentum
        self.affine, self.track_running_stats = affine, track_running_stats
        ones, zeros = creation.ones, creation.zeros
        for name, make, used in (("weight", ones, affine), ("bias", zeros, affine and bias)):
            self.register_parameter(
                name, Parameter(make(num_features, dtype=dtype)) if used else None)
        for name, make in (("running_mean", zeros), ("running_var", ones)):
            self.register_buffer(
                name, make(num_features, dtype=dtype) if track_running_stats else None)
        self.register_buffer(
            "num_batches_tracked", creation.tensor(0) if track_running_stats else None)

    def forward(self, input: Tensor) -> Tensor:
        if input.ndim not in self.ndims:
            raise errors.BATCH_NORM_NDIM(
                name=type(self).__name__, got=input.ndim,
                expected=" or ".join(f"{n}D" for n in self.ndims))
        momentum = self.momentum
        if self.training and self.track_running_stats:
            overwrite(self.num_batches_tracked, self.num_batches_tracked._array + 1)
            if momentum is None:
                momentum = 1 / self.num_batches_tracked.item()
        return F.batch_norm(
            input, self.running_mean, self.running_var, self.weight, self.bias,
            self.training or self.running_mean is None, momentum or 0.0, self.eps)

    def extra_repr(self) -> str:
        return (f"{self.num_features}, eps={self.eps}, momentum={self.momentum}, "
                f"affine={self.affine}, bias={self.bias is not None}, "
                f"track_running_stats={self.track_running_stats}")


class BatchNorm1d(_BatchNorm):
    """(N, C)나 (N, C, L)의 채널마다 정규화합니다."""

    ndims = (2, 3)


class BatchNorm2d(_BatchNorm):
    """(N, C, H, W)의 채널마다 정규화합니다."""

    ndims = (4,)


class Dropout(Module):
    """학습할 때만 값마다 확률 p로 0으로 만듭니다. ValueError: p가 0과 1 사이가 아닐 때."""

    def __init__(self, p: float = 0.5, inplace: bool = False):
        super().__init__()
        if not 0 <= p <= 1:
            raise errors.DROPOUT_PROBABILITY(p=p)
        self.p, self.inplace = p, inplace

    def forward(self, input: Tensor) -> Tensor:
        return F.dropout(input, self.p, self.training, self.inplace)

    def extra_repr(self) -> str:
        return f"p={self.p}, inplace={self.inplace}"
