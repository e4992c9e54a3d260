"""이어 붙이고 나누고 되풀이할 때"""

from .message import Message

CAT_SHAPES = Message(
    RuntimeError,
    "모양이 다른 텐서를 이어 붙일 수 없습니다: {shapes}. "
    "(Sizes of tensors must match except in dimension {dim})",
    "{name:은} 이어 붙이는 축 말고는 크기가 모두 같아야 합니다.",
    "reshape나 unsqueeze로 모양을 맞추세요.", "10장")

CAT_OF_NOTHING = Message(
    ValueError,
    "이어 붙일 텐서가 없습니다. (cat expects a non-empty TensorList)",
    "빈 목록에서는 결과의 모양을 정할 수 없습니다.",
    "텐서를 하나 이상 넣으세요.", "10장")

CAT_OF_SCALAR = Message(
    RuntimeError,
    "{index}번 텐서는 차원이 0이라 이어 붙일 수 없습니다. "
    "(zero-dimensional tensor (at position {index}) cannot be concatenated)",
    "이어 붙일 축이 하나도 없습니다.",
    "새 축으로 쌓으려면 stack을 쓰세요.", "10장")

STACK_OF_NOTHING = Message(
    RuntimeError,
    "쌓을 텐서가 없습니다. (stack expects a non-empty TensorList)",
    "빈 목록에서는 결과의 모양을 정할 수 없습니다.",
    "텐서를 하나 이상 넣으세요.", "10장")

SPLIT_OF_SCALAR = Message(
    RuntimeError,
    "축이 없는 텐서는 나눌 수 없습니다. (split expects at least a 1-dimensional tensor)",
    "값 하나에는 나눌 축이 없습니다.",
    "x.shape로 축을 확인하세요.", "10장")

SPLIT_SIZE = Message(
    RuntimeError,
    "크기가 {total}인 {dim}번 축을 {size}씩 나눌 수 없습니다. "
    "(split expects split_size be positive, but got split_size={size})",
    "조각의 크기는 1 이상이어야 합니다.",
    "split_size를 확인하세요.", "10장")

SPLIT_SIZES = Message(
    RuntimeError,
    "크기 {sizes}의 합이 {dim}번 축의 크기 {total:과} 다릅니다. "
    "(split_with_sizes expects split_sizes to sum exactly to {total})",
    "나눈 조각을 모두 이으면 원래 축이 되어야 합니다.",
    "크기의 합을 {total:으로} 맞추세요.", "10장")

CHUNKS_MUST_BE_POSITIVE = Message(
    RuntimeError,
    "{chunks}조각으로 나눌 수 없습니다. (chunk expects `chunks` to be greater than 0)",
    "조각의 개수는 1 이상이어야 합니다.",
    "chunks를 확인하세요.", "10장")

MESHGRID_INDEXING = Message(
    RuntimeError,
    "meshgrid의 indexing으로 {indexing!r:을} 쓸 수 없습니다. "
    "(torch.meshgrid: indexing must be one of \"xy\" or \"ij\")",
    "\"ij\"는 행렬의 차례, \"xy\"는 그래프의 차례입니다.",
    "둘 가운데 하나를 적으세요.", "10장")

TOO_FEW_REPEATS = Message(
    RuntimeError,
    "{ndim}차원 텐서를 {repeats}번 되풀이할 수 없습니다. (Number of dimensions of repeat dims "
    "can not be smaller than number of dimensions of tensor)",
    "repeat에는 축마다 수가 하나씩 있어야 합니다.",
    "앞을 1로 채우거나 tile을 쓰세요.", "10장")

NEGATIVE_REPEATS = Message(
    RuntimeError,
    "음수 번 되풀이할 수 없습니다: {repeats} (repeats must be non-negative)",
    "되풀이하는 수는 0 이상이어야 합니다.",
    "수를 확인하세요.", "10장")

REPEATS_COUNT = Message(
    RuntimeError,
    "되풀이하는 수가 {count}개인데 {dim}번 축의 크기는 {size}입니다. "
    "(repeats must have the same size as input along dim)",
    "그 축의 값마다 수가 하나씩 있어야 합니다.",
    "수를 {size}개로 맞추거나 정수 하나를 주세요.", "10장")

SPLIT_WITHOUT_PARTS = Message(
    TypeError,
    "{name}에 어떻게 나눌지 하나만 적어야 합니다. "
    "({name}() received an invalid combination of arguments)",
    "나눌 개수(sections)와 자를 번호(indices) 가운데 하나로 나눕니다.",
    "x.{name}(2)나 x.{name}([1, 3])처럼 적으세요.", "11장")

SPLIT_SECTIONS = Message(
    RuntimeError,
    "{sections}개로는 나눌 수 없습니다. (number of sections must be larger than 0, got {sections})",
    "적어도 한 묶음은 있어야 합니다.",
    "1보다 작지 않은 수를 주세요.", "11장")

SPLIT_NDIM = Message(
    RuntimeError,
    "{name:은} {least}차원 이상의 텐서를 나누는데 {ndim}차원을 받았습니다. "
    "(torch.{name} requires a tensor with at least {least} dimension, but got a tensor with "
    "{ndim} dimensions!)",
    "나눌 축이 없습니다.",
    "축을 적는 tensor_split(…, dim=0)을 쓰세요.", "11장")

SPLIT_UNEVENLY = Message(
    RuntimeError,
    "크기 {size}인 {dim}번 축을 {parts}개로 똑같이 나눌 수 없습니다. (torch.{name} attempted to "
    "split along dimension {dim}, but the size of the dimension {size} is not divisible by the "
    "split_size {parts}!)",
    "{name:은} 크기가 같은 조각으로만 나눕니다.",
    "고르지 않아도 되면 tensor_split을 쓰세요.", "11장")
