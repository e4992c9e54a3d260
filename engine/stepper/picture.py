"""걸음보기의 그래프를 배치합니다: 기록의 노드 → 걸음마다 글이 바뀔 자리를 비워 둔 SVG.

뿌리가 위, 잎이 아래입니다. 값은 올라가고(순전파) 변화도는 내려옵니다(역전파).
재생기는 이 자리의 글과 클래스만 바꾸고, 독자의 화면에서는 아무것도 다시 배치하지 않습니다.
"""

import re
from collections import defaultdict, deque
from html import escape
from itertools import groupby

from ..draw.boxes import cell, name_tag, printable, text_width
from ..draw.layout import effort, run_dot, tagged
from ..draw.svg import CSS, align_rows
from ..graph import summary

LARGEST = 200                                   # 그릴 상자의 수. draw의 limit과 같습니다.
_LIMIT = 26                                     # 상자의 한 줄에 보일 글자 수
_NO_DOT = "그래프를 배치하는 프로그램 dot이 없어 표와 글로 보입니다."
_TAGS = {"leaf": "잎", "const": "상수", "plain": "기록 없음"}


def picture(trace):
    """기록에 더할 그림입니다: svg, dot(배치하기 전의 글), svg_note(그림 곁에 적을 문장).

    배치할 수 없는 환경이면 svg가 None이고, 까닭은 svg_note에 있습니다.
    """
    nodes = _near_root(trace["nodes"])
    edges = _edges(nodes)
    tags = tagged(len(nodes), [(key, source) for key, source, _ in reversed(edges)])
    dot = _dot(nodes, edges, tags, _room(trace))
    svg, _ = run_dot(dot, None)
    note = _note(len(trace["nodes"]), nodes, {source for key, source, _ in edges if key in tags})
    return {"svg": _tidy(svg, trace) if svg else None, "dot": dot, "svg_note": note if svg else _NO_DOT}


def alt(nodes):
    """그림의 대체 텍스트입니다. 뿌리까지 이어지는 잎은, 기록하지 않은 연산을 거치지 않고 닿는 잎뿐입니다."""
    roots = [node for node in nodes if node.get("root")]
    by_key, reached = {node["k"]: node for node in nodes}, [node["k"] for node in roots or nodes]
    for key in reached:
        if by_key[key]["kind"] != "plain":
            reached += [found[0] for found in by_key[key].get("in") or () if found and found[0] in by_key and found[0] not in reached]
    return summary([_called(node) for node in nodes if node["kind"] == "leaf" and node["k"] in reached],
                   list(map(_called, roots)),
                   ["constant" if node["kind"] == "const" else node["kind"] for node in nodes],
                   sum(found is not None for node in nodes for found in node.get("in") or ()))


def _edges(nodes):
    """그릴 간선마다 (열쇠, 나온 노드, 받는 노드)입니다."""
    shown = {node["k"] for node in nodes}
    return [(f"{node['k']}.{slot}", found[0], node["k"]) for node in nodes
            for slot, found in enumerate(node.get("in") or ()) if found and found[0] in shown]


def _note(total, nodes, tagged_keys):
    """그림에 다 싣지 못했거나 이름표로 줄였다면 그 사실의 문장입니다."""
    notes = []
    if len(nodes) < total:
        notes.append(f"상자 {total}개 가운데 뿌리 쪽 {len(nodes)}개만 그렸습니다.")
    names = ", ".join(_called(node) for node in nodes if node["k"] in tagged_keys)
    if names:
        notes.append(f"여러 번 쓰인 노드는 상자 하나와 이름표로 그렸습니다: {names}.")
    return " ".join(notes)


def _called(node):
    return node.get("name") or node.get("fn") or "상수"


