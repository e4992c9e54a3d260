"""학습률 조절기: 걸음이 쌓이면 옵티마이저의 학습률을 바꿉니다. optimizer.step() 뒤에 step()을 부릅니다."""

from __future__ import annotations

import bisect
import math

from .. import errors
from .optimizer import Optimizer


class LRScheduler:
    """밑바탕입니다. 물려받은 클래스는 처음 학습률에 곱할 배수(factor)나 학습률(rate)만 적습니다.

    TypeError: 옵티마이저가 아닐 때.
    """

    def __init__(self, optimizer: Optimizer):
        if not isinstance(optimizer, Optimizer):
            raise errors.NOT_AN_OPTIMIZER(type=type(optimizer).__name__)
        self.optimizer, self.last_epoch = optimizer, 0
        for group in optimizer.param_groups:
            group.setdefault("initial_lr", group["lr"])
        self.base_lrs = [group["initial_lr"] for group in optimizer.param_groups]
        self._set()

    def factor(self, epoch: int) -> float:
        """epoch번 걸은 뒤, 처음 학습률에 곱할 배수입니다."""
        raise NotImplementedError

    def rate(self, base: float, epoch: int) -> float:
        """epoch번 걸은 뒤의 학습률입니다. base: 처음 학습률"""
        return base * self.factor(epoch)

    def step(self) -> None:
        """한 걸음 지났음을 알립니다."""
        self.last_epoch += 1
        self._set()

    def _set(self) -> None:
        for group, base in zip(self.optimizer.param_groups, self.base_lrs):
            group["lr"] = self.rate(base, self.last_epoch)

    def get_last_lr(self) -> list[float]:
        """무리마다 지금의 학습률입니다."""
        return [group["lr"] for group in self.optimizer.param_groups]

    def state_dict(self) -> dict:
        """저장할 수 있는 상태입니다. 옵티마이저의 상태는 따로 저장합니다."""
        return {"last_epoch": self.last_epoch, "base_lrs": list(self.base_lrs)}

    def load_state_dict(self, state_dict: dict) -> None:
        """상태를 읽어 넣습니다."""
        self.last_epoch, self.base_lrs = state_dict["last_epoch"], list(state_dict["base_lrs"])
        self._set()


class LambdaLR(LRScheduler):
    """처음 학습률에 lr_lambda(걸음 수)를 곱합니다."""

    def __init__(self, optimizer: Optimizer, lr_lambda):
        self.lr_lambda = lr_lambda
        super().__init__(optimizer)

    def factor(self, epoch: int) -> float:
        return self.lr_lambda(epoch)


class StepLR(LRScheduler):
    """step_size걸음마다 학습률에 gamma를 곱합니다."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1):
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer)

    def factor(self, epoch: int) -> float:
        return self.gamma ** (epoch // self.step_size)


class MultiStepLR(LRScheduler):
    """milestones에 적은 걸음에 이를 때마다 학습률에 gamma를 곱합니다."""

    def __init__(self, optimizer: Optimizer, milestones, gamma: float = 0.1):
        self.milestones, self.gamma = sorted(milestones), gamma
        super().__init__(optimizer)

    def factor(self, epoch: int) -> float:
        return self.gamma ** bisect.bisect_right(self.milestones, epoch)


class ExponentialLR(LRScheduler):
    """걸음마다 학습률에 gamma를 곱합니다."""

    def __init__(self, optimizer: Optimizer, gamma: float):
        self.gamma = gamma
        super().__init__(optimizer)

    def factor(self, epoch: int) -> float:
        return self.gamma ** epoch


class LinearLR(LRScheduler):
    """배수를 start_factor에서 end_factor까지 total_iters걸음에 걸쳐 고르게 바꿉니다."""

    def __init__(self, optimizer: Optimizer, start_factor: float = 1 / 3, end_factor: float = 1.0,
                 total_iters: int = 5):
        self.start_factor, self.end_factor = start_factor, end_factor
        self.total_iters = total_iters
        super().__init__(optimizer)

    def factor(self, epoch: int) -> float:
        done = min(epoch, self.total_iters) / self.total_iters
        return self.start_factor + (self.end_factor - self.start_factor) * done


class CosineAnnealingLR(LRScheduler):
    """학습률을 T_max걸음에 걸쳐 eta_min까지 코사인을 따라 낮춥니다.      출처: arXiv:1608.03983"""

    def __init__(self, optimizer: Optimizer, T_max: int, eta_min: float = 0.0):
        self.T_max, self.eta_min = T_max, eta_min
        super().__init__(optimizer)

    def rate(self, base: float, epoch: int) -> float:
        wave = (1 + math.cos(math.pi * epoch / self.T_max)) / 2
        return self.eta_min + (base - self.eta_min) * wave
