"""걸음보기의 재생기: 단추, 자판, 띠, 중단점, 예측, 주소, 작은 화면, 스크립트가 꺼진 쪽."""

import json
import re
import statistics
from pathlib import Path

import pytest
from playwright.sync_api import expect
from stepper_page import CONTRAST, axe_violations, player

from engine import tensor
from engine.tracing import explore, record

import make  # isort: skip  (stepper_page가 fixtures와 보기 프로그램을 길에 넣습니다)
import trace_programs as programs  # isort: skip

TRACES = {"fork": make.fork, "twice": make.twice, "region": make.region}

# 손가락으로 그래프를 from에서 to로 밉니다.
SWIPE = """([from, to]) => { const port = document.querySelector('.ag-port');
    const send = (type, x) => port.dispatchEvent(new PointerEvent(type, {pointerId: 1, pointerType: 'touch',
        clientX: x, clientY: 300, bubbles: true}));
    send('pointerdown', from); send('pointermove', to); send('pointerup', to); }"""

# 독자가 보는 모든 것: 글, 클래스처럼 쓰는 속성, 굵기. 움직임과 초점은 상태가 아닙니다.
PICTURE = """p.views.map(v => [...v.el.querySelectorAll('*')].filter(e => !e.closest('.ag-detail')).map(e =>
    e.tagName + [...e.attributes].filter(a => !['style','tabindex','data-on'].includes(a.name))
        .map(a => a.name + '=' + a.value).sort().join('|') + (e.childElementCount ? '' : e.textContent))
    .join('\\n')).join('\\n') + p.say.textContent + p.count.textContent"""


def says(page):
    return page.locator(".ag-say").inner_text()


def count(page):
    return page.locator(".ag-count").text_content()


# ── 옮기기 ────────────────────────────────────────────────────────────────────────────

def test_buttons_move_both_ways_and_say_what_happened(stepper):
    trace = make.fork()
    page = stepper(trace)
    assert count(page) == "걸음 1/29"
    page.get_by_role("button", name="다음", exact=True).click()
    assert says(page) == trace["steps"][1]["say"]
    page.get_by_role("button", name="이전").click()
    assert says(page) == trace["steps"][0]["say"]
    page.get_by_role("button", name="끝", exact=True).click()
    assert count(page) == "걸음 29/29"
    page.get_by_role("button", name="처음").click()
    assert count(page) == "걸음 1/29"


def test_a_big_step_is_one_node(stepper):
    trace = make.fork()
    page = stepper(trace)
    page.get_by_role("button", name="큰 걸음").click()
    seen = []
    for _ in range(6):
        page.get_by_role("button", name="다음", exact=True).click()
        seen.append(player(page, "p.at"))
    ends = [i for i, step in enumerate(trace["steps"])
            if i + 1 == len(trace["steps"]) or trace["steps"][i + 1]["big"] != step["big"]]
    assert seen == ends[1:7]
    page.get_by_role("button", name="이전").click()
    assert player(page, "p.at") == ends[5]


def test_every_key_of_the_table(stepper):
    page = stepper(make.fork())
    root = page.locator(".ag-stepper")
    root.focus()
    press = page.keyboard.press
    press("ArrowRight")
    press("ArrowRight")
    assert count(page) == "걸음 3/29"
    press("ArrowLeft")
    assert count(page) == "걸음 2/29"
    press("Shift+ArrowRight")
    assert count(page) == "걸음 3/29"              # a를 만들고 저장하기까지가 큰 걸음 하나입니다.
    press("End")
    assert count(page) == "걸음 29/29"
    press("Home")
    assert count(page) == "걸음 1/29"
    press("t")
    assert not page.locator(".ag-graph-pane").is_visible()
    press("t")
    assert page.locator(".ag-graph-pane").is_visible()
    press("c")
    assert "중단점이 없습니다" in says(page)
    press("u")
    # 클립보드에 쓰는 일은 브라우저가 나중에 마치므로, 알림이 바뀔 때까지 기다립니다.
    expect(page.locator(".ag-say")).to_have_text("이 걸음의 주소를 복사했습니다.")
    press("?")
    assert page.get_by_role("dialog", name="걸음보기 도움말").is_visible()
    press("Escape")
    assert not page.locator("dialog").is_visible()
    press("p")
    assert page.evaluate("document.activeElement.textContent") == "36"
    press("Escape")
    assert page.evaluate("document.activeElement === document.body")
    press("ArrowRight")                            # 초점이 밖에 있으면 아무 일도 없습니다.
    assert count(page) == "걸음 27/29"


