"""연산의 표(op_cases.py)를 PyTorch와 견줍니다: 값, 변화도, 변화도의 변화도, 이름, dtype."""

from itertools import product

import numpy as np
import pytest
from op_cases import KINKS, OP_CASES
from op_cases_nn import NN_CASES, NN_KINKS
from op_cases_rare import ONCE_IN_TORCH, RARE_CASES, RARE_KINKS
from op_cases_tier2 import TIER2_CASES, TIER2_KINKS
from op_cases_tier3 import TIER3_CASES, TIER3_KINKS
from probe import builtin_name

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

pytestmark = [
    pytest.mark.filterwarnings("ignore::RuntimeWarning:engine"),   # log(0)처럼 일부러 만든 경계
    pytest.mark.filterwarnings("ignore:An output with one or more elements:UserWarning"),
]
each_case = pytest.mark.parametrize("case", OP_CASES, ids=lambda case: case.name)
every_case = pytest.mark.parametrize(
    "case", [*OP_CASES, *TIER2_CASES, *TIER3_CASES, *RARE_CASES, *NN_CASES], ids=lambda case: case.name)

# (상대 오차, 절대 오차). 더하는 차례가 달라 마지막 자리는 다를 수 있습니다.
CLOSE = {"float16": (1e-2, 1e-3), "float32": (1e-5, 1e-6), "float64": (1e-9, 1e-10)}
EXACT = (0, 0)

# 한 연산을 다른 연산 여럿으로 짠 곳입니다. 값과 변화도는 같고 노드의 이름만 다릅니다.
OTHER_NAMES = {
    "matmul-": "torch는 모양마다 곱하는 차례를 골라 바깥의 뷰가 다릅니다.",
    "bce": "weight와 pos_weight는 기본 손실 뒤에 따로 곱합니다.",
    "nll_loss-spatial": "NllLoss 하나가 표본 축 뒤의 모양을 모두 다룹니다.",
    "nll_loss-1d": "표본 하나는 축을 끼워 계산한 뒤 뺍니다.",
    "cross_entropy": "확률 정답과 label_smoothing은 기본 연산으로 짰습니다.",
    "sum-no": "dim을 빼는 것과 None이나 ()를 적는 것을 구별하지 않습니다.",
    "mean-no-dims": "dim을 빼는 것과 None이나 ()를 적는 것을 구별하지 않습니다.",
    "sum_to_size": "앞에 붙은 축만 더할 때는 뷰 없이 한 번에 더합니다.",
    "setitem-false": "고른 자리가 없는 쓰기도 CopySlices로 기록합니다.",
    "linear-transposed": "차례대로 놓이지 않은 입력을 복사한 뒤 곱합니다.",
}


def name_of(dtype):
    return str(dtype).removeprefix("torch.")


def seen(t):
    """텐서에서 견줄 것입니다. numpy()는 torch가 미룬 계산(ZeroTensor)도 끝내게 복사해서 읽습니다."""
    return name_of(t.dtype), tuple(t.shape), np.array((t.detach() + 0 if t.dtype.is_floating_point
                                                       else t).tolist(), name_of(t.dtype))


def assert_same(theirs, ours):
    assert len(theirs) == len(ours)
    for (dtype, shape, value), (our_dtype, our_shape, our_value) in zip(theirs, ours, strict=True):
        assert (our_dtype, our_shape) == (dtype, shape)
        rtol, atol = CLOSE.get(dtype, EXACT)
        np.testing.assert_allclose(our_value, value.reshape(our_value.shape), rtol, atol)


def seeds(m, tensors, draw):
    return [m.from_numpy(np.asarray(draw.standard_normal(tuple(t.shape)), name_of(t.dtype)))
            for t in tensors]


def observe(m, case, dtype, layout):
    """case를 m에서 실행해 본 것: 결과, 추적 여부, 변화도, 변화도의 변화도"""
    draw = np.random.default_rng(0)
    inputs = [m.from_numpy(np.array(array, order=layout)).requires_grad_()
              for array in case.arrays(dtype)]
    outputs = case.outputs(m, inputs)
    facts = {"outputs": [seen(out) for out in outputs],
             "requires_grad": [out.requires_grad for out in outputs]}
    roots = [out for out in outputs if out.requires_grad]
    if case.order and roots:
        weights = [seed.requires_grad_() for seed in seeds(m, roots, draw)]
        first = m.autograd.grad(roots, inputs, weights, create_graph=True, materialize_grads=True)
        facts["first"] = [seen(g) for g in first]
        # 0인 변화도는 한쪽만 추적할 수 있으므로, 시작값을 모두 뽑은 뒤에 추적하는 것만 남깁니다.
        again = [pair for pair in zip(first, seeds(m, first, draw), strict=True)
                 if pair[0].requires_grad]
        second = m.autograd.grad([g for g, _ in again], [*inputs, *weights],
                                 [seed for _, seed in again], materialize_grads=True)
        facts["second"] = [seen(g) for g in second]
    return facts


