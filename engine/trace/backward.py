"""역전파의 걸음: 시작값, 꺼내기, 국소 미분, 보내기, 합치기, 누적, 해제."""

from __future__ import annotations

from collections import Counter

import numpy as np

from ..node import AccumulateGrad
from . import asking
from .formulas import collected, fill, rule_of, settle
from .local import local_of
from .numbers import arrow, brief, detail, in_formula
from .words import counted, say

FREED, KEPT, IN_USE = "해제됨", "보관", "사용 중"


class Walk:
    """노드를 찾아가는 동안의 상태와, 그때그때의 걸음입니다. 앞의 걸음은 story.py에 있습니다."""

    def __init__(self):
        self._needed: dict[str, int] = {}
        self._arrived: Counter = Counter()
        self._buffers: dict[tuple, list] = {}    # (열쇠, 결과 번호) → 도착한 값들
        self._ready: list[tuple] = []            # (차례, 열쇠)
        self._orders: dict[str, int] = {}
        self._root = "L"
        self._visit = None                       # 지금 찾아간 노드
        self._open: dict[str, list] = {}         # 아직 떠나지 않은 노드마다 [찾아간 일, 다음 자리]
        self._call: int | None = None            # 지금의 역전파를 부른 줄
        self._sender = None                      # 마지막으로 변화도를 보낸 노드
        self.candidates: list[tuple[int, dict]] = []   # (걸음, 질문)
        self._early: set[str] = set()            # 도착이 끝나기 전에 실행한 노드

    def queue(self) -> list[str]:
        """대기줄에 있는 노드입니다. 먼저 나올 것이 앞에 있습니다."""
        return [key for _, key in sorted(self._ready)]

    # ── 시작 ──

    def _on_began(self, fact) -> None:
        roots, needed, retain_graph, create_graph, inputs = fact.data
        keys = {}
        for node in sorted(needed, key=lambda n: n.order, reverse=True):   # 먼저 만든 노드부터
            keys[node] = self._key_of(node)
        self._needed = {key: needed[node] for node, key in keys.items()}
        self._orders = {key: node.order for node, key in keys.items()}
        for root, edge, _, _ in roots:              # 시작값도 한 번의 도착입니다.
            self._needed[self._input(root, edge, root._array, None)[0]] += 1
        self._arrived.clear()
        self._buffers.clear()
        self._call = self.nodes.where(fact.place)["line"]
        changes = {}
        for key, count in self._needed.items():
            changes |= {f"{key}.arr": f"0/{count}", f"{key}.buf": "", f"{key}.got": None,
                        f"{key}.state": "waiting"}
            for i in range(len(self.nodes.by_key[key]["in"])):
                changes[f"e.{key}.{i}"] = {"label": "", "w": 1, "sign": "", "kind": "normal"}
        first = True
        for root, edge, array, seed in roots:
            key, nr = self._input(root, edge, array, None)
            self.nodes.by_key[key]["root"] = True
            name = self._root = self.nodes.name(key)
            self._buffers.setdefault((key, nr), []).append(seed)
            merged = len(self._buffers[key, nr]) > 1
            self._arrived[key] += 1
            changes |= {f"{key}.got": brief(seed), f"{key}.buf": self._gathered(key),
                        f"{key}.arr": f"{self._arrived[key]}/{self._needed[key]}"}
            if self._arrived[key] >= self._needed[key]:
                changes |= {f"{key}.state": "ready"}
                self._push(key)
            given = " ⊕ " if merged else ""
            self.step("seed", say("뿌리 {name}에 시작값 {seed:을} 넣습니다.", name=name, seed=brief(seed)),
                      key=key, big=first, changes=changes, place=fact.place,
                      formula=[f"∂{name}/∂{name} = {given}{brief(seed)}"])
            changes, first = {}, False

    def _key_of(self, node) -> str:
        if type(node) is AccumulateGrad:
            variable = node.variable
            return self._make_leaf(variable)
        key = self.nodes.of_node(node)
        if key is None:
            key = self._earlier(node)
        return key

    def _earlier(self, node) -> str:
        """구역 앞에서 만든 연산은 처음부터 보입니다."""
        made = self.nodes.earlier(node)
        key = made["k"]
        made["in"] = [None if target is None else [self._key_of(target), nr]
                      for target, nr in node.next_functions]
        found = [tensor for _, tensor in self.nodes.given.of_op(node)]
        self._first |= {f"{key}.state": "done"}
        if found:
            array = self.nodes.recorder.value(found[0])
            self._first |= self.show_value(key, array)
        made["alt"] = f"{made['name']}, 연산, 모양 {made['shape']}"
        for place, name in enumerate(node.saved or ()):
            self._first[f"{key}.saved.{place}"] = KEPT
            self.saved.setdefault(key, []).append(
                {"name": str(name), "of": None, "ver": 0, "shape": "", "bytes": 0})
        return key

    def _push(self, key: str) -> None:
        self._ready.append((self._orders.get(key, 0), key))

    def _gathered(self, key: str) -> str:
        """버퍼에 모인 값입니다: 12 ⊕ 12"""
        parts = [" ⊕ ".join(map(brief, values)) for (owner, _), values in sorted(self._buffers.items())
                 if owner == key]
        return ", ".join(parts)

    # ── 노드 하나 ──

    def _on_visit(self, entry) -> None:
        key = self._key_of(entry.node)
        self._visit = entry
        self._open[key] = [entry, 0]
        self._ready = [(order, other) for order, other in self._ready if other != key]
        node, name = self.nodes.by_key[key], self.nodes.name(key)
        leaf = node["kind"] == "leaf"
        grads = [grad for grad in entry.grads if grad is not None]
        got = ", ".join(map(brief, grads)) or "없음"
        changes = {f"{key}.state": "now", f"{key}.got": got}
        if len(grads) == 1 and grads[0].size > 4:
            changes[f"{key}.gotdata"] = detail(grads[0])
        for place in range(len(self.saved.get(key, ()))):
            changes[f"{key}.saved.{place}"] = IN_USE
        needed, arrived = self._needed.get(key, 0), self._arrived[key]
        sentence = say("도착이 모두 끝난 {name:을} 꺼냅니다. 받은 변화도는 {got}입니다."
                       if arrived >= needed else
                       "{needed}번 가운데 {arrived}번만 도착했는데 {name:을} 먼저 실행합니다. 지금까지 받은 것은 {got}입니다.",
                       name=name, got=got, needed=needed, arrived=arrived)
        if arrived > needed or (arrived == needed and needed > 1 and key in self._early):
            sentence = say("앞서 실행한 {name:을} 다시 실행합니다. 모인 변화도 {got:을} 처음부터 다시 보냅니다.",
                           name=name, got=got) if not leaf else say(
                           "{name:으로} {got:이} 또 왔습니다.", name=name, got=got)
        if arrived < needed:
            self._early.add(key)
        self.step("pop", sentence, key=key, big=True, changes=changes,
                  formula=[f"∂{self._root}/∂{_tight(name)} = {got}"],
                  inner=[] if leaf else _inner(entry))

    def _on_hook(self, fact) -> None:
        hook, before, after, same = fact.data
        key = self._key_of(self._visit.node)
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

    def _skip_until(self, key: str, slot: int) -> None:
        """보내지 않은 자리마다 까닭을 적습니다."""
        visit = self._open[key]
        while visit[1] < slot:
            self._skip(key, visit[1])
            visit[1] += 1

    def _skip(self, key: str, slot: int, target: str | None = None) -> None:
        entry = self._entries.get(key)
        inputs = self.nodes.by_key[key]["in"]
        source = inputs[slot] if slot < len(inputs) else None
        name = self.nodes.name(source and source[0],
                               entry.inputs[slot][2] if entry and slot < len(entry.inputs) else None)
        why = ("지금 구하는 변화도로 가는 길이 아니라" if target
               else "변화도가 필요 없어")
        edge = f"{key}.{slot}"
        self.step("skip", say("{name:은} {why} 보내지 않습니다.", name=name, why=why), key=key,
                  slot=slot, e=edge, to=source and source[0],
                  changes={f"e.{edge}": {"label": "", "w": 1, "sign": "", "kind": "skip"}})

    def _on_sent(self, fact) -> None:
        node, slot, target, nr = fact.node, fact.slot, fact.target, fact.nr
        given, sent = fact.given, fact.sent
        key, to = self._key_of(node), self._key_of(target)
        self._skip_until(key, slot)
        self._open[key][1] = slot + 1
        self._sender = key
        edge = f"{key}.{slot}"
        where = {"key": key, "slot": slot, "e": edge, "to": to}
        self._arrived[to] += 1
        arrival = f"{self._arrived[to]}/{self._needed.get(to, 0)}"
        name = self.nodes.name(to)
        changes = {f"{to}.arr": arrival}
        done = self._arrived[to] >= self._needed.get(to, 0)
        if sent is None:
            if done:
                changes |= {f"{to}.state": "ready"}
                self._push(to)
            changes[f"e.{edge}"] = {"label": "", "w": 1, "sign": "", "kind": "skip"}
            self.step("skip", say("{name}의 자리 {slot}으로는 보낼 변화도가 없습니다.", name=name, slot=slot),
                      changes=changes, **where)
            return
        local, formula = self._local(key, slot, to, where)
        text, lines = self._product(key, local, given, formula)
        if given.shape != sent.shape:
            self.step("unbroadcast", _shrunk(given.shape, sent.shape), **where,
                      formula=[f"{given.shape} → {sent.shape}", f"= {brief(sent)}"])
            text, lines = brief(sent), [*lines, f"더하면 {brief(sent)}"]
        self._buffers.setdefault((to, nr), []).append(sent)
        changes |= {f"e.{edge}": arrow(sent), f"{to}.buf": self._gathered(to)}
        sentence = say("{text:을} {name:으로} 보냅니다.", text=text, name=name)
        if len(self.nodes.by_key[key]["in"]) > 1:
            sentence = say("{out}의 자리 {slot}: ", out=self.nodes.name(key), slot=slot) + sentence
        needed = self._needed.get(to, 0)
        if self._arrived[to] > needed:
            sentence += say(" {name:은} {needed}번이면 되는데 {count}번 받았습니다.",
                            name=name, needed=needed, count=self._arrived[to])
        elif needed > 1:
            sentence += say(" {name:은} {needed}번 가운데 {count}번 받았습니다.",
                            name=name, needed=needed, count=self._arrived[to])
        if done:
            self._push(to)
            changes[f"{to}.state"] = "ready"
        if sent.size > 4:
            changes[f"e.{edge}.data"] = detail(sent)
        grads = self._open[key][0].grads
        if local is not None and sent.size == local.size == 1 == len(grads) == grads[0].size:
            got, ratio = grads[0].item(), local.item()
            if got not in (0, 1) and ratio not in (0, 1):
                self.candidates.append((len(self.steps), asking.sending(
                    self.nodes.name(key), name, got, ratio)))
        self.step("send", sentence, formula=lines, changes=changes, **where)

    def _local(self, key: str, slot: int, to: str, where: dict):
        """국소 미분의 걸음입니다. (숫자, 보낼 변화도의 식)을 돌려줍니다."""
        entry = self._entries.get(key)
        if entry is None or entry.node is None:
            return None, None
        rule = rule_of(entry.op)
        symbols = rule.symbols
        if slot >= len(symbols):
            return None, None
        symbol, name, out = symbols[slot], self.nodes.name(to), self.nodes.name(key)
        named = {s: _tight(self.nodes.name(found and found[0], fact[2])) for s, found, fact in
                 zip(symbols, self.nodes.by_key[key]["in"], entry.inputs)}
        named[rule.result] = _tight(out)
        local = local_of(entry, slot)
        formula = collected(settle(rule.local.get(symbol, ""), entry.params), entry.params, local=True)
        lines = []
        if formula:
            lines = [f"∂{_tight(out)}/∂{_tight(name)} = {fill(formula, named)}"]
        if local is not None:
            value = f"= {brief(local)}"
            if lines and lines[0].endswith(f" {value}"):
                lines = lines[:1]
            else:
                lines.append(value if lines else f"∂{_tight(out)}/∂{_tight(name)} {value}")
        if lines:
            self.step("local", " ".join(lines) + ".", formula=lines, **where)
        rule_text = rule.sent.get(symbol)
        return local, rule_text and fill(rule_text, named)

    def _product(self, key: str, local, given, formula) -> tuple[str, list[str]]:
        """‘6 × 2 = 12’처럼 보낼 변화도를 적은 글과 식입니다."""
        grads = [grad for grad in self._open[key][0].grads if grad is not None]
        value = brief(given)
        if local is not None and len(grads) == 1:
            got = grads[0]
            if got.size <= 4 and local.size <= 4 and np.allclose(
                    got * local, given, rtol=1e-4, equal_nan=True):
                text = f"{in_formula(got)} × {in_formula(local)} = {value}"
                return text, ["받은 변화도 × 국소 미분", text]
        if formula:
            return value, [formula.replace("grad", "받은 변화도"), f"= {value}"]
        return value, [f"= {value}"]

    def _on_merged(self, fact) -> None:
        target, nr, after = fact.data
        if target is None:
            return
        to = self._key_of(target)
        values = self._buffers.get((to, nr), [])
        total = brief(after)
        parts = " ⊕ ".join(map(brief, values))
        name = self.nodes.name(to)
        finished = self._arrived[to] >= self._needed.get(to, 0)
        if self._arrived[to] > self._needed.get(to, 0):
            sentence = say("{name}의 버퍼에 또 더해 {total:이} 되었습니다. 이미 보낸 몫이 다시 들어왔습니다.",
                           name=name, total=total)
        elif finished:
            sentence = say("{count} 길의 값을 더해 {name}의 변화도는 {total}입니다.",
                           count=counted(len(values)), name=name, total=total)
        else:
            sentence = say("{name}의 버퍼에 더해 {total}입니다. 아직 다 도착하지 않았습니다.",
                           name=name, total=total)
        if finished and all(part.size == 1 for part in values):
            self.candidates.append((len(self.steps), asking.merging(
                name, [part.item() for part in values], after.item())))
        self.step("merge", sentence, key=self._sender, to=to,
                  changes={f"{to}.buf": f"{parts} = {total}"},
                  formula=[f"{parts}", f"= {total}"])

    def _on_accumulated(self, fact) -> None:
        variable, edge, before, after = fact.data
        key, _ = self._input(variable, edge, after, None)
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
            if after.size == 1:
                self.candidates.append((len(self.steps), asking.accumulating(
                    name, before.item(), (after - before).item())))
        changes = {f"{key}.grad": value}
        if after.size > 4:
            changes[f"{key}.graddata"] = detail(after)
        self.step("accum", sentence, key=key, changes=changes, formula=lines,
                  big=self._visit is None)

    def _on_left(self, fact) -> None:
        node, freed = fact.data
        key = self._key_of(node)
        if self.nodes.by_key[key]["kind"] != "leaf" and self._open[key][1]:
            self._skip_until(key, len(self.nodes.by_key[key]["in"]))
        places = range(len(self.saved.get(key, ())))
        names = ", ".join(item["name"] for item in self.saved.get(key, ()))
        name = self.nodes.name(key)
        changes = {}
        if freed:
            for place in places:
                changes[f"{key}.saved.{place}"] = FREED
                self.let_go(key, place)
            self.step("free", say("{name:이} 저장한 {names:을} 해제했습니다.", name=name, names=names),
                      key=key, changes=changes, freed=True, by=self._call)
        elif places:
            for place in places:
                changes[f"{key}.saved.{place}"] = KEPT
            self.step("free", say("retain_graph=True라서 {name:이} 저장한 {names:을} 남겨 둡니다.",
                                  name=name, names=names), key=key, changes=changes, freed=False)
        self.steps[-1]["set"] = {**self.steps[-1]["set"], f"{key}.state": "done"}
        self._open.pop(key, None)
        self._visit = None

    def _on_ended(self, fact) -> None:
        self._ready.clear()
        self._early.clear()
        self._open.clear()

    # ── 학습 ──

    def _on_stepped(self, fact) -> None:
        kind, tensor, before, after, grad, lr, counter = fact.data
        key = self._make_leaf(tensor)
        name = self.nodes.name(key)
        stale = {f"{other}.saved.{place}": "버전 어긋남"
                 for kept, version, other, place in self._versions
                 if kept is counter and (other, place) in self._alive}
        numbers = f" ({kind}, 학습률 {brief(np.asarray(lr))})"
        if kind == "SGD" and grad is not None and grad.size <= 4 and np.allclose(
                before - lr * grad, after, rtol=1e-5):
            numbers = f" (학습률 {brief(np.asarray(lr))} × {in_formula(grad)})"
        sentence = f"{name}: {brief(before)} → {brief(after)}{numbers}."
        changes = {**self.show_value(key, after, counter[0] if counter else None), **stale}
        last = self.steps[-1] if self.steps else None
        if "학습률" in numbers and kind == "SGD" and after.size == 1 and "×" in numbers:
            self.candidates.append((len(self.steps), asking.stepping(
                name, before.item(), grad.item(), lr)))
        self.step("optim", sentence, key=key, changes=changes, place=fact.place,
                  big=not last or last["t"] != "optim",
                  formula=[f"{name} ← {brief(before)} − {brief(np.asarray(lr))} × "
                           f"{in_formula(grad)}" if kind == "SGD" and grad is not None
                           and grad.size <= 4 else f"{name}: {brief(before)}",
                           f"= {brief(after)}"])

    def _on_replaced(self, fact) -> None:
        tensor, before, after = fact.data
        key = self._make_leaf(tensor)
        name = self.nodes.name(key)
        was = "없음(None)" if before is None else brief(before)
        now = "없음(None)" if after is None else brief(after)
        sentence = (say("{name}.grad를 비웠습니다. {was}에서 없음(None)이 되었습니다.", name=name, was=was)
                    if after is None else
                    say("{name}.grad를 {was}에서 {now:으로} 바꿔 넣었습니다.", name=name, was=was, now=now))
        last = self.steps[-1] if self.steps else None
        self.step("zero", sentence, key=key, changes={f"{key}.grad": now}, place=fact.place,
                  big=not last or last["t"] != "zero", formula=[f"{name}.grad: {was} → {now}"])


