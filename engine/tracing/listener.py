"""듣는 이의 바탕: 값을 한 번만 복사하고, 독자의 자리를 찾고, 일을 차례대로 적습니다."""

from __future__ import annotations

from threading import get_ident
from types import CodeType

import numpy as np

from ..events import listen, unlisten
from ..grad_mode import mode
from ..tensor import Tensor
from .places import Here, Place, is_engine
from .records import Fact, Visit, Written

COMPARED = 4096      # 이보다 많은 바이트는, 버전과 배열이 그대로면 값까지 견주지 않습니다.


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
        self._values: dict[int, tuple] = {}   # id(텐서) → (텐서, 버전, 복사한 값, 복사한 배열)
        self._hear = self._hearing()
        self._visit: Visit | None = None
        self._walking = 0
        self._changed: Written | None = None   # 바로 앞에서 제자리로 고친 것
        self._sharing: dict[int, dict] = {}    # id(버전 번호) → 그 번호를 함께 보는 텐서들
        self.versions: dict[int, int] = {}     # id(버전 번호 상자) → 처음 보았을 때의 번호
        self.before: dict = {}                 # 구역 앞에서 만든 노드 → 그 연산(Op)
        self._regions: list[str] = []          # 독자가 들어간 구역들

    def start(self) -> None:
        """듣기 시작합니다."""
        if not mode.enabled:
            self._regions.append("no_grad")
        listen(self._hear)

    def stop(self) -> None:
        """그만 듣습니다. hear가 자신을 붙들므로 놓아주어야 기록이 곧바로 사라집니다."""
        if not self.full:
            for leaf, _, _ in self.leaves.values():
                self.value(leaf, whole=True)
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

    def value(self, tensor: Tensor | None, *, whole: bool = False, place: Place | None = None):
        """텐서의 지금 값입니다. 그대로면 한 번만 복사합니다.

        버전이 그대로여도 값은 바뀔 수 있습니다: .data로 고치거나, 메모리를 나눠 쓰는 numpy 배열에 썼을 때입니다.
        그래서 배열이 같은 것인지, 든 값이 같은지도 견주고, 다르면 그 일을 적습니다. numpy로 쓴 것은 다 알지는
        못합니다. 텐서를 다시 쓸 때에야 견주므로, 잎이 아닌 것에 쓰고 그대로 역전파하거나 제자리에서 고치면 적지
        못합니다. COMPARED보다 큰 배열에 쓴 것은 잎일 때만, 기록이 끝날 때(whole) 적습니다.
        place: .data처럼 버전을 따로 세는 텐서로 고치는 것을 들었으면, 그 자리.
        """
        if tensor is None:
            return None
        counter, array, found = tensor._version_counter, tensor._array, self._values.get(id(tensor))
        version = -1 if counter is None else counter[0]
        same = found is not None and found[1] == version
        if same and found[3] is array and (
                (array.nbytes > COMPARED and not whole) or array.tobytes() == found[2].tobytes()):
            return found[2]
        copy = copy_of(tensor)
        self._values[id(tensor)] = tensor, version, copy, array
        if same and not np.array_equal(found[2], copy):
            self.log.append(Fact("silent", place, (tensor, tensor._edge, found[2], copy,
                                                      found[3] is not array)))
        return copy

    def see(self, leaf: Tensor) -> None:
        """잎을 처음 보았을 때의 값과 .grad를 적어 둡니다."""
        if id(leaf) not in self.leaves:
            grad = leaf._grad
            self.share(leaf)
            if leaf._version_counter:
                self.versions.setdefault(id(leaf._version_counter), leaf._version_counter[0])
            self.leaves[id(leaf)] = leaf, self.value(leaf), copy_of(grad)

    def share(self, *tensors: Tensor) -> None:
        """버전 번호를 함께 보는 텐서를 모아 둡니다. 하나를 고치면 나머지의 값도 다시 봅니다."""
        for tensor in tensors:
            self._sharing.setdefault(id(tensor._version_counter), {})[id(tensor)] = tensor

    def owner_of(self, grad: Tensor) -> Tensor | None:
        """이 텐서의 메모리를 .grad로 가진 잎입니다."""
        return next((leaf for leaf, _, _ in self.leaves.values()
                     if leaf._grad is not None and leaf._grad._array is grad._array), None)

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
