"""이상 탐지: 역전파에서 NaN이 나오면, 그 값을 만든 순전파의 줄을 알려 줍니다.

켜 두면 연산마다 부른 자리를 적으므로 느립니다. 잘못을 찾을 때만 켭니다.
"""

from __future__ import annotations

import os
import traceback
import warnings

import numpy as np

from . import errors
from .events import slow_lane

enabled = False
check_nan = True


def is_anomaly_enabled() -> bool:
    """이상 탐지가 켜져 있는지 알려 줍니다."""
    return enabled


class set_detect_anomaly:  # noqa: N801
    """이상 탐지를 켜거나 끕니다. 부르는 즉시 바뀌고, with 문으로 쓰면 나올 때 되돌립니다."""

    def __init__(self, mode: bool, check_nan: bool = True):
        self._before = enabled, globals()["check_nan"]
        _switch(mode, check_nan)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        _switch(*self._before)


class detect_anomaly(set_detect_anomaly):  # noqa: N801
    """이 구역에서만 이상 탐지를 켭니다."""

    def __init__(self, check_nan: bool = True):
        warnings.warn(
            "이상 탐지를 켰습니다. 연산이 느려지므로 잘못을 찾을 때만 쓰세요. "
            "(Anomaly Detection has been enabled)", UserWarning, stacklevel=2)
        super().__init__(True, check_nan)


def _switch(mode: bool, nan: bool) -> None:
    global enabled, check_nan
    if mode != enabled:
        slow_lane.append("anomaly") if mode else slow_lane.remove("anomaly")
    enabled, check_nan = mode, nan


def call_stack() -> str:
    """지금 연산을 부른 자리입니다. 엔진 안쪽의 줄은 뺍니다."""
    inside = os.path.dirname(__file__) + os.sep
    frames = [frame for frame in traceback.extract_stack() if not frame.filename.startswith(inside)]
    return "".join(traceback.format_list(frames))


def run(node, grads: list, needed) -> list:
    """노드를 실행하고, 오류나 NaN이 나오면 순전파의 자리를 경고로 알립니다.

    RuntimeError: 보낼 변화도에 NaN이 있을 때.
    """
    try:
        sent = node.backward(grads, needed)
        if check_nan:
            for index, grad in enumerate(sent):
                if grad is not None and np.isnan(grad._array).any():
                    raise errors.NAN_IN_BACKWARD(node=node.name(), index=index)
    except Exception:
        place = node.metadata.get("traceback_", "적어 둔 자리가 없습니다. 순전파 때 켜져 있지 않았습니다.\n")
        warnings.warn(
            f"{node.name()}에서 문제가 생겼습니다. 이 연산을 부른 순전파의 자리는 다음과 같습니다. "
            f"(Error detected in {node.name()}. Traceback of forward call)\n{place}",
            UserWarning, stacklevel=5)
        raise
    return sent
