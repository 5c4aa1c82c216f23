# `make demo` and `make test` are all that a fresh machine needs; each sets up what it uses.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export FOURCORNERS_DATA ?= $(abspath ../shared/data)
# one thread per process: two cores are shared by the test workers
export OMP_NUM_THREADS ?= 1
export OPENBLAS_NUM_THREADS ?= 1
export OMP_THREAD_LIMIT ?= 1
export DO_NOT_TRACK := 1
SERVE ?= 1

.PHONY: demo test setup check fix train evals bench serve system clean
.DEFAULT_GOAL := help

help:
	@echo "make demo [SERVE=0]  review the three sample contracts, print a summary, serve the pages"
	@echo "make test            all checks and all tests"
	@echo "make check | fix     style, types, layers | mend style"
	@echo "make train           make the weights again from the public data"
	@echo "make evals           score the engine on the development splits, write the figures"
	@echo "make serve           the service on this machine"

setup: $(VENV)/.ready

$(VENV)/.ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Four Corners needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --editable .
	@touch $@

demo: setup
	@$(BIN)/fourcorners demo $(if $(filter 0,$(SERVE)),--no-serve,)

serve: setup
	@$(BIN)/fourcorners serve

test: setup system check
	@$(BIN)/python -m pytest -n 2 --dist worksteal -q

# What some tests open real files with; without them those tests are skipped, with the reason.
system:
	@tools/system-packages

check: setup
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/pyright --warnings
	@$(BIN)/lint-imports --no-cache | tail -n 6
	@$(BIN)/python tools/house.py

fix: setup
	@$(BIN)/ruff check --fix --quiet .
	@$(BIN)/ruff format --quiet .

train: setup
	@$(BIN)/fourcorners train --data $(FOURCORNERS_DATA)

evals: setup
	@$(BIN)/python tools/figures.py

bench: setup
	@$(BIN)/fourcorners bench

clean:
	rm -rf $(VENV) build *.egg-info
