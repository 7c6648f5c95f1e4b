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

.PHONY: run test pictures scan lint bench attack check faults fuzz machine container clean setup help

help:
	@sed -n '1s/^# //p; s/^\([a-z]*\):.*## /  make \1  /p' $(MAKEFILE_LIST)

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

$(VENV)/.bench: $(VENV)/.dev benchmarks/requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt
	@touch $@

setup: $(VENV)/.dev ## set up everything for work on Sanad

run: $(VENV)/.runtime ## serve Sanad with fictional people (PORT=8000 SANAD_HOME=var)
	@$(FLASK) serve --port $(PORT)

test: $(VENV)/.dev ## all tests, on SQLite and on a real PostgreSQL
	$(BIN)/python -m pytest -n 2 --dist loadscope

pictures: $(VENV)/.dev ## every page of the journeys as a picture, in build/screenshots
	SANAD_PICTURES=1 $(BIN)/python -m pytest -n 2 --dist loadscope tests/journeys

# Sweeps by real calls belong to `make test` alone.
NOT_HERE := $(addprefix --ignore=tests/architecture/test_,every_endpoint.py guessed_identifiers.py)

lint: $(VENV)/.dev ## style, types, layers, sizes, templates, security rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/bandit -q -ll -r casework config.py wsgi.py -c pyproject.toml
	$(BIN)/python -m pytest -q tests/architecture -n 0 $(NOT_HERE)

build/scan/.made: requirements-scan.txt
	$(PYTHON) -m venv build/scan
	build/scan/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-scan.txt
	@touch $@

# semgrep and schemathesis ask for other versions of what wapiti asks for
build/scan-code/.made: requirements-scan-code.txt
	$(PYTHON) -m venv build/scan-code
	build/scan-code/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-scan-code.txt
	@touch $@

# where there is no npm, the scan says that Lighthouse could not be had
build/scan-pages/.made: tests/scanning/package.json
	@mkdir -p build/scan-pages
	cp tests/scanning/package.json build/scan-pages/
	-cd build/scan-pages && npm install --no-audit --no-fund --silent
	@touch $@

scan: $(VENV)/.dev build/scan/.made build/scan-code/.made build/scan-pages/.made ## parts, secrets, scanners at a running Sanad as each role, known weaknesses (SCAN_SECONDS=12 AUDIT_SECONDS=120)
	$(BIN)/python -m tests.scanning

bench: $(VENV)/.bench ## speed, as ratios to peers in one run
	$(BIN)/python -m benchmarks

attack: $(VENV)/.dev ## the same attacks on the published numbers, and on the usual ways beside
	$(BIN)/python -m tests.attacks.compared

fuzz: $(VENV)/.dev ## bytes sent in bad faith to every parser, twenty times as many as the tests send
	SANAD_FUZZ=20 $(BIN)/python -m pytest -n 0 tests/attacks/test_foreign_bytes.py

faults: $(VENV)/.dev ## kill -9, power cuts, full disks, crowds: figures beside bounds (FAULTS="F1 F11")
	$(BIN)/python -m tests.faults $(FAULTS)

machine: ## the production guide, done on a Debian that boots for it (as root: debootstrap, systemd-container)
	@sh tests/production/machine.sh

container: ## the image built, and run as the guide says (as root: podman, runc, debootstrap)
	@sh tests/production/container.sh

check: lint test bench ## all of the above

clean: ## forget the virtual environment and caches (never the data in SANAD_HOME)
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache build
