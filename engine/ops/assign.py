"""값을 써넣는 제자리 연산입니다: copy_, fill_, zero_, x[번호] = 값."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import as_tensors, check_fits, check_same_dtype
from .getitem import basic_view
from .index import Indexing, numpy_key
from .inplace import in_place
from .op import Op, method, nothing
from .where import where


class Copy(Op, name="CopyBackwards"):
    """a의 값을 b로 바꿉니다.   ∂c/∂a = 0,   ∂c/∂b = 1"""

    casts = True

    @staticmethod
    def forward(a, b):
        return b

    def grad_a(self, grad):
        return nothing(grad)

    def grad_b(self, grad):
        return grad


class FillTensor(Copy, name="FillBackward3"):
    """a의 값을 0차원 텐서 b의 값으로 바꿉니다.   ∂c/∂a = 0,   ∂c/∂b = 1"""

    reads_first = True


class Zero(Op):
    """a의 값을 0으로 바꿉니다.   ∂c/∂a = 0"""

    @staticmethod
    def forward(a):
        return np.zeros_like(a)

    def grad_a(self, grad):
        return nothing(grad)


class Fill(Op, name="FillBackward2"):
    """a의 값을 숫자 하나로 바꿉니다.   ∂c/∂a = 0"""

    @staticmethod
    def forward(a, value):
        return np.full_like(a, value)

    def grad_a(self, grad):
        return nothing(grad)


class IndexPut(Indexing):
    """a[번호] = b.   바뀐 자리의 변화도는 a 대신 b로 갑니다."""

    @staticmethod
    def forward(a, b, key):
        c, key = a.copy(), numpy_key(key)
        try:
            c[key] = b
        except IndexError as error:
            raise errors.INDEX_MISMATCH(shape=a.shape, detail=error) from None
        except ValueError:
            raise errors.INDEX_VALUE_SHAPE(shape=_chosen_shape(a, key), value=b.shape) from None
        return c

    def grad_a(self, grad):
        kept = np.ones(grad._array.shape, bool)
        kept[numpy_key(self.places())] = False
        return where(Tensor(kept), grad, 0)

    def grad_b(self, grad):
        return grad[self.places()]


def _chosen_shape(a: np.ndarray, key: tuple) -> tuple:
    """고를 모양입니다. 번호가 범위를 벗어났어도, 고를 값이 있으면 모양은 정해집니다."""
    try:
        return a[tuple(part if isinstance(part, slice) else part * 0 for part in key)].shape
    except IndexError as error:
        raise errors.INDEX_MISMATCH(shape=a.shape, detail=error) from None


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def copy_(input: Tensor, other: Tensor | float) -> Tensor:
    """값을 other의 값으로 바꾸고 자신을 돌려줍니다. 모양이 다르면 브로드캐스팅합니다."""
    return in_place(Copy, *as_tensors("copy_", input, other))


@method()
def zero_(input: Tensor) -> Tensor:
    """모든 값을 0으로 바꾸고 자신을 돌려줍니다."""
    return in_place(Zero, input)


@method()
def fill_(input: Tensor, value: Tensor | float) -> Tensor:
    """모든 값을 value(숫자나 0차원 텐서)로 바꾸고 자신을 돌려줍니다. RuntimeError: value에 축이 있을 때."""
    if not isinstance(value, Tensor):
        return in_place(Fill, input, value=value)
    if value._array.ndim:
        raise errors.FILL_WITH_MANY(name="fill_", shape=value._array.shape)
    return in_place(FillTensor, input, value)


@method("__setitem__")
def setitem(input: Tensor, key, value: Tensor | float) -> None:
    """x[번호] = 값. 번호와 범위로 고른 자리는 뷰에 복사해 쓰고, 번호 텐서는 자리마다 씁니다.

    RuntimeError: 번호 텐서로 쓰는 값이 텐서인데 dtype이 다를 때. 숫자는 그 dtype이 됩니다.
    """
    view, places = basic_view(input, key)
    number, (_, value) = not isinstance(value, Tensor), as_tensors("__setitem__", input, value)
    extra = value._array.ndim - view._array.ndim
    if extra > 0 and value._array.shape[:extra] == (1,) * extra:
        value = value.reshape(value._array.shape[extra:])  # 앞에 남는 크기 1인 축은 뗍니다.
    if not any(isinstance(place, Tensor) for place in places):
        in_place(FillTensor if value._array.ndim == 0 < view._array.ndim else Copy, view, value)
        return
    if number:
        check_fits(input, value.item())
        value = value.to(input.dtype)
    check_same_dtype("index_put_", input, value)
    in_place(IndexPut, view, value, key=places)
