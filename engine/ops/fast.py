"""값마다 계산하는 연산의 빠른 길입니다.

작은 텐서에서는 파이썬의 함수 호출과 반복문이 계산보다 비쌉니다. 그래서 입력이 하나나 둘인 연산은
Op.apply와 Op.record가 하는 일을 자리마다 펼쳐 적은 아래 두 함수로 다닙니다. 하는 일은 똑같고,
tests/engine/test_fast.py가 두 길의 기록을 견주어 확인합니다.
"""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..grad_mode import mode, slow_lane
from ..node import NO_EDGE, NOTHING_SAVED, leaf_edge, next_order
from ..tensor import Tensor
from .op import Op, as_tensors, broadcast_error, method, promote

_new = object.__new__


def unary(name: str, op: type[Op], integers: bool = False):
    """입력이 하나인 `op`를 부르는 함수를 만들어 Tensor의 메서드로도 답니다.

    integers: 정수 입력을 정수인 채로 계산하는지. 아니면 기본 실수로 바꿉니다.
    """
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
        out = Tensor(array)
        if input._requires_grad and mode.enabled:
            if slow_lane:
                op.record((input,), (input._edge or leaf_edge(input),), out)
                return out
            node = _new(op)
            if keep_a:
                counter = input._version_counter
                if counter is None:
                    raise errors.INFERENCE_SAVED(node=op.__name__, shape=x.shape)
                node.saved = {"a": (input, counter, counter[0])}
            elif keep_out:
                counter = out._version_counter
                node.saved = {"out": (array, counter, counter[0])}
            else:
                node.saved = NOTHING_SAVED
            node.next_functions = (input._edge or leaf_edge(input),)
            node.outputs = ((array.shape, array.dtype),)
            node.order = next_order()
            node.observers = None
            out._edge = (node, 0)
            out._requires_grad = True
        return out

    return method(name, doc=op.__doc__)(function)


def binary(name: str, op: type[Op], floats: bool = False, bools: bool = True):
    """입력이 둘인 `op`를 부르는 함수를 만들어 Tensor의 메서드로도 답니다.

    둘 가운데 하나는 파이썬 숫자여도 됩니다. floats: 정수끼리도 기본 실수로 계산하는지.
    bools: 참·거짓 텐서를 받는지.
    """
    forward = op.forward
    saves = bool(op.saves)
    kept = {(a, b): tuple(n in op.kept((a, b)) for n in ("a", "b", "out"))
            for a in (True, False) for b in (True, False)}

    def function(input: Tensor | float, other: Tensor | float) -> Tensor:
        if not (isinstance(other, Tensor) and isinstance(input, Tensor)):
            if not bools and any(np.asarray(getattr(t, "_array", t)).dtype.kind == "b"
                                 for t in (input, other)):
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
        out = Tensor(array)
        if (input._requires_grad or other._requires_grad) and mode.enabled:
            edge_a = input._edge or leaf_edge(input)
            edge_b = other._edge or leaf_edge(other)
            if slow_lane:
                op.record((input, other), (edge_a, edge_b), out)
                return out
            node = _new(op)
            if saves:
                keep_a, keep_b, keep_out = kept[edge_a is not NO_EDGE, edge_b is not NO_EDGE]
                node.saved = saved = {}
                try:
                    if keep_a:
                        counter = input._version_counter
                        saved["a"] = input, counter, counter[0]
                    if keep_b:
                        counter = other._version_counter
                        saved["b"] = other, counter, counter[0]
                    if keep_out:
                        counter = out._version_counter
                        saved["out"] = array, counter, counter[0]
                except TypeError:  # 추론 구역의 텐서에는 버전 번호가 없습니다.
                    raise errors.INFERENCE_SAVED(node=op.__name__, shape=x.shape) from None
            else:
                node.saved = NOTHING_SAVED
            node.next_functions = (edge_a, edge_b)
            node.outputs = ((array.shape, array.dtype),)
            node.order = next_order()
            node.observers = None
            out._edge = (node, 0)
            out._requires_grad = True
        return out

    return method(name, doc=op.__doc__)(function)
