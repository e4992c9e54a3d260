"""기록: 독자의 프로그램 한 토막을 걸음의 목록으로 남깁니다.

    with record() as trace:
        y = x * x
        y.backward()
    trace            # 걸음보기로 보입니다.
    trace.steps      # 사전의 목록
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import unicodedata
import warnings

from .. import errors
from ..graph import Names
from ..stepper.picture import alt, picture
from .asking import chosen
from .before import Before, before
from .nodes import Nodes
from .places import Source
from .recorder import MOST, Recorder
from .records import Fact
from .shown import Shown, notebook
from .steps import QUEUED
from .story import Story
from .torch_code import code_of


class Trace(Shown):
    """기록한 걸음들입니다. `to_dict()`는 그대로 JSON이 되는 사전입니다."""

    def __init__(self, data: dict):
        self._data = data

    @property
    def steps(self) -> list[dict]:
        """걸음의 목록입니다."""
        return self._data["steps"]

    @property
    def nodes(self) -> list[dict]:
        """노드의 목록입니다."""
        return self._data["nodes"]

    def to_dict(self) -> dict:
        """JSON으로 적을 수 있는 사전입니다. 그림은 처음 부를 때 배치합니다."""
        if "svg" not in self._data:
            self._data |= picture(self._data)
        return self._data

    def state(self, step: int = -1) -> dict:
        """`step`번 걸음까지 지난 뒤의 상태입니다. 걸음마다의 set을 차례로 겹친 것입니다."""
        step = step if step >= 0 else len(self.steps) + step
        folded: dict = {}
        for one in self.steps[:step + 1]:
            folded |= one["set"]
        return folded

    def transcript(self) -> str:
        """걸음마다 한 줄인 글입니다. 노트북의 시험은 이 글을 견줍니다."""
        lines = [line for line in (self._data["title"], self._data["note"]) if line]
        lines += [f"{i + 1}. {step['say']}" for i, step in enumerate(self.steps)]
        error = self._data["error"]
        if error:
            lines += [f"   까닭: {error['why']}"] * bool(error["why"])
            lines += [f"   해 볼 일: {error['todo']}"] * bool(error["todo"])
        return "\n".join(lines)


class Pair(Shown):
    """나란히 볼 두 기록입니다."""

    def __init__(self, traces: list[Trace], labels: list[str]):
        self.traces, self.labels = traces, labels

    def to_dict(self) -> dict:
        """JSON으로 적을 수 있는 사전입니다."""
        return {"v": 1, "pair": [trace.to_dict() for trace in self.traces], "labels": self.labels}

    def transcript(self) -> str:
        """두 기록의 글을 이어 적은 것입니다."""
        return "\n\n".join(trace.transcript() for trace in self.traces)


class record:  # noqa: N801 — 함수처럼 부르는 with 문의 이름입니다.
    """이 구역에서 엔진이 하는 일을 모두 기록합니다. with 문의 as로 받은 것이 Trace가 됩니다.

    title: 걸음보기의 제목. names: {"w": w}처럼 직접 주는 이름.
    errors: 구역 안에서 오류가 나면 어느 쪽이든 마지막 걸음으로 적습니다. "raise"면 노트북에 걸음을
    보인 뒤 오류를 다시 냅니다. "show"면 오류를 삼키므로, 칸의 끝에 적은 trace가 까닭과 함께 보입니다.
    오류를 일부러 보이는 칸은 "show"로 적습니다. ValueError: errors가 다른 값일 때.
    trace: as로 받는 것과 같은 Trace입니다. 오류로 구역을 벗어난 뒤에도 여기에 남습니다.
    """

    def __init__(self, title: str = "", *, names: dict | None = None, errors: str = "raise"):
        _check_mode(errors)
        self._title, self._names, self._errors = title, names or {}, errors

    def __enter__(self) -> Trace:
        self._frame = sys._getframe(1)
        self._line = self._frame.f_lineno
        self._before = self._found()
        self._start = before(self._frame.f_code, self._frame.f_locals, self._frame.f_globals)
        self._recorder = Recorder(self._frame.f_code)
        self.trace = Trace(_empty(self._title, "아직 기록하고 있습니다. with 구역이 끝난 뒤에 보세요."))
        self._recorder.start()
        return self.trace

    def __exit__(self, kind, error, traceback) -> bool:
        self._recorder.stop()
        hidden = isinstance(error, Exception) and self._errors == "show"
        if isinstance(error, Exception):
            self._recorder.fail(error)
        names = self._found()
        names.fall_back_on(self._before)        # 구역 안에서 이름을 다른 값에 붙였어도 잎을 부를 수 있습니다.
        try:
            self.trace._data = built(self._recorder, names, self._title, self._line, self._start)
        except Exception as fault:      # 기록의 잘못이 독자의 계산을 멈추게 하지 않습니다.
            note = f"일어난 일을 걸음으로 옮기지 못했습니다. 계산은 그대로입니다. ({type(fault).__name__}: {fault})"
            self.trace._data = _empty(self._title, note)
            warnings.warn(note, RuntimeWarning, stacklevel=2)
        del self._recorder, self._frame, self._before, self._start
        if isinstance(error, Exception) and not hidden:
            _display(self.trace)
        return hidden

    def _found(self) -> Names:
        """지금 독자의 변수에서 찾은 이름입니다."""
        return Names(self._names, self._frame.f_locals, self._frame.f_globals)


def _check_mode(mode: str) -> None:
    if mode not in ("raise", "show"):
        raise errors.UNKNOWN_ERRORS_MODE(mode=repr(mode))


def _display(trace: Trace) -> None:
    """노트북이면 지금까지의 걸음을 보입니다. 오류가 나면 칸 끝의 trace까지 가지 못하기 때문입니다."""
    if notebook():
        sys.modules["IPython"].display.display(trace)


def built(recorder: Recorder, names: Names, title: str, line: int | None, start: Before,
          body: str | None = None) -> dict:
    """적어 둔 것을 JSON으로 적을 수 있는 사전으로 옮깁니다. 그러고 나면 그래프를 붙들지 않습니다.

    start: 기록을 시작할 때의 이름들. body: 기록한 문장들. 적지 않으면 with 문이 묶은 것입니다.
    """
    source = Source(recorder.code, line)
    for entry in recorder.log:
        for code, *_ in (getattr(entry, "place", None) or ((),))[0]:
            if code is not recorder.code or not source.blocks:
                source.show(code)
    nodes = Nodes(recorder, names, source)
    story = Story(recorder, nodes)
    notes = [f"일이 {MOST}가지를 넘어 앞부분만 기록했습니다."] * recorder.full
    notes += [f"대기줄은 앞의 {QUEUED}개만 적었습니다."] * story.crowded
    data = {"v": 1, "id": "", "lang": "ko", "title": title, "alt": alt(nodes.list),
            "note": " ".join(notes) or None, "src": source.shown(), "nodes": nodes.list,
            "steps": story.list, "saved": story.saved, "error": story.error,
            "ask": chosen(story.candidates)}
    hooks = {entry.data[0] for entry in recorder.log if type(entry) is Fact and entry.what == "hook"}
    data["code"] = code_of(source.body if body is None else body, start, _first_of(nodes, story), hooks)
    content = json.dumps(data, ensure_ascii=False, sort_keys=True)
    data["id"] = f"{_slug(title)}-{hashlib.sha256(content.encode()).hexdigest()[:4]}"
    return data


def _empty(title: str, note: str) -> dict:
    """걸음이 없는 기록입니다. note는 그 까닭입니다."""
    return {"v": 1, "id": "empty", "lang": "ko", "title": title, "alt": "", "note": note, "src": [],
            "nodes": [], "steps": [], "saved": {}, "error": None, "ask": [], "code": "",
            "svg": None, "dot": None, "svg_note": ""}


def _first_of(nodes: Nodes, story: Story):
    """텐서의 (처음 값, 추적하는지, 처음의 .grad)를 찾는 함수입니다."""
    def first(tensor):
        if id(tensor) in nodes.recorder.leaves:
            _, array, grad = nodes.recorder.leaves[id(tensor)]
            return array, True, grad
        return story.first_values.get(nodes.keys.get(id(tensor)), tensor._array), tensor.requires_grad, None
    return first


def _slug(title: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall("[a-z0-9]+", ascii_only))[:24] or "trace"
