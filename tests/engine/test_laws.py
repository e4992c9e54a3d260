"""연산이 무엇이든 지켜야 하는 법칙입니다: 선형성, 누적, 브로드캐스팅, 끊긴 기록."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from op_cases import OP_CASES

import engine
from engine.autograd import backward, grad

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning:engine")

law = settings(derandomize=True, deadline=None, max_examples=150)   # CI에서 늘 같은 예를 봅니다.
cases = st.sampled_from([case for case in OP_CASES if case.order == 2 and case.eps < 1e-5])
numbers = st.floats(-3, 3, width=32)
shapes = hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)


def leaves(case):
    return [engine.tensor(array, requires_grad=True) for array in case.arrays()]


def roots(case, inputs):
    return [out for out in case.outputs(engine, inputs) if out.requires_grad]


def seeds(tensors, scale=1.0):
    return [engine.tensor(scale * np.sin(1.0 + np.arange(t.numel())).reshape(t.shape))
            for t in tensors]


def of(tensors):
    return [None if t.grad is None else t.grad.numpy() for t in tensors]


def close(ours, theirs):
    for a, b in zip(ours, theirs, strict=True):
        if a is None or b is None:
            assert a is b
        else:
            np.testing.assert_allclose(a, b, rtol=1e-9, atol=1e-12)


def scaled(found, by):
    return [None if g is None else by * g for g in found]


@law
@given(cases, numbers, numbers)
def test_gradient_is_linear_in_the_seed(case, a, b):
    inputs = leaves(case)
    outputs = roots(case, inputs)
    u, v = seeds(outputs), seeds(outputs, 0.7)
    each = [grad(outputs, inputs, s, retain_graph=True, materialize_grads=True) for s in (u, v)]
    mixed = grad(outputs, inputs, [a * p + b * q for p, q in zip(u, v, strict=True)],
                 materialize_grads=True)
    close([g.numpy() for g in mixed],
          [a * p.numpy() + b * q.numpy() for p, q in zip(*each, strict=True)])


@law
@given(cases)
def test_gradient_of_a_sum_is_the_sum_of_gradients(case):
    together, apart = leaves(case), leaves(case)
    first, second = roots(case, together), roots(case, together)
    backward(first + second, seeds(first) + seeds(second, 2.0))
    for scale in (1.0, 2.0):
        outputs = roots(case, apart)
        backward(outputs, seeds(outputs, scale))
    close(of(together), of(apart))


@law
@given(cases)
def test_two_backwards_accumulate(case):
    once, twice = leaves(case), leaves(case)
    for inputs in (once, twice, twice):
        outputs = roots(case, inputs)
        backward(outputs, seeds(outputs))
    close(of(twice), scaled(of(once), 2))


@law
@given(cases)
def test_a_retained_graph_can_be_walked_again(case):
    inputs = leaves(case)
    outputs = roots(case, inputs)
    backward(outputs, seeds(outputs), retain_graph=True)
    once = [None if g is None else g.copy() for g in of(inputs)]
    backward(outputs, seeds(outputs))
    close(of(inputs), scaled(once, 2))


@law
@given(cases)
def test_grad_equals_backward(case):
    inputs, twins = leaves(case), leaves(case)
    outputs = roots(case, inputs)
    backward(outputs, seeds(outputs))
    outputs = roots(case, twins)
    found = grad(outputs, twins, seeds(outputs), allow_unused=True)
    close(of(inputs), [None if g is None else g.numpy() for g in found])
    assert all(twin.grad is None for twin in twins)


@law
@given(cases, st.randoms(use_true_random=False))
def test_the_order_of_roots_and_inputs_does_not_matter(case, random):
    inputs = leaves(case)
    outputs = roots(case, inputs) + roots(case, inputs)
    pairs = list(zip(outputs, seeds(outputs), strict=True))
    straight = grad(outputs, inputs, [s for _, s in pairs], retain_graph=True,
                    materialize_grads=True)
    random.shuffle(pairs)
    places = random.sample(range(len(inputs)), len(inputs))
    shuffled = grad([o for o, _ in pairs], [inputs[p] for p in places], [s for _, s in pairs],
                    materialize_grads=True)
    close([g.numpy() for g in shuffled], [straight[p].numpy() for p in places])


@law
@given(cases)
def test_splitting_a_program_with_detach_and_a_hand_carried_seed_changes_nothing(case):
    """연쇄 법칙: 가운데에서 끊고, 뒤쪽의 변화도를 앞쪽의 시작값으로 주어도 같습니다."""
    whole, parts = leaves(case), leaves(case)
    outputs = roots(case, [x * 1 for x in whole])   # 값을 바꾸면 연산의 정의역을 벗어날 수 있습니다.
    backward(outputs, seeds(outputs))
    middle = [x * 1 for x in parts]
    cut = [m.detach().requires_grad_() for m in middle]
    outputs = roots(case, cut)
    backward(outputs, seeds(outputs))
    used = [(m, c.grad) for m, c in zip(middle, cut, strict=True) if c.grad is not None]
    backward([m for m, _ in used], [g for _, g in used])
    close(of(parts), of(whole))


# ── 브로드캐스팅 ──────────────────────────────────────────────────────────────────────────────

BINARY = {"+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b,
          "/": lambda a, b: a / b, "where": lambda a, b: engine.where(a > b, a, b)}


@law
@given(hnp.mutually_broadcastable_shapes(num_shapes=2, max_dims=4, max_side=3, min_side=0),
       st.sampled_from(sorted(BINARY)))


def test_broadcasting_is_expanding_first(broadcast, op):
    draw = np.random.default_rng(0)
    arrays = [draw.uniform(1, 2, shape) for shape in broadcast.input_shapes]
    short, long = ([engine.tensor(a, requires_grad=True) for a in arrays] for _ in range(2))
    outputs = [BINARY[op](*short),
               BINARY[op](*(x.expand(broadcast.result_shape) for x in long))]
    assert outputs[0].shape == broadcast.result_shape
    for out in outputs:
        out.backward(seeds([out])[0])
    close(of(short), of(long))


@law
@given(hnp.mutually_broadcastable_shapes(num_shapes=1, base_shape=(2, 3, 2), max_dims=3))
def test_sum_to_size_gathers_what_expand_stretched(broadcast):
    small, big = broadcast.input_shapes[0], broadcast.result_shape
    x = engine.tensor(np.random.default_rng(0).uniform(1, 2, small), requires_grad=True)
    y = x.expand(big).sum_to_size(small)
    copies = np.prod(big) / np.prod(small)
    close([y.detach().numpy()], [copies * x.detach().numpy()])
    y.backward(engine.ones_like(y))
    close(of([x]), [np.full(small, copies)])


@law
@given(shapes, st.integers(0, 2))
def test_gradient_of_a_stretched_axis_is_the_sum_along_it(shape, extra):
    big = (2,) * extra + shape
    x = engine.tensor(np.ones(shape), requires_grad=True)
    seed = engine.tensor(np.random.default_rng(0).uniform(-1, 1, big))
    (x + engine.zeros(big, dtype=engine.float64)).backward(seed)
    close(of([x]), [seed.numpy().sum(axis=tuple(range(extra)))])


# ── 기록이 이어지는 곳과 끊기는 곳 ────────────────────────────────────────────────────────────

JOINS = {
    "add": lambda a, b: a + b, "mul": lambda a, b: a * b, "div": lambda a, b: a / b,
    "pow": lambda a, b: a**b, "matmul": lambda a, b: a @ b, "cat": lambda a, b: engine.cat([a, b]),
    "stack": lambda a, b: engine.stack([a, b]), "where": lambda a, b: engine.where(a > b, a, b),
    "add_": lambda a, b: (a * 1).add_(b), "copy_": lambda a, b: (a * 1).copy_(b),
    "mse": engine.nn.functional.mse_loss, "linear": engine.nn.functional.linear,
    "setitem": lambda a, b: (lambda y: (y.__setitem__(0, b[1]), y)[1])(a * 1),
}


@pytest.mark.parametrize("second", [True, False])
@pytest.mark.parametrize("first", [True, False])
@pytest.mark.parametrize("join", JOINS.values(), ids=JOINS.keys())
def test_a_result_is_tracked_when_any_input_is(join, first, second):
    a = engine.full((2, 2), 1.5, requires_grad=first)
    b = engine.full((2, 2), 2.5, requires_grad=second)
    out = join(a, b)
    assert out.requires_grad == (first or second)
    assert out.is_leaf == (not out.requires_grad)
    with engine.no_grad():
        assert not join(a, b).requires_grad
    assert not join(a.detach(), b.detach()).requires_grad


@pytest.mark.parametrize("freeze", [lambda x: x.requires_grad_(False), lambda x: x.detach_()],
                         ids=["requires_grad_", "detach_"])
def test_a_leaf_frozen_after_the_forward_pass_collects_nothing(freeze):
    x, w = (engine.ones(2, requires_grad=True) for _ in range(2))
    loss = (x * w).sum()
    freeze(x)
    loss.backward()
    assert x.grad is None
    assert w.grad.tolist() == [1, 1]


@law
@given(cases)
def test_detach_stops_only_its_own_path(case):
    inputs, twins = leaves(case), leaves(case)
    for stopped, xs in ((False, twins), (True, inputs)):
        outputs = roots(case, [x * 1 for x in xs])
        total = sum(((out * s).sum() for out, s in zip(outputs, seeds(outputs), strict=True)),
                    start=engine.zeros((), dtype=engine.float64))
        extra = sum(((x.detach() if stopped else x) * 3).sum() for x in xs)
        (total + extra).backward()
    close([g + 3 if g is not None else np.full(x.shape, 3.0) for g, x in
           zip(of(inputs), inputs, strict=True)], of(twins))
