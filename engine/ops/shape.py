"""모양만 바꾸는 연산입니다. 대부분 메모리를 나누어 쓰는 뷰를 돌려줍니다."""

from __future__ import annotations

import math

import numpy as np

from .. import errors
from ..tensor import Tensor
from .op import Op, method


class View(Op):
    """c = a를 다른 모양으로 본 것.  변화도는 a의 모양으로 되돌립니다."""

    view = True

    @staticmethod
    def forward(a, shape):
        try:
            return a.reshape(shape, copy=False)
        except ValueError:
            raise _view_error(a, shape) from None

    def grad_a(self, grad):
        return grad.reshape(self.input_shape())


def _view_error(a: np.ndarray, shape: tuple) -> Exception:
    known = int(np.prod([size for size in shape if size != -1]))
    fits = a.size == known if -1 not in shape else known != 0 and a.size % known == 0
    if fits and shape.count(-1) < 2:
        return errors.VIEW_NEEDS_COPY(old=a.shape, new=shape)
    return errors.VIEW_SIZE(old=a.shape, new=list(shape), numel=a.size)


class UnsafeView(View):
    """c = 방금 복사한 a를 다른 모양으로 본 것.  a를 볼 길이 달리 없어 뷰로 치지 않습니다."""

    view = False


class Clone(Op):
    """c = a의 복사본.  ∂c/∂a = 1"""

    @staticmethod
    def forward(a):
        return a.copy(order="K")

    def grad_a(self, grad):
        return grad


class Alias(Op):
    """c = a 그대로. 메모리를 나누어 씁니다: x[...]"""

    view = True

    @staticmethod
    def forward(a):
        return a.view()

    def grad_a(self, grad):
        return grad


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
        return grad.permute(*np.argsort(self.dims).tolist())


class Unsqueeze(Op):
    """c = a에 크기 1인 축을 끼운 것.  변화도에서는 그 축을 뺍니다."""

    view = True

    @staticmethod
    def forward(a, dim):
        return a[(slice(None),) * dim + (None,)]

    def grad_a(self, grad):
        return grad.squeeze(self.dim)


class Squeeze(Op):
    """c = a에서 크기 1인 축을 뺀 것.  변화도는 a의 모양으로 되돌립니다."""

    view = True

    @staticmethod
    def forward(a, dims):
        return np.squeeze(a, axis=dims)

    def grad_a(self, grad):
        return View.apply(grad, shape=self.input_shape())


class SqueezeDim(Squeeze, name="SqueezeBackward1"):
    """dim을 적은 squeeze입니다."""


class SqueezeDims(Squeeze, name="SqueezeBackward2"):
    """여러 축을 적은 squeeze입니다."""


class SqueezeInPlace(Squeeze, name="SqueezeBackward4"):
    """matmul이 벡터를 행렬로 바꾸어 곱한 뒤 끼웠던 축을 빼는 squeeze_(dim)입니다."""

    view = False


class Expand(Op):
    """c = a를 되풀이해 늘린 것. 복사하지 않습니다.  변화도는 늘어난 축을 따라 더합니다."""

    view = True

    @staticmethod
    def forward(a, shape):
        if math.prod(shape) == a.size:  # 크기 1인 축만 늘어났으면 고칠 수 있는 뷰로 둡니다.
            return a.reshape(shape)
        return np.broadcast_to(a, shape)

    def grad_a(self, grad):
        return grad  # 더해서 되돌리는 일은 역전파가 간선에서 합니다.


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def check_dim(dim: int, ndim: int) -> int:
    """음수 축을 0 이상으로 바꿉니다. IndexError: 없는 축일 때."""
    size = max(ndim, 1)
    if not -size <= dim < size:
        raise errors.DIM_OUT_OF_RANGE(dim=dim, low=-size, high=size - 1)
    return dim % size


def sizes_of(args: tuple) -> tuple[int, ...]:
    """view(2, 3), view((2, 3)), view(x.shape)를 모두 튜플로 만듭니다."""
    shape = args[0] if len(args) == 1 and isinstance(args[0], (tuple, list)) else args
    return tuple(map(int, shape))


def _view_sizes(args: tuple) -> tuple[int, ...]:
    """RuntimeError: -1보다 작은 크기가 있을 때."""
    shape = sizes_of(args)
    if shape and min(shape) < -1:
        raise errors.VIEW_NEGATIVE(size=min(shape))
    return shape


@method()
def view(input: Tensor, *shape) -> Tensor:
    """메모리를 나누어 쓰면서 모양만 바꾸어 봅니다. 한 축을 -1로 두면 크기를 대신 계산합니다.

    RuntimeError: 값의 개수가 다르거나, 복사하지 않고는 그 모양으로 볼 수 없을 때.
    """
    return View.apply(input, shape=_view_sizes(shape))


@method()
def view_as(input: Tensor, other: Tensor) -> Tensor:
    """other와 같은 모양으로 봅니다."""
    return view(input, other._array.shape)


