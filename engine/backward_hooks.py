"""역전파가 노드를 지날 때 그 노드의 훅을 부릅니다. 훅은 변화도를 보거나 바꿉니다.

차례는 텐서 훅, retain_grad, 노드 앞의 훅, 노드의 실행, 노드 뒤의 훅입니다.
"""

from __future__ import annotations

from . import errors
from .events import HookRan, announce, listeners
from .hooks import Hooks
from .node import Node, retain
from .tensor import Tensor


def run_tensor_hooks(hooks: Hooks, grads: list) -> list:
    """텐서에 단 훅을 부르고, retain_grad()를 부른 텐서의 .grad에 남깁니다."""
    grads = list(grads)
    for nr, registered in hooks.tensor.items():
        for hook in list(registered.values()):
            if grads[nr] is not None:
                before, grads[nr] = grads[nr], _replaced(hook, grads[nr], hook(grads[nr]))
                if listeners:
                    announce(HookRan, hook, before, grads[nr])
    for nr, tensor in hooks.retained.items():
        if tensor() is not None and grads[nr] is not None:
            retain(tensor(), grads[nr])
    return grads


def run_before(hooks: Hooks, grads: list) -> list:
    """노드가 실행되기 전의 훅을 부릅니다."""
    for hook in list(hooks.pre.values()):
        grads = _all_replaced(hook, grads, hook(tuple(grads)))
    return grads


def run_after(node: Node, hooks: Hooks, sent, grads: list):
    """노드가 실행된 뒤: 노드 훅을, 잎이라면 누적 뒤의 훅도 부릅니다."""
    for hook in list(hooks.post.values()):
        sent = _all_replaced(hook, sent, hook(tuple(sent), tuple(grads)))
    for hook in list(hooks.post_accumulate.values()):  # 잎에만 있습니다.
        result = hook(node.variable)
        if listeners:
            announce(HookRan, hook, node.variable, node.variable)
        if result is not None:
            raise errors.HOOK_OF_OTHER_TYPE(type=type(result).__name__)
    return sent


def _all_replaced(hook, grads, results):
    if listeners:
        announce(HookRan, hook, grads, results)
    if results is None:
        return grads
    results = results if isinstance(results, tuple) else (results,)
    if len(results) != len(grads):
        raise errors.HOOK_COUNT(hook=_name(hook), got=len(results), expected=len(grads))
    return [None if result is None else _replaced(hook, grad, result)
            for grad, result in zip(grads, results)]


def _replaced(hook, grad: Tensor | None, result: Tensor | None) -> Tensor | None:
    """훅이 돌려준 값입니다. None을 돌려주었으면 원래의 변화도입니다."""
    if result is None:
        return grad
    if not isinstance(result, Tensor):
        raise errors.HOOK_OF_OTHER_TYPE(type=type(result).__name__)
    if grad is not None and result._array.shape != grad._array.shape:
        raise errors.HOOK_OF_OTHER_SHAPE(
            hook=_name(hook), shape=grad._array.shape, grad_shape=result._array.shape)
    if grad is not None and result._array.dtype != grad._array.dtype:
        raise errors.HOOK_OF_OTHER_DTYPE(
            hook=_name(hook), dtype=grad.dtype, grad_dtype=result.dtype)
    return result


def _name(hook) -> str:
    return getattr(hook, "__name__", type(hook).__name__)
