"""줄지어 놓은 값을 다루는 함수입니다: 사다리꼴 넓이, 거듭제곱 표, 대각 행렬. 다른 연산으로 적었습니다."""

from __future__ import annotations

import numpy as np

from ..tensor import Tensor
from .axes import narrow
from .checks import check_dim, check_ndim, check_tensors
from .diagonal import diag
from .join import cat
from .keywords import read_keywords
from .op import method
from .order import sort


def _strips(y: Tensor, x: Tensor | None, dx: float, dim: int) -> tuple[Tensor, int]:
    """이웃한 두 값이 이루는 사다리꼴의 넓이들입니다."""
    check_tensors("trapezoid", y)
    dim = check_dim(dim, y._array.ndim)
    if x is not None and x._array.ndim == 1:   # 벡터 x는 dim 축의 자리입니다.
        x = x.reshape([-1 if i == dim else 1 for i in range(y._array.ndim)])
    width = dx
    if x is not None:
        along = dim - y._array.ndim
        size = x.shape[along]
        width = narrow(x, along, 1, size - 1) - narrow(x, along, 0, size - 1)
    size = max(y.shape[dim], 1)
    left, right = narrow(y, dim, 0, size - 1), narrow(y, dim, min(1, y.shape[dim]), size - 1)
    return (left + right) * width / 2, dim


@read_keywords
def trapezoid(y: Tensor, x: Tensor | None = None, *, dx: float = 1, dim: int = -1) -> Tensor:
    """dim 축을 따라 꺾은선 아래의 넓이를 사다리꼴로 구합니다. x는 자리, dx는 간격입니다."""
    strips, dim = _strips(y, x, dx, dim)
    return strips.sum(dim)


trapz = trapezoid


@read_keywords
def cumulative_trapezoid(y: Tensor, x: Tensor | None = None, *, dx: float = 1,
                         dim: int = -1) -> Tensor:
    """앞에서부터 더해 간 사다리꼴의 넓이입니다. dim 축이 하나 짧아집니다."""
    strips, dim = _strips(y, x, dx, dim)
    return strips.cumsum(dim)


def vander(x: Tensor, N: int | None = None, increasing: bool = False) -> Tensor:
    """거듭제곱의 표입니다.  (n,) → (n, N).  i째 줄은 xᵢ^(N−1), …, xᵢ, 1이고, increasing이면 거꾸로입니다."""
    check_ndim("vander", x, 1)
    n = x.shape[0] if N is None else N
    first = Tensor(np.ones((x.shape[0], min(n, 1)), x._array.dtype))
    table = cat([first, x.unsqueeze(1).expand(-1, max(n - 1, 0))], 1).cumprod(1)
    return table if increasing else table.flip(1)


@method()
def diagflat(input: Tensor, offset: int = 0) -> Tensor:
    """한 줄로 편 값들을 대각선에 놓은 행렬입니다."""
    return diag(input.reshape(-1), offset)


@method()
def msort(input: Tensor) -> Tensor:
    """0번 축을 따라 줄 세운 값입니다."""
    return sort(input, 0).values
