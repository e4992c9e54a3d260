"""독자가 첫눈에 만나는 것: 모든 쪽이 조용히 열리고, 글·코드·출력·그래프가 보이고, 어디서도 넘치지 않습니다."""

from pathlib import Path

import pytest

SITE = Path(__file__).parents[2] / "_build" / "html"
GENERATED = {"genindex.html", "search.html", "404.html"}
PAGES = sorted({p.name for p in SITE.glob("*.html")} - GENERATED) or ["index.html"]
CHAPTERS = [name for name in PAGES if name[:2].isdigit()] or ["01"]
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


@every_chapter
def test_a_chapter_shows_prose_code_output_and_a_graph(open_page, name):
    page = open_page(name)
    for what in ("article p", ".cell_input pre", ".cell_output", ".cell_output svg"):
        assert page.locator(f"{what}:visible").count(), what
    if page.locator(".math").count():
        assert page.locator("mjx-container mjx-math:visible").count()


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
