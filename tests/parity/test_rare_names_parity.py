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
