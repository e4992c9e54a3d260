"""구역 앞에서 만든 그래프: 처음부터 보이고, 저장한 값은 역전파가 해제하기 앞에 적어 둔 것입니다."""

from __future__ import annotations

from ..node import AccumulateGrad
from .made_before import made_before
from .records import Fact, Op
from .saving import Saving
from .steps import KEPT


class Earlier(Saving):
    """구역 안의 역전파가 찾아가는, 앞에서 만든 노드를 더합니다."""

    def show_earlier(self) -> None:
        """역전파가 찾아갈 노드를 첫 걸음 앞에 모두 놓습니다. 구역 안의 노드를 거쳐 가는 것은 그때 가서 놓습니다."""
        log = self.nodes.recorder.log
        self._found = _first_values(log)
        inside = {id(entry.node) for entry in log if type(entry) is Op and entry.node is not None}
        made = oldest_first(self.nodes.recorder.before)
        self.nodes.name_earlier(made)
        for node in made:
            if any(id(target) in inside for target, _ in node.next_functions):
                inside.add(id(node))
            else:
                self.key_of(node)
        for step in self.list:
            step["mem"] = self.memory

    def key_of(self, node) -> str:
        """엔진의 노드에 붙인 열쇠입니다. 처음 보는 노드면 만듭니다."""
        if type(node) is AccumulateGrad:
            return self.leaf(node.variable)
        found = self.nodes.of_node(node)
        return self._earlier(node) if found is None or found in self.bare else found

    def _earlier(self, start) -> str:
        """입력 쪽부터 만들어 되부르지 않습니다."""
        unknown, stack = {start}, [start]
        while stack:
            for target, _ in stack.pop().next_functions:
                found = target and self.nodes.of_node(target)
                if target is not None and target not in unknown and (not found or found in self.bare):
                    unknown.add(target)
                    stack.append(target)
        for node in oldest_first(unknown):
            if type(node) is AccumulateGrad:
                self.nodes.recorder.see(node.variable)
                self.leaf(node.variable)
            else:
                self._show(node)
        return self.nodes.of_node(start)

    def _show(self, node) -> None:
        recorder = self.nodes.recorder
        entry: Op = recorder.before.get(node) or made_before(recorder, node)
        slots = [(self.nodes.of_node(edge[0]), edge[1]) if edge else
                 (None, 0) if tensor is None else self.input(tensor, None, array)
                 for tensor, edge, array, _ in entry.inputs]
        key = self.nodes.of_node(node) or self.nodes.earlier(node)["k"]
        made = self.nodes.by_key[key]
        self.bare.discard(key)
        made["in"] = [None if found is None else [found, nr] for found, nr in slots]
        made["slots"] = [self.nodes.name_at(slot, fact[2])
                         for slot, fact in zip(slots, entry.inputs, strict=True)]
        self.first |= {f"{key}.state": "done", **self.show_value(key, self._value(node, entry))}
        made["alt"] = f"{made['name']}, 연산, 모양 {made['shape']}"
        self.entries[key] = entry
        self.remember_saved(entry, key, slots)
        for place in range(len(self.saved.get(key, ()))):
            self.first[f"{key}.saved.{place}"] = KEPT
            self.hold(key, place)

    def _value(self, node, entry: Op):
        """이 노드의 결과입니다. 구역 안에서 처음 쓴 값, 저장한 값, 이름으로 찾은 텐서의 값의 차례로 봅니다."""
        if id(node) in self._found:
            return self._found[id(node)]
        if entry.outs[0][1] is not None:
            return entry.outs[0][1]
        return next((self.nodes.recorder.value(tensor) for _, tensor in self.nodes.given.of_op(node)), None)


def _first_values(log: list) -> dict:
    """id(노드) → 구역 안에서 처음 보았을 때의 값. 보기 앞에 고쳤으면 None입니다."""
    found: dict = {}
    for entry in log:
        seen = []
        if type(entry) is Op:
            seen = [(edge, array) for _, edge, array, _ in entry.inputs]
        elif type(entry) is Fact and entry.what == "inplace":
            wrote = entry.data[0]
            seen = [(wrote.edge, wrote.before), (wrote.base_edge, wrote.base_before)]
        elif type(entry) is Fact and entry.what == "began":
            seen = [(edge, array) for _, edge, array, _ in entry.data[0]]
        for edge, array in seen:
            if edge and not edge[1]:
                found.setdefault(id(edge[0]), array)
    return found


def oldest_first(nodes) -> list:
    """잎을 먼저, 연산은 만든 차례로. 노드를 만들 때 그 입력은 이미 있습니다."""
    return sorted(nodes, key=lambda node: (type(node) is not AccumulateGrad, node._order))