@method()
def reshape(input: Tensor, *shape) -> Tensor:
    """모양을 바꿉니다. 될 수 있으면 메모리를 나누어 쓰고, 아니면 복사합니다."""
    shape = _view_sizes(shape)
    try:
        return View.apply(input, shape=shape)
    except RuntimeError:
        if input._array.flags.c_contiguous:
            raise
        return UnsafeView.apply(contiguous(input), shape=shape)


@method()
def flatten(input: Tensor, start_dim: int = 0, end_dim: int = -1) -> Tensor:
    """start_dim부터 end_dim까지의 축을 하나로 폅니다."""
    old = input._array.shape or (1,)
    start, end = check_dim(start_dim, len(old)), check_dim(end_dim, len(old))
    if start == end and input._array.ndim:
        return input
    return reshape(input, *old[:start], int(np.prod(old[start:end + 1])), *old[end + 1:])


@method()
def clone(input: Tensor) -> Tensor:
    """값을 복사한 텐서입니다. 기록은 이어집니다."""
    return Clone.apply(input)


@method()
def contiguous(input: Tensor) -> Tensor:
    """값이 메모리에 차례대로 놓인 텐서입니다. 이미 그렇다면 자신을 돌려줍니다."""
    if input._array.flags.c_contiguous:
        return input
    out = Clone.apply(input)
    out._array = np.ascontiguousarray(out._array)
    return out


@method()
def transpose(input: Tensor, dim0: int, dim1: int) -> Tensor:
    """두 축을 맞바꿉니다."""
    ndim = input._array.ndim
    return Transpose.apply(input, dim0=check_dim(dim0, ndim), dim1=check_dim(dim1, ndim))


@method()
def t(input: Tensor) -> Tensor:
    """행렬을 뒤집습니다(전치). 1차원 이하면 그대로입니다. RuntimeError: 3차원 이상일 때."""
    if input._array.ndim > 2:
        raise errors.WRONG_NDIM(name="t()", expected="0~2", got=input._array.ndim)
    return T.apply(input)


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


@method()
def unsqueeze(input: Tensor, dim: int) -> Tensor:
    """dim 자리에 크기 1인 축을 끼웁니다."""
    return Unsqueeze.apply(input, dim=check_dim(dim, input._array.ndim + 1))


@method()
def squeeze(input: Tensor, dim: int | tuple | None = None) -> Tensor:
    """크기 1인 축을 뺍니다. dim을 적으면 그 축만, 크기가 1일 때만 뺍니다."""
    shape = input._array.shape
    if dim is None:
        return Squeeze.apply(input, dims=tuple(i for i, size in enumerate(shape) if size == 1))
    dims = tuple(check_dim(d, len(shape)) for d in (dim if isinstance(dim, tuple) else (dim,)))
    op = SqueezeDims if isinstance(dim, tuple) else SqueezeDim
    return op.apply(input, dims=tuple(d for d in dims if shape and shape[d] == 1))


@method()
def expand(input: Tensor, *shape) -> Tensor:
    """크기 1인 축을 복사 없이 늘립니다. -1은 그대로 두라는 뜻입니다. 새 축은 앞에만 붙습니다.

    RuntimeError: 크기가 1이 아닌 축을 늘리려 할 때.
    """
    old, new = input._array.shape, sizes_of(shape)
    kept = (None,) * (len(new) - len(old)) + old
    full = tuple(size if want == -1 else want for want, size in zip(new, kept))
    fits = len(new) >= len(old) and None not in full
    if not fits or any(have not in (None, 1, want) for want, have in zip(full, kept)):
        raise errors.EXPAND_SHAPE(old=old, new=new)
    return Expand.apply(input, shape=full)


@method()
def expand_as(input: Tensor, other: Tensor) -> Tensor:
    """other의 모양으로 늘립니다."""
    return expand(input, *other._array.shape)


@method()
def sum_to_size(input: Tensor, *size) -> Tensor:
    """브로드캐스팅으로 늘어난 축을 따라 더해 `size` 모양으로 되돌립니다.

    앞에 붙은 축은 더해 없애고, 크기 1에서 늘어난 축은 더해 1로 둡니다.
    """
    old, new = input._array.shape, sizes_of(size)
    extra = len(old) - len(new)
    stretched = [extra + i for i, want in enumerate(new) if want == 1 and old[extra + i] != 1]
    if extra < 0 or any(want not in (1, have) for want, have in zip(new, old[extra:])):
        raise errors.EXPAND_SHAPE(old=new, new=old)
    dims = (*range(extra), *stretched)
    if not dims:
        return input
    total = input.sum(dims, keepdim=True)
    return View.apply(total, shape=new) if extra else total


def _flipped(input: Tensor) -> Tensor:
    return permute(input, *reversed(range(input._array.ndim)))


Tensor.T = property(_flipped, doc="축을 모두 거꾸로 늘어놓은 텐서입니다.")
Tensor.mT = property(lambda input: transpose(input, -2, -1), doc="마지막 두 축을 맞바꾼 텐서입니다.")
