"""글쓰기 지침을 기계로 살핍니다. 낱말과 조사는 형태소 분석기(kiwipiepy)가 가려냅니다.

규칙 하나가 함수 하나입니다. 문장을 받아 걸린 곳을 설명하는 글을 하나씩 내놓습니다.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

LONGEST = 90

# ── 원고에서 글만 남기기 ────────────────────────────────────────────────────────────────────

EXCUSE = re.compile(r"<!-- 문체:예외 \S.*-->")
FENCE = re.compile(r"^ *(`{3,}|~{3,})")
DIRECTIVE_OF_PROSE = re.compile(r"\{(?!code|math|include|eval|raw|literal)[\w-]+\}")
NOT_OURS = re.compile(r" *(>|:[\w-]+:)")  # 남의 글, 지시문의 선택 사항
INLINE_CODE = re.compile(r"(`+)(?!`)(.+?)(?<!`)\1(?!`)|<code>(.*?)</code>")
NOT_PROSE = re.compile(
    r"^---\n.*?\n---\n"  # 머리글
    r"|<(svg|script|style)\b.*?</\1>"
    r"|\$\$.*?\$\$|\$[^$\n]+\$"  # 수식
    r"|\]\([^)]*\)|(?<=\])\[[^]]*\]"  # 링크의 주소
    r"|<(?!!--)[^>]*>"  # HTML 태그
    r"|\{[a-z:-]+\}(?=`)"  # MyST의 역할 이름
    r"|^\([\w-]+\)=$",  # MyST의 자리표
    re.S | re.M,
)
CODE = "⟨{}⟩"  # 글에 든 코드 한 토막


def without_fences(text):
    """코드 상자와 남의 글(>)을 빈 줄로 바꿉니다. ```{note} 같은 지시문 안은 글입니다."""
    fences = []  # 열린 울타리마다 (울타리, 그 안이 글인지)
    for line in text.splitlines():
        mark, is_prose = FENCE.match(line), all(inside for _, inside in fences)
        if mark and fences and line.strip() == fences[-1][0]:
            fences.pop()
        elif mark and is_prose:
            fences.append((mark[1], bool(DIRECTIVE_OF_PROSE.search(line))))
        yield "" if mark or not is_prose or NOT_OURS.match(line) else line


def prose(text):
    """코드는 ⟨코드⟩로, 수식과 태그와 주소는 빈칸으로 바꿉니다. 줄 번호는 그대로입니다."""
    text = INLINE_CODE.sub(lambda m: CODE.format(m[2] or m[3]), "\n".join(without_fences(text)))
    return NOT_PROSE.sub(lambda m: _blank(m[0]), text)


def _blank(removed):
    if "\n" in removed:
        return re.sub(r"[^\n]", " ", removed)
    return "⟨⟩" if removed.startswith("$") else "]" if removed.startswith("]") else " "


def sentences(line):
    """한 줄을 문장과 표의 칸으로 나눕니다."""
    return [part.strip() for part in re.split(r"(?<=[.?!])\s+|\s\|\s", line) if part.strip()]


def complaints(text):
    """글에서 지침과 어긋난 곳: ‘몇 번 줄: 까닭 — 문장’"""
    for number, (line, raw) in enumerate(
        zip(prose(text).splitlines(), text.splitlines(), strict=False), 1
    ):
        if EXCUSE.search(raw) or not re.search("[가-힣]", line):
            continue
        for sentence in sentences(line):
            for rule in RULES:
                for why in rule(Sentence(sentence)):
                    yield f"{number}번 줄: {why} — {readable(sentence)}"


def readable(sentence):
    return re.sub(r"⟨(.*?)⟩", r"`\1`", sentence)


# ── 문장 하나 ───────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Sentence:
    """글 한 문장. `morphemes`는 분석한 형태소, `analysed`는 분석기에 넣은 글입니다."""

    text: str

    @property
    def analysed(self):
        """코드는 로마자 하나로 바꿔 넣습니다. 그래야 뒤의 조사를 조사로 읽습니다."""
        return re.sub(r"⟨.*?⟩", "X", self.text)

    @property
    def morphemes(self):
        return analyse(self.analysed)


@cache
def analyser():
    """형태소 분석기. 없으면 None이고, 낱말을 보는 규칙은 쉽니다."""
    try:
        from kiwipiepy import Kiwi
    except ImportError:
        return None
    kiwi = Kiwi(num_workers=1)
    for word in WORDS_TO_AVOID:
        if " " not in word and len(word) > 1:
            kiwi.add_user_word(word, "NNG")
    for word in TERMS:
        kiwi.add_user_word(word, "NNG", 3)
    return kiwi


@cache
def analyse(text):
    kiwi = analyser()
    return kiwi.tokenize(text) if kiwi else []


def pairs(tokens):
    return pairwise(tokens)


def is_noun(token):
    return token.tag in {"NNG", "NNP", "SL", "XR"}


def ends(token):
    return token.start + token.len


# ── 한 가지 것은 한 낱말로 (지침 1절) ───────────────────────────────────────────────────────

# 쓰지 않는 말 → 쓰는 말. 띄어 쓴 것은 붙여 써도 잡습니다.
WORDS_TO_AVOID = {
    "오토그래드": "autograd",
    "자동 차별화": "자동 미분",
    "텐써": "텐서",
    "그래디언트": "변화도",
    "그라디언트": "변화도",
    "그레이디언트": "변화도",
    "구배": "변화도",
    "파생물": "도함수",
    "계산 그래프": "연산 그래프",
    "역방향 전파": "역전파",
    "순방향 전파": "순전파",
    "백워드": "역전파",
    "포워드": "순전파",
    "리프": "잎",
    "루트": "뿌리",
    "엣지": "간선",
    "에지": "간선",
    "유방향": "방향 비순환 그래프",
    "토폴로지": "위상 순서",
    "변화도 기능": "변화도 함수",
    "체인 룰": "연쇄 법칙",
    "체인룰": "연쇄 법칙",
    "축적": "누적",
    "어큐뮬레이트": "누적",
    "업스트림": "받은 변화도",
    "다운스트림": "보낼 변화도",
    "프리": "해제",
    "트래킹": "추적",
    "노그래드": "추적 중지 구역",
    "디태치": "떼어 내기",
    "프리징": "동결",
    "인플레이스": "제자리 연산",
    "버전 카운터": "버전 번호",
    "후크": "훅",
    "자코비안": "야코비안",
    "하이오더": "고차 도함수",
    "그래드체크": "변화도 검사",
    "미분 불능": "미분할 수 없는 점",
    "최적화기": "옵티마이저",
    "러닝 레이트": "학습률",
    "파라미터": "매개변수",
    "파라메터": "매개변수",
    "웨이트": "가중치",
    "레이어": "계층",
    "층": "계층",
    "훈련": "학습",
    "트레이닝": "학습",
    "쉐이프": "모양",
    "셰이프": "모양",
    "방송": "브로드캐스팅",
    "메소드": "메서드",
    "워크플로우": "워크플로",
    "쓰레드": "스레드",
    "알고리듬": "알고리즘",
    "컨텐츠": "콘텐츠",
}
TERMS = "그래프 변화도 순전파 역전파 걸음보기 야코비안 매개변수 학습률 대기줄 리프레시 프리랜서".split()


def one_word_for_one_thing(sentence):
    """용어표의 ‘쓰지 않는 말’이 명사로 쓰였는지 봅니다. 조사나 ‘하다’가 붙어도 잡습니다."""
    tokens = sentence.morphemes
    for start, token in enumerate(tokens):
        if not is_noun(token):
            continue
        for word, better in WORDS_TO_AVOID.items():
            if _spells(tokens, start, word.replace(" ", "")):
                yield f"‘{word}’ 대신 ‘{better}’"


def _spells(tokens, start, word):
    """명사를 이어 붙이면 word가 되는지. 이음말의 조각은 낱말로 치지 않습니다."""
    if start and is_noun(tokens[start - 1]) and ends(tokens[start - 1]) == tokens[start].start:
        return False
    spelled = ""
    for end in range(start, len(tokens)):
        if not is_noun(tokens[end]):
            return False
        spelled += tokens[end].form
        if spelled == word:
            return True
        if not word.startswith(spelled):
            return False
    return False


# ── 번역투 (지침 2절) ───────────────────────────────────────────────────────────────────────

PHRASES = re.compile(
    "에 의해|에 있어서|것에 대해|가지고 있습니다|의 [가-힣]+의 [가-힣]+의|연쇄법칙|당연히|간단히|"
    "것 중 하나|것들 중|[함남됨임짐]을 의미합니다"
)


def no_translationese(sentence):
    if found := PHRASES.search(sentence.text):
        yield f"‘{found[0]}’"


PASSIVE = set(
    "되 보이 쓰이 나뉘 나누이 잊히 놓이 쌓이 잡히 읽히 닫히 열리 걸리 담기 끊기 바뀌 풀리 갈리 모이 "
    "불리 불리우 묶이 섞이 덮이 적히 찍히 막히 먹히 들리 팔리 깎이 꺾이 뽑히 밀리 실리 눌리 뚫리 "
    "잘리 짜이 끼이 매이 세이 여기 믿기 안기 쫓기 빼앗기 찢기 뜯기 씻기 감기".split()
)


def no_double_passive(sentence):
    """‘되어지다, 보여지다’처럼 피동을 두 번 쓴 곳과 ‘~어지게 되다’"""
    tokens = sentence.morphemes
    for verb, ending, passive in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if ending.tag == "EC" and passive.form == "지" and passive.tag == "VX":
            if verb.form in PASSIVE and verb.tag in {"VV", "VV-R", "VV-I", "XSV", "VA", "VX"}:
                yield f"이중 피동 ‘{sentence.analysed[verb.start : ends(passive) + 1]}’"
    for passive, ending, become in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if ending.form == "게" and ending.tag == "EC" and become.form == "되":
            if passive.form == "지" and passive.tag == "VX":
                yield "‘~어지게 되다’"


ACTIONS = set("업데이트 갱신 계산 저장 해제 누적 전파 미분 초기화 실행 호출 기록 추적 반환 생성".split())


def no_causative_for_an_action(sentence):
    for noun, verb in pairs(sentence.morphemes):
        if noun.form in ACTIONS and verb.form == "시키" and ends(noun) == verb.start:
            yield f"‘{noun.form}시키다’ 대신 ‘{noun.form}하다’"


def nothing_is_easy(sentence):
    """읽는 이에게 쉽다고 말하지 않습니다: ‘쉽게’ (‘~하기 쉽다’는 괜찮습니다)"""
    for adjective, ending in pairs(sentence.morphemes):
        if adjective.form in {"쉽", "손쉽"} and ending.form == "게":
            yield f"‘{adjective.form}게’"


def hapnida(sentence):
    """합니다체: 마침표로 끝나는 문장의 끝말을 봅니다. 따옴표 안은 남의 말입니다."""
    tokens = analyse(re.sub(r"“[^”]*”|‘[^’]*’", "X", sentence.analysed))
    for ending, stop in pairs(tokens):
        if stop.tag == "SF" and ending.tag == "EF" and ending.form in {"다", "ᆫ다", "는다", "야", "지"}:
            yield f"합니다체가 아닌 끝말 ‘{ending.form.replace('ᆫ', '-ㄴ')}’"


# ── 띄어쓰기와 부호 (지침 6절) ──────────────────────────────────────────────────────────────

# 늘 붙여 쓰는 것: 지다(이루어지다), 하다(좋아하다)
JOINED = {"지", "하"}
# 사전에 한 낱말로 실린 것. 앞말의 으뜸꼴과 뒷말로 적습니다.
COMPOUNDS = set(
    "알-보 살피-보 찾-보 묻-보 돌-보 지키-보 바라-보 들여다-보 내려다-보 "
    "늘-놓 내리-놓 털-놓 빼-놓 내-놓 놓-두 줄-들 늘-나 살-나 일-나 깨-나 벗-나 "
    "가리-내 고르-내 뽑-내 돌리-주 돕-주 물리-주 내-주 알-내 찾-내 밝히-내 풀-내 끄집-내 이기-내 나타-내 "
    "들-가 나-가 돌-가 건너-가 넘-가 따르-가 빠지-나가 거스르-오르 가지-오 돌-오 들-오 나-오 "
    "이르-오 다가-오 넘-오 떠-오르 잊-버리 잃-버리".split()
)
AFTER_MODIFIER = {"수", "것", "줄", "뿐", "채", "만", "때"}


def auxiliary_verbs_stand_apart(sentence):
    """보조 용언은 띄어 씁니다: ‘계산해 봅니다’, ‘들어 있습니다’"""
    tokens = sentence.morphemes
    for first, ending, verb in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if ending.tag == "EC" and ending.form in {"어", "아", "고"} and verb.tag == "VX":
            joined = verb.form in JOINED or f"{first.form}-{verb.form}" in COMPOUNDS
            if not joined and ends(ending) >= verb.start:
                where = sentence.analysed[max(0, ending.start - 3) : ends(verb) + 2]
                yield f"보조 용언은 띄어 씁니다: ‘{where.strip()}’"


def dependent_nouns_stand_apart(sentence):
    """의존 명사는 띄어 씁니다: ‘할 수 있습니다’, ‘알 수 없습니다’"""
    tokens = sentence.morphemes
    for ending, noun in pairs(tokens):
        if ending.tag == "ETM" and noun.form in AFTER_MODIFIER and noun.tag in {"NNB", "NNG"}:
            if ends(ending) >= noun.start:
                yield f"띄어 씁니다: ‘{sentence.analysed[max(0, ending.start - 2) : ends(noun) + 2]}’"
    for noun, verb in pairs(tokens):
        if noun.form == "수" and noun.tag == "NNB" and verb.form in {"있", "없"}:
            if ends(noun) >= verb.start:
                yield f"띄어 씁니다: ‘수 {verb.form}다’"


def no_semicolon(sentence):
    if ";" in re.sub(r"&#?\w+;|⟨.*?⟩", "", sentence.text):
        yield "세미콜론 대신 문장을 나눕니다"


def short(sentence):
    plain = re.sub(r"⟨(.*?)⟩", r"\1", sentence.text)
    if len(plain) > LONGEST and re.search("[가-힣]", plain):   # 이름만 늘어놓은 표의 칸은 문장이 아닙니다.
        yield f"{len(plain)}자"


# ── 조사는 읽는 소리에 맞춥니다 (지침 1절) ──────────────────────────────────────────────────

OPEN, RIEUL, CLOSED = "모음", "ㄹ", "받침"
# 코드 이름을 읽는 소리. 없는 이름은 살피지 않습니다. 밑줄이 든 이름은 마지막 낱말로 읽습니다.
SOUNDS = dict(
    loss="로스", grad="그래드", backward="백워드", forward="포워드", engine="엔진", torch="토치",
    tensor="텐서", Tensor="텐서", sum="섬", mean="민", sigmoid="시그모이드", relu="렐루",
    shape="셰이프", detach="디태치", fn="에프엔", leaf="리프", step="스텝", draw="드로",
    record="레코드", check="체크", item="아이템", clone="클론", view="뷰", bias="바이어스",
    weight="웨이트", graph="그래프", data="데이터", gradient="그레이디언트", hook="훅", none="넌",
    matmul="맷멀", mul="멀", pow="파워", numel="넘엘", Function="펑션", randn="랜드엔",
    ones="원스", zeros="제로스", tolist="리스트", numpy="넘파이", Adam="아담", SGD="에스지디",
    True_="트루", False_="폴스", None_="넌", out="아웃", seed="시드", reshape="리셰이프",
    explore="익스플로어", compare="컴페어", functions="펑션스", tensors="텐서스", logits="로지츠",
    jacobian="야코비안", zero="제로", optim="옵팀", linear="리니어", Linear="리니어", model="모델",
    total="토털", mask="마스크", index="인덱스", name="네임", ctx="시티엑스", trace="트레이스",
)  # fmt: skip
LETTERS = dict(zip("lmn", ("엘", "엠", "엔"), strict=True))  # 나머지 로마자는 모음으로 끝난다
AMBIGUOUS_LETTERS = set("rR")  # ‘아르’와 ‘알’
DIGITS = dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True))
PARTICLE = re.compile(r"(은|는|이|가|을|를|과|와|으로|로)(?:서|써|는|도|만|부터)?(?![가-힣])")
WANTS = {
    "은": {RIEUL, CLOSED}, "이": {RIEUL, CLOSED}, "을": {RIEUL, CLOSED}, "과": {RIEUL, CLOSED},
    "는": {OPEN}, "가": {OPEN}, "를": {OPEN}, "와": {OPEN}, "으로": {CLOSED}, "로": {OPEN, RIEUL},
}  # fmt: skip


def final(korean):
    """한글의 끝소리"""
    jong = (ord(korean[-1]) - ord("가")) % 28
    return {0: OPEN, 8: RIEUL}.get(jong, CLOSED)


def sound(code):
    """코드 한 토막의 끝소리. 어떻게 읽는지 모르면 None입니다."""
    code = code.strip().removesuffix("()")
    if re.fullmatch(r"[-−]?[\d,]*\.?\d+", code):
        return sound_of_number(code)
    if not re.fullmatch(r"[A-Za-z_][\w.]*", code):
        return None
    name = code.rsplit(".", 1)[-1]
    if len(name) == 1:
        return None if name in AMBIGUOUS_LETTERS else final(LETTERS.get(name.lower(), "아"))
    if re.fullmatch(r"[a-z]+\d+", name):
        return final(DIGITS[name[-1]])
    last = name.rstrip("_").rsplit("_", 1)[-1]
    read = SOUNDS.get(last) or SOUNDS.get(f"{last}_")
    return final(read) if read else None


def sound_of_number(text):
    digits = text.replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0"))
    if "." in digits or not zeros or not digits.strip("-−0"):
        return final(DIGITS[digits[-1]])
    return final("십백천만"[min(zeros, 4) - 1]) if zeros < 5 else None


NUMBER = re.compile(r"(?<![\w.,⟨])([-−]?\d[\d,]*(?:\.\d+)?)(?=[가-힣])")


def particles_follow_the_sound(sentence):
    """코드 이름과 수 뒤의 조사"""
    read = [(m[1], m.end()) for m in re.finditer(r"⟨(.*?)⟩", sentence.text)]
    read += [(m[1], m.end()) for m in NUMBER.finditer(sentence.text)]
    for code, end in read:
        particle, heard = PARTICLE.match(sentence.text, end), sound(code)
        if particle and heard and heard not in WANTS[particle[1]]:
            yield f"‘{code}’ 뒤의 조사 ‘{particle[1]}’"


RULES = [
    one_word_for_one_thing,
    no_translationese,
    no_double_passive,
    no_causative_for_an_action,
    nothing_is_easy,
    hapnida,
    auxiliary_verbs_stand_apart,
    dependent_nouns_stand_apart,
    no_semicolon,
    short,
    particles_follow_the_sound,
]
