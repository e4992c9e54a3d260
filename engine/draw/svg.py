"""graphviz가 낸 SVG를 책에 맞게 다듬고, 밝은 화면과 어두운 화면의 색을 정합니다."""

import re
from html import escape

from .boxes import _OFF, _SOFT, tags_of

_LIGHT = "--ag-forward:#1d4ed8;--ag-back:#b45309;--ag-off:#6b7280"
_DARK = "--ag-forward:#93c5fd;--ag-back:#fdba74;--ag-off:#9ca3af"
THEME = f"""
.ag-graph{{{_LIGHT};font-family:system-ui,-apple-system,"Apple SD Gothic Neo","Malgun Gothic",
"Noto Sans KR","Noto Sans CJK KR",sans-serif}}
@media (prefers-color-scheme:dark){{.ag-graph{{{_DARK}}}}}
[data-theme=light] .ag-graph,[data-jp-theme-light=true] .ag-graph{{{_LIGHT}}}
[data-theme=dark] .ag-graph,[data-jp-theme-light=false] .ag-graph{{{_DARK}}}
"""
# 상자 바탕은 글자색을 옅게 깐 것이라, 어떤 쪽에 놓여도 글자와 대비가 유지됩니다.
CSS = f"""{THEME}\
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
.ag-graph .node.later>path:first-of-type{{stroke-dasharray:7 3}}
.ag-graph .edge.shared path{{stroke:var(--ag-off);stroke-dasharray:1 4;stroke-width:2}}
.ag-graph .edge.constant path{{stroke:var(--ag-off);stroke-dasharray:2 3}}
.ag-graph .edge.constant polygon{{stroke:var(--ag-off);fill:var(--ag-off)}}
"""

SMALLEST = 0.7             # 좁은 화면에서 이보다 더 줄이지 않고, 옆으로 밀어 보게 합니다.


def tidy_svg(svg, graph):
    """머리말과 고정 크기를 떼고, 검정을 글자색으로 바꾸고, 제목을 사람의 말로 바꿉니다."""
    box = re.search(r'viewBox="([^"]+)"', svg)[1]
    body = svg[svg.index("<g id="):svg.rindex("</svg>")]
    body = re.sub(r"<!--.*?-->\n", "", body, flags=re.S)
    body = body.replace('id="graph0" class="graph" ', "")
    body = re.sub(r'(stroke|fill)="black"', r'\1="currentColor"', body)
    body = body.replace(f' stroke="{_OFF}"', ' class="ag-off"')
    body = re.sub(r"<text [^>]*>", _classify_text, body)
    body = re.sub(r'<g id="[^"]*" class="node.*?</g>', align_rows, body, flags=re.S)
    titles = _titles(graph)
    body = re.sub(r'<g id="([^"]+)"( class="[^"]*">\n)<title>.*?</title>', lambda m: (
        f'<g id="{m[1]}" data-k="{m[1]}"{m[2]}<title>{escape(titles[m[1]])}</title>'), body)
    width = float(box.split()[2])
    alt = escape(f"{graph.summary} {graph.omission}".strip())
    return (f'<svg xmlns="http://www.w3.org/2000/svg" class="ag-graph" role="img" '
            f'aria-label="{alt}" viewBox="{box}" style="width:{width:.0f}px;max-width:100%;'
            f'min-width:{width * SMALLEST:.0f}px;height:auto">\n<title>{alt}</title>\n'
            f"<style>{CSS}</style>\n{body}</svg>\n")


def _classify_text(match):
    tag = match[0]
    classes = ["ag-code"] * ("Courier" in tag) + ["ag-soft"] * (f'fill="{_SOFT}"' in tag)
    tag = re.sub(r' (font-family|fill|text-anchor)="[^"]*"', "", tag)
    return tag.replace("<text", f'<text class="{" ".join(classes)}"') if classes else tag


def align_rows(match):
    """한 줄에 선 글은 크기가 달라도 밑줄을 맞춥니다. graphviz는 칸마다 가운데에 놓습니다."""
    heights = [float(y) for y in re.findall(r' y="([^"]+)"', match[0])]

    def lowest(found):
        row = (y for y in heights if abs(y - float(found[1])) < 8)
        return f' y="{max(row):g}"'

    return re.sub(r' y="([^"]+)"', lowest, match[0])


def _titles(graph):
    calls = {node.key: node.name or node.op or "상수" for node in graph.nodes}
    edges = {e.key: f"{calls[e.source]} → {calls[e.target]}, 자리 {e.slot}" for e in graph.edges}
    shared = {f"{a}={b}": f"{calls[a]}의 값을 함께 쓰지만 길은 끊긴 {calls[b]}" for a, b in graph.shared}
    sources = {edge.key: edge.source for edge in graph.edges}
    tags = {f"{sources[key]}@{key}": f"{name}의 이름표. 상자는 다른 곳에 있습니다."
            for key, name in tags_of(graph).items()}
    return {node.key: str(node) for node in graph.nodes} | edges | shared | tags
