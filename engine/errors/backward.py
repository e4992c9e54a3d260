"""역전파"""

from .message import Message

NEEDS_SCALAR = Message(
    RuntimeError,
    "모양이 {shape}인 텐서는 인자 없이 역전파할 수 없습니다. "
    "(grad can be implicitly created only for scalar outputs)",
    "이 텐서에는 값이 {count}개라, 어느 값을 미분할지 정할 수 없습니다.",
    "backward(gradient=v)로 같은 모양의 v를 주거나, 먼저 .sum()으로 스칼라를 만드세요.", "6.3절")

ROOT_WITHOUT_GRAPH = Message(
    RuntimeError,
    "{index}번째 텐서에서는 역전파를 시작할 수 없습니다. "
    "(element {index} of tensors does not require grad and does not have a grad_fn)",
    "모양이 {shape}인 이 텐서에는 연산 기록이 없습니다. "
    "추적하는 입력이 없었거나, no_grad 구역이나 detach()에서 기록이 끊겼습니다.",
    "추적하는 입력으로, no_grad 구역과 detach()를 거치지 않게 순전파를 다시 실행하세요.", "4.2절")

GRADIENT_OF_OTHER_SHAPE = Message(
    RuntimeError,
    "시작값의 모양 {grad_shape:이} 결과의 모양 {shape:과} 다릅니다. "
    "(Mismatch in shape: grad_output[{index}] and output[{index}])",
    "시작값 v는 결과의 값마다 하나씩 필요합니다. 이때는 브로드캐스팅을 하지 않습니다.",
    "engine.ones_like(결과)처럼 같은 모양으로 만드세요.", "6.3절")

GRADIENT_OF_OTHER_TYPE = Message(
    TypeError,
    "시작값 자리에 {type:을} 받았습니다. (gradients can be either Tensors or None)",
    "시작값은 결과와 모양이 같은 텐서여야 합니다.",
    "engine.tensor(값)으로 감싸 주세요.", "6.3절")

GRADIENT_COUNT = Message(
    RuntimeError,
    "결과는 {tensors}개인데 시작값은 {gradients}개입니다. "
    "(got {tensors} tensors and {gradients} gradients)",
    "결과마다 시작값이 하나씩 짝이 되어야 합니다.",
    "스칼라 결과의 시작값은 None으로 두어 개수를 맞추세요.")

NODE_GRADIENT_COUNT = Message(
    TypeError,
    "{node:을} 부르려면 변화도가 {expected}개 있어야 하는데 {got}개를 받았습니다. "
    "(expected {expected} arguments, got {got} instead)",
    "노드는 결과마다 온 변화도를 하나씩 받아, 입력으로 보낼 변화도를 계산합니다.",
    "변화도가 오지 않은 결과의 자리에는 None을 두세요.")

SECOND_BACKWARD = Message(
    RuntimeError,
    "이미 해제한 그래프를 다시 거슬러 갈 수 없습니다. "
    "(Trying to backward through the graph a second time)",
    "앞선 역전파가 {node}의 저장된 텐서를 해제했습니다.",
    "순전파를 다시 실행하거나, 첫 호출에 retain_graph=True를 주세요.", "3.6절")

SAVED_WAS_MODIFIED = Message(
    RuntimeError,
    "변화도 계산에 필요한 값이 제자리 연산으로 바뀌었습니다. "
    "(one of the variables needed for gradient computation has been modified by an "
    "inplace operation)",
    "{node:이} 모양 {shape}인 값을 버전 {saved}일 때 저장했는데, 지금은 버전 {now}입니다.",
    "add_처럼 밑줄로 끝나는 연산을 새 텐서를 만드는 연산으로 바꾸거나, 먼저 clone() 하세요.", "4.3절")

SAVED_WAS_DETACHED = Message(
    RuntimeError,
    "저장한 텐서의 기록이 끊겨 변화도를 또 미분할 수 없습니다. "
    "(Trying to use a saved tensor that has been detached in-place, i.e. with .detach_())",
    "{node:이} 모양 {shape}인 텐서를 저장한 뒤에 detach_()가 그 기록을 끊었습니다.",
    "자신을 바꾸는 detach_() 대신, 새 텐서를 돌려주는 detach()를 쓰세요.", "15장")

INPUT_WITHOUT_GRAD = Message(
    RuntimeError,
    "{index}번째 입력은 변화도를 추적하지 않습니다. "
    "(One of the differentiated Tensors does not require grad)",
    "모양이 {shape}인 이 텐서의 requires_grad가 False입니다.",
    "순전파 전에 requires_grad_(True)를 부르거나, 입력 목록에서 빼세요.", "2.5절")

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

NAN_IN_BACKWARD = Message(
    RuntimeError,
    "{node:이} {index}번 입력으로 NaN을 보내려 했습니다. "
    "(Function '{node}' returned nan values in its {index}th output.)",
    "0으로 나누기, 0·∞, 음수의 제곱근처럼 미분값이 정해지지 않은 점을 지났습니다.",
    "경고에 적힌 순전파의 줄에서 입력의 범위를 확인하세요.", "20장")