def test_keys_never_reach_the_notebook_and_letters_stay_letters_in_fields(stepper):
    page = stepper(make.fork())
    page.evaluate("window.heard = []; document.addEventListener('keydown', e => heard.push(e.key))")
    page.locator(".ag-stepper").focus()
    for key in ("ArrowRight", "c", "t", "Home"):
        page.keyboard.press(key)
    page.keyboard.press("b")
    assert page.evaluate("heard") == ["b"]
    assert page.locator(".ag-stepper").get_attribute("data-lm-suppress-shortcuts") == "true"


def test_the_slider_moves_and_tells_its_value(stepper):
    page = stepper(make.fork())
    slider = page.get_by_role("slider", name="걸음")
    slider.fill("20")
    assert count(page) == "걸음 21/29"
    assert slider.get_attribute("aria-valuetext") == "21걸음, 역전파"
    slider.focus()
    page.keyboard.press("ArrowLeft")
    assert count(page) == "걸음 20/29"


@pytest.mark.parametrize("name", TRACES)
def test_going_step_by_step_equals_going_there_directly(stepper, name):
    trace = TRACES[name]()
    page = stepper(trace)
    last = len(trace["steps"]) - 1
    straight = []
    for k in range(last + 1):
        page.reload()                              # 새로 연 쪽에서 한 번에 갑니다.
        player(page, "p.go(a)", k)
        straight.append(player(page, PICTURE))
    page.reload()
    for k in [*range(last + 1), *range(last, -1, -1), *(k * 7 % (last + 1) for k in range(last + 1))]:
        player(page, "p.go(a)", k)
        assert player(page, PICTURE) == straight[k], k


def test_autoplay_is_off_and_can_be_paused(stepper):
    page = stepper(make.fork())
    page.clock.install()
    page.clock.run_for(5000)
    assert count(page) == "걸음 1/29"
    page.get_by_role("button", name="자동", exact=True).click()
    page.clock.run_for(3300)
    assert count(page) == "걸음 3/29"
    page.get_by_role("button", name="멈춤").click()
    page.clock.run_for(5000)
    assert count(page) == "걸음 3/29"


# ── 화면이 말하는 것 ──────────────────────────────────────────────────────────────────

def test_arrivals_queue_paths_and_accumulation_are_different_things(stepper):
    trace = make.fork()
    page = stepper(trace)
    steps = trace["steps"]
    sends = [i for i, step in enumerate(steps) if step["t"] == "send" and step["to"] == "n0"]
    shown = []
    for k in sends:
        player(page, "p.go(a)", k)
        leaf = page.locator(".ag-live .node[data-k=n0]")
        shown.append([leaf.locator("[data-f=got]").text_content(),
                      leaf.locator("[data-f=arr]").text_content(),
                      leaf.locator("[data-f=grad]").text_content()])
    assert shown == [["⊕ 12", "도착 1/3", ".grad 없음(None)"],
                     ["⊕ 12 ⊕ 12", "도착 2/3", ".grad 없음(None)"],
                     ["⊕ 12 ⊕ 12 ⊕ 12", "도착 3/3", ".grad 없음(None)"]]
    assert page.locator(".ag-queue").inner_text() == "대기줄 x"
    player(page, "p.go(p.last)")
    assert page.locator(".ag-live .node[data-k=n0] [data-f=grad]").text_content() == "Σ .grad 36"


def test_two_uses_of_one_input_are_two_edges_with_their_own_values(stepper):
    page = stepper(make.fork())
    player(page, "p.go(p.last)")
    for slot in (0, 1):
        edge = page.locator(f'.ag-live .edge[data-k="n3.{slot}"]')
        assert edge.locator(".ag-sent").text_content() == "12"
        assert edge.locator(".ag-outer").is_visible()


def test_a_step_back_hides_what_came_later(stepper):
    page = stepper(make.fork())
    player(page, "p.go(p.last)")
    player(page, "p.go(0)")
    assert page.locator(".ag-outer:visible").count() == 0
    assert page.locator(".ag-live .node[data-k=n4]").get_attribute("data-state") == "hidden"


