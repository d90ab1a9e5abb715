# Loket. `make run` and `make test` need Python 3.11 or newer and make; the rest follows by itself.
.DEFAULT_GOAL := help
.PHONY: help install run test check fmt bench torture translations lock screenshots clean

PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
	echo $$python && break; done)
PIP := .venv/bin/python -m pip install --quiet --disable-pip-version-check
# The lock is made with the oldest Python that Loket runs on, so that it holds for every newer one.
OLDEST_PYTHON ?= python3.11
TESTS ?=

help:  ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "Loket needs Python 3.11 or newer with its venv module" \
		"(on Debian and Ubuntu: apt-get install python3-venv)."; exit 1; }
	@echo "Making .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv

.venv/run.stamp: requirements/run.txt pyproject.toml | .venv/bin/python
	@echo "Installing what Loket runs on (requirements/run.txt)"
	@$(PIP) --require-hashes --requirement requirements/run.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.venv/dev.stamp: requirements/dev.txt .venv/run.stamp
	@echo "Installing what Loket is tested with (requirements/dev.txt)"
	@$(PIP) --require-hashes --requirement requirements/dev.txt
	@touch $@

install: .venv/run.stamp  ## Make .venv and install the locked libraries

run: .venv/run.stamp  ## Start web and worker with the demonstration company; PORT and LOKET_DATA choose where
	@exec .venv/bin/loket run

test: .venv/dev.stamp  ## Run every test; TESTS="tests/cases -k open" runs some
	@exec .venv/bin/python -m tests $(TESTS)

check: .venv/dev.stamp  ## Lint, types, import order, the rules of the house, translations
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m pytest --quiet tests/house

fmt: .venv/dev.stamp  ## Put the code in the one format
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: .venv/dev.stamp  ## Measure the pages against a floor, on SQLite and PostgreSQL
	@exec .venv/bin/python -m tests.bench $(BENCH)

torture: .venv/dev.stamp  ## Run what is left to chance for longer, and what is large: kills, memory, every page in every way
	@LOKET_TORTURE=1 exec .venv/bin/python -m pytest tests/attacks tests/jobs tests/inout/test_memory.py tests/browser/test_pages.py

translations: .venv/dev.stamp  ## Collect texts from code and pages, update the catalogues, name what lacks
	@exec .venv/bin/python -m app.content.catalogues

lock: build/lock/bin/pip-compile  ## Choose library versions anew from pyproject.toml
	PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" sh requirements/lock.sh

build/lock/bin/pip-compile:
	@$(OLDEST_PYTHON) -m venv build/lock
	@PIP_CONFIG_FILE=/dev/null build/lock/bin/python -m pip install --quiet --disable-pip-version-check 'pip-tools>=7.5'

screenshots: .venv/dev.stamp  ## Take the pictures in docs/images anew (needs Chromium)
	@exec .venv/bin/python -m tests.screenshots

clean:  ## Remove .venv and what was built; leaves the data in var/
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
