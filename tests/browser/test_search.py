"""독자가 적는 말대로 찾아집니다: 용어, 조사가 붙은 용어, 영어, 코드의 이름, 붙여 쓴 말, 오류 글."""

import re

import pytest

QUERIES = """
# 용어는 처음 설명하는 장으로
텐서 01 | 모양 01 | 씨앗값 01 | 매개변수 01 | 가중치 01 | 편향 01 | 순전파 01 | 시그모이드 01
이진 교차 엔트로피 01 | 손실 01 | 연산 그래프 01 | 잎 01 | 뿌리 01 | 변화도 01 | 역전파 01
연쇄 법칙 01 | 학습률 01 | 노드 02 | 변화도 함수 02 | 간선 02 | 방향 비순환 그래프 02
저장된 텐서 02 | 걸음보기 00 | 받은 변화도 03 | 국소 미분 03 | 보낼 변화도 03 | 시작값 03
경로 합치기 03 | 버퍼 03 | 누적 03 | 해제 03 | 추적 중지 구역 04 | 떼어 내기 04 | 제자리 연산 04
버전 번호 04 | 동결 04 | 추론 04 | 평가 04 | 제어 흐름 05 | 동적 그래프 05 | 부분 그래프 05
뷰 06 | 스칼라 06 | 벡터 06 | 야코비안 행렬 06 | 벡터-야코비안 곱 06 | 옵티마이저 06
자동 미분 01 | 축 01 | 계층 01 | 학습 01 | 추적 02 | 자리 02 | 상수 02 | 신경망 01 | 중간값 03 | 내적 02
# 용어집에서도
텐서 glossary | 변화도 glossary | 누적 glossary | 연쇄 법칙 glossary | 야코비안 glossary

# 조사가 붙은 말
텐서를 01 | 변화도는 01 | 손실이 01 | 잎에서 01 | 역전파로 01 | 간선의 02 | 버퍼에 03
누적되는 03 | 동결하기 04 | 야코비안을 06 | 연산 그래프를 01 | 추적을 멈추는 04 | 해제된 그래프 05

# 영어와 섞어 적은 말
chain rule 01 | gradient 01 | leaf 01 | tensor 01 | loss 01 | saved tensor 02 | computational graph 01
DAG 02 | detach 04 | freezing 04 | in-place 04 | inplace 04 | Jacobian 06 | VJP 06 | dynamic graph 05
vector-Jacobian product 06 | chain_rule 01 | learning rate 01 | backward 두 번 03 | leaf 텐서 02

# 코드의 이름: 통째로, 한 조각만
requires_grad 02 | grad_fn 02 | no_grad 04 | retain_graph 03 | retain_grad 03 | requires_grad_ 04
is_leaf 02 | next_functions 02 | manual_seed 01 | zero_grad 06 | AccumulateGrad 02 | MulBackward0 02
binary_cross_entropy_with_logits 01 | loss.backward() 01 | w.grad 01 | next_func 02 | requires 02
retain 03 | cross_entropy 01 | x.detach() 04 | torch.no_grad() 04

# 두 글자 말
단추 00 | 움직이는 그림 00 | 점검 07 | 오해 07 | 가지 05 | 수명 05 | 반복 04 | 덧셈 03 | 예측 00

# 붙여 쓴 말, 띄어 쓴 말
연산그래프 01 | 떼어내기 04 | 역전파를두번 03 | 자동미분 01 | 연쇄법칙 01 | 제자리연산 04 | 매개 변수 01
국소미분 03 | 저장된텐서 02 | 추적중지구역 04 | 이진교차엔트로피 01 | 두번째호출 03 | 동적그래프를 05

# 책이 쓰지 않는 말
그래디언트 01 | 계산 그래프 01 | 계산그래프 01 | 체인 룰 01 | 자코비안 06 | 파라미터 01 | 레이어 01
경사 하강법 01 | 경사하강 01 | 로짓 01 | 파인튜닝 04 | fine-tuning 04 | 미세 조정 04 | SGD 01
리프 01 | 디태치 04 | 프리징 04 | 훈련 01 | 백워드 01 | 인플레이스 04 | 오토그래드 01

# 잘못 적은 말
backwrad 01 | gradeint 01 | tenser 01 | 역전바 glossary

# 오류 글
element 0 of tensors does not require grad 04 | does not have a grad_fn errors | second time errors
RuntimeError: element 0 of tensors does not require grad and does not have a grad_fn 04
Trying to backward through the graph a second time errors | 이미 해제한 그래프 errors
a leaf Variable that requires grad is being used in an in-place operation errors
modified by an inplace operation errors | grad can be implicitly created only for scalar outputs errors
훅 errors | 훅을 errors | NaN errors

# 절과 장, 긴 물음
3.2 03 | 3.2절 03 | 5장 05 | 두 번째 호출이 실패하는 까닭 03 | grad가 왜 None인가요 03 | PyTorch와 다른 점 differences
""".split("\n")
PAIRS = [
    tuple(pair.strip().rsplit(" ", 1))
    for line in QUERIES if line and not line.startswith("#")
    for pair in line.split("|")
]


