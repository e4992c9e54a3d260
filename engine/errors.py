"""오류 글을 모아 둔 곳입니다. 책의 ‘오류 메시지 사전’도 이 목록으로 만듭니다.

글 하나는 세 줄입니다: 무슨 일 / 까닭 / 해 볼 일. 첫 줄 괄호에는 찾아볼 영어를 남깁니다.
예외의 종류(RuntimeError 등)는 PyTorch와 같습니다.
"""

from __future__ import annotations


class GradcheckError(RuntimeError):
    """변화도 검사에서 두 값이 어긋났다는 오류입니다."""


class NamedKeyError(KeyError):
    """글이 여러 줄인 KeyError입니다. 파이썬의 KeyError는 글을 따옴표로 싸서 한 줄로 보입니다."""

    __str__ = Exception.__str__


class Message:
    """빈칸이 있는 오류 글입니다. 빈칸을 채워 부르면 예외 하나를 돌려줍니다."""

    def __init__(self, kind: type[Exception], what: str, why: str, todo: str, see: str = ""):
        self.kind, self.what, self.why, self.todo, self.see = kind, what, why, todo, see

    def __call__(self, **values) -> Exception:
        todo = f"{self.todo} → {self.see}" if self.see else self.todo
        text = f"{self.what}\n까닭: {self.why}\n해 볼 일: {todo}"
        return self.kind(text.format(**values))


# ── 잎과 requires_grad ────────────────────────────────────────────────────────────────────────

ONLY_FLOATS_REQUIRE_GRAD = Message(
    RuntimeError,
    "{dtype} 텐서는 변화도를 추적할 수 없습니다. "
    "(Only Tensors of floating point dtype can require gradients)",
    "변화도는 값을 아주 조금 움직여 보는 양이라, 정수나 참·거짓에는 없습니다.",
    "dtype=engine.float32로 만들거나 .float()로 바꾼 뒤 requires_grad=True를 주세요.", "2장")

CHANGE_REQUIRES_GRAD_OF_NON_LEAF = Message(
    RuntimeError,
    "잎이 아닌 텐서의 requires_grad는 끌 수 없습니다. "
    "(you can only change requires_grad flags of leaf variables)",
    "모양이 {shape}인 이 텐서는 {node}가 만든 결과라서, 추적 여부를 입력이 정합니다.",
    "이어진 그래프가 필요 없으면 y = x.detach()로 떼어 낸 텐서를 쓰세요.", "4장")

GRAD_OF_OTHER_TYPE = Message(
    TypeError,
    ".grad에는 텐서나 None만 넣을 수 있습니다. "
    "(assigned grad expected to be a Tensor or None but got grad of type {type})",
    "{type} 값은 변화도로 쓸 수 없습니다.",
    "engine.tensor(값)으로 텐서를 만들어 넣으세요.", "3장")

GRAD_OF_OTHER_SHAPE = Message(
    RuntimeError,
    "모양이 {shape}인 텐서에 모양이 {grad_shape}인 변화도를 넣을 수 없습니다. "
    "(attempting to assign a gradient of size '{grad_shape}' to a tensor of size '{shape}')",
    "변화도는 값마다 하나씩이라 텐서와 모양이 같아야 합니다.",
    "engine.zeros_like(x)처럼 같은 모양으로 만들어 넣으세요.", "3장")

GRAD_OF_OTHER_DTYPE = Message(
    RuntimeError,
    "{dtype} 텐서에 {grad_dtype} 변화도를 넣을 수 없습니다. "
    "(attempting to assign a gradient with dtype '{grad_dtype}' to a tensor with '{dtype}')",
    "변화도의 dtype은 텐서의 dtype과 같아야 합니다.",
    "g.to(x.dtype)으로 바꾸어 넣으세요.", "3장")

GRAD_IS_ITSELF = Message(
    RuntimeError,
    "텐서를 자기 자신의 변화도로 넣을 수 없습니다. (can't assign Variable as its own grad)",
    "값과 변화도가 한 메모리를 쓰면, 하나를 고칠 때 다른 하나도 바뀝니다.",
    "x.detach().clone()을 넣으세요.", "3장")

READ_ONLY = Message(
    AttributeError,
    "{name}은 바꿀 수 없습니다. (attribute '{name}' of tensor objects is not writable)",
    "{name}은 연산이 실행될 때 정해지는 기록입니다.",
    "기록을 끊으려면 detach()를 쓰세요.", "4장")

INFERENCE_REQUIRES_GRAD = Message(
    RuntimeError,
    "추론 구역에서 만든 텐서는 밖에서 추적할 수 없습니다. "
    "(Setting requires_grad=True on inference tensor outside InferenceMode is not allowed)",
    "모양이 {shape}인 이 텐서에는 버전 번호가 없어, 값이 바뀌었는지 확인할 수 없습니다.",
    "clone()으로 보통 텐서를 만들어 쓰거나, inference_mode 대신 no_grad를 쓰세요.", "4장")

INFERENCE_HAS_NO_VERSION = Message(
    RuntimeError,
    "추론 구역에서 만든 텐서에는 버전 번호가 없습니다. "
    "(Inference tensors do not track version counter)",
    "모양이 {shape}인 이 텐서는 역전파에 쓰지 않기로 하고 만들었습니다.",
    "버전 번호가 필요하면 clone()으로 보통 텐서를 만드세요.", "4장")

INFERENCE_IN_PLACE = Message(
    RuntimeError,
    "추론 구역에서 만든 텐서를 밖에서 제자리로 바꿀 수 없습니다. "
    "(Inplace update to inference tensor outside InferenceMode is not allowed)",
    "모양이 {shape}인 이 텐서에는 버전 번호가 없어, 바뀐 것을 알릴 수 없습니다.",
    "clone()으로 보통 텐서를 만든 뒤 바꾸세요.", "4장")

INFERENCE_SAVED = Message(
    RuntimeError,
    "추론 구역에서 만든 텐서는 역전파에 쓸 값으로 저장할 수 없습니다. "
    "(Inference tensors cannot be saved for backward)",
    "{node}의 국소 미분에 모양이 {shape}인 그 값이 필요합니다.",
    "clone()으로 보통 텐서를 만들어 쓰거나, inference_mode 대신 no_grad를 쓰세요.", "4장")

# ── 역전파 ────────────────────────────────────────────────────────────────────────────────────

NEEDS_SCALAR = Message(
    RuntimeError,
    "모양이 {shape}인 텐서는 인자 없이 역전파할 수 없습니다. "
    "(grad can be implicitly created only for scalar outputs)",
    "시작값 1을 넣을 자리가 {count}개라, 어느 값을 미분할지 정할 수 없습니다.",
    "backward(gradient=v)로 같은 모양의 v를 주거나, 먼저 .sum()으로 스칼라를 만드세요.", "6장")

ROOT_WITHOUT_GRAPH = Message(
    RuntimeError,
    "{index}번째 텐서에서는 역전파를 시작할 수 없습니다. "
    "(element {index} of tensors does not require grad and does not have a grad_fn)",
    "모양이 {shape}인 이 텐서에는 연산 기록이 없습니다. "
    "추적하는 입력이 없었거나, no_grad 구역이나 detach()에서 기록이 끊겼습니다.",
    "입력에 requires_grad=True를 주고 순전파를 다시 실행하세요.", "4장")

GRADIENT_OF_OTHER_SHAPE = Message(
    RuntimeError,
    "시작값의 모양 {grad_shape}이 결과의 모양 {shape}과 다릅니다. "
    "(Mismatch in shape: grad_output[{index}] and output[{index}])",
    "시작값 v는 결과의 값마다 하나씩 필요합니다. 이때는 브로드캐스팅을 하지 않습니다.",
    "engine.ones_like(결과)처럼 같은 모양으로 만드세요.", "6장")

GRADIENT_OF_OTHER_TYPE = Message(
    TypeError,
    "시작값 자리에 {type}을 받았습니다. (gradients can be either Tensors or None)",
    "시작값은 결과와 모양이 같은 텐서여야 합니다.",
    "engine.tensor(값)으로 감싸 주세요.", "6장")

GRADIENT_COUNT = Message(
    RuntimeError,
    "결과는 {tensors}개인데 시작값은 {gradients}개입니다. "
    "(got {tensors} tensors and {gradients} gradients)",
    "결과마다 시작값이 하나씩 짝이 되어야 합니다.",
    "스칼라 결과의 시작값은 None으로 두어 개수를 맞추세요.", "6장")

