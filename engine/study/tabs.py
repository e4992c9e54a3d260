"""이름을 누르면 그 이름의 판만 보이는 HTML입니다. 스크립트 없이, 라디오 단추와 CSS만 씁니다."""

from __future__ import annotations

import hashlib
from html import escape

_CSS = """
.ag-switch{padding:.3em}
.ag-switch>input{position:absolute;opacity:0;pointer-events:none}
.ag-switch>label{display:inline-block;margin:0 .4em .6em 0;padding:.35em .9em;cursor:pointer;
border:1px solid;border-radius:1.2em}
.ag-switch>input:checked+label{font-weight:bold;border-width:2px;text-decoration:underline}
.ag-switch>input:focus-visible+label{outline:2px solid;outline-offset:2px}
.ag-switch>section{display:none}
"""
_PRINT = "@media print{.ag-switch>section{display:block}}\n"


def tabs(title: str, panels: dict[str, str], seed: str, before: str = "", css: str = "",
         chosen: int = 0) -> str:
    """이름 → HTML인 판들을 바꿔 봅니다. `chosen`번 판이 먼저 보이고, 인쇄하면 모두 나옵니다.

    seed    한 쪽에 여럿 있어도 id가 겹치지 않게 하는 글. 같은 글이면 id도 언제나 같습니다.
    before  단추 앞에 늘 보이는 HTML
    """
    mark = "s" + hashlib.sha256(seed.encode()).hexdigest()[:6]
    shown = "".join(
        f".ag-switch>#{mark}-{i}:checked~section:nth-of-type({i + 1}){{display:block}}"
        for i in range(len(panels)))
    buttons = "".join(
        f'<input type="radio" name="{mark}" id="{mark}-{i}"{" checked" * (i == chosen)}>'
        f'<label for="{mark}-{i}">{escape(name)}</label>' for i, name in enumerate(panels))
    sections = "".join(f'<section aria-label="{escape(name)}">{panel}</section>'
                       for name, panel in panels.items())
    return (f'<div class="ag-switch" role="group" aria-label="{escape(title)}">'
            f"<style>{_CSS}{css}{_PRINT}{shown}</style>{before}{buttons}{sections}</div>")
