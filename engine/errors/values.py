"""텐서를 만들고 값을 꺼낼 때"""

from .message import Message

NOT_ONE_NUMBER = Message(
    ValueError,
    "값이 {count}개인 텐서를 파이썬 숫자로 바꿀 수 없습니다. "
    "(only one element tensors can be converted to Python scalars)",
    "모양이 {shape:이라} 어느 값을 꺼낼지 정할 수 없습니다.",
    "x[번호].item()으로 하나를 고르거나 x.tolist()로 모두 꺼내세요.")

NOT_ONE_ELEMENT = Message(
    RuntimeError,
    "값이 {count}개인 텐서를 숫자 하나로 바꿀 수 없습니다. "
    "(a Tensor with {count} elements cannot be converted to Scalar)",
    "모양이 {shape:이라} 어느 값을 꺼낼지 정할 수 없습니다.",
    "x[번호].item()으로 하나를 고르거나 x.tolist()로 모두 꺼내세요.")

AMBIGUOUS_BOOL = Message(
    RuntimeError,
    "값이 여럿인 텐서의 참·거짓은 정할 수 없습니다. "
    "(Boolean value of Tensor with more than one value is ambiguous)",
    "모양이 {shape}인 텐서 안에 참과 거짓이 섞여 있을 수 있습니다.",
    "(x > 0).all()이나 .any()처럼 하나로 모으세요.")

AMBIGUOUS_BOOL_OF_NOTHING = Message(
    RuntimeError,
    "값이 없는 텐서의 참·거짓은 정할 수 없습니다. "
    "(Boolean value of Tensor with no values is ambiguous)",
    "모양이 {shape:이라} 값이 하나도 없습니다.",
    "값이 있는지 보려면 x.numel() > 0을 쓰세요.")

LEN_OF_SCALAR = Message(
    TypeError,
    "차원이 0인 텐서에는 길이가 없습니다. (len() of a 0-d tensor)",
    "축이 하나도 없는 텐서입니다.",
    "값 하나를 꺼내려면 .item()을 쓰세요.")

ITER_OF_SCALAR = Message(
    TypeError,
    "차원이 0인 텐서는 하나씩 꺼낼 수 없습니다. (iteration over a 0-d tensor)",
    "축이 하나도 없는 텐서입니다.",
    "값 하나를 꺼내려면 .item()을 쓰세요.")

NUMPY_OF_TRACKED = Message(
    RuntimeError,
    "변화도를 추적하는 텐서는 numpy 배열로 바꿀 수 없습니다. "
    "(Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.)",
    "numpy에서 한 계산은 기록되지 않아, 변화도가 조용히 사라집니다.",
    "기록이 필요 없으면 x.detach().numpy()를 쓰세요.")

FORMAT_OF_MANY = Message(
    TypeError,
    "값이 여럿인 텐서에는 '{spec}' 형식을 쓸 수 없습니다. "
    "(unsupported format string passed to Tensor.__format__)",
    "모양이 {shape}인 텐서는 숫자 하나가 아닙니다.",
    "x.item()이나 x[번호]로 하나를 골라 적으세요.")

DEEPCOPY_OF_NON_LEAF = Message(
    RuntimeError,
    "잎이 아닌 텐서는 깊은 복사를 할 수 없습니다. (Only Tensors created explicitly by the user "
    "(graph leaves) support the deepcopy protocol at the moment)",
    "모양이 {shape}인 이 텐서는 {node}의 결과라서, 그래프까지 복사해야 합니다.",
    "값만 필요하면 x.detach().clone()을 쓰세요.")

NOT_A_TENSOR = Message(
    TypeError,
    "{name}에 텐서가 아닌 {type:을} 받았습니다. "
    "({name}(): argument must be Tensor, not {type})",
    "이 함수는 연산을 기록해야 하므로 텐서만 받습니다.",
    "engine.tensor(값)으로 감싸 주세요.")