SECOND_BACKWARD = Message(
    RuntimeError,
    "이미 해제한 그래프를 다시 거슬러 갈 수 없습니다. "
    "(Trying to backward through the graph a second time)",
    "앞선 backward()나 grad()가 {node}의 저장된 텐서를 해제했습니다.",
    "순전파를 다시 실행하거나, 첫 호출에 retain_graph=True를 주세요.", "5장")

SAVED_WAS_MODIFIED = Message(
    RuntimeError,
    "변화도 계산에 필요한 값이 제자리 연산으로 바뀌었습니다. "
    "(one of the variables needed for gradient computation has been modified by an "
    "inplace operation)",
    "{node}가 모양 {shape}인 값을 버전 {saved}일 때 저장했는데, 지금은 버전 {now}입니다.",
    "add_처럼 밑줄로 끝나는 연산을 새 텐서를 만드는 연산으로 바꾸거나, 먼저 clone() 하세요.", "15장")

INPUT_WITHOUT_GRAD = Message(
    RuntimeError,
    "{index}번째 입력은 변화도를 추적하지 않습니다. "
    "(One of the differentiated Tensors does not require grad)",
    "모양이 {shape}인 이 텐서의 requires_grad가 False입니다.",
    "순전파 전에 requires_grad_(True)를 부르거나, 입력 목록에서 빼세요.", "3장")

INPUT_UNUSED = Message(
    RuntimeError,
    "{index}번째 입력은 결과를 만드는 데 쓰이지 않았습니다. "
    "(The differentiated Tensor at index {index} appears to not have been used in the graph)",
    "결과에서 거슬러 간 길 가운데 모양이 {shape}인 이 텐서에 닿는 길이 없습니다.",
    "없어도 되면 allow_unused=True를, 0으로 받으려면 materialize_grads=True를 주세요.", "18장")

EMPTY_INPUTS = Message(
    RuntimeError,
    "미분할 입력이 하나도 없습니다. (`inputs` argument cannot be empty)",
    "inputs가 빈 목록이면 구할 변화도가 없습니다.",
    "inputs에 텐서를 하나 이상 주거나, 잎 모두에 쌓으려면 inputs를 빼세요.", "18장")

MATERIALIZE_AND_UNUSED = Message(
    ValueError,
    "materialize_grads=True와 allow_unused=False는 함께 쓸 수 없습니다. "
    "(Expected allow_unused to be True or not passed when materialize_grads=True)",
    "쓰이지 않은 입력을 0으로 채우라는 뜻과 오류로 알리라는 뜻이 서로 어긋납니다.",
    "allow_unused를 빼세요.", "18장")

RETAIN_GRAD_WITHOUT_GRAPH = Message(
    RuntimeError,
    "추적하지 않는 텐서에는 변화도를 남길 수 없습니다. "
    "(can't retain_grad on Tensor that has requires_grad=False)",
    "모양이 {shape}인 이 텐서로는 역전파가 오지 않습니다.",
    "입력에 requires_grad=True를 주고 다시 계산하세요.", "3장")

HOOK_WITHOUT_GRAPH = Message(
    RuntimeError,
    "추적하지 않는 텐서에는 훅을 달 수 없습니다. "
    "(cannot register a hook on a tensor that doesn't require gradient)",
    "모양이 {shape}인 이 텐서로는 역전파가 오지 않습니다.",
    "입력에 requires_grad=True를 주고 다시 계산하세요.", "16장")

HOOK_OF_OTHER_TYPE = Message(
    TypeError,
    "훅이 텐서가 아닌 {type}을 돌려주었습니다. (expected Variable, but hook returned '{type}')",
    "훅의 반환값은 흐르는 변화도를 대신하므로 텐서여야 합니다.",
    "바꾸지 않으려면 None을, 바꾸려면 같은 모양의 텐서를 돌려주세요.", "16장")

HOOK_OF_OTHER_SHAPE = Message(
    RuntimeError,
    "훅 '{hook}'이 변화도의 모양을 바꾸었습니다. (hook '{hook}' has changed the size of value)",
    "모양이 {shape}여야 하는데 {grad_shape}를 돌려주었습니다.",
    "받은 변화도와 모양이 같은 텐서를 돌려주세요.", "16장")

HOOK_COUNT = Message(
    RuntimeError,
    "훅 '{hook}'이 변화도를 {expected}개가 아니라 {got}개 돌려주었습니다. (hook '{hook}' has "
    "returned an incorrect number of values (got {got}, but expected {expected}))",
    "훅이 받은 튜플과 돌려주는 튜플은 길이가 같아야 합니다.",
    "바꾸지 않을 자리에는 받은 값을 그대로 넣으세요.", "16장")

POST_ACCUMULATE_ON_NON_LEAF = Message(
    RuntimeError,
    "누적 뒤의 훅은 잎에만 달 수 있습니다. "
    "(post accumulate grad hooks cannot be registered on non-leaf tensors)",
    "이 텐서는 {node}의 결과라서 .grad에 더하는 일이 없습니다.",
    "흐르는 변화도를 보려면 register_hook을 쓰세요.", "16장")

UNPACK_OF_OTHER_TYPE = Message(
    TypeError,
    "unpack 훅이 텐서가 아닌 {type}을 돌려주었습니다. (Output of saved tensor unpack_hook "
    "expected to be a Tensor but got result of type {type})",
    "저장된 값은 국소 미분에 쓰이므로 텐서로 되돌아와야 합니다.",
    "unpack에서 engine.from_numpy(배열)처럼 텐서를 만들어 돌려주세요.", "16장")

SAVED_HOOKS_DISABLED = Message(
    RuntimeError,
    "저장된 텐서 훅을 쓸 수 없습니다: {message} (saved tensor hooks are disabled)",
    "disable_saved_tensors_hooks 구역 안에서는 저장된 텐서 훅을 켤 수 없습니다.",
    "그 구역 밖에서 켜세요.", "16장")

NAN_IN_BACKWARD = Message(
    RuntimeError,
    "{node}가 {index}번 입력으로 NaN을 보내려 했습니다. "
    "(Function '{node}' returned nan values in its {index}th output.)",
    "0으로 나누기, 0·∞, 음수의 제곱근처럼 미분값이 정해지지 않은 점을 지났습니다.",
    "경고에 적힌 순전파의 줄에서 입력의 범위를 확인하세요.", "20장")

# ── 나만의 Function ───────────────────────────────────────────────────────────────────────────

FUNCTION_INSTANCE = Message(
    RuntimeError,
    "{name}은 객체로 만들지 않습니다. "
    "(Legacy autograd function with non-static forward method is deprecated)",
    "Function의 메서드는 모두 정적이고, 실행마다 필요한 것은 ctx가 담습니다.",
    "{name}.apply(x)처럼 클래스에서 바로 부르세요.", "17장")

FUNCTION_WITHOUT_FORWARD = Message(
    NotImplementedError,
    "forward가 없습니다. "
    "(You must implement the forward function for custom autograd.Function)",
    "값을 계산하는 방법을 알 수 없습니다.",
    "@staticmethod로 forward(ctx, …)를 적으세요.", "17장")

FUNCTION_WITHOUT_BACKWARD = Message(
    NotImplementedError,
    "backward가 없습니다. (You must implement either the backward or vjp method "
    "for your custom autograd.Function)",
    "받은 변화도를 입력의 변화도로 바꾸는 방법을 알 수 없습니다.",
    "@staticmethod로 backward(ctx, grad)를 적으세요.", "17장")

FUNCTION_WITH_BOTH = Message(
    RuntimeError,
    "{name}에 backward와 vjp가 모두 있습니다. "
    "(Implementing both 'backward' and 'vjp' for a custom Function is not allowed)",
    "둘은 같은 일을 하는 두 이름이라 어느 쪽을 쓸지 정할 수 없습니다.",
    "하나만 남기세요.", "17장")

SAVE_OF_OTHER_TYPE = Message(
    TypeError,
    "save_for_backward의 {index}번째에 {type}을 받았습니다. "
    "(save_for_backward can only save variables, but argument {index} is of type {type})",
    "저장한 텐서는 버전 번호로 값이 바뀌었는지 확인하는데, {type} 값에는 번호가 없습니다.",
    "텐서가 아닌 값은 ctx.이름 = 값으로 적어 두세요.", "17장")

