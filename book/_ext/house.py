"""지은 책이 스스로 서게 합니다: 바깥에서 아무것도 받지 않고, 쓰지 않는 것은 싣지 않고, 한국어로 말합니다."""

import os
import re
import shutil
from importlib.util import find_spec
from pathlib import Path

from docutils import nodes
from sphinx.util.fileutil import copy_asset

from engine.stepper.html import classic_script, player_css

# 꾸러미는 24 MB. 수식을 그리는 데 드는 것만 옮깁니다.
MATHJAX = ["tex-chtml.js", "input/tex/extensions", "output/chtml/fonts/woff-v2"]

# fontawesome.js는 1.5 MB입니다. 아이콘은 같은 꾸러미의 글꼴과 CSS만으로 나옵니다.
# 찾기는 search.py의 것을 씁니다.
UNUSED = ["scripts/fontawesome.js", "**/*.map", "**/*.ttf", "locales",
          "searchtools.js", "language_data.js"]

# 테마의 번역 목록에 한국어가 없거나, 틀 안에 영어로 박혀 있는 말.
PAGE = [
    (r"<script src=\"[^\"]*(searchtools|language_data|searchindex)\.js[^\"]*\"></script>\n?", ""),
    (r"<script defer src=\"[^\"]*fontawesome\.js[^\"]*\"></script>\n?", ""),
    (r"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1(\.0)?\" />", ""),    # 테마의 것이 하나 더 있습니다.
    (r">Skip to main content<", ">본문으로 건너뛰기<"),
    (r"\"Color mode\"", '"밝게/어둡게"'),
    (r"title=\"Light\"", 'title="밝게"'),
    (r"title=\"Dark\"", 'title="어둡게"'),
    (r"title=\"System Settings\"", 'title="시스템 설정대로"'),
    (r"\"Toggle primary sidebar\"", '"책의 차례"'),
    (r"\"Toggle secondary sidebar\"", '"차례"'),
    # 이름은 보이는 글입니다: 코드 펼치기, 책에서 찾기
    (r"<summary aria-label=\"Toggle hidden content\">", "<summary>"),
    (r"(search-button-field[^>]*) aria-label=\"검색\"", r"\1"),
    (r"<div (id=\"pst-primary-sidebar\")", r'<div role="banner" \1'),    # 로고와 찾기가 든 머리
    (r"<header id=\"pst-header\"", '<header role="none" id="pst-header"'),    # 테마의 머리는 비어 있습니다.
    (r"title=\"Link to this heading\"", 'title="이 제목의 주소"'),
    (r"title=\"previous page\"", 'title="이전 쪽"'),
    (r"title=\"next page\"", 'title="다음 쪽"'),
    (r"aria-label=\"Main\"", 'aria-label="책의 차례"'),
    (r"aria-label=\"Page\"", 'aria-label="차례"'),
    (r"aria-label=\"Version warning\"", 'aria-label="판 알림"'),
    (r"> Table of contents <", "> 차례 <"),
    (r"(title=|aria-label=)\"검색\"", r'\1"책에서 찾기"'),
    (r">검색<", ">책에서 찾기<"),
    # 풀이 칸의 접는 단추는 코드가 아니라 풀이를 엽니다.
    (
        r"(tag_solution [^>]*>\s*<details[^>]*>\s*<summary>\s*<p[^>]*>)코드 펼치기(</p>\s*<p[^>]*>)코드 접기",
        r"\1풀이 보기\2풀이 접기",
    ),
    # 첫 그림부터 제 밝기로: 테마는 글을 다 읽은 뒤에야 auto를 푼다.
    (
        r"getItem\(\"theme\"\) \|\| \"auto\"",
        'getItem("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")',
    ),
    (r"data-theme=\"auto\"", 'data-theme="light"'),
]
# ‘detach()를’의 ‘를’ 앞입니다. 브라우저는 이런 기호와 한글 사이에서 줄을 바꿉니다. ‘|◀’는 단추의 이름입니다.
JOINT = re.compile(r"(?<=[^\s\w(\[‘“⟨·-])(?=[가-힣◀])")
COPYBUTTON = [
    (r"'Copy'", "'복사'"),
    (r"'Copy to clipboard'", "'코드 복사'"),
    (r"'Copied!'", "'복사했습니다'"),
    (r"'Failed to copy'", "'복사하지 못했습니다'"),
]


