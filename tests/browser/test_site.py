"""독자가 첫눈에 만나는 것: 모든 쪽이 조용히 열리고, 글·코드·출력·그래프가 보이고, 어디서도 넘치지 않습니다."""

from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "_build" / "html"
GENERATED = {"genindex.html", "search.html", "404.html"}
PAGES = sorted({p.name for p in SITE.glob("*.html")} - GENERATED) or ["index.html"]
CHAPTERS = [name for name in PAGES if name[:2].isdigit()] or ["01"]
# 빈칸 없이 이어진 앞 글자와 떨어져 다음 줄에서 시작하는 한글입니다. 표의 칸은 좁아서 자를 수밖에 없을 때가 있습니다.
STRAYS = r"""() => {
  const skipped = "pre, svg, script, style, table, .ag-stepper";
  const words = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT,
    (node) => node.parentElement.closest(skipped) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT);
  const place = (node, at) => {
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    return range.getBoundingClientRect();
  };
  const block = (element) => element.closest("p, li, dt, dd, summary, h1, h2, h3, div");
  const found = [];
  let last = {};
  while (words.nextNode()) {
    const node = words.currentNode, box = block(node.parentElement), math = node.parentElement.closest("span.math");
    if (math && math.clientWidth > 200) last = {};     // 좁은 쪽에서는 조사와 한 줄에 놓을 수 없습니다.
    else if (math) last = { box, letter: "$", bottom: math.getBoundingClientRect().bottom };
    else for (const [at, letter] of [...node.data].entries()) {
      const { top, bottom } = place(node, at);
      if (bottom > top && box === last.box && /[가-힣]/.test(letter) && /[^\s\w가-힣(\[‘“⟨·-]/.test(last.letter) && top > last.bottom - 4)
        found.push(box.innerText.slice(0, 40) + " … " + node.data.slice(at, at + 8));
      last = { box, letter, bottom };
    }
  }
  return found;
}"""
every_page = pytest.mark.parametrize("name", PAGES)
every_chapter = pytest.mark.parametrize("name", CHAPTERS)


@every_page
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_page_opens_quietly_in_korean_and_never_overflows(open_page, name, dark):
    page = open_page(name, dark=dark)
    assert page.locator("html").get_attribute("lang") == "ko"
    assert page.locator("html").get_attribute("data-theme") == ("dark" if dark else "light")
    assert page.locator("article h1").is_visible()
    for width in (1280, 768, 390, 320):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"폭 {width}"
    assert page.noise == []


@every_page
@pytest.mark.parametrize("site", ["file"], indirect=True)
def test_no_particle_stands_alone_at_the_start_of_a_line(open_page, name):
    page = open_page(name)
    page.evaluate("document.querySelectorAll('article details').forEach(e => e.open = true)")
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(STRAYS) == [], f"폭 {width}"


def test_what_holds_a_particle_is_not_copied(open_page):
    page = open_page("errors.html")
    content = "getComputedStyle(document.querySelector('.joint'), '::before').content"
    assert page.evaluate(content) == '"\u2060"'
    assert "\u2060" not in page.evaluate("getSelection().selectAllChildren(document.body) ?? `${getSelection()}`")
    page.emulate_media(media="print")       # PDF에서는 빈칸으로 뽑힙니다.
    assert page.evaluate(content) == "none"


@every_chapter
def test_a_chapter_shows_prose_code_output_and_a_graph(open_page, name):
    page = open_page(name)
    for what in ("article p", ".cell_input pre", ".cell_output", ".cell_output svg"):
        assert page.locator(f"{what}:visible").count(), what
    if page.locator(".math").count():
        assert page.locator("mjx-container mjx-math:visible").count()


def test_a_narrow_page_says_which_book_it_is(open_page):
    page = open_page("03_computing_gradients.html", width=390)
    name = page.locator("header .book-title, .bd-header-article .book-title")
    assert name.inner_text() == "한 걸음씩 보는 autograd"
    assert name.bounding_box()["height"] < 40
    page.set_viewport_size({"width": 1280, "height": 900})
    assert not name.is_visible()
    page.set_viewport_size({"width": 390, "height": 900})
    name.click()
    page.wait_for_url("**/index.html")


