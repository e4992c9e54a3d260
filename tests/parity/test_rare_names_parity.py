"""드물게 쓰는 이름이 torch와 같은지 봅니다: 난수로 채우기, NaN을 뺀 모으기, 한계, 거듭 곱한 행렬."""

import numpy as np
import pytest
from probe import builtin_name

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

NAN = float("nan")
HOLES = [[1.0, NAN, 3.0], [NAN, 5.0, -2.0]]


def outcome(m, run):
    m.manual_seed(7)
    try:
        found = run(m)
    except Exception as error:
        return builtin_name(error)
    found = found if isinstance(found, (tuple, list)) else [found]
    return [(str(x.dtype), tuple(x.shape), x.requires_grad, x.detach().numpy())
            if isinstance(x, m.Tensor) else x for x in found]


def gradient(m, run, values):
    x = m.tensor(values, requires_grad=True)
    run(x).sum().backward()
    return x.grad


RUNS = {
    "uniform_": lambda m: m.zeros(3, 4).uniform_(),
    "uniform_-range": lambda m: m.zeros(5, dtype=m.float64).uniform_(-1, to=2),
    "normal_": lambda m: m.zeros(5).normal_(2, std=3),
    "normal_-many": lambda m: m.zeros(3, 7, dtype=m.float64).normal_(),
    "normal_-generator": lambda m: m.zeros(3).normal_(generator=m.Generator().manual_seed(3)),
    "uniform_-leaf": lambda m: m.zeros(3, requires_grad=True).uniform_(),
    "tensor-float64": lambda m: m.tensor([0.1, 1e-300], dtype=m.float64),   # float32를 거치지 않습니다.
    "full-float64": lambda m: m.full((2,), 0.1, dtype=m.float64),
    "as_tensor-float64": lambda m: m.as_tensor(0.1, dtype=m.float64),
    "type": lambda m: [m.zeros(1, dtype=getattr(m, name)).type() for name in
                       "float16 float32 float64 uint8 int8 int16 int32 int64 bool".split()],
    "type-integer": lambda m: m.ones(2).type(m.int64), "type-unknown": lambda m: m.ones(2).type("FloatTensor"),
    "is_nonzero": lambda m: [m.is_nonzero(m.tensor([2.0])), m.zeros(()).is_nonzero()],
    "is_nonzero-many": lambda m: m.ones(2).is_nonzero(),
    "positive-bool": lambda m: m.positive(m.tensor([True])),
    "positive-itself": lambda m: (lambda x: x.positive() is x)(m.ones(2)),
    "deg2rad-integer": lambda m: m.deg2rad(m.tensor([180, 90])), "logit-integer": lambda m: m.tensor([0, 1]).logit(),
    "erfinv-edge": lambda m: m.tensor([1.0, -1.0, 0.0, 2.0, 1e-30]).erfinv(),
    "sgn-integer": lambda m: m.tensor([-3, 0, 2]).sgn(), "float_power-integer": lambda m: m.tensor([2, 3]).float_power(2),
    "heaviside-dtype": lambda m: m.heaviside(m.ones(2), m.ones(2, dtype=m.float64)),
    "logaddexp2-integer": lambda m: m.logaddexp2(m.tensor([1]), m.tensor([2])),
    "asarray-shared": lambda m: (lambda a: [m.asarray(a), a.__setitem__(0, 5.0), m.asarray(a)])(np.ones(2)),
    "asarray-tensor": lambda m: (lambda x: m.asarray(x) is x)(m.ones(2)),
    "asarray-tracked": lambda m: m.asarray(m.ones(2, requires_grad=True), requires_grad=True),
    "asarray-no-copy": lambda m: m.asarray([1.0], copy=False),
    "asarray-no-copy-dtype": lambda m: m.asarray(m.ones(1), dtype=m.float64, copy=False),
    "scalar_tensor-dtype": lambda m: m.scalar_tensor(2.5, dtype=m.int64),
    "range": lambda m: m.range(1, 4), "range-step": lambda m: m.range(0, 1, 0.25),
    "range-backward": lambda m: m.range(1, 0), "logspace-negative": lambda m: m.logspace(0, 1, -1),
    "nanmedian-indices": lambda m: m.tensor(HOLES).nanmedian(1), "nanmedian-none": lambda m: m.tensor([NAN]).nanmedian(),
    "nanmedian-none-dim": lambda m: m.tensor([[NAN, NAN]]).nanmedian(1), "nanmedian-0d": lambda m: m.tensor(2.0).nanmedian(0),
    "median-nan": lambda m: m.tensor(HOLES).median(0), "nanmedian-integer": lambda m: m.tensor([3, 1, 2]).nanmedian(),
    "quantile-nan": lambda m: m.tensor(HOLES).quantile(0.5, 1), "quantile-range": lambda m: m.ones(2).quantile(1.5),
    "quantile-dtype": lambda m: m.ones(2).quantile(m.tensor(0.5, dtype=m.float64)),
    "quantile-integer": lambda m: m.tensor([1, 2]).quantile(0.5), "quantile-empty": lambda m: m.ones(0).quantile(0.5),
    "quantile-way": lambda m: m.ones(2).quantile(0.5, interpolation="middle"),
    "quantile-2d": lambda m: m.ones(2).quantile(m.ones(1, 1)),
    "nanquantile-none": lambda m: m.tensor([NAN, NAN]).nanquantile(0.5),
    "cov-3d": lambda m: m.cov(m.ones(1, 1, 2)), "cov-integer": lambda m: m.tensor([[1, 2], [3, 5]]).cov(),
    "bincount-empty": lambda m: m.bincount(m.tensor([], dtype=m.int64), minlength=2),
    "bincount-negative": lambda m: m.bincount(m.tensor([-1])), "bincount-float": lambda m: m.bincount(m.ones(2)),
    "bincount-2d": lambda m: m.bincount(m.ones(1, 1, dtype=m.int64)),
    "bincount-weights": lambda m: m.bincount(m.tensor([1, 2]), m.ones(3)),
    "bincount-minlength": lambda m: m.bincount(m.tensor([1]), minlength=-1),
    "histc-one-value": lambda m: m.histc(m.ones(3), 4), "histc-bins": lambda m: m.histc(m.ones(3), 0),
    "histc-backward": lambda m: m.histc(m.ones(3), 4, min=2, max=1), "histc-integer": lambda m: m.histc(m.tensor([1])),
    "searchsorted-shapes": lambda m: m.searchsorted(m.ones(2, 3), m.ones(3, 2)),
    "bucketize-2d": lambda m: m.bucketize(m.ones(2), m.ones(1, 2)), "bucketize-number": lambda m: m.bucketize(3, m.tensor([1, 5])),
    "unravel_index-outside": lambda m: m.unravel_index(m.tensor([6]), (2, 3)),
    "combinations-2d": lambda m: m.combinations(m.ones(2, 2)), "combinations-none": lambda m: m.combinations(m.ones(2), 0),
    "block_diag-none": lambda m: m.block_diag(), "block_diag-3d": lambda m: m.block_diag(m.ones(1, 1, 1)),
    "block_diag-mixed": lambda m: m.block_diag(m.ones(1, dtype=m.int64), m.ones(2)),
    "hsplit-unevenly": lambda m: m.ones(3).hsplit(2), "vsplit-1d": lambda m: m.ones(4).vsplit(2),
    "dsplit-2d": lambda m: m.ones(2, 2).dsplit(1), "hsplit-0d": lambda m: m.ones(()).hsplit(1),
    "tensor_split-0": lambda m: m.ones(3).tensor_split(0), "tensor_split-0d": lambda m: m.ones(()).tensor_split(1),
    "tensor_split-nothing": lambda m: m.ones(3).tensor_split(),
    "tensor_split-both": lambda m: m.ones(3).tensor_split(indices=[1], sections=2),
    "index_put-float-index": lambda m: m.ones(3).index_put((m.ones(1),), m.ones(1)),
    "index_put-dtype": lambda m: m.ones(3).index_put((m.tensor([0]),), m.ones(1, dtype=m.float64)),
    "index_put-outside": lambda m: m.ones(3).index_put((m.tensor([3]),), m.ones(1)),
    "index_put-outside-accumulate": lambda m: m.ones(3).index_put((m.tensor([3]),), m.ones(1), True),
    "index_put-shape": lambda m: m.ones(3).index_put((m.tensor([0, 1]),), m.ones(3)),
    "index_put-shape-accumulate": lambda m: m.ones(3).index_put((m.tensor([0, 1]),), m.ones(3), True),
    "index_put-too-many": lambda m: m.ones(3).index_put((m.tensor([0]), m.tensor([0])), m.ones(1)),
    "index_put-leaf": lambda m: m.ones(3, requires_grad=True).index_put_((m.tensor([0]),), m.ones(1)),
    "index_copy-shape": lambda m: m.ones(3).index_copy(0, m.tensor([0]), m.ones(2)),
    "masked_scatter-few": lambda m: m.ones(3).masked_scatter(m.ones(3) > 0, m.ones(2)),
    "masked_scatter-dtype": lambda m: m.ones(3).masked_scatter(m.ones(3) > 0, m.ones(3, dtype=m.float64)),
    "masked_scatter-mask": lambda m: m.ones(3).masked_scatter(m.ones(3), m.ones(3)),
    "select_scatter-shape": lambda m: m.ones(2, 3).select_scatter(m.ones(2), 0, 0),
    "slice_scatter-shape": lambda m: m.ones(2, 3).slice_scatter(m.ones(1, 3), 0, 0, 2),
    "diagonal_scatter-shape": lambda m: m.ones(2, 3).diagonal_scatter(m.ones(3)),
    "fill_diagonal_-1d": lambda m: m.ones(3).fill_diagonal_(0), "fill_diagonal_-3d": lambda m: m.ones(2, 2, 2).fill_diagonal_(0),
    "fill_diagonal_-3d-uneven": lambda m: m.ones(2, 2, 3).fill_diagonal_(0),
    "scatter_reduce-name": lambda m: m.ones(3).scatter_reduce(0, m.tensor([0]), m.ones(1), "middle"),
    "scatter_reduce-integer": lambda m: m.tensor([1, 2, 3]).scatter_reduce(
        0, m.tensor([0, 0, 1]), m.tensor([4, 6, 9]), "mean", include_self=False),
    "scatter_reduce-integer-amax": lambda m: m.tensor([9, 2, 3]).scatter_reduce(
        0, m.tensor([0, 0, 1]), m.tensor([4, 6, 9]), "amax", include_self=False),
    "addmv-shape": lambda m: m.addmv(m.ones(3), m.ones(2, 2), m.ones(2)),
    "addmv-wide": lambda m: m.addmv(m.ones(2, 2), m.ones(2, 2), m.ones(2)),
    "addmv-dtype": lambda m: m.addmv(m.ones(2, dtype=m.float64), m.ones(2, 2), m.ones(2)),
    "addr-mixed": lambda m: m.addr(m.ones(2, dtype=m.float64), m.ones(2), m.ones(2)),
    "cdist-1d": lambda m: m.cdist(m.ones(2), m.ones(2)), "cdist-width": lambda m: m.cdist(m.ones(2, 2), m.ones(2, 3)),
    "slogdet-singular": lambda m: m.zeros(2, 2).slogdet(), "logdet-negative": lambda m: m.tensor([[0.0, 1], [1, 0]]).logdet(),
    "slogdet-not-square": lambda m: m.ones(2, 3).slogdet(), "logdet-integer": lambda m: m.ones(2, 2, dtype=m.int64).logdet(),
    "nansum": lambda m: m.tensor(HOLES).nansum(), "nansum-dim": lambda m: m.nansum(m.tensor(HOLES), 1),
    "nansum-axis": lambda m: m.tensor(HOLES).nansum(axis=0, keepdims=True),
    "nansum-grad": lambda m: gradient(m, lambda x: x.nansum(), HOLES),
    "nanmean": lambda m: m.nanmean(m.tensor(HOLES)),
    "nanmean-dim": lambda m: m.tensor(HOLES).nanmean(0, keepdim=True),
    "nanmean-nothing": lambda m: m.tensor([NAN, NAN]).nanmean(),
    "nanmean-grad": lambda m: gradient(m, lambda x: x.nanmean(1), HOLES),
    "aminmax": lambda m: m.aminmax(m.tensor([[3.0, 1.0], [2.0, 5.0]])),
    "aminmax-dim": lambda m: m.tensor([[3.0, 1.0], [2.0, 5.0]]).aminmax(dim=1, keepdim=True),
    "aminmax-grad": lambda m: gradient(m, lambda x: sum(x.aminmax()), [1.0, 3.0, 3.0]),
    "aminmax-position": lambda m: m.aminmax(m.ones(2), 0),
    **{f"matrix_power-{n}": lambda m, n=n: m.tensor(
        [[2.0, 1.0], [1.0, 3.0]], dtype=m.float64).matrix_power(n) for n in range(-2, 6)},
    "matrix_power-grad": lambda m: gradient(
        m, lambda x: m.matrix_power(x, 3), [[2.0, 1.0], [1.0, 3.0]]),
    "matrix_power-batch": lambda m: m.linalg.matrix_power(m.ones(2, 3, 3), 2),
    "matrix_power-not-square": lambda m: m.ones(2, 3).matrix_power(2),
    "init-eye_": lambda m: m.nn.init.eye_(m.zeros(2, 3)),
    "init-eye_-3d": lambda m: m.nn.init.eye_(m.zeros(2, 3, 1)),
    "finfo-of-integers": lambda m: m.finfo(m.int32), "iinfo-of-floats": lambda m: m.iinfo(m.float32),
    **{f"finfo-{name}": lambda m, name=name: [
        getattr(m.finfo(getattr(m, name)), what) for what in
        ("bits", "dtype", "eps", "max", "min", "tiny", "smallest_normal", "resolution")]
       for name in ("float16", "float32", "float64")},
    "finfo": lambda m: m.finfo().eps,
    **{f"iinfo-{name}": lambda m, name=name: [
        getattr(m.iinfo(getattr(m, name)), what) for what in ("bits", "dtype", "max", "min")]
       for name in ("uint8", "int8", "int16", "int32", "int64")},
}


