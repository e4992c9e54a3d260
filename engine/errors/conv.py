"""합성곱과 풀링"""

from .message import Message

CONV_NDIM = Message(
    RuntimeError,
    "conv2d의 입력 {input:과} 필터 {weight}의 차원이 맞지 않습니다. (Expected 3D (unbatched) or 4D "
    "(batched) input to conv2d, but got input of size: {input})",
    "입력은 (표본, 채널, 높이, 너비)나 (채널, 높이, 너비), 필터는 4차원입니다.",
    "unsqueeze로 빠진 축을 끼우세요.", "23장")

CONV_GROUPS = Message(
    RuntimeError,
    "모양이 {weight}인 필터를 {groups}무리로 나눌 수 없습니다. "
    "(Given groups={groups}, expected weight to be divisible by {groups} at dimension 0)",
    "무리마다 필터의 수가 같아야 합니다.",
    "출력 채널 수를 groups의 배수로 만드세요.", "23장")

CONV_CHANNELS = Message(
    RuntimeError,
    "입력의 채널이 {got}개인데 필터는 {expected}개를 받습니다. "
    "(Given groups={groups}, weight of size {weight}, expected input{input} to have {expected} "
    "channels, but got {got} channels instead)",
    "필터 {weight}의 1번 축에 무리의 수 {groups:을} 곱한 것이 입력 {input}의 채널 수입니다.",
    "계층의 in_channels나 입력의 축 차례를 확인하세요.", "23장")

CONV_BIAS = Message(
    RuntimeError,
    "편향의 모양 {bias:이} 필터의 수와 맞지 않습니다. (Given weight of size {weight}, expected bias "
    "to be 1-dimensional with {count} elements, but got bias of size {bias} instead)",
    "편향은 출력 채널마다 하나라서 {count}개여야 합니다.",
    "편향의 모양을 ({count},)로 만드세요.", "23장")

CHANNELS_PER_GROUP = Message(
    ValueError,
    "{name} {channels}개를 {groups}무리로 나눌 수 없습니다. "
    "({name} must be divisible by groups)",
    "무리마다 채널의 수가 같아야 합니다.",
    "{name:을} groups의 배수로 만드세요.", "23장")

KERNEL_TOO_LARGE = Message(
    RuntimeError,
    "창이 그림보다 큽니다. (Calculated padded input size per channel: ({size}). "
    "Kernel size: ({kernel}). Kernel size can't be greater than actual input size)",
    "덧댄 그림은 {size}칸인데, 간격까지 넣은 창은 {kernel}칸입니다.",
    "padding을 늘리거나 창을 줄이세요.", "23장")

SAME_WITH_STRIDE = Message(
    RuntimeError,
    "padding='same'은 한 칸씩 움직일 때만 쓸 수 있습니다. "
    "(padding='same' is not supported for strided convolutions)",
    "stride가 {stride}이면 결과가 입력과 같은 크기가 될 수 없습니다.",
    "stride=1로 두거나 padding을 숫자로 적으세요.", "23장")

WINDOW_SETTINGS = Message(
    RuntimeError,
    "창을 stride={stride}, padding={padding}, dilation={dilation:으로} 움직일 수 없습니다. "
    "(non-positive stride or dilation, or negative padding is not supported)",
    "stride와 dilation은 1 이상, padding은 0 이상이어야 합니다.",
    "세 값을 확인하세요.", "23장")

POOL_NDIM = Message(
    RuntimeError,
    "풀링에 모양이 {input}인 텐서를 받았습니다. "
    "(non-empty 3D or 4D (batch mode) tensor expected for input)",
    "풀링은 (표본, 채널, 높이, 너비)나 (채널, 높이, 너비)를 받습니다.",
    "unsqueeze로 빠진 축을 끼우세요.", "23장")

POOL_PADDING = Message(
    RuntimeError,
    "풀링 창 {kernel}에 padding={padding:은} 너무 큽니다. "
    "(pad should be at most half of effective kernel size)",
    "창의 절반보다 많이 덧대면 덧댄 칸만 담은 창이 생깁니다.",
    "padding을 창의 절반 이하로 줄이세요.", "23장")

POOL_TOO_SMALL = Message(
    RuntimeError,
    "높이와 너비가 {size}인 그림에 창 {kernel:을} 놓을 수 없습니다. "
    "(Given input size, calculated output size: Output size is too small)",
    "창이 그림보다 큽니다.",
    "앞 계층에서 그림이 얼마나 줄었는지 x.shape로 확인하세요.", "23장")

PAD_MODE = Message(
    NotImplementedError,
    "'{mode}' 방식으로는 덧댈 수 없습니다. (Unrecognised padding mode {mode})",
    "이 엔진의 pad에는 한 값으로 채우는 'constant'만 있습니다.",
    "mode를 빼거나 cat과 고르기로 테두리를 붙이세요.", "23장")

PAD_PAIRS = Message(
    RuntimeError,
    "pad의 길이 {count:이} 홀수입니다. (Padding length must be divisible by 2)",
    "축마다 (앞, 뒤) 두 수가 있어야 합니다.",
    "pad=(앞, 뒤, …)로 짝을 맞추세요.", "23장")

PAD_TOO_MANY = Message(
    RuntimeError,
    "pad의 길이 {count:이} 축의 수 {ndim}의 두 배보다 깁니다. "
    "(Padding length should be less than or equal to two times the input dimension)",
    "축마다 (앞, 뒤) 두 수만 쓸 수 있습니다.",
    "pad의 길이를 줄이세요.", "23장")

PAD_CUTS_TOO_MUCH = Message(
    RuntimeError,
    "pad={pad:은} 모양이 {shape}인 텐서에서 있는 것보다 많이 잘라 냅니다. "
    "(narrow(): length must be non-negative)",
    "음수인 pad는 그만큼 잘라 내라는 뜻입니다.",
    "잘라 낼 칸을 축의 크기 이하로 줄이세요.", "23장")
