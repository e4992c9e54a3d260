"""여러 걸음보기를 한자리에서 바꿔 가며 봅니다. 스크립트 없이도 단추가 눌리고 막대가 보입니다."""

from __future__ import annotations

import os
from html import escape

from engine.stepper import static_html, transcript
from engine.stepper.html import assets_html
from engine.tracing import Trace

from .tabs import tabs

_CSS = """\
.ag-switch .ag-wide table{min-width:100%;border-collapse:collapse}
.ag-switch .ag-wide :is(th,td){white-space:nowrap;padding:.3em .5em;text-align:left;border-bottom:1px solid #8886}
.ag-peak{display:inline-block;height:.6em;margin-right:.5em;border-radius:.3em;background:currentColor}
.ag-switch .ag-wide{overflow-x:auto;margin-bottom:.8em}
"""


class Switch:
    """이름을 누르면 그 걸음보기로 바뀝니다. 표는 모두를 한꺼번에 견줍니다."""

    def __init__(self, title: str, traces: dict[str, Trace]):
        self._title, self._traces = title, traces

    def rows(self) -> list[tuple[str, dict[str, str], int]]:
        """걸음보기마다 (이름, 잎마다의 .grad, 저장된 텐서가 가장 많을 때의 바이트)입니다."""
        result = []
        for name, trace in self._traces.items():
            state = trace.state()
            grads = {node["name"]: state.get(f"{node['k']}.grad", "")
                     for node in trace.nodes if node["kind"] == "leaf"}
            result.append((name, grads, max(step["mem"] for step in trace.steps)))
        return result

    def __repr__(self) -> str:
        lines = [self._title]
        for name, grads, peak in self.rows():
            shown = ", ".join(f"{leaf}.grad {grad}" for leaf, grad in grads.items())
            lines.append(f"{name}: {shown}, 저장된 텐서 최고 {peak} B")
        return "\n".join([*lines, *(transcript(t.to_dict()) for t in self._traces.values())])

    def _repr_mimebundle_(self, **_) -> dict:
        return {"text/plain": repr(self), "text/html": self._html()}

    def _html(self) -> str:
        panels = {name: static_html(t.shown(), assets=False) for name, t in self._traces.items()}
        assets = "" if os.environ.get("ENGINE_STATIC") else assets_html()
        return tabs(self._title, panels, repr(self), self._table(), _CSS) + assets

    def _table(self) -> str:
        rows = self.rows()
        leaves = list(dict.fromkeys(leaf for _, grads, _ in rows for leaf in grads))
        most = max(peak for *_, peak in rows) or 1
        head = "".join(f'<th scope="col">{escape(leaf)}.grad</th>' for leaf in leaves)
        body = "".join(
            f'<tr><th scope="row">{escape(name)}</th>'
            + "".join(f"<td>{escape(grads.get(leaf, '없음(None)'))}</td>" for leaf in leaves)
            + f'<td><span class="ag-peak" style="width:{peak / most * 5:.2f}em"></span>{peak} B</td></tr>'
            for name, grads, peak in rows)
        return (f'<div class="ag-wide" tabindex="0" role="group" aria-label="{escape(self._title)} 표">'
                f'<table><thead><tr><th scope="col">방법</th>{head}'
                '<th scope="col">저장된 텐서</th></tr></thead>'
                f"<tbody>{body}</tbody></table></div>")


def switch(title: str, traces: dict[str, Trace]) -> Switch:
    """이름마다의 걸음보기를 바꿔 가며 봅니다: switch("…", {"모두 추적": trace1, "no_grad": trace2})"""
    return Switch(title, traces)
