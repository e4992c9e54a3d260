"""기록에 딸린 torch 코드: 기록이 무엇이든 코드를 적다가 기록을 잃지 않는지 봅니다.

코드가 기록과 같은 변화도를 내는지는 tests/parity/test_trace_parity.py가 torch로 돌려 봅니다.
"""

import json
import math

import pytest

from engine import tensor
from engine.tracing import explore, jacobian, record

NOT_FINITE = [math.nan, math.inf, -math.inf]


def square(x):
    return x * x


def code_of(shown):
    """기록에 딸린 코드입니다. JSON으로 적을 수 있는 기록이어야 합니다."""
    data = shown if isinstance(shown, dict) else shown.to_dict()
    json.dumps(data, allow_nan=False)
    return data["explore"]["traces"][0]["code"] if "explore" in data else data["code"]


# ── NaN과 ∞ ──


@pytest.mark.parametrize("value", NOT_FINITE, ids=str)
def test_a_leaf_that_is_not_finite_keeps_its_trace(value):
    x = tensor([1.0, value], requires_grad=True)
    with record() as trace:
        (x * 2).sum().backward()
    assert [step["t"] for step in trace.steps].count("accum") == 1
    assert f'x = torch.tensor([1.0, float("{value}")], requires_grad=True)' in code_of(trace)


@pytest.mark.parametrize("value", NOT_FINITE, ids=str)
def test_a_constant_that_is_not_finite_keeps_its_trace(value):
    x = tensor([1.0, 2.0], requires_grad=True)
    mask = tensor([0.0, value])
    with record() as trace:
        (x + mask).softmax(0)[0].backward()
    assert [step["t"] for step in trace.steps].count("accum") == 1
    assert f'mask = torch.tensor([0.0, float("{value}")])' in code_of(trace)


@pytest.mark.parametrize("value", NOT_FINITE, ids=str)
def test_inputs_to_explore_need_not_be_finite(value):
    stops = explore(square, x=1.0, stops={"x": [value, 1.0]})
    assert any(f'float("{value}")' in code_of(trace) for trace in stops.traces)
    assert f'float("{value}")' in code_of(stops.run(x=value))
    assert [*map(str, explore(square, x=value).stops["x"])] == [str(value)]


@pytest.mark.parametrize("value", NOT_FINITE, ids=str)
def test_a_jacobian_need_not_be_finite(value):
    assert f'float("{value}")' in code_of(jacobian(square, [value, 1.0]))
