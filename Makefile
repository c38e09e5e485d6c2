# Everything a developer or a new user runs. `make run` and `make test` need only Python 3.11 and make.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.made
DEMO_DATA := var/demo
EVAL_DATA := var/eval/demo
AXE := tests/e2e/node_modules/.package-lock.json
export HF_HUB_OFFLINE = 1
export ANONYMIZED_TELEMETRY = False
export GRADIO_ANALYTICS_ENABLED = False

.DEFAULT_GOAL := help
.PHONY: help setup run test lint format check eval bench lock pictures clean

help: ## show this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMP) ## make .venv with everything that is needed

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" || { echo "Python 3.11 or newer is needed"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(AXE): tests/e2e/package-lock.json # axe-core for the tests of accessibility; without npm they are skipped, and say so
	@if command -v npm >/dev/null; then npm ci --prefix tests/e2e --silent --no-audit --no-fund; else echo "npm is missing: no axe-core"; fi

run: setup ## take in the demo papers, answer a question, serve at http://127.0.0.1:8000
	KOMMUNSVAR_DATA=$${KOMMUNSVAR_DATA:-$(DEMO_DATA)} $(BIN)/kommunsvar demo

test: setup $(AXE) ## all tests, over the real stores and the real model
	$(BIN)/python -m pytest

lint: setup ## ruff, mypy, the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

check: lint test ## what CI runs

eval: setup ## how good the answers are on the demo papers, against the floors; the report lies in var/eval
	KOMMUNSVAR_DATA=$(EVAL_DATA) $(BIN)/kommunsvar ingest demo/papers --municipality Ljungsätra
	KOMMUNSVAR_DATA=$(EVAL_DATA) $(BIN)/python -m eval run
	KOMMUNSVAR_DATA=$(EVAL_DATA) $(BIN)/python -m eval conversations demo

bench: setup ## how fast it is, and how large (DESIGN.md 9)
	KOMMUNSVAR_DATA=$(EVAL_DATA) $(BIN)/python -m eval bench

lock: setup ## write requirements.lock from what is installed
	$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' | sort -f > requirements.lock

pictures: setup ## take the pictures of docs/bilder again, while make run serves the demo papers
	$(BIN)/python demo/take_pictures.py

clean: ## remove what was made, but no data folder of yours
	rm -rf $(VENV) $(DEMO_DATA) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
