"""값마다 계산하는 연산의 빠른 길입니다.

작은 텐서에서는 파이썬의 함수 호출과 반복문이 계산보다 비쌉니다. 그래서 입력이 하나나 둘인 연산은
Op.finish와 Op.record의 반복문을 풀어, 입력 a와 b의 몫을 따로 적은 아래 두 함수로 다닙니다.
남기는 기록은 똑같습니다. tests/engine/test_fast.py가 모든 연산에서 두 길의 기록을 견줍니다.
"""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..events import slow_lane
from ..grad_mode import mode
from ..node import NO_EDGE, NOTHING_SAVED, leaf_edge, next_order
from ..tensor import Tensor
from .checks import as_tensors, broadcast_error, promote
from .op import Op, method

_new = object.__new__
_BOOLS = bool, np.bool_


def unary(name: str, op: type[Op], integers: bool = False):
    """입력이 하나인 `op`를 부르는 함수를 만들어 Tensor의 메서드로도 답니다.

    integers: 정수 입력을 정수인 채로 계산하는지. 아니면 기본 실수로 바꿉니다.
    """
    assert op.inputs == ("a",) and set(op.saves) in (set(), {"a"}, {"out"}), op
    forward = op.forward
    keep_a, keep_out = "a" in op.saves, "out" in op.saves

    def function(input: Tensor) -> Tensor:
        if not isinstance(input, Tensor):
            raise errors.NOT_A_TENSOR(name=name, type=type(input).__name__)
        x = input._array
        if x.dtype.kind != "f" and not integers:
            x = x.astype(dtypes.get_default_dtype().numpy)
        try:
            array = forward(x, out=...)
        except TypeError:
            raise errors.NOT_FOR_BOOL(name=name) from None
        if slow_lane:
            return op.finish((input,), array)
        out = _new(Tensor)
        out._array = array
        out._version_counter = counter = [0]
        if not (input._requires_grad and mode.enabled):
            out._edge, out._requires_grad = None, False
            return out
        node = op()
        if keep_a:
            versions = input._version_counter
            if versions is None:
                raise errors.INFERENCE_SAVED(node=op.__name__, shape=x.shape)
            node._stored = {"a": (input, versions, versions[0])}
        elif keep_out:
            node._stored = {"out": (array, counter, 0)}
        else:
            node._stored = NOTHING_SAVED
        node.next_functions = (input._edge or leaf_edge(input),)
        node._outputs = ((array.shape, array.dtype),)
        node._order = next_order()
        node._hooks = None
        out._edge, out._requires_grad = (node, 0), True
        return out

    return method(name, doc=op.__doc__)(function)


def binary(name: str, op: type[Op], floats: bool = False, bools: bool = True):
    """입력이 둘인 `op`를 부르는 함수를 만들어 Tensor의 메서드로도 답니다.

    둘 가운데 하나는 파이썬 숫자여도 됩니다. floats: 정수끼리도 기본 실수로 계산하는지.
    bools: 참·거짓 텐서를 받는지.
    """
    return method(name, doc=op.__doc__)(_binary(name, op, floats, bools))


def between_tensors(check, op: type[Op], doc: str, *names: str, floats: bool = False):
    """입력이 둘 다 텐서여야 하는 `op`를 부르는 함수를 만들어 Tensor의 메서드로도 답니다.

    check(이름, input, other)는 계산하기 앞서 입력을 확인합니다.
    """
    run = _binary(names[0], op, floats)

    def function(input: Tensor, other: Tensor) -> Tensor:
        check(names[0], input, other)
        return run(input, other)

    return method(*names, doc=doc)(function)


def _binary(name: str, op: type[Op], floats: bool = False, bools: bool = True):
    assert op.inputs == ("a", "b") and set(op.saves) <= {"a", "b", "out"}, op
    forward = op.forward
    for_a, for_b = (names for _, names in op.formulas)   # 자리마다 공식이 쓰는 값
    a_for_a, b_for_a, out_for_a = (key in for_a for key in ("a", "b", "out"))
    a_for_b, b_for_b, out_for_b = (key in for_b for key in ("a", "b", "out"))
    saves = bool(op.saves)

    def function(input: Tensor | float, other: Tensor | float) -> Tensor:
        if type(input) is not Tensor or type(other) is not Tensor:
            if not bools and (isinstance(input, _BOOLS) or isinstance(other, _BOOLS)):
                raise errors.NOT_FOR_BOOL(name=name)
            input, other = as_tensors(name, input, other)
        x, y = input._array, other._array
        if x.dtype is not y.dtype or (floats and x.dtype.kind != "f"):
            if not bools and "b" in (x.dtype.kind, y.dtype.kind):
                raise errors.NOT_FOR_BOOL(name=name)
            x, y = promote(x, y, floats)
        try:
            array = forward(x, y, out=...)
        except ValueError:
            raise broadcast_error(x.shape, y.shape) from None
        except TypeError:
            raise errors.NOT_FOR_BOOL(name=name) from None
        if slow_lane:
            return op.finish((input, other), array)
        out = _new(Tensor)
        out._array = array
        out._version_counter = counter = [0]
        if not ((input._requires_grad or other._requires_grad) and mode.enabled):
            out._edge, out._requires_grad = None, False
            return out
        edge_a = input._edge or leaf_edge(input)
        edge_b = other._edge or leaf_edge(other)
        node = op()
        if saves:
            to_a, to_b = edge_a is not NO_EDGE, edge_b is not NO_EDGE
            node._stored = saved = {}
            try:
                if (to_a and a_for_a) or (to_b and a_for_b):
                    versions = input._version_counter
                    saved["a"] = input, versions, versions[0]
                if (to_a and b_for_a) or (to_b and b_for_b):
                    versions = other._version_counter
                    saved["b"] = other, versions, versions[0]
            except TypeError:  # 추론 구역의 텐서에는 버전 번호가 없습니다.
                op.check_saving((input, other), {})
                raise
            if (to_a and out_for_a) or (to_b and out_for_b):
                saved["out"] = array, counter, 0
        else:
            node._stored = NOTHING_SAVED
        node.next_functions = (edge_a, edge_b)
        node._outputs = ((array.shape, array.dtype),)
        node._order = next_order()
        node._hooks = None
        out._edge, out._requires_grad = (node, 0), True
        return out

    return function
