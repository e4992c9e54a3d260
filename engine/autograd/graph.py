"""그래프를 들여다볼 때 쓰는 이름입니다."""

from __future__ import annotations

import functools

from ..node import Node, gradient_edge
from ..tensor import Tensor

__all__ = ["Node", "get_gradient_edge", "register_multi_grad_hook"]


def register_multi_grad_hook(tensors, hook, *, mode: str = "all"):
    """여러 텐서의 변화도가 모두(mode="all") 또는 하나라도(mode="any") 오면 hook을 부릅니다.

    all: hook([변화도 또는 None, …])을 한 번. any: 처음 온 변화도로 hook(변화도)를 한 번.
    """
    tensors = [t for t in tensors if t._requires_grad]
    arrived: dict[int, Tensor] = {}

    def observe(index, grad):
        arrived[index] = grad
        if mode == "any" and len(arrived) == 1:
            hook(grad)
        if len(arrived) == len(tensors):
            grads = [arrived[i] for i in range(len(tensors))]
            arrived.clear()
            if mode == "all":
                hook(grads)

    handles = [t.register_hook(functools.partial(observe, i)) for i, t in enumerate(tensors)]
    return MultiHandle(handles)


class MultiHandle:
    """함께 단 훅을 한꺼번에 떼는 손잡이입니다."""

    def __init__(self, handles):
        self._handles = handles

    def remove(self) -> None:
        """훅을 모두 뗍니다."""
        for handle in self._handles:
            handle.remove()


def get_gradient_edge(tensor: Tensor) -> tuple[Node, int]:
    """텐서로 온 변화도를 보낼 (노드, 몇 번째 결과)입니다."""
    return gradient_edge(tensor)
