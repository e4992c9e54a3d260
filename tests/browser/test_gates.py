"""책을 내놓기 전에 지나는 문: 접근성, 차례 따라가기, 없는 주소."""

import functools
import http.server
import json
import os
import shutil
import subprocess
import threading
from pathlib import Path

import pytest
from stepper_page import AXE, axe_violations

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(path.name for path in SITE.glob("*.html")) or ["index.html"]
LIGHTHOUSE = AXE.parent / "lighthouse/cli/index.js"
over_http = pytest.mark.parametrize("site", ["http"], indirect=True)


@over_http
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(open_page, name, dark):
    page = open_page(name, dark=dark)
    assert axe_violations(page) == []


@over_http
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_among_search_results(open_page, dark):
    page = open_page("search.html?q=변화도", dark=dark)
    page.locator("#search-results a").first.wait_for()
    assert axe_violations(page) == []


@over_http
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_the_link_that_tab_shows_first(open_page, dark):
    page = open_page("index.html", dark=dark)
    page.keyboard.press("Tab")
    page.wait_for_function("document.querySelector('.skip-link').getBoundingClientRect().top === 0")
    assert axe_violations(page) == []


def test_the_table_of_contents_leads_everywhere(open_page):
    page = open_page("index.html")
    chapters = page.locator(".bd-links a")
    names = chapters.all_inner_texts()
    assert len(names) > 10
    for index, name in enumerate(names):
        chapters.nth(index).click()
        page.wait_for_load_state()
        assert page.locator("article h1").inner_text().rstrip("#") == name
    assert page.noise == []


@pytest.mark.parametrize("name", ["index.html", "03_computing_gradients.html"])
def test_lighthouse_gives_full_marks_for_accessibility(server, name, tmp_path):
    chromium = shutil.which("chromium") or shutil.which("google-chrome")
    if not (LIGHTHOUSE.exists() and chromium and shutil.which("node")):
        pytest.skip("접근성 점수 시험: lighthouse가 없습니다(.ci/run)")
    report = tmp_path / "report.json"
    subprocess.run(
        ["node", LIGHTHOUSE, f"{server}/{name}", "--quiet", "--output=json", f"--output-path={report}",
         "--only-categories=accessibility", "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
        env={"CHROME_PATH": chromium, "PATH": str(Path(shutil.which("node")).parent)}, check=True)
    assert json.loads(report.read_text())["categories"]["accessibility"]["score"] == 1


# ── 없는 주소 ───────────────────────────────────────────────────────────────────────────────


class Host(http.server.SimpleHTTPRequestHandler):
    """없는 주소에 책의 404.html을 내주는, 정적 파일을 올려 두는 곳의 흉내입니다."""

    def log_message(self, *args):
        pass

    def send_error(self, code, *args, **options):
        body = (SITE / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(body)


@pytest.fixture
def host():
    handler = functools.partial(Host, directory=SITE.parent)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{SITE.name}"
        server.shutdown()


@pytest.mark.parametrize("chosen", ["light", "dark"])
def test_a_missing_address_looks_as_the_reader_chose(browser, host, chosen):
    page = browser.new_page(color_scheme="light" if chosen == "dark" else "dark")
    page.goto(f"{host}/no.html")
    paper = "getComputedStyle(document.body).backgroundColor"
    system = page.evaluate(paper)
    page.evaluate("chosen => { localStorage.theme = chosen; }", chosen)
    page.reload()
    assert page.evaluate(paper) != system
    page.close()


@pytest.mark.parametrize("missing", ["no.html", "a/b/no.html", "_static/"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_a_missing_address_leads_back_to_the_book(browser, host, missing, dark):
    page = browser.new_page(color_scheme="dark" if dark else "light")
    page.goto(f"{host}/{missing}no")
    assert "쪽을 찾지 못했습니다" in page.locator("h1").inner_text()
    assert axe_violations(page) == []
    base = os.environ.get("BASE_URL", "").rstrip("/")
    if base:        # 주소를 알고 지은 책은 그 주소로 보냅니다. 그 서버는 여기에 없습니다.
        page.route(f"{base}/**", lambda route: route.fulfill(body=""))
    page.wait_for_function("start => document.links[0].href === start", arg=f"{base or host}/index.html")
    page.get_by_role("link", name="첫 쪽으로 가기").click()
    page.wait_for_url(f"{base or host}/index.html")
    page.close()
