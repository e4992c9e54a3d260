"""연산의 표 넷째 묶음입니다: 다른 연산으로 지은 이름. 행을 짓는 말은 op_cases.py에 있습니다."""

import numpy as np
from op_cases import Kink, OpCase, broadcast, elementwise, forms, losses, wrote

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
        "in-place": lambda m, a, b: (a * 1).scatter_reduce_(0, at(m, I), b, "mean"),
        "in-place-amax": lambda m, a, b: (a * 1).scatter_reduce_(0, at(m, I), b, "amax")}, [(4,), (3,)]),
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

IN_PLACE = [
    *forms("in-place-form", {
        **{name: wrote(lambda m, y, b, name=name: getattr(y, name)()) for name in
           "sinc_ sgn_ deg2rad_ rad2deg_".split()},
        **{name: wrote(lambda m, y, b, name=name: getattr(y.mul_(0.4), name)()) for name in ("erfinv_",)},
        "logit_": wrote(lambda m, y, b: y.mul_(0.2).add_(0.5).logit_(0.2)),
        "copysign_": wrote(lambda m, y, b: y.copysign_(b)), "xlogy_": wrote(lambda m, y, b: y.xlogy_(b.abs() + 0.5)),
        **{name: wrote(lambda m, y, b, name=name: getattr(y, name)(b)) for name in
           "gt_ greater_ ge_ greater_equal_ lt_ less_ le_ less_equal_ eq_ ne_ not_equal_".split()},
        "addmm_": wrote(lambda m, y, b: y.addmm_(b[:, :2], b[:2, :], beta=2, alpha=3)),
        "addmv_": wrote(lambda m, y, b: y[:, 0].addmv_(b, b[0])), "addr_": wrote(lambda m, y, b: y.addr_(b[:, 0], b[0])),
        "baddbmm_": wrote(lambda m, y, b: y[None].baddbmm_(b[None, :, :2], b[None, :2])),
        "addbmm_": wrote(lambda m, y, b: y.addbmm_(b[None, :, :2], b[None, :2], beta=0.5)),
    }, [(2, 3), (2, 3)]),
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
        **{f"bitwise_{name}_": lambda m, a, name=name: getattr(at(m, [5, 3]), f"bitwise_{name}_")(at(m, [6, 1]))
           for name in ("and", "or", "xor")},
        "bitwise_not_": lambda m, a: at(m, [5, 3]).bitwise_not_(),
        "unravel_index": lambda m, a: m.unravel_index(at(m, [5, 0, 3]), (2, 3)),
        "tril_indices": lambda m, a: m.tril_indices(3, 4, -1), "triu_indices": lambda m, a: m.triu_indices(3, 2),
        "logspace": lambda m, a: m.logspace(-1, 2, 5), "logspace-base": lambda m, a: m.logspace(0, 3, 4, base=2),
        "scalar_tensor": lambda m, a: m.scalar_tensor(3), "asarray": lambda m, a: m.asarray([1, 2]),
        "asarray-array": lambda m, a: m.asarray(np.ones(2), dtype=m.float32, copy=True),
    }, [(3, 4)], order=0),
]



def F(m):
    return m.nn.functional


def signs(m, like):
    """자리마다 1과 −1을 번갈아 놓은 정답입니다."""
    return m.tensor(np.resize([1.0, -1.0], tuple(like.shape)), dtype=like.dtype)


