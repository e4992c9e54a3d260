"""값의 크기를 고르게 하는 함수와 드롭아웃입니다."""

from __future__ import annotations

import numpy as np

from ... import errors
from ...ops.inplace import overwrite
from ...ops.norm import NativeBatchNorm, NativeLayerNorm, per_channel
from ...random import default_generator
from ...tensor import Tensor


def dropout(input: Tensor, p: float = 0.5, training: bool = True, inplace: bool = False) -> Tensor:
    """값마다 확률 p로 0으로 만들고, 남은 값은 1/(1 − p)배 합니다. 학습할 때만 씁니다.

    ValueError: p가 0과 1 사이가 아닐 때.

    씨앗값이 같으면 AMD CPU의 PyTorch와 같은 자리가 0이 됩니다. 인텔 CPU의 PyTorch는 다른 생성기(MKL)로
    뽑아서, 같은 씨앗값이라도 자리가 다릅니다.
    """
    if not 0 <= p <= 1:
        raise errors.DROPOUT_PROBABILITY(p=p)
    if not training or p == 0 or not input.numel():
        return input
    if p == 1:  # 1/(1 − p)가 없습니다. 뽑지 않고 모두 0으로 만듭니다.
        noise = Tensor(np.zeros((), input._array.dtype))
    else:
        kept = default_generator.bernoulli(np.full(input.shape, 1 - p))
        noise = Tensor((kept / (1 - p)).astype(input._array.dtype))
    return input.mul_(noise) if inplace else input * noise


def _given_or(parameter: Tensor | None, default: float, like: Tensor) -> Tensor:
    """매개변수가 없으면 축이 없는 상수를 대신 씁니다."""
    return Tensor(np.array(default, like._array.dtype)) if parameter is None else parameter


def layer_norm(input: Tensor, normalized_shape, weight: Tensor | None = None,
               bias: Tensor | None = None, eps: float = 1e-5) -> Tensor:
    """표본마다 마지막 몇 축의 평균을 0, 분산을 1로 맞춘 뒤 weight를 곱하고 bias를 더합니다.

    normalized_shape: 그 축들의 모양. weight, bias: 같은 모양.
    RuntimeError: input이 그 모양으로 끝나지 않거나, weight나 bias의 모양이 다를 때.
    """
    shape = (normalized_shape,) if isinstance(normalized_shape, int) else tuple(normalized_shape)
    if not shape or input._array.shape[-len(shape):] != shape:
        raise errors.LAYER_NORM_SHAPE(
            shape=list(shape), tail=", ".join(map(str, ("*", *shape))), input=list(input.shape))
    for name, parameter in (("weight", weight), ("bias", bias)):
        if parameter is not None and parameter.shape != shape:
            raise errors.LAYER_NORM_PARAMETER(
                name=name, got=list(parameter.shape), shape=list(shape))
    return NativeLayerNorm.apply(
        input, _given_or(weight, 1, input), _given_or(bias, 0, input),
        dims=tuple(range(input.ndim - len(shape), input.ndim)), eps=eps)


def batch_norm(input: Tensor, running_mean: Tensor | None, running_var: Tensor | None,
               weight: Tensor | None = None, bias: Tensor | None = None, training: bool = False,
               momentum: float = 0.1, eps: float = 1e-5) -> Tensor:
    """채널마다 평균을 0, 분산을 1로 맞춥니다.   input (N, C, …), 나머지 (C,)

    학습할 때는 이 묶음의 통계를 쓰고, running_mean과 running_var를 momentum만큼 그쪽으로 옮깁니다.
    추론할 때는 옮겨 둔 통계를 씁니다.
    ValueError: 학습하는데 채널마다 값이 하나뿐일 때. RuntimeError: 통계가 없거나 크기가 다를 때.
    """
    x = input._array
    channels = x.shape[1]
    for name, given in (("running_mean", running_mean), ("running_var", running_var),
                        ("weight", weight), ("bias", bias)):
        if given is not None and given.numel() != channels:
            raise errors.BATCH_NORM_CHANNELS(name=name, got=given.numel(), channels=channels)
    dims = tuple(i for i in range(x.ndim) if i != 1)
    if training:
        if x.size // channels == 1:
            raise errors.BATCH_NORM_ONE_VALUE(input=input.shape)
        mean, variance = x.mean(dims), x.var(dims)
        _move(running_mean, mean, momentum)
        _move(running_var, variance * (x.size / (x.size - channels)), momentum)  # 치우치지 않은 분산
    elif running_mean is None or running_var is None:
        raise errors.BATCH_NORM_STATISTICS(
            name="running_mean" if running_mean is None else "running_var")
    else:
        mean, variance = running_mean._array, running_var._array
    scale = 1 / np.sqrt(variance + variance.dtype.type(eps))
    return NativeBatchNorm.apply(
        input, _given_or(weight, 1, input), _given_or(bias, 0, input),
        mean=Tensor(per_channel(mean, x.ndim).copy()), scale=Tensor(per_channel(scale, x.ndim)),
        dims=dims, eps=eps, training=training)


def _move(running: Tensor | None, now: np.ndarray, momentum: float) -> None:
    if running is not None:
        overwrite(running, (1 - momentum) * running._array + momentum * now)


def normalize(input: Tensor, p: float = 2.0, dim: int = 1, eps: float = 1e-12) -> Tensor:
    """dim 축을 따라 노름이 1이 되게 나눕니다.  x / max(‖x‖ₚ, eps)"""
    return input / input.norm(p, dim, keepdim=True).clamp(min=eps).expand_as(input)


def cosine_similarity(x1: Tensor, x2: Tensor, dim: int = 1, eps: float = 1e-8) -> Tensor:
    """두 벡터가 이루는 각의 코사인입니다.  x₁·x₂ / (max(‖x₁‖, eps)·max(‖x₂‖, eps))"""
    x1, x2 = (x / x.norm(2, dim, keepdim=True).clamp(min=eps) for x in (x1, x2))
    return (x1 * x2).sum(dim)
