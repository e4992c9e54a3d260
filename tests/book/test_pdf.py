"""책을 인쇄한 PDF를 봅니다: 장마다 새 쪽에서 시작하고, 글이 뽑히고, 책갈피와 링크가 이어집니다."""

import html
import re
import shutil
import subprocess
import sys
from collections import namedtuple
from itertools import chain, pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
TOOL = ROOT / "book" / "_tools" / "pdf.py"
CHROMIUM = "chromium", "chromium-browser", "google-chrome"
PRESSED = {"풀이 보기", "코드 펼치기", "펼치기", "접기", "0장부터 읽기", "다음", "한 걸음 뒤로"}
FOOT = 60                # pt. 쪽 번호와 장의 제목이 이보다 아래에 있습니다.
MARKS = "①②③④"
ANSWERS = "물음의답"
NODE = re.compile(r"\s*[A-Z]\w+Backward0\s*")      # 그래프의 노드에 적은 함수 이름
LEGIBLE = 6.8            # pt. 종이보다 넓은 그래프는 폭에 맞추어 조금 줄어듭니다.
EMPTIEST = 0.4           # 장의 마지막이 아닌 쪽은 글이 적어도 여기까지 내려옵니다.

Page = namedtuple("Page", "body foot filled nodes")


def make(pdf, **options):
    return subprocess.run([sys.executable, TOOL, pdf], capture_output=True, text=True, **options)


@pytest.fixture(scope="module", autouse=True)
def tools():
    for name in ("playwright", "pypdf"):
        pytest.importorskip(name, reason=f"PDF 시험: {name}가 없습니다")


@pytest.fixture(scope="module")
def chromium():
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    return found or pytest.skip("PDF 시험: Chromium이 없습니다")


@pytest.fixture(scope="module")
def reader(chromium, tmp_path_factory):
    import pypdf
    if shutil.which("fc-list") and not subprocess.run(["fc-list", ":lang=ko"], capture_output=True).stdout:
        pytest.skip("PDF 시험: 한글 글꼴이 없습니다")
    path = tmp_path_factory.mktemp("pdf") / "book.pdf"
    done = make(path)
    assert done.returncode == 0, done.stderr
    return pypdf.PdfReader(path)


@pytest.fixture(scope="module")
def pages(reader):
    """쪽마다 본문과 꼬리의 글, 글이 내려온 깊이(0~1), 함수 이름의 크기(pt)입니다."""
    return [read(page) for page in reader.pages]


def read(page):
    body, foot, lowest, nodes, height = [], [], [], [], float(page.mediabox.height)

    def visit(text, outer, inner, font, size):
        y = inner[4] * outer[1] + inner[5] * outer[3] + outer[5]
        (body if y > FOOT else foot).append(text)
        if text.strip() and y > FOOT:
            lowest.append(y)
        if NODE.fullmatch(text):
            nodes.append(size * inner[0] * outer[0])

    page.extract_text(visitor_text=visit)
    return Page("".join(body), "".join(foot), 1 - min(lowest, default=height) / height, nodes)


@pytest.fixture(scope="module")
def articles(reader):
    """차례대로 늘어놓은 쪽의 본문(HTML)입니다."""
    import pdf
    return [re.search(r"(?s)<article.*</article>", (SITE / f"{name}.html").read_text(encoding="utf8"))[0]
            for name in pdf.contents()]


def squeezed(text):
    """낱말 사이의 빈칸은 PDF에서 글을 뽑을 때 달라집니다."""
    return re.sub(r"\s", "", text)


def plain(markup):
    return squeezed(html.unescape(re.sub(r"<[^>]*>|\\[()]", "", markup)))


def headings(article, level):
    return [plain(title) for title in re.findall(rf'(?s)<h{level}>(.*?)<a class="headerlink"', article)]


def chapters(reader):
    """책갈피의 장마다 (제목, 시작하는 쪽의 번호)입니다."""
    return [(squeezed(mark.title), reader.get_destination_page_number(mark))
            for mark in reader.outline if not isinstance(mark, list)]


def flat(marks):
    for mark in marks:
        if isinstance(mark, list):
            yield from flat(mark)
        else:
            yield squeezed(mark.title)


