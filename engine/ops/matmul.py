"""행렬 곱입니다. matmul은 입력의 차원에 맞추어 아래 네 연산을 고릅니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .broadcast import SqueezeInPlace
from .checks import check_tensors
from .op import Op, method
from .reshape import UnsafeView
from .transpose import Permute, T, Transpose

_FLIPS = T, Transpose, Permute


class Dot(Op):
    """c = Σ aᵢ·bᵢ          ∂c/∂a = b,   ∂c/∂b = a"""

    forward = staticmethod(np.dot)

    def grad_a(self, grad, b):
        return grad * b

    def grad_b(self, grad, a):
        return grad * a


class Mv(Op):
    """c = a · b,  a (n, m), b (m,)   변화도: a에는 grad·bᵀ, b에는 aᵀ·grad"""

    forward = staticmethod(np.dot)

    def grad_a(self, grad, b):
        return grad.unsqueeze(1) * b

    def grad_b(self, grad, a):
        return a.t() @ grad


class Mm(Op):
    """c = a · b,  a (n, k), b (k, m)   변화도: a에는 grad·bᵀ, b에는 aᵀ·grad"""

    forward = staticmethod(np.dot)

    def grad_a(self, grad, b):
        return grad.mm(b.t())

    def grad_b(self, grad, a):
        return _left_product(self, grad, a)


class Bmm(Op):
    """묶음마다 c = a · b,  a (묶음, n, k), b (묶음, k, m)"""

    forward = staticmethod(np.matmul)

    def grad_a(self, grad, b):
        return grad.bmm(b.transpose(1, 2))

    def grad_b(self, grad, a):
        return a.transpose(1, 2).bmm(grad)


class Addmm(Op):
    """c = bias + a · b     변화도: bias에는 grad, a에는 grad·bᵀ, b에는 aᵀ·grad"""

    @staticmethod
    def forward(bias, a, b):
        c = np.dot(a, b)
        c += bias
        return c

    def grad_bias(self, grad):
        return grad

    def grad_a(self, grad, b):
        return grad.mm(b.t())

    def grad_b(self, grad, a):
        return _left_product(self, grad, a)


def _left_product(op: Op, grad: Tensor, a: Tensor) -> Tensor:
    """aᵀ·grad입니다. b가 뒤집은 뷰이면 (gradᵀ·a)ᵀ로 구합니다: 뒤집기 전의 모양으로 차례대로 놓입니다."""
    if isinstance(op.next_functions[-1][0], _FLIPS):
        return grad.t().mm(a).t()
    return a.t().mm(grad)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def _multiply(op: type[Op], ndims: tuple, name: str, a: Tensor, b: Tensor, *bias: Tensor) -> Tensor:
    """차원, 크기, dtype을 확인하고 곱합니다."""
    check_tensors(name, a, b)
    x, y = a._array, b._array
    if (x.ndim, y.ndim) != ndims:
        wrong = x.ndim != ndims[0]
        raise errors.WRONG_NDIM(name=name, expected=ndims[not wrong],
                                got=x.ndim if wrong else y.ndim)
    size, other = x.shape, y.shape
    if size[-1] != other[-2:][0] or size[:-2] != other[:-2]:
        text = " and ".join("x".join(map(str, shape)) for shape in (size, other))
        raise errors.MATMUL_SHAPES(a=size, b=other, text=text)
    if x.dtype is not y.dtype and x.dtype != y.dtype:
        raise errors.MATMUL_DTYPES(a=a.dtype, b=b.dtype)
    return op.apply(*bias, a, b)


@method()
def dot(input: Tensor, tensor: Tensor) -> Tensor:
    """두 벡터의 안쪽 곱입니다.  (n,) · (n,) → ()"""
    return _multiply(Dot, (1, 1), "dot", input, tensor)


@method()
def mv(input: Tensor, vec: Tensor) -> Tensor:
    """행렬과 벡터의 곱입니다.  (n, m) · (m,) → (n,)"""
    return _multiply(Mv, (2, 1), "mv", input, vec)


@method()
def mm(input: Tensor, mat2: Tensor) -> Tensor:
    """두 행렬의 곱입니다.  (n, k) · (k, m) → (n, m)"""
    return _multiply(Mm, (2, 2), "mm", input, mat2)


@method()
def bmm(input: Tensor, mat2: Tensor) -> Tensor:
    """묶음마다 행렬을 곱합니다.  (묶음, n, k) · (묶음, k, m) → (묶음, n, m)"""
    return _multiply(Bmm, (3, 3), "bmm", input, mat2)


@method()
def addmm(input: Tensor, mat1: Tensor, mat2: Tensor, *, beta: float = 1,
          alpha: float = 1) -> Tensor:
    """beta·input + alpha·(mat1 · mat2). input은 결과의 모양으로 브로드캐스팅할 수 있어야 합니다."""
    input = scaled(input, beta)
    mat1 = mat1 if alpha == 1 else mat1 * alpha
    return _multiply(Addmm, (2, 2), "addmm", mat1, mat2, input)


def scaled(input: Tensor, beta: float) -> Tensor:
    """beta·input입니다. beta = 0이면 input에 NaN이나 ∞가 있어도 0입니다."""
    if beta == 0:
        return input.masked_fill(Tensor(np.array(True)), 0)
    return input if beta == 1 else input * beta


@method("matmul", "__matmul__")
def matmul(input: Tensor, other: Tensor) -> Tensor:
    """행렬 곱.  (…, n, k) @ (…, k, m) → (…, n, m). 1차원은 벡터로 봅니다.

    RuntimeError: 0차원일 때, 안쪽 크기 k가 다를 때, 두 dtype이 다를 때.
    """
    check_tensors("matmul", input, other)
    a, b = input._array.ndim, other._array.ndim
    if a == 0 or b == 0:
        raise errors.MATMUL_NEEDS_A_DIM(a=a, b=b)
    if a == 2 and b == 2:
        return mm(input, other)
    if a == 1 and b == 1:
        return dot(input, other)
    if a == 2 and b == 1:
        return mv(input, other)
    if a == 1 and b == 2:
        row = mm(input.unsqueeze(0), other)
        return SqueezeInPlace.apply(row, dims=(0,))
    return _batched_matmul(input, other)


def _batched_matmul(input: Tensor, other: Tensor) -> Tensor:
    """3차원 이상의 곱을 행렬 곱 하나나 묶음 곱 하나로 바꿉니다."""
    a, b = input._array.shape, other._array.shape
    if len(b) == 1:
        return matmul(input, other.unsqueeze(1)).squeeze(-1)
    if len(a) == 1:
        return matmul(input.unsqueeze(0), other).squeeze(-2)
    if len(b) == 2:  # 앞의 축을 모두 줄로 펴면 행렬 곱 하나입니다.
        rows = mm(input.reshape(int(np.prod(a[:-1])), a[-1]), other)
        return UnsafeView.apply(rows, shape=(*a[:-1], b[-1]))
    try:
        batch = np.broadcast_shapes(a[:-2], b[:-2])
    except ValueError:
        text = " and ".join("x".join(map(str, shape)) for shape in (a, b))
        raise errors.MATMUL_SHAPES(a=a, b=b, text=text) from None
    count = int(np.prod(batch))
    left = input.expand(*batch, *a[-2:]).reshape(count, *a[-2:])
    right = other.expand(*batch, *b[-2:]).reshape(count, *b[-2:])
    return UnsafeView.apply(bmm(left, right), shape=(*batch, a[-2], b[-1]))
