"""상태를 파일에 저장하고 읽습니다.

파일은 numpy의 npz입니다. 텐서의 값은 배열로, 그것을 담은 사전과 목록의 얼개는 JSON 글로 적습니다.
배열과 글만 읽으므로, 남이 준 파일을 읽어도 그 안의 코드가 실행될 일이 없습니다.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import zipfile
import zlib
from collections import OrderedDict
from pathlib import Path

import numpy as np

from . import dtypes, errors
from .nn import Parameter
from .tensor import Tensor

FORMAT = "han-georeum-autograd 1"
_TENSORS = {"tensor": Tensor.detach, "parameter": Parameter}
_PLAIN = (type(None), bool, int, float, str)


def save(obj, f) -> None:
    """텐서와 숫자, 글자, None, 그것을 담은 사전·목록·튜플을 저장합니다. 추적 여부도 저장합니다.

    f: 파일의 경로, 또는 쓸 수 있게 연 파일. 경로를 주면 다 쓴 뒤에 한 번에 바꾸므로, 도중에 멈춰도
    옛 파일이 남습니다. TypeError: 저장할 수 없는 것이 들어 있을 때.
    """
    arrays: list[np.ndarray] = []
    outline = json.dumps({"format": FORMAT, "value": _encode(obj, arrays)}, ensure_ascii=False)
    members = {"outline": np.frombuffer(outline.encode(), np.uint8),
               **{str(i): array for i, array in enumerate(arrays)}}
    if hasattr(f, "write"):
        np.savez(f, allow_pickle=False, **members)
        return
    path = Path(os.path.realpath(f))  # 바로 가기라면 가리키는 파일을 바꿉니다.
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with open(unfinished, "wb") as file:
            np.savez(file, allow_pickle=False, **members)
            file.flush()
            os.fsync(file.fileno())
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def load(f, *, weights_only: bool = True):
    """save로 저장한 것을 읽습니다.  f: 파일의 경로, 또는 읽을 수 있게 연 파일.

    weights_only: PyTorch의 코드를 그대로 쓸 수 있게 받습니다. 언제나 True일 때처럼 값만 읽습니다.

    RuntimeError: save로 저장한 파일이 아니거나 망가졌을 때. FileNotFoundError: 파일이 없을 때.
    """
    try:
        with _opened(f) as file, np.load(file, allow_pickle=False) as members:
            text = members["outline"].tobytes().decode()
            arrays = [members[str(i)] for i in range(len(members.files) - 1)]
        outline = json.loads(text)
        if outline["format"] != FORMAT:
            raise ValueError(f"format {outline['format']}")
        return _decode(outline["value"], arrays)
    except (FileNotFoundError, IsADirectoryError, PermissionError):
        raise  # 파일의 내용이 아니라 경로의 문제입니다.
    except _BROKEN as error:
        path = "이 파일" if hasattr(f, "read") else f
        raise errors.CANNOT_LOAD(path=path, detail=_reason(error)) from None


def _opened(f):
    """경로면 엽니다. 이미 연 파일은 닫지 않고 돌려줍니다."""
    return contextlib.nullcontext(f) if hasattr(f, "read") else open(f, "rb")


# 망가진 파일을 읽다가 zipfile, numpy, json이 내는 예외들입니다.
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, NotImplementedError, OSError,
           LookupError, ValueError, TypeError, RuntimeError, MemoryError)


def _reason(error: Exception) -> str:
    first = str(error).split("\n")[0]
    return f"읽다가 {type(error).__name__}가 났습니다: {first}".rstrip(": ")


def _encode(obj, arrays: list) -> object:
    """얼개를 JSON에 적을 수 있는 것으로 바꿉니다. 배열은 arrays에 모으고 번호만 적습니다.

    JSON에 그대로 적을 수 없는 것은 [종류, 내용]으로 적습니다.
    """
    if isinstance(obj, Tensor):
        kind = "parameter" if isinstance(obj, Parameter) else "tensor"
        known = [i for i, array in enumerate(arrays) if array is obj._array]  # 나누어 쓰는 메모리
        if not known:
            arrays.append(obj._array)
        return [kind, known[0] if known else len(arrays) - 1, obj.requires_grad]
    if isinstance(obj, np.generic):
        obj = obj.item()
    if isinstance(obj, _PLAIN):
        return obj
    if isinstance(obj, dtypes.dtype):
        return ["dtype", obj.name]
    if isinstance(obj, dict):
        kind = "ordered" if isinstance(obj, OrderedDict) else "dict"
        return [kind, [[_encode(k, arrays), _encode(v, arrays)] for k, v in obj.items()]]
    if isinstance(obj, dtypes.Size):
        return ["size", list(obj)]
    if isinstance(obj, (list, tuple)):
        kind = "list" if isinstance(obj, list) else "tuple"
        return [kind, [_encode(item, arrays) for item in obj]]
    raise errors.CANNOT_SAVE(type=type(obj).__name__)


def _decode(node, arrays: list):
    """_encode의 거꾸로입니다. ValueError: 모르는 종류일 때."""
    if isinstance(node, _PLAIN):
        return node
    kind, content, *rest = node
    if kind in _TENSORS:
        return _TENSORS[kind](Tensor(arrays[content])).requires_grad_(*rest)
    if kind == "dtype":
        return {d.name: d for d in dtypes._BY_NUMPY.values()}[content]
    if kind == "size":
        return dtypes.Size(content)
    items = [_decode(item, arrays) for item in content] if kind in ("list", "tuple") else [
        (_decode(k, arrays), _decode(v, arrays)) for k, v in content]
    makers = {"list": list, "tuple": tuple, "dict": dict, "ordered": OrderedDict}
    if kind not in makers:
        raise ValueError(f"kind {kind}")
    return makers[kind](items)
