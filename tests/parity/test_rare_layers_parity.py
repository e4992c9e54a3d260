"""드물게 쓰는 계층이 torch의 계층과 같은지 봅니다: 글, 매개변수의 이름과 처음 값, 결과, 오류."""

import numpy as np
import pytest
from probe import builtin_name

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

LAYERS = [
    ("SELU", (), {}), ("CELU", (0.5,), {}), ("CELU", (), {"inplace": True}), ("Mish", (), {}),
    ("Hardsigmoid", (), {}), ("Hardswish", (), {}), ("Softsign", (), {}), ("Tanhshrink", (), {}),
    ("Softmin", (1,), {}), ("GLU", (), {"dim": 1}), ("PReLU", (), {}), ("PReLU", (4, 0.5), {}),
    ("RMSNorm", (6,), {}), ("RMSNorm", ((4, 6),), {"eps": 0.1, "elementwise_affine": False}),
    ("GroupNorm", (2, 4), {}), ("GroupNorm", (4, 4), {"affine": False}),
    ("GroupNorm", (2, 4), {"bias": False}), ("Conv1d", (4, 6, 3), {}),
    ("Conv1d", (4, 6, 3), {"stride": 2, "padding": 1, "groups": 2, "bias": False}),
    ("Conv1d", (4, 2, 3), {"padding": "same", "dilation": 2}),
    ("Softshrink", (), {}), ("Softshrink", (1.5,), {}), ("Hardshrink", (), {}),
    ("Threshold", (0.1, 20), {}), ("Threshold", (0.1, 20), {"inplace": True}),
    ("BatchNorm1d", (4,), {"bias": False}),
    ("AdaptiveAvgPool2d", (2,), {}), ("AdaptiveAvgPool2d", ((2, None),), {}),
]
# 입력이 여럿인 계층입니다. 입력은 (6, 5)의 정규 난수들이고, 정답은 따로 적습니다.
SIGN, COUNT, LABEL = "sign", "count", "label"
PAIRED = [
    ("TripletMarginLoss", (), {}, ("x", "y", "z")), ("TripletMarginLoss", (2.0,), {"swap": True}, ("x", "y", "z")),
    ("MarginRankingLoss", (0.5,), {}, ("x", "y", SIGN)), ("HingeEmbeddingLoss", (), {}, ("x", SIGN)),
    ("SoftMarginLoss", (), {}, ("x", SIGN)), ("MultiLabelSoftMarginLoss", (), {}, ("x", COUNT)),
    ("MultiMarginLoss", (2,), {"margin": 0.5}, ("x", LABEL)), ("PoissonNLLLoss", (), {"full": True}, ("x", COUNT)),
    ("GaussianNLLLoss", (), {"full": True}, ("x", "y", COUNT)), ("CosineSimilarity", (), {}, ("x", "y")),
    ("PairwiseDistance", (1.0,), {"keepdim": True}, ("x", "y")), ("HuberLoss", ("sum", 0.5), {}, ("x", "y")),
]
WRONG = [
    ("triplet-margin", lambda m: m.nn.functional.triplet_margin_loss(*[m.ones(2, 3)] * 3, margin=0)),
    ("margin_ranking-ndim", lambda m: m.nn.functional.margin_ranking_loss(m.ones(2), m.ones(2), m.ones(()))),
    ("multi_margin-p", lambda m: m.nn.functional.multi_margin_loss(m.ones(2, 3), m.tensor([0, 1]), p=3)),
    ("multi_margin-weight", lambda m: m.nn.functional.multi_margin_loss(
        m.ones(2, 3), m.tensor([0, 1]), weight=m.ones(1, 3))),
    ("gaussian-negative", lambda m: m.nn.functional.gaussian_nll_loss(m.ones(2), m.ones(2), -m.ones(2))),
    ("gaussian-shape", lambda m: m.nn.functional.gaussian_nll_loss(m.ones(2, 3), m.ones(2, 3), m.ones(3))),
    ("cosine_embedding-ndim", lambda m: m.nn.functional.cosine_embedding_loss(m.ones(3), m.ones(3), m.ones(3))),
    ("mse-weight", lambda m: m.nn.functional.mse_loss(m.ones(2), m.ones(2), weight=m.ones(3))),
    ("poisson-reduction", lambda m: m.nn.functional.poisson_nll_loss(m.ones(2), m.ones(2), reduction="all")),
    ("softshrink-integer", lambda m: m.nn.functional.softshrink(m.tensor([1]))),
    ("orthogonal_", lambda m: m.nn.init.orthogonal_(m.ones(3))),
    ("dirac_", lambda m: m.nn.init.dirac_(m.ones(3, 3))),
    ("dirac_-groups", lambda m: m.nn.init.dirac_(m.ones(3, 3, 3), 2)),
    ("parameter-list", lambda m: m.nn.ParameterList(m.ones(2))),
    ("parameter-list-index", lambda m: m.nn.ParameterList([m.ones(2)])[1]),
    ("parameter-list-called", lambda m: m.nn.ParameterList()(1)),
    ("parameter-dict-name", lambda m: m.nn.ParameterDict()["w"]),
    ("parameter-dict-number", lambda m: m.nn.ParameterDict(5)),
    ("glu", lambda m: m.nn.functional.glu(m.ones(2, 3))),
    ("prelu", lambda m: m.nn.functional.prelu(m.ones(2, 3), m.ones(2))),
    ("group_norm", lambda m: m.nn.functional.group_norm(m.ones(2, 3), 2)),
    ("GroupNorm", lambda m: m.nn.GroupNorm(2, 3)),
    ("Conv1d", lambda m: m.nn.Conv1d(3, 4, 2, groups=2)),
    ("kthvalue", lambda m: m.ones(3).kthvalue(4)),
    ("kthvalue-0", lambda m: m.kthvalue(m.ones(3), 0)),
    ("unfold", lambda m: m.ones(3).unfold(0, 4, 1)),
    ("unfold-step", lambda m: m.ones(3).unfold(0, 2, 0)),
    ("broadcast_shapes", lambda m: m.broadcast_shapes((2,), (3,))),
    ("split_with_sizes", lambda m: m.ones(4).split_with_sizes([1, 2])),
    ("logcumsumexp-dim", lambda m: m.ones(3).logcumsumexp(1)),
]


