# Sanad. `make run` serves it with fictional people; `make test` proves it. Both set up what they need.
PYTHON ?= python3
PORT ?= 8000
SANAD_HOME ?= var
export SANAD_HOME

# Compiled modules are kept beside their sources, also where the surroundings say otherwise:
# every process of the tests, and every start, would compile them anew.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
FLASK := $(BIN)/flask --app wsgi

.PHONY: run test pictures scan lint bench attack check faults fuzz clean setup help

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

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.txt requirements-postgres.txt requirements-redis.txt requirements-clamav.txt \
	requirements-vault.txt requirements-oidc.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(VENV)/.bench: $(VENV)/.bench ## speed, as ratios to peers in one run
	$(BIN)/python -m benchmarks

attack: $(VENV)/.dev ## the same attacks on the published numbers, and on the usual ways beside
	$(BIN)/python -m tests.attacks.compared

fuzz: $(VENV)/.dev ## bytes sent in bad faith to every parser, twenty times as many as the tests send
	SANAD_FUZZ=20 $(BIN)/python -m pytest -n 0 tests/attacks/test_foreign_bytes.py

faults: $(VENV)/.dev ## kill -9, power cuts, full disks, crowds: figures beside bounds (FAULTS="F1 F11")
	$(BIN)/python -m tests.faults $(FAULTS)

check: lint test bench ## all of the above

clean: ## forget the virtual environment and caches (never the data in SANAD_HOME)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build
