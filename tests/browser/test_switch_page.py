"""4장에서 기록을 바꾸는 단추: 자판으로 고르면 그 기록의 걸음보기만 보입니다."""

import pytest
from conftest import SITE

NAME = "04_stopping_gradients.html"


@pytest.mark.skipif(not (SITE / NAME).exists(), reason="4장이 없습니다")
def test_choosing_by_keyboard_shows_one_stepper(open_page):
    page = open_page(NAME)
    panels = page.locator(".ag-switch > section")
    assert [panel.is_visible() for panel in panels.all()] == [True, False, False, False]
    page.locator(".ag-switch > input").first.focus()
    page.keyboard.press("ArrowRight")
    assert [panel.is_visible() for panel in panels.all()] == [False, True, False, False]
    assert "no_grad 구역" in panels.nth(1).inner_text()
    assert page.noise == []
