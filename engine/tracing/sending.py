"""변화도를 보내는 걸음: 국소 미분, 모양 되돌리기, 보내기, 경로 합치기, 건너뛰기."""

from __future__ import annotations

import re

import numpy as np

from ..korean import counted, say
from . import asking
from .earlier import Earlier
from .formulas import collected, fill, rule_of, settle, tight
from .local import local_of
from .numbers import WRITTEN, arrow, brief, detail, in_formula
from .records import Fact, Sent
from .steps import count_of, writes_part

_SKIPPED = {"label": "", "w": 1, "sign": "", "kind": "skip"}
_LISTED = 6         # 하나하나 적는, 모인 값의 수


class Sending(Earlier):
    """자리마다 보낸 변화도의 걸음을 더합니다."""

    def push(self, key: str) -> None:
        """도착이 끝난 노드를 대기줄에 넣습니다."""
        self.ready.append((self.orders.get(key, 0), key))

    def gathered(self, key: str) -> str:
        """버퍼에 모인 값입니다: 12 ⊕ 12"""
        return ", ".join(_joined(values) for _, values in sorted(self.buffers.get(key, {}).items()))

    def gather(self, key: str, nr: int, array) -> None:
        """버퍼에 값을 더합니다."""
        self.buffers.setdefault(key, {}).setdefault(nr, []).append(array)

    # ── 보내지 않는 자리 ──

    def skip_until(self, key: str, slot: int) -> None:
        """`slot` 앞의 보내지 않은 자리마다 까닭을 적습니다."""
        visit = self.open[key]
        for skipped in range(visit[1], slot):
            self._skip(key, skipped)
        visit[1] = max(visit[1], slot)

    def _skip(self, key: str, slot: int) -> None:
        entry, inputs = self.entries.get(key), self.nodes.by_key[key]["in"]
        found = inputs[slot] if slot < len(inputs) else None
        source = found and found[0]
        value = entry.inputs[slot][2] if entry and slot < len(entry.inputs) else None
        tracked = source and self.nodes.by_key[source]["kind"] in ("leaf", "op")
        constant = not source or self.nodes.by_key[source]["kind"] == "const"
        why = ("지금 구하는 변화도로 가는 길이 아니라" if tracked
               else "상수라서" if constant else "변화도가 필요 없어")
        name = self.nodes.name_at(found, value) if source or value is not None else f"자리 {slot}"
        self.step("skip", say("{name:은} {why} 보내지 않습니다.", why=why, name=name),
                  key=key, slot=slot, e=f"{key}.{slot}", to=source,
                  changes={f"e.{key}.{slot}": _SKIPPED})

    # ── 보내기 ──

    def _on_sent(self, fact: Sent) -> None:
        key, to = self.key_of(fact.node), self.key_of(fact.target)
        slot, sent = fact.slot, fact.sent
        self.skip_until(key, slot)
        self.open[key][1] = slot + 1
        self.sender = key
        self.arrived[to] += 1
        where = {"key": key, "slot": slot, "e": f"{key}.{slot}", "to": to}
        called = self.nodes.name(to, nr=fact.nr)
        changes = {f"{to}.arr": f"{self.arrived[to]}/{self.needed.get(to, 0)}"}
        if self.arrived[to] >= self.needed.get(to, 0):
            changes[f"{to}.state"] = "ready"
        if sent is None:
            self._arrive(to, changes)
            changes[f"e.{key}.{slot}"] = _SKIPPED
            self.step("skip", say("{name}의 자리 {slot}으로는 보낼 변화도가 없습니다.",
                                  name=self.nodes.name(key), slot=slot), changes=changes, **where)
            return
        local, formula = self._local(key, slot, called, where)
        text, lines = self._product(key, local, fact.given, formula)
        if fact.given.shape != sent.shape:
            self.step("unbroadcast", _shrunk(fact.given.shape, sent.shape), **where,
                      formula=[f"{fact.given.shape} → {sent.shape}", f"= {brief(sent)}"],
                      strip=_strip(fact.given.shape, sent.shape))
            text, lines = brief(sent), [*lines, f"더하면 {brief(sent)}"]
        self.gather(to, fact.nr, sent)
        changes |= {f"e.{key}.{slot}": arrow(sent), f"{to}.buf": self.gathered(to)}
        if sent.size > WRITTEN:
            changes[f"e.{key}.{slot}.data"] = detail(sent)
        self._arrive(to, changes)
        self._ask_before_sending(key, slot, called, local, sent)
        self.step("send", self._sending(key, slot, to, called, text), formula=lines, changes=changes, **where)

    def _arrive(self, to: str, changes: dict) -> None:
        if f"{to}.state" in changes:
            self.push(to)

    def _sending(self, key: str, slot: int, to: str, called: str, text: str) -> str:
        """보낸 값과, 여러 번 받을 노드면 몇 번 받았는지를 적은 문장입니다."""
        name, needed, count = self.nodes.name(to), self.needed.get(to, 0), self.arrived[to]
        sentence = say("{text:을} {called:으로} 보냅니다.", text=text, called=called)
        if len(self.nodes.by_key[key]["in"]) > 1:
            sentence = f"{self.nodes.name(key)}의 자리 {slot}: {sentence}"
        if count > needed:
            sentence += say(" {name:은} {needed}번이면 되는데 {count}번 받았습니다.",
                            name=name, needed=needed, count=count)
        elif needed > 1:
            sentence += say(" {name:은} {needed}번 가운데 {count}번 받았습니다.",
                            name=name, needed=needed, count=count)
        return sentence

    def _local(self, key: str, slot: int, called: str, where: dict):
        """국소 미분의 걸음을 더하고 (국소 미분의 값, 보낼 변화도의 식)을 돌려줍니다. 모르면 None입니다."""
        entry = self.entries.get(key)
        if entry is None or slot >= len(rule_of(entry.op).symbols):
            return None, None
        rule, out = rule_of(entry.op), tight(self.nodes.name(key))
        inputs = zip(rule.symbols, self.nodes.by_key[key]["in"], entry.inputs, strict=False)
        names = {symbol: tight(self.nodes.name_at(found, fact[2]))
                 for symbol, found, fact in inputs} | {rule.result: out, rule.result.rstrip("ᵢₖ"): out}
        symbol = rule.symbols[slot]
        text = settle(rule.local.get(symbol, ""), entry.params, count_of(entry))
        text = collected(text, entry.params, local=True)
        sent = rule.sent.get(symbol)
        if writes_part(entry):      # 뷰를 고친 연산은 고친 자리에서만 그 연산의 공식을 씁니다.
            part = self.part_name(entry)
            names |= {rule.symbols[0]: tight(part), rule.result: tight(part)}
            if slot:
                times = f" × {fill(text, names)}" * (text != "1")
                return None, text and f"받은 변화도의 {part} 자리{times}"
            text, sent = text and f"({part}만 {text}, 나머지는 1)", None
        if sent and not text:      # 값마다 곱하는 연산이 아닙니다. 보낼 변화도의 식을 그대로 보입니다.
            return None, fill(sent, names | {"grad": "받은 변화도"})
        local = local_of(entry, slot)
        parts = [fill(text, names)] * bool(text)
        if local is not None and local.size > 1 and re.fullmatch(r"−?[\d.]+", parts[0] if parts else ""):
            parts = [f"값마다 {parts[0]}"]      # 수 하나는 여러 값과 같지 않습니다.
        elif local is not None and brief(local) not in parts:
            parts.append(brief(local))
        if parts:
            rest = [f"= {part}" for part in parts[1:]]
            whole = f"∂{out}/∂{tight(called)}", f" = {parts[0]}"
            slots = self.nodes.by_key[key]["in"]
            same = [i for i, found in enumerate(slots) if found == slots[slot]]
            alone = f" (자리 {slot})" * (len(same) > 1)
            self.step("local", self._seen_alone(key, slot, called, same, " ".join(["".join(whole), *rest])),
                      formula=[alone.join(whole), *rest], **where)
        return local, None

    def _seen_alone(self, key: str, slot: int, called: str, same: list[int], text: str) -> str:
        """국소 미분의 문장입니다. 같은 것이 여러 자리(same)에 들어가면 한 자리씩 움직입니다."""
        if len(same) < 2:
            return f"{text}."
        for step in reversed(self.list):
            if step["t"] == "pop":
                break
            if step["t"] == "local" and step["n"] == key and step["say"].endswith(f"움직이면 {text}."):
                return f"자리 {slot}만 움직여도 같습니다: {text}."
        both = say("자리 {same:은} 모두 {name}입니다. ", same=", ".join(map(str, same)), name=called)
        return f"{both * (slot == same[0])}자리 {slot}만 움직이면 {text}."

    def _product(self, key: str, local, given, formula) -> tuple[str, list[str]]:
        """‘6 × 2 = 12’처럼 보낼 변화도를 적은 글과 식입니다."""
        grads = [grad for grad in self.open[key][0].grads if grad is not None]
        value = brief(given)
        if local is not None and len(grads) == 1 and max(grads[0].size, local.size) <= WRITTEN and (
                np.allclose(grads[0] * local, given, rtol=1e-4, equal_nan=True)):
            text = f"{in_formula(grads[0])} × {in_formula(local)} = {value}"
            return text, ["받은 변화도 × 국소 미분", text]
        if formula:
            return f"{formula} = {value}", [f"보낼 변화도 = {formula}", f"= {value}"]
        return value, [f"= {value}"]

    def _ask_before_sending(self, key: str, slot: int, called: str, local, sent) -> None:
        grads = self.open[key][0].grads
        if self.early:
            return      # 순서를 어긴 걸음의 값은 답이 아니라서 묻지 않습니다.
        if local is None or not sent.size == local.size == len(grads) == grads[0].size == 1:
            return
        got, ratio = grads[0].item(), local.item()
        if got not in (0, 1) and ratio not in (0, 1):     # 0과 1은 오해를 가려내지 못합니다.
            where = f"자리 {slot}의 {called}" if len(self.nodes.by_key[key]["in"]) > 1 else called
            self.candidates.append((len(self.list), asking.sending(
                self.nodes.name(key), where, got, ratio)))

    # ── 합치기 ──

    def _on_merged(self, fact: Fact) -> None:
        target, nr, after = fact.data
        if target is None:
            return
        to = self.key_of(target)
        values, total = self.buffers.get(to, {}).get(nr, []), brief(after)
        name = self.nodes.name(to, nr=nr)
        needed, count = self.needed.get(to, 0), self.arrived[to]
        if count > needed:
            sentence = say("{name}의 버퍼에 또 더해 {total:이} 되었습니다. 이미 보낸 몫이 다시 들어왔습니다.",
                           name=name, total=total)
        elif count == needed:
            sentence = say("{why}길마다 온 변화도를 더합니다: {sum}.", why=self._why_add(to, name, len(values)),
                           sum=added(values, total))
            if all(part.size == 1 for part in values) and not self.early:
                self.candidates.append((len(self.list), asking.merging(
                    name, [part.item() for part in values], after.item())))
        else:
            sentence = f"{name}의 버퍼에 더해 {total}입니다. 아직 다 도착하지 않았습니다."
        parts = _joined(values)
        self.step("merge", sentence, key=self.sender, to=to, formula=[parts, f"= {total}"],
                  changes={f"{to}.buf": f"{parts} = {total}"})

    def _why_add(self, to: str, name: str, ways: int) -> str:
        """길마다 온 변화도를 더하는 까닭입니다. 순서를 어긴 걸음의 값은 길마다의 몫이 아니라서 적지 않습니다."""
        if self.early:
            return ""
        if to in self.roots:
            return "시작값과 "
        return say("{name:이} 움직이면 {ways} 길이 함께 {roots:을} 움직이므로, ", name=name,
                   ways=counted(ways), roots=", ".join(map(self.nodes.name, self.roots)))


