"""거리와 여유(margin)로 재는 손실, 분포를 맞히는 손실입니다. 모두 텐서의 연산으로 적었습니다."""

from __future__ import annotations

import math

import numpy as np

from ... import errors
from ...grad_mode import switched
from ...ops.checks import check_ndim, check_tensors
from ...ops.norms import vector_norm
from ...ops.where import where
from ...tensor import Tensor
from .activation import logsigmoid
from .loss import reduce_losses


def pairwise_distance(x1: Tensor, x2: Tensor, p: float = 2.0, eps: float = 1e-6,
                      keepdim: bool = False) -> Tensor:
    """마지막 축을 벡터로 본 거리입니다.  ‖x₁ − x₂ + eps‖ₚ"""
    check_tensors("pairwise_distance", x1, x2)
    return vector_norm(x1 - x2 + eps, p, -1, keepdim)


def triplet_margin_loss(anchor: Tensor, positive: Tensor, negative: Tensor, margin: float = 1.0,
                        p: float = 2, eps: float = 1e-6, swap: bool = False, *,
                        reduction: str = "mean") -> Tensor:
    """닮은 것까지의 거리가 다른 것까지보다 margin만큼 가깝게 합니다.  max(d₊ − d₋ + margin, 0)

    swap: d₋ 대신 positive에서 negative까지의 거리와 견주어 가까운 쪽을 씁니다. 출처: V. Balntas 등,
    “Learning local feature descriptors with triplets”, BMVC 2016. ValueError: margin이 양수가 아닐 때.
    """
    if margin <= 0:
        raise errors.TRIPLET_MARGIN(margin=margin)
    near = pairwise_distance(anchor, positive, p, eps)
    far = pairwise_distance(anchor, negative, p, eps)
    if swap:
        far = far.minimum(pairwise_distance(positive, negative, p, eps))
    return reduce_losses((margin + near - far).clamp_min(0), reduction)


def margin_ranking_loss(input1: Tensor, input2: Tensor, target: Tensor, margin: float = 0, *,
                        reduction: str = "mean") -> Tensor:
    """target이 1이면 input1이, −1이면 input2가 margin만큼 크게 합니다.  max(−y·(x₁ − x₂) + margin, 0)

    RuntimeError: 세 텐서의 차원이 다를 때.
    """
    check_tensors("margin_ranking_loss", input1, input2, target)
    if len({input1.ndim, input2.ndim, target.ndim}) > 1:
        raise errors.MARGIN_NDIMS(a=tuple(input1.shape), b=tuple(input2.shape),
                                  target=tuple(target.shape))
    return reduce_losses((-target * (input1 - input2) + margin).clamp_min(0), reduction)


def hinge_embedding_loss(input: Tensor, target: Tensor, margin: float = 1.0, *,
                         reduction: str = "mean") -> Tensor:
    """input을 거리로 보고, target이 1이면 줄이고 −1이면 margin까지 벌립니다.  x 또는 max(margin − x, 0)"""
    apart = where(target != 1, (margin - input).clamp_min(0), 0)
    return reduce_losses(apart + where(target != -1, input, 0), reduction)


def cosine_embedding_loss(input1: Tensor, input2: Tensor, target: Tensor, margin: float = 0, *,
                          reduction: str = "mean") -> Tensor:
    """target이 1이면 두 벡터의 방향을 맞추고, −1이면 코사인을 margin 아래로 낮춥니다.

    input: (표본, 크기)와 target (표본,), 또는 (크기,)와 (). RuntimeError: 차원이 다를 때.
    """
    check_ndim("cosine_embedding_loss", target, 0, 1)
    for x in (input1, input2):
        check_ndim("cosine_embedding_loss", x, target.ndim + 1)
    sizes = (input1.square().sum(-1) + 1e-12) * (input2.square().sum(-1) + 1e-12)
    cosine = (input1 * input2).sum(-1) / sizes.sqrt()
    apart = where(target == -1, (cosine - margin).clamp_min(0), 0)
    return reduce_losses(where(target == 1, 1 - cosine, apart), reduction)


