"""그래프는 참조 세기만으로 사라지고, 깊이는 재귀와 상관없고, 스레드끼리 섞이지 않습니다."""

import gc
import sys
import threading
import weakref

import numpy as np
import pytest
from op_cases import OP_CASES

import engine
from engine.autograd import grad

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning:engine")


@pytest.fixture(scope="module", autouse=True)
def nothing_old():
    """이미 있던 것은 수집할 때 세지 않습니다. 시험마다 모두 훑으면 느립니다."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture
def no_gc():
    """쓰레기 수집을 끕니다. 그래도 사라지는 것은 참조 세기만으로 사라진 것입니다."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def cycles():
    """참조 세기로는 사라지지 않아 수집기가 찾은 엔진의 객체입니다. 시험 도구의 쓰레기는 세지 않습니다."""
    gc.set_debug(gc.DEBUG_SAVEALL)
    gc.collect()
    found = [type(thing).__name__ for thing in gc.garbage
             if type(thing).__module__.startswith("engine")]
    gc.set_debug(0)
    gc.garbage.clear()
    return found


@pytest.fixture
def shallow_stack():
    """재귀를 하면 곧 멈추도록, 지금보다 조금만 더 들어갈 수 있게 합니다."""
    limit, frame, depth = sys.getrecursionlimit(), sys._getframe(), 0
    while frame is not None:
        frame, depth = frame.f_back, depth + 1
    sys.setrecursionlimit(depth + 200)
    yield
    sys.setrecursionlimit(limit)


# ── 넘겨받기 ──────────────────────────────────────────────────────────────────────────────────
def test_a_gradient_nobody_else_uses_is_handed_over_without_copying():
    x, w = engine.ones(4, 3), engine.ones(2, 3, requires_grad=True)
    addresses = []
    w.register_hook(lambda grad: addresses.append(grad.data_ptr()))
    engine.nn.functional.linear(x, w).sum().backward()
    assert addresses == [w.grad.data_ptr()]


@pytest.mark.parametrize("watch", ["hook", "retain_grad", "seed"])
def test_a_gradient_somebody_else_holds_is_copied(watch):
    x = engine.ones(3, requires_grad=True)
    y = x.clone()   # 변화도를 그대로 보내는 연산입니다.
    seed, kept = engine.ones(3), []
    if watch == "hook":
        x.register_hook(kept.append)
    if watch == "retain_grad":
        y.retain_grad()
    y.backward(seed if watch == "seed" else engine.ones(3))
    held = {"hook": lambda: kept[0], "retain_grad": lambda: y.grad, "seed": lambda: seed}[watch]()
    x.grad.zero_()
    assert held.tolist() == [1, 1, 1]


# ── 깊이 ──────────────────────────────────────────────────────────────────────────────────────
def test_a_chain_of_a_million_ops_runs_and_is_freed_at_once(no_gc, shallow_stack):
    x = engine.tensor(1.0, requires_grad=True)
    y = x
    for _ in range(10**6):
        y = y + 1
    middle = weakref.ref(y.grad_fn.next_functions[0][0])
    y.backward()
    assert x.grad.item() == 1
    assert y.item() == 10**6 + 1
    y = None
    assert middle() is None
    assert not cycles()


@pytest.mark.parametrize("step", [
    lambda y, x: y * x, lambda y, x: y.exp().log(), lambda y, x: y.view(1)[0],
    lambda y, x: y.mul_(1),
], ids=["saves-inputs", "saves-outputs", "views", "in-place"])


def test_a_long_chain_of_any_kind_runs_and_is_freed(no_gc, shallow_stack, step):
    x = engine.tensor(1.0, requires_grad=True)
    y = x * 1
    for _ in range(3000):
        y = step(y, x)
    node = weakref.ref(y.grad_fn)
    y.backward()
    assert np.isfinite(x.grad.item())
    del y
    assert node() is None
    assert not cycles()


def test_a_long_chain_is_freed_without_backward(no_gc, shallow_stack):
    x = engine.tensor(1.0, requires_grad=True)
    y = x * 1
    first = weakref.ref(y.grad_fn)
    for _ in range(10**5):
        y = y * 1
    del y
    assert first() is None


def test_a_wide_graph_runs(shallow_stack):
    x = engine.tensor(1.0, dtype=engine.float64, requires_grad=True)
    total = engine.stack([x * i for i in range(10**4)]).sum()
    total.backward()
    assert x.grad.item() == sum(range(10**4))


def test_a_graph_with_exponentially_many_paths_is_walked_once(shallow_stack):
    x = engine.tensor(1.0, dtype=engine.float64, requires_grad=True)
    y = x
    for _ in range(200):
        y = y + y
    y.backward()
    assert x.grad.item() == 2.0**200


def test_gradients_of_gradients_of_a_long_chain_run(shallow_stack):
    x = engine.tensor(1.0, dtype=engine.float64, requires_grad=True)
    y = x
    for _ in range(1000):
        y = y * x
    g, = grad(y, x, create_graph=True)
    gg, = grad(g, x)
    assert (g.item(), gg.item()) == (1001, 1001 * 1000)


