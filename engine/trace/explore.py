"""입력을 바꾸어 보기: 같은 함수를 입력마다 몇 군데에서 미리 기록해 둡니다."""

from __future__ import annotations

import json

import numpy as np

from .. import errors
from ..creation import tensor
from ..graph import Names
from ..tensor import Tensor
from .numbers import number
from .recorder import Recorder
from .trace import Trace, built

STOPS = 7       # 입력마다 미리 기록해 두는 자리의 수


def explore(function, *, title: str = "", stops: dict | None = None, **inputs) -> Explore:
    """function(입력…)을 기록하고, 입력을 하나씩 바꾸어 가며 다시 기록합니다.

    inputs: 이름과 처음 값. 값은 숫자나 숫자의 목록입니다. 함수에는 추적하는 텐서로 넘깁니다.
    stops: {"x": [-1, 0, 1]}처럼 미리 기록할 값. 적지 않으면 처음 값의 둘레를 고르게 나눕니다.
    함수가 추적하는 텐서를 돌려주면 그 텐서에서 역전파합니다. ValueError: 바꿀 입력이 없을 때.
    """
    places = {name: _stops(value, (stops or {}).get(name))
              for name, value in inputs.items() if np.ndim(value) == 0}
    if not places:
        raise errors.NOTHING_TO_EXPLORE()
    return Explore(function, inputs, places, title)


class Explore:
    """입력마다의 자리와, 자리마다의 기록입니다."""

    def __init__(self, function, inputs: dict, stops: dict[str, list[float]], title: str = ""):
        self._function, self._start, self.stops = function, inputs, stops
        self._title = title or function.__name__
        self.traces = {(name, i): self.run(**{name: value})
                       for name, values in stops.items() for i, value in enumerate(values)}

    def run(self, **changed) -> Trace:
        """입력을 바꾸어 함수를 다시 기록합니다. 살아 있는 커널에서는 슬라이더가 이 함수를 부릅니다."""
        values = {**self._start, **changed}
        given = {name: tensor(value, requires_grad=True) for name, value in values.items()}
        return run_function(self._function, given, self._title)

    def to_dict(self) -> dict:
        """JSON으로 적을 수 있는 사전입니다. traces는 입력의 차례, 그 안에서는 자리의 차례입니다."""
        inputs, traces = [], []
        for name, values in self.stops.items():
            inputs.append({"name": name, "stops": [_label(value) for value in values],
                           "at": values.index(float(self._start[name])), "from": len(traces)})
            traces += [self.traces[name, i].to_dict() for i in range(len(values))]
        return {"v": 1, "title": self._title, "explore": {"inputs": inputs, "traces": traces}}

    def to_json(self) -> str:
        """JSON 글입니다."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    def transcript(self) -> str:
        """처음 값에서의 기록을 글로 적은 것입니다."""
        name = next(iter(self.stops))
        first = self.traces[name, self.stops[name].index(float(self._start[name]))]
        ranges = [f"{name} = {', '.join(_label(value) for value in values)}"
                  for name, values in self.stops.items()]
        return f"{first.transcript()}\n바꿀 수 있는 입력: {' · '.join(ranges)}"

    def __repr__(self) -> str:
        return self.transcript()


def run_function(function, given: dict[str, Tensor], title: str) -> Trace:
    """함수를 실행하고 역전파한 기록입니다. 오류는 마지막 걸음이 됩니다."""
    recorder = Recorder(function.__code__)
    for leaf in given.values():
        recorder.see(leaf)
    recorder.start()
    try:
        result = function(**given)
        if isinstance(result, Tensor) and result.requires_grad:
            result.backward()
    except Exception as error:      # 독자의 함수가 낸 오류도 걸음으로 보입니다.
        recorder.fail(error)
    finally:
        recorder.stop()
    return Trace(built(recorder, Names(given), title, None))


def _stops(start: float, chosen) -> list[float]:
    if chosen is None:
        width = abs(start) or 1.0
        chosen = [start + width * step / 2 for step in range(-(STOPS // 2), STOPS // 2 + 1)]
    return sorted({float(start), *map(float, chosen)})


def _label(value: float) -> str:
    text = number(value)
    return text if "." in text or "×" in text or not float(value).is_integer() else f"{text}.0"
