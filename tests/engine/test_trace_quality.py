"""기록의 됨됨이: 독자가 적은 이름, 붙든 메모리, 제자리로 고친 .grad, 행렬 곱의 식."""

import contextlib

import numpy as np
import pytest
import torch

from engine import no_grad, tensor
from engine.tracing import record
from engine.tracing.formulas import is_operation, tight
from engine.tracing.numbers import brief


def names(trace):
    return [node["name"] for node in trace.nodes]


def steps(trace, kind):
    return [step for step in trace.steps if step["t"] == kind]


def square(x):
    return x * x


def both(x):
    first = x * 2
    return first, x * 3


@contextlib.contextmanager
def doubled(x):
    yield x * 2


# ── 이름 ──


def test_each_name_of_a_tuple_goes_to_its_own_value():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        a, b = square(x), x + 1
        a, (b, c) = b * 2, (a * 3, x.sin())
        first, *rest = a * b, b * c
    assert names(trace) == ["x", "a₁", "b₁", "a₂", "b₂", "c", "first", "rest[0]"]
    del first, rest


def test_a_function_that_returns_two_tensors_does_not_name_one_after_both():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        p, q = both(x)
    assert names(trace) == ["x", "first", "q"]
    assert p.requires_grad
    assert q.requires_grad


def test_an_op_with_two_results_keeps_both_names():
    with record() as trace:
        x = tensor([1.0, 3.0], requires_grad=True)
        low, high = x.unbind()
    assert names(trace) == ["x", "low, high"]
    assert (low.item(), high.item()) == (1.0, 3.0)


def test_a_leaf_keeps_the_name_it_had_before_the_block():
    x, c, gone = tensor(2.0, requires_grad=True), tensor([3.0]), tensor(4.0, requires_grad=True)
    with record() as trace:
        x = x * 2
        c = c * x * gone
        del gone
    assert names(trace) == ["x₁", "x₂", "c₁", "c * x", "gone", "c₂"]
    assert c.item() == 48


def test_a_name_given_inside_the_block_goes_before_the_one_from_outside():
    x = tensor(2.0, requires_grad=True)
    with record() as trace:
        old, x = x, None
        y = old * 3
    assert names(trace) == ["old", "y"]
    del x, y


def test_each_item_of_a_list_has_its_own_name():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        ys = [x * i for i in (2, 3, 4)]
        zs = tuple(x + i for i in (2, 3))
        us = list(map(square, ys[:2]))
    assert names(trace) == ["x", "ys[0]", "ys[1]", "ys[2]", "zs[0]", "zs[1]", "us[0]", "us[1]"]
    del zs, us


def test_a_list_that_is_gone_leaves_its_name_to_none_of_its_items():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        ys = [x * i for i in (2, 3, 4)]
        del ys
    assert names(trace) == ["x", "(x * i)₁", "(x * i)₂", "(x * i)₃"]


def test_the_results_of_one_op_are_told_apart():
    with record() as trace:
        x = tensor([3.0, 1.0], requires_grad=True)
        p, q = x.unbind()
        y = p * q
        z = y + p
        z.backward()
    says = [step["say"] for step in trace.steps]
    assert "y = p · q = 3 × 1 = 3. 저장할 텐서: p, q." in says
    assert "z = y + p = 3 + 3 = 6." in says
    assert [step["say"] for step in steps(trace, "save")][1] == (
        "MulBackward0이 q를 저장했습니다. 버전 0, 4바이트. p와 메모리를 나눠 쓰므로 늘지 않습니다.")
    assert [step["say"] for step in steps(trace, "local")][-2:] == ["∂y/∂p = q = 1.", "∂y/∂q = p = 3."]
    assert says[says.index("∂y/∂q = p = 3.") + 1] == (
        "y의 자리 1: 1 × 3 = 3을 q로 보냅니다. p, q는 3번 가운데 3번 받았습니다.")
    assert [step["say"] for step in steps(trace, "merge")] == ["p의 버퍼에 더해 2입니다. 아직 다 도착하지 않았습니다."]
    assert [node["slots"] for node in trace.nodes] == [[], ["x"], ["p", "q"], ["y", "p"]]


