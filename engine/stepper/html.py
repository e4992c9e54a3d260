"""기록을 혼자 서는 HTML로 만듭니다: 커널도, 위젯 관리자도, 인터넷도 없이 열립니다.

층이 셋입니다. 스크립트가 꺼져 있으면 마지막 걸음의 그림과 표와 대본이 보이고,
켜져 있으면 재생기가 같은 자리에 올라앉습니다. 인쇄하면 다시 그림과 표가 나옵니다.
"""

import json
import re
from html import escape
from itertools import product
from pathlib import Path

from .picture import alt, picture

try:
    from rjsmin import jsmin
except ImportError:         # 브라우저의 파이썬에는 없습니다. 줄이지 않아도 같은 재생기입니다.
    jsmin = str

_HERE = Path(__file__).parent
_EXPORT = "export default { render };"
_COLUMNS = "노드", "값", "받은 변화도", "도착 / 필요", ".grad", "버전"
_SHARED = "src", "nodes", "svg", "saved", "code", "dot", "title"


def static_html(trace, assets=True):
    """기록 하나(또는 나란히 보기, 고쳐 보기)의 HTML입니다.

    assets  재생기와 꾸밈도 함께 담을지. 책은 쪽마다 한 번만 실으므로 False로 부릅니다.
            한 쪽에 여러 번 담겨도 재생기는 한 번만 켜집니다.
    """
    data = with_picture(trace)
    shown = _shown(data)
    still = "".join(_still(each) for each in shown) + _stops(data)
    return (f'<div class="ag-stepper" tabindex="0" data-lm-suppress-shortcuts="true">'
            f'<div class="ag-static">{still}</div>'
            f'<script type="application/json">{_json(_compact(data))}</script></div>\n'
            + (assets_html() if assets else ""))


def assets_html():
    """재생기와 꾸밈을 담은 HTML입니다. 두 번째부터는 새로 올라온 상자만 찾아 켭니다."""
    return f"<style>{player_css()}</style>\n<script>{classic_script()}</script>\n"


def player_css():
    """재생기의 꾸밈입니다. 설명과 줄바꿈을 뺍니다."""
    css = re.sub(r"(?s)/\*.*?\*/", "", (_HERE / "player.css").read_text(encoding="utf-8"))
    return re.sub(r"\s*([{};,>])\s*|(?<=:)\s+|\s+(?=[!\"])", r"\1", css).replace(";}", "}").strip() + "\n"


def player_module():
    """재생기의 ES 모듈입니다. anywidget이 부릅니다. 쪽마다 싣는 것이라 설명과 빈칸을 뺍니다."""
    return jsmin(_source())


def classic_script():
    """ES 모듈을 쓸 수 없는 곳(file://)에서 도는 보통 스크립트입니다."""
    body = jsmin(_source().replace(_EXPORT, "window.agStepper = { mount, mountAll };"))
    start = ('if (document.readyState === "loading") '
             'document.addEventListener("DOMContentLoaded", () => window.agStepper.mountAll());\n'
             "window.agStepper.mountAll();")
    return f"if (!window.agStepper) (() => {{\n{body}}})();\n{start}\n"


def _source():
    return (_HERE / "player.js").read_text(encoding="utf-8")


def transcript(trace):
    """걸음마다 한 줄인 글입니다. 노트북에 남아 nbval이 견주는 것도 이 글입니다."""
    return "\n".join("\n".join(_lines(each)) for each in _shown(trace))


def with_picture(trace):
    """그림이 없는 기록에 그림을 배치해 넣은 사본입니다."""
    if "pair" in trace:
        return {**trace, "pair": [with_picture(each) for each in trace["pair"]]}
    if "explore" in trace:
        explore = trace["explore"]
        traces = [with_picture(each) for each in _flat(explore["traces"])]
        return {**trace, "explore": {**explore, "traces": traces}}
    if trace.get("svg"):
        return trace
    return {**trace, **picture(trace)}


def state_at(trace, at):
    """at번째 걸음까지 접은 상태입니다."""
    state = {}
    for step in trace["steps"][:at + 1]:
        state.update(step["set"])
    return state


def _flat(traces):
    for each in traces:
        if isinstance(each, list):
            yield from _flat(each)
        else:
            yield each


def _shown(trace):
    """스크립트 없이 보일 기록들입니다."""
    if "pair" in trace:
        return trace["pair"]
    if "explore" not in trace:
        return [trace]
    at = 0
    for each in trace["explore"]["inputs"]:
        at = at * len(each.get("stops", [0])) + each.get("at", 0)
    return [_whole(trace["explore"], at)]


def _whole(explore, at):
    """at번째 기록을, 첫 기록과 같아 뺀 것까지 채워 돌려줍니다."""
    traces = list(_flat(explore["traces"]))
    return {**traces[0], **traces[at]}


