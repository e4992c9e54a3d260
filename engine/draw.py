"""연산 그래프를 그립니다: `draw(loss)` → 밝은 화면과 어두운 화면을 모두 따르는 SVG.

자리는 graphviz가 정하고, 색과 글꼴은 CSS가 정합니다. graphviz는 그릴 때만 불러옵니다.
"""

import hashlib
import os
import re
import shutil
import sysconfig
import threading
from functools import cached_property
from html import escape
from pathlib import Path
from unicodedata import east_asian_width

from . import errors
from .graph import NO_GRAD, caller_names, describe, is_tensor

_LIGHT = "--ag-forward:#1d4ed8;--ag-off:#6b7280"
_DARK = "--ag-forward:#93c5fd;--ag-off:#9ca3af"
# 상자 바탕은 글자색을 옅게 깐 것이라, 어떤 쪽에 놓여도 글자와 대비가 유지됩니다.
_CSS = f"""
.ag-graph{{{_LIGHT};font-family:system-ui,-apple-system,"Apple SD Gothic Neo","Malgun Gothic",
"Noto Sans KR","Noto Sans CJK KR",sans-serif}}
@media (prefers-color-scheme:dark){{.ag-graph{{{_DARK}}}}}
[data-theme=light] .ag-graph,[data-jp-theme-light=true] .ag-graph{{{_LIGHT}}}
[data-theme=dark] .ag-graph,[data-jp-theme-light=false] .ag-graph{{{_DARK}}}
svg.ag-graph:root{{color-scheme:light dark;color:CanvasText}}
.ag-graph text{{fill:currentColor}}
.ag-graph .ag-code{{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",
monospace}}
.ag-graph .ag-soft{{fill-opacity:.75}}
.ag-graph .node>path:first-of-type{{fill:currentColor;fill-opacity:.035;stroke-opacity:.5}}
.ag-graph .root>path:first-of-type{{stroke-width:1.75;stroke-opacity:1}}
.ag-graph .leaf>path:first-of-type{{stroke-width:2.5;stroke-opacity:1}}
.ag-graph .node.constant>path:first-of-type{{fill:none;stroke-dasharray:2 3}}
.ag-graph .ag-off{{stroke:var(--ag-off)}}
.ag-graph .edge path{{stroke:var(--ag-forward);stroke-width:1.5}}
.ag-graph .edge polygon{{stroke:var(--ag-forward);fill:var(--ag-forward)}}
.ag-graph .edge.constant path{{stroke:var(--ag-off);stroke-dasharray:2 3}}
.ag-graph .edge.constant polygon{{stroke:var(--ag-off);fill:var(--ag-off)}}
"""

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

_SMALLEST = 0.7             # 좁은 화면에서 이보다 더 줄이지 않고, 옆으로 밀어 보게 합니다.
_DIRECTIONS = "TB", "BT", "LR", "RL"
_PROGRAM_LOCK = threading.Lock()            # graphviz는 dot의 위치를 전역 변수 하나에 둡니다.

def draw(tensor, *more, names=None, limit=200, direction="TB", dot=None):
    """텐서까지 이어지는 연산 그래프의 그림. 값은 잎에서 뿌리로 화살표를 따라 흐릅니다.

    names      {"w": w}처럼 직접 주는 이름. 나머지는 부른 곳의 변수 이름에서 찾습니다.
    limit      그릴 노드 수. 넘으면 뿌리 쪽만 그리고 그 사실을 적습니다.
    direction  "TB"(위에서 아래), "BT", "LR"(왼쪽에서 오른쪽), "RL"
    dot        쓸 dot 실행 파일. 없으면 환경 변수 ENGINE_DOT, graphviz-pure, dot의 순서로 찾습니다.
    """
    tensors = tensor, *more
    for each in tensors:
        if not is_tensor(each):
            raise errors.NOTHING_TO_DRAW(type=type(each).__name__)
    if direction not in _DIRECTIONS:
        raise errors.UNKNOWN_DIRECTION(direction=repr(direction))
    return Drawing(describe(tensors, caller_names(1, names), limit), direction, dot)


