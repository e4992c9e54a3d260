"""PyTorch의 공개된 이름이 모두 엔진에 있거나, 없는 까닭이 DIFFERENCES.md에 있는지 봅니다."""

import inspect
import re
from fnmatch import fnmatchcase
from functools import reduce
from pathlib import Path

import pytest

import engine

torch = pytest.importorskip("torch", reason="PyTorch가 없어 견줄 상대가 없습니다.")

SPACES = ["torch", "Tensor", "nn", "nn.functional", "nn.init", "optim", "autograd"]
TABLE = Path(engine.__file__).with_name("DIFFERENCES.md").read_text(encoding="utf-8")
SECTION = TABLE.split("## 없는 이름")[1].split("\n## ")[0]
PATTERNS = [pattern for row in re.findall(r"^\| — \| (`.+?) \|", SECTION, re.MULTILINE)
            for pattern in re.findall("`(.+?)`", row)]


def of(module, space):
    return module if space == "torch" else reduce(getattr, space.split("."), module)


def public(owner):
    """밑줄로 시작하지 않고, torch의 것인 이름입니다. 파일이 쓰려고 들여온 남의 이름은 뺍니다."""
    listed = None if owner is torch else getattr(owner, "__all__", None)   # torch의 목록은 모자랍니다.
    for name in listed or dir(owner):
        value = getattr(owner, name, None)
        home = value.__name__ if inspect.ismodule(value) else getattr(value, "__module__", None)
        if not name.startswith("_") and (
                inspect.isclass(owner) or (home or "torch").split(".")[0] == "torch"):
            yield name


MISSING = [f"{space}.{name}" for space in SPACES for name in dict.fromkeys(public(of(torch, space)))
           if not hasattr(of(engine, space), name)]


def fits(qualified, pattern):
    return fnmatchcase(qualified if "." in pattern else qualified.rpartition(".")[2], pattern)


def test_every_missing_name_has_a_reason():
    assert [name for name in MISSING if not any(fits(name, p) for p in PATTERNS)] == []


@pytest.mark.parametrize("pattern", PATTERNS)
def test_the_table_has_no_stale_name(pattern):
    assert any(fits(name, pattern) for name in MISSING)
