"""국소 미분의 숫자: 연산의 공식에 시작값 1을 넣어 엔진이 직접 계산합니다."""

from __future__ import annotations

import math

import numpy as np

from ..grad_mode import switched
from ..ops.op import Op as EngineOp
from ..tensor import Tensor
from .steps import writes_part


def local_of(entry, slot: int) -> np.ndarray | None:
    """`slot`번 입력의 국소 미분입니다. 값마다 곱해지는 연산이 아니면 None입니다.

    공식이 ‘받은 변화도 × 어떤 값’의 꼴인지는, 값마다 다른 변화도를 하나 더 넣어 확인합니다.
    """
    op, node = entry.op, entry.node
    if writes_part(entry):
        return _local_of_part(entry, slot)
    if not issubclass(op, EngineOp) or slot >= len(op.formulas) or len(entry.outs) != 1:
        return None
    formula, names = op.formulas[slot]
    twin = object.__new__(op)
    twin.__dict__.update(entry.params)
    twin.next_functions, twin._outputs = node.next_functions, node._outputs
    values = {**dict(zip(op.inputs, [fact[2] for fact in entry.inputs], strict=False)), "out": entry.outs[0][1]}
    shape, dtype = node._outputs[0]
    size = max(math.prod(shape), 1)
    probe = (np.arange(1, math.prod(shape) + 1).reshape(shape) / size).astype(dtype)
    try:
        if any(values.get(name, 0) is None for name in names):
            return None
        args = [Tensor(np.array(values[name])) if name in values else entry.params[name]
                for name in names]
        with switched(False), np.errstate(all="ignore"):
            local = formula(twin, Tensor(np.ones(shape, dtype)), *args)._array
            other = formula(twin, Tensor(probe), *args)._array
            fits = (probe * local).shape == other.shape
    except (KeyError, AttributeError, TypeError, ValueError, RuntimeError, IndexError):
        return None
    if not fits or not np.allclose(probe * local, other, rtol=1e-4, equal_nan=True):
        return None
    return local


def _local_of_part(entry, slot: int) -> np.ndarray | None:
    """뷰를 고친 연산의 국소 미분입니다. 고친 자리는 그 연산의 것이고, 나머지 자리는 1입니다."""
    wrote, (shape, dtype) = entry.wrote, entry.node._outputs[0]
    if slot:
        return None
    whole, after = np.ones(shape, dtype), entry.outs[0][1]
    written = None if after is None else after.reshape(-1)[wrote.region]
    inside = local_of(entry._replace(
        node=entry.node.inner, inputs=[(wrote.tensor, wrote.edge, wrote.before, None), *entry.inputs[1:]],
        outs=[(wrote.tensor, written)], wrote=None), 0)
    if inside is None:
        return None
    whole.reshape(-1)[wrote.region] = inside
    return whole
