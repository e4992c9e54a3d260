"""벡터와 행렬의 크기(norm)입니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dims, check_tensors
from .keywords import read_keywords
from .op import Op, method, nothing
from .reduce import spread
from .where import where

inf = float("inf")


class LinalgVectorNorm(Op):
    """c = (Σ |aᵢ|ᵖ)^(1/p)     ∂c/∂aᵢ = (aᵢ의 부호) · (|aᵢ|/c)^(p−1).  c = 0이면 0으로 약속합니다.

    p = ∞이면 가장 큰 |aᵢ|이고, 변화도는 그 자리끼리 고르게 나눕니다. p = 0이면 0이 아닌 값의 개수입니다.
    """

    @staticmethod
    def forward(a, ord, dim, keepdim):
        size = np.abs(a)
        if ord in (inf, -inf):
            pick = np.maximum if ord > 0 else np.minimum
            return pick.reduce(size, axis=dim, keepdims=keepdim)
        if ord == 0:
            return np.add.reduce(a != 0, axis=dim, keepdims=keepdim, dtype=a.dtype)
        if ord == 2:
            return np.sqrt(np.add.reduce(a * a, axis=dim, keepdims=keepdim))
        total = np.add.reduce(size**ord, axis=dim, keepdims=keepdim)
        return total ** a.dtype.type(1 / ord)

    def grad_a(self, grad, a, out):
        grad, norm, p = spread(self, grad), spread(self, out), self.ord
        if p == 0:
            return nothing(grad)
        if p in (inf, -inf):
            chosen = ((a.abs() == norm) | a.isnan()).to(grad)
            return grad * a.sign() * chosen / chosen.sum(self.dim, keepdim=True)
        if p == 2:
            return where(norm == 0, 0, grad * (a / norm))
        slope = a.sign() if p == 1 else a.sign() * where(a == 0, 1, a.abs()) ** (p - 1)
        return grad * slope if p == 1 else where(norm == 0, 0, grad * slope / norm ** (p - 1))


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@read_keywords
def vector_norm(x: Tensor, ord: float = 2, dim=None, keepdim: bool = False, *,
                dtype=None) -> Tensor:
    """dim 축의 값들을 벡터로 보고 (Σ |x|^ord)^(1/ord)를 구합니다. 축을 빼면 모두 한 벡터입니다.

    RuntimeError: 실수가 아닐 때, 빈 벡터의 ±∞ 크기를 물을 때.
    """
    check_tensors("linalg.vector_norm", x)
    check_linalg_floats("linalg.vector_norm", x)
    x = x if dtype is None else x.to(dtype)
    dims = check_dims(x, dim)
    shape = x._array.shape
    empty = x._array.size == 0 and any(shape[d] == 0 for d in dims or range(len(shape)))
    if empty and ord in (inf, -inf):
        raise errors.REDUCE_OF_EMPTY(name="linalg.vector_norm", shape=shape)
    return LinalgVectorNorm.apply(x, ord=ord, dim=dims, keepdim=keepdim)


@read_keywords
def matrix_norm(A: Tensor, ord: str | float = "fro", dim: tuple = (-2, -1),
                keepdim: bool = False, *, dtype=None) -> Tensor:
    """행렬의 크기입니다. "fro": 모든 값의 크기, ±1: 열마다 더한 |x|, ±∞: 행마다 더한 |x|의 최댓값(최솟값).

    RuntimeError: 모르는 ord일 때. 특잇값으로 정하는 2와 "nuc"은 다루지 않습니다.
    """
    rows, columns = check_dims(A, tuple(dim))
    if ord == "fro":
        return vector_norm(A, 2, (rows, columns), keepdim, dtype=dtype)
    if ord not in (1, -1, inf, -inf):
        raise errors.NORM_ORDER(ord=ord)
    inner, outer = (rows, columns) if abs(ord) == 1 else (columns, rows)
    lengths = vector_norm(A, 1, inner, keepdim, dtype=dtype)
    if not keepdim and outer > inner:
        outer -= 1  # inner 축이 사라져 한 칸 당겨졌습니다.
    return lengths.amax(outer, keepdim) if ord > 0 else lengths.amin(outer, keepdim)


@read_keywords
def norm(A: Tensor, ord=None, dim=None, keepdim: bool = False, *, dtype=None) -> Tensor:
    """벡터나 행렬의 크기입니다. ord를 빼면 모든 값(또는 dim 축)의 2-크기입니다.

    축이 둘(dim이 둘이거나, dim 없이 2차원)이면 ord를 행렬의 크기로 읽습니다.
    """
    ndim = A._array.ndim if dim is None else len(dim) if isinstance(dim, (tuple, list)) else 1
    if ord is None or (ndim == 1 and not isinstance(ord, str)):
        return vector_norm(A, 2 if ord is None else ord, dim, keepdim, dtype=dtype)
    if ndim != 2:
        raise errors.WRONG_NDIM(name="linalg.norm", expected="1 또는 2", got=ndim)
    return matrix_norm(A, ord, (-2, -1) if dim is None else dim, keepdim, dtype=dtype)


@method("norm")
def tensor_norm(input: Tensor, p: float | str | None = "fro", dim=None, keepdim: bool = False,
                dtype=None) -> Tensor:
    """값들의 p-크기 (Σ |x|ᵖ)^(1/p)입니다. "fro"는 2와 같습니다. 축을 빼면 모두 한 벡터입니다."""
    if isinstance(p, str) and p != "fro":
        raise errors.NORM_ORDER(ord=p)
    return vector_norm(input, 2 if p in ("fro", None) else p, dim, keepdim, dtype=dtype)


def check_linalg_floats(name: str, input: Tensor) -> None:
    """RuntimeError: 실수가 아닐 때."""
    if input._array.dtype.kind != "f":
        raise errors.LINALG_OF_INTEGERS(name=name, dtype=input.dtype)
