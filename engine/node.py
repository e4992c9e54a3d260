"""노드: 그래프의 한 점입니다. 연산을 기록할 때마다 노드가 하나 생깁니다.

노드는 세 가지를 기억합니다: 변화도를 보낼 곳(next_functions), 국소 미분에 쓸 값(_stored),
만들어진 차례(_order). 여기에 결과의 모양(_outputs)과 훅(_hooks)까지가 역전파(backward.py)가 보는 전부입니다.
"""

from __future__ import annotations

import itertools
import threading
import weakref

import numpy as np

from . import anomaly, errors
from .events import ErrorRaised, GradientAccumulated, announce, listeners
from .grad_mode import mode
from .hooks import Hooks, RemovableHandle, hooks_of
from .ownership import is_sole_holder
from .tensor import Tensor

_new = object.__new__
# 아래 둘은 `is`로 견줍니다. 하나씩만 있고, 고치지 않습니다.
NO_EDGE = (None, 0)
NOTHING_SAVED: dict = {}
next_order = itertools.count().__next__
_ACCUMULATE_FIRST = 2**64 - 1  # 잎은 도착이 끝나는 대로 무엇보다 먼저 처리합니다.
_next_leaf_order = itertools.count(_ACCUMULATE_FIRST).__next__


class Node:
    """그래프의 점입니다. PyTorch의 torch.autograd.graph.Node에 해당합니다."""

    __slots__ = ("next_functions", "_outputs", "_stored", "_order", "_hooks",
                 "__dict__", "__weakref__")

    next_functions: tuple         # 입력마다 변화도를 보낼 (노드, 그 노드의 몇 번째 결과)
    _outputs: tuple               # 결과마다 (모양, numpy dtype). 온 변화도를 여기에 맞춥니다.
    _stored: dict | None          # 이름 → (값, 버전 번호 상자, 저장할 때의 번호). 해제하면 None
    _order: int                   # 만들어진 차례. 역전파는 나중에 만든 노드부터 실행합니다.
    _hooks: Hooks | None          # 훅과 retain_grad
    saves: tuple = ()             # 저장할 수 있는 값의 이름

    def backward(self, grads: list, needed) -> list:
        """결과로 온 변화도를 받아 입력으로 보낼 변화도를 돌려줍니다.

        grads: 결과마다 하나. 오지 않았으면 None.
        needed: 앞으로 변화도를 받을 노드의 모음. 여기 없는 노드로는 None을 보내면 됩니다. 실행한 노드는
            빠지지만, 받을 노드는 보내는 노드보다 늦게 실행하므로 늘 남아 있습니다.
        """
        raise NotImplementedError

    def __call__(self, *grads: Tensor | None):
        """이 노드의 공식만 부릅니다. 결과로 온 변화도를 하나씩 받아, 입력으로 보낼 변화도를 돌려줍니다.

        변화도를 받지 않는 입력의 자리는 None이고, 입력이 하나면 튜플로 싸지 않습니다. 훅은 부르지 않고,
        저장된 값도 해제하지 않습니다. 늘어난 변화도를 입력의 모양으로 되돌리는 것은 역전파의 일입니다.
        TypeError: 변화도의 수가 다르거나 텐서가 아닐 때. RuntimeError: 저장된 값이 해제되었거나 바뀌었을 때.
        """
        if len(grads) != len(self._outputs):
            raise errors.NODE_GRADIENT_COUNT(
                node=self.name(), expected=len(self._outputs), got=len(grads))
        for grad in grads:
            if grad is not None and not isinstance(grad, Tensor):
                raise errors.GRADIENT_OF_OTHER_TYPE(type=type(grad).__name__)
        sent = [None] * len(self.next_functions)
        if any(grad is not None for grad in grads):
            self.check_saved()
            sent = self.backward(list(grads), {node for node, _ in self.next_functions if node})
        return sent[0] if len(sent) == 1 else tuple(sent)

    def name(self) -> str:
        """노드의 이름입니다. 예: MulBackward0"""
        return type(self).__name__

    def __repr__(self) -> str:
        return f"<{type(self).__name__} object at {id(self):#x}>"

    def _sequence_nr(self) -> int:
        """만들어진 차례입니다. 나중일수록 큽니다."""
        return self._order

    @property
    def metadata(self) -> dict:
        """무엇이든 적어 둘 수 있는 사전입니다."""
        return self.__dict__.setdefault("_metadata", {})

    def input_shape(self, slot: int = 0) -> tuple[int, ...]:
        """`slot`번째 입력의 모양입니다. 간선 저쪽의 노드가 자기 결과의 모양을 압니다."""
        node, nr = self.next_functions[slot]
        return node._outputs[nr][0]

    def register_prehook(self, hook) -> RemovableHandle:
        """노드가 실행되기 전에 hook(온 변화도의 튜플)을 부릅니다. 튜플을 돌려주면 대신 씁니다."""
        return RemovableHandle(hooks_of(self).pre, hook)

    def register_hook(self, hook) -> RemovableHandle:
        """노드가 실행된 뒤에 hook(보낼 변화도, 온 변화도)를 부릅니다. 튜플을 돌려주면 대신 보냅니다."""
        return RemovableHandle(hooks_of(self).post, hook)

    # ── 저장된 값 ──

    def check_saved(self, create_graph: bool = False) -> None:
        """저장한 값이 그대로인지 확인합니다. RuntimeError: 해제했거나 제자리 연산으로 바뀌었을 때.

        create_graph: 변화도도 미분할 것이라, 저장한 텐서의 기록까지 그대로여야 하는지.
        """
        if self._stored is None:
            raise self._announced(errors.SECOND_BACKWARD(node=self.name()))
        for value, counter, version in self._stored.values():
            if counter[0] != version:
                shape = getattr(value, "_array", value).shape
                raise self._announced(errors.SAVED_WAS_MODIFIED(
                    node=self.name(), shape=shape, saved=version, now=counter[0]))

    def _announced(self, error: Exception) -> Exception:
        if listeners:
            announce(ErrorRaised, error, self)
        return error

    def unpack(self, name: str) -> Tensor:
        """저장한 값을 텐서로 꺼냅니다. 자기 결과는 배열만 저장했으므로 이 노드에 다시 잇습니다."""
        value, counter, _ = self._stored[name]
        if type(value) is Packed:
            return value.unpack(self)
        if type(value) is not np.ndarray:
            return value
        out = _new(Tensor)
        out._array, out._version_counter = value, counter
        out._edge, out._requires_grad = (self, 0), True
        return out

    def remember_place(self) -> None:
        """이상 탐지가 켜져 있으면, 이 연산을 실행한 자리를 적어 둡니다."""
        if anomaly.enabled:
            self.metadata["traceback_"] = anomaly.call_stack()

    def release(self) -> None:
        """저장한 값을 놓아줍니다. 저장한 것이 없던 노드는 다시 거슬러 갈 수 있습니다."""
        if self._stored:
            self._stored = None


