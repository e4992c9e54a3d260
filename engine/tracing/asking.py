"""걸음 안의 질문을 흔한 오해에서 만듭니다. 보기의 숫자는 오해대로 계산한 것입니다."""

from __future__ import annotations

from .numbers import number
from .words import say

_MOST = 4        # 한 기록에 넣는 질문의 수

OVERWRITE = "마지막에 온 길만 남기지 않습니다. 길마다 온 값을 더합니다."
FIRST_ONLY = "처음 온 길만이 아닙니다. 나머지 길의 값도 더합니다."
NO_UPSTREAM = "국소 미분만 적었습니다. 받은 변화도를 곱해야 합니다."
NO_LOCAL = "받은 변화도를 그대로 보내지 않습니다. 국소 미분을 곱합니다."
SIGN = "부호를 다시 볼 곳입니다. 받은 변화도와 국소 미분의 부호를 곱합니다."
NOT_ADDED = "backward()는 .grad를 덮어쓰지 않습니다. 있던 값에 더합니다."
UNCHANGED = "남아 있던 값 그대로가 아닙니다. 이번에 온 값을 더합니다."
ONE_STEP = "학습률만큼 곱해 조금만 움직입니다."
UPHILL = "변화도의 반대쪽으로 움직여야 손실이 줄어듭니다."


def merging(name: str, parts: list[float], total: float) -> dict:
    """여러 길이 모일 때의 질문입니다."""
    return _question(
        say("길마다 온 값이 모두 모이면 {name:으로} 온 변화도는 얼마일까요?", name=name), total,
        [(parts[-1], OVERWRITE), (parts[0], FIRST_ONLY), (-total, SIGN),
         (2 * total, "한 번씩만 더합니다.")])


def sending(out: str, name: str, got: float, local: float) -> dict:
    """국소 미분을 곱해 보낼 때의 질문입니다."""
    return _question(
        say("{out:이} {name:으로} 보낼 변화도는 얼마일까요?", out=out, name=name), got * local,
        [(local, NO_UPSTREAM), (got, NO_LOCAL), (-got * local, SIGN),
         (got + local, "받은 변화도와 국소 미분은 더하지 않고 곱합니다.")])


def accumulating(name: str, before: float, added: float) -> dict:
    """.grad에 이미 값이 있을 때의 질문입니다."""
    return _question(
        say("이제 {name}.grad는 얼마가 될까요?", name=name), before + added,
        [(added, NOT_ADDED), (before, UNCHANGED), (0.0, "역전파는 .grad를 비우지 않습니다.")])


def stepping(name: str, before: float, grad: float, lr: float) -> dict:
    """SGD가 한 걸음 갈 때의 질문입니다."""
    return _question(
        say("옵티마이저가 한 걸음 가면 {name:은} 얼마가 될까요?", name=name), before - lr * grad,
        [(before + lr * grad, UPHILL), (before - grad, ONE_STEP), (before, "변화도가 0이 아니면 움직입니다.")])


def _question(text: str, answer: float, wrong: list) -> dict:
    right = number(float(answer))
    choices = {right: {"v": right, "ok": True, "fb": "맞습니다."}}
    order = {right: answer}
    for value, feedback in wrong:
        shown = number(float(value))
        if shown not in choices and len(choices) < 4:
            choices[shown] = {"v": shown, "fb": f"다시 볼 곳: {feedback}"}
            order[shown] = value
    return {"q": text, "c": [choices[shown] for shown in sorted(choices, key=order.get)]}


def chosen(candidates: list[tuple[int, dict]]) -> list[dict]:
    """보기가 셋은 되는 질문만, 같은 것을 두 번 묻지 않게 고릅니다."""
    asked, result = set(), []
    for at, question in candidates:
        if len(question["c"]) >= 3 and question["q"] not in asked and len(result) < _MOST:
            asked.add(question["q"])
            result.append({"at": at, **question})
    return result
