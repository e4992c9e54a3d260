"""7장의 점검: 고르는 문항 열둘과, PyTorch 코드를 옮기는 연습 셋."""

from __future__ import annotations

import engine

from .check import exercise

# 번호 → (맞는 보기, {다른 보기: 다시 볼 곳}). 장의 접는 칸에도 같은 글이 있습니다.
QUESTIONS: dict[str, tuple[int, dict[int, str]]] = {
    "7-1": (3, {
        1: "역전파는 비율을 구하기만 합니다. 값은 그 비율을 보고 따로 고칩니다. (1.6절)",
        2: "값과 변화도는 서로 다른 자리에 있습니다. (1.6절)"}),
    "7-2": (2, {
        1: "텐서는 하나여도 나눗셈의 자리는 둘입니다. 간선은 자리마다 하나씩 있습니다. (2.2절)",
        3: "잎에도 AccumulateGrad 노드가 있어, 자리마다 간선이 이어집니다. (2.2절)"}),
    "7-3": (2, {
        1: "추적하지 않는 텐서는 연산의 결과여도 모두 잎입니다. (2.6절)",
        3: "추적하는 w를 써서 기록한 연산의 결과는 잎이 아닙니다. (2.6절)"}),
    "7-4": (1, {
        2: "0은 ‘조금 움직여도 결과가 거의 그대로’라는 값입니다. 아직 계산하지 않은 것과 다릅니다. (2.4절)",
        3: "p에는 역전파가 구한 값이 남습니다. 그 값이 2 × 0 = 0입니다. (2.4절)"}),
    "7-5": (2, {
        1: "한 길만 세었습니다. 두 길에서 온 값을 더하세요. (3.2절, 그림 3-2의 걸음 26)",
        3: "길마다 온 값은 곱하지 않고 더합니다. (3.2절, 그림 3-2의 걸음 26)"}),
    "7-6": (3, {
        1: "0이 아니라 없음(None)입니다. 그 노드에 도착한 값은 2z = 12입니다. (3.5절, 그림 3-3의 걸음 17)",
        2: "도착한 값은 바릅니다. 남겨 두었는지가 다릅니다. (3.5절, 그림 3-3의 걸음 17)"}),
    "7-7": (3, {
        1: "덧셈은 저장한 텐서가 없어 두 번째도 성공합니다. (3.6절)",
        2: "x.grad에 값이 차 있으면 거기에 더할 뿐입니다. 역전파가 무엇을 해제하는지 보세요. "
           "(3.6절, 그림 3-4의 걸음 12)"}),
    "7-8": (2, {
        1: "떼어 낸 텐서는 원래 텐서와 값을 함께 씁니다. 어느 쪽을 고쳐도 함께 바뀝니다. (4.3절)",
        3: "clone()은 값을 복사하므로, 나중에 고친 것을 따라가지 않습니다. (4.3절)"}),
    "7-9": (3, {
        1: "동결은 그 잎에 변화도를 남기지 않을 뿐, 지나가는 길을 막지 않습니다. (4.4절)",
        2: "동결한 가중치도 상수처럼 곱해집니다. 지나가는 변화도에 그 값을 곱하세요. (4.4절)"}),
    "7-10": (3, {
        1: "가지 않은 가지는 그래프에 없습니다. v로 가는 길이 없어, 0조차 도착하지 않습니다. (5.4절)",
        2: "역전파는 이번에 실행한 연산만 거슬러 갑니다. 그 그래프에 없는 잎은 오류가 아닙니다. (5.4절)"}),
    "7-11": (1, {
        2: "역전파는 있는 그래프를 거슬러 갈 뿐, 새로 만들지 않습니다. (5.5절)",
        3: "순전파를 할 때마다 새로 만듭니다. 앞의 그래프는 아무도 가리키지 않으면 사라집니다. (5.5절)"}),
    "7-12": (2, {
        1: "전체에 곱하는 수 하나가 아니라, 출력마다 하나씩인 받은 변화도입니다. (6.4절)",
        3: "한 번 부르면 야코비안 전체가 아니라, 행마다 곱해 합친 한 행이 나옵니다. (6.3절)"}),
}