@pytest.mark.parametrize("name", RUNS)
def test_an_answer_is_torchs(name):
    theirs, ours = outcome(torch, RUNS[name]), outcome(engine, RUNS[name])
    assert type(theirs) is type(ours), (theirs, ours)
    if isinstance(theirs, str):
        assert ours == theirs
        return
    assert len(ours) == len(theirs)
    for a, b in zip(theirs, ours, strict=True):
        if isinstance(a, tuple):
            assert b[:3] == a[:3]
            np.testing.assert_allclose(b[3], a[3], rtol=1e-6)
        else:
            assert b == (pytest.approx(a) if isinstance(a, float) else a)


@pytest.mark.parametrize("m", [torch, engine], ids=["torch", "engine"])
def test_the_state_of_the_default_generator_comes_back(m):
    state = m.get_rng_state()
    first = m.rand(3).tolist()
    m.set_rng_state(state)
    assert m.rand(3).tolist() == first


@pytest.mark.parametrize("m", [torch, engine], ids=["torch", "engine"])
def test_an_edge_has_names_and_a_version_can_be_raised_by_hand(m):
    x = m.ones(2, requires_grad=True)
    y = x * 2
    edge = m.autograd.graph.get_gradient_edge(y)
    assert (edge.node, edge.output_nr) == (y.grad_fn, 0)
    m.autograd.graph.increment_version(y)
    m.autograd.graph.increment_version([y, y])
    assert y._version == 3