@every_case
def test_values_and_gradients_agree_with_torch(case):
    for dtype, layout in (("float32", "C"), ("float64", "C"), ("float64", "F")):
        try:
            theirs = observe(torch, case, dtype, layout)
        except RuntimeError:
            if layout == "C":   # 표의 행은 torch에서 돌아가야 합니다.
                raise
            with pytest.raises(RuntimeError):   # F 순서로 놓인 값은 view로 볼 수 없기도 합니다.
                observe(engine, case, dtype, layout)
            continue
        ours = observe(engine, case, dtype, layout)
        assert ours.pop("requires_grad") == theirs.pop("requires_grad")
        for what in theirs:
            assert_same(theirs[what], ours[what])


@pytest.mark.parametrize("case", ONCE_IN_TORCH, ids=lambda case: case.name)
def test_values_and_first_gradients_agree_with_torch(case):
    found = []
    for m in (torch, engine):
        inputs = [m.from_numpy(array).requires_grad_() for array in case.arrays()]
        outputs = case.outputs(m, inputs)
        weights = seeds(m, outputs, np.random.default_rng(0))
        found.append([seen(t) for t in (*outputs, *m.autograd.grad(outputs, inputs, weights))])
    assert_same(*found)


@each_case
def test_grad_fn_has_torchs_name(case):
    names = []
    for m in (torch, engine):
        inputs = [m.from_numpy(array).requires_grad_() for array in case.arrays()]
        outputs = case.outputs(m, inputs)
        names.append([type(out.grad_fn).__name__ for out in outputs])
    if names[0] != names[1]:
        assert case.name.startswith(tuple(OTHER_NAMES)), names


def attempt(run):
    """run()이 낸 텐서, 또는 예외의 이름입니다. torch가 만들지 않은 조합이면 None입니다."""
    try:
        found = run()
        return [seen(out) for out in (found if isinstance(found, list) else [found])]
    except NotImplementedError:
        return None
    except Exception as error:
        return builtin_name(error)


def agree(theirs, ours):
    """torch가 만들지 않은 조합은 우리가 되어도, 안 되어도 좋습니다."""
    if theirs is None or isinstance(theirs, str) or isinstance(ours, str):
        return theirs is None or theirs == ours
    try:
        assert_same(theirs, ours)
    except AssertionError:
        return False
    return True


@each_case
def test_integers_give_torchs_value_or_torchs_error(case):
    theirs, ours = (attempt(lambda m=m: case.outputs(m, [
        m.from_numpy(np.array(array).astype(np.int64)) for array in case.arrays()]))
        for m in (torch, engine))
    assert agree(theirs, ours), (theirs, ours)


EVERY_KINK = [*KINKS, *TIER2_KINKS, *TIER3_KINKS, *RARE_KINKS, *NN_KINKS]


@pytest.mark.parametrize("kink", EVERY_KINK, ids=lambda kink: kink.name)
def test_the_agreed_gradient_at_a_kink_is_torchs(kink):
    x = torch.tensor(kink.at, dtype=torch.float64, requires_grad=True)
    kink.run(torch, x).sum().backward()
    np.testing.assert_allclose(x.grad.numpy(), kink.grad)


# 변화도가 자기 입력에 기대지 않는 연산입니다. torch만 그 변화도를 추적합니다(DIFFERENCES.md 528번).
CONSTANT_GRADIENTS = ("relu", "F.relu", "F-relu", "view-unsqueezed-relu_", "nll_loss", "conv2d-",
                      "conv1d-", "max_pool2d-", "avg_pool2d-", "adaptive_avg_pool2d-",
                      "layer_norm-both", "batch_norm-", "F.softshrink", "F-softshrink", "F.hardshrink",
                      "F-hardshrink", "F.threshold", "F-threshold")


