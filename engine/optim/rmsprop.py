"""변화도의 크기로 걸음을 맞추는 방법입니다. Adam은 여기에 모멘텀과 처음의 바로잡기를 더했습니다."""

from __future__ import annotations

import numpy as np

from ..tensor import Tensor
from .optimizer import Optimizer, require


class Adagrad(Optimizer):
    """지금까지의 변화도 제곱을 모두 더해 나눕니다. 걸음이 점점 작아집니다.

    s ← s + g²,   w ← w − lr/(1 + (t − 1)·lr_decay) · g / (√s + eps)      출처: Duchi 등, JMLR 12 (2011)
    """

    def __init__(self, params, lr: float = 1e-2, lr_decay: float = 0, weight_decay: float = 0,
                 initial_accumulator_value: float = 0, eps: float = 1e-10, *,
                 maximize: bool = False):
        super().__init__(params, {
            "lr": lr, "lr_decay": lr_decay, "eps": eps, "weight_decay": weight_decay,
            "initial_accumulator_value": initial_accumulator_value, "maximize": maximize})

    def check(self, group):
        super().check(group)
        for name in ("lr_decay", "initial_accumulator_value", "eps"):
            require(group[name] >= 0, name, f"{name} value", group[name])

    def update(self, value, grad, state, group):
        if group["weight_decay"]:
            grad = grad + group["weight_decay"] * value
        if not state:
            state["step"] = Tensor(np.array(0, np.float32))
            state["sum"] = Tensor(np.full_like(value, group["initial_accumulator_value"]))
        total = state["sum"]._array
        total += grad * grad
        rate = group["lr"] / (1 + state["step"]._array.item() * group["lr_decay"])
        state["step"]._array += 1
        value -= rate * grad / (np.sqrt(total) + group["eps"])


class RMSprop(Optimizer):
    """변화도 제곱의 평균으로 나눕니다. 오래된 변화도는 잊습니다.

    v ← αv + (1 − α)g²,   w ← w − lr · g / (√v + eps)
    centered: √v 대신 퍼진 정도 √(v − ḡ²)를 씁니다. ḡ는 변화도의 평균입니다(arXiv:1308.0850).
    momentum: 나눈 변화도를 모은 속도로 갑니다.
    """

    def __init__(self, params, lr: float = 1e-2, alpha: float = 0.99, eps: float = 1e-8,
                 weight_decay: float = 0, momentum: float = 0, centered: bool = False, *,
                 maximize: bool = False):
        super().__init__(params, {
            "lr": lr, "momentum": momentum, "alpha": alpha, "eps": eps, "centered": centered,
            "weight_decay": weight_decay, "maximize": maximize})

    def check(self, group):
        super().check(group)
        for name in ("momentum", "alpha", "eps"):
            require(group[name] >= 0, name, f"{name} value", group[name])

    def update(self, value, grad, state, group):
        alpha, momentum = group["alpha"], group["momentum"]
        if group["weight_decay"]:
            grad = grad + group["weight_decay"] * value
        if not state:
            state["step"] = Tensor(np.array(0, np.float32))
            for name in ("square_avg", *["momentum_buffer"] * (momentum > 0),
                         *["grad_avg"] * group["centered"]):
                state[name] = Tensor(np.zeros_like(value))
        state["step"]._array += 1
        v = state["square_avg"]._array
        v *= alpha
        v += (1 - alpha) * grad * grad
        if group["centered"]:
            mean = state["grad_avg"]._array
            mean += (1 - alpha) * (grad - mean)
            v = v - mean * mean
        step = grad / (np.sqrt(v) + group["eps"])
        if momentum > 0:
            velocity = state["momentum_buffer"]._array
            velocity *= momentum
            velocity += step
            step = velocity
        value -= group["lr"] * step
