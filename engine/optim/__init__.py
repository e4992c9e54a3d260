"""옵티마이저: 변화도를 보고 매개변수를 고칩니다. 읽는 차례: optimizer → sgd → rmsprop → adam"""

from .. import errors
from . import lr_scheduler
from .adam import Adam, AdamW
from .optimizer import Optimizer
from .rmsprop import Adagrad, RMSprop
from .sgd import SGD

__all__ = ["SGD", "Adagrad", "Adam", "AdamW", "Optimizer", "RMSprop", "lr_scheduler"]


def __getattr__(name: str):
    """없는 이름을 찾을 때 부릅니다. AttributeError: 언제나."""
    raise errors.NO_SUCH_NAME(module=__name__, name=name)
