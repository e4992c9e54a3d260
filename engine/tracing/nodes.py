"""기록에 나온 텐서와 연산마다 노드 하나를 만듭니다. 이름은 naming.py가 찾습니다."""

from __future__ import annotations

from ..graph import Names
from ..node import AccumulateGrad, Node
from ..ops.view_history import AsStrided, CopySlices
from .naming import Called, Naming, numbered
from .numbers import brief
from .places import Source, span_of
from .recorder import Recorder
from .records import Fact, Op

# 뷰를 제자리에서 고치면 엔진이 만드는 노드입니다.
_HELPERS = {"CopySlices": "일부 바꾸기", "AsStrided": "다시 이은 뷰"}


class Nodes:
    """기록 전체의 노드 목록입니다. 열쇠는 나온 차례대로 n0, n1, … 입니다."""

    def __init__(self, recorder: Recorder, names: Names, source: Source):
        self.recorder, self.given, self.source = recorder, names, source
        self.list: list[dict] = []
        self.by_key: dict[str, dict] = {}
        self.keys: dict[int, str] = {}            # id(노드나 텐서) → 열쇠
        self._several: dict[str, Called] = {}     # 결과가 여럿인 노드 → 결과마다의 이름
        self._places: dict[int, int] = {}         # id(기록하지 않은 결과) → 그 연산의 몇 번째 결과인지
        self._kept = _kept_ops(recorder.log)
        self._hidden = _unused_views(recorder.log)
        self.names = Naming(recorder, names, source, self.shows).all()

    # ── 무엇을 보일지 ──

    def shows(self, entry: Op) -> bool:
        """기록하지 않은 연산 가운데 이야기와 상관없는 것과, 엔진이 스스로 이은 뷰는 보이지 않습니다."""
        return id(entry) not in self._hidden and (entry.node is not None or id(entry) in self._kept)

    # ── 노드 만들기 ──

    def _add(self, owner, kind: str, **facts) -> dict:
        key = f"n{len(self.list)}"
        self.keys[id(owner)] = key
        node = {"k": key, "name": facts.pop("name", None), "kind": kind, "root": False, "fn": None,
                "shape": None, "dtype": None, "line": None, "col": None, "in": [], "slots": [], "region": None,
                "alt": "", **facts}
        self.list.append(node)
        self.by_key[key] = node
        return node

    def leaf(self, tensor, array, place=None) -> str:
        """잎의 열쇠입니다."""
        if id(tensor) not in self.keys:
            self._add(tensor, "leaf", name=self._given_to(tensor) or self.given.of_leaf(tensor) or "이름 없는 잎",
                      shape=str(array.shape), dtype=array.dtype.name, **self.where(place))
        return self.keys[id(tensor)]

    def constant(self, tensor, array) -> str | None:
        """추적하지 않는 텐서의 열쇠입니다. 식에 적은 숫자는 노드가 아닙니다."""
        if id(tensor) not in self.keys:
            name = self.called(tensor)
            array = tensor._array if array is None else array
            if name is None and array.ndim == 0:
                return None
            self._add(tensor, "const", name=name or "상수", shape=str(array.shape),
                      dtype=array.dtype.name)
        return self.keys[id(tensor)]

    def called(self, tensor) -> str | None:
        """추적하지 않는 텐서를 독자가 부르는 이름입니다."""
        return self._given_to(tensor) or self.given.of_leaf(tensor)

    def operation(self, entry: Op, region: str | None) -> dict:
        """연산의 노드입니다."""
        owner = entry.node if entry.node is not None else entry.outs[0][0]
        array = entry.outs[0][1]
        several = len(entry.outs) > 1
        node = self._add(
            owner, "op" if entry.node is not None else "plain",
            name=self._given_to(owner), fn=type(owner).__name__ if entry.node is not None else entry.op.__name__,
            shape=", ".join(str(a.shape) for _, a in entry.outs) if several else str(array.shape),
            dtype=array.dtype.name, region=region, **self.where(entry.place))
        if several:
            self._several[node["k"]] = self.names.get(id(owner), Called())
        for nr, (tensor, _) in enumerate(entry.outs):
            if entry.node is None:
                self.keys[id(tensor)], self._places[id(tensor)] = node["k"], nr
        return node

    def name_earlier(self, made: list[Node]) -> None:
        """구역 앞에서 만든 연산에 이름을 붙입니다. 뷰를 고쳐 바뀐 원본은, 고치기 앞의 것도 같은 이름입니다."""
        names = {node: self.names.get(id(node)) or self._remembered(node) for node in made}
        for node in reversed(made):
            if type(node) is CopySlices:
                base = node.next_functions[node.slot][0]
                if base in names and not names[base]:
                    names[base] = names[node]
        self.names |= numbered([(id(node), tuple((called or _operation(node)).items()))
                                for node, called in names.items()])

    def earlier(self, node: Node) -> dict:
        """구역 앞에서 만든 연산의 노드입니다."""
        outputs = node._outputs
        called = self.names.get(id(node)) or self._remembered(node)
        made = self._add(node, "op", fn=node.name().rpartition("::")[2], name=str(called or _operation(node)),
                         shape=", ".join(str(tuple(shape)) for shape, _ in outputs),
                         dtype=str(outputs[0][1]))
        if len(outputs) > 1:
            self._several[made["k"]] = called
        return made

    def _remembered(self, node: Node) -> Called:
        return Called((tensor.output_nr, name) for name, tensor in self.given.of_op(node) if name)

    def of_node(self, node: Node) -> str | None:
        """엔진의 노드에 붙인 열쇠입니다."""
        return self.keys.get(id(node.variable if type(node) is AccumulateGrad else node))

    def of_input(self, tensor, edge, array) -> tuple[str | None, int]:
        """연산의 입력이 어느 노드의 몇 번째 결과인지입니다."""
        if edge is not None and edge[0] is not None:
            node, nr = edge
            if type(node) is AccumulateGrad:
                return self.leaf(node.variable, array), 0
            key = self.keys.get(id(node))
            return (key or self.earlier(node)["k"]), nr
        if id(tensor) in self.recorder.leaves:
            return self.leaf(tensor, array), 0
        return self.constant(tensor, array), self._places.get(id(tensor), 0)

    def where(self, place) -> dict:
        """독자의 소스에서의 줄과 칸입니다."""
        if place is not None:
            for code, instruction, _ in place.frames:
                found = self.source.locate(code, span_of(code, instruction))
                if found:
                    return {"line": found[0], "col": found[1]}
        return {"line": None, "col": None}

    def text(self, place) -> str | None:
        """독자가 그 자리에 적은 식입니다."""
        if place is None:
            return None
        code, instruction, _ = place.frames[0]
        return self.source.text(code, span_of(code, instruction))

    def swapped(self, entry: Op, first: str) -> bool:
        """파이썬이 두 피연산자를 바꾸어 불렀는지입니다. 3 * x는 x.__rmul__(3)이라 x가 첫 입력입니다."""
        if entry.place is None or entry.op.__name__ not in ("MulBackward0", "AddBackward0"):
            return False
        code, instruction, _ = entry.place.frames[0]
        return self.source.swapped(code, span_of(code, instruction), first)

    def _given_to(self, owner) -> str | None:
        return str(self.names.get(id(owner), "")) or None

    def name(self, key: str | None, array=None, nr: int | None = None) -> str:
        """노드를 부르는 이름입니다. nr을 주면 그 번째 결과의 이름입니다. 노드가 아닌 숫자는 값이 이름입니다."""
        if key is None:
            return "상수" if array is None else brief(array)
        node = self.by_key[key]
        if nr is None or key not in self._several:
            return node["name"]
        return self._several[key].of(nr, node["fn"].partition("Backward")[0])

    def name_at(self, found: list | None, array=None) -> str:
        """입력 자리 하나 [열쇠, 결과의 번호]를 부르는 이름입니다."""
        key, nr = found or (None, None)
        return self.name(key, array, nr)


