"""손실 함수를 계층으로 만든 것입니다. 하는 일은 F의 함수와 같습니다."""

from __future__ import annotations

from ..tensor import Tensor
from . import functional as F
from .module import Module


class _Loss(Module):
    """F의 손실 하나를 부릅니다. 설정은 함수의 인자와 이름이 같은 속성이고, 텐서면 버퍼입니다."""

    function = staticmethod(F.mse_loss)

    def __init__(self, *, reduction: str = "mean", **settings):
        super().__init__()
        self.reduction = reduction
        self._settings = (*settings, "reduction")
        for name, value in settings.items():
            if isinstance(value, Tensor):
                self.register_buffer(name, value)
            else:
                setattr(self, name, value)

    def forward(self, input: Tensor, target: Tensor) -> Tensor:
        return self.measure(input, target)

    def measure(self, *inputs: Tensor) -> Tensor:
        """F의 손실에 입력과 설정을 함께 줍니다."""
        return self.function(*inputs, **{name: getattr(self, name) for name in self._settings})


class MSELoss(_Loss):
    """차의 제곱의 평균입니다."""

    def __init__(self, *, reduction: str = "mean"):
        super().__init__(reduction=reduction)


class L1Loss(_Loss):
    """차의 절댓값의 평균입니다."""

    function = staticmethod(F.l1_loss)

    def __init__(self, *, reduction: str = "mean"):
        super().__init__(reduction=reduction)


class SmoothL1Loss(_Loss):
    """차가 beta보다 작으면 제곱, 크면 절댓값으로 잽니다."""

    function = staticmethod(F.smooth_l1_loss)

    def __init__(self, *, reduction: str = "mean", beta: float = 1.0):
        super().__init__(reduction=reduction, beta=beta)


class HuberLoss(_Loss):
    """차가 delta보다 작으면 제곱, 크면 기울기가 delta인 직선으로 잽니다."""

    function = staticmethod(F.huber_loss)

    def __init__(self, reduction: str = "mean", delta: float = 1.0):
        super().__init__(reduction=reduction, delta=delta)


class BCELoss(_Loss):
    """확률과 정답의 이진 교차 엔트로피입니다."""

    function = staticmethod(F.binary_cross_entropy)

    def __init__(self, weight: Tensor | None = None, *, reduction: str = "mean"):
        super().__init__(reduction=reduction, weight=weight)


class BCEWithLogitsLoss(_Loss):
    """로짓과 정답의 이진 교차 엔트로피입니다."""

    function = staticmethod(F.binary_cross_entropy_with_logits)

    def __init__(self, weight: Tensor | None = None, *, reduction: str = "mean",
                 pos_weight: Tensor | None = None):
        super().__init__(reduction=reduction, weight=weight, pos_weight=pos_weight)


class NLLLoss(_Loss):
    """로그 확률에서 정답 갈래의 값을 골라 부호를 바꾼 손실입니다."""

    function = staticmethod(F.nll_loss)

    def __init__(self, weight: Tensor | None = None, *, ignore_index: int = -100,
                 reduction: str = "mean"):
        super().__init__(reduction=reduction, weight=weight, ignore_index=ignore_index)


class CrossEntropyLoss(_Loss):
    """로짓과 정답 갈래의 교차 엔트로피입니다."""

    function = staticmethod(F.cross_entropy)

    def __init__(self, weight: Tensor | None = None, *, ignore_index: int = -100,
                 reduction: str = "mean", label_smoothing: float = 0.0):
        super().__init__(reduction=reduction, weight=weight, ignore_index=ignore_index,
                         label_smoothing=label_smoothing)


class KLDivLoss(_Loss):
    """쿨백–라이블러 발산입니다. 정의대로 쓰려면 reduction="batchmean"을 줍니다."""

    function = staticmethod(F.kl_div)

    def __init__(self, *, reduction: str = "mean", log_target: bool = False):
        super().__init__(reduction=reduction, log_target=log_target)
