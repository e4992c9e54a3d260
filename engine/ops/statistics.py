"""값들을 하나로 모으는 통계입니다: 곱, 분산, 표준편차."""

from __future__ import annotations

import warnings

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import UNSET, check_dim, check_dims, check_tensors, is_whole
from .keywords import read_keywords
from .op import Op, method
from .reduce import count_of, spread, sum_dtype
from .scan import product_before
from .where import where


class ProdDim(Op, name="ProdBackward1"):
    """c = Π aᵢ         ∂c/∂aᵢ = aᵢ를 뺀 나머지의 곱 = (앞의 곱) · (뒤의 곱).  0이 있어도 나누지 않습니다."""

    @staticmethod
    def forward(a, dim, keepdim):
        return np.multiply.reduce(a, axis=dim, keepdims=keepdim, dtype=sum_dtype(a))

    def grad_a(self, grad, a):
        if a.ndim == 0:  # 나머지가 없으니 그 곱은 1입니다.
            return grad
        shape, dim = a.shape, 0 if self.dim is None else self.dim[0]
        if self.dim is None:
            a = a.reshape(-1)
        rest = product_before(a, dim) * product_before(a.flip(dim), dim).flip(dim)
        return spread(self, grad) * rest.reshape(shape)


class Prod(ProdDim, name="ProdBackward0"):
    """축을 적지 않고 모두 곱하는 곱입니다."""


class Var(Op):
    """c = Σ(aᵢ − μ)² / (n − 보정)    ∂c/∂aᵢ = 2(aᵢ − μ) / (n − 보정)

    μ도 aᵢ를 따라 움직이지만, Σ(aᵢ − μ) = 0이라 그 몫은 사라집니다.
    """

    @staticmethod
    def forward(a, dim, correction, keepdim):
        n = count_of(a.shape, dim)
        deviation = a - np.add.reduce(a, axis=dim, keepdims=True) / a.dtype.type(n)
        total = np.add.reduce(deviation * deviation, axis=dim, keepdims=keepdim)
        return total / a.dtype.type(max(n - correction, 0))

    def grad_a(self, grad, a):
        return spread(self, grad) * _slope_of_variance(self, a)


class Std(Op):
    """c = √분산        ∂c/∂aᵢ = (aᵢ − μ) / ((n − 보정)·c).  c = 0이면 0입니다."""

    @staticmethod
    def forward(a, dim, correction, keepdim):
        return np.sqrt(Var.forward(a, dim, correction, keepdim))

    def grad_a(self, grad, a, out):
        through_root = where(out == 0, 0, grad / (2 * out))
        return spread(self, through_root) * _slope_of_variance(self, a)


def _slope_of_variance(op: Op, a: Tensor) -> Tensor:
    freedom = count_of(a.shape, op.dim) - op.correction
    deviation = a - a.mean(op.dim, keepdim=True)
    if freedom <= 0:  # 나눌 수가 0 이하이면 분산은 정해지지 않습니다.
        return where(deviation == 0, np.nan, deviation * np.inf)
    return deviation * (2 / freedom)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def prod(input: Tensor, dim: int = UNSET, keepdim: bool = False, *, dtype=None) -> Tensor:
    """dim 축을 따라 곱합니다. 축을 빼면 모두 곱합니다. 정수와 참·거짓의 곱은 int64입니다."""
    input = input if dtype is None else input.to(dtype)
    if is_whole(dim, keepdim):
        return Prod.apply(input, dim=None, keepdim=False)
    dim = check_dim(dim, input._array.ndim)
    return ProdDim.apply(input, dim=(dim,) if input._array.ndim else (), keepdim=keepdim)


@method()
def var(input: Tensor, dim=UNSET, unbiased: bool | None = None, keepdim: bool = False, *,
        correction: float | None = None) -> Tensor:
    """dim 축을 따라 분산을 구합니다. Σ(x − 평균)²을 n − correction으로 나눕니다.

    correction: 적지 않으면 1입니다. unbiased=False는 correction=0과 같습니다.
    UserWarning: n이 correction보다 크지 않을 때. RuntimeError: 실수가 아닐 때.
    """
    return Var.apply(input, **_spread_of("var", input, dim, unbiased, keepdim, correction))


@method()
def std(input: Tensor, dim=UNSET, unbiased: bool | None = None, keepdim: bool = False, *,
        correction: float | None = None) -> Tensor:
    """dim 축을 따라 표준편차를 구합니다. 분산의 제곱근이고, 인자와 오류는 var와 같습니다."""
    return Std.apply(input, **_spread_of("std", input, dim, unbiased, keepdim, correction))


def _spread_of(name: str, input: Tensor, dim, unbiased, keepdim, correction) -> dict:
    """var와 std의 인자를 읽습니다. var(False)처럼 첫 자리에 적은 참·거짓은 unbiased입니다."""
    check_tensors(name, input)
    if input._array.dtype.kind != "f":
        raise errors.SPREAD_OF_INTEGERS(name=name, dtype=input.dtype)
    if isinstance(dim, bool) and unbiased is None:
        dim, unbiased = None, dim
    elif is_whole(dim, keepdim and unbiased is not None):
        dim = None
    if correction is None:
        correction = 1 if unbiased is None else int(unbiased)
    dims = check_dims(input, dim)
    if count_of(input._array.shape, dims) <= correction:
        warnings.warn(
            f"값의 개수가 correction={correction}보다 많지 않아 {name}이 정해지지 않습니다. "
            f"({name}(): degrees of freedom is <= 0)", UserWarning, stacklevel=4)
    return {"dim": dims, "correction": correction, "keepdim": keepdim}


@read_keywords
def var_mean(input: Tensor, dim=UNSET, unbiased: bool | None = None, keepdim: bool = False, *,
             correction: float | None = None) -> tuple[Tensor, Tensor]:
    """분산과 평균을 함께 구합니다."""
    deviation = var(input, dim, unbiased, keepdim, correction=correction)
    return deviation, input.mean(None if dim is UNSET or isinstance(dim, bool) else dim, keepdim)


@read_keywords
def std_mean(input: Tensor, dim=UNSET, unbiased: bool | None = None, keepdim: bool = False, *,
             correction: float | None = None) -> tuple[Tensor, Tensor]:
    """표준편차와 평균을 함께 구합니다."""
    deviation = std(input, dim, unbiased, keepdim, correction=correction)
    return deviation, input.mean(None if dim is UNSET or isinstance(dim, bool) else dim, keepdim)
