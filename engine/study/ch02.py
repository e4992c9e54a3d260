"""2장의 연습: 텐서, Function, 연산 그래프."""

from __future__ import annotations

import engine

from .check import exercise


@exercise("2-1")
def code_of_graph(letter: str) -> str | None:
    """그래프를 만든 코드 고르기. 답은 r = (p + q) * p입니다."""
    hints = {
        "가": "뿌리를 만든 연산을 보세요. 그림의 뿌리는 곱셈이고, 이 코드의 마지막 연산은 덧셈입니다. (2.1절)",
        "나": "뿌리를 만든 연산을 보세요. 이 코드의 마지막 연산은 덧셈이고, 나가는 화살표가 둘인 잎도 q입니다. "
              "(2.1절)",
        "라": "p의 두 화살표가 어디로 가는지 보세요. 이 코드라면 둘 다 같은 곱셈으로 갑니다. (2.2절)",
    }
    if letter == "다":
        return None
    return hints.get(letter, "‘가’, ‘나’, ‘다’, ‘라’ 가운데 하나를 적으세요.")


@exercise("2-2")
def edges_of_cube(count: int) -> str | None:
    """t * t * t의 간선 수."""
    if count == 4:
        return None
    if count == 2:
        return "간선은 텐서마다가 아니라 입력 자리마다 하나입니다. t * t의 간선은 둘입니다. (2.2절)"
    if count == 3:
        return "t에서 나가는 간선만 세었거나, t * t의 두 자리를 하나로 세었습니다. 곱셈마다 두 자리입니다. (2.2절)"
    return "곱셈이 몇 번인지, 곱셈마다 입력 자리가 몇인지 세어 보세요. (2.2절)"


@exercise("2-3")
def leaves(**answers) -> str | None:
    """여덟 텐서의 is_leaf."""
    p, q = engine.ones(2), engine.ones(2, requires_grad=True)
    tensors = {"p": p, "p * 2": p * 2, "q": q, "q * 2": q * 2, "p + q": p + q,
               "q.detach()": q.detach(),
               "(p * 2).requires_grad_()": (p * 2).requires_grad_(),
               "engine.ones(2, requires_grad=True) * 2": engine.ones(2, requires_grad=True) * 2}
    wrong = [name for name, tensor in tensors.items() if answers.get(name) != tensor.is_leaf]
    if not wrong:
        return None
    if any(answers.get(name) not in (True, False) for name in wrong):
        return f"{wrong[0]}: True나 False를 적으세요."
    if wrong[0] in ("p", "q.detach()"):
        return f"{wrong[0]}: requires_grad가 False여도 grad_fn이 없으면 잎입니다. (2.6절)"
    if wrong[0] == "p * 2":
        return "p * 2: 계산한 결과라도 기록하지 않았으면 grad_fn이 없습니다. 그러면 잎입니다. (2.6절)"
    if wrong[0] == "engine.ones(2, requires_grad=True) * 2":
        return "내가 만든 텐서라도 추적하는 텐서에 2를 곱한 결과입니다. grad_fn이 있으면 잎이 아닙니다. (2.6절)"
    if wrong[0] == "(p * 2).requires_grad_()":
        return "(p * 2)는 기록되지 않은 잎입니다. 그 잎을 나중에 켰으니 grad_fn은 여전히 없습니다. (2.5절)"
    return f"{wrong[0]}: 입력 가운데 추적하는 텐서가 있는지 보세요. (2.5절)"
