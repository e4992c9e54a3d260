"""축의 차례를 바꾸는 연산입니다. 모두 메모리를 나누어 쓰는 뷰입니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, sizes_of
from .op import Op, method


class Transpose(Op):
    """c = a의 두 축을 맞바꾼 것.  변화도도 같은 두 축을 맞바꿉니다."""

    view = True

    @staticmethod
    def forward(a, dim0, dim1):
        return a.swapaxes(dim0, dim1) if a.ndim else a.view()

    def grad_a(self, grad):
        return grad.transpose(self.dim0, self.dim1)


class T(Op):
    """c = aᵀ. 2차원 이하의 텐서에 씁니다.  변화도도 뒤집습니다."""

    view = True

    @staticmethod
    def forward(a):
        return a.T

    def grad_a(self, grad):
        return grad.t()


class Permute(Op):
    """c = a의 축을 dims 차례로 늘어놓은 것.  변화도는 거꾸로 늘어놓습니다."""

    view = True

    @staticmethod
    def forward(a, dims):
        return a.transpose(dims)

    def grad_a(self, grad):
        return grad.permute(np.argsort(self.dims).tolist())


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def transpose(input: Tensor, dim0: int, dim1: int) -> Tensor:
    """두 축을 맞바꿉니다."""
    ndim = input._array.ndim
    return Transpose.apply(input, dim0=check_dim(dim0, ndim), dim1=check_dim(dim1, ndim))


@method()
def t(input: Tensor) -> Tensor:
    """행렬을 뒤집습니다(전치). 1차원 이하면 그대로입니다. RuntimeError: 3차원 이상일 때."""
    check_t("t()", input)
    return T.apply(input)


def check_t(name: str, input: Tensor) -> None:
    """RuntimeError: 3차원 이상일 때."""
    if input._array.ndim > 2:
        raise errors.WRONG_NDIM(name=name, expected="0~2", got=input._array.ndim)


@method()
def permute(input: Tensor, *dims) -> Tensor:
    """축을 dims 차례로 다시 늘어놓습니다."""
    dims = sizes_of(dims)
    ndim = input._array.ndim
    if len(dims) != ndim:
        raise errors.PERMUTE_NEEDS_EVERY_DIM(expected=ndim, got=len(dims))
    dims = tuple(check_dim(dim, ndim) for dim in dims)
    for dim in dims:
        if dims.count(dim) > 1:
            raise errors.DIM_TWICE(dim=dim)
    return Permute.apply(input, dims=dims)


def _flipped(input: Tensor) -> Tensor:
    return permute(input, tuple(reversed(range(input._array.ndim))))


Tensor.T = property(_flipped, doc="축을 모두 거꾸로 늘어놓은 텐서입니다.")
Tensor.mT = property(lambda input: transpose(input, -2, -1), doc="마지막 두 축을 맞바꾼 텐서입니다.")
