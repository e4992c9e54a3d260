"""메모리를 고친 기록: 뷰를 거쳐 쓰기, 다시 이은 뷰, 버전을 올리지 않고 쓰기."""

import random
import re

import numpy as np
import pytest
import torch
from trace_checks import assert_true, check, names, steps, value

import engine
from engine import from_numpy, no_grad, tensor
from engine.tracing import record
from engine.tracing.numbers import brief

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


def test_views_the_reader_did_not_write_are_let_go():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        out = engine.zeros(50)
        for i in range(50):
            out[i] = x * i
        assert len(out._views) <= 1
    assert len(steps(trace, "inplace")) == 50


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


# ── 버전을 올리지 않고 쓰기 ──


def train_with_data(m):
    w = m.tensor(1.0, requires_grad=True)
    for _ in range(3):
        y = w * 3 + w * w
        y.backward()
        w.data -= 0.01 * w.grad
        w.grad = None
    return w


def replace_data(m):
    w = m.tensor([1.0, 2.0], requires_grad=True)
    y = w * w
    w.data = m.tensor([7.0, 8.0])
    (y.sum() + (w * 3).sum()).backward()
    return w


def share_numpy(m):
    a = np.array([2.0, 3.0])
    x = m.from_numpy(a).requires_grad_()
    y = x * x
    a[0] = 50.0
    z = x * x
    (z.sum() + y.sum()).backward()
    return x


def part_of_data(m):
    x = m.tensor([2.0, 3.0], requires_grad=True)
    y = x * 2
    v = y[:1]
    z = y * y * v
    y.data[0] = 10.0
    z.sum().backward()
    return x


def large(m):
    w = m.tensor([[1.0] * 100] * 100, requires_grad=True)
    (w * w).sum().backward()
    w.data.mul_(2)
    w.detach().numpy()[5, 5] = 77.0
    return w


def noticed_at_backward(m):
    x = m.tensor([2.0, 3.0], requires_grad=True)
    y = x * x
    x.data.copy_(m.tensor([5.0, 6.0]))
    x.detach().numpy()[1] = 9.0
    y.sum().backward()
    return x


def grads(m):
    x = m.tensor([2.0, 3.0], requires_grad=True)
    (x * x).sum().backward()
    x.grad.data.mul_(0.5)
    x.grad.data[0] = 0.0
    (x * x).sum().backward()
    x.grad.data.zero_()
    return x


QUIET = [train_with_data, replace_data, share_numpy, part_of_data, large, noticed_at_backward, grads]


@pytest.mark.parametrize("program", QUIET)
def test_a_quiet_write_is_a_step_and_every_number_stays_true(program):
    with record() as trace:
        leaf = program(engine)
    check(trace)
    expected = program(torch)
    shown = next(node["k"] for node in trace.nodes if node["kind"] == "leaf")
    state = trace.state()
    assert state[f"{shown}.value"] == brief(leaf.detach().numpy()) == brief(expected.detach().numpy())
    if leaf.grad is not None:
        assert state[f"{shown}.grad"] == brief(leaf.grad.numpy()) == brief(expected.grad.numpy())
    assert state[f"{shown}.ver"] == str(leaf._version) == str(expected._version)
    for step in trace.steps:
        assert_true(step)


def test_the_check_of_numbers_can_fail():
    assert_true({"say": "y = w · 3 = 1 × 3 = 3.", "f": ["6 × 2 = 12를 x로 보냅니다."]})
    with pytest.raises(AssertionError):
        assert_true({"say": "y = w · 3 = 1 × 3 = 2.46.", "f": []})
    with pytest.raises(AssertionError):
        assert_true({"say": "", "f": ["[2, 3] × [2, 3] = [4, 10]"]})


def test_a_step_of_data_says_what_was_written_and_that_the_version_stayed():
    with record() as trace:
        w = tensor(1.0, requires_grad=True)
        y = w * w
        w.data -= 0.25
        y.backward()
    quiet, = steps(trace, "inplace")
    assert quiet["say"] == (".data처럼 버전을 따로 세는 텐서로 w를 1에서 0.75로 고쳤습니다. w의 버전은 그대로입니다. "
                            "저장해 둔 w도 바뀌었지만 버전으로는 알 수 없습니다.")
    assert "w.data -=" in next(line["text"] for line in trace.to_dict()["src"] if line["n"] == quiet["line"])
    assert "∂y/∂w = w = 0.75" in trace.transcript()
    assert value(trace, "w", "grad") == "1.5"


