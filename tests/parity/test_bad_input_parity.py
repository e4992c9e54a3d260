"""잘못 썼을 때 나는 예외의 종류가 PyTorch와 같습니다. 독자가 except에 적을 이름이기 때문입니다."""

import pytest
from bad_cases import BAD_CASES
from probe import builtin_name

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

pytestmark = [pytest.mark.filterwarnings("ignore:.*not writable:UserWarning"),
              pytest.mark.filterwarnings("ignore:Using a target size:UserWarning")]


def outcome(m, case):
    w = case.prepared(m)
    try:
        case.act(m, w)
    except Exception as error:
        return builtin_name(error)
    return "오류 없음"


@pytest.mark.parametrize("case", BAD_CASES, ids=lambda case: case.name)
def test_the_same_mistake_raises_the_same_kind_of_error(case):
    theirs, ours = outcome(torch, case), outcome(engine, case)
    if case.in_torch:
        assert ours == theirs
    else:
        assert ours != theirs, "이제 torch와 같습니다. in_torch=False를 지우세요."
