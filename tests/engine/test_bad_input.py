"""잘못 쓰면 세 줄짜리 오류가 나고, 그 밖에는 아무것도 달라지지 않습니다."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
from bad_cases import BAD_CASES

import engine
from engine import errors

MESSAGES = {name: value for name, value in vars(errors).items()
            if isinstance(value, errors.Message)}

# 이 표가 맡은 파일입니다. 여기서 내는 글에는 모두 행이 있어야 합니다.
FILES = """tensor node creation creation_random backward backward_hooks autograd/__init__ autograd/gradcheck ops/op
    ops/checks ops/fast ops/arithmetic ops/powers ops/activation ops/where ops/choose ops/compare
    ops/reshape ops/transpose ops/broadcast ops/reduce ops/extreme ops/softmax ops/index ops/inplace
    ops/assign ops/view_history ops/matmul ops/loss ops/draws ops/inplace_draws ops/inplace_views
    ops/unfold ops/getitem ops/put ops/scatter_reduce ops/stacks ops/quantile ops/counting ops/products
    ops/curves ops/rare_pointwise creation_rare nn/parameters nn/functional/margin"""
ROOT = Path(engine.__file__).parent


def used_in(paths):
    source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return set(re.findall(r"\berrors\.([A-Z][A-Z0-9_]+)", source))


each_case = pytest.mark.parametrize("case", BAD_CASES, ids=lambda case: case.name)
ENGLISH = re.compile(r"\([^가-힣]*[a-zA-Z]{2}[^가-힣]*[a-zA-Z]{2}[^가-힣]*\)")


def raised(case, w):
    try:
        case.act(engine, w)
    except Exception as error:
        return error
    pytest.fail("오류가 나지 않았습니다.")


def faults(text):
    """세 줄 약속에서 어긋난 점입니다."""
    what, *rest = text.split("\n")
    if [line.split(": ")[0] for line in rest] != ["까닭", "해 볼 일"]:
        return ["‘무슨 일 / 까닭: / 해 볼 일:’ 세 줄이 아닙니다."]
    return [problem for problem, bad in (
        ("첫 줄 끝에 괄호로 적은 영어가 없습니다.", not ENGLISH.search(what)),
        ("한글이 없는 줄이 있습니다.", not all(re.search("[가-힣]", line) for line in (what, *rest))),
        ("채우지 않은 빈칸이 있습니다.", re.search(r"\{[a-z_]+\}", text)),
        ("느낌표를 씁니다.", "!" in re.sub(r"\(.*\)|!=", "", text))) if bad]


def state(w):
    """오류 앞뒤로 같아야 하는 모든 것입니다."""
    facts = {"mode": (engine.is_grad_enabled(), engine.is_inference_mode_enabled()),
             "dtype": engine.get_default_dtype()}
    for name, t in vars(w).items():
        grad = t._grad
        facts[name] = (
            t._array.tolist(), t.dtype, t.shape, t.requires_grad, t.is_leaf, t._edge,
            None if t.is_inference() else t._version, id(grad),
            None if grad is None else (grad._array.tolist(), grad._version))
    return facts


def what_backward_does(w):
    """그래프를 걸어 본 결과입니다: 변화도, 또는 예외의 글"""
    try:
        w.loss.backward()
    except RuntimeError as error:
        return str(error)
    return [None if t.grad is None else t.grad.tolist() for t in (w.x, w.w, w.unused)]


# ── 글 ────────────────────────────────────────────────────────────────────────────────────────
@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_has_three_parts_and_can_be_filled_in(name):
    message = MESSAGES[name]
    assert all(re.fullmatch("[a-z_]+", blank) for blank in message.blanks)
    error = message(**dict.fromkeys(message.blanks, 1))
    assert type(error) is message.kind
    assert not faults(str(error))


def test_every_message_has_a_row():
    used = used_in(ROOT / f"{name}.py" for name in FILES.split())
    assert used - {case.says for case in BAD_CASES} == set()


@each_case
def test_an_error_says_what_why_and_what_to_do(case):
    error = raised(case, case.prepared(engine))
    assert not faults(str(error)), f"{type(error).__name__}: {error}"
    if case.says is not None:
        message = MESSAGES[case.says]
        blank = re.sub(r"\\\{.*?\\\}", ".*", re.escape(message.what))
        assert type(error) is message.kind
        assert re.fullmatch(blank, str(error).split("\n")[0])


# ── 상태 ──────────────────────────────────────────────────────────────────────────────────────
@each_case
def test_nothing_has_changed_after_an_error(case):
    w = case.prepared(engine)
    before = state(w)
    raised(case, w)
    assert state(w) == before


@pytest.mark.parametrize("case", [case for case in BAD_CASES if case.usable],
                         ids=lambda case: case.name)


def test_the_graph_is_as_usable_after_an_error_as_before(case):
    untouched, w = case.prepared(engine), case.prepared(engine)
    raised(case, w)
    assert what_backward_does(w) == what_backward_does(untouched)


def test_a_correct_backward_after_a_failed_one_gives_the_right_answer():
    x = engine.tensor([1.0, 2.0], requires_grad=True)
    y = x * x
    for wrong in (lambda: y.backward(), lambda: y.backward(engine.ones(3)),
                  lambda: engine.autograd.grad(y, engine.ones(2)), lambda: x.mul_(2)):
        with pytest.raises(RuntimeError):
            wrong()
    y.backward(engine.ones(2))
    assert x.grad.tolist() == [2, 4]


def test_a_second_backward_over_a_partly_released_graph_leaves_every_grad_alone():
    x, w = (engine.tensor([1.0, 2.0], requires_grad=True) for _ in range(2))
    shared = x * x
    shared.sum().backward()
    grad = x.grad.clone()
    total = (w * w).sum() + shared.sum()   # 앞쪽은 성하고, 뒤쪽만 해제되었습니다.
    with pytest.raises(RuntimeError):
        total.backward()
    assert w.grad is None
    assert x.grad.tolist() == grad.tolist()
    (w * w).sum().backward()
    assert w.grad.tolist() == [2, 4]


def test_an_error_inside_no_grad_restores_the_mode():
    for region in (engine.no_grad, engine.enable_grad, engine.inference_mode,
                   lambda: engine.set_grad_enabled(False)):
        with pytest.raises(RuntimeError), region():
            engine.ones(2) + engine.ones(3)
        assert engine.is_grad_enabled()
        assert not engine.is_inference_mode_enabled()


def test_an_error_inside_backward_restores_the_mode():
    def explode(grad):
        raise ZeroDivisionError

    x = engine.ones(2, requires_grad=True)
    y = x * 2
    y.register_hook(explode)
    for create_graph in (False, True):
        with pytest.raises(ZeroDivisionError):
            engine.autograd.grad(y.sum(), x, create_graph=create_graph)
        assert engine.is_grad_enabled()


def test_values_at_the_edge_of_a_function_give_no_warning():
    code = ("import engine; z = engine.zeros(2, requires_grad=True);"
            "z.log().sum().backward(); (z / z).sum().backward(); (engine.ones(2) / 0).exp()")
    run = subprocess.run([sys.executable, "-W", "default", "-c", code], capture_output=True,
                         text=True, check=True)
    assert run.stderr == ""
