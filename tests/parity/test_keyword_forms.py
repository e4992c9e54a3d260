"""인자를 자리로 적든 이름으로 적든, numpy의 이름으로 적든 torch와 같은지 봅니다.

행마다 인자를 torch의 차례와 이름으로 적습니다. 앞의 k개는 자리로, 나머지는 이름으로 적은 모든 꼴을 함수와
메서드로 부르고, 축을 받는 연산은 축의 온갖 꼴로도 부릅니다. 값, dtype, 모양, requires_grad, 예외의 종류를
견주므로 받지 말아야 할 꼴을 받아도 걸립니다.
"""

import inspect
import warnings

import numpy as np
import pytest
from probe import builtin_name

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

A = [[3.0, 1.0, 2.0], [4.0, 6.0, 5.0]]


class Of:
    """시험할 모듈로 만들 인자입니다. 나머지 인자는 두 모듈에 그대로 줍니다."""

    def __init__(self, make):
        self.make = make


def T(values, dtype="float32"):
    return Of(lambda m: m.tensor(values, dtype=getattr(m, dtype)))


B = T([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
I64 = T([[0, 1, 0]], "int64")
PICK = T([0, 1], "int64")
MASK = T([[True, False, True], [False, True, True]], "bool")
SQUARE = T([[2.0, 1.0], [1.0, 3.0]])
DIM, KEEP = {"dim": 1}, {"dim": 1, "keepdim": True}

# 축을 받는 연산입니다.
ALONG = {
    **dict.fromkeys(["sum", "mean", "amax", "amin", "argmax", "argmin", "all", "any", "logsumexp",
                     "prod", "max", "min", "median", "nanmedian"], KEEP),
    **dict.fromkeys(["var", "std", "var_mean", "std_mean"],
                    {"dim": 1, "unbiased": False, "keepdim": True}),
    **dict.fromkeys(["cumsum", "cumprod", "softmax", "log_softmax", "squeeze", "unsqueeze", "unbind",
                     "cummax", "cummin", "logcumsumexp", "count_nonzero"], DIM),
    "sort": {"dim": 1, "descending": True}, "argsort": {"dim": 1, "descending": True},
    "topk": {"k": 1, "dim": 0, "largest": False}, "kthvalue": {"k": 1, "dim": 0, "keepdim": True},
    "chunk": {"chunks": 2, "dim": 1}, "narrow": {"dim": 1, "start": 0, "length": 2},
    "select": {"dim": 1, "index": 2}, "gather": {"dim": 0, "index": I64},
    "scatter": {"dim": 0, "index": I64, "src": B},
    "scatter_add": {"dim": 0, "index": I64, "src": B},
    "index_select": {"dim": 1, "index": PICK}, "diff": {"n": 1, "dim": 0},
    "index_fill": {"dim": 1, "index": PICK, "value": 2.0},
    "index_add": {"dim": 0, "index": PICK, "source": B},
    **dict.fromkeys(["quantile", "nanquantile"], {"q": 0.25, "dim": 1, "keepdim": True}),
    "index_copy": {"dim": 0, "index": PICK, "source": B},
    "scatter_reduce": {"dim": 0, "index": I64, "src": B, "reduce": "mean"},
    "select_scatter": {"src": T([1.0, 2.0]), "dim": 1, "index": 0},
    "slice_scatter": {"src": T([[1.0, 2.0, 3.0]]), "dim": 0, "start": 1, "end": 2, "step": 1},
    "repeat_interleave": {"repeats": 2, "dim": 1}, "take_along_dim": {"indices": I64, "dim": 0},
}
# 축을 받지 않거나, 자기만의 이름으로 받는 연산입니다.
OTHERS = {
    **dict.fromkeys("""abs neg exp log sqrt sin cos tanh sigmoid relu log1p expm1 log2 log10 rsqrt
        reciprocal square sinh cosh tan atan erf sign floor ceil round isnan isinf isfinite clone
        contiguous t trace ravel nonzero numel logical_not sgn deg2rad rad2deg signbit isposinf isneginf
        positive erfinv msort corrcoef is_nonzero""".split(), {}),
    **dict.fromkeys("""mul div true_divide gt ge lt le eq ne maximum minimum
        remainder floor_divide fmod equal logical_and logical_or logical_xor atan2 ldexp
        logaddexp2""".split(), {"other": B}),
    "logit": {"eps": 0.1}, "float_power": {"exponent": 2},
    "addmv": {"mat": SQUARE, "vec": T([1.0, 2.0])}, "dist": {"other": B, "p": 3},
    "diagflat": {"offset": 1}, "histc": {"bins": 4, "min": 0, "max": 5},
    "bernoulli": {}, "multinomial": {"num_samples": 2, "replacement": False},
    "index_put": {"indices": Of(lambda m: (m.tensor([0, 1]),)), "values": B, "accumulate": True},
    "masked_scatter": {"mask": MASK, "source": B}, "diagonal_scatter": {"src": T([1.0, 2.0]), "offset": 0},
    "cov": {}, "type": {"dtype": Of(lambda m: m.float64)},
    "add": {"other": B, "alpha": 2}, "sub": {"other": B, "alpha": 2},
    "pow": {"exponent": 2}, "allclose": {"other": B, "rtol": 1e-5, "atol": 1e-8},
    "isclose": {"other": B, "rtol": 1e-5, "atol": 1e-8}, "clamp": {"min": 2.0, "max": 4.0},
    "where": {"condition": MASK, "other": B}, "masked_fill": {"mask": MASK, "value": 1.5},
    "masked_select": {"mask": MASK}, "matmul": {"other": T([[1.0], [2.0], [3.0]])},
    "mm": {"mat2": T([[1.0], [2.0], [3.0]])}, "mv": {"vec": T([1.0, 2.0, 3.0])},
    "addmm": {"mat1": SQUARE, "mat2": B, "beta": 2, "alpha": 3},
    "transpose": {"dim0": 0, "dim1": 1}, "permute": {"dims": (1, 0)},
    "reshape": {"shape": (3, 2)}, "view": {"size": (3, 2)}, "expand": {"size": (2, 2, 3)},
    "repeat": {"repeats": (2, 1)}, "tile": {"dims": (2, 2)}, "flip": {"dims": (0, 1)},
    "broadcast_to": {"size": (2, 2, 3)}, "expand_as": {"other": B}, "view_as": {"other": B},
    "roll": {"shifts": 1, "dims": 0}, "flatten": {"start_dim": 0, "end_dim": 1},
    "unflatten": {"dim": 1, "sizes": (3, 1)}, "movedim": {"source": 0, "destination": 1},
    "swapaxes": {"axis0": 0, "axis1": 1}, "swapdims": {"dim0": 0, "dim1": 1},
    "diagonal": {"offset": 1, "dim1": 1, "dim2": 0}, "diag": {"diagonal": 1},
    "tril": {"diagonal": 1}, "triu": {"diagonal": -1}, "lerp": {"end": B, "weight": 0.5},
    "addcmul": {"tensor1": B, "tensor2": B, "value": 2}, "addcdiv": {"tensor1": B, "tensor2": B},
    "norm": {"p": 1, "dim": 0, "keepdim": True},
}

# 축을 적는 온갖 꼴입니다.
AXES = [0, -1, 2, -3, (0, 1), [0, 1], (0,), (0, 0), None, True, 1.0, "0",
        np.int64(1), T(1, "int64")]


def build(m, value):
    return value.make(m) if isinstance(value, Of) else value


def outcome(m, where, name, args, kwargs):
    """부른 결과를 견줄 수 있는 값으로 바꿉니다. 오류면 예외의 종류입니다."""
    m.manual_seed(0)
    x = m.tensor(A, requires_grad=True)
    args = [build(m, value) for value in args]
    kwargs = {key: build(m, value) for key, value in kwargs.items()}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            if where == "function":
                found = getattr(m, name)(*() if "input" in kwargs else (x,), *args, **kwargs)
            else:
                found = getattr(x, name)(*args, **kwargs)
        except Exception as error:
            return builtin_name(error)
    return seen(m, found)


def seen(m, found):
    """결과에서 견줄 것만 남깁니다."""
    tensors = found if isinstance(found, (tuple, list)) else [found]
    return [(str(t.dtype), tuple(t.shape), t.requires_grad, values(t))
            if isinstance(t, m.Tensor) else t for t in tensors]


def values(tensor):
    """마지막 비트의 차이는 여기서 볼 일이 아니므로 다섯 자리까지만 견줍니다."""
    return np.array([f"{value:.5g}" for value in tensor.detach().numpy().ravel()]).tolist()


def split_forms(named):
    """앞의 k개는 자리로, 나머지는 이름으로 적은 꼴들입니다."""
    values = list(named.items())
    for k in range(len(values) + 1):
        yield [value for _, value in values[:k]], dict(values[k:])


def forms():
    for name, named in {**ALONG, **OTHERS}.items():
        rows = list(split_forms(named))
        if name in ALONG:
            rest = {key: value for key, value in named.items() if key != "dim"}
            for axis in AXES:
                if name not in ("max", "min") or not isinstance(axis, Of):   # 이름 dim=은 축일 뿐입니다.
                    rows.append(([], {**rest, "dim": axis}))
            rows.append(([], rest))
            rows.append(([], {**rest, "axis": 1}))
            rows.append(([], {**named, "axis": 1}))   # 두 이름을 함께 적을 수는 없습니다.
            if "keepdim" in named:
                rows.append(([], {**rest, "axis": 1, "keepdims": rest["keepdim"]}))
                rows.append(([], {"keepdim": True}))
        rows.append(([], {**named, "nonsense": 1}))
        if hasattr(torch.Tensor, name):
            yield from (("method", name, *row) for row in rows)
        if hasattr(torch, name):
            yield from (("function", name, *row) for row in rows)
            yield "function", name, [], {"input": T(A), **named}


def label(form):
    where, name, args, kwargs = form
    shown = [*map(describe, args), *(f"{key}={describe(value)}" for key, value in kwargs.items())]
    return f"{where}-{name}({', '.join(shown)})"


def describe(value):
    return "tensor" if isinstance(value, Of) else repr(value)


# 축을 여럿 받는 부름, 텐서가 없는 부름처럼 위의 틀에 맞지 않는 꼴입니다.
CALLS = """
    max(x, other=b)  min(x, other=b)  x.max(other=b)  max()  zeros()  ones()  empty()  rand()  randn()
    zeros(())  zeros(size=())  zeros(2, 3)  zeros([2, 3])  zeros(size=(2, 3))  zeros(2, size=3)
    x.new_zeros()  x.new_ones()  x.new_empty()  x.new_zeros(())  x.new_zeros(size=(2,))
    x.new_full((2,), 1)  x.new_full(size=(2,), fill_value=1)  full(size=(2,), fill_value=1.0)
    arange()  arange(3)  arange(end=3)  arange(start=1, end=3)  arange(1, end=3)  arange(1, 3, step=2)
    linspace(start=0, end=1, steps=3)  eye(n=2)  eye(2, m=3)  cat([x], axis=1)  cat(tensors=[x], dim=0)
    stack([x, b], axis=-1)  stack([x], None)  cat([x], (0,))  concat([x], axis=0)
    split(x, split_size_or_sections=1)  split(x, split_size=1)  x.split(split_size=1)
    x.split(split_size_or_sections=1)  split(tensor=x, split_size_or_sections=[1, 1])
    x.view()  x.reshape()  x.expand()  x.permute()  x.repeat()  x.view(3, 2)  x.view([3, 2])
    x.view(3, -1)  x.reshape(3, 2)  x.reshape((6,))  x.expand(1, 2, 3)  x.permute(1, 0)  x.permute((0,))
    x.repeat(2, 1)  x.flip(0, 1)  x.tile(2, 2)  x.all(())  x.any(dim=[])  x.sum(())  x.amax(())
    x.softmax(0, dtype=float64)  x.sum(dtype=float64)  x.cumsum(0, dtype=float64)
    linalg.norm(x, axis=1)  linalg.vector_norm(x, axis=1, keepdims=True)
    linalg.matrix_norm(x, dim=(0, 1))  zeros_like(x, dtype=int64)  full_like(x, fill_value=2.0)
    x.tensor_split(2)  x.tensor_split(sections=2)  x.tensor_split([1], 1)  x.tensor_split(indices=[1], dim=1)
    tensor_split(x, sections=2, dim=1)  x.tensor_split(2, axis=1)  x.tensor_split(indices_or_sections=2)
    x.hsplit(3)  x.hsplit(sections=3)  hsplit(x, indices=[1])  x.vsplit(indices=(1,))  vsplit(x, sections=2)
    x.squeeze_()  (x * 1).unsqueeze_(dim=0)  (x * 1).transpose_(dim0=0, dim1=1)  (x * 1).swapaxes_(axis0=0, axis1=1)
    (x * 1).squeeze_(dim=0)  (x * 1).squeeze_(axis=0)  (x * 1).unsqueeze_(axis=0)  (x * 1).t_(1)
    cov(x, correction=0)  x.detach().unique(sorted=True, dim=1)  unique(x.detach(), return_counts=True, dim=0)
    trapezoid(x, dx=2, dim=0)  trapezoid(x, axis=0)  cumulative_trapezoid(y=x, x=b, dim=1)  trapz(x, b)
    vander(x=b[0], N=2, increasing=True)  combinations(b[0], r=2, with_replacement=True)  cdist(x1=x, x2=b, p=1)
    isin(x, test_elements=b, invert=True)  bucketize(b, boundaries=b[0], right=True)  dstack(tensors=[x])
    searchsorted(b[0], b, side="left")  searchsorted(sorted_sequence=b[0], input=b)  column_stack(tensors=[x])
    logspace(start=0, end=1, steps=3, base=2)  tril_indices(row=2, col=3, offset=-1)  triu_indices(2, 2)
    unique_consecutive(b, return_inverse=True, dim=0)  heaviside(b, values=b)  scalar_tensor(s=3)  asarray(obj=[1.0], dtype=float64)  randint_like(x, 1)  rsub(x, other=b, alpha=2)
    addr(b[:, :2], vec1=b[:, 0], vec2=b[:, 1], beta=2)  normal(mean=0.0, std=0.0, size=(2,))  full((2,), 1, dtype=float64)
    einsum("ij->i", x)  outer(b[0], vec2=b[1])  dot(b[0], tensor=b[1])  bmm(x[None], mat2=b.t()[None])
    var(x, False)  x.var(True)  x.std(0, False)  x.var(0, correction=0)  x.var(correction=0, keepdim=True)
"""


@pytest.mark.parametrize("call", [call.strip() for line in CALLS.strip().splitlines()
                                  for call in line.split("  ") if call.strip()])
def test_this_call_is_read_as_torch_reads_it(call):
    def found(m):
        scope = vars(m) | {"x": m.tensor(A, requires_grad=True), "b": build(m, B)}
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return seen(m, eval(call, scope))
            except Exception as error:
                return builtin_name(error)

    assert str(found(engine)) == str(found(torch))


@pytest.mark.parametrize("form", list(forms()), ids=label)
def test_a_call_is_read_as_torch_reads_it(form):
    assert outcome(engine, *form) == outcome(torch, *form)


# ── 신경망, 처음 값, 옵티마이저 ────────────────────────────────────────────────────────────────

SPACES = {"nn": lambda m: m.nn, "nn.functional": lambda m: m.nn.functional, "nn.init": lambda m: m.nn.init,
          "optim": lambda m: m.optim, "optim.lr_scheduler": lambda m: m.optim.lr_scheduler,
          "nn.utils": lambda m: m.nn.utils, "nn.Module": lambda m: m.nn.Module}
# 일부러 받지 않는 인자입니다. 까닭은 DIFFERENCES.md의 그 번호에 있습니다.
LEFT_OUT = {
    538: {"device"}, 544: {"padding_mode"},
    627: {"size_average", "reduce", "_stacklevel", "min_value", "max_value"},
    628: {"max_norm", "norm_type", "scale_grad_by_freq", "sparse", "_weight", "_freeze"},
    629: {"foreach", "fused", "capturable", "differentiable"},
    630: {"last_epoch"},
    631: {"prepend", "with_kwargs", "always_call", "assign", "destination", "memo"},
    540: {"out"},
}
NOT_TAKEN = set().union(*LEFT_OUT.values())


def parameters(function):
    """이름 → 매개변수입니다. C++로 적었거나 아무것이나 받아 알 수 없으면 None입니다."""
    try:
        found = inspect.signature(function).parameters
    except (TypeError, ValueError):
        return None
    return None if "args" in found else found


def both_have():
    for space, of in SPACES.items():
        for name in dir(of(engine)):
            theirs, ours = getattr(of(torch), name, None), getattr(of(engine), name)
            if name.startswith("_") or not callable(theirs) or not callable(ours):
                continue
            if inspect.isclass(ours):
                if not str(ours.__module__).startswith("engine.nn") and "optim" not in ours.__module__:
                    continue
                theirs, ours = theirs.__init__, ours.__init__
            theirs, ours = parameters(theirs), parameters(ours)
            if theirs and ours:
                yield f"{space}.{name}", theirs, ours


@pytest.mark.parametrize(("name", "theirs", "ours"), list(both_have()), ids=lambda value: value
                         if isinstance(value, str) else "")
def test_a_layer_takes_torchs_arguments(name, theirs, ours):
    """이름, 기본값, 차례를 견줍니다. 받지 않는 인자의 뒤에 오는 것은 이름으로만 받습니다."""
    left_out = NOT_TAKEN - set(ours)
    assert {key: repr(p.default) for key, p in ours.items()} == {
        key: repr(p.default) for key, p in theirs.items() if key not in left_out}
    by_place = []
    for key, parameter in theirs.items():
        if key in left_out or parameter.kind is not parameter.POSITIONAL_OR_KEYWORD:
            break
        by_place.append(key)
    assert list(ours)[:len(by_place)] == by_place
    assert all(ours[key].kind is ours[key].POSITIONAL_OR_KEYWORD for key in by_place)
