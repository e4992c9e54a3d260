"""신경망 함수"""

from .message import Message

ACTIVATION_OF_INTEGERS = Message(
    NotImplementedError,
    "{name:은} {dtype} 텐서를 다루지 않습니다. (\"{name}_cpu\" not implemented for '{dtype}')",
    "이 활성 함수의 값은 소수라서 정수에 담을 수 없습니다.",
    "x.float()로 바꾸어 넣으세요.", "22장")

GELU_APPROXIMATE = Message(
    RuntimeError,
    "gelu를 어림하는 방법이 아닙니다: '{approximate}' "
    "(approximate argument must be either none or tanh)",
    "approximate는 'none'(그대로)과 'tanh'(어림) 가운데 하나입니다.",
    "둘 가운데 하나를 적으세요.", "22장")

EMBEDDING_DTYPE = Message(
    RuntimeError,
    "임베딩의 번호로 {dtype} 텐서를 받았습니다. (Expected tensor for argument #1 'indices' to have "
    "one of the following scalar types: Long, Int)",
    "표의 줄을 고르는 번호는 정수여야 합니다.",
    ".long()으로 바꾸세요.", "24장")

EMBEDDING_OUT_OF_RANGE = Message(
    IndexError,
    "임베딩 표에 {index}번 줄이 없습니다. (index out of range in self)",
    "표에 줄이 {rows}개라 번호는 0부터 {last}까지입니다.",
    "번호를 확인하거나 num_embeddings를 늘리세요.", "24장")

ONE_HOT_DTYPE = Message(
    RuntimeError,
    "one_hot에 {dtype} 텐서를 받았습니다. "
    "(one_hot is only applicable to index tensor of type LongTensor)",
    "갈래 번호는 int64 정수여야 합니다.",
    ".long()으로 바꾸세요.", "22장")

ONE_HOT_EMPTY = Message(
    RuntimeError,
    "빈 텐서로는 갈래의 수를 알 수 없습니다. "
    "(Can not infer total number of classes from empty tensor)",
    "num_classes를 적지 않으면 가장 큰 번호로 갈래의 수를 정합니다.",
    "num_classes를 적으세요.", "22장")

ONE_HOT_OUT_OF_RANGE = Message(
    RuntimeError,
    "갈래 번호 {label:이} 범위를 벗어났습니다. "
    "(Class values must be non-negative and smaller than num_classes)",
    "갈래가 {classes}개라 번호는 0 이상 {classes} 미만입니다.",
    "번호나 num_classes를 확인하세요.", "22장")

TWO_ATTENTION_MASKS = Message(
    RuntimeError,
    "attn_mask와 is_causal=True를 함께 쓸 수 없습니다. "
    "(Explicit attn_mask should not be set when is_causal=True)",
    "둘 다 어느 자리를 볼지 정하는데, attn_mask의 모양이 {mask}입니다.",
    "뒤쪽을 가린 attn_mask를 하나 만들어 주거나, is_causal만 쓰세요.", "24장")

DROPOUT_PROBABILITY = Message(
    ValueError,
    "드롭아웃의 확률로 {p:을} 쓸 수 없습니다. "
    "(dropout probability has to be between 0 and 1, but got {p})",
    "p는 값을 0으로 만들 확률입니다.",
    "0과 1 사이의 수를 주세요.", "22장")

LAYER_NORM_SHAPE = Message(
    RuntimeError,
    "모양이 {input}인 텐서를 normalized_shape={shape:으로} 정규화할 수 없습니다. "
    "(Given normalized_shape={shape}, expected input with shape [{tail}], "
    "but got input of size{input})",
    "normalized_shape는 입력의 마지막 축들의 모양과 같아야 합니다.",
    "normalized_shape나 입력의 축 차례를 확인하세요.", "24장")

LAYER_NORM_PARAMETER = Message(
    RuntimeError,
    "layer_norm의 {name} 모양 {got:이} normalized_shape {shape:과} 다릅니다. "
    "(Expected {name} to be of same shape as normalized_shape)",
    "정규화한 값마다 {name:이} 하나씩 있어야 합니다.",
    "같은 모양으로 만드세요.", "24장")

