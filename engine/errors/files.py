"""저장하고 읽기"""

from .message import Message

CANNOT_SAVE = Message(
    TypeError,
    "{type:은} 저장할 수 없습니다. 파일은 그대로입니다. (cannot save object of type {type})",
    "저장하는 것은 텐서, 숫자, 글자, None과 그것을 담은 사전·목록·튜플입니다. 코드는 저장하지 않습니다.",
    "계층이나 옵티마이저라면 .state_dict()를 저장하세요.", "22장")

CANNOT_LOAD = Message(
    RuntimeError,
    "{path}: 이 엔진이 저장한 파일이 아니거나 망가졌습니다. (invalid or corrupt file, cannot load)",
    "{detail}",
    "engine.save로 저장한 파일인지 확인하고, 다시 저장하거나 다른 사본을 읽으세요.", "22장")
