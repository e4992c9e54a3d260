"""확률적 경사 하강법입니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .optimizer import Optimizer, require


class SGD(Optimizer):
    """변화도의 반대쪽으로 lr만큼 갑니다.  w ← w − lr·g

    weight_decay: g에 weight_decay·w를 더해 w를 0 쪽으로 당깁니다.
    momentum: 지나온 변화도를 모은 속도 v로 갑니다.  v ← momentum·v + (1 − dampening)·g,  w ← w − lr·v
    nesterov: 속도로 한 걸음 앞을 내다봅니다.  w ← w − lr·(g + momentum·v)
    maximize: 반대로 갑니다.
    """

    def __init__(self, params, lr: float = 1e-3, momentum: float = 0, dampening: float = 0,
                 weight_decay: float = 0, nesterov: bool = False, *, maximize: bool = False):
        super().__init__(params, {
            "lr": lr, "momentum": momentum, "dampening": dampening, "weight_decay": weight_decay,
            "nesterov": nesterov, "maximize": maximize})

    def check(self, group):
        super().check(group)
        momentum, dampening = group["momentum"], group["dampening"]
        require(momentum >= 0, "momentum", "momentum value", momentum)
        if group["nesterov"] and (momentum <= 0 or dampening != 0):
            raise errors.NESTEROV_NEEDS_MOMENTUM(momentum=momentum, dampening=dampening)

    def update(self, value, grad, state, group):
        momentum = group["momentum"]
        if group["weight_decay"]:
            grad = grad + group["weight_decay"] * value
        if momentum:
            if state:
                velocity = state["momentum_buffer"]._array
                velocity *= momentum
                velocity += (1 - group["dampening"]) * grad
            else:
                velocity = np.array(grad)
                state["momentum_buffer"] = Tensor(velocity)
            grad = grad + momentum * velocity if group["nesterov"] else velocity
        value -= group["lr"] * grad
