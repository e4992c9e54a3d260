"""기록: 엔진이 하는 일을 걸음의 목록으로 남깁니다.

독자는 여기서 모두 가져옵니다. engine.stepper는 기록을 화면에 올리는 쪽이라 독자가 부를 것이 없습니다.

    from engine.tracing import record, explore, jacobian, wrong_order

    record       with 구역에서 일어난 일을 Trace로 남깁니다. 칸의 끝에 적으면 걸음보기가 됩니다.
    explore      함수의 입력을 바꾸어 가며 봅니다(Explore).
    jacobian     벡터-야코비안 곱을 봅니다(Trace).
    wrong_order  위상 순서와 깊이 우선을 나란히 봅니다(Pair). depth_first는 그 틀린 역전파입니다.

무엇이든 .at(7)을 붙이면 일곱째 걸음에서 열립니다. 걸음보기의 ‘주소 복사’가 이 코드를 줍니다.

파일을 읽는 차례: records → recorder → naming → nodes → story → starting → backward → trace
기록에 딸린 torch 코드는 torch_code → torch_program → torch_values의 차례로 읽습니다.
"""


from .explore import Explore, explore
from .jacobian import jacobian
from .trace import Pair, Trace, record
from .wrong_order import depth_first, wrong_order

__all__ = ["Explore", "Pair", "Trace", "depth_first", "explore", "jacobian", "record", "wrong_order"]
