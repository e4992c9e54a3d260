"""추적을 켜고 끄는 구역이 부르는 모양마다 같은 뜻인지 봅니다."""

import pytest

import engine


@pytest.mark.parametrize("on", [True, False])
def test_a_decorated_function_runs_in_the_mode_it_was_given(on):
    seen = engine.inference_mode(on)(lambda: (engine.is_inference_mode_enabled(),
                                              engine.is_grad_enabled()))
    assert seen() == (on, not on)
    with engine.inference_mode():
        assert seen() == (on, not on)


@pytest.mark.parametrize("on", [True, False])
def test_a_decorated_generator_runs_in_the_mode_it_was_given(on):
    @engine.inference_mode(on)
    def values():
        yield engine.is_inference_mode_enabled()
        yield engine.is_inference_mode_enabled()

    assert list(values()) == [on, on]
    assert not engine.is_inference_mode_enabled()
