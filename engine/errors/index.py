"""번호로 고를 때"""

from .message import Message

INDEX_OUT_OF_RANGE = Message(
    IndexError,
    "번호 {index:은} 크기가 {size}인 {dim}번 축에 없습니다. "
    "(index {index} is out of bounds for dimension {dim} with size {size})",
    "쓸 수 있는 번호는 0부터 {size} 앞까지, 또는 -{size}부터 -1까지입니다.",
    "x.shape로 축의 크기를 확인하세요.", "11장")

TOO_MANY_INDICES = Message(
    IndexError,
    "{ndim}차원 텐서에 번호를 {got}개 적었습니다. "
    "(too many indices for tensor of dimension {ndim})",
    "번호 하나가 축 하나를 고르므로 축보다 많을 수 없습니다.",
    "대괄호 안의 번호를 줄이세요.", "11장")

INDEX_TYPE = Message(
    IndexError,
    "{type:은} 번호로 쓸 수 없습니다. "
    "(tensors used as indices must be long, int, byte or bool tensors)",
    "번호는 정수, 슬라이스, None, ..., 정수 텐서, 참·거짓 텐서여야 합니다.",
    ".long()으로 정수 텐서를 만드세요.", "11장")

INDEX_OF_OTHER_TYPE = Message(
    TypeError,
    "{type} 값은 번호로 쓸 수 없습니다. (new(): invalid data type '{type}')",
    "번호는 정수, 슬라이스, None, ..., 정수 텐서, 참·거짓 텐서여야 합니다.",
    "이름으로 고르려면 사전(dict)에 텐서를 담으세요.", "11장")

INDEX_MISMATCH = Message(
    IndexError,
    "모양이 {shape}인 텐서를 이 번호로 고를 수 없습니다. "
    "(shape mismatch or index out of bounds: indexing tensors could not be applied)",
    "번호 텐서끼리 모양이 맞지 않거나, 범위를 벗어난 번호가 있습니다. ({detail})",
    "번호 텐서의 모양과 값의 범위를 확인하세요.", "11장")

INDEX_VALUE_SHAPE = Message(
    RuntimeError,
    "고른 자리의 모양 {shape}에 모양이 {value}인 값을 쓸 수 없습니다. (shape mismatch: value tensor "
    "of shape {value} cannot be broadcast to indexing result of shape {shape})",
    "쓸 값은 고른 자리의 모양으로 브로드캐스팅할 수 있어야 합니다.",
    "값의 모양을 reshape나 expand로 맞추세요.", "11장")

STEP_MUST_BE_POSITIVE = Message(
    ValueError,
    "슬라이스의 걸음 {step:은} 쓸 수 없습니다. (step must be greater than zero)",
    "텐서의 슬라이스는 앞으로만 갑니다.",
    "뒤집으려면 x[engine.arange(n - 1, -1, -1)]처럼 번호 텐서를 쓰세요.", "11장")

INDEX_OF_OTHER_DTYPE = Message(
    RuntimeError,
    "{name}의 번호로 {dtype} 텐서를 받았습니다. ({name}(): Expected dtype int64 for index)",
    "자리를 고르는 번호는 정수여야 합니다.",
    ".long()으로 바꾸세요.", "11장")

INDEX_OF_OTHER_NDIM = Message(
    RuntimeError,
    "모양이 {index}인 번호로는 모양이 {shape}인 텐서에서 고를 수 없습니다. "
    "(Index tensor must have the same number of dimensions as input tensor)",
    "{name}의 번호 텐서는 입력과 축의 개수가 같아야 합니다.",
    "unsqueeze로 축을 맞추세요.", "11장")

INDEX_TOO_LARGE = Message(
    RuntimeError,
    "모양이 {index}인 번호가 {shape}보다 큽니다. "
    "(Size does not match: expected index to be no larger than self apart from dimension {dim})",
    "{name:은} {dim}번 축 말고는 번호와 같은 자리를 쓰므로, 번호가 더 클 수 없습니다.",
    "번호의 모양을 줄이거나 입력을 expand로 늘리세요.", "11장")

GATHER_OUT_OF_RANGE = Message(
    RuntimeError,
    "번호 {index:은} 크기가 {size}인 {dim}번 축에 없습니다. "
    "(index {index} is out of bounds for dimension {dim} with size {size})",
    "쓸 수 있는 번호는 0부터 {size} 앞까지입니다. 여기서는 음수를 쓰지 않습니다.",
    "번호의 범위를 확인하세요.", "11장")

