"""노트북을 저장하는 단 하나의 길.

    python book/_tools/notebooks.py           새 커널에서 다시 실행하고 가지런히 저장합니다
    python book/_tools/notebooks.py --check   실행하지 않고, 가지런한지만 봅니다

누가 언제 실행해도 같은 바이트가 나와야 변경 내역에 글과 값의 변화만 남습니다.
그래서 실행할 때마다 달라지는 것(커널 판, 실행 횟수, 위젯 번호, 잘린 스트림)을 지웁니다.
"""

import argparse
import hashlib
import sys
from copy import deepcopy
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

BOOK = Path(__file__).resolve().parents[1]
METADATA = nbformat.from_dict(
    {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
)
WIDGET = "application/vnd.jupyter.widget-view+json"  # 살아 있는 커널의 번호라 저장해도 쓸모없다


def tidy(notebook: NotebookNode) -> NotebookNode:
    """가지런한 사본을 돌려줍니다. 두 번 하면 한 번 한 것과 같습니다."""
    nb = deepcopy(notebook)
    nb.nbformat, nb.nbformat_minor = 4, 5
    nb.metadata = deepcopy(METADATA)
    taken, count = set(), 0
    for cell in nb.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.from_dict({"tags": tags} if tags else {})
        cell.source = cell.source.rstrip("\n")
        cell["id"] = _stable_id(cell, taken)
        if cell.cell_type == "code":
            ran = cell.execution_count is not None
            count += ran
            cell.execution_count = count if ran else None
            cell.outputs = [_tidy_output(o, count) for o in _merge_streams(cell.outputs)]
    return nb


def _stable_id(cell, taken):
    """있는 번호는 그대로 두고, 없거나 겹칠 때만 내용에서 만듭니다. 다른 칸은 바뀌지 않습니다."""
    new, salt = cell.get("id"), 0
    while not new or new in taken:
        new = hashlib.sha256(f"{cell.cell_type}{salt}{cell.source}".encode()).hexdigest()[:8]
        salt += 1
    taken.add(new)
    return new


def _merge_streams(outputs):
    """print가 몇 번에 나뉘어 도착하는지는 실행마다 다르므로 이어 붙입니다."""
    merged = []
    for output in outputs:
        last = merged[-1] if merged else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            last.text += output.text
        else:
            merged.append(output)
    return merged


def _tidy_output(output, count):
    if "metadata" in output:
        output.metadata = {}
    if "execution_count" in output:
        output.execution_count = count
    if "data" in output:
        output.data.pop(WIDGET, None)
    if output.output_type == "error":  # 쌓인 호출에는 파일 경로가 들어 있다
        output.traceback = [f"{output.ename}: {output.evalue}"]
    return output


def dumps(notebook: NotebookNode) -> str:
    return nbformat.writes(notebook).rstrip("\n") + "\n"


def flaws(path: Path) -> list[str]:
    """저장된 노트북에서 고칠 점. 없으면 빈 목록."""
    notebook = nbformat.read(path, as_version=4)
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    found = [
        f"{path.name}: {n}번째 코드 칸을 실행하지 않았습니다."
        for n, cell in enumerate(code, 1)
        if cell.execution_count is None
    ]
    if dumps(tidy(notebook)) != path.read_text(encoding="utf8"):
        found.append(f"{path.name}: 가지런하지 않습니다. `make notebooks`로 저장하세요.")
    return found


def run(path: Path) -> bool:
    """다시 실행하고, 바뀌었으면 저장합니다. 칸이 멈추면 파일을 건드리지 않고 SystemExit."""
    notebook = nbformat.read(path, as_version=4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
    notebook.metadata = deepcopy(METADATA)
    started = 0

    def count(cell, cell_index):
        nonlocal started
        started += cell.cell_type == "code"

    client = NotebookClient(
        notebook,
        timeout=300,
        record_timing=False,
        on_cell_execute=count,
        resources={"metadata": {"path": path.parent}},
    )
    try:
        client.execute()
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        sys.exit(
            f"{path.name}: {started}번째 코드 칸에서 멈췄습니다. 파일은 그대로 두었습니다.\n\n{error}"
        )
    text = dumps(tidy(notebook))
    changed = text != path.read_text(encoding="utf8")
    if changed:
        path.write_text(text, encoding="utf8", newline="\n")
    return changed


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("notebooks", nargs="*", type=Path, help="비우면 book/의 모든 노트북")
    parser.add_argument("--check", action="store_true", help="실행하지 않고 가지런한지만 봅니다")
    args = parser.parse_args()
    paths = args.notebooks or sorted(BOOK.glob("*.ipynb"))
    if args.check:
        found = [flaw for path in paths for flaw in flaws(path)]
        sys.exit("\n".join(found) or None)
    for path in paths:
        print(path.name, "새로 저장" if run(path) else "그대로")


if __name__ == "__main__":
    main()
