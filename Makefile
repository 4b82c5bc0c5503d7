.DEFAULT_GOAL := help
.PHONY: help setup ocr run test check bench prove serve
SHELL := /bin/bash
PYTHON := .venv/bin/python
STAMP := .venv/set-up-stamp
HOME_FOLDER := $(or $(DEYU_HOME),outputs)

help:  ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## /  make \1\t/' | expand -t 16

$(STAMP): constraints.txt pyproject.toml
	deploy/set-up.sh

setup: $(STAMP)  ## make .venv with the pinned packages

ocr: setup  ## add what recognises text in pictures
	deploy/ocr.sh

run: setup  ## the demonstration; with an office.toml in the home, the office itself
	@if [ -e "$(HOME_FOLDER)/office.toml" ]; then exec .venv/bin/deyu run; else exec .venv/bin/deyu demo; fi

test: setup  ## every test but the long proofs; installs missing system packages where it may
	deploy/system-packages.sh
	deploy/ocr.sh || echo "make ocr failed: tests of pictures will be named as not run" >&2
	$(PYTHON) -m pytest -n 2

check: setup  ## formatting, lint, types, layers, shape
	$(PYTHON) -m ruff format --check
	$(PYTHON) -m ruff check
	$(PYTHON) -m mypy
	.venv/bin/lint-imports
	$(PYTHON) tests/shape.py

bench: setup  ## measure: every benchmarks/*.py
	@set -e; for file in benchmarks/*.py; do [ ! -e "$$file" ] || { echo "== $$file"; $(PYTHON) "$$file"; }; done

prove: setup  ## the long proofs: kill at every step, thousands of broken mails
	$(PYTHON) -m pytest -m prove

serve:  ## the staff console (not built yet)
	@echo "网页控制台尚未建成，请先使用 deyu 命令。 / The staff console is not built yet; please use the command deyu." >&2; exit 2