GRADIENT_COUNT_OF_FUNCTION = Message(
    RuntimeError,
    "{node}가 변화도를 {expected}개가 아니라 {got}개 돌려주었습니다. "
    "(function {node} returned an incorrect number of gradients "
    "(expected {expected}, got {got}))",
    "backward는 forward의 인자마다 하나씩, 차례대로 돌려주어야 합니다.",
    "변화도가 없는 인자의 자리에는 None을 넣으세요.", "17장")

GRADIENT_TYPE_OF_FUNCTION = Message(
    RuntimeError,
    "{node}가 텐서가 아닌 {type}을 변화도로 돌려주었습니다. "
    "(expected Variable or None (got {type}))",
    "변화도는 텐서이거나, 없으면 None이어야 합니다.",
    "engine.tensor(값)으로 감싸 주세요.", "17장")

GRADIENT_SHAPE_OF_FUNCTION = Message(
    RuntimeError,
    "{node}가 {index}번 입력에 모양이 맞지 않는 변화도를 돌려주었습니다. (Function {node} "
    "returned an invalid gradient at index {index} - got {got} but expected shape "
    "compatible with {expected})",
    "변화도는 입력과 모양이 같거나, 입력에서 브로드캐스팅으로 늘어난 모양이어야 합니다.",
    "backward에서 .sum()이나 .reshape()으로 입력의 모양에 맞추세요.", "17장")

ONCE_DIFFERENTIABLE = Message(
    RuntimeError,
    "한 번만 미분할 수 있는 함수를 두 번 미분했습니다. (trying to differentiate twice a "
    "function that was marked with @once_differentiable)",
    "backward 안의 계산을 기록하지 않아, 변화도의 변화도를 알 수 없습니다.",
    "backward를 텐서 연산으로 적고 @once_differentiable을 떼세요.", "17장")

# ── 모양과 dtype ──────────────────────────────────────────────────────────────────────────────

SHAPES_DO_NOT_BROADCAST = Message(
    RuntimeError,
    "모양 {a}과 {b}를 맞출 수 없습니다. "
    "(The size of tensor a ({size_a}) must match the size of tensor b ({size_b}) "
    "at non-singleton dimension {dim})",
    "뒤에서부터 견줄 때 크기가 같거나 한쪽이 1이어야 하는데, {dim}번 축이 {size_a}와 {size_b}입니다.",
    "reshape나 unsqueeze로 축을 맞추세요.", "10장")

MATMUL_SHAPES = Message(
    RuntimeError,
    "모양 {a}과 {b}는 행렬로 곱할 수 없습니다. "
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
    "{a}와 {b}는 행렬로 곱할 수 없습니다. "
    "(expected m1 and m2 to have the same dtype, but got: {a} != {b})",
    "행렬 곱은 dtype을 자동으로 바꾸지 않습니다.",
    "한쪽을 .to(다른 쪽.dtype)으로 바꾸세요.", "11장")

WRONG_NDIM = Message(
    RuntimeError,
    "{name}에 {got}차원 텐서를 받았습니다. ({name} expects {expected}D tensors, got {got}D)",
    "{name}은 {expected}차원 텐서에만 뜻이 있습니다.",
    "여러 차원에 두루 쓰려면 matmul이나 transpose를 쓰세요.", "11장")

MEAN_OF_INTEGERS = Message(
    RuntimeError,
    "{dtype} 텐서의 평균은 구할 수 없습니다. "
    "(mean(): could not infer output dtype. Input dtype must be floating point)",
    "평균은 정수가 아닐 수 있는데, 어떤 실수 dtype으로 낼지 정해지지 않았습니다.",
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

UNKNOWN_ROUNDING = Message(
    RuntimeError,
    "'{mode}'은 나눗셈을 자르는 방법이 아닙니다. (div expected rounding_mode to be one of "
    "None, 'trunc', or 'floor' but found '{mode}')",
    "rounding_mode는 None, 'trunc', 'floor' 가운데 하나입니다.",
    "셋 가운데 하나를 적으세요.", "10장")

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
    "값이 없는 텐서에서는 {name}을 구할 수 없습니다. "
    "({name}(): Expected reduction dim to be specified for input.numel() == 0)",
    "모양이 {shape}라 견줄 값이 하나도 없습니다.",
    "입력이 비지 않았는지 확인하세요.", "10장")

REDUCE_OF_EMPTY_DIM = Message(
    IndexError,
    "크기가 0인 축에서는 {name}을 구할 수 없습니다. "
    "({name}(): Expected reduction dim to have non-zero size)",
    "모양이 {shape}라 견줄 값이 하나도 없습니다.",
    "입력이 비지 않았는지 확인하세요.", "10장")

VIEW_NEGATIVE = Message(
    RuntimeError,
    "모양에 {size}을 쓸 수 없습니다. (invalid shape dimension {size})",
    "음수는 ‘남은 개수’를 뜻하는 -1만 쓸 수 있습니다.",
    "크기를 0 이상으로 적거나 -1로 두세요.", "10장")

VIEW_SIZE = Message(
    RuntimeError,
    "모양 {old}를 {new}로 바꿀 수 없습니다. "
    "(shape '{new}' is invalid for input of size {numel})",
    "값이 {numel}개인데, 새 모양에 들어갈 값의 개수가 다릅니다.",
    "한 축을 -1로 두면 남은 개수를 대신 계산합니다.", "10장")

VIEW_NEEDS_COPY = Message(
    RuntimeError,
    "메모리를 나누어 쓰면서 모양 {old}를 {new}로 볼 수 없습니다. "
    "(view size is not compatible with input tensor's size and stride. Use .reshape(...))",
    "값이 메모리에 차례대로 놓여 있지 않습니다. 전치한 텐서가 그렇습니다.",
    "복사해도 되면 reshape를, 순서를 다시 놓으려면 contiguous().view(...)를 쓰세요.", "15장")

EXPAND_SHAPE = Message(
    RuntimeError,
    "모양 {old}를 {new}로 넓힐 수 없습니다. "
    "(The expanded size of the tensor must match the existing size at non-singleton dimension)",
    "크기가 1인 축만 넓힐 수 있고, 새 축은 앞에만 붙습니다.",
    "넓힐 축의 크기가 1인지 확인하세요.", "10장")

CAT_SHAPES = Message(
    RuntimeError,
    "모양이 다른 텐서를 이어 붙일 수 없습니다: {shapes}. "
    "(Sizes of tensors must match except in dimension {dim})",
    "{name}은 이어 붙이는 축 말고는 크기가 모두 같아야 합니다.",
    "reshape나 unsqueeze로 모양을 맞추세요.", "10장")

CAT_OF_NOTHING = Message(
    ValueError,
    "이어 붙일 텐서가 없습니다. ({name} expects a non-empty TensorList)",
    "빈 목록에서는 결과의 모양을 정할 수 없습니다.",
    "텐서를 하나 이상 넣으세요.", "10장")

STACK_OF_NOTHING = Message(
    RuntimeError,
    "쌓을 텐서가 없습니다. (stack expects a non-empty TensorList)",
    "빈 목록에서는 결과의 모양을 정할 수 없습니다.",
    "텐서를 하나 이상 넣으세요.", "10장")

CAT_OF_SCALARS = Message(
    RuntimeError,
    "축이 없는 텐서는 이어 붙일 수 없습니다. "
    "(zero-dimensional tensor (at position {index}) cannot be concatenated)",
    "이어 붙이려면 늘어날 축이 하나는 있어야 합니다.",
    "숫자들을 모으려면 stack을 쓰세요.", "10장")

SPLIT_OF_SCALAR = Message(
    RuntimeError,
    "축이 없는 텐서는 나눌 수 없습니다. (split expects at least a 1-dimensional tensor)",
    "값 하나에는 나눌 축이 없습니다.",
    "x.shape로 축을 확인하세요.", "10장")

SPLIT_SIZES = Message(
    RuntimeError,
    "크기 {sizes}의 합이 {dim}번 축의 크기 {total}과 다릅니다. "
    "(split_with_sizes expects split_sizes to sum exactly to {total})",
    "나눈 조각을 모두 이으면 원래 축이 되어야 합니다.",
    "크기의 합을 {total}로 맞추세요.", "10장")

NEEDS_FLOATS = Message(
    NotImplementedError,
    "{name}은 {dtype} 텐서를 다루지 않습니다. (\"{name}_cpu\" not implemented for '{dtype}')",
    "결과가 소수라서 정수에 담을 수 없습니다.",
    "x.float()로 바꾸어 넣으세요.", "10장")