def test_a_write_to_a_part_of_data_changes_what_was_saved():
    with record() as trace:
        x = tensor([2.0, 3.0], requires_grad=True)
        y = x * 2
        z = y * y
        y.data[0] = 10.0
        z.sum().backward()
    check(trace)
    quiet, = steps(trace, "inplace")
    assert "y를 [4, 6]에서 [10, 6]으로 고쳤습니다" in quiet["say"]
    assert names(trace) == ["x", "y", "z", "z.sum()"]
    assert "[1, 1] × [10, 6] = [10, 6]을 y로" in trace.transcript()
    assert x.grad.tolist() == [40, 24]


def test_a_tensor_that_is_no_part_of_the_graph_is_not_drawn_when_written():
    with record() as trace:
        x = tensor([2.0, 3.0], requires_grad=True)
        engine.zeros(3).add_(1)
        counts = engine.zeros(3)
        counts[1] += 1
        y = x * 2
    assert names(trace) == ["x", "counts", "y"]
    assert value(trace, "counts") == brief(counts.numpy())
    del y


def test_a_write_nobody_heard_is_told_without_a_line():
    a = np.array([2.0, 3.0])
    with record() as trace:
        x = from_numpy(a).requires_grad_()
        y = x * x
        a[0] = 50.0
    quiet, = steps(trace, "inplace")
    assert quiet["say"].startswith("x의 값이 [2, 3]에서 [50, 3]으로 바뀌어 있습니다.")
    assert quiet["line"] is None
    assert y.tolist() == [4, 9]


def test_a_not_a_number_is_not_a_change():
    with record() as trace:
        x = tensor([1.0, float("nan")], requires_grad=True)
        k = tensor(float("nan"), requires_grad=True)
        y = x * k
        y = y * x * k
    assert not steps(trace, "inplace")
    del y


def test_updating_under_no_grad_is_told_as_before():
    with record() as trace:
        w = tensor(1.0, requires_grad=True)
        y = w * 3
        y.backward()
        with no_grad():
            w -= 0.1 * w.grad
        y = w * 3
    changed, = steps(trace, "inplace")
    assert changed["say"] == "w를 제자리에서 고쳤습니다. 버전이 1이 되었습니다."
    assert "y₂ = w · 3 = 0.7 × 3 = 2.1." in trace.transcript()


def test_a_leaf_keeps_one_accumulator_when_its_data_changes():
    """PyTorch처럼, 모양과 종류가 그대로면 앞의 그래프와 뒤의 그래프가 한 노드로 모입니다."""
    def calls(m):
        seen = []
        w = m.tensor(1.0, requires_grad=True)
        w.register_post_accumulate_grad_hook(seen.append)
        y = w * w
        w.data = m.tensor(7.0)
        (y + w * 3).backward()
        return len(seen), w.grad.item()
    assert calls(engine) == calls(torch) == (1, 17.0)


def test_a_write_to_what_was_made_before_the_block():
    x = tensor([1.0, 2.0, 3.0], requires_grad=True)
    y = x * 2
    y.mul_(3)
    with record() as trace:
        y.mul_(10)
        y[0] = 5.0
        y.sum().backward()
    check(trace)
    assert "= [60" not in steps(trace, "op")[0]["say"].replace("= [60, 120, 180].", "")
    assert x.grad.tolist() == [0, 60, 60]
    assert value(trace, "x", "grad") == "[0, 60, 60]"
    assert {"y₁", "y₂", "y₃"} < set(names(trace))


def test_a_leaf_that_was_written_before_starts_at_its_version():
    w = tensor([1.0, 2.0], requires_grad=True)
    with no_grad():
        w.mul_(2)
        w.add_(1)
    with record() as trace:
        y = w * w
        with no_grad():
            w.zero_()
    assert trace.steps[0]["set"]["n0.ver"] == "2"
    assert steps(trace, "save")[0]["say"].startswith("MulBackward0이 w를 저장했습니다. 버전 2,")
    assert value(trace, "w", "ver") == str(w._version) == "3"
    del y