def test_code_graph_formula_and_table_light_up_together(stepper):
    page = stepper(make.fork())
    player(page, "p.go(18)")                       # b의 국소 미분
    for target in ('.ag-live .node[data-k="n3"]', 'tr[data-k="n3"]', '.ag-line[data-line="3"]',
                   '.ag-symbol[data-k="n3"]'):
        page.locator(target).first.hover()
        for other in ('.ag-live .node[data-k="n3"]', 'tr[data-k="n3"]', '.ag-line[data-line="3"]',
                      '.ag-symbol[data-k="n3"]'):
            assert page.locator(other).first.get_attribute("data-on") is not None, (target, other)
    page.locator(".ag-title").hover()
    assert page.locator("[data-on]").count() == 0


def test_the_current_line_and_the_expression_that_made_the_node(stepper):
    page = stepper(make.fork())
    player(page, "p.go(18)")
    assert page.locator(".ag-line[aria-current]").inner_text().split() == ["5", "L.backward()"]
    assert page.locator(".ag-source mark").inner_text() == "x * x"


def test_an_error_step_shows_the_step_that_caused_it(stepper):
    trace = make.twice()
    page = stepper(trace)
    player(page, "p.go(p.last)")
    error = page.locator(".ag-error")
    assert trace["error"]["why"] in error.inner_text()
    assert trace["error"]["what"] in says(page)
    error.get_by_role("button", name="그 걸음 보기").click()
    assert player(page, "p.at") == trace["error"]["at"]
    assert "해제했습니다" in says(page)
    assert not error.is_visible()


def test_regions_and_cut_paths_look_different(stepper):
    page = stepper(make.region())
    player(page, "p.go(p.last)")
    assert page.locator('.ag-line[data-region]').inner_text().split()[0] == "5"
    assert page.locator('.ag-live .edge[data-k="n2.0"] .ag-sent').text_content() == "✂"
    assert page.locator('.ag-live .edge[data-sent="skip"] .ag-sent').text_content() == "보내지 않음"
    assert page.locator(".ag-live .cluster").count() == 1


# ── 중단점, 예측, 주소 ────────────────────────────────────────────────────────────────

def test_a_breakpoint_stops_where_the_node_is_visited(stepper):
    trace = make.fork()
    page = stepper(trace)
    page.locator(".ag-live .node[data-k=n3]").focus()
    page.keyboard.press(" ")
    assert says(page) == "b의 중단점을 켰습니다."
    page.keyboard.press("c")
    assert trace["steps"][player(page, "p.at")]["n"] == "n3"
    page.get_by_role("button", name="중단점까지").click()
    step = trace["steps"][player(page, "p.at")]
    assert (step["t"], step["n"]) == ("pop", "n3")
    assert page.locator(".ag-live .node[data-k=n3] .ag-stop").is_visible()


def test_keyboard_alone_reaches_every_node_and_its_details(stepper):
    page = stepper(make.fork())
    player(page, "p.go(p.last)")
    page.locator(".ag-stepper").focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('g.node')"):
            break
    seen = [page.evaluate("document.activeElement.dataset.k")]
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        seen.append(page.evaluate("document.activeElement.dataset.k"))
    assert seen == ["n4", "n3", "n2", "n1", "n0"]
    page.keyboard.press("Enter")
    assert "x 자세히" in page.locator(".ag-detail").inner_text()
    page.keyboard.press("Escape")
    assert not page.locator(".ag-detail").is_visible()
    assert page.evaluate("document.activeElement.dataset.k") == "n0"


def test_a_node_says_its_state(stepper):
    page = stepper(make.fork())
    player(page, "p.go(18)")
    names = {page.locator(f".ag-live .node[data-k=n{i}] > title").text_content() for i in range(5)}
    assert "b, 값 4, 받은 변화도 6, 도착 1/1, 지금" in names
    assert "a, 값 6, 버퍼 4, 도착 1/1, 대기줄" in names


