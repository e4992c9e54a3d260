"""여러 값을 하나로 모으는 연산입니다: 합, 평균, 최댓값, 로그-합-지수, 소프트맥스."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from .. import dtypes, errors
from ..tensor import Tensor
from .checks import check_floats
from .compare import argmax, argmin
from .elementwise import where
from .op import Op, method
from .shape import check_dim


def spread(op: Op, value: Tensor) -> Tensor:
    """모은 결과에 붙은 값을, 모으기 전의 모양으로 다시 펼칩니다."""
    shape = op.input_shape()
    if not op.keepdim and op.dim is not None:
        value = value.reshape(tuple(1 if i in op.dim else n for i, n in enumerate(shape)))
    return value.expand(shape)


class SumDim(Op, name="SumBackward1"):
    """c = Σ a          ∂c/∂a = 1.  더해진 값마다 같은 변화도가 돌아갑니다."""

    @staticmethod
    def forward(a, dim, keepdim):
        return np.add.reduce(a, axis=dim, keepdims=keepdim, dtype=sum_dtype(a))

    def grad_a(self, grad):
        return spread(self, grad)


class Sum(SumDim, name="SumBackward0"):
    """축을 적지 않고 모두 더하는 합입니다."""


def sum_dtype(a: np.ndarray) -> type | None:
    """합의 dtype입니다. 정수와 참·거짓은 int64로 더하고, 실수는 그대로(None)입니다."""
    return None if a.dtype.kind == "f" else np.int64


class MeanDim(Op, name="MeanBackward1"):
    """c = (Σ a) / n      ∂c/∂a = 1/n"""

    @staticmethod
    def forward(a, dim, keepdim):
        return np.add.reduce(a, axis=dim, keepdims=keepdim) / a.dtype.type(count_of(a.shape, dim))

    def grad_a(self, grad):
        return spread(self, grad / count_of(self.input_shape(), self.dim))


def count_of(shape: tuple, dim: tuple | None) -> int:
    """값 하나를 낼 때 모은 값의 개수입니다."""
    return math.prod(shape if dim is None else [shape[d] for d in dim])


class Mean(MeanDim, name="MeanBackward0"):
    """축을 적지 않고 모두 평균하는 평균입니다."""


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


class Logsumexp(Op):
    """c = ln Σ eᵃ       ∂c/∂a = e^(a − c)"""

    @staticmethod
    def forward(a, dim, keepdim):
        top = np.maximum.reduce(a, axis=dim, keepdims=True, initial=-np.inf)
        top = np.where(np.isfinite(top), top, 0).astype(a.dtype)  # −∞ − (−∞)는 NaN입니다.
        c = np.log(np.add.reduce(np.exp(a - top), axis=dim, keepdims=True)) + top
        return c if keepdim else c.squeeze(dim)

    def grad_a(self, grad, a, out):
        return spread(self, grad) * (a - spread(self, out)).exp()


class Softmax(Op):
    """cᵢ = e^aᵢ / Σ e^aⱼ    변화도: c · (grad − Σ grad · c)"""

    @staticmethod
    def forward(a, dim):
        if not a.size:
            return a.copy()
        c = np.exp(a - np.maximum.reduce(a, axis=dim, keepdims=True, initial=-np.inf))
        c /= np.add.reduce(c, axis=dim, keepdims=True)
        return c

    def grad_a(self, grad, out):
        flow = grad * out
        return flow - out * flow.sum(self.dim, keepdim=True)


class LogSoftmax(Op):
    """cᵢ = aᵢ − ln Σ e^aⱼ    변화도: grad − e^c · Σ grad"""

    @staticmethod
    def forward(a, dim):
        if not a.size:
            return a.copy()
        c = a - np.maximum.reduce(a, axis=dim, keepdims=True, initial=-np.inf)
        c -= np.log(np.add.reduce(np.exp(c), axis=dim, keepdims=True))
        return c

    def grad_a(self, grad, out):
        return grad - out.exp() * grad.sum(self.dim, keepdim=True)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def check_dims(input: Tensor, dim) -> tuple[int, ...] | None:
    """축을 0 이상의 튜플로 만듭니다. 적지 않았거나 빈 튜플이면 None(모든 축)입니다."""
    if dim is None or dim == () or dim == []:
        return None
    ndim = input._array.ndim
    dims = tuple(check_dim(d, ndim) for d in (dim if isinstance(dim, (tuple, list)) else (dim,)))
    for d in dims:
        if dims.count(d) > 1:
            raise errors.DIM_TWICE(dim=d)
    return dims if ndim else ()


@method()
def sum(input: Tensor, dim=None, keepdim: bool = False, *, dtype=None) -> Tensor:
    """dim 축을 따라 더합니다. 축을 빼면 모두 더합니다. 정수와 참·거짓의 합은 int64입니다."""
    if dtype is not None:
        input = input.to(dtype)
    dims = check_dims(input, dim)
    op = Sum if dims is None and not keepdim else SumDim
    return op.apply(input, dim=dims, keepdim=keepdim)


@method()
def mean(input: Tensor, dim=None, keepdim: bool = False, *, dtype=None) -> Tensor:
    """dim 축을 따라 평균합니다. 축을 빼면 모두 평균합니다. RuntimeError: 실수가 아닐 때."""
    if dtype is not None:
        input = input.to(dtype)
    if input._array.dtype.kind != "f":
        raise errors.MEAN_OF_INTEGERS(dtype=input.dtype)
    dims = check_dims(input, dim)
    op = Mean if dims is None and not keepdim else MeanDim
    return op.apply(input, dim=dims, keepdim=keepdim)


def _check_not_empty(input: Tensor, dims, name: str) -> None:
    shape = input._array.shape
    if input._array.size == 0 and (dims is None or any(shape[d] == 0 for d in dims)):
        message = errors.REDUCE_OF_EMPTY if dims is None else errors.REDUCE_OF_EMPTY_DIM
        raise message(name=name, shape=shape)


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


class ValuesAndIndices(NamedTuple):
    """고른 값(values)과 그 번호(indices)입니다."""

    values: Tensor
    indices: Tensor


@method()
def max(input: Tensor, dim: int | Tensor | None = None, keepdim: bool = False):
    """가장 큰 값입니다. dim을 적으면 축마다 (values, indices)를 돌려줍니다."""
    return _extreme(input, dim, keepdim, Max, MaxDim, argmax, "max")


@method()
def min(input: Tensor, dim: int | Tensor | None = None, keepdim: bool = False):
    """가장 작은 값입니다. dim을 적으면 축마다 (values, indices)를 돌려줍니다."""
    return _extreme(input, dim, keepdim, Min, MinDim, argmin, "min")


def _extreme(input, dim, keepdim, whole, along, choose, name):
    if isinstance(dim, Tensor):  # max(a, b)는 값마다 큰 쪽입니다.
        return getattr(input, f"{name}imum")(dim)
    dims = check_dims(input, dim)
    _check_not_empty(input, dims, name)
    if dims is None:
        return whole.apply(input, dim=None, keepdim=False)
    if not dims:  # 축이 없는 텐서는 값이 하나인 벡터로 봅니다.
        return _extreme(input.reshape(1), 0, False, whole, along, choose, name)
    indices = choose(input, dims[0], keepdim=True)
    values = along.apply(input, indices=indices, dim=dims[0], keepdim=keepdim)
    return ValuesAndIndices(values, indices if keepdim else indices.squeeze(dims[0]))


@method()
def logsumexp(input: Tensor, dim, keepdim: bool = False) -> Tensor:
    """ln Σ eᵃ을 넘치지 않게 계산합니다."""
    if input._array.dtype.kind != "f":
        input = input.to(dtypes.get_default_dtype())
    return Logsumexp.apply(input, dim=check_dims(input, dim), keepdim=keepdim)


@method()
def softmax(input: Tensor, dim: int, dtype=None) -> Tensor:
    """dim 축을 따라 합이 1인 양수로 바꿉니다."""
    input = input if dtype is None else input.to(dtype)
    if input._array.size:  # PyTorch는 빈 텐서의 dtype을 보지 않습니다.
        check_floats("softmax", input)
    return Softmax.apply(input, dim=check_dim(dim, input._array.ndim))


@method()
def log_softmax(input: Tensor, dim: int, dtype=None) -> Tensor:
    """softmax의 로그입니다. 따로 로그를 취하는 것보다 정확합니다."""
    input = input if dtype is None else input.to(dtype)
    if input._array.size:
        check_floats("log_softmax", input)
    return LogSoftmax.apply(input, dim=check_dim(dim, input._array.ndim))
