"""걸음보기의 자리: 단추는 움직이지 않고, 768픽셀 화면에 들어오고, 질문은 쪽을 밀지 않습니다."""

from itertools import combinations, pairwise

import pytest
from stepper_page import axe_violations, player

from engine import tensor
from engine.tracing import record

import trace_programs as programs  # isort: skip  (stepper_page가 길에 넣습니다)

SCREENS = [(1366, 768, None), (1366, 768, 736), (1280, 900, 667)]
TOP = "document.querySelector('.ag-stepper').scrollIntoView()"
NEXT = "e => e.getBoundingClientRect().bottom - e.closest('.ag-stepper').getBoundingClientRect().top"


@pytest.mark.parametrize("screen", SCREENS, ids=str)
@pytest.mark.parametrize("program", [programs.fork, programs.bias, programs.network, programs.retained],
                         ids=lambda program: program.__name__)
def test_next_stays_where_it_is_and_on_the_screen(stepper, program, screen):
    width, height, column = screen
    page = stepper(program().to_dict(), width=width, height=height, column=column)
    page.wait_for_function("document.querySelector('.ag-port').style.height")
    places = set()
    for k in range(player(page, "p.last") + 1):
        player(page, "p.go(a)", k)
        places.add(page.locator(".ag-next").evaluate(NEXT))
    assert len(places) == 1, places
    assert places.pop() <= height


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_a_question_neither_scrolls_nor_stretches_and_goes_with_its_step(stepper, screen):
    width, height, column = screen
    trace = programs.fork().to_dict()
    page = stepper(trace, width=width, height=height, column=column)
    player(page, "p.go(a)", trace["ask"][0]["at"] - 2)
    page.evaluate(TOP)
    before = page.evaluate("[scrollY, document.body.scrollHeight]")
    for _ in range(2):                             # 두 번째에는 답하지 않아 붙잡힙니다.
        page.locator(".ag-next").click()
    card = page.locator(".ag-ask")
    box = card.bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= height
    assert axe_violations(page) == []
    card.locator("[data-choice='-1']").click()
    page.locator(".ag-next").click()
    assert player(page, "p.at") == trace["ask"][0]["at"]
    assert not card.is_visible()
    assert page.evaluate("[scrollY, document.body.scrollHeight]") == before


def test_the_first_arrival_is_no_merge(stepper):
    trace = programs.fork().to_dict()
    page = stepper(trace)
    shown = []
    for k in [i for i, step in enumerate(trace["steps"]) if step["t"] == "send" and step["to"] == "n0"]:
        player(page, "p.go(a)", k)
        shown.append(page.locator(".ag-live .node.leaf [data-f=got]").text_content())
    assert shown == ["받은 12", "받은 12 ⊕ 12", "받은 12 ⊕ 12 ⊕ 12"]


def test_what_waits_in_the_queue_is_not_called_now(stepper):
    trace = programs.fork().to_dict()
    page = stepper(trace)
    for k, step in enumerate(trace["steps"]):
        player(page, "p.go(a)", k)
        for key in step["queue"]:
            box = page.locator(f".ag-live .node[data-k={key}]")
            assert box.locator(".ag-badge text").text_content() == "대기줄"
            assert box.locator("title").text_content().endswith("대기줄")
            assert page.locator(f".ag-table tr[data-k={key}] td").last.text_content() == "대기줄"


def test_the_table_says_what_the_backward_did_not_reach(stepper):
    trace = programs.no_grad().to_dict()
    page = stepper(trace)
    player(page, "p.go(p.last)")
    words = {row.locator("th").text_content(): row.locator("td").last.text_content()
             for row in page.locator(".ag-table tbody tr").all()}
    assert {name for name, word in words.items() if word == "닿지 않음"} == {"c", "d"}


@pytest.mark.parametrize("width", [1366, 390])
def test_the_heading_of_the_formula_cuts_no_line_in_half(stepper, width):
    page = stepper(programs.network().to_dict(), width=width, column=736 if width > 736 else None)
    cut = """(() => { const f = p.main.formulaPane, edge = p.main.formulaHead.getBoundingClientRect();
        const rows = [...f.querySelectorAll('.ag-row')].slice(0, -1).map(e => e.getBoundingClientRect());
        return edge.top < f.getBoundingClientRect().top
            || rows.some(r => r.top < edge.bottom - 1 && r.bottom > edge.bottom + 1); })()"""
    assert [k for k in range(player(page, "p.last") + 1) if (player(page, "p.go(a)", k), player(page, cut))[1]] == []


