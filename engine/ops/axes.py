"""축을 골라 부르는 뷰입니다. 모두 permute, transpose, view, 슬라이스로 적은 다른 이름입니다."""

from __future__ import annotations

from .. import errors
from ..tensor import Tensor
from .broadcast import expand
from .checks import check_dim, sizes_of
from .getitem import getitem
from .op import method
from .reshape import contiguous, reshape, view
from .transpose import permute, transpose

method("swapdims")(transpose)


@method()
def swapaxes(input: Tensor, axis0: int, axis1: int) -> Tensor:
    """두 축을 맞바꿉니다."""
    return transpose(input, axis0, axis1)


@method("movedim", "moveaxis")
def movedim(input: Tensor, source: int | tuple, destination: int | tuple) -> Tensor:
    """source 축을 destination 자리로 옮깁니다. 나머지 축의 차례는 그대로입니다.

    RuntimeError: 두 쪽의 축 개수가 다르거나 같은 축을 두 번 적었을 때.
    """
    ndim = input._array.ndim
    sides = [(side,) if isinstance(side, int) else tuple(side) for side in (source, destination)]
    if len(sides[0]) != len(sides[1]):
        raise errors.MOVEDIM_COUNTS(source=sides[0], destination=sides[1])
    source, destination = ([check_dim(dim, ndim) for dim in side] for side in sides)
    for dims in (source, destination):
        for dim in dims:
            if dims.count(dim) > 1:
                raise errors.DIM_TWICE(dim=dim)
    if ndim == 0:
        return permute(input, ())
    order = [dim for dim in range(ndim) if dim not in source]
    for place, dim in sorted(zip(destination, source)):
        order.insert(place, dim)
    return permute(input, order)


@method()
def unflatten(input: Tensor, dim: int, sizes: tuple) -> Tensor:
    """dim 축 하나를 sizes 모양의 여러 축으로 나눕니다. 한 크기를 -1로 두면 대신 계산합니다.

    RuntimeError: 크기의 곱이 그 축의 크기와 다를 때.
    """
    shape = input._array.shape
    dim = check_dim(dim, len(shape))
    known, guessed = 1, list(sizes).count(-1)
    for size in sizes:
        known *= size if size != -1 else 1
    if guessed > 1 or (known != shape[dim] if not guessed else not known or shape[dim] % known):
        raise errors.UNFLATTEN_SIZES(sizes=list(sizes), dim=dim, size=shape[dim])
    filled = [shape[dim] // known if size == -1 else size for size in sizes]
    return view(input, (*shape[:dim], *filled, *shape[dim + 1:]))


@method()
def ravel(input: Tensor) -> Tensor:
    """한 줄로 폅니다."""
    return view(contiguous(input), -1)


@method()
def reshape_as(input: Tensor, other: Tensor) -> Tensor:
    """other와 같은 모양으로 바꿉니다."""
    return reshape(input, other._array.shape)


@method()
def broadcast_to(input: Tensor, *size) -> Tensor:
    """size 모양으로 늘립니다."""
    return expand(input, sizes_of(size))


@method()
def narrow(input: Tensor, dim: int, start: int, length: int) -> Tensor:
    """dim 축에서 start부터 length개만 본 뷰입니다. RuntimeError: 축을 벗어날 때."""
    dim = check_dim(dim, input._array.ndim)
    size = input._array.shape[dim]
    first = start + size if start < 0 else start
    if length < 0 or not 0 <= first <= size - length:
        raise errors.NARROW_OUT_OF_RANGE(start=start, length=length, size=size, dim=dim)
    return getitem(input, (slice(None),) * dim + (slice(first, first + length),))


@method()
def select(input: Tensor, dim: int, index: int) -> Tensor:
    """dim 축에서 번호 하나를 고른 뷰입니다. IndexError: 없는 번호일 때."""
    dim = check_dim(dim, input._array.ndim)
    return getitem(input, (slice(None),) * dim + (index,))
