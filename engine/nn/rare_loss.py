"""드물게 쓰는 손실과 거리를 계층으로 만든 것입니다. 하는 일은 같은 이름의 F 함수와 같습니다."""

from __future__ import annotations

from ..tensor import Tensor
from . import functional as F
from .loss import _Loss
from .module import Module


class TripletMarginLoss(_Loss):
    """닮은 것까지의 거리가 다른 것까지보다 margin만큼 가깝게 합니다."""

    function = staticmethod(F.triplet_margin_loss)

    def __init__(self, margin: float = 1.0, p: float = 2.0, eps: float = 1e-6,
                 swap: bool = False, *, reduction: str = "mean"):
        super().__init__(reduction=reduction, margin=margin, p=p, eps=eps, swap=swap)

    def forward(self, anchor: Tensor, positive: Tensor, negative: Tensor) -> Tensor:
        return self.measure(anchor, positive, negative)


class MarginRankingLoss(_Loss):
    """target이 1이면 input1이, −1이면 input2가 margin만큼 크게 합니다."""

    function = staticmethod(F.margin_ranking_loss)

    def __init__(self, margin: float = 0.0, *, reduction: str = "mean"):
        super().__init__(reduction=reduction, margin=margin)

    def forward(self, input1: Tensor, input2: Tensor, target: Tensor) -> Tensor:
        return self.measure(input1, input2, target)


class CosineEmbeddingLoss(MarginRankingLoss):
    """target이 1이면 두 벡터의 방향을 맞추고, −1이면 코사인을 margin 아래로 낮춥니다."""

    function = staticmethod(F.cosine_embedding_loss)


class HingeEmbeddingLoss(_Loss):
    """입력을 거리로 보고, target이 1이면 줄이고 −1이면 margin까지 벌립니다."""

    function = staticmethod(F.hinge_embedding_loss)

    def __init__(self, margin: float = 1.0, *, reduction: str = "mean"):
        super().__init__(reduction=reduction, margin=margin)


class SoftMarginLoss(_Loss):
    """정답이 1이나 −1인 로지스틱 손실입니다."""

    function = staticmethod(F.soft_margin_loss)

    def __init__(self, *, reduction: str = "mean"):
        super().__init__(reduction=reduction)


class MultiLabelSoftMarginLoss(_Loss):
    """갈래마다 따로 맞히는 이진 교차 엔트로피를 갈래로 평균합니다."""

    function = staticmethod(F.multilabel_soft_margin_loss)

    def __init__(self, weight: Tensor | None = None, *, reduction: str = "mean"):
        super().__init__(reduction=reduction, weight=weight)


class MultiMarginLoss(_Loss):
    """정답 갈래가 다른 갈래보다 margin만큼 크게 합니다."""

    function = staticmethod(F.multi_margin_loss)

    def __init__(self, p: int = 1, margin: float = 1.0, weight: Tensor | None = None, *,
                 reduction: str = "mean"):
        super().__init__(reduction=reduction, p=p, margin=margin, weight=weight)


class PoissonNLLLoss(_Loss):
    """푸아송 분포에서 개수 target이 나올 음의 로그 확률입니다."""

    function = staticmethod(F.poisson_nll_loss)

    def __init__(self, log_input: bool = True, full: bool = False, *, eps: float = 1e-8,
                 reduction: str = "mean"):
        super().__init__(reduction=reduction, log_input=log_input, full=full, eps=eps)

    def forward(self, log_input: Tensor, target: Tensor) -> Tensor:
        return self.measure(log_input, target)


class GaussianNLLLoss(_Loss):
    """평균과 분산을 함께 맞히는 정규 분포의 음의 로그 확률입니다."""

    function = staticmethod(F.gaussian_nll_loss)

    def __init__(self, *, full: bool = False, eps: float = 1e-6, reduction: str = "mean"):
        super().__init__(reduction=reduction, full=full, eps=eps)

    def forward(self, input: Tensor, target: Tensor, var: Tensor | float) -> Tensor:
        return self.measure(input, target, var)


class CosineSimilarity(Module):
    """두 벡터가 이루는 각의 코사인입니다."""

    def __init__(self, dim: int = 1, eps: float = 1e-8):
        super().__init__()
        self.dim, self.eps = dim, eps

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        return F.cosine_similarity(x1, x2, self.dim, self.eps)


class PairwiseDistance(Module):
    """마지막 축을 벡터로 본 거리입니다."""

    def __init__(self, p: float = 2.0, eps: float = 1e-6, keepdim: bool = False):
        super().__init__()
        self.norm, self.eps, self.keepdim = p, eps, keepdim

    def forward(self, x1: Tensor, x2: Tensor) -> Tensor:
        return F.pairwise_distance(x1, x2, self.norm, self.eps, self.keepdim)
