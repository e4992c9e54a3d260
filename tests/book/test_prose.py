"""책의 모든 글이 글쓰기 지침을 따르는지 봅니다. 규칙은 prose.py에 있습니다.

쪽만이 아니라 연습의 실마리, 오류 글, 부록의 자료도 독자가 읽는 글입니다.
예외는 그 줄 끝에 `<!-- 문체:예외 까닭 -->`으로 남깁니다.
"""

import ast
import re
from pathlib import Path

import nbformat
import prose
import pytest
import yaml

ROOT = Path(__file__).parents[2]
PAGES = [
    *sorted((ROOT / "book").glob("*.ipynb")),
    *sorted((ROOT / "book").glob("*.md")),
    ROOT / "README.md",
    ROOT / "engine/DIFFERENCES.md",
    *sorted((ROOT / "engine/study").glob("*.py")),
    *sorted((ROOT / "engine/errors").glob("*.py")),
    *(ROOT / "book/_data" / name for name in ("words.yml", "torch.yml")),   # aliases.yml은 쓰지 않는 말의 목록입니다.
]
needs_analyser = pytest.mark.skipif(
    not prose.analyser(), reason="글 시험: kiwipiepy가 없습니다(tests/requirements.txt)"
)


def texts(path):
    if path.suffix == ".ipynb":
        return cells(path)
    text = path.read_text(encoding="utf8")
    if path.suffix == ".py":
        return strings(text)
    return [("", text)] if path.suffix == ".md" else [("", leaf) for leaf in leaves(yaml.safe_load(text))]


def cells(path):
    cells = nbformat.read(path, as_version=4).cells
    return [(f" {n}번째 칸", c.source) for n, c in enumerate(cells, 1) if c.cell_type == "markdown"]


def strings(source):
    """모듈의 글입니다. 설명(docstring)은 뺍니다."""
    tree, skipped = ast.parse(source), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            skipped.add(node.value)
        if isinstance(node, ast.JoinedStr):
            skipped.update(node.values)
            parts = (part.value if isinstance(part, ast.Constant) else "{x}" for part in node.values)
            yield f" {node.lineno}번 줄", marked("".join(parts))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in skipped:
            yield f" {node.lineno}번 줄", marked(node.value)


def marked(text):
    """글 끝의 영어 검색어를 빼고, 채울 빈칸과 조사가 붙은 코드 이름을 코드로 적습니다."""
    korean = re.sub(r" \([^가-힣]*\)$", "", text)
    named = re.sub(r"(?<![\w{.])[A-Za-z_][A-Za-z0-9_.]*(\(\))?(?=[가-힣])",
                   lambda found: prose.CODE.format(found[0]), korean)
    return re.sub(r"\{\w+(![rs])?(:[^{}]*)?\}", prose.CODE.format("…"), named)


