"""연산의 표 넷째 묶음입니다: 다른 연산으로 지은 이름. 행을 짓는 말은 op_cases.py에 있습니다."""

import numpy as np
from op_cases import Kink, OpCase, broadcast, elementwise, forms, wrote

I = [0, 2, 0]


def at(m, values, dtype="int64"):
    return m.tensor(values, dtype=getattr(m, dtype))


def mask(m):
    return m.tensor([[True, False, True], [False, True, True]])


PUT = [
    *forms("index_put", {
        "rows": lambda m, a, b: a.index_put((at(m, [1, 0]),), b),
        "places": lambda m, a, b: m.index_put(a, (at(m, [1, 0]), at(m, [2, 0])), b[:, 0]),
        "mask": lambda m, a, b: a.index_put((mask(m),), b[0, 0]),
        "spread": lambda m, a, b: a.index_put([at(m, [1])], b[0]),
        "number": lambda m, a, b: a.index_put((at(m, 1),), b[0]),
        "accumulate": lambda m, a, b: a.index_put((at(m, [1, 1]),), b, accumulate=True),
        "accumulate-mask": lambda m, a, b: a.index_put((mask(m),), b[0, 1], True),
        "in-place": lambda m, a, b: (a * 1).index_put_((at(m, [1, 0]),), b),
        "in-place-accumulate": lambda m, a, b: (a * 1).index_put_((at(m, [1, 1]),), b, accumulate=True),
        "in-place-view": lambda m, a, b: (lambda y: (y[0].index_put_((at(m, [2, 1]),), b[0, :2]), y))(a * 1),
    }, [(2, 3), (2, 3)]),
    *forms("index_copy", {
        "rows": lambda m, a, b: a.index_copy(0, at(m, [1, 0]), b),
        "columns": lambda m, a, b: m.index_copy(a, -1, at(m, [2, 0]), b[:, :2]),
        "in-place": lambda m, a, b: (a * 1).index_copy_(1, at(m, [1, 2, 0]), b)}, [(2, 3), (2, 3)]),
    *forms("masked_scatter", {
        "same": lambda m, a, b: a.masked_scatter(mask(m), b),
        "row-mask": lambda m, a, b: m.masked_scatter(a, m.tensor([True, False, True]), b),
        "nothing": lambda m, a, b: a.masked_scatter(m.tensor(False), b),
        "grown": lambda m, a, b: a[0].masked_scatter(mask(m), b),
        "in-place": lambda m, a, b: (a * 1).masked_scatter_(mask(m), b)}, [(2, 3), (3, 3)]),
    *forms("fill_diagonal_", {
        "square": wrote(lambda m, y: y[:, :2].fill_diagonal_(3.0)),
        "wide": wrote(lambda m, y: y.fill_diagonal_(3.0)),
        "tall": wrote(lambda m, y: y.t().fill_diagonal_(2)),
        "tall-wrap": wrote(lambda m, y: y.reshape(-1, 1).fill_diagonal_(2, wrap=True))}, [(2, 3)]),
    *forms("view-scatter", {
        "select": lambda m, a, b: a.select_scatter(b, 0, 1),
        "select-last": lambda m, a, b: m.select_scatter(a, b[:2], dim=-1, index=-1),
        "slice": lambda m, a, b: a.slice_scatter(b.expand(2, 3)),
        "slice-step": lambda m, a, b: m.slice_scatter(a, b[:2].expand(2, 2), dim=1, start=0, end=9, step=2),
        "diagonal": lambda m, a, b: a.diagonal_scatter(b[:2]),
        "diagonal-offset": lambda m, a, b: m.diagonal_scatter(a, b[:1], -1)}, [(2, 3), (3,)]),
]
REDUCE = [
    *forms("scatter_reduce", {
        f"{how}-{'with' if own else 'without'}-self": lambda m, a, b, how=how, own=own: a.scatter_reduce(
            0, at(m, [[0, 1, 1], [0, 0, 1], [0, 1, 2]]), b, how, include_self=own)
        for how in ("sum", "mean", "prod", "amax", "amin") for own in (True, False)},
        [(3, 4), (3, 3)]),
    *forms("scatter_reduce", {
        "1d": lambda m, a, b: m.scatter_reduce(a, 0, at(m, I), b, reduce="sum"),
        "small-index": lambda m, a, b: m.scatter_reduce(a, 0, at(m, [1]), b, reduce="amax"),
        "in-place": lambda m, a, b: (a * 1).scatter_reduce_(0, at(m, I), b, "mean")}, [(4,), (3,)]),
    OpCase("scatter_reduce-prod-one-zero", lambda m, a, b: a.scatter_reduce(
        0, at(m, [0, 0, 1]), b * m.tensor([1, 0, 1], dtype=b.dtype), "prod"), [(2,), (3,)], order=1),
    OpCase("scatter_reduce-prod-two-zeros", lambda m, a, b: a.scatter_reduce(
        0, at(m, [0, 0, 1]), b * m.tensor([0, 0, 1], dtype=b.dtype), "prod"), [(2,), (3,)], order=0),
]
PRODUCTS = [
    *forms("addmv", {
        "plain": lambda m, a, b, c: m.addmv(c, a, b), "scaled": lambda m, a, b, c: c.addmv(a, b, beta=2, alpha=-3),
        "spread": lambda m, a, b, c: m.addmv(c[:1], a, b),
        "no-bias": lambda m, a, b, c: m.addmv(m.full_like(c, float("nan")), a, b, beta=0) * c},
        [(2, 3), (3,), (2,)]),
    *forms("addr", {
        "plain": lambda m, a, b, c: m.addr(c, a, b), "scaled": lambda m, a, b, c: c.addr(a, b, beta=0.5, alpha=2)},
        [(2,), (3,), (2, 3)]),
    *forms("baddbmm", {
        "plain": lambda m, a, b, c: m.baddbmm(c, a, b),
        "scaled": lambda m, a, b, c: c.baddbmm(a, b, beta=2, alpha=3)}, [(2, 2, 3), (2, 3, 1), (2, 2, 1)]),
    *forms("addbmm", {
        "plain": lambda m, a, b, c: m.addbmm(c, a, b),
        "scaled": lambda m, a, b, c: c.addbmm(a, b, beta=2, alpha=3)}, [(2, 2, 3), (2, 3, 1), (2, 1)]),
    OpCase("vdot", lambda m, a, b: m.vdot(a, b), [(3,), (3,)]),
    *forms("dist", {f"p{p}": lambda m, a, b, p=p: m.dist(a, b, p) for p in (1, 2, 3, float("inf"))},
           [(2, 3), (3,)]),
    OpCase("addmm-no-bias", lambda m, a, b, c: m.addmm(m.full_like(c, float("nan")), a, b, beta=0) * c,
           [(2, 3), (3, 2), (2,)]),
    OpCase("addmm-bias-without-weight", lambda m, a, b, c: m.addmm(c, a, b, beta=0),
           [(2, 3), (3, 2), (2,)]),
]
# torch에는 cdist의 두 번째 도함수가 없습니다. 첫 번째까지만 견줍니다.
ONCE_IN_TORCH = [
    *forms("cdist", {f"p{p}": lambda m, a, b, p=p: m.cdist(a, b, p) for p in (1, 2.0, 3, float("inf"))},
           [(2, 3), (4, 3)]),
    OpCase("cdist-batch", lambda m, a, b: m.cdist(a, b), [(2, 1, 2, 3), (3, 4, 3)]),
]
STACKS = [
    *(OpCase(f"{name}-{a}-{b}", lambda m, x, y, name=name: getattr(m, name)([x, y]), [a, b])
      for name in ("column_stack", "dstack", "row_stack")
      for a, b in (((), ()), ((3,), (3,)), ((2, 3), (2, 3)), ((2, 3, 1), (2, 3, 1)))),
    OpCase("column_stack-mixed", lambda m, x, y: m.column_stack((x, y)), [(2,), (2, 3)]),
    OpCase("block_diag", lambda m, x, y, z: m.block_diag(x, y, z), [(2, 3), (), (2,)]),
    OpCase("cartesian_prod", lambda m, x, y: m.cartesian_prod(x, y), [(2,), (3,)]),
    OpCase("cartesian_prod-one", lambda m, x: m.cartesian_prod(x), [(2,)]),
    *forms("combinations", {
        "2": lambda m, x: m.combinations(x), "3": lambda m, x: m.combinations(x, r=3),
        "again": lambda m, x: m.combinations(x, with_replacement=True), "many": lambda m, x: m.combinations(x, 5)},
        [(4,)]),
    *forms("split-names", {
        "hsplit": lambda m, x: x.hsplit(2), "hsplit-at": lambda m, x: m.hsplit(x, [1, 3]),
        "hsplit-1d": lambda m, x: x[0, :, 0].hsplit(2), "vsplit": lambda m, x: m.vsplit(x, 2),
        "dsplit": lambda m, x: x.dsplit((1,))}, [(2, 4, 3)]),
    *forms("tensor_split-named", {
        "sections": lambda m, x: x.tensor_split(sections=3, dim=1),
        "indices": lambda m, x: m.tensor_split(x, indices=(1, 3), dim=1),
        "tensor": lambda m, x: x.tensor_split(at(m, 2)), "tensor-list": lambda m, x: x.tensor_split(at(m, [1]), 1)},
        [(2, 4)]),
]
POINTWISE = [
    *elementwise("deg2rad", lambda m, a: a.deg2rad()), *elementwise("rad2deg", lambda m, a: m.rad2deg(a)),
    *elementwise("sgn", lambda m, a: a.sgn()), *elementwise("positive", lambda m, a: m.positive(a) * 1),
    *elementwise("logit", lambda m, a: a.logit(), low=0.1, high=0.9),
    *forms("logit", {"eps": lambda m, a: m.logit(a, eps=0.3)}, [(2, 3)], low=0.0, high=1.0),
    *elementwise("erfinv", lambda m, a: a.erfinv(), low=-0.9, high=0.9),
    *broadcast("logaddexp2", lambda m, a, b: m.logaddexp2(a, b)),
    *forms("rsub", {"tensor": lambda m, a, b: m.rsub(a, b), "number": lambda m, a, b: m.rsub(a, 2) * b,
                    "alpha": lambda m, a, b: m.rsub(a, b, alpha=3)}, [(2, 3), (3,)]),
    *forms("float_power", {"number": lambda m, a, b: m.float_power(a, 3) * b.double(),
                           "tensor": lambda m, a, b: a.float_power(b),
                           "base": lambda m, a, b: m.float_power(2, a) * b.double()},
           [(2, 3), (3,)], low=0.5),
    *forms("ldexp", {"integer": lambda m, a: a.ldexp(at(m, [1, 2, 0])), "self": lambda m, a: m.ldexp(a, a)},
           [(2, 3)]),
    *forms("type", {"double": lambda m, a: a.type(m.float64), "name": lambda m, a: a.type("torch.DoubleTensor")},
           [(2, 3)]),
]
ORDER = [
    *forms("nanmedian", {
        "all": lambda m, a: a.nanmedian(), "dim": lambda m, a: m.nanmedian(a, 1).values,
        "missing": lambda m, a: m.where(a > 1, float("nan"), a).nanmedian(),
        "missing-dim": lambda m, a: m.where(a > 1, float("nan"), a).nanmedian(0, keepdim=True).values},
        [(3, 4)]),
    *forms("quantile", {
        "all": lambda m, a: a.quantile(0.3), "dim": lambda m, a: m.quantile(a, 0.7, 1),
        "keepdim": lambda m, a: m.quantile(a, 0.7, dim=0, keepdim=True),
        "keepdim-all": lambda m, a: a.quantile(0.5, keepdim=True),
        **{way: lambda m, a, way=way: a.quantile(0.4, -1, interpolation=way)
           for way in ("linear", "lower", "higher", "midpoint", "nearest")},
        "many": lambda m, a: a.quantile(m.tensor([0, 0.25, 1], dtype=a.dtype), dim=1),
        "many-keepdim": lambda m, a: a.quantile(m.tensor([0.1, 0.9], dtype=a.dtype), 0, True),
        "many-all": lambda m, a: a.quantile(m.tensor([0.1, 0.9], dtype=a.dtype), keepdim=True),
        "nan": lambda m, a: m.where(a > 1, float("nan"), a).nanquantile(0.4, 1),
        "nan-all": lambda m, a: m.nanquantile(m.where(a > 1, float("nan"), a), 0.4)}, [(3, 4)]),
    OpCase("quantile-0d", lambda m, a: a.quantile(0.3, 0), [()]),
    OpCase("quantile-of-q", lambda m, a, q: a.quantile(q, 1), [(2, 4), (3,)], low=0.05, high=0.95),
    *forms("cov", {
        "rows": lambda m, a: a.cov(), "correction": lambda m, a: m.cov(a, correction=0),
        "vector": lambda m, a: a[0].cov(), "corrcoef": lambda m, a: m.corrcoef(a),
        "corrcoef-vector": lambda m, a: a[0].corrcoef(),
        "fweights": lambda m, a: a.cov(fweights=at(m, [1, 2, 1, 3])),
        "aweights": lambda m, a: a.cov(aweights=m.tensor([0.5, 2, 1, 3], dtype=a.dtype)),
        "both": lambda m, a: a.cov(fweights=at(m, [1, 2, 1, 3]), correction=0,
                                   aweights=m.tensor([0.5, 2, 1, 3], dtype=a.dtype))}, [(3, 4)]),
    OpCase("msort", lambda m, a: a.msort(), [(3, 2)]),
]
CURVES = [
    *forms("trapezoid", {
        "plain": lambda m, y, x: m.trapezoid(y), "dx": lambda m, y, x: m.trapz(y, dx=0.5, dim=0),
        "x": lambda m, y, x: m.trapezoid(y, x), "x-dim": lambda m, y, x: m.trapezoid(y.t(), x, dim=0),
        "x-whole": lambda m, y, x: m.trapezoid(y, y * 2), "one": lambda m, y, x: m.trapezoid(y[:, :1]),
        "cumulative": lambda m, y, x: m.cumulative_trapezoid(y, x)}, [(2, 4), (4,)]),
    *forms("vander", {"plain": lambda m, x: m.vander(x), "few": lambda m, x: m.vander(x, 2, increasing=True),
                      "many": lambda m, x: m.vander(x, N=5), "none": lambda m, x: m.vander(x.detach(), 0)},
           [(3,)], order=0),   # torch는 제자리로 지어 거슬러 가지 못합니다(DIFFERENCES.md 625번).
    *forms("diagflat", {"matrix": lambda m, x: x.diagflat(), "offset": lambda m, x: m.diagflat(x, -1)}, [(2, 2)]),
]
MATRICES = [
    *forms("slogdet", {
        "both": lambda m, a: m.slogdet(a), "linalg": lambda m, a: m.linalg.slogdet(a),
        "logabsdet": lambda m, a: a.slogdet().logabsdet, "batch": lambda m, a: m.stack([a, a.t()]).slogdet()[1]},
        [(3, 3)]),
    OpCase("logdet", lambda m, a: (a @ a.t() + m.eye(3, dtype=a.dtype)).logdet(), [(3, 3)]),
]

