"""링크를 붙였을 때 보이는 그림(book/_static/preview.png)을 지은 책의 첫 쪽에서 찍습니다."""

import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
STEPS = 18      # 값이 다 차고 변화도가 도착하는 걸음
STYLE = """
.bd-sidebar-primary, .bd-header-article, .hero > div:last-child, .features, .ag-controls { display: none !important }
.bd-article-container { max-width: none !important; padding: 2.5rem 4rem !important }
.bd-article h1 { margin: 0 0 2rem !important; font-size: 4.2rem !important }
.bd-article h1::before { content: url(_static/logo.svg); display: inline-block; width: 1em; height: 1em; margin-right: 0.35em; vertical-align: -0.12em }
.hero { grid-template: none / 1fr 26rem !important; align-items: center !important }
.hero > div:first-child > p { font-size: 1.75rem !important; line-height: 1.6 }
"""

with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
    page = browser.new_page(viewport={"width": 1200, "height": 630})
    page.goto((ROOT / "_build/html/index.html").as_uri())
    following = page.locator(".ag-stepper button", has_text="다음").first
    for _ in range(STEPS):
        following.click()
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    page.add_style_tag(content=STYLE)
    page.screenshot(path=ROOT / "book/_static/preview.png")
