"""진짜 기록을 재생기에 올립니다: 보기 프로그램들, 그리기에 큰 그래프, dot이 없는 곳, 이상한 값과 이름."""

import pytest
from stepper_page import CONTRAST, axe_violations, player

import engine
from engine import tensor
from engine.stepper import picture
from engine.tracing import jacobian, record, wrong_order

import trace_programs as programs  # isort: skip

WORKED = [programs.fork, programs.bias, programs.no_grad, programs.second_backward, programs.retained,
          programs.in_place, programs.hooked, programs.training,
          lambda: jacobian(lambda x: x * x, [1.0, 2.0, 3.0]), wrong_order]
NAMES = ["fork", "bias", "no_grad", "second", "retained", "in_place", "hooked", "training", "jacobian",
         "wrong_order"]


def go_to(page, trace, kind, which=0):
    """그 종류의 걸음 가운데 which번째로 가서 그 걸음을 돌려줍니다."""
    at = [i for i, step in enumerate(trace["steps"]) if step["t"] == kind][which]
    player(page, "p.go(a)", at)
    return trace["steps"][at]


@pytest.mark.parametrize("dark", [False, True], ids=["밝게", "어둡게"])
@pytest.mark.parametrize("program", WORKED, ids=NAMES)
def test_worked_examples_have_contrast_at_every_step_and_no_axe_violation(stepper, program, dark):
    trace = program().to_dict()
    page = stepper(trace, dark=dark)
    last = player(page, "p.last")
    for k in range(last + 1):
        player(page, "p.go(a)", k)
        assert page.evaluate(CONTRAST) == [], k
    for k in (0, last // 2, last):
        player(page, "p.go(a)", k)
        assert axe_violations(page) == [], k


def test_the_numbers_on_screen_are_the_numbers_of_the_engine(stepper):
    page = stepper(programs.fork().to_dict())
    player(page, "p.go(p.last)")
    x = tensor(2.0, requires_grad=True)
    ((3 * x) * (x * x)).backward()
    leaf = page.locator(".ag-live .node.leaf")
    assert leaf.locator("[data-f=grad]").text_content() == f"Σ .grad 없음 → {x.grad.item():g}"


def test_the_formula_says_what_sits_in_each_slot(stepper):
    trace = programs.fork().to_dict()
    page = stepper(trace)
    step = go_to(page, trace, "send", -1)          # a = 3 * x. 파이썬은 x.__rmul__(3)을 부릅니다.
    assert page.locator(".ag-slot").all_inner_texts() == ["자리 0: x", "자리 1: 3"]
    assert page.locator(".ag-row[data-now] .ag-kind").inner_text() == f"보내기 · 자리 {step['slot']}"
    page.locator(".ag-slot .ag-symbol").first.hover()
    assert page.locator(".ag-live .node[data-k=n0]").get_attribute("data-on") is not None
    go_to(page, trace, "accum")
    assert page.locator(".ag-slot").count() == 0


def test_a_summed_axis_is_a_folded_cell_with_words(stepper):
    trace = programs.bias().to_dict()
    page = stepper(trace)
    step = go_to(page, trace, "unbroadcast")
    assert step["strip"] == [[3, None], [1, 1]]
    cells = page.locator(".ag-row[data-now] .ag-axis")
    assert cells.all_inner_texts() == ["3 → 없앰\n0번 축 더함", "1\n1번 축 그대로"]
    first, second = (cells.nth(i).evaluate("e => getComputedStyle(e).borderTopStyle") for i in (0, 1))
    assert (first, second) == ("dashed", "solid")


def test_a_second_sum_strikes_the_old_gradient_through_and_a_lock_keeps_the_memory(stepper):
    trace = programs.retained().to_dict()
    page = stepper(trace)
    before = next(step for step in trace["steps"] if step["t"] == "free")
    go_to(page, trace, "free")
    assert before["freed"] is False
    assert "보관: retain_graph" in page.locator(".ag-row[data-now] .ag-lock").inner_text()
    assert page.locator(".ag-row[data-now] .ag-lock svg").count() == 1
    assert page.locator(".ag-tag svg").count() >= 1
    assert "줄지 않음" in page.locator(".ag-memory").inner_text()
    step = go_to(page, trace, "accum", -1)
    assert page.locator(".ag-row[data-now] s").inner_text() == step["was"] == "12"
    assert page.locator(".ag-live .node.leaf .ag-was").text_content() == "12"
    assert page.locator(".ag-live .node.leaf [data-f=grad]").text_content() == "Σ .grad 12 → 24"


def test_a_step_that_keeps_or_frees_tensors_shows_them_with_their_values(stepper):
    trace = programs.fork().to_dict()
    page = stepper(trace, width=390)
    row, strip = page.locator(".ag-row[data-now] .ag-math"), page.locator(".ag-strip .ag-math")
    for kind, which, text in (("save", 0, "3"), ("save", 1, "x = 2"), ("free", 0, "a = 6, b = 4")):
        go_to(page, trace, kind, which)
        assert row.all_inner_texts() == [text]
        assert strip.inner_text() == text
    assert row.locator(".ag-symbol").all_inner_texts() == ["a", "b"]


def test_the_first_write_to_an_empty_grad_is_no_sum(stepper):
    trace = programs.retained().to_dict()
    page = stepper(trace)
    def row():
        return [text for text in page.locator(".ag-row[data-now]").inner_text().split("\n") if text]

    go_to(page, trace, "accum")
    assert row() == ["Σ .grad에 쓰기", "x.grad: 없음(None) → 12"]
    go_to(page, trace, "accum", 1)
    assert row() == ["Σ .grad 누적", "12 → 24", "x.grad: 12 + 12", "= 24"]


def test_an_in_place_change_marks_every_stale_tag(stepper):
    trace = programs.in_place().to_dict()
    page = stepper(trace)
    step = go_to(page, trace, "inplace")
    assert page.locator(f".ag-live .node[data-k={step['n']}] [data-f=got]").text_content() == "버전 0 → 1"
    stale = page.locator(".ag-tag[data-s=stale]")
    assert stale.count() == sum(value == "버전 어긋남" for value in step["set"].values()) > 0
    assert all(text.endswith("⚠") for text in stale.all_inner_texts())
    player(page, "p.go(p.last)")
    assert page.locator(".ag-error").is_visible()


def test_the_optimizer_shows_before_and_after_on_the_leaf_only(stepper):
    trace = programs.training().to_dict()
    page = stepper(trace)
    step = go_to(page, trace, "optim")
    leaf = page.locator(f".ag-live .node[data-k={step['n']}] [data-f=value]")
    assert leaf.text_content() == f"0.5 → {step['set'][step['n'] + '.value']}"
    assert page.locator(".ag-live .ag-was").count() == 1
    assert page.locator(".ag-live .edge").first.evaluate("e => getComputedStyle(e).opacity") == "0.25"


def test_every_vector_of_the_static_jacobian_has_its_own_steps(stepper):
    page = stepper(jacobian(lambda x: x * x, [1.0, 2.0, 3.0]).to_dict())
    player(page, "p.go(p.last)")
    page.locator(".ag-jac").get_by_role("button", name="한 행만 y1").click()
    assert page.evaluate("document.activeElement.textContent") == "한 행만 y1"
    assert page.locator(".ag-jac .ag-result td").all_inner_texts()[1:] == ["0", "4", "0"]
    page.get_by_role("button", name="그래프", exact=True).click()
    leaf = page.locator(".ag-live .node.leaf [data-f=grad]")
    assert leaf.text_content().endswith("[0, 4, 0]")
    player(page, "p.go(p.last - 2)")
    assert player(page, "p.trace.steps.find(s => s.t === 'seed').say").count("[0, 1, 0]") == 1


def test_the_wrong_order_ends_with_another_number(stepper):
    pair = wrong_order().to_dict()
    page = stepper(pair)
    player(page, "p.go(p.last)")
    grads = page.locator(".ag-live .node.leaf [data-f=grad]").all_text_contents()
    assert grads[0].endswith("4")
    assert grads[1].endswith("8") or not grads[1].endswith(" 4")


def test_a_graph_too_large_to_draw_shows_the_part_around_the_root_and_counts(stepper):
    with record("긴 사슬") as trace:
        y = x = tensor(1.0, requires_grad=True)
        for _ in range(150):
            y = y * x + 0.5
        y.backward()
    page = stepper(trace.to_dict())
    assert page.locator(".ag-live .node").count() == picture.LARGEST
    assert page.locator(".ag-live .node.root").count() == 1
    assert "상자 301개 가운데 뿌리 쪽 200개만 그렸습니다." in page.locator(".ag-graph-pane").inner_text()
    assert "상자 301개 가운데" in page.locator(".ag-static").text_content()
    player(page, "p.go(p.last)")


def test_without_dot_the_table_and_a_sentence_remain(stepper, monkeypatch):
    monkeypatch.setattr(picture, "run_dot", lambda dot, program: (None, "dot이 없습니다"))
    page = stepper(programs.fork().to_dict())
    assert page.locator(".ag-live svg.ag-svg").count() == 0
    assert "dot이 없어" in page.locator(".ag-graph-pane").inner_text()
    player(page, "p.go(p.last)")
    assert "36" in page.locator(".ag-table").inner_text()


def test_nan_infinity_and_empty_tensors_are_words(stepper):
    with record("이상한 값") as trace:
        x = tensor([0.0, 1.0], requires_grad=True)
        e = tensor([], requires_grad=True)
        y = (x / x).log() * float("inf")
        z = y.sum() + e.sum()
        z.backward()
    page = stepper(trace.to_dict())
    for k in range(player(page, "p.last") + 1):
        player(page, "p.go(a)", k)
    text = page.locator(".ag-live").inner_text()
    assert "NaN" in text
    assert "빈 텐서 (0,)" in text
    assert page.locator('.ag-live .edge[data-sent="nan"] .ag-sent').first.text_content().startswith("⚠")


def edge_labels(page):
    """간선마다 (열쇠, 적힌 값, 겹선의 굵기)입니다."""
    return page.evaluate("""[...document.querySelectorAll('.ag-live .edge')].map(e => [e.dataset.k,
        e.querySelector('.ag-sent').textContent, +e.querySelector('.ag-outer').getAttribute('stroke-width')])""")


def test_infinite_and_undefined_gradients_carry_a_warning_sign(stepper):
    with record("끝이 없는 변화도") as trace:
        x = tensor([0.0, 0.0], requires_grad=True)
        y = x.log() * x
        y.sum().backward()
    data = trace.to_dict()
    page = stepper(data)
    player(page, "p.go(p.last)")
    sent = {step["e"]: step["set"][f"e.{step['e']}"]["label"] for step in data["steps"] if step["t"] == "send"}
    marked = {key: text for key, text, _ in edge_labels(page) if text.startswith("⚠ ")}
    assert marked == {key: f"⚠ {label}" for key, label in sent.items() if "∞" in label or "NaN" in label}
    assert any("∞" in text for text in marked.values())
    assert any("NaN" in text for text in marked.values())
    still = page.locator(".ag-static .ag-last svg").text_content()
    assert all(text in still for text in marked.values())


def test_an_arrow_is_as_wide_as_the_power_of_ten_it_carries(stepper):
    with record("열 배씩") as trace:
        y = tensor(1.0, requires_grad=True)
        for _ in range(7):
            y = y * 0.1
        (y * 100).backward()
    page = stepper(trace.to_dict())
    player(page, "p.go(p.last)")
    widths = dict(zip(["100", "10", "1", "0.1", "0.01", "0.001", "0.0001"],
                      [9.5, 9.5, 8.5, 7.5, 6.5, 5.5, 4.5], strict=True))     # 굵기 1에서 6까지의 여섯 단
    found = {text: width for _, text, width in edge_labels(page) if text in widths}
    assert found == widths


def test_right_answers_in_a_row_are_counted_until_one_goes_wrong(stepper):
    trace = programs.fork().to_dict()
    page = stepper(trace)
    shown = []
    asks = [*trace["ask"], trace["ask"][0]]
    for ask, right in zip(asks, (True, True, True, False), strict=True):
        player(page, "(p.answers[p.askKey(a)] = null)", ask)
        player(page, "p.go(a)", ask["at"] - 1)
        choice = next(i for i, each in enumerate(ask["c"]) if bool(each.get("ok")) == right)
        page.locator(f".ag-choices [data-choice='{choice}']").click()
        shown.append([text for text in page.locator(".ag-feedback").all_inner_texts() if "연속" in text])
    assert shown == [[], ["연속 정답 2"], ["연속 정답 3"], []]


def test_a_name_of_html_stays_text(stepper):
    evil = "<img src=x onerror=alert(1)>"
    w = tensor(2.0, requires_grad=True)
    with record(evil, names={evil: w}) as trace:
        y = w * w
        y.backward()
    page = stepper(trace.to_dict())
    player(page, "p.go(p.last)")
    assert page.locator("img").count() == 0
    assert evil in page.locator(".ag-title").inner_text()
    assert engine.is_grad_enabled()


# 다음만 누르고, 질문이 나오면 답합니다. 답할 수 없는데 막히면 그 걸음을 돌려줍니다.
WALK = """choice => {
  const p = document.querySelector('.ag-stepper').agPlayer, asked = new Set();
  for (let i = 0; p.at < p.last; i++) {
    const before = p.at;
    p.nextButton.click();
    const held = 'wait' in p.ask.dataset;
    const open = p.ask.hidden ? [] : [...p.ask.querySelectorAll('[data-choice]:not(:disabled)')];
    if (held) {
      if (!open.length) return `막힘 ${p.at + 1}/${p.last + 1}`;
      asked.add(p.ask.querySelector('.ag-q').textContent);
      open.at(choice).click();
    }
    if (i > 200 || (!held && p.at <= before)) return `제자리 ${p.at + 1}/${p.last + 1}`;
  }
  return asked.size;
}"""


@pytest.mark.parametrize("program", programs.PROGRAMS, ids=lambda program: program.__name__)
def test_next_reaches_the_last_step_of_every_trace(stepper, program):
    trace = program().to_dict()
    page = stepper(trace)
    for small in (True, False):
        for choice in (0, 1, -1):      # 보기 둘과 모르겠어요
            player(page, "(p.answers = {}, localStorage.clear(), p.setSmall(a), p.go(0))", small)
            assert page.evaluate(WALK, choice) == len(trace.get("ask", [])), (small, choice)


def test_questions_close_together_are_all_shown(stepper):
    trace = programs.fork().to_dict()
    asks = {ask["at"]: ask["q"] for ask in trace["ask"]}
    second = next(at for at in asks if at - 1 in asks)
    page = stepper(trace)
    player(page, "p.go(a)", second - 2)
    page.locator(".ag-choices [data-choice='-1']").click()
    page.keyboard.press("ArrowRight")
    assert asks[second] in page.locator(".ag-q").inner_text()
    page.locator(".ag-choices [data-choice='-1']").click()
    page.keyboard.press("ArrowRight")
    assert player(page, "p.at") == second
    player(page, "(p.answers = {}, localStorage.clear(), p.go(a))", second - 1)   # 시간띠로 건너뛰었을 때
    assert asks[second] in page.locator(".ag-q").inner_text()


def at_question(stepper, which=0, **options):
    """fork의 질문 바로 앞 걸음에 선 쪽과 그 질문입니다."""
    trace = programs.fork().to_dict()
    page = stepper(trace, **options)
    ask = trace["ask"][which]
    player(page, "p.go(a)", ask["at"] - 1)
    return page, ask


def test_a_held_question_is_on_the_phone_screen(stepper):
    page, _ = at_question(stepper, width=390, height=800)
    page.evaluate("scrollTo(0, 0)")
    player(page, "p.nextButton.click()")
    box = page.locator(".ag-ask").bounding_box()
    deck = page.locator(".ag-deck").bounding_box()
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= deck["y"] + 1


def test_a_press_that_was_under_way_when_the_screen_moved_is_no_answer(stepper):
    page, _ = at_question(stepper, width=390, height=600)
    page.evaluate("() => { window.now = 1000; Date.now = () => window.now; scrollTo(0, 0); }")
    player(page, "p.nextButton.click()")
    assert player(page, "p.guard") == 1400         # 화면이 밀렸습니다.
    choice = page.locator(".ag-choices [data-choice='0']")
    choice.click()
    assert player(page, "p.answer(p.longest.ask[0])") is None
    page.evaluate("window.now = 1400")
    choice.click()
    assert player(page, "p.answer(p.longest.ask[0])") == 0


def test_the_inner_computation_is_shown_after_the_answer(stepper):
    page, _ = at_question(stepper)
    player(page, "p.go(p.at - 1)")
    assert page.locator(".ag-inner-steps").count() == 0
    player(page, "p.go(p.at + 1)")
    page.locator(".ag-choices [data-choice='-1']").click()
    assert page.locator(".ag-inner-steps").count() == 1


def test_the_keyboard_stays_inside_after_an_answer_and_a_retry(stepper):
    page, ask = at_question(stepper)
    inside = "document.querySelector('.ag-live').contains(document.activeElement)"
    page.keyboard.press("Tab")
    page.locator(".ag-next").focus()
    page.keyboard.press("p")
    page.keyboard.press("Enter")
    assert page.evaluate(inside)
    page.locator(".ag-ask .ag-quiet").focus()
    page.keyboard.press("ArrowRight")
    assert player(page, "p.at") == ask["at"]
    assert page.evaluate(inside)
    page.keyboard.press("ArrowLeft")
    page.locator(".ag-ask .ag-quiet").focus()
    page.keyboard.press("Enter")
    assert page.evaluate(inside)
    page.keyboard.press("ArrowLeft")
    assert player(page, "p.at") == ask["at"] - 2
    assert page.evaluate(inside)


def test_auto_says_that_a_question_stopped_it(stepper):
    page, _ = at_question(stepper)
    player(page, "(p.timer = 1, p.move(1))")
    assert page.locator(".ag-say").inner_text().startswith("자동을 멈췄습니다. 먼저 예측해 보세요.")


def test_the_strip_on_the_phone_has_both_sides_and_numbers_stay_whole(stepper):
    page, _ = at_question(stepper, width=390, height=800)
    assert page.locator(".ag-strip .ag-math").inner_text() == "∂b/∂x (자리 0) = 2"
    player(page, "(p.setTab('table'), p.go(p.last))")
    cell = page.locator(".ag-table td", has_text="24").first
    assert cell.evaluate("e => { const r = document.createRange(); r.selectNodeContents(e);"
                         " return r.getClientRects().length; }") == 1
    table = page.locator(".ag-table").first
    assert table.evaluate("e => getComputedStyle(e).overflowX") == "auto"
