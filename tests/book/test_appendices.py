"""부록의 자료가 책, 엔진, PyTorch와 어긋나지 않는지 봅니다."""

import re
from functools import reduce
from inspect import signature
from pathlib import Path

import appendix
import pytest
from chapters import CHAPTERS

import engine
import engine.draw
import engine.study
import engine.tracing
from engine.study.ch07 import QUESTIONS

ROOT = Path(__file__).parents[2]
SITE = ROOT / "_build" / "html"
WORDS = appendix.data("words.yml")
TABLE = appendix.data("torch.yml")
PART_1 = {name: what for names in TABLE["같은 이름"].values() for name, what in names.items()}
SHARED = [*PART_1, *TABLE["2부부터 쓰는 이름"]]
each_word = pytest.mark.parametrize("entry", WORDS, ids=lambda entry: entry["word"])


@pytest.fixture(scope="module")
def torch():
    return pytest.importorskip("torch", reason="torch와 견주기: torch가 없습니다")


@pytest.fixture(params=["engine", "torch"])
def lib(request):
    return engine if request.param == "engine" else request.getfixturevalue("torch")


# ── A. 용어집 ───────────────────────────────────────────────────────────────────────────────


@each_word
def test_a_word_is_bold_where_the_glossary_sends_the_reader(entry):
    number = str(entry["in"])
    chapter = int(number.split(".")[0])
    if chapter in appendix.chapters():      # 아직 없는 장은 합칠 때 봅니다.
        assert number in appendix.sections(chapter), f"{number}절이 없습니다."
        _, text = appendix.sections(chapter)[number]
        bold = "".join(re.findall(r"\*\*[^*\n]+\*\*", text))
        assert entry["word"] in bold, f"{number}절에 굵은 ‘{entry['word']}’가 없습니다."


@each_word
def test_a_word_is_explained_in_one_or_two_short_sentences(entry):
    assert set(entry) == {"word", "english", "in", "meaning"}
    assert entry["meaning"].endswith("다.")
    assert entry["meaning"].count(". ") <= 1
    assert len(entry["meaning"]) <= 90


def test_every_word_has_its_own_place():
    assert len({entry["word"] for entry in WORDS}) == len(WORDS)
    assert len({appendix.anchor(entry) for entry in WORDS}) == len(WORDS)


@pytest.mark.parametrize("chapter", appendix.chapters())
def test_the_new_words_of_a_chapter_are_in_the_glossary(chapter):
    """장 끝의 ‘새로 나온 말’에 적은 낱말입니다."""
    text = "\n".join(text for _, text in appendix.sections(chapter).values())
    listed = re.search(r"\*\*새로 나온 말\*\*\n\n((?:- .*\n?)+)", text)
    if listed:
        plain = re.sub(r"\[(.*?)\]\(.*?\)|\*\*|\(.*?\)", r"\1", listed[1])
        new = re.sub(r"(?m)^- (?:[가-힣 ]+: )?", "", plain).replace("\n", ", ")
        words = {word.strip(" .") for word in new.split(",") if word.strip()}
        assert words <= {entry["word"] for entry in WORDS}


@pytest.mark.parametrize(("word", "first"), [("텐서", "ㅌ"), ("뿌리", "ㅂ"), ("autograd", "A–Z")])
def test_words_are_sorted_by_their_first_consonant(word, first):
    assert appendix.initial(word) == first


def test_a_place_in_a_chapter_that_is_not_written_yet_is_plain_text():
    assert appendix.place("99.1") == "99.1절"
    assert appendix.place(99) == "99장"
    assert appendix.place(1.4).startswith("[1.4절](01_smallest_network.ipynb#14-")


# ── B. 대조표 ───────────────────────────────────────────────────────────────────────────────


def look_up(module, name):
    return reduce(getattr, name.split("."), module)


@pytest.mark.parametrize("name", SHARED)
def test_a_name_of_the_table_is_in_both_modules(name, lib):
    name, _, option = name.partition("(")
    if option:
        assert option.partition("=")[0] in signature(look_up(lib, name)).parameters
    elif name == "Tensor.grad_fn" or not name.startswith("Tensor."):
        assert look_up(lib, name) is not None
    else:
        assert hasattr(lib.Tensor, name.removeprefix("Tensor."))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=str)
def test_every_name_a_chapter_uses_is_in_the_table(chapter):
    """x.sum()은 sum에, 인자는 이름이나 하는 일에 적혀 있어도 됩니다. 연습에만 쓰는 것(study.ch04)은 싣지 않습니다."""
    names, told = {*PART_1, *TABLE["우리 엔진에만"]}, str(PART_1)
    missing = {name for name in chapter.used(chapter.cells)
               if name not in names and name.removeprefix("Tensor.") not in names
               and not (name.endswith("=") and name in told) and not re.match(r"study\.ch\d", name)}
    assert missing == set()


