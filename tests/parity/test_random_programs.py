"""아무렇게나 지은 작은 프로그램을 PyTorch와 한 줄씩 나란히 실행합니다.

제자리 연산, 뷰, detach(), no_grad, 가운데에서 부르는 backward()가 섞입니다. 줄마다 값, 추적 여부,
.grad가 같거나, 둘 다 같은 종류의 예외가 나야 합니다. 예외가 난 줄은 건너뛰고 이어 갑니다.
"""

import warnings
from contextlib import contextmanager

import numpy as np
import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st
from probe import builtin_name

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

pytestmark = [pytest.mark.filterwarnings("ignore::RuntimeWarning:engine"),
              pytest.mark.filterwarnings("ignore:.*Using a target size:UserWarning")]


def setting(key):
    def write(m, a, b):
        # 추적하는 실수를 정수 텐서에 채우면 torch는 정수를 추적합니다(DIFFERENCES.md 553번).
        value = (b if a.dtype.is_floating_point else b.detach()) * 1
        if callable(key):   # 번호 텐서로 쓰는 값은 dtype이 같아야 합니다.
            a[key(m)] = value.to(a.dtype)
        else:
            a[key] = value
    return write


def chosen(m):
    return m.tensor([1, 0])


VIEWS = {
    "t": lambda m, a: a.t(), "transpose": lambda m, a: a.transpose(0, 1),
    "view": lambda m, a: a.view(-1), "reshape": lambda m, a: a.reshape(-1),
    "unsqueeze": lambda m, a: a.unsqueeze(0), "squeeze": lambda m, a: a.squeeze(),
    "select": lambda m, a: a[0], "column": lambda m, a: a[..., 1], "rest": lambda m, a: a[1:],
    "step": lambda m, a: a[..., ::2], "alias": lambda m, a: a[...],
    "detach": lambda m, a: a.detach(), "contiguous": lambda m, a: a.contiguous(),
}
UNARY = {
    "neg": lambda m, a: -a, "sin": lambda m, a: a.sin(), "tanh": lambda m, a: a.tanh(),
    "sigmoid": lambda m, a: a.sigmoid(), "relu": lambda m, a: a.relu(), "abs": lambda m, a: a.abs(),
    "square": lambda m, a: a**2, "exp": lambda m, a: a.tanh().exp(), "half": lambda m, a: a * 0.5,
    "log": lambda m, a: (a * a + 1).log(), "sqrt": lambda m, a: (a * a + 1).sqrt(),
    "rsub": lambda m, a: 1 - a, "clamp": lambda m, a: a.clamp(-0.5, 0.5),
    "sum": lambda m, a: a.sum(), "sum-0": lambda m, a: a.sum(0), "mean": lambda m, a: a.mean(),
    "sum-keepdim": lambda m, a: a.sum(-1, keepdim=True), "max-0": lambda m, a: a.max(0).values,
    "amax": lambda m, a: a.amax(-1), "logsumexp": lambda m, a: a.logsumexp(-1),
    "softmax": lambda m, a: a.softmax(-1), "log_softmax": lambda m, a: a.log_softmax(0),
    "index": lambda m, a: a[chosen(m)], "mask": lambda m, a: a[a > 0],
    "clone": lambda m, a: a.clone(),
    # 원본을 고친 뒤에 읽는 것은 torch와 다릅니다(DIFFERENCES.md 529번). 바로 복사합니다.
    "unbind": lambda m, a: a.unbind()[0] * 1, "split": lambda m, a: a.split(1)[-1] * 1,
    "double": lambda m, a: a.double(), "float": lambda m, a: a.float().double(),
    "zero_": lambda m, a: a.zero_(), "fill_": lambda m, a: a.fill_(0.25),
    "relu_": lambda m, a: a.relu_(), "clamp_": lambda m, a: a.clamp_(-0.5, 0.5),
    "double_": lambda m, a: a.mul_(2), "tanh_": lambda m, a: a.tanh_(),
    "exp_": lambda m, a: a.clamp_(-1, 1).exp_(), "detach_": lambda m, a: a.detach_(),
    "set-number": lambda m, a: a.__setitem__(0, 0.5),
    "set-mask": lambda m, a: a.__setitem__(a > 0, 0.5),
    "retain_grad": lambda m, a: a.retain_grad(),
}
WALKS = {
    "backward": lambda m, a, b: a.backward(m.ones_like(a)),
    "backward-retain": lambda m, a, b: a.backward(m.ones_like(a), retain_graph=True),
    "grad": lambda m, a, b: m.autograd.grad(a.sum(), b)[0].clone(),
    "grad-retain": lambda m, a, b: m.autograd.grad(a.sum(), b, retain_graph=True)[0].clone(),
}
BINARY = {
    "add": lambda m, a, b: a + b, "sub": lambda m, a, b: a - b, "mul": lambda m, a, b: a * b,
    "div": lambda m, a, b: a / (b * b + 1), "mm": lambda m, a, b: m.mm(a, b),
    "where": lambda m, a, b: m.where(a > b, a, b), "cat": lambda m, a, b: m.cat([a, b]),
    "stack": lambda m, a, b: m.stack([a, b], -1), "expand_as": lambda m, a, b: a.expand_as(b) * 1,
    # 자기 메모리의 일부를 자기에게 쓰면 torch의 값은 읽는 차례에 달립니다. 복사한 값을 씁니다.
    "add_": lambda m, a, b: a.add_(b * 1), "sub_": lambda m, a, b: a.sub_(b * 1),
    "mul_": lambda m, a, b: a.mul_(b * 1), "div_": lambda m, a, b: a.div_(b * b + 1),
    "copy_": lambda m, a, b: a.copy_(b * 1), "set-row": setting(0), "set-rest": setting(np.s_[..., 1:]),
    "set-chosen": setting(chosen), "set-all": setting(...), "pick": lambda m, a, b: a[b] * 1,
    "gather": lambda m, a, b: (a * 1).gather(-1, b.long()), "set-picked": lambda m, a, b: a.__setitem__((b * 1).long(), 0.5),
    "mse": lambda m, a, b: m.nn.functional.mse_loss(a, b),
    "bce": lambda m, a, b: m.nn.functional.binary_cross_entropy_with_logits(a, b.double()),
}
WRITES_BY_INDEX = dict.fromkeys(["set-chosen", "set-picked"])
OPS = {**VIEWS, **UNARY, **WALKS, **BINARY}
LEAVES = [((2, 3), True), ((3,), True), ((3, 3), False), ((), True)]
INDEX = [1, 0]   # 번호로 쓰는 정수 텐서. 제자리 연산으로 바뀌기도 합니다.

