"""지은 책의 안쪽 링크가 모두 닿고, 그림마다 글이 있는지 봅니다."""

import json
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

SITE = Path(__file__).parents[2] / "_build" / "html"
PAGES = sorted(SITE.glob("*.html"))
GENERATED = {"genindex.html", "search.html"}
LONGEST_ALT = 80
every_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)


class Page(HTMLParser):
    """쪽 하나의 id, 링크, 그림, 걸음보기를 모읍니다."""

    def __init__(self, html):
        super().__init__()
        self.ids, self.links, self.images, self.graphs = Counter(), [], [], []
        self.steps = Counter()    # 걸음보기의 이름 → 걸음의 수
        self._link, self._json = None, False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids[attrs["id"]] += 1
        for name in ("href", "src"):
            if name in attrs:
                self.links.append(attrs[name])
        if tag == "a":
            self._link = [attrs.get("href", ""), attrs.get("aria-label") or attrs.get("title") or ""]
        if tag == "script":
            self._json = attrs.get("type") == "application/json"
        if tag == "img":
            self.images.append(attrs)
        if tag == "svg":
            self.graphs.append(attrs)

    def handle_data(self, data):
        if self._link:
            self._link[1] += data
        if self._json:
            trace = json.loads(data)
            self.steps[trace.get("id")] = len(trace.get("steps", []))

    def handle_endtag(self, tag):
        self._json = False
        if tag == "a" and self._link:
            self.links.append(("글", *self._link))
            self._link = None

    @property
    def targets(self):
        return [link for link in self.links if isinstance(link, str)]

    @property
    def words(self):
        return [link[1:] for link in self.links if not isinstance(link, str)]


def read(path):
    return Page(path.read_text(encoding="utf8"))


def broken(page, path, site=SITE, others=None):
    """닿지 않는 안쪽 링크입니다. 바깥 주소는 보지 않습니다."""
    others = {} if others is None else others
    for target in page.targets:
        parts = urlsplit(target)
        if parts.scheme or parts.netloc:
            continue
        there = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
        if there.is_dir():
            there /= "index.html"
        if not there.exists() or not there.is_relative_to(site.resolve()):
            yield f"없는 파일: {target}"
        elif parts.fragment and there.suffix == ".html":
            if there not in others:
                others[there] = read(there)
            if not arrives(parts.fragment, others[there]):
                yield f"없는 자리: {target}"


def arrives(fragment, page):
    """쪽에 그 자리가, 걸음의 주소(#step=이름&k=7)라면 그 걸음이 있는지 봅니다."""
    address = parse_qs(fragment)
    if "step" in address:
        return 1 <= int(address["k"][0]) <= page.steps[address["step"][0]]
    return unquote(fragment) in page.ids


def unnamed(page):
    """글이 없는 그림입니다."""
    for image in page.images:
        if "alt" not in image:
            yield f"alt가 없는 그림: {image.get('src')}"
        elif len(image["alt"] or "") > LONGEST_ALT:
            yield f"alt가 {len(image['alt'])}자: {image['alt']}"
    for graph in page.graphs:
        decoration = graph.get("aria-hidden") == "true" or graph.get("role") == "presentation"
        if not decoration and not (graph.get("aria-label") or graph.get("aria-labelledby")):
            yield f"이름이 없는 svg: {graph}"


def test_the_book_was_built():
    if not PAGES:
        pytest.skip("링크 시험: 지은 책이 없습니다(make book)")


@every_page
def test_every_internal_link_arrives(path):
    assert list(broken(read(path), path)) == []


@every_page
def test_every_id_is_there_once(path):
    assert [name for name, times in read(path).ids.items() if times > 1] == []


@every_page
def test_every_picture_has_words(path):
    assert list(unnamed(read(path))) == []


@every_page
def test_link_words_say_where_they_go(path):
    vague = {"", "여기", "이곳", "링크", "클릭", "이 문서"}
    assert [link for link in read(path).words if link[0] and link[1].strip() in vague] == []


@every_page
def test_no_link_is_inside_a_link(path):
    soup = BeautifulSoup(path.read_text(encoding="utf8"), "html.parser")
    assert [str(link) for link in soup.select("a a")] == []


# ── 시험을 시험합니다 ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def site(tmp_path):
    trace = '<script type="application/json">{"id": "t-1", "steps": [1, 2]}</script>'
    (tmp_path / "b.html").write_text(f'<h1 id="가">나</h1>{trace}', encoding="utf8")
    return tmp_path


@pytest.mark.parametrize(
    ("html", "caught"),
    [
        ('<a href="b.html#가">나</a>', False),
        ('<a href="b.html#%EA%B0%80">나</a>', False),
        ('<a href="#다">다</a><p id="다">', False),
        ('<a href="https://example.org/x#y">밖</a>', False),
        ('<a href="b.html#step=t-1&amp;k=2&amp;v=1">둘째 걸음</a>', False),
        ('<a href="b.html#step=t-1&amp;k=3&amp;v=1">없는 걸음</a>', True),
        ('<a href="b.html#step=t-2&amp;k=1&amp;v=1">없는 걸음보기</a>', True),
        ('<a href="b.html#나">나</a>', True),
        ('<a href="c.html">다</a>', True),
        ('<img src="c.png" alt="다">', True),
        ('<a href="#없음">다</a>', True),
        ('<a href="../b.html">밖의 파일</a>', True),
    ],
)
def test_broken_links_are_found(site, html, caught):
    path = site / "a.html"
    path.write_text(html, encoding="utf8")
    assert bool(list(broken(read(path), path, site))) == caught


@pytest.mark.parametrize(
    ("html", "caught"),
    [
        ('<img src="a.png" alt="세 잎이 뿌리에서 만나는 그래프">', False),
        ('<img src="a.png" alt="">', False),
        ('<img src="a.png">', True),
        (f'<img src="a.png" alt="{"가" * 81}">', True),
        ('<svg role="img" aria-label="그래프"></svg>', False),
        ('<svg aria-hidden="true"></svg>', False),
        ("<svg></svg>", True),
    ],
)
def test_pictures_without_words_are_found(html, caught):
    assert bool(list(unnamed(Page(html)))) == caught
