"""차례를 매기는 연산입니다: 줄 세우기, 큰 것부터 k개, 가운뎃값.

값은 번호를 정한 뒤 그 번호의 값을 고른 것입니다. 그래서 변화도는 Gather처럼 고른 자리로 돌아갑니다.
"""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import UNSET, check_dim, check_tensors, is_whole
from .extreme import Amax, MaxDim, ValuesAndIndices
from .gather import Gather
from .op import method


class Sort(Gather):
    """c = 줄 세운 a.  변화도는 저마다 원래 자리로 돌아갑니다."""


class StableSort(Gather, name="SortBackward1"):
    """stable=True를 적은 줄 세우기입니다."""


class Topk(Gather):
    """c = a에서 가장 큰(작은) 것부터 k개.  변화도는 고른 자리로만 갑니다."""


class Median(Amax):
    """c = a의 가운뎃값. 짝수 개면 둘 가운데 작은 쪽   변화도는 c와 같은 값끼리 고르게 나눕니다."""

    @staticmethod
    def forward(a, dim, keepdim):
        if a.size == 0 or np.isnan(a).any():
            return np.full((), np.nan if a.dtype.kind == "f" else np.iinfo(a.dtype).min, a.dtype)
        middle = (a.size - 1) // 2
        return np.partition(a, middle, axis=None)[middle]


class MedianDim(MaxDim, name="MedianBackward1"):
    """c = 축마다 고른 가운뎃값.  변화도는 고른 자리로만 갑니다."""


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def _order(a: np.ndarray, dim: int, descending: bool) -> np.ndarray:
    """dim 축을 줄 세우는 번호입니다. 동점이면 먼저 나온 쪽이 앞이고, NaN을 가장 크게 칩니다."""
    if a.ndim == 0:
        return np.zeros((), np.int64)
    if not descending:
        return np.argsort(a, axis=dim, kind="stable")
    backward = np.argsort(np.flip(a, dim), axis=dim, kind="stable")  # 동점의 차례도 뒤집힙니다.
    return a.shape[dim] - 1 - np.flip(backward, dim)


def _indices(name: str, input: Tensor, dim: int, descending: bool) -> tuple[int, Tensor]:
    check_tensors(name, input)
    dim = check_dim(dim, input._array.ndim)
    return dim, Tensor(_order(input._array, dim, descending))


@method()
def sort(input: Tensor, dim: int = -1, descending: bool = False, *,
         stable: bool = False) -> ValuesAndIndices:
    """dim 축을 따라 줄 세운 (values, indices)입니다. 동점이면 언제나 먼저 나온 쪽이 앞입니다."""
    dim, indices = _indices("sort", input, dim, descending)
    values = (StableSort if stable else Sort).apply(input, index=indices, dim=dim)
    return ValuesAndIndices(values, indices)


@method()
def argsort(input: Tensor, dim: int = -1, descending: bool = False, *,
            stable: bool = False) -> Tensor:
    """dim 축을 줄 세우는 번호입니다. 미분하지 않습니다."""
    return _indices("argsort", input, dim, descending)[1]


@method()
def topk(input: Tensor, k: int, dim: int = -1, largest: bool = True,
         sorted: bool = True) -> ValuesAndIndices:
    """dim 축에서 가장 큰(largest=False면 작은) 것부터 k개의 (values, indices)입니다.

    RuntimeError: k가 그 축의 크기보다 클 때.
    """
    dim, indices = _indices("topk", input, dim, largest)
    size = input._array.shape[dim] if input._array.ndim else 1
    if not 0 <= k <= size:
        raise errors.TOPK_OUT_OF_RANGE(k=k, size=size, dim=dim)
    if input._array.ndim:
        indices = Tensor(np.take(indices._array, range(k), axis=dim))
    return ValuesAndIndices(Topk.apply(input, index=indices, dim=dim), indices)


@method()
def median(input: Tensor, dim: int = UNSET, keepdim: bool = False):
    """가운뎃값입니다. dim을 적으면 축마다 (values, indices)를 돌려줍니다.

    값이 짝수 개면 가운데 둘 가운데 작은 쪽입니다. IndexError: 고를 축이 비었을 때.
    """
    return prepare_median("median", Median, input, dim, keepdim, ignore_nan=False)


def prepare_median(name: str, whole: type[Median], input: Tensor, dim, keepdim: bool,
                   ignore_nan: bool):
    """median과 nanmedian이 함께 쓰는 계산입니다. whole: 축을 적지 않았을 때의 연산"""
    if is_whole(dim, keepdim):
        return whole.apply(input, dim=None, keepdim=False)
    a = input._array
    if a.ndim == 0:
        check_dim(dim, 0)
        return prepare_median(name, whole, input.reshape(1), 0, False, ignore_nan)
    dim, order = _indices(name, input, dim, descending=False)
    if a.shape[dim] == 0:
        raise errors.MEDIAN_OF_EMPTY(dim=dim, shape=a.shape)
    missing = np.isnan(a)
    counts = np.sum(~missing, axis=dim, keepdims=True) if ignore_nan else a.shape[dim]
    middle = np.maximum(np.asarray(counts) - 1, 0) // 2   # NaN은 줄의 맨 끝에 있습니다.
    shape = [1 if i == dim else size for i, size in enumerate(a.shape)]
    indices = np.take_along_axis(order._array, np.broadcast_to(middle, shape), dim)
    if not ignore_nan:
        first_nan = np.argmax(missing, axis=dim, keepdims=True)
        indices = np.where(missing.any(axis=dim, keepdims=True), first_nan, indices)
    indices = Tensor(indices)
    values = MedianDim.apply(input, indices=indices, dim=dim, keepdim=keepdim)
    return ValuesAndIndices(values, indices if keepdim else indices.squeeze(dim))
