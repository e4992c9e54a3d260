"""역전파: 뿌리에서 잎으로 그래프를 거슬러 가며 변화도를 나릅니다. 재귀를 쓰지 않습니다.

1. 뿌리에서 닿는 노드를 모두 찾고, 노드마다 변화도가 몇 번 도착해야 하는지 셉니다.
2. 도착이 끝난 노드를 대기줄에서 꺼내 변화도 함수를 부르고, 결과를 다음 노드로 보냅니다.
   여러 길로 온 변화도는 노드의 버퍼에서 더합니다(경로 합치기).
3. 잎에 닿으면 .grad에 더합니다(누적).

찾아갈 노드마다 적어 두는 것은 목록 하나입니다. 객체보다 빨라서 목록으로 둡니다.

    visits[노드] = [남은 도착 수, 여기서 만든 합, 0번 결과의 버퍼, 1번 결과의 버퍼, …]
"""

from __future__ import annotations

import itertools
import sys
from heapq import heappop, heappush

import numpy as np

from . import anomaly
from .backward_hooks import run_after, run_before, run_tensor_hooks
from .events import (
    BackwardBegan,
    BackwardEnded,
    GradientSent,
    NodeLeft,
    NodeVisited,
    PathsMerged,
    announce,
    listeners,
)
from .grad_mode import mode, switched
from .node import NOTHING_SAVED, AccumulateGrad, Node, accumulate, gradient_edge
from .tensor import Tensor


def run_backward(roots, seeds, *, retain_graph=False, create_graph=False, inputs=(),
                 accumulating=True):
    """뿌리들에서 역전파합니다.

    roots, seeds: 결과 텐서와 그 시작값. 짝마다 모양과 dtype이 같습니다.
    inputs: 주면 이 텐서들로 가는 길만 거슬러 갑니다. accumulating이면 그 .grad에 더하고, 아니면
        그 텐서로 온 변화도를 목록으로 돌려줍니다. 오지 않으면 None.
    RuntimeError: 저장된 값이 해제되었거나 바뀌었을 때. 이때는 아무것도 달라지지 않습니다.
    """
    captures: dict[Node, list] = {}  # 목록으로 돌려줄 변화도: 노드 → (몇 번째 결과, 목록의 자리)
    targets = [gradient_edge(tensor) for tensor in inputs]
    if not accumulating:
        for index, (node, nr) in enumerate(targets):
            captures.setdefault(node, []).append((nr, index))
    captured: list = [None] * len(inputs)

    start = [gradient_edge(root) for root in roots]
    visits = _plan_visits([node for node, _ in start], {node for node, _ in targets}, create_graph)
    heard = bool(listeners)  # 듣는 이가 있는지. 노드마다 묻지 않게 한 번만 봅니다.
    if heard:
        announce(BackwardBegan, roots, seeds, {node: visit[0] for node, visit in visits.items()},
                 retain_graph, create_graph, inputs)
    outer, mode.visiting = mode.visiting, visits  # 훅 안에서 또 역전파할 수 있습니다.
    try:
        with switched(create_graph):
            _walk(start, seeds, visits, captures, captured, retain_graph, create_graph, heard)
    finally:
        mode.visiting = outer
        if heard:
            announce(BackwardEnded, retain_graph)
    return captured


def _walk(start, seeds, visits, captures, captured, retain_graph, create_graph, heard):
    """시작값을 뿌리에 놓고, 도착이 끝난 노드를 하나씩 꺼내 실행합니다."""
    ready: list[tuple] = []  # 대기줄: 차례의 부호를 바꾸어 넣어, 나중에 만든 노드가 먼저 나옵니다.
    for (node, nr), seed in zip(start, seeds):
        if node in visits:
            _arrive(visits[node], node, nr, seed, create_graph)
    for node in {node for node, _ in start}:
        if node in visits and not visits[node][0]:
            heappush(ready, (-node._order, node))

    while ready:
        node = heappop(ready)[1]
        grads = visits.pop(node)[2:]
        if heard:
            announce(NodeVisited, node, grads)
        hooks = node._hooks
        # 1. 훅이 변화도를 보고, 돌려줄 변화도를 잡아 둡니다.
        if hooks is not None:
            unhooked = grads if captures else None
            grads = run_tensor_hooks(hooks, grads)
        if captures:
            goes_on = any(target in visits for target, _ in node.next_functions)
            # PyTorch처럼, 더 갈 노드에서는 텐서 훅이 바꾸기 전의 것을 돌려줍니다.
            taken = unhooked if goes_on and hooks is not None else grads
            for nr, index in captures.get(node, ()):
                captured[index] = taken[nr]
            if not goes_on:
                if heard:
                    announce(NodeLeft, node, False)
                continue  # 더 갈 곳이 없으면 이 노드는 실행하지도, 해제하지도 않습니다.
        if hooks is not None and not _absent(grads):
            grads = run_before(hooks, grads)
        # 2. 잎이면 .grad에 더하고, 아니면 변화도 함수를 부릅니다.
        if _absent(grads):
            sent = _NOTHING
        else:
            if type(node) is AccumulateGrad:
                accumulate(node.variable, grads[0], create_graph)
            run = anomaly.run if anomaly.enabled else type(node).backward
            sent = run(node, grads, visits)
            if hooks is not None:
                sent = run_after(node, hooks, sent, grads)
        # 3. 자리마다 받는 쪽의 모양에 맞추어 보냅니다. 도착이 끝난 노드는 대기줄에 섭니다.
        for (target, nr), grad, slot in zip(node.next_functions, sent, _SLOTS):
            visit = visits.get(target)
            if visit is None:
                continue
            given = grad
            if grad is not None:
                array, (shape, dtype) = grad._array, target._outputs[nr]
                if array.dtype is not dtype or array.shape != shape:
                    grad = _fit(grad, shape, dtype)
            if heard:
                announce(GradientSent, node, slot, target, nr, given, grad)
            if grad is not None:
                if visit[nr + 2] is None:  # 처음 온 것은 부르는 시간을 아껴 바로 놓습니다.
                    visit[nr + 2] = grad
                else:
                    _arrive(visit, target, nr, grad, create_graph)
            visit[0] -= 1
            if not visit[0]:
                heappush(ready, (-target._order, target))
        # 4. 놓아줍니다. 그래야 다음 노드가 자기 변화도를 홀로 갖습니다(accumulate).
        grads = sent = grad = given = array = visit = unhooked = taken = None
        freed = not retain_graph and bool(node._stored)
        if freed:
            node.release()
        if heard:
            announce(NodeLeft, node, freed)


