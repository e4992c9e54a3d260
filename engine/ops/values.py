"""텐서의 값을 파이썬과 numpy로 꺼냅니다: 숫자, 목록, 배열, 참·거짓."""

from __future__ import annotations

import warnings

import numpy as np

from .. import errors
from ..tensor import Tensor
from .op import method


@method()
def item(input: Tensor):
    """값이 하나뿐인 텐서의 값을 파이썬 숫자로 꺼냅니다.

    RuntimeError: 값이 하나가 아닐 때.
    """
    if input._array.size != 1:
        raise errors.NOT_ONE_ELEMENT(count=input._array.size, shape=input._array.shape)
    return input._array.item()


@method()
def tolist(input: Tensor):
    """값을 파이썬 목록으로 꺼냅니다. 축이 없으면 숫자 하나입니다."""
    return input._array.tolist()


@method()
def numpy(input: Tensor, *, force: bool = False) -> np.ndarray:
    """메모리를 나누어 쓰는 numpy 배열입니다. force=True면 추적 중이어도 값을 복사해 줍니다.

    RuntimeError: 추적하는 텐서일 때.
    """
    if input._requires_grad:
        if not force:
            raise errors.NUMPY_OF_TRACKED()
        return input._array.copy()
    return input._array


@method()
def __array__(input: Tensor, dtype=None, copy=None) -> np.ndarray:
    return np.array(input.numpy(), dtype=dtype, copy=copy)


@method()
def __bool__(input: Tensor) -> bool:
    if input._array.size != 1:
        message = errors.AMBIGUOUS_BOOL if input._array.size else errors.AMBIGUOUS_BOOL_OF_NOTHING
        raise message(shape=input._array.shape)
    return bool(input._array.item())


def _number(input: Tensor):
    if input._requires_grad:
        warnings.warn(
            "추적하는 텐서를 파이썬 숫자로 바꾸면 그 뒤의 계산은 기록되지 않습니다. "
            "(Converting a tensor with requires_grad=True to a scalar may lead to "
            "unexpected behavior)", UserWarning, stacklevel=3)
    if input._array.size != 1:
        raise errors.NOT_ONE_NUMBER(count=input._array.size, shape=input._array.shape)
    return input.item()


@method()
def __float__(input: Tensor) -> float:
    return float(_number(input))


@method()
def __int__(input: Tensor) -> int:
    return int(_number(input))


@method()
def __index__(input: Tensor) -> int:
    return input._array.item().__index__()


@method()
def __len__(input: Tensor) -> int:
    if input._array.ndim == 0:
        raise errors.LEN_OF_SCALAR()
    return input._array.shape[0]


@method()
def __contains__(input: Tensor, element) -> bool:
    return bool((input._array == getattr(element, "_array", element)).any())
