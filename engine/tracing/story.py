"""적어 둔 일을 걸음으로 옮깁니다: 일 → 바뀌는 상태(set), 식(f), 읽을 문장(say).

일의 종류마다 메서드가 하나입니다. 순전파는 forward.py, 역전파는 starting.py, backward.py,
sending.py, 학습은 training.py에 있고, 함께 쓰는 것은 steps.py에 있습니다.
"""

from __future__ import annotations

from ..korean import say
from .backward import Backward
from .forward import Forward
from .nodes import Nodes
from .recorder import Recorder
from .records import Fact
from .steps import FREED, STALE
from .training import Training


class Story(Forward, Backward, Training):
    """기록 하나의 걸음 전부입니다."""

    def __init__(self, recorder: Recorder, nodes: Nodes):
        super().__init__(nodes)
        self.error: dict | None = None
        self.show_earlier()
        for entry in [*recorder.log]:
            kind = entry.what if type(entry) is Fact else type(entry).__name__.lower()
            getattr(self, f"_on_{kind}")(entry)
        if self.list:
            self.list[0]["set"] = {**self.first, **self.list[0]["set"]}

    def _on_error(self, fact: Fact) -> None:
        error, node = fact.data
        what, _, rest = str(error).partition("\n까닭: ")
        why, _, todo = rest.partition("\n해 볼 일: ")
        key = self.key_of(node) if node is not None else None
        cause = self._cause(key)
        if cause is not None:
            self.list[cause]["cause"] = True
        changes = {f"{key}.state": "now"} if key else {}
        self.step("error", what if rest else f"{type(error).__name__}: {what}", key=key, big=True,
                  changes=changes, place=fact.place)
        at = len(self.list) - 1 if cause is None else cause
        self.error = {"what": self.list[-1]["say"], "why": self._why(cause) or why, "todo": todo,
                      "at": at}

    def _why(self, cause: int | None) -> str | None:
        """해제했거나 어긋나게 한 걸음을 알면, 독자의 줄과 이름으로 까닭을 적습니다."""
        if cause is None:
            return None
        step = self.list[cause]
        name = self.nodes.name(step["n"])
        line = self.nodes.by_key[step["n"]]["line"] if step["t"] == "free" else step["line"]
        where = f"{line}번 줄 " if line else ""
        if step["t"] == "free" and step["by"]:
            saved = ", ".join(item["name"] for item in self.saved[step["n"]])
            return say("{by}번 줄의 역전파가 {where}{name:이} 저장한 {saved:을} 해제했습니다.",
                       by=step["by"], where=where, name=name, saved=saved)
        if step["t"] == "inplace" and line:
            name = self.nodes.name(step["to"] or step["n"])      # 뷰를 고쳤으면 저장해 둔 것은 원본입니다.
            return say("{where}제자리 연산이 {name:을} 고쳐, 저장해 둔 값과 버전이 어긋났습니다.",
                       where=where.replace("줄 ", "줄의 "), name=name)
        return None

    def _cause(self, key: str | None) -> int | None:
        """이 노드의 저장된 텐서를 해제했거나 버전을 어긋나게 한 걸음입니다."""
        for index in range(len(self.list) - 1, -1, -1):
            step = self.list[index]
            if any(name.startswith(f"{key}.saved.") and value in (FREED, STALE)
                   for name, value in step["set"].items()):
                return index
        return None
