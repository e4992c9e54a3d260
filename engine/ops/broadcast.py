"""크기 1인 축을 끼우고, 빼고, 늘리고, 늘어난 것을 되돌리는 연산입니다."""

from __future__ import annotations

import math

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import UNSET, check_dim, check_dims, sizes_of
from .op import Op, method
from .reshape import View


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
    """squeeze_(dim)입니다. matmul이 벡터를 행렬로 바꾸어 곱한 뒤 끼웠던 축을 뺄 때도 씁니다."""

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


@method()
def unsqueeze(input: Tensor, dim: int) -> Tensor:
    """dim 자리에 크기 1인 축을 끼웁니다."""
    return Unsqueeze.apply(input, dim=check_dim(dim, input._array.ndim + 1))


@method()
def squeeze(input: Tensor, dim: int | tuple = UNSET) -> Tensor:
    """크기 1인 축을 뺍니다. dim을 적으면 그 축만, 크기가 1일 때만 뺍니다."""
    op, dims = prepare_squeeze(input, dim)
    return op.apply(input, dims=dims)


def prepare_squeeze(input: Tensor, dim) -> tuple[type[Op], tuple]:
    """squeeze가 쓸 연산과 뺄 축입니다."""
    shape = input._array.shape
    if dim is UNSET:
        return Squeeze, tuple(i for i, size in enumerate(shape) if size == 1)
    if not isinstance(dim, (tuple, list)):
        dim = check_dim(dim, len(shape))
        return SqueezeDim, (dim,) if shape and shape[dim] == 1 else ()
    dims = check_dims(input, dim) or ()
    return SqueezeDims, tuple(d for d in dims if shape[d] == 1)


@method()
def expand(input: Tensor, *size) -> Tensor:
    """크기 1인 축을 복사 없이 늘립니다. -1은 그대로 두라는 뜻입니다. 새 축은 앞에만 붙습니다.

    RuntimeError: 크기가 1이 아닌 축을 늘리려 할 때.
    """
    old, new = input._array.shape, sizes_of(size)
    kept = (None,) * (len(new) - len(old)) + old
    full = tuple(size if want == -1 else want for want, size in zip(new, kept))
    fits = len(new) >= len(old) and None not in full
    if not fits or any(have not in (None, 1, want) for want, have in zip(full, kept)):
        raise errors.EXPAND_SHAPE(old=old, new=new)
    return Expand.apply(input, shape=full)


@method()
def expand_as(input: Tensor, other: Tensor) -> Tensor:
    """other의 모양으로 늘립니다."""
    return expand(input, other._array.shape)


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
    if extra:
        input = input.sum(tuple(range(extra)))
    return input.sum([i - extra for i in stretched], keepdim=True) if stretched else input
