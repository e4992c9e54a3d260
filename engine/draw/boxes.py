"""상자의 글을 graphviz의 표로 적습니다. graphviz는 한글을 좁게 세므로 칸의 너비를 직접 줍니다."""

from html import escape
from unicodedata import east_asian_width

from ..graph import NO_GRAD
from .layout import effort, tagged

# 글자 모양: (글꼴, 크기, 굵게, 옅게). 코드는 글자 너비가 일정한 글꼴이라 자리를 셀 수 있습니다.
_TEXT = {
    "op": ("Courier", 13, False, False),
    "name": ("Courier", 14, True, False),
    "value": ("Courier", 13, False, False),
    "soft": ("Courier", 13, False, True),
    "word": ("Arial", 12, False, True),
    "off": ("Arial", 12, False, True),      # 아직 없음: 0과 헷갈리지 않게 점선 테두리를 두릅니다.
    "tag": ("Arial", 12, False, True),
}
_SOFT, _OFF = "#808080", "#6b7280"          # SVG에서 CSS 클래스로 바꿀 자리 표시입니다.


def dot_source(graph, direction):
    """graphviz에 줄 글입니다."""
    lines = ["digraph {", *effort(len(graph.nodes)), f"rankdir={direction} bgcolor=transparent nodesep=0.25 ranksep=0.4",
             'node [shape=box style=rounded margin="0.17,0.1"]', "edge [arrowsize=0.7]"]
    for node in graph.nodes:
        kind = node.kind + " root" * node.root + " later" * bool(node.layer)
        lines.append(f'{node.key} [id="{node.key}" class="{kind}" label=<{_label(node)}>]')
    constants = {node.key for node in graph.nodes if node.kind == "constant"}
    tags = tags_of(graph)
    for edge in graph.edges:
        kind = ' class="constant"' * (edge.source in constants)
        source = edge.source
        if edge.key in tags:
            source, line = name_tag(source, edge.key, tags[edge.key])
            lines.append(line)
        lines.append(f'{source} -> {edge.target} [id="{edge.key}"{kind}]')
    lines += [f'{source} -> {target} [id="{source}={target}" class="shared" dir=none label=<{_cut()}>]'
              for source, target in graph.shared]
    return "\n".join([*lines, "}", ""])


def tags_of(graph):
    """상자 대신 이름표를 달 간선의 열쇠 → 이름표의 글입니다."""
    names = {node.key: node.name or node.op or node.key for node in graph.nodes}
    keys = tagged(len(graph.nodes), [(edge.key, edge.source) for edge in graph.edges])
    return {edge.key: names[edge.source] for edge in graph.edges if edge.key in keys}


def name_tag(source, edge, name):
    """간선 곁에 달, 나온 노드의 이름표입니다. (graphviz에서 부를 이름, 그것을 만드는 줄)을 돌려줍니다."""
    key, name = f'"{source}@{edge}"', printable(name)
    label = cell("name", name, text_width("name", name))
    return key, (f'{key} [id={key} class="tag" shape=plain label=<<TABLE BORDER="0" CELLBORDER="0" '
                 f'CELLPADDING="0"><TR>{label}</TR></TABLE>>]')


def _cut():
    """detach가 끊은 자리의 표시입니다."""
    return f'<FONT FACE="Arial" POINT-SIZE="12" COLOR="{_SOFT}">✂ 값만 함께 씀</FONT>'


def _rows(node):
    """상자에 적을 줄. 한 줄은 (글자 모양, 글) 조각의 목록입니다."""
    result = [("name", node.name)] if node.name else []
    if node.value is not None:
        result += [("soft", "=")] * bool(result) + [("value", node.value)]
    elif node.shape is not None:
        result.append(("soft", str(node.shape)))
    if node.dtype not in (None, "float32"):
        result.append(("soft", node.dtype))
    kinds = ["뿌리" * node.root, {"leaf": "잎", "constant": "상수"}.get(node.kind)]
    rows = [[("op", node.op)]] * bool(node.op) + [result] * bool(result)
    rows[-1] = rows[-1] + [("tag", " · ".join(filter(None, kinds)))] * any(kinds)
    if node.grad is not None:
        style = "off" if node.grad == NO_GRAD else "value"
        text = f"\u00a0{node.grad}" if style == "off" else node.grad
        rows.append([("soft", ".grad"), (style, text)])
    if node.saved:
        rows.append([("word", "저장"), ("value", ", ".join(node.saved))])
    if node.saved_state:
        rows.append([("word", "저장"), ("off", f"\u00a0{node.saved_state}")])
    if node.version is not None:
        rows.append([("word", f"버전 {node.version}")])
    rows += [[("word", f"상수 입력 {node.constants}개")]] * bool(node.constants)
    rows += [[("word", f"생략한 입력 {node.hidden}개")]] * bool(node.hidden)
    return rows


def _label(node):
    """줄마다 표 하나. graphviz는 한글을 좁게 세므로 조각마다 칸의 너비를 직접 줍니다."""
    rows = [[(style, printable(text)) for style, text in row] for row in _rows(node)]
    widths = [[text_width(*run) for run in row] for row in rows]
    for row, width in zip(rows, widths, strict=True):
        for i, (style, _) in enumerate(row[1:]):
            width[i] += 16 if style == "tag" else 7
    total = max(map(sum, widths))
    table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
    lines = (f"<TR><TD>{table}<TR>{_cells(row, width, total)}</TR></TABLE></TD></TR>"
             for row, width in zip(rows, widths, strict=True))
    return f"{table}{''.join(lines)}</TABLE>".replace('SPACING="0"', 'SPACING="2"', 1)


def _cells(row, widths, total):
    """줄의 너비를 `total`로 맞춥니다. 꼬리표는 오른쪽 끝에, 나머지는 왼쪽에 붙습니다."""
    cells = [cell(*run, width) for run, width in zip(row, widths, strict=True)]
    blank = f'<TD WIDTH="{total - sum(widths)}"></TD>'
    cells.insert(len(cells) - (row[-1][0] == "tag"), blank)
    return "".join(cells)


def cell(style, text, width):
    """글 한 조각의 칸입니다. style은 _TEXT의 이름입니다."""
    face, size, bold, soft = _TEXT[style]
    if not text.isascii():          # 한글의 너비를 코드 글꼴로 세면 세 배로 셉니다.
        face = "Arial"
    text = escape(text).replace("\\", r"\\")     # graphviz는 \N을 노드 이름으로 바꿉니다.
    text = f"<B>{text}</B>" if bold else text
    color = f' COLOR="{_SOFT}"' if soft else ""
    border = f' BORDER="1" STYLE="ROUNDED,DASHED" COLOR="{_OFF}"' if style == "off" else ""
    return (f'<TD ALIGN="LEFT" WIDTH="{width}" HEIGHT="18"{border}>'
            f'<FONT FACE="{face}" POINT-SIZE="{size}"{color}>{text}</FONT></TD>')


def text_width(style, text):
    """글 한 조각의 너비입니다. 한글은 두 배로 셉니다."""
    wide = sum(east_asian_width(c) in "WF" for c in text)
    face, size, *_ = _TEXT[style]
    return round(size * (wide + (0.61 if face == "Courier" else 0.56) * (len(text) - wide)))


def printable(text):
    """눈에 보이는 글자만, 마흔 자까지 남깁니다."""
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= 40 else text[:39] + "…"
