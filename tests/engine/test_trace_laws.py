"""기록의 법칙: 아무렇게나 지은 프로그램에서도 걸음의 합이 엔진의 값과 같습니다."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from op_cases import OP_CASES
from op_cases_nn import NN_CASES
from op_cases_rare import ONCE_IN_TORCH, RARE_CASES
from op_cases_tier2 import TIER2_CASES
from op_cases_tier3 import TIER3_CASES

import engine
from engine import events
from engine.tracing import record
from engine.tracing.numbers import brief

BINARY = {"add": lambda a, b: a + b, "sub": lambda a, b: a - b, "mul": lambda a, b: a * b,
          "div": lambda a, b: a / (b * b + 1)}
UNARY = {"sin": lambda a: a.sin(), "tanh": lambda a: a.tanh(), "square": lambda a: a**2,
         "neg": lambda a: -a, "half": lambda a: a * 0.5, "relu": lambda a: a.relu(),
         "rows": lambda a: a.sum(0), "mean": lambda a: a.mean(), "detach": lambda a: a.detach(),
         "first": lambda a: a[..., 0]}
SHAPES = [(2, 3), (3,), (), (2, 1)]


@st.composite
def programs(draw):
    """(잎의 모양들, [(연산, 몇 번째 텐서, 몇 번째 텐서)])"""
    leaves = draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3))
    lines = draw(st.lists(st.tuples(st.sampled_from([*BINARY, *UNARY]), st.integers(0, 9),
                                    st.integers(0, 9)), min_size=1, max_size=9))
    return leaves, lines, draw(st.booleans())


def run(m, program, leaves):
    made = list(leaves)
    _, lines, twice = program
    for name, i, j in lines:
        a, b = made[i % len(made)], made[j % len(made)]
        try:
            made.append(BINARY[name](a, b) if name in BINARY else UNARY[name](a))
        except (IndexError, RuntimeError):     # 맞지 않는 모양은 건너뜁니다. 아무것도 기록되지 않습니다.
            continue
    tracked = [t for t in made[len(leaves):] if t.requires_grad]
    if not tracked:
        return
    root = tracked[-1].sum()
    root.backward(retain_graph=twice)
    if twice:
        root.backward()


def leaves_of(m, program):
    draw = np.random.default_rng(0)
    return [m.tensor(draw.uniform(-2, 2, shape).round(2), dtype=m.float64, requires_grad=True)
            for shape in program[0]]


def recorded(program):
    leaves = leaves_of(engine, program)
    with record(names={f"x{i}": leaf for i, leaf in enumerate(leaves)}) as trace:
        run(engine, program, leaves)
    return trace, leaves


@settings(deadline=None, max_examples=150, derandomize=True)
@given(programs())
def test_going_step_by_step_lands_where_going_directly_does(program):
    trace, _ = recorded(program)
    walked: dict = {}
    for k, step in enumerate(trace.steps):
        walked = {**walked, **step["set"]}
        assert trace.state(k) == walked
    assert trace.steps == [] or trace.state() == walked


class Tally:
    """기록과 따로 듣고, 잎마다 도착한 변화도의 합과 누적된 양을 셉니다."""

    def __init__(self):
        self.sent, self.merged, self.accumulated = {}, {}, []

    def __call__(self, event):
        if isinstance(event, events.GradientSent) and event.fitted is not None:
            self.sent[event.target] = self.sent.get(event.target, 0) + event.fitted.numpy()
            self.merged.setdefault(event.target, event.fitted.numpy())
        if isinstance(event, events.PathsMerged):
            self.merged[event.target] = event.after.numpy()
        if isinstance(event, events.NodeLeft):
            self.sent.pop(event.node, None)
            self.merged.pop(event.node, None)
        if isinstance(event, events.GradientAccumulated):
            leaf = event.variable
            node = leaf._accumulator()
            added = leaf._grad.numpy() - (0 if event.before is None else event.before)
            if node in self.sent:
                self.accumulated.append((leaf, self.sent[node], self.merged[node], added))


@settings(deadline=None, max_examples=150, derandomize=True)
@given(programs())
def test_what_arrives_at_a_leaf_is_what_is_added_to_its_grad(program):
    tally = Tally()
    events.listen(tally)
    try:
        trace, leaves = recorded(program)
    finally:
        events.unlisten(tally)
    for _, sent, merged, added in tally.accumulated:
        assert np.allclose(sent, merged, rtol=1e-12)
        assert np.allclose(merged, added, rtol=1e-12)
    shown = {node["name"]: trace.state().get(f"{node['k']}.grad") for node in trace.nodes
             if node["kind"] == "leaf"}
    for i, leaf in enumerate(leaves):
        if f"x{i}" in shown:
            grad = leaf.grad
            assert shown[f"x{i}"] == ("없음(None)" if grad is None else brief(grad.numpy()))
    for step in trace.steps:
        if step["t"] == "merge":
            total = step["f"][-1].removeprefix("= ")
            assert step["set"][f"{step['to']}.buf"].endswith(f" = {total}")


@settings(deadline=None, max_examples=100, derandomize=True)
@given(programs())
def test_recording_changes_nothing(program):
    _, watched = recorded(program)
    alone = leaves_of(engine, program)
    run(engine, program, alone)
    for a, b in zip(watched, alone, strict=True):
        assert (a.grad is None) == (b.grad is None)
        if a.grad is not None:
            assert a.grad.numpy().tobytes() == b.grad.numpy().tobytes()


@settings(deadline=None, max_examples=50, derandomize=True)
@given(programs())
def test_arrivals_end_where_they_are_needed(program):
    trace, _ = recorded(program)
    for k, step in enumerate(trace.steps):
        if step["t"] == "pop":
            arrived, needed = trace.state(k)[f"{step['n']}.arr"].split("/")
            assert arrived == needed


@pytest.mark.parametrize(
    "cases", [OP_CASES, TIER2_CASES, TIER3_CASES, [*RARE_CASES, *ONCE_IN_TORCH], NN_CASES],
    ids=["op", "tier2", "tier3", "rare", "nn"])
def test_every_op_can_be_watched(cases):
    """연산의 표에 있는 것은 모두 걸음이 되고, 마지막 .grad는 기록하지 않았을 때와 같습니다."""
    for case in cases:
        runs = []
        for watched in (True, False):
            leaves = [engine.tensor(array, requires_grad=True) for array in case.arrays()]
            with record() if watched else engine.enable_grad() as trace:
                outs = [out for out in case.outputs(engine, leaves) if out.requires_grad]
                if outs:
                    engine.autograd.backward([out.sum() for out in outs])
            runs.append([None if leaf.grad is None else leaf.grad.numpy().tobytes() for leaf in leaves])
            if watched:
                assert trace.steps or not outs, case.name
                for step in trace.steps:
                    assert not step["say"].startswith(("=", " ")), case.name
        assert runs[0] == runs[1], case.name


def test_importing_the_trace_leaves_the_functions_of_the_engine():
    assert all(callable(getattr(engine, name)) for name in ("trace", "tensor", "random_")
               if hasattr(engine, name))