SPREAD_OF_INTEGERS = Message(
    RuntimeError,
    "{dtype} 텐서의 {name}은 구할 수 없습니다. "
    "(std and var only support floating point and complex dtypes)",
    "흩어진 정도는 정수가 아닐 수 있는데, 어떤 실수 dtype으로 낼지 정해지지 않았습니다.",
    "먼저 .float()로 바꾸세요.", "10장")

LINALG_OF_INTEGERS = Message(
    RuntimeError,
    "{name}은 {dtype} 텐서를 다루지 않습니다. "
    "({name}: Expected a floating point or complex tensor as input. Got {dtype})",
    "나누거나 제곱근을 구하므로 결과가 정수에 담기지 않습니다.",
    "먼저 .float()로 바꾸세요.", "11장")

DTYPES_DIFFER = Message(
    RuntimeError,
    "{name}에 {a} 텐서와 {b} 텐서를 함께 넣을 수 없습니다. "
    "({name}(): expected the same dtype, but {a} did not match {b})",
    "{name}은 dtype을 자동으로 바꾸지 않습니다.",
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
    "정수 텐서에는 소수 alpha={alpha}를 곱할 수 없습니다. "
    "(For integral input tensors, argument alpha must not be a floating point number.)",
    "결과가 정수인데 곱한 값은 소수가 됩니다.",
    "alpha를 정수로 적거나, 먼저 .float()로 바꾸세요.", "10장")

ADDCDIV_OF_INTEGERS = Message(
    RuntimeError,
    "addcdiv로 {dtype} 텐서끼리 나눌 수 없습니다. "
    "(Integer division with addcdiv is no longer supported)",
    "나눈 값은 소수라서 정수에 담을 수 없습니다.",
    "먼저 .float()로 바꾸세요.", "10장")

CLAMP_WITHOUT_BOUNDS = Message(
    RuntimeError,
    "clamp에 min도 max도 없습니다. (torch.clamp: At least one of 'min' or 'max' must not be None)",
    "어느 쪽을 자를지 정해지지 않았습니다.",
    "min이나 max를 적으세요.", "10장")

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

UNFLATTEN_SIZES = Message(
    RuntimeError,
    "크기가 {size}인 {dim}번 축을 {sizes}로 나눌 수 없습니다. "
    "(unflatten: Provided sizes {sizes} don't multiply up to the size of dim {dim})",
    "나눈 크기를 모두 곱하면 원래 크기가 되어야 합니다.",
    "한 크기를 -1로 두면 대신 계산합니다.", "10장")

MOVEDIM_COUNTS = Message(
    RuntimeError,
    "옮길 축 {source}와 옮길 자리 {destination}의 개수가 다릅니다. (movedim: Invalid source or "
    "destination dims: should have the same number of elements)",
    "축마다 갈 자리가 하나씩 있어야 합니다.",
    "두 쪽의 개수를 맞추세요.", "10장")

NARROW_OUT_OF_RANGE = Message(
    RuntimeError,
    "크기가 {size}인 {dim}번 축에서 {start}부터 {length}개를 볼 수 없습니다. "
    "(start ({start}) + length ({length}) exceeds dimension size ({size}).)",
    "고른 범위가 축을 벗어납니다.",
    "start와 length를 확인하세요.", "10장")

MESHGRID_INDEXING = Message(
    RuntimeError,
    "meshgrid의 indexing으로 {indexing!r}를 쓸 수 없습니다. "
    "(torch.meshgrid: indexing must be one of \"xy\" or \"ij\")",
    "\"ij\"는 행렬의 차례, \"xy\"는 그래프의 차례입니다.",
    "둘 가운데 하나를 적으세요.", "10장")

SPLIT_SIZE = Message(
    RuntimeError,
    "크기가 {total}인 {dim}번 축을 {size}씩 나눌 수 없습니다. "
    "(split expects split_size be positive, but got split_size={size})",
    "조각의 크기는 1 이상이어야 합니다.",
    "split_size를 확인하세요.", "10장")

CHUNKS_MUST_BE_POSITIVE = Message(
    RuntimeError,
    "{chunks}조각으로 나눌 수 없습니다. (chunk expects `chunks` to be greater than 0)",
    "조각의 개수는 1 이상이어야 합니다.",
    "chunks를 확인하세요.", "10장")

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
    "식 {equation!r}의 글자 {letter!r}은 쓸 수 없습니다. "
    "(einsum(): invalid subscript given, subscripts must be in [a-zA-Z])",
    "축의 이름은 영어 글자 하나이고, ...은 한 묶음에 한 번만 씁니다.",
    "영어 글자로 바꾸세요.", "11장")

EINSUM_OUTPUT = Message(
    RuntimeError,
    "식 {equation!r}의 결과에 글자 {label!r}을 쓸 수 없습니다. (einsum(): output subscript {label} "
    "appears more than once or does not appear in the equation for any input operand)",
    "결과의 글자는 입력 어딘가에 있어야 하고, 한 번씩만 씁니다.",
    "->의 뒤를 고치세요.", "11장")

EINSUM_SIZES = Message(
    RuntimeError,
    "글자 {label!r}인 축의 크기가 서로 다릅니다: {sizes} "
    "(einsum(): subscript {label} has a size which does not broadcast with previously seen size)",
    "같은 글자의 축은 크기가 같거나 1이어야 합니다.",
    "텐서의 모양과 식의 글자를 확인하세요.", "11장")

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
    "크기의 차수로 {ord!r}을 쓸 수 없습니다. (linalg.matrix_norm: Order {ord} not supported.)",
    "이 엔진은 특잇값 분해가 없어, 행렬에는 'fro', ±1, ±inf만 있습니다.",
    "벡터의 크기라면 vector_norm을, 행렬이라면 ord='fro'를 쓰세요.", "11장")

CAT_OF_SCALAR = Message(
    RuntimeError,
    "{index}번 텐서는 차원이 0이라 이어 붙일 수 없습니다. "
    "(zero-dimensional tensor (at position {index}) cannot be concatenated)",
    "이어 붙일 축이 하나도 없습니다.",
    "새 축으로 쌓으려면 stack을 쓰세요.", "10장")

# ── 고르기와 제자리 연산 ──────────────────────────────────────────────────────────────────────

INDEX_OUT_OF_RANGE = Message(
    IndexError,
    "번호 {index}는 크기가 {size}인 {dim}번 축에 없습니다. "
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
    "{type}은 번호로 쓸 수 없습니다. "
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
    "슬라이스의 걸음 {step}은 쓸 수 없습니다. (step must be greater than zero)",
    "텐서의 슬라이스는 앞으로만 갑니다.",
    "뒤집으려면 x[engine.arange(n - 1, -1, -1)]처럼 번호 텐서를 쓰세요.", "11장")

LEAF_IN_PLACE = Message(
    RuntimeError,
    "변화도를 추적하는 잎을 제자리에서 바꿀 수 없습니다. "
    "(a leaf Variable that requires grad is being used in an in-place operation)",
    "모양이 {shape}인 이 잎의 처음 값이 사라지면, 무엇으로 미분한 변화도인지 알 수 없습니다.",
    "매개변수를 고치는 중이면 with engine.no_grad(): 안에서 하세요.", "15장")

VIEW_OF_LEAF_IN_PLACE = Message(
    RuntimeError,
    "변화도를 추적하는 잎의 일부를 제자리에서 바꿀 수 없습니다. "
    "(a view of a leaf Variable that requires grad is being used in an in-place operation)",
    "모양이 {shape}인 이 텐서는 잎과 메모리를 나누어 쓰므로, 바꾸면 잎의 처음 값도 사라집니다.",
    "매개변수를 고치는 중이면 with engine.no_grad(): 안에서 하고, 아니면 먼저 clone() 하세요.",
    "15장")

IN_PLACE_DTYPE = Message(
    RuntimeError,
    "{dtype} 텐서에 {result} 값을 제자리로 쓸 수 없습니다. "
    "(result type {result} can't be cast to the desired output type {dtype})",
    "제자리 연산은 dtype을 바꾸지 못하는데, 그대로 쓰면 소수 부분을 잃습니다.",
    "새 텐서를 만드는 연산을 쓰거나 먼저 .float()로 바꾸세요.", "15장")

IN_PLACE_SHAPE = Message(
    RuntimeError,
    "모양이 {shape}인 텐서에 모양이 {result}인 결과를 제자리로 쓸 수 없습니다. "
    "(output with shape {shape} doesn't match the broadcast shape {result})",
    "제자리 연산은 텐서의 모양을 바꾸지 못합니다.",
    "새 텐서를 만드는 연산을 쓰세요.", "15장")