class Packed:
    """saved_tensors_hooks의 pack이 바꾸어 둔 값입니다. 꺼낼 때 unpack으로 되돌립니다.

    edge: 되돌린 텐서를 이을 간선. 노드가 저장한 자기 결과라면 (None, 몇 번째 결과)로 적어, 노드가
    자신을 붙잡지 않게 합니다.
    """

    def __init__(self, tensor: Tensor, edge: tuple):
        pack, self._unpack = mode.saving[-1]
        self._value, self._edge = pack(tensor), edge

    def unpack(self, owner: Node) -> Tensor:
        """되돌린 텐서를 원래의 그래프에 다시 잇습니다. TypeError: unpack이 텐서를 주지 않을 때.

        owner: 이 값을 저장한 노드.
        """
        result = self._unpack(self._value)
        if not isinstance(result, Tensor):
            raise errors.UNPACK_OF_OTHER_TYPE(type=type(result).__name__)
        out = Tensor(result._array)
        if self._edge is not NO_EDGE:
            node, nr = self._edge
            out._edge, out._requires_grad = (node or owner, nr), True
        return out


class AccumulateGrad(Node):
    """그래프의 잎입니다. 온 변화도를 잎 텐서의 .grad에 더합니다."""

    def __init__(self, variable: Tensor):
        self.variable = variable
        self.next_functions = ()
        self._outputs = ((variable._array.shape, variable._array.dtype),)
        self._stored = NOTHING_SAVED
        self._order = _next_leaf_order()

    def backward(self, grads: list, needed) -> list:
        return []  # 잎에서 길이 끝납니다. 더하는 일은 accumulate()가 합니다.

    def __call__(self, *grads: Tensor | None) -> tuple:
        """온 변화도를 .grad에 더합니다. 보낼 곳이 없어 빈 튜플을 돌려줍니다."""
        sent = super().__call__(*grads)
        if grads[0] is not None:
            accumulate(self.variable, grads[0], create_graph=mode.enabled)
        return sent

    @property
    def _hooks(self) -> Hooks | None:
        """잎에 단 훅들입니다."""
        return self.variable._hooks  # 그래프가 사라져도 훅은 잎에 남아야 합니다.

    @_hooks.setter
    def _hooks(self, hooks: Hooks) -> None:
        self.variable._hooks = hooks

    def name(self) -> str:
        return "torch::autograd::AccumulateGrad"

    def _sequence_nr(self) -> int:
        return _ACCUMULATE_FIRST


