"""기록하는 이: 엔진이 알리는 일을 듣고, 그때의 값을 복사해 차례대로 적어 둡니다.

듣는 동안에는 복사만 합니다. 글과 그림은 다 듣고 나서 story.py가 만듭니다. 그래야 기록하는 동안
독자의 프로그램이 느려지지 않습니다.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, field
from threading import get_ident
from types import CodeType
from typing import Any

import numpy as np

from ..events import (
    BackwardBegan,
    BackwardEnded,
    Detached,
    ErrorRaised,
    GradientAccumulated,
    GradientReplaced,
    GradientSent,
    HookRan,
    LeafMade,
    NodeLeft,
    NodeVisited,
    OpApplied,
    ParameterStepped,
    PathsMerged,
    RegionEntered,
    RegionLeft,
    VersionBumped,
    listeners,
)
from ..grad_mode import mode, slow_lane
from ..node import AccumulateGrad
from ..tensor import Tensor
from .numbers import KEPT
from .places import Place, is_engine, place_of

ENGINE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
_HERE = os.path.abspath(__file__), os.path.join(ENGINE, "events.py")


MOST = 20_000       # 한 기록에 적는 일의 수. 반복문이 길면 앞부분만 적습니다.


@dataclass(slots=True)
class Op:
    """실행한 연산 하나입니다. inputs는 입력마다 (텐서, 간선, 값, 버전)입니다."""

    op: type
    inputs: list
    outs: list           # 결과마다 (텐서, 값)
    params: dict
    node: Any
    saved: dict | None   # 이름 → (저장한 값, 버전 번호 목록, 저장한 번호)
    region: str | None
    place: Place | None
    visit: Any           # 역전파 도중에 기록한 연산이면, 그때 찾아간 노드


@dataclass(slots=True)
class Visit:
    """찾아간 노드 하나입니다. 그 안에서 실행한 연산은 inner에 모읍니다."""

    node: Any
    grads: list                                  # 결과마다 온 변화도의 값. 없으면 None
    inner: list = field(default_factory=list)    # (연산, 설정, [입력의 값 …, 결과의 값]). 크면 모양만
    sending: bool = False


@dataclass(slots=True)
class Sent:
    """자리 하나로 보낸 변화도입니다. given은 보낸 그대로, sent는 받는 쪽의 모양으로 되돌린 값입니다."""

    node: Any
    slot: int
    target: Any
    nr: int
    given: np.ndarray | None
    sent: np.ndarray | None


@dataclass(slots=True)
class Fact:
    """그 밖의 일입니다. what은 일의 이름, data는 그때의 값입니다."""

    what: str
    place: Place | None
    data: tuple


class Recorder:
    """엔진의 사건을 듣는 이입니다. 만든 스레드의 일만 듣습니다."""

    def __init__(self, code: CodeType):
        self.code = code
        self.log: list = []
        self.full = False                     # 일이 너무 많아 뒤를 적지 않았는지
        self.inputs: set[int] = set()         # 함수에 넘긴 입력의 id(explore)
        self.leaves: dict[int, tuple] = {}    # id(잎) → (잎, 처음 보았을 때의 값, 처음의 .grad)
        self._values: dict[tuple, tuple] = {}  # (id(텐서), 버전) → (텐서, 복사한 값)
        self._thread = get_ident()
        self._visit: Visit | None = None
        self._walking = 0
        self._changed: tuple | None = None     # 바로 앞에서 제자리로 고친 (텐서, 간선, 앞의 값)
        self._regions: list[str] = []          # 독자가 들어간 구역들
        self._handlers = {
            OpApplied: self._op, NodeVisited: self._visited, GradientSent: self._sent,
            NodeLeft: self._left, PathsMerged: self._merged, BackwardBegan: self._began,
            BackwardEnded: self._ended, GradientAccumulated: self._accumulated,
            HookRan: self._hook, VersionBumped: self._bumped, Detached: self._detached,
            RegionEntered: self._entered, RegionLeft: self._left_region, LeafMade: self._leaf,
            ErrorRaised: self._error, ParameterStepped: self._stepped,
            GradientReplaced: self._replaced,
        }

    def start(self) -> None:
        """듣기 시작합니다."""
        if not mode.enabled:
            self._regions.append("no_grad")
        listeners.append(self)
        slow_lane.append(self)

    def stop(self) -> None:
        """그만 듣습니다."""
        if self in listeners:
            listeners.remove(self)
        slow_lane.remove(self)

    def __call__(self, event) -> None:
        if get_ident() == self._thread and not self.full:
            self._handlers[type(event)](event)

    # ── 복사하기 ──

    def value(self, tensor: Tensor | None) -> np.ndarray | None:
        """텐서의 지금 값입니다. 버전이 같으면 한 번만 복사합니다."""
        if tensor is None:
            return None
        counter = tensor._version_counter
        key = id(tensor), counter[0] if counter is not None else -1
        found = self._values.get(key)
        if found is None or found[0] is not tensor:
            found = self._values[key] = tensor, tensor._array.copy()
        return found[1]

    def see(self, leaf: Tensor) -> None:
        """잎을 처음 보았을 때의 값과 .grad를 적어 둡니다."""
        if id(leaf) not in self.leaves:
            grad = leaf._grad
            self.leaves[id(leaf)] = leaf, self.value(leaf), _copy(grad)

    def owner_of(self, grad: Tensor) -> Tensor | None:
        """이 텐서를 .grad로 가진 잎입니다."""
        return next((leaf for leaf, _, _ in self.leaves.values() if leaf._grad is grad), None)

    def _place(self) -> Place | None:
        return place_of(self.code, 4)

    def _by_reader(self, *files: str) -> bool:
        """엔진의 다른 자리가 아니라 독자가 부른 일인지입니다. files는 지나쳐도 되는 파일입니다."""
        frame = sys._getframe(1)
        while frame is not None and frame.f_code.co_filename in _HERE:
            frame = frame.f_back
        while frame is not None and is_engine(frame.f_code):
            inside = os.path.relpath(frame.f_code.co_filename, ENGINE).replace(os.sep, "/")
            if not inside.startswith(files):
                return False
            frame = frame.f_back
        return True

    def _note(self, what: str, *data, place: bool = True) -> None:
        self.log.append(Fact(what, self._place() if place else None, data))

    # ── 순전파 ──

    def _op(self, event: OpApplied) -> None:
        op, inputs, out, params, node = event
        visit = self._visit
        if node is None and self._walking:
            if visit is not None and not visit.sending:
                arrays = [t._array for t in inputs]
                arrays.append((out[0] if type(out) is tuple else out)._array)
                visit.inner.append((op, params, [
                    a.copy() if a.size <= KEPT else a.shape for a in arrays]))
            return          # 보낸 뒤의 연산은 경로를 합치는 덧셈입니다. merged로 따로 듣습니다.
        if node is None and not mode.enabled and not self._regions:
            return          # 엔진이 스스로 기록을 끈 곳입니다: 직접 적은 Function의 forward 등
        outs = out if type(out) is tuple else (out,)
        changed, self._changed = self._changed, None
        facts, values = [], self._values
        for tensor in inputs:
            edge, counter = tensor._edge, tensor._version_counter
            if changed and tensor is changed[0] and any(tensor is t for t in outs):
                edge, array = changed[1:]     # 제자리 연산이 고치기 앞의 간선과 값입니다.
            else:
                key = id(tensor), -1 if counter is None else counter[0]
                found = values.get(key)
                if found is None:
                    found = values[key] = tensor, tensor._array.copy()
                    if edge is None and tensor._requires_grad:
                        self.see(tensor)
                array = found[1]
            facts.append((tensor, edge, array, counter))
        region = None
        if node is None and not mode.enabled:
            region = self._regions[-1]
        made = []
        for t in outs:
            if not isinstance(t, Tensor):
                continue       # 직접 적은 Function은 텐서가 아닌 것도 돌려줄 수 있습니다.
            counter, array = t._version_counter, t._array.copy()
            values[id(t), -1 if counter is None else counter[0]] = t, array
            made.append((t, array))
        self.log.append(Op(op, facts, made, params or {}, node, None if node is None else node.saved,
                           region, place_of(self.code, 4), visit))
        self.full = len(self.log) > MOST

    def _leaf(self, event: LeafMade) -> None:
        self.see(event.tensor)
        self._note("leaf", event.tensor)

    def _bumped(self, event: VersionBumped) -> None:
        if self._visit is None and self._by_reader("ops/", "autograd/function.py"):
            tensor = event.tensor
            known = self._values.get((id(tensor), event.before))
            before = known[1] if known and known[0] is tensor else None
            self._changed = tensor, tensor._edge, self.value(tensor) if before is None else before
            self._note("inplace", tensor, event.before, event.after, tensor._version_counter,
                       tensor._edge, self.value(tensor), self.owner_of(tensor))

    def _detached(self, event: Detached) -> None:
        if self._by_reader("tensor.py"):
            source, alias = event
            if source._requires_grad and source._edge is None:
                self.see(source)
            self._note("detach", source, source._edge, self.value(source), alias)

    def _entered(self, event: RegionEntered) -> None:
        if not self._walking and self._by_reader("grad_mode.py"):
            self._regions.append(event.kind)
            self._note("enter", event.kind, event.enabled)

    def _left_region(self, event: RegionLeft) -> None:
        if not self._walking and self._regions and self._by_reader("grad_mode.py"):
            self._note("leave", self._regions.pop(), event.enabled)

    # ── 역전파 ──

    def _began(self, event: BackwardBegan) -> None:
        self._walking += 1
        for node in event.needed:
            if type(node) is AccumulateGrad:
                self.see(node.variable)
        roots = [(root, root._edge, self.value(root), self.value(seed))
                 for root, seed in zip(event.roots, event.seeds, strict=True)]
        self._note("began", roots, event.needed)

    def _visited(self, event: NodeVisited) -> None:
        self._visit = Visit(event.node, [None if grad is None else grad._array.copy()
                                         for grad in event.grads])
        self.log.append(self._visit)

    def _hook(self, event: HookRan) -> None:
        hook, before, after = event
        self._note("hook", getattr(hook, "__name__", type(hook).__name__),
                   self._gradients(before), self._gradients(after), before is after)

    def _gradients(self, given):
        if isinstance(given, (list, tuple)):
            return [self.value(grad) for grad in given]
        return self.value(given)

    def _sent(self, event: GradientSent) -> None:
        node, slot, target, nr, grad, fitted = event
        if self._visit is not None:
            self._visit.sending = True
        sent = None if fitted is None else fitted._array.copy()
        given = sent if grad is fitted else grad._array.copy()
        self.log.append(Sent(node, slot, target, nr, given, sent))

    def _merged(self, event: PathsMerged) -> None:
        self.log.append(Fact("merged", None, (event.target, event.nr, event.after._array.copy())))

    def _accumulated(self, event: GradientAccumulated) -> None:
        variable, before, after = event
        self.log.append(Fact("accumulated", None, (
            variable, variable._edge, before, after._array.copy())))

    def _left(self, event: NodeLeft) -> None:
        self._visit = None
        self.log.append(Fact("left", None, (event.node, event.freed)))

    def _ended(self, event: BackwardEnded) -> None:
        self._walking -= 1
        self._note("ended", event.retain_graph)

    def _error(self, event: ErrorRaised) -> None:
        self._note("error", event.error, event.node)

    # ── 학습 ──

    def _stepped(self, event: ParameterStepped) -> None:
        optimizer, tensor, before, group = event
        self.see(tensor)
        grad = tensor._grad
        self._note("stepped", type(optimizer).__name__, tensor, before, tensor._array.copy(),
                   _copy(grad), group["lr"], tensor._version_counter)

    def _replaced(self, event: GradientReplaced) -> None:
        tensor, before, after = event
        if before is not None or after is not None:
            self.see(tensor)
            self._note("replaced", tensor, _copy(before), _copy(after))

    def fail(self, error: BaseException) -> None:
        """구역이 오류로 끝났음을 적습니다."""
        known = [fact.data[0] for fact in self.log[-3:] if type(fact) is Fact and fact.what == "error"]
        if not any(error is other for other in known):
            self.log.append(Fact("error", self._place_of_error(error), (error, None)))

    def _place_of_error(self, error: BaseException) -> Place | None:
        found = None
        step = error.__traceback__
        while step is not None:
            if not is_engine(step.tb_frame.f_code):
                found = Place(((step.tb_frame.f_code, step.tb_lasti, None),))
            step = step.tb_next
        return found


def _copy(tensor: Tensor | None) -> np.ndarray | None:
    return None if tensor is None else tensor._array.copy()


def memory_of(array) -> tuple[int, Any]:
    """저장한 배열의 바이트와, 그 메모리를 가진 배열입니다."""
    if not isinstance(array, np.ndarray):
        return 0, None
    owner = array
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    return min(array.nbytes, owner.nbytes), owner
