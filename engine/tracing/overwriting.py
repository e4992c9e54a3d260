"""메모리를 고치는 일을 듣습니다. 고친 뒤에는 알 수 없는 앞의 값과 간선, 메모리를 나눠 쓰는 텐서를 적어 둡니다."""

from __future__ import annotations

from ..events import VersionBumped
from ..ops.view_history import AsStrided, CopySlices
from ..tensor import Tensor
from .listener import Listener, copy_of
from .records import Fact, Op, Written

_SHARING = 32       # 메모리를 고칠 때마다 값을 다시 볼, 메모리를 나눠 쓰는 텐서의 수
_HIDDEN_NEAR = 6    # 제자리 연산이 만든 뷰를 찾을 때 거슬러 보는 일의 수


class Overwriting(Listener):
    """제자리 연산의 앞과 뒤를 적습니다: 버전이 오를 때 앞의 것을, 연산을 알릴 때 그 연산을 적습니다."""

    # ── 버전이 올랐을 때 ──

    def bumped(self, event: VersionBumped) -> None:
        """텐서의 버전이 올랐습니다."""
        tensor, before, after = event
        base = tensor._base
        self._overwritten(tensor, tensor._edge, None if base is None else base._edge, before, after)

    def dirtied(self, node, tensor: Tensor) -> None:
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

    # ── 그 연산을 알릴 때 ──

    def rewrote(self, op, wrote: Written, node, facts: list, made: list, params: dict, place) -> None:
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

    def written(self, outs: tuple, node) -> tuple:
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
