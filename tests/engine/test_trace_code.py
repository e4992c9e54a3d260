"""기록에 딸린 torch 코드: 기록이 무엇이든 코드를 적다가 기록을 잃지 않는지 봅니다.

코드가 기록과 같은 변화도를 내는지는 tests/parity/test_trace_parity.py가 torch로 돌려 봅니다.
"""

import ast
import json
import math
import types
import weakref

import pytest

from engine import tensor, zeros
from engine.tracing import explore, jacobian, record
from engine.tracing.before import named
from engine.tracing.reading import definition, free_names

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


def test_a_value_that_cannot_be_written_keeps_its_trace():
    loop = []
    loop.append(loop)
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        (x * len(loop)).backward()
    assert [step["t"] for step in trace.steps].count("accum") == 1
    assert code_of(trace).startswith("# ")


def test_a_module_that_uses_the_engine_is_not_imported():
    mine, other = types.ModuleType("mine"), types.ModuleType("other")
    mine.zeros, other.pi = zeros, math.pi
    x = tensor(2.0, requires_grad=True)
    with record() as trace:
        (x * mine.zeros(2).sum() * other.pi).backward()
    assert code_of(trace).splitlines()[:2] == [
        "# 옮기지 못한 이름이 있습니다. 먼저 만들어 두세요: mine", "import torch"]
    assert "import other" in code_of(trace)


def test_the_names_of_the_start_hold_no_graph():
    x = tensor(2.0, requires_grad=True)
    y = x * x
    node = weakref.ref(y.grad_fn)
    start = named({"x": x, "y": y, "both": [x, y]})
    del y
    assert start.names.keys() == {"x", "y", "both"}
    start.names["both"].clear()       # 목록 자체는 독자의 것입니다.
    assert node() is None


# ── 코드가 밖에서 읽는 이름 ──


@pytest.mark.parametrize(("text", "names"), [
    ("y = x * x\ny.backward()", "x"),
    ("y = 1\ny = y + x", "x"),
    ("y += x", "y x"),
    ("y: int = x", "int x"),
    ("for i in n:\n    y = i\nz = y", "n y"),
    ("while a:\n    b = c\nd = b", "a c b"),
    ("if a:\n    b = 1\nelse:\n    b = 2\nc = b", "a"),
    ("if a:\n    b = 1\nc = b", "a b"),
    ("try:\n    a = b\nexcept E as e:\n    c = e\nd = a", "b E"),
    ("with a as b:\n    c = b", "a"),
    ("(y := x) + y", "x"),
    ("[i * k for i in v if i > m]", "v m k"),
    ("{k: w for k in v}", "v w"),
    ("def f(x, s=t):\n    y = x * w\n    return f(y)", "t w"),
    ("def f():\n    global g\n    g += 1\n    return g", "g"),
    ("def f():\n    import math as m\n    return [m for n in q]", "q"),
    ("f = lambda x, *a, **k: (x, a, k, w)", "w"),
    ("class A(B):\n    c = d\n    def f(self):\n        return A, e", "B d e"),
    ("import a.b\nfrom c import d as e\na, e, d", "d"),
    ("y[i] = x", "x y i"),
], ids=lambda value: value.encode("unicode_escape").decode() if "\n" in value else value)
def test_free_names_are_those_read_before_they_are_bound(text, names):
    assert free_names(ast.parse(text)) == names.split()


def test_the_source_of_each_lambda_of_a_line_is_its_own():
    pair = (lambda x: x + 1), (lambda x: (lambda y: y * 2)(x))
    assert [*map(definition, pair)] == ["lambda x: x + 1", "lambda x: (lambda y: y * 2)(x)"]
    assert definition(len.__class__) is None