def _tight(name: str) -> str:
    return f"({name})" if " " in name and name[0] != "[" else name


def _first(values):
    if isinstance(values, list):
        return next((value for value in values if value is not None), None)
    return values


def _inner(entry) -> list[dict]:
    """찾아간 노드 안에서 실행한 연산들입니다."""
    steps = []
    for op, params, (*inputs, out) in entry.inner:
        rule = rule_of(op)
        shown = [in_formula(x) if not isinstance(x, tuple) else f"모양 {x}" for x in inputs]
        value = brief(out) if not isinstance(out, tuple) else f"모양 {out}"
        symbols = rule.symbols
        text = rule.forward and len(symbols) == len(shown) and fill(
            collected(settle(rule.forward, params or {}), params or {}), dict(zip(symbols, shown, strict=True)))
        called = op.__name__.partition("Backward")[0]
        text = text or f"{called}({', '.join(shown)})"
        line = f"{text} = {value}".replace(" · ", " × ")
        steps.append({"t": "op", "fn": op.__name__, "say": line})
    return steps


def _shrunk(big: tuple, small: tuple) -> str:
    extra = len(big) - len(small)
    axes = [i for i, size in enumerate(big)
            if i < extra or (small[i - extra] == 1 and size != 1)]
    which = ", ".join(map(str, axes))
    return f"{which}번 축으로 더해 모양 {small}으로 되돌립니다."
