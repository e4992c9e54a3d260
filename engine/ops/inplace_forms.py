"""값마다 계산하는 연산의 제자리 꼴입니다: add_, exp_, lerp_ …. 방법은 하나라서(inplace.py) 이름만 짓습니다.

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
    pairs,
    powers,
    rare_pointwise,
    rounding,
    trigonometry,
)
from .checks import as_tensors
from .inplace import in_place, in_place_method
from .op import Op

# ── 입력이 하나인 연산 ────────────────────────────────────────────────────────────────────────


def _unary(op: type[Op], *names: str, integers: bool = False) -> None:
    def function(input: Tensor) -> Tensor:
        if not integers and input._array.dtype.kind != "f":
            raise errors.IN_PLACE_DTYPE(dtype=input.dtype, result=dtypes.get_default_dtype())
        return in_place(op, input)

    in_place_method(*names)(function)


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
_unary(pairs.Sinc, "sinc_")
_unary(rare_pointwise.Sgn, "sgn_", integers=True)
_unary(rare_pointwise.Erfinv, "erfinv_")
_unary(rare_pointwise.Deg2Rad, "deg2rad_")
_unary(rare_pointwise.Rad2Deg, "rad2deg_")
_unary(erf.Erf, "erf_")
_unary(erf.Erfc, "erfc_")
_unary(rounding.Floor, "floor_", integers=True)
_unary(rounding.Ceil, "ceil_", integers=True)
_unary(rounding.Trunc, "trunc_", "fix_", integers=True)
_unary(rounding.Frac, "frac_")


@in_place_method("round_")
def round_(input: Tensor, *, decimals: int = 0) -> Tensor:
    if decimals == 0:
        return in_place(rounding.Round, input)
    return in_place(rounding.RoundDecimals, input, decimals=decimals)


@in_place_method("logit_")
def logit_(input: Tensor, eps: float | None = None) -> Tensor:
    return in_place(rare_pointwise.Logit, input, eps=eps)


# ── 입력이 둘이나 셋인 연산 ───────────────────────────────────────────────────────────────────


def _binary(op: type[Op], *names: str) -> None:
    def function(input: Tensor, other: Tensor | float) -> Tensor:
        return in_place(op, *as_tensors(names[0], input, other))

    in_place_method(*names)(function)


_binary(arithmetic.Mul, "mul_", "multiply_", "__imul__")
_binary(combine.Atan2, "atan2_", "arctan2_")
_binary(combine.Hypot, "hypot_")
_binary(pairs.Copysign, "copysign_")
_binary(pairs.Xlogy, "xlogy_")


def _scaled(plain: type[Op], scaled: type[Op], sign: int, *names: str) -> None:
    def function(input: Tensor, other: Tensor | float, *, alpha: float = 1) -> Tensor:
        if alpha == 1:
            return in_place(plain, *as_tensors(names[0], input, other))
        pair = arithmetic.check_scaled(names[0], input, other, alpha)
        return in_place(scaled, *pair, alpha=sign * alpha)

    in_place_method(*names)(function)


_scaled(arithmetic.Add, arithmetic.AddScaled, 1, "add_", "__iadd__")
_scaled(arithmetic.Sub, arithmetic.SubScaled, -1, "sub_", "subtract_", "__isub__")


@in_place_method("div_", "divide_", "true_divide_", "__itruediv__")
def div_(input: Tensor, other: Tensor | float, *, rounding_mode: str | None = None) -> Tensor:
    if rounding_mode is None:
        return in_place(arithmetic.Div, *as_tensors("div_", input, other))
    pair = as_tensors("div_", input, other)
    return in_place(arithmetic.DivRounded, *pair, rounding_mode=rounding_mode)


@in_place_method("floor_divide_", "__ifloordiv__")
def floor_divide_(input: Tensor, other: Tensor | float) -> Tensor:
    return div_(input, other, rounding_mode="floor")


@in_place_method("pow_", "__ipow__")
def pow_(input: Tensor, exponent: Tensor | float) -> Tensor:
    if isinstance(exponent, Tensor):
        return in_place(powers.PowTensor, input, exponent)
    _check_number("pow_", input, exponent)
    if input._array.dtype.kind != "f" and exponent < 0:
        raise errors.NEGATIVE_INTEGER_POWER()
    return in_place(powers.Pow, input, exponent=exponent)


@in_place_method("square_")
def square_(input: Tensor) -> Tensor:
    return pow_(input, 2)


def _modulo(by_number: type[Op], by_tensor: type[Op], *names: str) -> None:
    def function(input: Tensor, other: Tensor | float) -> Tensor:
        if isinstance(other, Tensor):
            return in_place(by_tensor, input, other)
        _check_number(names[0], input, other)
        return in_place(by_number, input, other=other)

    in_place_method(*names)(function)


_modulo(rounding.Remainder, rounding.RemainderTensor, "remainder_", "__imod__")
_modulo(rounding.Fmod, rounding.FmodTensor, "fmod_")


def _check_number(name: str, input: Tensor, number: float) -> None:
    """RuntimeError: 정수 텐서를 소수와 계산할 때. 결과를 정수 메모리에 쓸 수 없습니다."""
    x, y = (t._array for t in as_tensors(name, input, number))
    if dtypes.result_type(x, y).kind == "f" and x.dtype.kind != "f":
        raise errors.IN_PLACE_DTYPE(dtype=input.dtype, result=dtypes.get_default_dtype())


@in_place_method("lerp_")
def lerp_(input: Tensor, end: Tensor, weight: Tensor | float) -> Tensor:
    op, inputs, params = combine.check_lerp(input, end, weight)
    return in_place(op, *inputs, **params)


@in_place_method("addcmul_")
def addcmul_(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: float = 1) -> Tensor:
    combine.check_mix("addcmul_", input, tensor1, tensor2)
    return in_place(combine.Addcmul, input, tensor1, tensor2, value=value)


@in_place_method("addcdiv_")
def addcdiv_(input: Tensor, tensor1: Tensor, tensor2: Tensor, *, value: float = 1) -> Tensor:
    combine.check_mix("addcdiv", input, tensor1, tensor2)
    return in_place(combine.Addcdiv, input, tensor1, tensor2, value=value)
