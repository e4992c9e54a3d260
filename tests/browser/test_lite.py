"""같은 사이트에 담은 JupyterLite에서: 바깥에서 아무것도 받지 않고, 장의 노트북이 브라우저 안에서 돕니다."""

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import KERNEL_IS_IDLE, SITE
from lite import pyodide

expect = pytest.importorskip("playwright.sync_api", reason="브라우저 시험: playwright가 없습니다").expect
TOOL = Path(__file__).parents[2] / "book" / "_tools" / "lite.py"
APP = "jupyterapp.shell.currentWidget"
CELLS = f"[...{APP}.content.model.cells]"
LONG = 240_000          # 바쁜 기계에서도 끝나기를 기다립니다. 걸린 시간은 따로 적습니다.


@pytest.fixture(scope="module")
def book(server):
    if not (SITE / "lite").is_dir():
        pytest.skip("브라우저 안의 커널 시험: lite/가 없습니다(make site)")
    return server


@pytest.fixture(scope="module")
def context(browser, book):
    """독자 한 사람의 브라우저. 사이트 밖으로 나간 요청을 적어 두었다가 끝에 살핍니다."""
    context = browser.new_context(viewport={"width": 1300, "height": 950}, locale="ko-KR")
    outside, lost = [], []

    def guard(route):
        if route.request.url.startswith((book, "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", guard)
    context.on("response", lambda r: r.status >= 400 and lost.append(f"{r.status} {r.url}"))
    yield context
    context.close()
    assert outside == []
    assert lost == []


class Notebook:
    """브라우저에서 열어 둔 노트북. 칸은 코드의 한 부분으로 찾습니다."""

    def __init__(self, page):
        self.page = page
        page.wait_for_function(KERNEL_IS_IDLE, timeout=LONG)

    def cell(self, part):
        sources = self.page.evaluate(f"{CELLS}.map(cell => cell.sharedModel.source)")
        return next(n for n, source in enumerate(sources) if part in source)

    def edit(self, n, old, new):
        self.page.evaluate(f"""([n, old, now]) => {{
            const cell = {CELLS}[n].sharedModel;
            cell.source = cell.source.replace(old, now);
        }}""", [n, old, new])

    def run(self, n):
        """칸 하나를 실행하고, 출력의 글을 돌려줍니다."""
        return self.page.evaluate(f"""async n => {{
            {APP}.content.activeCellIndex = n;
            await jupyterapp.commands.execute('notebook:run-cell');
            return {CELLS}[n].sharedModel.outputs[0].data['text/plain'];
        }}""", n)

    def run_all(self):
        """모든 칸을 실행하고, 오류나 경고를 낸 칸을 돌려줍니다. 첫 결과까지 걸린 시간은 first에 남습니다."""
        start = time.monotonic()
        self.page.evaluate("void jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_selector(".jp-OutputArea-output", timeout=LONG)
        self.first = time.monotonic() - start
        done = f"{CELLS}.every(c => c.type !== 'code' || !c.sharedModel.source.trim() || c.executionCount)"
        self.page.wait_for_function(f"{self._failures}.length || {done}", timeout=LONG)
        return self.page.evaluate(self._failures)

    _failures = f"""{CELLS}.flatMap(cell => (cell.sharedModel.outputs ?? [])
        .filter(out => out.output_type === 'error' || out.name === 'stderr')
        .map(out => [cell.sharedModel.source, out.evalue ?? out.text]))"""


def test_a_chapter_runs_and_keeps_what_the_reader_changed(context, book, record_property):
    chapter = context.new_page()
    chapter.goto(f"{book}/01_smallest_network.html")
    start = time.monotonic()
    with context.expect_page() as found:
        chapter.get_by_role("link", name="새 탭에서 실행").click()
    notebook = Notebook(found.value)
    ready = time.monotonic() - start
    assert notebook.run_all() == []
    record_property("first_result", f"커널 {ready:.1f}초 + 첫 결과 {notebook.first:.1f}초")
    expect(notebook.page.locator(".ag-figure svg")).to_have_count(1)        # draw도 dot 없이 배치합니다.

    n = notebook.cell("engine.manual_seed(0)")
    notebook.edit(n, "engine.ones(5)", "engine.ones(5) * 3")
    assert "[3., 3., 3., 3., 3.]" in notebook.run(n)
    notebook.page.evaluate("jupyterapp.commands.execute('docmanager:save')")
    notebook.page.close()
    again = context.new_page()
    again.goto(f"{book}/lite/notebooks/index.html?path=01_smallest_network.ipynb")
    assert Notebook(again).cell("engine.ones(5) * 3") == n
    again.close()


def test_the_stepper_steps_and_a_slider_records_again(context, book):
    page = context.new_page()
    page.goto(f"{book}/lite/lab/index.html?path=05_more_on_graphs.ipynb")
    assert Notebook(page).run_all() == []
    page.wait_for_function("document.querySelectorAll('.ag-live').length >= 3", timeout=LONG)

    first = page.locator(".ag-stepper").first
    first.get_by_role("button", name="다음", exact=True).click()
    expect(first.locator(".ag-count")).to_have_text(re.compile("^걸음 2/"))

    slider = page.get_by_role("slider", name="x의 값")
    nodes = page.locator(".ag-stepper", has=slider).locator(".node")
    expect(nodes).to_have_count(3)              # x = 5: y₁ = x / 2, y₂ = y₁ / 2
    slider.press("Home")
    expect(nodes).to_have_count(2, timeout=LONG)    # x = −3: y = x · x
    page.close()


def test_a_notebook_opens_inside_the_page_and_closes(context, book):
    page = context.new_page()
    page.goto(f"{book}/01_smallest_network.html")
    status = page.get_by_role("status")
    expect(status).to_have_text("처음에는 18 MB를 받습니다.")
    assert page.locator("iframe").count() == 0
    page.get_by_role("button", name="이 쪽에서 실행").click()
    expect(status).to_contain_text("파이썬을 받는 중입니다.")
    page.frame_locator("iframe").locator(".jp-CodeCell").first.wait_for(timeout=LONG)
    expect(status).to_contain_text("Shift+Enter", timeout=LONG)
    page.get_by_role("button", name="닫기").click()
    assert page.locator("iframe").count() == 0
    assert page.get_by_role("button", name="이 쪽에서 실행").is_visible()
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.get_by_role("link", name="새 탭에서 실행").is_visible()
    assert page.get_by_role("button", name="이 쪽에서 실행").count() == 0
    page.close()


def test_the_notebook_follows_the_book_in_the_dark_and_keeps_words_whole(context, book):
    page = context.new_page()
    page.goto(f"{book}/01_smallest_network.html")
    page.get_by_role("button", name="이 쪽에서 실행").click()
    notebook = page.frame_locator("iframe")
    body, prose = notebook.locator("body"), notebook.locator(".jp-RenderedHTMLCommon").first
    expect(body).to_have_attribute("data-jp-theme-name", "JupyterLab Light", timeout=LONG)
    page.evaluate("localStorage.mode = 'light'")        # 테마의 단추는 밝게 → 어둡게의 차례로 바꿉니다.
    while page.locator("html").get_attribute("data-theme") != "dark":
        page.locator(".theme-switch-button").first.click()
    expect(body).to_have_attribute("data-jp-theme-name", "JupyterLab Dark", timeout=LONG)
    assert prose.evaluate("e => getComputedStyle(e).wordBreak") == "keep-all"
    other = context.new_page()
    other.goto(f"{book}/lite/lab/index.html?path=01_smallest_network.ipynb")
    expect(other.locator("body")).to_have_attribute("data-jp-theme-name", "JupyterLab Dark", timeout=LONG)
    page.evaluate("localStorage.clear()")
    other.close()
    page.close()


def test_from_disk_there_is_no_button_that_cannot_work(browser, book):
    page = browser.new_page()
    page.goto((SITE / "01_smallest_network.html").as_uri())
    assert page.locator(".live").count() == 0
    page.close()


@pytest.mark.parametrize("source", ["folder", "address"])
def test_pyodide_comes_from_where_the_publisher_says(book, tmp_path, source):
    here = SITE / "lite" / "static" / "pyodide"
    lock = pyodide(str(here) if source == "folder" else f"{book}/lite/static/pyodide/", tmp_path)
    assert sorted(lock["packages"]) == ["micropip", "numpy"]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: (here / path.name).read_bytes() for path in tmp_path.iterdir()}
    assert len(list(tmp_path.iterdir())) == 6


@pytest.mark.parametrize(("spoil", "what"), [
    (lambda path: path.write_bytes(path.read_bytes()[:-1]), "sha256 mismatch"),
    (lambda path: path.unlink(), "Pyodide file not found"),
])
def test_a_wrong_file_stops_the_build_and_the_last_site_stays(book, tmp_path, spoil, what):
    lite = SITE / "lite"
    before = {path: path.stat().st_mtime_ns for path in lite.rglob("*")}
    pyodide(str(lite / "static" / "pyodide"), tmp_path)
    spoil(tmp_path / "python_stdlib.zip")
    done = subprocess.run([sys.executable, TOOL, "--pyodide", tmp_path], capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stdout == ""
    first, why, cure = done.stderr.splitlines()
    assert what in first
    assert "python_stdlib.zip" in first
    assert why.startswith("까닭: ")
    assert cure.startswith("해 볼 일: ")
    assert {path: path.stat().st_mtime_ns for path in lite.rglob("*")} == before