INDEX_NOT_A_VECTOR = Message(
    IndexError,
    "{name}의 번호가 모양 {index}입니다. ({name}(): Index is supposed to be a vector)",
    "축 하나에서 번호를 차례로 고르므로 1차원이어야 합니다.",
    "reshape(-1)로 펴거나, 자리마다 고르려면 gather를 쓰세요.", "11장")

INDEX_ADD_SHAPE = Message(
    RuntimeError,
    "더할 텐서의 모양이 {source}입니다. "
    "(source tensor shape must match self tensor shape, expected {expected})",
    "번호를 적은 축에는 번호의 수만큼, 나머지 축에는 원래만큼 값이 있어야 합니다.",
    "모양을 {expected:으로} 맞추세요.", "11장")

MASK_OF_OTHER_DTYPE = Message(
    RuntimeError,
    "{name}의 마스크로 {dtype} 텐서를 받았습니다. ({name} only supports boolean masks)",
    "마스크는 자리마다 참·거짓입니다. 정수와 헷갈리지 않게 다른 dtype은 받지 않습니다.",
    "mask != 0이나 mask.bool()로 바꾸세요.", "11장")

FILL_WITH_MANY = Message(
    RuntimeError,
    "모양이 {shape}인 값으로 채울 수 없습니다. "
    "({name} only supports a 0-dimensional value tensor)",
    "{name:은} 모든 자리를 값 하나로 채웁니다.",
    "숫자 하나를 주거나, 자리마다 다른 값은 where를 쓰세요.", "11장")

TOPK_OUT_OF_RANGE = Message(
    RuntimeError,
    "크기가 {size}인 {dim}번 축에서 {k}개를 고를 수 없습니다. (selected index k out of range)",
    "k는 0 이상이고 축의 크기를 넘지 않아야 합니다.",
    "k를 확인하세요.", "11장")

MEDIAN_OF_EMPTY = Message(
    IndexError,
    "모양이 {shape}인 텐서의 {dim}번 축에서 가운뎃값을 고를 수 없습니다. "
    "(median(): Expected reduction dim {dim} to have non-zero size.)",
    "그 축에 값이 하나도 없습니다.",
    "입력이 비지 않았는지 확인하세요.", "11장")

VALUE_DOES_NOT_FIT = Message(
    RuntimeError,
    "{dtype} 텐서를 {value:으로} 채울 수 없습니다. "
    "(value cannot be converted to type {dtype} without overflow)",
    "정수에는 ∞와 NaN이 없습니다.",
    "먼저 .float()로 바꾸거나, 정수 하나로 채우세요.", "11장")

MASKED_SCATTER_TOO_FEW = Message(
    RuntimeError,
    "참인 자리가 {count}곳인데 놓을 값은 {got}개입니다. "
    "(Number of elements of source < number of ones in mask)",
    "masked_scatter는 참인 자리마다 source의 값을 하나씩 차례로 놓습니다.",
    "source에 값을 더 주거나, 숫자 하나로 채우려면 masked_fill을 쓰세요.", "11장")

NO_DIAGONAL = Message(
    RuntimeError,
    "모양이 {shape}인 텐서에는 채울 대각선이 없습니다. "
    "(all dimensions of input must be of equal length)",
    "2차원이 아니면 모든 축의 크기가 같아야 합니다.",
    "x.diagonal()로 두 축을 골라 채우세요.", "11장")

SCATTER_SHAPE = Message(
    RuntimeError,
    "바꿀 자리의 모양은 {place}인데 놓을 값의 모양은 {src}입니다. (expected src to have a size "
    "equal to the slice of self. src size = {src}, slice size = {place})",
    "고른 자리에 값을 하나씩 놓으므로 모양이 같아야 합니다.",
    "src.expand(모양)으로 먼저 늘리세요.", "11장")

SCATTER_REDUCE_NAME = Message(
    RuntimeError,
    "{reduce!r}로는 모을 수 없습니다. "
    "(reduce argument must be either sum, prod, mean, amax or amin, got {reduce})",
    "scatter_reduce가 아는 모으기는 다섯 가지입니다.",
    "'sum', 'mean', 'prod', 'amax', 'amin' 가운데 하나를 쓰세요.", "11장")

INDEX_COPY_COUNT = Message(
    IndexError,
    "번호는 {count}개인데 source의 {dim}번 축에는 {size}개가 있습니다. (index_copy_(): Number of "
    "indices ({count}) should be equal to source.size(dim): ({size}))",
    "번호마다 놓을 조각이 하나씩 있어야 합니다.",
    "index의 길이나 source의 모양을 맞추세요.", "11장")
