"""역전파가 노드를 지날 때 그 노드의 훅을 부릅니다. 훅은 변화도를 보거나 바꿉니다."""

from __future__ import annotations

from . import errors
from .events import HookRan, announce, listeners
from .hooks import Hooks
from .node import Node, accumulate
from .tensor import Tensor


def run_before(hooks: Hooks, grads: list) -> list:
    """노드가 실행되기 전: 텐서 훅, retain_grad, 노드 훅의 차례로 변화도를 보여 줍니다."""
    for nr, registered in hooks.tensor.items():
        for hook in list(registered.values()):
            if grads[nr] is not None:
                before, grads[nr] = grads[nr], _replaced(hook, grads[nr], hook(grads[nr]))
                if listeners:
                    announce(HookRan(hook, before, grads[nr]))
    for nr, tensor in hooks.retained.items():
        if tensor() is not None and grads[nr] is not None:
            accumulate(tensor(), grads[nr])
    for hook in list(hooks.pre.values()):
        grads = _all_replaced(hook, grads, hook(tuple(grads)))
    return grads


def run_after(node: Node, hooks: Hooks, sent, grads: list, accumulated: bool):
    """노드가 실행된 뒤: 노드 훅을, 잎이라면 누적 뒤의 훅도 부릅니다."""
    for hook in list(hooks.post.values()):
        sent = _all_replaced(hook, sent, hook(tuple(sent), tuple(grads)))
    if accumulated:
        for hook in list(hooks.post_accumulate.values()):
            result = hook(node.variable)
            if listeners:
                announce(HookRan(hook, node.variable, node.variable))
            if result is not None:
                raise errors.HOOK_OF_OTHER_TYPE(type=type(result).__name__)
    return sent


def _all_replaced(hook, grads, results):
    if listeners:
        announce(HookRan(hook, grads, results))
    if results is None:
        return grads
    results = results if isinstance(results, tuple) else (results,)
    if len(results) != len(grads):
        raise errors.HOOK_COUNT(hook=_name(hook), got=len(results), expected=len(grads))
    return [_replaced(hook, grad, result) for grad, result in zip(grads, results)]


def _replaced(hook, grad: Tensor | None, result: Tensor | None) -> Tensor | None:
    """훅이 돌려준 값입니다. None을 돌려주었으면 원래의 변화도입니다."""
    if result is None:
        return grad
    if not isinstance(result, Tensor):
        raise errors.HOOK_OF_OTHER_TYPE(type=type(result).__name__)
    if grad is not None and result._array.shape != grad._array.shape:
        raise errors.HOOK_OF_OTHER_SHAPE(
            hook=_name(hook), shape=grad._array.shape, grad_shape=result._array.shape)
    return result


def _name(hook) -> str:
    return getattr(hook, "__name__", type(hook).__name__)
