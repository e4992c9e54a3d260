"""연산의 표(op_cases.py)를 행마다 확인합니다: 변화도, 변화도의 변화도, 입력을 건드리지 않는지."""

import numpy as np
import pytest
from op_cases import KINKS, OP_CASES
from op_cases_nn import NN_CASES, NN_KINKS
from op_cases_rare import ONCE_IN_TORCH, RARE_CASES, RARE_KINKS
from op_cases_tier2 import TIER2_CASES, TIER2_KINKS
from op_cases_tier3 import TIER3_CASES, TIER3_KINKS

import engine
from engine.autograd import backward, grad, gradcheck, gradgradcheck
from engine.node import Node

# log(0)처럼 일부러 경계에 놓은 값의 계산입니다. 엔진도 스스로 낸 이 경고를 끕니다(__init__.py).
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning:engine")

EVERY_CASE = [*OP_CASES, *TIER2_CASES, *TIER3_CASES, *RARE_CASES, *ONCE_IN_TORCH, *NN_CASES]
EVERY_KINK = [*KINKS, *TIER2_KINKS, *TIER3_KINKS, *RARE_KINKS, *NN_KINKS]
each_case = pytest.mark.parametrize("case", OP_CASES, ids=lambda case: case.name)
each_differentiable_case = pytest.mark.parametrize(
    "case", [case for case in EVERY_CASE if case.order], ids=lambda case: case.name)


def leaves(case):
    return [engine.tensor(array, requires_grad=True) for array in case.arrays()]


def tracked(outputs):
    return [out for out in outputs if out is not None and out.requires_grad]


def seeds(outputs):
    """결과마다 다른 시작값입니다. 1로만 채우면 자리가 뒤바뀌어도 모릅니다."""
    return [engine.from_numpy(np.asarray(np.cos(1.0 + np.arange(out.numel())), out._array.dtype)
                              .reshape(out.shape)) for out in outputs]


def gradients(case, inputs, **options):
    outputs = tracked(case.outputs(engine, inputs))
    return grad(outputs, inputs, seeds(outputs), materialize_grads=True, **options)


def test_every_row_has_its_own_name():
    names = [case.name for case in (*EVERY_CASE, *EVERY_KINK)]
    assert not {name for name in names if names.count(name) > 1}


@pytest.mark.parametrize("order", [1, 2])
@each_differentiable_case
def test_gradient_matches_finite_differences(case, order):
    check = gradcheck if order == 1 else gradgradcheck
    if order <= case.order:
        assert check(lambda *inputs: case.outputs(engine, inputs), leaves(case), eps=case.eps)


@pytest.mark.parametrize("kink", EVERY_KINK, ids=lambda kink: kink.name)
def test_gradient_at_a_kink_is_the_agreed_one(kink):
    x = engine.tensor(kink.at, dtype=engine.float64, requires_grad=True)
    kink.run(engine, x).sum().backward()
    np.testing.assert_allclose(x.grad.numpy(), kink.grad)


@each_differentiable_case
def test_a_gradient_shares_memory_with_nothing_else(case):
    """.grad는 제자리에서 고치므로, 다른 텐서나 저장된 값과 메모리를 나누면 그것도 함께 바뀝니다."""
    inputs = leaves(case)
    outputs = tracked(case.outputs(engine, inputs))
    given = seeds(outputs)
    backward(outputs, given, retain_graph=True)
    arrays = [t._array for t in (*inputs, *given, *outputs)]
    for node in reached(outputs):
        arrays += [value for value, *_ in (node._stored or {}).values() if isinstance(value, np.ndarray)]
    for leaf in inputs:
        if leaf.grad is not None:
            assert not any(np.shares_memory(leaf.grad._array, array) for array in arrays)
            arrays.append(leaf.grad._array)


def reached(outputs):
    """뿌리들에서 닿는 노드입니다."""
    found = [t.grad_fn for t in outputs if t.grad_fn]
    for node in found:
        found += [target for target, _ in node.next_functions if target and target not in found]
    return found


def test_relu_sends_no_infinite_gradient_through_a_closed_gate():
    x = engine.tensor([-1.0, 2.0], requires_grad=True)
    x.relu().backward(engine.tensor([engine.inf, engine.inf]))
    assert x.grad.tolist() == [0.0, engine.inf]   # ∞ · 0은 NaN이지만 닫힌 쪽으로는 0이 갑니다.


@each_case
def test_an_op_never_writes_to_its_inputs(case):
    inputs = leaves(case)
    before = [t._array.copy() for t in inputs]
    for t in inputs:
        t._array.flags.writeable = False   # 쓰려고 하면 numpy가 알립니다.
    outputs = tracked(case.outputs(engine, inputs))
    if outputs:
        first = tracked(grad(outputs, inputs, seeds(outputs), create_graph=True, allow_unused=True)
                        if case.order > 1 else [])
        if first:
            grad(first, inputs, seeds(first), allow_unused=True)
    for t, array in zip(inputs, before, strict=True):
        np.testing.assert_array_equal(t._array, array)
        assert t._version == 0