def test_a_prediction_holds_the_step_until_answered_and_is_remembered(stepper):
    trace = make.fork()
    at = trace["ask"][0]["at"]
    page = stepper(trace)
    player(page, "p.go(a)", at - 1)
    page.keyboard.press("Tab")
    page.get_by_role("button", name="다음", exact=True).click()
    assert player(page, "p.at") == at - 1
    assert "먼저 예측해 보세요" in says(page)
    page.get_by_role("button", name="12", exact=True).click()
    assert "마지막 길만" in says(page)
    page.keyboard.press("Enter")                   # 초점은 ‘다음’에 있습니다.
    assert player(page, "p.at") == at
    page.reload()
    player(page, "p.go(a)", at - 1)
    assert "마지막 길만" in page.locator(".ag-feedback").inner_text()
    page.get_by_role("button", name="다시 풀기").click()
    page.get_by_role("button", name="모르겠어요").click()
    assert says(page) == "괜찮습니다. 다음 걸음에서 함께 확인합니다."
    assert page.locator("[data-choice][data-ok]").count() == 0
    page.get_by_role("button", name="다음", exact=True).click()
    assert page.locator("[data-choice][data-ok]").inner_text() == "36"


def test_the_address_opens_the_same_step(stepper):
    page = stepper(make.fork(), hash="#step=fork-8c1f&k=19&bp=b&v=1")
    assert count(page) == "걸음 19/29"
    assert page.locator(".ag-live .node[data-stop]").get_attribute("data-k") == "n3"
    page.get_by_role("button", name="이전").click()
    page.wait_for_function("location.hash.includes('k=18')")
    assert page.evaluate("location.hash") == "#step=fork-8c1f&k=18&bp=n3&v=1"
    page.reload()
    assert count(page) == "걸음 18/29"
    korean = stepper(make.fork(), hash="#걸음=fork-8c1f&k=7")
    assert count(korean) == "걸음 7/29"


def test_an_address_of_another_stepper_or_of_nonsense_is_left_alone(stepper):
    for hash in ("#step=other&k=9", "#k=-3", "#step=fork-8c1f&k=zz&bp=%F0", "#section"):
        page = stepper(make.fork(), hash=hash)
        assert count(page) == "걸음 1/29"


def test_in_jupyterlab_the_address_is_never_touched_and_the_copied_code_opens_the_same_step(stepper):
    trace = programs.fork()
    page = stepper(trace.shown())
    page.evaluate("""() => { const p = document.querySelector('.ag-stepper').agPlayer; p.host = 'lab';
        navigator.clipboard.writeText = async text => { window.copied = text; }; p.go(6); p.toggleStop('n2'); }""")
    page.get_by_text("더 보기").click()
    page.get_by_role("button", name="주소 복사").click()
    page.wait_for_function("window.copied")
    page.wait_for_timeout(350)
    assert page.evaluate("location.hash") == ""
    copied = page.evaluate("copied")
    assert copied == 'trace.at(7, stops=["b"])'
    again = stepper(eval(copied).shown())
    assert [count(each) for each in (page, again)] == ["걸음 7/31"] * 2
    assert [player(each, "[...p.stops]") for each in (page, again)] == [["n2"]] * 2


def test_every_export_gives_a_file_or_text(stepper):
    page = stepper(make.fork(), accept_downloads=True)
    player(page, "p.go(p.last)")
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }")
    for kind, mark in (("svg", "<svg"), ("dot", "digraph"), ("json", '"fork-8c1f"'), ("png", None)):
        page.get_by_text("더 보기").click()
        with page.expect_download() as download:
            page.locator(f"[data-export={kind}]").click()
        data = Path(download.value.path()).read_bytes()
        assert download.value.suggested_filename.endswith(f".{kind}")
        assert data.startswith(b"\x89PNG") if mark is None else mark in data.decode()
        if kind == "svg":
            assert "var(" not in data.decode()
            assert "fill:rgb" in data.decode()
    for kind, mark in (("md", "| x | 2 | 36 |"), ("code", "import torch")):
        page.get_by_text("더 보기").click()
        page.locator(f"[data-export={kind}]").click()
        page.wait_for_function("mark => window.copied?.includes(mark)", arg=mark)


# ── 다른 꼴의 기록 ────────────────────────────────────────────────────────────────────

