"""학습률 조절기: 걸음이 쌓이면 옵티마이저의 학습률을 바꿉니다. optimizer.step() 뒤에 step()을 부릅니다."""

from __future__ import annotations

from .. import errors
from .optimizer import Optimizer


class LRScheduler:
    """밑바탕입니다. 물려받은 클래스는 처음 학습률에 곱할 배수(factor)만 적습니다.

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

    def step(self) -> None:
        """한 걸음 지났음을 알립니다."""
        self.last_epoch += 1
        self._set()

    def _set(self) -> None:
        for group, base in zip(self.optimizer.param_groups, self.base_lrs):
            group["lr"] = base * self.factor(self.last_epoch)

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


class StepLR(LRScheduler):
    """step_size걸음마다 학습률에 gamma를 곱합니다."""

    def __init__(self, optimizer: Optimizer, step_size: int, gamma: float = 0.1):
        self.step_size, self.gamma = step_size, gamma
        super().__init__(optimizer)

    def factor(self, epoch: int) -> float:
        return self.gamma ** (epoch // self.step_size)
