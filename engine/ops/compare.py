"""견주는 연산입니다. 결과가 참·거짓이나 번호라서 미분하지 않고, 기록하지 않습니다."""

from __future__ import annotations

import numpy as np

from ..tensor import Tensor
from .op import as_tensors, broadcast_error, method, promote


def _comparison(name: str, ufunc: np.ufunc, doc: str):
    dunder = f"__{name}__"

    def function(input: Tensor, other: Tensor | float) -> Tensor:
        if other is None or isinstance(other, str):
            return NotImplemented  # x == None은 파이썬의 기본 규칙(같은 객체인지)을 따릅니다.
        input, other = as_tensors(name, input, other)
        x, y = promote(input._array, other._array)
        try:
            return Tensor(ufunc(x, y, out=...))
        except ValueError:
            raise broadcast_error(x.shape, y.shape) from None

    method(dunder)(function)
    return method(name, doc=doc)(function)


gt = _comparison("gt", np.greater, "input > other. 값마다 참·거짓입니다.")
ge = _comparison("ge", np.greater_equal, "input ≥ other. 값마다 참·거짓입니다.")
lt = _comparison("lt", np.less, "input < other. 값마다 참·거짓입니다.")
le = _comparison("le", np.less_equal, "input ≤ other. 값마다 참·거짓입니다.")
eq = _comparison("eq", np.equal, "input = other. 값마다 참·거짓입니다.")
ne = _comparison("ne", np.not_equal, "input ≠ other. 값마다 참·거짓입니다.")
logical_and = _comparison("and", np.bitwise_and, "둘 다 참인지(정수면 비트마다)입니다.")
logical_or = _comparison("or", np.bitwise_or, "하나라도 참인지(정수면 비트마다)입니다.")


@method("__invert__", "logical_not")
def logical_not(input: Tensor) -> Tensor:
    """참·거짓을 뒤집습니다."""
    return Tensor(np.invert(input._array, out=...))


@method("floor_divide", "__floordiv__")
def floor_divide(input: Tensor, other: Tensor | float) -> Tensor:
    """나눈 몫을 내림한 값입니다. 미분하지 않습니다."""
    return input.div(other, rounding_mode="floor")


@method()
def argmax(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """가장 큰 값의 번호입니다. dim을 빼면 한 줄로 편 텐서에서의 번호입니다."""
    return Tensor(np.asarray(np.argmax(input._array, axis=dim, keepdims=keepdim)))


@method()
def argmin(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """가장 작은 값의 번호입니다. dim을 빼면 한 줄로 편 텐서에서의 번호입니다."""
    return Tensor(np.asarray(np.argmin(input._array, axis=dim, keepdims=keepdim)))


@method()
def allclose(input: Tensor, other: Tensor, rtol: float = 1e-5, atol: float = 1e-8,
             equal_nan: bool = False) -> bool:
    """모든 값이 |input − other| ≤ atol + rtol·|other|를 지키는지입니다."""
    return bool(np.allclose(input._array, other._array, rtol, atol, equal_nan))


@method()
def equal(input: Tensor, other: Tensor) -> bool:
    """모양과 값이 모두 같은지입니다."""
    return np.array_equal(input._array, other._array)


@method()
def isnan(input: Tensor) -> Tensor:
    """값마다 NaN인지입니다."""
    return Tensor(np.isnan(input._array, out=...))


@method("all")
def all(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """모두 참인지입니다."""
    return Tensor(np.asarray(np.all(input._array, axis=dim, keepdims=keepdim)))


@method("any")
def any(input: Tensor, dim: int | None = None, keepdim: bool = False) -> Tensor:
    """하나라도 참인지입니다."""
    return Tensor(np.asarray(np.any(input._array, axis=dim, keepdims=keepdim)))
