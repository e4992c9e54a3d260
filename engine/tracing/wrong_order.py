"""위상 순서를 지키지 않는 역전파: 왜 도착을 모두 기다려야 하는지 보이려고 일부러 틀리게 걷습니다."""

from __future__ import annotations

import numpy as np

from ..creation import tensor
from ..events import (
    BackwardBegan,
    BackwardEnded,
    GradientSent,
    NodeLeft,
    NodeVisited,
    PathsMerged,
    announce,
    listeners,
)
from ..grad_mode import switched
from ..node import AccumulateGrad, accumulate
from ..tensor import Tensor
from .trace import Pair, record


def depth_first(root: Tensor) -> None:
    """기록한 그래프를 깊이 우선으로 걷습니다. 간선 하나로 보낼 때마다 곧장 그 끝까지 내려갑니다.

    아직 다 모이지 않은 변화도를 먼저 보내고, 나중에 더 오면 모인 값을 처음부터 다시 보냅니다.
    두 길이 만나는 노드의 아래에서는 답이 실제보다 커집니다.
    """
    node, seed = root.grad_fn, Tensor(np.ones_like(root._array))
    _tell(BackwardBegan, (root,), [seed], _arrivals(node), True, False, ())
    gathered = {node: seed}
    with switched(False):
        path = [(node, _outgoing(node, seed))]
        while path:
            node, outgoing = path[-1]
            found = next(outgoing, None)
            if found is None:
                _tell(NodeLeft, node, False)
                path.pop()
                continue
            slot, target, nr, grad = found
            _tell(GradientSent, node, slot, target, nr, grad, grad)
            before = gathered.get(target)
            gathered[target] = grad if before is None else before + grad
            if before is not None:
                _tell(PathsMerged, target, nr, before, grad, gathered[target])
            if type(target) is AccumulateGrad:
                _tell(NodeVisited, target, [grad])
                accumulate(target.variable, grad, create_graph=False)
                _tell(NodeLeft, target, False)
            else:
                path.append((target, _outgoing(target, gathered[target])))
    _tell(BackwardEnded, True)


def _outgoing(node, grad: Tensor):
    """노드를 실행해 자리마다 보낼 것을 하나씩 줍니다: (자리, 받을 노드, 결과 번호, 변화도)"""
    _tell(NodeVisited, node, [grad])
    targets = {target for target, _ in node.next_functions if target is not None}
    sent = node.backward([grad], targets)
    for slot, ((target, nr), given) in enumerate(zip(node.next_functions, sent, strict=True)):
        if target is not None and given is not None:
            yield slot, target, nr, given


def _arrivals(root) -> dict:
    """노드마다 변화도가 도착해야 하는 수입니다."""
    needed, stack = {root: 0}, [root]
    while stack:
        for target, _ in stack.pop().next_functions:
            if target is not None:
                if target not in needed:
                    stack.append(target)
                needed[target] = needed.get(target, 0) + 1
    return needed


def _tell(kind: type, *facts) -> None:
    if listeners:
        announce(kind, *facts)


def wrong_order() -> Pair:
    """a = 1, b = a + a, c = b + b를 위상 순서와 깊이 우선으로 나란히 되풀이한 것입니다."""
    traces = []
    for title, walk in (("위상 순서", lambda c: c.backward()), ("깊이 우선", depth_first)):
        with record(title) as trace:
            a = tensor(1.0, requires_grad=True)
            b = a + a
            c = b + b
            walk(c)
        traces.append(trace)
    return Pair(traces, ["위상 순서", "깊이 우선"])
