"""노트북이 실행되고 가지런한지, 출력에 어디서나 같지 않을 것이 섞이지 않았는지 봅니다.

nbval은 저장된 출력이 없으면 아무것도 견주지 않고 통과하므로, 그 빈틈을 여기서 막습니다.
"""

import re
import subprocess
import sys
from pathlib import Path

import nbformat
import notebooks
import pytest

BOOK = Path(__file__).parents[2] / "book"
NOTEBOOKS = sorted(BOOK.glob("*.ipynb"))
SANITIZE = Path(__file__).with_name("nbval_sanitize.cfg")

# 기계나 시각에 따라 달라지는 것: 주소, 경로, 걸린 시간
UNSTABLE = re.compile(
    r"0x[0-9a-f]{6,}|/home/|/root/|/tmp/|/Users/|[A-Z]:\\|site-packages|\d\s?(?:ms|µs|ns)\b|Wall time"
)
LONG_CELL = {
    "hide-input",
    "hide-cell",
    "remove-input",
    "solution",
}  # 읽지 않아도 되는 칸은 길어도 된다

every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)


def read(path):
    return nbformat.read(path, as_version=4)


def code_cells(path):
    cells = [cell for cell in read(path).cells if cell.cell_type == "code"]
    return [(f"{path.name} {n}번째 코드 칸", cell) for n, cell in enumerate(cells, 1)]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def test_the_book_has_notebooks():
    assert NOTEBOOKS


@every_notebook
def test_every_cell_has_run_and_the_file_is_tidy(path):
    assert notebooks.flaws(path) == []


@every_notebook
def test_no_output_sends_the_reader_to_the_chapter_being_read(path):
    here = f"→ {int(path.name[:2])}장"
    found = [where for where, cell in code_cells(path)
             for output in cell.outputs if here in str(output)]
    assert found == [], "오류 글의 see에 절을 적으세요."


@every_notebook
def test_errors_appear_only_where_they_are_announced(path):
    for where, cell in code_cells(path):
        failed = any(output.output_type == "error" for output in cell.outputs)
        assert failed == ("raises-exception" in tags(cell)), where


@every_notebook
def test_cells_are_short(path):
    for where, cell in code_cells(path):
        if not tags(cell) & LONG_CELL:
            assert len(cell.source.splitlines()) <= 10, where


@every_notebook
def test_there_is_one_title(path):
    text = "\n".join(cell.source for cell in read(path).cells if cell.cell_type == "markdown")
    fenceless = re.sub(r"^```.*?^```", "", text, flags=re.M | re.S)
    assert len(re.findall(r"^# ", fenceless, flags=re.M)) == 1


@every_notebook
def test_outputs_are_the_same_everywhere(path):
    for where, cell in code_cells(path):
        for output in cell.outputs:
            text = output.get("text", "") + str(output.get("data", ""))
            assert not UNSTABLE.search(text), where


@every_notebook
def test_ignored_outputs_say_why(path):
    """nbval이 견주지 않는 칸에는 까닭을 적은 주석이 있어야 합니다: # nbval: 까닭"""
    for where, cell in code_cells(path):
        ignored = any(tag.startswith("nbval-") for tag in tags(cell)) or "NBVAL_" in cell.source
        assert not ignored or re.search(r"# nbval: \S+", cell.source), where


def test_tidying_twice_changes_nothing():
    for path in NOTEBOOKS:
        once = notebooks.tidy(read(path))
        assert notebooks.dumps(notebooks.tidy(once)) == notebooks.dumps(once)


def test_editing_one_cell_keeps_the_other_ids():
    nb = nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell(s) for s in "가나가"])
    for cell in nb.cells:
        del cell["id"]
    before = [cell.id for cell in notebooks.tidy(nb).cells]
    assert len(set(before)) == 3
    nb.cells[1].source = "다"
    after = [cell.id for cell in notebooks.tidy(nb).cells]
    assert [after[0], after[2]] == [before[0], before[2]]


def test_a_failing_cell_is_named_and_the_file_is_left_alone(tmp_path):
    path = tmp_path / "장.ipynb"
    cells = [nbformat.v4.new_code_cell(source) for source in ("1", "1 / 0", "2")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    before = path.read_bytes()
    with pytest.raises(SystemExit, match=r"장\.ipynb: 2번째 코드 칸"):
        notebooks.run(path)
    assert path.read_bytes() == before


def test_nbval_fails_when_an_output_is_altered(tmp_path):
    path = tmp_path / "altered.ipynb"
    cells = [nbformat.v4.new_code_cell("1 + 1"), nbformat.v4.new_code_cell("print('값')")]
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    notebooks.run(path)
    assert "2 passed" in nbval(path)
    text = path.read_text(encoding="utf8")
    altered = text.replace('"2"', '"3"').replace('"값\\n"', '"갑\\n"')
    assert altered != text
    path.write_text(altered, encoding="utf8")
    assert "2 failed" in nbval(path)


def nbval(path):
    """우리 설정과 떼어 놓은 자리에서 nbval만 돌리고, 마지막 줄을 돌려줍니다."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "--nbval",
        "--nbval-sanitize-with",
        SANITIZE,
        path,
    ]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]