# 미분하지 않는 이름입니다.
COUNTS = [
    *forms("count", {
        "unique": lambda m, a: a.detach().round().unique(),
        "unique-all": lambda m, a: m.unique(a.detach().round(), return_inverse=True, return_counts=True),
        "unique-dim": lambda m, a: a.detach().sign().unique(dim=0, return_inverse=True, return_counts=True),
        "unique-consecutive": lambda m, a: m.unique_consecutive(
            a.detach().sign(), return_inverse=True, return_counts=True),
        "unique-consecutive-dim": lambda m, a: a.detach().sign().unique_consecutive(dim=1),
        "bincount": lambda m, a: a.detach().abs().long().flatten().bincount(minlength=4),
        "bincount-weights": lambda m, a: m.bincount(at(m, [0, 3, 0]), a.detach()[0, :3]),
        "histc": lambda m, a: a.detach().histc(5), "histc-range": lambda m, a: m.histc(a.detach(), 4, min=-1, max=1),
        "searchsorted": lambda m, a: m.searchsorted(m.arange(-2.0, 3.0), a.detach().float().contiguous()),
        "searchsorted-rows": lambda m, a: m.searchsorted(
            a.detach().msort().t().contiguous(), a.detach().t().contiguous(), right=True),
        "searchsorted-number": lambda m, a: m.searchsorted(m.arange(3.0), 1.0, side="right"),
        "searchsorted-sorter": lambda m, a: m.searchsorted(
            a[0].detach().contiguous(), a.detach().contiguous(), sorter=a[0].detach().contiguous().argsort(),
            out_int32=True),
        "bucketize": lambda m, a: m.bucketize(a.detach().float().contiguous(), m.tensor([-1.0, 0.0, 1.0]), right=True),
        "isin": lambda m, a: m.isin(a.detach().round(), m.tensor([0.0, 1.0], dtype=a.dtype)),
        "isin-number": lambda m, a: m.isin(at(m, [1, 2]), 2, invert=True),
        "signbit": lambda m, a: a.detach().signbit(), "signbit-integer": lambda m, a: at(m, [-1, 0]).signbit(),
        "isposinf": lambda m, a: (1 / (a.detach() * 0)).isposinf(),
        "isneginf": lambda m, a: m.isneginf(-1 / (a.detach() * 0)),
        "heaviside": lambda m, a: m.heaviside(a.detach().round(), a.detach()[0]),
        "unravel_index": lambda m, a: m.unravel_index(at(m, [5, 0, 3]), (2, 3)),
        "tril_indices": lambda m, a: m.tril_indices(3, 4, -1), "triu_indices": lambda m, a: m.triu_indices(3, 2),
        "logspace": lambda m, a: m.logspace(-1, 2, 5), "logspace-base": lambda m, a: m.logspace(0, 3, 4, base=2),
        "scalar_tensor": lambda m, a: m.scalar_tensor(3), "asarray": lambda m, a: m.asarray([1, 2]),
        "asarray-array": lambda m, a: m.asarray(np.ones(2), dtype=m.float32, copy=True),
    }, [(3, 4)], order=0),
]

RARE_CASES = [*PUT, *REDUCE, *PRODUCTS, *STACKS, *POINTWISE, *ORDER, *CURVES, *MATRICES, *COUNTS]

RARE_KINKS = [
    Kink("logit-outside", lambda m, x: x.logit(eps=0.25), [0.1, 0.25, 0.9], [0, 16 / 3, 0]),
    Kink("cdist-at-0", lambda m, x: m.cdist(x.view(1, 2), x.view(1, 2).detach()), [1, 2], [0, 0]),
    Kink("scatter_reduce-tie", lambda m, x: x.scatter_reduce(0, at(m, [0, 0]), x[:2] * 1, "amax"),
         [1, 1, 3], [2 / 3, 1 / 3 + 1, 1]),
    Kink("nanmedian-tie", lambda m, x: x.nanmedian(), [1, 1, 3], [0.5, 0.5, 0]),
]
