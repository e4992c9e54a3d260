"""기록의 시험이 함께 쓰는 것: 이름과 상태를 읽고, 어느 기록이든 지킬 것을 봅니다."""

import re

import numpy as np

_NUMBER = r"\(?(?:\[[−\d., \[\]]*\]|−?\d+(?:\.\d+)?)\)?"


def assert_true(step):
    """숫자 둘을 곱하거나 더한 식이면 정말 그런지 셈합니다: 1 × 3 = 3, [2, 3] × [2, 3] = [4, 9]"""
    for line in [step["say"].removesuffix("."), *step["f"]]:
        found = re.search(f"(?:^|[:=] )({_NUMBER}) ([×+]) ({_NUMBER}) = ({_NUMBER})", line)
        if found:
            left, right, total = (np.array(eval(text.replace("−", "-"))) for text in found.group(1, 3, 4))
            result = left * right if found[2] == "×" else left + right
            assert np.allclose(result, total, rtol=5e-3, atol=1e-4), line


def steps(trace, kind):
    return [step for step in trace.steps if step["t"] == kind]


def names(trace):
    return [node["name"] for node in trace.nodes]


def value(trace, name, field="value"):
    key = next(node["k"] for node in trace.nodes if node["name"] == name)
    return trace.state()[f"{key}.{field}"]


def check(trace, views="Select|AsStrided"):
    """어느 기록이든 지킬 것: 빈 목록이 든 문장이 없고, 보낸 변화도마다 간선이 있고, 이름이 겹치지 않습니다.

    views: 문장에 나오면 안 되는, 엔진이 만든 뷰의 이름.
    """
    nodes = {node["k"]: node for node in trace.nodes}
    for step in trace.steps:
        assert not re.search(f"저장한 [를을은는]|상수는 상수|{views}|  |undefined", step["say"]), step["say"]
        if step["t"] in ("send", "skip") and step["to"]:
            assert nodes[step["n"]]["in"][step["slot"]][0] == step["to"], step["say"]
    drawn = [node["name"] for node in trace.nodes if node["kind"] in ("leaf", "op")]
    assert len(drawn) == len(set(drawn)), drawn
