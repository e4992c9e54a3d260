"""제자리 연산과 뷰"""

from .message import Message

LEAF_IN_PLACE = Message(
    RuntimeError,
    "변화도를 추적하는 잎을 제자리에서 바꿀 수 없습니다. "
    "(a leaf Variable that requires grad is being used in an in-place operation)",
    "기록하면 모양이 {shape}인 이 잎은 연산의 결과가 되어 더는 잎이 아니고, .grad도 남지 않습니다.",
    "매개변수를 고치는 중이면 with engine.no_grad(): 안에서 하세요.", "4.6절")

VIEW_OF_LEAF_IN_PLACE = Message(
    RuntimeError,
    "변화도를 추적하는 잎의 일부를 제자리에서 바꿀 수 없습니다. "
    "(a view of a leaf Variable that requires grad is being used in an in-place operation)",
    "모양이 {shape}인 이 텐서는 잎과 메모리를 함께 쓰므로, 기록하면 그 잎도 더는 잎이 아닙니다.",
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
    "expand로 넓히거나 unfold로 겹쳐 본 텐서에는 제자리로 쓸 수 없습니다. "
    "(unsupported operation: more than one element of the written-to tensor refers to a "
    "single memory location)",
    "모양이 {shape}인 이 텐서의 여러 칸이 한 메모리를 함께 가리킵니다.",
    "먼저 clone()으로 칸마다 메모리를 따로 주세요.", "15장")

IN_PLACE_SHARES = Message(
    RuntimeError,
    "읽을 값과 쓸 자리의 메모리가 어긋나게 겹칩니다. (unsupported operation: some elements of the "
    "input tensor and the written-to tensor refer to a single memory location)",
    "모양이 {shape}인 이 텐서에 쓰는 동안, 아직 읽지 않은 값이 바뀝니다.",
    "읽을 값을 먼저 clone()으로 따로 두세요.", "15장")

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
    "새 텐서를 돌려주는 detach()를 쓰세요.")
