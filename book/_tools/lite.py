"""웹 책 옆에 JupyterLite를 짓습니다: 각 장의 노트북이 읽는 이의 브라우저 안에서 돕니다.

    python book/_tools/lite.py                        Pyodide를 pip로 받습니다
    python book/_tools/lite.py --pyodide 폴더나-주소   파일이 든 폴더나, 파일 이름 앞에 붙일 주소

모두 같은 사이트의 lite/에 담으므로 읽을 때는 바깥에서 아무것도 받지 않습니다.
Pyodide의 파일은 book/_lite/pyodide.json의 sha256과 같을 때만 씁니다.
다 짓고 나서 사이트를 바꾸므로(publish.py), 중간에 멈추면 마지막으로 지은 사이트가 그대로 남습니다.
"""

import argparse
import json
import re
import shutil
import sys
import tarfile
import zipfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.request import urlopen

import commands
import nbformat
from commands import stop, stop_at_file
from packaging.utils import parse_wheel_filename
from publish import BUILD, LITE, PAGES, ROOT, publish

SOURCE = ROOT / "book" / "_lite"
WORK = BUILD / "lite.new"

# Pyodide의 공식 파일과 바이트까지 같은 사본을 싣고 다니는 pip 꾸러미. 나머지는 쓰지 않습니다.
CARRIER, CARRIED = "open-webui==0.12.4", "open_webui/frontend/pyodide/"
GRAPHVIZ = "@hpcc-js/wasm-graphviz@1.29.2"
GRAPHVIZ_SHA256 = "550d9cd6ff429f5bd225316fe1faed4f852038c3e1ec609ce113af1f9379ce25"

# 커널과 위젯이 쓰는 순수 파이썬 꾸러미. 판은 constraints.txt를 따릅니다.
WHEELS = [
    "anywidget", "asttokens", "comm", "executing", "ipython", "ipython-pygments-lexers", "ipywidgets",
    "matplotlib-inline", "prompt-toolkit", "psygnal", "pure-eval", "pygments", "stack-data",
    "traitlets", "typing-extensions", "wcwidth",
]
KERNEL = "@jupyterlite/pyodide-kernel-extension"
WIDGETS = "@jupyter-widgets/jupyterlab-manager", "anywidget", "jupyterlab_pygments"
EXTENSIONS = Path(sys.prefix) / "share/jupyter/labextensions"
KERNEL_WHEELS = ["ipykernel", "piplite", "pyodide_kernel"]      # 위의 확장이 들고 오는 것


def run(*command):
    commands.run(*command, what=f"사이트를 짓는 명령이 멈췄습니다. (command failed: {' '.join(map(str, command[:4]))} …)",
                 cwd=WORK)


def pip(*arguments):
    run(sys.executable, "-m", "pip", *arguments, "-q", "--disable-pip-version-check")


# ── 담을 것 모으기 ─────────────────────────────────────────────────────────

def pyodide(source, out):
    """Pyodide의 파일을 out에 담고, 잠금 파일에 적을 항목을 돌려줍니다."""
    pinned = json.loads((SOURCE / "pyodide.json").read_text())
    wanted = pinned["core"] | {p["file_name"]: p["sha256"] for p in pinned["packages"].values()}
    for name, digest in wanted.items():
        try:
            data = read_pyodide(source, name)
        except (OSError, KeyError) as error:
            stop(f"Pyodide의 파일을 읽지 못했습니다: {name} (Pyodide file not found)",
                 f"{source or CARRIER}: {error}",
                 f"PYODIDE에 Pyodide {pinned['version']}의 파일이 모두 든 폴더나 주소를 주세요.")
        if sha256(data).hexdigest() != digest:
            stop(f"Pyodide의 파일이 공식 파일과 다릅니다: {name} (sha256 mismatch)",
                 f"{source or CARRIER}에서 읽은 파일의 sha256이 book/_lite/pyodide.json과 다릅니다.",
                 f"Pyodide {pinned['version']}의 파일인지 확인하고, 맞다면 다시 받으세요.")
        (out / name).write_bytes(data)
    return {"info": pinned["info"], "packages": pinned["packages"]}


def read_pyodide(source, name):
    if not source:
        return carrier().read(CARRIED + name)
    if re.match("https?://", source):
        with urlopen(f"{source.rstrip('/')}/{name}") as answer:
            return answer.read()
    return (Path(source) / name).read_bytes()


@cache
def carrier():
    pip("download", "--no-deps", "--dest", WORK, CARRIER)
    return zipfile.ZipFile(next(WORK.glob("open_webui-*.whl")))


def wheels(out):
    """순수 파이썬 꾸러미와 이 책의 엔진을 out에 담습니다."""
    pip("download", "--no-deps", "--only-binary=:all:", "--platform=any", "--implementation=py",
        "--abi=none", "--python-version=3.14", "-c", ROOT / "constraints.txt", "--dest", out, *WHEELS)
    own = WORK / "own"                      # setuptools가 소스 옆에 찌꺼기를 남깁니다.
    shutil.copytree(ROOT / "engine", own / "engine", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, own)
    pip("wheel", "--no-deps", "--wheel-dir", out, own)


