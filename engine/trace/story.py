"""적어 둔 일을 걸음으로 옮깁니다: 일 → 바뀌는 상태(set), 식(f), 읽을 문장(say)."""

from __future__ import annotations

from ..node import AccumulateGrad
from .backward import Walk
from .formulas import collected, fill, rule_of, settle, with_numbers
from .nodes import Nodes
from .numbers import brief, detail, in_formula
from .recorder import Fact, Op, Recorder, memory_of
from .words import say

NO_GRAD = "없음(None)"
KEPT, IN_USE, FREED, STALE = "보관", "사용 중", "해제됨", "버전 어긋남"
_REGIONS = {
    "no_grad": "no_grad 구역입니다. 이 구역의 연산은 기록하지 않습니다.",
    "enable_grad": "enable_grad 구역입니다. 다시 기록합니다.",
    "inference_mode": "inference_mode 구역입니다. 기록하지 않고 버전 번호도 두지 않습니다.",
}


class Story(Walk):
    """기록 하나의 걸음들입니다."""

    def __init__(self, recorder: Recorder, nodes: Nodes):
        super().__init__()
        self.nodes = nodes
        self.steps: list[dict] = []
        self.saved: dict[str, list[dict]] = {}
        self.error: dict | None = None
        self.first_values: dict = {}           # 잎과 상수의 처음 값
        self._first: dict = {}                 # 첫 걸음 앞의 상태
        self._big = -1
        self._owners: dict = {}                # (열쇠, 차례) → (바이트, 메모리의 주인)
        self._alive: set = set()               # 아직 해제하지 않은 (열쇠, 차례)
        self._sizes: dict = {}                 # id(메모리의 주인) → 붙들고 있는 바이트의 목록
        self._memory = 0
        self._entries: dict[str, Op] = {}
        self._versions: list = []              # (버전 번호 목록, 저장한 번호, 열쇠, 차례)
        self._pending = None                   # 바로 앞의 제자리 연산
        self._region_lines: list = []
        for entry in recorder.log:
            kind = entry.what if type(entry) is Fact else type(entry).__name__.lower()
            getattr(self, f"_on_{kind}")(entry)
        if self.steps:
            self.steps[0]["set"] = {**self._first, **self.steps[0]["set"]}

    # ── 걸음 더하기 ──

    def step(self, kind: str, sentence: str, *, key=None, big=False, formula=(), changes=None,
             place=None, **more) -> dict:
        """걸음 하나를 더합니다. big이면 새 큰 걸음이 시작됩니다."""
        self._big += big or not self.steps
        step = {"t": kind, "n": key, "e": None, "to": None, "slot": None,
                "line": self.nodes.where(place)["line"], "big": self._big, "f": list(formula),
                "set": changes or {}, "queue": self.queue(), "mem": self._memory, "inner": [],
                "say": sentence, **more}
        if step["line"] is None and key is not None:
            step["line"] = self.nodes.by_key[key]["line"]
        self.steps.append(step)
        return step

    def _hold(self, key: str, place: int) -> None:
        """저장된 텐서를 붙들기 시작합니다. 한 메모리는 가장 큰 것으로 한 번만 셉니다."""
        size, owner = self._owners[key, place]
        self._alive.add((key, place))
        held = self._sizes.setdefault(id(owner), [])
        self._memory -= max(held, default=0)
        held.append(size)
        self._memory += max(held)

    def let_go(self, key: str, place: int) -> None:
        """저장된 텐서를 놓아줍니다."""
        if (key, place) in self._alive:
            self._alive.remove((key, place))
            size, owner = self._owners[key, place]
            held = self._sizes[id(owner)]
            self._memory -= max(held)
            held.remove(size)
            self._memory += max(held, default=0)

    def show_value(self, key: str, array, version=None) -> dict:
        """노드의 값이 바뀌었을 때의 상태입니다."""
        changes = {f"{key}.value": brief(array)}
        if array.size > 4:
            changes[f"{key}.data"] = detail(array)
        if version is not None:
            changes[f"{key}.ver"] = str(version)
        return changes

    # ── 잎과 상수 ──

    def _on_leaf(self, fact: Fact) -> None:
        self._make_leaf(fact.data[0], fact.place)

    def _make_leaf(self, tensor, place=None) -> str:
        known = id(tensor) in self.nodes.keys
        _, array, grad = self.nodes.recorder.leaves[id(tensor)]
        key = self.nodes.leaf(tensor, array, place)
        if known:
            return key
        name = self.nodes.name(key)
        self.first_values[key] = array
        changes = {f"{key}.state": "done", **self.show_value(key, array, 0),
                   f"{key}.grad": NO_GRAD if grad is None else brief(grad)}
        made = "잎 {name:을} 만들었습니다." if place is not None else "앞에서 만든 잎 {name:을} 씁니다."
        sentence = f"{made} {_value_phrase(array)}, 변화도를 추적합니다."
        self.step("leaf", say(sentence, name=name), key=key, big=True, changes=changes, place=place,
                  formula=[f"{name} = {brief(array)}"], made=place is not None)
        self.alt(key, "잎", array)
        return key

    def alt(self, key: str, kind: str, array) -> None:
        """노드의 대체 텍스트입니다."""
        node = self.nodes.by_key[key]
        value = f"값 {brief(array)}" if array.size <= 4 else f"모양 {node['shape']}"
        node["alt"] = ", ".join(filter(None, [node["name"], kind, value]))

    def _input(self, tensor, edge, array, counter) -> tuple[str | None, int]:
        leaf = None
        if edge is not None and type(edge[0]) is AccumulateGrad:
            leaf = edge[0].variable
        elif edge is None and id(tensor) in self.nodes.recorder.leaves:
            leaf = tensor
        if leaf is not None:
            return self._make_leaf(leaf), 0
        before = len(self.nodes.list)
        key, nr = self.nodes.of_input(tensor, edge, array)
        if len(self.nodes.list) > before:      # 구역 앞에서 만든 것은 처음부터 보입니다.
            self._first |= {f"{key}.state": "done", **self.show_value(key, array)}
            self.first_values[key] = array
            kind = "상수" if self.nodes.by_key[key]["kind"] == "const" else "연산"
            self.alt(key, kind, array)
        return key, nr

    # ── 연산 ──

    def _on_op(self, entry: Op) -> None:
        if not self.nodes.shows(entry):
            return
        changed, self._pending = self._pending, None
        outs = [tensor for tensor, _ in entry.outs]
        in_place = changed if changed is not None and any(t is changed[0] for t in outs) else None
        slots = []
        for i, (tensor, edge, array, counter) in enumerate(entry.inputs):
            if in_place and i == 0 and edge is None and id(tensor) not in self.nodes.keys:
                slots.append((in_place[1], 0))
            else:
                slots.append(self._input(tensor, edge, array, counter))
        node = self.nodes.operation(entry, entry.region)
        key = node["k"]
        node["in"] = [None if found is None else [found, nr] for found, nr in slots]
        self._entries[key] = entry
        if entry.visit is not None:
            node["during"] = self.nodes.of_node(entry.visit.node)
        array = entry.outs[0][1]
        self.alt(key, "연산" if entry.node is not None else "기록하지 않은 연산", array)
        changes = {f"{key}.state": "done"}
        for _, out in entry.outs[:1]:
            changes |= self.show_value(key, out, 0)
        if len(entry.outs) > 1:
            changes[f"{key}.value"] = ", ".join(brief(out) for _, out in entry.outs)
        lines = self._equation(entry, key, slots)
        self._remember_saved(entry, key, slots)
        sentence = " ".join(lines) + "."
        if entry.node is None:
            why = ("구역 안이라 기록하지 않습니다." if entry.region
                   else "추적하는 입력이 없어 기록하지 않습니다.")
            sentence += f" {why}"
        elif self.saved.get(key):
            names = ", ".join(item["name"] for item in self.saved[key])
            sentence += f" 저장된 텐서: {names}."
        if entry.node is not None:
            lines = [*lines, "하나라도 추적하면 결과도 추적합니다: 참"] if len(slots) > 1 else lines
        self.step("op", sentence, key=key, big=entry.visit is None, formula=lines, changes=changes,
                  place=entry.place)
        self._save_steps(entry, key)

    def _equation(self, entry: Op, key: str, slots: list) -> list[str]:
        """‘b = x · x’, ‘= 2 × 2’, ‘= 4’ 처럼 이름, 숫자, 결과의 차례로 적은 식입니다."""
        rule = rule_of(entry.op)
        name, result = self.nodes.name(key), entry.outs[0][1]
        symbols = rule.symbols[:len(slots)]
        value = brief(result) if len(entry.outs) == 1 else ", ".join(brief(a) for _, a in entry.outs)
        if not rule.forward or len(symbols) != len(slots):
            called = entry.op.__name__.partition("Backward")[0]
            inputs = ", ".join(self.nodes.name(found, entry.inputs[i][2])
                               for i, (found, _) in enumerate(slots))
            return [f"{name} = {called}({inputs})", f"= {value}"]
        named = {symbol: _quoted(self.nodes.name(found, fact[2]))
                 for symbol, (found, _), fact in zip(symbols, slots, entry.inputs, strict=True)}
        text = collected(settle(rule.forward, entry.params), entry.params)
        lines = [f"{name} = {fill(text, named)}"]
        numbers = {symbol: in_formula(fact[2])
                   for symbol, fact in zip(symbols, entry.inputs, strict=True)}
        if all(fact[2].size <= 4 for fact in entry.inputs):
            filled = with_numbers(text, numbers)
            if filled and f"= {filled}" != f"= {value}":
                lines.append(f"= {filled}")
        return [*lines, f"= {value}"]

    def _remember_saved(self, entry: Op, key: str, slots: list) -> None:
        symbols = getattr(entry.op, "inputs", ())
        items = []
        for place, (name, (kept, counter, version)) in enumerate((entry.saved or {}).items()):
            array = getattr(kept, "_array", kept[0] if type(kept) is tuple else kept)
            size, owner = memory_of(array)
            if name == "out" or (type(kept) is not tuple and name not in symbols
                                 and not hasattr(kept, "_edge")):
                of, shown = key, self.nodes.name(key)
            elif name in symbols:
                slot = symbols.index(name)
                of = slots[slot][0]
                shown = self.nodes.name(of, entry.inputs[slot][2])
            else:
                of = self.nodes.keys.get(id(kept))
                of = of or next((found for (t, *_), (found, _) in
                                 zip(entry.inputs, slots, strict=True) if t is kept), None)
                shown = self.nodes.name(of) if of else f"{name}번 값" if isinstance(name, int) else name
            items.append({"name": shown, "of": of, "ver": version,
                          "shape": str(getattr(array, "shape", "")), "bytes": size})
            self._owners[key, place] = size, owner
            self._versions.append((counter, version, key, place))
        if items:
            self.saved[key] = items

    def _save_steps(self, entry: Op, key: str) -> None:
        for place, item in enumerate(self.saved.get(key, ())):
            self._hold(key, place)
            sentence = say("{fn:이} {name:을} 저장했습니다. 버전 {ver}, {bytes}바이트.",
                           fn=_rule_name(entry.op), **item)
            self.step("save", sentence, key=key, changes={f"{key}.saved.{place}": KEPT},
                      to=item["of"], place=entry.place)

    # ── 구역, 떼어 내기, 제자리 연산 ──

    def _on_enter(self, fact: Fact) -> None:
        kind, enabled = fact.data
        sentence = _REGIONS.get(kind) or (
            "여기서부터 다시 기록합니다." if enabled else "여기서부터 연산을 기록하지 않습니다.")
        self._region(fact, kind, sentence, True)

    def _on_leave(self, fact: Fact) -> None:
        kind, enabled = fact.data
        now = "다시 기록합니다." if enabled else "아직 기록하지 않습니다."
        self._region(fact, kind, f"{kind} 구역에서 나왔습니다. {now}", False)

    def _region(self, fact: Fact, kind: str, sentence: str, entered: bool) -> None:
        self.step("region", sentence, big=True, place=fact.place,
                  changes={"region": kind if entered else None}, region=kind, entered=entered)

    def _on_detach(self, fact: Fact) -> None:
        source, edge, array, alias = fact.data
        parent, _ = self._input(source, edge, array, None)
        if id(alias) in self.nodes.keys:
            return
        key = self.nodes.constant(alias, array)
        if key is None:
            key = self.nodes._add(alias, "plain", name="떼어 낸 값", shape=str(array.shape),
                                  dtype=array.dtype.name)["k"]
        node = self.nodes.by_key[key]
        node |= {"kind": "plain", "cut": parent, "fn": "detach", **self.nodes.where(fact.place)}
        if parent is not None:
            node["in"] = [[parent, 0]]
        self.alt(key, "떼어 낸 텐서", array)
        changes = {f"{key}.state": "done", **self.show_value(key, array, 0),
                   f"e.{key}.0": {"label": "✂", "w": 1, "sign": "", "kind": "cut"}}
        self.step("detach", say("{name:은} {parent:과} 값을 나눠 쓰지만 길은 끊겼습니다.",
                                name=node["name"], parent=self.nodes.name(parent, array)),
                  key=key, big=True, changes=changes, place=fact.place, to=parent, e=f"{key}.0",
                  formula=[f"{node['name']} = {self.nodes.name(parent, array)}.detach()",
                     f"= {brief(array)}"])

    def _on_inplace(self, fact: Fact) -> None:
        tensor, before, after, counter, edge, array = fact.data
        key, _ = self._input(tensor, edge, array, counter)
        self._pending = tensor, key
        name = self.nodes.name(key, array)
        changes = self.show_value(key, array, after) if key else {}
        stale = [(other, place, version) for kept, version, other, place in self._versions
                 if kept is counter and version != after and (other, place) in self._alive]
        changes |= {f"{other}.saved.{place}": STALE for other, place, _ in stale}
        sentence = say("{name:을} 제자리에서 고쳤습니다. 버전이 {after:이} 되었습니다.",
                       name=name, after=after)
        if stale:
            sentence += f" 저장해 둔 버전 {stale[0][2]}과 다릅니다."
        owner = self._grad_owner(tensor)
        if owner and not array.any():
            self.step("zero", say("{name}.grad를 0으로 채웠습니다.", name=self.nodes.name(owner)),
                      key=owner, big=True, changes={f"{owner}.grad": brief(array)},
                      place=fact.place)
        elif key is not None:
            self.step("inplace", sentence, key=key, big=True, changes=changes, place=fact.place,
                      formula=[f"{name} = {brief(array)}", f"버전 {before} → {after}"])

    def _grad_owner(self, tensor) -> str | None:
        for leaf, _, _ in self.nodes.recorder.leaves.values():
            if leaf._grad is tensor:
                return self.nodes.keys.get(id(leaf))
        return None

    # ── 오류 ──

    def _on_error(self, fact: Fact) -> None:
        error, node = fact.data
        what, _, rest = str(error).partition("\n까닭: ")
        why, _, todo = rest.partition("\n해 볼 일: ")
        key = self.nodes.of_node(node) if node is not None else None
        cause = self._cause(key)
        if cause is not None:
            self.steps[cause]["cause"] = True
        changes = {f"{key}.state": "now"} if key else {}
        self.step("error", what if rest else f"{type(error).__name__}: {what}", key=key, big=True,
                  changes=changes, place=fact.place)
        at = len(self.steps) - 1 if cause is None else cause
        self.error = {"what": self.steps[-1]["say"], "why": self._why(cause) or why, "todo": todo,
                      "at": at}

    def _why(self, cause: int | None) -> str | None:
        """해제했거나 어긋나게 한 걸음을 알면, 독자의 줄과 이름으로 까닭을 적습니다."""
        if cause is None:
            return None
        step = self.steps[cause]
        name, line = self.nodes.name(step["n"]), step["line"]
        where = f"{line}번 줄 " if line else ""
        if step["t"] == "free" and step["by"]:
            saved = ", ".join(item["name"] for item in self.saved[step["n"]])
            return say("{by}번 줄의 역전파가 {where}{name:이} 저장한 {saved:을} 해제했습니다.",
                       by=step["by"], where=where, name=name, saved=saved)
        if step["t"] == "inplace" and line:
            return say("{where}제자리 연산이 {name:을} 고쳐, 저장해 둔 값과 버전이 어긋났습니다.",
                       where=where.replace("줄 ", "줄의 "), name=name)
        return None

    def _cause(self, key: str | None) -> int | None:
        """이 노드의 저장된 텐서를 해제했거나 버전을 어긋나게 한 걸음입니다."""
        for index in range(len(self.steps) - 1, -1, -1):
            step = self.steps[index]
            if any(name.startswith(f"{key}.saved.") and value in (FREED, STALE)
                   for name, value in step["set"].items()):
                return index
        return None


def _value_phrase(array) -> str:
    return f"값 {brief(array)}" if array.size <= 4 else f"모양 {array.shape}"


def _quoted(name: str) -> str:
    """식 안에 넣을 이름입니다. 빈칸이 든 식은 괄호로 쌉니다."""
    return f"({name})" if " " in name and name[0] != "[" else in_formula(name)


def _rule_name(op: type) -> str:
    return op.__name__.rstrip("0123456789")
