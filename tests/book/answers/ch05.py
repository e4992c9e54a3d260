"""5장의 답: 맞은 답과, 오해에서 나온 답. 줄마다 (무엇을, 번호, 답, 이름 붙인 답, 실마리)입니다."""

import engine
from engine.study.ch05 import broken


def _train(scale, retain=False, every=True):
    """연습 5-3의 함수를 여러 가지로 고친 것입니다."""
    def train(w, x, steps):
        scaled = scale(w)
        for _ in range(steps):
            if every:
                scaled = scale(w)
            gap = scaled * x - 6
            (gap * gap).backward(retain_graph=retain)
            with engine.no_grad():
                w -= 0.01 * w.grad
            w.grad = None
    return train


def _still(w, x, steps):
    return (2 * w * x - 6) ** 2


def _far(w, x, steps):
    with engine.no_grad():
        w += 1


def _other(w, x, steps):
    raise RuntimeError("모양이 다릅니다.")


BRANCH = {"w": 0, "v": "없음", "u": -6}

RIGHT = [
    ("5-1", (lambda k: 2 * k + 1,), {}),
    ("5-2", (), BRANCH),
    ("5-3", (_train(lambda w: 2 * w),), {}),
    ("5-2", (), BRANCH | {"v": "없음(None)"}),
    ("5-2", (), BRANCH | {"v": "None"}),
    ("5-2", (), BRANCH | {"v": "없음 "}),
]
WRONG = [
    ("수 하나로 답함", "5-1", (7,), {}, "k로 적은 식이 답입니다"),
    ("그래프가 코드처럼 고정되었다고 봄", "5-1", (lambda k: 3,), {}, "실행한 만큼 생깁니다"),
    ("잎을 세지 않음", "5-1", (lambda k: 2 * k,), {}, "잎 x도 노드입니다"),
    ("한 줄에 연산 하나라고 봄", "5-1", (lambda k: k + 1,), {}, "한 바퀴에 연산이 몇 번"),
    ("상수도 노드로 셈", "5-1", (lambda k: 3 * k + 1,), {}, "추적하지 않는 상수라"),
    ("다른 식", "5-1", (lambda k: k * k,), {}, "draw로 그려"),
    ("가지 않은 길이 0을 받는다고 봄", "5-2", (), BRANCH | {"v": 0}, "아무것도 받지 않았습니다"),
    ("가지를 거꾸로 고름", "5-2", (), {"w": 5, "v": -6, "u": "없음"}, "어느 줄을 실행하나요"),
    ("도착한 0을 없음으로 봄", "5-2", (), BRANCH | {"w": "없음"}, "도착한 0은 없음과 다릅니다"),
    ("값이 0이면 받지 않는다고 봄", "5-2", (), BRANCH | {"u": "없음"}, "u로 미분한 값은 y"),
    ("다른 수", "5-2", (), BRANCH | {"u": 6}, "숫자를 넣어 보세요"),
    ("그대로 둠", "5-3", (broken,), {}, "반복문 밖의 연산"),
    ("떼어 내기로 오류를 피함", "5-3", (_train(lambda w: (2 * w).detach()),), {}, "길도 사라졌습니다"),
    ("retain_graph로 오류를 피함", "5-3", (_train(lambda w: 2 * w, retain=True, every=False),), {},
     "처음의 w로 계산합니다"),
    ("고치지 않음", "5-3", (_still,), {}, "w가 움직이지 않았습니다"),
    ("엉뚱하게 고침", "5-3", (_far,), {}, "자리만 바꾸어"),
    ("다른 오류", "5-3", (_other,), {}, "모양이 다릅니다."),
    ("없음을 None으로 적음", "5-2", (), BRANCH | {"v": None}, 'None 대신 "없음"'),
    ("숫자를 따옴표로 묶음", "5-2", (), BRANCH | {"u": "-6"}, "숫자는 따옴표 없이"),
    ("k를 받지 않는 함수", "5-1", (lambda: 3,), {}, "takes 0 positional arguments"),
    ("함수의 이름을 따옴표로 묶음", "5-3", ("train",), {}, "따옴표 없이"),
    ("인자를 바꿈", "5-3", (lambda w: w,), {}, "(w, x, steps)"),
    ("함수 안에서 틀림", "5-3", (lambda w, x, steps: len(steps),), {}, "has no len()"),
]
