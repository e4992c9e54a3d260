"""빠른 길(ops/fast.py)은 Op.apply와 Op.record가 남길 기록을 그대로 남깁니다."""

import inspect
from itertools import product

import numpy as np
import pytest

import engine
from engine.ops import fast

pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning:engine")


def bound_by_fast():
    """fast가 지은 함수와 그 연산입니다. 이름을 적지 않고 찾으므로 새 연산도 빠지지 않습니다."""
    modules = [value for value in vars(engine.ops).values() if inspect.ismodule(value)]
    for module in (*modules, engine.Tensor):
        for function in vars(module).values():
            if getattr(function, "__module__", "") == fast.__name__ and function.__closure__:
                inside = inspect.getclosurevars(function).nonlocals
                while "run" in inside:   # 입력을 먼저 확인하는 함수(between_tensors)의 속을 봅니다.
                    function = inside["run"]
                    inside = inspect.getclosurevars(function).nonlocals
                yield function, inside["op"]


FAST = {op.__name__: (function, op) for function, op in bound_by_fast()}
SHAPES = [((2, 3), (2, 3)), ((2, 3), (3,)), ((), (2, 2)), ((2, 1), (1, 3)), ((0, 3), (1,)),
          ((), ())]


def record_of(out):
    """결과 텐서와 그 노드에서 견줄 것을 모두 모읍니다."""
    facts = {"value": out._array.tobytes(), "dtype": out.dtype, "shape": out.shape,
             "requires_grad": out.requires_grad, "output_nr": out.output_nr,
             "version": out._version, "base": out._base}
    node = out.grad_fn
    if node is not None:
        facts |= {"kind": type(node), "edges": node.next_functions, "outputs": node._outputs,
                  "hooks": node._hooks, "settings": node.__dict__,
                  "saved": {name: describe(out, *entry) for name, entry in node._stored.items()}}
    return facts


def describe(out, value, counter, version):
    """저장한 것이 자기 결과인지, 어떤 입력인지, 어느 번호 목록을 보는지입니다."""
    if value is out._array:
        return "out", counter is out._version_counter, version
    return id(value), counter is value._version_counter, version


def test_fast_binds_many_ops():
    assert {"AddBackward0", "MulBackward0", "ExpBackward0", "ReluBackward0"} <= FAST.keys()


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize(("function", "op"), FAST.values(), ids=FAST.keys())
def test_fast_path_records_what_apply_records(function, op, dtype):
    draw = np.random.default_rng(0)
    count = len(op.inputs)
    choices = product(SHAPES, product([True, False], repeat=count), [True, False])
    for shapes, tracked, leaf in choices:
        inputs = [engine.tensor(draw.uniform(0.5, 2, shape).astype(dtype), requires_grad=want)
                  for shape, want in zip(shapes[:count], tracked, strict=True)]
        if not leaf:
            inputs = [x * 1 for x in inputs]
        if count == 2 and shapes[0] == shapes[1]:
            with engine.no_grad():
                inputs[1].add_(0)   # 버전 번호가 0이 아닌 값도 저장합니다.
        slow = op.apply(*inputs)
        quick = function(*inputs)
        assert record_of(quick) == record_of(slow)
        assert (slow.grad_fn is None) == (not any(tracked))
        if any(tracked):
            assert quick.grad_fn._order == slow.grad_fn._order + 1   # 나중 것이 하나 큽니다.


@pytest.mark.parametrize(("function", "op"), FAST.values(), ids=FAST.keys())
def test_fast_path_records_nothing_under_no_grad(function, op):
    inputs = [engine.ones(2, requires_grad=True) for _ in op.inputs]
    with engine.no_grad():
        assert record_of(function(*inputs)) == record_of(op.apply(*inputs))


@pytest.mark.parametrize(("function", "op"), FAST.values(), ids=FAST.keys())
def test_fast_path_refuses_to_save_inference_tensors_as_apply_does(function, op):
    with engine.inference_mode():
        made = engine.ones(2)
    for place in range(len(op.inputs)):
        inputs = [engine.ones(1, requires_grad=True) for _ in op.inputs]   # 글에 적힌 모양도 견줍니다.
        inputs[place] = made
        results = []
        for run in (op.apply, function):
            try:
                results.append(run(*inputs).requires_grad)
            except RuntimeError as error:
                results.append(str(error))
        assert results[0] == results[1]
