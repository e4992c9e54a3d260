"""함수를 통째로 미분합니다: 야코비안, 헤세 행렬, 그리고 행렬을 만들지 않는 곱.

func은 텐서 하나 또는 여럿을 받아 텐서 하나 또는 여럿을 돌려주는 파이썬 함수입니다.
입력이나 결과가 하나면 값도 하나로, 튜플이면 같은 모양의 튜플로 돌려줍니다.
"""

from __future__ import annotations

import math

from .. import errors
from ..grad_mode import switched
from ..ops.join import stack
from ..tensor import Tensor
from . import grad


def jacobian(func, inputs, create_graph: bool = False, strict: bool = False):
    """야코비안입니다. 결과 모양 (…) 과 입력 모양 (…) 을 이어 붙인 모양입니다.

    결과의 값마다 역전파를 한 번씩 하므로, 결과가 큰 함수에는 vjp나 jvp가 낫습니다.
    create_graph: 야코비안을 또 미분할 수 있게 합니다.
    strict: 입력과 이어지지 않은 결과가 있으면 0 대신 RuntimeError를 냅니다.
    """
    with switched(True):
        inputs, outputs, single_in, single_out = _run(func, inputs, create_graph, strict)
        rows = [tuple(_jacobian_of(output, inputs, create_graph, i, strict))
                for i, output in enumerate(outputs)]
    rows = [row[0] if single_in else row for row in rows]
    return _finish(rows[0] if single_out else tuple(rows), create_graph)


def _jacobian_of(output: Tensor, inputs: tuple, create_graph: bool, nr: int, strict: bool):
    """결과 하나의 야코비안을 입력마다 냅니다."""
    columns = [_gradients(value, inputs, None, create_graph, nr, strict)
               for value in output.reshape(-1).unbind()]
    for index, x in enumerate(inputs):
        shape = (*output.shape, *x.shape)
        yield stack([column[index] for column in columns]).reshape(shape) if columns \
            else x._detached().reshape(-1)[:0].reshape(shape)


def hessian(func, inputs, create_graph: bool = False, strict: bool = False):
    """스칼라를 내는 함수의 헤세 행렬입니다. 변화도의 야코비안입니다.

    RuntimeError: 결과가 값 하나가 아닐 때.
    """
    single = isinstance(inputs, Tensor)

    def gradient(*xs):
        grads = _gradients(_scalar(func(*xs), "hessian"), xs, None, True, 0, strict)
        return grads[0] if single else grads

    return jacobian(gradient, inputs, create_graph, strict=False)


def vjp(func, inputs, v=None, create_graph: bool = False, strict: bool = False):
    """(함수의 결과, 벡터-야코비안 곱 vᵀJ)입니다. v는 결과와 같은 모양이고, 스칼라면 빼도 됩니다."""
    with switched(True):
        inputs, outputs, single_in, single_out = _run(func, inputs, create_graph, strict)
        seeds = _vectors(v, outputs, "func's outputs")
        products = _gradients(outputs, inputs, seeds, create_graph, 0, strict)
    return (_finish(outputs[0] if single_out else outputs, create_graph),
            _finish(products[0] if single_in else products, create_graph))


def jvp(func, inputs, v=None, create_graph: bool = False, strict: bool = False):
    """(함수의 결과, 야코비안-벡터 곱 Jv)입니다. v는 입력과 같은 모양입니다.

    역전파를 두 번 해서 구합니다: uᵀJ를 u로 미분하면 J가 되고, 거기에 v를 곱하면 Jv입니다.
    """
    with switched(True):
        inputs, outputs, _, single_out = _run(func, inputs, create_graph, strict)
        vectors = _vectors(v, inputs, "the inputs")
        dummies = tuple(Tensor(0 * out._array).requires_grad_() for out in outputs)
        backward = _gradients(outputs, inputs, dummies, True, 0, strict)
        products = _gradients(backward, dummies, vectors, create_graph, 0, False)
    return (_finish(outputs[0] if single_out else outputs, create_graph),
            _finish(products[0] if single_out else products, create_graph))


