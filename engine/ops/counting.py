"""세고 찾는 함수입니다. 결과가 번호나 개수이거나 값이 뛰어 바뀌므로 미분하지 않습니다."""

from __future__ import annotations

import math

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, check_ndim, check_tensors
from .op import method


def _one_or_more(parts: list[np.ndarray]):
    tensors = tuple(Tensor(part) for part in parts)
    return tensors[0] if len(tensors) == 1 else tensors


@method()
def unique(input: Tensor, sorted: bool = True, return_inverse: bool = False,
           return_counts: bool = False, dim: int | None = None):
    """서로 다른 값들입니다. 작은 것부터 늘어놓습니다. dim을 적으면 그 축의 조각끼리 견줍니다.

    return_inverse: 값마다 결과의 몇 번째인지도. return_counts: 저마다 몇 번 나왔는지도 돌려줍니다.
    """
    dim = None if dim is None else check_dim(dim, input._array.ndim)
    values, inverse, counts = np.unique(
        input._array, return_inverse=True, return_counts=True, axis=dim)
    inverse = inverse.reshape(-1 if dim is not None else input._array.shape)
    return _one_or_more([values, *[inverse] * return_inverse, *[counts] * return_counts])


@method()
def unique_consecutive(input: Tensor, return_inverse: bool = False, return_counts: bool = False,
                       dim: int | None = None):
    """잇달아 같은 값을 하나로 줄입니다. dim을 적으면 그 축의 조각끼리 견줍니다. 나머지는 unique와 같습니다."""
    a = input._array
    lines = a.reshape(-1, 1) if dim is None else np.moveaxis(a, check_dim(dim, a.ndim), 0)
    flat = lines.reshape(len(lines), -1)
    first = np.ones(len(lines), bool)
    first[1:] = (flat[1:] != flat[:-1]).any(1)
    values = lines[first].reshape(-1) if dim is None else np.moveaxis(lines[first], 0, dim)
    inverse = np.cumsum(first) - 1
    counts = np.diff(np.append(np.flatnonzero(first), len(lines)))
    inverse = inverse.reshape(a.shape) if dim is None else inverse
    return _one_or_more([values, *[inverse] * return_inverse, *[counts] * return_counts])


@method()
def bincount(input: Tensor, weights: Tensor | None = None, minlength: int = 0) -> Tensor:
    """0 이상의 정수마다 몇 번 나왔는지(weights가 있으면 무게의 합)입니다.

    RuntimeError: 벡터가 아니거나 음수가 있을 때, weights의 길이가 다를 때. NotImplementedError: 실수일 때.
    """
    a = input._array
    if a.dtype.kind == "f":
        raise errors.BINCOUNT_FLOATS(dtype=input.dtype)
    if a.ndim != 1 or a.dtype.kind == "b" or (a.size and a.min() < 0):
        raise errors.BINCOUNT_INPUT(shape=a.shape, dtype=input.dtype)
    if weights is not None and weights._array.shape != a.shape:
        raise errors.BINCOUNT_WEIGHTS(shape=a.shape, weights=weights._array.shape)
    if minlength < 0:
        raise errors.BINCOUNT_LENGTH(minlength=minlength)
    if weights is None:
        return Tensor(np.bincount(a, minlength=minlength))
    dtype = np.float32 if weights._array.dtype == np.float32 else np.float64
    return Tensor(np.bincount(a, weights._array, minlength).astype(dtype))


@method()
def histc(input: Tensor, bins: int = 100, min: float = 0, max: float = 0) -> Tensor:
    """min부터 max까지를 bins칸으로 나누어 칸마다 센 개수입니다. 둘이 같으면 값의 범위를 씁니다.

    RuntimeError: bins가 1보다 작을 때, max가 min보다 작을 때, 실수가 아닐 때.
    """
    a = input._array
    if a.dtype.kind != "f":
        raise errors.NEEDS_FLOATS(name="histc", dtype=input.dtype)
    if min == max and a.size:
        min, max = a.min(), a.max()
    if min == max:
        min, max = min - 1, max + 1
    if bins < 1 or not (np.isfinite([min, max]).all() and min < max):
        raise errors.HISTC_RANGE(bins=bins, low=min, high=max)
    return Tensor(np.histogram(a, bins, (min, max))[0].astype(a.dtype))


def searchsorted(sorted_sequence: Tensor, input: Tensor | float, *, out_int32: bool = False,
                 right: bool = False, side: str | None = None,
                 sorter: Tensor | None = None) -> Tensor:
    """줄 세운 값들에 input을 끼울 자리의 번호입니다. 마지막 축마다 따로 찾습니다.

    right(또는 side="right"): 같은 값이 있으면 그 뒤에 끼웁니다. sorter: 줄 세우는 번호.
    RuntimeError: 마지막 축 말고의 모양이 다를 때.
    """
    check_tensors("searchsorted", sorted_sequence)
    line = sorted_sequence._array
    if sorter is not None:
        line = np.take_along_axis(line, sorter._array, -1)
    values = np.asarray(getattr(input, "_array", input))
    side = side or ("right" if right else "left")
    if line.ndim == 1:
        found = np.searchsorted(line, values, side)
    elif line.shape[:-1] != values.shape[:-1]:
        raise errors.SEARCHSORTED_SHAPES(line=line.shape, values=values.shape)
    else:
        passed = np.less if side == "left" else np.less_equal
        found = passed(line[..., None, :], values[..., :, None]).sum(-1)
    return Tensor(np.asarray(found, np.int32 if out_int32 else np.int64))


def bucketize(input: Tensor | float, boundaries: Tensor, *, out_int32: bool = False,
              right: bool = False) -> Tensor:
    """값마다 boundaries가 나눈 몇 번째 칸에 드는지입니다. RuntimeError: boundaries가 벡터가 아닐 때."""
    check_ndim("bucketize", boundaries, 1)
    return searchsorted(boundaries, input, out_int32=out_int32, right=right)


def isin(elements: Tensor | float, test_elements: Tensor | float, *, assume_unique: bool = False,
         invert: bool = False) -> Tensor:
    """값마다 test_elements에 있는지입니다. invert=True면 없는지입니다."""
    arrays = [np.asarray(getattr(given, "_array", given)) for given in (elements, test_elements)]
    return Tensor(np.asarray(np.isin(*arrays, invert=invert)))


def unravel_index(indices: Tensor, shape) -> tuple[Tensor, ...]:
    """한 줄로 편 번호를 축마다의 번호로 되돌립니다. 값의 개수를 넘는 번호는 처음부터 다시 셉니다."""
    shape = (shape,) if isinstance(shape, int) else tuple(shape)
    return tuple(map(Tensor, np.unravel_index(indices._array % math.prod(shape), shape)))
