"""한 축의 번호를 벡터로 적어 고르고, 더하고, 채우는 연산입니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, check_same_dtype, check_tensors
from .gather import check_range
from .op import Op, method


def _at(index: Tensor, dim: int) -> tuple:
    """dim 축에서 번호들을 고르는 numpy 열쇠입니다."""
    return (*(slice(None),) * dim, np.atleast_1d(index._array))


class IndexSelect(Op):
    """c = a의 dim 축에서 번호들을 고른 것   변화도는 고른 자리에 더합니다."""

    @staticmethod
    def forward(a, dim, index):
        return a[_at(index, dim)] if a.ndim else a.copy()

    def grad_a(self, grad, index):
        zeros = Tensor(np.zeros(self.input_shape(), grad._array.dtype))
        return IndexAddDim.apply(zeros, grad, dim=self.dim, index=index, alpha=1)


class IndexAddDim(Op, name="IndexAddBackward0"):
    """c = a의 번호들이 가리키는 자리에 α·src를 더한 것   변화도: src에는 α·grad에서 고른 것"""

    @staticmethod
    def forward(a, src, dim, index, alpha):
        c = a.copy()
        np.add.at(np.atleast_1d(c), _at(index, dim), a.dtype.type(alpha) * np.atleast_1d(src))
        return c

    def grad_a(self, grad):
        return grad

    def grad_src(self, grad, index):
        picked = IndexSelect.apply(grad, dim=self.dim, index=index).reshape(self.input_shape(1))
        return picked if self.alpha == 1 else picked * self.alpha


class IndexFill(Op):
    """c = a의 번호들이 가리키는 자리를 숫자로 채운 것   채운 자리의 변화도는 0입니다."""

    @staticmethod
    def forward(a, dim, index, value):
        c = a.copy()
        np.atleast_1d(c)[_at(index, dim)] = value
        return c

    def grad_a(self, grad, index):
        return IndexFill.apply(grad, dim=self.dim, index=index, value=0)


class IndexFillTensor(Op, name="IndexFillBackward1"):
    """c = a의 번호들이 가리키는 자리를 0차원 텐서의 값으로 채운 것   채운 자리의 변화도는 그 값으로 모입니다."""

    reads_first = True

    @staticmethod
    def forward(a, value, dim, index):
        return IndexFill.forward(a, dim, index, value)

    def grad_a(self, grad, index):
        return IndexFill.apply(grad, dim=self.dim, index=index, value=0)

    def grad_value(self, grad, index):
        once = Tensor(np.unique(index._array % max(grad._array.shape[self.dim], 1)))
        return IndexSelect.apply(grad, dim=self.dim, index=once).sum()


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def _check(name: str, input: Tensor, dim: int, index: Tensor) -> int:
    """번호 벡터를 확인하고 dim을 0 이상으로 고칩니다."""
    check_tensors(name, input, index)
    if index._array.dtype.kind not in "iu":
        raise errors.INDEX_OF_OTHER_DTYPE(name=name, dtype=index.dtype)
    if index._array.ndim > 1:
        raise errors.INDEX_NOT_A_VECTOR(name=name, index=index._array.shape)
    return check_dim(dim, input._array.ndim)


def _size(input: Tensor, dim: int) -> int:
    return input._array.shape[dim] if input._array.ndim else 1


@method()
def index_select(input: Tensor, dim: int, index: Tensor) -> Tensor:
    """dim 축에서 번호들을 골라 복사합니다.

    IndexError: index가 벡터가 아니거나 없는 번호일 때. RuntimeError: index가 정수가 아닐 때.
    """
    dim = _check("index_select", input, dim, index)
    check_range(index._array, _size(input, dim), dim, errors.INDEX_OUT_OF_RANGE)
    return IndexSelect.apply(input, dim=dim, index=index)


def prepare_index_add(input: Tensor, dim: int, index: Tensor, source: Tensor) -> dict:
    """index_add의 입력을 확인합니다."""
    dim = _check("index_add", input, dim, index)
    check_tensors("index_add", source)
    check_same_dtype("index_add", input, source)
    check_range(index._array, _size(input, dim), dim, errors.GATHER_OUT_OF_RANGE)
    expected = list(input._array.shape) or [1]
    expected[dim] = index._array.size
    if list(source._array.shape or (1,)) != expected:
        raise errors.INDEX_ADD_SHAPE(source=source._array.shape, expected=tuple(expected))
    return {"dim": dim, "index": index}


@method()
def index_add(input: Tensor, dim: int, index: Tensor, source: Tensor, *,
              alpha: float = 1) -> Tensor:
    """index가 가리키는 자리에 alpha · source를 더한 텐서입니다.

    RuntimeError: 없는 번호일 때, source의 모양이나 dtype이 맞지 않을 때.
    """
    params = prepare_index_add(input, dim, index, source)
    return IndexAddDim.apply(input, source, alpha=alpha, **params)


def prepare_index_fill(input: Tensor, dim: int, index: Tensor, value) -> tuple:
    """index_fill이 쓸 연산, 텐서 입력, 설정입니다."""
    dim = _check("index_fill", input, dim, index)
    number, size = index._array, _size(input, dim)
    check_range(np.where(number < 0, number + size, number), size, dim, errors.INDEX_OUT_OF_RANGE)
    if not isinstance(value, Tensor):
        return IndexFill, (), {"dim": dim, "index": index, "value": value}
    if value._array.ndim:
        raise errors.FILL_WITH_MANY(name="index_fill", shape=value._array.shape)
    return IndexFillTensor, (value,), {"dim": dim, "index": index}


@method()
def index_fill(input: Tensor, dim: int, index: Tensor, value: Tensor | float) -> Tensor:
    """index가 가리키는 자리를 value(숫자나 0차원 텐서)로 채운 텐서입니다.

    IndexError: 없는 번호일 때. RuntimeError: value에 축이 있을 때.
    """
    op, others, params = prepare_index_fill(input, dim, index, value)
    return op.apply(input, *others, **params)
