"""순전파의 걸음: 잎, 연산, 저장, 구역, 떼어 내기, 제자리 연산."""

from __future__ import annotations

from ..korean import say
from ..ops.view_history import AsStrided
from .formulas import collected, fill, in_words, quoted, rule_of, settle, with_numbers
from .numbers import WRITTEN, brief, in_formula
from .records import Fact, Op
from .steps import count_of, writes_part
from .writes import Writes

_REGIONS = {
    "no_grad": "no_grad 구역입니다. 이 구역의 연산은 기록하지 않습니다.",
    "enable_grad": "enable_grad 구역입니다. 다시 기록합니다.",
    "inference_mode": "inference_mode 구역입니다. 기록하지 않고 버전 번호도 두지 않습니다.",
}


class Forward(Writes):
    """순전파의 일마다 걸음을 더합니다."""

    _told = False                        # 추적 여부가 정해지는 규칙을 보였는지

    def _on_leaf(self, fact: Fact) -> None:
        self.leaf(fact.data[0], fact.place)

    def _on_op(self, entry: Op) -> None:
        if not self.nodes.shows(entry):
            return
        slots = [self.input(tensor, edge, array) for tensor, edge, array, _ in entry.inputs]
        node = self.nodes.operation(entry, entry.region)
        key = node["k"]
        node["in"] = [None if found is None else [found, nr] for found, nr in slots]
        node["slots"] = [self.nodes.name(found, fact[2], nr)
                         for (found, nr), fact in zip(slots, entry.inputs, strict=True)]
        self.entries[key] = entry
        self.boxes |= {id(tensor): key for tensor, _ in entry.outs}
        if entry.visit is not None:
            node["during"] = self.nodes.of_node(entry.visit.node)
        array = entry.outs[0][1]
        self.alt(key, "연산" if entry.node is not None else "기록하지 않은 연산", array)
        changes = {f"{key}.state": "done"}
        for _, out in entry.outs[:1]:
            changes |= self.show_value(key, out, self.counters.get(id(entry.outs[0][0]._version_counter), 0))
        if len(entry.outs) > 1:
            changes[f"{key}.value"] = ", ".join(brief(out) for _, out in entry.outs)
        lines = self._equation(entry, key, slots)
        self.remember_saved(entry, key, slots)
        sentence = " ".join(lines) + "."
        if entry.node is None:
            why = ("구역 안이라 기록하지 않습니다." if entry.region
                   else "추적하는 입력이 없어 기록하지 않습니다.")
            sentence += f" {why}"
        elif self.saved.get(key):
            names = ", ".join(item["name"] for item in self.saved[key])
            sentence += f" 저장할 텐서: {names}."
        if entry.node is not None and len(slots) > 1 and not self._told:
            self._told = True       # 규칙은 한 번만 보입니다.
            lines = ["requires_grad: 하나라도 참 → 참", *lines]
        self.step("op", sentence, key=key, big=entry.visit is None, formula=lines, changes=changes,
                  place=entry.place)
        self.save_steps(entry, key)

    def _equation(self, entry: Op, key: str, slots: list) -> list[str]:
        """‘b = x · x’, ‘= 2 × 2’, ‘= 4’ 처럼 이름, 숫자, 결과의 차례로 적은 식입니다."""
        if entry.op is AsStrided or writes_part(entry):
            return self.part_equation(entry, key, slots)
        rule = rule_of(entry.op)
        name, result = self.nodes.name(key), entry.outs[0][1]
        symbols = rule.symbols[:len(slots)]
        value = brief(result) if len(entry.outs) == 1 else ", ".join(brief(a) for _, a in entry.outs)
        if not rule.forward or len(symbols) != len(slots):
            called = entry.op.__name__.partition("Backward")[0]
            inputs = ", ".join(self.nodes.name(found, entry.inputs[i][2], nr)
                               for i, (found, nr) in enumerate(slots))
            return [f"{name} = {called}({inputs})", f"= {value}"]
        text = collected(settle(rule.forward, entry.params, count_of(entry)), entry.params)
        write = str if in_words(text) else quoted
        named = {symbol: write(self.nodes.name(found, fact[2], nr))
                 for symbol, (found, nr), fact in zip(symbols, slots, entry.inputs, strict=True)}
        swapped = len(symbols) == 2 and self.nodes.swapped(
            entry, self.nodes.name(slots[0][0], entry.inputs[0][2], slots[0][1]))
        if swapped:
            named = _exchanged(named)
        lines = [f"{name} = {fill(text, named)}"]
        if all(fact[2] is not None and 0 < fact[2].size <= WRITTEN for fact in entry.inputs):
            numbers = {symbol: in_formula(fact[2])
                       for symbol, fact in zip(symbols, entry.inputs, strict=True)}
            if swapped:
                numbers = _exchanged(numbers)
            filled = with_numbers(text, numbers)
            if filled and f"= {filled}" != f"= {value}":
                lines.append(f"= {filled}")
        return [*lines, f"= {value}"]

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
        parent, nr = self.input(source, edge, array)
        source_name = self.nodes.name(parent, array, nr)
        if id(alias) in self.nodes.keys:
            return
        key = self.nodes.constant(alias, array) if self.nodes.called(alias) else None
        if key is None:
            key = self.nodes._add(alias, "plain", name="떼어 낸 값", shape=str(array.shape),
                                  dtype=array.dtype.name)["k"]
        node = self.nodes.by_key[key]
        node |= {"kind": "plain", "cut": parent, "fn": "detach", **self.nodes.where(fact.place)}
        if parent is not None:
            node["in"] = [[parent, nr]]
        self.alt(key, "떼어 낸 텐서", array)
        version = self.counters.get(id(alias._version_counter), 0)
        changes = {f"{key}.state": "done", **self.show_value(key, array, version),
                   f"e.{key}.0": {"label": "✂", "w": 1, "sign": "", "kind": "cut"}}
        self.step("detach", say("{name:은} {parent:과} 값을 함께 쓰지만 길은 끊겼습니다.",
                                name=node["name"], parent=source_name),
                  key=key, big=True, changes=changes, place=fact.place, to=parent, e=f"{key}.0",
                  formula=[f"{node['name']} = {source_name}.detach()",
                     f"= {brief(array)}"])


def _exchanged(pair: dict) -> dict:
    return dict(zip(pair, reversed(pair.values()), strict=True))
