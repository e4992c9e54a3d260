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
import trace_programs as programs
from conftest import KERNEL_IS_IDLE

from engine.tracing import jacobian

playwright = pytest.importorskip("playwright.sync_api", reason="브라우저 시험: playwright가 없습니다")
expect = playwright.expect
CELL = f"""
import sys
sys.path.insert(0, {str(Path(programs.__file__).parent)!r})
import trace_programs
trace_programs.fork()
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
TANGENT = """
import engine
from engine.study import tangent

tangent(lambda w: (w * w).sum(), engine.tensor([1.0, 2.03]), at=(1,))
"""
CELLS = CELL, LIVE, JACOBIAN, EDITOR, TANGENT


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
    page = browser.new_page(viewport={"width": 1400, "height": 1000}, locale="ko-KR")
    page.goto(f"{lab}/lab/tree/t.ipynb?reset")
    page.wait_for_function(KERNEL_IS_IDLE, timeout=120_000)
    # 커널이 막 이어진 때의 실행은 버려지기도 해서, 모두 보일 때까지 몇 번 더 실행합니다.
    for _ in range(4):
        page.evaluate("jupyterapp.commands.execute('notebook:run-all-cells')")
        try:
            page.wait_for_function("document.querySelectorAll('.ag-live, .ag-editor svg, .ag-tangent').length === 5", timeout=45_000)
            break
        except playwright.TimeoutError:
            continue
    else:
        pytest.fail(page.locator(".jp-Notebook").inner_text())
    yield page
    page.close()


def test_buttons_keys_and_slider_work_and_the_notebook_keeps_its_cells(page):
    stepper = page.locator(".ag-stepper").first
    steps = programs.fork().steps

    def expect_step(k):
        expect(stepper.locator(".ag-count")).to_have_text(f"걸음 {k + 1}/{len(steps)}")

    stepper.locator(".ag-next").click()
    expect_step(1)
    for key in ("ArrowRight", "b", "a", "x", "d", "d", "Enter", "ArrowLeft", "Shift+ArrowRight"):
        page.keyboard.press(key)                   # Enter는 초점이 있는 ‘다음’을 누릅니다.
    assert page.locator(".jp-CodeCell").count() == len(CELLS)
    after = steps[3]["big"]                        # 셋째 걸음에서 Shift+→는 다음 큰 걸음의 끝으로 갑니다.
    assert steps[2]["big"] != after
    expect_step(max(i for i, step in enumerate(steps) if step["big"] == after))
    stepper.locator(".node[data-k=n0]").focus()
    for key in ("b", "a", "y", "ArrowDown", "d", "d"):
        page.keyboard.press(key)
    assert page.locator(".jp-CodeCell").count() == len(CELLS)
    stepper.locator(".ag-track input").fill("20")
    expect_step(20)
    assert "#" not in page.url


def test_changing_an_input_runs_the_function_again_and_keeps_the_step(page):
    stepper = page.locator(".ag-stepper").nth(1)
    value = stepper.locator(".node:not(.leaf) [data-f=value]")
    slider = stepper.get_by_role("slider", name="x의 값")
    stepper.get_by_role("button", name="다음", exact=True).click()
    expect(value).to_have_text("4")
    expect(stepper.locator(".ag-count")).to_have_text(re.compile("^걸음 2/"))
    count = stepper.locator(".ag-count").text_content()
    slider.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(value).to_have_text("5.76", timeout=30_000)     # 2.4 × 2.4
    expect(stepper.locator(".ag-say")).to_contain_text("5.76")
    expect(stepper.locator(".ag-count")).to_have_text(count)
    expect(slider).to_be_focused()


def test_a_vector_of_the_readers_own_goes_through_the_jacobian(page):
    stepper = page.locator(".ag-stepper").nth(2)
    result = stepper.locator(".ag-result td")
    field = stepper.get_by_role("spinbutton", name="v y1")
    field.fill("0.5")
    field.press("Tab")
    expect(result).to_have_text(["", "2", "2"], timeout=30_000)    # 1 × 2와 0.5 × 4
    runs = jacobian(lambda x: x * x, [1.0, 2.0]).to_dict()["jac"]["runs"]
    labels = ["고친 v", *(run["label"] for run in runs)]
    buttons = stepper.locator(".ag-jac .ag-choices button")
    assert buttons.all_inner_texts()[:len(labels)] == labels
    for run in runs:
        stepper.get_by_role("button", name=run["label"], exact=True).click()
        expect(result).to_have_text(["", *run["x"]])
        for place, v in zip(stepper.get_by_role("spinbutton").all(), run["v"], strict=True):
            expect(place).to_have_value(v.replace("−", "-"))


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
    expect(opened).to_have_text(stepper.locator(".ag-count").text_content(), timeout=30_000)


def test_the_small_editor_redraws_the_graph_while_the_reader_types(page):
    box = page.locator(".ag-editor")
    box.scroll_into_view_if_needed()
    title = box.locator("svg > title")
    expect(title).to_contain_text("노드 2개, 화살표 2개")
    field = box.get_by_role("textbox", name="코드")
    field.click()
    page.keyboard.press("Control+End")
    page.keyboard.type("\nz = y * 3 + x")
    expect(title).to_contain_text("뿌리 z까지", timeout=30_000)
    expect(title).to_contain_text("노드 4개")
    assert page.locator(".jp-CodeCell").count() >= len(CELLS)
    page.keyboard.type(" +")                       # 덜 적은 글이면 앞의 그림이 남고 까닭이 나옵니다.
    expect(box.get_by_role("alert")).to_be_visible(timeout=30_000)
    expect(title).to_contain_text("뿌리 z까지")
    box.get_by_role("button", name="상수").click()
    expect(title).to_contain_text("뿌리 d까지", timeout=30_000)
    expect(box.get_by_role("alert")).to_have_count(0)


def test_a_slider_moves_the_tangent_along_the_curve(page):
    slopes = page.locator(".ag-slopes b")
    expect(slopes).to_have_text(["4.0600", "4.0600"])    # 슬라이더가 0.1씩 옮겨 가도 2.03에서 열립니다.
    handle = page.locator(".widget-slider [role=slider]")
    handle.focus()
    page.keyboard.press("Home")                    # w[1] = −6에서 w²의 기울기는 −12입니다.
    expect(slopes).to_have_text(["−12.0000", "−12.0000"], timeout=30_000)
    expect(page.locator(".ag-tangent")).to_have_attribute("aria-label", re.compile("−6일 때"))
