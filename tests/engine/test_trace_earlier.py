"""구역 앞에서 만든 그래프의 기록: 저장한 텐서, 국소 미분, 메모리, 두 번째 역전파."""

import numpy as np
import pytest
import torch
from trace_checks import assert_true, check, names, steps, value

import engine
from engine import tensor
from engine.tracing import record
from engine.tracing.numbers import brief


def product(m):
    x, k = m.tensor(2.0, requires_grad=True), m.tensor(3.0)
    y = x * x
    return x, y, k, y * k


def backward_only(retain=False, times=1):
    x, y, k, z = product(engine)
    with record(errors="show") as trace:
        for _ in range(times):
            z.backward(retain_graph=retain)
    return trace, (x, y, k)


def test_what_was_saved_before_the_block_is_known():
    trace, _ = backward_only()
    check(trace)
    assert names(trace) == ["x", "y", "k", "z"]
    assert [step["say"] for step in steps(trace, "free")] == [
        "z가 저장한 k를 해제했습니다.", "y가 저장한 x, x를 해제했습니다."]
    assert [step["say"] for step in steps(trace, "skip")] == ["k는 상수라서 보내지 않습니다."]
    assert steps(trace, "local")[0]["say"] == "∂z/∂y = k = 3."
    assert "z의 자리 0: 1 × 3 = 3을 y로 보냅니다." in trace.transcript()
    assert "y의 자리 0: 3 × 2 = 6을 x로 보냅니다." in trace.transcript()
    assert value(trace, "x", "grad") == "12"


def test_memory_is_what_torch_saved():
    trace, _ = backward_only()
    held = {}
    with torch.autograd.graph.saved_tensors_hooks(
            lambda t: held.setdefault(t.data_ptr(), t.nbytes) and t, lambda t: t):
        product(torch)
    assert trace.steps[0]["mem"] == sum(held.values()) == 8
    assert [step["mem"] for step in steps(trace, "free")] == [4, 0]
    assert value(trace, "z", "saved.0") == "해제됨"


def test_a_second_backward_points_at_the_step_that_freed():
    trace, _ = backward_only(times=2)
    error = trace.to_dict()["error"]
    freed = trace.steps[error["at"]]
    assert (freed["t"], freed["say"]) == ("free", "z가 저장한 k를 해제했습니다.")
    assert error["why"] == f"{freed['by']}번 줄의 역전파가 z가 저장한 k를 해제했습니다."


def test_retaining_keeps_what_was_saved_before_the_block():
    trace, _ = backward_only(retain=True, times=2)
    check(trace)
    assert {step["say"] for step in steps(trace, "free")} == {
        "retain_graph=True라서 z가 저장한 k를 남겨 둡니다.", "retain_graph=True라서 y가 저장한 x, x를 남겨 둡니다."}
    assert {step["mem"] for step in trace.steps} == {8}
    assert value(trace, "x", "grad") == "24"


def test_what_an_earlier_backward_freed_has_no_list():
    _, y, _, z = product(engine)
    z.backward()
    with record(errors="show") as trace:
        z.backward()
    check(trace)
    assert trace.steps[-1]["t"] == "error"
    assert not trace.to_dict()["saved"]
    del y


def layers(m):
    x = m.tensor([[0.5, -1.0], [2.0, 1.5]], requires_grad=True)
    b = m.tensor([1.0, 2.0], requires_grad=True)
    h = (x @ x + b).tanh()
    return x, b, h, (h.exp() + 1).mean() + (h[0] * 3).sum()


def overwritten(m):
    x = m.tensor([1.0, 2.0, 3.0], requires_grad=True)
    y = x * 2
    y[0] = 5.0
    v = y[1:]
    v.add_(x[:2], alpha=3)
    v.mul_(x[0])
    return x, y, v, (y * v.sum()).sum()


def unnamed(m):
    x = m.tensor([1.0, 2.0], requires_grad=True)
    return x, None, None, ((x - m.tensor([1.0, 1.0])) ** 2 / 2).sum()


EARLIER = [product, layers, overwritten, unnamed]


@pytest.mark.parametrize("program", EARLIER)
def test_every_number_of_an_earlier_graph_is_true(program):
    x, y, z, root = program(engine)
    with record() as trace:
        root.backward()
    check(trace, views="AsStrided")
    for step in trace.steps:
        assert_true(step)
    expected, *_, theirs = program(torch)
    theirs.backward()
    assert value(trace, "x", "grad") == brief(x.grad.numpy())
    assert np.allclose(x.grad.numpy(), expected.grad.numpy(), rtol=1e-5)
    del y, z


@pytest.mark.parametrize("program", EARLIER)
def test_the_backward_is_told_as_if_the_forward_was_in_the_block(program):
    """앞에서 만든 그래프의 역전파는, 순전파까지 안에서 한 것과 식까지 같습니다. 이름만 다를 수 있습니다."""
    def told(trace):
        return [(step["t"], step["mem"], [line for line in step["f"] if line.startswith(("=", "1", "[", "("))],
                 [node["fn"] for node in trace.nodes if node["k"] in (step["n"], step["to"])])
                for step in trace.steps if step["t"] in ("pop", "local", "send", "merge", "free", "accum", "unbroadcast")]
    *kept, root = program(engine)
    with record() as outside:
        root.backward()
    with record() as inside:
        *kept_inside, root = program(engine)
        root.backward()
    assert told(outside) == told(inside)
    del kept, kept_inside


def test_a_forward_half_inside_shows_the_other_half():
    x = tensor([1.0, 2.0, 3.0], requires_grad=True)
    h = x.exp()
    with record() as trace:
        L = (h * h).sum()
        L.backward()
    check(trace)
    assert names(trace) == ["x", "h", "h * h", "L"]
    assert [node["in"] for node in trace.nodes[1:]] == [[["n0", 0]], [["n1", 0], ["n1", 0]], [["n2", 0]]]
    assert trace.steps[0]["say"].startswith("앞에서 만든 잎 x를 씁니다.")
    assert "∂h/∂x = h = [2.718, 7.389, 20.09]" in trace.transcript()
    assert "h가 저장한 h를 해제했습니다." in trace.transcript()


def test_a_graph_no_backward_visits_stays_out():
    x = tensor([1.0, 2.0, 3.0], requires_grad=True)
    h = x.exp()
    with record() as trace:
        y = h * 2
    assert names(trace) == ["h", "y"]
    del y


def test_a_constant_nobody_kept_is_called_by_its_slot():
    x = tensor(2.0, requires_grad=True)
    y = x + tensor(3.0)
    with record() as trace:
        y.backward()
    assert [step["say"] for step in steps(trace, "skip")] == ["자리 1은 상수라서 보내지 않습니다."]
