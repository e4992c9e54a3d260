"""계층과 매개변수"""

from .message import Message, NamedKeyError

MODULE_BEFORE_INIT = Message(
    AttributeError,
    "{module:을} 준비하기 전에 {name:을} 넣었습니다. "
    "(cannot assign parameters before Module.__init__() call)",
    "__init__의 첫 줄에서 super().__init__()을 부르지 않았습니다.",
    "__init__의 첫 줄에 super().__init__()을 적으세요.", "22장")

MODULE_WITHOUT_FORWARD = Message(
    NotImplementedError,
    "{module}에 forward가 없습니다. "
    "(Module [{module}] is missing the required \"forward\" function)",
    "계층을 부르면 forward를 실행합니다.",
    "def forward(self, x): …를 적으세요.", "22장")

NOT_A_PARAMETER = Message(
    TypeError,
    "매개변수 자리 '{name}'에 {type:을} 넣을 수 없습니다. "
    "(cannot assign '{type}' as parameter '{name}' (torch.nn.Parameter or None expected))",
    "이 자리의 값은 옵티마이저가 고칠 매개변수여야 합니다.",
    "nn.Parameter(값)으로 감싸서 넣으세요.", "22장")

NOT_A_BUFFER = Message(
    TypeError,
    "버퍼 '{name}'에 {type:을} 넣을 수 없습니다. "
    "(cannot assign '{type}' object to buffer '{name}' (torch Tensor or None required))",
    "버퍼는 매개변수와 함께 저장하는 텐서입니다.",
    "engine.tensor(값)으로 만들어 넣으세요.", "22장")

NOT_A_MODULE = Message(
    TypeError,
    "계층 자리에 {type:을} 넣을 수 없습니다. ({type} is not a Module subclass)",
    "이 모음에는 nn.Module만 담을 수 있습니다.",
    "함수라면 forward에서 부르거나, 그 함수를 부르는 Module을 만드세요.", "22장")

NAME_WITH_DOT = Message(
    NamedKeyError,
    "쓸 수 없는 이름입니다: '{name}' (parameter name can't contain \".\", can't be empty string)",
    "점은 계층 안의 계층을 가리킬 때 씁니다: 0.weight",
    "점이 없는 이름을 주세요.", "22장")

NAME_IS_TAKEN = Message(
    NamedKeyError,
    "이미 있는 이름입니다: '{name}' (attribute '{name}' already exists)",
    "같은 이름으로 등록하면 앞의 것을 잃습니다.",
    "다른 이름을 쓰세요.", "22장")

NO_SUCH_MODULE = Message(
    IndexError,
    "{index}번 계층이 없습니다. (index {index} is out of range)",
    "계층이 {count}개 있습니다.",
    "번호를 확인하세요.", "22장")

MODULE_TO_INTEGERS = Message(
    TypeError,
    "계층을 {dtype:으로} 바꿀 수 없습니다. "
    "(nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype})",
    "매개변수는 변화도를 받아야 하므로 실수여야 합니다.",
    "engine.float32나 engine.float64를 쓰세요.", "22장")

STATE_DICT_TYPE = Message(
    TypeError,
    "상태로 {type:을} 받았습니다. (Expected state_dict to be dict-like, got {type})",
    "load_state_dict는 이름 → 텐서인 사전을 받습니다.",
    "state_dict()나 engine.load()가 돌려준 사전을 주세요.", "22장")

STATE_DICT_MISMATCH = Message(
    RuntimeError,
    "{module}에 이 상태를 넣을 수 없습니다. 아무것도 바꾸지 않았습니다. "
    "(Error(s) in loading state_dict for {module})",
    "{problems}",
    "저장할 때와 같은 구조의 계층인지 확인하세요. 이름이 빠지거나 남는 것만 넘기려면 "
    "strict=False를 주세요.", "22장")

UNKNOWN_NONLINEARITY = Message(
    ValueError,
    "'{name}'의 이득을 모릅니다. (Unsupported nonlinearity {name})",
    "아는 이름은 linear, conv2d, sigmoid, tanh, relu, leaky_relu, selu입니다.",
    "이 가운데 하나를 적으세요.", "22장")

EYE_NEEDS_TWO_DIMS = Message(
    ValueError,
    "모양이 {shape}인 텐서는 단위행렬로 채울 수 없습니다. "
    "(Only tensors with 2 dimensions are supported)",
    "단위행렬은 행과 열, 두 축의 행렬입니다.",
    "2차원 텐서를 주세요.", "22장")

FAN_NEEDS_TWO_DIMS = Message(
    ValueError,
    "모양이 {shape}인 텐서에서는 입력과 출력의 수를 알 수 없습니다. "
    "(Fan in and fan out can not be computed for tensor with fewer than 2 dimensions)",
    "첫 축을 출력, 둘째 축을 입력으로 봅니다.",
    "2차원 이상인 가중치에 쓰고, 편향에는 zeros_나 uniform_을 쓰세요.", "22장")

UNKNOWN_FAN = Message(
    ValueError,
    "모르는 방식입니다: '{mode}' "
    "(Mode {mode} not supported, please use one of ['fan_in', 'fan_out'])",
    "들어오는 값의 수(fan_in)나 나가는 값의 수(fan_out)를 기준으로 폭을 정합니다.",
    "둘 가운데 하나를 적으세요.", "22장")

NO_MEMBER = Message(
    AttributeError,
    "경로 '{target}'에서 '{name}' 이름을 찾지 못했습니다. "
    "({module} has no attribute `{name}`)",
    "{module} 계층에는 그 종류의 이름이 없습니다.",
    "named_modules(), named_parameters(), named_buffers()로 경로를 확인하세요.", "22장")

NO_SUCH_NAME = Message(
    AttributeError,
    "{module}에는 '{name}'이라는 이름이 없습니다. (module '{module}' has no attribute '{name}')",
    "이름을 잘못 적었거나, 이 엔진이 다루지 않는 torch의 이름입니다.",
    "부록의 ‘PyTorch와 일부러 다른 점’에서 다루지 않는 것과 대신할 길을 찾으세요.")
