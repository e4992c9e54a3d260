"""계층(Module)과 신경망 함수의 동작입니다. 변화도는 op_cases_nn.py의 표가 봅니다."""

import copy
import pickle

import numpy as np
import pytest

import engine
from engine import nn
from engine.nn import functional as F


def net():
    engine.manual_seed(0)
    return nn.Sequential(nn.Linear(2, 3), nn.BatchNorm1d(3), nn.ReLU(), nn.Linear(3, 1))


class Shared(nn.Module):
    """한 계층과 한 매개변수를 두 곳에 둡니다."""

    def __init__(self):
        super().__init__()
        self.first = nn.Linear(2, 2)
        self.again = self.first
        self.tied = nn.Linear(2, 2)
        self.tied.weight = self.first.weight
        self.register_buffer("kept", engine.ones(1))
        self.register_buffer("forgotten", engine.ones(1), persistent=False)


# ── 등록하고 훑기 ─────────────────────────────────────────────────────────────────────────────


def test_attributes_become_parameters_in_order():
    assert [name for name, _ in net().named_parameters()] == [
        "0.weight", "0.bias", "1.weight", "1.bias", "3.weight", "3.bias"]


def test_a_shared_parameter_is_listed_once_and_stored_under_each_name():
    model = Shared()
    assert [name for name, _ in model.named_parameters()] == [
        "first.weight", "first.bias", "tied.bias"]
    assert list(model.state_dict()) == ["kept", "first.weight", "first.bias", "again.weight",
                                        "again.bias", "tied.weight", "tied.bias"]


def test_a_sequential_runs_a_layer_it_holds_twice_twice():
    double = nn.Linear(1, 1, bias=False)
    nn.init.constant_(double.weight, 2.0)
    assert nn.Sequential(double, double)(engine.ones(1, 1)).item() == 4


def test_containers_are_indexed_like_lists():
    model = net()
    assert model[-1] is model[3]
    assert len(model[1:3]) == 2
    model[2] = nn.Tanh()
    assert isinstance(model[2], nn.Tanh)
    layers = nn.ModuleDict({"a": nn.ReLU(), "b": nn.Tanh()})
    del layers["a"]
    assert list(layers) == ["b"]


@pytest.mark.parametrize(("error", "act"), [
    (TypeError, lambda m: setattr(m, "weight", engine.ones(1, 2))),
    (TypeError, lambda m: m.register_parameter("p", engine.ones(1))),
    (TypeError, lambda m: m.register_buffer("p", 3)),
    (TypeError, lambda m: m.to(engine.int64)),
    (TypeError, lambda m: nn.Sequential(3)),
    (KeyError, lambda m: m.register_parameter("a.b", None)),
    (KeyError, lambda m: m.register_parameter("", None)),
    (KeyError, lambda m: m.register_buffer("forward", engine.ones(1))),
    (KeyError, lambda m: m.register_buffer("weight", engine.ones(1))),
    (IndexError, lambda m: nn.Sequential(m)[1]),
    (NotImplementedError, lambda m: nn.Module()(1)),
    (AttributeError, lambda m: m.missing),
])
def test_a_wrong_registration_is_refused(error, act):
    with pytest.raises(error):
        act(nn.Linear(2, 1))


def test_forgetting_super_init_is_explained():
    class Forgetful(nn.Module):
        def __init__(self):
            self.w = nn.Parameter(engine.ones(1))

    with pytest.raises(AttributeError, match=r"super\(\).__init__\(\)"):
        Forgetful()


def test_a_key_error_keeps_its_three_lines():
    with pytest.raises(KeyError) as caught:
        nn.Linear(1, 1).register_parameter("a.b", None)
    assert len(str(caught.value).split("\n")) == 3


# ── 한꺼번에 바꾸기 ───────────────────────────────────────────────────────────────────────────


def test_eval_changes_dropout_and_statistics_but_not_tracking():
    model = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.5), nn.BatchNorm1d(2)).eval()
    before = model[2].running_mean.tolist()
    out = model(engine.ones(4, 2))
    assert out.requires_grad
    assert (out[0] == out[1]).all()
    assert model[2].running_mean.tolist() == before


