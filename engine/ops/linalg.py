"""선형 대수입니다: 크기(norm), 역행렬, 행렬식, 연립 방정식, 촐레스키 분해. engine.linalg로 부릅니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dims, check_same_dtype, check_tensors
from .keywords import read_keywords
from .op import Op, method, nothing
from .reduce import spread
from .where import where

inf = float("inf")

# ── 크기 ──────────────────────────────────────────────────────────────────────────────────────


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


# ── 정사각 행렬 ───────────────────────────────────────────────────────────────────────────────


class LinalgInvEx(Op):
    """C = A⁻¹         변화도: −Cᵀ · grad · Cᵀ.  A·C = I를 미분한 dC = −C·dA·C에서 나옵니다."""

    forward = staticmethod(np.linalg.inv)

    def grad_a(self, grad, out):
        return -(out.mT @ grad @ out.mT)


class LinalgDet(Op):
    """c = |A|          변화도: grad · (여인수 행렬).  |A| ≠ 0이면 여인수 행렬은 |A|·A⁻ᵀ입니다."""

    forward = staticmethod(np.linalg.det)

    def grad_a(self, grad, a, out):
        if a.shape[-1] == 1 or not np.all(out._array):
            cofactors = _cofactors(a)
        else:
            cofactors = out[..., None, None] * inv(a).mT
        return grad[..., None, None] * cofactors


def _cofactors(a: Tensor) -> Tensor:
    """여인수 행렬: (i, j) 자리는 i행과 j열을 뺀 행렬식에 (−1)^(i+j)를 곱한 것입니다."""
    n = a.shape[-1]
    if n == 1:
        return Tensor(np.ones_like(a._array))
    rest = np.array([[k for k in range(n) if k != i] for i in range(n)])  # i를 뺀 번호들
    rows, columns = Tensor(rest[:, None, :, None]), Tensor(rest[None, :, None, :])
    signs = (-1.0) ** np.add.outer(np.arange(n), np.arange(n))
    return det(a[..., rows, columns]) * Tensor(signs.astype(a._array.dtype))


class LinalgSolveEx(Op):
    """A·C = B인 C      변화도: B에는 g = A⁻ᵀ·grad, A에는 −g·Cᵀ"""

    @staticmethod
    def forward(a, b, vector):
        return np.linalg.solve(a, b[..., None])[..., 0] if vector else np.linalg.solve(a, b)

    def grad_a(self, grad, a, out):
        g = _solve(a.mT, grad, self.vector)
        if self.vector:
            return -(g.unsqueeze(-1) * out.unsqueeze(-2))
        return -(g @ out.mT)

    def grad_b(self, grad, a):
        return _solve(a.mT, grad, self.vector)


class LinalgCholeskyEx(Op):
    """A = C·Cᵀ인 아래 삼각 행렬 C(upper면 Cᵀ)   변화도: C⁻ᵀ·S·C⁻¹,  S는 Cᵀ·grad의 아래 삼각을 대칭으로 나눈 것

    출처: I. Murray, “Differentiation of the Cholesky decomposition”, arXiv:1602.07527, 식 10.
    """

    @staticmethod
    def forward(a, upper):
        c = np.linalg.cholesky(a)
        return c.swapaxes(-1, -2) if upper else c

    def grad_a(self, grad, out):
        if self.upper:
            grad, out = grad.mT, out.mT
        lower = (out.mT @ grad).tril()
        symmetric = (lower + lower.tril(-1).mT) / 2
        inverse = inv(out)
        return inverse.mT @ symmetric @ inverse


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@read_keywords
def vector_norm(x: Tensor, ord: float = 2, dim=None, keepdim: bool = False, *,
                dtype=None) -> Tensor:
    """dim 축의 값들을 벡터로 보고 (Σ |x|^ord)^(1/ord)를 구합니다. 축을 빼면 모두 한 벡터입니다.

    RuntimeError: 실수가 아닐 때, 빈 벡터의 ±∞ 크기를 물을 때.
    """
    check_tensors("linalg.vector_norm", x)
    _check_floats("linalg.vector_norm", x)
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


def _check_floats(name: str, *inputs: Tensor) -> None:
    for t in inputs:
        if t._array.dtype.kind != "f":
            raise errors.LINALG_OF_INTEGERS(name=name, dtype=t.dtype)


def _check_square(name: str, a: Tensor) -> None:
    check_tensors(name, a)
    shape = a._array.shape
    if len(shape) < 2:
        raise errors.WRONG_NDIM(name=name, expected="2 이상", got=len(shape))
    if shape[-1] != shape[-2]:
        raise errors.NOT_SQUARE(name=name, shape=shape)
    _check_floats(name, a)


@method("inverse")
def inv(A: Tensor) -> Tensor:
    """역행렬입니다.  (…, n, n) → (…, n, n).  RuntimeError: 정사각이 아니거나 역행렬이 없을 때."""
    _check_square("linalg.inv", A)
    try:
        return LinalgInvEx.apply(A)
    except np.linalg.LinAlgError:
        raise errors.SINGULAR(name="linalg.inv", shape=A._array.shape) from None


@method("det")
def det(A: Tensor) -> Tensor:
    """행렬식입니다.  (…, n, n) → (…).  RuntimeError: 정사각이 아닐 때."""
    _check_square("linalg.det", A)
    return LinalgDet.apply(A)


def solve(A: Tensor, B: Tensor) -> Tensor:
    """A·X = B인 X입니다.  A (…, n, n), B (…, n, k) 또는 (…, n).

    RuntimeError: A가 정사각이 아니거나 역행렬이 없을 때, 크기나 dtype이 맞지 않을 때.
    """
    _check_square("linalg.solve", A)
    check_tensors("linalg.solve", B)
    check_same_dtype("linalg.solve", A, B)
    a, b = A._array.shape, B._array.shape
    vector = len(b) == 1 or (len(b) == len(a) - 1 and b == a[:-1])
    if (b[-1] if vector else b[-2]) != a[-1]:
        raise errors.SOLVE_SHAPES(a=a, b=b)
    return _solve(A, B, vector)


def _solve(a: Tensor, b: Tensor, vector: bool) -> Tensor:
    try:
        return LinalgSolveEx.apply(a, b, vector=vector)
    except np.linalg.LinAlgError:
        raise errors.SINGULAR(name="linalg.solve", shape=a._array.shape) from None


def cholesky(A: Tensor, *, upper: bool = False) -> Tensor:
    """A = L·Lᵀ인 아래 삼각 행렬 L입니다. upper=True면 Lᵀ를 줍니다.

    RuntimeError: A가 양의 정부호가 아닐 때.
    """
    _check_square("linalg.cholesky", A)
    try:
        return LinalgCholeskyEx.apply(A, upper=upper)
    except np.linalg.LinAlgError:
        raise errors.NOT_POSITIVE_DEFINITE(shape=A._array.shape) from None


@method("matrix_power")
def matrix_power(A: Tensor, n: int) -> Tensor:
    """행렬을 n번 거듭 곱합니다.  (…, k, k) → (…, k, k).  n이 음수면 역행렬을, 0이면 단위행렬을 씁니다.

    절반씩 나누어 곱하므로 곱셈은 log₂n번쯤입니다. RuntimeError: 정사각이 아니거나 역행렬이 없을 때.
    """
    _check_square("linalg.matrix_power", A)
    if n < 0:
        return matrix_power(inv(A), -n)
    if n == 0:
        unit = np.broadcast_to(np.eye(A._array.shape[-1], dtype=A._array.dtype), A._array.shape)
        return Tensor(unit.copy())
    half = matrix_power(A, n // 2) if n > 1 else None
    even = A.clone() if half is None else half @ half
    return even @ A if half is not None and n % 2 else even


def __getattr__(name: str):
    """없는 이름을 찾을 때 부릅니다. AttributeError: 언제나."""
    raise errors.NO_SUCH_NAME(module=__name__, name=name)
