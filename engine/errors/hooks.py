"""훅과 남겨 두는 값"""

from .message import Message

RETAIN_GRAD_WITHOUT_GRAPH = Message(
    RuntimeError,
    "추적하지 않는 텐서에는 변화도를 남길 수 없습니다. "
    "(can't retain_grad on Tensor that has requires_grad=False)",
    "모양이 {shape}인 이 텐서로는 역전파가 오지 않습니다.",
    "입력에 requires_grad=True를 주고 다시 계산하세요.", "3.5절")

HOOK_WITHOUT_GRAPH = Message(
    RuntimeError,
    "추적하지 않는 텐서에는 훅을 달 수 없습니다. "
    "(cannot register a hook on a tensor that doesn't require gradient)",
    "모양이 {shape}인 이 텐서로는 역전파가 오지 않습니다.",
    "입력에 requires_grad=True를 주고 다시 계산하세요.", "16장")

HOOK_OF_OTHER_TYPE = Message(
    TypeError,
    "훅이 텐서가 아닌 {type:을} 돌려주었습니다. (expected Variable, but hook returned '{type}')",
    "훅의 반환값은 흐르는 변화도를 대신하므로 텐서여야 합니다.",
    "바꾸지 않으려면 None을, 바꾸려면 같은 모양의 텐서를 돌려주세요.", "16장")

HOOK_OF_OTHER_SHAPE = Message(
    RuntimeError,
    "'{hook}' 훅이 변화도의 모양을 바꾸었습니다. (hook '{hook}' has changed the size of value)",
    "모양이 {shape:이어야} 하는데 {grad_shape:을} 돌려주었습니다.",
    "받은 변화도와 모양이 같은 텐서를 돌려주세요.", "16장")

HOOK_OF_OTHER_DTYPE = Message(
    RuntimeError,
    "'{hook}' 훅이 변화도의 dtype을 바꾸었습니다. (hook '{hook}' has changed the type of value)",
    "{dtype:이어야} 하는데 {grad_dtype:을} 돌려주었습니다.",
    "돌려주기 전에 .to(g.dtype)으로 맞추세요.", "16장")

HOOK_COUNT = Message(
    RuntimeError,
    "'{hook}' 훅이 변화도를 {expected}개가 아니라 {got}개 돌려주었습니다. (hook '{hook}' has "
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
    "unpack 훅이 텐서가 아닌 {type:을} 돌려주었습니다. (Output of saved tensor unpack_hook "
    "expected to be a Tensor but got result of type {type})",
    "저장된 값은 국소 미분에 쓰이므로 텐서로 되돌아와야 합니다.",
    "unpack에서 engine.from_numpy(배열)처럼 텐서를 만들어 돌려주세요.", "16장")

SAVED_HOOKS_DISABLED = Message(
    RuntimeError,
    "저장된 텐서 훅을 쓸 수 없습니다: {message} (saved tensor hooks are disabled)",
    "disable_saved_tensors_hooks 구역 안에서는 저장된 텐서 훅을 켤 수 없습니다.",
    "그 구역 밖에서 켜세요.", "16장")