def locked(wheel):
    """꾸러미 하나를 Pyodide의 잠금 파일에 적는 항목. 커널이 켜질 때 모두 함께 읽으므로 depends는 비웁니다."""
    name, version, *_ = parse_wheel_filename(wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        tops = {path.split("/")[0] for path in archive.namelist()}
    imports = sorted(top.removesuffix(".py") for top in tops if not top.endswith((".dist-info", ".data")))
    return name, {"name": name, "version": str(version), "file_name": wheel.name, "imports": imports,
                  "sha256": sha256(wheel.read_bytes()).hexdigest(), "depends": [],
                  "install_dir": "site", "package_type": "package", "unvendored_tests": False}


def graphviz(out):
    """그래프 배치기를 담습니다. npm이 없으면 그래프가 글로 보인다고 알리고 넘어갑니다."""
    npm = shutil.which("npm")
    if not npm:
        print("npm이 없어 그래프 배치기를 담지 못했습니다. 브라우저에서 실행한 draw는 그래프를 글로 보입니다.")
        return
    run(npm, "pack", "--silent", GRAPHVIZ)
    with tarfile.open(next(WORK.glob("hpcc-js-*.tgz"))) as archive:
        script = archive.extractfile("package/dist/index.js").read()
    if sha256(script).hexdigest() != GRAPHVIZ_SHA256:
        stop(f"그래프 배치기가 알던 파일과 다릅니다: {GRAPHVIZ} (sha256 mismatch)",
             "npm으로 받은 파일의 sha256이 book/_tools/lite.py에 적힌 것과 다릅니다.",
             "npm이 파일을 받아 오는 곳을 확인하고 다시 받으세요.")
    (out / "graphviz.js").write_bytes(script)


def notebooks(out):
    """장의 노트북을 브라우저의 커널에 맞추어 담습니다. 출력은 비웁니다: 독자가 예측하고 실행합니다."""
    out.mkdir()
    for path in sorted((ROOT / "book").glob("*.ipynb")):
        if not (PAGES / f"{path.stem}.html").exists():       # 아직 차례에 없는 장
            continue
        notebook = nbformat.read(path, as_version=4)
        notebook.metadata.kernelspec = {"name": "python", "display_name": "Python", "language": "python"}
        for cell in notebook.cells:
            if cell.cell_type == "code":
                cell.outputs, cell.execution_count = [], None
                if "solution" in cell.metadata.get("tags", []):
                    cell.source = f"# 풀이\n{cell.source}"      # 접은 칸은 첫 줄을 보입니다.
                    cell.metadata.jupyter = {"source_hidden": True}
            else:
                cell.source = plain(cell.source)
        nbformat.write(notebook, out / path.name)


def plain(markdown):
    """JupyterLite가 모르는 MyST의 글을 보통 마크다운으로 바꿉니다. 부록은 노트북 곁에 없으므로 글만 남깁니다."""
    markdown = re.sub(r"(?ms)^:::\{admonition\} (.*?)\n(.*?)^:::$", r"**\1**\n\n\2", markdown)
    return re.sub(r"\[([^]]*)\]\(\w+\.md[^)]*\)", r"\1", markdown)


# ── 짓기 ───────────────────────────────────────────────────────────────────

def build(source):
    """lite/에 놓을 폴더를 짓고 그 자리를 돌려줍니다."""
    shutil.rmtree(WORK, ignore_errors=True)     # 남은 기록(.jupyterlite.doit.db)이 있으면 설정을 다시 읽지 않습니다.
    shutil.copytree(SOURCE, WORK)
    bundle, site = WORK / "pyodide", WORK / "site"
    bundle.mkdir()
    notebooks(WORK / "files")
    lock = pyodide(source, bundle)
    wheels(bundle)
    graphviz(bundle)
    for name in KERNEL_WHEELS:
        shutil.copy(next((EXTENSIONS / KERNEL / "static/pypi").glob(f"{name}-*.whl")), bundle)
    lock["packages"] |= dict(locked(wheel) for wheel in sorted(bundle.glob("*-none-any.whl")))
    (bundle / "pyodide-lock.json").write_text(json.dumps(lock))
    shutil.copy(SOURCE / "boot.mjs", bundle)

    config = json.loads((SOURCE / "jupyter-lite.json").read_text(encoding="utf8"))
    settings = config["jupyter-config-data"]["litePluginSettings"][f"{KERNEL}:kernel"]
    settings["loadPyodideOptions"] = {"packages": sorted({*lock["packages"], "jedi"})}
    (WORK / "jupyter-lite.json").write_text(json.dumps(config), encoding="utf8")
    (WORK / "jupyter_lite_config.json").write_text(json.dumps({"LiteBuildConfig": {
        "apps": ["notebooks", "tree", "lab"],
        "ignore_sys_prefix": ["federated_extensions"],      # 이 컴퓨터에 깔린 다른 확장은 담지 않습니다.
        "federated_extensions": [str(EXTENSIONS / name) for name in (KERNEL, *WIDGETS)],
        "no_sourcemaps": True, "no_unused_shared_packages": True}}))
    run(sys.executable, "-m", "jupyterlite_core", "build", "--output-dir", site)
    shutil.move(bundle, site / "static" / "pyodide")
    for name in ("live.js", "live.css"):
        shutil.copy(SOURCE / name, site)
    inside = (SOURCE / "inside.html").read_text(encoding="utf8")
    for page in (site / "notebooks/index.html", site / "lab/index.html"):
        text = page.read_text(encoding="utf8")
        page.write_text(text.replace("</head>", f"{inside}</head>", 1), encoding="utf8", newline="\n")
    return site


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pyodide", default="", help="Pyodide의 파일이 든 폴더나 주소")
    try:
        site = build(parser.parse_args().pyodide)
        shutil.rmtree(LITE, ignore_errors=True)
        site.rename(LITE)
        publish()
    except OSError as error:
        stop_at_file(error, "make site")
    finally:
        shutil.rmtree(WORK, ignore_errors=True)


if __name__ == "__main__":
    main()