class Drawing:
    """그린 결과. 그린 순간의 그래프를 담으므로, 나중에 값이 바뀌어도 그림은 그대로입니다."""

    def __init__(self, graph, direction="TB", program=None):
        self.graph = graph
        self.dot = _dot_source(graph, direction)
        self._program = program

    @cached_property
    def _layout(self):
        return _run_dot(self.dot, self._program)

    @cached_property
    def svg(self):
        """SVG 글. 그릴 수 없는 환경이면 None이고, 까닭은 `note`에 있습니다."""
        return _tidy_svg(self._layout[0], self.graph) if self._layout[0] else None

    @property
    def note(self):
        """그림과 함께 읽을 문장: 다 그리지 못했거나 아예 그리지 못한 까닭."""
        return " ".join(filter(None, [self.graph.omission, self._layout[1]]))

    def __repr__(self):
        return str(self.graph)

    def _repr_html_(self):
        text = f"<pre>{escape(str(self.graph))}</pre>"
        note = f"<p>{escape(self.note)}</p>" if self.note else ""
        if self.svg is None:
            return text + note
        # 한 쪽에 그림이 여럿이어도 id가 겹치지 않게 합니다. 같은 그림은 언제나 같은 id를 받습니다.
        mark = hashlib.sha256(self.svg.encode()).hexdigest()[:6]
        svg = self.svg.replace(' id="', f' id="g{mark}-')
        # 좁은 화면에서 옆으로 밀어 볼 그림이면 자판으로도 밀 수 있어야 합니다.
        wide = float(re.search(r'viewBox="\S+ \S+ (\S+)', svg)[1]) > 320 / _SMALLEST
        focus = ' tabindex="0" role="group" aria-label="연산 그래프 그림"' if wide else ""
        return (f'<div class="ag-figure"><div style="overflow-x:auto"{focus}>{svg}</div>{note}'
                f'<details class="ag-text"><summary>그래프를 글로 보기</summary>{text}</details></div>')

    def save(self, path):
        """확장자에 따라 .svg(그림), .dot(graphviz 원본), .txt(글)로 저장합니다."""
        suffix = Path(path).suffix
        content = {".dot": self.dot, ".txt": f"{self}\n"}.get(suffix)
        if suffix == ".svg":
            content = self.svg
        if content is None:
            why = self._layout[1] if suffix == ".svg" else "아는 확장자는 .svg, .dot, .txt입니다."
            raise errors.CANNOT_SAVE_DRAWING(path=path, why=why)
        Path(path).write_text(content, encoding="utf-8", newline="\n")


# ── 상자의 글 → DOT ───────────────────────────────────────────────────────────────────

def _dot_source(graph, direction):
    lines = ["digraph {", f"rankdir={direction} bgcolor=transparent nodesep=0.25 ranksep=0.4",
             'node [shape=box style=rounded margin="0.17,0.1"]', "edge [arrowsize=0.7]"]
    for node in graph.nodes:
        kind = node.kind + " root" * node.root
        lines.append(f'{node.key} [id="{node.key}" class="{kind}" label=<{_label(node)}>]')
    constants = {node.key for node in graph.nodes if node.kind == "constant"}
    for edge in graph.edges:
        kind = ' class="constant"' * (edge.source in constants)
        lines.append(f'{edge.source} -> {edge.target} [id="{edge.key}"{kind}]')
    return "\n".join([*lines, "}", ""])


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
    rows += [[("word", f"상수 입력 {node.constants}개")]] * bool(node.constants)
    rows += [[("word", f"생략한 입력 {node.hidden}개")]] * bool(node.hidden)
    return rows


def _label(node):
    """줄마다 표 하나. graphviz는 한글을 좁게 세므로 조각마다 칸의 너비를 직접 줍니다."""
    rows = [[(style, _printable(text)) for style, text in row] for row in _rows(node)]
    widths = [[_width(*run) for run in row] for row in rows]
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
    cells = [_cell(*run, width) for run, width in zip(row, widths, strict=True)]
    blank = f'<TD WIDTH="{total - sum(widths)}"></TD>'
    cells.insert(len(cells) - (row[-1][0] == "tag"), blank)
    return "".join(cells)


def _cell(style, text, width):
    face, size, bold, soft = _TEXT[style]
    if not text.isascii():          # 한글의 너비를 코드 글꼴로 세면 세 배로 셉니다.
        face = "Arial"
    text = escape(text).replace("\\", r"\\")     # graphviz는 \N을 노드 이름으로 바꿉니다.
    text = f"<B>{text}</B>" if bold else text
    color = f' COLOR="{_SOFT}"' if soft else ""
    border = f' BORDER="1" STYLE="ROUNDED,DASHED" COLOR="{_OFF}"' if style == "off" else ""
    return (f'<TD ALIGN="LEFT" WIDTH="{width}" HEIGHT="18"{border}>'
            f'<FONT FACE="{face}" POINT-SIZE="{size}"{color}>{text}</FONT></TD>')


def _width(style, text):
    wide = sum(east_asian_width(c) in "WF" for c in text)
    face, size, *_ = _TEXT[style]
    return round(size * (wide + (0.61 if face == "Courier" else 0.56) * (len(text) - wide)))


