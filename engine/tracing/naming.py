"""노드에 독자의 이름을 붙입니다: 담은 변수, 손에 쥔 텐서의 이름, 소스에 적은 식의 차례로 찾습니다."""

from __future__ import annotations

from collections import Counter

from ..graph import Names
from ..ops.view_history import AsStrided
from .formulas import is_operation, tight
from .numbers import subscript
from .places import Source, span_of
from .recorder import Recorder
from .records import Fact, Op

_LONGEST_EXPRESSION = 24
# 식 하나가 연산 여럿을 부를 때, 독자가 적지 않은 연산의 이름입니다(1차원을 섞은 @ 등).
_HELPERS = {"Unsqueeze": "축 하나 끼우기", "Squeeze": "축 하나 떼기", "Mm": "행렬 곱",
            "Bmm": "묶음마다 행렬 곱", "Expand": "되풀이해 늘리기", "View": "모양 바꾸기",
            "UnsafeView": "모양 바꾸기"}


class Called(dict):
    """노드 하나의 이름: 결과의 번호 → 이름. 결과가 여럿인데 이름이 하나뿐이면 번호가 None입니다."""

    def __str__(self) -> str:
        return ", ".join(self.values())

    def of(self, nr: int, fn: str) -> str:
        """nr번째 결과의 이름입니다. 따로 붙인 이름이 없으면 번호로 부릅니다."""
        return self.get(nr) or f"{tight(self.get(None) or fn)}[{nr}]"


class Naming:
    """기록 하나의 이름 짓기입니다. shows(연산)은 그 연산을 노드로 보일지입니다."""

    def __init__(self, recorder: Recorder, given: Names, source: Source, shows):
        self._recorder, self._given, self._source, self._shows = recorder, given, source, shows

    def all(self) -> dict[int, Called]:
        """id(노드나 텐서) → 이름. 같은 이름에 여러 번 담았으면 차례대로 아래첨자를 붙입니다."""
        found: list[tuple[int, tuple]] = []
        groups = self._last_of_each_call()
        self._written = self._written_places()
        kept: dict[int, tuple] = {}       # id(텐서) → 이름. 제자리에서 고쳐도 이름은 그대로입니다.
        for entry in self._recorder.log:
            if type(entry) is Op and self._shows(entry):
                if entry.wrote is not None and id(entry.outs[0][0]) not in kept:
                    kept |= self._before_writing(entry, found)
                whole = self._assigned(entry, groups) or self._rewritten(entry, kept) or self._remembered(entry)
                owner = entry.node if entry.node is not None else entry.outs[0][0]
                if not whole:
                    name = self._expression(entry, groups)
                    if name is None:
                        name = entry.op.__name__.partition("Backward")[0]
                        name = _HELPERS.get(name, name)
                    whole = (_of_all(entry), name),
                found.append((id(owner), whole))
                kept |= {id(tensor): whole for tensor, _ in entry.outs[:len(entry.outs) == 1]}
            elif type(entry) is Fact and entry.what in ("leaf", "detach"):
                tensor = entry.data[0 if entry.what == "leaf" else 3]
                name = self._target(entry.place) or self._given.of_leaf(tensor)
                if name:
                    found.append((id(tensor), ((0, name),)))
                    kept[id(tensor)] = (0, name),
        named = {owner for owner, _ in found}
        return numbered([(id(each), ((0, name),)) for each, name in self._from_outside()
                          if id(each) not in named] + found)

    def _from_outside(self):
        """구역 안의 연산이 내지 않은 잎과 상수마다 (텐서, 이름)입니다."""
        ops = [entry for entry in self._recorder.log if type(entry) is Op and self._shows(entry)]
        made = {id(tensor) for entry in ops for tensor, _ in entry.outs}
        used = [tensor for entry in ops for tensor, edge, _, _ in entry.inputs if edge is None]
        for each in [leaf for leaf, _, _ in self._recorder.leaves.values()] + used:
            name = self._given.of_leaf(each)
            if name and id(each) not in made:
                yield each, name

    def _rewritten(self, entry: Op, kept: dict) -> tuple | None:
        """제자리에서 고쳤거나 다시 이은 텐서의 이름입니다."""
        again = entry.wrote is not None or entry.op is AsStrided
        return kept.get(id(entry.outs[0][0])) if again else None

    def _before_writing(self, entry: Op, found: list) -> dict[int, tuple]:
        """구역 앞에서 만든 텐서를 고쳤으면, 고치기 앞의 것에도 같은 이름을 붙입니다."""
        tensor, edge, _, _ = entry.inputs[0]
        name = self._given.of_leaf(tensor) or next(
            (name for name, other in self._given.of_op(tensor.grad_fn) if other is tensor), None)
        if name is None:
            return {}
        called = (0 if edge is None else edge[1], name),
        found.insert(0, (id(tensor if edge is None else edge[0]), called))
        return {id(tensor): called}

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

    def _assigned(self, entry: Op, groups: dict) -> tuple:
        """변수에 담은 결과마다 (번호, 이름)입니다. 결과가 여럿인데 한 변수에 담았으면 번호가 None입니다."""
        if entry.place is None or entry.visit is not None:
            return ()
        for code, instruction, call in entry.place.frames:
            if groups.get((code, instruction, call)) != id(entry):
                return ()
            targets = self._targets(code, instruction) or []
            if targets and targets[0] in self._written:
                continue
            if len(targets) == 1:       # 연산 여럿을 담은 목록의 이름은 그 하나의 이름이 아닙니다.
                kept, all_of_it = self._remembered(entry), _of_all(entry)
                inside = all_of_it == 0 and kept and kept[0][1].startswith(f"{targets[0]}[")
                return kept if inside else ((all_of_it, targets[0]),)
            if len(targets) == len(entry.outs) and not any(target.startswith("*") for target in targets):
                return tuple(enumerate(targets))
        return ()

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

    def _remembered(self, entry: Op) -> tuple:
        """독자의 변수에 남아 있는 결과마다 (번호, 이름)입니다."""
        if entry.node is not None:
            return tuple((tensor.output_nr, name) for name, tensor in self._given.of_op(entry.node))
        found = [(nr, self._given.of_leaf(tensor)) for nr, (tensor, _) in enumerate(entry.outs)]
        return tuple(pair for pair in found if pair[1])

    def _expression(self, entry: Op, groups: dict) -> str | None:
        if entry.place is None or entry.visit is not None:
            return None
        code, instruction, call = entry.place.frames[0]
        text = self._source.text(code, span_of(code, instruction))
        alone = groups.get((code, instruction, call)) == id(entry)
        return text if alone and text and len(text) <= _LONGEST_EXPRESSION else None


def _of_all(entry: Op) -> int | None:
    """연산 전체의 이름이 몇 번째 결과의 이름인지입니다. 결과가 여럿이면 어느 것도 아닙니다."""
    return 0 if len(entry.outs) == 1 else None


def numbered(found: list[tuple[int, tuple]]) -> dict[int, Called]:
    """같은 이름이 여럿이면 차례대로 아래첨자를 붙입니다."""
    counts = Counter(name for _, parts in dict.fromkeys(found) for _, name in parts)
    seen: Counter = Counter()
    names: dict[int, Called] = {}
    for owner, parts in found:
        if owner not in names:
            called = names[owner] = Called()
            for nr, name in parts:
                seen[name] += 1
                called[nr] = name
                if counts[name] > 1:
                    shown = f"({name})" if is_operation(name) else name
                    called[nr] = f"{shown}{subscript(seen[name])}"
    return names
