"""지은 쪽 하나하나를 파일로 봅니다: 제목과 소개, 무게, 바른 HTML."""

import gzip
import os
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

SITE = Path(__file__).parents[2] / "_build" / "html"
GENERATED = {"genindex.html", "search.html", "404.html"}
PAGES = sorted(SITE.glob("*.html"))
WRITTEN = [path for path in PAGES if path.name not in GENERATED]
every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
every_written_page = pytest.mark.parametrize("path", WRITTEN, ids=lambda path: path.name)
# 테마와 Sphinx의 것, 수식을 그리는 MathJax입니다. 나머지가 우리가 더한 무게입니다.
THEME = re.compile(
    r"_static/(scripts/|mathjax/|documentation_options|doctools|sphinx_highlight|translations"
    r"|clipboard|copybutton|togglebutton|design-tabs)"
)
HEAVIEST_PAGE, HEAVIEST_SCRIPTS, HEAVIEST_PREVIEW = 150_000, 120_000, 100_000


def read(path):
    return BeautifulSoup(path.read_text(encoding="utf8"), "html.parser")


def content(soup, **attributes):
    found = soup.find_all("meta", attrs=attributes)
    assert len(found) == 1, attributes
    return found[0]["content"]


# ── 제목과 소개 ─────────────────────────────────────────────────────────────────────────────


def test_every_title_is_its_own_and_names_the_book():
    titles = {path.name: read(path).head.title.get_text() for path in PAGES}
    assert len(set(titles.values())) == len(titles)
    for name, title in titles.items():
        assert title.count("한 걸음씩 보는 autograd") == 1, name
        assert len(title) > len("한 걸음씩 보는 autograd") + 4, name


@every_page
def test_the_page_says_it_is_korean(path):
    assert read(path).html["lang"] == "ko"


@every_written_page
def test_the_page_introduces_itself(path):
    soup = read(path)
    description = content(soup, name="description")
    assert 25 <= len(description) <= 155
    assert re.search("[다요까][.?]$", description)
    assert content(soup, property="og:description") == description
    assert content(soup, property="og:title") in soup.head.title.get_text()
    assert content(soup, name="twitter:card") == "summary_large_image"
    assert content(soup, name="author") == "『한 걸음씩 보는 autograd』 지은이들"
    assert content(soup, name="viewport") == "width=device-width, initial-scale=1"
    assert (SITE / soup.find("link", rel="apple-touch-icon")["href"]).read_bytes().startswith(b"\x89PNG")
    schemes = [tag["media"] for tag in soup.find_all("meta", attrs={"name": "theme-color"})]
    assert sorted(re.findall(r"light|dark", " ".join(schemes))) == ["dark", "light"]


def test_every_introduction_is_its_own():
    texts = [content(read(path), name="description") for path in WRITTEN]
    assert len(set(texts)) == len(texts)


@every_written_page
def test_the_preview_is_a_picture_of_the_book(path):
    image = content(read(path), property="og:image")
    base = os.environ.get("BASE_URL", "")
    picture = (SITE / image.removeprefix(base).lstrip("/")).read_bytes()
    assert picture.startswith(b"\x89PNG")
    size = [int.from_bytes(picture[at:at + 4], "big") for at in (16, 20)]
    assert size == [int(content(read(path), property=f"og:image:{side}")) for side in ("width", "height")]
    assert len(picture) <= HEAVIEST_PREVIEW


@every_page
def test_an_address_is_written_only_when_it_is_known(path):
    known = bool(os.environ.get("BASE_URL")) and path.name not in GENERATED
    assert bool(read(path).find("link", rel="canonical")) == known


# ── 무게 ────────────────────────────────────────────────────────────────────────────────────


@every_page
def test_the_page_is_light(path):
    assert len(gzip.compress(path.read_bytes())) <= HEAVIEST_PAGE


@every_page
def test_what_the_book_adds_to_the_theme_is_light(path):
    own = {
        tag["src"].split("?")[0] for tag in read(path).find_all("script", src=True)
        if not THEME.match(tag["src"])
    }
    weights = {name: len(gzip.compress((SITE / name).read_bytes())) for name in own}
    assert sum(weights.values()) <= HEAVIEST_SCRIPTS, weights


# ── 바른 HTML ───────────────────────────────────────────────────────────────────────────────


def mistakes(html):
    """HTML 표준의 해석기가 만난 잘못입니다: [(줄, 종류), …]"""
    html5lib = pytest.importorskip("html5lib", reason="HTML 시험: html5lib가 없습니다")
    parser = html5lib.HTMLParser()
    parser.parse(html)
    return [(line, kind) for (line, _), kind, _ in parser.errors]


@every_page
def test_the_page_is_valid_html(path):
    assert mistakes(path.read_text(encoding="utf8")) == []


@pytest.mark.parametrize("body", ["<p><a href=x>가<a href=y>나</a></a>", "<p>가</div>", "<p id=a id=b>"])
def test_invalid_html_is_found(body):
    page = "<!DOCTYPE html><title>가</title>{}"
    assert mistakes(page.format("<p>가")) == []
    assert mistakes(page.format(body)) != []
