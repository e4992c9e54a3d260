"""부록의 쪽에서 `{{이름}}` 줄을 자료에서 지은 Markdown으로 바꿉니다. 손으로 옮겨 적은 것은 없습니다.
모든 쪽에서 ‘3.2절’은 그 절로, 다른 장의 ‘그림 3-2의 걸음 26’은 그 걸음으로 가는 링크가 됩니다.
없는 절이나 걸음이면 글로 남습니다.

{{용어집}}  book/_data/words.yml      {{대조표}}  book/_data/torch.yml
{{오류}}    engine.errors.appendix
"""

import json
import re
from itertools import groupby, pairwise
from pathlib import Path

import nbformat
import yaml
from docutils import nodes
from myst_parser.mdit_to_docutils.base import default_slugify

from engine.errors import appendix

BOOK = Path(__file__).resolve().parents[1]
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
LATIN = "A–Z"
PLAIN = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")
STEP = r"그림 (?P<figure>(?P<chapter>\d+)-\d+)의 걸음 (?P<step>\d+)"
PLACE = re.compile(rf"(?<![\d.])\d+\.\d+절|{STEP}")


def data(name):
    return yaml.safe_load((BOOK / "_data" / name).read_text(encoding="utf8"))


# ── 장과 절 ─────────────────────────────────────────────────────────────────────────────────


def chapters():
    """있는 장의 노트북입니다: 번호 → 경로"""
    return {int(path.name[:2]): path for path in sorted(BOOK.glob("[0-9][0-9]_*.ipynb"))}


def sections(chapter):
    """장의 절입니다: ‘1.2’ → (제목, 글). 첫 절 앞의 글은 ‘1’입니다."""
    if chapter not in chapters():
        return {}
    cells = nbformat.read(chapters()[chapter], as_version=4).cells
    text = "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")
    found = {str(chapter): ("", re.split(r"^## ", text, maxsplit=1, flags=re.M)[0])}
    for part in re.split(r"^## ", text, flags=re.M)[1:]:
        title, _, body = part.partition("\n")
        number = re.match(r"\d+\.\d+", title)
        found[number[0] if number else title] = title, body
    return found


def steppers(chapter):
    """장의 걸음보기입니다: ‘3-2’ → 기록. 그림의 번호는 바로 뒤의 칸에 있습니다."""
    if chapter not in chapters():
        return {}
    found = {}
    for cell, after in pairwise(nbformat.read(chapters()[chapter], as_version=4).cells):
        outputs = "".join(str(output.get("data", {}).get("text/html")) for output in cell.get("outputs", []))
        trace = re.search(r'<script type="application/json">(.*?)</script>', outputs, re.S)
        figure = re.match(r"\*\*그림 (\d+-\d+)\.\*\*", after.source)
        if trace and figure:
            found[figure[1]] = json.loads(trace[1])
    return found


def place(number):
    """절을 가리키는 Markdown입니다. 아직 없는 장이면 링크가 아닌 글입니다."""
    chapter, _, section = str(number).partition(".")
    words = f"{number}절" if section else f"{chapter}장"
    path = chapters().get(int(chapter))
    if not path or str(number) not in sections(int(chapter)):
        return words
    title, _ = sections(int(chapter))[str(number)]
    return f"[{words}]({path.name}{'#' + default_slugify(title) if title else ''})"


# ── 쪽마다 ──────────────────────────────────────────────────────────────────────────────────


def anchor(entry):
    return "word-" + re.sub(r"[^a-z]+", "-", entry["english"].lower()).strip("-")