IN_PLACE_OVERLAP = Message(
    RuntimeError,
    "expand로 넓힌 텐서에는 제자리로 쓸 수 없습니다. "
    "(unsupported operation: more than one element of the written-to tensor refers to a "
    "single memory location)",
    "모양이 {shape}인 이 텐서의 여러 칸이 한 메모리를 함께 가리킵니다.",
    "먼저 clone()으로 칸마다 메모리를 따로 주세요.", "15장")

VIEW_IN_PLACE_UNDER_GRAD = Message(
    RuntimeError,
    "no_grad 구역에서 만든 뷰를 추적하면서 제자리로 바꿀 수 없습니다. "
    "(A view was created in no_grad mode and is being modified inplace with grad mode enabled)",
    "뷰를 만든 기록이 없어, 바꾼 값이 원본의 어느 자리인지 그래프가 알지 못합니다.",
    "뷰 만들기와 제자리 연산을 둘 다 구역 안이나 둘 다 밖에서 하세요.", "15장")

MULTI_OUTPUT_VIEW_IN_PLACE = Message(
    RuntimeError,
    "여러 뷰를 함께 만든 연산의 결과는 제자리로 바꿀 수 없습니다. "
    "(Output {nr} of {node} is a view and is being modified inplace. "
    "This view is the output of a function that returns multiple views)",
    "한 뷰를 바꾸면 함께 만든 다른 뷰의 기록도 고쳐야 하는데, 그 자리를 알 수 없습니다.",
    "새 텐서를 만드는 연산으로 바꾸세요.", "15장")

DETACH_VIEW_IN_PLACE = Message(
    RuntimeError,
    "뷰는 제자리에서 떼어 낼 수 없습니다. (Can't detach views in-place. Use detach() instead)",
    "이 텐서는 모양이 {shape}인 원본과 메모리와 기록을 나누어 씁니다.",
    "새 텐서를 돌려주는 detach()를 쓰세요.", "4장")

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
    "{name}은 {dim}번 축 말고는 번호와 같은 자리를 쓰므로, 번호가 더 클 수 없습니다.",
    "번호의 모양을 줄이거나 입력을 expand로 늘리세요.", "11장")

GATHER_OUT_OF_RANGE = Message(
    RuntimeError,
    "번호 {index}는 크기가 {size}인 {dim}번 축에 없습니다. "
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
    "모양을 {expected}로 맞추세요.", "11장")

MASK_OF_OTHER_DTYPE = Message(
    RuntimeError,
    "{name}의 마스크로 {dtype} 텐서를 받았습니다. ({name} only supports boolean masks)",
    "마스크는 자리마다 참·거짓입니다. 정수와 헷갈리지 않게 다른 dtype은 받지 않습니다.",
    "mask != 0이나 mask.bool()로 바꾸세요.", "11장")

FILL_WITH_MANY = Message(
    RuntimeError,
    "모양이 {shape}인 값으로 채울 수 없습니다. "
    "({name} only supports a 0-dimensional value tensor)",
    "{name}은 모든 자리를 값 하나로 채웁니다.",
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
    "{dtype} 텐서를 {value}로 채울 수 없습니다. "
    "(value cannot be converted to type {dtype} without overflow)",
    "정수에는 ∞와 NaN이 없습니다.",
    "먼저 .float()로 바꾸거나, 정수 하나로 채우세요.", "11장")

# ── 값 꺼내기와 만들기 ────────────────────────────────────────────────────────────────────────

NOT_ONE_NUMBER = Message(
    ValueError,
    "값이 {count}개인 텐서를 파이썬 숫자로 바꿀 수 없습니다. "
    "(only one element tensors can be converted to Python scalars)",
    "모양이 {shape}라 어느 값을 꺼낼지 정할 수 없습니다.",
    "x[번호].item()으로 하나를 고르거나 x.tolist()로 모두 꺼내세요.", "2장")

NOT_ONE_ELEMENT = Message(
    RuntimeError,
    "값이 {count}개인 텐서를 숫자 하나로 바꿀 수 없습니다. "
    "(a Tensor with {count} elements cannot be converted to Scalar)",
    "모양이 {shape}라 어느 값을 꺼낼지 정할 수 없습니다.",
    "x[번호].item()으로 하나를 고르거나 x.tolist()로 모두 꺼내세요.", "2장")

AMBIGUOUS_BOOL = Message(
    RuntimeError,
    "값이 여럿인 텐서의 참·거짓은 정할 수 없습니다. "
    "(Boolean value of Tensor with more than one value is ambiguous)",
    "모양이 {shape}인 텐서 안에 참과 거짓이 섞여 있을 수 있습니다.",
    "(x > 0).all()이나 .any()처럼 하나로 모으세요.", "2장")

AMBIGUOUS_BOOL_OF_NOTHING = Message(
    RuntimeError,
    "값이 없는 텐서의 참·거짓은 정할 수 없습니다. "
    "(Boolean value of Tensor with no values is ambiguous)",
    "모양이 {shape}라 값이 하나도 없습니다.",
    "값이 있는지 보려면 x.numel() > 0을 쓰세요.", "2장")

LEN_OF_SCALAR = Message(
    TypeError,
    "차원이 0인 텐서에는 길이가 없습니다. (len() of a 0-d tensor)",
    "축이 하나도 없는 텐서입니다.",
    "값 하나를 꺼내려면 .item()을 쓰세요.", "2장")

ITER_OF_SCALAR = Message(
    TypeError,
    "차원이 0인 텐서는 하나씩 꺼낼 수 없습니다. (iteration over a 0-d tensor)",
    "축이 하나도 없는 텐서입니다.",
    "값 하나를 꺼내려면 .item()을 쓰세요.", "2장")

NUMPY_OF_TRACKED = Message(
    RuntimeError,
    "변화도를 추적하는 텐서는 numpy 배열로 바꿀 수 없습니다. "
    "(Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead.)",
    "numpy에서 한 계산은 기록되지 않아, 변화도가 조용히 사라집니다.",
    "기록이 필요 없으면 x.detach().numpy()를 쓰세요.", "4장")

FORMAT_OF_MANY = Message(
    TypeError,
    "값이 여럿인 텐서에는 형식 '{spec}'을 쓸 수 없습니다. "
    "(unsupported format string passed to Tensor.__format__)",
    "모양이 {shape}인 텐서는 숫자 하나가 아닙니다.",
    "x.item()이나 x[번호]로 하나를 골라 적으세요.", "2장")

DEEPCOPY_OF_NON_LEAF = Message(
    RuntimeError,
    "잎이 아닌 텐서는 깊은 복사를 할 수 없습니다. (Only Tensors created explicitly by the user "
    "(graph leaves) support the deepcopy protocol at the moment)",
    "모양이 {shape}인 이 텐서는 {node}의 결과라서, 그래프까지 복사해야 합니다.",
    "값만 필요하면 x.detach().clone()을 쓰세요.", "4장")

NOT_A_TENSOR = Message(
    TypeError,
    "{name}에 텐서가 아닌 {type}을 받았습니다. "
    "({name}(): argument must be Tensor, not {type})",
    "이 함수는 연산을 기록해야 하므로 텐서만 받습니다.",
    "engine.tensor(값)으로 감싸 주세요.", "2장")

RAGGED_DATA = Message(
    ValueError,
    "길이가 다른 목록으로는 텐서를 만들 수 없습니다. "
    "(expected sequence of length {expected} at dim {dim} (got {got}))",
    "텐서의 모양은 축마다 크기가 하나여야 합니다.",
    "길이를 맞추거나, 텐서를 따로따로 만드세요.", "2장")

MIXED_DATA = Message(
    TypeError,
    "숫자와 목록이 섞인 자료로는 텐서를 만들 수 없습니다. (must be real number, not list)",
    "{dim}번 축에서 어떤 자리는 숫자이고 어떤 자리는 목록입니다.",
    "모든 자리를 숫자로, 또는 모두 목록으로 맞추세요.", "2장")

TEXT_DATA = Message(
    ValueError,
    "글로는 텐서를 만들 수 없습니다. (too many dimensions 'str')",
    "텐서에는 실수, 정수, 참·거짓만 담을 수 있습니다.",
    "float(글)처럼 숫자로 바꾸어 넣으세요.", "2장")