def links(reader):
    """링크마다 (걸린 쪽의 번호, 링크)입니다."""
    for at, page in enumerate(reader.pages):
        for note in page.get("/Annots", ()):
            if note.get_object()["/Subtype"] == "/Link":
                yield at, note.get_object()


def questions(article):
    """보기가 있는 물음마다 보기의 (글, 첫 수식 앞까지의 답)을 늘어놓은 것입니다."""
    found = re.findall(r"(?s)<details>\s*<summary>(.*?)</summary>(.*?)</details>", article)
    choices = [(plain(text), plain(answer.partition(r"\(")[0])) for text, answer in found if text[0] in MARKS]
    starts = [at for at, (text, _) in enumerate(choices) if text[0] == "①"]
    return [choices[start:end] for start, end in pairwise([*starts, len(choices)])]


def test_every_chapter_starts_on_a_page_with_its_title(reader, pages, articles):
    titles = [headings(article, 1)[0] for article in articles]
    assert [title for title, _ in chapters(reader)] == titles
    starts = [start for _, start in chapters(reader)]
    assert starts[0] == 0
    assert all(one < other for one, other in pairwise(starts))
    for title, start in chapters(reader):
        assert squeezed(pages[start].body).startswith(title)


def test_the_table_of_names_is_one_sheet(reader):
    starts = dict(pairwise(start for _, start in chapters(reader)))
    start, = (start for title, start in chapters(reader) if title.endswith("대조표"))
    assert starts[start] == start + 1


def test_every_heading_is_a_bookmark_once(reader, articles):
    everything = "".join(articles)
    for level in (2, 3):
        assert headings(everything, level)
    found = [[plain(title) for title in re.findall(r'(?s)<h[1-6]>(.*?)<a class="headerlink"', article)]
             + [ANSWERS] * bool(questions(article)) for article in articles]
    found[0].insert(-1, "부록")
    assert list(flat(reader.outline)) == list(chain.from_iterable(found))


def test_every_page_has_its_number_and_the_title_of_its_chapter(reader, pages):
    starts = [*chapters(reader), (None, len(pages))]
    for (title, start), (_, end) in pairwise(starts):
        for at in range(start, end):
            assert squeezed(pages[at].foot).startswith(f"{at + 1}{title}")


def test_the_file_says_its_name_and_language_and_carries_its_fonts(reader):
    assert reader.metadata.title.startswith("한 걸음씩 보는 autograd")
    assert reader.metadata.author == "『한 걸음씩 보는 autograd』 지은이들"
    assert reader.root_object["/Lang"] == "ko"
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():
            font = font.get_object()
            if font["/Subtype"] == "/Type0":
                font = font["/DescendantFonts"][0].get_object()
            carried = font["/Subtype"] == "/Type3" or {"/FontFile2", "/FontFile3"} & set(font["/FontDescriptor"])
            assert carried, font


def test_steppers_print_their_key_frames_and_nothing_to_press(pages, articles):
    frames = [re.findall(r"<figcaption>(.*?)</figcaption>", article) for article in articles]
    frames[0] = frames[0][-1:]          # 첫 쪽은 마지막 걸음만 인쇄합니다.
    captions = [plain(caption) for each in frames for caption in each]
    assert len(captions) > 20
    whole = squeezed("".join(page.body for page in pages))
    assert [caption for caption in captions if caption not in whole] == []
    lines = {line.strip() for page in pages for line in page.body.splitlines()}
    assert lines & PRESSED == set()


def test_graphs_are_as_legible_in_steppers_as_in_drawings(pages):
    sizes = [size for page in pages for size in page.nodes]
    assert len(sizes) > 100
    assert min(sizes) >= LEGIBLE
    assert max(sizes) / min(sizes) < 1.4


def test_the_first_page_does_not_talk_to_a_screen(pages):
    first = squeezed(pages[0].body)
    assert "고등학교수학과파이썬조금이면읽을수있습니다." in first
    assert "눌러" not in first
    assert "이쪽에서이어읽습니다" not in first


def test_the_contents_tell_the_page_of_every_chapter_and_appendix(reader, pages):
    rest = chapters(reader)[1:]
    contents = squeezed("".join(page.body for page in pages[:rest[0][1]]))
    assert re.search("".join(rf"{re.escape(title)}\D*?{start + 1}" for title, start in rest), contents)