@each_differentiable_case
def test_nothing_is_recorded_when_no_input_is_tracked(case):
    untracked = [engine.tensor(array) for array in case.arrays()]
    assert not tracked(case.outputs(engine, untracked))


@each_differentiable_case
def test_nothing_is_recorded_under_no_grad(case):
    inputs = leaves(case)
    with engine.no_grad():
        outputs = case.outputs(engine, inputs)
    assert all(out.grad_fn is None for out in outputs)
    assert all(any(out is x for x in inputs) for out in tracked(outputs))  # 자신을 돌려주는 연산


@each_differentiable_case
def test_gradient_of_one_input_does_not_need_the_others(case):
    # 나머지 입력을 추적하지 않으면 저장하는 값이 줄지만, 변화도는 같아야 합니다.
    for slot, expected in enumerate(gradients(case, leaves(case))):
        inputs = leaves(case)
        for other in inputs[:slot] + inputs[slot + 1:]:
            other.requires_grad_(False)
        outputs = tracked(case.outputs(engine, inputs))
        if outputs:
            g, = grad(outputs, inputs[slot], seeds(outputs), materialize_grads=True)
            np.testing.assert_allclose(g.numpy(), expected.numpy(), rtol=1e-10, atol=1e-12)
        else:
            assert not expected.numpy().any()


@each_differentiable_case
def test_a_value_changed_later_is_noticed_or_does_not_matter(case):
    expected = gradients(case, leaves(case))
    inputs = leaves(case)
    middle = [x * 1 for x in inputs]
    places = len(middle) + len(case.outputs(engine, middle))
    for place in range(places):
        inputs = leaves(case)
        middle = [x * 1 for x in inputs]
        outputs = case.outputs(engine, middle)
        changed = [*middle, *outputs][place]
        if not changed.is_floating_point():
            continue
        try:
            changed.add_(1)
            found = grad(tracked(outputs), inputs, seeds(tracked(outputs)), materialize_grads=True)
        except RuntimeError:   # 저장한 값이 바뀐 것을 알아챘거나, 고칠 수 없는 뷰입니다.
            continue
        for g, right in zip(found, expected, strict=True):
            np.testing.assert_allclose(g.numpy(), right.numpy(), rtol=1e-10, atol=1e-12)


@pytest.mark.parametrize("change", [
    lambda y: y.mul_(y), lambda y: y.div_(y), lambda y: y.mul_(y.t()), lambda y: y.mul_(y[0]),
    lambda y: y[0].mul_(y[1]), lambda y: y.add_(y.t()), lambda y: y[0].copy_(y[1]),
    lambda y: y.sub_(y[0]), lambda y: y.t().div_(y), lambda y: y.mul_(y.view(2, 2)),
], ids=["mul-itself", "div-itself", "mul-transposed", "mul-row", "mul-rows", "add-transposed",
        "copy-row", "sub-row", "div-into-transposed", "mul-view"])


def test_an_in_place_op_with_its_own_memory_is_right_or_refused(change):
    def program(x):
        y = x * 1
        change(y)
        return y

    x = engine.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=engine.float64, requires_grad=True)
    try:
        grad(program(x).sum(), x)
    except RuntimeError:
        return
    assert gradcheck(program, x)


def nodes_of(tensors):
    """텐서에서 거슬러 오른 모든 노드입니다. CopySlices는 안에 다른 노드를 품고 있습니다."""
    stack = [t.grad_fn for t in tensors]
    seen = set()
    while stack:
        node = stack.pop()
        if node is not None and node not in seen:
            seen.add(node)
            stack += [target for target, _ in node.next_functions]
            stack.append(getattr(node, "inner", None))
    return seen


def subclasses(kind):
    for child in kind.__subclasses__():
        yield child
        yield from subclasses(child)


def test_every_op_class_has_a_row():
    missing = {kind for kind in subclasses(Node) if kind.__module__.startswith("engine.ops.")}
    # 밑바탕 클래스는 실행하지 않습니다.
    missing -= {engine.ops.op.Op, engine.ops.index.Indexing, engine.ops.draws.Drawn}
    for case in EVERY_CASE:
        inputs = leaves(case)
        found = tracked(case.outputs(engine, inputs))
        for _ in range(3):   # 변화도의 변화도를 계산할 때만 나오는 노드도 있습니다.
            missing -= {type(node) for node in nodes_of(found)}
            found = found and tracked(
                grad(found, inputs, seeds(found), create_graph=True, allow_unused=True))
        if not missing:
            return
    assert not missing
