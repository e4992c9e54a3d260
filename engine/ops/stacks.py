"""여러 텐서를 쌓거나 한 텐서를 축마다 나누는 함수입니다. 모두 cat과 tensor_split으로 적었습니다."""

from __future__ import annotations

import itertools

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .checks import check_ndim, check_tensors
from .join import cat, meshgrid, stack, vstack
from .op import method
from .pieces import atleast_2d, atleast_3d, split_parts, tensor_split

row_stack = vstack


def column_stack(tensors) -> Tensor:
    """옆으로 잇습니다. 1차원 이하는 세로줄 하나로 봅니다."""
    columns = [t.reshape(-1, 1) if t._array.ndim < 2 else t for t in tensors]
    return cat(columns, 1)


def dstack(tensors) -> Tensor:
    """깊이(2번 축)로 잇습니다. 2차원 이하는 atleast_3d로 축을 끼웁니다."""
    return cat([atleast_3d(t) for t in tensors], 2)


def block_diag(*tensors: Tensor) -> Tensor:
    """행렬들을 대각선에 차례로 놓고 나머지는 0으로 둡니다. RuntimeError: 3차원 이상일 때."""
    blocks = []
    for t in tensors:
        check_ndim("block_diag", t, 0, 1, 2)
        blocks.append(atleast_2d(t))
    if not blocks:
        return Tensor(np.zeros((1, 0), dtypes.get_default_dtype().numpy))
    width, left = sum(t.shape[1] for t in blocks), 0
    rows = []
    for t in blocks:
        n, m = t.shape
        rows.append(cat([t.new_zeros(n, left), t, t.new_zeros(n, width - left - m)], 1))
        left += m
    return cat(rows)


def cartesian_prod(*tensors: Tensor) -> Tensor:
    """벡터들에서 하나씩 고른 모든 짝입니다.  (n,), (m,), … → (n·m·…, 벡터의 수)"""
    if len(tensors) == 1:
        return tensors[0]
    return stack([grid.reshape(-1) for grid in meshgrid(*tensors, indexing="ij")], -1)


def combinations(input: Tensor, r: int = 2, with_replacement: bool = False) -> Tensor:
    """벡터의 값에서 r개를 고른 모든 조합입니다.  (n,) → (조합의 수, r)

    with_replacement: 같은 값을 여러 번 고를 수도 있습니다. RuntimeError: 벡터가 아닐 때.
    """
    check_ndim("combinations", input, 1)
    choose = (itertools.combinations_with_replacement if with_replacement
              else itertools.combinations)
    chosen = list(choose(range(input._array.size), r))
    return input[Tensor(np.array(chosen, np.int64).reshape(len(chosen), r))] if r else input[:0]


def _splitter(name: str, dim: int, least: int, doc: str):
    def function(input: Tensor, indices=None, *, sections: int | None = None) -> tuple[Tensor, ...]:
        check_tensors(name, input)
        parts = split_parts(name, indices, sections)
        if input._array.ndim < least:
            raise errors.SPLIT_NDIM(name=name, ndim=input._array.ndim, least=least)
        along = min(dim, input._array.ndim - 1)
        size = input._array.shape[along]
        if isinstance(parts, int) and (parts < 1 or size % parts):
            raise errors.SPLIT_UNEVENLY(name=name, dim=along, size=size, parts=parts)
        return tensor_split(input, parts, along)

    return method(name, doc=doc)(function)


_HOW = "정수면 그 개수로 똑같이, 목록이면 그 번호의 앞에서 자릅니다."
hsplit = _splitter("hsplit", 1, 1, f"1번 축(1차원이면 0번 축)을 나눈 뷰입니다. {_HOW}")
vsplit = _splitter("vsplit", 0, 2, f"0번 축을 나눈 뷰입니다. 2차원 이상이어야 합니다. {_HOW}")
dsplit = _splitter("dsplit", 2, 3, f"2번 축을 나눈 뷰입니다. 3차원 이상이어야 합니다. {_HOW}")
