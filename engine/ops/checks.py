"""연산이 입력을 받을 때 함께 쓰는 확인입니다. 오류 글은 errors/에 있습니다."""

from __future__ import annotations

import math

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .op import broadcast_error


def check_tensors(name: str, *inputs) -> None:
    """TypeError: 텐서가 아닌 입력이 있을 때."""
    for t in inputs:
        if not isinstance(t, Tensor):
            raise errors.NOT_A_TENSOR(name=name, type=type(t).__name__)


def check_floats(name: str, *inputs: Tensor) -> None:
    """NotImplementedError: 실수가 아닌 텐서가 있을 때."""
    check_tensors(name, *inputs)
    for t in inputs:
        if t._array.dtype.kind != "f":
            raise errors.NEEDS_FLOATS(name=name, dtype=t.dtype)


def check_fits(input: Tensor, value: float) -> None:
    """RuntimeError: 정수나 참·거짓 텐서를 ∞나 NaN으로 채우려 할 때."""
    if input._array.dtype.kind != "f" and not math.isfinite(value):
        raise errors.VALUE_DOES_NOT_FIT(value=value, dtype=input.dtype)


def check_same_dtype(name: str, input: Tensor, *others: Tensor) -> None:
    """RuntimeError: dtype이 다른 텐서가 있을 때. 이런 연산은 dtype을 저절로 맞추지 않습니다."""
    for t in others:
        if t._array.dtype != input._array.dtype:
            raise errors.DTYPES_DIFFER(name=name, a=input.dtype, b=t.dtype)


def check_ndim(name: str, input: Tensor, *allowed: int) -> None:
    """RuntimeError: 축의 개수가 allowed에 없을 때."""
    check_tensors(name, input)
    if input._array.ndim not in allowed:
        expected = " 또는 ".join(map(str, allowed))
        raise errors.WRONG_NDIM(name=name, expected=expected, got=input._array.ndim)


def common_shape(*shapes: tuple) -> tuple:
    """브로드캐스팅한 모양입니다. RuntimeError: 맞지 않을 때."""
    common = ()
    for shape in shapes:
        try:
            common = np.broadcast_shapes(common, shape)
        except ValueError:
            raise broadcast_error(common, shape) from None
    return common


def common_dtype(*arrays: np.ndarray) -> np.dtype:
    """함께 계산할 numpy dtype입니다. 축이 있는 배열이 축이 없는 배열보다 앞섭니다."""
    common = arrays[0]
    for array in arrays[1:]:
        ndim = max(common.ndim, array.ndim)
        common = np.empty((0,) * ndim, dtypes.result_type(common, array))
    return common.dtype
