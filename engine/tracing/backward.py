"""역전파의 걸음: 시작값, 꺼내기, 훅, 누적, 해제. 변화도를 보내는 걸음은 sending.py에 있습니다."""

from __future__ import annotations

from ..korean import say, times
from ..node import AccumulateGrad
from . import asking
from .formulas import collected, fill, rule_of, settle, tight
from .numbers import WRITTEN, brief, detail, in_formula
from .records import Fact, Visit
from .sending import Sending, added
from .steps import FREED, IN_USE, KEPT, LOCKED


class Backward(Sending):
    """노드를 찾아가고 떠날 때의 걸음을 더합니다."""

    # ── 시작 ──

    def _on_began(self, fact: Fact) -> None:
        roots, needed = fact.data
        keys = {self.key_of(node): node for node in _oldest_first(needed)}
        self.needed = {key: needed[node] for key, node in keys.items()}
        self.orders = {key: -node._order for key, node in keys.items()}  # 대기줄에서 나오는 차례
        self.arrived.clear()
        self.buffers.clear()
        self.call = self.nodes.where(fact.place)["line"]
        starts = [(*self.input(root, edge, array), seed) for root, edge, array, seed in roots]
        for key, _, _ in starts:
            self.needed[key] = self.needed.get(key, 0) + 1      # 시작값도 한 번의 도착입니다.
        changes = self._waiting()
        for i, (key, nr, seed) in enumerate(starts):
            changes |= self._seeded(key, nr, seed)
            self.root = name = self.nodes.name(key)
            self.step("seed", say("뿌리 {name}에 시작값 {seed:을} 넣습니다.", name=name, seed=brief(seed)),
                      key=key, big=not i, changes=changes, place=fact.place,
                      formula=[f"∂{tight(name)}/∂{tight(name)} = {brief(seed)}"])
            changes = {}

    def _waiting(self) -> dict:
        """찾아갈 노드가 모두 변화도를 기다리고, 아직 아무 간선으로도 보내지 않은 상태입니다."""
        changes = {}
        for key, count in self.needed.items():
            changes |= {f"{key}.arr": f"0/{count}", f"{key}.buf": "", f"{key}.got": None,
                        f"{key}.state": "waiting"}
            for slot in range(len(self.nodes.by_key[key]["in"])):
                changes[f"e.{key}.{slot}"] = None
        return changes

    def _seeded(self, key: str, nr: int, seed) -> dict:
        """시작값을 넣은 뿌리의 상태입니다."""
        self.nodes.by_key[key]["root"] = True
        self.gather(key, nr, seed)
        self.arrived[key] += 1
        done = self.arrived[key] >= self.needed[key]
        if done:
            self.push(key)
        return {f"{key}.got": brief(seed), f"{key}.buf": self.gathered(key),
                f"{key}.arr": f"{self.arrived[key]}/{self.needed[key]}",
                f"{key}.state": "ready" if done else "waiting"}

    def key_of(self, node) -> str:
        """엔진의 노드에 붙인 열쇠입니다. 처음 보는 노드면 만듭니다."""
        if type(node) is AccumulateGrad:
            return self.leaf(node.variable)
        return self.nodes.of_node(node) or self._earlier(node)

    def _earlier(self, start) -> str:
        """구역 앞에서 만든 그래프는 처음부터 보입니다. 입력 쪽부터 만들어 되부르지 않습니다."""
        unknown, stack = {start}, [start]
        while stack:
            for target, _ in stack.pop().next_functions:
                if target is not None and target not in unknown and not self.nodes.of_node(target):
                    unknown.add(target)
                    stack.append(target)
        for node in _oldest_first(unknown):
            if type(node) is AccumulateGrad:
                self.nodes.recorder.see(node.variable)
                self.leaf(node.variable)
            else:
                self._show_earlier(node)
        return self.nodes.of_node(start)

    def _show_earlier(self, node) -> None:
        made = self.nodes.earlier(node)
        key = made["k"]
        made["in"] = [None if target is None else [self.nodes.of_node(target), nr]
                      for target, nr in node.next_functions]
        made["slots"] = [self.nodes.name(found and found[0]) for found in made["in"]]
        found = [tensor for _, tensor in self.nodes.given.of_op(node)]
        self.first |= {f"{key}.state": "done"}
        if found:
            array = self.nodes.recorder.value(found[0])
            self.first |= self.show_value(key, array)
        made["alt"] = f"{made['name']}, 연산, 모양 {made['shape']}"
        for place, name in enumerate(node.saved or ()):
            self.first[f"{key}.saved.{place}"] = KEPT
            self.saved.setdefault(key, []).append(
                {"name": str(name), "of": None, "ver": 0, "shape": "", "bytes": 0})

    # ── 노드 하나 ──

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
            return say("대기줄에서 나중에 만든 {name:을} 먼저 꺼냅니다. 받은 변화도는 {got}입니다.",
                       name=name, got=got)
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
            sentence = say("{name}.grad에 {value:을} 적었습니다. 처음이라 그대로입니다.",
                           name=name, value=value)
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


def _oldest_first(nodes) -> list:
    """잎을 먼저, 연산은 만든 차례로. 노드를 만들 때 그 입력은 이미 있습니다."""
    return sorted(nodes, key=lambda node: (type(node) is not AccumulateGrad, node._order))


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
