# Everything needs only Python >= 3.11, pip and make; `make setup` puts the rest into .venv.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.set-up

.PHONY: setup run demo test lint bench lock

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" || { echo "wiretrace needs Python 3.11 or newer: make PYTHON=path/to/python3.11"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

run: setup
	$(BIN)/wiretrace up --inbox inbox --data data

demo: setup
	mkdir -p inbox && cp -R deploy/demo/. inbox/

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/basedpyright

test: lint
	$(BIN)/python -m pytest

bench: setup
	$(BIN)/python -m benchmarks

# The second lock is the image's: the same versions without what only tests and checks need.
COMPILE := piptools compile --quiet --all-build-deps --allow-unsafe --strip-extras --generate-hashes --no-header \
	--no-annotate --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options

lock: setup
	$(BIN)/python -m $(COMPILE) --extra dev --output-file requirements.lock pyproject.toml
	$(BIN)/python -m $(COMPILE) --constraint requirements.lock --output-file deploy/requirements.lock pyproject.toml
