"""재는 법: 겨루는 프로그램을 번갈아 돌리고, 한 바퀴마다 비율을 구합니다.

벽시계가 아니라 이 프로세스가 쓴 CPU 시간을 재서, 다른 일이 끼어들어도 덜 흔들립니다. 재는 동안은
누구에게나 쓰레기 수집을 꺼 두고, 바퀴가 바뀔 때 모아서 치웁니다.
"""

from __future__ import annotations

import gc
import itertools
import statistics
import sys
import time
import tracemalloc

import numpy as np


def cpu_time(program, times: int = 1) -> float:
    """program을 `times`번 돌릴 때의 한 번 평균 CPU 시간(초)입니다."""
    start = time.process_time()
    for _ in itertools.repeat(None, times):
        program()
    return (time.process_time() - start) / times


def take_turns(programs: dict, rounds: int, seconds: float, laps: int = 5) -> list[dict]:
    """이름마다 한 번의 CPU 시간을 바퀴마다 잽니다.

    한 바퀴에 `laps`번씩 번갈아 `seconds`초쯤 돌려 가장 짧은 것을 고릅니다. 다른 일이 끼어들면 시간이
    늘기만 하므로, 짧은 것이 그 프로그램의 시간에 가깝습니다.
    """
    times = {}
    for name, program in programs.items():
        program()  # 처음 한 번은 준비운동입니다.
        times[name] = max(1, round(seconds / max(cpu_time(program, 3), 1e-7)))
    results, order = [], list(programs)
    gc.disable()
    try:
        for _ in range(rounds):
            gc.collect()
            best = dict.fromkeys(order, float("inf"))
            for _ in range(laps):
                for name in order:
                    best[name] = min(best[name], cpu_time(programs[name], times[name]))
                order.reverse()  # 먼저 도는 쪽이 늘 손해를 보지 않게 차례를 뒤집습니다.
            results.append(best)
    finally:
        gc.enable()
    return results


def ratios(programs: dict, rounds: int = 15, seconds: float = 0.008) -> dict[str, tuple]:
    """상대의 이름 → (비율의 중앙값, 최솟값). 비율은 첫 프로그램의 시간 ÷ 상대의 시간입니다."""
    results = take_turns(programs, rounds, seconds)
    ours, *peers = programs
    return {peer: summary([result[ours] / result[peer] for result in results]) for peer in peers}


def extra(ours, plain, rounds: int = 15, seconds: float = 0.003) -> tuple:
    """ours가 plain보다 더 쓰는 시간의 (중앙값, 최솟값)입니다. 단위는 µs입니다."""
    results = take_turns({"ours": ours, "plain": plain}, rounds, seconds)
    return summary([1e6 * (result["ours"] - result["plain"]) for result in results])


def peak_ratio(ours, plain, rounds: int = 5) -> tuple:
    """한 번 도는 동안 새로 잡은 메모리의 최댓값을 견준 비율의 (중앙값, 최솟값)입니다."""
    return summary([_peak(ours) / _peak(plain) for _ in range(rounds)])


def _peak(program) -> int:
    program()
    gc.collect()
    tracemalloc.start()  # numpy도 배열의 메모리를 tracemalloc에 알립니다.
    try:
        program()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def summary(values: list) -> tuple:
    """(중앙값, 최솟값)입니다."""
    return statistics.median(values), min(values)


def check_agreement(work: str, programs: dict, rtol: float = 1e-4) -> None:
    """프로그램마다 돌려준 변화도가 첫 프로그램의 것과 같은지 봅니다. 다르면 견줄 뜻이 없어 멈춥니다."""
    (ours, expected), *others = [(name, program()) for name, program in programs.items()]
    for name, found in others:
        for mine, theirs in zip(expected, found, strict=True):
            theirs = np.asarray(theirs)
            if not np.allclose(mine, theirs, rtol, rtol * np.abs(theirs).max()):
                sys.exit(f"‘{work}’에서 {ours}과 {name}의 변화도가 달라 멈춥니다.\n"
                         "까닭: 같은 계산을 하지 않으면 시간을 견줄 수 없습니다.\n"
                         "해 볼 일: make test로 엔진을 먼저 확인하세요.")
