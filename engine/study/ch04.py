"""4장의 연습: 변화도 추적 멈추기."""

from __future__ import annotations

import engine

from .check import exercise, said

NAMES = "w1", "b1", "w2"


def layers() -> tuple:
    """4장의 두 계층에 쓰는 (x, w1, b1, w2)입니다."""
    made = [engine.tensor(value, requires_grad=True) for value in ([3., 1.], [1., 1.], [2., 1.])]
    return engine.tensor([1., 2.]), *made


def receivers(situation: str) -> set[str]:
    """네 상황에서 변화도를 받는 매개변수의 이름입니다. 실제로 역전파해서 봅니다."""
    x, *parameters = layers()
    w1, b1, w2 = parameters
    if situation in ("다", "라"):
        (b1 if situation == "다" else w2).requires_grad_(False)
    with engine.set_grad_enabled(situation != "가"):
        h = x * w1 + b1
    ((h.detach() if situation == "나" else h) * w2).sum().backward()
    return {name for name, each in zip(NAMES, parameters, strict=True) if each.grad is not None}


@exercise("4-1")
def who_gets_gradients(가: str, 나: str, 다: str, 라: str) -> str | None:
    """네 상황에서 변화도를 받는 매개변수."""
    for situation, answer in {"가": 가, "나": 나, "다": 다, "라": 라}.items():
        named = set(answer.replace(",", " ").split())
        if not named <= set(NAMES):
            return "w1, b1, w2만 빈칸으로 띄워 적으세요. 받는 것이 없으면 빈 따옴표를 적습니다."
        if named != receivers(situation):
            return f"{situation}: {_hint(situation, named)}"
    return None


def _hint(situation: str, named: set[str]) -> str:
    if situation == "가":
        if "w2" not in named:
            return "구역 밖에서 실행한 곱셈은 기록합니다. w2는 구역 밖에서 쓰입니다. (4.2절)"
        return "구역 안의 연산은 기록하지 않으므로 w1과 b1까지 갈 길이 없습니다. (4.2절)"
    if situation == "나":
        if "w2" not in named:
            return "w2는 떼어 낸 값과 곱해질 뿐 끊기지 않았습니다. (4.3절)"
        return "역전파는 떼어 낸 텐서에서 멈춥니다. h의 입력 쪽에 누가 있는지 보세요. (4.3절)"
    if situation == "다":
        if "b1" in named:
            return "동결한 b1은 변화도를 받지 못합니다. (4.4절)"
        return "동결은 계층이 아니라 잎 하나를 끕니다. 같은 계층의 w1은 어떤가요? (4.4절)"
    if "w2" in named:
        return "동결한 w2는 변화도를 받지 못합니다. (4.4절)"
    return "w2를 동결해도 길은 h를 지나 이어집니다. 첫째 계층은 계속 받습니다. (4.4절)"


@exercise("4-2")
def changing_a_detached_value(choice: int) -> str | None:
    """떼어 낸 값을 제자리로 바꾼 뒤의 역전파."""
    if choice == 3:
        return None
    return {
        1: "detach()는 값을 복사하지 않습니다. d를 고치면 h도 바뀝니다. (4.3절 값을 함께 씁니다)",
        2: "h는 바뀌지만, 틀린 값으로 조용히 계산하지는 않습니다. "
           "곱셈이 저장해 둔 값과 달라졌는지를 역전파가 살핍니다. (4.3절 값을 함께 씁니다)",
    }.get(choice, "1, 2, 3 가운데 하나로 답하세요.")


@exercise("4-3")
def leaking_loop(line: str) -> str | None:
    """반복문에서 자라는 그래프를 고친 줄."""
    x, w1, b1, w2 = layers()
    names = {"engine": engine, "total": 0}
    try:
        for _ in range(4):
            names["loss"] = ((x * w1 + b1) * w2).sum()
            exec(line, names)
        total = names["total"]
        value = total.item() if isinstance(total, engine.Tensor) else float(total)
    except Exception as error:      # 독자가 적은 코드라 어떤 오류든 날 수 있습니다.
        return f"이 줄을 넣으면 오류가 납니다: {said(error)} (4.7절)"
    left = nodes_of(total)
    if value != 44:
        return f"합이 44가 아니라 {value:g}입니다. 네 번의 손실을 모두 더해야 합니다. (4.7절)"
    if left and "clone" in line:
        return "clone()은 값을 복사하지만 길은 이어집니다. 값만 꺼내거나 떼어 내세요. (4.3절)"
    if left:
        return f"노드가 아직 {left}개 매달려 있습니다. 손실의 값만 더하세요. (4.7절)"
    return None


@exercise("4-4")
def going_back_from_h(side: str) -> str | None:
    """no_grad 구역과 떼어 내기 가운데, 나중에 h에서 거슬러 갈 수 있는 쪽."""
    if side == "나":
        return None
    return {
        "가": "구역 안에서 만든 h에는 거슬러 갈 기록이 없습니다. (4.2절)",
        "둘 다": "no_grad는 처음부터 기록하지 않고, detach는 h를 그대로 둡니다. (4.3절)",
        "없음": "떼어 낸 것은 새 텐서이고, h는 그래프와 이어진 채 남습니다. (4.3절)",
    }.get(side, "‘가’, ‘나’, ‘둘 다’, ‘없음’ 가운데 하나를 적으세요.")


def nodes_of(tensor) -> int:
    """텐서에서 거슬러 갈 수 있는 노드의 수입니다."""
    nodes, stack = set(), [getattr(tensor, "grad_fn", None)]
    while stack:
        node = stack.pop()
        if node is not None and node not in nodes:
            nodes.add(node)
            stack += [target for target, _ in node.next_functions]
    return len(nodes)