def initial(word):
    """첫 닿소리: ‘텐서’ → ㅌ"""
    if not "가" <= word[0] <= "힣":
        return LATIN
    return INITIALS[(ord(word[0]) - ord("가")) // 588].translate(PLAIN)


def order(entry):
    """가나다 다음에 알파벳입니다."""
    letter = initial(entry["word"])
    return letter == LATIN, letter, entry["word"]


def glossary():
    words = sorted(data("words.yml"), key=order)
    lines = []
    for letter, entries in groupby(words, key=lambda entry: initial(entry["word"])):
        lines += [f"## {letter}", ""]
        for entry in entries:
            english = "" if entry["english"] == entry["word"] else f" {entry['english']}"
            lines += [
                f"[**{entry['word']}**]{{#{anchor(entry)}}}{english}",
                f": {entry['meaning']}\n  {place(entry['in'])}에서 처음 설명합니다.",
                "",
            ]
    return "\n".join(lines)


def english_index():
    """영어에서 찾는 차례입니다."""
    words = sorted(data("words.yml"), key=lambda entry: entry["english"].lower())
    lines = [f"- [{e['english']}](#{anchor(e)}): {e['word']}" for e in words]
    return "\n".join([":::{div} english-index", *lines, ":::"])


def torch_table():
    names = data("torch.yml")
    groups = names["같은 이름"] | {"2부부터 쓰는 이름": names["2부부터 쓰는 이름"]}
    lines = []
    for group, rows in groups.items():
        lines += [f"## {group}", "", "| PyTorch와 이 엔진 | 하는 일 |", "|---|---|"]
        lines += [f"| `{shown(name)}` | {what} |" for name, what in rows.items()]
        lines.append("")
    lines += ["## 우리 엔진에만 있는 것", "", "| 이 엔진 | 하는 일 |", "|---|---|"]
    lines += [f"| `engine.{name}` | {what} |" for name, what in names["우리 엔진에만"].items()]
    return "\n".join(lines)


def shown(name):
    """텐서의 속성은 x.grad처럼, 노드의 속성은 x.grad_fn.name처럼, 함수는 torch나 engine 뒤에 적는 이름으로 적습니다."""
    return re.sub(r"^Tensor\.", "x.", re.sub(r"^autograd\.graph\.Node\.", "x.grad_fn.", name))


# 오류 글 속의 코드입니다: x.detach(), requires_grad=True. 터미널에 적는 글이라 코드에 표시가 없습니다.
# Markdown에서 뜻이 있는 글자 앞에는 \\가 붙어 있습니다. 이름 하나(dtype)는 글로 둡니다.
ARGUMENTS = r"\((?!으\))(?:[^()]|\([^()]*\))*\)"
PARTS_OF_CODE = rf"(?:[A-Za-z0-9⟨⟩]|\\?_|\.(?=[A-Za-z⟨\\])|{ARGUMENTS}|\\\[[^]]*\])*"
CODE = re.compile(rf"(?<![\w⟨`\\])(?:[a-z] = |⟨\w+⟩(?=\.))?\.?(?:\\_)*[A-Za-z]{PARTS_OF_CODE}(?:=(?:\"[^\"]*\"|'[^']*'|{PARTS_OF_CODE}))?")


def mark_code(found):
    text = re.sub(r"\\(.)", r"\1", found[0])
    return f"`{text}`" if set("._([=") & set(text) else found[0]


def errors():
    """오류 글의 사전입니다. 코드에 표시를 합니다. 장만 적은 것은 아직 쓰지 않은 장이라 준비 중이라고 적습니다."""
    text = re.sub(r"^(?:###|- 까닭|- 해 볼 일|\*\*).*", lambda line: CODE.sub(mark_code, line[0]), appendix.markdown(),
                  flags=re.M)
    return re.sub(r"(?<=· 설명: )\d+장$", r"\g<0> (준비 중)", text, flags=re.M)


PARTS = {"용어집": glossary, "영어 차례": english_index, "대조표": torch_table, "오류": errors}


def fill(app, docname, source):
    if "{{" in source[0]:   # 장이나 자료가 바뀌면 이 쪽도 다시 짓습니다.
        for path in [*chapters().values(), *(BOOK / "_data").glob("*.yml")]:
            app.env.note_dependency(str(path))
    for found in re.finditer(STEP, source[0]):
        if path := chapters().get(int(found["chapter"])):
            app.env.note_dependency(str(path))
    source[0] = re.sub(r"^\{\{(.+)\}\}$", lambda m: PARTS[m[1]](), source[0], flags=re.M)


def name_places(app, doctree):
    """[텐서](glossary.md#word-tensor)로도 갈 수 있게, 낱말의 자리를 그 쪽의 이름표에 적습니다."""
    slugs = app.env.metadata[app.env.docname].setdefault("myst_slugs", {})
    for name, identifier in doctree.nameids.items():
        if identifier and name.startswith(("word-", "error-")):
            slugs[name] = (1, identifier, name)


def link_places(app, doctree, docname):
    """글 속의 ‘3.2절’과 ‘그림 3-2의 걸음 26’을 링크로 바꿉니다."""
    places = {}
    for doc, metadata in app.env.metadata.items():
        for _, identifier, title in metadata.get("myst_slugs", {}).values():
            if number := re.match(r"\d+\.\d+(?= )", title):
                places[f"{number[0]}절"] = doc, identifier
    for text in list(doctree.findall(nodes.Text)):
        if inside(text, nodes.literal, nodes.literal_block, nodes.reference, nodes.title):
            continue
        words, new, end = text.astext(), [], 0
        for found in PLACE.finditer(words):
            doc, identifier = step(found, docname) if found["step"] else places.get(found[0], (None, None))
            if doc:
                uri = app.builder.get_relative_uri(docname, doc) + f"#{identifier}"
                new += [nodes.Text(words[end:found.start()]),
                        nodes.reference("", found[0], refuri=uri, internal=True)]
                end = found.end()
        if new:
            text.parent.replace(text, [*new, nodes.Text(words[end:])])


def step(found, docname):
    """걸음이 있는 쪽과 주소입니다. 걸음보기는 쪽이 열릴 때만 주소를 읽으므로, 같은 쪽이면 없습니다."""
    chapter = int(found["chapter"])
    trace = steppers(chapter).get(found["figure"])
    if not trace or chapters()[chapter].stem == docname:
        return None, None
    return chapters()[chapter].stem, f"step={trace['id']}&k={found['step']}&v={trace['v']}"


def inside(node, *kinds):
    while node := node.parent:
        if isinstance(node, kinds):
            return True
    return False


def setup(app):
    app.connect("doctree-resolved", link_places)
    app.connect("source-read", fill)
    app.connect("doctree-read", name_places)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
