"""기록의 말: 조사, 숫자, 수식."""

import numpy as np
import pytest
from trace_programs import fork

from engine import optim, tensor
from engine.korean import either, say, with_particle
from engine.nn import functional as F
from engine.ops.activation import LeakyRelu
from engine.ops.arithmetic import Mul, SubScaled
from engine.ops.combine import Lerp
from engine.ops.exponential import Exp
from engine.ops.loss import MseLoss
from engine.ops.matmul import Mm
from engine.ops.powers import Pow
from engine.ops.reduce import Sum
from engine.ops.softmax import Softmax
from engine.tracing import record
from engine.tracing.formulas import collected, fill, rule_of, settle, with_numbers
from engine.tracing.numbers import arrow, brief, detail, number


@pytest.mark.parametrize(("text", "particle", "result"), [
    ("x", "을", "x를"), ("L", "을", "L을"), ("b", "을", "b를"), ("loss", "은", "loss는"), ("w", "이", "w가"),
    ("n", "을", "n을"), ("r", "으로", "r로"), ("12", "을", "12를"), ("36", "으로", "36으로"), ("1", "으로", "1로"),
    ("3", "이", "3이"), ("100", "을", "100을"), ("0.5", "을", "0.5를"), ("[1, 2]", "을", "[1, 2]를"),
    ("없음(None)", "이", "없음(None)이"), ("x₁", "을", "x₁을"), ("가중치", "과", "가중치와"), ("값", "과", "값과"),
    ("∞", "을", "∞를"), ("model.0.weight", "을", "model.0.weight를"), ("out", "은", "out은"),
    ("params[0]", "을", "params[0]을"), ("물", "으로", "물로"), ("(5, 2)", "을", "(5, 2)를"), ("", "을", "를"),
])
def test_particles_follow_the_sound(text, particle, result):
    assert with_particle(text, particle) == result


@pytest.mark.parametrize(("particle", "both"), [
    ("을", "을(를)"), ("으로", "(으)로"), ("이라", "(이)라"), ("이어야", "이어야(여야)"), (".4g", ""), ("", ""),
])
def test_an_unknown_sound_gets_both_forms(particle, both):
    assert either(particle) == both


def test_a_template_puts_particles_where_it_says():
    assert say("{a:을} {b:으로} 보냅니다.", a=12, b="L") == "12를 L로 보냅니다."
    assert say("{a:.2g} {a:이}", a=0.125) == "0.12 0.125가"


@pytest.mark.parametrize(("value", "text"), [
    (2.0, "2"), (-2.5, "−2.5"), (0.1, "0.1"), (1 / 3, "0.3333"), (123456.0, "1.2346×10⁵"), (1e-9, "1×10⁻⁹"),
    (float("nan"), "NaN"), (float("inf"), "∞"), (float("-inf"), "−∞"), (True, "참"), (-0.0, "0"), (7, "7"),
])
def test_numbers_are_rounded_once(value, text):
    assert number(value) == text


@pytest.mark.parametrize(("array", "text"), [
    ([1.0, 2.0], "[1, 2]"), ([[1.0], [-2.0]], "[[1], [−2]]"), (np.zeros((2, 3)), "모두 0 (2, 3)"),
    (np.arange(6.0), "평균 2.5 (6,)"), (np.zeros((0, 3)), "빈 텐서 (0, 3)"), ([np.nan] * 5, "평균 NaN (5,)"),
])
def test_arrays_are_short(array, text):
    assert brief(np.asarray(array)) == text


def test_the_arrow_grows_with_the_number_of_digits():
    widths = [arrow(np.array(10.0**power))["w"] for power in range(-6, 5)]
    assert widths == sorted(widths)
    assert (min(widths), max(widths)) == (1, 6)
    assert arrow(np.array([-1.0, 2.0]))["sign"] == "±"
    assert arrow(np.array(-3.0))["sign"] == "−"
    assert [arrow(np.array(x))["kind"] for x in (0.0, np.inf, 1.0)] == ["zero", "nan", "normal"]


def test_large_arrays_show_their_spread():
    text = detail(np.arange(100.0))
    assert "최소 0, 평균 49.5, 최대 99" in text
    assert text.count("▇") + text.count("█") == 16
    assert "NaN이나 ∞ 1개" in detail(np.array([np.nan] + [1.0] * 99))
    assert "처음 여덟 값" in detail(np.array([np.nan] * 99))


def test_formulas_come_from_the_docstrings():
    assert rule_of(Mul).local == {"a": "b", "b": "a"}
    assert fill(rule_of(Mul).forward, {"a": "x", "b": "x"}) == "x · x"
    assert with_numbers(rule_of(Mul).forward, {"a": "2", "b": "(−3)"}) == "2 × (−3)"
    assert rule_of(Mm).sent == {"a": "grad @ bᵀ", "b": "aᵀ @ grad"}      # 행렬 곱은 @로 적습니다.
    assert rule_of(Sum).forward == "합(a)"      # 물려받은 연산은 밑바탕의 수식을 씁니다.
    assert fill(rule_of(Exp).forward, {"a": "x"}) == "eˣ"
    assert fill(rule_of(Exp).forward, {"a": "weight"}) == "e^weight"
    assert fill("tanh a와 max(a, 0)", {"a": "L"}) == "tanh L과 max(L, 0)"


