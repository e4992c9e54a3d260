"""국소 미분의 숫자: 연산의 공식에 시작값 1을 넣어 엔진이 직접 계산합니다."""

from __future__ import annotations

import numpy as np

from ..grad_mode import switched
from ..ops.op import Op as EngineOp
from ..tensor import Tensor


def local_of(entry, slot: int) -> np.ndarray | None:
    """`slot`번 입력의 국소 미분입니다. 값마다 곱해지는 연산이 아니면 None입니다.

    공식이 ‘받은 변화도 × 어떤 값’의 꼴인지는, 값마다 다른 변화도를 하나 더 넣어 확인합니다.
    """
    op, node = entry.op, entry.node
    if not issubclass(op, EngineOp) or slot >= len(op.formulas) or len(entry.outs) != 1:
        return None
    formula, names = op.formulas[slot]
    twin = object.__new__(op)
    twin.__dict__.update(entry.params)
    twin.next_functions, twin._outputs = node.next_functions, node._outputs
    values = {**dict(zip(op.inputs, [fact[2] for fact in entry.inputs], strict=False)), "out": entry.outs[0][1]}
    array = entry.outs[0][1]
    probe = (np.arange(1, array.size + 1).reshape(array.shape) / max(array.size, 1)).astype(array.dtype)
    try:
        args = [Tensor(np.array(values[name])) if name in values else entry.params[name]
                for name in names]
        with switched(False), np.errstate(all="ignore"):
            local = formula(twin, Tensor(np.ones_like(array)), *args)._array
            other = formula(twin, Tensor(probe), *args)._array
            fits = (probe * local).shape == other.shape
    except (KeyError, AttributeError, TypeError, ValueError, RuntimeError, IndexError):
        return None
    if not fits or not np.allclose(probe * local, other, rtol=1e-4, equal_nan=True):
        return None
    return local
