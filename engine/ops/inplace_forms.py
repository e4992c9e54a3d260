"""연산마다의 제자리 꼴입니다: add_, exp_, masked_fill_ …. 방법은 하나라서(inplace.py) 이름만 짓습니다.

밑줄이 붙은 메서드는 결과를 자신의 메모리에 쓰고 자신을 돌려줍니다. 인자와 오류는 밑줄이 없는 꼴과 같습니다.
"""

from __future__ import annotations

from .. import dtypes, errors
from ..tensor import Tensor
from . import (
    activation,
    arithmetic,
    choose,
    combine,
    erf,
    exponential,
    index_dim,
    masked,
    powers,
    rounding,
    scan,
    trigonometry,
)
from .checks import as_tensors, check_dim
from .diagonal import Tril, Triu
from .gather import prepare_scatter
from .inplace import in_place
from .op import Op, method


def _doc(name: str) -> str:
    return f"{name.rstrip('_')}의 결과를 자신의 메모리에 쓰고 자신을 돌려줍니다."


# ── 입력이 하나인 연산 ────────────────────────────────────────────────────────────────────────


def _unary(op: type[Op], *names: str, integers: bool = False) -> None:
    def function(input: Tensor) -> Tensor:
        if not integers and input._array.dtype.kind != "f":
            raise errors.IN_PLACE_DTYPE(dtype=input.dtype, result=dtypes.get_default_dtype())
        return in_place(op, input)

    method(*names, doc=_doc(names[0]))(function)


_unary(arithmetic.Neg, "neg_", "negative_", integers=True)
_unary(choose.Abs, "abs_", "absolute_", integers=True)
_unary(choose.Sign, "sign_", integers=True)
_unary(activation.Relu, "relu_", integers=True)
_unary(arithmetic.Reciprocal, "reciprocal_")
_unary(exponential.Exp, "exp_")
_unary(exponential.Log, "log_")
_unary(powers.Sqrt, "sqrt_")
_unary(trigonometry.Sin, "sin_")
_unary(trigonometry.Cos, "cos_")
_unary(trigonometry.Tanh, "tanh_")
_unary(activation.Sigmoid, "sigmoid_")
_unary(exponential.Exp2, "exp2_")
_unary(exponential.Expm1, "expm1_")
_unary(exponential.Log2, "log2_")
_unary(exponential.Log10, "log10_")
_unary(exponential.Log1p, "log1p_")
_unary(powers.Rsqrt, "rsqrt_")
_unary(trigonometry.Tan, "tan_")
_unary(trigonometry.Asin, "asin_", "arcsin_")
_unary(trigonometry.Acos, "acos_", "arccos_")
_unary(trigonometry.Atan, "atan_", "arctan_")
_unary(trigonometry.Sinh, "sinh_")
_unary(trigonometry.Cosh, "cosh_")
_unary(erf.Erf, "erf_")
_unary(erf.Erfc, "erfc_")
_unary(rounding.Floor, "floor_", integers=True)
_unary(rounding.Ceil, "ceil_", integers=True)
_unary(rounding.Trunc, "trunc_", "fix_", integers=True)
_unary(rounding.Frac, "frac_")

# ── 입력이 둘이나 셋인 연산 ───────────────────────────────────────────────────────────────────


def _binary(op: type[Op], *names: str) -> None:
    def function(input: Tensor, other: Tensor | float) -> Tensor:
        return in_place(op, *as_tensors(names[0], input, other))

    method(*names, doc=_doc(names[0]))(function)


_binary(arithmetic.Mul, "mul_", "multiply_", "__imul__")
_binary(combine.Atan2, "atan2_", "arctan2_")
_binary(combine.Hypot, "hypot_")


def _scaled(plain: type[Op], scaled: type[Op], sign: int, *names: str) -> None:
    def function(input: Tensor, other: Tensor | float, *, alpha: float = 1) -> Tensor:
        if alpha == 1:
            return in_place(plain, *as_tensors(names[0], input, other))
        pair = arithmetic.check_scaled(names[0], input, other, alpha)
        return in_place(scaled, *pair, alpha=sign * alpha)

    method(*names, doc=_doc(names[0]))(function)


_scaled(arithmetic.Add, arithmetic.AddScaled, 1, "add_", "__iadd__")
_scaled(arithmetic.Sub, arithmetic.SubScaled, -1, "sub_", "subtract_", "__isub__")


@method("div_", "divide_", "true_divide_", "__itruediv__", doc=_doc("div_"))
def div_(input: Tensor, other: Tensor | float, *, rounding_mode: str | None = None) -> Tensor:
    if rounding_mode is None:
        return in_place(arithmetic.Div, *as_tensors("div_", input, other))
    pair = as_tensors("div_", input, other)
    return in_place(arithmetic.DivRounded, *pair, rounding_mode=rounding_mode)


@method("floor_divide_", "__ifloordiv__", doc=_doc("floor_divide_"))
def floor_divide_(input: Tensor, other: Tensor | float) -> Tensor:
    return div_(input, other, rounding_mode="floor")


@method("pow_", "__ipow__", doc=_doc("pow_"))
def pow_(input: Tensor, exponent: Tensor | float) -> Tensor:
    if isinstance(exponent, Tensor):
        return in_place(powers.PowTensor, input, exponent)
    _check_number("pow_", input, exponent)
    if input._array.dtype.kind != "f" and exponent < 0:
        raise errors.NEGATIVE_INTEGER_POWER()
    return in_place(powers.Pow, input, exponent=exponent)


@method("square_", doc=_doc("square_"))
def square_(input: Tensor) -> Tensor:
    return pow_(input, 2)


