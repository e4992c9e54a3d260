"""꾸러미를 설치합니다: python book/_tools/install.py -r requirements.txt"""

import sys

from commands import pip

pip("install", *sys.argv[1:],
    what=f"꾸러미를 설치하지 못했습니다: {' '.join(sys.argv[1:])} (pip install failed)")
