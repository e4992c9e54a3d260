"""연산이 입력을 받을 때 함께 쓰는 것입니다: 입력을 맞추고, 축과 모양과 종류를 확인합니다.

오류 글은 errors/에 있습니다.
"""

from __future__ import annotations

import math
import operator

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor

# ── 텐서로 맞추기 ─────────────────────────────────────────────────────────────────────────────

_NUMBERS = (float, int, np.integer, np.floating, np.bool_)  # bool은 int의 하위 종류입니다.


def as_tensors(name: str, a, b) -> tuple[Tensor, Tensor]:
    """둘 가운데 하나가 파이썬 숫자이면, 곁의 텐서에 맞춘 0차원 텐서로 바꿉니다."""
    if isinstance(a, Tensor):
        if isinstance(b, Tensor):
            return a, b
        if isinstance(b, _NUMBERS):
            return a, Tensor(dtypes.wrap_number(b, a._array.dtype))
    elif isinstance(a, _NUMBERS) and isinstance(b, Tensor):
        return Tensor(dtypes.wrap_number(a, b._array.dtype)), b
    odd = type(b if isinstance(a, Tensor) else a)
    if issubclass(odd, (complex, np.complexfloating)):
        raise errors.UNKNOWN_DTYPE(dtype=odd.__name__)
    raise errors.NOT_A_TENSOR(name=name, type=odd.__name__)


def promote(x: np.ndarray, y: np.ndarray, floats: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """두 배열을 함께 계산할 dtype으로 맞춥니다."""
    dtype = dtypes.result_type(x, y)
    if floats and dtype.kind != "f":
        dtype = dtypes.get_default_dtype().numpy
    return x.astype(dtype, copy=False), y.astype(dtype, copy=False)


def common_dtype(*arrays: np.ndarray) -> np.dtype:
    """함께 계산할 numpy dtype입니다. 축이 있는 배열이 축이 없는 배열보다 앞섭니다."""
    common = arrays[0]
    for array in arrays[1:]:
        ndim = max(common.ndim, array.ndim)
        common = np.empty((0,) * ndim, dtypes.result_type(common, array))
    return common.dtype


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


# ── 모양과 축 ─────────────────────────────────────────────────────────────────────────────────


def common_shape(*shapes: tuple) -> tuple:
    """브로드캐스팅한 모양입니다. RuntimeError: 맞지 않을 때."""
    common = ()
    for shape in shapes:
        try:
            common = np.broadcast_shapes(common, shape)
        except ValueError:
            raise broadcast_error(common, shape) from None
    return common


def broadcast_error(a: tuple, b: tuple) -> Exception:
    """브로드캐스팅할 수 없는 두 모양에서, 뒤에서부터 처음 어긋난 축을 찾아 알립니다."""
    ndim = max(len(a), len(b))
    wide_a, wide_b = (1,) * (ndim - len(a)) + a, (1,) * (ndim - len(b)) + b
    dim = max(i for i in range(ndim) if wide_a[i] != wide_b[i] and 1 not in (wide_a[i], wide_b[i]))
    return errors.SHAPES_DO_NOT_BROADCAST(
        a=a, b=b, dim=dim, size_a=wide_a[dim], size_b=wide_b[dim])


UNSET = object()   # 적지 않은 dim입니다. PyTorch에서 max(x)와 max(x, None)은 다른 부름입니다.


def is_whole(dim, keepdim: bool) -> bool:
    """dim을 적지 않아 모든 값을 모으는 부름인지입니다. TypeError: keepdim만 적었을 때."""
    return dim is UNSET and (not keepdim or bool(check_dim(None, 1)))


def sizes_of(args: tuple) -> tuple[int, ...]:
    """view(2, 3), view((2, 3)), view(x.shape)를 모두 튜플로 만듭니다. TypeError: 적지 않았을 때."""
    if not args:
        raise errors.NO_SIZE()
    shape = args[0] if len(args) == 1 and isinstance(args[0], (tuple, list)) else args
    return tuple(map(int, shape))


def check_ndim(name: str, input: Tensor, *allowed: int) -> None:
    """RuntimeError: 축의 개수가 allowed에 없을 때."""
    check_tensors(name, input)
    if input._array.ndim not in allowed:
        expected = " 또는 ".join(map(str, allowed))
        raise errors.WRONG_NDIM(name=name, expected=expected, got=input._array.ndim)


def check_dim(dim: int, ndim: int) -> int:
    """음수 축을 0 이상으로 바꿉니다. IndexError: 없는 축일 때. TypeError: 정수가 아닐 때."""
    if type(dim) is not int:
        dim = _whole_number(dim)
    size = max(ndim, 1)
    if not -size <= dim < size:
        raise errors.DIM_OUT_OF_RANGE(dim=dim, low=-size, high=size - 1)
    return dim % size


def _whole_number(dim) -> int:
    """numpy의 정수나 정수 텐서로 적은 축을 파이썬 정수로 바꿉니다."""
    if not isinstance(dim, bool):
        try:
            return operator.index(dim)
        except TypeError:
            pass
    raise errors.DIM_TYPE(type=type(dim).__name__)


def check_dims(input: Tensor, dim) -> tuple[int, ...] | None:
    """축을 0 이상의 튜플로 만듭니다. 적지 않았거나 빈 튜플이면 None(모든 축)입니다."""
    dims = dim if isinstance(dim, (tuple, list)) else (dim,)
    if dim is None or not dims:
        return None
    ndim = input._array.ndim
    dims = tuple(check_dim(d, ndim) for d in dims)
    for d in dims:
        if dims.count(d) > 1:
            raise errors.DIM_TWICE(dim=d)
    return dims if ndim else ()
