# 『한 걸음씩 보는 autograd』 — `make help`가 할 수 있는 일을 보여 줍니다.
# GNU make 3.81(macOS)에서도 돌도록 오래된 문법만 씁니다.

PYTHON  ?=
PYTHONS := $(PYTHON) python3.13 python3.12 python3.11 python3 python
PY      := .venv/bin/python
PAGE    := _build/html/index.html
PAGES   := $(shell find book -name '*.md' -o -name '*.ipynb' | grep -v checkpoints)
CODE    := _config.yml _toc.yml \
           $(shell find book/_data book/_ext book/_search book/_static book/_templates engine -type f | grep -v -e __pycache__ -e '/\.')

.PHONY: help book site pdf test lab notebooks bench constraints clean distclean
.DELETE_ON_ERROR:
# 걸음보기를 커널 없이 도는 HTML로 내보냅니다. 저장된 노트북에는 살아 있는 커널이 없습니다(책은 house.py가 켭니다).
test notebooks: export ENGINE_STATIC := 1

help: ## 이 도움말
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

book: _build/done ## 웹 책을 짓고 첫 쪽의 자리를 알려 줍니다
	@[ -z "$$(find _build/lite -prune ! -newer _build/done 2>/dev/null)" ] || \
	    echo "브라우저에서 실행하는 노트북(lite/)은 지난번 것입니다. 새로 담으려면 make site를 실행하세요."
	@echo "책을 다 지었습니다. 브라우저로 여세요: file://$(CURDIR)/$(PAGE)"

site: _build/done .venv/lite ## 책과, 브라우저에서 실행하는 노트북을 함께 짓습니다 (PYODIDE=…로 Pyodide를 가져올 폴더나 주소를 고릅니다)
	@echo "브라우저에서 실행하는 노트북을 담습니다. 1분쯤 걸립니다."
	@$(PY) book/_tools/lite.py $(if $(PYODIDE),--pyodide '$(PYODIDE)')
	@echo "사이트를 다 지었습니다. _build/html을 정적 서버에 올리세요. 여기서 보기: cd _build/html && python3 -m http.server"

pdf: _build/autograd.pdf ## 책을 PDF 한 권으로 인쇄합니다 (Chromium과 한글 글꼴이 있어야 합니다)
	@echo "PDF를 다 만들었습니다: $(CURDIR)/$<"

test: _build/done ## 엔진, 노트북, 책, 브라우저 시험을 모두 돌립니다 (ARGS=…로 pytest 인자를 더합니다)
	@$(PY) -m pytest --nbval --nbval-sanitize-with tests/book/nbval_sanitize.cfg tests book $(ARGS)

lab: .venv/done ## JupyterLab에서 노트북을 엽니다
	@$(PY) -m jupyterlab book

notebooks: .venv/done ## 노트북을 새 커널에서 다시 실행하고 가지런히 저장합니다
	@$(PY) book/_tools/notebooks.py

bench: .venv-bench/done ## 다른 엔진과 속도를 견줍니다
	@.venv-bench/bin/python -m tests.bench $(ARGS)

constraints: ## requirements.txt를 고친 뒤 나머지 판을 다시 고정합니다
	@$(call venv,.venv-pin)
	@.venv-pin/bin/python -m pip install -q uv
	@sed '/^-/d' requirements.txt tests/requirements.txt book/_lite/requirements.txt | sed '/^torch/d' > .venv-pin/direct.in
	@{ echo '# `make constraints`가 씁니다. 손으로 고치지 마세요.'; \
	   .venv-pin/bin/python -m uv pip compile -q --universal --python-version 3.11 \
	       --no-annotate --no-header .venv-pin/direct.in; } > .venv-pin/out.txt
	@mv .venv-pin/out.txt constraints.txt

clean: ## 지은 책과 캐시를 지웁니다
	rm -rf _build .pytest_cache .ruff_cache .mypy_cache .hypothesis *.egg-info
	find . -name __pycache__ -prune -not -path './.venv*' -exec rm -rf {} +

distclean: clean ## 가상 환경까지 지웁니다
	rm -rf .venv .venv-bench .venv-pin

# ── 만드는 법 ──────────────────────────────────────────────────────────────

# 쪽만 바뀌면 그 쪽만, 엔진·설정·꾸밈이 바뀌면 전부 다시 짓습니다.
# Sphinx는 engine/이 바뀐 것을 모릅니다.
_build/done: .venv/done _build/address $(PAGES) $(CODE)
	@echo "책을 짓습니다."
	@$(PY) book/_tools/build.py $(if $(filter-out _build/address $(PAGES),$?),--all)
	@touch $@

# 쪽마다 사이트의 주소(BASE_URL)를 적습니다. 주소가 바뀌면 노트북은 그대로 두고 쪽을 다시 적습니다.
_build/address: FORCE
	@mkdir -p _build
	@echo '$(BASE_URL)' | cmp -s - $@ || echo '$(BASE_URL)' > $@
FORCE:

.venv/done: requirements.txt constraints.txt pyproject.toml
	@$(call venv,.venv)
	@echo "꾸러미를 설치합니다. 처음에는 1~3분 걸립니다."
	@$(PY) book/_tools/install.py -r requirements.txt
	@mkdir -p .venv/etc/ipython    # 커널이 켜질 때마다 적는, 이 컴퓨터 안의 통신에 대한 경고를 끕니다.
	@echo 'c.IPKernelApp.log_level = "ERROR"' > .venv/etc/ipython/ipython_kernel_config.py
	@touch $@

_build/autograd.pdf: _build/done .venv/pdf book/_tools/pdf.py book/_tools/pdf.js
	@echo "책을 인쇄합니다. 1분 안에 끝납니다."
	@$(PY) book/_tools/pdf.py

.venv/pdf: .venv/done book/_tools/pdf.py
	@$(PY) book/_tools/install.py -c constraints.txt playwright pypdf
	@touch $@

.venv/lite: .venv/done book/_lite/requirements.txt
	@$(PY) book/_tools/install.py -r book/_lite/requirements.txt
	@touch $@

.venv-bench/done: constraints.txt pyproject.toml tests/bench/requirements.txt
	@$(call venv,.venv-bench)
	@.venv-bench/bin/python book/_tools/install.py -e '.[draw,step]' -r tests/bench/requirements.txt
	@touch $@

define venv
for found in $(PYTHONS) ''; do \
    "$$found" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
done; \
if [ -z "$$found" ]; then \
    echo 'Python 3.11 이상을 찾지 못했습니다.'; \
    echo '까닭: PATH에 python3.11~3.13이 없거나 python3이 그보다 오래되었습니다.'; \
    echo '해 볼 일: Python을 설치하거나, 다른 곳에 있다면 make book PYTHON=/그/자리/python3 으로 알려 주세요.'; \
    exit 1; \
elif ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
    echo "$$found에 venv 모듈이 없습니다."; \
    echo '까닭: Debian과 Ubuntu는 venv를 따로 나누어 둡니다.'; \
    echo '해 볼 일: sudo apt install python3-venv'; \
    exit 1; \
fi; \
"$$found" -m venv $(1)
endef
