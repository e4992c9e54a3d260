"""오류 글을 모아 둔 곳입니다. 주제마다 파일이 하나이고, `errors.이름(빈칸=값)`으로 예외를 만듭니다.

글 하나는 세 줄입니다: 무슨 일 / 까닭 / 해 볼 일. 첫 줄 괄호에는 찾아볼 영어를 남깁니다.
예외의 종류(RuntimeError 등)는 PyTorch와 같습니다.
`python -m engine.errors`는 책의 ‘오류 메시지 사전’을 출력합니다.
"""

from .backward import *
from .book import *
from .conv import *
from .dtypes import *
from .files import *
from .function import *
from .functional import *
from .hooks import *
from .index import *
from .inplace import *
from .join import *
from .leaf import *
from .linalg import *
from .loss import *
from .message import *
from .module import *
from .nn import *
from .optim import *
from .random import *
from .shape import *
from .statistics import *
from .values import *