def write_player(app):
    """걸음보기의 재생기를 정적 파일로 내놓습니다. file://에서도 도는 보통 스크립트입니다."""
    static = Path(app.outdir) / "_static"
    static.mkdir(parents=True, exist_ok=True)
    (static / "stepper.js").write_text(classic_script(), encoding="utf8", newline="\n")
    (static / "stepper.css").write_text(player_css(), encoding="utf8", newline="\n")


def add_player(app, page, template, context, doctree):
    """걸음보기가 있는 쪽에만, 쪽마다 한 번 싣습니다."""
    if 'class="ag-stepper"' in context.get("body", ""):
        app.add_css_file("stepper.css")
        app.add_js_file("stepper.js", loading_method="defer")


def name_captions(app, doctree):
    """그림의 제목(‘그림 3-1. …’)을 본문과 달리 보이게 표시해 둡니다."""
    for paragraph in doctree.findall(nodes.paragraph):
        if re.match(r"그림 \d+-\d+\.", paragraph.astext()):
            paragraph["classes"].append("figure-title")


def name_sentences(app, doctree):
    """한글로 시작하는 출력(연습의 채점)은 글이라 줄을 접습니다. 텐서는 칸을 맞추어 둡니다."""
    for output in doctree.findall(nodes.literal_block):
        if "text_plain" in output["classes"] and re.match("[가-힣]", output.astext()):
            output["classes"].append("sentence")


def keep_particles(app, doctree, docname):
    """조사가 홀로 다음 줄로 가지 않게 합니다."""
    for block in doctree.findall(nodes.TextElement):
        if not isinstance(block, nodes.FixedTextElement) and not isinstance(block.parent, nodes.TextElement):
            join(block)


def join(element, before=""):
    """글 속의 JOINT마다 줄을 바꾸지 않는 빈 자리를 둡니다. 수식은 조사와 한 덩어리로 묶습니다(book.css의 .joint, .whole).

    글자(U+2060)를 글에 넣지 않으므로, 베끼거나 찾을 때는 없는 것과 같습니다.
    """
    made = []
    for child in element.children:
        if isinstance(child, nodes.Text):
            if made and isinstance(made[-1], nodes.math) and (word := re.match(r"[가-힣]\S*", child)):
                made[-1] = nodes.inline("", "", made[-1], nodes.Text(word[0]), classes=["whole"])
                before, child = word[0][-1], nodes.Text(child[word.end():])
            first, *rest = JOINT.split(before + child)
            made.append(nodes.Text(first[len(before):]))
            for part in rest:
                made += [nodes.inline(classes=["joint"]), nodes.Text(part)]
        else:
            made.append(child)
            if not isinstance(child, nodes.literal | nodes.math):
                join(child, before)
        before = child.astext()[-1:] or before
    element[:] = made


def finish(app, error):
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    static = out / "_static"
    mathjax = Path(find_spec("sphinx-mathjax-offline").origin).parent / "static/mathjax"
    for part in MATHJAX:
        target = static / "mathjax" / part
        copy_asset(mathjax / part, target if (mathjax / part).is_dir() else target.parent)
    for path in [path for pattern in UNUSED for path in static.glob(pattern)]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    for page in out.glob("*.html"):
        rewrite(page, PAGE)
    rewrite(static / "copybutton.js", COPYBUTTON)


def rewrite(path, table):
    text = before = path.read_text(encoding="utf8")
    for pattern, korean in table:
        text = re.sub(pattern, korean, text)
    if text != before:
        path.write_text(text, encoding="utf8", newline="\n")


def setup(app):
    os.environ["ENGINE_STATIC"] = "1"    # 노트북의 커널이 물려받습니다: 걸음보기는 위젯이 아니라 HTML을 냅니다.
    app.connect("builder-inited", write_player)
    app.connect("doctree-read", name_captions)
    app.connect("doctree-read", name_sentences)
    app.connect("doctree-resolved", keep_particles, priority=900)    # 글을 바꾸는 것(appendix.py)이 다 끝난 뒤
    app.connect("html-page-context", add_player)
    app.connect("build-finished", finish)
    return {"env_version": 2, "parallel_read_safe": True, "parallel_write_safe": True}