def soft_margin_loss(input: Tensor, target: Tensor, *, reduction: str = "mean") -> Tensor:
    """정답이 1이나 −1인 로지스틱 손실입니다.  ln(1 + e^(−y·x))"""
    return reduce_losses((-target * input).exp().log1p(), reduction)


def multilabel_soft_margin_loss(input: Tensor, target: Tensor, weight: Tensor | None = None, *,
                                reduction: str = "mean") -> Tensor:
    """갈래마다 따로 맞히는 이진 교차 엔트로피를 갈래로 평균합니다.  (…, 갈래) → (…)"""
    loss = -(target * logsigmoid(input) + (1 - target) * logsigmoid(-input))
    return reduce_losses((loss if weight is None else loss * weight).mean(-1), reduction)


def multi_margin_loss(input: Tensor, target: Tensor, p: int = 1, margin: float = 1.0,
                      weight: Tensor | None = None, *, reduction: str = "mean") -> Tensor:
    """정답 갈래가 다른 갈래보다 margin만큼 크게 합니다.  Σ_{i≠y} max(margin − x_y + xᵢ, 0)ᵖ / 갈래 수

    input: (표본, 갈래)나 (갈래,). ValueError: p가 1이나 2가 아닐 때, weight가 벡터가 아닐 때.
    """
    if p not in (1, 2):
        raise errors.MULTI_MARGIN_POWER(p=p)
    if weight is not None and weight.ndim != 1:
        raise errors.MULTI_MARGIN_WEIGHT(shape=tuple(weight.shape))
    check_ndim("multi_margin_loss", input, 1, 2)
    rows, labels = input.reshape(-1, input.shape[-1]), target.reshape(-1, 1)
    short = margin - rows.gather(1, labels) + rows
    short = where(short > 0, short, 0) ** p
    if weight is not None:
        short = short * weight[labels]
    others = Tensor(np.arange(rows.shape[1])) != labels
    losses = where(others, short, 0).mean(1)
    return reduce_losses(losses if input.ndim > 1 else losses.squeeze(0), reduction)


def poisson_nll_loss(input: Tensor, target: Tensor, log_input: bool = True, full: bool = False, *,
                     eps: float = 1e-8, reduction: str = "mean") -> Tensor:
    """푸아송 분포에서 개수 target이 나올 음의 로그 확률입니다.  eˣ − y·x  또는  x − y·ln(x + eps)

    log_input: input이 평균의 로그인지. full: 빠진 항 ln y!의 어림(스털링)도 더합니다.
    """
    if log_input:
        loss = input.exp() - target * input
    else:
        loss = input - target * (input + eps).log()
    if full:
        stirling = target * target.log() - target + 0.5 * (2 * math.pi * target).log()
        loss = loss + where(target > 1, stirling, 0)
    return reduce_losses(loss, reduction)


def gaussian_nll_loss(input: Tensor, target: Tensor, var: Tensor | float, full: bool = False,
                      eps: float = 1e-6, reduction: str = "mean") -> Tensor:
    """평균이 input, 분산이 var인 정규 분포의 음의 로그 확률입니다.  (ln var + (x − y)²/var)/2

    var는 eps보다 작으면 eps로 올리되 변화도는 그대로 보냅니다. full: 빠진 항 ln(2π)/2도 더합니다.
    ValueError: var가 음수이거나 모양이 맞지 않을 때.
    """
    var = var * input.detach().new_ones(input.shape) if isinstance(var, float) else var
    if (var < 0).any():
        raise errors.NEGATIVE_VARIANCE()
    if var.shape != input.shape:
        if input.shape[:-1] == var.shape:
            var = var.unsqueeze(-1)
        elif var.ndim != input.ndim or sum(
                b for a, b in zip(input.shape, var.shape, strict=True) if a != b) != 1:
            raise errors.VARIANCE_SHAPE(shape=tuple(input.shape), var=tuple(var.shape))
    var = var.clone()
    with switched(False):
        var.clamp_(min=eps)
    loss = 0.5 * (var.log() + (input - target).square() / var)
    return reduce_losses(loss + 0.5 * math.log(2 * math.pi) if full else loss, reduction)
