"""그래프를 거슬러 걷습니다. `next_functions`만 따라가므로 엔진의 안쪽을 건드리지 않습니다."""

from collections import deque

from .facts import SHOWN, facts_of
from .listing import Graph, GraphEdge, GraphNode
from .names import Names, is_tensor


def _vertex(node):
    """잎으로 가는 간선은 AccumulateGrad로 끝납니다. 목록에서는 그 잎 텐서가 노드입니다."""
    leaf = getattr(node, "variable", None) if type(node).__name__ == "AccumulateGrad" else None
    return node if leaf is None else leaf


def _inputs(vertex, constant_of):
    """[(자리, 입력, 출력 번호)]. 추적하지도, 찾지도 못한 입력은 None입니다."""
    return [(slot, constant_of(vertex, slot) if node is None else _vertex(node), output)
            for slot, (node, output) in enumerate(getattr(vertex, "next_functions", ()))]


def _walk(roots, constant_of):
    """(노드, 입력)을 뿌리부터 위상 순서로. 쓰는 쪽이 먼저라 앞부분만 잘라도 이어져 있습니다."""
    found = {id(root): root for root in roots}      # 값을 붙들어 두어야 id가 유효합니다.
    uses = dict.fromkeys(found, 0)
    roots, inputs = list(found.values()), {}
    stack = list(roots)
    while stack:                                    # 재귀는 긴 그래프에서 스택을 넘칩니다.
        vertex = stack.pop()
        inputs[id(vertex)] = arriving = _inputs(vertex, constant_of)
        for _, child, _ in arriving:
            if child is None:
                continue
            key = id(child)
            if key not in found:
                found[key], uses[key] = child, 0
                stack.append(child)
            uses[key] += 1
    ready = deque(root for root in roots if not uses[id(root)])
    while ready:
        vertex = ready.popleft()
        yield vertex, inputs[id(vertex)]
        for _, child, _ in inputs[id(vertex)]:
            if child is not None:
                uses[id(child)] -= 1
                if not uses[id(child)]:
                    ready.append(child)


def saved_constant(node, slot):
    """추적하지 않는 입력에는 간선이 없습니다. 다만 국소 미분에 쓰려고 저장했다면 찾을 수 있습니다.

    역전파가 저장된 텐서를 해제하고 나면 이 길도 사라집니다.
    """
    slots, saved = getattr(node, "inputs", ()), getattr(node, "_stored", None)
    value = saved.get(slots[slot]) if saved and slot < len(slots) else None
    return value[0] if value and is_tensor(value[0]) else None


def describe(tensors, names=None, limit=None, constant_of=saved_constant, show=SHOWN):
    """텐서에서 거슬러 오르는 그래프. 앞에서 `limit`개까지만 싣고 나머지는 세기만 합니다.

    `constant_of(node, slot)`가 텐서를 돌려주면 추적하지 않는 입력도 노드가 됩니다.
    `show`는 노드에 적을 것: data, grad, grad_fn, saved, version
    """
    names = names or Names()
    for tensor in tensors:
        names.add(None, tensor)     # 변수에 담지 않은 뿌리도 모양과 값은 압니다.
    roots = [tensor if tensor.grad_fn is None else tensor.grad_fn for tensor in tensors]
    everything = list(_walk(roots, constant_of))
    layers = _layers(roots, {id(vertex): inputs for vertex, inputs in everything})
    keys = {id(vertex): f"n{i}" for i, (vertex, _) in enumerate(everything[:limit])}
    nodes, edges = [], []
    for vertex, inputs in everything[:limit]:
        key = keys[id(vertex)]
        seen = [(slot, id(child), out) for slot, child, out in inputs if child is not None]
        edges += [GraphEdge(f"{key}.{slot}", keys[child], key, slot, out)
                  for slot, child, out in seen if child in keys]
        nodes.append(GraphNode(
            key, **facts_of(vertex, names, show), layer=layers[id(vertex)], root=any(vertex is root for root in roots),
            constants=len(inputs) - len(seen),
            hidden=sum(child not in keys for _, child, _ in seen)))
    return Graph(tuple(nodes), tuple(edges), len(everything),
                 _shared([vertex for vertex, _ in everything[:limit]], keys, names))


def _layers(roots, inputs):
    """노드마다 몇 번째 뿌리부터 이어지는지. 앞의 뿌리가 먼저 차지합니다."""
    layers = {}
    for layer, root in enumerate(roots):
        stack = [root]
        while stack:
            vertex = stack.pop()
            if id(vertex) not in layers:
                layers[id(vertex)] = layer
                stack += [child for _, child, _ in inputs[id(vertex)] if child is not None]
    return layers


def _shared(vertices, keys, names):
    """detach한 텐서는 원래 텐서와 버전 번호를 함께 봅니다. 그 짝을 찾습니다."""
    owners, copies = {}, []
    for vertex in vertices:
        found = [vertex] if is_tensor(vertex) else [tensor for _, tensor in names.of_op(vertex)]
        for tensor in found:
            counter = getattr(tensor, "_version_counter", None)
            if counter is not None and tensor.requires_grad:
                owners.setdefault(id(counter), keys[id(vertex)])
            elif counter is not None and getattr(tensor, "_base", None) is None:
                copies.append((id(counter), keys[id(vertex)]))
    return tuple((owners[counter], key) for counter, key in copies if counter in owners)
