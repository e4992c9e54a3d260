"""행 하나를 PyTorch나 engine에서 실행하고, 두 결과를 견줍니다.

견주는 것: 값, dtype, 모양, requires_grad, grad_fn의 클래스 이름, 예외의 종류, UserWarning의 유무.
견주지 않는 것: 예외와 경고의 글, 메모리 주소.
"""

import ast
import copy
import pickle
import re
import warnings
from contextlib import contextmanager
from itertools import repeat
from typing import NamedTuple

import numpy as np

RELATIVE = 1e-6  # float32의 마지막 한두 비트까지는 다를 수 있습니다.
RELATIVE_DOUBLE = 1e-12

HANGUL = "가-힣"
# 한글이 섞이지 않고 영어 낱말이 둘 이상인 괄호: 독자가 검색창에 넣을 말입니다.
SEARCH_WORDS = re.compile(r"\([^가-힣]*[a-zA-Z]{2}[^가-힣]* [^가-힣]*[a-zA-Z]{2}[^가-힣]*\)")


class TensorSeen(NamedTuple):
    """텐서에서 견줄 것만 남긴 모습입니다."""

    kind: str
    dtype: str
    shape: tuple
    values: object
    requires_grad: bool
    grad_fn: str | None


class Outcome(NamedTuple):
    """행 하나를 실행한 결과입니다. 예외가 났으면 value는 None입니다."""

    value: object = None
    error: str | None = None
    message: str = ""
    warned: bool = False

    def __str__(self):
        seen = f"{self.error}: {self.message}" if self.error else repr(self.value)
        return seen + "  (UserWarning)" * self.warned


def run(module, row):
    """row의 코드를 module(torch 또는 engine)에서 실행해 Outcome을 돌려줍니다."""
    scope = {
        "__name__": "probe", "torch": module, "nn": module.nn, "F": module.nn.functional,
        "np": np, "copy": copy, "pickle": pickle, "graph": graph,
    }
    value = error = None
    with fresh_state(module), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            execute(row.setup, scope, module)
            value = plain(execute(row.code, scope, module), module)
        except (NameError, SyntaxError):  # 행의 오타가 두 쪽에서 ‘같은 예외’로 통과하면 안 됩니다.
            raise
        except Exception as raised:  # 무엇이 나든 그것이 이 행의 결과입니다.
            error = raised
    warned = any(issubclass(w.category, UserWarning) for w in caught)
    if error is None:
        return Outcome(value=value, warned=warned)
    return Outcome(error=builtin_name(error), message=str(error), warned=warned)


def execute(code, scope, module):
    """문장을 차례로 실행하고, 마지막이 식이면 그 값을 돌려줍니다."""
    # 행 안의 import torch.…도 시험하는 모듈을 가리켜야 합니다.
    code = re.sub(r"^(\s*)(import|from) torch\b", rf"\1\2 {module.__name__}", code, flags=re.M)
    tree = ast.parse(code)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "<row>", "exec"), scope)
    return eval(compile(ast.Expression(last.value), "<row>", "eval"), scope) if last else None


@contextmanager
def fresh_state(module):
    """씨앗을 0으로 맞추고, 끝나면 전역 상태를 되돌립니다."""
    grad, dtype = module.is_grad_enabled(), module.get_default_dtype()
    # torch는 어떤 경고를 프로세스에서 한 번만 냅니다. 행의 순서에 기대지 않도록 늘 내게 합니다.
    always = getattr(module, "set_warn_always", lambda on: None)
    module.manual_seed(0)
    always(True)
    try:
        yield
    finally:
        always(False)
        module.set_grad_enabled(grad)
        module.set_default_dtype(dtype)


def graph(node):
    """그래프를 한 줄로 적습니다: AddBackward0(MulBackward0(AccumulateGrad, None), None)"""
    name = "None" if node is None else type(node).__name__
    parents = [graph(parent) for parent, _ in node.next_functions] if node is not None else []
    return f"{name}({', '.join(parents)})" if parents else name


def plain(value, module):
    """두 모듈의 값을 서로 견줄 수 있는 자료로 바꿉니다."""
    kind = type(value).__name__
    if isinstance(value, module.Tensor):
        node = value.grad_fn
        return TensorSeen(kind, clean(str(value.dtype)), tuple(value.shape),
                          value.detach().tolist(), value.requires_grad,
                          None if node is None else type(node).__name__)
    if isinstance(value, str):
        return clean(value)
    if value is None or type(value) in (bool, int, float, complex):
        return value
    if isinstance(value, dict):
        return kind, [[plain(k, module), plain(v, module)] for k, v in value.items()]
    if isinstance(value, (list, tuple)):  # torch.Size도 여기입니다.
        return kind, [plain(item, module) for item in value]
    if isinstance(value, (np.ndarray, np.generic)):
        return kind, str(value.dtype), value.shape, value.tolist()
    if hasattr(value, "next_functions"):
        return "Node", kind
    return kind, clean(repr(value))


def clean(text):
    """주소를 지우고, engine.으로 시작하는 이름을 torch.로 읽습니다."""
    return re.sub(r"\bengine\.", "torch.", re.sub(r"0x[0-9a-fA-F]+", "0x…", text))


def builtin_name(error):
    """예외의 조상 가운데 가장 가까운 내장 예외의 이름입니다. 독자가 except에 적을 이름입니다."""
    return next(c.__name__ for c in type(error).__mro__ if c.__module__ == "builtins")


def differences(theirs, ours):
    """torch의 결과 theirs와 engine의 결과 ours가 다른 점을 적습니다. 같으면 빈 목록입니다."""
    found = []
    if theirs.error != ours.error:
        found.append(f"예외가 다릅니다: {theirs.error} ≠ {ours.error}")
    elif not same(theirs.value, ours.value):
        found.append("값이 다릅니다.")
    if theirs.warned != ours.warned:
        found.append(f"UserWarning이 다릅니다: {theirs.warned} ≠ {ours.warned}")
    return found


def same(a, b, relative=RELATIVE):
    if type(a) is not type(b):
        return False
    if isinstance(a, (float, complex)):
        return bool(np.isclose(a, b, rtol=relative, atol=relative / 10, equal_nan=True))
    if isinstance(a, TensorSeen) and a.dtype in ("torch.float64", "torch.complex128"):
        relative = RELATIVE_DOUBLE
    if isinstance(a, (list, tuple)):
        return len(a) == len(b) and all(map(same, a, b, repeat(relative)))
    return a == b


def message_faults(message):
    """우리 오류 메시지의 약속(무슨 일 / 까닭 / 해 볼 일)에서 어긋난 점을 적습니다."""
    lines = message.split("\n")
    if len(lines) != 3:
        return [f"메시지가 세 줄이 아니라 {len(lines)}줄입니다."]
    what, why, todo = lines
    checks = [
        (SEARCH_WORDS.search(what), "첫 줄에 괄호로 적은 영어 검색어가 없습니다."),
        (why.startswith("까닭: "), "둘째 줄이 ‘까닭: ’으로 시작하지 않습니다."),
        (todo.startswith("해 볼 일: "), "셋째 줄이 ‘해 볼 일: ’로 시작하지 않습니다."),
        (all(re.search(f"[{HANGUL}]", line.removeprefix("까닭: ").removeprefix("해 볼 일: "))
             for line in lines), "한글이 없는 줄이 있습니다."),
    ]
    return [fault for kept, fault in checks if not kept]
