"""책에서 찾기: 다 지은 쪽을 대목으로 나누어, 찾기 쪽이 읽을 자료로 적어 둡니다.

찾는 일은 브라우저에서 합니다(_search/search.js와 MiniSearch). 낱말을 나누고 조사를 떼는 규칙이 그곳
하나뿐이라, 지을 때와 찾을 때가 어긋나지 않습니다. 서버도 fetch도 쓰지 않아 file://에서도 됩니다.
Sphinx의 찾기는 한국어를 모르고, 쪽 단위로만 찾고, file://에서 앞뒤 글을 보이지 못해 끕니다.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from appendix import BOOK, anchor, chapters, data
from bs4 import BeautifulSoup, NavigableString
from sphinx.util.fileutil import copy_asset

HEADINGS = {"h1", "h2", "h3"}
BLOCKS = HEADINGS | {"p", "li", "dt", "dd", "pre", "tr", "td", "th", "div", "summary", "br"}
# 그림과 걸음보기의 자막은 숫자와 되풀이되는 말이라 찾기를 어지럽힙니다.
SKIPPED = "svg, script, style, .headerlink, .ag-stepper, div.math, noscript, button, .english-index"
ENTRIES = "[id^=word-], [id^=error-]"   # 용어집의 낱말, 오류 사전의 오류도 대목 하나입니다.


@dataclass
class Passage:
    anchor: str
    heading: str
    section: str        # 대목이 든 절의 번호입니다: ‘3.2’. 첫 절 앞이면 장의 번호 ‘3’입니다.
    pieces: list[str] = field(default_factory=list)
    bold: str = ""      # 굵은 글씨: 그 책에서 처음 설명하는 낱말이 여기 있습니다.
    explains: str = ""

    def row(self, page):
        text = clean("".join(self.pieces)).removeprefix(self.heading).strip()
        return [page, self.anchor, self.heading, text, self.explains.strip()]


def passages(article, chapter=""):
    """쪽을 대목으로 나눕니다. 첫 대목의 제목은 쪽의 제목입니다."""
    for element in article.select(SKIPPED):
        element.decompose()
    for element in article.select("span.math"):   # 기호 하나는 글로 읽히고, 식은 글로 옮기지 못합니다.
        tex = element.get_text().removeprefix("\\(").removesuffix("\\)")
        element.replace_with("…" if set(tex) & set("\\{^_") else tex)
    entries = {id(element) for element in article.select(ENTRIES)}
    found, section = [], chapter
    for element in article.descendants:
        if isinstance(element, NavigableString):
            if found and not any(parent.name in HEADINGS for parent in element.parents):
                found[-1].pieces.append(element)
        elif element.name in HEADINGS or id(element) in entries:
            anchor = element["id"] if id(element) in entries else element.parent.get("id", "")
            heading = clean(element.get_text())
            number = re.match(r"\d+\.\d+", heading)
            if element.name == "h2":
                section = number[0] if number else ""
            found.append(Passage(anchor, heading, section))
        elif element.name in BLOCKS and found:
            found[-1].pieces.append("\n")
        elif element.name == "strong" and found:
            found[-1].bold += element.get_text() + "\n"
    return found


def clean(text):
    return " ".join(text.split())


def mark_explanations(found, words):
    """낱말마다, 처음 설명하는 대목과 용어집의 자리에 그 낱말과 영어를 적어 둡니다. 찾기가 앞세웁니다."""
    for word in words:
        there = [p for p in found if p.section == str(word["in"]) or p.anchor == anchor(word)]
        for passage in [p for p in there if word["word"] in p.bold][:1] or there[:1]:
            passage.explains += f"{word['word']} {word['english']} "


def write_data(app, error):
    """차례에 있는 쪽을 모두 읽어 _static/search-data.js에 적습니다."""
    if error or app.builder.format != "html":
        return
    out, words = Path(app.outdir), data("words.yml")
    numbers = {path.stem: str(number) for number, path in chapters().items()}
    pages, rows = [], []
    for name in sorted(app.env.found_docs):
        file = app.builder.get_target_uri(name)
        article = BeautifulSoup((out / file).read_text(encoding="utf8"), "html.parser").article
        found = passages(article, numbers.get(name, ""))
        mark_explanations(found, words)
        rows += [passage.row(len(pages)) for passage in found]
        pages.append([file, found[0].heading])
    book = {
        "pages": pages,
        "passages": rows,
        "words": [[word["word"], word["english"]] for word in words],
        "aliases": data("aliases.yml"),
    }
    for script in (BOOK / "_search").glob("*.js"):   # _static에 두면 테마가 모든 쪽에 싣습니다.
        copy_asset(script, out / "_static")
    text = "window.searchData = " + json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    (out / "_static/search-data.js").write_text(text + ";\n", encoding="utf8", newline="\n")


def setup(app):
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
    app.connect("html-collect-pages", lambda app: [("search", {}, "search.html")])
    app.connect("build-finished", write_data, priority=900)   # 쪽을 다 고쳐 쓴(house.py) 뒤
    return {"parallel_read_safe": True, "parallel_write_safe": True}
