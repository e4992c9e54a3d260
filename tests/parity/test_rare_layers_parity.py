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
    ("AdaptiveAvgPool2d", (2,), {}), ("AdaptiveAvgPool2d", ((2, None),), {}),
]
WRONG = [
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