def vhp(func, inputs, v=None, create_graph: bool = False, strict: bool = False):
    """(함수의 결과, 벡터-헤세 곱 vᵀH)입니다. func은 스칼라를 냅니다. v는 입력과 같은 모양입니다."""
    with switched(True):
        inputs, outputs, single_in, single_out = _run(func, inputs, create_graph, strict)
        vectors = _vectors(v, inputs, "the inputs")
        value = _scalar(outputs[0] if single_out else outputs, "vhp")
        first = _gradients(value, inputs, None, True, 0, strict)
        products = _gradients(first, inputs, vectors, create_graph, 0, strict)
    return (_finish(value, create_graph),
            _finish(products[0] if single_in else products, create_graph))


def hvp(func, inputs, v=None, create_graph: bool = False, strict: bool = False):
    """(함수의 결과, 헤세-벡터 곱 Hv)입니다. 헤세 행렬은 대칭이므로 vᵀH와 같은 수입니다."""
    return vhp(func, inputs, v, create_graph, strict)


# ── 함께 쓰는 것 ──────────────────────────────────────────────────────────────────────────────


def _run(func, inputs, create_graph: bool, strict: bool):
    """입력을 미분할 수 있게 마련하고 함수를 부릅니다."""
    single_in = isinstance(inputs, Tensor)
    inputs = (inputs,) if single_in else tuple(inputs)
    if create_graph:  # 바깥의 그래프에 이어지게 두되, 서로 다른 텐서로 만듭니다.
        inputs = tuple(x.view_as(x) if x.requires_grad else x._detached().requires_grad_()
                       for x in inputs)
    else:
        inputs = tuple(x._detached().requires_grad_() for x in inputs)
    outputs = func(*inputs)
    single_out = isinstance(outputs, Tensor)
    outputs = (outputs,) if single_out else tuple(outputs)
    for index, output in enumerate(outputs):
        if not isinstance(output, Tensor):
            raise errors.NOT_A_TENSOR(name="func", type=type(output).__name__)
        if strict and not output.requires_grad:
            raise errors.STRICT_INDEPENDENT(index=index)
    return inputs, outputs, single_in, single_out


def _gradients(outputs, inputs: tuple, seeds, create_graph: bool, nr: int, strict: bool) -> tuple:
    """이어지지 않은 입력의 변화도는 0입니다. strict면 오류입니다."""
    outputs = (outputs,) if isinstance(outputs, Tensor) else tuple(outputs)
    seeds = (None,) * len(outputs) if seeds is None else seeds
    pairs = [(out, seed) for out, seed in zip(outputs, seeds) if out.requires_grad]
    if not pairs:
        return tuple(Tensor(0 * x._array) for x in inputs)
    outputs, seeds = zip(*pairs)
    found = grad(outputs, inputs, seeds, retain_graph=True, create_graph=create_graph,
                 allow_unused=True)
    if strict and any(value is None for value in found):
        raise errors.STRICT_INDEPENDENT(index=nr)
    return tuple(Tensor(0 * x._array) if value is None else value
                 for x, value in zip(inputs, found))


def _vectors(v, like: tuple, what: str) -> tuple:
    if v is None:
        if len(like) != 1 or like[0].numel() != 1:
            raise errors.VECTOR_MISSING(what=what)
        return (Tensor(0 * like[0]._array + like[0]._array.dtype.type(1)),)
    v = (v,) if isinstance(v, Tensor) else tuple(v)
    if len(v) != len(like) or any(a.shape != b.shape for a, b in zip(v, like)):
        raise errors.VECTOR_OF_OTHER_SHAPE(
            got=[tuple(a.shape) for a in v], expected=[tuple(b.shape) for b in like])
    return v


def _scalar(output, name: str) -> Tensor:
    if not isinstance(output, Tensor) or math.prod(output.shape) != 1:
        raise errors.NEEDS_ONE_OUTPUT(name=name)
    return output.reshape(())


def _finish(value, create_graph: bool):
    if create_graph:
        return value
    if isinstance(value, Tensor):
        return value._detached()
    return tuple(_finish(part, create_graph) for part in value)