def test_a_result_without_a_name_of_its_own_is_called_by_its_number():
    with record() as trace:
        x = tensor([[3.0, 1.0], [2.0, 5.0]], requires_grad=True)
        first, *rest = x.unbind()
        parts = x.chunk(2)
        y = first * rest[0] - parts[1]
        y = x.split(1)[1] * x.unbind()[0]
    lines = [step["f"][-3] if len(step["f"]) > 2 else step["f"][0] for step in steps(trace, "op")]
    assert lines == ["first, rest[0] = Unbind(x)", "parts = Split(x)",
                     "first * rest[0] = first · rest[0]",
                     "y₁ = (first * rest[0]) − parts[1]", "x.split(1) = Split(x)",
                     "x.unbind() = Unbind(x)", "y₂ = x.split(1)[1] · x.unbind()[0]"]
    del y


def test_results_whose_names_are_taken_again_are_numbered_one_by_one():
    with record() as trace:
        x = tensor([3.0, 1.0], requires_grad=True)
        p, q = x.unbind()
        p, r = (x * 2).unbind()
        y = p * q
    assert names(trace) == ["x", "p₁, q", "x * 2", "p₂, r", "y"]
    assert steps(trace, "op")[-1]["f"][0] == "y = p₂ · q"
    del r, y


def test_results_that_are_not_recorded_are_told_apart_too():
    x = tensor([[3.0, 1.0], [2.0, 5.0]], requires_grad=True)
    with record() as trace, no_grad():
        p, q = x.unbind()
        y = p * q
        m = x.unbind()[1].detach()
    assert "y = p · q" in steps(trace, "op")[1]["f"]
    assert steps(trace, "detach")[0]["f"][0] == "m = x.unbind()[1].detach()"
    del y, m


def test_a_result_made_before_the_block_keeps_its_own_name():
    x = tensor([3.0, 1.0], requires_grad=True)
    p, q = (x * 2).unbind()
    with record() as trace:
        z = p * q
        q.backward()
    assert "z = p · q" in [line for step in trace.steps for line in step["f"]]
    assert steps(trace, "seed")[0]["say"] == "뿌리 q에 시작값 1을 넣습니다."
    del z


def test_targets_of_with_and_for_are_names():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        with doubled(x) as d:
            d = d * 3
        for part in (x + 1, x + 2):
            out = part * d
        for i, (left, right) in enumerate(zip([x * 4], [x * 5], strict=False)):
            out = left * right + i
        made = [item * item for item in (x - 1,)]
    assert names(trace)[:2] == ["x", "d₁"]
    assert {"d₂", "part₁", "part₂", "left", "right", "item"} <= set(names(trace))
    del made, out


@pytest.mark.parametrize(("name", "text"), [
    ("x[1:]", "x[1:]"), ("x[:-1]", "x[:-1]"), ("z.sum()", "z.sum()"), ("y - 1", "(y - 1)"), ("-y", "(-y)"),
    ("y-1", "(y-1)"), ("(y - 1)₁", "(y - 1)₁"), ("f(a + b)", "f(a + b)"), ("(a + b)", "(a + b)"),
    ("(a + b) * (c + d)", "((a + b) * (c + d))"), ("model.0.weight", "model.0.weight"), ("y₁", "y₁"),
    ("[1, −2]", "[1, −2]"), ("행렬 곱", "(행렬 곱)"), ("상수", "상수"),
])
def test_only_what_an_operator_would_split_is_bracketed(name, text):
    assert tight(name) == text
    assert is_operation(name) == (text == f"({name})" and " 곱" not in name)


def test_a_repeated_expression_is_numbered_outside_its_brackets():
    with record() as trace:
        y = tensor(3.0, requires_grad=True)
        L = (y - 1) * (y - 1)
    assert names(trace) == ["y", "(y - 1)₁", "(y - 1)₂", "L"]
    assert "L = (y - 1)₁ · (y - 1)₂" in steps(trace, "op")[-1]["f"]
    assert L.item() == 4


# ── 메모리 ──


