"""대각선을 다루는 연산입니다: 대각선 보기, 대각 행렬, 대각합, 삼각 행렬.

offset(diagonal)은 대각선의 자리입니다. 0이 주대각선이고, 양수면 위로, 음수면 아래로 옮깁니다.
"""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, check_ndim, check_tensors
from .op import Op, method
from .reduce import sum_dtype


def _diagonal(a: np.ndarray, offset: int, dim1: int, dim2: int) -> np.ndarray:
    """쓸 수도 있는 대각선의 뷰입니다. np.diagonal은 읽기 전용 뷰를 줍니다."""
    a = np.moveaxis(a, (dim1, dim2), (-2, -1))[..., max(-offset, 0):, max(offset, 0):]
    n = min(a.shape[-2:])
    return np.einsum("...ii->...i", a[..., :n, :n])


class Diagonal(Op):
    """c = a의 두 축이 이루는 대각선의 뷰   변화도는 대각선에 놓고 나머지는 0입니다."""

    view = True

    @staticmethod
    def forward(a, offset, dim1, dim2):
        return _diagonal(a, offset, dim1, dim2)

    def grad_a(self, grad):
        return DiagonalFill.apply(grad, shape=self.input_shape(), offset=self.offset,
                                  dim1=self.dim1, dim2=self.dim2)


class DiagonalCopy(Diagonal, name="DiagonalBackward0_copy"):
    """c = 복사한 대각선: x.diag()"""

    view = False

    @staticmethod
    def forward(a, offset, dim1, dim2):
        return _diagonal(a, offset, dim1, dim2).copy()


class DiagonalFill(Op, name="DiagonalBackwardBackward0"):
    """c = 0으로 채운 뒤 대각선에 a를 놓은 것. 그 변화도는 같은 대각선입니다."""

    @staticmethod
    def forward(a, shape, offset, dim1, dim2):
        c = np.zeros(shape, a.dtype)
        _diagonal(c, offset, dim1, dim2)[...] = a
        return c

    def grad_a(self, grad):
        return Diagonal.apply(grad, offset=self.offset, dim1=self.dim1, dim2=self.dim2)


class DiagEmbed(DiagonalFill):
    """c = a의 마지막 축을 대각선에 놓은 행렬"""


class Trace(Op):
    """c = Σ aᵢᵢ         ∂c/∂aᵢᵢ = 1, 나머지는 0입니다."""

    @staticmethod
    def forward(a):
        return np.trace(a, dtype=sum_dtype(a))

    def grad_a(self, grad):
        return grad * Tensor(np.eye(*self.input_shape(), dtype=grad._array.dtype))


class Tril(Op):
    """c = 대각선과 그 아래만 남긴 a   변화도도 그 자리만 남깁니다."""

    @staticmethod
    def forward(a, diagonal):
        return np.tril(a, diagonal)

    def grad_a(self, grad):
        return Tril.apply(grad, diagonal=self.diagonal)


class Triu(Op):
    """c = 대각선과 그 위만 남긴 a     변화도도 그 자리만 남깁니다."""

    @staticmethod
    def forward(a, diagonal):
        return np.triu(a, diagonal)

    def grad_a(self, grad):
        return Triu.apply(grad, diagonal=self.diagonal)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def diagonal(input: Tensor, offset: int = 0, dim1: int = 0, dim2: int = 1) -> Tensor:
    """dim1과 dim2가 이루는 행렬의 대각선을 마지막 축으로 둔 뷰입니다. RuntimeError: 두 축이 같을 때."""
    dim1, dim2 = _two_dims("diagonal", dim1, dim2, input._array.ndim)
    return Diagonal.apply(input, offset=offset, dim1=dim1, dim2=dim2)


@method()
def diag_embed(input: Tensor, offset: int = 0, dim1: int = -2, dim2: int = -1) -> Tensor:
    """마지막 축을 대각선에 놓은 행렬입니다. 행렬의 두 축은 dim1과 dim2입니다."""
    dim1, dim2 = _two_dims("diag_embed", dim1, dim2, input._array.ndim + 1)
    *rest, n = input._array.shape
    for dim in sorted((dim1, dim2)):
        rest.insert(dim, n + abs(offset))
    return DiagEmbed.apply(input, shape=tuple(rest), offset=offset, dim1=dim1, dim2=dim2)


@method()
def diag(input: Tensor, diagonal: int = 0) -> Tensor:
    """행렬이면 대각선을 복사하고, 벡터면 대각 행렬을 만듭니다. RuntimeError: 그 밖의 차원일 때."""
    check_ndim("diag", input, 1, 2)
    if input._array.ndim == 1:
        return diag_embed(input, diagonal)
    return DiagonalCopy.apply(input, offset=diagonal, dim1=0, dim2=1)


@method()
def trace(input: Tensor) -> Tensor:
    """대각선의 합입니다. RuntimeError: 행렬이 아닐 때."""
    check_ndim("trace", input, 2)
    return Trace.apply(input)


@method()
def tril(input: Tensor, diagonal: int = 0) -> Tensor:
    """마지막 두 축에서 대각선과 그 아래만 남기고 0으로 둡니다."""
    _check_matrix("tril", input)
    return Tril.apply(input, diagonal=diagonal)


@method()
def triu(input: Tensor, diagonal: int = 0) -> Tensor:
    """마지막 두 축에서 대각선과 그 위만 남기고 0으로 둡니다."""
    _check_matrix("triu", input)
    return Triu.apply(input, diagonal=diagonal)


def _two_dims(name: str, dim1: int, dim2: int, ndim: int) -> tuple[int, int]:
    first, second = check_dim(dim1, ndim), check_dim(dim2, ndim)
    if first == second:
        raise errors.DIMS_MUST_DIFFER(name=name, dim=first)
    return first, second


def _check_matrix(name: str, input: Tensor) -> None:
    check_tensors(name, input)
    if input._array.ndim < 2:
        raise errors.WRONG_NDIM(name=name, expected="2 이상", got=input._array.ndim)
