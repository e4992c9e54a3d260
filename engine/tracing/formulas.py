"""연산의 독스트링에 적힌 수식을 읽어, 독자의 변수 이름과 숫자를 넣습니다.

    "c = a · b        ∂c/∂a = b,   ∂c/∂b = a"   →   b = x · x,   ∂b/∂x = x,   = 2 × 2
"""

from __future__ import annotations

import ast
import functools
import inspect
import re
from typing import NamedTuple

from ..korean import with_particle
from .numbers import in_formula, number, superscript

_CUT = re.compile(r",?\s{2,}|, \S+[은는] 숫자|\s*∂|\s*변화도|\.\s|\.$")
_LOCAL = re.compile(r"∂(\S+?)/∂(\w+) = (.+?)(?=,\s+∂|\.\s|\.$|\s{2,}|$)")
_RULE = re.compile(r"(\w+)에는 (.+?)(?=,\s+\w+에는|\.\s|\.$|\s{2,}|$)")
_ONE_RULE = re.compile(r"변화도: (?!.*에는)(.+?)(?=\.\s|\.$|\s{2,}|$)")
_MEANT = re.compile(r",\s+([A-Za-z]²?) = (.+?)(?=:|\.\s|\.$|\s{2,}|$)")
_TOTAL = re.compile(r"Σ ?(\([^()]*\)²?|[^_()/](?:[^()/]|\([^()]*\))*?)(?= [/−]|\)|$)")
_DOUBLED = re.compile(r"합\((\([^()]*\))\)")
_DOT = re.compile(r" ?· ?")
_WORDS = re.compile(r"[가-힣]\S* .*")
_HANGUL = re.compile("[가-힣]")
_PARTICLE = "(을|를|이|가|은|는|과|와|으로|로)(?![가-힣])"
_CLOSED = {"를": "을", "가": "이", "는": "은", "와": "과", "로": "으로"}
_UP = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_DOWN = {up: letter for letter, up in _UP.items() if letter in "abc"}

# 숫자 인자의 이름 → 독스트링에 적은 글자
_NUMBERS = {"alpha": "α", "delta": "δ", "negative_slope": "s", "base": "s", "weight": "w", "value": "v",
            "other": "b"}
_OPERATORS = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda, ast.Tuple,
              ast.NamedExpr, ast.Await)


class Rule(NamedTuple):
    """연산 하나의 수식입니다. 적혀 있지 않으면 비어 있습니다."""

    symbols: tuple       # 입력 자리마다의 기호
    result: str          # 결과의 기호
    forward: str         # 결과의 식
    local: dict          # 입력 기호 → 국소 미분의 식
    sent: dict           # 입력 기호 → 보낼 변화도의 식


@functools.cache
def rule_of(op: type) -> Rule:
    """연산의 독스트링에서 읽은 수식입니다. 물려받은 연산이면 밑바탕의 것까지 봅니다."""
    for base in op.__mro__:
        rule = _read(base, op)
        if rule.forward or rule.local or base.__name__ == "Op":
            return rule
    return rule


def _read(base: type, op: type) -> Rule:
    text = base.__dict__.get("__doc__") or ""
    first, *rest = text.strip().split("\n")
    head = _CUT.split(first, maxsplit=1)[0]
    result, equals, forward = head.partition(" = ")
    if not equals or forward.endswith("입니다") or result not in ("c", "C", "cᵢ", "cₖ", "ℓ"):
        result, forward = "c", ""
    lines = [first, *(line.strip() for line in rest)]
    local = {symbol: text.removesuffix("입니다").rstrip(",")
             for line in lines for _, symbol, text in _LOCAL.findall(line)}
    sent = dict(pair for line in lines for pair in _RULE.findall(line) if "변화도" in line)
    symbols = _symbols(op)
    if any("ᵀ" in each for each in sent.values()):      # 행렬 곱은 독자가 적은 대로 @로 적습니다.
        forward = _DOT.sub(" @ ", forward)
        sent = {symbol: _DOT.sub(" @ ", each) for symbol, each in sent.items()}
    single = _ONE_RULE.search(first)
    if single and len(symbols) == 1:
        sent[symbols[0]] = single[1]
    meant = {symbol[0]: symbol for symbol in ("weight", "bias") if symbol in symbols}
    meant |= dict(found for line in lines for found in _MEANT.findall(line))
    meant = {letter: meaning for letter, meaning in meant.items() if letter not in (*symbols, "c")}
    local, sent = ({meant.get(symbol, symbol): _plain(text, meant) for symbol, text in rules.items()}
                   for rules in (local, sent))
    return Rule(symbols, result, _plain(forward, meant), local, sent)


def _plain(text: str, meant: dict) -> str:
    """따로 정한 글자는 그 뜻으로, 합의 Σ는 말로 적습니다. Σ는 .grad에 누적하는 일의 표시입니다: 합(a)"""
    for letter, meaning in meant.items():
        whole = re.fullmatch(r"\w+(\(.*\))?", meaning)
        text = _alone(letter).sub(meaning if whole else f"({meaning})", text)
    text = _TOTAL.sub(lambda found: f"합({found[1]})", text)
    return re.sub(r"(?<=\|)\(([^()]*)\)(?=\|)|\((합\([^()]*\))\)", r"\1\2", text)


