"""값 하나를 움직일 때의 손실 곡선에, 변화도를 기울기로 그은 직선을 겹쳐 봅니다. 1장에서 씁니다."""

from __future__ import annotations

import os
from contextlib import suppress
from html import escape
from typing import NamedTuple

import numpy as np

from ..autograd import grad
from ..draw.svg import THEME
from ..grad_mode import no_grad
from ..korean import with_particle
from .tabs import tabs

STEP = 0.02                   # 기울기를 잴 때 양쪽으로 움직이는 크기. 1.5절과 같습니다.
_STOPS, _SLIDES, _POINTS = 7, 121, 61
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 400, 260, 44, 12, 12, 46
_CSS = """
.ag-tangent{width:100%;max-width:32rem;height:auto;font-size:13px}
.ag-tangent text{fill:currentColor}
.ag-tangent .ag-axis{stroke:currentColor;stroke-opacity:.25}
.ag-tangent .ag-curve{fill:none;stroke:var(--ag-forward);stroke-width:2.5}
.ag-tangent .ag-line{stroke:var(--ag-back);stroke-width:2;stroke-dasharray:7 4}
.ag-tangent circle{fill:var(--ag-back)}
.ag-slopes{margin:.4em 0;font-variant-numeric:tabular-nums}
.ag-slopes span{white-space:nowrap}
@media print{.ag-switch>section:has(.ag-tangent){display:none}}
"""


class Point(NamedTuple):
    """곡선의 한 점입니다: 움직인 값, 손실, 양쪽으로 움직여 잰 기울기, 역전파로 구한 변화도."""

    value: float
    loss: float
    slope: float
    grad: float