# ── 섞어 쓰기 ──


class Triple(engine.autograd.Function):
    """입력을 제자리에서 세 배로 고치는 연산입니다."""

    @staticmethod
    def forward(ctx, x):
        ctx.mark_dirty(x)
        x._array[...] = x._array * 3
        return x

    @staticmethod
    def backward(ctx, grad):
        return grad * 3


def test_what_the_readers_own_function_overwrites_is_one_graph():
    with record() as trace:
        x = tensor([1.0, 2.0], requires_grad=True)
        y = x * 2
        Triple.apply(y)
        v = y[:1]
        Triple.apply(v)
        y.sum().backward()
    check(trace)
    assert names(trace) == ["x", "y₁", "y₂", "v", "y₃", "y.sum()"]
    assert [step["say"] for step in steps(trace, "op")][3] == "y₃ = y₂에서 v만 Triple(v)로 바꾼 것 = [18, 12]."
    assert value(trace, "x", "grad") == brief(x.grad.numpy()) == "[18, 6]"


def test_a_view_made_before_the_block_follows_its_base():
    x = tensor([1.0, 2.0, 3.0], requires_grad=True)
    y = x * 2
    v, d = y[:2], x.detach()
    with record() as trace:
        y.mul_(10)
        v.sum().backward()
        d[0] = 7.0
    check(trace)
    assert [node["fn"] for node in trace.nodes if node["kind"] == "op"].count("AsStridedBackward0") == 1
    assert value(trace, "x") == "[7, 2, 3]"
    assert value(trace, "x", "ver") == "1"
    assert value(trace, "x", "grad") == "[20, 20, 0]"


MOVES = [
    lambda t, u: t * 2, lambda t, u: t + u, lambda t, u: t * u, lambda t, u: t[:2], lambda t, u: t[0],
    lambda t, u: t.mul_(2), lambda t, u: t.__setitem__(0, 0.5), lambda t, u: t.__setitem__(0, u.sum()),
    lambda t, u: t[1:].mul_(3), lambda t, u: t.data.mul_(0.5), lambda t, u: setattr(t, "data", t.data + 1),
    lambda t, u: t.detach(), lambda t, u: t.unsqueeze_(0), lambda t, u: t.exp().view(-1), lambda t, u: t.clamp_(0, 3),
    lambda t, u: t.sum().backward(retain_graph=True), lambda t, u: Triple.apply(t), lambda t, u: t.unbind()[0],
    lambda t, u: t.grad.data.mul_(2), no_grad()(lambda t, u: t.sub_(0.1)), no_grad()(lambda t, u: t[:1].add_(1)),
]


def play(rng, found: list, count: int) -> None:
    """텐서를 둘 골라 아무 일이나 합니다. 엔진이 막는 일은 지나갑니다."""
    for _ in range(count):
        try:
            made = rng.choice(MOVES)(rng.choice(found), rng.choice(found))
        except (RuntimeError, IndexError, TypeError, ValueError, AttributeError):
            continue
        if isinstance(made, engine.Tensor) and all(made is not t for t in found):
            found.append(made)


@pytest.mark.filterwarnings("ignore:잎이 아닌 텐서의 .grad")
@pytest.mark.parametrize("seed", range(60))
def test_any_mixture_of_writes_leaves_a_true_trace(seed):
    rng = random.Random(seed)
    x = tensor([1.0, 2.0, 3.0], requires_grad=True)
    found = [x, tensor([0.5, 1.0, 2.0])]
    play(rng, found, rng.randrange(6))
    with record(errors="show") as trace:
        play(rng, found, 12)
        (x * found[-1].sum()).sum().backward()
    assert trace.to_dict()["note"] is None
    nodes = {node["k"]: node for node in trace.nodes}
    for step in trace.steps:
        assert not re.search("저장한 [를을은는]|undefined", step["say"])
        if step["t"] == "send":
            assert nodes[step["n"]]["in"][step["slot"]][0] == step["to"], step["say"]
        assert_true(step)
    assert value(trace, "x") == brief(x.detach().numpy())
    if x.grad is not None:
        assert value(trace, "x", "grad") == brief(x.grad.numpy())