def _alone(letter: str) -> re.Pattern:
    """다른 낱말이나 도함수(u′)의 일부가 아닌 글자입니다."""
    return re.compile(rf"(?<![A-Za-z]){letter}(?![A-Za-z′])")


def _symbols(op: type) -> tuple:
    """독스트링은 forward의 인자 이름으로 적혀 있습니다. ufunc이면 입력 자리의 이름을 씁니다."""
    inputs = getattr(op, "inputs", ())
    if not inspect.isfunction(getattr(op, "forward", None)):
        return inputs
    names = tuple(inspect.signature(op.forward).parameters)[:len(inputs)]
    return names if len(names) == len(inputs) and "args" not in names else inputs


def collected(text: str, params: dict, local: bool = False) -> str:
    """손실은 값마다의 식으로 적혀 있습니다. 평균이나 합으로 모았으면 그것도 적습니다."""
    count = params.get("count")
    if not text or count in (None, 1) or params.get("reduction") not in ("mean", "sum"):
        return text
    if params["reduction"] == "sum":
        return text if local else f"합({text})"
    if local:
        return f"{text} / {count}" if re.fullmatch(r"[^+−]*\(.*\)", text) else f"({text}) / {count}"
    return f"평균 {text}" if text[0] == "(" else f"평균({text})"


def settle(text: str, params: dict, count: int | None = None) -> str:
    """식에 적힌 지수 n, 배수 α 같은 숫자, 값 하나로 모은 개수 n에 실제 값을 넣습니다: n·aⁿ⁻¹ → 2·a"""
    for name, letter in _NUMBERS.items():
        if type(params.get(name)) in (int, float):
            text = _alone(letter).sub(in_formula(number(params[name])), text)
    n = params.get("exponent")
    if n is None:
        return re.sub(r"\bn\b", str(count), text) if count else text
    if "ⁿ" not in text:
        return text
    if float(n).is_integer():
        n = int(n)
        up = {n: superscript(n), n - 1: superscript(n - 1)}
        up[1] = ""
        text = text.replace("ⁿ⁻¹", up[n - 1]).replace("ⁿ", up[n])
    else:
        text = text.replace("ⁿ⁻¹", f"^{in_formula(number(n - 1))}").replace("ⁿ", f"^{in_formula(number(n))}")
    return re.sub(r"\bn\b", f"{n:g}".replace("-", "−"), text)


def fill(text: str, names: dict) -> str:
    """식의 기호를 이름이나 숫자로 한꺼번에 바꿉니다. 이름에 맞추어 조사도 고칩니다."""
    if not names:
        return text
    text = re.sub("(⁻?)([ᵃᵇᶜ])(⁻¹)?", lambda up: _raised(
        names.get(_DOWN[up[2]], _DOWN[up[2]]), up[1], up[3]), text)
    symbols = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = rf"(?<![A-Za-z_가-힣∂])(∂?)({symbols})(?![A-Za-z_0-9])(?:{_PARTICLE})?"

    def swap(found):
        name = names[found[2]]
        particle = found[3]
        if particle:
            name = with_particle(name, _CLOSED.get(particle, particle))
        return found[1] + name

    return _DOUBLED.sub(r"합\1", re.sub(pattern, swap, text))


def _raised(name: str, minus: str, less_one: str | None) -> str:
    """지수의 자리에 적은 이름입니다: ˣ, ⁻ˣ, ^(−weight), ^(n − 1)"""
    if name in _UP:
        return f"{minus}{_UP[name]}{less_one or ''}"
    if re.fullmatch(r"\(?−?\d+\)?", name):
        value = int(name.strip("()").replace("−", "-")) * (-1 if minus else 1)
        return superscript(value - bool(less_one))
    inside = name if re.fullmatch(r"[\w.]+|\(.*\)|.*\]", name) else f"({name})"
    if minus or less_one:
        return f"^({'−' * bool(minus)}{inside}{' − 1' * bool(less_one)})"
    return f"^{inside}"


def in_words(text: str) -> bool:
    """연산자 없이 말로만 적은 식인지입니다: a에서 크기 1인 축을 뺀 것"""
    return bool(_HANGUL.search(text)) and not re.search("[-−+*×·/@^(]", text)


def with_numbers(text: str, values: dict) -> str | None:
    """기호 자리에 숫자를 넣은 식입니다. 말로 적은 식이면 None입니다."""
    if not text or _HANGUL.search(text) or "ᵢ" in text:
        return None
    return fill(text, values).replace(" · ", " × ").replace("·", "×")


@functools.lru_cache(maxsize=4096)
def is_operation(name: str) -> bool:
    """이름으로 쓴 식의 맨 바깥이 연산자인지입니다: a + b는 그렇고, x[:-1]과 (a + b)는 아닙니다."""
    try:
        tree = ast.parse(name, mode="eval").body
    except (SyntaxError, ValueError):
        return False
    return isinstance(tree, _OPERATORS) and tree.col_offset == 0


def tight(name: str) -> str:
    """연산자 옆에 적을 이름입니다. 그대로 적으면 다르게 묶이는 식과, 빈칸이 든 말만 괄호로 쌉니다."""
    return f"({name})" if is_operation(name) or _WORDS.fullmatch(name) else name


def quoted(name: str) -> str:
    """식 안에 넣을 이름입니다. 이름이 없는 숫자는 음수만 괄호로 쌉니다."""
    return tight(name) if re.search("[A-Za-z가-힣]", name) else in_formula(name)
