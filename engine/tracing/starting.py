"""역전파를 시작하는 걸음: 찾아갈 노드를 늘어놓고 뿌리에 시작값을 넣습니다."""

from __future__ import annotations

from ..korean import say
from .earlier import oldest_first
from .formulas import tight
from .numbers import brief
from .records import Fact
from .sending import Sending


class Starting(Sending):
    """역전파의 시작을 더합니다."""

    def _on_began(self, fact: Fact) -> None:
        roots, needed = fact.data
        keys = {self.key_of(node): node for node in oldest_first(needed)}
        self.needed = {key: needed[node] for key, node in keys.items()}
        self.orders = {key: -node._order for key, node in keys.items()}  # 대기줄에서 나오는 차례
        self.arrived.clear()
        self.buffers.clear()
        self.call = self.nodes.where(fact.place)["line"]
        starts = [(*self.input(root, edge, array), seed) for root, edge, array, seed in roots]
        self.roots = list(dict.fromkeys(key for key, _, _ in starts))
        for key, _, _ in starts:
            self.needed[key] = self.needed.get(key, 0) + 1      # 시작값도 한 번의 도착입니다.
        self.reached |= self.needed.keys()
        changes = self._waiting()
        for i, (key, nr, seed) in enumerate(starts):
            changes |= self._seeded(key, nr, seed)
            self.root = name = self.nodes.name(key, nr=nr)
            self.step("seed", say("뿌리 {name}에 시작값 {seed:을} 넣습니다.", name=name, seed=brief(seed)),
                      key=key, big=not i, changes=changes, place=fact.place,
                      formula=[f"∂{tight(name)}/∂{tight(name)} = {brief(seed)}"])
            changes = {}

    def _waiting(self) -> dict:
        """찾아갈 노드가 모두 변화도를 기다리고, 아직 아무 간선으로도 보내지 않은 상태입니다.

        어느 역전파도 찾아간 적이 없는 노드에는 변화도가 닿지 않습니다.
        """
        changes = {f"{node['k']}.state": "apart" for node in self.nodes.list
                   if node["k"] not in self.reached and node["kind"] != "const"}
        for key, count in self.needed.items():
            changes |= {f"{key}.arr": f"0/{count}", f"{key}.buf": "", f"{key}.got": None,
                        f"{key}.state": "waiting"}
            for slot in range(len(self.nodes.by_key[key]["in"])):
                changes[f"e.{key}.{slot}"] = None
        return changes

    def _seeded(self, key: str, nr: int, seed) -> dict:
        """시작값을 넣은 뿌리의 상태입니다."""
        self.nodes.by_key[key]["root"] = True
        self.gather(key, nr, seed)
        self.arrived[key] += 1
        done = self.arrived[key] >= self.needed[key]
        if done:
            self.push(key)
        return {f"{key}.got": brief(seed), f"{key}.buf": self.gathered(key),
                f"{key}.arr": f"{self.arrived[key]}/{self.needed[key]}",
                f"{key}.state": "ready" if done else "waiting"}
