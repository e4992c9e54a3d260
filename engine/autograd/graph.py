"""그래프를 들여다볼 때 쓰는 이름입니다."""

from __future__ import annotations

import contextlib
import functools
from typing import ClassVar, NamedTuple

from .. import errors, grad_mode
from ..events import slow_lane
from ..grad_mode import mode
from ..node import Node, gradient_edge
from ..ops.inplace import bump_version
from ..tensor import Tensor

__all__ = ["GradientEdge", "Node", "disable_saved_tensors_hooks", "get_gradient_edge",
           "increment_version", "register_multi_grad_hook", "save_on_cpu", "saved_tensors_hooks"]


class saved_tensors_hooks:  # noqa: N801
    """이 구역에서 저장하는 값을 pack으로 바꾸어 두고, 쓸 때 unpack으로 되돌립니다.

    pack(텐서)는 무엇이든 돌려줄 수 있고, unpack(그것)은 텐서를 돌려주어야 합니다.
    겹쳐 쓰면 가장 안쪽의 짝만 씁니다.
    """

    _disabled: ClassVar[list[str]] = []  # 열려 있는 disable_saved_tensors_hooks의 글

    def __init__(self, pack_hook, unpack_hook):
        self._pair = pack_hook, unpack_hook

    def __enter__(self):
        if self._disabled:
            raise errors.SAVED_HOOKS_DISABLED(message=self._disabled[-1])
        mode.saving = (*mode.saving, self._pair)
        slow_lane.append(self)
        return self

    def __exit__(self, *exception):
        slow_lane.remove(self)
        mode.saving = mode.saving[:-1]


class save_on_cpu(saved_tensors_hooks):  # noqa: N801
    """저장하는 값을 주 메모리에 복사해 둡니다. 이 엔진의 텐서는 모두 주 메모리에 있습니다."""

    def __init__(self, pin_memory: bool = False):
        super().__init__(lambda tensor: tensor._detached().clone(), lambda tensor: tensor)


@contextlib.contextmanager
def disable_saved_tensors_hooks(error_message: str):
    """이 구역에서 saved_tensors_hooks를 쓰면 error_message로 알립니다."""
    saved_tensors_hooks._disabled.append(error_message)
    try:
        yield
    finally:
        saved_tensors_hooks._disabled.pop()


def register_multi_grad_hook(tensors, hook, *, mode: str = "all"):
    """여러 텐서의 변화도가 모두(mode="all") 또는 하나라도(mode="any") 오면 hook을 부릅니다.

    all: 역전파마다 hook([변화도, …])을 한 번. 그 역전파가 지나지 않는 텐서의 자리는 None입니다.
    any: 역전파마다 처음 온 변화도로 hook(변화도)를 한 번.
    """
    tensors = [t for t in tensors if t._requires_grad]
    passes: dict[int, tuple] = {}  # id(역전파의 visits) → (그 visits, 기다리는 자리, 온 변화도)

    def observe(index, grad):
        visits, node = grad_mode.mode.visiting, gradient_edge(tensors[index])[0]
        if id(visits) not in passes:  # 처음 온 것이 이번에 기다릴 텐서를 정합니다.
            for key in [key for key, (left, *_) in passes.items() if not left]:
                del passes[key]       # 끝났는데 다 오지 않은 역전파입니다.
            coming = {i for i, t in enumerate(tensors)
                      if (target := gradient_edge(t)[0]) is node or target in visits}
            passes[id(visits)] = visits, coming, [None] * len(tensors)
            if mode == "any":
                hook(grad)
        _, waiting, grads = passes[id(visits)]
        waiting.discard(index)
        grads[index] = grad
        if not waiting:
            del passes[id(visits)]
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


class GradientEdge(NamedTuple):
    """변화도를 보낼 노드(node)와, 그 노드의 몇 번째 결과인지(output_nr)입니다."""

    node: Node
    output_nr: int


def get_gradient_edge(tensor: Tensor) -> GradientEdge:
    """텐서로 온 변화도를 보낼 간선입니다."""
    return GradientEdge(*gradient_edge(tensor))


def increment_version(tensor) -> None:
    """텐서(들)의 버전 번호를 1 올립니다. 연산을 거치지 않고 값을 고쳤음을 알릴 때 씁니다."""
    for t in (tensor,) if isinstance(tensor, Tensor) else tensor:
        bump_version(t)
