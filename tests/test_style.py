"""코드의 모양을 ruff로 봅니다. 규칙과 그 까닭은 pyproject.toml에 있습니다."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def test_ruff_finds_nothing():
    found = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--output-format=concise", "engine", "tests", "book"],
        cwd=ROOT, capture_output=True, text=True, check=False)
    assert not found.returncode, found.stdout + found.stderr
