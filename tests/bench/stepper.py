"""걸음보기의 프로그램들입니다: 기록하며 돌리기, 기록해 걸음까지 만들기, 노드 200개 그리기와 걸음보기로 내놓기.

이것만 따로 재려면:  python -m tests.bench.stepper
"""

from __future__ import annotations

import os
import sys

import engine
from engine.draw import draw
from engine.stepper import static_html
from engine.stepper.html import with_picture
from engine.tracing import record
from engine.tracing.recorder import Recorder

from .measure import ratios, summary

RECORDED, PLAIN = "기록하며", "기록하지 않고"


def _chain(length: int):
    y, w, b = (engine.tensor(number, requires_grad=True) for number in (0.5, 0.999, 0.001))
    for _ in range(length // 2):
        y = y * w + b
    return y


def recording_programs(length: int = 200) -> dict:
    """스칼라 연산 `length`개의 순전파와 역전파를 듣기만 합니다. 걸음과 그림을 만드는 시간은 들지 않습니다."""
    def recorded():
        recorder = Recorder(sys._getframe().f_code)
        recorder.start()
        try:
            _chain(length).backward()
        finally:
            recorder.stop()
    return {RECORDED: recorded, PLAIN: lambda: _chain(length).backward()}


def telling_time(length: int = 200) -> tuple:
    """같은 일을 record()로 기록하는 시간의 (중앙값, 최솟값)입니다. 듣고 나서 걸음을 만드는 시간까지 듭니다."""
    def told():
        with record() as trace:
            _chain(length).backward()
        return trace
    told()      # 처음 한 번은 준비운동입니다.
    return _cpu(told)


def drawing_time(nodes: int = 200) -> tuple:
    """노드 `nodes`개를 그리는 시간의 (중앙값, 최솟값)입니다."""
    y = _chain(nodes - 3)
    return _cpu(lambda: draw(y).svg)


def showing_time(nodes: int = 200) -> tuple:
    """노드 `nodes`개의 기록을 배치해 걸음보기의 HTML로 적는 시간의 (중앙값, 최솟값)입니다."""
    with record("노드 200개") as trace:
        _chain(nodes - 3).backward()
    bare = {**trace.to_dict(), "svg": None}

    def show():
        data = with_picture(bare)
        static_html(data, assets=False)
        return data["svg"]
    return _cpu(show)


def _cpu(program, rounds: int = 3) -> tuple:
    """program의 CPU 시간입니다. 단위는 ms이고, 따로 도는 dot이 쓴 시간도 듭니다. 그림을 얻지 못한 program은 None을 돌려줍니다."""
    spent = []
    for _ in range(rounds):
        before = sum(os.times()[:4])
        if program() is None:
            sys.exit("dot이 없어 그리는 시간을 잴 수 없습니다.")
        spent.append(1000 * (sum(os.times()[:4]) - before))
    return summary(spent)


if __name__ == "__main__":
    print("듣는 비율(중앙값, 최솟값)", ratios(recording_programs())[PLAIN])
    print("연산 200개를 record()로 기록하기, CPU ms(중앙값, 최솟값)", telling_time())
    print("노드 200개 그리기, CPU ms(중앙값, 최솟값)", drawing_time())
    print("노드 200개를 걸음보기로 내놓기, CPU ms(중앙값, 최솟값)", showing_time())
