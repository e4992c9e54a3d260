"""책을 짓습니다.

    python book/_tools/build.py          바뀐 쪽만
    python book/_tools/build.py --all    모든 쪽

경고 하나라도 있으면 멈춥니다. 다 지은 뒤에야 _build/html을 바꿉니다(publish.py).
"""

import argparse
import io
import re
import shutil
import sys
from contextlib import redirect_stderr
from pathlib import Path

import nbformat
import yaml
from commands import DISK, stop, stop_at_file
from jupyter_book.sphinx import build_sphinx
from publish import BUILD, PAGES, ROOT, publish
from sphinx.util.console import nocolor
from sphinx_external_toc.parsing import MalformedError, parse_toc_data

from engine.draw.layout import run_dot

BOOK, DOCTREES = ROOT / "book", BUILD / ".doctrees"
CONFIG, TOC = ROOT / "_config.yml", ROOT / "_toc.yml"
AGAIN = "고치고 make book을 다시 실행하세요."
LAST = "지난번에 지은 책은 그대로 있습니다."


def name(path):
    return Path(path).relative_to(ROOT).as_posix()


# ── 짓기 전에 ──────────────────────────────────────────────────────────────
# Sphinx는 이런 잘못에 파일의 이름을 말하지 않거나, 딸린 경고를 수십 줄 쏟습니다.


def check():
    for path in [CONFIG, TOC, *sorted((BOOK / "_data").glob("*.yml"))]:
        try:
            yaml.safe_load(path.read_text(encoding="utf8"))
        except yaml.MarkedYAMLError as error:
            stop(f"설정을 읽지 못했습니다: {name(path)} (invalid YAML)",
                 f"{error.problem_mark.line + 1}줄: {error.problem}", f"그 줄과 앞 줄의 들여쓰기와 쌍점을 {AGAIN}")
    check_toc(yaml.safe_load(TOC.read_text(encoding="utf8")))
    for path in sorted(BOOK.glob("*.ipynb")):
        try:
            nbformat.read(path, as_version=4)
        except Exception as error:      # JSON이 아니거나, 글자를 못 읽거나, 칸의 꼴이 다릅니다.
            stop(f"노트북을 읽지 못했습니다: {name(path)} (invalid notebook)",
                 str(error.__cause__ or error).splitlines()[0],
                 "git diff로 바뀐 곳을 보세요. 저장하다 끊겼거나 병합 표시(<<<<<<<)가 남는 일이 흔합니다.")
    _, why = run_dot("digraph { a }", None)
    if why:
        stop("그래프를 그릴 수 없습니다. (graph layout failed)", f"{why.partition('. ')[0]}.",
             "requirements.txt의 꾸러미를 다시 설치하고, ENGINE_DOT을 정했다면 그 자리를 확인하세요.")


def check_toc(toc):
    try:
        pages = list(parse_toc_data(toc))
    except MalformedError as error:
        stop("차례를 읽지 못했습니다: _toc.yml (malformed table of contents)", error, f"그 자리를 {AGAIN}")
    for page in pages:
        if not any((BOOK / page).with_suffix(suffix).exists() for suffix in (".md", ".ipynb")):
            stop(f"차례에 적힌 쪽이 없습니다: _toc.yml의 {page} (file not found)",
                 f"book/{page}.md도 book/{page}.ipynb도 없습니다.", f"_toc.yml에 적은 이름을 {AGAIN}")


# ── 짓기 ───────────────────────────────────────────────────────────────────


def build(fresh):
    """Sphinx로 쪽을 짓습니다. 멈추면 까닭을 적고 끝냅니다."""
    if fresh or not DOCTREES.exists():
        shutil.rmtree(PAGES, ignore_errors=True)        # 차례에서 빠진 장이 남지 않게 합니다.
    nocolor()
    said = io.StringIO()
    with redirect_stderr(said):
        try:
            result = build_sphinx(
                BOOK, PAGES, doctreedir=DOCTREES, path_config=CONFIG, noconfig=True, quiet=True,
                confoverrides={"external_toc_path": str(TOC), "latex_individualpages": False, "nitpicky": True},
                warningiserror=True, keep_going=True, freshenv=fresh)
        except Exception as error:      # Sphinx가 켜지기 전에 난 것
            result = error
    print(said.getvalue(), end="", file=sys.stderr)
    if result:
        shutil.rmtree(DOCTREES, ignore_errors=True)     # 남겨 두면 다음에는 같은 경고를 되풀이하지 않습니다.
        explain(result, said.getvalue())


def explain(result, said):
    files = sorted({name(path) for path in re.findall(r"^(\S.*?):[\d:]* (?:WARNING|ERROR|CRITICAL): ", said, re.M)
                    if Path(path).is_relative_to(ROOT)})
    full, why, cure = DISK
    if re.search(full, f"{said}{result}"):
        stop("책을 쓰지 못했습니다: _build/ (disk full)", f"{why} {LAST}", cure)
    elif files:
        stop(f"책을 짓지 못했습니다: {', '.join(files)} (build failed)",
             f"위의 WARNING 줄이 그 자리입니다. 노트북의 줄 번호 120003은 12번째 칸의 3줄입니다. {LAST}",
             f"그 자리를 {AGAIN}")
    stop("책을 짓지 못했습니다. (build failed)", f"{type(result).__name__}: {result}. {LAST}", f"위의 말을 따라 {AGAIN}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--all", action="store_true", help="바뀌지 않은 쪽까지 모두 짓습니다")
    check()
    try:
        build(parser.parse_args().all)
        publish()
    except OSError as error:
        stop_at_file(error, "make book")


if __name__ == "__main__":
    main()
