"""옵티마이저"""

from .message import Message, NamedKeyError

PARAMS_NOT_A_LIST = Message(
    TypeError,
    "옵티마이저에 {type:을} 받았습니다. (params argument given to the optimizer should be an "
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
    "매개변수 목록에 {type:이} 있습니다. "
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
    "매개변수 무리로 {type:을} 받았습니다. (param_group must be a dict, but got {type})",
    "무리는 {{'params': [...], 'lr': 0.1}} 같은 사전입니다.",
    "사전으로 적으세요.", "21장")

GROUP_WITHOUT_PARAMS = Message(
    NamedKeyError,
    "매개변수 무리에 'params'가 없습니다. (param_group is missing the key 'params')",
    "무리에 적힌 것은 {keys}입니다.",
    "고칠 매개변수를 'params'에 적으세요.", "21장")

OPTIMIZER_SETTING = Message(
    ValueError,
    "{name:으로} {value:을} 쓸 수 없습니다. (Invalid {english}: {value})",
    "{name:은} {allowed:이어야} 합니다.",
    "값을 확인하세요.", "21장")

NESTEROV_NEEDS_MOMENTUM = Message(
    ValueError,
    "nesterov=True에 momentum={momentum}, dampening={dampening:은} 맞지 않습니다. "
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
    "학습률 조절기에 {type:을} 받았습니다. ({type} is not an Optimizer)",
    "조절기는 옵티마이저의 학습률을 바꿉니다.",
    "StepLR(optimizer, …)처럼 옵티마이저를 주세요.", "21장")

NONFINITE_NORM = Message(
    RuntimeError,
    "변화도의 노름이 {norm:이라} 자를 수 없습니다. (The total norm of order {order} for gradients "
    "from parameters is non-finite, so it cannot be clipped)",
    "변화도에 inf나 nan이 있습니다.",
    "학습률과 입력 값을 확인하거나, error_if_nonfinite=False로 두세요.", "16장")
