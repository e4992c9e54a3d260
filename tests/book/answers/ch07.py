"""7장의 답. 고르는 문항은 보기마다 한 줄이고, 실마리는 돌아갈 절까지 봅니다."""

import engine
from engine.study.ch07 import QUESTIONS

engine.manual_seed(7)
w = engine.randn(4, 2, requires_grad=True)
b = engine.randn(2, requires_grad=True)
z = engine.ones(4) @ w + b
engine.nn.functional.binary_cross_entropy_with_logits(z, engine.zeros(2)).backward()
W, B = w.grad, b.grad
DOUBLE = engine.tensor([2.0, 4.0, 6.0])
TRACKED = engine.tensor([1.0, 2.0, 3.0], requires_grad=True) * 2

RIGHT = [
    *((number, (right,), {}) for number, (right, _) in QUESTIONS.items()),
    ("7-13", (W, B), {}),
    ("7-14", (DOUBLE, DOUBLE), {}),
    ("7-15", ([DOUBLE, 2 * DOUBLE, DOUBLE],), {}),
]
WRONG = [
    *(
        (f"{number}의 보기 {choice}", number, (choice,), {}, hint)
        for number, (_, hints) in QUESTIONS.items()
        for choice, hint in hints.items()
    ),
    ("보기에 없는 번호", "7-1", (9,), {}, "1, 2, 3 가운데"),
    ("engine의 텐서가 아님", "7-13", ([0.0], [0.0]), {}, "모듈을 engine으로"),
    ("차례를 바꿈", "7-13", (B, W), {}, "매개변수의 모양과 같습니다"),
    ("두 번 누적함", "7-13", (2 * W, 2 * B), {}, "두 배입니다"),
    ("씨앗값을 정하지 않음", "7-13", (W + 1, B + 1), {}, "manual_seed(7)"),
    ("목록을 줌", "7-14", ([2], [2]), {}, "모듈을 engine으로"),
    ("구역 밖에서 계산함", "7-14", (TRACKED, DOUBLE), {}, "no_grad 구역 안에서"),
    ("떼어 낸 텐서를 쓰지 않음", "7-14", (DOUBLE, TRACKED), {}, "새 텐서를 돌려주니"),
    ("값이 다름", "7-14", (DOUBLE, DOUBLE + 1), {}, "값은 그대로여야"),
    ("하나만 줌", "7-15", ([DOUBLE],), {}, "세 개를 목록에"),
    ("같은 텐서를 세 번 담음", "7-15", ([DOUBLE] * 3,), {}, "clone()해 담으세요"),
    ("비우지 않음", "7-15", ([DOUBLE, 2 * DOUBLE, 3 * DOUBLE],), {}, "비우지 않았습니다"),
    ("다른 값", "7-15", ([DOUBLE, DOUBLE + 1, DOUBLE],), {}, "몇 번 더해졌는지"),
    ("숫자를 줌", "7-15", (5,), {}, "세 개를 목록에"),
]