BAD_DATA = Message(
    RuntimeError,
    "{type} 값으로는 텐서를 만들 수 없습니다. (Could not infer dtype of {type})",
    "텐서에는 실수, 정수, 참·거짓만 담을 수 있습니다.",
    "숫자로 바꾸어 넣으세요.", "2장")

UNKNOWN_DTYPE = Message(
    TypeError,
    "{dtype} 값은 이 엔진에서 다루지 않습니다. "
    "(can't convert to Tensor: the only supported types are float16, float32, float64, "
    "int8, int16, int32, int64, uint8 and bool)",
    "복소수와 문자 배열의 변화도는 이 책의 범위 밖입니다.",
    "실수 배열로 바꾸어 넣으세요.", "2장")

NOT_AN_ARRAY = Message(
    TypeError,
    "from_numpy에 {type}을 받았습니다. (expected np.ndarray (got {type}))",
    "from_numpy는 numpy 배열의 메모리를 그대로 나누어 씁니다.",
    "목록이라면 engine.tensor(값)을 쓰세요.", "2장")

READ_ONLY_ARRAY = Message(
    ValueError,
    "읽기 전용 배열은 나누어 쓸 수 없습니다. (The given NumPy array is not writable)",
    "텐서로 쓴 값이 원래 배열에도 쓰이는데, 그 배열이 잠겨 있습니다.",
    "engine.tensor(배열)로 복사해 만드세요.", "2장")

NEGATIVE_SIZE = Message(
    RuntimeError,
    "모양 {shape}에 음수가 있습니다. "
    "(Trying to create tensor with negative dimension: {shape})",
    "축의 크기는 0 이상이어야 합니다.",
    "모양을 확인하세요.", "2장")

NO_RANDOM_RANGE = Message(
    RuntimeError,
    "randint의 범위가 비었습니다. "
    "(random_ expects 'from' to be less than 'to', but got from={low} >= to={high})",
    "{low} 이상 {high} 미만인 정수가 없습니다.",
    "low < high가 되게 하세요.", "2장")

NO_STEP = Message(
    RuntimeError,
    "arange의 시작 {start}, 끝 {end}, 걸음 {step}으로는 수를 늘어놓을 수 없습니다. "
    "(upper bound and lower bound inconsistent with step sign, or step is zero)",
    "걸음이 0이거나, 시작에서 끝으로 가는 방향과 걸음의 부호가 다릅니다.",
    "걸음의 부호를 확인하세요.", "2장")

# ── 손실 ──────────────────────────────────────────────────────────────────────────────────────

TARGET_SHAPE = Message(
    ValueError,
    "정답의 모양 {target}이 입력의 모양 {input}과 다릅니다. "
    "(Target size ({target}) must be the same as input size ({input}))",
    "{name}은 같은 자리의 값끼리 견줍니다.",
    "정답을 reshape나 unsqueeze로 입력과 같은 모양으로 만드세요.", "1장")

NOT_A_PROBABILITY = Message(
    RuntimeError,
    "확률이 아닌 값이 있습니다. (all elements of input should be between 0 and 1)",
    "binary_cross_entropy는 0과 1 사이의 확률을 받는데, 값의 범위가 {low:.4g}에서 {high:.4g}입니다.",
    "sigmoid를 먼저 지나게 하거나 binary_cross_entropy_with_logits를 쓰세요.", "1장")

UNKNOWN_REDUCTION = Message(
    ValueError,
    "'{reduction}'은 손실을 모으는 방법이 아닙니다. ({reduction} is not a valid value for reduction)",
    "reduction은 'mean', 'sum', 'none' 가운데 하나입니다.",
    "셋 가운데 하나를 적으세요.", "1장")

CLASS_SHAPE = Message(
    ValueError,
    "정답의 모양 {target}이 입력의 모양 {input}과 맞지 않습니다. "
    "(Expected input batch_size ({input}) to match target batch_size ({target}))",
    "갈래 번호 정답에는 표본마다 정수가 하나씩 있어야 합니다.",
    "입력은 (표본 수, 갈래 수), 정답은 (표본 수,)로 맞추세요.", "22장")

CLASS_OUT_OF_RANGE = Message(
    IndexError,
    "갈래 번호 {target}이 범위를 벗어났습니다. (Target {target} is out of bounds.)",
    "갈래가 {classes}개라 번호는 0부터 {last}까지입니다.",
    "정답의 번호를 확인하세요.", "22장")

CLASS_DTYPE = Message(
    RuntimeError,
    "갈래 번호에 {dtype} 텐서를 받았습니다. (expected scalar type Long but found {dtype})",
    "갈래 번호는 정수여야 합니다.",
    ".long()으로 바꾸세요.", "22장")

# ── 함수를 통째로 미분하기 ────────────────────────────────────────────────────────────────────

STRICT_INDEPENDENT = Message(
    RuntimeError,
    "{index}번 결과가 입력과 이어져 있지 않습니다. (Output {index} of the user-provided "
    "function does not require gradients. The outputs must be computed in a differentiable "
    "manner from the input when running in strict mode.)",
    "strict=True는 이런 결과의 야코비안을 0으로 두지 않고 알립니다.",
    "함수 안에서 detach()나 숫자로 바꾼 곳을 찾거나, strict를 빼세요.", "18장")

VECTOR_MISSING = Message(
    RuntimeError,
    "곱할 벡터 v를 받지 못했습니다. "
    "(The vector v can only be None if {what} contain a single element)",
    "값이 여럿이면 어느 방향으로 미분할지 v로 정해야 합니다.",
    "같은 모양의 텐서를 v로 주세요.", "18장")

VECTOR_OF_OTHER_SHAPE = Message(
    RuntimeError,
    "벡터 v의 모양 {got}이 {expected}과 다릅니다. "
    "(v has invalid size: should match the tensors it is multiplied with)",
    "v는 값마다 하나씩 곱해집니다.",
    "engine.ones_like(텐서)처럼 같은 모양으로 만드세요.", "18장")

NEEDS_ONE_OUTPUT = Message(
    RuntimeError,
    "{name}에 준 함수의 결과가 값 하나가 아닙니다. "
    "(The Tensor returned by the function given to {name} should contain a single element)",
    "두 번 미분한 값은 스칼라 함수에만 행렬로 정리됩니다.",
    "함수의 끝에서 .sum()으로 스칼라를 만드세요.", "18장")

# ── 변화도 검사 ───────────────────────────────────────────────────────────────────────────────

GRADCHECK_MISMATCH = Message(
    GradcheckError,
    "{output}번 결과를 {input}번 입력으로 미분한 값이 수치 미분과 다릅니다. "
    "(Jacobian mismatch for output {output} with respect to input {input})",
    "결과의 {row}번 값을 입력의 {column}번 값으로 미분하면 {analytical:.6g}인데, "
    "입력을 움직여 잰 값은 {numerical:.6g}입니다.",
    "backward의 공식을 확인하고, 입력이 float64인지, 꺾이는 점 위에 있지 않은지 살펴보세요.", "19장")

GRADCHECK_WITHOUT_INPUT = Message(
    ValueError,
    "변화도를 검사할 입력이 없습니다. "
    "(gradcheck expects at least one input tensor to require gradient)",
    "requires_grad=True인 입력이 하나도 없습니다.",
    "검사할 입력을 requires_grad=True인 float64 텐서로 만드세요.", "19장")

# ── 그리기와 연습 ─────────────────────────────────────────────────────────────────────────────

NOTHING_TO_DRAW = Message(
    TypeError,
    "{type} 값은 그릴 수 없습니다. (draw expects tensors, got {type})",
    "연산 그래프는 텐서의 grad_fn에서 시작합니다.",
    "draw(loss)처럼 텐서를 주세요.", "2장")

UNKNOWN_DIRECTION = Message(
    ValueError,
    "{direction} 방향으로는 그릴 수 없습니다. (unknown direction, rankdir)",
    "아는 방향은 TB, BT, LR, RL입니다.",
    'direction="TB"(위에서 아래)나 direction="LR"(왼쪽에서 오른쪽)을 주세요.', "2장")

CANNOT_SAVE_DRAWING = Message(
    ValueError,
    "{path} 파일로 저장할 수 없습니다. (cannot save drawing)",
    "{why}",
    "graph.dot이나 graph.txt로 저장하세요. 두 가지는 언제나 됩니다.", "2장")

