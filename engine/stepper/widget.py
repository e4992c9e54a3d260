"""커널이 살아 있을 때의 걸음보기: 같은 재생기를 anywidget으로 올립니다."""

import anywidget
import traitlets

from .html import player_css, player_module, with_picture


class Stepper(anywidget.AnyWidget):
    """기록 하나와 지금 걸음. 값을 고치면 `inputs`가 바뀌고, 새 기록은 `trace`에 넣습니다.

    trace   기록(사전). 바꾸면 화면이 새 기록을 같은 걸음에서 보입니다.
    at      지금 걸음의 번호. 0부터 셉니다.
    inputs  독자가 고친 값: {"x": 2.5}
    """

    _esm = player_module()
    _css = player_css()
    trace = traitlets.Dict().tag(sync=True)
    at = traitlets.Int(0).tag(sync=True)
    inputs = traitlets.Dict().tag(sync=True)

    def __init__(self, trace, at=0, **more):
        super().__init__(trace=with_picture(trace), at=at, **more)

    def __repr__(self):     # 주소가 든 기본 repr은 nbval을 깨뜨립니다.
        steps = len(self.trace.get("steps", ()))    # 나란히 보기와 고쳐 보기에는 걸음이 여럿입니다.
        return f"걸음보기({steps}걸음 가운데 {self.at + 1})" if steps else "걸음보기"


def live(trace, rerun=None):
    """살아 있는 걸음보기. rerun이 있으면 독자가 값을 고칠 때마다 그 함수의 새 기록을 보입니다."""
    def fresh(values):
        return {**rerun(values), **{key: trace[key] for key in ("compact", "open", "called") if key in trace}}
    at = trace.get("open", {"k": 1})["k"] - 1
    stepper = Stepper(fresh({}) if rerun else trace, at=at)
    if rerun:
        def again(change):
            stepper.trace = with_picture(fresh(change["new"]))
        stepper.observe(again, "inputs")
    return stepper
