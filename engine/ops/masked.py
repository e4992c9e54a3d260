"""참·거짓 텐서(마스크)로 고르고 채우는 연산입니다."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_fits, check_tensors, common_shape
from .index import IndexAdd
from .op import Op, method
from .where import where


class MaskedFill(Op):
    """c = 마스크가 참인 자리를 숫자로 채운 a   채운 자리의 변화도는 0입니다."""

    @staticmethod
    def forward(a, mask, value):
        return np.where(mask._array, np.asarray(value).astype(a.dtype), a)

    def grad_a(self, grad, mask):
        return where(mask, 0, grad)


class MaskedFillTensor(Op, name="MaskedFillBackward1"):
    """c = 마스크가 참인 자리를 0차원 텐서의 값으로 채운 a   채운 자리의 변화도는 그 값으로 모입니다."""

    reads_first = True

    @staticmethod
    def forward(a, value, mask):
        return np.where(mask._array, value.astype(a.dtype), a)

    def grad_a(self, grad, mask):
        return where(mask, 0, grad)

    def grad_value(self, grad, mask):
        return where(mask, grad, 0).sum()


class MaskedSelect(Op):
    """c = 마스크가 참인 자리의 값을 한 줄로 모은 것   변화도는 제자리에 놓고 나머지는 0입니다."""

    @staticmethod
    def forward(a, mask):
        a, mask = np.broadcast_arrays(a, mask._array)
        return a[mask]

    def grad_a(self, grad, mask):
        shape = np.broadcast_shapes(self.input_shape(), mask._array.shape)
        key = np.broadcast_to(mask._array, shape).nonzero()
        return IndexAdd.apply(grad, shape=shape, key=key)


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def check_mask(name: str, input: Tensor, mask: Tensor) -> None:
    """RuntimeError: mask가 참·거짓이 아니거나 모양이 맞지 않을 때."""
    check_tensors(name, input, mask)
    if mask._array.dtype != np.bool_:
        raise errors.MASK_OF_OTHER_DTYPE(name=name, dtype=mask.dtype)
    common_shape(mask._array.shape, input._array.shape)


def prepare_masked_fill(input: Tensor, mask: Tensor, value: Tensor | float) -> tuple:
    """masked_fill이 쓸 연산, 텐서 입력, 설정입니다."""
    check_mask("masked_fill", input, mask)
    if not isinstance(value, Tensor):
        check_fits(input, value)
        return MaskedFill, (), {"mask": mask, "value": value}
    if value._array.ndim:
        raise errors.FILL_WITH_MANY(name="masked_fill", shape=value._array.shape)
    return MaskedFillTensor, (value,), {"mask": mask}


@method()
def masked_fill(input: Tensor, mask: Tensor, value: Tensor | float) -> Tensor:
    """mask가 참인 자리를 value(숫자나 0차원 텐서)로 채운 텐서입니다. dtype은 input을 따릅니다.

    RuntimeError: mask가 참·거짓이 아닐 때, 모양이 맞지 않을 때, value에 축이 있을 때.
    """
    op, others, params = prepare_masked_fill(input, mask, value)
    return op.apply(input, *others, **params)


@method()
def masked_select(input: Tensor, mask: Tensor) -> Tensor:
    """mask가 참인 자리의 값을 한 줄로 모읍니다. RuntimeError: mask가 참·거짓이 아닐 때."""
    check_mask("masked_select", input, mask)
    return MaskedSelect.apply(input, mask=mask)


@method()
def nonzero(input: Tensor, *, as_tuple: bool = False):
    """0이 아닌 자리의 번호입니다. (개수, 축) 모양이고, as_tuple=True면 축마다 하나씩 튜플입니다."""
    if as_tuple:
        return tuple(Tensor(numbers) for numbers in np.atleast_1d(input._array).nonzero())
    return Tensor(np.argwhere(input._array))


@method()
def argwhere(input: Tensor) -> Tensor:
    """0이 아닌 자리의 번호입니다. (개수, 축) 모양입니다."""
    return nonzero(input)


@method()
def count_nonzero(input: Tensor, dim: int | tuple | None = None) -> Tensor:
    """0이 아닌 값의 개수입니다."""
    return (input != 0).sum(dim)
