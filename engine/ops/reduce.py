"""여러 값을 더해 하나로 모으는 연산입니다: 합과 평균."""

from __future__ import annotations

import math

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import UNSET, check_dims, is_whole
from .op import Op, method


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


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def sum(input: Tensor, dim=UNSET, keepdim: bool = False, *, dtype=None) -> Tensor:
    """dim 축을 따라 더합니다. 축을 빼면 모두 더합니다. 정수와 참·거짓의 합은 int64입니다."""
    if dtype is not None:
        input = input.to(dtype)
    dims = None if is_whole(dim, keepdim) else check_dims(input, dim)
    op = Sum if dims is None and not keepdim else SumDim
    return op.apply(input, dim=dims, keepdim=keepdim)


@method()
def mean(input: Tensor, dim=UNSET, keepdim: bool = False, *, dtype=None) -> Tensor:
    """dim 축을 따라 평균합니다. 축을 빼면 모두 평균합니다. RuntimeError: 실수가 아닐 때."""
    if dtype is not None:
        input = input.to(dtype)
    if input._array.dtype.kind != "f":
        raise errors.MEAN_OF_INTEGERS(dtype=input.dtype)
    dims = None if is_whole(dim, keepdim) else check_dims(input, dim)
    op = Mean if dims is None and not keepdim else MeanDim
    return op.apply(input, dim=dims, keepdim=keepdim)