def _compact(data):
    """정적인 그림과 겹치는 SVG와, 첫 기록과 같은 부분을 뺍니다. 재생기가 다시 채웁니다."""
    if "pair" in data:
        return {**data, "pair": [_without_svg(each) for each in data["pair"]]}
    if "explore" in data:
        first, *rest = data["explore"]["traces"]
        rest = [{key: value for key, value in each.items()
                 if key not in _SHARED or value != first.get(key)} for each in rest]
        return {**data, "explore": {**data["explore"], "traces": [first, *rest]}}
    return _without_svg(data)


def _without_svg(trace):
    return {key: value for key, value in trace.items() if key != "svg"}


def _json(data):
    """`</script>`나 `<!--`로 상자를 빠져나갈 수 없는 JSON입니다."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text


def _lines(trace):
    yield f"걸음보기: {trace.get('title') or trace['id']}, {len(trace['steps'])}걸음"
    for number, step in enumerate(trace["steps"], 1):
        yield f"{number:3d}. {step['say']}"


# ── 스크립트가 없을 때 보이는 것 ──────────────────────────────────────────────────────

def _still(trace):
    title, *_ = _lines(trace)
    last = len(trace["steps"]) - 1
    if last < 0:
        return f"<p><strong>{escape(title)}</strong></p><p>{escape(trace.get('note') or '기록한 걸음이 없습니다.')}</p>"
    state = state_at(trace, last)
    steps = "".join(f"<li>{escape(step['say'])}</li>" for step in trace["steps"])
    why = f"<p>{escape(trace['svg_note'])}</p>" if trace.get("svg_note") else ""
    frames = "".join(_figure(trace, at, last) for at in _key_steps(trace)) if trace.get("svg") else ""
    error = trace.get("error")
    stopped = "".join(f"<p>{escape(word)}{escape(error[key])}</p>" for key, word in
                      (("what", ""), ("why", "까닭: "), ("todo", "해 볼 일: ")) if error.get(key)
                      ) if error else ""
    return (f"<p><strong>{escape(title)}</strong></p>"
            f"{frames}{why}{stopped}{_table(trace, state)}{_matrix(trace.get('jac'))}"
            f'<details class="ag-text"><summary>걸음을 글로 모두 보기</summary><ol>{steps}</ol></details>')


def _table(trace, state):
    rows = []
    for node in reversed(trace["nodes"]):
        if node["kind"] == "const":
            continue
        key = node["k"]
        got = state.get(f"{key}.got") or state.get(f"{key}.buf")
        grad = state.get(f"{key}.grad") or {"leaf": "", "op": "잎 아님"}.get(node["kind"], "기록 없음")
        cells = state.get(f"{key}.value"), got, state.get(f"{key}.arr"), grad, state.get(f"{key}.ver")
        name = node.get("name") or node.get("fn") or key
        rows.append((name, *cells))
    return _grid("마지막 걸음의 상태", _COLUMNS, rows)


def _key_steps(trace):
    """종이에 남길 걸음: 역전파를 시작하기 바로 앞(셋까지)과 마지막입니다."""
    steps = trace["steps"]
    before = [at - 1 for at, step in enumerate(steps) if step["t"] == "seed" and at]
    return [*before[:3], len(steps) - 1]


def _figure(trace, at, last):
    number = f"{at + 1}/{last + 1}"
    what = f"마지막 걸음 {number}" if at == last else f"걸음 {number}, 역전파를 시작하기 앞"
    return (f'<figure{" class=ag-last" * (at == last)}><figcaption>{what}</figcaption><div class="ag-scroll" tabindex="0" role="group" aria-label="{what}의 그래프">'
            f"{_frame(trace, state_at(trace, at))}</div></figure>")


def _matrix(jac):
    """야코비안과, 벡터마다의 vᵀJ입니다."""
    if not jac:
        return ""
    rows = [(f"{name}", *row) for name, row in zip(jac["out"], jac["J"], strict=True)]
    rows += [(f"{run['label']}: v = [{', '.join(run['v'])}], vᵀJ", *run["x"]) for run in jac["runs"]]
    return _grid("야코비안 J와 벡터-야코비안 곱", ("행=출력, 열=입력", *jac["in"]), rows)


def _stops(data):
    """입력을 미리 바꾸어 본 자리마다의 마지막 값입니다."""
    if "explore" not in data:
        return ""
    explore = data["explore"]
    places = product(*([f"{each['name']} = {stop}" for stop in each.get("stops", [each.get("value")])]
                       for each in explore["inputs"]))
    rows = []
    for at, place in enumerate(places):
        trace = _whole(explore, at)
        rows.append((", ".join(place), *_ends(trace, state_at(trace, len(trace["steps"]) - 1))))
    return _grid("입력을 바꾸었을 때의 마지막 값", ("입력", "결과", "변화도"), rows)


def _ends(trace, state):
    """(뿌리의 값, 잎마다의 .grad)를 적은 두 글입니다."""
    name = {node["k"]: node.get("name") or node["k"] for node in trace["nodes"]}
    roots = [f"{name[node['k']]} = {state.get(node['k'] + '.value', '')}"
             for node in trace["nodes"] if node.get("root")]
    grads = [f"{name[node['k']]}.grad = {state[node['k'] + '.grad']}"
             for node in trace["nodes"] if state.get(f"{node['k']}.grad") and node["kind"] == "leaf"]
    return ", ".join(roots), ", ".join(grads)


def _grid(title, head, rows):
    """첫 칸이 줄의 이름인 표입니다."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in head)
    body = "".join(f'<tr><th scope="row">{escape(str(first))}</th>'
                   + "".join(f"<td>{escape(str(cell or ''))}</td>" for cell in cells) + "</tr>"
                   for first, *cells in rows)
    return (f'<div class="ag-scroll" tabindex="0" role="group" aria-label="{title}"><table>'
            f"<caption>{title}</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>")


