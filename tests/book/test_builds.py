"""책을 짓는 도구: 잘못된 입력이면 파일의 이름과 고칠 길을 세 줄로 말하고, 실패로 끝나고, 마지막 사이트를 그대로 둡니다.

두 쪽짜리 책을 이 책의 도구, 설정, 꾸밈으로 짓습니다.
"""

import os
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

import build
import lite
import nbformat
import publish
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

resource = pytest.importorskip("resource", reason="짓는 도구의 시험: Windows에서는 파일의 크기를 막지 못합니다")

ROOT = Path(__file__).parents[2]
INDEX = "# 작은 책\n\n이 책의 도구로 짓는 작은 책의 첫 쪽입니다.\n"
ONE_PAGE, TWO_PAGES = "format: jb-book\nroot: index\n", "format: jb-book\nroot: index\nchapters:\n  - file: 01_little\n"
DRAW = "import engine\nfrom engine.draw import draw\ndraw(engine.ones(2, requires_grad=True).sum())"
NOWHERE = {"PIP_CONFIG_FILE": os.devnull, "PIP_EXTRA_INDEX_URL": "", "PIP_FIND_LINKS": "", "PIP_RETRIES": "1",
           "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}


def python(script, *arguments, largest=resource.RLIM_INFINITY, **environment):
    """도구를 실행합니다. largest보다 큰 파일은 쓰지 못합니다."""
    limit = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, encoding="utf8",
                          env=os.environ | environment, preexec_fn=limit)


def three_lines(said):
    """마지막에 적은 세 줄입니다. 도구의 호출 기록은 보이지 않습니다."""
    assert "_tools" not in said
    what, why, cure = said.splitlines()[-3:]
    assert why.startswith("까닭: ")
    assert cure.startswith("해 볼 일: ")
    return what, why, cure


def failed(done):
    assert done.returncode == 1
    return three_lines(done.stderr)


class LittleBook:
    def __init__(self, root):
        self.root, self.book, self.site = root, root / "book", root / "_build" / "html"
        shutil.copytree(ROOT / "book", self.book, ignore=shutil.ignore_patterns("*.md", "*.ipynb", "__pycache__"))
        self.write()

    def write(self, toc=TWO_PAGES, index=INDEX, code=DRAW):
        shutil.copy(ROOT / "_config.yml", self.root)
        (self.root / "_toc.yml").write_text(toc, encoding="utf8")
        (self.book / "index.md").write_text(index, encoding="utf8")
        cells = [new_markdown_cell("# 1장. 한 장\n\n그래프를 하나 그려 봅니다."), new_code_cell(code)]
        nbformat.write(new_notebook(cells=cells), self.book / "01_little.ipynb")

    def build(self, *arguments, **options):
        return python(self.book / "_tools" / "build.py", *arguments, **options)

    def soup(self, name):
        return BeautifulSoup((self.site / name).read_text(encoding="utf8"), "html.parser")

    def files(self):
        return {path: path.read_bytes() for path in self.site.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    book = LittleBook(tmp_path_factory.mktemp("책"))
    done = book.build(PATH="")      # dot도, 다른 어떤 프로그램도 없습니다.
    assert done.returncode == 0, done.stderr
    assert done.stdout + done.stderr == ""
    return book


@pytest.fixture
def book(built):
    """다 지은 책을 주고, 시험이 무엇을 망가뜨리든 사이트가 그대로인지 봅니다."""
    before = built.files()
    yield built
    assert built.files() == before
    built.write()


def test_without_dot_the_graphs_are_drawn_by_a_package(built):
    assert built.soup("01_little.html").select(".ag-figure svg .node")


def test_github_pages_leaves_the_folders_with_an_underscore_in_place(built):
    assert (built.site / "_static").is_dir()
    assert (built.site / ".nojekyll").is_file()


# ── 주소 ────────────────────────────────────────────────────────────────────────────────────


def test_a_book_that_knows_its_address_writes_it_and_changes_nothing_else(built):
    assert built.build(BASE_URL="https://example.org/book").returncode == 0
    for name, canonical in {"index.html": "", "01_little.html": "01_little.html"}.items():
        head = built.soup(name).head
        assert head.find("link", rel="canonical")["href"] == f"https://example.org/book/{canonical}"
        assert head.find("meta", property="og:url")["content"] == f"https://example.org/book/{canonical}"
        assert head.find("meta", property="og:image")["content"] == "https://example.org/book/_static/preview.png"
    missing = built.soup("404.html")
    assert [link["href"] for link in missing.find_all("a")] == [
        f"https://example.org/book/{name}" for name in ("index.html", "search.html", "glossary.html")]
    assert "fetch" not in str(missing)       # 책의 자리를 찾아다니지 않습니다.
    known = built.files()
    assert built.build().returncode == 0    # 주소를 빼면 적은 것도 모두 빠집니다.
    unknown = built.files()
    assert b"example.org" not in b"".join(unknown.values())
    changed = {path.name for path in unknown if known[path] != unknown[path]}
    assert changed == {"index.html", "01_little.html", "404.html", ".buildinfo"}


# ── 책을 짓다가 ─────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("file", "text", "named"), [
    ("_toc.yml", TWO_PAGES.replace("little", "litle"), "01_litle"),
    ("_toc.yml", TWO_PAGES.replace("chapters:", "chapters"), "4줄"),
    ("_toc.yml", TWO_PAGES.replace("chapters:", "chapter:"), "chapter"),
    ("_config.yml", "title: '작은 책\n", "줄: "),
    ("book/_data/words.yml", "- word: [텐서\n", "줄: "),
    ("book/01_little.ipynb", '{"cells": [', "line 1 column"),
    ("book/01_little.ipynb", '{"cells": [], "nbformat": 4, "nbformat_minor": 5}', "metadata"),
])
def test_a_file_that_cannot_be_read(tmp_path, monkeypatch, file, text, named):
    book = LittleBook(tmp_path)
    for name, path in {"ROOT": "", "BOOK": "book", "CONFIG": "_config.yml", "TOC": "_toc.yml"}.items():
        monkeypatch.setattr(build, name, tmp_path / path)
    build.check()
    (book.root / file).write_text(text, encoding="utf8")
    with pytest.raises(SystemExit) as stopped:
        build.check()
    what, why, _ = three_lines(stopped.value.code)
    assert file in what
    assert named in what + why


