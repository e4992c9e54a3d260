"""여러 텐서를 하나로 잇거나, 하나를 여럿으로 나누는 연산입니다."""

from __future__ import annotations

import itertools
import warnings

import numpy as np

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, check_ndim, common_dtype
from .keywords import read_keywords
from .op import Op, method


class Cat(Op):
    """c = 텐서들을 dim 축으로 이어 붙인 것.  변화도는 이은 자리에서 다시 잘라 보냅니다."""

    @staticmethod
    def forward(*arrays, dim, sizes):
        return np.concatenate(_without_empty(arrays), axis=dim)

    def backward(self, grads, needed):
        ends = itertools.accumulate(self.sizes)
        return [self._piece(grads[0], slot, size, end) if target in needed else None
                for slot, (size, end, (target, _)) in enumerate(
                    zip(self.sizes, ends, self.next_functions))]

    def _piece(self, grad, slot, size, end):
        piece = grad[(*(slice(None),) * self.dim, slice(end - size, end))]
        return piece if size else piece.reshape(self.input_shape(slot))


def _without_empty(arrays) -> list[np.ndarray]:
    """모양이 (0,)인 배열은 어느 축에도 이어 붙는 것으로 치고 뺍니다."""
    return [a for a in arrays if a.shape != (0,)] or arrays[:1]


class Stack(Op):
    """c = 텐서들을 새 축으로 쌓은 것.  변화도는 쌓은 차례대로 하나씩 돌려보냅니다."""

    @staticmethod
    def forward(*arrays, dim):
        return np.stack(arrays, axis=dim)

    def backward(self, grads, needed):
        along = (slice(None),) * self.dim
        return [grads[0][(*along, slot)] if target in needed else None
                for slot, (target, _) in enumerate(self.next_functions)]


class Split(Op):
    """c₀, c₁, … = a를 dim 축에서 잘라 나눈 뷰들.  변화도는 제자리에 이어 붙입니다."""

    view = True

    @staticmethod
    def forward(a, sizes, dim):
        ends = list(itertools.accumulate(sizes))
        key = (slice(None),) * dim
        return tuple(a[(*key, slice(end - size, end))] for size, end in zip(sizes, ends))

    def backward(self, grads, needed):
        return [cat(_filled(self, grads), self.dim)]


class SplitWithSizes(Split):
    """크기를 하나씩 적은 split입니다."""


class Unbind(Op):
    """c₀, c₁, … = a를 dim 축의 번호마다 하나씩 나눈 뷰들.  변화도는 다시 쌓습니다."""

    view = True

    @staticmethod
    def forward(a, dim):
        return tuple(a[(slice(None),) * dim + (i, Ellipsis)] for i in range(a.shape[dim]))

    def backward(self, grads, needed):
        return [stack(_filled(self, grads), self.dim)]


def _filled(op: Op, grads: list) -> list:
    """쓰이지 않은 결과로는 변화도가 오지 않습니다. 그 자리는 0입니다."""
    return [Tensor(np.zeros(*meta)) if grad is None else grad
            for grad, meta in zip(grads, op._outputs)]


# ── 부르는 이름 ───────────────────────────────────────────────────────────────────────────────


def _same_dtype(name: str, tensors, nothing: errors.Message) -> list[Tensor]:
    """dtype을 맞춘 텐서들입니다. 하나도 없으면 nothing이 오류입니다. 그 종류는 PyTorch에서도 다릅니다."""
    tensors = list(tensors)
    if not tensors:
        raise nothing()
    for t in tensors:
        if not isinstance(t, Tensor):
            raise errors.NOT_A_TENSOR(name=name, type=type(t).__name__)
    dtype = common_dtype(*[t._array for t in tensors])
    return [t.to(dtype) for t in tensors]


@read_keywords
def cat(tensors, dim: int = 0) -> Tensor:
    """텐서들을 dim 축으로 이어 붙입니다. 그 축 말고는 크기가 같아야 합니다."""
    tensors = _same_dtype("cat", tensors, errors.CAT_OF_NOTHING)
    for i, t in enumerate(tensors):
        if t._array.ndim == 0:
            raise errors.CAT_OF_SCALAR(index=i)
    shapes = [a.shape for a in _without_empty([t._array for t in tensors])]
    dim = check_dim(dim, len(shapes[0]))
    if len({(len(shape), shape[:dim], shape[dim + 1:]) for shape in shapes}) > 1:
        raise errors.CAT_SHAPES(name="cat", shapes=shapes, dim=dim)
    sizes = [0 if t._array.size == 0 else t._array.shape[dim] for t in tensors]
    return Cat.apply(*tensors, dim=dim, sizes=sizes)