def added(values: list, total: str) -> str:
    """‘12 + 12 + 12 = 36’처럼 길마다 온 값을 더한 식입니다. 큰 배열은 합만 적습니다."""
    if len(values) > _LISTED or any(value.size > WRITTEN for value in values):
        return total
    first, *rest = values
    return f"{' + '.join([brief(first), *map(in_formula, rest)])} = {total}"


def _joined(values: list) -> str:
    """‘12 ⊕ 12’처럼 모인 값입니다. 올 때마다 모두 적으면 글이 너무 길어지므로, 많으면 수만 적습니다."""
    return f"{len(values)}개 ⊕" if len(values) > _LISTED else " ⊕ ".join(map(brief, values))


def _strip(big: tuple, small: tuple) -> list:
    """축마다 [앞의 크기, 뒤의 크기]입니다. 뒤의 크기가 None이면 더해서 없앤 축입니다."""
    extra = len(big) - len(small)
    return [[size, None if i < extra else small[i - extra]] for i, size in enumerate(big)]


def _shrunk(big: tuple, small: tuple) -> str:
    axes = [str(i) for i, (size, left) in enumerate(_strip(big, small)) if size != left]
    if not axes:
        return f"모양 {small}으로 되돌립니다."
    return f"{', '.join(axes)}번 축으로 더해 모양 {small}으로 되돌립니다."
