"""그리기, 걸음보기, 연습"""

from .message import Message

NOTHING_TO_DRAW = Message(
    TypeError,
    "{type} 값은 그릴 수 없습니다. (draw expects tensors, got {type})",
    "연산 그래프는 텐서의 grad_fn에서 시작합니다.",
    "draw(loss)처럼 텐서를 주세요.", "1.4절")

UNKNOWN_DIRECTION = Message(
    ValueError,
    "{direction} 방향으로는 그릴 수 없습니다. (unknown direction, rankdir)",
    "아는 방향은 BT, TB, LR, RL입니다.",
    'direction="BT"(아래에서 위)나 direction="LR"(왼쪽에서 오른쪽)을 주세요.')

UNKNOWN_VIEW = Message(
    ValueError,
    "{show:은} 상자에 적을 수 없습니다. (unknown view)",
    "아는 것은 {known}입니다.",
    'draw(loss, show=("data", "saved"))처럼 적을 것의 이름을 주세요.')

CANNOT_SAVE_DRAWING = Message(
    ValueError,
    "{path} 파일로 저장할 수 없습니다. (cannot save drawing)",
    "{why}",
    "graph.dot이나 graph.txt로 저장하세요. 두 가지는 언제나 됩니다.")

REFUSED_CODE = Message(
    ValueError,
    "{line:을} 실행하지 않았습니다. (editor refused this line)",
    "{why}",
    "한 줄에 ‘이름 = 식’ 하나를 적으세요. 식에는 수와 + - * / @ **, "
    "tensor, sum, mean, sigmoid, relu, exp, log를 씁니다.", "2.8절")

UNKNOWN_ERRORS_MODE = Message(
    ValueError,
    "errors={mode:은} 모르는 값입니다. (unknown errors mode)",
    '아는 값은 "raise"와 "show"입니다.',
    '오류를 마지막 걸음으로 보고 다음 칸으로 넘어가려면 errors="show"를 주세요.', "3.6절")

NOTHING_TO_EXPLORE = Message(
    ValueError,
    "미리 기록할 자리가 하나도 없거나 너무 많습니다. (explore needs 1 to {most} combinations of stops)",
    "explore는 숫자로 준 입력의 자리를 짝지어, 짝마다 함수를 한 번씩 기록합니다.",
    "explore(f, x=2.0)처럼 이름과 숫자를 주고, stops에는 자리의 짝이 {most}개를 넘지 않게 적으세요.", "5.3절")

NO_CODE_TO_RECORD = Message(
    TypeError,
    "{function:은} 걸음마다 기록할 수 없습니다. (explore and jacobian need a Python function)",
    "걸음마다 독자의 줄을 함께 보이므로, 파이썬으로 적은 함수만 기록합니다.",
    "lambda x: f(x)처럼 함수로 감싸서 주세요.", "5.3절")

WRONG_INPUTS = Message(
    TypeError,
    "explore에 준 이름이 함수의 입력과 맞지 않습니다. (unexpected or missing inputs)",
    "함수의 입력은 {known}입니다. 모르는 이름: {unknown}. 빠진 이름: {missing}.",
    "explore(f, x=2.0, w=3.0)처럼 함수의 입력마다 이름과 값을 주세요.", "5.3절")

UNKNOWN_STOPS = Message(
    ValueError,
    "stops의 {name:은} 바꿀 수 있는 입력이 아닙니다. (unknown stops)",
    "바꿀 수 있는 것은 숫자로 준 입력입니다. 지금은 {known}입니다.",
    "stops에는 숫자로 준 입력의 이름을 적으세요.", "5.3절")

JACOBIAN_TOO_LARGE = Message(
    ValueError,
    "야코비안을 표로 보일 수 없습니다. (jacobian view needs a tracked output of at most {most} values)",
    "결과는 추적하는 값 {most}개까지, 입력도 {most}개까지 보입니다. 지금은 {rows} × {columns}입니다.",
    "원소가 적은 입력을 주거나, 함수 안에서 .detach()를 쓰지 않았는지 보세요.", "6.5절")

JACOBIAN_NEEDS_TENSOR = Message(
    TypeError,
    "야코비안을 구할 수 없습니다. (jacobian view needs a function that returns one tensor)",
    "함수가 텐서 하나가 아니라 {type:을} 돌려주었습니다.",
    "함수가 텐서 하나를 돌려주게 고치세요. 여럿이면 stack으로 묶습니다.", "6.5절")

WRONG_LENGTH_OF_V = Message(
    ValueError,
    "벡터 ‘{label}’의 원소 {given}개는 결과와 짝이 맞지 않습니다. (length of v differs from the output)",
    "backward(v)의 v는 결과와 모양이 같아야 합니다. 결과의 원소는 {rows}개입니다.",
    "원소가 {rows}개인 벡터를 주세요.", "6.5절")

UNKNOWN_EXERCISE = Message(
    ValueError,
    "{number}번 연습은 없습니다. (unknown exercise: {number})",
    "연습의 번호는 ‘장-차례’로 적습니다. 예: check(\"1-2\", 답)",
    "연습 제목에 적힌 번호를 확인하세요.")

DIFFERS_FROM_TORCH = Message(
    RuntimeError,
    "{name}의 값이 PyTorch와 다릅니다. (engine and torch disagree)",
    "엔진은 {ours}, PyTorch는 {theirs}입니다.",
    "칸을 고쳤다면 두 모듈에서 같은 계산을 하는지 보세요. 고치지 않았다면 엔진의 잘못이니 알려 주세요.")