UNKNOWN_EXERCISE = Message(
    ValueError,
    "{number}번 연습은 없습니다. (unknown exercise: {number})",
    "연습의 번호는 ‘장-차례’로 적습니다. 예: check(\"1-2\", 답)",
    "연습 제목에 적힌 번호를 확인하세요.", "1장")

SEED_OUT_OF_RANGE = Message(
    ValueError,
    "씨앗값 {seed}을 64비트에 담을 수 없습니다. (Overflow when unpacking long long)",
    "씨앗값은 −2⁶³ 이상 2⁶⁴ 미만인 정수입니다.",
    "0이나 42처럼 더 작은 수를 주세요.", "1장")

# ── 신경망 함수 ───────────────────────────────────────────────────────────────────────────────

ACTIVATION_OF_INTEGERS = Message(
    NotImplementedError,
    "{name}은 {dtype} 텐서를 다루지 않습니다. (\"{name}_cpu\" not implemented for '{dtype}')",
    "이 활성 함수의 값은 소수라서 정수에 담을 수 없습니다.",
    "x.float()로 바꾸어 넣으세요.", "22장")

GELU_APPROXIMATE = Message(
    RuntimeError,
    "'{approximate}'은 gelu를 어림하는 방법이 아닙니다. "
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
    "갈래 번호 {label}이 범위를 벗어났습니다. "
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
    "드롭아웃의 확률로 {p}를 쓸 수 없습니다. "
    "(dropout probability has to be between 0 and 1, but got {p})",
    "p는 값을 0으로 만들 확률입니다.",
    "0과 1 사이의 수를 주세요.", "22장")

LAYER_NORM_SHAPE = Message(
    RuntimeError,
    "모양이 {input}인 텐서를 normalized_shape={shape}로 정규화할 수 없습니다. "
    "(Given normalized_shape={shape}, expected input with shape [{tail}], "
    "but got input of size{input})",
    "normalized_shape은 입력의 마지막 축들의 모양과 같아야 합니다.",
    "normalized_shape이나 입력의 축 차례를 확인하세요.", "24장")

LAYER_NORM_PARAMETER = Message(
    RuntimeError,
    "layer_norm의 {name} 모양 {got}가 normalized_shape {shape}과 다릅니다. "
    "(Expected {name} to be of same shape as normalized_shape)",
    "정규화한 값마다 {name}가 하나씩 있어야 합니다.",
    "같은 모양으로 만드세요.", "24장")

BATCH_NORM_ONE_VALUE = Message(
    ValueError,
    "모양이 {input}인 묶음으로는 학습할 수 없습니다. "
    "(Expected more than 1 value per channel when training, got input size {input})",
    "채널마다 값이 하나뿐이라 분산이 언제나 0입니다.",
    "표본을 둘 이상 묶거나, 추론이라면 model.eval()을 먼저 부르세요.", "22장")

BATCH_NORM_STATISTICS = Message(
    RuntimeError,
    "추론에 쓸 {name}이 없습니다. ({name} must be defined in evaluation mode)",
    "추론할 때는 학습하며 모아 둔 통계로 정규화합니다.",
    "{name}을 주거나 training=True로 부르세요.", "22장")

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

CONV_NDIM = Message(
    RuntimeError,
    "conv2d의 입력 {input}과 필터 {weight}의 차원이 맞지 않습니다. (Expected 3D (unbatched) or 4D "
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
    "필터 {weight}의 1번 축에 무리의 수 {groups}를 곱한 것이 입력 {input}의 채널 수입니다.",
    "계층의 in_channels나 입력의 축 차례를 확인하세요.", "23장")

CONV_BIAS = Message(
    RuntimeError,
    "편향의 모양 {bias}가 필터의 수와 맞지 않습니다. (Given weight of size {weight}, expected bias "
    "to be 1-dimensional with {count} elements, but got bias of size {bias} instead)",
    "편향은 출력 채널마다 하나라서 {count}개여야 합니다.",
    "편향의 모양을 ({count},)로 만드세요.", "23장")

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
    "창을 stride={stride}, padding={padding}, dilation={dilation}으로 움직일 수 없습니다. "
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
    "풀링 창 {kernel}에 padding={padding}은 너무 큽니다. "
    "(pad should be at most half of effective kernel size)",
    "창의 절반보다 많이 덧대면 덧댄 칸만 담은 창이 생깁니다.",
    "padding을 창의 절반 이하로 줄이세요.", "23장")

POOL_TOO_SMALL = Message(
    RuntimeError,
    "높이와 너비가 {size}인 그림에 창 {kernel}을 놓을 수 없습니다. "
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
    "pad의 길이 {count}가 홀수입니다. (Padding length must be divisible by 2)",
    "축마다 (앞, 뒤) 두 수가 있어야 합니다.",
    "pad=(앞, 뒤, …)로 짝을 맞추세요.", "23장")

PAD_TOO_MANY = Message(
    RuntimeError,
    "pad의 길이 {count}가 축의 수 {ndim}의 두 배보다 깁니다. "
    "(Padding length should be less than or equal to two times the input dimension)",
    "축마다 (앞, 뒤) 두 수만 쓸 수 있습니다.",
    "pad의 길이를 줄이세요.", "23장")

PAD_CUTS_TOO_MUCH = Message(
    RuntimeError,
    "pad={pad}은 모양이 {shape}인 텐서에서 있는 것보다 많이 잘라 냅니다. "
    "(narrow(): length must be non-negative)",
    "음수인 pad는 그만큼 잘라 내라는 뜻입니다.",
    "잘라 낼 칸을 축의 크기 이하로 줄이세요.", "23장")

SMOOTH_L1_BETA = Message(
    RuntimeError,
    "smooth_l1_loss의 beta로 {beta}를 쓸 수 없습니다. "
    "(smooth_l1_loss does not support negative values for beta.)",
    "beta는 제곱으로 재는 구간의 크기입니다.",
    "0 이상의 수를 주세요.", "20장")

HUBER_DELTA = Message(
    RuntimeError,
    "huber_loss의 delta로 {delta}를 쓸 수 없습니다. "
    "(huber_loss does not support non-positive values for delta.)",
    "delta는 제곱으로 재는 구간의 크기이자 바깥쪽의 기울기입니다.",
    "0보다 큰 수를 주세요.", "20장")

KL_DIV_DTYPE = Message(
    RuntimeError,
    "kl_div에 {dtype} 텐서를 받았습니다. (kl_div is not implemented for '{dtype}')",
    "로그 확률과 확률은 소수입니다.",
    "두 텐서를 모두 실수로 바꾸세요.", "22장")

# ── 계층(Module) ──────────────────────────────────────────────────────────────────────────────

MODULE_BEFORE_INIT = Message(
    AttributeError,
    "{module}을 준비하기 전에 {name}을 넣었습니다. "
    "(cannot assign parameters before Module.__init__() call)",
    "__init__의 첫 줄에서 super().__init__()을 부르지 않았습니다.",
    "__init__의 첫 줄에 super().__init__()을 적으세요.", "22장")

MODULE_WITHOUT_FORWARD = Message(
    NotImplementedError,
    "{module}에 forward가 없습니다. "
    "(Module [{module}] is missing the required \"forward\" function)",
    "계층을 부르면 forward를 실행합니다.",
    "def forward(self, x): …를 적으세요.", "22장")

NOT_A_PARAMETER = Message(
    TypeError,
    "매개변수 자리 '{name}'에 {type}을 넣을 수 없습니다. "
    "(cannot assign '{type}' as parameter '{name}' (torch.nn.Parameter or None expected))",
    "이 자리의 값은 옵티마이저가 고칠 매개변수여야 합니다.",
    "nn.Parameter(값)으로 감싸서 넣으세요.", "22장")

NOT_A_BUFFER = Message(
    TypeError,
    "버퍼 '{name}'에 {type}을 넣을 수 없습니다. "
    "(cannot assign '{type}' object to buffer '{name}' (torch Tensor or None required))",
    "버퍼는 매개변수와 함께 저장하는 텐서입니다.",
    "engine.tensor(값)으로 만들어 넣으세요.", "22장")

NOT_A_MODULE = Message(
    TypeError,
    "계층 자리에 {type}을 넣을 수 없습니다. ({type} is not a Module subclass)",
    "이 모음에는 nn.Module만 담을 수 있습니다.",
    "함수라면 forward에서 부르거나, 그 함수를 부르는 Module을 만드세요.", "22장")

