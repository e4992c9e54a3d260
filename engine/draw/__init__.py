"""연산 그래프를 그립니다: `draw(loss)` → 밝은 화면과 어두운 화면을 모두 따르는 SVG.

자리는 graphviz가 정하고, 색과 글꼴은 CSS가 정합니다. graphviz는 그릴 때만 불러옵니다.
상자의 글은 boxes, 배치는 layout, 다듬기는 svg에 있습니다.
"""

import hashlib
import re
from functools import cached_property
from html import escape
from pathlib import Path

from .. import errors
from ..graph import SHOWN, VIEWS, caller_names, describe, is_tensor
from .boxes import dot_source, tags_of
from .layout import run_dot
from .svg import SMALLEST, tidy_svg

__all__ = ["Drawing", "draw"]

_DIRECTIONS = "TB", "BT", "LR", "RL"


def draw(tensor, *more, show=SHOWN, names=None, limit=200, direction="BT", dot=None):
    """텐서까지 이어지는 연산 그래프의 그림. 값은 잎에서 뿌리로 화살표를 따라 흐릅니다.

    텐서를 더 주면 한 그림에 겹칩니다. draw(y, g)에서 y에 없고 g에만 있는 노드는 점선 상자입니다:
    g가 create_graph=True로 구한 변화도라면, 처음 그래프 위에 얹힌 역전파의 그래프입니다.
    detach()한 텐서가 그림에 있으면 원래 텐서와 점선으로 잇고 ✂를 답니다.

    show       상자에 적을 것: "data", "grad", "grad_fn", "saved"(저장된 텐서), "version"(버전 번호)
    names      {"w": w}처럼 직접 주는 이름. 나머지는 부른 곳의 변수 이름에서 찾습니다.
    limit      그릴 상자(노드와 상수)의 수. 넘으면 뿌리 쪽만 그리고 그 사실을 적습니다.
    direction  "BT"(아래에서 위로, 걸음보기와 같습니다), "TB", "LR"(왼쪽에서 오른쪽), "RL"
    dot        쓸 dot 실행 파일. 없으면 환경 변수 ENGINE_DOT, graphviz-pure, dot의 순서로 찾습니다.
    """
    tensors = tensor, *more
    for each in tensors:
        if not is_tensor(each):
            raise errors.NOTHING_TO_DRAW(type=type(each).__name__)
    show = (show,) if isinstance(show, str) else tuple(show)
    if not set(show) <= set(VIEWS):
        raise errors.UNKNOWN_VIEW(show=sorted(set(show) - set(VIEWS)), known=", ".join(VIEWS))
    if direction not in _DIRECTIONS:
        raise errors.UNKNOWN_DIRECTION(direction=repr(direction))
    return Drawing(describe(tensors, caller_names(1, names), limit, show=show), direction, dot)


class Drawing:
    """그린 결과. 그린 순간의 그래프를 담으므로, 나중에 값이 바뀌어도 그림은 그대로입니다."""

    def __init__(self, graph, direction, program=None):
        self.graph = graph
        self.dot = dot_source(graph, direction)
        self._program = program

    @cached_property
    def _layout(self):
        return run_dot(self.dot, self._program)

    @cached_property
    def svg(self):
        """SVG 글. 그릴 수 없는 환경이면 None이고, 까닭은 `note`에 있습니다."""
        return tidy_svg(self._layout[0], self.graph) if self._layout[0] else None

    @property
    def note(self):
        """그림과 함께 읽을 문장: 이름표로 줄인 것, 다 그리지 못했거나 아예 그리지 못한 까닭."""
        names = ", ".join(dict.fromkeys(tags_of(self.graph).values()))
        tags = f"여러 번 쓰인 노드는 상자 하나와 이름표로 그렸습니다: {names}." if names else ""
        return " ".join(filter(None, [self.graph.omission, self._layout[1] or tags]))

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
        wide = float(re.search(r'viewBox="\S+ \S+ (\S+)', svg)[1]) > 320 / SMALLEST
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
