"""이상 탐지는 NaN을 만든 순전파의 줄을 알려 줍니다."""

import pytest

import engine
from engine.autograd import detect_anomaly


@pytest.mark.filterwarnings("ignore:.*Anomaly Detection has been enabled", "ignore::RuntimeWarning:engine")
@pytest.mark.parametrize("write", [lambda y: y.sqrt(), lambda y: y[:].sqrt_()], ids=["op", "in-place-view"])
def test_the_line_that_made_a_nan_is_named(write):
    x = engine.tensor([1.0, -1.0], requires_grad=True)
    with detect_anomaly():
        y = x * 1
        root = write(y)
        root = y if y._version else root   # 뷰를 고쳤으면 원본도 바뀝니다.
        with pytest.warns(UserWarning, match=r"test_anomaly\.py"), \
                pytest.raises(RuntimeError, match="returned nan"):
            root.sum().backward()
