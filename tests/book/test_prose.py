"""글쓰기 지침 가운데 기계가 볼 수 있는 것: 쓰지 않기로 한 말과 긴 문장.

예외는 그 줄 끝에 `<!-- 문체:예외 까닭 -->`으로 남깁니다.
"""

import re
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[2]
PAGES = (
    sorted((ROOT / "book").glob("*.ipynb"))
    + sorted((ROOT / "book").glob("*.md"))
    + [ROOT / "README.md"]
)

FORBIDDEN = re.compile(
    "되어지|보여지|쓰여지|나뉘어지|에 의해|에 있어서|것에 대해|가지고 있습니다|의 [가-힣]+의 [가-힣]+의|"
    "계산 그래프|역방향 전파|그래디언트|자코비안|레이어|파라미터|리프|할수|수있|연쇄법칙|당연히|간단히"
)
EXCUSE = re.compile(r"<!-- 문체:예외 \S.*-->")
LONGEST = 90
FENCE = re.compile(r"^ *(`{3,}|~{3,})")
NOT_PROSE = re.compile(
    r"^---\n.*?\n---\n"  # 머리글
    r"|<svg.*?</svg>"
    r"|\$\$.*?\$\$|\$[^$\n]+\$"  # 수식
    r"|`+[^`\n]+`+"  # 코드
    r"|\]\([^)]*\)"  # 링크의 주소
    r"|<(?!!--)[^>]*>",  # HTML 태그
    re.S,
)


def prose(text):
    """코드, 수식, 인용을 빈칸으로 바꿉니다. 줄 번호는 그대로입니다."""
    fence, lines = None, []
    for line in text.splitlines():
        mark = FENCE.match(line)
        # ```{note} 같은 지시문 안은 글이고, ```python 안은 코드입니다.
        if fence is None and mark and "{" not in line:
            fence = mark[1]
        elif fence and line.strip() == fence:
            fence, line = None, ""
        lines.append("" if fence or line.lstrip().startswith(">") else line)
    return NOT_PROSE.sub(
        lambda m: re.sub(r"[^\n]", " ", m[0]) if "\n" in m[0] else "·", "\n".join(lines)
    )


def complaints(text):
    plain = prose(text).splitlines()
    for number, (line, raw) in enumerate(zip(plain, text.splitlines(), strict=False), 1):
        if EXCUSE.search(raw):
            continue
        if found := FORBIDDEN.search(line):
            yield f"{number}번 줄: ‘{found[0]}’ — {raw.strip()}"
        for sentence in re.split(r"(?<=[.?!])\s+|\s\|\s", line):
            if len(sentence.strip()) > LONGEST and re.search("[가-힣]", sentence):
                yield f"{number}번 줄: {len(sentence.strip())}자 — {sentence.strip()}"


def texts(path):
    if path.suffix == ".md":
        return [("", path.read_text(encoding="utf8"))]
    cells = nbformat.read(path, as_version=4).cells
    return [(f" {n}번째 칸", c.source) for n, c in enumerate(cells, 1) if c.cell_type == "markdown"]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_prose_follows_the_style_guide(path):
    found = [
        f"{path.name}{where} {line}" for where, text in texts(path) for line in complaints(text)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("변화도가 계산되어지는 과정", True),
        ("코드 `레이어`는 괜찮습니다.", False),
        ("```python\n# 파라미터\n```", False),
        ("```{note}\n파라미터라고 쓰지 않습니다.\n```", True),
        ("> 남의 글에는 레이어가 나옵니다.", False),
        ("역방향 전파 <!-- 문체:예외 쓰지 않는 말을 알리는 표 -->", False),
        ("역방향 전파 <!-- 문체:예외 -->", True),
        ("가" * 91 + ".", True),
        ("가" * 60 + ". " + "나" * 60 + ".", False),
        ("---\nkey: 파라미터\n---\n본문", False),
    ],
)
def test_the_checker_itself(text, caught):
    assert bool(list(complaints(text))) == caught
