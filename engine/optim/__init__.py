"""옵티마이저: 변화도를 보고 매개변수를 고칩니다. 읽는 차례: optimizer → sgd → rmsprop → adam"""

from . import lr_scheduler
from .adam import Adam, AdamW
from .optimizer import Optimizer
from .rmsprop import Adagrad, RMSprop
from .sgd import SGD

__all__ = ["SGD", "Adagrad", "Adam", "AdamW", "Optimizer", "RMSprop", "lr_scheduler"]