def _dot(nodes, edges, tags, room):
    called = {node["k"]: _called(node) for node in nodes}
    lines = ["digraph {", *effort(len(nodes)), "rankdir=BT bgcolor=transparent nodesep=0.4 ranksep=0.62",
             'node [shape=box style=rounded margin="0.16,0.09"]', "edge [arrowsize=0.7]"]
    for i, (region, group) in enumerate(_by_region(nodes)):
        boxes = [f'{node["k"]} [id="{node["k"]}" class="{_classes(node)}" '
                 f'label=<{_label(node, room[node["k"]])}>]' for node in group]
        if region:
            name = escape(printable(region))
            boxes = [f'subgraph cluster_{i} {{ class="region" style=rounded margin=14 fontsize=12',
                     f'fontname="Arial" label=<{name} 구역> labeljust=l', *boxes, "}"]
        lines += boxes
    for key, source, target in edges:
        if key in tags:
            source, line = name_tag(source, key, called[source])
            lines.append(line)
        lines.append(f'{source} -> {target} [id="{key}"]')
    return "\n".join([*lines, "}", ""])


def _by_region(nodes):
    """추적 중지 구역마다 한데 모은 노드입니다. 잎과 상수는 구역 안에서 처음 나와도 구역의 것이 아닙니다."""
    made = [node for node in nodes if node["kind"] in ("op", "plain")]
    yield None, [node for node in nodes if node["kind"] in ("leaf", "const")]
    yield from groupby(made, lambda node: node.get("region"))


def _near_root(nodes):
    """그리기에 너무 많으면 뿌리에서 가까운 것만 남깁니다. 남긴 수는 독자에게 말합니다."""
    if len(nodes) <= LARGEST:
        return nodes
    by_key = {node["k"]: node for node in nodes}
    roots = [node["k"] for node in nodes if node["root"]] or [nodes[-1]["k"]]
    found, waiting = dict.fromkeys(roots), deque(roots)
    while waiting and len(found) < LARGEST:
        for source in by_key[waiting.popleft()].get("in") or ():
            if source and source[0] in by_key and source[0] not in found and len(found) < LARGEST:
                found[source[0]] = None
                waiting.append(source[0])
    return [node for node in nodes if node["k"] in found]


def _classes(node):
    kind = {"const": "constant"}.get(node["kind"], node["kind"])
    return f"{kind} root" if node.get("root") else kind


def _room(trace):
    """노드마다, 글이 바뀌는 자리에 걸음을 통틀어 들어갈 가장 긴 글입니다."""
    longest = defaultdict(lambda: defaultdict(str))
    for step in trace["steps"]:
        for name, text in step["set"].items():
            key, _, field = name.partition(".")
            if field in ("value", "got", "buf", "grad") and isinstance(text, str):
                longest[key][field] = max(longest[key][field], text, key=len)
        _room_for_change(step, longest[step["n"]])
    return longest


def _room_for_change(step, room):
    """앞의 값과 새 값을 나란히 적는 걸음은 두 글이 들어갈 만큼 넓어야 합니다."""
    field = {"accum": "grad", "optim": "value", "inplace": "ver"}.get(step["t"])
    if field and "was" in step:
        now = step["set"].get(f"{step['n']}.{field}", "")
        text = f"{step['was']} → {now}"
        field = "got" if field == "ver" else field
        room[field] = max(room[field], text, key=len)


def _label(node, room):
    """줄마다 (글자 모양, 글, 너비). `@value@` 같은 글은 재생기가 채울 자리입니다."""
    wide = {field: text_width("value", _cut(text)) for field, text in room.items()}
    first = [("name", _cut(node["name"]))] if node.get("name") else []
    rows = [[(*run, text_width(*run)) for run in first]]
    if "value" in wide:
        rows[0] += [("soft", "=", text_width("soft", "="))] * bool(first)
        rows[0].append(("value", "@value@", wide["value"]))
    elif node["kind"] == "const" and not first:
        rows[0].append(("value", _cut(node.get("shape") or "상수"), 40))
    numbers = sum(found is None for found in node.get("in") or ())
    words = " · ".join(filter(None, ["뿌리" * bool(node.get("root")), _TAGS.get(node["kind"]),
                                     f"상수 입력 {numbers}개" * bool(numbers)]))
    tag = [("tag", words, text_width("tag", words))] * bool(words)
    if node["kind"] not in ("op", "leaf"):
        return _table([rows[0] + tag])
    # 오른쪽 끝은 ‘◉ 지금’과 ‘도착 2/3’의 자리입니다.
    # ‘받은 ’, ‘.grad ’가 앞에 붙을 만큼 더 비웁니다.
    fn = node.get("fn") or ""
    second = ("soft", fn, text_width("soft", fn))
    if node["kind"] == "leaf":
        second = ("value", "@grad@", 60 + wide.get("grad", 0))
    got = 44 + max(wide.get("got", 0), wide.get("buf", 0))
    return _table([rows[0] + [("tag", "@mark@", 54)], [second, *tag],
                   [("value", "@got@", got), ("tag", "@arr@", 54)]])


