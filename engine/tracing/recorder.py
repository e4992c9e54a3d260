"""기록하는 이: 엔진이 알리는 일을 듣고, 그때의 값을 복사해 차례대로 적어 둡니다.

듣는 동안에는 복사만 합니다. 글과 그림은 다 듣고 나서 story.py가 만듭니다. 그래야 기록하는 동안
독자의 프로그램이 느려지지 않습니다.
"""

from __future__ import annotations

from typing import ClassVar

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
)
from ..grad_mode import mode
from ..node import AccumulateGrad
from ..tensor import Tensor
from .listener import copy_of
from .made_before import made_before
from .numbers import KEPT
from .overwriting import Overwriting
from .places import new
from .records import Fact, Op, Sent, Visit

MOST = 20_000       # 한 기록에 적는 일의 수. 반복문이 길면 앞부분만 적습니다.
_UNSEEN = (None,) * 4      # 아직 값을 복사하지 않은 텐서


class Recorder(Overwriting):
    """엔진의 사건마다 무엇을 적을지 정합니다."""

    # ── 순전파 ──

    def _op(self, event: OpApplied) -> None:
        op, inputs, out, params, node = event
        visit = self._visit
        if node is None:
            if self._walking:
                if visit is not None and not visit.sending:
                    self._inside(visit, op, inputs, out, params)
                return
            if not mode.enabled and not self._regions:
                return          # 엔진이 스스로 기록을 끈 곳입니다: 직접 적은 Function의 forward 등
        outs = out if type(out) is tuple else (out,)
        values, facts, made, wrote = self._values, [], [], None
        if outs is out and out and inputs and out[0] is inputs[0]:
            self.dirtied(node, out[0])
            if node is None:
                return          # 기록하지 않은 제자리 연산은 고친 것만 적습니다.
        if self._changed is not None:
            wrote, outs = self.written(outs, node)
        for tensor in inputs:
            edge, array, found = tensor._edge, tensor._array, values.get(id(tensor), _UNSEEN)
            if found[3] is array and not array.ndim and array[()] == found[2]:
                seen = found[2]     # 스칼라는 견주는 값이 싸서 여기서 견줍니다(Listener.value).
            else:
                seen = self.value(tensor)
                if edge is None and tensor._requires_grad:
                    self.see(tensor)
            facts.append((tensor, edge, seen, tensor._version_counter))
        for t in outs:
            if isinstance(t, Tensor):      # 직접 적은 Function은 텐서가 아닌 것도 돌려줄 수 있습니다.
                counter, array = t._version_counter, t._array
                copy = array.copy() if array.ndim else array[()]      # copy_of와 같습니다.
                values[id(t)] = t, -1 if counter is None else counter[0], copy, array
                made.append((t, copy))
                if t._base is not None:
                    self.share(t, t._base)
        log, place = self.log, self.here.place(4)
        if wrote is not None:
            self.rewrote(op, wrote, node, facts, made, params or {}, place)
        else:
            saved, region = (node._stored, None) if node is not None else (
                None, None if mode.enabled else self._regions[-1])
            log.append(new(Op, (op, facts, made, params or {}, node, saved, region, place, visit, None)))
        self.full = len(log) > MOST

    def _inside(self, visit: Visit, op, inputs: tuple, out, params: dict | None) -> None:
        """역전파가 찾아간 노드 안에서 한 연산입니다. 보낸 뒤의 덧셈은 merged로 따로 듣습니다."""
        visit.inner.append((op, params, [
            a[()] if not a.ndim else a.copy() if a.size <= KEPT else a.shape
            for a in [t._array for t in (*inputs, out[0] if type(out) is tuple else out)]]))

    def _leaf(self, event: LeafMade) -> None:
        self.see(event.tensor)
        self._note("leaf", event.tensor)

    def _detached(self, event: Detached) -> None:
        source, alias = event
        if source._requires_grad and source._edge is None:
            self.see(source)
        self._note("detach", source, source._edge, self.value(source), alias)
        if alias._version_counter is not None:
            self.share(source, alias)

    def _entered(self, event: RegionEntered) -> None:
        if not self._walking:
            self._regions.append(event.kind)
            self._note("enter", event.kind, event.enabled)

    def _left_region(self, event: RegionLeft) -> None:
        if not self._walking and self._regions:
            self._note("leave", self._regions.pop(), event.enabled)

    # ── 역전파 ──

    def _began(self, event: BackwardBegan) -> None:
        self._walking += 1
        made = {id(entry.node) for entry in self.log if type(entry) is Op}
        for node in event.needed:
            if id(node) not in made:
                if type(node) is AccumulateGrad:
                    self.see(node.variable)
                    self.value(node.variable)
                elif node not in self.before:      # 역전파가 해제하기 앞에 적어 둡니다.
                    self.before[node] = made_before(self, node)
        roots = [(root, root._edge, self.value(root), self.value(seed))
                 for root, seed in zip(event.roots, event.seeds, strict=True)]
        self._note("began", roots, event.needed)

    def _visited(self, event: NodeVisited) -> None:
        node, grads = event
        self._visit = Visit(node, [copy_of(grad) for grad in grads])
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
        sent = None
        if fitted is not None:
            array = fitted._array
            sent = array.copy() if array.ndim else array[()]      # copy_of와 같습니다.
        given = sent if grad is fitted else copy_of(grad)
        self.log.append(new(Sent, (node, slot, target, nr, given, sent)))

    def _merged(self, event: PathsMerged) -> None:
        target, nr, _, _, after = event
        self.log.append(new(Fact, ("merged", None, (target, nr, copy_of(after)))))

    def _accumulated(self, event: GradientAccumulated) -> None:
        variable, before, after = event
        self.log.append(new(Fact, ("accumulated", None, (
            variable, variable._edge, before, copy_of(after)))))

    def _left(self, event: NodeLeft) -> None:
        self._visit = None
        self.log.append(new(Fact, ("left", None, event)))

    def _ended(self, event: BackwardEnded) -> None:
        self._walking -= 1
        self._note("ended", event.retain_graph)

    def _error(self, event: ErrorRaised) -> None:
        if type(event.node) is AccumulateGrad:
            self.see(event.node.variable)
        self._note("error", event.error, event.node)

    # ── 학습 ──

    def _stepped(self, event: ParameterStepped) -> None:
        optimizer, tensor, before, group = event
        self.see(tensor)
        grad = tensor._grad
        self._note("stepped", type(optimizer).__name__, tensor, before, copy_of(tensor),
                   copy_of(grad), group["lr"], tensor._version_counter)

    def _replaced(self, event: GradientReplaced) -> None:
        tensor, before, after = event
        if before is not None or after is not None:
            self.see(tensor)
            self._note("replaced", tensor, copy_of(before), copy_of(after))

    _handlers: ClassVar = {
        OpApplied: _op, NodeVisited: _visited, GradientSent: _sent,
        NodeLeft: _left, PathsMerged: _merged, BackwardBegan: _began,
        BackwardEnded: _ended, GradientAccumulated: _accumulated,
        HookRan: _hook, VersionBumped: Overwriting.bumped, Detached: _detached,
        RegionEntered: _entered, RegionLeft: _left_region, LeafMade: _leaf,
        ErrorRaised: _error, ParameterStepped: _stepped,
        GradientReplaced: _replaced,
    }