def test_a_question_and_its_choices_stay_on_a_page(pages, articles):
    bodies = [squeezed(page.body) for page in pages]
    asked = [question for article in articles for question in questions(article)]
    assert len(asked) > 20
    for question in asked:
        choices = "".join(text for text, _ in question)
        assert any(choices in body and not body.startswith("①") for body in bodies), choices


def test_answers_stand_at_the_end_of_the_chapter(reader, pages, articles):
    starts = [*(start for _, start in chapters(reader)), len(pages)]
    for article, (start, end) in zip(articles, pairwise(starts), strict=True):
        text, _, answers = "".join(squeezed(page.body) for page in pages[start:end]).rpartition(ANSWERS)
        for mark, answer in ((text[0], answer) for question in questions(article) for text, answer in question):
            assert mark + answer in answers
            assert answer not in text


def test_a_question_and_its_answers_tell_the_page_of_each_other(reader, pages):
    to = {name: reader.get_destination_page_number(place) for name, place in reader.named_destinations.items()}
    there = {note["/Dest"]: at for at, note in links(reader) if re.search(r":answer-\d+$", note.get("/Dest", ""))}
    assert len(there) > 20
    for answer, asked in there.items():
        question = answer.replace(":answer-", ":question-")
        assert to[question] == asked
        assert f"답은{to[answer] + 1}쪽에있습니다." in squeezed(pages[asked].body)
        assert f"({asked + 1}쪽)" in squeezed(pages[to[answer]].body)


def test_a_page_printed_alone_tells_only_the_answers_the_reader_opened(chromium):
    from playwright.sync_api import sync_playwright
    with sync_playwright() as playwright, playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"]) as browser:
        page = browser.new_page()
        page.goto((SITE / "02_tensors_and_graph.html").as_uri())
        page.locator("details:not([class])").first.evaluate("choice => choice.open = true")
        page.emulate_media(media="print")
        opened, *closed, code = page.locator("details:not([class])").evaluate_all(
            "all => all.map(it => it.scrollHeight > 1.2 * it.firstElementChild.offsetHeight)")
    assert opened
    assert closed
    assert not any(closed)
    assert code


def test_links_move_inside_the_book_and_addresses_are_printed(reader, pages, articles):
    outside = {html.unescape(href) for article in articles
               for href in re.findall(r'class="reference external" href="([^"]*)"', article)}
    assert outside
    whole = squeezed("".join(page.body for page in pages))
    assert [href for href in outside if f"({href})" not in whole] == []
    found = [note for _, note in links(reader)]
    assert {str(note["/A"]["/URI"]) for note in found if "/A" in note} == outside
    inside = [note["/Dest"] for note in found if "/Dest" in note]
    assert len(inside) >= len(re.findall('class="reference internal" href="', "".join(articles)))
    assert set(inside) <= set(reader.named_destinations)


def test_no_page_is_nearly_empty(reader, pages):
    last = {start - 1 for _, start in chapters(reader)} | {len(pages) - 1}
    assert [(at + 1, page.filled) for at, page in enumerate(pages)
            if page.filled < EMPTIEST and at not in last] == []


def test_without_chromium_three_lines_tell_and_the_last_book_stays(tmp_path):
    old = tmp_path / "book.pdf"
    old.write_text("지난번 책")
    done = make(old, env={"PATH": "", "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "none")})
    assert done.returncode == 1
    what, why, cure = done.stderr.splitlines()
    assert "(Chromium failed to print)" in what
    assert why.startswith("까닭: ")
    assert cure.startswith("해 볼 일: ")
    assert [path.name for path in tmp_path.iterdir()] == ["book.pdf"]
    assert old.read_text() == "지난번 책"


def test_a_book_not_yet_built_is_told(tmp_path, monkeypatch):
    import pdf
    monkeypatch.setattr(pdf, "HTML", tmp_path)
    monkeypatch.setattr(sys, "argv", ["pdf.py", str(tmp_path / "book.pdf")])
    with pytest.raises(SystemExit) as stopped:
        pdf.main()
    what, why, cure = stopped.value.code.splitlines()
    assert "index.html" in what
    assert why.startswith("까닭: 책을 아직 짓지 않았거나")
    assert "make book" in cure
    assert list(tmp_path.iterdir()) == []
