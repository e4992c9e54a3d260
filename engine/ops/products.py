"""곱을 더하거나 거리를 재는 함수입니다. 모두 matmul, outer, norm으로 적었습니다."""

from __future__ import annotations

from ..tensor import Tensor
from .broadcast import expand_as
from .checks import check_ndim, check_same_dtype, check_tensors
from .einsum import outer
from .matmul import bmm, dot, mv, scaled
from .norms import vector_norm
from .op import method


def _added(input: Tensor, product: Tensor, beta: float, alpha: float) -> Tensor:
    """beta·input + alpha·product입니다. RuntimeError: input을 곱의 모양으로 늘릴 수 없을 때."""
    bias = scaled(expand_as(input, product), beta)
    return bias + (product if alpha == 1 else product * alpha)


@method()
def addmv(input: Tensor, mat: Tensor, vec: Tensor, *, beta: float = 1, alpha: float = 1) -> Tensor:
    """행렬과 벡터의 곱을 더합니다: beta·input + alpha·(mat · vec).  mat (n, m), vec (m,) → (n,)"""
    check_same_dtype("addmv", input, mat, vec)
    return _added(input, mv(mat, vec), beta, alpha)


@method()
def addr(input: Tensor, vec1: Tensor, vec2: Tensor, *, beta: float = 1,
         alpha: float = 1) -> Tensor:
    """바깥 곱을 더합니다: beta·input + alpha·(vec1 ⊗ vec2).  vec1 (n,), vec2 (m,) → (n, m)"""
    return _added(input, outer(vec1, vec2), beta, alpha)


@method()
def baddbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: float = 1,
            alpha: float = 1) -> Tensor:
    """beta·input + alpha·(batch1 · batch2).  (묶음, n, k) · (묶음, k, m) → (묶음, n, m)"""
    check_same_dtype("baddbmm", input, batch1, batch2)
    return _added(input, bmm(batch1, batch2), beta, alpha)


@method()
def addbmm(input: Tensor, batch1: Tensor, batch2: Tensor, *, beta: float = 1,
           alpha: float = 1) -> Tensor:
    """beta·input + alpha·Σ(batch1 · batch2). 묶음의 곱을 모두 더합니다. → (n, m)"""
    check_same_dtype("addbmm", input, batch1, batch2)
    return _added(input, bmm(batch1, batch2).sum(0), beta, alpha)


@method()
def vdot(input: Tensor, other: Tensor) -> Tensor:
    """두 벡터의 안쪽 곱입니다. 실수에서는 dot과 같습니다."""
    return dot(input, other)


@method()
def dist(input: Tensor, other: Tensor, p: float = 2) -> Tensor:
    """두 텐서의 차의 p-크기 (Σ |input − other|ᵖ)^(1/p)입니다. 모양이 다르면 브로드캐스팅합니다."""
    check_tensors("dist", input, other)
    return vector_norm(input - other, p)


def cdist(x1: Tensor, x2: Tensor, p: float = 2.0,
          compute_mode: str = "use_mm_for_euclid_dist_if_necessary") -> Tensor:
    """줄마다의 p-거리입니다.  (…, n, k), (…, m, k) → (…, n, m)

    거리가 0인 짝의 변화도는 0입니다. compute_mode는 torch의 계산 방법을 고르는 말이라 결과가 같습니다.
    """
    for x in (x1, x2):
        check_ndim("cdist", x, *range(2, max(x._array.ndim, 2) + 1))
    return vector_norm(x1.unsqueeze(-2) - x2.unsqueeze(-3), p, -1)