def test_batch_norm_moves_its_statistics_toward_the_batch():
    layer, x = nn.BatchNorm1d(2), engine.tensor([[1.0, 0.0], [3.0, 8.0]])
    layer(x)
    np.testing.assert_allclose(layer.running_mean.numpy(), [0.2, 0.4], rtol=1e-6)
    np.testing.assert_allclose(layer.running_var.numpy(), [0.9 + 0.2, 0.9 + 3.2], rtol=1e-6)
    assert layer.num_batches_tracked.item() == 1
    average = nn.BatchNorm1d(2, momentum=None)
    average(x)
    average(x + 2)
    np.testing.assert_allclose(average.running_mean.numpy(), [3.0, 5.0], rtol=1e-6)


def test_zero_grad_forgets_or_fills_with_zero():
    layer = nn.Linear(2, 1)
    layer(engine.ones(1, 2)).sum().backward()
    layer.zero_grad(set_to_none=False)
    assert layer.weight.grad.tolist() == [[0, 0]]
    layer.zero_grad()
    assert layer.weight.grad is None


def test_double_converts_parameters_gradients_and_float_buffers_in_place():
    model = net()
    weight = model[0].weight
    model(engine.ones(4, 2)).sum().backward()
    model.double()
    assert model[0].weight is weight
    assert weight.dtype == weight.grad.dtype == model[1].running_mean.dtype == engine.float64
    assert model[1].num_batches_tracked.dtype == engine.int64
    model(engine.ones(4, 2, dtype=engine.float64)).sum().backward()


def test_apply_visits_children_before_parents():
    seen = []
    nn.Sequential(nn.Linear(1, 1), nn.ReLU()).apply(lambda m: seen.append(type(m).__name__))
    assert seen == ["Linear", "ReLU", "Sequential"]


@pytest.mark.parametrize("twin_of", [copy.deepcopy, lambda m: pickle.loads(pickle.dumps(m))],
                         ids=["deepcopy", "pickle"])
def test_a_copied_model_is_equal_but_separate(twin_of):
    model = net()
    twin = twin_of(model)
    assert isinstance(twin[0].weight, nn.Parameter)
    with engine.no_grad():
        twin[0].weight.add_(1)
    assert not engine.equal(twin[0].weight, model[0].weight)
    assert engine.equal(twin[3].weight, model[3].weight)


# ── 상태 ──────────────────────────────────────────────────────────────────────────────────────


def test_a_state_moves_a_model_to_another():
    engine.manual_seed(1)
    model = net()
    other = copy.deepcopy(model).apply(
        lambda m: m.reset_parameters() if hasattr(m, "reset_parameters") else None)
    x = engine.randn(4, 2)
    assert not engine.equal(model.eval()(x), other.eval()(x))
    assert repr(other.load_state_dict(model.state_dict())) == "<All keys matched successfully>"
    assert engine.equal(model(x), other(x))


@pytest.mark.parametrize(("change", "words"), [
    (lambda s: s.pop("3.bias"), "빠진 이름: 3.bias"),
    (lambda s: s.update(extra=engine.ones(1)), "남는 이름: extra"),
    (lambda s: s.update({"3.weight": engine.ones(3)}), "3.weight의 모양"),
    (lambda s: s.update({"3.weight": 3}), "3.weight이 텐서가 아니라 int"),
], ids=["missing", "unexpected", "shape", "type"])
def test_a_state_that_does_not_fit_changes_nothing(change, words):
    model = net()
    before = {name: t.tolist() for name, t in model.state_dict().items()}
    state = {name: t + 1 for name, t in model.state_dict().items()}
    change(state)
    with pytest.raises(RuntimeError, match=words):
        model.load_state_dict(state)
    assert {name: t.tolist() for name, t in model.state_dict().items()} == before


