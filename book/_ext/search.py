"""책에서 찾기: 다 지은 쪽을 대목으로 나누어, 찾기 쪽이 읽을 자료로 적어 둡니다.

찾는 일은 브라우저에서 합니다(_search/search.js와 MiniSearch). 낱말을 나누고 조사를 떼는 규칙이 그곳
하나뿐이라, 지을 때와 찾을 때가 어긋나지 않습니다. 서버도 fetch도 쓰지 않아 file://에서도 됩니다.
Sphinx의 찾기는 한국어를 모르고, 쪽 단위로만 찾고, file://에서 앞뒤 글을 보이지 못해 끕니다.
"""

import json
from pathlib import Path

from appendix import BOOK, data
from bs4 import BeautifulSoup, NavigableString
from sphinx.util.fileutil import copy_asset

HEADINGS = {"h1", "h2", "h3"}
BLOCKS = HEADINGS | {"p", "li", "dt", "dd", "pre", "tr", "td", "th", "div", "summary", "br"}
# 그림과 걸음보기의 자막은 숫자와 되풀이되는 말이라 찾기를 어지럽힙니다.
SKIPPED = "svg, script, style, .headerlink, .ag-stepper, .math, noscript, button"
ENTRIES = "[id^=word-], [id^=error-]"   # 용어집의 낱말, 오류 사전의 오류도 대목 하나입니다.


def passages(article):
    """쪽을 (자리, 제목, 글)의 목록으로 나눕니다. 첫 대목의 제목은 쪽의 제목입니다."""
    for element in article.select(SKIPPED):
        element.decompose()
    entries = {id(element) for element in article.select(ENTRIES)}
    found = []
    for element in article.descendants:
        if isinstance(element, NavigableString):
            if found and not any(parent.name in HEADINGS for parent in element.parents):
                found[-1][2].append(element)
        elif element.name in HEADINGS or id(element) in entries:
            anchor = element["id"] if id(element) in entries else element.parent.get("id", "")
            found.append((anchor, clean(element.get_text()), []))
        elif element.name in BLOCKS and found:
            found[-1][2].append("\n")
    return [(anchor, heading, clean("".join(text))) for anchor, heading, text in found]


def clean(text):
    return " ".join(text.split())


def write_data(app, error):
    """차례에 있는 쪽을 모두 읽어 _static/search-data.js에 적습니다."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    pages, sections = [], []
    for name in app.env.found_docs:
        file = Path(app.builder.get_target_uri(name))
        article = BeautifulSoup((out / file).read_text(encoding="utf8"), "html.parser").article
        found = passages(article)
        pages.append([file.as_posix(), found[0][1]])
        sections += [[len(pages) - 1, *passage] for passage in found]
    words = [[row["word"], row["english"]] for row in data("words.yml")]
    book = {"pages": pages, "passages": sections, "words": words}
    for script in (BOOK / "_search").glob("*.js"):   # _static에 두면 테마가 모든 쪽에 싣습니다.
        copy_asset(script, out / "_static")
    text = "window.searchData = " + json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    (out / "_static/search-data.js").write_text(text + ";\n", encoding="utf8", newline="\n")


def setup(app):
    app.connect("builder-inited", lambda app: setattr(app.builder, "search", False))
    app.connect("html-collect-pages", lambda app: [("search", {}, "search.html")])
    app.connect("build-finished", write_data, priority=900)   # 쪽을 다 고쳐 쓴(house.py) 뒤
    return {"parallel_read_safe": True, "parallel_write_safe": True}
