"""모양과 축"""

from .message import Message

SHAPES_DO_NOT_BROADCAST = Message(
    RuntimeError,
    "모양 {a:과} {b:을} 맞출 수 없습니다. "
    "(The size of tensor a ({size_a}) must match the size of tensor b ({size_b}) "
    "at non-singleton dimension {dim})",
    "뒤에서부터 견줄 때 크기가 같거나 한쪽이 1이어야 하는데, {dim}번 축이 {size_a:과} {size_b}입니다.",
    "reshape나 unsqueeze로 축을 맞추세요.", "10장")

NO_DIMS = Message(
    IndexError,
    "축이 없는 텐서에서 {dim}번 축을 찾았습니다. "
    "(Dimension specified as {dim} but tensor has no dimensions)",
    "값 하나에는 축이 없습니다.",
    "값을 꺼내려면 .item()을 쓰세요.", "10장")

DIM_OUT_OF_RANGE = Message(
    IndexError,
    "{dim}번 축은 없습니다. "
    "(Dimension out of range (expected to be in range of [{low}, {high}], but got {dim}))",
    "이 텐서의 축은 {low}부터 {high}까지입니다.",
    "x.shape로 축을 확인하세요.", "10장")

DIM_TYPE = Message(
    TypeError,
    "축을 적을 자리에 {type:을} 받았습니다. (argument 'dim' must be int, not {type})",
    "축은 앞에서부터 센 번호이므로 정수 하나로 적습니다. 여러 축을 받는 연산은 (0, 1)처럼 묶습니다.",
    "dim=0이나 dim=-1처럼 적으세요. 모든 값을 모으려면 dim과 keepdim을 빼세요.", "10장")

NO_SIZE = Message(
    TypeError,
    "모양을 적지 않았습니다. (missing 1 required positional arguments: \"size\")",
    "축마다 크기를 하나씩 알아야 합니다. 축이 없는 텐서의 모양은 빈 튜플 ()입니다.",
    "(2, 3)처럼 모양을 적으세요.", "10장")

DIM_TWICE = Message(
    RuntimeError,
    "{dim}번 축이 두 번 적혔습니다. (dim {dim} appears multiple times in the list of dims)",
    "축은 한 번씩만 다룰 수 있습니다.",
    "겹친 축을 지우세요.", "10장")

PERMUTE_NEEDS_EVERY_DIM = Message(
    RuntimeError,
    "permute에는 축이 {expected}개 필요한데 {got}개를 받았습니다. "
    "(permute: number of dimensions does not match)",
    "순서를 바꾸려면 축을 모두 한 번씩 적어야 합니다.",
    "두 축만 맞바꾸려면 transpose를 쓰세요.", "10장")

REDUCE_OF_EMPTY = Message(
    RuntimeError,
    "값이 없는 텐서에서는 {name:을} 구할 수 없습니다. "
    "({name}(): Expected reduction dim to be specified for input.numel() == 0)",
    "모양이 {shape:이라} 견줄 값이 하나도 없습니다.",
    "입력이 비지 않았는지 확인하세요.", "10장")

REDUCE_OF_EMPTY_DIM = Message(
    IndexError,
    "크기가 0인 축에서는 {name:을} 구할 수 없습니다. "
    "({name}(): Expected reduction dim to have non-zero size)",
    "모양이 {shape:이라} 견줄 값이 하나도 없습니다.",
    "입력이 비지 않았는지 확인하세요.", "10장")

VIEW_NEGATIVE = Message(
    RuntimeError,
    "모양에 {size:을} 쓸 수 없습니다. (invalid shape dimension {size})",
    "음수는 ‘남은 개수’를 뜻하는 -1만 쓸 수 있습니다.",
    "크기를 0 이상으로 적거나 -1로 두세요.", "10장")

VIEW_SIZE = Message(
    RuntimeError,
    "모양 {old:을} {new:으로} 바꿀 수 없습니다. "
    "(shape '{new}' is invalid for input of size {numel})",
    "값이 {numel}개인데, 새 모양에 들어갈 값의 개수가 다릅니다.",
    "한 축을 -1로 두면 남은 개수를 대신 계산합니다.", "10장")

VIEW_NEEDS_COPY = Message(
    RuntimeError,
    "메모리를 나누어 쓰면서 모양 {old:을} {new:으로} 볼 수 없습니다. "
    "(view size is not compatible with input tensor's size and stride. Use .reshape(...))",
    "값이 메모리에 차례대로 놓여 있지 않습니다. 전치한 텐서가 그렇습니다.",
    "복사해도 되면 reshape를, 순서를 다시 놓으려면 contiguous().view(...)를 쓰세요.", "15장")

EXPAND_SHAPE = Message(
    RuntimeError,
    "모양 {old:을} {new:으로} 넓힐 수 없습니다. "
    "(The expanded size of the tensor must match the existing size at non-singleton dimension)",
    "크기가 1인 축만 넓힐 수 있고, 새 축은 앞에만 붙습니다.",
    "넓힐 축의 크기가 1인지 확인하세요.", "10장")

DIMS_MUST_DIFFER = Message(
    RuntimeError,
    "{name}의 두 축이 모두 {dim}번입니다. ({name}: the two dimensions cannot be identical)",
    "서로 다른 두 축이 있어야 평면(행렬) 하나가 정해집니다.",
    "다른 축을 하나 고르세요.", "10장")

SHIFTS_AND_DIMS = Message(
    RuntimeError,
    "roll에 shifts는 {shifts}개, dims는 {dims}개입니다. (shifts and dimensions must align)",
    "미는 칸 수와 축이 하나씩 짝이 되어야 합니다.",
    "두 쪽의 개수를 맞추세요.", "10장")

UNFLATTEN_SIZES = Message(
    RuntimeError,
    "크기가 {size}인 {dim}번 축을 {sizes:으로} 나눌 수 없습니다. "
    "(unflatten: Provided sizes {sizes} don't multiply up to the size of dim {dim})",
    "나눈 크기를 모두 곱하면 원래 크기가 되어야 합니다.",
    "한 크기를 -1로 두면 대신 계산합니다.", "10장")

MOVEDIM_COUNTS = Message(
    RuntimeError,
    "옮길 축 {source:과} 옮길 자리 {destination}의 개수가 다릅니다. (movedim: Invalid source or "
    "destination dims: should have the same number of elements)",
    "축마다 갈 자리가 하나씩 있어야 합니다.",
    "두 쪽의 개수를 맞추세요.", "10장")

NARROW_OUT_OF_RANGE = Message(
    RuntimeError,
    "크기가 {size}인 {dim}번 축에서 {start}부터 {length}개를 볼 수 없습니다. "
    "(start ({start}) + length ({length}) exceeds dimension size ({size}).)",
    "고른 범위가 축을 벗어납니다.",
    "start와 length를 확인하세요.", "10장")

KTH_OUT_OF_RANGE = Message(
    RuntimeError,
    "{k}번째로 작은 값을 찾을 수 없습니다. "
    "(kthvalue(): selected number k out of range for dimension {dim})",
    "{dim}번 축에는 값이 {size}개 있고, k는 1부터 셉니다.",
    "k를 1 이상 {size} 이하로 하세요.", "10장")

UNFOLD_SIZE = Message(
    RuntimeError,
    "크기 {size}인 창을 {step}칸씩 움직일 수 없습니다. "
    "(maximum size for tensor at dimension {dim} is {length} but size is {size})",
    "{dim}번 축의 크기가 {length}라서 창은 그보다 클 수 없고, 걸음은 1 이상이어야 합니다.",
    "창의 크기와 걸음을 줄이거나 늘리세요.", "10장")
