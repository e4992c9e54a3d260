"""Adam과 AdamW입니다."""

from __future__ import annotations

import numpy as np

from ..tensor import Tensor
from .optimizer import Optimizer, require


class Adam(Optimizer):
    """변화도의 평균 m을 크기 √v로 나눈 만큼 갑니다.      출처: arXiv:1412.6980

    m ← β₁m + (1 − β₁)g,   v ← β₂v + (1 − β₂)g²
    w ← w − lr · m̂ / (√v̂ + eps),   m̂ = m/(1 − β₁ᵗ),  v̂ = v/(1 − β₂ᵗ)

    m과 v는 0에서 시작해 처음에는 너무 작습니다. 1 − βᵗ으로 나누어 바로잡습니다. t는 걸음 수입니다.
    amsgrad: v 대신 지금까지의 가장 큰 v를 씁니다(arXiv:1904.09237).
    """

    def __init__(self, params, lr: float = 1e-3, betas: tuple = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 0, amsgrad: bool = False, *, maximize: bool = False,
                 decoupled_weight_decay: bool = False):
        super().__init__(params, {
            "lr": lr, "betas": betas, "eps": eps, "weight_decay": weight_decay,
            "amsgrad": amsgrad, "maximize": maximize,
            "decoupled_weight_decay": decoupled_weight_decay})

    def check(self, group):
        super().check(group)
        require(group["eps"] >= 0, "eps", "epsilon value", group["eps"])
        for i, beta in enumerate(group["betas"]):
            require(0 <= beta < 1, f"betas[{i}]", f"beta parameter at index {i}", beta,
                    "0 이상 1 미만")

    def update(self, value, grad, state, group):
        (beta1, beta2), lr, decay = group["betas"], group["lr"], group["weight_decay"]
        if decay and group["decoupled_weight_decay"]:
            value *= 1 - lr * decay
        elif decay:
            grad = grad + decay * value
        if not state:
            state["step"] = Tensor(np.array(0, np.float32))
            for name in ("exp_avg", "exp_avg_sq", *["max_exp_avg_sq"] * group["amsgrad"]):
                state[name] = Tensor(np.zeros_like(value))
        state["step"]._array += 1
        t, m, v = (state[name]._array for name in ("step", "exp_avg", "exp_avg_sq"))
        m += (1 - beta1) * (grad - m)
        v *= beta2
        v += (1 - beta2) * grad * grad
        if group["amsgrad"]:
            v = np.maximum(state["max_exp_avg_sq"]._array, v, out=state["max_exp_avg_sq"]._array)
        t = t.item()
        size = np.sqrt(v) / (1 - beta2**t) ** 0.5 + group["eps"]
        value -= lr / (1 - beta1**t) * (m / size)


class AdamW(Adam):
    """w를 0 쪽으로 당기는 일을 변화도와 따로 하는 Adam입니다.  w ← (1 − lr·weight_decay)·w

    출처: arXiv:1711.05101
    """

    def __init__(self, params, lr: float = 1e-3, betas: tuple = (0.9, 0.999), eps: float = 1e-8,
                 weight_decay: float = 1e-2, amsgrad: bool = False, *, maximize: bool = False):
        super().__init__(params, lr, betas, eps, weight_decay, amsgrad, maximize=maximize,
                         decoupled_weight_decay=True)
