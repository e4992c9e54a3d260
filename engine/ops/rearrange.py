"""값의 자리를 바꾸거나 되풀이하는 연산입니다: 뒤집기, 돌리기, 되풀이하기."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, check_dims, sizes_of
from .op import Op, method
from .reshape import contiguous


class Flip(Op):
    """c = a를 dims 축에서 뒤집은 것   변화도도 같은 축에서 뒤집습니다."""

    @staticmethod
    def forward(a, dims):
        return np.flip(a, dims).copy()

    def grad_a(self, grad):
        return Flip.apply(grad, dims=self.dims)


class Roll(Op):
    """c = a를 dims 축에서 shifts칸씩 민 것   변화도는 거꾸로 밉니다."""

    @staticmethod
    def forward(a, shifts, dims):
        return np.roll(a, shifts, dims)

    def grad_a(self, grad):
        return Roll.apply(grad, shifts=tuple(-shift for shift in self.shifts), dims=self.dims)


class Rot90(Op):
    """c = a를 두 축의 평면에서 90°씩 k번 돌린 것   변화도는 거꾸로 돌립니다."""

    @staticmethod
    def forward(a, k, dims):
        return np.rot90(a, k, dims).copy()

    def grad_a(self, grad):
        return Rot90.apply(grad, k=-self.k, dims=self.dims)


class Repeat(Op):
    """c = a를 축마다 되풀이해 이은 것   변화도는 되풀이한 만큼 더합니다."""

    @staticmethod
    def forward(a, repeats):
        return np.tile(a, repeats)

    def grad_a(self, grad):
        shape = self.input_shape()
        shape = (1,) * (len(self.repeats) - len(shape)) + shape
        blocks = [n for pair in zip(self.repeats, shape) for n in pair]  # (되풀이, 크기, …)
        times = tuple(range(0, len(blocks), 2))
        return grad.reshape(blocks).sum(times).reshape(self.input_shape())


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


@method()
def flip(input: Tensor, *dims) -> Tensor:
    """dims 축의 차례를 뒤집어 복사합니다."""
    return Flip.apply(input, dims=check_dims(input, sizes_of(dims)) or ())


@method()
def fliplr(input: Tensor) -> Tensor:
    """좌우(1번 축)를 뒤집습니다."""
    return flip(input, 1)


@method()
def flipud(input: Tensor) -> Tensor:
    """위아래(0번 축)를 뒤집습니다."""
    return flip(input, 0)


@method()
def roll(input: Tensor, shifts: int | tuple, dims: int | tuple | None = None) -> Tensor:
    """dims 축에서 shifts칸 밉니다. 끝을 넘은 값은 앞으로 돌아옵니다. 축을 빼면 한 줄로 펴서 밉니다.

    RuntimeError: shifts와 dims의 개수가 다를 때.
    """
    shifts = tuple(shifts) if isinstance(shifts, (tuple, list)) else (shifts,)
    if dims is None and len(shifts) == 1:
        return Roll.apply(input, shifts=shifts, dims=None)
    dims = () if dims is None else tuple(dims) if isinstance(dims, (tuple, list)) else (dims,)
    if len(shifts) != len(dims):
        raise errors.SHIFTS_AND_DIMS(shifts=len(shifts), dims=len(dims))
    dims = tuple(check_dim(dim, input._array.ndim) for dim in dims)
    return Roll.apply(input, shifts=shifts, dims=dims if input._array.ndim else ())


@method()
def rot90(input: Tensor, k: int = 1, dims: tuple = (0, 1)) -> Tensor:
    """dims의 첫 축에서 둘째 축 쪽으로 90°씩 k번 돌립니다. RuntimeError: 두 축이 같을 때."""
    first, second = (check_dim(dim, input._array.ndim) for dim in dims)
    if first == second:
        raise errors.DIMS_MUST_DIFFER(name="rot90", dim=first)
    return Rot90.apply(input, k=k % 4, dims=(first, second))


@method()
def repeat(input: Tensor, *repeats) -> Tensor:
    """축마다 repeats번 되풀이해 복사합니다. repeats가 축보다 많으면 새 축이 앞에 붙습니다.

    RuntimeError: repeats가 축보다 적거나 음수일 때.
    """
    repeats = sizes_of(repeats)
    if len(repeats) < input._array.ndim:
        raise errors.TOO_FEW_REPEATS(repeats=repeats, ndim=input._array.ndim)
    if any(count < 0 for count in repeats):
        raise errors.NEGATIVE_REPEATS(repeats=repeats)
    return Repeat.apply(input, repeats=repeats)


@method()
def tile(input: Tensor, *dims) -> Tensor:
    """repeat와 같지만, dims가 축보다 적으면 앞에 1을 채웁니다."""
    dims = sizes_of(dims)
    return repeat(input, (1,) * (input._array.ndim - len(dims)) + dims)


@method()
def repeat_interleave(input: Tensor, repeats: int | Tensor, dim: int | None = None) -> Tensor:
    """값마다 repeats번씩 잇따라 되풀이합니다. 축을 빼면 한 줄로 펴서 되풀이합니다.

    repeats: 모든 값에 같은 수, 또는 그 축의 값마다 하나씩인 정수 텐서.
    RuntimeError: repeats가 음수이거나 개수가 다를 때.
    """
    if dim is None or input._array.ndim == 0:
        input, dim = input.reshape(-1), 0
    dim = check_dim(dim, input._array.ndim)
    size = input._array.shape[dim]
    counts = getattr(repeats, "_array", repeats)
    if np.any(np.asarray(counts) < 0):
        raise errors.NEGATIVE_REPEATS(repeats=np.asarray(counts).tolist())
    if not isinstance(repeats, Tensor):
        wide = input.unsqueeze(dim + 1)
        wide = wide.expand(*[-1] * (dim + 1), repeats, *[-1] * (input._array.ndim - dim - 1))
        return contiguous(wide.clone()).flatten(dim, dim + 1)
    if counts.size not in (1, size):
        raise errors.REPEATS_COUNT(count=counts.size, size=size, dim=dim)
    return input.index_select(dim, Tensor(np.repeat(np.arange(size), counts.ravel())))
