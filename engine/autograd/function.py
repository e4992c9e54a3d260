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

from .. import errors
from ..events import OpApplied, announce, listeners
from ..grad_mode import mode, switched
from ..node import NO_EDGE, NOTHING_SAVED, Node, gradient_edge, next_order
from ..ops.inplace import check_history
from ..ops.reshape import Alias
from ..ops.view_history import rebase
from ..tensor import Tensor
from .context import FunctionNode


class _FunctionMeta(type):
    """Function을 정의할 때마다 그 노드의 클래스(이름Backward)를 함께 만듭니다."""

    def __init__(cls, name, bases, namespace):
        super().__init__(name, bases, namespace)
        cls._node = type(f"{name}Backward", (FunctionNode,), {"_function": cls})


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
        with switched(False):
            if cls.setup_context is Function.setup_context:
                result = cls.forward(node, *args)
            else:
                result = cls.forward(*args)
                cls.setup_context(node, args, result)
            outputs = _own_outputs(node, args, result if isinstance(result, tuple) else (result,),
                                   tracked)
        if tracked:
            node.next_functions = tuple(edges)
            dirty = [out for out in outputs if any(out is tensor for tensor in node._dirty)]
            written = {id(out): out._detached() for out in dirty}
            node._record(tuple(written.get(id(out), out) for out in outputs))
            for out in dirty:
                rebase(out, written[id(out)], _slot_of(out, args))
        if listeners:
            tensors = tuple(a for a in args if isinstance(a, Tensor))
            announce(OpApplied, cls._node, tensors, outputs, None, node if tracked else None)
        return outputs if isinstance(result, tuple) else outputs[0]

    @classmethod
    def _formula(cls):
        """backward와 vjp 가운데 독자가 적은 것입니다. RuntimeError: 둘 다 적었을 때."""
        own_backward = cls.backward is not Function.backward
        own_vjp = cls.vjp is not Function.vjp
        if own_backward and own_vjp:
            raise errors.FUNCTION_WITH_BOTH(name=cls.__name__)
        return cls.vjp if own_vjp else cls.backward


def _positional(cls, args: tuple, kwargs: dict) -> tuple:
    """이름으로 준 인자를 forward의 차례대로 놓습니다."""
    ctx = () if cls.setup_context is not Function.setup_context else (None,)
    return inspect.signature(cls.forward).bind(*ctx, *args, **kwargs).args[len(ctx):]


def _slot_of(tensor: Tensor, args: tuple) -> int:
    return next(slot for slot, a in enumerate(a for a in args if isinstance(a, Tensor))
                if a is tensor)


def _own_outputs(node: FunctionNode, args: tuple, results: tuple, tracked: bool) -> tuple:
    """입력을 그대로 돌려준 결과는 이 노드에 이을 수 있게 새 텐서로 만듭니다.

    RuntimeError: forward가 고친 입력이 추적하는 잎이거나, 결과가 여럿인데 뷰를 고쳤을 때.
    """
    for tensor in node._dirty:
        if tracked:
            with switched(True):
                check_history(tensor, tracked)
            if tensor._base is not None and len(results) > 1:
                raise errors.DIRTY_VIEW_WITH_OTHERS(name=node._function.__name__)
        tensor._version_counter[0] += 1
    untouched = [a for a in args if isinstance(a, Tensor)
                 and not any(a is tensor for tensor in node._dirty)]
    return tuple(Alias.apply(out) if any(out is a for a in untouched) else out for out in results)


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
        with switched(False):
            result = backward(ctx, *grads)
        if not mode.enabled:
            return result
        node = DelayedError()
        results = result if isinstance(result, tuple) else (result,)
        tensors = [r for r in results if isinstance(r, Tensor)]
        node.next_functions = (*ctx.next_functions, *(gradient_edge(g) for g in grads
                                                      if isinstance(g, Tensor)))
        node._outputs = tuple((t._array.shape, t._array.dtype) for t in tensors)
        node._order, node._hooks, node._stored = next_order(), None, NOTHING_SAVED
        if any(edge is not NO_EDGE for edge in node.next_functions):
            for nr, tensor in enumerate(tensors):
                tensor._edge, tensor._requires_grad = (node, nr), True
        return result
    return wrapped