_NOTHING = itertools.repeat(None)  # 변화도가 오지 않은 노드는 다음 노드에도 보낼 것이 없습니다.
_SLOTS = range(sys.maxsize)        # 입력 자리의 번호


def _absent(grads: list) -> bool:
    """어느 결과로도 변화도가 오지 않았는지입니다. 대개 결과가 하나라 첫 자리부터 봅니다."""
    return grads[0] is None and not any(grad is not None for grad in grads)


def _arrive(visit: list, node: Node, nr: int, grad: Tensor, create_graph: bool) -> None:
    """`nr`번 결과로 온 변화도를 버퍼에 더합니다(경로 합치기).

    둘째가 오면 새 배열에 더하고, 그 배열은 여기서만 쓰므로 셋째부터는 그 자리에서 더합니다.
    0차원은 numpy가 새 배열에 더할 때 더 빠릅니다. 듣는 이가 있으면 더하기 전의 합도 남겨 둡니다.
    """
    before = visit[nr + 2]
    if before is None:
        visit[nr + 2] = grad
        return
    if create_graph:
        visit[nr + 2] = before + grad
    elif before is visit[1] and before._array.ndim and not listeners:
        np.add(before._array, grad._array, out=before._array)
    else:
        visit[1] = visit[nr + 2] = Tensor(np.add(before._array, grad._array, out=...))
    if listeners:
        announce(PathsMerged, node, nr, before, grad, visit[nr + 2])


def _visit(arrivals: int, node: Node) -> list:
    if len(node._outputs) == 1:  # 거의 모든 노드가 여기에 듭니다.
        return [arrivals, None, None]
    return [arrivals, None] + [None] * len(node._outputs)


def _plan_visits(roots: list[Node], targets: set, create_graph: bool) -> dict[Node, list]:
    """뿌리에서 닿는 노드를 모두 찾아 visits를 마련하고, 도착해야 할 수를 셉니다.

    targets: 비어 있지 않으면, 이 노드들로 가는 길에 있는 노드만 남깁니다.
    저장된 값이 성한지도 미리 봅니다. 도중에 멈추면 .grad가 일부만 바뀌기 때문입니다.
    """
    visits = {node: _visit(0, node) for node in roots}
    stack = list(visits)
    while stack:
        node = stack.pop()
        if node._stored is not NOTHING_SAVED and not targets:
            node.check_saved(create_graph)
        for target, _ in node.next_functions:
            visit = visits.get(target)
            if visit is not None:
                visit[0] += 1
            elif target is not None:
                visits[target] = _visit(1, target)
                stack.append(target)
    return _toward(targets, visits, create_graph) if targets else visits


def _toward(targets: set, visits: dict, create_graph: bool) -> dict[Node, list]:
    """찾아갈 노드 가운데 `targets`로 가는 길에 있는 것만 남겨 다시 셉니다."""
    kept = targets & visits.keys()
    passing = []
    for node in sorted(visits, key=lambda n: n._order):  # 먼저 만든 노드부터
        if any(target in kept for target, _ in node.next_functions):
            kept.add(node)
            passing.append(node)
    visits = {node: [0, None, *visits[node][2:]] for node in kept}
    for node in passing:
        if node._stored is not NOTHING_SAVED:
            node.check_saved(create_graph)
        for target, _ in node.next_functions:
            if target in visits:
                visits[target][0] += 1
    return visits


def _fit(grad: Tensor, shape: tuple, dtype) -> Tensor:
    """브로드캐스팅으로 늘어난 변화도를 원래 모양과 dtype으로 되돌립니다.

    늘어난 축을 따라 더합니다. 값 하나를 여러 곳에 썼다면 변화도도 그만큼 합쳐집니다.
    """
    if grad._array.shape != shape:
        grad = grad.sum_to_size(shape)
    if grad._array.dtype != dtype:
        grad = grad.to(dtype)
    return grad
