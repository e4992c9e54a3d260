"""semantics/*.py에 적힌 행을 읽습니다. 행마다 PyTorch에서 관찰한 동작 하나를 묻습니다.

파일 하나가 묶음 하나입니다. 머리줄 `# %%` 뒤에 번호, 우선순위, 제목을 적고 코드를 둡니다.

    # %% 45 P1 x*2: the python scalar IS a saved tensor
    x = torch.ones(2, requires_grad=True)
    x.is_leaf

마지막 식이 그 행의 값입니다. 기대값은 적지 않습니다. 같은 코드를 PyTorch에서 실행해 얻습니다.
첫 머리줄 앞의 코드(설명, 작은 Function 클래스)는 그 파일의 모든 행 앞에서 새로 실행합니다.
우선순위: P1 꼭, P2 되도록, P3 여유가 있으면.
"""

import re
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).parent / "semantics"
HEADER = re.compile(r"^# %% (\d+) P([123]) (.+)\n", re.MULTILINE)


class Row(NamedTuple):
    number: int
    priority: int
    title: str
    setup: str
    code: str

    @property
    def name(self):
        return f"row-{self.number:03}-P{self.priority}-{self.title}"


def read(path):
    """파일 하나의 행을 적힌 순서로 돌려줍니다.  ValueError: 머리줄을 읽을 수 없을 때."""
    setup, *cells = HEADER.split(path.read_text(encoding="utf-8"))
    rows = [
        Row(int(number), int(priority), title.strip(), setup, code.strip() + "\n")
        for number, priority, title, code in zip(*[iter(cells)] * 4, strict=True)
    ]
    for text in [setup, *(row.code for row in rows)]:
        if "# %%" in text:
            raise ValueError(f"{path.name}: 머리줄은 `# %% 번호 P1 제목` 꼴입니다.\n{text}")
    return rows


def read_all(folder=FOLDER):
    """모든 묶음의 행을 번호순으로 돌려줍니다.  ValueError: 같은 번호가 두 번 나올 때."""
    rows = sorted(row for path in folder.glob("*.py") for row in read(path))
    for before, after in pairwise(rows):
        if before.number == after.number:
            raise ValueError(f"{after.number}번 행이 둘입니다: {before.title} / {after.title}")
    return rows