@pytest.fixture
def search(open_page):
    page = open_page("search.html")
    yield page
    assert page.noise == []


def ask(page, text):
    page.locator("main input").fill(text)
    return page.locator("#search-results a")


def pages(page, text):
    """찾은 쪽의 이름 첫머리입니다: 01, glossary"""
    links = ask(page, text).evaluate_all("all => all.map(e => e.getAttribute('href'))")
    names = [re.match(r"\d\d|[a-z_]+", link)[0] for link in links]
    return list(dict.fromkeys(names))


def test_the_page_a_reader_means_is_among_the_first_three(search):
    assert len(set(PAIRS)) >= 60
    found = {(text, wanted): pages(search, text)[:3] for text, wanted in PAIRS}
    assert {pair: first for pair, first in found.items() if pair[1] not in first} == {}


def test_a_term_leads_to_the_section_that_explains_it(search):
    names = ask(search, "저장된 텐서").all_inner_texts()[:4]
    assert "저장된 텐서" in names
    assert "2.3 코드, 그래프, 수식을 나란히" in names


def test_what_is_found_is_marked_in_its_context(search):
    first = ask(search, "연산그래프를").first.locator("xpath=..")
    assert set(first.locator("mark").all_inner_texts()) >= {"연산", "그래프"}
    assert len(first.locator("p").inner_text()) > 40
    assert search.locator("#search-status").inner_text().startswith("‘연산그래프를’에 맞는 대목을")


def test_a_question_is_read_without_its_asking_words(search):
    assert pages(search, "역전파는 언제 하나요") == pages(search, "역전파")
    assert "01" in pages(search, "역전파는 언제 하나요")[:3]
    assert ask(search, "언제").count()


def test_an_excerpt_ends_between_words(search):
    ask(search, "변화도")
    assert search.evaluate("""() => [...document.querySelectorAll("#search-results li li p")]
        .map(p => p.textContent.replace(/^… /, "").match(/(.*) …$/)?.[1])
        .filter(cut => cut && !searchData.passages.some(([, , , text]) => text.includes(cut + " ")))""") == []


@pytest.mark.parametrize("text", ["qqqqq", "뷁뷁뷁", "DropoutXYZ"])
def test_nothing_found_is_said_in_words(search, text):
    assert ask(search, text).count() == 0
    assert f"‘{text}’에 맞는 대목이 없습니다." in search.locator("#search-status").inner_text()


@pytest.mark.parametrize("text", ["(", "a[0", "\\\\", "$&", "<b>x</b>", "ㅎ", "  ", "·", "no_", "_"])
def test_any_text_is_a_question(search, text):
    ask(search, text)
    assert search.locator("main b").count() == 0


def test_a_syllable_being_typed_does_not_empty_the_page(search):
    search.locator("main input").press_sequentially("변화도ㅇ")
    assert pages(search, "변화도ㅇ") == pages(search, "변화도") != []


def test_the_keyboard_alone_reaches_and_opens_a_result(search):
    links = ask(search, "누적")
    search.keyboard.press("ArrowDown")
    search.keyboard.press("ArrowDown")
    assert links.nth(1).evaluate("e => e === document.activeElement")
    search.keyboard.press("ArrowUp")
    search.keyboard.press("ArrowUp")
    assert search.locator("main input").evaluate("e => e === document.activeElement")
    search.keyboard.press("Enter")
    wanted = links.first.get_attribute("href")
    search.keyboard.press("Enter")
    search.wait_for_url(f"**/{wanted}")
    search.go_back()
    assert search.locator("main input").input_value() == "누적"
    assert links.first.get_attribute("href") == wanted


def test_every_page_asks_in_a_dialog(open_page):
    page = open_page("03_computing_gradients.html")
    page.keyboard.press("Control+k")
    box = page.locator("dialog input")
    assert box.get_attribute("aria-label") == "책에서 찾기"
    box.fill("떼어내기란")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    assert page.locator("main input").input_value() == "떼어내기란"
    assert page.locator("#search-results a").first.is_visible()
    assert page.title().startswith("‘떼어내기란’ 찾기")
    assert page.noise == []


@pytest.mark.parametrize(("dark", "color"), [(False, "rgb(107, 114, 128)"), (True, "rgb(156, 163, 175)")], ids=["light", "dark"])
def test_the_hint_in_the_empty_field_is_readable(open_page, dark, color):
    page = open_page("search.html", dark=dark)
    shown = "(e => [getComputedStyle(e, '::placeholder').color, getComputedStyle(e, '::placeholder').opacity])"
    assert page.locator("main input").evaluate(shown) == [color, "1"]


@pytest.mark.parametrize("width", [1280, 390, 320])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_results_fit_any_width(open_page, width, dark):
    page = open_page("search.html?q=binary_cross_entropy_with_logits", width=width, dark=dark)
    assert page.locator("#search-results a").count()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_one_word_names_the_search_everywhere(open_page):
    page = open_page("index.html")
    assert "검색" not in page.content()
    assert page.get_by_role("button", name="책에서 찾기").count() == 1
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.get_by_role("button", name="책에서 찾기").count() == 1