def test_two_views_of_one_tensor_hold_its_whole_memory_once():
    with record() as trace:
        x = tensor([2.0, 3.0, 4.0], requires_grad=True)
        y = x[:-1] * x[1:]
        y.sum().backward()
    first, second = steps(trace, "save")
    t = torch.tensor([2.0, 3.0, 4.0], requires_grad=True)
    saved = (t[:-1] * t[1:]).grad_fn._saved_self.untyped_storage()
    assert first["mem"] == second["mem"] == saved.nbytes() == 12
    assert first["say"] == ("MulBackward0이 x[:-1]을 저장했습니다. 버전 0, 8바이트. "
                            "뷰라서 원본의 메모리 12바이트를 붙듭니다.")
    assert second["say"] == ("MulBackward0이 x[1:]를 저장했습니다. 버전 0, 8바이트. "
                             "x[:-1]과 메모리를 나눠 쓰므로 늘지 않습니다.")
    assert steps(trace, "free")[-1]["mem"] == 0
    assert steps(trace, "op")[2]["f"][1] == "y = x[:-1] · x[1:]"


# ── 제자리로 고친 .grad ──


def test_filling_a_grad_with_zeros_is_a_step_on_the_leaf():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        (x * x).backward()
        with no_grad():
            x.grad.mul_(0.5)
        x.grad.zero_()
        x.grad = None
    assert names(trace) == ["x", "x * x"]
    halved, = steps(trace, "inplace")
    assert halved["say"] == "x.grad를 제자리에서 4에서 2로 고쳤습니다."
    filled, cleared = steps(trace, "zero")
    assert (filled["n"], filled["say"]) == ("n0", "x.grad를 0으로 채웠습니다.")
    assert filled["set"] == {"n0.grad": "0"}
    assert cleared["set"] == {"n0.grad": "없음(None)"}


def test_a_grad_made_before_the_block_still_belongs_to_its_leaf():
    x = tensor([2.0, 3.0], requires_grad=True)
    (x * x).sum().backward()
    with record() as trace:
        x.grad.zero_()
        (x * x).sum().backward()
    assert [node["name"] for node in trace.nodes if node["kind"] != "op"] == ["x"]
    assert [s["say"] for s in steps(trace, "zero")] == ["x.grad를 0으로 채웠습니다."]


# ── 행렬 곱 ──


def test_a_matrix_product_shows_its_rule_and_no_averaged_derivative():
    X = tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    with record() as trace:
        w = tensor([[0.5], [-1.0]], requires_grad=True)
        h = X @ w
        u = tensor([[2.0, -1.0]], requires_grad=True)
        z = h @ u
        z.sum().backward()
    made = {node["name"]: node["k"] for node in trace.nodes}
    assert [s for s in steps(trace, "local") if s["n"] in (made["h"], made["z"])] == []
    sent = {(s["n"], s["slot"]): s["f"][0] for s in steps(trace, "send")}
    assert sent[made["z"], 0] == "보낼 변화도 = 받은 변화도 @ uᵀ"
    assert sent[made["z"], 1] == "보낼 변화도 = hᵀ @ 받은 변화도"
    assert sent[made["h"], 1] == "보낼 변화도 = Xᵀ @ 받은 변화도"
    a = torch.tensor([[0.5], [-1.0]], requires_grad=True)
    (torch.tensor(X.tolist()) @ a @ torch.tensor([[2.0, -1.0]])).sum().backward()
    assert trace.state()[f"{made['w']}.grad"] == brief(a.grad.numpy())
    assert np.array_equal(w.grad.numpy(), a.grad.numpy())


def test_the_helpers_of_a_vector_times_a_matrix_have_plain_names():
    with record() as trace:
        x = tensor([1.0, 2.0], requires_grad=True)
        W = tensor([[1.0, 2.0], [3.0, 4.0]], requires_grad=True)
        y = x @ W
        y.sum().backward()
    assert names(trace) == ["x", "W", "축 하나 끼우기", "행렬 곱", "y", "y.sum()"]
    said = [s["say"] for s in steps(trace, "op")]
    assert said[0] == "축 하나 끼우기 = x에 크기 1인 축을 끼운 것 = [[1, 2]]."
    assert said[1].startswith("행렬 곱 = (축 하나 끼우기) @ W = ")
    assert said[2] == "y = 행렬 곱에서 크기 1인 축을 뺀 것 = [7, 10]."