def test_a_table_of_contents_with_a_missing_page(book):
    book.write(toc=TWO_PAGES.replace("little", "litle"))
    assert "_toc.yml" in failed(book.build())[0]


def test_no_way_to_draw_a_graph(book):
    what, why, cure = failed(book.build(ENGINE_DOT="/없는/dot"))
    assert "graph layout failed" in what
    assert "/없는/dot" in why
    assert "requirements.txt" in cure


def test_a_broken_link_is_told_until_it_is_mended(book):
    book.write(toc=ONE_PAGE, index=f"{INDEX}\n[없는 절](#none)\n")
    for _ in range(2):
        done = book.build()
        assert f"{book.book / 'index.md'}:5: WARNING" in done.stderr
        assert "book/index.md" in failed(done)[0]


def test_a_cell_that_raises(book):
    book.write(code="부르지_않은_이름")
    done = book.build()
    assert "'부르지_않은_이름' is not defined" in done.stderr
    assert "book/01_little.ipynb" in failed(done)[0]


@pytest.mark.parametrize("largest", [10_000, 600_000], ids=["pages", "mathjax"])
def test_a_full_disk(book, largest):
    book.write(toc=ONE_PAGE)
    done = book.build("--all", largest=largest)
    assert "File too large" in done.stderr
    assert "디스크" in failed(done)[1]


# ── 사이트로 모으다가 ───────────────────────────────────────────────────────────────────────


@pytest.fixture
def parts(tmp_path, monkeypatch):
    """Sphinx가 지은 두 쪽과, 한 장의 노트북이 든 lite/입니다."""
    for name, folder in {"BUILD": "", "PAGES": "book", "LITE": "lite", "HTML": "html"}.items():
        monkeypatch.setattr(publish, name, tmp_path / folder)
    (tmp_path / "book").mkdir()
    (tmp_path / "lite" / "files").mkdir(parents=True)
    for name in ("index", "01_little"):
        (tmp_path / "book" / f"{name}.html").write_text(f"<head></head>{name}", encoding="utf8")
    for name in ("01_little", "02_removed"):
        (tmp_path / "lite" / "files" / f"{name}.ipynb").touch()
    publish.publish()
    return tmp_path


def test_a_new_book_keeps_the_notebooks_and_the_buttons(parts):
    (parts / "book" / "01_little.html").write_text("<head></head>새 글", encoding="utf8")
    publish.publish()
    assert (parts / "html" / "lite" / "files" / "01_little.ipynb").exists()
    page = (parts / "html" / "01_little.html").read_text(encoding="utf8")
    assert page.endswith("새 글")
    assert page.count('data-notebook="01_little.ipynb"') == 1
    assert "live.js" not in (parts / "html" / "index.html").read_text(encoding="utf8")
    assert sorted(path.name for path in parts.iterdir()) == ["book", "html", "lite"]


