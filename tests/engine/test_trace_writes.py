"""메모리를 고친 기록: 뷰를 거쳐 쓰기, 다시 이은 뷰, 버전을 올리지 않고 쓰기."""

import re

import pytest
import torch

import engine
from engine import no_grad, tensor
from engine.tracing import record
from engine.tracing.numbers import brief


def steps(trace, kind):
    return [step for step in trace.steps if step["t"] == kind]


def names(trace):
    return [node["name"] for node in trace.nodes]


def value(trace, name, field="value"):
    key = next(node["k"] for node in trace.nodes if node["name"] == name)
    return trace.state()[f"{key}.{field}"]


def check(trace):
    """어느 기록이든 지킬 것: 빈 목록이 든 문장이 없고, 보낸 변화도마다 간선이 있고, 이름이 겹치지 않습니다."""
    nodes = {node["k"]: node for node in trace.nodes}
    for step in trace.steps:
        assert not re.search("저장한 [를을은는]|상수는 상수|Select|AsStrided|  |undefined", step["say"]), step["say"]
        if step["t"] in ("send", "skip") and step["to"]:
            assert nodes[step["n"]]["in"][step["slot"]][0] == step["to"], step["say"]
    drawn = [node["name"] for node in trace.nodes if node["kind"] in ("leaf", "op")]
    assert len(drawn) == len(set(drawn)), drawn


# ── 뷰를 거쳐 쓰기 ──


def index(m, x):
    y = x * 2
    y[0] = 5.0
    return y


def view(m, x):
    y = x * 2
    v = y[:2]
    v.mul_(10)
    return y * y


def used_again(m, x):
    y = x * 2
    v = y[:2]
    v.mul_(10)
    return v.sum() + y


def base_under_a_view(m, x):
    y = x * 2
    v = y[:2]
    y.mul_(10)
    return v * v


def saved_by_the_write(m, x):
    y = x * 2
    v = y[1:]
    v.pow_(2)
    v.exp_()
    return y


def rows(m, x):
    y = (x * 2).reshape(3, 1).expand(3, 2).clone()
    y[0][1] = 7.0
    y[1][:1].mul_(3)
    y[2] = x[0] * 4
    return y


def augmented(m, x):
    y = x * 2
    y[0] *= 3
    y[1:] += x[:2]
    return y


def filled(m, x):
    out = m.zeros(3)
    for i in range(3):
        out[i] = x[i] * i
    return out


def masked(m, x):
    y = x * 2
    y[m.tensor([True, False, True])] = 1.0
    y[1:].zero_()
    y[:1].fill_(4)
    return y * x


WRITES = [index, view, used_again, base_under_a_view, saved_by_the_write, rows, augmented, filled, masked]


def traced(program):
    with record() as trace:
        x = tensor([1.0, 2.0, 3.0], requires_grad=True)
        out = program(engine, x)
        L = out.sum()
        L.backward()
    return trace, x, L


@pytest.mark.parametrize("program", WRITES)
def test_a_write_through_a_view_is_one_graph_with_the_numbers_of_torch(program):
    trace, x, L = traced(program)
    check(trace)
    t = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
    expected = program(torch, t).sum()
    expected.backward()
    assert L.item() == pytest.approx(expected.item())
    assert value(trace, "x", "grad") == brief(t.grad.numpy()) == brief(x.grad.numpy())
    inputs = {node["k"]: [found[0] for found in node["in"] if found] for node in trace.nodes}
    reached = {node["k"] for node in trace.nodes if node["root"]}
    for node in reversed(trace.nodes):
        if node["k"] in reached:
            reached |= set(inputs[node["k"]])
    visited = {step["n"] for step in steps(trace, "pop")}
    assert visited <= reached


@pytest.mark.parametrize("program", WRITES)
def test_what_is_sent_is_what_the_hooks_of_torch_see(program):
    """자리마다 보낸 변화도를, torch의 노드가 보낸 것과 견줍니다."""
    trace, _, _ = traced(program)
    t = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
    out = program(torch, t).sum()
    seen, stack = [], [out.grad_fn]
    known = set(stack)
    while stack:
        node = stack.pop()
        if node.next_functions:
            node.register_hook(lambda sent, _: seen.extend(g for g in sent if g is not None))
        for target, _ in node.next_functions:
            if target is not None and target not in known:
                known.add(target)
                stack.append(target)
    out.backward()
    told = [step["set"][f"e.{step['e']}"]["label"] for step in steps(trace, "send")]
    for array in seen:
        if array.numel() <= 4:
            assert brief(array.numpy()) in told


