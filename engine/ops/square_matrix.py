"""정사각 행렬의 연산입니다: 역행렬, 행렬식, 연립 방정식, 촐레스키 분해, 거듭제곱."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_same_dtype, check_tensors
from .norms import check_linalg_floats
from .op import Op, method
from .where import where


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


class LinalgSlogdet(Op):
    """c = ln ||A||          변화도: grad · A⁻ᵀ"""

    @staticmethod
    def forward(a):
        return np.linalg.slogdet(a)[1]

    def grad_a(self, grad, a):
        return grad[..., None, None] * inv(a).mT


class SlogdetSign(Op, name="LinalgSlogdetBackward0"):
    """c = |A|의 부호         어디서나 변화도는 0입니다."""

    @staticmethod
    def forward(a):
        return np.linalg.slogdet(a)[0]

    def grad_a(self, grad):
        return Tensor(np.zeros(self.input_shape(), grad._array.dtype))


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


def _check_square(name: str, a: Tensor) -> None:
    check_tensors(name, a)
    shape = a._array.shape
    if len(shape) < 2:
        raise errors.WRONG_NDIM(name=name, expected="2 이상", got=len(shape))
    if shape[-1] != shape[-2]:
        raise errors.NOT_SQUARE(name=name, shape=shape)
    check_linalg_floats(name, a)


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


class SignAndLogabsdet(NamedTuple):
    """행렬식의 부호(sign)와 절댓값의 로그(logabsdet)입니다."""

    sign: Tensor
    logabsdet: Tensor


@method("slogdet")
def slogdet(A: Tensor) -> SignAndLogabsdet:
    """행렬식의 부호와 ln |det A|입니다. 행렬식이 너무 크거나 작아도 넘치지 않습니다.  (…, n, n) → (…)

    RuntimeError: 정사각이 아닐 때.
    """
    _check_square("linalg.slogdet", A)
    return SignAndLogabsdet(SlogdetSign.apply(A), LinalgSlogdet.apply(A))


@method("logdet")
def logdet(A: Tensor) -> Tensor:
    """행렬식의 로그입니다. 행렬식이 음수면 NaN입니다.  (…, n, n) → (…).  RuntimeError: 정사각이 아닐 때."""
    sign, size = slogdet(A)
    return where(sign < 0, np.nan, size)


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
