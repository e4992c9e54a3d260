"""진짜 JupyterLab과 진짜 커널에서: 단추, 자판, 띠, 값을 고쳐 다시 기록하기, 작은 편집기."""

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

HERE = Path(__file__).parent
CELL = f"""
import sys
sys.path.insert(0, {str(HERE / "fixtures")!r})
import make
from engine.stepper import mimebundle
from engine.stepper.widget import Stepper

class Show:
    def _repr_mimebundle_(self, **kwargs):
        return mimebundle(make.fork())

Show()
"""
LIVE = """
from engine.tracing import explore, jacobian

def square(x):
    return x * x

explore(square, x=2.0)
"""
JACOBIAN = "jacobian(square, [1.0, 2.0])"
EDITOR = r"""
from engine.study import editor

editor("x = tensor(2.0, requires_grad=True)\ny = x * x", "# 상수\nc = tensor(3.0)\nd = c * 2")
"""
CELLS = CELL, LIVE, JACOBIAN, EDITOR


def notebook(path, *cells):
    cells = [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": source.strip(),
              "outputs": [], "execution_count": None} for i, source in enumerate(cells)]
    path.write_text(json.dumps({"nbformat": 4, "nbformat_minor": 5, "cells": cells, "metadata": {
        "kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}}))


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """빈 폴더에서 켠 JupyterLab의 주소입니다."""
    pytest.importorskip("jupyterlab", reason="JupyterLab 시험: jupyterlab이 없습니다")
    pytest.importorskip("anywidget", reason="JupyterLab 시험: anywidget이 없습니다")
    root = tmp_path_factory.mktemp("lab")
    notebook(root / "t.ipynb", *CELLS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    home = {name: str(root / ".jupyter" / name) for name in
            ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTERLAB_SETTINGS_DIR", "JUPYTERLAB_WORKSPACES_DIR")}
    env = {key: value for key, value in os.environ.items() if key != "ENGINE_STATIC"} | home
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={port}",
               "--IdentityProvider.token=", f"--ServerApp.root_dir={root}", "--LabApp.news_url=", "--LabApp.expose_app_in_browser=True"]
    with (root / "log").open("w") as log:
        server = subprocess.Popen(command, env=env, cwd=root, stdout=log, stderr=log)
        try:
            yield wait(f"http://127.0.0.1:{port}", root / "log")
        finally:
            server.terminate()
            server.wait(20)


def wait(url, log):
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{url}/api"):
                return url
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    pytest.fail(log.read_text())


@pytest.fixture(scope="module")
def page(browser, lab):
    from playwright.sync_api import TimeoutError
    page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="ko-KR")
    page.goto(f"{lab}/lab/tree/t.ipynb?reset")
    page.wait_for_function("jupyterapp?.shell?.currentWidget?.context?.sessionContext?.session?.kernel"
                           "?.status === 'idle'", timeout=120_000)
    # 커널이 막 이어진 때의 실행은 버려지기도 해서, 모두 보일 때까지 몇 번 더 실행합니다.
    for _ in range(4):
        page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        try:
            page.wait_for_function("document.querySelectorAll('.ag-live, .ag-editor svg').length === 4", timeout=45_000)
            break
        except TimeoutError:
            continue
    else:
        pytest.fail(page.locator(".jp-Notebook").inner_text())
    yield page
    page.close()


def test_buttons_keys_and_slider_work_and_the_notebook_keeps_its_cells(page):
    stepper = page.locator(".ag-stepper").first
    count = stepper.locator(".ag-count")
    stepper.locator(".ag-next").click()
    assert count.text_content() == "걸음 2/29"
    for key in ("ArrowRight", "b", "a", "x", "d", "d", "Enter", "ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)                   # Enter는 초점이 있는 ‘다음’을 누릅니다.
    assert page.locator(".jp-CodeCell").count() == len(CELLS)
    assert count.text_content() == "걸음 6/29"
    stepper.locator(".node[data-k=n0]").focus()
    for key in ("b", "a", "y", "ArrowDown", "d", "d"):
        page.keyboard.press(key)
    assert page.locator(".jp-CodeCell").count() == len(CELLS)
    stepper.locator(".ag-track input").fill("20")
    assert count.text_content() == "걸음 21/29"
    assert "#" not in page.url


def test_changing_an_input_runs_the_function_again_and_keeps_the_step(page):
    stepper = page.locator(".ag-stepper").nth(1)
    stepper.get_by_role("button", name="다음", exact=True).click()
    count = stepper.locator(".ag-count").text_content()
    assert "2 × 2 = 4" in stepper.locator(".ag-say").text_content()
    stepper.get_by_role("slider", name="x의 값").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.querySelectorAll('.ag-stepper')[1].querySelector('.ag-say')"
                           ".textContent.includes('2.4 × 2.4 = 5.76')", timeout=30_000)
    assert stepper.locator(".ag-count").text_content() == count
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "x의 값"


def test_a_vector_of_the_readers_own_goes_through_the_jacobian(page):
    stepper = page.locator(".ag-stepper").nth(2)
    field = stepper.get_by_role("spinbutton", name="v y1")
    field.fill("0.5")
    field.press("Tab")
    page.wait_for_function("document.querySelectorAll('.ag-stepper')[2].querySelector('.ag-result')"
                           ".textContent.endsWith('22')", timeout=30_000)   # 1 × 2와 0.5 × 4
    buttons = stepper.locator(".ag-jac .ag-choices button")
    assert buttons.all_inner_texts()[:4] == ["고친 v", "모두 1", "한 줄만 y0", "한 줄만 y1"]
    stepper.get_by_role("button", name="한 줄만 y1").click()
    assert stepper.locator(".ag-result").inner_text().split() == ["vᵀJ", "0", "4"]
    assert field.input_value() == "1"
    stepper.get_by_role("button", name="무작위").click()
    assert [each.input_value() for each in stepper.get_by_role("spinbutton").all()] == ["0.5", "-0.9"]


def test_the_copied_cell_runs_and_opens_the_same_step(page):
    stepper = page.locator(".ag-stepper").nth(1)
    stepper.locator(".ag-track input").fill("4")
    page.evaluate("navigator.clipboard.writeText = async text => { window.copied = text; }")
    stepper.get_by_text("더 보기").click()
    stepper.get_by_role("button", name="주소 복사").click()
    page.wait_for_function("window.copied")
    copied = page.evaluate("copied")
    assert re.fullmatch(r"Out\[\d+\]\.at\(5\)", copied)
    page.locator(".jp-CodeCell").last.locator(".cm-content").click()
    page.evaluate("jupyterapp.commands.execute('notebook:insert-cell-below')")
    page.keyboard.press("Enter")
    page.keyboard.insert_text(copied)
    page.evaluate("jupyterapp.commands.execute('notebook:run-cell')")
    opened = page.locator(".jp-CodeCell").last.locator(".ag-count")
    opened.wait_for(timeout=30_000)
    assert opened.text_content() == stepper.locator(".ag-count").text_content()


def test_the_small_editor_redraws_the_graph_while_the_reader_types(page):
    box = page.locator(".ag-editor")
    box.scroll_into_view_if_needed()
    title = box.locator("svg > title")
    assert "노드 2개, 간선 2개" in title.text_content()
    field = box.get_by_role("textbox", name="코드")
    field.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nz = y * 3 + x")
    page.wait_for_function("document.querySelector('.ag-editor svg > title').textContent.includes('뿌리 z까지')",
                           timeout=30_000)
    assert "노드 4개" in title.text_content()
    assert page.locator(".jp-CodeCell").count() >= len(CELLS)
    page.keyboard.type(" +")                       # 덜 적은 글이면 앞의 그림이 남고 까닭이 나옵니다.
    page.wait_for_selector(".ag-editor [role=alert]", timeout=30_000)
    assert "뿌리 z까지" in title.text_content()
    box.get_by_role("button", name="상수").click()
    page.wait_for_function("document.querySelector('.ag-editor svg > title').textContent.includes('뿌리 d까지')",
                           timeout=30_000)
    assert box.locator("[role=alert]").count() == 0