def thrice():
    """역전파와 고치기가 번갈아 오는 기록입니다(6장의 세 번의 backward(v))."""
    with record("세 번의 backward(v)") as trace:
        x = tensor([1.0, 2.0, 3.0], requires_grad=True)
        y = x * x
        for v in ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]):
            y.backward(tensor(v), retain_graph=True)
            x.grad.zero_()
    return trace


def backward_only():
    """구역 앞에서 만든 그래프를 역전파만 한 기록입니다."""
    x = tensor(2.0, requires_grad=True)
    y = x * x
    with record("역전파만") as trace:
        y.backward()
    return trace


@pytest.mark.parametrize("width", [1280, 900, 390])
@pytest.mark.parametrize("program", [thrice, backward_only, programs.training], ids=lambda program: program.__name__)
def test_the_names_of_the_timeline_do_not_overprint(stepper, program, width):
    page = stepper(program().to_dict(), width=width)
    names = sorted((box["x"], box["x"] + box["width"]) for name in page.locator(".ag-band b").all()
                   if (box := name.bounding_box()))
    assert names
    assert all(right < left for (_, right), (left, _) in pairwise(names)), names


@pytest.mark.parametrize("column", [None, 876, 667])
@pytest.mark.parametrize("program", [programs.fork, programs.retained, thrice], ids=lambda program: program.__name__)
def test_the_table_in_place_of_the_graph_is_not_cut(stepper, program, column):
    page = stepper(program().to_dict(), width=1280, column=column)
    player(page, "(p.toggleTable(), p.go(p.last))")
    assert page.locator(".ag-table").evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    panes = [page.locator(f".ag-{name}").bounding_box() for name in ("table", "code-pane", "formula", "saved", "narration")]
    assert all(apart(one, other) > -1 for one, other in combinations(panes, 2))


def apart(one, other):
    """두 상자 사이의 틈입니다. 겹치면 음수입니다."""
    return max(max(one[at], other[at]) - min(one[at] + one[size], other[at] + other[size])
               for at, size in (("x", "width"), ("y", "height")))


def neighbours():
    """긴 값이 서로 다른 노드에서 한 잎으로 옵니다(6.5절)."""
    with record() as trace:
        x = tensor([2.0, 3.0, 4.0], requires_grad=True)
        left, right = x[:-1], x[1:]
        y = left * right
        y.backward(tensor([1.0, 10.0]))
    return trace


def powers():
    """같은 노드를 두 자리에서 쓰는 일이 이어집니다."""
    with record() as trace:
        x = tensor(3.0, requires_grad=True)
        y = x * x
        z = y * y + x
        z.backward()
    return trace


@pytest.mark.parametrize("program", [programs.fork, programs.network, programs.double, thrice, neighbours, powers],
                         ids=lambda program: program.__name__)
def test_the_values_on_the_arrows_do_not_touch(stepper, program):
    page = stepper(program().to_dict())
    player(page, "p.go(p.last)")
    page.wait_for_function("document.querySelector('.ag-port').style.height")
    values = [box for each in page.locator(".ag-live .edge[data-sent] .ag-sent").all()
              if (box := each.bounding_box())]
    assert len(values) > 1
    assert min(apart(one, other) for one, other in combinations(values, 2)) >= 10


@pytest.mark.parametrize("program", [programs.fork, programs.network, programs.no_grad], ids=lambda program: program.__name__)
def test_on_a_phone_every_label_is_readable_and_the_current_node_is_in_view(stepper, program):
    page = stepper(program().to_dict(), width=390, height=800, has_touch=True)
    page.wait_for_function("document.querySelector('.ag-port').style.height")
    for k in range(player(page, "p.last") + 1):
        player(page, "p.go(a)", k)
        sizes = player(page, """[...p.main.svg.querySelectorAll('text')].filter(e => e.textContent && e.getClientRects().length)
            .map(e => parseFloat(getComputedStyle(e).fontSize) * p.main.scale)""")
        assert min(sizes, default=8) >= 8, k
        hidden = player(page, """(() => { const now = p.main.nodes[p.main.nowKey]; if (!now) return 0;
            const a = now.box.getBoundingClientRect(), b = p.main.port.getBoundingClientRect();
            return Math.max(b.left - a.left, a.right - b.right, b.top - a.top, a.bottom - b.bottom)
                - Math.max(0, a.width - b.width); })()""")                # 화면보다 넓은 노드는 가운데가 보입니다.
        assert hidden <= 0, k
