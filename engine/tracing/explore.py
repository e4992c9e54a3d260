"""입력을 바꾸어 보기: 같은 함수를 입력마다 몇 군데에서 미리 기록해 둡니다."""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable
from types import CodeType

import numpy as np

from .. import errors
from ..creation import tensor
from ..graph import Names
from ..tensor import Tensor
from .calling import check_inputs, code_in
from .numbers import number
from .recorder import Recorder
from .shown import Shown
from .torch_code import call_of
from .trace import Trace, built

STOPS = {1: 9, 2: 5}     # 바꿀 입력의 수 → 입력마다 미리 기록해 두는 자리의 수
_MOST = 49               # 한 그림에 싣는 기록의 수
_SHARED = "v", "id", "lang", "title", "alt", "src", "svg", "note", "dot", "code"


def explore(function, /, *, title: str = "", stops: dict | None = None, **inputs) -> Explore:
    """function(입력…)을 기록하고, 입력을 바꾸어 가며 다시 기록합니다.

    inputs: 함수의 입력마다 이름과 처음 값. 값은 숫자나 숫자의 목록입니다. 함수에는 추적하는 텐서를 그 이름으로
    넘깁니다.
    stops: {"x": [-1, 0, 1]}처럼 미리 기록할 값. 적지 않으면 처음 값의 둘레를 고르게 나눕니다.
    함수가 추적하는 텐서를 돌려주면 그 텐서에서 역전파합니다. ValueError: 바꿀 입력이 없거나, 자리의 짝이
    너무 많거나, stops에 모르는 이름이 있을 때. TypeError: 함수의 입력과 이름이 맞지 않을 때.
    """
    scalars = {name: value for name, value in inputs.items() if np.ndim(value) == 0}
    for name in stops or ():
        if name not in scalars:
            raise errors.UNKNOWN_STOPS(name=name, known=", ".join(scalars) or "없음")
    count = STOPS.get(len(scalars), 3)
    places = {name: _stops(value, (stops or {}).get(name), count) for name, value in scalars.items()}
    if not places or math.prod(map(len, places.values())) > _MOST:
        raise errors.NOTHING_TO_EXPLORE(most=_MOST)
    return Explore(function, inputs, places, title)


class Explore(Shown):
    """입력마다의 자리와, 자리의 짝마다 하나씩인 기록입니다."""

    def __init__(self, function, inputs: dict, stops: dict[str, list[float]], title: str = ""):
        self._function, self._start, self.stops = function, inputs, stops
        self._code, self._title = code_in(function), title or getattr(function, "__name__", "")
        self.traces = [self.run(**dict(zip(stops, values, strict=True)))
                       for values in itertools.product(*stops.values())]

    def run(self, **changed) -> Trace:
        """입력을 바꾸어 함수를 다시 기록합니다."""
        values = {**self._start, **changed}
        check_inputs(self._function, values)
        given = {name: tensor(value, requires_grad=True) for name, value in values.items()}
        return record_call(self._code, functools.partial(self._function, **given), given, self._title)

    @property
    def start(self) -> Trace:
        """처음 값에서의 기록입니다."""
        index = 0
        for name, values in self.stops.items():
            index = index * len(values) + values.index(float(self._start[name]))
        return self.traces[index]

    def to_dict(self) -> dict:
        """JSON으로 적을 수 있는 사전입니다. 첫 기록과 같은 것은 뒤의 기록에서 뺍니다."""
        inputs = [{"name": name, "stops": [_label(value) for value in values],
                   "at": values.index(float(self._start[name]))}
                  for name, values in self.stops.items()]
        first, *rest = [trace.to_dict() for trace in self.traces]
        rest = [{key: value for key, value in data.items()
                 if key not in _SHARED or value != first[key]} for data in rest]
        return {"v": 1, "title": self._title, "explore": {"inputs": inputs, "traces": [first, *rest]}}

    def rerun(self, changed: dict) -> dict:
        """살아 있는 커널에서 독자가 값을 고칠 때마다 부릅니다. 고친 값에서 기록한 사전입니다."""
        changed = {name: float(value) for name, value in changed.items()}    # JSON의 -3은 정수로 옵니다.
        values = {**self._start, **changed}
        inputs = [{"name": name, "value": values[name], "min": min(places), "max": max(places),
                   "step": (max(places) - min(places)) / 40} for name, places in self.stops.items()]
        return {"v": 1, "title": self._title,
                "explore": {"inputs": inputs, "traces": [self.run(**changed).to_dict()]}}

    def transcript(self) -> str:
        """처음 값에서의 기록을 글로 적은 것입니다."""
        ranges = [f"{name} = {', '.join(_label(value) for value in values)}"
                  for name, values in self.stops.items()]
        return f"{self.start.transcript()}\n바꿀 수 있는 입력: {' · '.join(ranges)}"


def record_call(code: CodeType, call: Callable, given: dict[str, Tensor], title: str,
                seed: Tensor | None = None) -> Trace:
    """given을 입력으로 함수를 부르고(call) 역전파한 기록입니다. code는 함수의 코드입니다. 오류는 마지막 걸음이 됩니다."""
    recorder = Recorder(code)
    for leaf in given.values():
        recorder.see(leaf)
        recorder.inputs.add(id(leaf))
    asked, back, start = call_of(call.func, given, seed)
    tracked = True
    recorder.start()
    try:
        result = call()
        tracked = isinstance(result, Tensor) and result.requires_grad
        if tracked:
            result.backward(seed)
    except Exception as error:      # 독자의 함수가 낸 오류도 걸음으로 보입니다.
        recorder.fail(error)
    finally:
        recorder.stop()
    return Trace(built(recorder, Names(given), title, None, start, f"{asked}\n{back}" if tracked else asked))


def _stops(start: float, chosen, count: int) -> list[float]:
    if chosen is None:
        width = abs(start) or 1.0
        around = range(-(count // 2), count // 2 + 1) if math.isfinite(start) else ()
        chosen = [start + width * step / 2 for step in around]
    return sorted({float(start), *map(float, chosen)})


def _label(value: float) -> str:
    text = number(value)
    return text if "." in text or "×" in text or not float(value).is_integer() else f"{text}.0"