def test_a_loose_load_reports_what_it_left_out():
    layer = nn.Linear(2, 1)
    missing, unexpected = layer.load_state_dict({"weight": engine.ones(1, 2), "x": 1}, strict=False)
    assert (missing, unexpected) == (["bias"], ["x"])
    assert layer.weight.tolist() == [[1, 1]]


def test_loading_is_noticed_by_a_graph_that_saved_the_old_values():
    layer = nn.Linear(2, 1)
    out = layer(engine.ones(1, 2, requires_grad=True)).sum()
    layer.load_state_dict(layer.state_dict())
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        out.backward()


# ── 훅 ────────────────────────────────────────────────────────────────────────────────────────


def test_forward_hooks_see_and_replace_inputs_and_outputs():
    layer = nn.Identity()
    before = layer.register_forward_pre_hook(lambda m, args: (args[0] + 1,))
    after = layer.register_forward_hook(lambda m, args, out: out * 10)
    assert layer(engine.ones(1)).item() == 20
    before.remove()
    after.remove()
    assert layer(engine.ones(1)).item() == 1


def test_a_backward_hook_sees_both_gradients_and_can_replace_the_input_gradient():
    layer, seen = nn.Linear(2, 1, bias=False), []
    nn.init.constant_(layer.weight, 3.0)

    def hook(module, grad_input, grad_output):
        seen.append((grad_input[0].tolist(), grad_output[0].tolist()))
        return (grad_input[0] * 10,)

    layer.register_full_backward_hook(hook)
    x = engine.ones(1, 2, requires_grad=True)
    (layer(x) * 2).sum().backward()
    assert seen == [([[6, 6]], [[2]])]
    assert x.grad.tolist() == [[60, 60]]


# ── 함수 ──────────────────────────────────────────────────────────────────────────────────────


def test_dropout_keeps_the_mean_and_passes_gradient_where_it_kept():
    engine.manual_seed(0)
    x = engine.ones(100, 100, requires_grad=True)
    out = F.dropout(x, 0.3)
    kept = out.detach().numpy() != 0
    assert abs(kept.mean() - 0.7) < 0.02
    out.sum().backward()
    np.testing.assert_allclose(x.grad.numpy(), np.where(kept, 1 / 0.7, 0), rtol=1e-6)


def test_same_padding_of_an_even_window_adds_the_odd_cell_at_the_end():
    x, w = engine.rand(1, 1, 3, 4), engine.rand(1, 1, 2, 2)
    expected = F.conv2d(F.pad(x, (0, 1, 0, 1)), w)
    assert engine.equal(F.conv2d(x, w, padding="same"), expected)


def test_attention_reads_only_the_past_when_causal():
    q, k, v = engine.rand(3, 4, 2, requires_grad=True).unbind(0)
    out = F.scaled_dot_product_attention(q, k, v, is_causal=True)
    first, = engine.autograd.grad(out[1].sum(), [v])
    assert (first[2:] == 0).all()
    assert (first[:2] != 0).all()


def test_clipping_shrinks_gradients_to_the_asked_norm():
    a, b = engine.zeros(2, requires_grad=True), engine.zeros(1, requires_grad=True)
    a.grad, b.grad = engine.tensor([3.0, 0.0]), engine.tensor([4.0])
    assert nn.utils.clip_grad_norm_([a, b], 1.0).item() == 5
    np.testing.assert_allclose([*a.grad.tolist(), *b.grad.tolist()], [0.6, 0, 0.8], rtol=1e-5)
    nn.utils.clip_grad_norm_([a, b], 10.0)
    np.testing.assert_allclose(b.grad.tolist(), [0.8], rtol=1e-5)
    nn.utils.clip_grad_value_([a, b], 0.7)
    np.testing.assert_allclose([*a.grad.tolist(), *b.grad.tolist()], [0.6, 0, 0.7], rtol=1e-5)
    a.grad.fill_(float("nan"))
    with pytest.raises(RuntimeError, match="non-finite"):
        nn.utils.clip_grad_norm_([a], 1.0, error_if_nonfinite=True)


