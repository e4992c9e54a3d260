"""걸음보기의 그림: 노드와 간선의 자리를 여기에서 정합니다. 걸음마다 바뀌는 글의 자리도 비워 둡니다."""

from __future__ import annotations

import re
from html import escape
from unicodedata import east_asian_width

from ..draw import _cell, _label, _run_dot, _tidy_svg, _width

_LONGEST = 22               # 상자에 적는 글자 수
_LONGEST_LABEL = 14         # 간선에 적는 글자 수
_MOST = 200                 # 그리는 노드의 수
_STATES = {"waiting": "기다림", "ready": "대기줄", "now": "지금"}


def picture(nodes: list[dict], steps: list[dict], alt: str) -> tuple[str | None, str, str | None]:
    """(SVG, DOT, 다 그리지 못한 까닭)입니다. 노드가 너무 많으면 뿌리에 가까운, 나중 것만 그립니다."""
    note = None
    if len(nodes) > _MOST:
        note = f"노드 {len(nodes)}개 가운데 나중에 만든 {_MOST}개만 그렸습니다. 걸음과 표에는 모두 있습니다."
    nodes = nodes[-_MOST:]
    dot, fields = dot_of(nodes, steps)
    svg, why = svg_of(dot, fields, nodes, alt)
    return svg, dot, " ".join(filter(None, [note, why])) or None


def dot_of(nodes: list[dict], steps: list[dict]) -> tuple[str, dict]:
    """graphviz 원본과, 노드마다 차례대로 놓인 글의 (이름, 처음에 보일 글)입니다."""
    widest, last = _texts(steps)
    lines = ["digraph {", "rankdir=BT bgcolor=transparent nodesep=0.35 ranksep=0.45",
             'node [shape=box style=rounded margin="0.17,0.1"]',
             "edge [arrowsize=0.7]"]
    fields = {}
    for node in nodes:
        rows, names = _rows(node, widest)
        fields[node["k"]] = [(name, last.get(f"{node['k']}.{name}", "")) for name in names]
        kind = {"const": "constant"}.get(node["kind"], node["kind"]) + " root" * node["root"]
        kind += " region" * bool(node["region"]) + " back" * ("back" in node)
        lines.append(f'{node["k"]} [id="{node["k"]}" class="{kind}" label=<{_label(rows)}>]')
    known = {node["k"] for node in nodes}
    for node in nodes:
        for slot, source in enumerate(node["in"]):
            if source is None or source[0] not in known:
                continue
            edge = f"{node['k']}.{slot}"
            kind = "cut" if "cut" in node else "plain" if node["kind"] == "plain" else ""
            text = widest.get(f"e.{edge}", "")
            label = f" label=<{_edge_label(text)}>" if text else ""
            lines.append(f'{source[0]} -> {node["k"]} [id="{edge}" class="{kind}"{label}]')
    return "\n".join([*lines, "}", ""]), fields


def svg_of(dot: str, fields: dict, nodes: list[dict], alt: str) -> tuple[str | None, str | None]:
    """(SVG, 그리지 못한 까닭) 가운데 하나만 있습니다. 바뀌는 글에는 data-f를 답니다."""
    raw, why = _run_dot(dot, None)
    if raw is None:
        return None, why
    titles = {node["k"]: node["alt"] or node["name"] for node in nodes}
    for node in nodes:
        for slot, source in enumerate(node["in"]):
            if source is not None:
                start = next((n["name"] for n in nodes if n["k"] == source[0]), "")
                titles[f"{node['k']}.{slot}"] = f"{start} → {node['name']}, 자리 {slot}"
    svg = _tidy_svg(raw, titles, alt)
    svg = re.sub(r'<g id="([^"]*)" data-k="[^"]*" class="node.*?</g>',
                 lambda found: _mark(found[0], fields[found[1]]), svg, flags=re.S)
    return re.sub(r'<g id="[^"]*" data-k="[^"]*" class="edge.*?</g>',
                  lambda found: found[0].replace("<text", '<text data-f="label"'), svg, flags=re.S), None


def _mark(group: str, fields: list) -> str:
    """노드의 글마다 어떤 값의 자리인지 적고, 자리를 잡아 둔 글 대신 마지막 상태의 글을 넣습니다."""
    queue = iter(fields)

    def swap(found):
        name, text = next(queue)
        if name not in _FIXED:
            text = escape(shown(name, text), quote=False)
        return f'<text data-f="{name}"{found[1]}>{found[2] if name in _FIXED else text}</text>'

    return re.sub(r"<text( [^>]*)>(.*?)</text>", swap, group)


_FIXED = "fn", "name", "sign", "tag"


def shown(field: str, text: str) -> str:
    """상자에 적을 글입니다. 걸음보기는 이 글을 상태의 값으로 다시 짓습니다."""
    if field == "state":
        return _STATES.get(text) or "\u00a0"
    prefix = {"got": "받음 ", "arr": "도착 ", "buf": "⊕ ", "grad": ".grad "}.get(field, "")
    return f"{prefix}{text}" if text else "\u00a0"


def _edge_label(text: str) -> str:
    return (f'<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1"><TR>'
            f"{_cell('label', text, _width('label', text) + 4)}</TR></TABLE>")


def _rows(node: dict, widest: dict) -> tuple[list, list[str]]:
    """상자에 적을 줄과, 글마다의 이름입니다."""
    key, kinds = node["k"], {"leaf": "잎", "const": "상수", "plain": "기록 안 함"}
    tag = " · ".join(filter(None, ["뿌리" * node["root"], kinds.get(node["kind"])]))
    rows = [[("name", "name", node["name"]), ("sign", "soft", "="),
             ("value", "value", widest.get(f"{key}.value") or "\u00a0")]]
    if tag:
        rows[0].append(("tag", "tag", tag))
    if node["fn"]:
        rows.insert(0, [("fn", "op", node["fn"])])
    if f"{key}.arr" in widest:
        rows.append([("arr", "word", shown("arr", widest[f"{key}.arr"])), ("state", "tag", "기다림")])
        several = not widest[f"{key}.arr"].endswith("/1")
        field, style = ("buf", "value") if several else ("got", "word")
        rows.append([(field, style, shown(field, widest.get(f"{key}.{field}", "")))])
    if f"{key}.grad" in widest:
        rows.append([("grad", "value", shown("grad", widest[f"{key}.grad"]))])
    return ([[(style, text) for _, style, text in row] for row in rows],
            [field for row in rows for field, _, _ in row])


def _texts(steps: list[dict]) -> tuple[dict, dict]:
    """상태마다 가장 넓은 글과 마지막 글입니다."""
    widest, last = {}, {}
    for step in steps:
        for name, value in step["set"].items():
            longest = _LONGEST
            if isinstance(value, dict):
                value, longest = value.get("label", ""), _LONGEST_LABEL
            if not isinstance(value, str):
                continue
            value = value if len(value) <= longest else value[:longest - 1] + "…"
            last[name] = value
            if value and _wide(value) > _wide(widest.get(name, "")):
                widest[name] = value
    return widest, last


def _wide(text: str) -> int:
    return sum(2 if east_asian_width(c) in "WF" else 1 for c in text)
