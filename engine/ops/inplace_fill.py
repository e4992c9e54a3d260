"""자르고, 채우고, 쌓는 연산의 제자리 꼴입니다: clamp_, masked_fill_, cumsum_ …."""

from __future__ import annotations

from ..tensor import Tensor
from . import choose, index_dim, masked, scan
from .checks import check_dim
from .diagonal import Tril, Triu
from .gather import prepare_scatter
from .inplace import in_place, in_place_method


@in_place_method("clamp_", "clip_")
def clamp_(input: Tensor, min: Tensor | float | None = None,
           max: Tensor | float | None = None) -> Tensor:
    op, others, params = choose.prepare_clamp(input, min, max)
    return in_place(op, input, *others, **params)


@in_place_method("clamp_min_")
def clamp_min_(input: Tensor, min: Tensor | float) -> Tensor:
    if isinstance(min, Tensor):
        return clamp_(input, min=min)
    return in_place(choose.ClampMin, input, min=min, max=None)


@in_place_method("clamp_max_")
def clamp_max_(input: Tensor, max: Tensor | float) -> Tensor:
    if isinstance(max, Tensor):
        return clamp_(input, max=max)
    return in_place(choose.ClampMax, input, min=None, max=max)


@in_place_method("nan_to_num_")
def nan_to_num_(input: Tensor, nan: float | None = 0.0, posinf: float | None = None,
                neginf: float | None = None) -> Tensor:
    return in_place(choose.NanToNum, input, nan=nan or 0.0, posinf=posinf, neginf=neginf)


@in_place_method("masked_fill_")
def masked_fill_(input: Tensor, mask: Tensor, value: Tensor | float) -> Tensor:
    op, others, params = masked.prepare_masked_fill(input, mask, value)
    return in_place(op, input, *others, **params)


@in_place_method("index_fill_")
def index_fill_(input: Tensor, dim: int, index: Tensor, value: Tensor | float) -> Tensor:
    op, others, params = index_dim.prepare_index_fill(input, dim, index, value)
    return in_place(op, input, *others, **params)


@in_place_method("index_add_")
def index_add_(input: Tensor, dim: int, index: Tensor, source: Tensor, *,
               alpha: float = 1) -> Tensor:
    params = index_dim.prepare_index_add(input, dim, index, source)
    return in_place(index_dim.IndexAddDim, input, source, alpha=alpha, **params)


@in_place_method("scatter_")
def scatter_(input: Tensor, dim: int, index: Tensor, src: Tensor | float | None = None, *,
             value: float | None = None) -> Tensor:
    src = value if src is None else src
    op, others, params = prepare_scatter("scatter", input, dim, index, src)
    return in_place(op, input, *others, **params)


@in_place_method("scatter_add_")
def scatter_add_(input: Tensor, dim: int, index: Tensor, src: Tensor) -> Tensor:
    op, others, params = prepare_scatter("scatter_add", input, dim, index, src)
    return in_place(op, input, *others, **params)


@in_place_method("tril_")
def tril_(input: Tensor, diagonal: int = 0) -> Tensor:
    return in_place(Tril, input, diagonal=diagonal)


@in_place_method("triu_")
def triu_(input: Tensor, diagonal: int = 0) -> Tensor:
    return in_place(Triu, input, diagonal=diagonal)


@in_place_method("cumsum_")
def cumsum_(input: Tensor, dim: int) -> Tensor:
    return in_place(scan.Cumsum, input, dim=check_dim(dim, input._array.ndim))


@in_place_method("cumprod_")
def cumprod_(input: Tensor, dim: int) -> Tensor:
    return in_place(scan.Cumprod, input, dim=check_dim(dim, input._array.ndim))
