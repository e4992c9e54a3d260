"""세고, 찾고, 줄 세울 때"""

from .message import Message

QUANTILE_WAY = Message(
    RuntimeError,
    "interpolation으로 {way!r:을} 쓸 수 없습니다. "
    "(quantile() interpolation must be one of {ways}, but got {way})",
    "분위수가 두 값 사이에 있을 때 어떻게 정할지를 고릅니다.",
    "{ways} 가운데 하나를 쓰세요.", "11장")

QUANTILE_DTYPE = Message(
    RuntimeError,
    "{name:은} {dtype} 텐서를 다루지 않습니다. "
    "({name}() input tensor must be either float or double dtype)",
    "두 값 사이의 값을 내므로 정수에 담기지 않습니다.",
    "먼저 .float()로 바꾸세요.", "11장")

QUANTILE_RANGE = Message(
    RuntimeError,
    "{name}의 q가 0과 1 사이가 아닙니다. ({name}() q values must be in the range [0, 1])",
    "q는 그보다 작은 값이 차지하는 몫입니다.",
    "백분율이라면 100으로 나누세요.", "11장")

BINCOUNT_FLOATS = Message(
    NotImplementedError,
    "bincount에 {dtype} 텐서를 받았습니다. (\"bincount_cpu\" not implemented for '{dtype}')",
    "값을 칸의 번호로 쓰므로 정수여야 합니다.",
    "x.long()으로 바꾸세요. 실수를 칸으로 나누려면 histc를 쓰세요.", "11장")

BINCOUNT_INPUT = Message(
    RuntimeError,
    "bincount에 모양이 {shape}인 {dtype} 텐서를 받았습니다. "
    "(bincount only supports 1-d non-negative integral inputs.)",
    "0 이상의 정수를 칸의 번호로 씁니다.",
    "x.flatten().long()으로 바꾸고, 음수는 빼거나 옮기세요.", "11장")

BINCOUNT_WEIGHTS = Message(
    RuntimeError,
    "무게의 모양 {weights:이} 값의 모양 {shape:과} 다릅니다. "
    "(weights should be 1-d and have the same length as input)",
    "값마다 무게가 하나씩 있어야 합니다.",
    "weights의 길이를 맞추세요.", "11장")

BINCOUNT_LENGTH = Message(
    RuntimeError,
    "minlength가 {minlength}입니다. (minlength should be >= 0)",
    "결과의 길이는 음수일 수 없습니다.",
    "0 이상의 수를 주세요.", "11장")

HISTC_RANGE = Message(
    RuntimeError,
    "{low}부터 {high}까지를 {bins}칸으로 나눌 수 없습니다. "
    "(histc: max must be larger than min, bins must be > 0 and the range finite)",
    "칸은 하나 이상이고, 범위의 두 끝은 유한하며 차례대로여야 합니다.",
    "bins, min, max를 확인하세요.", "11장")

SEARCHSORTED_SHAPES = Message(
    RuntimeError,
    "줄 세운 값의 모양 {line:과} 찾을 값의 모양 {values:이} 맞지 않습니다. (torch.searchsorted(): "
    "boundaries tensor should be 1 dimension or the first N-1 dimensions must match)",
    "줄마다 따로 찾으므로 마지막 축 말고는 모양이 같아야 합니다.",
    "모두 한 줄에서 찾으려면 1차원으로 주세요.", "11장")
