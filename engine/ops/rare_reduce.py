"""드물게 쓰는 모으기입니다: NaN을 뺀 합과 평균, 가장 작은 값과 큰 값을 함께. 다른 연산으로 적었습니다."""

from __future__ import annotations

from typing import NamedTuple

from ..tensor import Tensor
from .checks import UNSET
from .extreme import amax, amin
from .op import method
from .reduce import sum
from .where import where


@method()
def nansum(input: Tensor, dim=UNSET, keepdim: bool = False, *, dtype=None) -> Tensor:
    """NaN을 0으로 보고 더합니다. 인자와 오류는 sum과 같습니다."""
    return sum(where(input.isnan(), 0, input), dim, keepdim, dtype=dtype)


@method()
def nanmean(input: Tensor, dim=None, keepdim: bool = False, *, dtype=None) -> Tensor:
    """NaN을 뺀 값들의 평균입니다. 남는 값이 없으면 NaN입니다."""
    return nansum(input, dim, keepdim, dtype=dtype) / sum(~input.isnan(), dim, keepdim)


class MinAndMax(NamedTuple):
    """가장 작은 값(min)과 가장 큰 값(max)입니다."""

    min: Tensor
    max: Tensor


@method()
def aminmax(input: Tensor, *, dim: int | None = None, keepdim: bool = False) -> MinAndMax:
    """가장 작은 값과 가장 큰 값을 함께 구합니다. 변화도는 amin, amax와 같습니다."""
    return MinAndMax(amin(input, dim, keepdim), amax(input, dim, keepdim))