def _table(rows):
    table = '<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0">'
    gap = {"tag": 14, "value": 8, "soft": 8}     # 앞 조각과의 사이
    rows = [[(style, text, width + (gap[row[i + 1][0]] if row[i + 1:] else 0))
             for i, (style, text, width) in enumerate(row)] for row in rows]
    total = max(sum(width for *_, width in row) for row in rows)
    lines = []
    for row in rows:
        cells = [cell(*run) for run in row]
        blank = f'<TD WIDTH="{total - sum(width for *_, width in row)}"></TD>'
        cells.insert(len(cells) - (row[-1][0] == "tag"), blank)
        lines.append(f"<TR><TD>{table}<TR>{''.join(cells)}</TR></TABLE></TD></TR>")
    return f"{table}{''.join(lines)}</TABLE>".replace('SPACING="0"', 'SPACING="2"', 1)


def _cut(text):
    text = printable(text)
    return text if len(text) <= _LIMIT else f"{text[:_LIMIT - 1]}…"


def _tidy(svg, trace):
    """머리말, 크기, id를 떼고, 검정은 글자색으로, 자리 표시는 `data-f`로 바꿉니다."""
    box = re.search(r'viewBox="([^"]+)"', svg)[1]
    body = svg[svg.index("<g id="):svg.rindex("</svg>")]
    body = re.sub(r"<!--.*?-->\n", "", body, flags=re.S)
    body = body.replace('id="graph0" class="graph" ', "")
    body = re.sub(r'(stroke|fill)="black"', r'\1="currentColor"', body)
    body = re.sub(r"<text ([^>]*)>(.*?)</text>", _text, body)
    body = re.sub(r'<g id="[^"]*" class="node.*?</g>', align_rows, body, flags=re.S)
    body = re.sub(r'<g id="([^"@]+)@([^"]+)" class="node tag">\n<title>.*?</title>\n',
                  r'<g class="tag" data-k="\1" data-e="\2">\n', body)
    names = {node["k"]: node.get("alt") or node.get("name") or node["k"] for node in trace["nodes"]}
    body = re.sub(r'<g id="([^"]+)"( class="[^"]*">\n)<title>.*?</title>\n', lambda m: (
        f'<g data-k="{m[1].replace("&#45;", "-")}"{m[2]}'
        + (f"<title>{escape(names[m[1]])}</title>\n" if m[1] in names else "")), body)
    body = re.sub(r"(\d+\.\d\d)\d+", r"\1", body)
    width, height = (float(part) for part in box.split()[2:])
    return (f'<svg xmlns="http://www.w3.org/2000/svg" class="ag-graph" role="img" '
            f'aria-label="{escape(trace.get("alt", "연산 그래프"))}" viewBox="{box}" width="{width:g}" height="{height:g}">\n'
            f"<style>{CSS}</style>\n{body}</svg>\n")


def _text(match):
    attributes, text = match.groups()
    classes = ["ag-code"] * ("Courier" in attributes) + ["ag-soft"] * ('"#808080"' in attributes)
    kept = re.sub(r'\s*(font-family|fill|text-anchor|xml:space)="[^"]*"', "", attributes).strip()
    field = re.fullmatch("@([a-z]+)@", text)
    if field:
        return f'<text class="ag-code" data-f="{field[1]}" {kept}></text>'
    return f'<text class="{" ".join(classes)}" {kept}>{text}</text>' if classes else match[0]