def test_a_pair_steps_together(stepper):
    other = make.fork()
    other["steps"] = other["steps"][:20]
    page = stepper({"v": 1, "pair": [make.fork(), other], "labels": ["위상 순서", "깊이 우선"]})
    assert page.locator(".ag-view").count() == 2
    player(page, "p.go(p.last)")
    assert says(page).startswith("위상 순서: ")
    assert player(page, "p.views.map(v => v.at)") == [28, 19]


def test_a_slider_of_stops_changes_every_number_and_keeps_the_step(stepper):
    page = stepper(make.explore())
    player(page, "p.go(5)")
    before = page.locator(".ag-live .node[data-k=n3] [data-f=value]").text_content()
    page.get_by_role("slider", name="x의 값").fill("2")
    assert player(page, "p.at") == 5
    assert before == "1"
    assert page.locator(".ag-live .node[data-k=n3] [data-f=value]").text_content() == "9"
    assert "x=3" in player(page, "p.address()")
    again = stepper(make.explore(), hash="#step=explore-1&k=6&x=3&v=1")
    assert again.locator(".ag-live .node[data-k=n3] [data-f=value]").text_content() == "9"


def test_another_graph_of_another_input_draws_its_own_timeline(stepper):
    trace = explore(lambda x: x * x if x > 1 else x * x * x * x, x=1.0, stops={"x": [1, 3]}).to_dict()
    lengths = [len(each["steps"]) for each in trace["explore"]["traces"]]
    assert lengths[0] != lengths[1]
    page = stepper(trace)
    track = "[p.last, +p.slider.max, document.querySelectorAll('.ag-dot').length, p.main.ends.length]"
    player(page, "p.go(p.last)")
    first = player(page, track)
    page.get_by_role("slider", name="x의 값").fill("1")
    second = player(page, track)
    assert [first[0] + 1, second[0] + 1] == lengths
    assert first[0] == first[1]
    assert second[0] == second[1]
    assert first[2] == first[3] != second[3] == second[2]
    assert count(page) == f"걸음 {lengths[1]}/{lengths[1]}"


def test_compact_shows_the_graph_one_line_of_code_and_formula_and_the_buttons(stepper):
    page = stepper({**make.fork(), "compact": True}, width=900)
    player(page, "p.go(18)")
    for shown in (".ag-port", ".ag-strip", ".ag-say", ".ag-next"):
        assert page.locator(shown).is_visible(), shown
    for hidden in (".ag-code-pane", ".ag-formula", ".ag-table", ".ag-saved", ".ag-tools", ".ag-extras"):
        assert not page.locator(hidden).is_visible(), hidden
    assert "6 × 2 = 12" in page.locator(".ag-strip").inner_text()
    assert axe_violations(page) == []


def test_a_short_cell_of_the_table_stays_on_one_line(stepper):
    page = stepper(programs.network().to_dict(), column=667)
    broken = page.locator(".ag-table [data-short]").evaluate_all("""all => all.filter(e => {
        const r = document.createRange(); r.selectNodeContents(e);
        return new Set([...r.getClientRects()].map(b => b.top)).size > 1; }).map(e => e.textContent)""")
    assert broken == []
    for k in range(player(page, "p.last") + 1):    # 오른쪽 끝의 ‘상태’까지 밀지 않고 보입니다.
        player(page, "p.go(a)", k)
        assert page.locator(".ag-table").evaluate("e => e.scrollWidth - e.clientWidth") <= 0, k


def test_the_timeline_stays_visible_in_forced_colors(stepper):
    page = stepper(make.fork(), forced_colors="active")
    paper, dot = page.evaluate("""['.ag-live', '.ag-dot'].map(each =>
        getComputedStyle(document.querySelector(each)).backgroundColor)""")
    assert dot not in (paper, "rgb(255, 255, 255)")


