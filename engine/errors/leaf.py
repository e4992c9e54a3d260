"""잎과 requires_grad"""

from .message import Message

ONLY_FLOATS_REQUIRE_GRAD = Message(
    RuntimeError,
    "{dtype} 텐서는 변화도를 추적할 수 없습니다. "
    "(Only Tensors of floating point dtype can require gradients)",
    "변화도는 값을 아주 조금 움직여 보는 양이라, 정수나 참·거짓에는 없습니다.",
    "dtype=engine.float32로 만들거나 .float()로 바꾼 뒤 requires_grad=True를 주세요.")

CHANGE_REQUIRES_GRAD_OF_NON_LEAF = Message(
    RuntimeError,
    "잎이 아닌 텐서의 requires_grad는 끌 수 없습니다. "
    "(you can only change requires_grad flags of leaf variables)",
    "모양이 {shape}인 이 텐서는 {node:이} 만든 결과라서, 추적 여부를 입력이 정합니다.",
    "이어진 그래프가 필요 없으면 y = x.detach()로 떼어 낸 텐서를 쓰세요.", "4.4절")

GRAD_OF_OTHER_TYPE = Message(
    TypeError,
    ".grad에는 텐서나 None만 넣을 수 있습니다. "
    "(assigned grad expected to be a Tensor or None but got grad of type {type})",
    "{type} 값은 변화도로 쓸 수 없습니다.",
    "engine.tensor(값)으로 텐서를 만들어 넣으세요.")

GRAD_OF_OTHER_SHAPE = Message(
    RuntimeError,
    "모양이 {shape}인 텐서에 모양이 {grad_shape}인 변화도를 넣을 수 없습니다. "
    "(attempting to assign a gradient of size '{grad_shape}' to a tensor of size '{shape}')",
    "변화도는 값마다 하나씩이라 텐서와 모양이 같아야 합니다.",
    "engine.zeros_like(x)처럼 같은 모양으로 만들어 넣으세요.", "1.6절")

GRAD_OF_OTHER_DTYPE = Message(
    RuntimeError,
    "{dtype} 텐서에 {grad_dtype} 변화도를 넣을 수 없습니다. "
    "(attempting to assign a gradient with dtype '{grad_dtype}' to a tensor with '{dtype}')",
    "변화도의 dtype은 텐서의 dtype과 같아야 합니다.",
    "g.to(x.dtype)으로 바꾸어 넣으세요.")

GRAD_IS_ITSELF = Message(
    RuntimeError,
    "텐서를 자기 자신의 변화도로 넣을 수 없습니다. (can't assign Variable as its own grad)",
    "값과 변화도가 한 메모리를 쓰면, 하나를 고칠 때 다른 하나도 바뀝니다.",
    "x.detach().clone()을 넣으세요.")

DATA_OF_OTHER_TYPE = Message(
    TypeError,
    ".data에는 텐서만 넣을 수 있습니다. (Variable data has to be a tensor, but got {type})",
    ".data는 텐서가 값을 담은 메모리라서, {type:을} 대신 넣을 수 없습니다.",
    "engine.tensor(값)으로 텐서를 만들어 넣으세요.")

DATA_OF_INTEGERS = Message(
    RuntimeError,
    "추적하는 텐서의 값을 {dtype:으로} 바꿀 수 없습니다. "
    "(data set to a tensor that requires gradients must be floating point or complex dtype)",
    "변화도는 값을 아주 조금 움직여 보는 양이라, 정수나 참·거짓에는 없습니다.",
    ".float()로 바꾸어 넣거나, 먼저 requires_grad_(False)로 추적을 끄세요.")

READ_ONLY = Message(
    AttributeError,
    "{name:은} 바꿀 수 없습니다. (attribute '{name}' of tensor objects is not writable)",
    "{name:은} 연산이 실행될 때 정해지는 기록입니다.",
    "기록을 끊으려면 detach()를 쓰세요.", "4.3절")

INFERENCE_REQUIRES_GRAD = Message(
    RuntimeError,
    "추론 구역에서 만든 텐서는 밖에서 추적할 수 없습니다. "
    "(Setting requires_grad=True on inference tensor outside InferenceMode is not allowed)",
    "모양이 {shape}인 이 텐서에는 버전 번호가 없어, 값이 바뀌었는지 확인할 수 없습니다.",
    "clone()으로 보통 텐서를 만들어 쓰거나, inference_mode 대신 no_grad를 쓰세요.")

INFERENCE_HAS_NO_VERSION = Message(
    RuntimeError,
    "추론 구역에서 만든 텐서에는 버전 번호가 없습니다. "
    "(Inference tensors do not track version counter)",
    "모양이 {shape}인 이 텐서는 역전파에 쓰지 않기로 하고 만들었습니다.",
    "버전 번호가 필요하면 clone()으로 보통 텐서를 만드세요.")

INFERENCE_IN_PLACE = Message(
    RuntimeError,
    "추론 구역에서 만든 텐서를 밖에서 제자리로 바꿀 수 없습니다. "
    "(Inplace update to inference tensor outside InferenceMode is not allowed)",
    "모양이 {shape}인 이 텐서에는 버전 번호가 없어, 바뀐 것을 알릴 수 없습니다.",
    "clone()으로 보통 텐서를 만든 뒤 바꾸세요.")

INFERENCE_SAVED = Message(
    RuntimeError,
    "추론 구역에서 만든 텐서는 역전파에 쓸 값으로 저장할 수 없습니다. "
    "(Inference tensors cannot be saved for backward)",
    "{node}의 국소 미분에 모양이 {shape}인 그 값이 필요합니다.",
    "clone()으로 보통 텐서를 만들어 쓰거나, inference_mode 대신 no_grad를 쓰세요.")
