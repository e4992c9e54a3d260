"""옵티마이저의 동작입니다. PyTorch와 같은 수가 나오는지는 parity/test_nn_parity.py가 봅니다."""

import numpy as np
import pytest

import engine
from engine import nn, optim

RULES = {
    "sgd": lambda p: optim.SGD(p, lr=0.1),
    "momentum": lambda p: optim.SGD(p, lr=0.05, momentum=0.9, dampening=0.1, weight_decay=0.01),
    "nesterov": lambda p: optim.SGD(p, lr=0.05, momentum=0.9, nesterov=True),
    "adagrad": lambda p: optim.Adagrad(p, lr=1.0),
    "rmsprop": lambda p: optim.RMSprop(p, lr=0.05, momentum=0.3, centered=True),
    "adam": lambda p: optim.Adam(p, lr=0.1),
    "amsgrad": lambda p: optim.Adam(p, lr=0.1, amsgrad=True, weight_decay=0.01),
    "adamw": lambda p: optim.AdamW(p, lr=0.1),
}
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def weight(*values):
    return engine.tensor(values, requires_grad=True)


def walk(optimizer, w, steps):
    """(w − 3)²의 골짜기로 steps걸음 갑니다."""
    for _ in range(steps):
        optimizer.zero_grad()
        ((w - 3) ** 2).sum().backward()
        optimizer.step()


@each_rule
def test_a_valley_is_found(rule):
    w = weight(-1.0, 8.0)
    walk(rule([w]), w, 200)
    np.testing.assert_allclose(w.detach().numpy(), [3, 3], atol=0.15)


@each_rule
def test_a_walk_continues_from_a_saved_state(rule):
    w = weight(-1.0, 8.0)
    optimizer = rule([w])
    walk(optimizer, w, 3)
    other = w.detach().clone().requires_grad_()
    resumed = rule([other])
    resumed.load_state_dict(optimizer.state_dict())
    walk(optimizer, w, 3)
    walk(resumed, other, 3)
    assert engine.equal(w, other)


def test_one_step_of_sgd_is_lr_times_the_gradient():
    w = weight(1.0, 2.0)
    (w * engine.tensor([3.0, 4.0])).sum().backward()
    optim.SGD([w], lr=0.5).step()
    assert w.tolist() == [-0.5, 0.0]
    assert w.is_leaf
    assert w.requires_grad


def test_momentum_gathers_speed():
    w = weight(0.0)
    optimizer = optim.SGD([w], lr=1.0, momentum=0.5)
    for expected in (-1.0, -2.5, -4.25):   # 속도 1, 1.5, 1.75
        w.grad = engine.ones(1)
        optimizer.step()
        assert w.item() == expected
    assert optimizer.state[w]["momentum_buffer"].tolist() == [1.75]


def test_the_first_step_of_adam_is_lr_whatever_the_gradient():
    w = weight(0.0, 0.0)
    w.grad = engine.tensor([1e-3, -1e3])
    optim.Adam([w], lr=0.1).step()
    np.testing.assert_allclose(w.detach().numpy(), [-0.1, 0.1], rtol=1e-4)


def test_weight_decay_of_adamw_does_not_pass_through_the_gradient():
    w = weight(2.0)
    w.grad = engine.zeros(1)
    optim.AdamW([w], lr=0.1, weight_decay=0.5).step()
    assert w.item() == pytest.approx(1.9)


def test_a_parameter_without_gradient_is_skipped():
    w = weight(1.0)
    optimizer = optim.Adam([w])
    optimizer.step()
    assert w.tolist() == [1]
    assert not optimizer.state


def test_step_never_writes_to_the_gradient():
    w = weight(1.0, -2.0)
    for rule in RULES.values():
        optimizer = rule([w])
        for _ in range(2):
            w.grad = engine.tensor([0.5, 0.25])
            optimizer.step()
            assert w.grad.tolist() == [0.5, 0.25]


def test_step_is_noticed_by_a_graph_that_saved_the_old_weight():
    w = weight(1.0)
    loss = (w * w).sum()
    w.grad = engine.ones(1)
    optim.SGD([w], lr=0.1).step()
    with pytest.raises(RuntimeError, match="modified by an inplace operation"):
        loss.backward()


