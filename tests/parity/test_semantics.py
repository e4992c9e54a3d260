"""engine이 PyTorch처럼 움직이는지 semantics/의 행으로 확인합니다."""

import re
from pathlib import Path

import pytest
from probe import differences, message_faults, run
from rows import read_all

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

ROWS = read_all()

# 일부러 다르게 만든 행의 번호는 부록에 싣는 표가 압니다. 정말로 다른지도 확인하므로 낡은 줄은 시험이 잡아냅니다.
TABLE = Path(engine.__file__).with_name("DIFFERENCES.md").read_text(encoding="utf-8")
DIFFERENT = [int(number) for number in re.findall(r"^\| (\d+) \|", TABLE, re.MULTILINE)]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_engine_behaves_as_torch(row):
    theirs, ours = run(torch, row), run(engine, row)
    found = differences(theirs, ours)
    if row.number in DIFFERENT:
        assert found, f"이제 torch와 같습니다. DIFFERENCES.md에서 {row.number}번을 지우세요."
        return
    # 글까지 같은 예외는 행의 코드가 스스로 던진 것이라 세 줄 약속과 상관없습니다.
    if ours.error and ours.message != theirs.message:
        found += message_faults(ours.message)
    assert not found, "\n".join([*found, "", row.code, f"torch : {theirs}", f"engine: {ours}"])


def test_known_differences_are_rows():
    assert set(DIFFERENT) <= {row.number for row in ROWS}


def test_every_difference_is_told_once_with_its_reason():
    lines = [line for line in TABLE.splitlines() if line.startswith("|")]
    cells = [line.strip("|").split(" | ") for line in lines if not line.startswith("|---")]
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in cells)
    assert len(DIFFERENT) == len(set(DIFFERENT))
