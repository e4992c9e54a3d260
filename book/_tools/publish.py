"""지은 것을 모아 독자가 여는 사이트로 바꿉니다.

    _build/book   Sphinx가 지은 쪽(build.py). 다음에 바뀐 쪽만 지을 수 있게 남겨 둡니다.
    _build/lite   브라우저에서 실행하는 노트북(lite.py)
    _build/html   둘을 모은 사이트
"""

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "_build"
PAGES, LITE, HTML = BUILD / "book", BUILD / "lite", BUILD / "html"


def publish():
    """새 사이트를 곁에 다 마련하고 나서 이름만 바꿉니다. 그 앞에서 멈추면 마지막 사이트가 그대로 남습니다."""
    new, old = BUILD / "html.new", BUILD / "html.old"
    clear(new, old)
    try:
        gather(new)
        if HTML.exists():
            HTML.rename(old)
        new.rename(HTML)
    finally:
        if old.exists() and not HTML.exists():      # 이름을 바꾸다 멈췄습니다.
            old.rename(HTML)
        clear(new, old)


def clear(*folders):
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def gather(site):
    shutil.copytree(PAGES, site)
    if LITE.is_dir():
        shutil.copytree(LITE, site / "lite")
        for notebook in (LITE / "files").glob("*.ipynb"):
            add_button(site / f"{notebook.stem}.html")


def add_button(page):
    """노트북이 lite/에 있는 장에 ‘실행’ 단추를 답니다."""
    if not page.exists():       # 그 뒤에 차례에서 빠진 장
        return
    button = (f'<link rel="stylesheet" href="lite/live.css"/>\n'
              f'<script src="lite/live.js" data-notebook="{page.stem}.ipynb" defer></script>\n')
    text = page.read_text(encoding="utf8")
    page.write_text(text.replace("</head>", f"{button}</head>", 1), encoding="utf8", newline="\n")
