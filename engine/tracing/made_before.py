"""구역 앞에서 만든 노드를, 저장한 값으로 되살립니다."""

from __future__ import annotations

from itertools import zip_longest

import numpy as np

from ..node import AccumulateGrad
from ..ops.view_history import CopySlices
from ..tensor import Tensor
from .records import Op, Written


def made_before(recorder, node) -> Op:
    """구역 앞에서 만든 노드를, 저장한 값으로 되살린 연산입니다. 저장하지 않은 입력과 결과의 값은 모릅니다."""
    inner, saved, wrote = node, dict(node._stored or {}), None
    if type(node) is CopySlices:
        inner, region = node.inner, saved.pop("region", (None,))[0]
        wrote = Written(None, None, None, hidden=True, region=region)
    op = type(inner)
    facts = []
    for name, edge in zip_longest(getattr(op, "inputs", ())[:len(node.next_functions)], node.next_functions):
        kept, counter, _ = saved.get(name, (None, None, 0))
        tensor = kept if isinstance(kept, Tensor) else None
        if tensor is None and type(edge[0]) is AccumulateGrad:
            tensor = edge[0].variable
        facts.append((tensor, edge if edge[0] else None, recorder.value(tensor), counter))
    if wrote is not None:
        wrote = wrote._replace(before=facts[0][2])
        facts[0] = None, facts[0][1], None, None
    kept, *_ = saved.get("out", (None,))
    out = kept.copy() if isinstance(kept, np.ndarray) and wrote is None else None
    params = {key: value for key, value in vars(inner).items() if key[0] != "_"}
    return Op(op, facts, [(None, out)] * len(node._outputs), params, node, saved, None, None, None, wrote)
