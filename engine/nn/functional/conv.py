"""그림을 다루는 함수입니다: 합성곱, 풀링, 테두리 채우기."""

from __future__ import annotations

import numpy as np

from ... import errors
from ...ops.conv import ConstantPadNd, Geometry, convolve
from ...ops.pool import AvgPool2D, MaxPool2DWithIndices, highest
from ...tensor import Tensor


def pair(value) -> tuple[int, int]:
    """숫자 하나는 (높이, 너비)에 함께 씁니다."""
    return (value, value) if isinstance(value, int) else tuple(value)


def conv2d(input: Tensor, weight: Tensor, bias: Tensor | None = None, stride=1,
           padding=0, dilation=1, groups: int = 1) -> Tensor:
    """2차원 합성곱입니다.  input (N, C, H, W), weight (O, C/groups, kh, kw), bias (O,) → (N, O, H′, W′)

    H′ = (H + 2·padding − dilation·(kh − 1) − 1) // stride + 1. N은 빼도 됩니다.
    padding: 덧댈 칸, "valid"(없음), "same"(H′ = H). RuntimeError: 모양이 서로 맞지 않을 때.
    """
    if input.ndim == 3:
        out = conv2d(input.unsqueeze(0), weight, bias, stride, padding, dilation, groups)
        return out.squeeze(0)
    _check_channels(input, weight, bias, groups)
    kernel, stride, dilation = weight.shape[2:], pair(stride), pair(dilation)
    if padding == "same":
        if stride != (1, 1):
            raise errors.SAME_WITH_STRIDE(stride=stride)
        total = [d * (k - 1) for k, d in zip(kernel, dilation)]
        pads = tuple((n // 2, n - n // 2) for n in total)
    else:
        pads = tuple((n, n) for n in pair(0 if padding == "valid" else padding))
    geometry = Geometry(tuple(kernel), stride, pads, dilation)
    _check_settings(stride, pads, dilation)
    if min(geometry.output(input.shape[2:])) < 1:
        size = [n + sum(pad) for n, pad in zip(input.shape[2:], pads)]
        raise errors.KERNEL_TOO_LARGE(
            size="{} x {}".format(*size), kernel="{} x {}".format(*geometry.span()))
    return convolve(input, weight, geometry, groups, bias)


def _check_channels(input: Tensor, weight: Tensor, bias: Tensor | None, groups: int) -> None:
    x, w = input._array, weight._array
    if x.ndim != 4 or w.ndim != 4:
        raise errors.CONV_NDIM(input=list(x.shape), weight=list(w.shape))
    if groups < 1 or w.shape[0] % groups:
        raise errors.CONV_GROUPS(groups=groups, weight=list(w.shape))
    if x.shape[1] != w.shape[1] * groups:
        raise errors.CONV_CHANNELS(groups=groups, weight=list(w.shape), input=list(x.shape),
                                   expected=w.shape[1] * groups, got=x.shape[1])
    if bias is not None and bias.shape != (w.shape[0],):
        raise errors.CONV_BIAS(weight=list(w.shape), count=w.shape[0], bias=list(bias.shape))
    for other in (weight, bias):
        if other is not None and other._array.dtype != x.dtype:
            raise errors.MATMUL_DTYPES(a=input.dtype, b=other.dtype)


def _check_settings(stride: tuple, pads: tuple, dilation: tuple) -> None:
    if min(*stride, *dilation) < 1 or min(min(pad) for pad in pads) < 0:
        raise errors.WINDOW_SETTINGS(
            stride=stride, padding=tuple(before for before, _ in pads), dilation=dilation)


def _pooling(input: Tensor, kernel_size, stride, padding, dilation, ceil_mode: bool) -> Geometry:
    """풀링 창의 움직임을 정합니다. ceil_mode면 남는 칸에도 창을 놓도록 뒤쪽에 더 덧댑니다."""
    if input.ndim not in (3, 4):
        raise errors.POOL_NDIM(input=list(input.shape))
    kernel, padding, dilation = pair(kernel_size), pair(padding), pair(dilation)
    stride = kernel if stride in (None, (), []) else pair(stride)
    pads = tuple((n, n) for n in padding)
    _check_settings(stride, pads, dilation)
    geometry = Geometry(kernel, stride, pads, dilation)
    if any(2 * pad > span for pad, span in zip(padding, geometry.span())):
        raise errors.POOL_PADDING(padding=padding, kernel=kernel)
    size = input.shape[-2:]
    if ceil_mode:
        extra = (-(n + 2 * pad - span) % s for n, pad, span, s
                 in zip(size, padding, geometry.span(), stride))
        # 뒤쪽 테두리에서 시작하는 창은 진짜 값을 하나도 담지 않으므로 놓지 않습니다.
        grown = (pad + more if (n + 2 * pad + more - span) // s * s < n + pad else pad
                 for n, pad, more, span, s in zip(size, padding, extra, geometry.span(), stride))
        geometry = geometry._replace(padding=tuple(zip(padding, grown)))
    if min(geometry.output(size)) < 1:
        raise errors.POOL_TOO_SMALL(size=tuple(size), kernel=kernel)
    return geometry


def max_pool2d(input: Tensor, kernel_size, stride=None, padding=0, dilation=1,
               ceil_mode: bool = False, return_indices: bool = False):
    """창마다 가장 큰 값입니다.  (…, H, W) → (…, H′, W′). stride를 빼면 창의 크기만큼 움직입니다.

    return_indices: 고른 번호(H·W칸을 한 줄로 센 것)도 함께 돌려줍니다.
    RuntimeError: 창이 그림보다 크거나, padding이 창의 절반보다 클 때.
    """
    geometry = _pooling(input, kernel_size, stride, padding, dilation, ceil_mode)
    indices = Tensor(highest(input._array, geometry))
    values = MaxPool2DWithIndices.apply(input, indices=indices)
    return (values, indices) if return_indices else values


def avg_pool2d(input: Tensor, kernel_size, stride=None, padding=0, ceil_mode: bool = False,
               count_include_pad: bool = True, divisor_override: int | None = None) -> Tensor:
    """창에 든 값의 평균입니다.  (…, H, W) → (…, H′, W′). stride를 빼면 창의 크기만큼 움직입니다.

    count_include_pad: 덧댄 칸도 세어 나눕니다. divisor_override: 센 수 대신 이 수로 나눕니다.
    """
    geometry = _pooling(input, kernel_size, stride, padding, 1, ceil_mode)
    size = input.shape[-2:]
    counted = np.zeros([n + sum(pad) for n, pad in zip(size, geometry.padding)])
    edge = pair(padding)
    reach = edge if count_include_pad else (0, 0)
    counted[tuple(slice(pad - more, pad + n + more)
                  for n, pad, more in zip(size, edge, reach))] = 1
    out = geometry.output(size)
    divisor = sum(counted[place] for *_, place in geometry.places(out))
    if divisor_override is not None:
        divisor = np.full(out, divisor_override)
    divisor = divisor.astype(input._array.dtype)
    return AvgPool2D.apply(input, geometry=geometry, divisor=divisor)


def pad(input: Tensor, pad, mode: str = "constant", value: float | None = None) -> Tensor:
    """마지막 축부터 (앞, 뒤) 짝의 차례로 value(없으면 0)를 덧댑니다. 음수면 잘라 냅니다.

    F.pad(x, (1, 2))는 마지막 축의 앞에 하나, 뒤에 둘을 덧댑니다. mode는 "constant"만 있습니다.
    RuntimeError: 짝이 맞지 않거나 축보다 많을 때. NotImplementedError: 다른 mode일 때.
    """
    if mode != "constant":
        raise errors.PAD_MODE(mode=mode)
    shape = input._array.shape
    if len(pad) % 2:
        raise errors.PAD_PAIRS(count=len(pad))
    if len(pad) > 2 * len(shape):
        raise errors.PAD_TOO_MANY(count=len(pad), ndim=len(shape))
    pairs = [(int(pad[i]), int(pad[i + 1])) for i in range(0, len(pad), 2)]
    pads = [*[(0, 0)] * (len(shape) - len(pairs)), *reversed(pairs)]
    if any(n + before + after < 0 for n, (before, after) in zip(shape, pads)):
        raise errors.PAD_CUTS_TOO_MUCH(shape=shape, pad=tuple(pad))
    return ConstantPadNd.apply(input, pads=pads, value=0 if value is None else value)
