"""파일에 저장하고 읽기: 같은 것이 돌아오는지, 망가졌을 때 조용히 틀리지 않는지 봅니다."""

import io
import os
import pickle
from collections import OrderedDict

import numpy as np
import pytest

import engine
from engine import nn, optim

VALUES = {
    "number": 3, "float": 0.1, "inf": float("inf"), "none": None, "bool": True, "text": "한글\n'\"",
    "big": 2**70, "tuple": (1, (2.0, "a")), "list": [1, [], {}], 3: "int key", (1, 2): "tuple key",
    "ordered": OrderedDict(b=1, a=2), "dtype": engine.float64, "size": engine.Size([2, 3]),
}


def round_trip(obj):
    file = io.BytesIO()
    engine.save(obj, file)
    file.seek(0)
    return engine.load(file)


def test_plain_values_come_back_with_their_types():
    back = round_trip(VALUES)
    assert back == VALUES
    assert [type(v) for v in back.values()] == [type(v) for v in VALUES.values()]
    assert back["dtype"] is engine.float64


@pytest.mark.parametrize("dtype", [engine.float16, engine.float32, engine.float64, engine.int64,
                                   engine.int8, engine.uint8, engine.bool], ids=str)
@pytest.mark.parametrize("shape", [(), (0, 3), (2, 3)], ids=str)
def test_tensors_come_back_exactly(dtype, shape):
    tensor = (engine.arange(6).float() - 2.5)[:int(np.prod(shape))].reshape(shape).to(dtype)
    back = round_trip(tensor)
    assert engine.equal(back, tensor)
    assert (back.dtype, back.shape) == (dtype, shape)


def test_tracking_parameters_and_shared_memory_come_back():
    w = nn.Parameter(engine.ones(2))
    back = round_trip({"w": w, "alias": w.detach(), "x": engine.zeros(1, requires_grad=True)})
    assert isinstance(back["w"], nn.Parameter)
    assert back["w"].requires_grad
    assert back["x"].requires_grad
    assert not back["alias"].requires_grad
    assert back["w"].data_ptr() == back["alias"].data_ptr()


def test_views_and_transposed_tensors_keep_their_values():
    x = engine.arange(12).reshape(3, 4)
    for view in (x.t(), x[1:, ::2], x[0, 0].expand(2, 3)):
        assert engine.equal(round_trip(view), view)


def test_training_continues_from_a_file(tmp_path):
    def start():
        engine.manual_seed(0)
        model = nn.Sequential(nn.Linear(3, 4), nn.BatchNorm1d(4), nn.Linear(4, 1))
        return model, optim.Adam(model.parameters(), lr=0.1)

    def train(model, optimizer, steps):
        for _ in range(steps):
            optimizer.zero_grad()
            model(engine.linspace(-1, 1, 15).reshape(5, 3)).pow(2).mean().backward()
            optimizer.step()

    model, optimizer = start()
    train(model, optimizer, 3)
    path = tmp_path / "at3"
    engine.save({"model": model.state_dict(), "optimizer": optimizer.state_dict()}, path)
    train(model, optimizer, 3)
    resumed, its_optimizer = start()
    saved = engine.load(path)
    resumed.load_state_dict(saved["model"])
    its_optimizer.load_state_dict(saved["optimizer"])
    train(resumed, its_optimizer, 3)
    assert all(engine.equal(a, b) for a, b in zip(model.parameters(), resumed.parameters(),
                                                  strict=True))


def test_code_and_objects_are_not_saved_and_the_old_file_stays(tmp_path):
    path = tmp_path / "state"
    engine.save({"a": 1}, path)
    for thing in (nn.Linear(1, 1), lambda: 0, {1, 2}, 1j, engine.ones(1).numpy()):
        with pytest.raises(TypeError, match="cannot save"):
            engine.save({"a": engine.ones(3), "b": thing}, path)
    assert engine.load(path) == {"a": 1}
    assert os.listdir(tmp_path) == ["state"]


@pytest.mark.parametrize("step", ["savez", "fsync", "replace"])
def test_a_crash_while_saving_leaves_the_old_file_and_no_other(tmp_path, monkeypatch, step):
    path = tmp_path / "state"
    engine.save({"a": 1}, path)

    def crash(*args, **kwargs):
        raise OSError("disk full")

    monkeypatch.setattr(np if step == "savez" else os, step, crash)
    with pytest.raises(OSError, match="disk full"):
        engine.save({"a": 2}, path)
    monkeypatch.undo()
    assert engine.load(path) == {"a": 1}
    assert os.listdir(tmp_path) == ["state"]


class Trap:
    """읽히는 순간 코드를 실행하는 pickle입니다."""

    ran = False

    def __reduce__(self):
        return setattr, (Trap, "ran", True)


def npz(**members):
    file = io.BytesIO()
    np.savez(file, **members)
    return file.getvalue()


def outline(text):
    return npz(outline=np.frombuffer(text.encode(), np.uint8))


GOOD = io.BytesIO()
engine.save({"a": engine.arange(100), "b": [1, "글"]}, GOOD)
GOOD = GOOD.getvalue()
FORMAT = '{"format": "han-georeum-autograd 1", "value": %s}'
FOREIGN = {
    "empty": b"", "text": b"hello", "pickle": pickle.dumps(Trap()),
    "other-npz": npz(x=np.ones(3)),
    "npz-with-objects": npz(outline=np.array([Trap()], object)),
    "not-json": outline("{"), "json-list": outline("[]"),
    "newer-format": outline('{"format": "han-georeum-autograd 2", "value": 1}'),
    "unknown-kind": outline(FORMAT % '["code", ["x"]]'),
    "missing-array": outline(FORMAT % '["tensor", 7, false]'),
    "no-content": outline(FORMAT % '["tensor"]'),
    "list-as-key": outline(FORMAT % '["dict", [[["list", []], 1]]]'),
    "deep": outline(FORMAT % ('["list", [' * 5000 + "]]" * 5000)),
    "half": GOOD[:len(GOOD) // 2],
}


@pytest.mark.parametrize("content", FOREIGN.values(), ids=FOREIGN)
def test_a_foreign_or_broken_file_is_refused_without_running_anything(tmp_path, content):
    (tmp_path / "f").write_bytes(content)
    with pytest.raises(RuntimeError, match="corrupt") as caught:
        engine.load(tmp_path / "f")
    assert len(str(caught.value).split("\n")) == 3
    assert not Trap.ran


def test_a_changed_byte_is_noticed_or_harmless(tmp_path):
    expected = engine.load(io.BytesIO(GOOD))
    for place in range(0, len(GOOD), 7):
        broken = bytearray(GOOD)
        broken[place] ^= 0x55
        try:
            back = engine.load(io.BytesIO(bytes(broken)))
        except RuntimeError:
            continue
        assert back["b"] == expected["b"]
        assert engine.equal(back["a"], expected["a"])


def test_a_missing_file_is_a_missing_file(tmp_path):
    with pytest.raises(FileNotFoundError):
        engine.load(tmp_path / "none")
