"""엔진이 알리는 일들입니다. 엔진은 누가 듣는지 모르고, 듣는 이는 엔진을 바꾸지 않습니다.

    events.listen(print)      # 이제부터 일어나는 일을 모두 찍습니다.
    events.unlisten(print)

듣는 이가 없으면 알리는 자리마다 `if listeners`를 한 번 묻고 지나갑니다.
사건은 튜플이라 고칠 수 없습니다. 그 안의 텐서는 엔진이 쓰고 있는 것이므로, 남겨 둘 값은 복사합니다.
"""

from __future__ import annotations

import warnings
from typing import Any, NamedTuple

listeners: list = []
# 비어 있지 않으면 빠른 길(ops/fast.py)도 Op.finish로 다닙니다: 듣는 이, 추론 구역, 저장 훅, 이상 탐지.
# 빠른 길은 연산마다 이 목록 하나만 봅니다.
slow_lane: list = []
new = tuple.__new__


def listen(listener) -> None:
    """이제부터 사건마다 listener(사건)를 부릅니다."""
    listeners.append(listener)
    slow_lane.append(listener)


def unlisten(listener) -> None:
    """그만 듣습니다. 듣고 있지 않으면 하는 일이 없습니다."""
    if listener in listeners:
        listeners.remove(listener)
        slow_lane.remove(listener)


def announce(kind: type, *facts) -> None:
    """kind(*facts)인 사건을 듣는 이마다 알립니다. 듣다가 오류를 낸 것은 빼고, 계산은 이어 갑니다.

    이름 있는 튜플을 이름으로 부르면 파이썬 함수 하나를 더 지나므로, 튜플의 __new__로 곧장 만듭니다.
    """
    event = new(kind, facts)
    for listener in [*listeners]:
        try:
            listener(event)
        except Exception as error:
            unlisten(listener)
            warnings.warn(
                f"엔진의 일을 듣던 {type(listener).__name__}에서 오류가 나서 더는 알리지 않습니다. "
                f"계산에는 영향이 없습니다. (listener raised {type(error).__name__}: {error})",
                RuntimeWarning, stacklevel=3)


# ── 순전파 ────────────────────────────────────────────────────────────────────────────────────


class LeafMade(NamedTuple):
    """텐서를 추적하기 시작했습니다."""

    tensor: Any


class OpApplied(NamedTuple):
    """연산을 실행했습니다. 저장한 값은 node.saved에 있습니다. 기록하지 않았으면 node는 None입니다."""

    op: type
    inputs: tuple
    out: Any
    params: dict | None
    node: Any


class VersionBumped(NamedTuple):
    """텐서의 메모리를 제자리에서 고쳤습니다."""

    tensor: Any
    before: int
    after: int


class Detached(NamedTuple):
    """source와 값을 나누어 쓰고 기록은 끊은 alias를 만들었습니다."""

    source: Any
    alias: Any


class RegionEntered(NamedTuple):
    """추적을 켜고 끄는 구역에 들어갔습니다."""

    kind: str
    enabled: bool


class RegionLeft(NamedTuple):
    """구역에서 나왔습니다. enabled는 되돌린 스위치입니다."""

    kind: str
    enabled: bool


# ── 역전파 ────────────────────────────────────────────────────────────────────────────────────


class BackwardBegan(NamedTuple):
    """역전파를 시작했습니다. needed는 찾아갈 노드마다 변화도가 도착해야 하는 수입니다."""

    roots: tuple
    seeds: list
    needed: dict
    retain_graph: bool
    create_graph: bool
    inputs: tuple


class NodeVisited(NamedTuple):
    """도착이 끝난 노드를 대기줄에서 꺼냈습니다. 여기서 NodeLeft까지의 연산은 이 노드의 것입니다."""

    node: Any
    grads: list


class HookRan(NamedTuple):
    """지금 찾아간 노드의 훅을 불렀습니다. before와 after는 변화도나 그 목록, 또는 쌓은 뒤의 텐서입니다."""

    hook: Any
    before: Any
    after: Any


class GradientSent(NamedTuple):
    """자리 하나의 변화도를 보냈습니다. fitted는 받는 쪽의 모양과 dtype으로 되돌린 것입니다."""

    node: Any
    slot: int
    target: Any
    nr: int
    grad: Any
    fitted: Any


class PathsMerged(NamedTuple):
    """여러 길로 온 변화도를 노드의 버퍼에서 더했습니다(경로 합치기)."""

    target: Any
    nr: int
    before: Any
    added: Any
    after: Any


class GradientAccumulated(NamedTuple):
    """텐서의 .grad에 더했습니다(누적). before는 더하기 전의 배열이고, 처음이면 None입니다."""

    variable: Any
    before: Any
    after: Any


class NodeLeft(NamedTuple):
    """노드의 일이 끝났습니다. freed는 저장한 값을 해제했는지입니다."""

    node: Any
    freed: bool


class BackwardEnded(NamedTuple):
    """역전파가 끝났습니다."""

    retain_graph: bool


class ErrorRaised(NamedTuple):
    """노드가 오류를 냈습니다."""

    error: Exception
    node: Any


# ── 학습 ──────────────────────────────────────────────────────────────────────────────────────


class ParameterStepped(NamedTuple):
    """옵티마이저가 매개변수 하나를 고쳤습니다. before는 고치기 전의 배열입니다."""

    optimizer: Any
    tensor: Any
    before: Any
    group: dict


class GradientReplaced(NamedTuple):
    """.grad를 비우거나 바꾸어 넣었습니다."""

    tensor: Any
    before: Any
    after: Any