def _operation(node: Node) -> Called:
    """이름이 없는 연산을 부르는 말입니다."""
    name = type(node).__name__.partition("Backward")[0]
    return Called({0 if len(node._outputs) == 1 else None: _HELPERS.get(name, name)})


def _unused_views(log: list) -> set[int]:
    """제자리 연산이 다시 이어 두기만 하고, 그 뒤로 쓰지 않은 뷰입니다."""
    used: set[int] = set()
    for entry in log:
        if type(entry) is Op:
            used.update(id(edge[0]) for _, edge, _, _ in entry.inputs if edge is not None)
        elif type(entry) is Fact and entry.what == "began":
            used.update(map(id, entry.data[1]))
        elif type(entry) is Fact and entry.what == "detach" and entry.data[1] is not None:
            used.add(id(entry.data[1][0]))
    return {id(entry) for entry in log
            if type(entry) is Op and entry.op is AsStrided and id(entry.node) not in used}


def _kept_ops(log: list) -> set[int]:
    """기록하지 않은 연산 가운데 보일 것입니다: 추적하던 값에서 나왔거나, 추적하는 값이 되는 것."""
    kept, tracked, wanted = set(), set(), set()
    ops = [entry for entry in log if type(entry) is Op and entry.visit is None]
    for entry in log:
        if type(entry) is Fact and entry.what == "detach":
            tracked.add(id(entry.data[3]))
        if type(entry) is Op and entry.node is None and (
                entry.region is not None
                or any(edge is not None or t._requires_grad or id(t) in tracked
                       for t, edge, _, _ in entry.inputs)):
            kept.add(id(entry))
            tracked.update(id(t) for t, _ in entry.outs)
    for entry in reversed(ops):
        if entry.node is not None or id(entry) in kept or any(id(t) in wanted for t, _ in entry.outs):
            if entry.node is None:
                kept.add(id(entry))
            wanted.update(id(t) for t, edge, _, _ in entry.inputs if edge is None)
    return kept
