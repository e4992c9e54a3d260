"""갈래를 맞히는 손실 함수입니다: nll_loss와 cross_entropy."""

from __future__ import annotations

import numpy as np

from ... import errors
from ...grad_mode import mode
from ...ops.checks import check_floats, check_same_dtype
from ...ops.loss import NllLoss, check_reduction
from ...ops.softmax import log_softmax
from ...ops.where import where
from ...tensor import Tensor
from .loss import reduce_losses

_CLASS_DTYPES = np.dtype(np.int64), np.dtype(np.uint8)


def nll_loss(input: Tensor, target: Tensor, weight: Tensor | None = None, *,
             ignore_index: int = -100, reduction: str = "mean") -> Tensor:
    """로그 확률에서 정답 갈래의 값을 골라 부호를 바꾼 손실입니다.

    input: (표본, 갈래) 또는 (표본, 갈래, …) 또는 (갈래,). target: 갈래 번호, 갈래 축이 없는 모양.
    weight: 갈래마다 곱할 무게 (갈래,). ignore_index: 이 번호인 표본은 세지 않습니다.
    IndexError: 없는 갈래 번호일 때. ValueError: 모양이 맞지 않을 때.
    RuntimeError: weight의 모양이 (갈래,)가 아니거나 weight를 추적할 때.
    """
    check_reduction(reduction)
    if input.ndim == 1:
        losses = nll_loss(input.unsqueeze(0), target.unsqueeze(0), weight,
                          ignore_index=ignore_index, reduction=reduction)
        return losses.squeeze(0) if reduction == "none" else losses
    check_floats("nll_loss", input)
    _check_classes(input, target)
    classes = input._array.shape[1]
    if weight is None:
        weight = Tensor(np.ones(classes, input._array.dtype))
    check_same_dtype("nll_loss", input, weight)
    if weight._array.shape != (classes,):
        raise errors.CLASS_WEIGHT_SHAPE(weight=weight._array.shape, classes=classes)
    if weight._requires_grad and mode.enabled:
        raise errors.CLASS_WEIGHT_TRACKED()
    return NllLoss.apply(input, target=target, weight=weight, reduction=reduction,
                         ignore_index=ignore_index)


def _check_classes(input: Tensor, target: Tensor) -> None:
    shape, labels = input._array.shape, target._array
    if labels.dtype not in _CLASS_DTYPES:
        raise errors.CLASS_DTYPE(dtype=target.dtype)
    if labels.shape != (shape[0], *shape[2:]):
        raise errors.CLASS_SHAPE(input=shape, target=target.shape)


def cross_entropy(input: Tensor, target: Tensor, weight: Tensor | None = None, *,
                  ignore_index: int = -100, reduction: str = "mean",
                  label_smoothing: float = 0.0) -> Tensor:
    """로짓과 정답 갈래의 교차 엔트로피입니다. log_softmax 뒤에 nll_loss를 씁니다.

    target이 실수 텐서면 갈래마다의 확률로 봅니다. label_smoothing: 정답을 고르게 섞는 비율.
    """
    check_reduction(reduction)
    dim = 0 if input.ndim == 1 else 1
    log_p = log_softmax(input, dim)
    if not target.is_floating_point() and label_smoothing == 0:
        return nll_loss(log_p, target, weight, ignore_index=ignore_index, reduction=reduction)
    return _soft_cross_entropy(log_p, target, weight, ignore_index, reduction, label_smoothing, dim)


def _soft_cross_entropy(log_p, target, weight, ignore_index, reduction, smoothing, dim):
    """정답이 확률이거나, 정답을 고르게 섞을 때의 교차 엔트로피입니다."""
    classes = log_p.shape[dim]
    scale = None
    if weight is not None:
        scale = weight.view([classes if i == dim else 1 for i in range(log_p.ndim)])
    if target.is_floating_point():
        if target.shape != log_p.shape:
            raise errors.TARGET_SHAPE(input=log_p.shape, target=target.shape, name="cross_entropy")
        soft = target * (1 - smoothing) + smoothing / classes
        losses = -(soft * log_p if scale is None else soft * log_p * scale).sum(dim)
        samples = log_p.numel() / classes
        return losses.sum() / samples if reduction == "mean" else reduce_losses(losses, reduction)
    hard = nll_loss(log_p, target, weight, ignore_index=ignore_index, reduction=reduction)
    counted = target != ignore_index
    spread = where(counted, -(log_p if scale is None else log_p * scale).sum(dim), 0)
    if reduction == "mean":
        total = counted.to(log_p) if weight is None else _weights_of(target, weight, counted)
        spread = spread.sum() / total.sum()
    else:
        spread = reduce_losses(spread, reduction)
    return (1 - smoothing) * hard + smoothing / classes * spread


def _weights_of(target: Tensor, weight: Tensor, counted: Tensor) -> Tensor:
    return where(counted, weight[where(counted, target, 0)], 0)
