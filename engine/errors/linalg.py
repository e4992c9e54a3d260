"""행렬의 곱과 선형대수"""

from .message import Message

MATMUL_SHAPES = Message(
    RuntimeError,
    "모양 {a:과} {b:은} 행렬로 곱할 수 없습니다. "
    "(mat1 and mat2 shapes cannot be multiplied ({text}))",
    "앞 텐서의 마지막 축 크기와 뒤 텐서의 끝에서 둘째 축(1차원이면 그 축) 크기가 같아야 합니다.",
    "한쪽을 .t()로 뒤집어야 하는지 살펴보세요.", "11장")

MATMUL_NEEDS_A_DIM = Message(
    RuntimeError,
    "matmul은 1차원 이상의 텐서끼리 곱합니다. "
    "(both arguments to matmul need to be at least 1D, but they are {a}D and {b}D)",
    "차원이 0인 텐서에는 곱하고 더할 축이 없습니다.",
    "스칼라를 곱하려면 *를 쓰세요.", "11장")

MATMUL_DTYPES = Message(
    RuntimeError,
    "{a:과} {b:은} 행렬로 곱할 수 없습니다. "
    "(expected m1 and m2 to have the same dtype, but got: {a} != {b})",
    "행렬 곱은 dtype을 자동으로 바꾸지 않습니다.",
    "한쪽을 .to(다른 쪽.dtype)으로 바꾸세요.", "11장")

WRONG_NDIM = Message(
    RuntimeError,
    "{name}에 {got}차원 텐서를 받았습니다. ({name} expects {expected}D tensors, got {got}D)",
    "{name:은} {expected}차원 텐서에만 뜻이 있습니다.",
    "여러 차원에 두루 쓰려면 matmul이나 transpose를 쓰세요.", "11장")

TENSORDOT_SIZES = Message(
    RuntimeError,
    "앞 텐서의 {i}번 축(크기 {a})과 뒤 텐서의 {j}번 축(크기 {b})을 짝지을 수 없습니다. "
    "(contracted dimensions need to match)",
    "짝지은 축을 따라 곱해서 더하므로 크기가 같아야 합니다.",
    "dims에 적은 축을 확인하세요.", "11장")

EINSUM_OPERANDS = Message(
    RuntimeError,
    "식 {equation!r}에는 입력이 {terms}개인데 텐서를 {operands}개 받았습니다. "
    "(einsum(): the number of operands does not match the equation)",
    "쉼표로 나눈 글자 묶음마다 텐서가 하나씩 있어야 합니다.",
    "식의 쉼표와 텐서의 수를 맞추세요.", "11장")

EINSUM_SUBSCRIPTS = Message(
    RuntimeError,
    "{operand}번 텐서는 {ndim}차원인데 글자는 {letters}개입니다. (einsum(): the number of "
    "subscripts in the equation does not match the number of dimensions for operand {operand})",
    "글자 하나가 축 하나를 뜻합니다.",
    "글자를 맞추거나, 나머지 축을 ...으로 적으세요.", "11장")

EINSUM_LETTER = Message(
    RuntimeError,
    "식 {equation!r}의 글자 {letter!r:은} 쓸 수 없습니다. "
    "(einsum(): invalid subscript given, subscripts must be in [a-zA-Z])",
    "축의 이름은 영어 글자 하나이고, ...은 한 묶음에 한 번만 씁니다.",
    "영어 글자로 바꾸세요.", "11장")

EINSUM_OUTPUT = Message(
    RuntimeError,
    "식 {equation!r}의 결과에 글자 {label!r:을} 쓸 수 없습니다. (einsum(): output subscript {label} "
    "appears more than once or does not appear in the equation for any input operand)",
    "결과의 글자는 입력 어딘가에 있어야 하고, 한 번씩만 씁니다.",
    "->의 뒤를 고치세요.", "11장")

EINSUM_SIZES = Message(
    RuntimeError,
    "글자 {label!r}인 축의 크기가 서로 다릅니다: {sizes} "
    "(einsum(): subscript {label} has a size which does not broadcast with previously seen size)",
    "같은 글자의 축은 크기가 같거나 1이어야 합니다.",
    "텐서의 모양과 식의 글자를 확인하세요.", "11장")

LINALG_OF_INTEGERS = Message(
    RuntimeError,
    "{name:은} {dtype} 텐서를 다루지 않습니다. "
    "({name}: Expected a floating point or complex tensor as input. Got {dtype})",
    "나누거나 제곱근을 구하므로 결과가 정수에 담기지 않습니다.",
    "먼저 .float()로 바꾸세요.", "11장")

NOT_SQUARE = Message(
    RuntimeError,
    "{name}에 모양이 {shape}인 텐서를 받았습니다. ({name}: A must be batches of square matrices)",
    "마지막 두 축의 크기가 같은 정사각 행렬이어야 합니다.",
    "행과 열의 수를 확인하세요.", "11장")

SINGULAR = Message(
    RuntimeError,
    "모양이 {shape}인 행렬에는 역행렬이 없습니다. "
    "({name}: the inversion could not be completed because the input matrix is singular.)",
    "행렬식이 0이라, 서로 다른 두 벡터를 같은 벡터로 보냅니다.",
    "한 줄이 다른 줄들로 만들어지지 않는지 살펴보세요.", "11장")

NOT_POSITIVE_DEFINITE = Message(
    RuntimeError,
    "모양이 {shape}인 행렬은 촐레스키 분해를 할 수 없습니다. (linalg.cholesky: the factorization "
    "could not be completed because the input is not positive-definite)",
    "대칭이고 고윳값이 모두 양수인 행렬만 L·Lᵀ로 나눌 수 있습니다.",
    "A @ A.mT + engine.eye(n)처럼 양의 정부호 행렬을 주세요.", "11장")

SOLVE_SHAPES = Message(
    RuntimeError,
    "모양 {a}인 A와 {b}인 B로는 A·X = B를 풀 수 없습니다. "
    "(linalg.solve: Incompatible shapes of A and B for the equation AX = B)",
    "A의 행마다 B에 값이 하나씩(또는 한 줄씩) 있어야 합니다.",
    "B를 (…, n, k) 또는 (…, n) 모양으로 맞추세요.", "11장")

NORM_ORDER = Message(
    RuntimeError,
    "크기의 차수로 {ord!r:을} 쓸 수 없습니다. (linalg.matrix_norm: Order {ord} not supported.)",
    "이 엔진은 특잇값 분해가 없어, 행렬에는 'fro', ±1, ±inf만 있습니다.",
    "벡터의 크기라면 vector_norm을, 행렬이라면 ord='fro'를 쓰세요.", "11장")