RAGGED_DATA = Message(
    ValueError,
    "길이가 다른 목록으로는 텐서를 만들 수 없습니다. "
    "(expected sequence of length {expected} at dim {dim} (got {got}))",
    "텐서의 모양은 축마다 크기가 하나여야 합니다.",
    "길이를 맞추거나, 텐서를 따로따로 만드세요.")

MIXED_DATA = Message(
    TypeError,
    "숫자와 목록이 섞인 자료로는 텐서를 만들 수 없습니다. (must be real number, not list)",
    "{dim}번 축에서 어떤 자리는 숫자이고 어떤 자리는 목록입니다.",
    "모든 자리를 숫자로, 또는 모두 목록으로 맞추세요.")

TEXT_DATA = Message(
    ValueError,
    "글로는 텐서를 만들 수 없습니다. (too many dimensions 'str')",
    "텐서에는 실수, 정수, 참·거짓만 담을 수 있습니다.",
    "float(글)처럼 숫자로 바꾸어 넣으세요.")

BAD_DATA = Message(
    RuntimeError,
    "{type} 값으로는 텐서를 만들 수 없습니다. (Could not infer dtype of {type})",
    "텐서에는 실수, 정수, 참·거짓만 담을 수 있습니다.",
    "숫자로 바꾸어 넣으세요.")

UNKNOWN_DTYPE = Message(
    TypeError,
    "{dtype} 값은 이 엔진에서 다루지 않습니다. "
    "(can't convert to Tensor: the only supported types are float16, float32, float64, "
    "int8, int16, int32, int64, uint8 and bool)",
    "복소수와 문자 배열의 변화도는 이 책의 범위 밖입니다.",
    "실수 배열로 바꾸어 넣으세요.")

NOT_AN_ARRAY = Message(
    TypeError,
    "from_numpy에 {type:을} 받았습니다. (expected np.ndarray (got {type}))",
    "from_numpy는 numpy 배열의 메모리를 그대로 나누어 씁니다.",
    "목록이라면 engine.tensor(값)을 쓰세요.")

READ_ONLY_ARRAY = Message(
    ValueError,
    "읽기 전용 배열은 나누어 쓸 수 없습니다. (The given NumPy array is not writable)",
    "텐서로 쓴 값이 원래 배열에도 쓰이는데, 그 배열이 잠겨 있습니다.",
    "engine.tensor(배열)로 복사해 만드세요.")

NEGATIVE_SIZE = Message(
    RuntimeError,
    "모양 {shape}에 음수가 있습니다. "
    "(Trying to create tensor with negative dimension: {shape})",
    "축의 크기는 0 이상이어야 합니다.",
    "모양을 확인하세요.")

ARANGE_WITHOUT_END = Message(
    TypeError,
    "arange에 끝을 적지 않았습니다. (arange() missing required argument: \"end\")",
    "시작과 걸음에는 기본값이 있지만, 어디까지 갈지는 정해 주어야 합니다.",
    "engine.arange(5)나 engine.arange(2, 5)처럼 적으세요.")

NO_STEP = Message(
    RuntimeError,
    "arange의 시작 {start}, 끝 {end}, 걸음 {step}으로는 수를 늘어놓을 수 없습니다. "
    "(upper bound and lower bound inconsistent with step sign, or step is zero)",
    "걸음이 0이거나, 시작에서 끝으로 가는 방향과 걸음의 부호가 다릅니다.",
    "걸음의 부호를 확인하세요.")

NO_SUCH_DEVICE = Message(
    RuntimeError,
    "장치 '{device}'에는 텐서를 둘 수 없습니다. "
    "(Expected one of cpu device type at start of device string: {device})",
    "이 엔진은 numpy로 계산하므로 장치가 CPU 하나뿐입니다.",
    "device를 빼거나 'cpu'라고 적으세요.")

ASARRAY_NEEDS_COPY = Message(
    ValueError,
    "{type:을} 복사하지 않고는 텐서로 만들 수 없습니다. "
    "(can't alias arbitrary sequence into a tensor.)",
    "메모리를 나누어 쓰는 것은 dtype이 같은 텐서와 numpy 배열뿐입니다.",
    "copy=False를 빼세요.")
