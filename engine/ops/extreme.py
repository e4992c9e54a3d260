"""가장 큰 값과 가장 작은 값을 고르는 연산입니다."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import UNSET, check_dim, check_dims, is_whole
from .compare import argmax, argmin
from .op import Op, method
from .reduce import spread
from .where import where


class Amax(Op):
    """c = max a         ∂c/∂a는 가장 큰 자리에서 1. 동점이면 고르게 나눕니다."""

    @staticmethod
    def forward(a, dim, keepdim):
        return np.maximum.reduce(a, axis=dim, keepdims=keepdim)

    def grad_a(self, grad, a, out):
        chosen = (a == spread(self, out)) | a.isnan()
        chosen = chosen.to(grad)
        return chosen / chosen.sum(self.dim, keepdim=True) * spread(self, grad)


class Amin(Amax):
    """c = min a         ∂c/∂a는 가장 작은 자리에서 1. 동점이면 고르게 나눕니다."""

    @staticmethod
    def forward(a, dim, keepdim):
        return np.minimum.reduce(a, axis=dim, keepdims=keepdim)


class Max(Amax, name="MaxBackward1"):
    """축을 적지 않은 최댓값입니다."""


class Min(Amin, name="MinBackward1"):
    """축을 적지 않은 최솟값입니다."""


class MaxDim(Op, name="MaxBackward0"):
    """c = 축마다 고른 번호의 값.  변화도는 고른 자리로만 갑니다. 동점이면 먼저 나온 쪽을 고릅니다."""

    @staticmethod
    def forward(a, indices, dim, keepdim):
        c = np.take_along_axis(a, indices._array, dim)
        return c if keepdim else c.squeeze(dim)

    def grad_a(self, grad, indices):
        grad = grad if self.keepdim else grad.unsqueeze(self.dim)
        positions = np.arange(self.input_shape()[self.dim])
        others = [i for i in range(grad.ndim) if i != self.dim]
        positions = Tensor(np.expand_dims(positions, others))
        return where(indices == positions, grad, 0)


class MinDim(MaxDim, name="MinBackward0"):
    """축마다 가장 작은 값을 고릅니다."""


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def amax(input: Tensor, dim=(), keepdim: bool = False) -> Tensor:
    """dim 축을 따라 가장 큰 값입니다. 동점이면 변화도를 고르게 나눕니다."""
    dims = check_dims(input, dim)
    _check_not_empty(input, dims, "amax")
    return Amax.apply(input, dim=dims, keepdim=keepdim)


@method()
def amin(input: Tensor, dim=(), keepdim: bool = False) -> Tensor:
    """dim 축을 따라 가장 작은 값입니다. 동점이면 변화도를 고르게 나눕니다."""
    dims = check_dims(input, dim)
    _check_not_empty(input, dims, "amin")
    return Amin.apply(input, dim=dims, keepdim=keepdim)


def _check_not_empty(input: Tensor, dims, name: str) -> None:
    shape = input._array.shape
    if input._array.size == 0 and (dims is None or any(shape[d] == 0 for d in dims)):
        message = errors.REDUCE_OF_EMPTY if dims is None else errors.REDUCE_OF_EMPTY_DIM
        raise message(name=name, shape=shape)


class ValuesAndIndices(NamedTuple):
    """고른 값(values)과 그 번호(indices)입니다."""

    values: Tensor
    indices: Tensor


@method()
def max(input: Tensor, dim: int | Tensor = UNSET, keepdim: bool = False, *,
        other: Tensor | None = None):
    """가장 큰 값입니다. dim을 적으면 축마다 (values, indices)를 돌려줍니다."""
    return _extreme(input, dim if other is None else other, keepdim, Max, MaxDim, argmax, "max")


@method()
def min(input: Tensor, dim: int | Tensor = UNSET, keepdim: bool = False, *,
        other: Tensor | None = None):
    """가장 작은 값입니다. dim을 적으면 축마다 (values, indices)를 돌려줍니다."""
    return _extreme(input, dim if other is None else other, keepdim, Min, MinDim, argmin, "min")


def _extreme(input, dim, keepdim, whole, along, choose, name):
    if isinstance(dim, Tensor):  # max(a, b)는 값마다 큰 쪽입니다.
        return getattr(input, f"{name}imum")(dim)
    if is_whole(dim, keepdim):
        _check_not_empty(input, None, name)
        return whole.apply(input, dim=None, keepdim=False)
    dim = check_dim(dim, input._array.ndim)
    _check_not_empty(input, (dim,) if input._array.ndim else (), name)
    if not input._array.ndim:  # 축이 없는 텐서는 값이 하나인 벡터로 봅니다.
        return _extreme(input.reshape(1), 0, False, whole, along, choose, name)
    indices = choose(input, dim, keepdim=True)
    values = along.apply(input, indices=indices, dim=dim, keepdim=keepdim)
    return ValuesAndIndices(values, indices if keepdim else indices.squeeze(dim))