@pytest.mark.parametrize(("name", "args", "settings"), LAYERS, ids=str)
def test_a_layer_is_torchs(name, args, settings):
    seen = []
    for m in (torch, engine):
        m.manual_seed(3)
        layer = getattr(m.nn, name)(*args, **settings)
        x = m.randn(2, 4, 6)
        seen.append((repr(layer), {k: p.detach().numpy() for k, p in layer.named_parameters()},
                     layer(x).detach().numpy()))
    (text, parameters, out), (our_text, ours, our_out) = seen
    assert our_text == text
    assert list(ours) == list(parameters)
    for key, value in parameters.items():
        np.testing.assert_array_equal(ours[key], value)
    np.testing.assert_allclose(our_out, out, 1e-5, 1e-6)


@pytest.mark.parametrize(("name", "args", "settings", "inputs"), PAIRED, ids=str)
def test_a_layer_of_several_inputs_is_torchs(name, args, settings, inputs):
    seen = []
    for m in (torch, engine):
        m.manual_seed(3)
        given = {"x": m.randn(6, 5), "y": m.randn(6, 5), "z": m.randn(6, 5)}
        given |= {SIGN: given["z"].sign(), COUNT: given["z"].abs() + 0.1, LABEL: m.arange(6) % 5}
        given["x"].requires_grad_()
        layer = getattr(m.nn, name)(*args, **settings)
        out = layer(*[given[key] for key in inputs])
        out.sum().backward()
        seen.append((repr(layer), layer.extra_repr(), out.detach().numpy(), given["x"].grad.numpy()))
    (text, extra, *theirs), (our_text, our_extra, *ours) = seen
    assert (our_text, our_extra) == (text, extra)
    for a, b in zip(ours, theirs, strict=True):
        np.testing.assert_allclose(a, b, 1e-5, 1e-6)


@pytest.mark.parametrize("shape", [(), (3,), (2, 3), (2, 3, 4), (2, 3, 4, 5)])
@pytest.mark.parametrize("name", ["softmax", "log_softmax", "softmin"])
def test_softmax_without_a_dim_guesses_as_torch_and_warns(name, shape):
    seen = []
    for m in (torch, engine):
        m.manual_seed(0)
        x = m.randn(shape)
        with pytest.warns(UserWarning, match="Implicit dimension choice"):
            seen.append(getattr(m.nn.functional, name)(x).numpy())
    np.testing.assert_allclose(*seen, rtol=1e-5)


def parameter_list(m):
    held = m.nn.ParameterList([m.ones(2, 3), m.nn.Parameter(m.zeros(1)), 5])
    held += [m.ones(1)]
    held[1] = m.ones(4)
    return held


def parameter_dict(m):
    held = m.nn.ParameterDict({"b": m.ones(2), "a": m.ones(2, 2).double()})
    held["c"] = m.nn.Parameter(m.zeros(1))
    held.update([("d", m.ones(1))])
    del held["b"]
    return held


@pytest.mark.parametrize("build", [parameter_list, parameter_dict, lambda m: m.nn.ParameterList()])
def test_parameters_are_held_as_in_torch(build):
    seen = []
    for m in (torch, engine):
        m.manual_seed(0)
        held = build(m)
        model = m.nn.Module()
        model.held = held
        seen.append((repr(model), len(held), list(model.state_dict()), [n for n, _ in held.named_parameters()],
                     [type(value).__name__ for value in (held.values() if hasattr(held, "values") else held)]))
    assert seen[0] == seen[1]


def test_a_parameter_list_slices_and_a_dict_pops():
    for m in (torch, engine):
        held = m.nn.ParameterList([m.zeros(1), m.ones(1), m.ones(2)])
        assert [p.numel() for p in held[1:]] == [1, 2]
        assert held[-1].requires_grad
        named = m.nn.ParameterDict({"a": m.ones(3)})
        assert named.get("zz", 7) == 7
        assert named.pop("a").numel() == 3
        assert ("a" in named, list(named), len(named)) == (False, [], 0)


@pytest.mark.parametrize(("name", "act"), WRONG, ids=str)
def test_a_mistake_raises_torchs_kind_of_error(name, act):
    with pytest.raises(Exception) as theirs:
        act(torch)
    with pytest.raises(Exception) as ours:
        act(engine)
    assert builtin_name(ours.value) == builtin_name(theirs.value)
    assert str(ours.value).count("\n") == 2


def test_discrete_facts_agree():
    a = np.array([[3.0, 1, 3, 2], [np.nan, 0, 5, 5]])
    for run in (lambda m, x: x.cummax(1).indices, lambda m, x: x.cummin(1).indices,
                lambda m, x: x[0].kthvalue(2).indices,
                lambda m, x: (x > 1).diff().int(),
                lambda m, x: m.tensor(m.broadcast_shapes((2, 1), 3, (4, 1, 1)))):
        theirs, ours = (run(m, m.from_numpy(a)) for m in (torch, engine))
        assert (str(ours.dtype), ours.tolist()) == (str(theirs.dtype), theirs.tolist())