def _modulo(by_number: type[Op], by_tensor: type[Op], *names: str) -> None:
    def function(input: Tensor, other: Tensor | float) -> Tensor:
        if isinstance(other, Tensor):
            return in_place(by_tensor, input, other)
        _check_number(names[0], input, other)
        return in_place(by_number, input, other=other)

    method(*names, doc=_doc(names[0]))(function)


_modulo(rounding.Remainder, rounding.RemainderTensor, "remainder_", "__imod__")
_modulo(rounding.Fmod, rounding.FmodTensor, "fmod_")


def _check_number(name: str, input: Tensor, number: float) -> None:
    """RuntimeError: 정수 텐서를 소수와 계산할 때. 결과를 정수 메모리에 쓸 수 없습니다."""
    x, y = (t._array for t in as_tensors(name, input, number))
    if dtypes.result_type(x, y).kind == "f" and x.dtype.kind != "f":
        raise errors.IN_PLACE_DTYPE(dtype=input.dtype, result=dtypes.get_default_dtype())


@method("lerp_", doc=_doc("lerp_"))
def lerp_(input: Tensor, end: Tensor, weight: Tensor | float) -> Tensor:
    op, inputs, params = combine.check_lerp(input, end, weight)
    return in_place(op, *inputs, **params)


@method("addcmul_", doc=_doc("addcmul_"))
def addcmul_(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: float = 1) -> Tensor:
    combine.check_mix("addcmul_", input, tensor1, tensor2)
    return in_place(combine.Addcmul, input, tensor1, tensor2, value=value)


@method("addcdiv_", doc=_doc("addcdiv_"))
def addcdiv_(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: float = 1) -> Tensor:
    combine.check_mix("addcdiv", input, tensor1, tensor2)
    return in_place(combine.Addcdiv, input, tensor1, tensor2, value=value)


# ── 자르기, 채우기, 쌓기 ──────────────────────────────────────────────────────────────────────


@method("round_", doc=_doc("round_"))
def round_(input: Tensor, *, decimals: int = 0) -> Tensor:
    if decimals == 0:
        return in_place(rounding.Round, input)
    return in_place(rounding.RoundDecimals, input, decimals=decimals)


@method("clamp_", "clip_", doc=_doc("clamp_"))
def clamp_(input: Tensor, min: Tensor | float | None = None,
           max: Tensor | float | None = None) -> Tensor:
    op, others, params = choose.prepare_clamp(input, min, max)
    return in_place(op, input, *others, **params)


@method("clamp_min_", doc=_doc("clamp_min_"))
def clamp_min_(input: Tensor, min: Tensor | float) -> Tensor:
    if isinstance(min, Tensor):
        return clamp_(input, min=min)
    return in_place(choose.ClampMin, input, min=min, max=None)


@method("clamp_max_", doc=_doc("clamp_max_"))
def clamp_max_(input: Tensor, max: Tensor | float) -> Tensor:
    if isinstance(max, Tensor):
        return clamp_(input, max=max)
    return in_place(choose.ClampMax, input, min=None, max=max)


@method("nan_to_num_", doc=_doc("nan_to_num_"))
def nan_to_num_(input: Tensor, nan: float | None = 0.0, posinf: float | None = None,
                neginf: float | None = None) -> Tensor:
    return in_place(choose.NanToNum, input, nan=nan or 0.0, posinf=posinf, neginf=neginf)


@method("masked_fill_", doc=_doc("masked_fill_"))
def masked_fill_(input: Tensor, mask: Tensor, value: Tensor | float) -> Tensor:
    op, others, params = masked.prepare_masked_fill(input, mask, value)
    return in_place(op, input, *others, **params)


@method("index_fill_", doc=_doc("index_fill_"))
def index_fill_(input: Tensor, dim: int, index: Tensor, value: Tensor | float) -> Tensor:
    op, others, params = index_dim.prepare_index_fill(input, dim, index, value)
    return in_place(op, input, *others, **params)


@method("index_add_", doc=_doc("index_add_"))
def index_add_(input: Tensor, dim: int, index: Tensor, source: Tensor, *,
               alpha: float = 1) -> Tensor:
    params = index_dim.prepare_index_add(input, dim, index, source)
    return in_place(index_dim.IndexAddDim, input, source, alpha=alpha, **params)


@method("scatter_", doc=_doc("scatter_"))
def scatter_(input: Tensor, dim: int, index: Tensor, src: Tensor | float | None = None, *,
             value: float | None = None) -> Tensor:
    src = value if src is None else src
    op, others, params = prepare_scatter("scatter", input, dim, index, src)
    return in_place(op, input, *others, **params)


@method("scatter_add_", doc=_doc("scatter_add_"))
def scatter_add_(input: Tensor, dim: int, index: Tensor, src: Tensor) -> Tensor:
    op, others, params = prepare_scatter("scatter_add", input, dim, index, src)
    return in_place(op, input, *others, **params)


@method("tril_", doc=_doc("tril_"))
def tril_(input: Tensor, diagonal: int = 0) -> Tensor:
    return in_place(Tril, input, diagonal=diagonal)


@method("triu_", doc=_doc("triu_"))
def triu_(input: Tensor, diagonal: int = 0) -> Tensor:
    return in_place(Triu, input, diagonal=diagonal)


@method("cumsum_", doc=_doc("cumsum_"))
def cumsum_(input: Tensor, dim: int) -> Tensor:
    return in_place(scan.Cumsum, input, dim=check_dim(dim, input._array.ndim))


@method("cumprod_", doc=_doc("cumprod_"))
def cumprod_(input: Tensor, dim: int) -> Tensor:
    return in_place(scan.Cumprod, input, dim=check_dim(dim, input._array.ndim))
