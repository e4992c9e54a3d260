"""계층의 훅입니다. forward의 앞뒤와, 역전파가 계층을 지날 때 부릅니다."""

from __future__ import annotations

from ..autograd.function import Function
from ..tensor import Tensor


class ModuleHooks:
    """계층 하나에 단 훅들입니다. 등록 번호 → 함수입니다."""

    def __init__(self) -> None:
        self.before: dict = {}     # forward 전
        self.after: dict = {}      # forward 뒤
        self.backward: dict = {}   # 역전파

    def __bool__(self) -> bool:
        return bool(self.before or self.after or self.backward)


def call_with_hooks(module, args: tuple, kwargs: dict):
    """훅을 차례로 부르며 forward를 실행합니다."""
    hooks = module._hooks
    for hook in list(hooks.before.values()):
        args = _tuple(_or(hook(module, args), args))
    passing = Passing(module, list(hooks.backward.values())) if hooks.backward else None
    if passing is not None:
        args = passing.enter(args)
    result = module.forward(*args, **kwargs)
    for hook in list(hooks.after.values()):
        result = _or(hook(module, args, result), result)
    return result if passing is None else passing.leave(result)


def _or(replacement, original):
    return original if replacement is None else replacement


def _tuple(values) -> tuple:
    return values if isinstance(values, tuple) else (values,)


class BackwardHookFunction(Function):
    """값을 그대로 지나게 합니다. 이 노드에 온 변화도가 곧 계층의 입력이나 결과의 변화도입니다."""

    @staticmethod
    def forward(ctx, *tensors):
        return tuple(tensor.view_as(tensor) for tensor in tensors)

    @staticmethod
    def backward(ctx, *grads):
        return grads


class Passing:
    """계층을 한 번 지나는 역전파입니다. 입력과 결과에 노드를 하나씩 끼워 변화도를 받아 둡니다."""

    def __init__(self, module, hooks: list):
        self.module, self.hooks = module, hooks
        self.output_grads: tuple | None = None
        self.inputs_tracked = False
        self.places: list[int] = []   # 인자 가운데 텐서의 자리
        self.count = 0                # 인자의 수

    def enter(self, args: tuple) -> tuple:
        """입력에 노드를 끼웁니다. 추적하는 입력이 없으면 끼울 것이 없습니다."""
        self.count = len(args)
        tensors = [a for a in args if isinstance(a, Tensor)]
        self.inputs_tracked = any(t.requires_grad for t in tensors)
        if not self.inputs_tracked:
            return args
        passed, node = _through(tensors)
        self.places = [i for i, a in enumerate(args) if isinstance(a, Tensor)]
        node.register_prehook(self._input_grads_came)
        return tuple(next(passed) if isinstance(a, Tensor) else a for a in args)

    def leave(self, result):
        """결과에 노드를 끼웁니다."""
        tensors = [t for t in _tuple(result) if isinstance(t, Tensor)]
        if not any(t.requires_grad for t in tensors):
            return result
        passed, node = _through(tensors)
        node.register_prehook(self._output_grads_came)
        if not isinstance(result, tuple):
            return next(passed)
        return tuple(next(passed) if isinstance(r, Tensor) else r for r in result)

    def _output_grads_came(self, grads: tuple) -> None:
        self.output_grads = grads
        if not self.inputs_tracked:  # 입력의 변화도는 오지 않으므로 지금 부릅니다.
            self._call((None,) * self.count)

    def _input_grads_came(self, grads: tuple) -> tuple:
        full = [None] * self.count
        for place, grad in zip(self.places, grads):
            full[place] = grad
        full = self._call(tuple(full))
        return tuple(full[place] for place in self.places)

    def _call(self, input_grads: tuple) -> tuple:
        for hook in self.hooks:
            found = hook(self.module, input_grads, self.output_grads)
            input_grads = _tuple(_or(found, input_grads))
        return input_grads


def _through(tensors: list):
    """텐서들을 노드 하나로 지나게 합니다. (지난 텐서들, 그 노드)를 돌려줍니다."""
    passed = _tuple(BackwardHookFunction.apply(*tensors))
    node = next(t.grad_fn for t in passed if t.grad_fn is not None)
    return iter(passed), node
