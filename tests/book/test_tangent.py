"""1장의 접선: 손실로 잰 기울기와 변화도가 같고, 그림의 직선이 그 기울기로 그 점을 지나는지 봅니다."""

import re

import numpy as np
import pytest

import engine
from engine.nn import functional as F
from engine.study import tangent
from engine.study.ch01 import network

VALUES = np.round(np.arange(-6, 6.05, 0.1), 1).tolist()        # JupyterLab의 슬라이더가 멈추는 곳


def loss_of(w, b):
    return F.binary_cross_entropy_with_logits(engine.ones(5) @ w + b, engine.zeros(3))


@pytest.fixture
def figure():
    w, b, _ = network()
    return tangent(loss_of, w, b, at=(0, 0))


@pytest.fixture
def static(figure, monkeypatch):
    monkeypatch.setenv("ENGINE_STATIC", "1")
    return figure._repr_mimebundle_()["text/html"]


def test_the_slope_on_the_curve_is_the_gradient_everywhere(figure):
    for value in [figure.start, *VALUES]:
        point = figure.point(value)
        assert f"{point.slope:.4f}" == f"{point.grad:.4f}", value


def test_torch_finds_the_same_losses_and_gradients(figure):
    torch = pytest.importorskip("torch", reason="PyTorch와 견주는 시험: torch가 없습니다")
    w, b, _ = network()
    for point in figure.stops():
        leaf = torch.tensor(w.detach().numpy().copy())
        leaf[0, 0] = point.value
        loss = torch.nn.functional.binary_cross_entropy_with_logits(
            torch.ones(5) @ leaf.requires_grad_() + torch.tensor(b.detach().numpy()), torch.zeros(3))
        loss.backward()
        assert point.loss == pytest.approx(loss.item(), rel=1e-6)
        assert point.grad == pytest.approx(leaf.grad[0, 0].item(), rel=1e-5)


def test_the_line_passes_through_its_point_with_that_slope(figure, static):
    losses = [figure.point(value).loss for value in (-6, 6)]
    pictures = re.findall(r"<svg .*?</svg>", static, re.S)
    assert len(pictures) == len(figure.stops())
    for point, svg in zip(figure.stops(), pictures, strict=True):
        curve = [tuple(map(float, pair.split(","))) for pair in re.search(r'points="([^"]+)"', svg)[1].split()]
        across = (curve[-1][0] - curve[0][0]) / 12              # 값 1만큼의 너비와, 손실 1만큼의 높이
        down = (curve[0][1] - curve[-1][1]) / (losses[1] - losses[0])
        x1, y1, x2, y2 = map(float, re.search(
            r'<line class="ag-line" x1="(\S+)" y1="(\S+)" x2="(\S+)" y2="(\S+)"', svg).groups())
        x, y = map(float, re.search(r'<circle cx="(\S+)" cy="(\S+)"', svg).groups())
        slope = (y1 - y2) / down / ((x2 - x1) / across)
        assert slope == pytest.approx(point.grad, abs=0.004)     # 좌표는 0.1까지 적습니다.
        assert y == pytest.approx(y1 + (x - x1) * (y2 - y1) / (x2 - x1), abs=0.15)
        assert x == pytest.approx(curve[0][0] + (point.value + 6) * across, abs=0.1)


def test_the_book_opens_at_the_readers_value_without_scripts(figure, static):
    stops = figure.stops()
    assert static.count('<input type="radio"') == static.count("<section ") == len(stops) == 8
    chosen = re.search(r' checked><label for="[^"]+">([^<]+)<', static)[1]
    assert chosen == "1.541"
    assert "<script" not in static
    assert "기울기 <b>0.2661</b>" in static


def test_changing_the_tensor_later_leaves_the_figure_alone():
    w, b, _ = network()
    figure = tangent(loss_of, w, b, at=(0, 0))
    before = repr(figure)
    with engine.no_grad():
        w -= 1.
        b += 2.
    assert repr(figure) == before
    assert w.grad is None                                       # 독자의 .grad에 쌓지도 않습니다.


def test_the_slider_moves_the_point(figure):
    pytest.importorskip("ipywidgets", reason="슬라이더 시험: ipywidgets가 없습니다")
    _, slider, picture = figure.live().children
    assert slider.value == figure.start                         # 0.1씩 나눈 값이 아니어도 그대로 열립니다.
    assert set(VALUES) < {value for _, value in slider.options}
    assert "<b>0.2661</b>" in picture.value
    slider.value = -2.
    assert "<b>0.0343</b>" in picture.value
    assert 'aria-label="w[0, 0]이 −2일 때' in picture.value
