"""여러 텐서의 모양을 맞추거나 한 텐서를 여럿으로 나누는 함수입니다. 모두 다른 연산으로 짰습니다."""

from __future__ import annotations

import itertools

from .. import dtypes, errors
from ..tensor import Tensor
from .arithmetic import mul
from .axes import movedim, narrow
from .broadcast import expand
from .checks import check_dim, common_shape
from .join import split
from .matmul import dot, matmul
from .op import method


def broadcast_shapes(*shapes) -> dtypes.Size:
    """모양들을 브로드캐스팅한 모양입니다. RuntimeError: 맞지 않을 때."""
    return dtypes.Size(common_shape(*[(s,) if isinstance(s, int) else tuple(s) for s in shapes]))


def broadcast_tensors(*tensors: Tensor) -> tuple[Tensor, ...]:
    """모두 같은 모양으로 늘린 뷰입니다. RuntimeError: 모양이 맞지 않을 때."""
    shape = common_shape(*[t._array.shape for t in tensors])
    return tuple(expand(t, shape) for t in tensors)


def _atleast(ndim: int, tensors: tuple, widen):
    tensors = tuple(tensors[0]) if isinstance(tensors[0], (tuple, list)) else tensors
    wide = tuple(t if t._array.ndim >= ndim else widen(t) for t in tensors)
    return wide[0] if len(wide) == 1 else wide


def atleast_1d(*tensors):
    """축이 없는 텐서를 값이 하나인 벡터로 만듭니다. 여럿을 주면 튜플로 돌려줍니다."""
    return _atleast(1, tensors, lambda t: t.reshape(1))


def atleast_2d(*tensors):
    """축이 둘보다 적으면 앞에 축을 끼웁니다. 여럿을 주면 튜플로 돌려줍니다."""
    return _atleast(2, tensors, lambda t: atleast_1d(t).unsqueeze(0))


def atleast_3d(*tensors):
    """축이 셋보다 적으면 끼웁니다: (n,) → (1, n, 1), (m, n) → (m, n, 1)."""
    return _atleast(3, tensors, lambda t: atleast_2d(t).unsqueeze(-1))


@method()
def split_with_sizes(input: Tensor, split_sizes, dim: int = 0) -> tuple[Tensor, ...]:
    """dim 축을 split_sizes의 크기대로 나눈 뷰입니다. RuntimeError: 합이 축의 크기와 다를 때."""
    return split(input, list(split_sizes), dim)


@method()
def tensor_split(input: Tensor, indices=None, dim: int = 0, *,
                 sections: int | None = None) -> tuple[Tensor, ...]:
    """dim 축을 나눈 뷰입니다. sections(정수)면 되도록 고르게 그 개수로, indices(목록)면 그 번호의 앞에서 자릅니다.

    이름 없이 적으면 정수인지 목록인지로 가립니다. 둘 다 텐서로 적어도 됩니다.
    TypeError: 하나도 적지 않거나 둘 다 적었을 때. RuntimeError: 축이 없거나 개수가 1보다 작을 때.
    """
    parts = split_parts("tensor_split", indices, sections)
    if not input._array.ndim:
        raise errors.SPLIT_OF_SCALAR()
    dim = check_dim(dim, input._array.ndim)
    size = input._array.shape[dim]
    if isinstance(parts, int):
        if parts < 1:
            raise errors.SPLIT_SECTIONS(sections=parts)
        each, rest = divmod(size, parts)
        ends = [each * i + min(i, rest) for i in range(1, parts)]
    else:
        ends = [slice(end).indices(size)[1] for end in parts]
    bounds = [0, *ends, size]
    return tuple(narrow(input, dim, start, max(end - start, 0))
                 for start, end in itertools.pairwise(bounds))


def split_parts(name: str, indices, sections):
    """자를 번호의 목록이나 나눌 개수입니다. TypeError: 하나만 적지 않았을 때."""
    if (indices is None) == (sections is None):
        raise errors.SPLIT_WITHOUT_PARTS(name=name)
    parts = indices if sections is None else sections
    return parts.tolist() if isinstance(parts, Tensor) else parts


@method()
def inner(input: Tensor, other: Tensor) -> Tensor:
    """마지막 축끼리 곱해 더합니다. 나머지 축은 input의 것 뒤에 other의 것이 옵니다."""
    if not (input._array.ndim and other._array.ndim):
        return mul(input, other)
    if input._array.ndim == other._array.ndim == 1:
        return dot(input, other)
    rows = input.reshape(-1, input.shape[-1])
    columns = other.reshape(-1, other.shape[-1])
    return matmul(rows, columns.t()).reshape(input.shape[:-1] + other.shape[:-1])


def _rotated(input: Tensor, other: Tensor) -> Tensor:
    return mul(input.roll(-1, -1), other.roll(-2, -1))


@method()
def cross(input: Tensor, other: Tensor, dim: int | None = None) -> Tensor:
    """크기가 3인 축을 따라 벡터의 곱을 구합니다. dim을 빼면 크기가 3인 첫 축입니다."""
    input, other = broadcast_tensors(input, other)
    dim = list(input.shape).index(3) if dim is None else check_dim(dim, input._array.ndim)
    a, b = movedim(input, dim, -1), movedim(other, dim, -1)
    return movedim(_rotated(a, b) - _rotated(b, a), -1, dim)
