"""노드 수명표: 기록에 든 노드가 순전파와 역전파마다 어떻게 되는지 한 줄씩 보입니다. 5장에서 씁니다."""

from __future__ import annotations

from html import escape

from ..tracing import Trace

_WIDE = "border-left:3px solid var(--forward,#1d4ed8);background:rgba(127,127,127,.1)"
_BACK = "border-left:3px double var(--backward,#b45309)"
_THIN = "border-left:3px dotted rgba(127,127,127,.7)"


class Lifeline:
    """노드마다 한 줄, 순전파와 역전파마다 한 칸인 표입니다."""

    def __init__(self, trace: Trace):
        self.phases, where = _phases(trace.steps)
        self.rows = [(node["name"], _cells(trace, node, where, len(self.phases)))
                     for node in trace.nodes if node["kind"] == "op"]
        self.memory = [f"{trace.steps[_last(where, i)]['mem']}바이트" for i in range(len(self.phases))]

    def __repr__(self) -> str:
        lines = [" | ".join(["연산의 노드", *self.phases])]
        lines += [" | ".join([name, *cells]) for name, cells in self.rows]
        return "\n".join([*lines, " | ".join(["저장된 텐서", *self.memory])])

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{each}</th>' for each in ["연산의 노드", *self.phases])
        rows = [_row(name, cells) for name, cells in self.rows]
        rows.append(_row("저장된 텐서", self.memory))
        return ('<div tabindex="0" role="group" aria-label="노드 수명표" '
                'style="overflow-x:auto;white-space:nowrap">'
                f'<table class="table"><thead><tr>{head}</tr></thead>'
                f"<tbody>{''.join(rows)}</tbody></table></div>")


def lifeline(trace: Trace) -> Lifeline:
    """기록한 노드의 수명표입니다. 표를 노트북의 칸 끝에 두면 보입니다."""
    return Lifeline(trace)


def _phases(steps: list[dict]) -> tuple[list[str], list[int]]:
    """(순전파와 역전파의 이름, 걸음마다의 번호). 시작값을 넣는 걸음부터 역전파입니다."""
    names, where, backward = ["순전파 1"], [], False
    for step in steps:
        starts = step["t"] in ("seed", "error")
        if starts and not backward:
            names.append(f"역전파 {len(names) // 2 + 1}")
            backward = True
        elif backward and step["t"] == "op" and not _in_region(step):
            names.append(f"순전파 {len(names) // 2 + 1}")
            backward = False
        where.append(len(names) - 1)
    return names, where


def _in_region(step: dict) -> bool:
    return "기록하지 않습니다" in step["say"]


def _cells(trace: Trace, node: dict, where: list[int], count: int) -> list[str]:
    key, cells = node["k"], [""] * count
    at = {kind: [where[i] for i, step in enumerate(trace.steps)
                 if step["n"] == key and step["t"] == kind] for kind in ("op", "pop", "free", "error")}
    born = at["op"][0]
    saved = ", ".join({item["name"]: None for item in trace.to_dict()["saved"].get(key, ())})
    gone, heir = _renamed(trace, node, where)
    for i in range(born, count):
        emptied = saved and any(phase < i for phase in at["free"])
        if i == born:
            cells[i] = f"만듦, {saved} 저장" if saved else "만듦"
        elif i in at["error"]:
            cells[i] = "⚠ 멈춤"
        elif gone is not None and i >= gone:
            cells[i] = f"→ {heir}" if i == gone else ""
        elif i in at["pop"]:
            cells[i] = "지나감, 해제 ✕" if i in at["free"] else "지나감"
        else:
            cells[i] = "해제된 채" if emptied else "남아 있음"
    return cells


def _renamed(trace: Trace, node: dict, where: list[int]) -> tuple[int | None, str]:
    """같은 변수에 새 노드를 담은 때와 그 노드의 이름입니다."""
    base = (node["name"] or "").rstrip("₀₁₂₃₄₅₆₇₈₉")
    keys = [other["k"] for other in trace.nodes if other["kind"] == "op"
            and (other["name"] or "").rstrip("₀₁₂₃₄₅₆₇₈₉") == base]
    later = keys[keys.index(node["k"]) + 1:]
    if not later or base == node["name"]:
        return None, ""
    names = {other["k"]: other["name"] for other in trace.nodes}
    index = next(i for i, step in enumerate(trace.steps) if step["t"] == "op" and step["n"] == later[0])
    return where[index], names[later[0]]


def _last(where: list[int], phase: int) -> int:
    return max(i for i, each in enumerate(where) if each == phase)


def _row(name: str, cells: list[str]) -> str:
    return (f'<tr><th scope="row">{escape(name)}</th>'
            + "".join(f'<td{_style(cell)}>{escape(cell)}</td>' for cell in cells) + "</tr>")


def _style(cell: str) -> str:
    kinds = {"만듦": _WIDE, "지나감": _BACK, "⚠": _BACK, "비어": _THIN, "남아": _THIN}
    found = next((style for mark, style in kinds.items() if cell.startswith(mark)), None)
    return f' style="{found};padding-left:.6em"' if found else ""
