"""학습의 걸음: 매개변수 고치기, 변화도 비우기."""

from __future__ import annotations

import numpy as np

from ..korean import say
from . import asking
from .numbers import brief, in_formula
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
        numbers = f" ({kind}, 학습률 {brief(np.asarray(lr))})"
        if kind == "SGD" and grad is not None and grad.size <= 4 and np.allclose(
                before - lr * grad, after, rtol=1e-5):
            numbers = f" (학습률 {brief(np.asarray(lr))} × {in_formula(grad)})"
        sentence = f"{name}: {brief(before)} → {brief(after)}{numbers}."
        changes = {**self.show_value(key, after, counter[0] if counter else None), **stale}
        last = self.list[-1] if self.list else None
        if "학습률" in numbers and kind == "SGD" and after.size == 1 and "×" in numbers:
            self.candidates.append((len(self.list), asking.stepping(
                name, before.item(), grad.item(), lr)))
        self.step("optim", sentence, key=key, changes=changes, place=fact.place,
                  big=not last or last["t"] != "optim",
                  formula=[f"{name} ← {brief(before)} − {brief(np.asarray(lr))} × "
                           f"{in_formula(grad)}" if kind == "SGD" and grad is not None
                           and grad.size <= 4 else f"{name}: {brief(before)}",
                           f"= {brief(after)}"], was=brief(before))

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