@every_case
def test_a_gradient_is_tracked_when_torch_tracks_it(case):
    if not case.order or case.name.startswith(CONSTANT_GRADIENTS):
        return
    flags = []
    for m in (torch, engine):
        inputs = [m.from_numpy(array).requires_grad_() for array in case.arrays()]
        roots = [out for out in case.outputs(m, inputs) if out.requires_grad]
        grads = m.autograd.grad(roots, inputs, [m.ones_like(root) for root in roots],
                                create_graph=True, allow_unused=True)
        flags.append([g is not None and g.requires_grad for g in grads])
    assert flags[0] == flags[1]


# ── dtype이 섞일 때 ───────────────────────────────────────────────────────────────────────────

OPERANDS = {
    **{f"{dtype}-{'nd' if shape else '0d'}": (dtype, shape)
       for dtype in ("float16", "float32", "float64", "int32", "int64", "bool")
       for shape in ((), (2,))},
    "2": 2, "0.5": 0.5, "True": True, "np.float64": np.float64(1.5), "np.int64": np.int64(2),
}
MIXES = {
    "+": lambda m, a, b: a + b, "-": lambda m, a, b: a - b, "*": lambda m, a, b: a * b,
    "/": lambda m, a, b: a / b, "**": lambda m, a, b: a**b, "//": lambda m, a, b: a // b,
    ">": lambda m, a, b: a > b, "==": lambda m, a, b: a == b,
    "where": lambda m, a, b: m.where(m.tensor([True, False]), a, b),
    "cat": lambda m, a, b: m.cat([a, b]), "stack": lambda m, a, b: m.stack([a, b]),
    "add_": lambda m, a, b: a.add_(b), "mul_": lambda m, a, b: a.mul_(b),
    "div_": lambda m, a, b: a.div_(b), "copy_": lambda m, a, b: a.copy_(b),
    "setitem": lambda m, a, b: (a.__setitem__(0, b), a)[1],
}


def operand(m, spec):
    if not isinstance(spec, tuple):
        return spec
    dtype, shape = spec
    return m.tensor(np.full(shape, 2).astype(dtype))


@pytest.mark.parametrize("left", OPERANDS)
@pytest.mark.parametrize("op", MIXES)
def test_mixed_dtypes_promote_as_in_torch(op, left):
    wrong = []
    for right in OPERANDS:
        if not isinstance(OPERANDS[left], tuple) and not isinstance(OPERANDS[right], tuple):
            continue   # 텐서가 하나는 있어야 합니다.
        found = [attempt(lambda m=m, right=right: MIXES[op](
            m, operand(m, OPERANDS[left]), operand(m, OPERANDS[right]))) for m in (torch, engine)]
        if not agree(*found):
            wrong.append((right, *found))
    assert not wrong


@pytest.mark.parametrize("op", [
    "neg", "abs", "sign", "relu", "exp", "sqrt", "sigmoid", "sum", "mean", "max", "amax", "argmax",
    "reciprocal", "clone", "float", "long", "isnan", "all", "relu_", "neg_", "exp_", "zero_"])


def test_a_dtype_is_kept_or_changed_or_refused_as_in_torch(op):
    wrong = []
    for dtype in ("bool", "uint8", "int32", "int64", "float16", "float32"):
        found = [attempt(lambda m=m, dtype=dtype: getattr(
            m.from_numpy(np.array([1, 0, 1]).astype(dtype)), op)()) for m in (torch, engine)]
        if not agree(*found):
            wrong.append((dtype, *found))
    assert not wrong


@pytest.mark.parametrize("op", ["softmax", "log_softmax", "logsumexp"])
def test_integers_through_exponentials_are_as_in_torch(op):
    found = [attempt(lambda m=m: getattr(m.tensor([1, 0, 1]), op)(0)) for m in (torch, engine)]
    assert agree(*found), found


@pytest.mark.parametrize(("left", "right"), [*product(["float32", "float64"], repeat=2)])
@pytest.mark.parametrize("shapes", [((2,), (2,)), ((2,), ()), ((), (2, 2))])
@pytest.mark.parametrize("op", ["+", "-", "*", "/", "**", "where"])
def test_a_gradient_comes_back_in_the_dtype_of_its_leaf(op, shapes, left, right):
    facts = []
    for m in (torch, engine):
        a, b = (m.from_numpy(np.full(shape, 1.5, dtype)).requires_grad_()
                for shape, dtype in zip(shapes, (left, right), strict=True))
        out = MIXES[op](m, a, b)
        out.backward(m.ones_like(out))
        facts.append([out, a.grad, b.grad])
    for theirs, ours in zip(*facts, strict=True):
        assert name_of(theirs.dtype) == name_of(ours.dtype)
        np.testing.assert_allclose(ours.tolist(), theirs.tolist(), *CLOSE["float32"])
