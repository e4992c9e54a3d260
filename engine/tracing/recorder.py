"""기록하는 이: 엔진이 알리는 일을 듣고, 그때의 값을 복사해 차례대로 적어 둡니다.

듣는 동안에는 복사만 합니다. 글과 그림은 다 듣고 나서 story.py가 만듭니다. 그래야 기록하는 동안
독자의 프로그램이 느려지지 않습니다.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import ClassVar

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
)
from ..grad_mode import mode
from ..node import AccumulateGrad
from ..ops.view_history import AsStrided, CopySlices
from ..tensor import Tensor
from .listener import Listener, copy_of
from .numbers import KEPT
from .places import new
from .records import Fact, Op, Sent, Visit, Written

MOST = 20_000       # 한 기록에 적는 일의 수. 반복문이 길면 앞부분만 적습니다.
_SHARING = 32       # 메모리를 고칠 때마다 값을 다시 볼, 메모리를 나눠 쓰는 텐서의 수
_HIDDEN_NEAR = 6    # 제자리 연산이 만든 뷰를 찾을 때 거슬러 보는 일의 수


class Recorder(Listener):
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
            self._dirtied(node, out[0])
            if node is None:
                return          # 기록하지 않은 제자리 연산은 고친 것만 적습니다.
        if self._changed is not None:
            wrote, outs = self._written(outs, node)
        for tensor in inputs:
            edge, array, found = tensor._edge, tensor._array, values.get(id(tensor))
            if found is not None and found[3] is array and not array.ndim and array[()] == found[2]:
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
        log, place, region = self.log, self.here.place(4), None
        if wrote is not None:
            self._rewrote(op, wrote, node, facts, made, params or {}, place)
            return
        if node is not None:
            saved = node._stored
        else:
            saved, region = None, None if mode.enabled else self._regions[-1]
        log.append(new(Op, (op, facts, made, params or {}, node, saved, region, place, visit, None)))
        self.full = len(log) > MOST

    def _rewrote(self, op, wrote: Written, node, facts: list, made: list, params: dict, place) -> None:
        """제자리 연산입니다. 뷰를 고쳤으면 역전파가 찾아갈 노드는 원본의 CopySlices입니다."""
        (owner, array), target, saved = made[0], wrote.tensor, node._stored
        wrote = self._target(wrote, node, facts)
        walked = node if wrote.region is None else owner._edge[0]
        self.log.append(Op(op, facts, made, params, walked, saved, None, place, self._visit, wrote))
        if target is not owner and wrote.hidden:
            self._values.pop(id(target), None)      # 독자가 적지 않은 뷰는 놓아줍니다.
        fact = owner, owner._edge, array, owner._version_counter
        views = [view for reference in [*owner._views][-_SHARING:] if (view := reference()) is not None]
        for view in views:
            node = view._edge[0] if view._edge else None
            hidden = view is target and wrote.hidden
            if type(node) is AsStrided and not hidden and node.next_functions[0] == owner._edge:
                self.log.append(Op(AsStrided, [fact], [(view, self.value(view))], {}, node, {}, None, place,
                                   self._visit))
        self.full = len(self.log) > MOST

    def _written(self, outs: tuple, node) -> tuple:
        """바로 앞에서 고친 것이 이 연산의 결과면 그것과, 이 연산의 결과로 볼 텐서입니다. 뷰를 고쳤으면 원본입니다."""
        changed, self._changed = self._changed, None
        if node is None or all(getattr(t, "_array", None) is not changed.tensor._array for t in outs):
            return None, outs
        base = changed.base
        copied = None if base is None or base._edge is None else base._edge[0]
        if type(copied) is not CopySlices or copied.inner is not node:
            return changed._replace(base=None), (changed.tensor,)
        return changed._replace(region=copied.region), (base,)

    def _target(self, wrote: Written, node, facts: list) -> Written:
        """입력을 고치기 앞의 것으로 적습니다. 고친 텐서는 엔진이 값을 복사해 두었으면 그 값입니다."""
        if facts[0][0] is not wrote.tensor:
            wrote = wrote._replace(before=facts[0][2])
        for slot, ((tensor, _, seen, counter), edge) in enumerate(zip(facts, node.next_functions, strict=True)):
            facts[slot] = tensor, edge if edge[0] else None, wrote.others.get(id(tensor), seen), counter
        counter = wrote.tensor._version_counter
        if wrote.region is None:
            facts[0] = wrote.tensor, wrote.edge, wrote.before, counter
            return wrote._replace(others={})
        before = wrote.base_before
        if before is None and wrote.before is not None:
            before = copy_of(wrote.base)
            before.reshape(-1)[wrote.region] = wrote.before
        facts[0] = wrote.base, wrote.base_edge, before, counter
        return wrote._replace(others={}, tensor=None if wrote.hidden else wrote.tensor)

    def _inside(self, visit: Visit, op, inputs: tuple, out, params: dict | None) -> None:
        """역전파가 찾아간 노드 안에서 한 연산입니다. 보낸 뒤의 덧셈은 merged로 따로 듣습니다."""
        visit.inner.append((op, params, [
            a[()] if not a.ndim else a.copy() if a.size <= KEPT else a.shape
            for a in [t._array for t in (*inputs, out[0] if type(out) is tuple else out)]]))

    def _leaf(self, event: LeafMade) -> None:
        self.see(event.tensor)
        self._note("leaf", event.tensor)

    def _bumped(self, event: VersionBumped) -> None:
        tensor, before, after = event
        base = tensor._base
        self._overwritten(tensor, tensor._edge, None if base is None else base._edge, before, after)

    def _dirtied(self, node, tensor: Tensor) -> None:
        """직접 적은 Function이 mark_dirty로 고친 첫 입력입니다. 기록을 다시 이은 뒤에 듣지만, 앞의 간선은 노드에 있습니다."""
        version, base = tensor._version, tensor._base
        if node is None:
            self._overwritten(tensor, tensor._edge, None if base is None else base._edge, version - 1, version)
            self._changed = None
        elif base is None or type(base._edge[0]) is CopySlices:
            edge = node.next_functions[0] if node.next_functions[0][0] else None
            self._overwritten(tensor, edge if base is None else None, None if base is None else edge, version - 1, version)

    def _overwritten(self, tensor: Tensor, edge, base_edge, before: int, after: int) -> None:
        """텐서의 메모리를 고쳤습니다. edge와 base_edge는 텐서와 그 원본의, 고치기 앞의 간선입니다."""
        if self._visit is not None:
            return
        base, place = tensor._base, self.here.place(4)
        self.versions.setdefault(id(tensor._version_counter), before)
        root = tensor if base is None else base
        owner = self.owner_of(root)
        if owner is None and not root._requires_grad:
            self._hear_through(root, place)
        hidden = base is not None and self._hide(tensor, place)
        wrote = Written(tensor, edge, self._known(tensor, before), hidden=hidden)
        if base is not None:
            wrote = wrote._replace(base=base, base_edge=base_edge, base_before=self._known(base, before))
        sharing = self._sharing_with(tensor)
        others = {id(t): self._known(t, before) for t in (tensor, *sharing)}
        self._changed = wrote = wrote._replace(others=others)
        shared = [(t, t._edge, self.value(t)) for t in sharing]
        array = None if hidden else self.value(tensor)
        if hidden:
            wrote = wrote._replace(tensor=None)
        self.log.append(Fact("inplace", place, (wrote, before, after, tensor._version_counter,
                                                array, owner, shared)))

    def _known(self, tensor: Tensor, version: int):
        """번호가 version일 때 적어 둔 값입니다. 없으면 None입니다."""
        found = self._values.get(id(tensor))
        return found[2] if found and found[1] == version and found[3] is tensor._array else None

    def _hear_through(self, alias: Tensor, place) -> None:
        """.data처럼 배열은 같고 버전은 따로 세는 텐서를 고쳤으면, 그 배열을 든 추적하는 텐서의 값도 바뀐 것입니다."""
        for tensor, _, _, array in [*self._values.values()]:
            if array is alias._array and tensor._requires_grad:
                for each in (tensor, *self._sharing_with(tensor)):
                    self.value(each, whole=True, place=place)

    def _hide(self, view: Tensor, place) -> bool:
        """y[0] = 5에서 엔진이 만든 뷰인지입니다. 독자가 적지 않은 뷰라, 만든 일을 지우고 놓아줍니다.

        붙들고 있으면 엔진이 고칠 때마다 그 뷰들의 기록을 모두 다시 이어, 반복문이 제곱으로 느려집니다.
        """
        found = False
        for at in range(len(self.log) - 1, max(-1, len(self.log) - 1 - _HIDDEN_NEAR), -1):
            entry = self.log[at]
            if type(entry) is Op and entry.outs[0][0] is view and entry.place == place is not None:
                found = True
                del self.log[at], self._values[id(view)]
                self._sharing[id(view._version_counter)].pop(id(view), None)
                view = entry.inputs[0][0]
        return found

    # ── 메모리를 나눠 쓰는 텐서 ──

    def _sharing_with(self, tensor: Tensor) -> list[Tensor]:
        """버전 번호를 함께 보는 다른 텐서입니다. 많으면 나중 것만 봅니다. 원본은 언제나 봅니다."""
        others = [*self._sharing.get(id(tensor._version_counter), {}).values()]
        root = tensor if tensor._base is None else tensor._base
        return [t for t in dict.fromkeys([root, *others[-_SHARING:]]) if t is not tensor]

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
            if type(node) is AccumulateGrad:
                self.see(node.variable)
                self.value(node.variable)
            elif id(node) not in made and node not in self.before:
                self.before[node] = self.made_before(node)      # 역전파가 해제하기 앞에 적어 둡니다.
        roots = [(root, root._edge, self.value(root), self.value(seed))
                 for root, seed in zip(event.roots, event.seeds, strict=True)]
        self._note("began", roots, event.needed)

    def made_before(self, node) -> Op:
        """구역 앞에서 만든 노드를, 저장한 값으로 되살린 연산입니다. 저장하지 않은 입력과 결과의 값은 모릅니다."""
        op, saved, wrote = type(node), dict(node._stored or {}), None
        if op is CopySlices:
            op, region = type(node.inner), saved.pop("region", (None,))[0]
            wrote = Written(None, None, None, hidden=True, region=region)
        facts = []
        for name, edge in zip_longest(getattr(op, "inputs", ())[:len(node.next_functions)], node.next_functions):
            kept, counter, _ = saved.get(name, (None, None, 0))
            tensor = kept if isinstance(kept, Tensor) else None
            if tensor is None and type(edge[0]) is AccumulateGrad:
                tensor = edge[0].variable
            facts.append((tensor, edge if edge[0] else None, self.value(tensor), counter))
        if wrote is not None:
            wrote = wrote._replace(before=facts[0][2])
            facts[0] = None, facts[0][1], None, None
        kept, *_ = saved.get("out", (None,))
        out = kept.copy() if isinstance(kept, np.ndarray) and wrote is None else None
        params = {key: value for key, value in vars(node).items() if key[0] != "_"}
        return Op(op, facts, [(None, out)] * len(node._outputs), params, node, saved, None, None, None, wrote)

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
        HookRan: _hook, VersionBumped: _bumped, Detached: _detached,
        RegionEntered: _entered, RegionLeft: _left_region, LeafMade: _leaf,
        ErrorRaised: _error, ParameterStepped: _stepped,
        GradientReplaced: _replaced,
    }
