"""다른 엔진과 속도를 견주어 표로 적습니다: python -m tests.bench

시험이 아니라 재는 프로그램이라, 목표에 못 미쳐도 실패하지 않습니다.
"""

import gc
import os
import platform
import statistics
import subprocess
import sys
import weakref
from pathlib import Path

import numpy as np
import torch

import engine

from . import stepper, works
from .measure import check_agreement, cpu_time, extra, peak_ratio, ratios
from .works import HIPS, MICROGRAD, NUMPY, OURS, TORCH

torch.set_num_threads(1)


def cpu_model() -> str:
    """CPU의 이름입니다."""
    if sys.platform == "darwin":
        command = ["sysctl", "-n", "machdep.cpu.brand_string"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def row(work: str, peer: str, values: tuple, target: float, unit: str = "") -> None:
    """표의 한 줄을 적습니다. 중앙값이 목표 안에 들면 ✓입니다."""
    median, least = values
    mark = "✓" if median <= target else "✗"
    print(f"| {work} | {peer} | {median:.2f}{unit} | {least:.2f}{unit} "
          f"| ≤ {target:g}{unit} | {mark} |", flush=True)


def ops() -> None:
    """연산 하나에 numpy 호출보다 더 드는 시간입니다."""
    for name, pair in works.op_programs().items():
        row(f"`{name}` 하나, 기록함", "numpy 호출에 더해", extra(*pair), 1.2, " µs")
    with engine.no_grad():
        for name, pair in works.op_programs().items():
            row(f"`{name}` 하나, 추적 중지 구역", "numpy 호출에 더해", extra(*pair), 0.6, " µs")


def races() -> None:
    """한 일을 여러 엔진으로 해서 견줍니다."""
    tutorial = "튜토리얼의 프로그램: 순전파와 역전파"
    for work, programs, targets in (
        (tutorial, works.tutorial_programs(False), {TORCH: 0.75}),
        (f"{tutorial}, 잎 만들기", works.tutorial_programs(True), {TORCH: 0.75}),
        ("스칼라 연산 900개(relu)", works.chain_programs("relu"),
         {TORCH: 0.75, MICROGRAD: 0.35, HIPS: 0.15}),
        ("스칼라 연산 900개(tanh)", works.chain_programs("tanh"), {TORCH: 0.75, HIPS: 0.15}),
        ("MLP 64×784–128–10 한 걸음", works.mlp_programs(), {TORCH: 1.0, NUMPY: 1.15}),
        ("값 10⁶개, 값마다 하는 연산", works.elementwise_programs(), {TORCH: 1.0, NUMPY: 1.3}),
    ):
        if "잎 만들기" not in work:  # 잎을 새로 만들면 난수가 이어져 바퀴마다 값이 다릅니다.
            check_agreement(work, programs)
        for peer, values in ratios(programs).items():
            row(work, peer, values, targets[peer])


def memory() -> None:
    """한 걸음 동안 새로 잡은 메모리의 최댓값을 견줍니다."""
    programs = works.mlp_programs()
    row("MLP 한 걸음의 최대 메모리", NUMPY, peak_ratio(programs[OURS], programs[NUMPY]), 1.2)


def long_chains() -> None:
    """연산이 늘어난 만큼만 시간이 늘고, 놓자마자 해제되는지 봅니다."""
    lengths = (10**4, 10**5, 10**6)
    build, free = {}, {}
    for length in lengths:
        build[length], free[length] = [], []
        for _ in range(max(1, 10**5 // length)):
            _time_long_chain(length, build[length], free[length])
    base = statistics.median(build[lengths[0]]), statistics.median(free[lengths[0]])
    for length in lengths[1:]:
        work = f"연산 {length:,}개: 연산 하나의 시간"
        row(work, f"연산 {lengths[0]:,}개", _over(build[length], base[0]), 2)
        row(f"{work}, 해제", f"연산 {lengths[0]:,}개", _over(free[length], base[1]), 2)


def _over(times: list, base: float) -> tuple:
    return statistics.median(times) / base, min(times) / base


def _time_long_chain(length: int, build: list, free: list) -> None:
    gc.collect()
    gc.disable()  # 쓰레기 수집 없이 참조 수만으로 해제되어야 합니다.
    try:
        box = []
        build.append(cpu_time(lambda: box.append(works.long_chain(length))) / length)
        node = box[0].grad_fn
        for _ in range(length // 2):  # 뿌리에서 먼 노드까지 내려가 봅니다.
            node = node.next_functions[0][0]
        deep = weakref.ref(node)
        del node
        free.append(cpu_time(box.clear) / length)
        if deep() is not None:
            sys.exit("그래프를 놓았는데도 노드가 남아 있습니다.\n"
                     "까닭: 노드와 텐서가 서로를 붙잡고 있습니다.\n"
                     "해 볼 일: 노드가 자기 결과 텐서를 저장하지 않는지 확인하세요.")
    finally:
        gc.enable()


def watching() -> None:
    """걸음보기로 지켜보는 값입니다."""
    row("스칼라 연산 200개의 일을 듣기", stepper.PLAIN,
        ratios(stepper.recording_programs())[stepper.PLAIN], 3)
    row("스칼라 연산 200개를 record()로 기록", "걸음까지 만드는 CPU 시간", stepper.telling_time(), 500, " ms")
    row("노드 200개 그리기", "dot까지 더한 CPU 시간", stepper.drawing_time(), 300, " ms")
    row("노드 200개를 걸음보기로 내놓기", "dot까지 더한 CPU 시간", stepper.showing_time(), 1000, " ms")


def main() -> None:
    """견주어 표로 적습니다."""
    print(f"{cpu_model()}, 코어 {os.cpu_count()}개 · Python {platform.python_version()} · "
          f"numpy {np.__version__} · torch {torch.__version__}\n")
    print("모두 스레드 하나로, 번갈아 돌리며 이 프로세스가 쓴 CPU 시간을 쟀습니다. "
          "비율은 우리 엔진 ÷ 상대이고,\n"
          "바퀴마다 구한 비율의 중앙값이 목표 안에 들면 ✓입니다.\n")
    print("| 하는 일 | 상대 | 중앙값 | 최솟값 | 목표 | 달성 |")
    print("|---|---|---:|---:|---:|:-:|")
    ops()
    races()
    memory()
    long_chains()
    watching()


main()