@pytest.mark.parametrize("name", PART_1)
def test_a_name_of_part_one_is_used_there(name):
    book = "".join(cell.source for chapter in CHAPTERS for cell in chapter.cells)
    assert re.search(rf"\b{name.partition('(')[0].split('.')[-1]}\b", book)


@pytest.mark.parametrize("name", TABLE["우리 엔진에만"])
def test_a_name_of_ours_is_in_our_engine_only(name):
    assert callable(look_up(engine, name))


# ── E. 오류 메시지 사전 ─────────────────────────────────────────────────────────────────────


def test_every_message_has_its_place_in_the_built_page():
    if not (SITE / "errors.html").exists():
        pytest.skip("부록 시험: 지은 책이 없습니다(make book)")
    places = set(re.findall(r"^\((error-.*)\)=$", appendix.errors(), flags=re.M))
    built = (SITE / "errors.html").read_text(encoding="utf8")
    assert places
    assert places <= set(re.findall(r'id="(error-[^"]*)"', built))


def test_the_page_says_where_an_error_is_not_explained_yet_or_at_all():
    entries = re.findall(r"^- 종류: `\w+`(.*)$", appendix.errors(), re.M)
    assert {re.sub(r"\d+", "n", entry) for entry in entries} == {"", " · 설명: n.n절", " · 설명: n장 (준비 중)"}
    page = (ROOT / "book/errors.md").read_text(encoding="utf8")
    assert "‘준비 중’이라고 적은 장은 아직 쓰지 않았습니다." in page
    assert "‘설명’이 없는 오류는 본문에서 다루지 않습니다. ‘해 볼 일’을 따라 하세요." in page


def test_code_in_the_messages_looks_like_code():
    text = appendix.errors()
    assert "- 해 볼 일: `g.to(x.dtype)`으로 바꾸어 넣으세요." in text
    assert "모양이 ⟨shape⟩인 텐서에 모양이" in text
    prose = re.sub(r"`[^`]*`|⟨[^⟩]*⟩|\]\([^)]*\)", "", text)
    assert re.findall(r"[a-z]\(\)|[a-z]\\?_[a-z]|\w+=\w+", re.sub(r"^\(error-.*", "", prose, flags=re.M)) == []


def test_the_glossary_ends_with_the_words_in_latin_letters():
    *korean, latin = re.split("^## ", appendix.glossary(), flags=re.M)[1:]
    assert latin.startswith("A–Z\n")
    assert "[**Function**]{#word-function}\n:" in latin
    assert all("ㄱ" <= part[0] <= "ㅎ" for part in korean)


def test_pages_hold_no_hand_copied_appendix():
    for name, part in [("errors", "오류"), ("torch_table", "대조표"), ("glossary", "용어집")]:
        assert f"\n{{{{{part}}}}}\n" in (ROOT / f"book/{name}.md").read_text(encoding="utf8")


# ── H. 튜토리얼의 잔 오류 ───────────────────────────────────────────────────────────────────


def test_the_page_names_the_slips_of_each_kind():
    page = (ROOT / "book/tutorial_slips.md").read_text(encoding="utf8")
    for slip in ("변화도 기능", "매개변수 없이 `backward()`", "| 계산 그래프, 연산그래프, 연산 그래프 |", "대체 텍스트가 비어"):
        assert slip in page


def test_the_fold_that_replaces_the_picture_is_there():
    figure, = (cell for cell in CHAPTERS[1].numbered if cell.source == "draw(loss)")
    assert "1.4절" in (ROOT / "book/tutorial_slips.md").read_text(encoding="utf8")
    assert "<summary>그래프를 글로 보기</summary>" in str(figure.outputs)


def chain(lib):
    x = lib.tensor([1.0, 2.0], requires_grad=True)
    middle = x * x
    return x, middle, (middle * 3).sum()


def test_a_misspelt_retain_graph_is_an_error(lib):
    _, _, loss = chain(lib)
    with pytest.raises(TypeError):
        loss.backward(retrain_graph=True)


def test_the_gradient_of_a_non_leaf_is_right_but_not_kept(lib):
    x, middle, loss = chain(lib)
    middle.retain_grad()
    loss.backward()
    assert middle.grad.tolist() == [3, 3]
    assert x.grad.tolist() == [6, 12]
    assert loss.is_leaf is False


def test_only_leaves_accumulate(lib, recwarn):
    _, middle, loss = chain(lib)
    loss.backward()
    assert middle.grad is None


def test_a_second_backward_fails_only_where_tensors_were_saved(lib):
    _, _, loss = chain(lib)
    loss.backward()
    with pytest.raises(RuntimeError):
        loss.backward()
    x = lib.tensor(1.0, requires_grad=True)
    total = x + 1
    total.backward()
    total.backward()
    assert x.grad.item() == 2


