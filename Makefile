# Two commands do everything on a fresh machine with Python 3.11+ and make:
#   make episode   sets up podgen and makes the podcast of the article in feed/articles/
#   make test      sets up podgen and its test tools, then checks and tests everything

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin

.PHONY: episode test lint clean

episode: $(VENV)/.installed
	$(BIN)/podgen publish

test: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -q -n auto

# A stamp newer than pyproject.toml means that what it lists is installed.
$(VENV)/.installed: pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "podgen needs Python 3.11 or newer; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

clean:
	rm -rf $(VENV) feed/public build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
