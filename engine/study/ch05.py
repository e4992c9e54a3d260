"""5장의 연습: 연산 그래프에 대한 추가 정보."""

from __future__ import annotations

from collections.abc import Callable

import engine
from engine.graph import describe

from .check import exercise, said


def repeated(x, k: int):
    """연습 5-1의 함수입니다."""
    y = x
    for _ in range(k):
        y = y * x + 1
    return y


def nodes(k: int) -> int:
    """repeated(x, k)의 그래프에 있는 노드의 수를 그래프에서 센 것입니다."""
    x = engine.tensor(1.5, requires_grad=True)
    return len(describe([repeated(x, k)]).nodes)


@exercise("5-1")
def count_of_nodes(formula: Callable[[int], int]) -> str | None:
    """반복 횟수 k로 노드의 수를 적는 식."""
    if not callable(formula):
        return "수 하나가 아니라 k로 적은 식이 답입니다. 그래프는 부를 때마다 다릅니다. (5.3절)"
    try:
        guesses = [formula(k) for k in range(6)]
    except Exception as error:      # 독자가 적은 코드라 어떤 오류든 날 수 있습니다.
        return f"식에 k를 넣으면 오류가 납니다: {said(error)}. lambda k: 뒤에 k로 식을 적으세요."
    right = [nodes(k) for k in range(6)]
    if guesses == right:
        return None
    if len(set(guesses)) == 1:
        return "코드의 줄 수는 그대로여도 노드는 실행한 만큼 생깁니다. 5.3절의 그림에서 x를 바꾸어 보세요."
    if guesses == [count - 1 for count in right]:
        return "연산만 세었습니다. 잎 x도 노드입니다. k가 0일 때를 생각해 보세요. (5.1절)"
    if guesses == [k + 1 for k in range(6)]:
        return "한 바퀴에 연산이 몇 번인지 세어 보세요. 한 줄에도 연산이 둘 있을 수 있습니다. (5.3절)"
    if guesses == [3 * k + 1 for k in range(6)]:
        return "더한 1은 추적하지 않는 상수라 세지 않습니다. 연산과 잎만 세어 보세요. (5.1절)"
    return "k가 0, 1, 2일 때의 그래프를 draw로 그려 노드를 세어 보세요. (5.3절)"


NONE = "없음"


@exercise("5-2", unfinished='아무것도 받지 않으면 None 대신 "없음"이라고 적으세요.')
def which_branch(w, v, u) -> str | None:
    """x = −2에서 세 매개변수의 .grad. 없으면 "없음"."""
    names = ("w", "v", "u")
    weights = [engine.tensor(value, requires_grad=True) for value in (3., 5., 0.)]
    y = weights[0] * -2.
    (weights[1] * y if y > 0 else weights[2] * y).backward()
    right = {name: NONE if each.grad is None else each.grad.item()
             for name, each in zip(names, weights, strict=True)}
    given = {name: NONE if str(answer).replace(" ", "") in ("없음", "없음(None)", "None") else answer
             for name, answer in {"w": w, "v": v, "u": u}.items()}
    if given == right:
        return None
    if any(isinstance(answer, str) and answer != NONE for answer in given.values()):
        return '숫자는 따옴표 없이, 아무것도 받지 않은 것은 "없음"이라고 적으세요.'
    if given["v"] == 0:
        return "가지 않은 가지는 그래프에 없습니다. 0을 받은 것이 아니라 아무것도 받지 않았습니다. (5.4절)"
    if given["v"] != NONE:
        return "y는 w · x = −6입니다. 조건이 거짓이면 어느 줄을 실행하나요? (5.4절)"
    if given["w"] == NONE:
        return "w는 지나온 길에 있습니다. u가 0이라 0이 도착한 것이고, 도착한 0은 없음과 다릅니다. (5.4절)"
    if given["u"] == NONE:
        return "u의 값이 0이어도 그 가지를 실행했습니다. u로 미분한 값은 y입니다. (5.4절)"
    return "고른 가지는 u · w · x입니다. w로, 또 u로 미분한 값에 숫자를 넣어 보세요. (5.4절)"


def broken(w, x, steps: int):
    """연습 5-3의 고칠 함수입니다. 처음에 만든 부분 그래프를 바퀴마다 다시 씁니다."""
    scaled = 2 * w
    for _ in range(steps):
        gap = scaled * x - 6
        loss = gap * gap
        loss.backward()
        with engine.no_grad():
            w -= 0.01 * w.grad
        w.grad = None
    return loss


def _expected(x: float, steps: int) -> float:
    w = 1.0
    for _ in range(steps):
        w -= 0.01 * 2 * (2 * w * x - 6) * 2 * x
    return w


@exercise("5-3")
def loop(train: Callable) -> str | None:
    """반복문 밖에서 만든 부분 그래프를 찾아 고친 함수."""
    w = engine.tensor(1., requires_grad=True)
    x, steps = engine.tensor(2.), 5
    if not callable(train):
        return 'train이라는 이름을 따옴표 없이 적으세요: check("5-3", train)'
    try:
        train(w, x, steps)
    except Exception as error:      # 독자가 적은 코드라 어떤 오류든 날 수 있습니다.
        if "second time" in str(error):
            return "아직 첫 바퀴의 그래프를 다시 씁니다. 반복문 밖의 연산을 찾아 보세요. (5.6절)"
        if "does not require grad" in str(error):
            return "길을 끊어 오류를 피했지만 w로 가는 길도 사라졌습니다. 끊지 말고 다시 계산하세요. (5.6절)"
        return f"함수를 train(w, x, steps)로 부르면 오류가 납니다: {said(error)}"
    if abs(w.item() - _expected(2., steps)) < 1e-4:
        return None
    stale = 1. - steps * 0.01 * 2 * (2 * 2. - 6) * 2 * 2.
    if abs(w.item() - stale) < 1e-4:
        return "오류는 사라졌지만 바퀴마다 처음의 w로 계산합니다. 5.6절의 낡은 손실을 다시 보세요."
    if w.item() == 1:
        return "w가 움직이지 않았습니다. w로 이어지는 길과 고치는 줄을 확인하세요. (5.6절)"
    return "반복문 안의 다른 줄은 그대로 두고, 부분 그래프를 만드는 줄의 자리만 바꾸어 보세요. (5.6절)"
