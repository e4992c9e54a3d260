"""아인슈타인 합과, 그것으로 나타낼 수 있는 곱입니다. 모두 permute, view, bmm을 엮은 것입니다.

einsum("ij,jk->ik", a, b)에서 글자 하나는 축 하나입니다. 결과(->의 뒤)에 없는 글자는 더해 없앱니다.
"""

from __future__ import annotations

import functools
import math
import string

from .. import errors
from ..tensor import Tensor
from .checks import check_dim, check_ndim, check_tensors
from .matmul import bmm, dot, mm
from .op import method
from .reshape import UnsafeView, contiguous

_DOTS = "..."


def einsum(equation: str, *operands: Tensor) -> Tensor:
    """equation이 적은 대로 곱하고 더합니다. 예: 행렬 곱 "ij,jk->ik", 대각합 "ii", 전치 "ij->ji"

    -> 없이 적으면 한 번만 나온 글자가 가나다순(알파벳순)으로 결과의 축이 됩니다. ...은 나머지 축입니다.
    RuntimeError: 글자의 수가 축의 수와 다를 때, 같은 글자의 크기가 다를 때, 모르는 글자일 때.
    """
    if len(operands) == 1 and isinstance(operands[0], (tuple, list)):
        operands = tuple(operands[0])
    check_tensors("einsum", *operands)
    inputs, output = _parse(equation, operands)
    summed = sorted({label for labels in inputs for label in labels} - set(output), key=str)
    order = [*output, *summed]
    aligned = [_align(t, labels, order) for t, labels in zip(operands, inputs)]
    _check_sizes(aligned, order)
    uses = [sum(t.shape[d] != 1 for t in aligned) for d in range(len(order))]
    first = len(output)
    result = aligned[0]
    for right in aligned[1:]:
        result = _contract(result, right, uses, range(first, len(order)))
    if not summed:
        return result
    if len(aligned) == 1:
        return result.sum(tuple(range(first, len(order))))
    return result.view(result.shape[:first])  # 더한 축은 크기가 모두 1이 되었습니다.


# ── 식 읽기 ───────────────────────────────────────────────────────────────────────────────────


def _parse(equation: str, operands: tuple) -> tuple[list, list]:
    """식을 입력마다의 글자 목록과 결과의 글자 목록으로 읽습니다. ...의 축은 번호로 적습니다."""
    left, arrow, right = equation.replace(" ", "").partition("->")
    terms = left.split(",")
    if len(terms) != len(operands):
        raise errors.EINSUM_OPERANDS(equation=equation, terms=len(terms), operands=len(operands))
    spare = [t._array.ndim - len(term.replace(_DOTS, "")) for term, t in zip(terms, operands)]
    for i, (term, count) in enumerate(zip(terms, spare)):
        _check_letters(term, equation)
        if count < 0 or (count and _DOTS not in term):
            raise errors.EINSUM_SUBSCRIPTS(
                operand=i, letters=len(term.replace(_DOTS, "")), ndim=operands[i]._array.ndim)
    rest = max((count for term, count in zip(terms, spare) if _DOTS in term), default=0)
    inputs = [_labels(term, count, rest) for term, count in zip(terms, spare)]
    if not arrow:
        letters = [label for labels in inputs for label in labels if isinstance(label, str)]
        right = _DOTS + "".join(sorted(c for c in letters if letters.count(c) == 1))
    _check_letters(right, equation)
    output = _labels(right, rest, rest)
    for label in output:
        if output.count(label) > 1 or not any(label in labels for labels in inputs):
            raise errors.EINSUM_OUTPUT(label=label, equation=equation)
    return inputs, output


def _check_letters(term: str, equation: str) -> None:
    for letter in term.replace(_DOTS, "", 1):
        if letter not in string.ascii_letters:
            raise errors.EINSUM_LETTER(letter=letter, equation=equation)


def _labels(term: str, count: int, rest: int) -> list:
    """"a...b" → ["a", 0, 1, "b"].  ...의 축은 뒤에서 맞추므로, 모자라면 큰 번호부터 씁니다."""
    before, dots, after = term.partition(_DOTS)
    return [*before, *(range(rest - count, rest) if dots else ()), *after]


# ── 축 맞추기와 곱하기 ────────────────────────────────────────────────────────────────────────


def _align(t: Tensor, labels: list, order: list) -> Tensor:
    """축을 order 차례로 늘어놓습니다. 되풀이된 글자는 대각선으로, 없는 글자는 크기 1인 축으로."""
    labels = list(labels)
    for label in dict.fromkeys(labels):
        while labels.count(label) > 1:
            first = labels.index(label)
            again = labels.index(label, first + 1)
            if t.shape[first] != t.shape[again]:
                raise errors.EINSUM_SIZES(label=label, sizes=[t.shape[first], t.shape[again]])
            t = t.diagonal(0, first, again).movedim(-1, first)
            del labels[again]
    for label in order:
        if label not in labels:
            t = t.unsqueeze(-1)
            labels.append(label)
    return t.permute([labels.index(label) for label in order])