def _printable(text):
    text = "".join(c if c.isprintable() else " " for c in text)
    return text if len(text) <= 40 else text[:39] + "…"


# ── dot 실행과 SVG 다듬기 ─────────────────────────────────────────────────────────────

def _run_dot(source, program):
    """(SVG, 못 그린 까닭) 가운데 하나만 있습니다. 어떤 환경에서도 예외를 내지 않습니다."""
    install = "그림으로 보려면 pip install graphviz graphviz-pure를 실행하고 다시 그리세요."
    try:
        import graphviz
        from graphviz.backend import dot_command
    except ImportError:
        return None, f"graphviz 패키지가 없어 그래프를 글로 보입니다. {install}"
    program = program or os.environ.get("ENGINE_DOT") or _find_dot()
    if not program:
        return None, f"그래프를 배치하는 프로그램 dot이 없어 그래프를 글로 보입니다. {install}"
    with _PROGRAM_LOCK:
        before, dot_command.DOT_BINARY = dot_command.DOT_BINARY, Path(program)
        try:
            svg = graphviz.Source(source).pipe(format="svg", encoding="utf-8", quiet=True)
        except (OSError, RuntimeError, ValueError, graphviz.CalledProcessError):
            svg = ""        # 브라우저처럼 다른 프로그램을 실행할 수 없는 곳도 여기로 옵니다.
        finally:
            dot_command.DOT_BINARY = before
    if "<svg" in svg:
        return svg, None
    return None, f"{program} 프로그램이 그림을 만들지 못해 그래프를 글로 보입니다. {install}"


def _find_dot():
    scripts = sysconfig.get_path("scripts")
    return (shutil.which("graphviz-pure", path=scripts) or shutil.which("graphviz-pure")
            or shutil.which("dot"))


def _tidy_svg(svg, graph):
    """머리말과 고정 크기를 떼고, 검정을 글자색으로 바꾸고, 제목을 사람의 말로 바꿉니다."""
    box = re.search(r'viewBox="([^"]+)"', svg)[1]
    body = svg[svg.index("<g id="):svg.rindex("</svg>")]
    body = re.sub(r"<!--.*?-->\n", "", body, flags=re.S)
    body = body.replace('id="graph0" class="graph" ', "")
    body = re.sub(r'(stroke|fill)="black"', r'\1="currentColor"', body)
    body = body.replace(f' stroke="{_OFF}"', ' class="ag-off"')
    body = re.sub(r"<text [^>]*>", _classify_text, body)
    body = re.sub(r'<g id="[^"]*" class="node.*?</g>', _align_rows, body, flags=re.S)
    titles = _titles(graph)
    body = re.sub(r'<g id="([^"]+)"( class="[^"]*">\n)<title>.*?</title>', lambda m: (
        f'<g id="{m[1]}" data-k="{m[1]}"{m[2]}<title>{escape(titles[m[1]])}</title>'), body)
    width = float(box.split()[2])
    alt = escape(f"{graph.summary} {graph.omission}".strip())
    return (f'<svg xmlns="http://www.w3.org/2000/svg" class="ag-graph" role="img" '
            f'aria-label="{alt}" viewBox="{box}" style="width:{width:.0f}px;max-width:100%;'
            f'min-width:{width * _SMALLEST:.0f}px;height:auto">\n<title>{alt}</title>\n'
            f"<style>{_CSS}</style>\n{body}</svg>\n")


def _classify_text(match):
    tag = match[0]
    classes = ["ag-code"] * ("Courier" in tag) + ["ag-soft"] * (f'fill="{_SOFT}"' in tag)
    tag = re.sub(r' (font-family|fill|text-anchor)="[^"]*"', "", tag)
    return tag.replace("<text", f'<text class="{" ".join(classes)}"') if classes else tag


def _align_rows(match):
    """한 줄에 선 글은 크기가 달라도 밑줄을 맞춥니다. graphviz는 칸마다 가운데에 놓습니다."""
    heights = [float(y) for y in re.findall(r' y="([^"]+)"', match[0])]

    def lowest(found):
        row = (y for y in heights if abs(y - float(found[1])) < 8)
        return f' y="{max(row):g}"'

    return re.sub(r' y="([^"]+)"', lowest, match[0])


def _titles(graph):
    calls = {node.key: node.name or node.op or "상수" for node in graph.nodes}
    edges = {e.key: f"{calls[e.source]} → {calls[e.target]}, 자리 {e.slot}" for e in graph.edges}
    return {node.key: str(node) for node in graph.nodes} | edges
