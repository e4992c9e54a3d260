"""모양을 다시 보는 연산입니다: view, reshape, flatten. 복사하는 clone과 contiguous도 여기 있습니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, sizes_of
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


class Alias(Op):
    """c = a 그대로. 메모리를 나누어 씁니다: x[...]"""

    view = True

    @staticmethod
    def forward(a):
        return a.view()

    def grad_a(self, grad):
        return grad


class Clone(Op):
    """c = a의 복사본.  ∂c/∂a = 1"""

    @staticmethod
    def forward(a):
        return a.copy(order="K")

    def grad_a(self, grad):
        return grad


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def view(input: Tensor, *size) -> Tensor:
    """메모리를 나누어 쓰면서 모양만 바꾸어 봅니다. 한 축을 -1로 두면 크기를 대신 계산합니다.

    RuntimeError: 값의 개수가 다르거나, 복사하지 않고는 그 모양으로 볼 수 없을 때.
    """
    return View.apply(input, shape=_view_sizes(size))


def _view_sizes(args: tuple) -> tuple[int, ...]:
    """RuntimeError: -1보다 작은 크기가 있을 때."""
    shape = sizes_of(args)
    if shape and min(shape) < -1:
        raise errors.VIEW_NEGATIVE(size=min(shape))
    return shape


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
