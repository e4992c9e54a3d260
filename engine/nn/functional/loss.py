"""손실 함수입니다. 예측이 정답에서 벗어난 만큼을 숫자 하나로 모읍니다.

갈래를 맞히는 손실은 classification.py에 있습니다.
"""

from __future__ import annotations

import warnings

import numpy as np

from ... import dtypes, errors
from ...ops.checks import check_floats, check_same_dtype, check_tensors, common_shape, promote
from ...ops.loss import (
    BinaryCrossEntropy,
    BinaryCrossEntropyWithLogits,
    HuberLoss,
    MseLoss,
    SmoothL1Loss,
    check_reduction,
)
from ...ops.pairs import xlogy
from ...tensor import Tensor


def _compare(op, input: Tensor, target: Tensor, name: str, reduction: str,
             like: Tensor | None = None, **params) -> Tensor:
    """같은 자리의 값끼리 견주는 손실을 계산합니다. like를 주면 torch처럼 그 dtype으로 돌려줍니다.

    RuntimeError: 계산한 값을 like의 dtype에 담을 수 없을 때. NotImplementedError: 실수가 없을 때.
    """
    check_reduction(reduction)
    check_tensors(name, input, target)
    x, y = promote(input._array, target._array)
    dtype = x.dtype if like is None else like._array.dtype
    if dtypes.KIND_RANK[x.dtype.kind] > dtypes.KIND_RANK[dtype.kind]:
        raise errors.RESULT_DOES_NOT_FIT(name=name, result=dtypes.of(x), dtype=like.dtype)
    if x.dtype.kind != "f":
        raise errors.NEEDS_FLOATS(name=name, dtype=dtypes.of(x))
    params = {"reduction": reduction, "count": input.numel(), **params}
    loss = op.forward(x, y, **params).astype(dtype, copy=False)
    return op.finish((input, target), loss, params)


def _check_same_shape(input: Tensor, target: Tensor, name: str) -> None:
    if (isinstance(input, Tensor) and isinstance(target, Tensor)
            and input._array.shape != target._array.shape):
        raise errors.TARGET_SHAPE(input=input.shape, target=target.shape, name=name)


def binary_cross_entropy_with_logits(
        input: Tensor, target: Tensor, weight: Tensor | None = None, *,
        pos_weight: Tensor | None = None, reduction: str = "mean") -> Tensor:
    """로짓(시그모이드에 넣기 전 값)과 0~1 사이 정답의 이진 교차 엔트로피입니다.

    input, target: 같은 모양. weight: 값마다 곱할 무게. pos_weight: 정답이 1인 쪽에 곱할 무게.
    ValueError: 모양이 다르거나 reduction을 모를 때.
    """
    name = "binary_cross_entropy_with_logits"
    _check_same_shape(input, target, name)
    check_floats(name, input)
    check_tensors(name, target)
    if target._array.dtype.kind == "b":
        raise errors.NOT_FOR_BOOL(name=name)
    if weight is None and pos_weight is None:
        return _compare(BinaryCrossEntropyWithLogits, input, target, name, reduction, target)
    loss = _compare(BinaryCrossEntropyWithLogits, input, target, name, "none", target)
    if pos_weight is not None:  # 정답이 1인 몫 −y·ln σ(x) = y·softplus(−x)를 더합니다.
        zeros = Tensor(np.zeros_like(input._array))
        softplus = _compare(BinaryCrossEntropyWithLogits, -input, zeros, name, "none")
        loss = loss + (pos_weight - 1) * target * softplus
    return reduce_losses(loss if weight is None else loss * weight, reduction).to(target)


def binary_cross_entropy(input: Tensor, target: Tensor, weight: Tensor | None = None, *,
                         reduction: str = "mean") -> Tensor:
    """0~1 사이 확률과 정답의 이진 교차 엔트로피입니다.

    ValueError: 모양이 다를 때. RuntimeError: 확률이 0~1을 벗어날 때.
    """
    name = "binary_cross_entropy"
    _check_same_shape(input, target, name)
    check_tensors(name, input, target)
    check_same_dtype(name, input, target)
    check_floats(name, input)
    values = input._array
    if values.size and not (values.min() >= 0 and values.max() <= 1):
        raise errors.NOT_A_PROBABILITY(low=values.min(), high=values.max())
    if weight is None:
        return _compare(BinaryCrossEntropy, input, target, name, reduction)
    return reduce_losses(_compare(BinaryCrossEntropy, input, target, name, "none") * weight, reduction)


