"""듣는 이는 독자의 프로그램에서 일어난 일만, 다 일어난 뒤에 듣습니다."""

import pytest

import engine
from engine import events


@pytest.fixture
def heard():
    """듣는 동안의 (사건, 그때 node.saved에 있던 이름들)입니다."""
    log = []

    def listen(event):
        node = getattr(event, "node", None)
        log.append((event, list(getattr(node, "_stored", None) or ())))

    events.listen(listen)
    yield log
    assert listen in events.listeners   # 듣다가 오류를 내면 엔진이 뺍니다.
    events.unlisten(listen)


def test_writing_into_a_view_announces_only_the_write(heard):
    x = engine.ones(4, requires_grad=True) * 1
    view, other = x[:2], x[1:]
    heard.clear()
    view.mul_(3)
    assert [type(event).__name__ for event, _ in heard] == ["VersionBumped", "OpApplied"]
    assert heard[1][0].op.__name__ == "MulBackward0"
    assert type(other.grad_fn).__name__ == "AsStridedBackward0"   # 다른 뷰의 기록은 다시 이었습니다.


def test_indexing_is_announced_with_its_indices_saved(heard):
    x = engine.ones(4, requires_grad=True)
    x[engine.tensor([0, 2])]
    assert heard[-1][1] == ["indices[0]"]


def test_backward_of_a_write_announces_no_operation_without_inputs(heard):
    x = engine.ones(3, requires_grad=True) * 1
    x[:2].exp_()
    x.sum().backward()
    applied = [event for event, _ in heard if type(event) is events.OpApplied]
    assert applied
    assert all(event.inputs and None not in event.inputs for event in applied)


class Double(engine.autograd.Function):
    @staticmethod
    def forward(ctx, x):
        out = x * 2
        ctx.save_for_backward(out)
        return out

    @staticmethod
    def backward(ctx, grad):
        return grad * 2


def train_step():
    layer = engine.nn.Linear(2, 1)
    optimizer = engine.optim.SGD(layer.parameters(), lr=0.1)
    layer.load_state_dict(layer.state_dict())
    optimizer.step(lambda: layer(engine.ones(1, 2)).sum())


X = engine.ones(3, requires_grad=True)
BY_ITSELF = {
    "backward": lambda: X.sum().backward(),
    "backward of some inputs": lambda: X.sum().backward(inputs=[X]),
    "Function": lambda: Double.apply(X).sum().backward(),
    "training": train_step,
    "batch norm": lambda: engine.nn.BatchNorm1d(3)(engine.rand(4, 3)),
    "jacobian": lambda: engine.autograd.functional.jacobian(lambda x: x * x, engine.ones(3)),
    "loss": lambda: engine.nn.functional.binary_cross_entropy_with_logits(
        X, engine.ones(3), pos_weight=engine.ones(3)),
    "checkpoint": lambda: engine.utils.checkpoint.checkpoint(
        lambda x: x.exp(), X).sum().backward(),
}


@pytest.mark.parametrize("name", BY_ITSELF)
def test_what_the_engine_switches_and_detaches_by_itself_is_not_announced(heard, name):
    BY_ITSELF[name]()
    kinds = {type(event) for event, _ in heard}
    assert kinds
    assert not kinds & {events.RegionEntered, events.RegionLeft, events.Detached}


def test_what_the_reader_switches_and_detaches_inside_is_announced(heard):
    class Inner(Double):
        @staticmethod
        def backward(ctx, grad):
            with engine.no_grad():
                return grad.detach() * 2

    Inner.apply(engine.ones(3, requires_grad=True)).sum().backward()
    assert [type(event).__name__ for event, _ in heard
            if type(event) in (events.RegionEntered, events.RegionLeft, events.Detached)
            ] == ["RegionEntered", "Detached", "RegionLeft"]


def test_backward_that_fails_in_a_hook_still_ends(heard):
    x = engine.ones(2, requires_grad=True)
    y = x * 2

    def fail(grad):
        raise ValueError("훅의 오류")

    y.register_hook(fail)
    loss = y.sum()
    heard.clear()
    with pytest.raises(ValueError, match="훅의 오류"):
        loss.backward()
    names = [type(event).__name__ for event, _ in heard]
    assert names[0] == "BackwardBegan"
    assert names[-1] == "BackwardEnded"
