"""dtype과 수의 종류"""

from .message import Message

NEEDS_FLOATS = Message(
    NotImplementedError,
    "{name:은} {dtype} 텐서를 다루지 않습니다. (\"{name}_cpu\" not implemented for '{dtype}')",
    "결과가 소수라서 정수에 담을 수 없습니다.",
    "x.float()로 바꾸어 넣으세요.", "10장")

MEAN_OF_INTEGERS = Message(
    RuntimeError,
    "{dtype} 텐서의 평균은 구할 수 없습니다. "
    "(mean(): could not infer output dtype. Input dtype must be floating point)",
    "평균은 정수가 아닐 수 있는데, 어떤 실수 dtype으로 낼지 정해지지 않았습니다.",
    "먼저 .float()로 바꾸세요.", "10장")

SPREAD_OF_INTEGERS = Message(
    RuntimeError,
    "{dtype} 텐서의 {name:은} 구할 수 없습니다. "
    "(std and var only support floating point and complex dtypes)",
    "흩어진 정도는 정수가 아닐 수 있는데, 어떤 실수 dtype으로 낼지 정해지지 않았습니다.",
    "먼저 .float()로 바꾸세요.", "10장")

NOT_FOR_BOOL = Message(
    RuntimeError,
    "참·거짓 텐서에는 {name} 연산을 쓸 수 없습니다. "
    "({name}, e.g. the `-` operator, with a bool tensor is not supported)",
    "참과 거짓 사이에는 크기도 부호도 없습니다.",
    "뒤집으려면 ~x를, 수로 계산하려면 x.float()를 쓰세요.", "10장")

CONDITION_NOT_BOOL = Message(
    RuntimeError,
    "where의 조건에 {dtype} 텐서를 받았습니다. "
    "(where expected condition to be a boolean tensor, but got a tensor with dtype {dtype})",
    "조건은 자리마다 참이나 거짓이어야 합니다.",
    "x > 0처럼 견준 결과를 주거나 .bool()로 바꾸세요.", "20장")

DTYPES_DIFFER = Message(
    RuntimeError,
    "{name}에 {a} 텐서와 {b} 텐서를 함께 넣을 수 없습니다. "
    "({name}(): expected the same dtype, but {a} did not match {b})",
    "{name:은} dtype을 자동으로 바꾸지 않습니다.",
    "한쪽을 .to(다른 쪽.dtype)으로 바꾸세요.", "10장")

INTEGER_DIVISION_BY_ZERO = Message(
    RuntimeError,
    "정수를 0으로 나눌 수 없습니다. (ZeroDivisionError: integer division by zero)",
    "실수라면 inf나 nan이 되지만, 정수에는 그런 값이 없습니다.",
    "나누는 쪽에 0이 있는지 보거나, 먼저 .float()로 바꾸세요.", "10장")

NEGATIVE_INTEGER_POWER = Message(
    RuntimeError,
    "정수 텐서를 음수로 거듭제곱할 수 없습니다. "
    "(Integers to negative integer powers are not allowed.)",
    "2의 −1제곱은 0.5라서 정수에 담을 수 없습니다.",
    "먼저 .float()로 바꾸세요.", "10장")

ALPHA_OF_INTEGERS = Message(
    RuntimeError,
    "정수 텐서에는 소수 alpha={alpha:을} 곱할 수 없습니다. "
    "(For integral input tensors, argument alpha must not be a floating point number.)",
    "결과가 정수인데 곱한 값은 소수가 됩니다.",
    "alpha를 정수로 적거나, 먼저 .float()로 바꾸세요.", "10장")

ADDCDIV_OF_INTEGERS = Message(
    RuntimeError,
    "addcdiv로 {dtype} 텐서끼리 나눌 수 없습니다. "
    "(Integer division with addcdiv is no longer supported)",
    "나눈 값은 소수라서 정수에 담을 수 없습니다.",
    "먼저 .float()로 바꾸세요.", "10장")

UNKNOWN_ROUNDING = Message(
    RuntimeError,
    "나눗셈을 자르는 방법이 아닙니다: '{mode}' (div expected rounding_mode to be one of "
    "None, 'trunc', or 'floor' but found '{mode}')",
    "rounding_mode는 None, 'trunc', 'floor' 가운데 하나입니다.",
    "셋 가운데 하나를 적으세요.", "10장")

CLAMP_WITHOUT_BOUNDS = Message(
    RuntimeError,
    "clamp에 min도 max도 없습니다. (torch.clamp: At least one of 'min' or 'max' must not be None)",
    "어느 쪽을 자를지 정해지지 않았습니다.",
    "min이나 max를 적으세요.", "10장")

NO_LIMITS = Message(
    TypeError,
    "{name:은} {dtype}에 쓸 수 없습니다. ({name}() requires a floating point or integer input type)",
    "finfo는 실수의 한계를, iinfo는 정수의 한계를 알려 줍니다.",
    "실수에는 finfo를, 정수에는 iinfo를 쓰세요.", "10장")

OLD_TYPE_NAME = Message(
    ValueError,
    "{name!r:은} 텐서의 종류가 아닙니다. (invalid type: '{name}')",
    "글로는 'torch.FloatTensor'처럼 PyTorch의 옛 이름만 받습니다.",
    "x.to(engine.float64)처럼 dtype을 주세요.")
