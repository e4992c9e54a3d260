"""고른 자리에 다른 텐서의 값을 놓는 함수입니다: 번호로, 마스크로, 뷰의 자리에.

밑줄이 붙은 메서드는 결과를 자신의 메모리에 쓰고 자신을 돌려줍니다.
"""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .assign import IndexPut
from .axes import select
from .checks import check_dim, check_same_dtype, check_tensors
from .diagonal import diagonal
from .getitem import getitem, index_tensor, true_places
from .index import IndexAdd, Indexing, numpy_key
from .inplace import in_place, in_place_method
from .masked import MaskedSelect, check_mask
from .op import Op, method
from .reshape import clone
from .where import where


class IndexPutAccumulate(Indexing, name="IndexPutBackward0"):
    """c = a의 고른 자리에 b를 더한 것. 한 자리를 두 번 골랐으면 두 번 더합니다.   ∂c/∂a = 1, b에는 고른 grad"""

    @staticmethod
    def forward(a, b, key):
        c, key = a.copy(), numpy_key(key)
        try:
            np.add.at(c, key, b)
        except IndexError as error:
            raise errors.INDEX_MISMATCH(shape=a.shape, detail=error) from None
        except ValueError:
            raise errors.INDEX_VALUE_SHAPE(shape=a[key].shape, value=b.shape) from None
        return c

    def grad_a(self, grad):
        return grad

    def grad_b(self, grad):
        return getitem(grad, self.places())


class MaskedScatter(Op):
    """c = a의 마스크가 참인 자리에 b의 값을 차례로 놓은 것   바뀐 자리의 변화도는 a 대신 b로 갑니다."""

    @staticmethod
    def forward(a, b, mask):
        shape = np.broadcast_shapes(a.shape, mask._array.shape)
        c, mask = np.broadcast_to(a, shape).copy(), np.broadcast_to(mask._array, shape)
        c[mask] = b.reshape(-1)[:np.count_nonzero(mask)]
        return c

    def grad_a(self, grad, mask):
        return where(mask, 0, grad)

    def grad_b(self, grad, mask):
        shape = self.input_shape(1)
        taken = MaskedSelect.apply(grad, mask=mask)
        front = IndexAdd.apply(taken, shape=(int(np.prod(shape)),),
                               key=(slice(taken._array.size),))
        return front.reshape(shape)


# ── 번호로 ────────────────────────────────────────────────────────────────────────────────────


def _prepare_put(input: Tensor, indices, values: Tensor, accumulate: bool) -> tuple:
    """index_put이 쓸 연산과 번호들입니다."""
    check_tensors("index_put", input, values, *indices)
    check_same_dtype("index_put", input, values)
    places = []
    for index in map(index_tensor, indices):
        is_mask = index._array.dtype == np.bool_
        places += true_places(input, len(places), index) if is_mask else [index]
    if len(places) > input._array.ndim:
        raise errors.TOO_MANY_INDICES(ndim=input._array.ndim, got=len(places))
    return IndexPutAccumulate if accumulate else IndexPut, {"key": tuple(places)}


@method()
def index_put(input: Tensor, indices, values: Tensor, accumulate: bool = False) -> Tensor:
    """input[indices] = values를 한 복사본입니다. accumulate=True면 바꾸는 대신 더합니다.

    indices: 축마다 번호 텐서 하나씩인 튜플. values: 고른 모양으로 브로드캐스팅합니다.
    IndexError: 없는 번호일 때. RuntimeError: dtype이 다르거나 values의 모양이 맞지 않을 때.
    """
    op, params = _prepare_put(input, indices, values, accumulate)
    return op.apply(input, values, **params)


@in_place_method("index_put_")
def index_put_(input: Tensor, indices, values: Tensor, accumulate: bool = False) -> Tensor:
    op, params = _prepare_put(input, indices, values, accumulate)
    return in_place(op, input, values, **params)


