"""듣는 이는 독자의 프로그램에서 일어난 일만, 다 일어난 뒤에 듣습니다."""

import pytest

import engine
from engine import events, grad_mode


@pytest.fixture
def heard():
    """듣는 동안의 (사건, 그때 node.saved에 있던 이름들)입니다."""
    log = []

    def listen(event):
        node = getattr(event, "node", None)
        log.append((event, list(getattr(node, "saved", None) or ())))

    events.listeners.append(listen)
    grad_mode.slow_lane.append(listen)
    yield log
    grad_mode.slow_lane.remove(listen)
    assert listen in events.listeners   # 듣다가 오류를 내면 엔진이 뺍니다.
    events.listeners.remove(listen)


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