LAYER_FUNCTIONS = [
    *elementwise("F.softshrink", lambda m, a: F(m).softshrink(a)),
    *elementwise("F.hardshrink", lambda m, a: F(m).hardshrink(a)),
    *elementwise("F.threshold", lambda m, a: F(m).threshold(a, 0.1, 20)),
    *forms("F", {
        "softshrink-lambd": lambda m, a: F(m).softshrink(a, lambd=1.0),
        "hardshrink-lambd": lambda m, a: F(m).hardshrink(a, 1.0),
        "threshold-inplace": lambda m, a: F(m).threshold(a * 1, 0.1, 2, inplace=True),
        "gumbel_softmax": lambda m, a: (m.manual_seed(0), F(m).gumbel_softmax(a, tau=0.5))[1],
    }, [(2, 3)]),
    *losses("F.pairwise_distance-loss", lambda m, a, b, reduction: F(m).mse_loss(
        F(m).pairwise_distance(a, b, keepdim=True), a[:, :1] * b[:, :1], reduction=reduction), [(2, 3), (2, 3)]),
    *forms("F.pairwise_distance", {"p1": lambda m, a, b: F(m).pairwise_distance(a, b, 1),
                                   "p3": lambda m, a, b: F(m).pairwise_distance(a, b, p=3.0, eps=0.1)},
           [(2, 3), (3,)]),
    *losses("F.triplet_margin_loss", lambda m, a, b, c, reduction: F(m).triplet_margin_loss(
        a, b, c, reduction=reduction), [(4, 3), (4, 3), (4, 3)]),
    *forms("F.triplet_margin_loss", {
        "swap": lambda m, a, b, c: F(m).triplet_margin_loss(a, b, c, margin=2.0, p=1, swap=True)},
        [(4, 3), (4, 3), (4, 3)]),
    *losses("F.margin_ranking_loss", lambda m, a, b, reduction: F(m).margin_ranking_loss(
        a, b, signs(m, a), margin=0.5, reduction=reduction), [(5,), (5,)]),
    *losses("F.hinge_embedding_loss", lambda m, a, reduction: F(m).hinge_embedding_loss(
        a, signs(m, a), 0.7, reduction=reduction), [(2, 3)]),
    *losses("F.cosine_embedding_loss", lambda m, a, b, reduction: F(m).cosine_embedding_loss(
        a, b, signs(m, a[:, 0]), 0.1, reduction=reduction), [(4, 3), (4, 3)]),
    OpCase("F.cosine_embedding_loss-vector", lambda m, a, b: F(m).cosine_embedding_loss(
        a, b, m.tensor(1.0, dtype=a.dtype)), [(3,), (3,)]),
    *losses("F.soft_margin_loss", lambda m, a, reduction: F(m).soft_margin_loss(
        a, signs(m, a), reduction=reduction), [(2, 3)]),
    *losses("F.multilabel_soft_margin_loss", lambda m, a, w, reduction: F(m).multilabel_soft_margin_loss(
        a, (signs(m, a) + 1) / 2, w, reduction=reduction), [(2, 3), (3,)]),
    *losses("F.poisson_nll_loss", lambda m, a, reduction: F(m).poisson_nll_loss(
        a, (signs(m, a) + 2) * 2, full=True, reduction=reduction), [(2, 3)]),
    OpCase("F.poisson_nll_loss-plain", lambda m, a: F(m).poisson_nll_loss(
        a, signs(m, a) + 1, log_input=False), [(2, 3)], low=0.5),
    *losses("F.gaussian_nll_loss", lambda m, a, b, v, reduction: F(m).gaussian_nll_loss(
        a, b, v, full=True, reduction=reduction), [(2, 3), (2, 3), (2,)], low=0.5),
    OpCase("F.gaussian_nll_loss-column", lambda m, a, b, v: F(m).gaussian_nll_loss(a, b, v),
           [(2, 3), (2, 3), (2, 1)], low=0.5),
    OpCase("F.gaussian_nll_loss-number", lambda m, a, b: F(m).gaussian_nll_loss(a, b, 0.5), [(2, 3), (2, 3)]),
    *losses("F.mse_loss-weight", lambda m, a, b, w, reduction: F(m).mse_loss(a, b, reduction=reduction, weight=w),
            [(2, 3), (2, 3), (2, 3)]),
    *losses("F.l1_loss-weight", lambda m, a, b, w, reduction: F(m).l1_loss(a, b, reduction=reduction, weight=w),
            [(2, 3), (2, 3), (2, 3)]),
    *losses("F.huber_loss-weight", lambda m, a, b, w, reduction: F(m).huber_loss(a, b, reduction, 0.7, w),
            [(2, 3), (2, 3), (2, 3)]),
]
# torch에는 이 손실의 두 번째 도함수가 없습니다.
ONCE_IN_TORCH += [
    # 값은 뽑은 자리의 1이고 변화도는 softmax의 것이라, 수치 미분과는 견주지 않습니다.
    OpCase("F.gumbel_softmax-hard", lambda m, a: (m.manual_seed(0), F(m).gumbel_softmax(a, hard=True, dim=0))[1],
           [(3, 2)], order=0),
    *losses("F.multi_margin_loss", lambda m, a, reduction: F(m).multi_margin_loss(
        a, at(m, [0, 2, 1]), reduction=reduction), [(3, 4)]),
    *forms("F.multi_margin_loss", {
        "square": lambda m, a: F(m).multi_margin_loss(a, at(m, [0, 2, 1]), 2, 0.5),
        "weight": lambda m, a: F(m).multi_margin_loss(
            a, at(m, [0, 2, 1]), weight=m.tensor([1, 2, 0.5, 3], dtype=a.dtype)),
        "vector": lambda m, a: F(m).multi_margin_loss(a[0], at(m, 2))}, [(3, 4)]),
]

RARE_CASES = [*PUT, *REDUCE, *PRODUCTS, *STACKS, *POINTWISE, *ORDER, *CURVES, *MATRICES, *IN_PLACE, *COUNTS,
              *LAYER_FUNCTIONS]

RARE_KINKS = [
    Kink("softshrink-corners", lambda m, x: F(m).softshrink(x), [-0.5, 0, 0.5, 1], [0, 0, 0, 1]),
    Kink("hardshrink-corners", lambda m, x: F(m).hardshrink(x), [-0.5, 0, 0.5, 1], [0, 0, 0, 1]),
    Kink("threshold-corner", lambda m, x: F(m).threshold(x, 1, 5), [0, 1, 2], [0, 0, 1]),
    Kink("multi_margin-corner", lambda m, x: F(m).multi_margin_loss(x, at(m, 0)), [1, 0, 2], [-1 / 3, 0, 1 / 3]),
    Kink("gaussian_nll-small-variance", lambda m, x: F(m).gaussian_nll_loss(x, x, m.zeros_like(x) + x * 0),
         [1, 2], [0, 0]),
    Kink("logit-outside", lambda m, x: x.logit(eps=0.25), [0.1, 0.25, 0.9], [0, 16 / 3, 0]),
    Kink("cdist-at-0", lambda m, x: m.cdist(x.view(1, 2), x.view(1, 2).detach()), [1, 2], [0, 0]),
    Kink("scatter_reduce-tie", lambda m, x: x.scatter_reduce(0, at(m, [0, 0]), x[:2] * 1, "amax"),
         [1, 1, 3], [2 / 3, 1 / 3 + 1, 1]),
    Kink("nanmedian-tie", lambda m, x: x.nanmedian(), [1, 1, 3], [0.5, 0.5, 0]),
]