def _frame(trace, state):
    """자리 표시에 그 걸음의 글을, 간선에 보낸 변화도를 적은 SVG입니다. 대체 텍스트는 그때까지 만든 노드만 셉니다."""
    made = alt([node for node in trace["nodes"] if state.get(f"{node['k']}.state")])
    svg = re.sub('aria-label="[^"]*"', lambda _: f'aria-label="{escape(made)}"', trace["svg"], count=1)
    svg = re.sub(r'<g data-k="([^"]*)" class="node.*?</g>', lambda m: _filled(m, state), svg, flags=re.S)
    order, twins = _arrivals(trace["nodes"])
    return re.sub(r'(<g data-k="([^"]*)" class="edge.*?)</g>', lambda m: _sent(m, state, order, twins), svg, flags=re.S)


def _arrivals(nodes):
    """간선마다 같은 노드로 가는 간선 가운데 몇째인지와, 한 노드의 여러 자리에서 나란히 가는 간선입니다."""
    order, twins, count = {}, set(), {}
    for node in nodes:
        sources = [source[0] if source else None for source in node["in"]]
        for slot, source in enumerate(sources):
            order[f"{node['k']}.{slot}"] = count[source] = count.get(source, -1) + 1
            if source and sources.count(source) > 1:
                twins.add(f"{node['k']}.{slot}")
    return order, twins


def _filled(match, state):
    key = match[1]
    got, arrived = state.get(f"{key}.got") or state.get(f"{key}.buf"), state.get(f"{key}.arr")
    grad = state.get(f"{key}.grad")
    texts = {"value": state.get(f"{key}.value") or "", "mark": "",
             "got": f"받은 {got}" if got else "",
             "arr": f"도착 {arrived}" if arrived else "", "grad": f".grad {grad}" if grad else ""}
    return re.sub(r'(<text [^>]*data-f="([a-z]+)"[^>]*>)</text>', lambda m: (
        f"{m[1]}{escape(_short(texts.get(m[2], '')))}</text>"), match[0])


def _short(text):
    return text if len(text) <= 32 else f"{text[:31]}…"


def _sent(match, state, order, twins):
    sent = state.get(f"e.{match[2]}")
    path = re.search(r' d="([^"]*)"', match[1])
    if not sent or not sent.get("label") or not path:
        return match[0]
    mark = "⚠ " * (sent["kind"] == "nan")
    # 긴 값과 나란한 간선의 값은 서로 닿지 않게, 화살표의 끝을 가리지 않게 하나씩 높이를 달리합니다.
    crowded = len(sent["label"]) > 9 or match[2] in twins
    x, y = _spot(path[1], (0.2, 0.65)[order[match[2]] % 2] if crowded else 0.5)
    return (f'{match[1]}<text data-static="" class="ag-code ag-sent" text-anchor="middle" x="{x:.1f}" y="{y:.1f}" '
            f'font-size="13" font-weight="bold">▼ {mark}{escape(sent["label"])}</text></g>')


def _spot(path, t):
    """가운데 마디를 t만큼 간 자리입니다. graphviz의 경로는 세제곱 베지에 곡선을 이은 것입니다."""
    numbers = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", path)]
    points = list(zip(numbers[::2], numbers[1::2], strict=True))
    first = (len(points) - 1) // 3 // 2 * 3
    four = points[first:first + 4]
    s = 1 - t
    weights = (s**3, 3 * s * s * t, 3 * s * t * t, t**3) if len(four) == 4 else (1,)
    return tuple(sum(w * p[i] for w, p in zip(weights, four, strict=False)) for i in (0, 1))