def mse_loss(input: Tensor, target: Tensor, *, reduction: str = "mean",
             weight: Tensor | None = None) -> Tensor:
    """차의 제곱의 평균입니다. 모양이 다르면 브로드캐스팅합니다. weight는 값마다 곱할 무게입니다.

    ValueError: weight와 input의 모양이 다를 때.
    """
    if weight is not None:
        return _weighted_mean((input - target).square(), weight, input, reduction)
    shapes = [tuple(getattr(t, "shape", ())) for t in (input, target)]
    input, target = _broadcast(input, target, "mse_loss")
    if shapes[0] != shapes[1]:
        warnings.warn(
            f"정답의 모양 {shapes[1]}이 입력의 모양 {shapes[0]}과 달라 "
            "브로드캐스팅합니다. 뜻한 것인지 확인하세요. "
            "(Using a target size that is different to the input size)", UserWarning, stacklevel=2)
    return _compare(MseLoss, input, target, "mse_loss", reduction)


def l1_loss(input: Tensor, target: Tensor, *, reduction: str = "mean",
            weight: Tensor | None = None) -> Tensor:
    """차의 절댓값의 평균입니다. weight는 값마다 곱할 무게입니다. ValueError: input과 모양이 다를 때."""
    losses = (input - target).abs()
    if weight is not None:
        return _weighted_mean(losses, weight, input, reduction)
    return reduce_losses(losses, reduction)


def _weighted(losses: Tensor, weight: Tensor, input: Tensor) -> Tensor:
    """값마다의 손실에 무게를 곱합니다. ValueError: weight와 input의 모양이 다를 때."""
    if weight.shape != input.shape:
        raise errors.LOSS_WEIGHT_SHAPE(weight=tuple(weight.shape), input=tuple(input.shape))
    return losses * weight


def _weighted_mean(losses: Tensor, weight: Tensor, input: Tensor, reduction: str) -> Tensor:
    """무게를 곱해 모읍니다. 평균이면 무게의 합으로 나눕니다."""
    losses = _weighted(losses, weight, input)
    return losses.sum() / weight.sum() if reduction == "mean" else reduce_losses(losses, reduction)


def smooth_l1_loss(input: Tensor, target: Tensor, *, reduction: str = "mean",
                   beta: float = 1.0) -> Tensor:
    """차가 beta보다 작으면 제곱(÷2β), 크면 절댓값(−β/2)입니다. RuntimeError: beta < 0일 때."""
    if beta < 0:
        raise errors.SMOOTH_L1_BETA(beta=beta)
    if beta == 0:  # 굽은 구간이 없습니다.
        return l1_loss(input, target, reduction=reduction)
    input, target = _broadcast(input, target, "smooth_l1_loss")
    return _compare(SmoothL1Loss, input, target, "smooth_l1_loss", reduction, beta=beta)


def huber_loss(input: Tensor, target: Tensor, reduction: str = "mean", delta: float = 1.0,
               weight: Tensor | None = None) -> Tensor:
    """차가 delta보다 작으면 제곱(÷2), 크면 기울기가 delta인 직선입니다. weight는 값마다 곱할 무게입니다.

    RuntimeError: delta ≤ 0일 때. ValueError: weight와 input의 모양이 다를 때.
    """
    if delta <= 0:
        raise errors.HUBER_DELTA(delta=delta)
    if weight is not None:
        losses = _weighted(huber_loss(input, target, "none", delta), weight, input)
        return reduce_losses(losses, reduction)   # 다른 손실과 달리 값의 개수로 나눕니다.
    input, target = _broadcast(input, target, "huber_loss")
    return _compare(HuberLoss, input, target, "huber_loss", reduction, input, delta=delta)


def kl_div(input: Tensor, target: Tensor, *, reduction: str = "mean",
           log_target: bool = False) -> Tensor:
    """쿨백–라이블러 발산입니다.  Σ p·(ln p − ln q).   input은 ln q, target은 p(또는 ln p)입니다.

    reduction="batchmean"은 더한 뒤 표본 수로 나눕니다. 정의와 같은 것은 이쪽입니다.
    log_target: target도 로그 확률일 때.
    """
    if reduction == "mean":
        warnings.warn(
            "reduction='mean'은 값의 개수로 나누어 정의와 다릅니다. 'batchmean'을 쓰세요. "
            "('batchmean' divides only by the batch size)", UserWarning, stacklevel=2)
    for t in (input, target):
        if not t.is_floating_point():
            raise errors.KL_DIV_DTYPE(dtype=t.dtype)
    if log_target:
        loss = target.exp() * (target - input)
    else:
        loss = xlogy(target, target) - target * input
    if reduction == "batchmean":
        return loss.sum() / (len(input) if input.ndim else 1)
    return reduce_losses(loss, reduction)


def reduce_losses(loss: Tensor, reduction: str) -> Tensor:
    """값마다의 손실을 평균하거나 더하거나 그대로 둡니다. ValueError: reduction을 모를 때."""
    check_reduction(reduction)
    if reduction == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()


def _broadcast(a: Tensor, b: Tensor, name: str) -> tuple[Tensor, Tensor]:
    """두 텐서를 같은 모양으로 늘립니다."""
    check_tensors(name, a, b)
    if a.shape == b.shape:
        return a, b
    shape = common_shape(a._array.shape, b._array.shape)
    return a.expand(shape), b.expand(shape)
