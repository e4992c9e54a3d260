"""나만의 연산: forward와 backward를 직접 적는 Function입니다.

    class Square(Function):
        @staticmethod
        def forward(ctx, x):
            ctx.save_for_backward(x)
            return x * x

        @staticmethod
        def backward(ctx, grad):
            x, = ctx.saved_tensors
            return grad * 2 * x

    y = Square.apply(x)

`ctx`는 이번 실행의 노드 자신입니다. 그래서 ctx에 적어 둔 것은 그래프와 함께 살고 함께 사라집니다.
"""

from __future__ import annotations

import functools
import inspect

import numpy as np

from .. import errors
from ..events import OpApplied, announce, listeners
from ..grad_mode import mode, no_grad
from ..node import NO_EDGE, NOTHING_SAVED, Node, Packed, gradient_edge, next_order
from ..ops.reshape import Alias
from ..tensor import Tensor


class FunctionNode(Node):
    """Function 한 번의 실행입니다. forward와 backward에 넘기는 ctx이기도 합니다."""

    function: type[Function]

    def __init__(self, args: tuple):
        self.order, self.hooks, self.saved = next_order(), None, NOTHING_SAVED
        self.needs_input_grad = tuple(isinstance(a, Tensor) and a._requires_grad for a in args)
        self._is_tensor = [isinstance(a, Tensor) for a in args]
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

    # ── backward에서 읽는 것 ──

    @property
    def saved_tensors(self) -> tuple:
        """저장한 텐서들입니다. RuntimeError: 이미 해제했거나, 저장한 뒤에 값이 바뀌었을 때."""
        self.check_saved()
        return tuple(self.unpack(i) if i in self.saved else None for i in range(self._saved_count))

    def unpack(self, name) -> Tensor:
        value = self.saved[name][0]
        if isinstance(value, Packed):
            return value.unpack()
        if not isinstance(value, tuple):
            return value
        out = Tensor(value[0])
        out._version_counter, out._edge = self.saved[name][1], (self, value[1])
        out._requires_grad = True
        return out

    def backward(self, grads: list, needed) -> list:
        if self._materialize:
            grads = [Tensor(np.zeros(*meta)) if grad is None else grad
                     for grad, meta in zip(grads, self.outputs)]
        result = _backward_of(self.function)(self, *grads)
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
        for index, (grad, (target, nr)) in enumerate(zip(sent, self.next_functions)):
            if grad is None or target is None:
                continue
            if not isinstance(grad, Tensor):
                raise errors.GRADIENT_TYPE_OF_FUNCTION(node=self.name(), type=type(grad).__name__)
            shape = target.outputs[nr][0]
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


class _FunctionMeta(type):
    """Function을 정의할 때마다 그 노드의 클래스(이름Backward)를 함께 만듭니다."""

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls._node = type(f"{name}Backward", (FunctionNode,), {"function": cls})


class Function(metaclass=_FunctionMeta):
    """순전파와 역전파를 직접 적는 연산의 밑바탕입니다. apply로 부릅니다."""

    def __new__(cls, *args, **kwargs):
        raise errors.FUNCTION_INSTANCE(name=cls.__name__)

    @staticmethod
    def forward(ctx, *args):
        """값을 계산합니다. setup_context를 따로 적으면 ctx 없이 forward(*args)로 적습니다."""
        raise errors.FUNCTION_WITHOUT_FORWARD()

    @staticmethod
    def setup_context(ctx, inputs, output):
        """forward에 ctx가 없을 때, 저장할 것을 여기서 저장합니다."""

    @staticmethod
    def backward(ctx, *grads):
        """결과마다 온 변화도를 받아, 입력마다 하나씩 변화도를 돌려줍니다. 텐서가 아니면 None."""
        raise errors.FUNCTION_WITHOUT_BACKWARD()

    vjp = backward  # 같은 함수를 부르는 다른 이름입니다.

    @classmethod
    def apply(cls, *args, **kwargs):
        """연산을 실행하고, 추적 중이면 기록합니다."""
        if kwargs:
            args = _positional(cls, args, kwargs)
        node = cls._node(args)
        tracked = mode.enabled and any(node.needs_input_grad)
        edges = [gradient_edge(a) for a in args if isinstance(a, Tensor)] if tracked else []
        with no_grad():
            if cls.setup_context is Function.setup_context:
                result = cls.forward(node, *args)
            else:
                result = cls.forward(*args)
                cls.setup_context(node, args, result)
            outputs = _own_outputs(node, args, result if isinstance(result, tuple) else (result,))
        if tracked:
            node.next_functions = tuple(edges)
            _record(node, outputs)
        if listeners:
            tensors = tuple(a for a in args if isinstance(a, Tensor))
            announce(OpApplied(cls._node, tensors, outputs, None, node if tracked else None))
        return outputs if isinstance(result, tuple) else outputs[0]


