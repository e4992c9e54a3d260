"""6장의 연습: 텐서 변화도와 야코비안 곱."""

from __future__ import annotations

import engine
from engine.autograd.functional import jacobian

from .check import exercise


def three_outputs(x):
    """연습 6-1의 함수입니다."""
    return engine.stack([x[0] * x[1], x[0] * x[0], 3 * x[1]])


def areas(x):
    """6장의 함수입니다."""
    return x[:-1] * x[1:]


def _same(answer, right) -> bool:
    answer = engine.as_tensor(answer).double()
    right = engine.as_tensor(right).double()
    return tuple(answer.shape) == tuple(right.shape) and engine.allclose(answer, right)


@exercise("6-1")
def one_row(v, grad) -> str | None:
    """야코비안 행렬에서 한 행만 얻는 v와 그때의 x.grad."""
    matrix = jacobian(three_outputs, engine.tensor([2., 5.]))
    if _same(v, [0., 1., 0.]):
        if _same(grad, matrix[1]):
            return None
        if _same(grad, matrix[:, 1]):
            return "열을 읽었습니다. 출력 하나가 한 행입니다. (6.2절)"
        if _same(grad, matrix):
            return "표 전체가 아니라 한 행이 나옵니다. 모양은 x와 같습니다. (6.3절)"
        return "v는 맞습니다. y[1]을 x[0]과 x[1]로 각각 미분해 보세요. (6.2절)"
    if _same(v, [0., 1.]):
        return "v는 입력이 아니라 출력마다 하나씩입니다. 출력이 몇 개인지 세어 보세요. (6.3절)"
    if _same(v, [1., 1., 1.]):
        return "모두 1이면 세 행을 더한 것이 나옵니다. 한 행만 남기려면 나머지에는 무엇을 곱할까요? (6.5절)"
    if _same(v, [1., 0., 0.]):
        return "번호는 0부터 셉니다. y[1]은 둘째 출력입니다. (6.2절)"
    return "그림 6-1에서 ‘한 행만’을 고르고 v가 어떻게 바뀌는지 보세요. (6.5절)"


@exercise("6-2")
def sum_and_mean(sum, mean) -> str | None:
    """합과 평균에서 시작한 것과 같은 v."""
    if _same(sum, [1., 1.]) and _same(mean, [0.5, 0.5]):
        return None
    if engine.as_tensor(sum).ndim == 0 or engine.as_tensor(mean).ndim == 0:
        return "v는 배율 하나가 아니라 출력마다 하나씩인 수입니다. 모양은 y와 같습니다. (6.3절)"
    if len(sum) == 3 or len(mean) == 3:
        return "x가 아니라 y와 같은 모양이어야 합니다. 넓이가 몇 개인지 보세요. (6.3절)"
    if _same(sum, mean):
        return "합과 평균은 크기가 다릅니다. 평균을 y의 값 하나로 미분하면 얼마인가요? (6.4절)"
    return "v는 뒤의 계산을 y의 값 하나하나로 미분한 것입니다. (6.4절)"


@exercise("6-3")
def three_calls(first, second, third) -> str | None:
    """세 번 호출한 뒤의 x.grad."""
    x = engine.tensor([1., 2.], requires_grad=True)
    y = x * x
    right = []
    for number, v in enumerate(([1., 0.], [1., 1.], [0., 2.])):
        if number == 2:
            x.grad.zero_()
        y.backward(engine.tensor(v), retain_graph=True)
        right.append(x.grad.clone())
    if all(map(_same, (first, second, third), right)):
        return None
    if _same(first, [2., 4.]):
        return "v의 둘째 값이 0이므로 둘째 출력의 줄은 사라집니다. (6.3절)"
    if _same(first, right[0]) and _same(second, [2., 4.]):
        return "둘째 호출은 덮어쓰지 않습니다. 첫째가 남긴 값에 더합니다. (6.6절)"
    if _same(second, right[1]) and _same(third, [4., 12.]):
        return "셋째 앞에서 비웠습니다. 쌓인 값은 0에서 다시 시작합니다. (6.6절)"
    if _same(third, [0., 4.]):
        return "v의 2를 곱하지 않았습니다. 줄마다 v의 값을 곱합니다. (6.3절)"
    if _same(third, [0., 2.]):
        return "v를 그대로 적었습니다. v에 야코비안 행렬을 곱해야 합니다. (6.3절)"
    return "y를 미분한 표는 [[2, 0], [0, 4]]입니다. 호출마다 vᵀJ를 적고 차례로 더해 보세요. (6.6절)"
