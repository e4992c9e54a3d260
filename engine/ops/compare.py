"""견주는 연산입니다. 결과가 참·거짓이나 번호라서 미분하지 않고, 기록하지 않습니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import (
    as_tensors,
    broadcast_error,
    check_dim,
    check_dims,
    check_same_dtype,
    check_tensors,
    common_shape,
    promote,
)
from .op import method


def _comparison(ufunc: np.ufunc, doc: str, operator: str, *names: str):
    def function(input: Tensor, other: Tensor | float) -> Tensor:
        if other is None or isinstance(other, str):
            return NotImplemented  # x == None은 파이썬의 기본 규칙(같은 객체인지)을 따릅니다.
        input, other = as_tensors(names[0], input, other)
        x, y = input._array, other._array
        if x.dtype is not y.dtype:
            x, y = promote(x, y)
        try:
            return Tensor(ufunc(x, y, out=...))
        except ValueError:
            raise broadcast_error(x.shape, y.shape) from None

    return method(*names, operator, doc=doc)(function)


gt = _comparison(np.greater, "input > other. 값마다 참·거짓입니다.",
                 "__gt__", "gt", "greater")
ge = _comparison(np.greater_equal, "input ≥ other. 값마다 참·거짓입니다.",
                 "__ge__", "ge", "greater_equal")
lt = _comparison(np.less, "input < other. 값마다 참·거짓입니다.",
                 "__lt__", "lt", "less")
le = _comparison(np.less_equal, "input ≤ other. 값마다 참·거짓입니다.",
                 "__le__", "le", "less_equal")
eq = _comparison(np.equal, "input = other. 값마다 참·거짓입니다.",
                 "__eq__", "eq")
ne = _comparison(np.not_equal, "input ≠ other. 값마다 참·거짓입니다.",
                 "__ne__", "ne", "not_equal")
bitwise_and = _comparison(np.bitwise_and, "둘 다 참인지(정수면 비트마다)입니다.",
                          "__and__", "bitwise_and")
bitwise_or = _comparison(np.bitwise_or, "하나라도 참인지(정수면 비트마다)입니다.",
                         "__or__", "bitwise_or")
bitwise_xor = _comparison(np.bitwise_xor, "하나만 참인지(정수면 비트마다)입니다.",
                          "__xor__", "bitwise_xor")
greater, greater_equal, less, less_equal, not_equal = gt, ge, lt, le, ne


@method("__invert__", "bitwise_not")
def bitwise_not(input: Tensor) -> Tensor:
    """참·거짓을 뒤집습니다. 정수면 비트마다 뒤집습니다."""
    return Tensor(np.invert(input._array, out=...))


def _logical(name: str, ufunc: np.ufunc, doc: str):
    def function(input: Tensor, *other: Tensor) -> Tensor:
        check_tensors(name, input, *other)
        common_shape(*[t._array.shape for t in (input, *other)])
        return Tensor(ufunc(input._array, *[t._array for t in other], out=...))

    return method(name, doc=doc)(function)


logical_and = _logical("logical_and", np.logical_and, "둘 다 0이 아닌지입니다. 참·거짓을 줍니다.")
logical_or = _logical("logical_or", np.logical_or, "하나라도 0이 아닌지입니다. 참·거짓을 줍니다.")
logical_xor = _logical("logical_xor", np.logical_xor, "하나만 0이 아닌지입니다. 참·거짓을 줍니다.")
logical_not = _logical("logical_not", np.logical_not, "0인지입니다. 참·거짓을 줍니다.")
isnan = _logical("isnan", np.isnan, "값마다 NaN인지입니다.")
isinf = _logical("isinf", np.isinf, "값마다 ∞나 −∞인지입니다.")
isfinite = _logical("isfinite", np.isfinite, "값마다 NaN도 ±∞도 아닌지입니다.")


def _choice(name: str, ufunc, doc: str):
    def function(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
        axis = None if dim is None else check_dim(dim, input._array.ndim)
        shape = input._array.shape
        if input._array.dtype == np.bool_:
            raise errors.NOT_FOR_BOOL(name=name)
        if input._array.size == 0 and (axis is None or shape[axis] == 0):
            raise errors.REDUCE_OF_EMPTY_DIM(name=name, shape=shape)
        return Tensor(np.asarray(ufunc(input._array, axis=axis, keepdims=keepdim)))

    return method(name, doc=doc)(function)


argmax = _choice("argmax", np.argmax, "가장 큰 값의 번호입니다. dim을 빼면 한 줄로 편 텐서에서의 번호입니다.")
argmin = _choice("argmin", np.argmin, "가장 작은 값의 번호입니다. dim을 빼면 한 줄로 편 텐서에서의 번호입니다.")


def _verdict(name: str, ufunc: np.ufunc, doc: str):
    def function(input: Tensor, dim: int | tuple | None = None, keepdim: bool = False) -> Tensor:
        # 빈 튜플이면 모으지 않고 값마다 참·거짓으로 바꿉니다.
        dims = () if isinstance(dim, (tuple, list)) and not dim else check_dims(input, dim)
        found = ufunc.reduce(input._array, axis=dims, keepdims=keepdim, dtype=np.bool_)
        # PyTorch는 참·거짓이 없던 때의 습관으로 uint8만 uint8로 돌려줍니다.
        return Tensor(np.asarray(found, np.uint8 if input._array.dtype == np.uint8 else np.bool_))

    return method(name, doc=doc)(function)


all = _verdict("all", np.logical_and, "모두 참인지입니다.")
any = _verdict("any", np.logical_or, "하나라도 참인지입니다.")


@method()
def isclose(input: Tensor, other: Tensor, rtol: float = 1e-5, atol: float = 1e-8,
            equal_nan: bool = False) -> Tensor:
    """값마다 |input − other| ≤ atol + rtol·|other|인지입니다. RuntimeError: dtype이 다를 때."""
    check_tensors("isclose", input, other)
    check_same_dtype("isclose", input, other)
    common_shape(input._array.shape, other._array.shape)
    return Tensor(np.asarray(np.isclose(input._array, other._array, rtol, atol, equal_nan)))


@method()
def allclose(input: Tensor, other: Tensor, rtol: float = 1e-5, atol: float = 1e-8,
             equal_nan: bool = False) -> bool:
    """모든 값이 |input − other| ≤ atol + rtol·|other|를 지키는지입니다. 오류는 isclose와 같습니다."""
    return bool(isclose(input, other, rtol, atol, equal_nan)._array.all())


@method()
def equal(input: Tensor, other: Tensor) -> bool:
    """모양과 값이 모두 같은지입니다."""
    check_tensors("equal", input, other)
    return np.array_equal(input._array, other._array)
