"""번호 텐서가 자리마다 하나씩 고르는 연산입니다: gather, scatter, take.

gather의 번호 텐서는 결과와 모양이 같습니다. dim = 0인 2차원이면 c[i][j] = a[index[i][j]][j]입니다.
scatter는 거꾸로 씁니다: c[index[i][j]][j] = src[i][j].
"""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, check_same_dtype, check_tensors
from .index import IndexAdd
from .op import Op, method


def places(index: np.ndarray, dim: int) -> tuple:
    """dim 축은 번호 텐서가, 나머지 축은 제자리가 고르는 numpy 열쇠입니다."""
    index = np.atleast_1d(index)
    key = list(np.ix_(*map(np.arange, index.shape)))
    key[dim] = index
    return tuple(key)


class Gather(Op):
    """c = a에서 번호가 가리키는 값.  변화도는 고른 자리에 더합니다."""

    @staticmethod
    def forward(a, index, dim):
        return np.atleast_1d(a)[places(index._array, dim)].reshape(index._array.shape)

    def grad_a(self, grad, index):
        zeros = Tensor(np.zeros(self.input_shape(), grad._array.dtype))
        return ScatterAdd.apply(zeros, grad, index=index, dim=self.dim)


class ScatterAdd(Op):
    """c = a의 번호가 가리키는 자리에 src를 더한 것   변화도: a에는 grad, src에는 grad에서 고른 것"""

    @staticmethod
    def forward(a, src, index, dim):
        c = a.copy()
        np.add.at(np.atleast_1d(c), places(index._array, dim), np.atleast_1d(src))
        return c

    def grad_a(self, grad):
        return grad

    def grad_src(self, grad, index):
        return Gather.apply(grad, index=index, dim=self.dim)


class Scatter(Op):
    """c = a의 번호가 가리키는 자리를 src로 바꾼 것   바뀐 자리의 변화도는 a 대신 src로 갑니다."""

    @staticmethod
    def forward(a, src, index, dim):
        c = a.copy()
        np.atleast_1d(c)[places(index._array, dim)] = np.atleast_1d(src)
        return c

    def grad_a(self, grad, index):
        return ScatterNumber.apply(grad, index=index, dim=self.dim, value=0)

    def grad_src(self, grad, index):
        return Gather.apply(grad, index=index, dim=self.dim)


class ScatterNumber(Op, name="ScatterBackward1"):
    """c = a의 번호가 가리키는 자리를 숫자로 바꾼 것   바뀐 자리의 변화도는 0입니다."""

    @staticmethod
    def forward(a, index, dim, value):
        c = a.copy()
        np.atleast_1d(c)[places(index._array, dim)] = value
        return c

    def grad_a(self, grad, index):
        return ScatterNumber.apply(grad, index=index, dim=self.dim, value=0)


class Take(Op):
    """c = 한 줄로 편 a에서 번호로 고른 값   변화도는 고른 자리에 더합니다."""

    @staticmethod
    def forward(a, index):
        return np.take(a, index._array)

    def grad_a(self, grad, index):
        shape = self.input_shape()
        if not shape:
            return grad.sum()
        key = np.unravel_index(index._array % int(np.prod(shape)), shape)
        return IndexAdd.apply(grad, shape=shape, key=key)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def check_index(name: str, input: Tensor, dim: int, index: Tensor, *src: Tensor) -> dict:
    """번호 텐서를 확인하고, 음수 dim을 고칩니다.

    RuntimeError: 정수가 아닐 때, 축의 개수가 다를 때, dim 밖의 축이 더 클 때, 범위를 벗어났을 때.
    """
    check_tensors(name, input, index, *src)
    check_same_dtype(name, input, *src)
    number, shape = index._array, input._array.shape or (1,)
    if number.dtype.kind not in "iu":
        raise errors.INDEX_OF_OTHER_DTYPE(name=name, dtype=index.dtype)
    dim = check_dim(dim, len(shape))
    sizes = number.shape or (1,)
    if number.size == 0:
        return {"index": index, "dim": dim}
    if any(len(t._array.shape or (1,)) != len(sizes) for t in (input, *src)):
        raise errors.INDEX_OF_OTHER_NDIM(name=name, index=number.shape, shape=input._array.shape)
    limits = [(t._array.shape or (1,), t is input) for t in (input, *src)]
    if any(size > limit[i] for limit, own in limits for i, size in enumerate(sizes)
           if not (own and i == dim)):
        raise errors.INDEX_TOO_LARGE(name=name, index=number.shape, dim=dim,
                                     shape=[t._array.shape for t in (input, *src)])
    check_range(number, shape[dim], dim, errors.GATHER_OUT_OF_RANGE)
    return {"index": index, "dim": dim}


