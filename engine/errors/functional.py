"""함수를 통째로 미분하기와 변화도 검사"""

from .message import GradcheckError, Message

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
    "벡터 v의 모양 {got:이} {expected:과} 다릅니다. "
    "(v has invalid size: should match the tensors it is multiplied with)",
    "v는 값마다 하나씩 곱해집니다.",
    "engine.ones_like(텐서)처럼 같은 모양으로 만드세요.", "18장")

NEEDS_ONE_OUTPUT = Message(
    RuntimeError,
    "{name}에 준 함수의 결과가 값 하나가 아닙니다. "
    "(The Tensor returned by the function given to {name} should contain a single element)",
    "두 번 미분한 값은 스칼라 함수에만 행렬로 정리됩니다.",
    "함수의 끝에서 .sum()으로 스칼라를 만드세요.", "18장")

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
