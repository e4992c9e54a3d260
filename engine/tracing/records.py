"""적어 둔 것의 꼴: 연산, 찾아간 노드, 보낸 변화도, 그 밖의 일."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from .places import Place


class Op(NamedTuple):
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
    wrote: Any = None    # 제자리 연산이면, 고친 것(Written)


class Written(NamedTuple):
    """제자리 연산 하나가 고친 텐서입니다. 앞의 값을 모르면 None입니다.

    뷰를 고쳤으면 base는 메모리를 가진 원본입니다. hidden은 그 뷰가 y[0] = 5처럼 문장 안에서만 쓴 것인지이고,
    region은 그 뷰의 값들이 한 줄로 편 원본에서 몇 번째인지입니다(원본의 기록까지 이었을 때).
    """

    tensor: Any
    edge: tuple | None
    before: np.ndarray | None
    base: Any = None
    base_edge: tuple | None = None
    base_before: np.ndarray | None = None
    hidden: bool = False
    others: dict = {}        # id(메모리를 나눠 쓰는 텐서) → 고치기 앞의 값
    region: np.ndarray | None = None


class Visit:
    """찾아간 노드 하나입니다. 그 안에서 실행한 연산은 inner에 모읍니다."""

    __slots__ = "grads", "inner", "node", "sending"

    def __init__(self, node, grads: list):
        self.node = node
        self.grads = grads       # 결과마다 온 변화도의 값. 없으면 None
        self.inner: list = []    # (연산, 설정, [입력의 값 …, 결과의 값]). 크면 모양만
        self.sending = False     # 변화도를 보내기 시작했는지


class Sent(NamedTuple):
    """자리 하나로 보낸 변화도입니다. given은 보낸 그대로, sent는 받는 쪽의 모양으로 되돌린 값입니다."""

    node: Any
    slot: int
    target: Any
    nr: int
    given: np.ndarray | None
    sent: np.ndarray | None


class Fact(NamedTuple):
    """그 밖의 일입니다. what은 일의 이름, data는 그때의 값입니다."""

    what: str
    place: Place | None
    data: tuple
