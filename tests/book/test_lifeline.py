"""노드 수명표가 기록과 어긋나지 않는지 봅니다."""

import engine
from engine.study.lifeline import lifeline
from engine.tracing import record


def two_turns(inside):
    t = engine.tensor([1., 2.])
    a = engine.tensor([3., 1.], requires_grad=True)
    with record(errors="show") as trace:
        y = None if inside else t @ a
        for _ in range(2):
            if inside:
                y = t @ a
            loss = y * y
            loss.backward()
    return lifeline(trace)


def test_each_forward_makes_new_nodes_and_each_backward_empties_them():
    table = two_turns(inside=True)
    assert table.phases == ["순전파 1", "역전파 1", "순전파 2", "역전파 2"]
    rows = dict(table.rows)
    assert rows["loss₁"] == ["만듦, y₁ 저장", "지나감, 해제 ✕", "→ loss₂", ""]
    assert rows["loss₂"] == ["", "", "만듦, y₂ 저장", "지나감, 해제 ✕"]
    assert table.memory[-1] == "0바이트"


def test_a_node_made_outside_the_loop_is_empty_the_second_time():
    rows = dict(two_turns(inside=False).rows)
    assert rows["y"] == ["만듦, t 저장", "지나감, 해제 ✕", "해제된 채", "⚠ 멈춤"]


def test_the_table_has_headers_and_no_markup_from_names():
    html = two_turns(inside=True)._repr_html_()
    assert html.count('scope="row"') == len(two_turns(inside=True).rows) + 1
    assert 'scope="col">역전파 2' in html
