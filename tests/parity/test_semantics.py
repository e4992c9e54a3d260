"""engine이 PyTorch처럼 움직이는지 semantics/의 행으로 확인합니다."""

import pytest
from probe import differences, message_faults, run
from rows import read_all

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

ROWS = read_all()

# 일부러 다르게 만든 행입니다. 정말로 다른지도 확인하므로 낡은 줄은 시험이 잡아냅니다.
KNOWN_DIFFERENCES = {
    129: "no_grad 인스턴스 하나를 제 안에서 다시 쓰면 torch는 추적이 꺼진 채로 남습니다. "
         "engine은 들어가기 전 상태로 되돌립니다.",
    202: "once_differentiable을 autograd.grad로 또 미분하면 torch는 조용히 틀린 값(4, 옳은 값은 12)을 "
         "줍니다. engine은 backward()에서처럼 오류를 냅니다.",
    214: "vmap은 범위 밖이라 engine에는 torch.func가 없습니다.",
    248: "_raw_saved_self는 torch의 속 이름이라 없습니다. saved_tensors_hooks로 같은 일을 합니다.",
    310: "np.sin(텐서)는 기록되지 않는 계산이라 막았습니다. engine.sin을 씁니다.",
    487: "어텐션은 기본 연산으로 짜서 그래프에 속이 보입니다. 값과 변화도는 같습니다.",
    506: "torch에서는 .grad와 그래프가 서로를 붙잡아 사라지지 않지만, 파이썬만으로 된 engine은 gc가 치웁니다.",
    510: "복소수는 범위 밖입니다.",
    511: "복소수는 범위 밖입니다.",
    512: "복소수는 범위 밖입니다.",
    215: "전진 방향 자동 미분은 범위 밖이라 engine에는 forward_ad가 없습니다.",
}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_engine_behaves_as_torch(row):
    theirs, ours = run(torch, row), run(engine, row)
    found = differences(theirs, ours)
    if row.number in KNOWN_DIFFERENCES:
        assert found, f"이제 torch와 같습니다. KNOWN_DIFFERENCES에서 {row.number}번을 지우세요."
        return
    # 글까지 같은 예외는 행의 코드가 스스로 던진 것이라 세 줄 약속과 상관없습니다.
    if ours.error and ours.message != theirs.message:
        found += message_faults(ours.message)
    assert not found, "\n".join([*found, "", row.code, f"torch : {theirs}", f"engine: {ours}"])


def test_known_differences_are_rows():
    assert KNOWN_DIFFERENCES.keys() <= {row.number for row in ROWS}
