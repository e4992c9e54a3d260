"""드물게 쓰는 활성 함수와 정규화, 풀링입니다."""

from __future__ import annotations

import numpy as np

from ... import errors
from ...ops import rare_activation as ops
from ...ops.checks import check_dim
from ...tensor import Tensor
from .activation import _activate
from .conv import conv2d
from .norm import layer_norm

# 값의 평균이 0, 분산이 1로 모이게 하는 상수입니다. 출처: arXiv:1706.02515
_SELU_ALPHA, _SELU_SCALE = 1.6732632423543772848170429916717, 1.0507009873554804934193349852946


def selu(input: Tensor, inplace: bool = False) -> Tensor:
    """층을 거듭해도 평균 0, 분산 1로 모이게 크기를 맞춘 elu입니다."""
    return _activate(ops.ScaledElu, "selu", input, inplace,
                     alpha=_SELU_ALPHA, scale=_SELU_SCALE, input_scale=1.0)


def celu(input: Tensor, alpha: float = 1.0, inplace: bool = False) -> Tensor:
    """0에서도 매끄러운 elu입니다.  alpha·(e^(x/alpha) − 1)"""
    return _activate(ops.ScaledElu, "celu", input, inplace,
                     alpha=alpha, scale=1.0, input_scale=1 / alpha)


def mish(input: Tensor, inplace: bool = False) -> Tensor:
    """x·tanh(softplus(x))입니다."""
    return _activate(ops.Mish, "mish", input, inplace)


def hardsigmoid(input: Tensor, inplace: bool = False) -> Tensor:
    """시그모이드를 직선 셋으로 어림합니다."""
    return _activate(ops.Hardsigmoid, "hardsigmoid", input, inplace)


def hardswish(input: Tensor, inplace: bool = False) -> Tensor:
    """x·hardsigmoid(x)입니다."""
    return _activate(ops.Hardswish, "hardswish", input, inplace)


def softsign(input: Tensor) -> Tensor:
    """x / (1 + |x|)입니다."""
    return input / (input.abs() + 1)


def tanhshrink(input: Tensor) -> Tensor:
    """x − tanh(x)입니다."""
    return input - input.tanh()


def glu(input: Tensor, dim: int = -1) -> Tensor:
    """dim 축의 앞 절반에 뒤 절반의 시그모이드를 곱합니다. RuntimeError: 크기가 홀수일 때."""
    dim = check_dim(dim, input._array.ndim)
    if input.shape[dim] % 2:
        raise errors.GLU_ODD_SIZE(dim=dim, size=input.shape[dim])
    value, gate = input.chunk(2, dim)
    return value * gate.sigmoid()


def prelu(input: Tensor, weight: Tensor) -> Tensor:
    """음수의 기울기를 배우는 relu입니다. weight: 값 하나, 또는 1번 축(채널)마다 하나.

    RuntimeError: weight의 개수가 채널 수와 다를 때.
    """
    channels = input.shape[1] if input.ndim > 1 else 1
    if weight.numel() not in (1, channels):
        raise errors.PRELU_CHANNELS(got=weight.numel(), channels=channels)
    rest = (1,) * (input.ndim - 2)
    shape = (1, -1, *rest) if input.ndim > 1 else (1,) * input.ndim
    return ops.PreluKernel.apply(input, weight.reshape(shape))


def rms_norm(input: Tensor, normalized_shape, weight: Tensor | None = None,
             eps: float | None = None) -> Tensor:
    """마지막 몇 축의 제곱 평균이 1이 되게 나누고 weight를 곱합니다. eps를 빼면 dtype의 ε입니다."""
    count = 1 if isinstance(normalized_shape, int) else len(tuple(normalized_shape))
    eps = float(np.finfo(input._array.dtype).eps) if eps is None else eps
    power = input.square().mean(tuple(range(-count, 0)), keepdim=True)
    out = input * (power + eps).rsqrt()
    return out if weight is None else out * weight


def group_norm(input: Tensor, num_groups: int, weight: Tensor | None = None,
               bias: Tensor | None = None, eps: float = 1e-5) -> Tensor:
    """채널을 num_groups 무리로 묶어 무리마다 평균 0, 분산 1로 맞춥니다.   input (N, C, …)

    RuntimeError: 채널 수가 num_groups로 나누어떨어지지 않을 때.
    """
    n, channels = input.shape[:2]
    if channels % num_groups:
        raise errors.GROUP_NORM_CHANNELS(channels=channels, groups=num_groups)
    grouped = input.reshape(n, num_groups, -1)
    out = layer_norm(grouped, grouped.shape[-1], eps=eps).reshape(input.shape)
    shape = (-1, *[1] * (input.ndim - 2))
    out = out if weight is None else out * weight.reshape(shape)
    return out if bias is None else out + bias.reshape(shape)


def conv1d(input: Tensor, weight: Tensor, bias: Tensor | None = None, stride=1, padding=0,
           dilation=1, groups: int = 1) -> Tensor:
    """1차원 합성곱입니다. 높이가 1인 그림으로 보고 conv2d로 계산합니다.

    input (N, C, L), weight (O, C/groups, k), bias (O,)
    """
    def wide(value, first):
        return value if isinstance(value, str) else (
            first, value if isinstance(value, int) else value[0])
    out = conv2d(input.unsqueeze(-2), weight.unsqueeze(-2), bias, wide(stride, 1),
                 wide(padding, 0), wide(dilation, 1), groups)
    return out.squeeze(-2)


def adaptive_avg_pool2d(input: Tensor, output_size) -> Tensor:
    """크기가 output_size가 되도록 자리마다의 구간을 평균합니다.  P_높이 · x · P_너비ᵀ"""
    sizes = (output_size,) * 2 if isinstance(output_size, int) else output_size
    rows, columns = (_averaging(n, n if size is None else size, input._array.dtype)
                     for n, size in zip(input.shape[-2:], sizes))
    return rows @ input @ columns.t()


def _averaging(size: int, parts: int, dtype: np.dtype) -> Tensor:
    """i째 줄이 i째 구간 [⌊i·n/m⌋, ⌈(i + 1)·n/m⌉)의 평균을 내는 (m, n) 행렬입니다."""
    i, k = np.arange(parts)[:, None], np.arange(size)
    inside = (k >= i * size // parts) & (k < -(-(i + 1) * size // parts))
    return Tensor((inside / inside.sum(1, keepdims=True)).astype(dtype))