def test_an_exponent_is_put_in():
    rule = rule_of(Pow)
    assert settle(rule.forward, {"exponent": 3}) == "a³"
    assert settle(rule.local["a"], {"exponent": 2}) == "2·a"
    assert settle(rule.local["a"], {"exponent": 0.5}) == "0.5·a^(−0.5)"


def test_a_multiple_is_put_in():
    rule = rule_of(SubScaled)      # 밑바탕인 AddScaled의 수식을 씁니다.
    assert settle(rule.forward, {"alpha": -2}) == "a + (−2)·b"
    assert settle(rule.local["b"], {"alpha": -2}) == "(−2)"


def test_exponents_that_are_not_single_letters_are_bracketed():
    assert fill("e⁻ᵃ", {"a": "weight"}) == "e^(−weight)"
    assert fill("b·aᵇ⁻¹", {"a": "x", "b": "power"}) == "power·x^(power − 1)"
    assert fill("b·aᵇ⁻¹", {"a": "x", "b": "3"}) == "3·x²"


def test_a_mean_loss_divides_by_the_count():
    rule, mean = rule_of(MseLoss), {"reduction": "mean", "count": 10}
    assert collected(rule.forward, mean) == "평균 (a − b)²"
    assert collected(rule.local["a"], mean, local=True) == "2(a − b) / 10"
    assert collected(rule.forward, {"reduction": "mean", "count": 1}) == "(a − b)²"


def test_operands_stand_in_the_order_of_the_source():
    scale = 3.0
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        a = 3 * x
        b = scale * a
        c = 1 + b * 2
        d = -2 + c * a
    said = [step["say"] for step in trace.steps if step["t"] == "op"]
    for line in ("a = 3 · x = 3 × 2 = 6", "b = 3 · a = 3 × 6 = 18", "= 1 + ", "= (−2) + "):
        assert any(line in each for each in said), (line, said)
    assert any("b · 2 = 18 × 2" in each for each in said), said
    del d


def test_the_sentences_of_a_square_name_the_slot_the_paths_and_the_queue():
    trace = fork().to_dict()
    said = [step["say"] for step in trace["steps"]]
    for sentence in ("자리 0, 1은 모두 x입니다. 자리 0만 움직이면 ∂b/∂x = x = 2.", "자리 1만 움직여도 같습니다: ∂b/∂x = x = 2.",
                     "x가 움직이면 세 길이 함께 L을 움직이므로, 길마다 온 변화도를 더합니다: 12 + 12 + 12 = 36.", "3은 상수라서 보내지 않습니다.",
                     "대기줄의 노드는 모두 도착이 끝나 어느 것부터 꺼내도 값이 같습니다. "
                     "여기서는 나중에 만든 b를 먼저 꺼냅니다. 받은 변화도는 6입니다."):
        assert sentence in said
    assert [s["f"][0] for s in trace["steps"] if s["t"] == "local" and s["f"][0].startswith("∂b")] == [
        "∂b/∂x (자리 0) = x", "∂b/∂x (자리 1) = x"]
    assert [s["say"].endswith("같은 x라 메모리는 늘지 않습니다.") for s in trace["steps"] if s["t"] == "save"][1:3] == [
        False, True]
    assert said[-1].endswith("세 번 쓰인 x로 온 변화도는 모두 12 + 12 + 12 = 36입니다.")


def test_slots_of_one_tensor_move_one_at_a_time():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        y = x / x
        y.backward()
    said = [step["say"] for step in trace.steps if step["t"] == "local"]
    assert [each.partition(" ∂")[0] for each in said] == ["자리 0, 1은 모두 x입니다. 자리 0만 움직이면", "자리 1만 움직이면"]


def test_the_order_of_the_queue_is_explained_once():
    with record() as trace:
        x = tensor(2.0, requires_grad=True)
        a, b, c = x * 3, x * x, x + 1
        (a * b * c).backward()
    said = [step["say"] for step in trace.steps if "나중에 만든" in step["say"]]
    assert ["값이 같습니다" in each for each in said] == [True, False, False]


def test_questions_name_the_slot_and_feedback_names_the_numbers():
    asks = fork().to_dict()["ask"]
    assert [ask["q"] for ask in asks][:2] == ["b가 자리 0의 x로 보낼 변화도는 얼마일까요?",
                                             "a가 자리 0의 x로 보낼 변화도는 얼마일까요?"]
    for ask in asks:
        assert not any(choice["v"].startswith("−") for choice in ask["c"])      # 음수가 하나도 없습니다.
        for choice in ask["c"]:
            assert choice["fb"].count("다시 볼 곳") == (0 if choice.get("ok") else 1)
            assert choice.get("ok") or any(c.isdigit() for c in choice["fb"])


