"""지은 책에서 세 그림을 찍습니다.

    book/_static/preview.png     링크를 붙였을 때 보이는 그림. 첫 쪽의 걸음보기가 멈춰 있는 곳입니다.
    book/_static/screenshot.png  README의 그림. 3장에서 b가 x로 값을 보내는 걸음입니다.
    book/_static/touch-icon.png  휴대전화의 첫 화면에 놓는 그림. 로고의 바탕을 모서리까지 채웁니다.
"""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
HTML, STATIC = ROOT / "_build" / "html", ROOT / "book" / "_static"
SENDING = "b의 자리 0"
STYLE = """
.bd-sidebar-primary, .bd-header-article, .hero > div:last-child, .features, .hero ~ section, .prev-next-footer, .bd-footer-content, .ag-narration, .ag-deck { display: none !important }
.bd-article-container { max-width: none !important; padding: 2.5rem 4rem !important }
.bd-article h1 { margin: 0 0 2rem !important; font-size: 4.2rem !important }
.bd-article h1::before { content: url(_static/logo.svg); display: inline-block; width: 1em; height: 1em; margin-right: 0.35em; vertical-align: -0.12em }
.hero { grid-template: none / 1fr 26rem !important; align-items: center !important }
.hero > div:first-child > p { font-size: 1.75rem !important; line-height: 1.6 }
"""

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1200, "height": 630}, reduced_motion="reduce")
    page.goto((HTML / "index.html").as_uri())
    page.add_style_tag(content=STYLE)
    page.screenshot(path=STATIC / "preview.png")

    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto((HTML / "03_computing_gradients.html").as_uri())
    stepper = page.locator(".ag-stepper").first
    while not stepper.locator(".ag-say").inner_text().startswith(SENDING):
        answer = stepper.locator(".ag-choices button:enabled", has_text="12")
        if answer.count():
            answer.click()
        stepper.get_by_role("button", name="다음", exact=True).click()
    stepper.evaluate("e => { document.activeElement.blur(); scrollTo(0, e.getBoundingClientRect().top + scrollY - 60); }")
    page.mouse.move(0, 0)
    page.wait_for_timeout(300)      # 옆 차례가 지금 절을 찾습니다.
    page.screenshot(path=STATIC / "screenshot.png")

    page.set_viewport_size({"width": 180, "height": 180})
    page.set_content(f'<body style="margin: 0; background: #1d4ed8">{(STATIC / "logo.svg").read_text(encoding="utf8")}')
    page.screenshot(path=STATIC / "touch-icon.png")