def test_the_jacobian_is_gathered_row_by_row(stepper):
    page = stepper(make.jacobian())
    pane = page.locator(".ag-jac")
    assert pane.is_visible()
    assert pane.locator("td[data-zero]").count() == 6
    pane.get_by_role("button", name="J를 가리고").click()
    assert pane.locator("td", has_text="?").count() == 9
    assert pane.locator("td[data-zero], .ag-math").count() == 0    # 값도, 식도, 빗금도 답을 알려 주지 않습니다.
    assert "모은 줄 0/3" in pane.inner_text()
    pane.get_by_role("button", name="한 줄만 y1").click()
    assert pane.locator("td", has_text="?").count() == 6
    assert pane.locator("td[data-zero]").count() == 2
    assert pane.locator(".ag-math").count() == 3
    pane.get_by_role("button", name="모두 1").click()
    assert pane.locator(".ag-math").count() == 0
    for row in (0, 2):
        pane.get_by_role("button", name=f"한 줄만 y{row}").click()
    assert pane.locator("td", has_text="?").count() == 0
    assert "모은 줄 3/3" in pane.inner_text()
    assert axe_violations(page) == []


def test_a_jacobian_opens_on_its_own_face_and_the_address_keeps_the_other(stepper):
    page = stepper(make.jacobian())
    assert page.locator(".ag-jac").is_visible()
    assert not page.locator(".ag-graph-pane").is_visible()
    page.get_by_role("button", name="그래프", exact=True).click()
    page.wait_for_function("location.hash.includes('mode=graph')")
    page.reload()
    assert page.locator(".ag-graph-pane").is_visible()
    assert not page.locator(".ag-jac").is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("t")
    assert page.locator(".ag-table").is_visible()


@pytest.mark.parametrize("data", [{"v": 2}, {"v": 1}, {}, {"v": 1, "steps": []}])
def test_an_unknown_trace_is_one_korean_sentence(stepper, data):
    page = stepper(make.fork())
    text = page.evaluate("""data => { const box = document.createElement('div'); document.body.append(box);
        window.agStepper.mount(box, data); return box.textContent; }""", data)
    assert "보일 수 없습니다" in text


def test_names_and_sentences_are_never_html(stepper):
    evil = "</script><img src=x onerror=alert(1)><!--"
    trace = json.loads(json.dumps(make.fork()).replace('"b"', json.dumps(evil)))
    for step in trace["steps"]:
        step["say"] += evil
        step["f"] = [*step["f"], evil]
    trace["title"], trace["svg"] = evil, None
    page = stepper(trace)
    for k in range(len(trace["steps"])):
        player(page, "p.go(a)", k)
    assert page.locator("img").count() == 0
    assert evil in page.locator(".ag-title").inner_text()
    hostile = make.fork()
    hostile["svg"] = hostile["svg"].replace("<g ", '<g onclick="alert(2)" ', 1).replace(
        "</svg>", '<script>alert(3)</script><a href="javascript:alert(4)"><text>x</text></a></svg>')
    page.evaluate("trace => window.agStepper.mount(document.body.appendChild(document.createElement('div')), trace)",
                  hostile)
    assert page.locator("body > div svg script, body > div svg a, body > div svg [onclick]").count() == 0


# ── 화면과 사람 ───────────────────────────────────────────────────────────────────────

@pytest.mark.parametrize("dark", [False, True], ids=["밝게", "어둡게"])
@pytest.mark.parametrize("width", [1280, 736, 390])
def test_axe_finds_nothing_at_the_first_a_middle_and_the_error_step(stepper, width, dark):
    page = stepper(make.twice(), width=width, dark=dark)
    for k in (0, 18, 29):
        player(page, "p.go(a)", k)
        assert axe_violations(page) == [], k


@pytest.mark.parametrize("dark", [False, True], ids=["밝게", "어둡게"])
@pytest.mark.parametrize("name", TRACES)
def test_text_in_the_graph_has_enough_contrast(stepper, name, dark):
    page = stepper(TRACES[name](), dark=dark)
    for k in range(len(TRACES[name]()["steps"])):
        player(page, "p.go(a)", k)
        assert page.evaluate(CONTRAST) == [], k


@pytest.mark.parametrize("width", [1280, 736, 600, 390, 320])
def test_nothing_overflows_and_targets_are_large_enough(stepper, width):
    page = stepper(make.fork(), make.region(), make.jacobian(), make.explore(), programs.network().to_dict(), width=width)
    for k in (0, 20, 28):
        player(page, "p.go(a)", k)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width <= 600:
        small = page.evaluate("""[...document.querySelectorAll('.ag-live :is(button, summary, input)')]
            .filter(e => e.getClientRects().length).map(e => [e.textContent, e.getBoundingClientRect()])
            .filter(([, r]) => r.width < 43.9 || r.height < 43.9).map(([t, r]) => [t, r.width, r.height])""")
        assert small == []


