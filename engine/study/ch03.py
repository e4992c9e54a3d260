"""3장의 연습: 변화도 계산하기."""

from __future__ import annotations

import engine
from engine.nn.functional import binary_cross_entropy_with_logits

from .ch01 import network
from .check import exercise, said


@exercise("3-1")
def by_hand(b: float, x: float) -> str | None:
    """L = (x + 1) · (x · x), x = 3: L이 b로 보내는 변화도와 x의 변화도."""
    if b != 4:
        return {
            9: "9는 b 자신의 값입니다. 곱셈의 국소 미분은 상대편의 값입니다. (3.2절 뿌리에서 출발)",
            1: "1은 받은 변화도입니다. 국소 미분을 곱해서 보냅니다. (3.2절)",
            36: "36은 L의 값입니다. 받은 변화도는 값이 아니라 시작값 1입니다. (3.2절 뿌리에서 출발)",
        }.get(b, "L = a * b를 b로 미분하면 무엇이 남는지 보세요. (3.2절 뿌리에서 출발)")
    if x == 33:
        return None
    if x in (9, 12):
        return "한 길로 온 값만 남았습니다. 길마다 온 값을 모두 더합니다. (3.2절 길이 만나는 곳)"
    return {
        7: "국소 미분만 더했습니다. 길마다 받은 변화도를 곱해야 합니다. (3.2절)",
        17: "받은 변화도만 더했습니다. 길마다 국소 미분을 곱해야 합니다. (3.2절)",
        21: "x * x를 길 하나로 세었습니다. 그림 3-1에서 x와 b 사이의 화살표를 세어 보세요.",
        24: "b를 지나는 두 길만 더했습니다. a를 지나는 길이 남아 있습니다. (그림 3-1)",
        66: "두 배입니다. 길마다 한 번씩만 더합니다. (3.2절 길이 만나는 곳)",
    }.get(x, "길 셋에 온 값을 하나씩 적어 보세요. a에서 하나, b에서 둘입니다. (3.2절)")


@exercise("3-2")
def bias_gradient(answer) -> str | None:
    """정답이 [1, 0, 0]일 때의 b.grad를 식으로 구한 값."""
    _, b, forward = network()
    y = engine.tensor([1., 0., 0.])
    z = forward()[0]
    binary_cross_entropy_with_logits(z, y).backward()
    answer = engine.as_tensor(answer).detach()
    p = z.detach().sigmoid()

    def near(guess) -> bool:
        return tuple(answer.shape) == (3,) and engine.allclose(answer, guess, rtol=1e-2, atol=1e-4)

    if near(b.grad):
        return None
    if near(p - y):
        return "손실은 세 값의 평균입니다. 평균을 미분한 1/3이 빠졌습니다. (3.4절)"
    if near(p / 3):
        return "정답이 0일 때의 값입니다. 확률에서 새 정답 y를 빼야 합니다. (3.4절)"
    if near((y - p) / 3):
        return "부호가 반대입니다. 확률에서 정답을 뺍니다. (3.4절)"
    return "3.4절의 (σ(z) − y) / 3에서 σ(z)가 p입니다. 모양은 b와 같은 (3,)입니다."


@exercise("3-3")
def keep_middle_gradient(line: str) -> str | None:
    """z.grad를 남기는 한 줄."""
    w, b, _ = network()
    names = {"engine": engine, "F": engine.nn.functional, "w": w, "b": b,
             "x": engine.ones(5), "y": engine.zeros(3)}
    names["z"] = names["x"] @ w + b
    try:
        exec(line, names)
        z = names["z"]
        binary_cross_entropy_with_logits(z, names["y"]).backward()
    except Exception as error:      # 독자가 적은 코드라 어떤 오류든 날 수 있습니다.
        return f"이 줄을 넣으면 오류가 납니다: {said(error)} (3.5절)"
    if w.grad is None:
        return "z.grad는 생겼지만 w로 가는 길이 끊겼습니다. 그래프는 두고 부탁만 합니다. (3.5절)"
    if z.is_leaf or z.retains_grad:
        return None
    if "requires_grad" in line:
        return "z는 이미 추적하는 텐서입니다. 추적하는 것과 .grad를 남기는 것은 다릅니다. (3.5절)"
    if "retain_grad" in line and "(" not in line:
        return "괄호 ()를 붙여야 메서드를 부릅니다. (3.5절)"
    if "retain_grad" in line:
        return "다른 텐서에 부탁했습니다. 변화도를 남길 텐서는 z입니다. (3.5절)"
    return "잎이 아닌 텐서의 변화도를 남겨 달라고 부탁하는 메서드가 3.5절에 있습니다."


@exercise("3-4")
def three_paths(x: float) -> str | None:
    """x = 2, a = x + 5, b = a · x, L = 3 · b − a에서 x의 변화도."""
    if x == 26:
        return None
    if x in (5, 21, -1, 6):
        return "x로 오는 값이 하나만 남았습니다. a에서 온 것과 b에서 온 것을 더합니다. (3.2절)"
    return {
        28: "빼기의 부호를 보세요. 뺄셈의 둘째 자리는 국소 미분이 −1입니다. (3.2절)",
        20: "b에서 a를 지나 x로 가는 길을 빠뜨렸습니다. 3 × 2 × 1을 더하세요. (3.2절)",
        27: "L에서 a로 곧장 가는 길을 빠뜨렸습니다. 그 길로는 −1이 옵니다. (3.2절)",
        8: "국소 미분만 더했습니다. 받은 변화도도 곱하세요. (3.2절)",
        52: "두 배입니다. 길마다 한 번씩만 더합니다. (3.2절 길이 만나는 곳)",
    }.get(x, "a에 온 값을 먼저 다 모으세요. −1과 3 × 2입니다. 그다음 x로 보냅니다. (3.2절)")