def test_writing_to_an_index_names_the_base_before_and_after():
    with record() as trace:
        x = tensor([1.0, 2.0, 3.0], requires_grad=True)
        y = x * 2
        y[0] = 5.0
        L = y.sum()
        L.backward()
    assert names(trace) == ["x", "y₁", "y₂", "L"]
    assert [node["fn"] for node in trace.nodes] == [None, "MulBackward0", "CopySlices", "SumBackward0"]
    write, = steps(trace, "inplace")
    assert write["say"] == "y[0]에 써서 y₁을 제자리에서 고쳤습니다. 버전이 1이 되었습니다."
    assert steps(trace, "op")[1]["say"] == "y₂ = y₁에서 y[0]만 5로 바꾼 것 = [5, 4, 6]."
    assert "∂y₂/∂y₁ = (y[0]만 0, 나머지는 1) = [0, 1, 1]." in trace.transcript()
    assert (value(trace, "y₁"), value(trace, "y₁", "ver")) == ("[5, 4, 6]", "1")
    assert (value(trace, "y₂"), value(trace, "y₂", "ver")) == ("[5, 4, 6]", "1")


def test_writing_through_a_named_view_changes_what_shares_its_memory():
    with record() as trace:
        x = tensor([1.0, 2.0, 3.0], requires_grad=True)
        y = x * 2
        v = y[:2]
        v.mul_(10)
        (v.sum() + y).sum().backward()
    check(trace)
    write, = steps(trace, "inplace")
    assert write["say"] == ("v₁을 제자리에서 고쳤습니다. 메모리를 나눠 쓰는 y₁도 바뀌었습니다. "
                            "버전이 1이 되었습니다.")
    assert {"v₁", "v₂", "y₁", "y₂"} < set(names(trace))
    for name, shown in [("v₁", "[20, 40]"), ("v₂", "[20, 40]"), ("y₁", "[20, 40, 6]"), ("y₂", "[20, 40, 6]")]:
        assert (value(trace, name), value(trace, name, "ver")) == (shown, "1")
    assert "v₂ = y₂에서 같은 자리를 다시 고른 뷰 = [20, 40]." in trace.transcript()
    assert "y₂ = y₁에서 v₁만 v₁ · 10으로 바꾼 것 = [20, 40, 6]. 저장할 텐서: 10." in trace.transcript()


def test_a_view_written_again_and_again_stays_small():
    def size(n):
        with record() as trace:
            x = tensor(2.0, requires_grad=True)
            out = engine.zeros(4)
            for i in range(n):
                out[i % 4] = x * i
            out.sum().backward()
        check(trace)
        return len(trace.to_json())
    assert size(40) < 2.6 * size(20)


def test_the_error_of_a_stale_save_names_the_base_and_its_line():
    with record(errors="show") as trace:
        x = tensor([1.0, 2.0, 3.0], requires_grad=True)
        y = x * 2
        z = y * y
        v = y[1:]
        v.mul_(3)
        z.sum().backward()
    check(trace)
    line = steps(trace, "inplace")[0]["line"]
    assert steps(trace, "inplace")[0]["say"].endswith("저장해 둔 버전 0과 다릅니다.")
    assert trace.to_dict()["error"]["why"] == (
        f"{line}번 줄의 제자리 연산이 y₁을 고쳐, 저장해 둔 값과 버전이 어긋났습니다.")


def test_writing_to_a_part_of_a_leaf_or_of_its_grad():
    with record() as trace:
        w = tensor([1.0, 2.0], requires_grad=True)
        (w * w).sum().backward()
        with no_grad():
            w[0] -= 0.5 * w.grad[0]
            w.grad[1] = 0
    check(trace)
    assert (value(trace, "w"), value(trace, "w", "ver")) == (brief(w.detach().numpy()), str(w._version))
    assert value(trace, "w", "grad") == brief(w.grad.numpy()) == "[2, 0]"
