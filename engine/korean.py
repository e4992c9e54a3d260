"""이름과 숫자를 읽는 소리에 조사를 맞춥니다: b를, L을, 36이, x로"""

from __future__ import annotations

import re
from string import Formatter

# 마지막 소리에 받침이 있는지입니다. ㄹ 받침은 ‘으로’ 대신 ‘로’를 씁니다.
_DIGITS = {"0": "ㅇ", "1": "ㄹ", "2": "", "3": "ㅁ", "4": "", "5": "", "6": "ㄱ", "7": "ㄹ",
           "8": "ㄹ", "9": ""}
_SUBSCRIPTS = dict(zip("₀₁₂₃₄₅₆₇₈₉", _DIGITS.values(), strict=True))
_LETTERS = {"l": "ㄹ", "m": "ㅁ", "n": "ㄴ", "r": "ㄹ", "ε": "ㄴ"}   # 엘, 엠, 엔, 알, 엡실론
_SIGNS = {"∞": "", "²": "ㅂ", "³": "ㅂ", "ᵀ": "", "%": ""}
_ENDINGS = {"ng": "ㅇ", "l": "ㄹ", "le": "ㄹ", "m": "ㅁ", "n": "ㄴ", "ne": "ㄴ", "me": "ㅁ", "put": "ㅅ",
            "out": "ㅅ", "net": "ㅅ", "logit": "ㅅ", "target": "ㅅ", "dot": "ㅅ", "step": "ㅂ",
            "map": "ㅂ", "top": "ㅂ", "block": "ㄱ", "mask": "", "size": "", "nan": "ㄴ"}
_PAIRS = {"을": "를", "이": "가", "은": "는", "과": "와", "으로": "로", "이라": "라",
          "이나": "나", "이어야": "여야"}      # 받침이 있을 때: 없을 때


def final(text: str) -> str:
    """읽었을 때 끝소리의 받침입니다. 없으면 빈 글입니다."""
    text = re.sub(r"\([A-Za-z][^()]*\)$", "", text.rstrip()) or text
    text = text.rstrip(" \t)]}'\"”’…")
    if not text:
        return ""
    last = text[-1]
    if "가" <= last <= "힣":
        code = (ord(last) - ord("가")) % 28
        return "" if not code else "ㄹ" if code == 8 else "ㄱ"
    if last in _DIGITS:
        return _DIGITS[last]
    for table in (_SUBSCRIPTS, _SIGNS):
        if last in table:
            return table[last]
    word = re.search(r"[A-Za-zε]*$", text)[0].lower()
    if len(word) <= 1 or not re.search("[aeiouy]", word):
        return _LETTERS.get(last.lower(), "")
    found = [end for end in _ENDINGS if word.endswith(end)]
    return _ENDINGS[max(found, key=len)] if found else ""


def with_particle(text: str, particle: str) -> str:
    """글 뒤에 조사를 붙입니다. particle은 받침이 있을 때의 꼴입니다: 을, 이, 은, 과, 으로"""
    sound = final(text)
    open_form = not sound or (particle == "으로" and sound == "ㄹ")
    return text + (_PAIRS[particle] if open_form else particle)


def either(particle: str) -> str:
    """받침을 모를 때 두 꼴을 함께 적습니다: 을(를), (으)로. 조사가 아니면 빈 글입니다."""
    if particle not in _PAIRS:
        return ""
    short = _PAIRS[particle]
    return f"({particle.removesuffix(short)}){short}" if particle.endswith(short) else (
        f"{particle}({short})")


class _Template(Formatter):
    """쌍점 뒤에 조사를 적은 틀입니다. 조사가 아니면 파이썬의 서식입니다: {x:을}, {x:.4g}"""

    def format_field(self, value, spec):
        return with_particle(format(value), spec) if spec in _PAIRS else format(value, spec)


_template = _Template()


def say(template: str, **values) -> str:
    """‘{x:을} {y:으로} 보냅니다’처럼 적은 틀을 채웁니다. 조사는 받침이 있을 때의 꼴로 적습니다."""
    return _template.vformat(template, (), values)


def times(count: int) -> str:
    """‘세 번’처럼 셀 때의 말입니다."""
    return f"{counted(count)} 번" if count <= 10 else f"{count}번"


def counted(count: int) -> str:
    """‘세 길’처럼 셀 때의 말입니다."""
    names = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"]
    return names[count] if 0 < count < len(names) else f"{count}개의"