names = st.one_of(*map(st.sampled_from, map(sorted, (VIEWS, UNARY, WALKS, BINARY))))
# no_grad에서는 뷰를 만들지 않습니다(DIFFERENCES.md 525번).
lines = st.tuples(names, st.integers(0, 9), st.integers(0, 9),
                  st.sampled_from([True, True, True, False]))


def leaves(m):
    draw = np.random.default_rng(0)
    return [*(m.tensor(draw.uniform(-1, 1, shape), dtype=m.float64).requires_grad_(tracked)
              for shape, tracked in LEAVES), m.tensor(INDEX)]


def run(m, tensors, line):
    """한 줄을 실행해 새 텐서를 tensors에 더합니다. 예외가 나면 그 종류와 글을 돌려줍니다."""
    name, i, j, tracked = line
    args = [tensors[k % len(tensors)] for k in ((i, j) if name in (WALKS | BINARY) else (i,))]
    try:
        with m.set_grad_enabled(tracked or name in VIEWS):
            made = OPS[name](m, *args)
    except Exception as error:
        return builtin_name(error), str(error)
    if isinstance(made, m.Tensor) and made.numel() <= 64:
        tensors.append(made)
    return None, ""


def seen(t):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")   # 잎이 아닌 텐서의 .grad도 봅니다.
        grad = t.grad
    return ((str(t.dtype)[6:], tuple(t.shape), t.requires_grad, t.is_leaf),
            [t.detach().tolist(), None if grad is None else grad.tolist()])


def same_values(ours, theirs):
    return all(a == b or (a is not None and b is not None and np.allclose(
        a, b, rtol=1e-7, atol=1e-9, equal_nan=True)) for a, b in zip(ours, theirs, strict=True))


@contextmanager
def doubles():
    """정수에서 나온 소수도 float64입니다. float32의 로그와 코사인은 마지막 비트가 다릅니다."""
    for m in (torch, engine):
        m.set_default_dtype(m.float64)
    try:
        yield
    finally:
        for m in (torch, engine):
            m.set_default_dtype(m.float32)


@settings(derandomize=True, deadline=None, max_examples=10_000, database=None)
@given(st.lists(lines, min_size=4, max_size=14))
def test_a_random_program_runs_as_in_torch(program):
    with doubles():
        theirs, ours = leaves(torch), leaves(engine)
        for line in program:
            note(f"{line}")
            (error, text), (our_error, our_text) = run(torch, theirs, line), run(engine, ours, line)
            if error == "NotImplementedError" and not our_error:
                return   # torch가 정수로는 만들지 않은 연산입니다.
            assert our_error == error, f"{line}: torch {error} {text} / engine {our_error} {our_text}"
            if error and line[0] in WALKS | WRITES_BY_INDEX:
                return   # 멈추기 전까지 쌓거나 쓴 값이 다릅니다(DIFFERENCES.md 526, 554번).
            for number, (t, o) in enumerate(zip(theirs, ours, strict=True)):
                (kind, values), (our_kind, our_values) = seen(t), seen(o)
                assert our_kind == kind, f"{line} 뒤의 {number}번 텐서"
                assert same_values(our_values, values), f"{line} 뒤의 {number}번: {our_values} {values}"


def test_random_programs_reach_every_kind_of_line():
    """조금만 써 보고도 줄마다 성공하는 일이 있어야, 위 시험이 오류끼리만 견주지 않습니다."""
    for name in OPS:
        assert any(run(engine, leaves(engine) + [t * 1 for t in leaves(engine)], (name, i, j, True))
                   == (None, "") for i in range(8) for j in range(8)), name
