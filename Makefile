# What a developer runs. From a fresh clone, `make run` and `make test` prepare all they need.
#
#   make run               the sample study: its Word report, and the window if there is a screen
#   make test              all checks, then all tests
#   make test DATA=folder  with real transcripts to try the importers on
#   make check             only the checks: style, types, import contracts
#   make format            rewrite the sources in the one style
#   make translations      collect the window's texts and compile their translations
#   make wheel             the package as it is installed, in dist/
#   make clean             remove what the commands above made

SHELL := /bin/bash
PYTHON ?= python3
VENV := $(or $(VIRTUAL_ENV),.venv)
BIN := $(VENV)/bin
# Two processes at once; `make test JOBS=0` runs the tests one after the other.
JOBS ?= 2
DATA ?=
TESTS ?= tests

.PHONY: run test check format translations wheel clean

run: $(VENV)/.annotator-installed
	@.ci/system_libraries.sh
	@$(BIN)/annotator demo demo

test: check
	@.ci/system_libraries.sh
	$(BIN)/python -m pytest -n $(JOBS) --dist worksteal $(if $(DATA),--data=$(DATA)) $(TESTS)

check: $(VENV)/.annotator-installed-dev
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.annotator-installed-dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

translations: $(VENV)/.annotator-installed-dev
	$(BIN)/python resources/translations/update.py $(LANGUAGES)

wheel: $(VENV)/.annotator-installed-dev
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:
	rm -rf demo dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	[ -n "$(VIRTUAL_ENV)" ] || rm -rf .venv

$(VENV)/.annotator-installed: pyproject.toml
	@PYTHON="$(PYTHON)" .ci/environment.sh "$(VENV)" .
	@touch $@

$(VENV)/.annotator-installed-dev: pyproject.toml
	@PYTHON="$(PYTHON)" .ci/environment.sh "$(VENV)" ".[dev]"
	@touch $@ $(VENV)/.annotator-installed
