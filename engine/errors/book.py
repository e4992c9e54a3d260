"""그리기와 연습"""

from .message import Message

NOTHING_TO_DRAW = Message(
    TypeError,
    "{type} 값은 그릴 수 없습니다. (draw expects tensors, got {type})",
    "연산 그래프는 텐서의 grad_fn에서 시작합니다.",
    "draw(loss)처럼 텐서를 주세요.", "2장")

UNKNOWN_DIRECTION = Message(
    ValueError,
    "{direction} 방향으로는 그릴 수 없습니다. (unknown direction, rankdir)",
    "아는 방향은 TB, BT, LR, RL입니다.",
    'direction="TB"(위에서 아래)나 direction="LR"(왼쪽에서 오른쪽)을 주세요.', "2장")

CANNOT_SAVE_DRAWING = Message(
    ValueError,
    "{path} 파일로 저장할 수 없습니다. (cannot save drawing)",
    "{why}",
    "graph.dot이나 graph.txt로 저장하세요. 두 가지는 언제나 됩니다.", "2장")

UNKNOWN_EXERCISE = Message(
    ValueError,
    "{number}번 연습은 없습니다. (unknown exercise: {number})",
    "연습의 번호는 ‘장-차례’로 적습니다. 예: check(\"1-2\", 답)",
    "연습 제목에 적힌 번호를 확인하세요.", "1장")
