"""난수를 뽑을 때"""

from .message import Message

NO_RANDOM_RANGE = Message(
    RuntimeError,
    "randint의 범위가 비었습니다. "
    "(random_ expects 'from' to be less than 'to', but got from={low} >= to={high})",
    "{low} 이상 {high} 미만인 정수가 없습니다.",
    "low < high가 되게 하세요.")

SEED_OUT_OF_RANGE = Message(
    ValueError,
    "씨앗값 {seed:을} 64비트에 담을 수 없습니다. (Overflow when unpacking long long)",
    "씨앗값은 −2⁶³ 이상 2⁶⁴ 미만인 정수입니다.",
    "0이나 42처럼 더 작은 수를 주세요.")

RANDOM_DOES_NOT_FIT = Message(
    RuntimeError,
    "{low} 이상 {high} 미만의 정수는 {dtype}에 담기지 않습니다. "
    "(to - 1 is out of bounds for {dtype})",
    "dtype마다 담을 수 있는 가장 큰 수가 있습니다.",
    "범위를 줄이거나 int64처럼 더 넓은 dtype을 쓰세요.")

NEGATIVE_STD = Message(
    RuntimeError,
    "표준 편차가 {std}입니다. (normal expects std >= 0.0, but found std {std})",
    "표준 편차는 값이 평균에서 흩어진 만큼이라 음수일 수 없습니다.",
    "std를 0 이상으로 주세요. 배우는 값이라면 std.exp()처럼 양수로 바꾸어 쓰세요.")

NORMAL_WITHOUT_SIZE = Message(
    TypeError,
    "normal에 몇 개를 뽑을지 적지 않았습니다. (normal() missing required argument: size)",
    "평균과 표준 편차가 모두 숫자라서 결과의 모양을 정할 수 없습니다.",
    "engine.normal(0.0, 1.0, (2, 3))처럼 모양을 적으세요.")

EXPONENTIAL_RATE = Message(
    RuntimeError,
    "지수 분포의 비율이 {lambd}입니다. "
    "(exponential_ expects lambda > 0.0, but found lambda={lambd})",
    "비율이 클수록 0에 가까운 수가 나오며, 0보다 커야 합니다.",
    "lambd를 양수로 주세요.")

DRAW_PROBABILITY = Message(
    RuntimeError,
    "{name}의 확률이 0과 1 사이가 아닙니다. ({name} expects p to be in [0, 1])",
    "0과 1 사이의 수만 확률로 볼 수 있습니다.",
    "시그모이드를 거치거나 clamp(0, 1)로 자르세요.")

MULTINOMIAL_DTYPE = Message(
    RuntimeError,
    "multinomial에 {dtype} 텐서를 받았습니다. "
    "(multinomial only supports floating-point dtypes for input, got: {dtype})",
    "무게로 나누어 뽑으므로 실수여야 합니다.",
    "x.float()로 바꾸세요.")

MULTINOMIAL_COUNT = Message(
    RuntimeError,
    "무게 {size}개에서 번호 {count}개를 뽑을 수 없습니다. "
    "(cannot sample n_sample > prob_dist.size(-1) samples without replacement)",
    "되돌려 놓지 않으면 같은 번호는 한 번만 나오고, 적어도 하나는 뽑아야 합니다.",
    "개수를 줄이거나 replacement=True를 주세요.")

MULTINOMIAL_WEIGHTS = Message(
    RuntimeError,
    "무게에 음수나 무한대, NaN이 있거나 모두 0입니다. "
    "(probability tensor contains either `inf`, `nan` or element < 0)",
    "무게의 합으로 나눈 몫이 그 번호가 나올 확률입니다.",
    "softmax나 exp로 양수로 만드세요.")
