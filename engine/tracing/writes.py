"""메모리를 고친 걸음: 제자리 연산, 뷰를 거쳐 원본을 고치기, .grad를 고치기, 버전을 올리지 않고 고치기."""

from __future__ import annotations

from ..korean import say
from ..ops.assign import Copy, Fill, Zero
from ..ops.view_history import AsStrided
from .earlier import Earlier
from .formulas import collected, fill, quoted, rule_of, settle
from .numbers import brief, number
from .records import Fact, Op
from .steps import STALE, count_of


class Writes(Earlier):
    """텐서의 메모리를 고칠 때마다 걸음을 더하고, 그 메모리를 보는 노드의 값을 다시 적습니다."""

    def _on_inplace(self, fact: Fact) -> None:
        wrote, before, after, counter, array, owner, shared = fact.data
        root, whole = (wrote.tensor, array) if wrote.base is None else (shared[0][0], shared[0][2])
        self.counters[id(counter)] = after
        if owner is None:       # 그때는 아직 처음 보는 잎이었을 수 있습니다.
            owner = self.nodes.recorder.owner_of(root)
        if owner is not None:
            self._grad_changed(owner, whole, fact.place)
            return
        base = self._base_of(wrote)
        key = base if wrote.hidden else self._box(wrote.tensor, wrote.edge, wrote.before)
        if key is None:
            return
        name = self.nodes.name(key)
        boxes = {self.box_of(tensor, edge): value for tensor, edge, value in shared}
        boxes |= {key: whole if wrote.hidden else array, None: None}
        del boxes[None]
        others = [self.nodes.name(box) for box, value in boxes.items()
                  if box != key and brief(value) != self.shown(f"{box}.value")]
        changes: dict = {}
        for box, value in boxes.items():
            changes |= self.show_value(box, value, after)
        stale = [(other, place, version) for kept, version, other, place in self.versions
                 if kept is counter and version != after and (other, place) in self.alive]
        changes |= {f"{other}.saved.{place}": STALE for other, place, _ in stale}
        how = say("{part}에 써서 ", part=self.written_text(fact)) if wrote.hidden else ""
        sentence = how + say("{name:을} 제자리에서 고쳤습니다. ", name=name)
        if others:
            sentence += f"메모리를 나눠 쓰는 {', '.join(others)}도 바뀌었습니다. "
        sentence += say("버전이 {after:이} 되었습니다.", after=after)
        if stale:
            sentence += f" 저장해 둔 버전 {stale[0][2]}과 다릅니다."
        self.step("inplace", sentence, key=key, big=True, changes=changes, place=fact.place,
                  to=base if base != key else None, was=str(before),
                  formula=[f"{name} = {brief(boxes[key])}", f"버전 {before} → {after}"])

    def _base_of(self, wrote) -> str | None:
        """고친 뷰의 원본을 그린 노드입니다. 추적하지 않는 원본은 아직 그리지 않았으면 그대로 둡니다."""
        if wrote.base is None:
            return None
        if wrote.hidden or wrote.base_edge is not None:
            return self._box(wrote.base, wrote.base_edge, wrote.base_before)
        return self.box_of(wrote.base, None)

    def _box(self, tensor, edge, before) -> str | None:
        """고친 텐서의 노드입니다. 그래프에 든 것도 아니고 독자가 이름을 붙인 것도 아니면 그리지 않습니다."""
        found = self.box_of(tensor, edge)
        if found is None and (edge is not None or id(tensor) in self.nodes.recorder.leaves
                              or self.nodes.called(tensor)):
            found, _ = self.input(tensor, edge, before)
        return found

    def _on_silent(self, fact: Fact) -> None:
        """버전을 올리지 않고 값이 바뀐 걸음입니다. 그 값을 저장한 노드도 바뀐 값을 씁니다."""
        tensor, edge, before, array, moved = fact.data
        known = id(tensor) in self.nodes.recorder.leaves
        key = self.leaf(tensor) if known else self.box_of(tensor, edge)
        if key is None:
            return
        name, was, now = self.nodes.name(key), brief(before), brief(array)
        if fact.place is not None:
            sentence = say(".data처럼 버전을 따로 세는 텐서로 {name:을} {was}에서 {now:으로} 고쳤습니다. "
                           "{name}의 버전은 그대로입니다.", name=name, was=was, now=now)
        else:
            sentence = say("{name}의 값이 {was}에서 {now:으로} 바뀌어 있습니다. .data에 새 값을 넣거나 메모리를 "
                           "나눠 쓰는 numpy 배열을 고치면, 버전은 그대로입니다.", name=name, was=was, now=now)
        if not moved and any(item["of"] == key and (node, place) in self.alive
                             for node, items in self.saved.items() for place, item in enumerate(items)):
            sentence += say(" 저장해 둔 {name}도 바뀌었지만 버전으로는 알 수 없습니다.", name=name)
        for other, entry in self.entries.items():
            if any((other, place) in self.alive for place in range(len(self.saved.get(other, ())))):
                self.entries[other] = _with_value(entry, tensor, array, moved)
        version = str(self.counters.get(id(tensor._version_counter), 0))
        step = self.step("inplace", sentence, key=key, big=True, was=version, place=fact.place,
                         changes=self.show_value(key, array, version),
                         formula=[f"{name}: {was} → {now}", f"버전 {version} 그대로"])
        if fact.place is None:
            step["line"] = None     # 어느 줄에서 고쳤는지 듣지 못했습니다.

    def _grad_changed(self, leaf, after, place) -> None:
        """잎의 .grad를 제자리에서 고친 걸음입니다. .grad는 노드가 아니라 잎의 것입니다."""
        key = self.leaf(leaf)
        name, now, shown = self.nodes.name(key), brief(after), f"{key}.grad"
        was = self.shown(shown)
        zero = not after.any()
        sentence = (say("{name}.grad를 0으로 채웠습니다.", name=name) if zero else
                    say("{name}.grad를 제자리에서 {was}에서 {now:으로} 고쳤습니다.",
                        name=name, was=was, now=now))
        self.step("zero" if zero else "inplace", sentence, key=key, big=True, place=place,
                  changes={shown: now}, formula=[f"{name}.grad: {was} → {now}"],
                  was=self.shown(f"{key}.ver"))

    # ── 뷰를 고친 연산 ──

    def part_equation(self, entry: Op, key: str, slots: list) -> list[str]:
        """뷰를 고쳐 바뀐 원본(y₂ = y₁에서 v만 …)이나, 원본에서 다시 이은 뷰의 식입니다."""
        name, source = self.nodes.name(key), self.nodes.name_at(slots[0], entry.inputs[0][2])
        value = f"= {brief(entry.outs[0][1])}"
        if entry.op is AsStrided:
            return [f"{name} = {source}에서 같은 자리를 다시 고른 뷰", value]
        return [say("{name} = {source}에서 {part}만 {new:으로} 바꾼 것", name=name, source=source,
                    part=self.part_name(entry), new=self._new_part(entry, slots)), value]

    def _new_part(self, entry: Op, slots: list) -> str:
        names = [quoted(self.part_name(entry)), *[
            quoted(self.nodes.name_at(slot, fact[2]))
            for slot, fact in zip(slots[1:], entry.inputs[1:], strict=True)]]
        if issubclass(entry.op, Copy):
            return self.nodes.name_at(slots[1], entry.inputs[1][2])
        if issubclass(entry.op, (Zero, Fill)):
            return number(entry.params.get("value", 0))
        rule = rule_of(entry.op)
        symbols = rule.symbols[:len(slots)]
        if not rule.forward or len(symbols) != len(slots):
            return f"{entry.op.__name__.partition('Backward')[0]}({', '.join(names)})"
        text = collected(settle(rule.forward, entry.params, count_of(entry)), entry.params)
        return fill(text, dict(zip(symbols, names, strict=True)))


def _with_value(entry: Op, tensor, array, moved: bool) -> Op:
    """버전을 올리지 않고 고친 텐서의 값을 바꾸어 적은 연산입니다."""
    inputs = [(t, edge, array if t is tensor else value, counter) for t, edge, value, counter in entry.inputs]
    outs = [(t, array if t is tensor and not moved else value) for t, value in entry.outs]
    return entry._replace(inputs=inputs, outs=outs)
