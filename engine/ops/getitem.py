"""대괄호로 고르기입니다: x[0], x[1:3], x[:, None], x[번호 텐서], x[조건].

열쇠를 앞 축부터 읽어 번호와 범위는 뷰로 만들고, 번호 텐서는 모아 두었다가 한 번에 고릅니다.
"""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .broadcast import Unsqueeze
from .index import Index, Select, Slice
from .op import method
from .reshape import Alias


@method("__getitem__")
def getitem(input: Tensor, key) -> Tensor:
    """번호, 범위, None, ..., 번호 텐서, 조건 텐서로 고릅니다.

    번호와 범위는 메모리를 나누어 쓰는 뷰를, 번호 텐서와 조건은 복사본을 줍니다.
    IndexError: 없는 번호일 때.
    """
    out, places = basic_view(input, key)
    if any(isinstance(place, Tensor) for place in places):
        return _advanced(out, places)
    if out is not input:
        return out
    return Alias.apply(input) if key is Ellipsis or key == () else Slice.apply(input, key=(slice(None),))


def basic_view(input: Tensor, key) -> tuple[Tensor, tuple]:
    """번호·범위·None으로 고른 뷰와, 그 뷰의 축마다 남은 번호 텐서(없으면 slice(None))입니다."""
    items = key if isinstance(key, tuple) else (key,)
    return _basic(input, _expand_ellipsis(items, input._array.ndim))


def _expand_ellipsis(items: tuple, ndim: int) -> list:
    """...을 필요한 만큼의 빈 슬라이스로 바꿉니다."""
    used = sum(np.ndim(getattr(item, "_array", item)) if _is_mask(item) else 1
               for item in items if item is not None and item is not Ellipsis)
    if used > ndim:
        raise errors.TOO_MANY_INDICES(ndim=ndim, got=used)
    for i, item in enumerate(items):
        if item is Ellipsis:
            return [*items[:i], *[slice(None)] * (ndim - used), *items[i + 1:]]
    return list(items)


def _is_number(item) -> bool:
    """정수 하나(축이 없는 정수 텐서도)인지입니다. 참·거짓은 정수로 치지 않습니다."""
    if isinstance(item, Tensor):
        return item._array.ndim == 0 and item._array.dtype.kind in "iu"
    return isinstance(item, (int, np.integer)) and not isinstance(item, (bool, np.bool_))


def _is_mask(item) -> bool:
    array = getattr(item, "_array", item)
    return isinstance(array, (bool, np.bool_, np.ndarray)) and np.asarray(array).dtype == np.bool_


def _basic(out: Tensor, items: list) -> tuple[Tensor, tuple]:
    """번호·범위·None을 앞 축부터 하나씩 뷰로 만듭니다. 번호 텐서는 자리만 적어 둡니다."""
    dim, places = 0, []
    for item in items:
        if item is None:
            out = Unsqueeze.apply(out, dim=dim)
        elif isinstance(item, slice):
            out = _slice(out, dim, item)
        elif _is_number(item):
            out = _select(out, dim, int(item))
            continue
        else:
            index = index_tensor(item)
            if index._array.dtype != np.bool_:
                found = [index]
            elif index._array.ndim:
                found = true_places(out, dim, index)
            else:  # x[True]는 크기 1인 축을, x[False]는 크기 0인 축을 끼웁니다.
                out = Unsqueeze.apply(out, dim=dim)
                found = [Tensor(np.zeros(int(index._array), np.int64))]
            places += found
            dim += len(found)
            continue
        places.append(slice(None))
        dim += 1
    return out, tuple(places)


def true_places(out: Tensor, dim: int, mask: Tensor) -> list[Tensor]:
    """조건이 참인 자리의 번호 텐서들입니다. 조건이 바뀐 것을 알도록 버전 번호를 함께 봅니다."""
    array = mask._array
    if out._array.shape[dim:dim + array.ndim] != array.shape:
        raise errors.INDEX_MISMATCH(
            shape=out._array.shape, detail=f"조건의 모양이 {array.shape}입니다.")
    places = [Tensor(numbers) for numbers in array.nonzero()]
    for place in places:
        place._version_counter = mask._version_counter
    return places


def _slice(input: Tensor, dim: int, item: slice) -> Tensor:
    if item == slice(None):
        return input
    if item.step is not None and item.step <= 0:
        raise errors.STEP_MUST_BE_POSITIVE(step=item.step)
    parts = slice(*(None if n is None else int(n) for n in (item.start, item.stop, item.step)))
    return Slice.apply(input, key=(slice(None),) * dim + (parts,))


def _select(input: Tensor, dim: int, index: int) -> Tensor:
    size = input._array.shape[dim]
    if not -size <= index < size:
        raise errors.INDEX_OUT_OF_RANGE(index=index, size=size, dim=dim)
    # 끝의 ...이 있어야 numpy가 값 하나도 복사하지 않고 0차원 뷰로 줍니다.
    return Select.apply(input, key=(slice(None),) * dim + (index, Ellipsis))


def index_tensor(item) -> Tensor:
    """번호나 조건을 텐서로 만듭니다. IndexError: 정수도 참·거짓도 아닐 때."""
    if isinstance(item, str):
        raise errors.INDEX_OF_OTHER_TYPE(type="str")
    array = np.asarray(getattr(item, "_array", item))
    if array.size == 0 and not isinstance(item, (Tensor, np.ndarray)):
        array = array.astype(np.int64)  # 빈 목록 []
    if array.dtype.kind not in "iub":
        raise errors.INDEX_TYPE(type=array.dtype)
    return item if isinstance(item, Tensor) else Tensor(array)


def _advanced(input: Tensor, places: tuple) -> Tensor:
    try:
        return Index.apply(input, key=places)
    except IndexError as error:
        raise errors.INDEX_MISMATCH(shape=input._array.shape, detail=error) from None
