"""앞에서부터 훑거나 이웃을 견주는 연산입니다: 지금까지의 최댓값, 로그-합-지수, 이웃의 차."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .axes import narrow
from .checks import check_dim, check_floats, check_tensors
from .extreme import MaxDim, ValuesAndIndices
from .gather import Gather
from .join import cat
from .op import Op, method
from .order import argsort
from .where import where


class Cummax(Gather):
    """cₖ = max(a₀, …, aₖ)    변화도는 그때의 최댓값이 있던 자리에 더합니다. 동점이면 나중 자리입니다."""


class Cummin(Gather):
    """cₖ = min(a₀, …, aₖ)    변화도는 그때의 최솟값이 있던 자리에 더합니다. 동점이면 나중 자리입니다."""


class Logcumsumexp(Op):
    """cₖ = ln(e^a₀ + … + e^aₖ)    ∂L/∂aᵢ = Σ_{k ≥ i} gradₖ·e^(aᵢ − cₖ)

    k ≥ i면 aᵢ ≤ cₖ라 지수가 넘치지 않습니다. 값이 n개면 n² 자리를 씁니다.
    """

    @staticmethod
    def forward(a, dim):
        return np.logaddexp.accumulate(a, axis=dim) if a.ndim else a.copy()

    def grad_a(self, grad, a, out):
        if a.ndim == 0:
            return grad
        a, out, grad = (t.movedim(self.dim, -1) for t in (a, out, grad))
        reached = Tensor(np.triu(np.ones((a.shape[-1],) * 2, bool)))   # (i, k): k ≥ i
        apart = where(reached, a.unsqueeze(-1) - out.unsqueeze(-2), -np.inf)
        return (apart.exp() * grad.unsqueeze(-2)).sum(-1).movedim(-1, self.dim)


class Kthvalue(MaxDim, name="KthvalueBackward0"):
    """c = 축마다 k번째로 작은 값.  변화도는 고른 자리로만 갑니다."""


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def _running(name: str, op: type[Op], choose: np.ufunc, input: Tensor, dim: int):
    check_tensors(name, input)
    a = input._array
    dim = check_dim(dim, a.ndim)
    line = np.atleast_1d(a)
    best = choose.accumulate(line, axis=dim)
    shape = [-1 if i == dim else 1 for i in range(line.ndim)]
    here = np.where((line == best) | np.isnan(line),
                    np.arange(line.shape[dim]).reshape(shape), 0)
    indices = Tensor(np.maximum.accumulate(here, axis=dim).reshape(a.shape))
    return ValuesAndIndices(op.apply(input, index=indices, dim=dim), indices)


@method()
def cummax(input: Tensor, dim: int) -> ValuesAndIndices:
    """dim 축에서 지금까지 가장 큰 값과 그 번호인 (values, indices)입니다."""
    return _running("cummax", Cummax, np.maximum, input, dim)


@method()
def cummin(input: Tensor, dim: int) -> ValuesAndIndices:
    """dim 축에서 지금까지 가장 작은 값과 그 번호인 (values, indices)입니다."""
    return _running("cummin", Cummin, np.minimum, input, dim)


@method()
def logcumsumexp(input: Tensor, dim: int) -> Tensor:
    """dim 축에서 앞에서부터 지수를 더해 간 로그입니다. NotImplementedError: 실수가 아닐 때."""
    check_floats("logcumsumexp", input)
    return Logcumsumexp.apply(input, dim=check_dim(dim, input._array.ndim))


@method()
def kthvalue(input: Tensor, k: int, dim: int = -1, keepdim: bool = False) -> ValuesAndIndices:
    """dim 축에서 k번째(1부터)로 작은 값과 그 번호인 (values, indices)입니다.

    RuntimeError: k가 1보다 작거나 그 축의 크기보다 클 때.
    """
    check_tensors("kthvalue", input)
    dim = check_dim(dim, input._array.ndim)
    size = input._array.shape[dim] if input._array.ndim else 1
    if not 1 <= k <= size:
        raise errors.KTH_OUT_OF_RANGE(k=k, size=size, dim=dim)
    if not input._array.ndim:
        return kthvalue(input.reshape(1), k, 0)
    indices = narrow(argsort(input, dim, stable=True), dim, k - 1, 1)
    values = Kthvalue.apply(input, indices=indices, dim=dim, keepdim=keepdim)
    return ValuesAndIndices(values, indices if keepdim else indices.squeeze(dim))


@method()
def diff(input: Tensor, n: int = 1, dim: int = -1, prepend: Tensor | None = None,
         append: Tensor | None = None) -> Tensor:
    """dim 축에서 이웃한 값의 차를 n번 구합니다. prepend와 append는 먼저 앞뒤에 잇습니다."""
    dim = check_dim(dim, input._array.ndim or 1)
    ends = [t for t in (prepend, input, append) if t is not None]
    out = cat(ends, dim) if len(ends) > 1 else input
    for _ in range(min(n, out.shape[dim])):
        size = out.shape[dim]
        after, before = narrow(out, dim, 1, size - 1), narrow(out, dim, 0, size - 1)
        out = after ^ before if out._array.dtype.kind == "b" else after - before
    return out
