"""훅: 변화도가 지날 때 부르는 함수입니다. 노드(잎이면 텐서)마다 달아 둡니다.

훅을 부르는 일은 backward_hooks.py가 합니다.
"""

from __future__ import annotations

import itertools
import weakref


class Hooks:
    """노드나 잎 하나에 단 훅들과 retain_grad입니다. 훅은 등록 번호 → 함수입니다."""

    def __init__(self):
        self.tensor: dict[int, dict] = {}           # 결과 번호 → 텐서 훅
        self.retained: dict[int, weakref.ref] = {}  # 결과 번호 → retain_grad()를 부른 텐서
        self.pre: dict = {}                         # 노드가 실행되기 전의 훅
        self.post: dict = {}                        # 노드가 실행된 뒤의 훅
        self.post_accumulate: dict = {}             # 잎의 .grad에 더한 뒤의 훅


def hooks_of(holder) -> Hooks:
    """노드나 잎의 훅들입니다. 없으면 만듭니다."""
    if holder._hooks is None:
        holder._hooks = Hooks()
    return holder._hooks


class RemovableHandle:
    """훅을 떼는 손잡이입니다. with 문으로 쓰면 나올 때 뗍니다."""

    _ids = itertools.count()

    def __init__(self, hooks: dict, hook):
        self._hooks, self.id = hooks, next(self._ids)
        hooks[self.id] = hook

    def remove(self) -> None:
        """훅을 뗍니다. 여러 번 불러도 됩니다."""
        self._hooks.pop(self.id, None)

    def __enter__(self) -> RemovableHandle:
        return self

    def __exit__(self, *exception) -> None:
        self.remove()
