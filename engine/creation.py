"""텐서를 만드는 함수입니다."""

from __future__ import annotations

import functools
import warnings

import numpy as np

from . import dtypes, errors
from .device import check_device
from .ops.checks import sizes_of
from .ops.keywords import read_keywords
from .tensor import Tensor


def on_device(create):
    """만드는 함수에 device= 인자를 답니다. 값을 만들거나 난수를 뽑기 전에 확인합니다."""
    @functools.wraps(create)
    def wrapper(*args, device=None, **settings):
        check_device(device)
        return create(*args, **settings)
    return read_keywords(wrapper)


def numpy_dtype(dtype, default: np.dtype | None = None) -> np.dtype:
    """dtype의 numpy 이름입니다. 적지 않았으면 default, 그것도 없으면 기본 실수입니다."""
    if dtype is None:
        return default or dtypes.get_default_dtype().numpy
    return dtype.numpy


def shape_of(size: tuple) -> tuple[int, ...]:
    """zeros(2, 3), zeros((2, 3)), zeros(x.shape)를 모두 튜플로 만듭니다. RuntimeError: 음수일 때."""
    shape = sizes_of(size)
    if any(n < 0 for n in shape):
        raise errors.NEGATIVE_SIZE(shape=list(shape))
    return shape


def new(array: np.ndarray, requires_grad: bool) -> Tensor:
    """배열을 감싼 새 잎입니다."""
    return Tensor(array).requires_grad_(requires_grad)


@on_device
def tensor(data, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """숫자, 목록, numpy 배열, 텐서를 복사해 새 텐서를 만듭니다.

    dtype을 빼면 소수는 float32, 정수는 int64, 참·거짓은 bool이 되고, numpy 배열은 그대로입니다.
    ValueError: 목록의 길이가 들쭉날쭉할 때. TypeError: 숫자가 아닌 값이 있을 때.
    """
    if isinstance(data, Tensor):
        warnings.warn(
            "텐서를 복사할 때는 x.detach().clone()을 쓰세요. 뜻이 더 또렷합니다. "
            "(To copy construct from a tensor, it is recommended to use detach().clone())",
            UserWarning, stacklevel=3)
    return new(_array(data, dtype).copy(), requires_grad)


def _array(data, dtype=None) -> np.ndarray:
    if isinstance(data, Tensor):
        array = data._array
    elif isinstance(data, (np.ndarray, np.generic)):
        array = np.asarray(data)
    else:
        array = _from_python(data, dtype)
    dtypes.of(Tensor(array)._array)
    return array if dtype is None else array.astype(dtype.numpy)


def _from_python(data, dtype) -> np.ndarray:
    """소수는 적은 dtype으로 곧장 바꿉니다. 기본 실수를 거치면 float64로 적은 값이 반올림됩니다."""
    try:
        array = np.array(_plain(data))
    except ValueError:
        raise _ragged_error(data, 0) from None
    if array.dtype.kind == "f" or (array.size == 0 and array.dtype.kind != "b"):
        return array.astype(numpy_dtype(dtype))
    if array.dtype.kind == "c":
        raise errors.UNKNOWN_DTYPE(dtype=array.dtype)
    if array.dtype.kind in "US":
        raise errors.TEXT_DATA()
    if array.dtype.kind not in "iub":
        raise errors.BAD_DATA(type=_odd_type(data))
    return array


def _plain(data):
    """목록 안의 텐서를 숫자로 바꿉니다."""
    if isinstance(data, Tensor):
        return data.tolist()
    if isinstance(data, (list, tuple)):
        return [_plain(item) for item in data]
    return data


def _ragged_error(data, dim: int) -> Exception:
    lengths = [len(item) if isinstance(item, (list, tuple)) else None for item in data]
    if None in lengths and any(length is not None for length in lengths):
        return errors.MIXED_DATA(dim=dim)
    for length in lengths:
        if length != lengths[0]:
            return errors.RAGGED_DATA(expected=lengths[0] or 0, dim=dim + 1, got=length or 0)
    return _ragged_error([inner for item in data for inner in item], dim + 1)


def _odd_type(data) -> str:
    while isinstance(data, (list, tuple)) and data:
        data = next((x for x in data if not isinstance(x, (int, float))), data[0])
    return type(data).__name__


@on_device
def as_tensor(data, dtype=None) -> Tensor:
    """텐서면 그대로, numpy 배열이면 메모리를 나누어, 아니면 새로 만들어 돌려줍니다."""
    if isinstance(data, Tensor):
        return data if dtype is None else data.to(dtype)
    return Tensor(_array(data, dtype))


def from_numpy(array: np.ndarray) -> Tensor:
    """numpy 배열과 메모리를 나누어 쓰는 텐서입니다. 한쪽을 고치면 다른 쪽도 바뀝니다."""
    if not isinstance(array, np.ndarray):
        raise errors.NOT_AN_ARRAY(type=type(array).__name__)
    if not array.flags.writeable:
        raise errors.READ_ONLY_ARRAY()
    dtypes.of(array)
    return Tensor(array)


@on_device
def zeros(*size, dtype=None, requires_grad: bool = False) -> Tensor:
    """0으로 채운 텐서입니다."""
    return new(np.zeros(shape_of(size), numpy_dtype(dtype)), requires_grad)


@on_device
def ones(*size, dtype=None, requires_grad: bool = False) -> Tensor:
    """1로 채운 텐서입니다."""
    return new(np.ones(shape_of(size), numpy_dtype(dtype)), requires_grad)


@on_device
def empty(*size, dtype=None, requires_grad: bool = False) -> Tensor:
    """값을 정하지 않은 텐서입니다. 이 엔진은 0을 넣어 둡니다."""
    return zeros(*size, dtype=dtype, requires_grad=requires_grad)


@on_device
def full(size, fill_value, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """fill_value로 채운 텐서입니다."""
    array = np.full(shape_of((size,)), _array(fill_value, dtype))
    return new(array, requires_grad)


@on_device
def eye(n: int, m: int | None = None, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """대각선이 1인 (n, m) 행렬입니다. m을 빼면 정사각형입니다."""
    shape_of((n, n if m is None else m))
    return new(np.eye(n, m, dtype=numpy_dtype(dtype)), requires_grad)


@on_device
def arange(start=None, end=None, step=1, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """start부터 end 앞까지 step씩 늘어나는 텐서입니다. 모두 정수면 int64입니다."""
    if end is None:
        start, end = None, start
    if end is None:
        raise errors.ARANGE_WITHOUT_END()
    start = 0 if start is None else start
    if step == 0 or (end - start) * step < 0:
        raise errors.NO_STEP(start=start, end=end, step=step)
    whole = all(isinstance(n, (int, np.integer)) for n in (start, end, step))
    default = np.dtype(np.int64) if whole else None
    return new(np.arange(start, end, step).astype(numpy_dtype(dtype, default)), requires_grad)


@on_device
def linspace(start, end, steps: int, *, dtype=None, requires_grad: bool = False) -> Tensor:
    """start부터 end까지(끝 포함) 고르게 놓인 값 steps개입니다."""
    return new(np.linspace(start, end, steps).astype(numpy_dtype(dtype)), requires_grad)