BATCH_NORM_ONE_VALUE = Message(
    ValueError,
    "모양이 {input}인 묶음으로는 학습할 수 없습니다. "
    "(Expected more than 1 value per channel when training, got input size {input})",
    "채널마다 값이 하나뿐이라 분산이 언제나 0입니다.",
    "표본을 둘 이상 묶거나, 추론이라면 model.eval()을 먼저 부르세요.", "22장")

BATCH_NORM_STATISTICS = Message(
    RuntimeError,
    "추론에 쓸 {name:이} 없습니다. ({name} must be defined in evaluation mode)",
    "추론할 때는 학습하며 모아 둔 통계로 정규화합니다.",
    "{name:을} 주거나 training=True로 부르세요.", "22장")

BATCH_NORM_CHANNELS = Message(
    RuntimeError,
    "{name}의 값이 {got}개입니다. ({name} should contain {channels} elements not {got})",
    "입력의 채널이 {channels}개라 값도 {channels}개여야 합니다.",
    "입력의 1번 축과 계층의 크기를 확인하세요.", "22장")

BATCH_NORM_NDIM = Message(
    ValueError,
    "{name}에 {got}차원 텐서를 받았습니다. (expected {expected} input (got {got}D input))",
    "이 계층은 {expected} 입력의 1번 축을 채널로 봅니다.",
    "입력의 모양이나 계층의 종류를 확인하세요.", "22장")

GLU_ODD_SIZE = Message(
    RuntimeError,
    "glu는 크기가 {size}인 축을 반으로 나눌 수 없습니다. "
    "(Halving dimension must be even, but dimension {dim} is size {size})",
    "앞 절반에 뒤 절반의 시그모이드를 곱하므로 {dim}번 축의 크기가 짝수여야 합니다.",
    "앞 계층의 출력 수를 짝수로 하세요.", "20장")

PRELU_CHANNELS = Message(
    RuntimeError,
    "prelu의 weight에 값이 {got}개입니다. (Mismatch of parameter numbers and input channel size. "
    "Found parameter numbers = {got} and channel size = {channels})",
    "기울기는 모두 함께 쓰는 하나이거나 채널마다 하나여야 하고, 입력의 채널은 {channels}개입니다.",
    "weight의 크기는 1 또는 채널 수와 같게 하세요.", "20장")

GROUP_NORM_CHANNELS = Message(
    RuntimeError,
    "채널 {channels}개를 무리 {groups}개로 나눌 수 없습니다. "
    "(Expected number of channels in input to be divisible by num_groups)",
    "무리마다 채널의 수가 같아야 합니다.",
    "num_groups를 {channels}의 약수로 하세요.", "22장")

PARAMETERS_ARE_NOT_CALLED = Message(
    RuntimeError,
    "{name:은} 부를 수 없습니다. ({name} should not be called.)",
    "매개변수를 담기만 하는 계층이라 계산이 없습니다.",
    "담은 매개변수를 번호나 이름으로 꺼내 forward에서 쓰세요.", "17장")

PARAMETERS_NOT_A_LIST = Message(
    TypeError,
    "매개변수의 목록 자리에 {type:을} 받았습니다. "
    "(ParameterList.extend should be called with an iterable, but got {type})",
    "텐서 하나는 목록으로 풀어 담지 않습니다.",
    "[텐서]처럼 목록으로 감싸세요.", "17장")

ORTHOGONAL_NEEDS_TWO_DIMS = Message(
    ValueError,
    "orthogonal_에 모양이 {shape}인 텐서를 받았습니다. "
    "(Only tensors with 2 or more dimensions are supported)",
    "줄이나 칸이 서로 직교하려면 행렬이어야 합니다.",
    "2차원 이상인 가중치에 쓰세요.", "17장")

DIRAC_SHAPE = Message(
    ValueError,
    "dirac_에 모양이 {shape}인 텐서와 groups={groups:을} 받았습니다. (Only tensors with 3, 4, or 5 "
    "dimensions are supported, and dim 0 must be divisible by groups)",
    "합성곱의 가중치는 (출력, 입력, 창 …)이고, 출력 채널을 groups로 똑같이 나눕니다.",
    "합성곱의 가중치에 쓰고, groups를 확인하세요.", "17장")
