"""역전파의 걸음: 꺼내기, 훅, 누적, 해제. 시작은 starting.py에, 변화도를 보내는 걸음은 sending.py에 있습니다."""

from __future__ import annotations

from ..korean import say, times
from . import asking
from .formulas import collected, fill, rule_of, settle, tight
from .numbers import WRITTEN, brief, detail, in_formula, whole
from .records import Fact, Visit
from .sending import added
from .starting import Starting
from .steps import FREED, IN_USE, LOCKED


class Backward(Starting):
    """노드를 찾아가고 떠날 때의 걸음을 더합니다."""

    _told_order = False                  # 꺼내는 차례를 설명했는지

    def _on_visit(self, entry: Visit) -> None:
        key = self.key_of(entry.node)
        self.visit = entry
        self.open[key] = [entry, 0]
        self.ready = [(order, other) for order, other in self.ready if other != key]
        grads = [grad for grad in entry.grads if grad is not None]
        got = ", ".join(map(brief, grads)) or "없음"
        changes = {f"{key}.state": "now", f"{key}.got": got}
        if len(grads) == 1 and grads[0].size > WRITTEN:
            changes[f"{key}.gotdata"] = detail(grads[0])
        for place in range(len(self.saved.get(key, ()))):
            changes[f"{key}.saved.{place}"] = IN_USE
        leaf = self.nodes.by_key[key]["kind"] == "leaf"
        self.step("pop", self._popping(key, got, leaf), key=key, big=True, changes=changes,
                  formula=[f"∂{tight(self.root)}/∂{tight(self.nodes.name(key))} = {got}"],
                  inner=[] if leaf else _inner(entry))

    def _popping(self, key: str, got: str, leaf: bool) -> str:
        """위상 순서대로 꺼낸 것인지, 순서를 어긴 것인지를 가려 적은 문장입니다."""
        name, needed, count = self.nodes.name(key), self.needed.get(key, 0), self.arrived[key]
        if count < needed:
            self.early.add(key)
            return say("{needed}번 가운데 {count}번만 도착했는데 {name:을} 먼저 실행합니다. "
                       "지금까지 받은 것은 {got}입니다.", name=name, got=got, needed=needed, count=count)
        if key not in self.early and not leaf and self.ready and self.orders.get(key, 0) < min(self.ready)[0]:
            why = "대기줄에서" if self._told_order else "대기줄의 노드는 모두 도착이 끝나 어느 것부터 꺼내도 값이 같습니다. 여기서는"
            self._told_order = True
            return say("{why} 나중에 만든 {name:을} 먼저 꺼냅니다. 받은 변화도는 {got}입니다.",
                       name=name, got=got, why=why)
        if key not in self.early:
            return say("도착이 모두 끝난 {name:을} 꺼냅니다. 받은 변화도는 {got}입니다.", name=name, got=got)
        if leaf:
            return say("{name:으로} {got:이} 또 왔습니다.", name=name, got=got)
        return say("앞서 실행한 {name:을} 다시 실행합니다. 모인 변화도 {got:을} 처음부터 다시 보냅니다.",
                   name=name, got=got)

    def _on_hook(self, fact: Fact) -> None:
        hook, before, after, same = fact.data
        key = self.key_of(self.visit.node)
        first, second = _first(before), _first(after)
        if first is None:
            return
        if after is None or same or second is None:
            sentence = say("훅 {hook:이} {value:을} 보았고 바꾸지 않았습니다.", hook=hook, value=brief(first))
            changes = {}
        else:
            sentence = say("훅 {hook:이} {before:을} {after:으로} 바꿨습니다.",
                           hook=hook, before=brief(first), after=brief(second))
            changes = {f"{key}.got": brief(second)}
        self.step("hook", sentence, key=key, changes=changes,
                  formula=[f"{brief(first)} → {brief(second if second is not None else first)}"])

    def _on_accumulated(self, fact: Fact) -> None:
        variable, edge, before, after = fact.data
        key, _ = self.input(variable, edge, after)
        name, value = self.nodes.name(key), brief(after)
        if before is None:
            sentence = say("{name}.grad는 아직 없음(None)이라 온 변화도 {value:을} 그대로 적습니다.",
                           name=name, value=whole(after))
            lines = [f"{name}.grad: 없음(None) → {value}"]
        else:
            added = brief((after - before).astype(after.dtype))
            sentence = say("{name}.grad {before}에 {added:을} 더해 {value:이} 되었습니다.",
                           name=name, before=brief(before), added=added, value=value)
            lines = [f"{name}.grad: {brief(before)} + {in_formula(added)}", f"= {value}"]
            if after.size == 1 and not self.early:
                self.candidates.append((len(self.list), asking.accumulating(
                    name, before.item(), (after - before).item())))
        changes = {f"{key}.grad": value}
        if after.size > WRITTEN:
            changes[f"{key}.graddata"] = detail(after)
        self.step("accum", sentence, key=key, changes=changes, formula=lines,
                  big=self.visit is None, was="없음" if before is None else brief(before))

    def _on_left(self, fact: Fact) -> None:
        node, freed = fact.data
        key = self.key_of(node)
        if self.nodes.by_key[key]["kind"] != "leaf" and self.open[key][1]:
            self.skip_until(key, len(self.nodes.by_key[key]["in"]))
        places = range(len(self.saved.get(key, ())))
        names = ", ".join(item["name"] for item in self.saved.get(key, ()))
        name = self.nodes.name(key)
        changes = {}
        if freed:
            for place in places:
                changes[f"{key}.saved.{place}"] = FREED
                self.let_go(key, place)
        if freed and places:
            self.step("free", say("{name:이} 저장한 {names:을} 해제했습니다.", name=name, names=names),
                      key=key, changes=changes, freed=True, by=self.call)
        elif places:
            for place in places:
                changes[f"{key}.saved.{place}"] = LOCKED
            self.step("free", say("retain_graph=True라서 {name:이} 저장한 {names:을} 남겨 둡니다.",
                                  name=name, names=names), key=key, changes=changes, freed=False)
        self.list[-1]["set"] = {**self.list[-1]["set"], f"{key}.state": "done"}
        self.open.pop(key, None)
        self.visit = None

    def _on_ended(self, fact: Fact) -> None:
        if self.list and not self.early and self.list[-1]["t"] != "error":
            self.list[-1]["say"] += self._closing()
        self.call = None
        self.ready.clear()
        self.early.clear()
        self.open.clear()

    def _closing(self) -> str:
        """여러 번 쓰인 잎마다 어느 값이 모였는지를 되짚는 문장입니다."""
        text = ""
        for key, found in self.buffers.items():
            values = found.get(0, [])
            if self.nodes.by_key[key]["kind"] == "leaf" and len(values) > 1 and all(
                    value.size <= WRITTEN for value in values):
                text += say(" {times} 쓰인 {name:으로} 온 변화도는 모두 {sum}입니다.", times=times(len(values)),
                            name=self.nodes.name(key), sum=added(values, brief(sum(values))))
        return text


def _first(values):
    if isinstance(values, list):
        return next((value for value in values if value is not None), None)
    return values


def _inner(entry: Visit) -> list[dict]:
    """찾아간 노드 안에서 실행한 연산들입니다. 숫자로 적은 식 하나가 한 줄입니다."""
    steps = []
    for op, params, (*inputs, out) in entry.inner:
        rule, params = rule_of(op), params or {}
        shown = [f"모양 {x}" if isinstance(x, tuple) else in_formula(x) for x in inputs]
        text = f"{op.__name__.partition('Backward')[0]}({', '.join(shown)})"
        if rule.forward and len(rule.symbols) == len(shown):
            text = fill(collected(settle(rule.forward, params), params),
                        dict(zip(rule.symbols, shown, strict=True))).replace(" · ", " × ")
        value = f"모양 {out}" if isinstance(out, tuple) else brief(out)
        steps.append({"t": "op", "fn": op.__name__, "say": f"{text} = {value}"})
    return steps
