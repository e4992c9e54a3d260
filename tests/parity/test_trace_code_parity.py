"""기록에 딸린 torch 코드가 혼자서도 돌고, 기록과 같은 변화도나 오류를 내는지 torch로 돌려 봅니다."""

import ast
import json
import linecache
import math
import re
import sys
from pathlib import Path

import numpy as np
import pytest

sys.path.insert(0, str(Path(__file__).parent.parent / "engine"))

from trace_programs import PROGRAMS

import engine
import engine.nn.functional as F
from engine import nn, tensor
from engine.tracing import explore, jacobian, record
from engine.tracing.numbers import WRITTEN, brief, detail, number
from engine.tracing.shown import Shown

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")


def shown(grad):
    return "없음(None)" if grad is None else brief(grad.numpy())


def runs(code):
    """코드를 빈 이름 공간에서 torch로 돌린 (이름 공간, 오류)입니다."""
    space, kind = {}, torch.get_default_dtype()
    try:
        with torch.enable_grad():      # 코드가 추적을 꺼도 다음 시험에는 남지 않습니다.
            exec(compile(code, "<기록의 코드>", "exec"), space)
    except RuntimeError as error:
        return space, error
    finally:
        torch.set_default_dtype(kind)
    return space, None


def leaf_named(name, space):
    """기록의 잎에 적힌 이름으로 찾은 torch의 텐서입니다: w, ws[0], model.0.weight"""
    start, _, path = name.partition(".")
    return space[start].get_parameter(path) if path else eval(start, space)


def check(trace):
    """기록의 코드가 내는 잎의 변화도나 오류가 기록의 것과 같은지 봅니다. 견준 잎의 이름을 돌려줍니다."""
    data = trace.to_dict()
    space, failed = runs(data["code"])
    assert (failed is None) == (data["error"] is None), failed
    if failed is not None:
        english = data["error"]["what"].split("(")[-1].split(")")[0].lower()
        assert english[:40] in str(failed).lower()
    state, seen = trace.state(), []
    for node in trace.nodes:
        if node["kind"] == "leaf" and node["name"] != "이름 없는 잎":
            grad = leaf_named(node["name"], space).grad
            assert state[f"{node['k']}.grad"] == shown(grad), node["name"]
            if grad is not None and grad.numel() > WRITTEN:
                assert state[f"{node['k']}.graddata"] == detail(grad.numpy()), node["name"]
            seen.append(node["name"])
    return seen


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda p: p.__name__)
def test_the_code_of_a_trace_gives_the_same_gradients_in_torch(program):
    trace = program()
    assert check(trace)
    assert len(trace.to_dict()["code"].splitlines()) <= 12 or program.__name__ == "custom"


def chapter(path):
    """한 장의 칸을 차례로 실행하며 만난 (칸의 번호, 걸음보기로 보이는 것)입니다."""
    space, found = {"__name__": "__main__"}, {}
    for place, cell in enumerate(json.loads(path.read_text(encoding="utf-8"))["cells"]):
        if cell["cell_type"] != "code":
            continue
        text, name = "".join(cell["source"]), f"<{path.stem} {place}>"
        linecache.cache[name] = len(text), None, text.splitlines(keepends=True), name
        tree = ast.parse(text)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, name, "exec"), space)
        value = last and eval(compile(ast.Expression(last.value), name, "eval"), space)
        for thing in (value, *space.values()):
            if isinstance(thing, Shown):
                found.setdefault(id(thing), (place, thing))
    return [*found.values()]


CHAPTERS = sorted(Path(engine.__file__).parents[1].glob("book/*.ipynb"))


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_the_code_of_every_stepper_of_the_book_gives_its_gradients(path, capsys):
    steppers = chapter(path)
    recorded = any("record(" in line or "explore(" in line for line in path.read_text(encoding="utf-8").splitlines())
    assert bool(steppers) == recorded
    for cell, stepper in steppers:
        for trace in getattr(stepper, "traces", [stepper]):
            code = trace.to_dict()["code"]
            assert check(trace), f"{cell}번 칸"
            assert len(code.splitlines()) <= 12, f"{cell}번 칸"
            for run in trace.to_dict().get("jac", {}).get("runs", ()):
                own = ", ".join(value.replace("−", "-") for value in run["v"])
                other, count = re.subn(r"(?m)^v = .*$", f"v = torch.tensor([{own}])", code)
                space, _ = runs(other)
                assert (count, [number(value) for value in space["x"].grad.tolist()]) == (1, run["x"])