@read_keywords
def stack(tensors, dim: int = 0) -> Tensor:
    """같은 모양의 텐서들을 새 축 dim으로 쌓습니다."""
    tensors = _same_dtype("stack", tensors, errors.STACK_OF_NOTHING)
    shapes = [t._array.shape for t in tensors]
    if len(set(shapes)) > 1:
        raise errors.CAT_SHAPES(name="stack", shapes=shapes, dim=dim)
    return Stack.apply(*tensors, dim=check_dim(dim, len(shapes[0]) + 1))


concat = concatenate = cat


def hstack(tensors) -> Tensor:
    """옆으로(1번 축으로) 이어 붙입니다. 1차원이면 한 줄로 잇습니다."""
    tensors = [t.reshape(1) if t._array.ndim == 0 else t for t in tensors]
    return cat(tensors, dim=0 if tensors and tensors[0]._array.ndim == 1 else 1)


def vstack(tensors) -> Tensor:
    """위아래로(0번 축으로) 이어 붙입니다. 1차원 이하는 한 줄짜리 행렬로 봅니다."""
    rows = [t.reshape(1, -1) if t._array.ndim == 0 else t.unsqueeze(0) if t._array.ndim == 1 else t
            for t in tensors]
    return cat(rows)


def meshgrid(*tensors, indexing: str | None = None) -> tuple[Tensor, ...]:
    """벡터들의 값으로 격자를 만듭니다. i번째 결과는 i번째 벡터를 그 축으로 늘어놓은 것입니다.

    indexing: "ij"면 i번째 벡터가 i번 축, "xy"면 처음 두 축을 맞바꿉니다.
    UserWarning: indexing을 적지 않았을 때("ij"로 봅니다). RuntimeError: 2차원 이상일 때.
    """
    if len(tensors) == 1 and not isinstance(tensors[0], Tensor):
        tensors = list(tensors[0])
    if indexing is None:
        warnings.warn('meshgrid에 indexing="ij"나 "xy"를 적어 주세요. (torch.meshgrid: in an '
                      "upcoming release, it will be required to pass the indexing argument)",
                      UserWarning, stacklevel=2)
    if indexing not in (None, "ij", "xy"):
        raise errors.MESHGRID_INDEXING(indexing=indexing)
    for t in tensors:
        check_ndim("meshgrid", t, 0, 1)
    if indexing == "xy" and len(tensors) > 1:
        first, second, *rest = meshgrid(tensors[1], tensors[0], *tensors[2:], indexing="ij")
        return second, first, *rest
    shape = [t._array.size for t in tensors]
    return tuple(t.view([-1 if i == d else 1 for i in range(len(shape))]).expand(shape)
                 for d, t in enumerate(tensors))


@method("split")
def _split(input: Tensor, split_size: int | list, dim: int = 0) -> tuple[Tensor, ...]:
    """dim 축을 크기 split_size씩(또는 적은 크기들로) 나눈 뷰들입니다."""
    if not input._array.ndim:
        raise errors.SPLIT_OF_SCALAR()
    dim = check_dim(dim, input._array.ndim)
    total = input._array.shape[dim]
    if isinstance(split_size, int):
        if split_size < 0 or (split_size == 0 and total):
            raise errors.SPLIT_SIZE(size=split_size, total=total, dim=dim)
        starts = range(0, total, split_size or 1)
        sizes = [min(split_size, total - start) for start in starts] or [0]
    else:
        sizes = list(split_size)
    if sum(sizes) != total:
        raise errors.SPLIT_SIZES(sizes=sizes, total=total, dim=dim)
    op = Split if isinstance(split_size, int) else SplitWithSizes
    return op.apply(input, sizes=sizes, dim=dim)


def split(tensor: Tensor, split_size_or_sections: int | list, dim: int = 0) -> tuple[Tensor, ...]:
    """dim 축을 크기 split_size_or_sections씩(또는 적은 크기들로) 나눈 뷰들입니다."""
    return _split(tensor, split_size_or_sections, dim)


@method()
def chunk(input: Tensor, chunks: int, dim: int = 0) -> tuple[Tensor, ...]:
    """dim 축을 되도록 같은 크기로 chunks개까지 나눈 뷰들입니다."""
    if chunks < 1:
        raise errors.CHUNKS_MUST_BE_POSITIVE(chunks=chunks)
    size = input._array.shape[check_dim(dim, input._array.ndim)]
    return split(input, max(-(-size // chunks), 1), dim)


@method()
def unbind(input: Tensor, dim: int = 0) -> tuple[Tensor, ...]:
    """dim 축의 번호마다 하나씩 나눈 뷰들입니다."""
    if not input._array.ndim:
        raise errors.NO_DIMS(dim=dim)
    return Unbind.apply(input, dim=check_dim(dim, input._array.ndim))


@method("__iter__")
def _iterate(input: Tensor):
    if input._array.ndim == 0:
        raise errors.ITER_OF_SCALAR()
    return iter(unbind(input))