def _ask(number: str):
    right, hints = QUESTIONS[number]

    @exercise(number)
    def choose(choice: int) -> str | None:
        """보기의 번호를 고릅니다."""
        if choice == right:
            return None
        return hints.get(choice, "보기의 번호를 1, 2, 3 가운데에서 적으세요. (7.1절)")


for _number in QUESTIONS:
    _ask(_number)


def _is_ours(*tensors) -> bool:
    return all(isinstance(tensor, engine.Tensor) for tensor in tensors)


NOT_OURS = "torch의 텐서나 다른 값이 남아 있습니다. import하는 모듈을 engine으로 바꾸세요. (7.3절)"


@exercise("7-13")
def gradients_of_a_network(w_grad, b_grad) -> str | None:
    """씨앗값 7, 입력 넷, 출력 둘인 신경망의 변화도."""
    if not _is_ours(w_grad, b_grad):
        return NOT_OURS
    engine.manual_seed(7)
    w = engine.randn(4, 2, requires_grad=True)
    b = engine.randn(2, requires_grad=True)
    z = engine.ones(4) @ w + b
    engine.nn.functional.binary_cross_entropy_with_logits(z, engine.zeros(2)).backward()
    if tuple(w_grad.shape) != (4, 2) or tuple(b_grad.shape) != (2,):
        return "변화도의 모양은 매개변수의 모양과 같습니다. w.grad, b.grad의 차례로 주세요. (1.6절)"
    if engine.allclose(w_grad, w.grad) and engine.allclose(b_grad, b.grad):
        return None
    if engine.allclose(w_grad, 2 * w.grad):
        return "두 배입니다. 역전파를 두 번 해서 누적되었습니다. 순전파부터 다시 하세요. (3.5절)"
    return "값이 다릅니다. manual_seed(7)을 먼저 부르고, w를 b보다 먼저 뽑으세요. (1.1절)"


@exercise("7-14")
def stop_tracking_in_two_ways(inside, apart) -> str | None:
    """no_grad로 한 번, detach로 한 번."""
    if not _is_ours(inside, apart):
        return NOT_OURS
    if inside.requires_grad:
        return "첫째 텐서가 추적됩니다. 곱셈을 no_grad 구역 안에서 하세요. (4.2절)"
    if apart.requires_grad:
        return "둘째 텐서가 추적됩니다. detach()는 새 텐서를 돌려주니 그것을 주세요. (4.3절)"
    right = engine.tensor([2., 4., 6.])
    if tuple(inside.shape) == tuple(apart.shape) == (3,) and all(
            engine.allclose(tensor, right) for tensor in (inside, apart)):
        return None
    return "추적을 멈추어도 값은 그대로여야 합니다. 두 텐서 모두 x에 2를 곱한 값입니다. (4.5절)"


@exercise("7-15")
def three_calls(grads) -> str | None:
    """세 번 부르고, 셋째 앞에서 비웁니다."""
    grads = list(grads) if isinstance(grads, (list, tuple)) else []
    if len(grads) != 3 or not _is_ours(*grads):
        return "engine의 텐서 세 개를 목록에 담으세요. 하나에 한 번씩 부른 뒤의 x.grad입니다. (6.6절)"
    once = engine.tensor([2., 4., 6.])
    right = [once, 2 * once, once]
    if all(engine.allclose(mine, true) for mine, true in zip(grads, right, strict=True)):
        return None
    if all(engine.allclose(mine, grads[0]) for mine in grads):
        return "셋이 모두 같습니다. x.grad는 계속 바뀌는 텐서이니 clone()해 담으세요. (6.6절)"
    if engine.allclose(grads[2], 3 * once):
        return "셋째에 비우지 않았습니다. 셋째 호출 앞에서 x.grad.zero_()를 부르세요. (6.6절)"
    return "부를 때마다 변화도가 누적됩니다. 몇 번 더해졌는지 세어 보세요. (6.6절)"
