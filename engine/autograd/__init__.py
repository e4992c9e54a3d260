"""역전파를 부르는 함수입니다: backward()와 grad()."""

from __future__ import annotations

import warnings

import numpy as np

from .. import errors
from ..anomaly import detect_anomaly, set_detect_anomaly
from ..backward import run_backward
from ..grad_mode import enable_grad, inference_mode, no_grad, set_grad_enabled, switched
from ..ops.join import stack
from ..ops.op import method
from ..tensor import Tensor
from . import graph
from .function import Function

__all__ = ["Function", "backward", "detect_anomaly", "enable_grad", "functional", "grad",
           "gradcheck", "gradgradcheck", "graph", "inference_mode", "no_grad",
           "set_detect_anomaly", "set_grad_enabled"]


def _tuple(tensors) -> tuple:
    return (tensors,) if isinstance(tensors, Tensor) else tuple(tensors)


def _seeds(roots: tuple, gradients) -> list[Tensor]:
    """뿌리마다 시작값을 마련합니다. 스칼라는 1입니다.

    RuntimeError: 개수나 모양이 맞지 않거나, 뿌리에 기록이 없을 때. TypeError: 텐서가 아닐 때.
    """
    gradients = (gradients,) if gradients is None or isinstance(gradients, Tensor) else gradients
    if not isinstance(gradients, (tuple, list)):
        raise errors.GRADIENT_OF_OTHER_TYPE(type=type(gradients).__name__)
    if len(gradients) == 1 and gradients[0] is None:
        gradients = (None,) * len(roots)
    if len(gradients) != len(roots):
        raise errors.GRADIENT_COUNT(tensors=len(roots), gradients=len(gradients))
    return [_seed(index, *pair) for index, pair in enumerate(zip(roots, gradients))]


def _seed(index: int, root: Tensor, gradient: Tensor | None) -> Tensor:
    array = root._array
    if not root._requires_grad:
        raise errors.ROOT_WITHOUT_GRAPH(index=index, shape=array.shape)
    if gradient is None:
        if array.size != 1:
            raise errors.NEEDS_SCALAR(shape=array.shape, count=array.size)
        seed = np.empty(array.shape, array.dtype)
        seed.fill(1)
        return Tensor(seed)
    if not isinstance(gradient, Tensor):
        raise errors.GRADIENT_OF_OTHER_TYPE(type=type(gradient).__name__)
    if gradient._array.shape != array.shape:
        raise errors.GRADIENT_OF_OTHER_SHAPE(
            index=index, shape=array.shape, grad_shape=gradient._array.shape)
    return gradient.to(array.dtype)


def _check_inputs(inputs: tuple) -> None:
    if not inputs:
        raise errors.EMPTY_INPUTS()
    for index, tensor in enumerate(inputs):
        if not tensor._requires_grad:
            raise errors.INPUT_WITHOUT_GRAD(index=index, shape=tensor._array.shape)


def backward(tensors, grad_tensors=None, retain_graph: bool | None = None,
             create_graph: bool = False, inputs=None) -> None:
    """결과들에서 거슬러 가, 잎의 .grad에 변화도를 더합니다.

    tensors: 결과 텐서 하나 또는 여럿. grad_tensors: 결과마다 같은 모양의 시작값. 스칼라는 1입니다.
    retain_graph: 저장된 값을 해제하지 않습니다. create_graph: 변화도의 계산도 기록합니다.
    inputs: 주면 이 텐서들의 .grad에만 더합니다.
    RuntimeError: 스칼라가 아닌데 시작값이 없거나, 그래프가 이미 해제되었을 때.
    """
    roots = _tuple(tensors)
    if create_graph:
        warnings.warn(
            "backward(create_graph=True)는 매개변수와 .grad가 서로를 가리키게 합니다. "
            "메모리가 남지 않게 autograd.grad를 쓰거나, 쓰고 나서 .grad를 None으로 비우세요. "
            "(create_graph=True will create a reference cycle)", UserWarning, stacklevel=2)
    options = {"retain_graph": create_graph if retain_graph is None else retain_graph,
               "create_graph": create_graph}
    if inputs is not None:
        options["inputs"] = inputs = _tuple(inputs)
        _check_inputs(inputs)
    seeds = _seeds(roots, grad_tensors)
    for tensor in inputs or ():
        tensor.retain_grad()  # 잎이 아니어도 .grad를 남깁니다.
    run_backward(roots, seeds, **options)


@method("backward")
def _backward(self: Tensor, gradient: Tensor | None = None, retain_graph: bool | None = None,
              create_graph: bool = False, inputs=None) -> None:
    """이 텐서에서 거슬러 가, 잎의 .grad에 변화도를 더합니다. 인자는 autograd.backward와 같습니다."""
    backward(self, gradient, retain_graph, create_graph, inputs)


def grad(outputs, inputs, grad_outputs=None, retain_graph: bool | None = None,
         create_graph: bool = False, allow_unused: bool | None = None,
         is_grads_batched: bool = False, materialize_grads: bool = False) -> tuple:
    """결과들을 입력들로 미분한 변화도를 튜플로 돌려줍니다. .grad는 건드리지 않습니다.

    grad_outputs: 결과마다 같은 모양의 시작값. is_grads_batched=True면 맨 앞에 묶음 축이 있습니다.
    allow_unused: 결과와 이어지지 않은 입력에 None을 돌려줍니다. materialize_grads: None 대신 0.
    RuntimeError: 입력이 쓰이지 않았거나 추적하지 않을 때.
    """
    if materialize_grads and allow_unused is False:
        raise errors.MATERIALIZE_AND_UNUSED()
    roots, inputs = _tuple(outputs), _tuple(inputs)
    _check_inputs(inputs)
    options = {"create_graph": create_graph, "inputs": inputs, "accumulating": False}
    keep = create_graph if retain_graph is None else retain_graph
    if is_grads_batched:
        rows = list(zip(*[v.unbind() for v in _tuple(grad_outputs)]))
        each = [run_backward(roots, _seeds(roots, row), retain_graph=keep or row is not rows[-1],
                             **options) for row in rows]
        with switched(create_graph):
            found = [None if column[0] is None else stack(column) for column in zip(*each)]
    else:
        found = run_backward(roots, _seeds(roots, grad_outputs), retain_graph=keep, **options)
    for index, (tensor, value) in enumerate(zip(inputs, found)):
        if value is None and materialize_grads:
            found[index] = Tensor(np.zeros_like(tensor._array))
        elif value is None and not allow_unused:
            raise errors.INPUT_UNUSED(index=index, shape=tensor._array.shape)
    return tuple(found)


from . import functional  # noqa: E402 — 아래 둘은 위의 grad를 씁니다.
from .gradcheck import gradcheck, gradgradcheck  # noqa: E402


def __getattr__(name: str):
    """없는 이름을 찾을 때 부릅니다. AttributeError: 언제나."""
    raise errors.NO_SUCH_NAME(module=__name__, name=name)
