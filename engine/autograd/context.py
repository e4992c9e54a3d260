"""Function의 forward와 backward에 넘기는 ctx입니다. 이번 실행의 노드 자신입니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..grad_mode import mode
from ..node import NOTHING_SAVED, Node, Packed, gradient_edge, next_order
from ..tensor import Tensor


class FunctionNode(Node):
    """Function 한 번의 실행입니다. forward와 backward에 넘기는 ctx이기도 합니다."""

    _function: type  # 이 노드를 만든 Function

    def __init__(self, args: tuple):
        self._order, self._hooks, self._stored = next_order(), None, NOTHING_SAVED
        self.needs_input_grad = tuple(isinstance(a, Tensor) and a._requires_grad for a in args)
        self._is_tensor = [isinstance(a, Tensor) for a in args]
        self._shapes = [a._array.shape for a in args if isinstance(a, Tensor)]
        self._to_save: tuple = ()
        self._saved_count = 0
        self._dirty: tuple = ()
        self._constant: tuple = ()
        self._materialize = True

    def __repr__(self) -> str:
        return f"<torch.autograd.function.{type(self).__name__} object at {id(self):#x}>"

    # ── forward에서 부르는 것 ──

    def save_for_backward(self, *tensors: Tensor | None) -> None:
        """backward에서 쓸 텐서를 저장합니다. TypeError: 텐서나 None이 아닐 때."""
        for index, tensor in enumerate(tensors):
            if not (tensor is None or isinstance(tensor, Tensor)):
                raise errors.SAVE_OF_OTHER_TYPE(index=index, type=type(tensor).__name__)
        self._to_save = tensors

    def mark_dirty(self, *tensors: Tensor) -> None:
        """forward가 제자리에서 고친 입력을 알립니다."""
        self._dirty = tensors

    def mark_non_differentiable(self, *tensors: Tensor) -> None:
        """미분하지 않을 결과를 알립니다."""
        self._constant = tensors

    def set_materialize_grads(self, value: bool) -> None:
        """False면 쓰이지 않은 결과의 변화도를 0 대신 None으로 받습니다."""
        self._materialize = value

    # ── apply가 부르는 것 ──

    def _record(self, outputs: tuple) -> None:
        """결과가 이 노드를 가리키게 하고, 맡긴 텐서를 저장합니다."""
        tensors = [out for out in outputs if isinstance(out, Tensor)]
        self._outputs = tuple((t._array.shape, t._array.dtype) for t in tensors)
        for nr, out in enumerate(tensors):
            constant = any(out is other for other in self._constant)
            if not constant and out._array.dtype.kind == "f":
                out._edge, out._requires_grad = (self, nr), True
        if self._to_save:
            self._stored = {}
            self._saved_count = len(self._to_save)
            for index, tensor in enumerate(self._to_save):
                if tensor is not None:
                    nr = next((i for i, out in enumerate(tensors) if out is tensor), None)
                    counter = tensor._version_counter
                    own = nr is not None and tensor._edge is not None
                    if mode.saving:
                        value = (Packed(tensor._detached(), (None, nr)) if own
                                 else Packed(tensor, gradient_edge(tensor)))
                        counter = [0]
                    else:
                        value = (tensor._array, nr) if own else tensor
                    self._stored[index] = value, counter, counter[0]
        self.remember_place()
        self._to_save = self._dirty = self._constant = ()

    # ── backward에서 읽는 것 ──

    @property
    def saved_tensors(self) -> tuple:
        """저장한 텐서들입니다. RuntimeError: 이미 해제했거나, 저장한 뒤에 값이 바뀌었을 때."""
        self.check_saved()
        return tuple(self.unpack(i) if i in self._stored else None for i in range(self._saved_count))

    def unpack(self, name) -> Tensor:
        value = self._stored[name][0]
        if isinstance(value, Packed):
            return value.unpack(self)
        if not isinstance(value, tuple):
            return value
        out = Tensor(value[0])
        out._version_counter, out._edge = self._stored[name][1], (self, value[1])
        out._requires_grad = True
        return out

    def backward(self, grads: list, needed) -> list:
        if self._materialize:
            grads = [Tensor(np.zeros(*meta)) if grad is None else grad
                     for grad, meta in zip(grads, self._outputs)]
        result = self._function._formula()(self, *grads)
        result = result if isinstance(result, tuple) else (result,)
        return self._checked(result)

    def _checked(self, result: tuple) -> list:
        """개수, 종류, 모양을 확인하고 텐서 입력의 몫만 남깁니다."""
        count = len(self._is_tensor)
        if len(result) > count and all(extra is None for extra in result[count:]):
            result = result[:count]
        if len(result) != count:
            raise errors.GRADIENT_COUNT_OF_FUNCTION(
                node=self.name(), expected=count, got=len(result))
        sent = [grad for grad, is_tensor in zip(result, self._is_tensor) if is_tensor]
        for index, (grad, shape) in enumerate(zip(sent, self._shapes)):
            if grad is None or self.next_functions[index][0] is None:
                continue
            if not isinstance(grad, Tensor):
                raise errors.GRADIENT_TYPE_OF_FUNCTION(node=self.name(), type=type(grad).__name__)
            if not _shrinks_to(grad._array.shape, shape):
                raise errors.GRADIENT_SHAPE_OF_FUNCTION(
                    node=self.name(), index=index, got=list(grad._array.shape),
                    expected=list(shape))
        return sent


def _shrinks_to(big: tuple, small: tuple) -> bool:
    try:
        return np.broadcast_shapes(big, small) == big
    except ValueError:
        return False
