"""오류 글을 모아 둔 곳입니다. 책의 ‘오류 메시지 사전’도 이 목록으로 만듭니다.

글 하나는 세 줄입니다: 무슨 일 / 까닭 / 해 볼 일. 첫 줄 괄호에는 찾아볼 영어를 남깁니다.
예외의 종류(RuntimeError 등)는 PyTorch와 같습니다.
"""

from __future__ import annotations


class GradcheckError(RuntimeError):
    """변화도 검사에서 두 값이 어긋났다는 오류입니다."""


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
    RuntimeError,
    "이어 붙일 텐서가 없습니다. ({name} expects a non-empty TensorList)",
    "빈 목록에서는 결과의 모양을 정할 수 없습니다.",
    "텐서를 하나 이상 넣으세요.", "10장")

SPLIT_SIZES = Message(
    RuntimeError,
    "크기 {sizes}의 합이 {dim}번 축의 크기 {total}과 다릅니다. "
    "(split_with_sizes expects split_sizes to sum exactly to {total})",
    "나눈 조각을 모두 이으면 원래 축이 되어야 합니다.",
    "크기의 합을 {total}로 맞추세요.", "10장")

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

INDEX_MISMATCH = Message(
    IndexError,
    "모양이 {shape}인 텐서를 이 번호로 고를 수 없습니다. "
    "(shape mismatch or index out of bounds: indexing tensors could not be applied)",
    "번호 텐서끼리 모양이 맞지 않거나, 범위를 벗어난 번호가 있습니다. ({detail})",
    "번호 텐서의 모양과 값의 범위를 확인하세요.", "11장")

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

# ── 값 꺼내기와 만들기 ────────────────────────────────────────────────────────────────────────

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

BAD_DATA = Message(
    TypeError,
    "{type} 값으로는 텐서를 만들 수 없습니다. (new(): invalid data type '{type}')",
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
