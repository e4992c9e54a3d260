"""모든 오류 글을 부록에 실을 Markdown으로 출력합니다: python -m engine.errors"""

from .appendix import markdown

if __name__ == "__main__":
    print(markdown(), end="")
