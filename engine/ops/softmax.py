"""지수를 더해 모으는 연산입니다: 로그-합-지수, 소프트맥스와 그 로그."""

from __future__ import annotations

import numpy as np

from .. import dtypes
from ..tensor import Tensor
from .checks import check_dim, check_dims, check_floats
from .op import Op, method
from .reduce import spread


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


@method()
def logsumexp(input: Tensor, dim, keepdim: bool = False) -> Tensor:
    """ln Σ eᵃ을 넘치지 않게 계산합니다."""
    if input._array.dtype.kind != "f":
        input = input.to(dtypes.get_default_dtype())
    if dim is None:
        check_dim(dim, input._array.ndim)
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
