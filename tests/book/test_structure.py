"""장마다 있어야 할 것이 제자리에 있는지 봅니다: 한눈에, 예측, 만져 보기, PyTorch로 같은 칸, 연습, 정리."""

import re

import appendix
import pytest
from chapters import CHAPTERS, code, tags, text

# 그 장에서 만져 보는 것입니다. 3장의 손계산과 7장의 점검은 아래에서 따로 봅니다.
TOUCHED = {
    0: {"tracing.record"},
    1: {"study.tangent"},
    2: {"tracing.record", "study.editor"},
    3: {"tracing.record"},
    4: {"study.switch"},
    5: {"tracing.explore", "study.lifeline"},
    6: {"tracing.jacobian", "tracing.record"},
    7: set(),
}
CHOICE = r"<details>\s*<summary>(.*?)</summary>(.*?)</details>"
HANDS_ON, CHECK_UP, MAP = "3.2 손으로 거슬러 가기", "7.1 점검 열두 문항", "7.2 오해 지도"

each_chapter = pytest.mark.parametrize("chapter", CHAPTERS, ids=str)
each_after_0 = pytest.mark.parametrize("chapter", CHAPTERS[1:], ids=str)


def checked(cells):
    """칸에서 부른 check의 번호입니다."""
    return [number for cell in code(cells) for number in re.findall(r'^check\("([\d-]+)"', cell.source, re.M)]


@each_chapter
def test_the_sections_stand_in_order(chapter):
    titles = [*chapter.sections]
    assert titles.pop(0) == ""
    numbered = [title for title in titles if title[0].isdigit()]
    assert [title.split()[0] for title in numbered] == [f"{chapter.number}.{n + 1}" for n in range(len(numbered))]
    closing = [title for title in titles if title not in numbered]
    if chapter.number == 7:     # PyTorch의 코드를 옮겨 적는 것이 연습이라, 연습을 마치고 견줍니다.
        assert closing == ["연습", "PyTorch로 같은 칸", "정리"]
    else:
        assert closing == ["PyTorch로 같은 칸", "연습", "정리"][chapter.number == 0:]
        assert titles == numbered + closing


@each_chapter
def test_a_chapter_opens_with_its_goals(chapter):
    opening = text(chapter.sections[""])
    assert re.match(rf"# {chapter.number}장\. .+\n\n:::\{{admonition\}} 한눈에\n(- .+\n){{3,4}}:::\n", opening)


@each_after_0
def test_a_chapter_asks_its_question_first(chapter):
    assert re.search(r"까요\?|나요\?", text(chapter.sections[""]))


@each_chapter
def test_every_choice_of_a_prediction_is_answered(chapter):
    """보기가 있는 연습도 함께 봅니다. 7장의 예측은 점검 문항입니다."""
    ask = r"\*\*(?:예측해 보세요|연습 [\d-]+)\.\*\*"
    asked = [part for part in re.split(ask, text(chapter.numbered)) if "<summary>①" in part]
    assert asked
    assert chapter.number == 7 or "**예측해 보세요.**" in text(chapter.numbered)
    for question in asked:
        choices = [choice for choice in re.findall(CHOICE, question, re.S) if choice[0][0] in "①②③④"]
        assert "".join(summary[0] for summary, _ in choices) in {"①②", "①②③", "①②③④"}
        answers = [answer.strip().partition("\n")[0] for _, answer in choices]
        assert [answer for answer in answers if answer == "맞습니다."] == ["맞습니다."], question
        assert all(re.match("맞습니다.$|다시 볼 곳: .", answer) for answer in answers), question


@each_chapter
def test_there_is_something_to_touch(chapter):
    """함수를 부른 칸마다 그림이 나오는지도 봅니다."""
    shown = [cell for cell in code(chapter.numbered)
             if any("text/html" in output.get("data", {}) for output in cell.outputs)]
    assert chapter.used(shown) >= TOUCHED[chapter.number]


def test_the_reader_of_chapter_3_calculates_by_hand():
    assert checked(CHAPTERS[3].sections[HANDS_ON]) == ["3-1", "3-1"]


def test_chapter_6_records_three_calls():
    recorded = [cell.source for cell in code(CHAPTERS[6].numbered) if "with record(" in cell.source]
    assert [source.count(".backward(") for source in recorded] == [3]


def test_chapter_7_checks_up_and_maps_the_misconceptions():
    check_up, rows = CHAPTERS[7].sections[CHECK_UP], text(CHAPTERS[7].sections[MAP])
    assert checked(check_up) == [f"7-{n}" for n in range(1, 13)]
    assert re.findall(r"\*\*연습 ([\d-]+)\.\*\*", text(check_up)) == checked(check_up)
    mapped = re.findall(r"^\| .* \| .* \| (.*) \|$", rows, re.M)[1:]
    assert len(mapped) >= 12
    assert all(re.match(r"\d\.\d절", where) for where in mapped)


@each_after_0
def test_the_same_lines_stand_in_pytorch(chapter):
    same = chapter.sections["PyTorch로 같은 칸"]
    assert "study.compare" in chapter.used(same)
    if chapter.number == 7:     # 옮겨 적을 코드라 펼쳐 둡니다.
        assert "```python\nimport torch\n" in text(chapter.sections["연습"])
    else:
        fold, = re.findall(CHOICE, text(same), re.S)
        assert fold[0] == "PyTorch 코드"
        assert fold[1].strip().startswith("```python\nimport torch\n")


@each_chapter
def test_every_exercise_has_its_check_and_its_solution(chapter):
    """보기마다 답이 있는 문항에는 풀이 칸이 없습니다."""
    told = re.findall(r"\*\*연습 ([\d-]+)\.\*\*", text(chapter.cells))
    assert told == [f"{chapter.number}-{n + 1}" for n in range(len(told))]
    solutions = [cell for cell in chapter.cells if "solution" in tags(cell)]
    assert checked([cell for cell in chapter.cells if cell not in solutions]) == told
    closed = checked(CHAPTERS[7].sections[CHECK_UP])
    assert checked(solutions) == [number for number in told if number not in closed]
    assert all("hide-cell" in tags(cell) for cell in solutions)


@each_after_0
def test_there_are_two_to_five_exercises(chapter):
    assert 2 <= len(set(checked(chapter.cells)) - set(checked(CHAPTERS[7].sections[CHECK_UP]))) <= 5


@each_chapter
def test_a_chapter_closes_with_a_summary_new_words_and_the_next_step(chapter):
    summary, *words, onward = text(chapter.sections["정리"]).strip().split("\n\n")
    assert re.fullmatch(r"(- .+\n?){1,5}", summary)
    links = r"(?:\[[^]]+\]\(glossary\.md#word-[a-z-]+\)(?:, )?)+"
    if chapter.number == 7:
        assert "새로운 개념은 없습니다." in text(chapter.sections[""])
        assert words == []
    elif len(words) == 1:
        assert re.fullmatch(rf"\*\*새로 나온 말\*\*: {links}", words[0])
    else:
        assert words[0] == "**새로 나온 말**"
        assert re.fullmatch(rf"(- [가-힣 ]+: {links}\n?)+", words[1])
    there = chapter.number + 1 in appendix.chapters()
    assert onward.startswith("다음 장에서는 " if there else "2부는 준비 중입니다.\n")