def test_a_closure_runs_with_tracking_on_and_its_loss_is_returned():
    w = weight(3.0)

    def closure():
        loss = (w * w).sum()
        loss.backward()
        return loss

    with engine.no_grad():
        assert optim.SGD([w], lr=0.5).step(closure).item() == 9
    assert w.item() == 0


def test_groups_have_their_own_settings():
    slow, fast = weight(0.0), weight(0.0)
    optimizer = optim.SGD([{"params": [slow]}, {"params": fast, "lr": 1.0}], lr=0.1)
    slow.grad = fast.grad = engine.ones(1)
    optimizer.step()
    assert (slow.item(), fast.item()) == (pytest.approx(-0.1), -1)
    assert repr(optimizer).startswith("SGD (\nParameter Group 0\n    dampening: 0\n    lr: 0.1\n")


def test_a_schedule_lowers_the_rate_every_few_steps_and_resumes():
    optimizer = optim.SGD([weight(0.0)], lr=1.0)
    schedule = optim.lr_scheduler.StepLR(optimizer, step_size=2, gamma=0.5)
    rates = []
    for _ in range(5):
        rates += schedule.get_last_lr()
        schedule.step()
    assert rates == [1, 1, 0.5, 0.5, 0.25]
    resumed = optim.lr_scheduler.StepLR(optim.SGD([weight(0.0)], lr=1.0), 2, 0.5)
    resumed.load_state_dict(schedule.state_dict())
    assert resumed.get_last_lr() == schedule.get_last_lr() == [0.25]


def test_a_state_of_another_shape_changes_nothing():
    optimizer = optim.SGD([weight(0.0)], lr=0.1, momentum=0.9)
    before = optimizer.state_dict()
    other = optim.SGD([weight(0.0), weight(1.0)], lr=0.5)
    with pytest.raises(ValueError, match="doesn't match"):
        optimizer.load_state_dict(other.state_dict())
    assert optimizer.state_dict() == before


@pytest.mark.parametrize(("error", "act"), [
    (TypeError, lambda w: optim.SGD(w, lr=0.1)),
    (TypeError, lambda w: optim.SGD({w}, lr=0.1)),
    (TypeError, lambda w: optim.SGD([1], lr=0.1)),
    (TypeError, lambda w: optim.SGD([w], lr=0.1).add_param_group([w])),
    (KeyError, lambda w: optim.SGD([{"param": [w]}], lr=0.1)),
    (ValueError, lambda w: optim.SGD([], lr=0.1)),
    (ValueError, lambda w: optim.SGD(iter(()), lr=0.1)),
    (ValueError, lambda w: optim.SGD([w * 2], lr=0.1)),
    (ValueError, lambda w: optim.SGD([{"params": [w]}, {"params": [w]}], lr=0.1)),
    (ValueError, lambda w: optim.SGD([w], lr=-1)),
    (ValueError, lambda w: optim.SGD([w], lr=0.1, momentum=-1)),
    (ValueError, lambda w: optim.SGD([w], lr=0.1, weight_decay=-1)),
    (ValueError, lambda w: optim.SGD([w], lr=0.1, nesterov=True)),
    (ValueError, lambda w: optim.Adam([w], betas=(1.0, 0.9))),
    (ValueError, lambda w: optim.Adam([w], eps=-1)),
    (TypeError, lambda w: optim.lr_scheduler.StepLR(3, 1)),
])
def test_a_wrong_setting_is_refused_in_three_lines(error, act):
    with pytest.raises(error) as caught:
        act(weight(1.0))
    assert len(str(caught.value).split("\n")) == 3


def test_the_same_parameter_twice_in_a_group_warns():
    w = weight(1.0)
    with pytest.warns(UserWarning, match="duplicate parameters"):
        optim.SGD([w, w], lr=0.1)


def test_a_network_learns_xor():
    engine.manual_seed(0)
    x = engine.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
    y = engine.tensor([[0.0], [1.0], [1.0], [0.0]])
    model = nn.Sequential(nn.Linear(2, 8), nn.Tanh(), nn.Linear(8, 1))
    optimizer, criterion = optim.Adam(model.parameters(), lr=0.05), nn.BCEWithLogitsLoss()
    for _ in range(200):
        optimizer.zero_grad()
        criterion(model(x), y).backward()
        optimizer.step()
    assert engine.equal((model(x) > 0).float(), y)