NAME_WITH_DOT = Message(
    NamedKeyError,
    "이름 '{name}'을 쓸 수 없습니다. (parameter name can't contain \".\", can't be empty string)",
    "점은 계층 안의 계층을 가리킬 때 씁니다: 0.weight",
    "점이 없는 이름을 주세요.", "22장")

NAME_IS_TAKEN = Message(
    NamedKeyError,
    "'{name}'은 이미 있는 이름입니다. (attribute '{name}' already exists)",
    "같은 이름으로 등록하면 앞의 것을 잃습니다.",
    "다른 이름을 쓰세요.", "22장")

NO_SUCH_MODULE = Message(
    IndexError,
    "{index}번 계층이 없습니다. (index {index} is out of range)",
    "계층이 {count}개 있습니다.",
    "번호를 확인하세요.", "22장")

MODULE_TO_INTEGERS = Message(
    TypeError,
    "계층을 {dtype}으로 바꿀 수 없습니다. "
    "(nn.Module.to only accepts floating point or complex dtypes, but got desired dtype={dtype})",
    "매개변수는 변화도를 받아야 하므로 실수여야 합니다.",
    "engine.float32나 engine.float64를 쓰세요.", "22장")

STATE_DICT_TYPE = Message(
    TypeError,
    "상태로 {type}을 받았습니다. (Expected state_dict to be dict-like, got {type})",
    "load_state_dict는 이름 → 텐서인 사전을 받습니다.",
    "state_dict()나 engine.load()가 돌려준 사전을 주세요.", "22장")

STATE_DICT_MISMATCH = Message(
    RuntimeError,
    "{module}에 이 상태를 넣을 수 없습니다. 아무것도 바꾸지 않았습니다. "
    "(Error(s) in loading state_dict for {module})",
    "{problems}",
    "저장할 때와 같은 구조의 계층인지 확인하세요. 이름이 빠지거나 남는 것만 넘기려면 "
    "strict=False를 주세요.", "22장")

UNKNOWN_NONLINEARITY = Message(
    ValueError,
    "'{name}'의 이득을 모릅니다. (Unsupported nonlinearity {name})",
    "아는 이름은 linear, conv2d, sigmoid, tanh, relu, leaky_relu, selu입니다.",
    "이 가운데 하나를 적으세요.", "22장")

FAN_NEEDS_TWO_DIMS = Message(
    ValueError,
    "모양이 {shape}인 텐서에서는 입력과 출력의 수를 알 수 없습니다. "
    "(Fan in and fan out can not be computed for tensor with fewer than 2 dimensions)",
    "첫 축을 출력, 둘째 축을 입력으로 봅니다.",
    "2차원 이상인 가중치에 쓰고, 편향에는 zeros_나 uniform_을 쓰세요.", "22장")

UNKNOWN_FAN = Message(
    ValueError,
    "'{mode}'은 아는 방식이 아닙니다. "
    "(Mode {mode} not supported, please use one of ['fan_in', 'fan_out'])",
    "들어오는 값의 수(fan_in)나 나가는 값의 수(fan_out)를 기준으로 폭을 정합니다.",
    "둘 가운데 하나를 적으세요.", "22장")

CHANNELS_PER_GROUP = Message(
    ValueError,
    "{name} {channels}개를 {groups}무리로 나눌 수 없습니다. "
    "({name} must be divisible by groups)",
    "무리마다 채널의 수가 같아야 합니다.",
    "{name}를 groups의 배수로 만드세요.", "23장")

NONFINITE_NORM = Message(
    RuntimeError,
    "변화도의 노름이 {norm}이라 자를 수 없습니다. (The total norm of order {order} for gradients "
    "from parameters is non-finite, so it cannot be clipped)",
    "변화도에 inf나 nan이 있습니다.",
    "학습률과 입력 값을 확인하거나, error_if_nonfinite=False로 두세요.", "16장")

# ── 옵티마이저 ────────────────────────────────────────────────────────────────────────────────

PARAMS_NOT_A_LIST = Message(
    TypeError,
    "옵티마이저에 {type}을 받았습니다. (params argument given to the optimizer should be an "
    "iterable of Tensors or dicts, but got {type})",
    "매개변수가 하나여도 차례가 있는 목록으로 받습니다.",
    "[w]처럼 목록에 넣거나 model.parameters()를 주세요.", "21장")

NOTHING_TO_OPTIMIZE = Message(
    ValueError,
    "고칠 매개변수가 없습니다. (optimizer got an empty parameter list)",
    "목록이 비었습니다. model.parameters()를 두 번 훑었거나, 계층이 등록되지 않았을 수 있습니다.",
    "list(model.parameters())로 무엇이 있는지 확인하세요.", "21장")

OPTIMIZE_OTHER_TYPE = Message(
    TypeError,
    "매개변수 목록에 {type}이 있습니다. "
    "(optimizer can only optimize Tensors, but one of the params is {type})",
    "옵티마이저는 텐서의 값만 고칩니다.",
    "텐서만 목록에 넣으세요.", "21장")

OPTIMIZE_NON_LEAF = Message(
    ValueError,
    "잎이 아닌 텐서는 고칠 수 없습니다. (can't optimize a non-leaf Tensor)",
    "모양이 {shape}인 이 텐서는 {node}의 결과라서 .grad가 쌓이지 않고, 다음 순전파 때 다시 계산됩니다.",
    "그 결과를 만든 잎을 목록에 넣으세요.", "21장")

PARAMETER_IN_TWO_GROUPS = Message(
    ValueError,
    "한 매개변수가 두 무리에 들어 있습니다. "
    "(some parameters appear in more than one parameter group)",
    "모양이 {shape}인 매개변수를 한 걸음에 두 번 고치게 됩니다.",
    "한 무리에만 넣으세요.", "21장")

GROUP_TYPE = Message(
    TypeError,
    "매개변수 무리로 {type}을 받았습니다. (param_group must be a dict, but got {type})",
    "무리는 {{'params': [...], 'lr': 0.1}} 같은 사전입니다.",
    "사전으로 적으세요.", "21장")

GROUP_WITHOUT_PARAMS = Message(
    NamedKeyError,
    "매개변수 무리에 'params'가 없습니다. (param_group is missing the key 'params')",
    "무리에 적힌 것은 {keys}입니다.",
    "고칠 매개변수를 'params'에 적으세요.", "21장")

OPTIMIZER_SETTING = Message(
    ValueError,
    "{name}로 {value}를 쓸 수 없습니다. (Invalid {english}: {value})",
    "{name}은 {allowed}여야 합니다.",
    "값을 확인하세요.", "21장")

NESTEROV_NEEDS_MOMENTUM = Message(
    ValueError,
    "nesterov=True에 momentum={momentum}, dampening={dampening}은 맞지 않습니다. "
    "(Nesterov momentum requires a momentum and zero dampening)",
    "네스테로프 방법은 모멘텀으로 한 걸음 앞을 내다봅니다.",
    "momentum은 0보다 크게, dampening은 0으로 두세요.", "21장")

OPTIMIZER_STATE_MISMATCH = Message(
    ValueError,
    "이 상태는 다른 옵티마이저의 것입니다. 아무것도 바꾸지 않았습니다. (loaded state dict contains "
    "a parameter group that doesn't match the size of optimizer's group)",
    "무리마다 매개변수의 수가 {ours}인데, 상태에는 {theirs}입니다.",
    "저장할 때와 같은 매개변수로 옵티마이저를 만드세요.", "21장")

NOT_AN_OPTIMIZER = Message(
    TypeError,
    "학습률 조절기에 {type}을 받았습니다. ({type} is not an Optimizer)",
    "조절기는 옵티마이저의 학습률을 바꿉니다.",
    "StepLR(optimizer, …)처럼 옵티마이저를 주세요.", "21장")

# ── 저장하고 읽기 ─────────────────────────────────────────────────────────────────────────────

CANNOT_SAVE = Message(
    TypeError,
    "{type}은 저장할 수 없습니다. 파일은 그대로입니다. (cannot save object of type {type})",
    "저장하는 것은 텐서, 숫자, 글자, None과 그것을 담은 사전·목록·튜플입니다. 코드는 저장하지 않습니다.",
    "계층이나 옵티마이저라면 .state_dict()를 저장하세요.", "22장")

CANNOT_LOAD = Message(
    RuntimeError,
    "{path}: 이 엔진이 저장한 파일이 아니거나 망가졌습니다. (invalid or corrupt file, cannot load)",
    "{detail}",
    "engine.save로 저장한 파일인지 확인하고, 다시 저장하거나 다른 사본을 읽으세요.", "22장")
