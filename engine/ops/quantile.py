"""줄 세워 고르는 통계와 함께 흩어진 정도입니다: 분위수, NaN을 뺀 가운뎃값, 공분산."""

from __future__ import annotations

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .checks import UNSET, check_dim, check_ndim, check_same_dtype, check_tensors
from .combine import lerp
from .gather import gather
from .op import method
from .order import Median, prepare_median, sort
from .where import where


class Nanmedian(Median):
    """c = NaN을 뺀 a의 가운뎃값   변화도는 c와 같은 값끼리 고르게 나눕니다."""

    @staticmethod
    def forward(a, dim, keepdim):
        return Median.forward(a[~np.isnan(a)], dim, keepdim)

    def grad_a(self, grad, a, out):
        chosen = (out.isnan() if out.isnan() else a == out).to(grad)
        return chosen.expand_as(a) / chosen.sum() * grad


@method()
def nanmedian(input: Tensor, dim: int = UNSET, keepdim: bool = False):
    """NaN을 뺀 가운뎃값입니다. 남는 값이 없으면 NaN입니다. 나머지는 median과 같습니다."""
    return prepare_median("nanmedian", Nanmedian, input, dim, keepdim, ignore_nan=True)


_WAYS = ("linear", "lower", "higher", "midpoint", "nearest")


def _quantile(name: str, input: Tensor, q, dim, keepdim: bool, way: str, ignore_nan: bool) -> Tensor:
    check_tensors(name, input)
    if input._array.dtype.kind != "f":
        raise errors.QUANTILE_DTYPE(name=name, dtype=input.dtype)
    if way not in _WAYS:
        raise errors.QUANTILE_WAY(way=way, ways=", ".join(_WAYS))
    many = isinstance(q, Tensor) and q._array.ndim
    q = q if isinstance(q, Tensor) else Tensor(np.array(q, input._array.dtype))
    check_ndim(name, q, 0, 1)
    check_same_dtype(name, input, q)
    if not ((q._array >= 0) & (q._array <= 1)).all():
        raise errors.QUANTILE_RANGE(name=name)
    ndim = input._array.ndim
    dim = None if dim is None else check_dim(dim, ndim)
    rows = input.reshape(-1) if dim is None or not ndim else input.movedim(dim, -1)
    if not rows.shape[-1]:
        raise errors.REDUCE_OF_EMPTY(name=name, shape=input._array.shape)
    out = _between(sort(rows, -1).values, q.reshape(-1), way, ignore_nan)   # (…, q의 수)
    if keepdim:
        shape = [1] * ndim if dim is None else [*input.shape[:dim], 1, *input.shape[dim + 1:]]
        return out.movedim(-1, 0).reshape([*out.shape[-1:], *shape] if many else shape)
    return out.movedim(-1, 0) if many else out.squeeze(-1)


def _between(ordered: Tensor, q: Tensor, way: str, ignore_nan: bool) -> Tensor:
    """줄 세운 값에서 q(n − 1)번째 값입니다. 그 차례가 정수가 아니면 way대로 이웃한 두 값에서 정합니다."""
    missing = np.isnan(ordered._array)
    size = ordered.shape[-1]
    counts = (~missing).sum(-1, keepdims=True) if ignore_nan else size
    place = q * Tensor(np.maximum(np.asarray(counts, ordered._array.dtype) - 1, 0))
    place = place.expand(*ordered.shape[:-1], q.shape[0])
    if not ignore_nan:   # NaN은 맨 끝에 있습니다. 하나라도 있으면 결과가 NaN입니다.
        place = where(Tensor(missing.any(-1, keepdims=True)), size - 1, place)
    exact = place._array
    if way == "nearest":
        return gather(ordered, -1, Tensor(np.round(exact).astype(np.int64)))
    below, above = np.floor(exact), np.ceil(exact)
    if way in ("lower", "higher"):
        return gather(ordered, -1, Tensor((below if way == "lower" else above).astype(np.int64)))
    weight = place - Tensor(below)
    if way == "midpoint":
        weight = Tensor(np.full_like(exact, 0.5))
    low, high = (gather(ordered, -1, Tensor(side.astype(np.int64))) for side in (below, above))
    return lerp(low, high, weight)


@method()
def quantile(input: Tensor, q: Tensor | float, dim: int | None = None, keepdim: bool = False, *,
             interpolation: str = "linear") -> Tensor:
    """값의 q(0~1)만큼이 그보다 작은 분위수입니다. 축을 빼면 모든 값에서 구합니다.

    q가 벡터면 맨 앞에 축이 하나 더 생깁니다. 변화도는 이웃한 두 값으로 가까운 만큼 나뉘어 갑니다.
    RuntimeError: q가 0과 1 사이가 아닐 때, dtype이 다를 때, 값이 없을 때.
    """
    return _quantile("quantile", input, q, dim, keepdim, interpolation, ignore_nan=False)


@method()
def nanquantile(input: Tensor, q: Tensor | float, dim: int | None = None, keepdim: bool = False, *,
                interpolation: str = "linear") -> Tensor:
    """NaN을 뺀 분위수입니다. 나머지는 quantile과 같습니다."""
    return _quantile("nanquantile", input, q, dim, keepdim, interpolation, ignore_nan=True)


@method()
def cov(input: Tensor, *, correction: int = 1, fweights: Tensor | None = None,
        aweights: Tensor | None = None) -> Tensor:
    """줄(변수)끼리의 공분산입니다.  (변수, 관측) → (변수, 변수).  벡터면 분산 하나입니다.

    fweights: 관측을 되풀이한 횟수(정수). aweights: 관측의 무게. correction: 나눌 수에서 뺄 값.
    RuntimeError: 3차원 이상일 때.
    """
    check_ndim("cov", input, 0, 1, 2)
    rows = input if input.is_floating_point() else input.to(dtypes.get_default_dtype())
    rows = rows if rows._array.ndim == 2 else rows.reshape(1, -1)
    count = rows.shape[1]
    weights = [w.to(rows) for w in (fweights, aweights) if w is not None]
    if not weights:
        apart = rows - rows.mean(1, keepdim=True)
        return ((apart @ apart.t()) / max(count - correction, 0)).squeeze()
    weight = weights[0] if len(weights) == 1 else weights[0] * weights[1]
    total = weight.sum()
    apart = rows - (rows * weight).sum(1, keepdim=True) / total
    lost = correction if aweights is None else correction * (weight * aweights).sum() / total
    return ((apart * weight) @ apart.t() / (total - lost).clamp(min=0)).squeeze()


@method()
def corrcoef(input: Tensor) -> Tensor:
    """줄(변수)끼리의 상관 계수입니다.  (변수, 관측) → (변수, 변수).  −1과 1 사이입니다."""
    together = cov(input)
    if not together._array.ndim:
        return together / together
    spread = together.diagonal().sqrt()
    return (together / spread.unsqueeze(1) / spread).clamp(-1, 1)
