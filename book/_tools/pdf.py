"""지은 책을 인쇄해 PDF 한 권으로 냅니다.

    python book/_tools/pdf.py            _build/autograd.pdf에 씁니다
    python book/_tools/pdf.py 다른.pdf   다른 파일에 씁니다

모든 쪽을 차례대로 한 문서에 이어 Chromium으로 인쇄합니다. 그래서 쪽 번호와 책갈피가 이어지고,
다른 장으로 가는 링크가 PDF 안에서 움직입니다. 쪽을 잇고 쪽 번호를 적는 일은 pdf.js가 합니다.
종이의 꾸밈은 book/_static/book.css의 마지막 대목입니다.
다 만들고 나서 옛 PDF와 바꾸므로, 중간에 멈추면 마지막으로 만든 것이 그대로 남습니다.
"""

import argparse
import shutil
from io import BytesIO
from pathlib import Path

import yaml
from commands import stop
from playwright.sync_api import Error, sync_playwright
from pypdf import PdfReader, PdfWriter

ROOT = Path(__file__).resolve().parents[2]
HTML = ROOT / "_build" / "html"
CHROMIUM = "chromium", "chromium-browser", "google-chrome"
PASSES = 4          # 쪽 번호를 적다가 줄이 늘면 쪽이 밀리므로, 번호가 맞을 때까지 인쇄합니다. 보통 두 번입니다.


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
        page.add_script_tag(path=Path(__file__).with_suffix(".js"))
        page.evaluate("bind", pages)
        numbers = {}
        for _ in range(PASSES):
            book = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=True, tagged=True, outline=True)))
            told, numbers = numbers, {name.removeprefix("/"): book.get_destination_page_number(place) + 1
                                      for name, place in book.named_destinations.items()}
            if told == numbers:
                break
            page.evaluate("fill", numbers)
    return signed(book)


def signed(book):
    """지은이를 적은 PDF의 바이트입니다. Chromium은 제목만 적습니다."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf8"))
    writer, out = PdfWriter(clone_from=book), BytesIO()
    writer.add_metadata({"/Author": config["author"]})
    writer.write(out)
    return out.getvalue()


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