def check_range(index: np.ndarray, size: int, dim: int, message) -> None:
    """번호가 모두 0 이상 size 미만인지 봅니다. message: 벗어났을 때의 오류 글"""
    outside = index[(index < 0) | (index >= size)]
    if outside.size:
        raise message(index=outside.flat[0], size=size, dim=dim)


@method()
def gather(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """dim 축에서 자리마다 번호 하나씩을 고릅니다. 결과의 모양은 index와 같습니다.

    RuntimeError: index가 정수가 아니거나, input과 축의 개수가 다르거나, 범위를 벗어났을 때.
    """
    return Gather.apply(input, **check_index("gather", input, dim, index))


def prepare_scatter(name: str, input: Tensor, dim: int, index: Tensor, src) -> tuple:
    """scatter가 쓸 연산, 텐서 입력, 설정입니다. src는 텐서여도 숫자여도 됩니다."""
    if not isinstance(src, Tensor):
        return ScatterNumber, (), {**check_index(name, input, dim, index), "value": src}
    params = check_index(name, input, dim, index, src)
    if src._array.shape != index._array.shape and src._array.ndim:  # 남는 값은 쓰지 않습니다.
        src = src[tuple(slice(size) for size in index._array.shape)]
    return (Scatter if name == "scatter" else ScatterAdd), (src,), params


@method()
def scatter(input: Tensor, dim: int, index: Tensor, src: Tensor | float | None = None, *,
            value: float | None = None) -> Tensor:
    """index가 가리키는 자리를 src(텐서나 숫자)로 바꾼 텐서입니다. 오류는 gather와 같습니다."""
    src = value if src is None else src
    op, others, params = prepare_scatter("scatter", input, dim, index, src)
    return op.apply(input, *others, **params)


@method()
def scatter_add(input: Tensor, dim: int, index: Tensor, src: Tensor) -> Tensor:
    """index가 가리키는 자리에 src를 더한 텐서입니다. 오류는 gather와 같습니다."""
    check_tensors("scatter_add", src)
    op, others, params = prepare_scatter("scatter_add", input, dim, index, src)
    return op.apply(input, *others, **params)


@method()
def take(input: Tensor, index: Tensor) -> Tensor:
    """한 줄로 편 input에서 번호로 고릅니다. 결과의 모양은 index와 같습니다.

    IndexError: 없는 번호일 때. RuntimeError: index가 정수가 아닐 때.
    """
    check_tensors("take", input, index)
    number, size = index._array, input._array.size
    if number.dtype.kind not in "iu":
        raise errors.INDEX_OF_OTHER_DTYPE(name="take", dtype=index.dtype)
    check_range(np.where(number < 0, number + size, number), size, 0, errors.INDEX_OUT_OF_RANGE)
    return Take.apply(input, index=index)


@method()
def take_along_dim(input: Tensor, indices: Tensor, dim: int | None = None) -> Tensor:
    """gather와 같지만 dim 밖의 축을 서로 브로드캐스팅합니다. dim을 빼면 둘 다 한 줄로 폅니다."""
    if dim is None:
        return gather(input.reshape(-1), 0, indices.reshape(-1))
    dim = check_dim(dim, input._array.ndim)
    wide = [1 if i == dim else size for i, size in enumerate(indices._array.shape)]
    rest = [1 if i == dim else size for i, size in enumerate(input._array.shape)]
    shape = list(np.broadcast_shapes(wide, rest))
    shape[dim] = input._array.shape[dim]
    full = [*shape[:dim], indices._array.shape[dim], *shape[dim + 1:]]
    return gather(input.expand(shape), dim, indices.expand(full))