def test_twice_the_text_size_still_fits(stepper):
    page = stepper(make.fork(), width=640, height=450, device_scale_factor=2)
    page.evaluate("document.documentElement.style.fontSize = '34px'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 640


def test_a_wide_graph_takes_the_whole_width(stepper):
    page = stepper(programs.network().to_dict(), column=667)
    assert player(page, "p.main.size[0]") > 560
    graph, live = (page.locator(each).bounding_box()["width"] for each in (".ag-graph-pane", ".ag-live"))
    assert graph >= live - 2


def test_on_a_phone_the_code_and_the_formula_stay_on_the_screen(stepper):
    page = stepper(make.fork(), width=390, height=700, has_touch=True)
    player(page, "p.go(18)")
    for drawer in ("수식", "상태표"):
        page.get_by_role("button", name=drawer, exact=True).click()
        for y in (0, 200, 400):
            page.evaluate("y => scrollTo(0, y)", y)
            box = page.locator(".ag-strip").bounding_box()
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 700, (drawer, y)


def test_the_graph_pans_only_after_the_hand_is_on_and_then_a_swipe_does_not_step(stepper):
    page = stepper(make.fork(), width=390, has_touch=True)
    touch = "getComputedStyle(document.querySelector('.ag-port')).touchAction"
    assert page.evaluate(touch) == "pan-y"         # 쪽은 그대로 밀립니다.
    page.get_by_role("button", name="옮기기").click()
    assert page.evaluate(touch) == "none"
    page.evaluate(SWIPE, [300, 150])
    assert count(page) == "걸음 1/29"
    page.get_by_role("button", name="옮기기").click()
    page.evaluate(SWIPE, [300, 150])
    assert count(page) == "걸음 2/29"


def graph_width(page):
    return page.locator(".ag-live svg.ag-svg").bounding_box()["width"]


def test_two_fingers_zoom_the_graph_between_half_and_three_times_and_never_the_page(stepper):
    page = stepper(make.fork(), width=390, height=800, has_touch=True, is_mobile=True)
    session = page.context.new_cdp_session(page)
    port = page.locator(".ag-port").bounding_box()
    middle, y = port["x"] + port["width"] / 2, port["y"] + port["height"] / 2

    def pinch(*apart):
        """두 손가락의 사이를 apart의 차례로 벌립니다."""
        for kind, gap in zip(["touchStart", *["touchMove"] * (len(apart) - 1)], apart, strict=True):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [
                {"x": middle - gap / 2, "y": y, "id": 0}, {"x": middle + gap / 2, "y": y, "id": 1}]})
        session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    before = graph_width(page)
    pinch(100, 125, 150)
    assert graph_width(page) == pytest.approx(1.5 * before, rel=0.02)
    for _ in range(3):
        pinch(100, 150, 200)
    assert graph_width(page) == pytest.approx(3 * before, rel=0.02)
    for _ in range(4):
        pinch(200, 150, 100)
    assert graph_width(page) == pytest.approx(before / 2, rel=0.02)
    assert page.evaluate("visualViewport.scale") == 1
    assert count(page) == "걸음 1/29"              # 두 손가락은 밀기가 아닙니다.
    page.get_by_role("button", name="그래프를 화면에 맞춤").click()
    assert graph_width(page) == pytest.approx(before, rel=0.02)


def test_the_graph_fits_again_when_its_room_changes(stepper):
    page = stepper(programs.network().to_dict(), width=1280)
    wide = graph_width(page)
    page.set_viewport_size({"width": 700, "height": 900})
    page.wait_for_function("before => document.querySelector('.ag-live svg.ag-svg')"
                           ".getBoundingClientRect().width < before", arg=wide)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.wait_for_function("before => document.querySelector('.ag-live svg.ag-svg')"
                           ".getBoundingClientRect().width === before", arg=wide)


