"""1장의 연습: 가장 작은 신경망 하나."""

from __future__ import annotations

import engine
from engine.nn.functional import binary_cross_entropy_with_logits

from .check import exercise


def network(x=(1., 1., 1., 1., 1.), target: float = 0.):
    """1장의 신경망입니다. 입력 다섯, 출력 셋, 씨앗값 0. (w, b, 순전파)를 돌려줍니다."""
    engine.manual_seed(0)
    x, y = engine.tensor(x), engine.full((3,), target)
    w = engine.randn(5, 3, requires_grad=True)
    b = engine.randn(3, requires_grad=True)

    def forward():
        z = x @ w + b
        return z, binary_cross_entropy_with_logits(z, y)

    return w, b, forward


@exercise("1-1")
def shapes(w, b, z, loss) -> str | None:
    """네 텐서의 모양."""
    if any(isinstance(shape, int) for shape in (w, b, z, loss)):
        return "숫자 하나는 모양이 아닙니다. 축이 하나면 (3,), 없으면 ()로 적습니다. (1.1절)"
    answers = {"w": tuple(w), "b": tuple(b), "z": tuple(z), "loss": tuple(loss)}
    weight, bias, forward = network()
    tensors = dict(zip(answers, (weight, bias, *forward()), strict=True))
    right = {name: tuple(tensor.shape) for name, tensor in tensors.items()}
    if answers == right:
        return None
    if answers["w"] == (3, 5):
        return "x의 값 다섯 개는 w의 행과 하나씩 짝이 됩니다. 1.2절에서 w의 행을 세어 보세요."
    if answers["z"] == (5,) or answers["b"] == (5,):
        return "곱하고 더한 5는 사라지고 w의 뒤 축이 남습니다. 1.3절에서 z의 값이 몇 개인지 보세요."
    if answers["loss"] in {(1,), (3,)}:
        return "손실은 평균을 낸 숫자 하나라 축이 없습니다. 축이 없는 모양은 ()로 적습니다. (1.4절)"
    wrong = next(name for name, shape in answers.items() if shape != right[name])
    return f"{wrong}의 모양을 {wrong}.shape로 확인해 보세요."


@exercise("1-2")
def change_of_loss(change: float) -> str | None:
    """w[4, 1]을 0.01 키울 때 손실의 변화. 오차 5 % 안."""
    w, _, forward = network()
    _, before = forward()
    before.backward()
    slope = w.grad[4, 1].item()
    with engine.no_grad():
        w[4, 1] += 0.01
        real = (forward()[1] - before).item()

    def near(guess: float) -> bool:
        return abs(change - guess) <= 0.05 * abs(guess)

    if near(real):
        return None
    if near(-real):
        return "부호를 보세요. 변화도가 양수이면 값을 키울 때 손실도 커집니다. (1.5절)"
    if near(slope):
        return "변화도는 1만큼 움직일 때의 비율입니다. 움직인 크기 0.01을 곱하세요. (1.5절)"
    return "변화도에 움직인 크기를 곱하면 손실의 변화에 가깝습니다. w.grad[4, 1]을 찾아 보세요. (1.6절)"


@exercise("1-3")
def sign_of_bias_gradient(sign: str) -> str | None:
    """정답 y가 모두 1일 때 b.grad의 부호."""
    _, b, forward = network(target=1.)
    forward()[1].backward()
    if sign not in ("양수", "음수"):
        return "‘양수’나 ‘음수’로 적으세요."
    if sign == ("양수" if (b.grad > 0).all() else "음수"):
        return None
    return ("정답이 1이면 z가 클수록 손실이 작습니다. "
            "그러면 b를 키울 때 손실은 커지나요, 작아지나요? (1.5절)")


@exercise("1-4")
def row_of_gradient(times: float) -> str | None:
    """x의 셋째 값만 2일 때, w.grad의 셋째 행은 b.grad의 몇 배인지."""
    w, b, forward = network(x=(1., 1., 2., 1., 1.))
    forward()[1].backward()
    if engine.allclose(w.grad[2], times * b.grad):
        return None
    if times == 1:
        return "행이 b.grad와 같은 것은 x가 1일 때입니다. 1.6절의 식에서 x의 자리를 찾아 보세요."
    return "변화도는 ∂loss/∂z에 x의 값을 곱한 것입니다. (1.6절)"


@exercise("1-5")
def one_correction(value: float) -> str | None:
    """학습률 0.1로 한 번 고친 w[0, 0]."""
    w, _, forward = network()
    forward()[1].backward()
    before, slope = w[0, 0].item(), w.grad[0, 0].item()
    step = 0.1 * slope

    def near(guess: float) -> bool:
        return abs(value - guess) < 0.002

    if near(before - step):
        return None
    if near(slope):
        return "그것은 비율입니다. 값에서 학습률 × 변화도를 빼세요. (1.7절)"
    if near(before):
        return "backward()만으로는 값이 그대로입니다. 값은 그 비율을 보고 따로 고칩니다. (1.6절)"
    if near(before + step):
        return "더하면 손실이 커지는 쪽입니다. 변화도의 반대쪽으로 고칩니다. (1.7절)"
    if near(step):
        return "그것은 움직일 크기입니다. 고치기 전의 값에서 그만큼 빼세요. (1.7절)"
    if near(before - slope):
        return "학습률을 1로 둔 값입니다. 변화도에 0.1을 곱해서 빼세요. (1.7절)"
    return "고친 값은 값 − 학습률 × 변화도입니다. (1.7절)"