def _along(input: Tensor, dim: int, index: Tensor, source: Tensor) -> tuple:
    check_tensors("index_copy", input, index, source)
    check_same_dtype("index_copy", input, source)
    dim = check_dim(dim, input._array.ndim)
    shape = input._array.shape
    if source._array.ndim == len(shape) and source._array.shape[dim] != index._array.size:
        raise errors.INDEX_COPY_COUNT(
            count=index._array.size, dim=dim, size=source._array.shape[dim])
    expected = (*shape[:dim], index._array.size, *shape[dim + 1:])
    if source._array.shape != expected:
        raise errors.INDEX_ADD_SHAPE(source=source._array.shape, expected=expected)
    return (*(slice(None),) * dim, index)


@method()
def index_copy(input: Tensor, dim: int, index: Tensor, source: Tensor) -> Tensor:
    """dim 축에서 번호들이 가리키는 자리를 source로 바꾼 텐서입니다. IndexError: 번호와 값의 개수가 다를 때."""
    return IndexPut.apply(input, source, key=_along(input, dim, index, source))


@in_place_method("index_copy_")
def index_copy_(input: Tensor, dim: int, index: Tensor, source: Tensor) -> Tensor:
    return in_place(IndexPut, input, source, key=_along(input, dim, index, source))


# ── 마스크로 ──────────────────────────────────────────────────────────────────────────────────


def _check_source(input: Tensor, mask: Tensor, source: Tensor) -> None:
    check_mask("masked_scatter", input, mask)
    check_tensors("masked_scatter", source)
    check_same_dtype("masked_scatter", input, source)
    shape = np.broadcast_shapes(input._array.shape, mask._array.shape)
    count = np.count_nonzero(np.broadcast_to(mask._array, shape))
    if source._array.size < count:
        raise errors.MASKED_SCATTER_TOO_FEW(count=count, got=source._array.size)


@method()
def masked_scatter(input: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    """mask가 참인 자리에 source의 값을 차례로 놓은 텐서입니다.

    RuntimeError: source의 값이 모자라거나 dtype이 다를 때, mask가 참·거짓이 아닐 때.
    """
    _check_source(input, mask, source)
    return MaskedScatter.apply(input, source, mask=mask)


@in_place_method("masked_scatter_")
def masked_scatter_(input: Tensor, mask: Tensor, source: Tensor) -> Tensor:
    _check_source(input, mask, source)
    return in_place(MaskedScatter, input, source, mask=mask)


@in_place_method("fill_diagonal_")
def fill_diagonal_(input: Tensor, fill_value: float, wrap: bool = False) -> Tensor:
    mask = np.zeros(input._array.shape, bool)
    try:
        np.fill_diagonal(mask, True, wrap)
    except ValueError:
        raise errors.NO_DIAGONAL(shape=input._array.shape) from None
    return input.masked_fill_(Tensor(mask), fill_value)


# ── 뷰의 자리에 ───────────────────────────────────────────────────────────────────────────────


def _with_view_replaced(input: Tensor, src: Tensor, view) -> Tensor:
    """input의 복사본에서 view(복사본)의 자리를 src로 바꿉니다. RuntimeError: 모양이 다를 때."""
    out = clone(input)
    place = view(out)
    if place._array.shape != src._array.shape:
        raise errors.SCATTER_SHAPE(src=src._array.shape, place=place._array.shape)
    place.copy_(src)
    return out


@method()
def select_scatter(input: Tensor, src: Tensor, dim: int, index: int) -> Tensor:
    """select(dim, index)의 자리를 src로 바꾼 복사본입니다. RuntimeError: 모양이 다를 때."""
    return _with_view_replaced(input, src, lambda out: select(out, dim, index))


@method()
def slice_scatter(input: Tensor, src: Tensor, dim: int = 0, start: int | None = None,
                  end: int | None = None, step: int = 1) -> Tensor:
    """dim 축의 start:end:step 자리를 src로 바꾼 복사본입니다. RuntimeError: 모양이 다를 때."""
    key = (*(slice(None),) * check_dim(dim, input._array.ndim), slice(start, end, step))
    return _with_view_replaced(input, src, lambda out: getitem(out, key))


@method()
def diagonal_scatter(input: Tensor, src: Tensor, offset: int = 0, dim1: int = 0,
                     dim2: int = 1) -> Tensor:
    """대각선을 src로 바꾼 복사본입니다. RuntimeError: 모양이 다를 때."""
    return _with_view_replaced(input, src, lambda out: diagonal(out, offset, dim1, dim2))
