"""코드를 고치면 그래프가 바뀌는 작은 편집기입니다. 2장에서 씁니다."""

from __future__ import annotations

import os
from contextlib import suppress
from html import escape

from ..draw import Drawing, draw
from .little import run
from .tabs import tabs

_TITLE = "코드와 그래프"
_CSS = """.ag-editor textarea{font-family:ui-monospace,Menlo,Consolas,monospace}
.ag-editor pre{white-space:pre-wrap;line-height:1.5}"""


class Editor:
    """코드마다 그래프 하나입니다. 커널이 살아 있으면 고칠 수 있고, 책에서는 바꿔 가며 봅니다."""

    def __init__(self, programs: tuple[str, ...]):
        self._drawings = {program.strip(): _drawn(program) for program in programs}

    def __repr__(self) -> str:
        return "\n\n".join(f"{code}\n→ {drawing}" for code, drawing in self._drawings.items())

    def _repr_mimebundle_(self, **_) -> dict:
        text = {"text/plain": repr(self)}
        if not os.environ.get("ENGINE_STATIC"):
            with suppress(ImportError):
                return {**self.live()._repr_mimebundle_(), **text}
        return {**text, "text/html": self._html()}

    def _html(self) -> str:
        panels = {_name(code): f"<pre><code>{escape(code)}</code></pre>{drawing._repr_html_()}"
                  for code, drawing in self._drawings.items()}
        return tabs(_TITLE, panels, repr(self))

    def live(self):
        """글상자와 그래프를 담은 위젯입니다. 첫 줄의 단추는 처음의 코드를 다시 채웁니다."""
        import ipywidgets as widgets

        first, *_ = self._drawings
        text = widgets.Textarea(first, rows=6, layout={"width": "100%"})
        text.description, text.style.description_width = "코드", "3em"
        error = widgets.HTML(layout={"min_height": "5.5em"})     # 오류가 나도 그림이 밀리지 않습니다.
        picture = widgets.HTML(self._drawings[first]._repr_html_())

        def redraw(change):
            try:
                picture.value, error.value = _drawn(change["new"])._repr_html_(), ""
            except (RuntimeError, ValueError, TypeError) as refused:
                error.value = f'<pre role="alert">{escape(str(refused))}</pre>'

        def button(code):
            made = widgets.Button(description=_name(code), layout={"width": "auto"})
            made.on_click(lambda _: setattr(text, "value", code))
            return made

        text.observe(redraw, "value")
        box = widgets.VBox([widgets.HTML(f"<style>{_CSS}</style>"),
                            widgets.HBox([button(code) for code in self._drawings],
                                         layout={"flex_flow": "row wrap"}), text, error, picture])
        return box.add_class("ag-editor")


def _drawn(code: str) -> Drawing:
    last, tensors = run(code)
    return draw(last, names=tensors)


def _name(code: str) -> str:
    """단추의 글: 첫 줄의 주석이고, 없으면 마지막 줄입니다."""
    lines = code.splitlines()
    return lines[0].lstrip("# ") if code.startswith("#") else lines[-1]


def editor(*programs: str) -> Editor:
    """코드를 고쳐 그래프를 봅니다: editor("x = tensor(2.0, requires_grad=True)\\ny = x * x", …)

    첫 코드로 시작하고, 나머지는 단추로 부릅니다. 코드는 ‘이름 = 식’ 꼴의 줄이고(little),
    그래프는 마지막으로 담은 텐서의 것입니다. ValueError: 처음 준 코드를 실행할 수 없을 때.
    """
    return Editor(programs)
