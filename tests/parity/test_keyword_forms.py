"""인자를 자리로 적든 이름으로 적든, numpy의 이름으로 적든 torch와 같은지 봅니다.

행마다 인자를 torch의 차례와 이름으로 적습니다. 앞의 k개는 자리로, 나머지는 이름으로 적은 모든 꼴을 함수와
메서드로 부르고, 축을 받는 연산은 축의 온갖 꼴로도 부릅니다. 값, dtype, 모양, requires_grad, 예외의 종류를
견주므로 받지 말아야 할 꼴을 받아도 걸립니다.
"""

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
                     "prod", "max", "min", "median"], KEEP),
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
    "repeat_interleave": {"repeats": 2, "dim": 1}, "take_along_dim": {"indices": I64, "dim": 0},
}
# 축을 받지 않거나, 자기만의 이름으로 받는 연산입니다.
OTHERS = {
    **dict.fromkeys("""abs neg exp log sqrt sin cos tanh sigmoid relu log1p expm1 log2 log10 rsqrt
        reciprocal square sinh cosh tan atan erf sign floor ceil round isnan isinf isfinite clone
        contiguous t trace ravel nonzero numel logical_not""".split(), {}),
    **dict.fromkeys("""mul div true_divide gt ge lt le eq ne maximum minimum
        remainder floor_divide fmod equal logical_and logical_or logical_xor atan2""".split(), {"other": B}),
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