def _positional(cls, args: tuple, kwargs: dict) -> tuple:
    """이름으로 준 인자를 forward의 차례대로 놓습니다."""
    ctx = () if cls.setup_context is not Function.setup_context else (None,)
    return inspect.signature(cls.forward).bind(*ctx, *args, **kwargs).args[len(ctx):]


def _own_outputs(node: FunctionNode, args: tuple, results: tuple) -> tuple:
    """입력을 그대로 돌려준 결과는 이 노드에 이을 수 있게 새 텐서로 만듭니다."""
    for tensor in node._dirty:
        if tensor._requires_grad and tensor._edge is None:
            raise errors.LEAF_IN_PLACE(shape=tensor._array.shape)
        tensor._version_counter[0] += 1
    untouched = [a for a in args if isinstance(a, Tensor)
                 and not any(a is tensor for tensor in node._dirty)]
    return tuple(Alias.apply(out) if any(out is a for a in untouched) else out for out in results)


def _record(node: FunctionNode, outputs: tuple) -> None:
    tensors = [out for out in outputs if isinstance(out, Tensor)]
    node.outputs = tuple((t._array.shape, t._array.dtype) for t in tensors)
    for nr, out in enumerate(tensors):
        constant = any(out is other for other in node._constant)
        if not constant and out._array.dtype.kind == "f":
            out._edge, out._requires_grad = (node, nr), True
    if node._to_save:
        node.saved = {}
        node._saved_count = len(node._to_save)
        for index, tensor in enumerate(node._to_save):
            if tensor is not None:
                nr = next((i for i, out in enumerate(tensors) if out is tensor), None)
                counter = tensor._version_counter
                own = nr is not None and tensor._edge is not None
                if mode.saving:
                    alias = tensor.detach() if own else tensor
                    value, counter = Packed(alias, gradient_edge(tensor)), [0]
                else:
                    value = (tensor._array, nr) if own else tensor
                node.saved[index] = value, counter, counter[0]
    node.remember_place()
    node._to_save = node._dirty = node._constant = ()


def _backward_of(function: type[Function]):
    own_backward = function.backward is not Function.backward
    own_vjp = function.vjp is not Function.vjp
    if own_backward and own_vjp:
        raise errors.FUNCTION_WITH_BOTH(name=function.__name__)
    return function.vjp if own_vjp else function.backward


class DelayedError(Node):
    """한 번만 미분할 수 있는 값을 또 미분하려 할 때 오류를 내는 노드입니다."""

    def backward(self, grads: list, needed) -> list:
        raise errors.ONCE_DIFFERENTIABLE()


def once_differentiable(backward):
    """backward를 한 번만 미분할 수 있다고 알리는 데코레이터입니다. 안의 계산은 기록하지 않습니다.

    또 미분하면 RuntimeError가 납니다. PyTorch는 autograd.grad로 또 미분할 때 조용히 틀린 값을
    주기도 하지만, 이 엔진은 언제나 오류로 알립니다.
    """
    @functools.wraps(backward)
    def wrapped(ctx, *grads):
        with no_grad():
            result = backward(ctx, *grads)
        if not mode.enabled:
            return result
        node = DelayedError()
        results = result if isinstance(result, tuple) else (result,)
        tensors = [r for r in results if isinstance(r, Tensor)]
        node.next_functions = (*ctx.next_functions, *(gradient_edge(g) for g in grads
                                                      if isinstance(g, Tensor)))
        node.outputs = tuple((t._array.shape, t._array.dtype) for t in tensors)
        node.order, node.hooks, node.saved = next_order(), None, NOTHING_SAVED
        if any(edge is not NO_EDGE for edge in node.next_functions):
            for nr, tensor in enumerate(tensors):
                tensor._edge, tensor._requires_grad = (node, nr), True
        return result
    return wrapped