def leaf_edge(leaf: Tensor) -> tuple:
    """잎의 AccumulateGrad로 가는 간선입니다. 그 노드는 그래프가 살아 있는 동안 잎마다 하나입니다."""
    if not leaf._requires_grad:
        return NO_EDGE
    node = leaf._accumulator and leaf._accumulator()
    if node is None:
        node = AccumulateGrad(leaf)
        leaf._accumulator = weakref.ref(node)  # 잎 → 노드는 약하게: 서로 붙잡으면 해제되지 않습니다.
    return node, 0


def gradient_edge(tensor: Tensor) -> tuple:
    """텐서로 온 변화도를 보낼 간선 (노드, 몇 번째 결과)입니다. 추적하지 않으면 (None, 0)입니다."""
    return tensor._edge or leaf_edge(tensor)


_accumulating = threading.Lock()  # 여러 스레드가 같은 잎에 더할 때 값을 잃지 않게 합니다.


def accumulate(variable: Tensor, grad: Tensor, create_graph: bool) -> None:
    """잎의 .grad에 변화도를 더합니다. 처음이면 복사하되, 다른 데서 쓰지 않는 배열은 넘겨받습니다.

    변화도를 또 미분할 때(create_graph)는 더하기도 기록되도록 새 텐서를 만듭니다.
    RuntimeError: 있던 .grad의 메모리에 더해 쓸 수 없을 때. 이때 .grad는 그대로입니다.
    """
    if not variable._requires_grad:
        return  # 순전파 뒤에 동결한 잎에는 쌓지 않습니다.
    with _accumulating:
        before = variable._grad
        seen = before._array.copy() if listeners and before is not None else None
        if create_graph:
            variable._grad = _copied(grad) if before is None else before + grad
        elif before is not None:
            _add_in_place(before, grad)
        elif grad._array.flags.carray and is_sole_holder(grad):
            variable._grad = Tensor(grad._array)
        else:
            variable._grad = Tensor(grad._array.copy())
    if listeners:
        announce(GradientAccumulated, variable, seen, variable._grad)


def retain(tensor: Tensor, grad: Tensor) -> None:
    """retain_grad()를 부른 텐서의 .grad에 변화도를 더합니다. 흘러가는 변화도와 메모리를 나누지 않습니다."""
    before = tensor._grad
    tensor._grad = _copied(grad) if before is None else before + grad
    if listeners:
        seen = None if before is None else before._array
        announce(GradientAccumulated, tensor, seen, tensor._grad)


def _add_in_place(total: Tensor, grad: Tensor) -> None:
    if total.is_inference() and not mode.inference:
        raise errors.INFERENCE_IN_PLACE(shape=total._array.shape)
    try:
        np.add(total._array, grad._array, out=total._array)
    except ValueError:
        if total._array.shape != grad._array.shape:  # 구역 안에서 t_()로 모양을 바꾼 잎의 옛 .grad
            raise errors.IN_PLACE_SHAPE(shape=list(total._array.shape),
                                        result=list(grad._array.shape)) from None
        # expand()로 늘린 .grad: 값 하나가 여러 자리에 있습니다.
        raise errors.IN_PLACE_OVERLAP(shape=total._array.shape) from None
    if total._version_counter:
        total._version_counter[0] += 1


def _copied(grad: Tensor) -> Tensor:
    """변화도의 복사본입니다. 기록할 때는 PyTorch처럼 빈 텐서에 copy_ 하므로 grad_fn이 CopyBackwards입니다."""
    copy = Tensor(np.empty(grad._array.shape, grad._array.dtype))
    copy.copy_(grad)
    copy._version_counter = [0]
    return copy
