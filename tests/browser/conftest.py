"""지은 책을 Chromium으로 엽니다. 바깥으로 나가는 요청은 모두 거절하고, 소란스러운 일은 모두 적어 둡니다."""

import http.server
import re
import shutil
import threading
from functools import partial
from pathlib import Path

import pytest
from stepper_page import write_page

SITE = Path(__file__).parents[2] / "_build" / "html"
# JupyterLab과 JupyterLite의 쪽에서: 쪽이 다 받아진 뒤에도 jupyterapp은 아직 없을 수 있습니다.
KERNEL_IS_IDLE = ("window.jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session?.kernel"
                  "?.status === 'idle'")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--disable-component-update",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser():
    api = pytest.importorskip("playwright.sync_api", reason="브라우저 시험: playwright가 없습니다")
    chromium = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    if not chromium:
        pytest.skip("브라우저 시험: Chromium이 없습니다")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def server():
    if not (SITE / "index.html").exists():
        pytest.skip("브라우저 시험: 지은 책이 없습니다(make book)")
    with http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Quiet, directory=SITE.parent)
    ) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/{SITE.name}"    # 뿌리가 아닌 길에서도 열립니다.
        server.shutdown()


@pytest.fixture(params=["http", "file"])
def site(request, server):
    """책은 서버에서도, 디스크에서 바로 열어도 같아야 합니다."""
    return server if request.param == "http" else SITE.as_uri()


@pytest.fixture
def open_page(browser, site):
    """open_page("01_….html", width=320, dark=True) → 다 열린 쪽. 쪽에는 .noise 목록이 붙습니다."""
    contexts = []

    def open_page(name, width=1280, dark=False):
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            locale="ko-KR",
        )
        contexts.append(context)
        page = context.new_page()
        page.noise = noise = []

        def guard(route):
            if route.request.url.startswith((site, "data:")):
                route.continue_()
            else:
                noise.append(f"바깥으로 나간 요청: {route.request.url}")
                route.abort()

        page.route("**/*", guard)
        page.on("pageerror", lambda error: noise.append(f"오류: {error}"))
        # 다른 쪽으로 넘어가며 그만둔 것(ERR_ABORTED)은 받지 못한 것이 아닙니다. 막은 요청은 ERR_FAILED입니다.
        page.on("requestfailed", lambda request: request.failure != "net::ERR_ABORTED"
                and noise.append(f"받지 못함: {request.url}"))
        page.on("response", lambda r: r.status >= 400 and noise.append(f"{r.status}: {r.url}"))
        page.on(
            "console", lambda m: m.type in ("error", "warning") and noise.append(f"콘솔: {m.text}")
        )
        page.goto(f"{site}/{name}", wait_until="load")
        page.evaluate("window.MathJax?.startup.promise.then(() => document.fonts.ready)")
        return page

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def stepper(browser, tmp_path):
    """stepper(기록, width=…, dark=…) → 걸음보기가 있는 쪽. 쪽에는 .noise 목록이 붙습니다."""
    contexts = []

    def open_stepper(*traces, width=1280, height=900, dark=False, column=None, hash="", **options):
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="ko-KR",
            color_scheme="dark" if dark else "light", reduced_motion="reduce", **options)
        contexts.append(context)
        page = context.new_page()
        page.noise = noise = []
        page.on("pageerror", lambda error: noise.append(f"오류: {error}"))
        page.on("console", lambda m: m.type in ("error", "warning") and noise.append(m.text))
        page.on("dialog", lambda dialog: (noise.append("대화 상자"), dialog.dismiss()))
        page.route(re.compile("^https?:"), lambda route: (noise.append(route.request.url), route.abort()))
        page.goto(write_page(tmp_path / "page.html", *traces, column=column) + hash)
        return page

    yield open_stepper
    for context in contexts:
        assert [page.noise for page in context.pages if page.noise] == []
        context.close()