def test_a_copy_that_stops_leaves_the_last_site(parts):
    before = {path: path.read_bytes() for path in (parts / "html").rglob("*.html")}
    (parts / "book" / "01_little.html").write_text("<head></head>새 글", encoding="utf8")
    (parts / "book" / "lost.js").symlink_to("nowhere")
    with pytest.raises(OSError, match="lost") as failure:
        publish.publish()
    assert {path: path.read_bytes() for path in (parts / "html").rglob("*.html")} == before
    with pytest.raises(SystemExit) as stopped:
        build.stop_at_file(failure.value, "make book")
    assert "lost.js" in three_lines(stopped.value.code)[0]


def test_a_rename_that_stops_gives_the_last_site_its_name_back(parts, monkeypatch):
    rename = Path.rename

    def stop_at_new(path, target):
        if path.name == "html.new":
            raise PermissionError
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", stop_at_new)
    with pytest.raises(PermissionError):
        publish.publish()
    assert (parts / "html" / "index.html").exists()
    assert sorted(path.name for path in parts.iterdir()) == ["book", "html", "lite"]


# ── 꾸러미를 받다가 ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("requirements", "environment", "reason", "remedy"), [
    ("numpy==2.4.6", {}, "닿지 못했습니다", "PIP_FIND_LINKS"),
    ("numpy==2.4.6", {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": os.devnull}, f"폴더에 없습니다: {os.devnull}", "pip download"),
    ("numpy==99", {"PIP_INDEX_URL": "file:///nowhere"}, "constraints.txt", "make constraints"),
    ("--no-such-option", {}, "명령이 한 말", "다시 실행"),
], ids=["no network", "not in the folder", "no such version", "other"])
def test_packages_that_cannot_be_installed(tmp_path, requirements, environment, reason, remedy):
    (tmp_path / "requirements.txt").write_text(f"{requirements}\n")
    done = python(ROOT / "book/_tools/install.py", "--target", tmp_path, "-r", tmp_path / "requirements.txt",
                  **NOWHERE | environment)
    what, why, cure = failed(done)
    assert f"{tmp_path}/requirements.txt" in what
    assert reason in why
    assert remedy in cure


def test_the_site_without_network_names_what_it_could_not_get(tmp_path, monkeypatch):
    for name, value in NOWHERE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(lite, "WORK", tmp_path)
    with pytest.raises(SystemExit) as stopped:
        lite.carrier.__wrapped__()
    assert "닿지 못했습니다" in three_lines(stopped.value.code)[1]


def test_the_site_without_npm_says_what_it_leaves_out(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    lite.graphviz(tmp_path)
    assert "npm이 없어" in capsys.readouterr().out


# ── 무엇을 다시 지을지 ──────────────────────────────────────────────────────────────────────


def test_make_builds_again_only_what_changed(tmp_path):
    for name in ("requirements.txt", "constraints.txt", "pyproject.toml", ".venv/done", "_config.yml", "_toc.yml",
                 "engine/core.py", "book/page.md", *(f"book/{folder}/it" for folder in
                 ("_data", "_ext", "_search", "_static", "_templates"))):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
        os.utime(tmp_path / name, (1, 1 + (name == ".venv/done")))
    shutil.copy(ROOT / "Makefile", tmp_path)

    def make(changed="book/page.md", when=1, **environment):
        if (tmp_path / "_build/done").exists():
            os.utime(tmp_path / "_build/address", (3, 3))
            os.utime(tmp_path / "_build/done", (4, 4))
        os.utime(tmp_path / changed, (when, when))
        done = subprocess.run(["make", "-s", "_build/done", "PY=echo 도구:"], cwd=tmp_path, capture_output=True,
                              encoding="utf8", env={"PATH": os.environ["PATH"], **environment})
        os.utime(tmp_path / changed, (1, 1))
        assert done.stderr == ""
        return [line for line in done.stdout.splitlines() if line.startswith("도구:")]

    pages, everything = ["도구: book/_tools/build.py"], ["도구: book/_tools/build.py --all"]
    assert make() == everything
    assert make() == []
    assert make("book/page.md", when=5) == pages
    assert make("engine/core.py", when=5) == everything
    assert make("_toc.yml", when=5) == everything
    assert make(BASE_URL="https://example.org/") == pages
    assert make(BASE_URL="https://example.org/") == []
