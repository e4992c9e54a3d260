"""도구가 함께 쓰는 것: 멈출 때 하는 세 줄의 말과, 명령을 조용히 실행하기. 갓 만든 가상 환경에서도 돕니다."""

import os
import re
import shutil
import subprocess
import sys

LAST = 20       # 멈춘 명령이 한 말에서 보이는 줄. 까닭은 끝에 있습니다.
DISK = ("No space left on device|Disk quota exceeded|File too large",
        "디스크가 찼거나 더 쓸 수 없습니다.",
        "빈자리를 늘리고 다시 실행하세요.")
# 인터넷 없이 폴더의 꾸러미만 쓰는 때(PIP_NO_INDEX)에는 판이 아니라 폴더에 든 것을 살핍니다.
NOT_FOUND = (
    (f"위에 적힌 꾸러미가 폴더에 없습니다: {os.environ.get('PIP_FIND_LINKS')}",
     "인터넷이 되고 운영체제와 Python이 같은 컴퓨터에서 README의 pip download를 다시 실행해 폴더에 더하세요.")
    if os.environ.get("PIP_NO_INDEX") else
    ("위에 적힌 꾸러미의 판이 없거나 constraints.txt의 판과 어긋납니다.",
     "고친 적이 있다면 적힌 판을 바로잡고 make constraints를, 없다면 다시 받은 저장소에서 해 보세요."))
# 명령이 한 말에서 알아보는 까닭입니다: (찾을 말, 까닭, 해 볼 일)
KNOWN = [
    DISK,
    ("NewConnectionError|ConnectionError|connection broken|ProxyError|SSLError|timed out"
     "|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT",
     "꾸러미를 내주는 곳에 닿지 못했습니다.",
     "인터넷 연결과 프록시(HTTPS_PROXY)를 확인하세요. 미리 받은 꾸러미의 폴더가 있다면"
     " PIP_NO_INDEX=1 PIP_FIND_LINKS=/그/폴더 를 앞에 적으세요."),
    ("ResolutionImpossible|No matching distribution", *NOT_FOUND),
]


def stop(what, why, cure):
    sys.exit(f"{what}\n까닭: {why}\n해 볼 일: {cure}")


def stop_at_file(error, command):
    path, why = error.filename, error.strerror
    if isinstance(error, shutil.Error):     # 여러 파일을 옮기다 난 것은 목록으로 옵니다.
        (_, path, why), *_ = error.args[0]
        why = why.partition(":")[0]
    stop(f"파일을 다루지 못했습니다: {path} ({why})",
         "디스크가 찼거나, 쓸 수 없는 자리이거나, 다른 프로그램이 쓰고 있습니다. 지난번에 지은 사이트는 그대로 있습니다.",
         f"디스크의 빈자리와 권한을 확인하고 다시 실행하세요: {command}")


def run(*command, what, cwd=None):
    """명령을 조용히 실행합니다. 멈추면 그 명령의 마지막 말과, 알아본 까닭을 적고 끝냅니다."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, encoding="utf8", errors="replace",
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    if done.returncode:
        print(*done.stdout.splitlines()[-LAST:], "", sep="\n", file=sys.stderr)
        for pattern, why, cure in KNOWN:
            if re.search(pattern, done.stdout):
                stop(what, why, cure)
        stop(what, "위에 적힌 것이 그 명령이 한 말입니다.", "그 말을 따라 고치고 다시 실행하세요.")


def pip(*arguments, what, cwd=None):
    run(sys.executable, "-m", "pip", *arguments, "--disable-pip-version-check", what=what, cwd=cwd)
