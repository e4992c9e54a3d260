"""듣는 이의 바탕: 값을 한 번만 복사하고, 독자의 자리를 찾고, 일을 차례대로 적습니다."""

from __future__ import annotations

from threading import get_ident
from types import CodeType

import numpy as np

from ..events import listen, unlisten
from ..grad_mode import mode
from ..tensor import Tensor
from .places import Here, Place, is_engine
from .records import Fact, Visit


class Listener:
    """듣는 이의 바탕입니다. 사건마다 할 일은 _handlers에 있습니다."""

    _handlers: dict

    def __init__(self, code: CodeType):
        self.code = code
        self.here = Here(code)
        self.log: list = []
        self.full = False                     # 일이 너무 많아 뒤를 적지 않았는지
        self.inputs: set[int] = set()         # 함수에 넘긴 입력의 id(explore)
        self.leaves: dict[int, tuple] = {}    # id(잎) → (잎, 처음 보았을 때의 값, 처음의 .grad)
        self._values: dict[int, tuple] = {}   # id(텐서) → (텐서, 버전, 복사한 값)
        self._hear = self._hearing()
        self._visit: Visit | None = None
        self._walking = 0
        self._changed: tuple | None = None     # 바로 앞에서 제자리로 고친 (텐서, 간선, 앞의 값)
        self._regions: list[str] = []          # 독자가 들어간 구역들

    def start(self) -> None:
        """듣기 시작합니다."""
        if not mode.enabled:
            self._regions.append("no_grad")
        listen(self._hear)

    def stop(self) -> None:
        """그만 듣습니다. hear가 자신을 붙들므로 놓아주어야 기록이 곧바로 사라집니다."""
        unlisten(self._hear)
        del self._hear

    def _hearing(self):
        """사건마다 부르는 함수입니다. 만든 스레드의 일만 듣습니다. 자주 불리므로 쓸 것을 미리 붙여 둡니다."""
        thread, handlers = get_ident(), self._handlers

        def hear(event) -> None:
            if get_ident() == thread and not self.full:
                handlers[type(event)](self, event)
        return hear

    # ── 복사하기 ──

    def value(self, tensor: Tensor | None) -> np.ndarray | None:
        """텐서의 지금 값입니다. 버전이 같으면 한 번만 복사합니다."""
        if tensor is None:
            return None
        counter, found = tensor._version_counter, self._values.get(id(tensor))
        version = -1 if counter is None else counter[0]
        if found is None or found[1] != version:
            found = self._values[id(tensor)] = tensor, version, copy_of(tensor)
        return found[2]

    def see(self, leaf: Tensor) -> None:
        """잎을 처음 보았을 때의 값과 .grad를 적어 둡니다."""
        if id(leaf) not in self.leaves:
            grad = leaf._grad
            self.leaves[id(leaf)] = leaf, self.value(leaf), copy_of(grad)

    def owner_of(self, grad: Tensor) -> Tensor | None:
        """이 텐서를 .grad로 가진 잎입니다."""
        return next((leaf for leaf, _, _ in self.leaves.values() if leaf._grad is grad), None)

    def _place(self) -> Place | None:
        return self.here.place(4)

    def _note(self, what: str, *data, place: bool = True) -> None:
        self.log.append(Fact(what, self._place() if place else None, data))

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


def copy_of(tensor: Tensor | None) -> np.ndarray | np.generic | None:
    """나중에 고쳐도 바뀌지 않을 텐서의 지금 값입니다. 텐서가 없으면 None입니다.

    0차원은 배열로 복사하지 않고 numpy의 숫자 하나로 꺼냅니다. 그쪽이 훨씬 빠릅니다.
    """
    if tensor is None:
        return None
    array = tensor._array
    return array.copy() if array.ndim else array[()]
