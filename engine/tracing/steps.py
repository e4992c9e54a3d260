"""걸음의 바탕: 걸음을 더하고, 노드의 상태와 저장된 텐서의 메모리를 셉니다."""

from __future__ import annotations

import math
from collections import Counter
from typing import Any

import numpy as np

from ..korean import say
from ..node import AccumulateGrad
from .nodes import Nodes
from .numbers import brief, detail
from .records import Op, Visit

NO_GRAD = "없음(None)"
KEPT, IN_USE, FREED, STALE = "보관", "사용 중", "해제됨", "버전 어긋남"
LOCKED = "보관: retain_graph"
QUEUED = 64         # 걸음마다 적는 대기줄의 길이


class Steps:
    """지금까지의 걸음과, 다음 걸음을 적는 데 쓰는 상태입니다."""

    def __init__(self, nodes: Nodes):
        self.nodes = nodes
        self.list: list[dict] = []
        self.saved: dict[str, list[dict]] = {}           # 노드 → 저장된 텐서
        self.first: dict = {}                            # 첫 걸음 앞의 상태
        self.first_values: dict = {}                     # 잎과 상수의 처음 값
        self.candidates: list[tuple[int, dict]] = []     # (걸음, 질문)
        self.entries: dict[str, Op] = {}                 # 노드 → 그 연산
        self.versions: list = []                         # (버전 번호 목록, 저장한 번호, 노드, 차례)
        self.alive: set = set()                          # 아직 해제하지 않은 (노드, 차례)
        self.bare: set[str] = set()                      # 입력을 아직 잇지 않은, 구역 앞에서 만든 노드
        self.counters = dict(nodes.recorder.versions)    # id(버전 번호 상자) → 지금의 번호
        self.boxes: dict[int, str] = {}                  # id(텐서) → 그 텐서를 그린 가장 나중 노드
        self.owners: dict = {}                           # (노드, 차례) → 그 메모리를 가진 배열
        self._held: dict[int, list[dict]] = {}           # id(메모리를 가진 배열) → 붙들고 있는 것들
        self.memory = 0                                  # 저장된 텐서가 붙든 바이트
        self._big = -1
        # 역전파하는 동안
        self.root = "L"
        self.roots: list[str] = []
        self.reached: set[str] = set()                   # 지금까지의 역전파가 찾아간 노드
        self.call: int | None = None                     # 지금 하는 역전파를 부른 줄
        self.needed: dict[str, int] = {}
        self.arrived: Counter = Counter()
        self.buffers: dict[str, dict] = {}               # 노드 → 결과 번호 → 도착한 값들
        self.ready: list[tuple] = []                     # 대기줄: (차례, 노드)
        self.crowded = False                             # 대기줄이 길어 앞만 적은 걸음이 있는지
        self.orders: dict[str, int] = {}
        self.visit: Visit | None = None                  # 지금 찾아간 노드
        self.open: dict[str, list] = {}                  # 아직 떠나지 않은 노드 → [찾아간 일, 다음 자리]
        self.early: set[str] = set()                     # 도착이 끝나기 전에 실행한 노드
        self.sender: str | None = None                   # 마지막으로 변화도를 보낸 노드

    def step(self, kind: str, sentence: str, *, key=None, big=False, formula=(), changes=None,
             place=None, **more) -> dict:
        """걸음 하나를 더합니다. big이면 새 큰 걸음이 시작됩니다."""
        self._big += big or not self.list
        step = {"t": kind, "n": key, "e": None, "to": None, "slot": None,
                "line": self.nodes.where(place)["line"], "big": self._big, "f": list(formula),
                "set": changes or {}, "queue": self.queue(), "mem": self.memory, "inner": [],
                "say": sentence, **more}
        if step["line"] is None and key is not None:      # 앞에서 만든 노드는 줄이 없습니다.
            step["line"] = self.nodes.by_key[key]["line"] or self.call
        self.list.append(step)
        return step

    def queue(self) -> list[str]:
        """대기줄에 있는 노드입니다. 먼저 나올 것이 앞에 있습니다. 걸음마다 적는 것이라 길면 앞만 적습니다."""
        self.crowded = self.crowded or len(self.ready) > QUEUED
        return [key for _, key in sorted(self.ready)[:QUEUED]]

    def hold(self, key: str, place: int) -> list[dict]:
        """저장된 텐서를 붙들고, 같은 메모리를 먼저 붙들고 있던 것들을 돌려줍니다.

        뷰 하나만 붙들어도 메모리는 통째로 남습니다. 그래서 메모리마다 그 전부를 한 번만 셉니다.
        """
        owner = self.owners[key, place]
        self.alive.add((key, place))
        held = self._held.setdefault(id(owner), [])
        earlier = list(held)
        held.append(self.saved[key][place])
        if not earlier and owner is not None:
            self.memory += owner.nbytes
        return earlier

    def let_go(self, key: str, place: int) -> None:
        """저장된 텐서를 놓아줍니다. 같은 메모리를 붙든 것이 더 없으면 메모리가 줄어듭니다."""
        if (key, place) in self.alive:
            self.alive.remove((key, place))
            owner = self.owners[key, place]
            held = self._held[id(owner)]
            held.pop()
            if not held and owner is not None:
                self.memory -= owner.nbytes

    def show_value(self, key: str, array, version=None) -> dict:
        """노드의 값이 바뀌었을 때의 상태입니다."""
        if array is None:       # 기록하기 앞의 값이라 모릅니다.
            return {}
        changes = {f"{key}.value": brief(array)}
        if array.size > 4:
            changes[f"{key}.data"] = detail(array)
        if version is not None:
            changes[f"{key}.ver"] = str(version)
        return changes

    def shown(self, what: str) -> str:
        """지금까지의 걸음이 마지막으로 적은 상태입니다."""
        return next((step["set"][what] for step in reversed(self.list) if what in step["set"]),
                    self.first.get(what, ""))

    def box_of(self, tensor, edge) -> str | None:
        """텐서를 그린 노드입니다. 아직 그리지 않았으면 None입니다."""
        found = None if edge is None else self.nodes.of_node(edge[0])
        return found or self.boxes.get(id(tensor)) or self.nodes.keys.get(id(tensor))

    def part_name(self, entry: Op) -> str:
        """고친 뷰를 부르는 이름입니다. 독자가 적은 y[0] = 5의 y[0]이거나, 뷰를 담은 변수입니다."""
        wrote = entry.wrote
        box = None if wrote.hidden else self.box_of(wrote.tensor, wrote.edge)
        return self.written_text(entry) if box is None else self.nodes.name(box)

    def written_text(self, entry) -> str:
        """뷰를 고친 자리에 독자가 적은 식입니다."""
        return self.nodes.text(entry.place) or "고친 뷰"

    def leaf(self, tensor, place=None) -> str:
        """잎의 열쇠입니다. 처음 나왔으면 잎을 만든 걸음을 더합니다."""
        known = id(tensor) in self.nodes.keys
        _, array, grad = self.nodes.recorder.leaves[id(tensor)]
        key = self.nodes.leaf(tensor, array, place)
        if known:
            return key
        name = self.nodes.name(key)
        self.first_values[key] = array
        version = self.counters.get(id(tensor._version_counter), 0)
        changes = {f"{key}.state": "done", **self.show_value(key, array, version),
                   f"{key}.grad": NO_GRAD if grad is None else brief(grad)}
        made = ("잎 {name:을} 만들었습니다." if place is not None
                else "입력 {name:을} 받았습니다." if id(tensor) in self.nodes.recorder.inputs
                else "앞에서 만든 잎 {name:을} 씁니다.")
        sentence = f"{made} {value_phrase(array)}, 변화도를 추적합니다."
        self.step("leaf", say(sentence, name=name), key=key, big=True, changes=changes, place=place,
                  formula=[f"{name} = {brief(array)}"], made=place is not None)
        self.alt(key, "잎", array)
        return key

    def alt(self, key: str, kind: str, array) -> None:
        """노드의 대체 텍스트입니다."""
        node = self.nodes.by_key[key]
        value = f"값 {brief(array)}" if array is not None and array.size <= 4 else f"모양 {node['shape']}"
        node["alt"] = ", ".join(filter(None, [node["name"], kind, value]))

    def input(self, tensor, edge, array) -> tuple[str | None, int]:
        """연산의 입력이 어느 노드의 몇 번째 결과인지입니다. 처음 나온 잎이면 걸음도 더합니다."""
        leaf = None
        if edge is not None and type(edge[0]) is AccumulateGrad:
            leaf = edge[0].variable
        elif edge is None and id(tensor) in self.nodes.recorder.leaves:
            leaf = tensor
        if leaf is not None:
            return self.leaf(leaf), 0
        before = len(self.nodes.list)
        key, nr = self.nodes.of_input(tensor, edge, array)
        if len(self.nodes.list) > before:      # 구역 앞에서 만든 것은 처음부터 보입니다.
            self.first |= {f"{key}.state": "done", **self.show_value(key, array)}
            if array is not None:
                self.first_values[key] = array
            if self.nodes.by_key[key]["kind"] == "op":
                self.bare.add(key)
            kind = "상수" if self.nodes.by_key[key]["kind"] == "const" else "연산"
            self.alt(key, kind, array)
        return key, nr


def value_phrase(array) -> str:
    """값이 몇 개면 값, 많으면 모양입니다."""
    return f"값 {brief(array)}" if array.size <= 4 else f"모양 {array.shape}"


def count_of(entry: Op) -> int:
    """결과의 값 하나를 내는 데 모은 값의 개수입니다. 모르면 0입니다."""
    _, edge, given, _ = entry.inputs[0] if entry.inputs else (None, None, None, None)
    result = entry.outs[0][1]
    if given is None and edge is None:
        return 0
    size = math.prod(edge[0]._outputs[edge[1]][0]) if given is None else given.size
    return size // max(1, math.prod(entry.node._outputs[0][0]) if result is None else result.size)


def writes_part(entry: Op) -> bool:
    """뷰를 고쳐 원본의 일부를 바꾼 연산인지입니다."""
    return entry.wrote is not None and entry.wrote.region is not None


def memory_of(array) -> tuple[int, Any]:
    """저장한 배열의 바이트와, 그 메모리를 가진 배열입니다."""
    if not isinstance(array, np.ndarray):
        return 0, None
    owner = array
    while isinstance(owner.base, np.ndarray):
        owner = owner.base
    return min(array.nbytes, owner.nbytes), owner
