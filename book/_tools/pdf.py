"""지은 책을 인쇄해 PDF 한 권으로 냅니다.

    python book/_tools/pdf.py            _build/autograd.pdf에 씁니다
    python book/_tools/pdf.py 다른.pdf   다른 파일에 씁니다

모든 쪽을 차례대로 한 문서에 이어 Chromium으로 인쇄합니다. 그래서 쪽 번호와 책갈피가 이어지고,
다른 장으로 가는 링크가 PDF 안에서 움직입니다. 종이의 꾸밈은 book/_static/book.css의 마지막 대목입니다.
다 만들고 나서 옛 PDF와 바꾸므로, 중간에 멈추면 마지막으로 만든 것이 그대로 남습니다.
"""

import argparse
import shutil
from pathlib import Path

import yaml
from commands import stop
from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
CHROMIUM = "chromium", "chromium-browser", "google-chrome"

# 첫 쪽을 열어 본문의 자리에 모든 쪽의 글을 담고, 본문이 아닌 것은 뺍니다.
# 걸음의 주소(#step=…)로 가는 링크는 그 장으로 갑니다.
# id에는 쪽의 이름을 붙여 겹치지 않게 합니다. 출력 칸의 id는 그 칸의 꾸밈과 짝이므로 그대로 둡니다.
BIND = """async pages => {
  const names = new Set(pages.map(([name]) => name));
  const style = document.head.appendChild(document.createElement("style"));
  const articles = pages.map(([name, html], at) => {
    const article = new DOMParser().parseFromString(html, "text/html").querySelector("article");
    for (const place of article.querySelectorAll("[id]:not(.cell_output *)")) place.id = `${name}:${place.id}`;
    for (const link of article.querySelectorAll("a[href]")) {
      const [, page, id] = link.getAttribute("href").match(/^(?:([^:/#]+)[.]html)?(?:#step=.*|#(.+))?$/) || [];
      if (names.has(page || id && name)) link.href = `#${page || name}${id ? `:${id}` : ""}`;
    }
    article.id = name;
    article.style.page = `p${at}`;
    const title = JSON.stringify(article.querySelector("h1").firstChild.data);
    style.append(`@page p${at} { @bottom-left { content: ${title}; color: #6b7280; font: 9pt sans-serif; } }`);
    return article;
  });
  let box = document.querySelector(".bd-article-container");
  box.replaceChildren(...articles);
  for (; box !== document.body; box = box.parentNode) box.parentNode.replaceChildren(box);
  await MathJax.startup.promise;
  await MathJax.typesetPromise(articles);
  await document.fonts.ready;
}"""


def contents():
    """차례대로 늘어놓은 쪽의 이름입니다."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf8"))
    return [toc["root"], *(chapter["file"] for part in toc["parts"] for chapter in part["chapters"])]


def printed(names):
    """쪽들을 이어 인쇄한 PDF의 바이트입니다."""
    pages = [(name, (HTML / f"{name}.html").read_text(encoding="utf8")) for name in names]
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)    # 없으면 Playwright가 받아 둔 것을 찾습니다.
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(locale="ko-KR")
        page.goto((HTML / f"{names[0]}.html").as_uri())
        page.evaluate(BIND, pages)
        return page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("pdf", nargs="?", type=Path, default=ROOT / "_build" / "autograd.pdf")
    pdf = parser.parse_args().pdf
    fresh = pdf.with_name(f"{pdf.name}.part")
    try:
        fresh.write_bytes(printed(contents()))
        fresh.replace(pdf)
    except Error as error:
        stop("책을 인쇄하지 못했습니다. (Chromium failed to print)",
             f"Chromium이 없거나 도중에 멈췄습니다: {error.message.splitlines()[0]}",
             "Chromium을 설치하고 make pdf를 다시 실행하세요. Debian과 Ubuntu에서는 sudo apt install chromium입니다.")
    except OSError as error:
        stop(f"파일을 다루지 못했습니다: {error.filename} ({error.strerror})",
             "책을 아직 짓지 않았거나, 디스크가 찼거나, 쓸 수 없는 자리입니다.",
             "make book으로 책을 짓고, 디스크의 빈자리와 권한을 확인하세요.")


if __name__ == "__main__":
    main()