def test_a_stepper_reaches_the_edges_of_a_phone_and_its_code_does_not(open_page):
    page = open_page("03_computing_gradients.html", width=390)
    cell = page.locator(".cell:has(.ag-stepper):has(.cell_input)").first
    text = page.locator("article h1").bounding_box()
    assert cell.locator(".ag-stepper").bounding_box()["x"] < text["x"] == cell.locator(".cell_input").bounding_box()["x"]


def test_the_first_screen_holds_a_stepper_whose_graph_can_be_read(open_page):
    page = open_page("index.html")
    page.set_viewport_size({"width": 1280, "height": 800})
    stepper = page.locator(".hero .ag-stepper")
    foot = stepper.bounding_box()
    assert foot["y"] + foot["height"] <= 800
    sizes = stepper.locator(".ag-svg text:visible").evaluate_all(
        "all => all.filter(e => e.textContent.trim()).map(e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a)")
    assert min(sizes) >= 9.5


@pytest.mark.parametrize("name", ["04_stopping_gradients.html", "torch_table.html", "differences.html", "teaching.html"])
def test_a_name_in_a_table_is_whole_on_a_phone(open_page, name):
    page = open_page(name, width=390)
    names = page.locator("article table.table code .pre")
    assert names.count()
    assert names.evaluate_all("all => all.filter(e => e.getClientRects().length > 1).map(e => e.textContent)") == []


def test_what_an_exercise_says_is_folded_and_tensors_keep_their_columns(open_page):
    page = open_page("07_check_up.html", width=390)
    sentences = page.locator(".output.text_plain pre", has_text="아직 답이 없습니다")
    assert sentences.count() > 10
    assert sentences.evaluate_all("all => all.filter(e => e.scrollWidth > e.clientWidth + 1).length") == 0
    tensor = page.locator(".output.text_plain pre", has_text="tensor([").first
    assert tensor.evaluate("e => getComputedStyle(e).whiteSpace") == "pre"


@every_chapter
def test_no_light_plate_behind_outputs_in_the_dark(open_page, name):
    page = open_page(name, dark=True)
    plates = page.locator(".cell_output .text_html").evaluate_all(
        "all => all.map(e => getComputedStyle(e).backgroundColor)"
    )
    assert set(plates) <= {"rgba(0, 0, 0, 0)"}


def test_a_prediction_opens_by_keyboard(open_page):
    page = open_page(CHAPTERS[0])
    choice = page.locator("article details:not([class])").first
    choice.locator("summary").focus()
    page.keyboard.press("Enter")
    assert choice.locator("p").first.is_visible()


def test_the_reader_can_switch_to_dark_and_the_choice_stays(open_page):
    page = open_page(CHAPTERS[0])
    background = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(background)
    for _ in range(3):  # 밝게 → 어둡게 → 시스템 설정대로
        page.locator(".theme-switch-button").first.click()
        if page.locator("html").get_attribute("data-theme") == "dark":
            break
    assert page.evaluate(background) != before
    page.reload()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    assert page.noise == []


def test_a_wrong_answer_opens_the_step_to_look_at_again(open_page):
    page = open_page("07_check_up.html")
    choice = page.locator("details").filter(has_text="한 길만 세었습니다.")
    choice.locator("summary").click()
    choice.get_by_role("link", name="그림 3-2의 걸음 26").click()
    page.wait_for_url("**/03_computing_gradients.html#step=*")
    stepper = page.locator(".ag-stepper").filter(has_text="세 갈래가 만나는 곳")
    stepper.locator(".ag-say").filter(has_text="길마다 온 변화도를 더합니다: 12 + 12 + 9 = 33.").wait_for()
    assert 0 <= stepper.bounding_box()["y"] < 900      # 그 자리까지 내려갑니다.
    assert page.noise == []
