"""걸음 안의 질문을 흔한 오해에서 만듭니다. 보기의 숫자는 오해대로 계산한 것입니다."""

from __future__ import annotations

import re

from ..korean import say
from .numbers import number

_MOST = 4        # 한 기록에 넣는 질문의 수

def merging(name: str, parts: list[float], total: float) -> dict:
    """여러 길이 모일 때의 질문입니다."""
    came = {"parts": ", ".join(map(number, parts)), "one": number(parts[-1]), "first": number(parts[0]),
            "total": number(total)}
    return _question(
        say("길마다 온 값이 모두 모이면 {name:으로} 온 변화도는 얼마일까요?", name=name), total,
        [(parts[-1], "{one:은} 마지막에 온 값입니다. 길마다 온 {parts:을} 모두 더합니다."),
         (parts[0], "{first:은} 처음 온 값입니다. 길마다 온 {parts:을} 모두 더합니다."),
         (2 * total, "길마다 온 {parts:을} 한 번씩만 더합니다.")],
        (-total, "길마다 온 {parts:을} 부호 그대로 더합니다."), min(parts) < 0, came)


def sending(out: str, where: str, got: float, local: float) -> dict:
    """국소 미분을 곱해 보낼 때의 질문입니다. where는 ‘자리 0의 x’처럼 받을 곳입니다."""
    return _question(
        say("{out:이} {where:으로} 보낼 변화도는 얼마일까요?", out=out, where=where), got * local,
        [(local, "{local:은} 국소 미분입니다. 받은 변화도 {got:을} 곱해야 합니다."),
         (got, "{got:은} 받은 변화도입니다. 국소 미분 {local:을} 곱해서 보냅니다."),
         (got + local, "받은 변화도 {got:과} 국소 미분 {local:은} 더하지 않고 곱합니다.")],
        (-got * local, "받은 변화도 {got:과} 국소 미분 {local}의 부호를 곱합니다."), min(got, local) < 0,
        {"got": number(got), "local": number(local)})


def accumulating(name: str, before: float, added: float) -> dict:
    """.grad에 이미 값이 있을 때의 질문입니다."""
    return _question(
        say("이제 {name}.grad는 얼마가 될까요?", name=name), before + added,
        [(added, "backward()는 .grad를 덮어쓰지 않습니다. 있던 {before}에 {added:을} 더합니다."),
         (before, "{before:은} 남아 있던 값입니다. 이번에 온 {added:을} 더합니다."),
         (0.0, "역전파는 .grad를 비우지 않습니다. 있던 {before}에 {added:을} 더합니다.")],
        shown={"before": number(before), "added": number(added)})


def stepping(name: str, before: float, grad: float, lr: float) -> dict:
    """SGD가 한 걸음 갈 때의 질문입니다."""
    return _question(
        say("옵티마이저가 한 걸음 가면 {name:은} 얼마가 될까요?", name=name), before - lr * grad,
        [(before + lr * grad, "변화도 {grad}의 반대쪽으로 움직여야 손실이 줄어듭니다."),
         (before - grad, "변화도 {grad}에 학습률 {lr:을} 곱한 만큼만 움직입니다."),
         (before, "변화도 {grad:이} 0이 아니라서 움직입니다.")],
        shown={"grad": number(grad), "lr": number(lr)})


def _question(text: str, answer: float, wrong: list, sign=None, negative=False, shown=None) -> dict:
    """부호를 틀린 보기 sign은 음수가 있거나 보기가 셋이 안 될 때만 넣습니다."""
    right = number(float(answer))
    choices = {right: {"v": right, "ok": True, "fb": "맞습니다."}}
    order = {right: answer}

    def offer(value, feedback):
        choice = number(float(value))
        if choice not in choices and len(choices) < 4:
            choices[choice] = {"v": choice, "fb": f"다시 볼 곳: {say(feedback, **shown)}"}
            order[choice] = value

    if sign and negative:
        offer(*sign)
    for each in wrong:
        offer(*each)
    if sign and len(choices) < 3:
        offer(*sign)
    return {"q": text, "c": [choices[choice] for choice in sorted(choices, key=order.get)]}


def chosen(candidates: list[tuple[int, dict]]) -> list[dict]:
    """보기가 셋은 되는 질문만, 같은 것을 두 번 묻지 않게 고릅니다."""
    asked, result = set(), []
    for at, question in candidates:
        same = re.sub(r"자리 \d+의 ", "", question["q"])      # 자리만 다른 질문은 한 번이면 됩니다.
        if len(question["c"]) >= 3 and same not in asked and len(result) < _MOST:
            asked.add(same)
            result.append({"at": at, **question})
    return result