def test_a_formula_shows_the_number_or_the_meaning_of_its_letters():
    with record() as trace:
        x, y = (tensor(n, requires_grad=True) for n in (2.0, 4.0))
        a = x.lerp(y, 0.25)
        b = F.leaky_relu(-x, 0.1)
        c = x.addcmul(x, y, value=0.5)
        d = x.atan2(y)
        e = 3 ** x
        (a + b + c + d + e).backward()
    names = {node["k"]: node["name"] for node in trace.nodes}
    lines = {(names[s["n"]], s["t"], s["slot"]): s["f"][0] for s in trace.steps if s["t"] in ("op", "local")}
    assert lines["a", "local", 0] == "∂a/∂x = 1 − 0.25"
    assert lines["a", "local", 1] == "∂a/∂y = 0.25"
    assert lines["b", "local", 0] == "∂b/∂(-x) = 1 ((-x) > 0), 0.1 ((-x) ≤ 0)"
    assert lines["c", "local", 1] == "∂c/∂x (자리 1) = 0.5·y"
    assert lines["d", "local", 0] == "∂d/∂x = y/(x² + y²)"
    assert lines["e", "local", 0] == "∂e/∂x = 3ˣ·ln 3"
    assert {symbol for op in (Lerp, LeakyRelu) for symbol in rule_of(op).symbols} == {"a", "b"}


def test_a_sum_is_written_in_words_because_sigma_is_the_accumulation():
    with record() as trace:
        x = tensor([1.0, 2.0, 6.0], requires_grad=True)
        (x.sum() + x.mean() + x.softmax(0)[0] + x.logsumexp(0) + (x @ x)).backward()
    assert "Σ" not in trace.transcript()
    assert "합(x)" in trace.transcript()
    assert rule_of(Softmax).sent == {"a": "c · (grad − 합(grad · c))"}


def test_a_calculation_inside_a_sum_has_one_pair_of_parentheses():
    assert fill("합(a)", {"a": "(h * w)"}) == "합(h * w)"
    assert fill("합(a)", {"a": "(a + b) * (c + d)"}) == "합((a + b) * (c + d))"
    assert fill("합((a − b)²)", {"a": "x", "b": "y"}) == "합((x − y)²)"


def test_a_letter_that_is_an_input_keeps_its_place():
    with record() as trace:
        x, w, b = tensor([[1.0, 2.0]]), tensor([[3.0, 4.0]], requires_grad=True), tensor([5.0], requires_grad=True)
        z = F.linear(x, w, b)
    assert "z = b + x @ T = [5] + [[1, 2]] @ [[3], [4]] = [[16]]." in trace.transcript()
    del z


# ── 옵티마이저 ──


@pytest.mark.parametrize(("made", "formula", "sentence"), [
    (lambda w: optim.SGD([w], lr=0.1), ["w ← 1 − 0.1 × (−4)", "= 1.4"], "w: 1 → 1.4 (학습률 0.1 × (−4))."),
    (lambda w: optim.SGD([w], lr=0.1, momentum=0.9, weight_decay=0.01), ["w: 1 → 1.399"],
     "w: 1 → 1.399 (SGD, 학습률 0.1)."),
    (lambda w: optim.SGD([w], lr=0.1, maximize=True), ["w: 1 → 0.6"], "w: 1 → 0.6 (SGD, 학습률 0.1)."),
    (lambda w: optim.SGD([w], lr=0.1, momentum=0.9, nesterov=True), ["w: 1 → 1.76"],
     "w: 1 → 1.76 (SGD, 학습률 0.1)."),
    (lambda w: optim.Adam([w], lr=0.1), ["w: 1 → 1.1"], "w: 1 → 1.1 (Adam, 학습률 0.1)."),
])
def test_the_formula_of_an_optimizer_is_only_written_when_it_holds(made, formula, sentence):
    w = tensor(1.0, requires_grad=True)
    with record() as trace:
        (w * -4).backward()
        made(w).step()
    step = trace.steps[-1]
    assert (step["t"], step["f"], step["say"]) == ("optim", formula, sentence)


def test_a_change_too_small_for_the_mean_is_shown_on_one_value():
    w = tensor([[1.0, -1.0], [2.0, -2.0], [3.0, -3.0]], requires_grad=True)
    with record() as trace:
        (w * tensor([[1.0, -1.0], [1.0, -1.0], [4.0, -4.0]])).sum().backward()
        optim.SGD([w], lr=0.1).step()
    step = trace.steps[-1]
    assert step["f"] == ["w: 평균 0 (3, 2), 가장 많이 움직인 값은 3 → 2.6"]
    assert step["say"] == "w: 평균 0 (3, 2), 가장 많이 움직인 값은 3 → 2.6 (SGD, 학습률 0.1)."