def _check_sizes(aligned: list[Tensor], order: list) -> None:
    for d, label in enumerate(order):
        sizes = {t.shape[d] for t in aligned} - {1}
        if len(sizes) > 1:
            raise errors.EINSUM_SIZES(label=label, sizes=sorted(sizes))


def _contract(a: Tensor, b: Tensor, uses: list, summed: range) -> Tensor:
    """두 텐서를 곱하면서, 이제 다른 텐서가 쓰지 않는 축은 더해 크기 1로 만듭니다."""
    together, a_only, b_only = [], [], []
    for d in summed:
        if a.shape[d] != 1 and b.shape[d] != 1:
            uses[d] -= 1
            if uses[d] == 1:
                together.append(d)
        elif uses[d] == 1 and a.shape[d] != b.shape[d]:
            (a_only if a.shape[d] != 1 else b_only).append(d)
    a = a.sum(tuple(a_only), keepdim=True) if a_only else a
    b = b.sum(tuple(b_only), keepdim=True) if b_only else b
    return _sum_of_products(a, b, together) if together else a * b


def _sum_of_products(a: Tensor, b: Tensor, summed: list) -> Tensor:
    """축을 네 무리로 모아 묶음 곱 한 번으로 계산합니다: 함께 쓰는 축, a만, 더할 축, b만."""
    kept = [d for d in range(a.ndim) if d not in summed]
    both = [d for d in kept if a.shape[d] != 1 and b.shape[d] != 1]
    a_only = [d for d in kept if a.shape[d] != 1 and b.shape[d] == 1]
    b_only = [d for d in kept if a.shape[d] == 1]
    size = lambda t, dims: math.prod(t.shape[d] for d in dims)  # noqa: E731 — 아래 두 줄만 씁니다.
    left = a.permute((*both, *a_only, *summed, *b_only)).reshape(
        size(a, both), size(a, a_only), size(a, summed))
    right = b.permute((*both, *summed, *b_only, *a_only)).reshape(
        size(b, both), size(b, summed), size(b, b_only))
    groups = [*both, *a_only, *summed, *b_only]
    shape = [1 if d in summed else b.shape[d] if d in b_only else a.shape[d] for d in groups]
    return bmm(left, right).view(shape).permute([groups.index(d) for d in range(a.ndim)])


# ── 바깥 곱과 텐서 곱 ─────────────────────────────────────────────────────────────────────────


@method("outer", "ger")
def outer(input: Tensor, vec2: Tensor) -> Tensor:
    """바깥 곱.  (n,), (m,) → (n, m).  c[i][j] = input[i] · vec2[j].  RuntimeError: 벡터가 아닐 때."""
    check_ndim("outer", input, 1)
    check_ndim("outer", vec2, 1)
    return input.reshape(-1, 1) * vec2


def tensordot(a: Tensor, b: Tensor, dims: int | tuple = 2) -> Tensor:
    """a의 축과 b의 축을 짝지어 곱하고 더합니다. 남은 축은 a, b의 차례로 놓입니다.

    dims: 수면 a의 뒤쪽 dims개와 b의 앞쪽 dims개, 아니면 (a의 축들, b의 축들).
    RuntimeError: 짝지은 축의 크기가 다를 때.
    """
    check_tensors("tensordot", a, b)
    if isinstance(dims, int):
        dims = range(a.ndim - dims, a.ndim), range(dims)
    a_dims, b_dims = ([check_dim(d, t.ndim) for d in ([side] if isinstance(side, int) else side)]
                      for t, side in zip((a, b), dims))
    for i, j in zip(a_dims, b_dims):
        if a.shape[i] != b.shape[j]:
            raise errors.TENSORDOT_SIZES(a=a.shape[i], i=i, b=b.shape[j], j=j)
    a_rest = [d for d in range(a.ndim) if d not in a_dims]
    b_rest = [d for d in range(b.ndim) if d not in b_dims]
    shape = [*(a.shape[d] for d in a_rest), *(b.shape[d] for d in b_rest)]
    inner = math.prod(a.shape[d] for d in a_dims)
    left, right = a.permute((*a_rest, *a_dims)), b.permute((*b_dims, *b_rest))
    if not shape:
        return dot(left.reshape(inner), right.reshape(inner)).view(())
    rows = math.prod(a.shape[d] for d in a_rest)
    columns = math.prod(b.shape[d] for d in b_rest)
    return mm(left.reshape(rows, inner), right.reshape(inner, columns)).view(shape)


@method()
def kron(input: Tensor, other: Tensor) -> Tensor:
    """크로네커 곱.  input의 값마다 그 값을 곱한 other를 놓습니다.  (n, m), (p, q) → (n·p, m·q)"""
    check_tensors("kron", input, other)
    ndim = max(input.ndim, other.ndim)
    a = (1,) * (ndim - input.ndim) + tuple(input.shape)
    b = (1,) * (ndim - other.ndim) + tuple(other.shape)
    interleaved = [(n, 1) for n in a], [(1, n) for n in b]
    left, right = (t.reshape(functools.reduce(tuple.__add__, pairs, ()))
                   for t, pairs in zip((input, other), interleaved))
    return UnsafeView.apply(contiguous(left * right), shape=tuple(n * m for n, m in zip(a, b)))
