"""번호가 같은 값끼리 모으는 scatter_reduce입니다: 합, 평균, 곱, 가장 큰 값, 가장 작은 값."""

from __future__ import annotations

import numpy as np

from .. import errors
from ..tensor import Tensor
from .gather import Gather, ScatterAdd, check_index, places, prepare_scatter
from .inplace import in_place_method
from .op import Op, method
from .where import where


class ScatterExtreme(Op, name="ScatterReduceBackward0"):
    """c = a와 번호가 가리킨 src 가운데 가장 큰(작은) 값   변화도는 c와 같은 값끼리 고르게 나눕니다."""

    @staticmethod
    def forward(a, src, index, dim, choose):
        c = a.copy()
        choose.at(np.atleast_1d(c), places(index._array, dim), np.atleast_1d(src))
        return c

    def _share(self, grad, a, src, out, index):
        """같은 값끼리 나눈 몫과, a와 src에서 c와 같은 자리입니다."""
        won_a = (a == out).to(grad)
        won_src = (src == Gather.apply(out, index=index, dim=self.dim)).to(grad)
        return grad / ScatterAdd.apply(won_a, won_src, index=index, dim=self.dim), won_a, won_src

    def grad_a(self, grad, a, src, out, index):
        share, won, _ = self._share(grad, a, src, out, index)
        return share * won

    def grad_src(self, grad, a, src, out, index):
        share, _, won = self._share(grad, a, src, out, index)
        return Gather.apply(share, index=index, dim=self.dim) * won


class ScatterProd(Op, name="ScatterReduceBackward0"):
    """c = a에 번호가 가리킨 src를 모두 곱한 것   ∂c/∂a = c/a,  ∂c/∂src = c/src.  0이면 그것을 뺀 곱입니다."""

    @staticmethod
    def forward(a, src, index, dim):
        c = a.copy()
        np.multiply.at(np.atleast_1d(c), places(index._array, dim), np.atleast_1d(src))
        return c

    def grad_a(self, grad, a, src, index):
        rest = ScatterProd.apply(Tensor(np.ones_like(a._array)), src, index=index, dim=self.dim)
        return grad * rest

    def grad_src(self, grad, a, src, index):
        zero = src == 0
        zeros = ScatterAdd.apply(Tensor(np.zeros_like(a._array)), zero.to(src), index=index,
                                 dim=self.dim)
        alone = zero & (Gather.apply(zeros, index=index, dim=self.dim) == 1)
        product = ScatterProd.apply(a, where(alone, 1, src), index=index, dim=self.dim)
        picked = Gather.apply(grad * product, index=index, dim=self.dim)
        # 0이 하나면 그 0을 뺀 곱이 그 자리로만 가고, 둘 이상이면 곱이 0이라 아무 데로도 가지 않습니다.
        lone = Gather.apply((zeros == 1).to(src), index=index, dim=self.dim)
        return where(alone, picked, where(lone == 1, 0, picked / where(zero, 1, src)))


_IDENTITIES = {"sum": 0, "mean": 0, "prod": 1, "amax": -np.inf, "amin": np.inf}


def _identity(reduce: str, dtype: np.dtype):
    """모으기 전의 값입니다. 정수에는 ∞가 없어 가장 작은(큰) 수를 씁니다."""
    if dtype.kind == "f" or reduce not in ("amax", "amin"):
        return _IDENTITIES[reduce]
    limits = np.iinfo(dtype)
    return limits.min if reduce == "amax" else limits.max


@method()
def scatter_reduce(input: Tensor, dim: int, index: Tensor, src: Tensor, reduce: str, *,
                   include_self: bool = True) -> Tensor:
    """index가 가리키는 자리마다 src의 값들을 모읍니다. reduce: sum, mean, prod, amax, amin.

    include_self=False면 input의 값은 빼고 모읍니다. 아무것도 오지 않은 자리는 input 그대로입니다.
    RuntimeError: 모르는 reduce일 때. 나머지 오류는 scatter_add와 같습니다.
    """
    if reduce not in _IDENTITIES:
        raise errors.SCATTER_REDUCE_NAME(reduce=reduce)
    settings = check_index("scatter_reduce", input, dim, index, src)
    if not include_self:
        input = input.scatter(dim, index, _identity(reduce, input._array.dtype))
    _, (src,), _ = prepare_scatter("scatter_add", input, dim, index, src)
    if reduce in ("amax", "amin"):
        choose = np.maximum if reduce == "amax" else np.minimum
        return ScatterExtreme.apply(input, src, choose=choose, **settings)
    if reduce == "prod":
        return ScatterProd.apply(input, src, **settings)
    total = ScatterAdd.apply(input, src, **settings)
    if reduce == "sum":
        return total
    counts = np.ones_like(input._array)
    if not include_self:
        np.atleast_1d(counts)[places(index._array, settings["dim"])] = 0
    np.add.at(np.atleast_1d(counts), places(index._array, settings["dim"]), 1)
    counts = Tensor(np.maximum(counts, 1))
    return total / counts if total.is_floating_point() else total // counts


@in_place_method("scatter_reduce_")
def scatter_reduce_(input: Tensor, dim: int, index: Tensor, src: Tensor, reduce: str, *,
                    include_self: bool = True) -> Tensor:
    before = input.clone()   # 공식은 바꾸기 전의 값을 씁니다.
    return input.copy_(scatter_reduce(before, dim, index, src, reduce, include_self=include_self))