# ── 코드가 기대는 것: 구역 앞에서 만든 값, 함수, 신경망, 옵티마이저 ──

SCALE = 0.5
outside = tensor([1.5, -2.5], requires_grad=True)


def scaled(x):
    return twice(x) * SCALE


def twice(x):
    return 2 * x


class Net(nn.Module):
    """독자의 신경망입니다."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 3)
        self.last = nn.Linear(3, 1, bias=False)

    def forward(self, x):
        return self.last(F.relu(self.first(x)))


def functions_and_numbers():
    x = tensor(3.0, requires_grad=True)
    power = lambda v: v ** 3      # noqa: E731 — 람다도 옮깁니다.
    with record() as trace:
        y = scaled(power(x)) * math.pi
        y.backward()
    return trace


def a_gradient_from_before():
    x = tensor([1.0, 2.0], requires_grad=True)
    (x * x).sum().backward()
    with record() as trace:
        (x * outside).sum().backward()
    outside.grad = None
    return trace


def one_line():
    x = tensor([1.0, 2.0], requires_grad=True)
    with record() as trace: (x * x).sum().backward()  # noqa: E701 — 한 줄로 적은 구역입니다.
    return trace


def every_dtype():
    x = tensor([[0.1, 2.0]], requires_grad=True, dtype=engine.float64)
    index, mask, whole = tensor([0, 0, 1]), tensor([True, False, True]), tensor([3, 2, 1], dtype=engine.int32)
    empty = tensor([math.nan, math.inf, 7.0])
    with record() as trace:
        picked = x[0][index] * whole
        engine.where(mask, picked, picked * empty)[::2].sum().backward()
    return trace


def lists_and_aliases():
    ws = [tensor(2.0, requires_grad=True), tensor(5.0, requires_grad=True)]
    with record() as trace:
        total = 0
        for w in ws:
            total = total + w * w
        total.backward()
    return trace


def two_steps_of_a_network():
    engine.manual_seed(1)
    net = Net()
    net.first.bias.requires_grad_(False)
    X = tensor([[1.0, 2.0], [3.0, -1.0]])
    measure = nn.MSELoss(reduction="sum")
    step = engine.optim.SGD(net.parameters(), lr=0.01, momentum=0.9, weight_decay=0.1)
    with record() as trace:
        for _ in range(2):
            step.zero_grad()
            loss = measure(net(X), engine.ones(2, 1))
            loss.backward()
            step.step()
    return trace


def groups_of_parameters():
    w, v = tensor([1.0, 2.0], requires_grad=True), tensor(3.0, requires_grad=True)
    step = engine.optim.Adam([{"params": [w]}, {"params": [v], "lr": 0.5}], lr=0.1)
    with record() as trace:
        for _ in range(3):
            step.zero_grad()
            (w * w * v).sum().backward()
            step.step()
    return trace


def recording_turned_off_outside():
    x = tensor([2.0, 3.0], requires_grad=True)
    with engine.no_grad(), record(errors="show") as trace:
        y = (x * x).sum()
        y.backward()
    return trace


def regions_of_the_same_with():
    x = tensor(2.0, requires_grad=True)
    with record() as trace, engine.no_grad():
        y = x * x
    with record(errors="show") as trace, engine.no_grad(), engine.enable_grad():
        y = x * x
        y.backward()
    return trace


def changed_inside():
    seen, rates, found = [], {"lr": 0.5}, np.array([1.0, 2.0])
    x, v = tensor([3.0, 4.0], requires_grad=True), tensor([1.0, 0.5])
    with record() as trace:
        for _ in range(2):
            y = x * x * engine.from_numpy(found) * rates["lr"]
            y.backward(v)
            seen.append(len(seen))
            rates["lr"] += len(seen)
            found[0] = 50.0
            v.mul_(3)
    return trace


RELYING = [regions_of_the_same_with, changed_inside, functions_and_numbers, a_gradient_from_before, one_line, every_dtype,
           lists_and_aliases, two_steps_of_a_network, groups_of_parameters, recording_turned_off_outside]


@pytest.mark.parametrize("program", RELYING, ids=lambda p: p.__name__)
def test_the_code_makes_what_it_relies_on(program):
    trace = program()
    assert check(trace)
    assert not trace.to_dict()["code"].startswith("#")


def test_a_name_used_again_starts_with_what_it_was_before():
    x = tensor(3.0, requires_grad=True)
    with record() as trace:
        x = x * 2
        x.backward()
    assert "x = torch.tensor(3.0, requires_grad=True)\nx = x * 2\n" in trace.to_dict()["code"]


def test_the_code_keeps_the_default_dtype():
    engine.set_default_dtype(engine.float64)
    try:
        with record() as trace:
            x = tensor(0.1, requires_grad=True)
            (x * x).backward()
    finally:
        engine.set_default_dtype(engine.float32)
    assert runs(trace.to_dict()["code"])[0]["x"].grad.item() == 0.2


def test_the_code_of_a_function_calls_it():
    for each in (explore(lambda x, w: scaled(x) * w + outside.sum(), x=1.0, w=2.0, stops={"x": [1], "w": [-2]}),
                 explore(lambda x: (x * x).tolist(), x=2.0, stops={"x": [2]}),
                 explore(twice, x=1.0, stops={"x": [1]}),
                 jacobian(lambda y: y[1:] * y[:-1] / SCALE, [1.0, 2.0, 4.0])):
        for trace in getattr(each, "traces", [each]):
            assert check(trace)
            assert not trace.to_dict()["code"].startswith("#")


# ── 코드가 기록과 다를 때 ──


def test_many_values_are_left_out_and_the_code_says_so():
    engine.manual_seed(0)
    w, labels = engine.randn(30, 2, requires_grad=True), engine.randint(0, 2, (30,))
    lots = engine.ones(300)
    with record() as trace:
        loss = F.cross_entropy(w, labels) * lots.mean()
        loss.backward()
    code = trace.to_dict()["code"]
    assert [line.split(" = ")[0] for line in code.splitlines() if "기록과 다른 값" in line] == ["w", "labels"]
    space, failed = runs(code)
    assert failed is None
    assert space["w"].grad.shape == (30, 2)
    assert "lots = torch.ones(300)" in code


def test_what_was_computed_before_is_a_leaf_and_the_code_says_so():
    x = tensor([1.0, 2.0], requires_grad=True)
    y = x * x
    with record() as trace:
        y.sum().backward()
    code = trace.to_dict()["code"]
    assert re.search(r"(?m)^y = torch.tensor\(\[1.0, 4.0\], requires_grad=True\)  # 기록 앞에서 계산", code)
    assert runs(code)[0]["y"].grad.tolist() == [1, 1]
    assert x.grad.tolist() == [2, 4]


class Sized(Net):
    """만들 때 크기를 받는 신경망입니다."""

    def __init__(self, size):
        super().__init__()
        self.size = size


def test_what_is_left_out_is_named():
    x, net = tensor([1.0, 2.0], requires_grad=True), Sized(3)
    x.register_hook(twice)
    with record(errors="show") as trace:
        y = net(x) + engine.randn(1)
        y.backward()
        nowhere(y)      # noqa: F821 — 없는 이름입니다.
    notes = [line for line in trace.to_dict()["code"].splitlines() if line.startswith("#")]
    assert [re.findall("twice|무작위|net, nowhere", line) for line in notes] == [
        ["twice"], ["무작위"], ["net, nowhere"]]


def test_names_of_the_engine_are_changed_only_where_they_are_names():
    with record() as trace:
        text = "engine.tensor"      # engine의 tensor
        x = engine.tensor([float(len(text))], requires_grad=True)
        x.backward()
    code = trace.to_dict()["code"]
    assert 'text = "engine.tensor"      # engine의 tensor' in code
    assert runs(code)[0]["x"].tolist() == [13]


def test_a_block_that_cannot_stand_alone_says_so():
    def inside():
        with record() as trace:
            x = tensor(1.0, requires_grad=True)
            x.backward()
            return trace
    assert inside().to_dict()["code"].startswith("# ")
    assert runs(inside().to_dict()["code"]) == ({"__builtins__": __builtins__}, None)
