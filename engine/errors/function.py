"""나만의 Function"""

from .message import Message

FUNCTION_INSTANCE = Message(
    RuntimeError,
    "{name:은} 객체로 만들지 않습니다. "
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

DIRTY_VIEW_WITH_OTHERS = Message(
    RuntimeError,
    "{name:이} 뷰를 고치면서 결과를 여럿 돌려주었습니다. (If your Function modifies inplace an "
    "input that is a view of another Tensor, your Function cannot return more than one Tensor)",
    "고친 뷰의 기록은 원본에서 다시 이어야 하는데, 결과가 여럿인 노드는 원본 하나에 이을 수 없습니다.",
    "고칠 입력을 먼저 clone() 하거나, 결과를 하나만 돌려주세요.", "17장")

SAVE_OF_OTHER_TYPE = Message(
    TypeError,
    "save_for_backward의 {index}번째에 {type:을} 받았습니다. "
    "(save_for_backward can only save variables, but argument {index} is of type {type})",
    "저장한 텐서는 버전 번호로 값이 바뀌었는지 확인하는데, {type} 값에는 번호가 없습니다.",
    "텐서가 아닌 값은 ctx.이름 = 값으로 적어 두세요.", "17장")

GRADIENT_COUNT_OF_FUNCTION = Message(
    RuntimeError,
    "{node:이} 변화도를 {expected}개가 아니라 {got}개 돌려주었습니다. "
    "(function {node} returned an incorrect number of gradients "
    "(expected {expected}, got {got}))",
    "backward는 forward의 인자마다 하나씩, 차례대로 돌려주어야 합니다.",
    "변화도가 없는 인자의 자리에는 None을 넣으세요.", "17장")

GRADIENT_TYPE_OF_FUNCTION = Message(
    RuntimeError,
    "{node:이} 텐서가 아닌 {type:을} 변화도로 돌려주었습니다. "
    "(expected Variable or None (got {type}))",
    "변화도는 텐서이거나, 없으면 None이어야 합니다.",
    "engine.tensor(값)으로 감싸 주세요.", "17장")

GRADIENT_SHAPE_OF_FUNCTION = Message(
    RuntimeError,
    "{node:이} {index}번 입력에 모양이 맞지 않는 변화도를 돌려주었습니다. (Function {node} "
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
