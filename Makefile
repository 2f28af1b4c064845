# The front door. `make site` and `make test` are all a newcomer needs; `make help` lists the rest.
SHELL := /bin/sh
.DEFAULT_GOAL := help
BIN := .venv/bin
PORT ?= 8000
export PATH := $(CURDIR)/$(BIN):$(PATH)
# Bytecode makes imports 3-8 times faster; kept beside the environment, so that the tree stays clean.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/.venv/pycache

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1|/' | column -t -s '|'

.venv/.ready: requirements.txt package-lock.json pyproject.toml course/environment.sh
	@PYTHON="$(PYTHON)" sh course/environment.sh
	@touch $@

.PHONY: env
env: .venv/.ready ## the environment in .venv, exactly as locked

.PHONY: site
site: env ## build the site: runs the solutions, fails on any warning
	@jupyter-book build . -W -n --keep-going || { rm -rf _build/.doctrees; exit 1; }  # or the next build would pass in silence
	@echo "사이트가 준비되었습니다: file://$(CURDIR)/_build/html/index.html  (make serve 로 엽니다)"

.PHONY: serve
serve: site ## build the site and open it on http://localhost:8000
	@python -m course serve --port $(PORT)

.PHONY: test
test: site ## everything CI runs: lint, labs, site, tests in a real browser
	@python -m course chromium
	@ruff check . && ruff format --check .
	@pytest

.PHONY: labs
labs: env ## write labs/ from labs_solutions/
	@python -m course labs

.PHONY: lab
lab: env ## open the participant notebooks in JupyterLab
	@jupyter lab labs

.PHONY: slides
slides: env ## compile the decks alone, into _build/html/slides
	@python -m course slides

.PHONY: fonts
fonts: env ## make the committed subset of Noto Sans KR again (needs Debian's fonts-noto-cjk)
	@python -m course fonts

.PHONY: picture
picture: site ## take the README's picture of the site again
	@python -m course picture

.PHONY: bench
bench: site ## how long builds and labs take, how heavy pages are
	@python -m course bench

.PHONY: coverage
coverage: env ## write the table of Azure calls again, as the tests see them
	@UPDATE=1 pytest -q tests/azure/test_coverage.py

.PHONY: lock
lock: ## resolve requirements.in into requirements.txt
	@uv pip compile requirements.in --universal --python-version 3.11 --output-file requirements.txt --custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade)

.PHONY: clean
clean: ## remove what was built, keep the environment
	@rm -rf _build .jupyter_cache .pytest_cache .ruff_cache
