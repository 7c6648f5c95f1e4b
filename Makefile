# Sanad. `make run` serves it with fictional people; `make test` proves it. Both set up what they need.
PYTHON ?= python3
PORT ?= 8000
SANAD_HOME ?= var
export SANAD_HOME

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi

.PHONY: run test lint bench check faults clean setup help

help:
	@sed -n 's/^# //p; s/^\([a-z]*\):.*## /  make \1  /p' $(MAKEFILE_LIST)

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Sanad needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' \
	  || { echo "Python's venv module is missing: install the package python3-venv"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt requirements-postgres.txt requirements-redis.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.dev benchmarks/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	@touch $@

setup: $(VENV)/.dev ## set up everything for work on Sanad

run: $(VENV)/.runtime ## serve Sanad with fictional people (PORT=8000 SANAD_HOME=var)
	@$(FLASK) serve --port $(PORT)

test: $(VENV)/.dev ## all tests, on SQLite and on a real PostgreSQL
	$(BIN)/python -m pytest -n 2 --dist loadscope

lint: $(VENV)/.dev ## style, types, layers, sizes, templates, security rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/bandit -q -ll -r casework config.py wsgi.py -c pyproject.toml
	$(BIN)/python -m pytest -q tests/architecture -n 0

bench: $(VENV)/.bench ## speed, as ratios to peers in one run
	$(BIN)/python -m benchmarks

check: lint test bench ## all of the above

clean: ## forget the virtual environment and caches (never the data in SANAD_HOME)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build