def test_a_phone_shows_one_line_of_code_and_formula_and_drawers(stepper):
    page = stepper(make.fork(), width=390, has_touch=True)
    player(page, "p.go(18)")
    assert "L.backward()" in page.locator(".ag-strip").inner_text()
    assert "6 × 2 = 12" in page.locator(".ag-strip").inner_text()
    for name, pane in (("코드", ".ag-code-pane"), ("상태표", ".ag-table"), ("저장", ".ag-saved"), ("수식", ".ag-formula")):
        page.get_by_role("button", name=name, exact=True).click()
        assert [page.locator(each).is_visible() for each in
                (".ag-code-pane", ".ag-table", ".ag-saved", ".ag-formula")].count(True) == 1
        assert page.locator(pane).is_visible()


def test_a_swipe_steps_and_a_long_press_sets_a_breakpoint(stepper):
    page = stepper(make.fork(), width=390, has_touch=True)
    page.evaluate(SWIPE, [300, 150])
    assert count(page) == "걸음 2/29"
    page.evaluate(SWIPE, [150, 300])
    assert count(page) == "걸음 1/29"
    page.evaluate("""() => document.querySelector('.ag-live .node[data-k=n0]').dispatchEvent(
        new PointerEvent('pointerdown', {pointerId: 1, pointerType: 'touch', bubbles: true}))""")
    page.wait_for_selector(".ag-live .node[data-k=n0][data-stop]")


def test_without_scripts_the_last_frame_the_table_and_the_transcript_are_there(stepper):
    trace = make.fork()
    page = stepper(trace, java_script_enabled=False)
    still = page.locator(".ag-static")
    assert still.locator(".ag-last svg").is_visible()
    assert ".grad 36" in still.locator(".ag-last svg").text_content()
    row = still.locator("tr", has=page.locator("th", has_text=re.compile("^x$"))).inner_text()
    assert row.split("\t") == ["x", "2", "36", "3/3", "36", "0"]
    still.locator("summary").click()
    assert trace["steps"][-1]["say"] in still.locator("ol").inner_text()
    assert not page.locator(".ag-live").count()


def test_paper_shows_key_frames_and_the_table(stepper):
    page = stepper(make.fork(), dark=True)
    page.emulate_media(media="print")
    frames = page.locator(".ag-static figure")
    assert [frame.locator("svg").is_visible() for frame in frames.all()] == [True, True]
    assert frames.first.locator("figcaption").inner_text() == "걸음 9/29, 역전파를 시작하기 앞"
    assert ".grad 36" not in frames.first.inner_text()
    assert ".grad 36" in frames.last.locator("svg").text_content()
    assert page.locator(".ag-static table").is_visible()
    ink = page.locator(".ag-static").evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(0, 0, 0)"
    assert not page.locator(".ag-live").is_visible()


def test_two_steppers_live_on_one_page(stepper):
    page = stepper(make.fork(), make.region())
    assert page.locator(".ag-live").count() == 2
    assert page.evaluate("(() => { const ids = [...document.querySelectorAll('.ag-live [id]')].map(e => e.id);"
                         " return ids.length === new Set(ids).size; })()")


def chain():
    """잎 둘을 두루 쓰는 노드 199개의 진짜 기록입니다. 이름표로 그립니다."""
    with record("사슬") as trace:
        y, w, b = (tensor(n, requires_grad=True) for n in (0.5, 0.999, 0.001))
        for _ in range(98):
            y = y * w + b
        y.backward()
    return trace.to_dict()


@pytest.mark.parametrize("program", [make.long, chain], ids=["twos", "tags"])
def test_two_hundred_nodes_open_fast_and_step_within_a_frame(stepper, program):
    """쪽의 스레드가 쓴 CPU 시간을 잽니다. 벽시계는 같은 기계에서 도는 다른 일에 흔들립니다."""
    page = stepper(program())
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def used():
        found = session.send("Performance.getMetrics")["metrics"]
        return next(each["value"] for each in found if each["name"] == "TaskDuration")

    opened, stepped = [], []
    for _ in range(5):
        page.reload()
        page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        opened.append(used())
    for first in range(0, 500, 50):
        before = used()
        player(page, "(() => { for (let k = a; k < a + 30; k++) { p.go(k); document.body.offsetHeight; } })()", first)
        stepped.append((used() - before) / 30)
    opening, step = statistics.median(opened), statistics.median(stepped)
    print(f"노드 200개: 여는 데 CPU {1000 * opening:.0f} ms, 한 걸음은 {1000 * step:.1f} ms")
    assert opening < 1
    assert step < 0.016
