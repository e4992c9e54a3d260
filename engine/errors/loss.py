"""손실"""

from .message import Message

TARGET_SHAPE = Message(
    ValueError,
    "정답의 모양 {target:이} 입력의 모양 {input:과} 다릅니다. "
    "(Target size ({target}) must be the same as input size ({input}))",
    "{name:은} 같은 자리의 값끼리 견줍니다.",
    "정답을 reshape나 unsqueeze로 입력과 같은 모양으로 만드세요.")

NOT_A_PROBABILITY = Message(
    RuntimeError,
    "확률이 아닌 값이 있습니다. (all elements of input should be between 0 and 1)",
    "binary_cross_entropy는 0과 1 사이의 확률을 받는데, 값의 범위가 {low:.4g}에서 {high:.4g}입니다.",
    "sigmoid를 먼저 지나게 하거나 binary_cross_entropy_with_logits를 쓰세요.", "1.4절")

UNKNOWN_REDUCTION = Message(
    ValueError,
    "손실을 모으는 방법이 아닙니다: '{reduction}' ({reduction} is not a valid value for reduction)",
    "reduction은 'mean', 'sum', 'none' 가운데 하나입니다.",
    "셋 가운데 하나를 적으세요.", "1.4절")

CLASS_SHAPE = Message(
    ValueError,
    "정답의 모양 {target:이} 입력의 모양 {input:과} 맞지 않습니다. "
    "(Expected input batch_size ({input}) to match target batch_size ({target}))",
    "갈래 번호 정답에는 표본마다 정수가 하나씩 있어야 합니다.",
    "입력은 (표본 수, 갈래 수), 정답은 (표본 수,)로 맞추세요.", "22장")

CLASS_OUT_OF_RANGE = Message(
    IndexError,
    "갈래 번호 {target:이} 범위를 벗어났습니다. (Target {target} is out of bounds.)",
    "갈래가 {classes}개라 번호는 0부터 {last}까지입니다.",
    "정답의 번호를 확인하세요.", "22장")

CLASS_DTYPE = Message(
    RuntimeError,
    "갈래 번호에 {dtype} 텐서를 받았습니다. (expected scalar type Long but found {dtype})",
    "갈래 번호는 int64나 uint8이어야 합니다.",
    ".long()으로 바꾸세요.", "22장")

CLASS_WEIGHT_SHAPE = Message(
    RuntimeError,
    "무게의 모양 {weight:이} 갈래 {classes}개와 맞지 않습니다. "
    "(weight tensor should be defined either for all {classes} classes or no classes)",
    "weight에는 갈래마다 곱할 수가 하나씩 있어야 합니다.",
    "weight의 모양을 ({classes},)로 맞추거나 빼세요.", "22장")

CLASS_WEIGHT_TRACKED = Message(
    RuntimeError,
    "갈래의 무게로는 변화도를 보내지 않습니다. "
    "('nll_loss_forward' is not differentiable with respect to argument 'weight')",
    "weight는 배우는 값이 아니라 미리 정해 두는 값인데, 추적하는 텐서를 받았습니다.",
    "weight.detach()를 주세요.", "22장")

SMOOTH_L1_BETA = Message(
    RuntimeError,
    "smooth_l1_loss의 beta로 {beta:을} 쓸 수 없습니다. "
    "(smooth_l1_loss does not support negative values for beta.)",
    "beta는 제곱으로 재는 구간의 크기입니다.",
    "0 이상의 수를 주세요.", "20장")

HUBER_DELTA = Message(
    RuntimeError,
    "huber_loss의 delta로 {delta:을} 쓸 수 없습니다. "
    "(huber_loss does not support non-positive values for delta.)",
    "delta는 제곱으로 재는 구간의 크기이자 바깥쪽의 기울기입니다.",
    "0보다 큰 수를 주세요.", "20장")

KL_DIV_DTYPE = Message(
    RuntimeError,
    "kl_div에 {dtype} 텐서를 받았습니다. (kl_div is not implemented for '{dtype}')",
    "로그 확률과 확률은 소수입니다.",
    "두 텐서를 모두 실수로 바꾸세요.", "22장")

RESULT_DOES_NOT_FIT = Message(
    RuntimeError,
    "{name}의 결과 {result:을} {dtype}에 담을 수 없습니다. "
    "(result type {result} can't be cast to the desired output type {dtype})",
    "이 손실은 결과를 {dtype:으로} 돌려주는데, 계산한 값은 소수입니다.",
    "두 텐서를 모두 .float()로 바꾸어 넣으세요.", "10장")

TRIPLET_MARGIN = Message(
    ValueError,
    "triplet_margin_loss의 margin이 {margin}입니다. (margin must be greater than 0, got {margin})",
    "여유가 없으면 세 점이 겹쳐도 손실이 0이 됩니다.",
    "margin을 양수로 주세요.", "16장")

MARGIN_NDIMS = Message(
    RuntimeError,
    "세 텐서의 차원이 다릅니다: {a}, {b}, {target} (margin_ranking_loss : All input tensors should "
    "have same dimension but got sizes: input1: {a}, input2: {b}, target: {target})",
    "같은 자리의 값끼리 견줍니다.",
    "모양을 맞추세요.", "16장")

MULTI_MARGIN_POWER = Message(
    ValueError,
    "multi_margin_loss의 p가 {p}입니다. (only p == 1 and p == 2 supported)",
    "모자란 만큼을 그대로 더하거나 제곱해 더합니다.",
    "p를 1이나 2로 주세요.", "16장")

MULTI_MARGIN_WEIGHT = Message(
    ValueError,
    "weight의 모양이 {shape}입니다. (weight must be one-dimensional)",
    "갈래마다 무게가 하나씩입니다.",
    "(갈래,) 모양의 벡터를 주세요.", "16장")

NEGATIVE_VARIANCE = Message(
    ValueError,
    "분산에 음수가 있습니다. (var has negative entry/entries)",
    "분산은 흩어진 거리의 제곱이라 음수일 수 없습니다.",
    "var.exp()나 softplus로 양수로 만드세요.", "16장")

VARIANCE_SHAPE = Message(
    ValueError,
    "분산의 모양 {var:이} 입력의 모양 {shape:과} 맞지 않습니다. (var is of incorrect size)",
    "값마다, 또는 마지막 축마다 분산이 하나여야 합니다.",
    "var의 모양을 입력과 같게, 또는 한 축만 1로 맞추세요.", "16장")

LOSS_WEIGHT_SHAPE = Message(
    ValueError,
    "무게의 모양 {weight:이} 입력의 모양 {input:과} 다릅니다. "
    "(Weights and input must have the same size.)",
    "값마다 무게를 하나씩 곱합니다.",
    "weight.expand_as(input)으로 맞추세요.", "16장")
