"""걸음보기 하나만 있는 쪽을 파일로 써서 엽니다. 바깥으로 나가는 요청은 모두 거절합니다."""

from pathlib import Path

import pytest

from engine.stepper import static_html

AXE = Path(__file__).parents[2] / ".venv/axe/node_modules/axe-core"


def write_page(path, *traces, column=None):
    """기록마다 걸음보기 하나씩 담은 쪽의 주소입니다."""
    style = f"max-width:{column}px;margin:auto" if column else ""
    boxes = "\n".join(static_html(trace) for trace in traces)
    path.write_text(
        '<!doctype html><html lang="ko"><meta charset="utf-8"><title>걸음보기</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        "<style>html{color-scheme:light dark;font-size:17px}body{margin:0;padding:12px;"
        "background:light-dark(#fff,#111827);color:light-dark(#1f2937,#e5e7eb)}</style>"
        f'<main style="{style}"><h1>걸음보기</h1>{boxes}</main></html>', encoding="utf-8")
    return path.as_uri()


def player(page, expression, argument=None):
    """쪽의 첫 재생기를 p라고 할 때의 식의 값입니다."""
    return page.evaluate(f"a => {{ const p = document.querySelector('.ag-stepper').agPlayer;"
                         f" return {expression}; }}", argument)


def axe_violations(page):
    """axe-core(한국어)가 찾은 위반의 목록입니다."""
    if not (AXE / "axe.min.js").exists():
        pytest.skip("접근성 시험: axe-core가 없습니다"
                    "(npm install --prefix .venv/axe axe-core@4.14.1)")
    page.add_script_tag(path=AXE / "axe.min.js")
    locale = (AXE / "locales/ko.json").read_text(encoding="utf-8")
    return page.evaluate(
        "async locale => { axe.configure({locale: JSON.parse(locale)});"
        " const found = await axe.run({exclude: []});"
        " return found.violations.map(v => [v.id, v.help, ...v.nodes.slice(0, 3).map(n => n.html.slice(0, 160)"
        " + ' ' + n.failureSummary)]); }", locale)


# 그래프의 글 가운데 바탕과의 대비가 4.5보다 작은 것. axe는 SVG의 글을 재지 않습니다.
CONTRAST = """() => {
  const rgb = c => { const m = c.match(/[\\d.]+/g).map(Number); return c.startsWith('color(') ? m.slice(0, 3).map(v => v * 255) : m.slice(0, 3); };
  const light = c => { const [r, g, b] = rgb(c).map(v => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
  const pane = getComputedStyle(document.querySelector('.ag-graph-pane')).backgroundColor;
  const bad = [];
  for (const text of document.querySelectorAll('.ag-svg text')) {
    const style = getComputedStyle(text);
    if (!text.textContent || style.visibility === 'hidden' || style.display === 'none' || !text.getClientRects().length) continue;
    const under = text.closest('.ag-badge')?.querySelector('rect') || text.closest('.node')?.querySelector('.ag-box');
    const fill = under ? getComputedStyle(under).fill : pane;
    const [a, b] = [light(style.fill), light(fill === 'none' || fill.startsWith('url') ? pane : fill)];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push([text.textContent, style.fill, fill, ratio]);
  }
  return bad; }"""
