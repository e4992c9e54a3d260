"""차례로 쌓아 가는 연산입니다: 누적 합과 누적 곱. 결과의 모양은 입력과 같습니다."""

from __future__ import annotations

import numpy as np

from ..tensor import Tensor
from .checks import check_dim
from .join import cat
from .op import Op, method
from .reduce import sum_dtype
from .where import where


class Cumsum(Op):
    """cₖ = a₀ + … + aₖ      ∂L/∂aᵢ = Σ_{k ≥ i} gradₖ: 뒤에서부터 누적한 합입니다."""

    @staticmethod
    def forward(a, dim):
        return np.add.accumulate(a, axis=dim, dtype=sum_dtype(a)) if a.ndim else a.copy()

    def grad_a(self, grad):
        return _sum_from_the_end(grad, self.dim)


def _sum_from_the_end(a: Tensor, dim: int) -> Tensor:
    return a.flip(dim).cumsum(dim).flip(dim)


class Cumprod(Op):
    """cₖ = a₀ · … · aₖ      ∂L/∂aᵢ = (Σ_{k ≥ i} gradₖ·cₖ) / aᵢ

    aᵢ = 0이면 나눌 수 없습니다. 그때는 aᵢ를 뺀 곱을 앞뒤로 나누어 셉니다.
    ∂L/∂aᵢ = (a₀·…·aᵢ₋₁) · Σ_{k ≥ i} gradₖ·(aᵢ₊₁·…·aₖ).  값이 n개면 n² 자리를 씁니다.
    """

    @staticmethod
    def forward(a, dim):
        return np.multiply.accumulate(a, axis=dim, dtype=sum_dtype(a)) if a.ndim else a.copy()

    def grad_a(self, grad, a, out):
        if a.ndim == 0 or a._array.size == 0:
            return grad
        if np.all(a._array):
            return _sum_from_the_end(grad * out, self.dim) / a
        a, grad = a.movedim(self.dim, -1), grad.movedim(self.dim, -1)
        n = a.shape[-1]
        i, k = np.arange(n)[:, None], np.arange(n)
        after = where(Tensor(k > i), a.unsqueeze(-2), 1).cumprod(-1)  # aᵢ₊₁·…·aₖ, (…, i, k)
        reached = where(Tensor(k >= i), after * grad.unsqueeze(-2), 0).sum(-1)
        return (product_before(a, a.ndim - 1) * reached).movedim(-1, self.dim)


def product_before(a: Tensor, dim: int) -> Tensor:
    """자리마다 그 앞까지의 곱입니다: 1, a₀, a₀·a₁, …"""
    first = (slice(None),) * dim + (slice(0, 1),)
    rest = (slice(None),) * dim + (slice(0, -1),)
    return cat([Tensor(np.ones_like(a._array[first])), a[rest]], dim).cumprod(dim)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def cumsum(input: Tensor, dim: int, *, dtype=None) -> Tensor:
    """dim 축을 따라 앞에서부터 더해 갑니다. 정수와 참·거짓은 int64가 됩니다."""
    input = input if dtype is None else input.to(dtype)
    return Cumsum.apply(input, dim=check_dim(dim, input._array.ndim))


@method()
def cumprod(input: Tensor, dim: int, *, dtype=None) -> Tensor:
    """dim 축을 따라 앞에서부터 곱해 갑니다. 정수와 참·거짓은 int64가 됩니다."""
    input = input if dtype is None else input.to(dtype)
    return Cumprod.apply(input, dim=check_dim(dim, input._array.ndim))
