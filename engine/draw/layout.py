"""graphviz로 자리를 정합니다. 어떤 환경에서도 예외를 내지 않고, 못 그린 까닭을 문장으로 돌려줍니다."""

import os
import shutil
import sysconfig
import threading
from pathlib import Path

_PROGRAM_LOCK = threading.Lock()            # graphviz는 dot의 위치를 전역 변수 하나에 둡니다.


def effort(count):
    """노드가 많으면 자리를 다듬는 횟수를 줄입니다. 여럿이 함께 쓰는 잎이 있으면 dot이 끝나지 않습니다."""
    return ["nslimit=1 nslimit1=1 mclimit=0.3"] * (count > 100)


def run_dot(source, program):
    """(SVG, 못 그린 까닭) 가운데 하나만 있습니다. 어떤 환경에서도 예외를 내지 않습니다."""
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
            svg = ""        # 브라우저처럼 다른 프로그램을 실행할 수 없는 곳도 여기로 옵니다.
        finally:
            dot_command.DOT_BINARY = before
    if "<svg" in svg:
        return svg, None
    return None, f"{program} 프로그램이 그림을 만들지 못해 그래프를 글로 보입니다. {install}"


def _find_dot():
    scripts = sysconfig.get_path("scripts")
    return (shutil.which("graphviz-pure", path=scripts) or shutil.which("graphviz-pure")
            or shutil.which("dot"))
