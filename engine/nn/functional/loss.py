"""손실 함수입니다. 예측이 정답에서 벗어난 만큼을 숫자 하나로 모읍니다."""

from __future__ import annotations

import warnings

import numpy as np

from ... import dtypes, errors
from ...ops.checks import check_floats, check_same_dtype, check_tensors, promote
from ...ops.loss import (
    BinaryCrossEntropy,
    BinaryCrossEntropyWithLogits,
    HuberLoss,
    MseLoss,
    NllLoss,
    SmoothL1Loss,
    Xlogy,
    check_reduction,
)
from ...ops.softmax import log_softmax
from ...ops.where import where
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
        zeros = input.detach() * 0
        softplus = _compare(BinaryCrossEntropyWithLogits, -input, zeros, name, "none")
        loss = loss + (pos_weight - 1) * target * softplus
    return _reduce(loss if weight is None else loss * weight, reduction).to(target)


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
    return _reduce(_compare(BinaryCrossEntropy, input, target, name, "none") * weight, reduction)


def mse_loss(input: Tensor, target: Tensor, *, reduction: str = "mean") -> Tensor:
    """차의 제곱의 평균입니다. 모양이 다르면 브로드캐스팅합니다."""
    shapes = [tuple(getattr(t, "shape", ())) for t in (input, target)]
    input, target = _broadcast(input, target, "mse_loss")
    if shapes[0] != shapes[1]:
        warnings.warn(
            f"정답의 모양 {shapes[1]}이 입력의 모양 {shapes[0]}과 달라 "
            "브로드캐스팅합니다. 뜻한 것인지 확인하세요. "
            "(Using a target size that is different to the input size)", UserWarning, stacklevel=2)
    return _compare(MseLoss, input, target, "mse_loss", reduction)


def l1_loss(input: Tensor, target: Tensor, *, reduction: str = "mean") -> Tensor:
    """차의 절댓값의 평균입니다."""
    return _reduce((input - target).abs(), reduction)


def smooth_l1_loss(input: Tensor, target: Tensor, *, reduction: str = "mean",
                   beta: float = 1.0) -> Tensor:
    """차가 beta보다 작으면 제곱(÷2β), 크면 절댓값(−β/2)입니다. RuntimeError: beta < 0일 때."""
    if beta < 0:
        raise errors.SMOOTH_L1_BETA(beta=beta)
    if beta == 0:  # 굽은 구간이 없습니다.
        return l1_loss(input, target, reduction=reduction)
    input, target = _broadcast(input, target, "smooth_l1_loss")
    return _compare(SmoothL1Loss, input, target, "smooth_l1_loss", reduction, beta=beta)


def huber_loss(input: Tensor, target: Tensor, *, reduction: str = "mean",
               delta: float = 1.0) -> Tensor:
    """차가 delta보다 작으면 제곱(÷2), 크면 기울기가 delta인 직선입니다. RuntimeError: delta ≤ 0일 때."""
    if delta <= 0:
        raise errors.HUBER_DELTA(delta=delta)
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
        loss = Xlogy.apply(target, target) - target * input
    if reduction == "batchmean":
        return loss.sum() / (len(input) if input.ndim else 1)
    return _reduce(loss, reduction)


def nll_loss(input: Tensor, target: Tensor, weight: Tensor | None = None, *,
             ignore_index: int = -100, reduction: str = "mean") -> Tensor:
    """로그 확률에서 정답 갈래의 값을 골라 부호를 바꾼 손실입니다.

    input: (표본, 갈래) 또는 (표본, 갈래, …) 또는 (갈래,). target: 갈래 번호, 갈래 축이 없는 모양.
    weight: 갈래마다 곱할 무게 (갈래,). ignore_index: 이 번호인 표본은 세지 않습니다.
    IndexError: 없는 갈래 번호일 때. ValueError: 모양이 맞지 않을 때.
    """
    check_reduction(reduction)
    if input.ndim == 1:
        losses = nll_loss(input.unsqueeze(0), target.unsqueeze(0), weight,
                          ignore_index=ignore_index, reduction=reduction)
        return losses.squeeze(0) if reduction == "none" else losses
    labels = target._array
    check_floats("nll_loss", input)
    if weight is not None:
        check_same_dtype("nll_loss", input, weight)
    _check_classes(input, target, ignore_index)
    counted = labels != ignore_index
    labels = np.where(counted, labels, 0)
    weights = counted if weight is None else np.where(counted, weight._array[labels], 0)
    weights = weights.astype(input._array.dtype)
    sample, *rest = np.indices(labels.shape, sparse=True)
    return NllLoss.apply(input, places=(sample, labels, *rest), weight=Tensor(weights),
                         reduction=reduction, count=float(weights.sum()))


def _check_classes(input: Tensor, target: Tensor, ignore_index: int) -> None:
    shape, labels = input._array.shape, target._array
    if labels.dtype not in (np.int64, np.uint8):
        raise errors.CLASS_DTYPE(dtype=target.dtype)
    if labels.shape != (shape[0], *shape[2:]):
        raise errors.CLASS_SHAPE(input=shape, target=target.shape)
    outside = ((labels < 0) | (labels >= shape[1])) & (labels != ignore_index)
    if outside.any():
        raise errors.CLASS_OUT_OF_RANGE(
            target=labels[outside][0], classes=shape[1], last=shape[1] - 1)


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
        scale = weight.view(*[classes if i == dim else 1 for i in range(log_p.ndim)])
    if target.is_floating_point():
        if target.shape != log_p.shape:
            raise errors.TARGET_SHAPE(input=log_p.shape, target=target.shape, name="cross_entropy")
        soft = target * (1 - smoothing) + smoothing / classes
        losses = -(soft * log_p if scale is None else soft * log_p * scale).sum(dim)
        samples = log_p.numel() / classes
        return losses.sum() / samples if reduction == "mean" else _reduce(losses, reduction)
    hard = nll_loss(log_p, target, weight, ignore_index=ignore_index, reduction=reduction)
    counted = target != ignore_index
    spread = where(counted, -(log_p if scale is None else log_p * scale).sum(dim), 0)
    if reduction == "mean":
        total = counted.to(log_p) if weight is None else _weights_of(target, weight, counted)
        spread = spread.sum() / total.sum()
    else:
        spread = _reduce(spread, reduction)
    return (1 - smoothing) * hard + smoothing / classes * spread


def _weights_of(target: Tensor, weight: Tensor, counted: Tensor) -> Tensor:
    return where(counted, weight[where(counted, target, 0)], 0)


def _reduce(loss: Tensor, reduction: str) -> Tensor:
    check_reduction(reduction)
    if reduction == "none":
        return loss
    return loss.mean() if reduction == "mean" else loss.sum()


def _broadcast(a: Tensor, b: Tensor, name: str) -> tuple[Tensor, Tensor]:
    """두 텐서를 같은 모양으로 늘립니다."""
    check_tensors(name, a, b)
    if a.shape == b.shape:
        return a, b
    zeros = a.detach() * 0 + b.detach() * 0  # 모양이 맞지 않으면 여기서 알립니다.
    return a.expand_as(zeros), b.expand_as(zeros)
