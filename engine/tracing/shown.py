"""걸음보기로 보이는 것: 기록(Trace), 나란히 볼 두 기록(Pair), 입력을 바꾸어 보는 기록(Explore)이 함께 씁니다."""

from __future__ import annotations

import copy
import json
import os
import sys
from typing import Self

from .. import stepper


class Shown:
    """`to_dict()`와 `transcript()`가 있으면 노트북에서 걸음보기가 됩니다."""

    _open: dict | None = None

    def to_dict(self) -> dict:
        """JSON으로 적을 수 있는 사전입니다."""
        raise NotImplementedError

    def transcript(self) -> str:
        """걸음마다 한 줄인 글입니다."""
        raise NotImplementedError

    def to_json(self) -> str:
        """JSON 글입니다. 같은 프로그램은 언제나 같은 글이 됩니다."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    def at(self, k: int, stops: list[str] | tuple = ()) -> Self:
        """k번째 걸음에서 열리는 걸음보기입니다: trace.at(7, stops=["b"])

        k: 화면에 적힌 것처럼 1부터 셉니다. 걸음의 수를 넘으면 마지막 걸음입니다.
        stops: 중단점을 켜 둘 노드의 이름. Explore는 처음 입력에서 엽니다.
        """
        other = copy.copy(self)
        other._open = {"k": k, "stops": list(stops)}
        return other

    def shown(self) -> dict:
        """화면에 올릴 사전입니다. 기록에, 열 걸음과 독자가 이것을 부르는 이름을 더합니다."""
        more = {"open": self._open, "called": _called(self)}
        return {**self.to_dict(), **{key: value for key, value in more.items() if value}}

    def __repr__(self) -> str:
        return self.transcript()

    def _repr_mimebundle_(self, **_) -> dict:
        bundle = stepper.mimebundle(self.shown(), getattr(self, "rerun", None))
        return {**bundle, "text/plain": self.transcript()}


def notebook():
    """지금 노트북의 셸입니다. 노트북이 아니면 None입니다."""
    return sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None


def _called(thing: Shown) -> str | None:
    """독자의 변수 이름입니다. 변수에 담지 않고 칸 끝에 적은 것이면 IPython이 결과를 담아 두는 Out[번호]입니다.

    책에는 살아 있는 커널이 없어 번호가 뜻하는 것도 없습니다.
    """
    shell = notebook()
    if shell is None:
        return None
    names = (name for name, value in shell.user_ns.items() if value is thing and name[0] != "_")
    return next(names, None if os.environ.get("ENGINE_STATIC") else f"Out[{shell.execution_count}]")