def test_parameters_go_into_a_vector_and_back():
    layer = nn.Linear(2, 1)
    vector = nn.utils.parameters_to_vector(layer.parameters())
    assert vector.shape == (3,)
    nn.utils.vector_to_parameters(vector * 0 + 1, layer.parameters())
    assert layer.weight.tolist() == [[1, 1]]
    assert layer.weight.is_leaf


@pytest.mark.parametrize(("error", "act"), [
    (RuntimeError, lambda x: F.conv2d(x, engine.ones(1, 3, 1, 1))),
    (RuntimeError, lambda x: F.conv2d(x, engine.ones(1, 2, 5, 5))),
    (RuntimeError, lambda x: F.conv2d(x[0, 0], engine.ones(1, 2, 1, 1))),
    (RuntimeError, lambda x: F.conv2d(x, engine.ones(3, 1, 1, 1), groups=2)),
    (RuntimeError, lambda x: F.conv2d(x, engine.ones(2, 2, 1, 1), engine.ones(3))),
    (RuntimeError, lambda x: F.conv2d(x, engine.ones(2, 2, 1, 1), stride=2, padding="same")),
    (RuntimeError, lambda x: F.conv2d(x, engine.ones(2, 2, 1, 1), stride=0)),
    (RuntimeError, lambda x: F.conv2d(x, engine.ones(2, 2, 1, 1, dtype=engine.float64))),
    (RuntimeError, lambda x: F.max_pool2d(x, 5)),
    (RuntimeError, lambda x: F.max_pool2d(x, 2, padding=2)),
    (RuntimeError, lambda x: F.avg_pool2d(x[0, 0], 2)),
    (RuntimeError, lambda x: F.pad(x, (1, 1, 1))),
    (RuntimeError, lambda x: F.pad(x[0, 0], (1,) * 6)),
    (RuntimeError, lambda x: F.pad(x, (-4, 0))),
    (NotImplementedError, lambda x: F.pad(x, (1, 1), mode="reflect")),
    (RuntimeError, lambda x: F.layer_norm(x, (2,))),
    (RuntimeError, lambda x: F.layer_norm(x, (3,), engine.ones(2))),
    (ValueError, lambda x: F.batch_norm(x[:, :, 0, 0], None, None, training=True)),
    (RuntimeError, lambda x: F.batch_norm(x, None, None)),
    (RuntimeError, lambda x: F.batch_norm(x, engine.ones(3), engine.ones(3))),
    (ValueError, lambda x: nn.BatchNorm1d(2)(x)),
    (ValueError, lambda x: F.dropout(x, 1.5)),
    (ValueError, lambda x: nn.Dropout(-1)),
    (NotImplementedError, lambda x: F.silu(x.long())),
    (RuntimeError, lambda x: F.gelu(x, approximate="x")),
    (IndexError, lambda x: F.embedding(engine.tensor([4]), engine.ones(2, 2))),
    (RuntimeError, lambda x: F.embedding(x, engine.ones(2, 2))),
    (RuntimeError, lambda x: F.one_hot(engine.tensor([3]), 3)),
    (RuntimeError, lambda x: F.one_hot(x)),
    (RuntimeError, lambda x: F.huber_loss(x, x, delta=0)),
    (RuntimeError, lambda x: F.smooth_l1_loss(x, x, beta=-1)),
    (ValueError, lambda x: F.kl_div(x, x, reduction="x")),
    (RuntimeError, lambda x: F.scaled_dot_product_attention(
        x, x, x, engine.ones(3, 3), is_causal=True)),
    (ValueError, lambda x: nn.init.calculate_gain("x")),
    (ValueError, lambda x: nn.init.kaiming_uniform_(engine.ones(2))),
    (ValueError, lambda x: nn.init.kaiming_uniform_(engine.ones(2, 2), mode="x")),
    (ValueError, lambda x: nn.Conv2d(3, 4, 1, groups=2)),
])
def test_a_wrong_call_is_refused_in_three_lines(error, act):
    with pytest.raises(error) as caught:
        act(engine.ones(1, 2, 3, 3))
    assert len(str(caught.value).split("\n")) == 3
