"""graphviz로 자리를 정합니다. 어떤 환경에서도 예외를 내지 않고, 못 그린 까닭을 문장으로 돌려줍니다."""

import os
import shutil
import sys
import sysconfig
import threading
from pathlib import Path

_PROGRAM_LOCK = threading.Lock()            # graphviz는 dot의 위치를 전역 변수 하나에 둡니다.
_MANY_NODES, _MANY_USES = 100, 8


def effort(count):
    """노드가 많으면 자리를 다듬는 횟수를 줄입니다."""
    return ["nslimit=1 nslimit1=1 mclimit=0.3"] * (count > _MANY_NODES)


def tagged(count, edges):
    """상자까지 잇지 않고 곁에 이름표를 달 간선의 열쇠들입니다. edges는 뿌리 쪽부터 (열쇠, 나온 노드)입니다.

    큰 그래프에서 한 노드를 여기저기서 쓰면 긴 간선이 그림을 덮고, dot은 그 간선이 지나는 층마다
    자리를 찾느라 몇 초를 씁니다. 회로도처럼 가장 먼저 쓰는 곳에만 잇고 나머지는 이름으로 가리킵니다.
    """
    if count <= _MANY_NODES:
        return set()
    uses = {}
    for key, source in edges:
        uses.setdefault(source, []).append(key)
    return {key for keys in uses.values() if len(keys) > _MANY_USES for key in keys[:-1]}


def run_dot(source, program):
    """(SVG, 못 그린 까닭) 가운데 하나만 있습니다. 어떤 환경에서도 예외를 내지 않습니다."""
    if sys.platform == "emscripten":
        return _in_browser(source)
    install = "그림으로 보려면 pip install graphviz graphviz-pure를 실행하고 다시 그리세요."
    try:
        import graphviz
        from graphviz.backend import dot_command
    except ImportError:
        return None, f"graphviz 패키지가 없어 그래프를 글로 보입니다. {install}"
    program = program or os.environ.get("ENGINE_DOT") or _find_dot()
    if not program:
        return None, f"그래프를 배치하는 프로그램 dot이 없어 그래프를 글로 보입니다. {install}"
    with _PROGRAM_LOCK:
        before, dot_command.DOT_BINARY = dot_command.DOT_BINARY, Path(program)
        try:
            svg = graphviz.Source(source).pipe(format="svg", encoding="utf-8", quiet=True)
        except (OSError, RuntimeError, ValueError, graphviz.CalledProcessError):
            svg = ""
        finally:
            dot_command.DOT_BINARY = before
    if "<svg" in svg:
        return svg, None
    return None, f"{program} 프로그램이 그림을 만들지 못해 그래프를 글로 보입니다. {install}"


def _in_browser(source):
    """브라우저의 파이썬(Pyodide)은 프로그램을 실행하지 못합니다. 커널을 켤 때 얹어 준 배치기를 부릅니다."""
    try:
        from browser_graphviz import svg
        return svg(source), None
    except Exception:       # 배치기가 없거나(ImportError), 배치기가 낸 자바스크립트 오류(JsException)
        return None, "이 브라우저에서는 그래프를 배치하지 못해 글로 보입니다."


def _find_dot():
    scripts = sysconfig.get_path("scripts")
    return (shutil.which("graphviz-pure", path=scripts) or shutil.which("graphviz-pure")
            or shutil.which("dot"))
