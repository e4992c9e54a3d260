"""노드에 독자의 이름을 붙입니다: 담은 변수, 손에 쥔 텐서의 이름, 소스에 적은 식의 차례로 찾습니다."""

from __future__ import annotations

from collections import Counter

from ..graph import Names
from ..ops.view_history import AsStrided
from .formulas import is_operation
from .numbers import subscript
from .places import Source, span_of
from .recorder import Recorder
from .records import Fact, Op

_LONGEST_EXPRESSION = 24
# 식 하나가 연산 여럿을 부를 때, 독자가 적지 않은 연산의 이름입니다(1차원을 섞은 @ 등).
_HELPERS = {"Unsqueeze": "축 하나 끼우기", "Squeeze": "축 하나 떼기", "Mm": "행렬 곱",
            "Bmm": "묶음마다 행렬 곱", "Expand": "되풀이해 늘리기", "View": "모양 바꾸기",
            "UnsafeView": "모양 바꾸기"}


class Naming:
    """기록 하나의 이름 짓기입니다. shows(연산)은 그 연산을 노드로 보일지입니다."""

    def __init__(self, recorder: Recorder, given: Names, source: Source, shows):
        self._recorder, self._given, self._source, self._shows = recorder, given, source, shows

    def all(self) -> dict[int, str]:
        """id(노드나 텐서) → 이름. 같은 이름에 여러 번 담았으면 차례대로 아래첨자를 붙입니다."""
        found: list[tuple[int, str]] = []
        groups = self._last_of_each_call()
        self._written = self._written_places()
        kept: dict[int, str] = {}       # id(텐서) → 이름. 제자리에서 고쳐도 이름은 그대로입니다.
        for entry in self._recorder.log:
            if type(entry) is Op and self._shows(entry):
                if entry.wrote is not None and id(entry.outs[0][0]) not in kept:
                    kept |= self._before_writing(entry, found)
                whole = self._assigned(entry, groups) or self._rewritten(entry, kept) or self._remembered(entry)
                owner = entry.node if entry.node is not None else entry.outs[0][0]
                if whole is None:
                    whole = self._expression(entry, groups)
                if whole is None:
                    whole = entry.op.__name__.partition("Backward")[0]
                    whole = _HELPERS.get(whole, whole)
                found.append((id(owner), whole))
                kept |= {id(tensor): whole for tensor, _ in entry.outs[:len(entry.outs) == 1]}
            elif type(entry) is Fact and entry.what in ("leaf", "detach"):
                tensor = entry.data[0 if entry.what == "leaf" else 3]
                name = self._target(entry.place) or self._given.of_leaf(tensor)
                if name:
                    found.append((id(tensor), name))
                    kept[id(tensor)] = name
        named = {owner for owner, _ in found}
        for leaf, _, _ in self._recorder.leaves.values():
            name = self._given.of_leaf(leaf)
            if id(leaf) not in named and name:
                found.insert(0, (id(leaf), name))
        return numbered(found)

    def _rewritten(self, entry: Op, kept: dict) -> str | None:
        """제자리에서 고쳤거나 다시 이은 텐서의 이름입니다."""
        again = entry.wrote is not None or entry.op is AsStrided
        return kept.get(id(entry.outs[0][0])) if again else None

    def _before_writing(self, entry: Op, found: list) -> dict[int, str]:
        """구역 앞에서 만든 텐서를 고쳤으면, 고치기 앞의 것에도 같은 이름을 붙입니다."""
        tensor, edge, _, _ = entry.inputs[0]
        name = self._given.of_leaf(tensor) or next(
            (name for name, other in self._given.of_op(tensor.grad_fn) if other is tensor), None)
        if name is None:
            return {}
        found.insert(0, (id(tensor if edge is None else edge[0]), name))
        return {id(tensor): name}

    def _written_places(self) -> set[str | None]:
        """y[0] = x * 3처럼 텐서의 일부에 쓴 자리의 글입니다. x * 3의 이름이 아니라 y의 일부입니다."""
        places = [entry.place for entry in self._recorder.log if type(entry) is Op and entry.wrote and entry.place]
        return {self._source.text(code, span_of(code, at)) for (code, at, _), *_ in (p.frames for p in places)}

    def _last_of_each_call(self) -> dict[tuple, int]:
        """(독자의 자리, 거기서 부른 호출) → 그 호출에서 마지막에 실행한 연산"""
        last = {}
        for entry in self._recorder.log:
            if type(entry) is Op and entry.place is not None and entry.visit is None and entry.op is not AsStrided:
                for code, instruction, call in entry.place.frames:
                    last[code, instruction, call] = id(entry)
        return last

    def _assigned(self, entry: Op, groups: dict) -> str | None:
        if entry.place is None or entry.visit is not None:
            return None
        for code, instruction, call in entry.place.frames:
            if groups.get((code, instruction, call)) != id(entry):
                return None
            targets = self._targets(code, instruction)
            if targets and len(targets) in (1, len(entry.outs)) and targets[0] not in self._written:
                return ", ".join(targets)
        return None

    def _targets(self, code, instruction) -> list[str] | None:
        if code.co_filename != self._source.filename:
            return None
        return self._source.names.get(span_of(code, instruction))

    def _target(self, place) -> str | None:
        if place is None:
            return None
        code, instruction, _ = place.frames[0]
        targets = self._targets(code, instruction)
        return targets[0] if targets and len(targets) == 1 else None

    def _remembered(self, entry: Op) -> str | None:
        if entry.node is None:
            return self._given.of_leaf(entry.outs[0][0])
        found = [name for name, _ in self._given.of_op(entry.node) if name]
        return ", ".join(found) or None

    def _expression(self, entry: Op, groups: dict) -> str | None:
        if entry.place is None or entry.visit is not None:
            return None
        code, instruction, call = entry.place.frames[0]
        text = self._source.text(code, span_of(code, instruction))
        alone = groups.get((code, instruction, call)) == id(entry)
        return text if alone and text and len(text) <= _LONGEST_EXPRESSION else None


def numbered(found: list[tuple[int, str]]) -> dict[int, str]:
    """같은 이름이 여럿이면 차례대로 아래첨자를 붙입니다."""
    counts = Counter(name for _, name in dict.fromkeys(found))
    seen: Counter = Counter()
    names: dict[int, str] = {}
    for owner, name in found:
        if owner in names:
            continue
        seen[name] += 1
        if counts[name] > 1:
            shown = f"({name})" if is_operation(name) else name
            names[owner] = f"{shown}{subscript(seen[name])}"
        else:
            names[owner] = name
    return names
