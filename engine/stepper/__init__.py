"""걸음보기: 기록한 순전파와 역전파를 한 걸음씩 앞뒤로 넘겨 봅니다.

기록은 사전(JSON)이고 숫자와 문장은 모두 기록에 있습니다. 재생기(player.js)는 그리기만 합니다.
"""

import os

from .html import static_html, transcript


def mimebundle(trace, rerun=None, compact=False):
    """노트북이 보일 것. 책을 지을 때와 anywidget이 없을 때는 혼자 서는 HTML만 돌려줍니다.

    rerun   독자가 고친 값 {"x": 2.5}를 받아 새 기록을 돌려주는 함수. 커널이 살아 있을 때만 부릅니다.
    compact 그래프, 한 줄의 코드와 수식, 설명, 단추만 보일지. 첫 쪽처럼 좁은 자리에 씁니다.
    환경 변수 ENGINE_STATIC이 켜져 있으면 책을 짓는 중입니다. 재생기는 책이 쪽마다 한 번 싣습니다.
    """
    text = {"text/plain": transcript(trace)}
    if compact:
        trace = {**trace, "compact": True}
    book = bool(os.environ.get("ENGINE_STATIC"))
    if not book:
        try:
            from .widget import live
        except ImportError:
            pass
        else:
            bundle = live(trace, rerun)._repr_mimebundle_()
            data = bundle[0] if isinstance(bundle, tuple) else bundle
            return {**data, **text}
    return {**text, "text/html": static_html(trace, assets=not book)}