# ── 놓아주기 ──────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("case", OP_CASES, ids=lambda case: case.name)
def test_an_op_and_its_gradients_leave_no_cycle(no_gc, case):
    inputs = [engine.tensor(array, requires_grad=True) for array in case.arrays()]
    outputs = [out for out in case.outputs(engine, inputs) if out.requires_grad]
    first = outputs and [g for g in grad(
        outputs, inputs, [engine.ones_like(out) for out in outputs], create_graph=True,
        allow_unused=True) if g is not None and g.requires_grad]
    second = first and grad(first, inputs, [engine.ones_like(g) for g in first], allow_unused=True)
    kept = [weakref.ref(t) for t in (*inputs, *outputs, *first)]
    kept += [weakref.ref(t.grad_fn) for t in (*outputs, *first) if t.grad_fn is not None]
    del inputs, outputs, first, second
    assert not [ref for ref in kept if ref() is not None]
    assert not cycles()


def test_backward_leaves_no_cycle_either(no_gc):
    x = engine.ones(3, requires_grad=True)
    y = (x.exp() * x).sum()
    y.backward()
    kept = [weakref.ref(x), weakref.ref(y), weakref.ref(y.grad_fn), weakref.ref(x.grad)]
    del x, y
    assert [ref() for ref in kept] == [None] * 4
    assert not cycles()


def test_a_failed_op_and_a_failed_backward_leave_no_cycle(no_gc):
    x = engine.ones(3, requires_grad=True)
    y = x.exp()
    with pytest.raises(RuntimeError):
        x + engine.ones(4)
    with pytest.raises(RuntimeError):
        x.add_(1)
    with pytest.raises(RuntimeError):
        y.backward()
    ref = weakref.ref(y)
    del x, y
    gc.collect()   # pytest가 붙잡은 예외의 자취까지 놓아줍니다.
    assert ref() is None


def test_backward_releases_saved_tensors_while_the_output_lives(no_gc):
    x = engine.ones(2, requires_grad=True)
    h = x * 1
    saved = weakref.ref(h)
    y = (h * h).sum()
    del h
    assert saved() is not None
    y.backward()
    assert saved() is None
    assert y.grad_fn is not None


def test_a_retained_graph_keeps_its_saved_tensors(no_gc):
    x = engine.ones(2, requires_grad=True)
    h = x * 1
    saved = weakref.ref(h)
    y = (h * h).sum()
    del h
    y.backward(retain_graph=True)
    assert saved() is not None
    del y
    assert saved() is None


def test_only_the_walked_part_is_released(no_gc):
    x = engine.ones(2, requires_grad=True)
    a, b = x * x, x.exp()
    a.sum().backward()
    b.sum().backward()
    assert x.grad.tolist() == pytest.approx([2 + np.e] * 2)


def test_the_leaf_does_not_keep_the_graph(no_gc):
    x = engine.ones(2, requires_grad=True)
    y = x * 2
    accumulator = weakref.ref(y.grad_fn.next_functions[0][0])
    assert y.grad_fn.next_functions[0][0] is (x + 1).grad_fn.next_functions[0][0]
    del y
    assert accumulator() is None


def test_a_view_does_not_outlive_its_use_nor_its_base_grow_forever(no_gc):
    base = engine.ones(3, requires_grad=True) * 1
    for _ in range(100):
        base[0].mul_(2)
    views = [weakref.ref(base[i]) for i in range(3)]
    assert [view() for view in views] == [None] * 3
    assert not cycles()


def test_saved_output_of_exp_makes_no_cycle(no_gc):
    x = engine.ones(2, requires_grad=True)
    y = x.exp()
    ref = weakref.ref(y)
    del y
    assert ref() is None


# ── 스레드 ────────────────────────────────────────────────────────────────────────────────────
def in_threads(count, work):
    failures = []

    def guarded(number):
        try:
            work(number)
        except BaseException as error:   # 스레드 안의 실패도 이 시험의 실패입니다.
            failures.append(error)

    threads = [threading.Thread(target=guarded, args=(i,)) for i in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures


def test_backwards_in_four_threads_add_up():
    x = engine.zeros(100, requires_grad=True)
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)   # 한 연산 안에서도 자주 바뀌게 합니다.
    try:
        in_threads(4, lambda i: [(x * 2).sum().backward() for _ in range(50)])
    finally:
        sys.setswitchinterval(interval)
    assert x.grad.tolist() == [400] * 100


def test_the_first_accumulation_is_not_lost_when_threads_arrive_together():
    # 한 스레드가 .grad를 만드는 동안 다른 스레드도 만들면 하나를 잃습니다. 그 틈은 좁아 여러 번 봅니다.
    leaves = [engine.zeros(1, requires_grad=True) for _ in range(300)]
    graphs = [[(x * 1).sum() for _ in range(4)] for x in leaves]
    together = threading.Barrier(4)

    def walk(number):
        for four in graphs:
            together.wait()
            four[number].backward()

    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        in_threads(4, walk)
    finally:
        sys.setswitchinterval(interval)
    assert {x.grad.item() for x in leaves} == {4.0}


def test_one_graph_can_be_walked_in_four_threads():
    x = engine.ones(5, requires_grad=True)
    y = (x.exp() * x).sum()
    in_threads(4, lambda i: [y.backward(retain_graph=True) for _ in range(20)])
    assert x.grad.tolist() == pytest.approx([80 * 2 * np.e] * 5, rel=1e-5)


def test_grad_mode_belongs_to_its_thread():
    seen = {}

    def look(number):
        seen[number] = engine.is_grad_enabled()
        with engine.no_grad():
            seen[-number] = (engine.ones(1, requires_grad=True) * 2).requires_grad

    with engine.no_grad():
        in_threads(3, lambda i: look(i + 1))
    assert seen == {1: True, 2: True, 3: True, -1: False, -2: False, -3: False}
    assert engine.is_grad_enabled()