def leaves(data):
    """YAML에 적힌 글입니다."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from leaves(each)


@needs_analyser
@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_prose_follows_the_style_guide(path):
    found = [
        f"{path.name}{where} {line}"
        for where, text in texts(path)
        for line in prose.complaints(text)
    ]
    assert not found, "\n".join(found)


def test_strings_of_a_module_are_read_whole():
    source = '"""설명"""\nWHAT = "앞 " "뒤"\ndef f():\n    """설명"""\n    return f"{x}의 값", "{shape:을} b.grad은 (look at {shape})"'
    assert list(strings(source)) == [
        (" 2번 줄", "앞 뒤"), (" 5번 줄", "⟨…⟩의 값"), (" 5번 줄", "⟨…⟩ ⟨b.grad⟩은")]


def test_leaves_of_data_are_read():
    assert list(leaves({"가": ["나", {"다": "라"}], "마": 1})) == ["나", "라"]


# ── 무엇이 글인가 ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "caught"),
    [
        ("한 줄은 괜찮습니다; 그러나 이 줄은 아닙니다.", True),
        ("코드 `a; b`는 글이 아닙니다.", False),
        ("HTML의 &lt;는 글자 하나입니다.", False),
        ("```python\na; b  # 글이 아닙니다\n```", False),
        ("```{note}\n알림도 글입니다; 봅니다.\n```", True),
        ("```{note}\n알림입니다.\n```\n알림 뒤의 글; 봅니다.", True),
        ("```{code-block} python\na; b  # 글이 아닙니다\n```", False),
        ("> 남의 글; 그대로 둡니다.", False),
        ("앞; 뒤를 나눕니다. <!-- 문체:예외 부호를 알리는 문장 -->", False),
        ("앞; 뒤를 나눕니다. <!-- 문체:예외 -->", True),
        ("---\nkey: 머리글;\n---\n본문입니다.", False),
        ("식 $a; b$는 글이 아닙니다.", False),
        ("[제목](주소;로) 갑니다.", False),
        ("가" * 91 + ".", True),
        ("가" * 60 + ". " + "나" * 60 + ".", False),
        ("| " + "가" * 60 + " | " + "나" * 60 + " |", False),
        ("`" + "x" * 91 + "`까지 셉니다.", True),
    ],
)
def test_what_counts_as_prose(text, caught):
    assert bool(list(prose.complaints(text))) == caught


def test_a_complaint_names_the_line_and_shows_the_sentence():
    assert list(prose.complaints("첫 줄입니다.\n`x`; 둘째 줄입니다.")) == [
        "2번 줄: 세미콜론 대신 문장을 나눕니다 — `x`; 둘째 줄입니다."
    ]


# ── 규칙마다 잡는 것과 잡지 않는 것 ─────────────────────────────────────────────────────────

CATCHES = {
    prose.one_word_for_one_thing: """
        레이어를 쌓습니다. | 파라미터들의 값 | 그래디언트로 고칩니다. | 오토그래드는 기록합니다.
        모델을 훈련합니다. | 훈련된 신경망 | 신경망의 층을 쌓습니다. | 자코비안 행렬
        역방향 전파에서 | 역방향전파를 합니다. | 계산 그래프가 생깁니다. | 연산 그래프의 리프와 루트
        체인 룰을 씁니다. | 값을 축적합니다. | 버전 카운터가 늘어납니다. | 변화도 기능
        메소드를 부릅니다. | 쉐이프가 다릅니다. | 디태치합니다. | ‘백워드’라고 부릅니다.""",
    prose.no_translationese: """
        순전파에 의해 생깁니다. | 미분하는 것에 대해 봅니다. | 값을 가지고 있습니다. | 당연히 같습니다.
        텐서의 값의 변경의 결과 | 중요한 것 중 하나는 잎입니다. | 누적이 일어남을 의미합니다.""",
    prose.no_double_passive: """
        변화도가 계산되어집니다. | 그래프가 보여집니다. | 둘로 나뉘어진 길 | 값이 쓰여지면
        값이 바뀌어집니다. | 닫혀진 구역 | 그래프가 만들어지게 됩니다. | 잊혀진 값""",
    prose.no_causative_for_an_action: "값을 업데이트시킵니다. | 손실을 계산시키고 | 누적시킨 값",
    prose.nothing_is_easy: "쉽게 구합니다. | 손쉽게 바꿉니다.",
    prose.hapnida: "변화도를 구한다. | 값이 같다. | 잎은 하나다. | 그래프를 그려야 한다.",
    prose.auxiliary_verbs_stand_apart: """
        계산해봅니다. | 저장해둡니다. | 이름을 알려줍니다. | 상자에 적혀있습니다. | 기록하고있는 연산
        텐서를 떼어내면 | 값을 바꿔버립니다. | 눌러주세요.""",
    prose.dependent_nouns_stand_apart: """
        구할수 있습니다. | 알수없습니다. | 구할 수있는 값 | 남는것은 하나입니다. | 멈출줄 압니다.
        더할뿐입니다.""",
    prose.no_semicolon: "더합니다; 그리고 곱합니다.",
    prose.short: "가" * 91,
    prose.particles_follow_the_sound: """
        `loss`은 값입니다. | `b`을 더합니다. | `w`으로 미분합니다. | `z`이 커집니다. | `n`는 셋입니다.
        `x.grad`을 봅니다. | `loss.backward()`은 | `None`를 줍니다. | `3`를 | 값 24이 | 0.2663가
        100를 | 12이 두 번 | `no_grad`과 | `b.grad`으로 | `float32`은 | `m`와 | `item()`를""",
}
SPARES = {
    prose.one_word_for_one_thing: """
        계층을 쌓습니다. | 플레이어가 둘입니다. | 단층 촬영 | 층층이 쌓입니다.
        화면을 리프레시합니다. | 프리랜서 | 매개변수를 학습합니다. | 역전파는 거꾸로 갑니다.
        그래프를 계산에 씁니다. | 그래프는 길일 뿐입니다. | 역으로 방향을 바꿉니다. | 방향 비순환 그래프 | 코드 `레이어`와 `층`""",
    prose.no_translationese: """
        `x`에 대한 편미분 | 손실의 변화도 | 의하면 | 값의 모양과 텐서의 이름 | 둘 중 하나""",
    prose.no_double_passive: """
        값이 정해집니다. | 곱셈으로 이루어집니다. | 널리 알려진 방법 | 그래프가 만들어집니다.
        기울기가 작아집니다. | 이어지는 길 | 떨어진 자리 | 나뉩니다. | 값을 알게 됩니다. | 달라집니다.""",
    prose.no_causative_for_an_action: "신경망을 학습시킵니다. | 값을 저장합니다. | 멈추게 합니다.",
    prose.nothing_is_easy: "그렇게 생각하기 쉽습니다. | 틀리기 쉬운 곳",
    prose.hapnida: """
        변화도를 구합니다. | 몇 번일까요? | 실행해 보세요. | ‘값이 같다.’라는 말입니다.
        “변화도는 고친 값이다.”라는 오해 | 값을 구하기""",
    prose.auxiliary_verbs_stand_apart: """
        계산해 봅니다. | 하나씩 알아봅니다. | 값이 줄어듭니다. | 실수로 돌려줍니다. | 늘어놓은 방향
        그래프를 들여다봅니다. | 달라집니다. | 찾아냅니다. | 값을 꺼냅니다. | 떼어 낸 텐서 | 재미있습니다.
        앞으로 나아갑니다. | 잎으로 돌아갑니다. | 값이 없어도 됩니다.""",
    prose.dependent_nouns_stand_apart: """
        구할 수 있습니다. | 이것은 잎입니다. | 값을 구할수록 | 남는 것은 하나입니다. | 함수가 있습니다.
        수가 있습니다. | 값만 봅니다. | 다음과 같은데""",
    prose.no_semicolon: "`a; b`는 두 문장입니다. | &nbsp;",
    prose.short: "가" * 90,
    prose.particles_follow_the_sound: """
        `loss`는 | `b`를 | `.grad`에 | `w`로 미분한 | `z`가 | `n`은 | `l`로 | `None`을 | 24가 | 0.2663이
        `3`을 | 100을 | 12가 | 7로 | 3으로 | `item()`을 | `모르는_이름`은 | `foo`은 | `w`입니다. | `b`이면
        `x`와 `y`는 | `backward()`를 | `f(x, y)`을 | `r`은 | 36인 까닭 | 10⁻⁷을 | 3장은 | `matmul`로""",
}
PURE = {prose.no_translationese, prose.no_semicolon, prose.short, prose.particles_follow_the_sound}


def rows(table):
    for rule, examples in table.items():
        for text in examples.split(" | ") if rule is prose.short else _split(examples):
            marks = () if rule in PURE else needs_analyser
            yield pytest.param(rule, text, marks=marks, id=f"{rule.__name__}-{text[:16]}")


def _split(examples):
    return [text.strip() for line in examples.splitlines() for text in line.split(" | ") if text.strip()]


def found(rule, text):
    return [
        why
        for part in prose.sentences(prose.prose(text))
        for why in rule(prose.Sentence(part))
    ]


@pytest.mark.parametrize(("rule", "text"), list(rows(CATCHES)))
def test_a_rule_catches(rule, text):
    assert found(rule, text)


@pytest.mark.parametrize(("rule", "text"), list(rows(SPARES)))
def test_a_rule_does_not_overcatch(rule, text):
    assert found(rule, text) == []


def test_every_rule_has_examples_of_both():
    assert set(CATCHES) == set(SPARES) == set(prose.RULES)


@pytest.mark.parametrize(
    ("code", "last"),
    [("w", prose.OPEN), ("l", prose.RIEUL), ("n", prose.CLOSED), ("r", None), ("x.grad", prose.OPEN),
     ("7", prose.RIEUL), ("30", prose.CLOSED), ("0.50", prose.CLOSED), ("1,000", prose.CLOSED),
     ("loss.backward()", prose.OPEN), ("f(x)", None), ("is_leaf", prose.OPEN), ("가", None)],
)  # fmt: skip
def test_the_sound_of_code(code, last):
    assert prose.sound(code) == last