def test_the_next_forward_builds_the_new_graph(lib):
    _, _, loss = chain(lib)
    node = loss.grad_fn
    loss.backward()
    assert loss.grad_fn is node
    assert chain(lib)[2].grad_fn is not node


def test_the_shape_of_v_is_the_shape_of_the_output(lib):
    inp = lib.eye(4, 5, requires_grad=True)
    out = (inp + 1).pow(2).t()
    assert (tuple(out.shape), tuple(inp.shape)) == ((5, 4), (4, 5))
    with pytest.raises(RuntimeError):
        out.backward(lib.ones(4, 5))


def test_detach_shares_its_value_and_no_grad_records_nothing(lib):
    _, middle, _ = chain(lib)
    apart = middle.detach()
    apart[0] = 7.0
    assert middle[0].item() == 7
    assert middle.grad_fn is not None
    with lib.no_grad():
        assert chain(lib)[1].grad_fn is None


# ── 7장의 점검 ──────────────────────────────────────────────────────────────────────────────


def plain(text):
    return re.sub(r"<[^>]*>|[`\s]", "", text)


@pytest.mark.parametrize("number", QUESTIONS)
def test_the_page_answers_each_choice_as_check_does(number):
    """커널이 없는 쪽의 접는 칸과 JupyterLab의 check가 같은 말을 합니다."""
    text = "\n".join(text for _, text in appendix.sections(7).values())
    question = re.search(rf"\*\*연습 {number}\.\*\*(.*?)(?=\*\*연습|\*\*그림|\Z)", text, re.S)[1]
    choices = re.findall(r"<details>\s*<summary>(.*?)</summary>(.*?)</details>", question, re.S)
    right, hints = QUESTIONS[number]
    assert len(choices) == len(hints) + 1
    for choice, (_, answer) in enumerate(choices, 1):
        if choice == right:
            assert answer.strip().startswith("맞습니다.")
        else:
            assert plain(answer) == plain(f"다시 볼 곳: {hints[choice]}")


@pytest.mark.parametrize("number", QUESTIONS)
def test_every_wrong_choice_goes_back_to_a_section(number):
    for hint in QUESTIONS[number][1].values():
        section = re.search(r"\((\d\.\d)절(, 그림 \d-\d의 걸음 \d+)?\)$", hint)[1]
        chapter = int(section[0])
        assert chapter not in appendix.chapters() or section in appendix.sections(chapter)


def test_a_section_named_in_prose_becomes_a_link():
    if not (SITE / "07_check_up.html").exists():
        pytest.skip("부록 시험: 지은 책이 없습니다(make book)")
    built = (SITE / "07_check_up.html").read_text(encoding="utf8")
    assert re.search(r'href="01_smallest_network\.html#[^"]+">1\.6절</a>', built)


STEPS = {
    ("3-2", 26): "길마다 온 변화도를 더합니다: 12 + 12 + 9 = 33.",
    ("3-3", 17): "도착이 모두 끝난 z를 꺼냅니다.",
    ("3-4", 12): "y가 저장한 x, x를 해제했습니다.",
}


def test_every_step_the_book_names_is_the_one_it_means():
    text = "\n".join(path.read_text(encoding="utf8") for path in appendix.chapters().values())
    hints = str(QUESTIONS)
    for words in (text, hints):
        named = {(f"{chapter}-{figure}", int(step))
                 for chapter, figure, step in re.findall(r"그림 (\d+)-(\d+)의 걸음 (\d+)", words)}
        assert named == set(STEPS)
    for (figure, step), words in STEPS.items():
        assert words in appendix.steppers(3)[figure]["steps"][step - 1]["say"]


def test_a_step_named_in_prose_becomes_a_link_that_opens_it():
    if not (SITE / "07_check_up.html").exists():
        pytest.skip("부록 시험: 지은 책이 없습니다(make book)")
    built = (SITE / "07_check_up.html").read_text(encoding="utf8")
    for figure, step in STEPS:
        name = appendix.steppers(3)[figure]["id"]
        assert (f'href="03_computing_gradients.html#step={name}&amp;k={step}&amp;v=1">'
                f"그림 {figure}의 걸음 {step}</a>") in built


def test_every_section_the_book_names_exists():
    for path in appendix.chapters().values():
        text = "\n".join(text for _, text in appendix.sections(int(path.name[:2])).values())
        for section in re.findall(r"(?<![\d.])(\d+\.\d+)절", text):
            chapter = int(section.split(".")[0])
            known = appendix.chapters()
            assert chapter not in known or section in appendix.sections(chapter), f"{path.name}: {section}절"
