"""오류 글의 약속: 글 하나는 세 줄이고, 쓰는 곳이 빈칸을 빠짐없이 채우고, 부록에 한 번씩 실립니다."""

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import engine
from engine import errors
from engine.errors import appendix
from engine.korean import either

ROOT = Path(engine.__file__).parent
MESSAGES = {name: value for name, value in vars(errors).items()
            if isinstance(value, errors.Message)}
KINDS = {RuntimeError, ValueError, TypeError, IndexError, AttributeError, NotImplementedError,
         errors.GradcheckError, errors.NamedKeyError}
HELPERS = {"__init__", "__main__", "appendix", "message"}

each_message = pytest.mark.parametrize("name", MESSAGES)


def uses():
    """engine에서 글을 쓰는 곳입니다: (이름, 채운 빈칸들, 어디). 부르지 않고 건네면 빈칸은 None입니다."""
    for path in sorted(ROOT.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {id(node.func): node for node in ast.walk(tree) if isinstance(node, ast.Call)}
        for node in ast.walk(tree):
            if (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
                    and node.value.id == "errors" and node.attr.isupper()):
                call = called.get(id(node))
                blanks = call and {None if call.args else keyword.arg
                                   for keyword in call.keywords or call.args}
                yield node.attr, blanks, f"{path.relative_to(ROOT)}:{node.lineno}"


USES = list(uses())

# 골라서 부르거나 다른 함수에 건네는 글입니다. 거기서 채우는 빈칸을 함께 적습니다.
HANDED_OVER = {
    "AMBIGUOUS_BOOL": {"shape"}, "AMBIGUOUS_BOOL_OF_NOTHING": {"shape"},        # Tensor.__bool__
    "REDUCE_OF_EMPTY": {"name", "shape"}, "REDUCE_OF_EMPTY_DIM": {"name", "shape"},    # reduce
    "INDEX_OUT_OF_RANGE": {"index", "size", "dim"},                             # gather.check_range
    "GATHER_OUT_OF_RANGE": {"index", "size", "dim"},
    "CAT_OF_NOTHING": set(), "STACK_OF_NOTHING": set(),                         # join._same_dtype
}


# ── 글 ────────────────────────────────────────────────────────────────────────────────────────
@each_message
def test_the_first_line_is_korean_followed_by_english_search_words(name):
    korean, paren, english = MESSAGES[name].what.partition(" (")
    assert re.search("[가-힣]", korean)
    assert paren
    assert english.endswith(")")
    assert not re.search("[가-힣]", english)
    assert re.search(r"[a-z]{3}.*[a-z]{2}", re.sub(r"\{.*?\}", "", english)), "찾아볼 영어가 없습니다."


@each_message
def test_every_message_is_three_lines(name):
    message = MESSAGES[name]
    lines = str(message(**dict.fromkeys(message.blanks, 1))).splitlines()
    assert len(lines) == 3
    assert lines[2].endswith(f" → {message.see}" if message.see else ".")


@each_message
def test_a_message_names_a_section_of_a_written_chapter_or_a_chapter_to_come(name):
    """다 쓴 장이면 그 일을 설명하는 절까지 적고, 설명하는 곳이 없으면 비워 둡니다."""
    message = MESSAGES[name]
    if message.see:
        written = [*(ROOT.parent / "book").glob(f"{message.chapter:02d}_*.ipynb")]
        assert re.fullmatch(r"\d+\.\d+절" if written else r"\d+장", message.see)
        assert all(f"## {message.see.removesuffix('절')} " in path.read_text(encoding="utf-8") for path in written)


@each_message
def test_every_message_is_of_a_kind_a_reader_can_catch(name):
    assert MESSAGES[name].kind in KINDS


@each_message
def test_particles_follow_the_sound_of_what_fills_the_blank(name):
    message = MESSAGES[name]
    for text in (message.what, message.why, message.todo):
        assert not re.search(r"\}['’]?(은|는|이|가|을|를|과|와|으로|로|이라|라)(?![가-힣])", text), (
            "빈칸 안에 조사를 적습니다: {x:을}")


# ── 쓰는 곳 ───────────────────────────────────────────────────────────────────────────────────
def test_every_message_is_used_and_every_use_is_a_message():
    assert {name for name, _, _ in USES} == set(MESSAGES)


@pytest.mark.parametrize(("name", "blanks", "where"), USES, ids=lambda value: str(value))
def test_every_use_fills_exactly_the_blanks(name, blanks, where):
    assert (HANDED_OVER[name] if blanks is None else blanks) == MESSAGES[name].blanks


def test_only_messages_that_are_handed_over_are_listed_so():
    assert {name for name, blanks, _ in USES if blanks is None} == set(HANDED_OVER)


# ── 부록 ──────────────────────────────────────────────────────────────────────────────────────
def test_every_file_of_messages_is_a_subject_of_the_appendix():
    files = {path.stem for path in (ROOT / "errors").glob("*.py")} - HELPERS
    assert {subject.__name__.split(".")[-1] for subject in appendix.SUBJECTS} == files


def test_the_appendix_has_every_message_once():
    listed = [name for subject in appendix.SUBJECTS for name in appendix.messages(subject)]
    assert sorted(listed) == sorted(MESSAGES)
    targets = re.findall(r"^\(error-(.*)\)=$", appendix.markdown(), re.MULTILINE)
    assert Counter(targets) == Counter(name.lower().replace("_", "-") for name in MESSAGES)


@each_message
def test_the_appendix_tells_everything_about_a_message(name):
    message = MESSAGES[name]
    _, _, entry = appendix.markdown().partition(f"(error-{name.lower().replace('_', '-')})=\n")
    plain = re.sub(r"\\(.)", r"\1", entry.partition("\n(error-")[0])
    for text in (*message.what.removesuffix(")").split(" (", 1), message.why, message.todo):
        shown = re.sub(r"(?<!\{)\{([a-z_]+)(?:!r)?:?([^}]*)\}", lambda m: f"⟨{m[1]}⟩{either(m[2])}", text)
        assert shown.replace("{{", "{").replace("}}", "}") in plain
    where = f" · 설명: {message.see}" if message.see else ""
    assert f"- 종류: `{message.kind.__name__}`{where}\n" in plain


def test_the_appendix_begins_with_what_part_one_explains():
    parts = re.split(r"^## (.*)\n", appendix.markdown(), flags=re.MULTILINE)
    for title, pointers in {
            "1부에서 설명하는 오류": r"[1-7]\.\d절", "2부부터 설명하는 오류": r"([89]|\d\d)장", "본문에서 다루지 않는 오류": ""}.items():
        assert parts.pop(1) == title
        entries = re.findall(r"^- 종류: `\w+`(?: · 설명: (.*))?$", parts.pop(1), re.MULTILINE)
        assert entries
        assert all(re.fullmatch(pointers, see) for see in entries)


def test_the_appendix_is_the_same_whenever_it_is_written():
    written = subprocess.run([sys.executable, "-m", "engine.errors"], capture_output=True,
                             text=True, check=True, encoding="utf-8").stdout
    assert written == appendix.markdown()