class Tangent:
    """손실 곡선과 접선입니다. 커널이 살아 있으면 슬라이더로, 책에서는 단추로 점을 옮깁니다."""

    def __init__(self, function, tensors: tuple, at: tuple, between: tuple[float, float], name: str):
        self._function, self._at, self._name = function, at, name
        self._tensors = [tensor.detach().clone() for tensor in tensors]    # 뒤에서 고쳐도 그림은 그대로입니다.
        self._between = between
        self.start = self._tensors[0][at].item()
        values = np.linspace(*between, _POINTS)
        self._curve = [(value, self._loss(value)) for value in values]

    def point(self, value: float) -> Point:
        """`value`에서의 손실과 기울기입니다. 기울기는 손실로 재고, 변화도는 역전파로 구합니다."""
        leaf, *rest = self._tensors
        leaf = leaf.clone()
        leaf[self._at] = value
        loss = self._function(leaf.requires_grad_(), *rest)
        slope = (self._loss(value + STEP) - self._loss(value - STEP)) / (2 * STEP)
        return Point(value, loss.item(), slope, grad(loss, leaf)[0][self._at].item())

    def stops(self) -> list[Point]:
        """책에서 고를 수 있는 점입니다. 처음 값도 들어 있습니다."""
        return [self.point(value) for value in sorted({*np.linspace(*self._between, _STOPS), self.start})]

    def _loss(self, value: float) -> float:
        leaf, *rest = self._tensors
        with no_grad():
            leaf = leaf.clone()
            leaf[self._at] = value
            return self._function(leaf, *rest).item()

    def __repr__(self) -> str:
        lines = [f"{with_particle(self._name, '을')} 움직일 때: 값, 손실, 양쪽으로 움직여 잰 기울기, 변화도"]
        lines += [f"{_round(p.value, 3)}: {p.loss:.4f}, {p.slope:.4f}, {p.grad:.4f}" for p in self.stops()]
        return "\n".join(lines)

    def _repr_mimebundle_(self, **_) -> dict:
        text = {"text/plain": repr(self)}
        if not os.environ.get("ENGINE_STATIC"):
            with suppress(ImportError):
                return {**self.live()._repr_mimebundle_(), **text}
        return {**text, "text/html": self._html()}

    def _html(self) -> str:
        stops = self.stops()
        panels = {f"{_round(point.value, 3)}": self._panel(point) for point in stops}
        chosen = next(i for i, point in enumerate(stops) if point.value == self.start)
        return tabs(f"{self._name}의 값", panels, repr(self), f"<p>{escape(self._name)}의 값</p>", _CSS + THEME,
                    chosen)

    def live(self):
        """슬라이더와 그림을 담은 위젯입니다."""
        import ipywidgets as widgets

        # 처음 값에서 그대로 열리도록, 고르게 나눈 값들에 처음 값을 끼워 넣습니다.
        values = sorted({*np.linspace(*self._between, _SLIDES).round(3).tolist(), self.start})
        slider = widgets.SelectionSlider(options=[(_round(value, 3), value) for value in values], value=self.start,
                                         description=f"{self._name}의 값", style={"description_width": "initial"},
                                         layout={"width": "min(36rem, 100%)"})
        picture = widgets.HTML(self._panel(self.point(self.start)))
        slider.observe(lambda change: setattr(picture, "value", self._panel(self.point(change["new"]))), "value")
        return widgets.VBox([widgets.HTML(f"<style>{_CSS}{THEME}</style>"), slider, picture])

    def _panel(self, point: Point) -> str:
        facts = (f"손실 {point.loss:.4f}", f"양쪽으로 움직여 잰 기울기 <b>{_round(point.slope)}</b>",
                 f"{escape(self._name)}의 변화도 <b>{_round(point.grad)}</b>")
        return f'{self._svg(point)}<p class="ag-slopes">{" · ".join(f"<span>{each}</span>" for each in facts)}</p>'

    def _svg(self, point: Point) -> str:
        low, high = self._between
        top = max(loss for _, loss in self._curve) * 1.05
        across = (_WIDTH - _LEFT - _RIGHT) / (high - low)
        down = (_HEIGHT - _TOP - _BOTTOM) / top

        def place(value: float, loss: float) -> str:
            return f"{_LEFT + (value - low) * across:.1f},{_TOP + (top - loss) * down:.1f}"

        def segment(kind: str, start: tuple, end: tuple) -> str:
            (x1, y1), (x2, y2) = (place(*each).split(",") for each in (start, end))
            return f'<line class="{kind}" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}"/>'

        def write(text: str, anchor: str, value: float, loss: float, right: float, below: float) -> str:
            x, y = map(float, place(value, loss).split(","))
            return f'<text text-anchor="{anchor}" x="{x + right:.1f}" y="{y + below:.1f}">{text}</text>'

        marks = [write(_round(x, 0), "middle", x, 0, 0, 18) for x in np.linspace(low, high, _STOPS)]
        for loss in np.arange(0, top, 0.5):
            marks += [segment("ag-axis", (low, loss), (high, loss)), write(f"{loss:.1f}", "end", low, loss, -8, 4)]
        ends = _inside(point, low, high, top)
        x, y = place(point.value, point.loss).split(",")
        alt = (f"{with_particle(self._name, '이')} {_round(point.value, 3)}일 때 손실 {point.loss:.4f}인 점에서, "
               f"기울기 {_round(point.grad)}인 직선이 손실 곡선에 닿습니다.")
        return (f'<svg class="ag-graph ag-tangent" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
                f'aria-label="{escape(alt)}">{"".join(marks)}'
                f'<polyline class="ag-curve" points="{" ".join(place(*each) for each in self._curve)}"/>'
                f'{segment("ag-line", *ends)}<circle cx="{x}" cy="{y}" r="5.5"/>'
                f'{write("손실", "start", low, top, 6, 12)}'
                f'{write(escape(self._name), "end", high, 0, 0, 38)}</svg>')


def tangent(function, *tensors, at: tuple, between: tuple[float, float] = (-6., 6.),
            name: str | None = None) -> Tangent:
    """첫 텐서의 `at` 자리 값 하나만 움직일 때의 손실 곡선과 접선입니다: tangent(loss_of, w, b, at=(0, 0))

    function  텐서들을 받아 손실(값 하나)을 돌려주는 함수. 텐서들은 복사해 두고 넘깁니다.
    between   움직일 범위
    name      움직일 값의 이름. 적지 않으면 w[0, 0]처럼 적습니다.
    """
    return Tangent(function, tensors, at, between, name or f"w[{', '.join(map(str, at))}]")


def _inside(point: Point, low: float, high: float, top: float) -> tuple[tuple, tuple]:
    """점을 지나는 직선에서 그림 안에 드는 부분의 두 끝입니다."""
    left, right = low, high
    if point.grad:
        edges = sorted(point.value + (edge - point.loss) / point.grad for edge in (0, top))
        left, right = max(left, edges[0]), min(right, edges[1])
    return tuple((value, point.loss + point.grad * (value - point.value)) for value in (left, right))


def _round(value: float, digits: int = 4) -> str:
    """끝의 0을 뗀 숫자입니다. 기울기처럼 견줄 수는 소수 넷째 자리까지 모두 적습니다."""
    text = f"{value:.{digits}f}"
    if digits == 3:
        text = text.rstrip("0").rstrip(".")
    return text.replace("-", "−")
