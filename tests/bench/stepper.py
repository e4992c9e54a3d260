"""걸음보기의 프로그램들입니다: 기록하며 돌리기, 노드 200개 그리기.

기록하는 시간만 따로 재려면:  python -m tests.bench.stepper
"""

from __future__ import annotations

import os
import sys

import engine
from engine.draw import draw
from engine.tracing.recorder import Recorder

from .measure import ratios, summary

RECORDED, PLAIN = "기록하며", "기록하지 않고"


def _chain(length: int):
    y, w, b = (engine.tensor(number, requires_grad=True) for number in (0.5, 0.999, 0.001))
    for _ in range(length // 2):
        y = y * w + b
    return y


def recording_programs(length: int = 200) -> dict:
    """스칼라 연산 `length`개의 순전파와 역전파입니다. 글과 그림을 만드는 시간은 들지 않습니다."""
    def plain():
        _chain(length).backward()

    def recorded():
        recorder = Recorder(sys._getframe().f_code)
        recorder.start()
        try:
            plain()
        finally:
            recorder.stop()
    return {RECORDED: recorded, PLAIN: plain}


def drawing_time(nodes: int = 200, rounds: int = 3) -> tuple:
    """노드 `nodes`개를 그리는 CPU 시간의 (중앙값, 최솟값)입니다. 단위는 ms이고 dot이 쓴 시간도 듭니다."""
    y = _chain(nodes - 3)
    spent = []
    for _ in range(rounds):
        before = sum(os.times()[:4])
        if draw(y).svg is None:
            sys.exit("dot이 없어 그리는 시간을 잴 수 없습니다.")
        spent.append(1000 * (sum(os.times()[:4]) - before))
    return summary(spent)


if __name__ == "__main__":
    print("기록하는 비율(중앙값, 최솟값)", ratios(recording_programs())[PLAIN])
    print("노드 200개 그리기, CPU ms(중앙값, 최솟값)", drawing_time())
