"""학습의 걸음: 매개변수 고치기, 변화도 비우기."""

from __future__ import annotations

import numpy as np

from ..korean import say
from . import asking
from .numbers import WRITTEN, brief, in_formula, number
from .steps import NO_GRAD, STALE, Steps


class Training(Steps):
    """옵티마이저가 한 일의 걸음을 더합니다."""

    def _on_stepped(self, fact) -> None:
        kind, tensor, before, after, grad, lr, counter = fact.data
        key = self.leaf(tensor)
        name = self.nodes.name(key)
        stale = {f"{other}.saved.{place}": STALE
                 for kept, version, other, place in self.versions
                 if kept is counter and (other, place) in self.alive}
        rate, moved = brief(np.asarray(lr)), _moved(before, after)
        lines, how = [f"{name}: {moved}"], f"{kind}, 학습률 {rate}"
        # 모멘텀이나 가중치 감쇠가 있으면 ‘학습률 × 변화도’만큼 움직이지 않습니다.
        if kind == "SGD" and grad is not None and grad.size <= WRITTEN and np.allclose(
                before - lr * grad, after, rtol=1e-5):
            how = f"학습률 {rate} × {in_formula(grad)}"
            lines = [f"{name} ← {brief(before)} − {rate} × {in_formula(grad)}", f"= {brief(after)}"]
            if after.size == 1:
                self.candidates.append((len(self.list), asking.stepping(
                    name, before.item(), grad.item(), lr)))
        last = self.list[-1] if self.list else None
        self.step("optim", f"{name}: {moved} ({how}).", key=key, place=fact.place, formula=lines,
                  changes={**self.show_value(key, after, counter[0] if counter else None), **stale},
                  big=not last or last["t"] != "optim", was=brief(before))

    def _on_replaced(self, fact) -> None:
        tensor, before, after = fact.data
        key = self.leaf(tensor)
        name = self.nodes.name(key)
        was = NO_GRAD if before is None else brief(before)
        now = NO_GRAD if after is None else brief(after)
        sentence = (say("{name}.grad를 비웠습니다. {was}에서 없음(None)이 되었습니다.", name=name, was=was)
                    if after is None else
                    say("{name}.grad를 {was}에서 {now:으로} 바꿔 넣었습니다.", name=name, was=was, now=now))
        last = self.list[-1] if self.list else None
        self.step("zero", sentence, key=key, changes={f"{key}.grad": now}, place=fact.place,
                  big=not last or last["t"] != "zero", formula=[f"{name}.grad: {was} → {now}"])


def _moved(before, after) -> str:
    """앞의 값과 새 값입니다. 평균만 적어 같아 보이면, 가장 많이 움직인 값을 적습니다."""
    was, now = brief(before), brief(after)
    if was != now or np.array_equal(before, after):
        return f"{was} → {now}"
    at = np.abs(after - before).argmax()
    return f"{was}, 가장 많이 움직인 값은 {number(before.flat[at])} → {number(after.flat[at])}"
