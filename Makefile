# `make demo` and `make test` do all their set-up inside the checkout: they need Rust and Python >= 3.11, nothing else.
# Another Python: make test PYTHON=/path/to/python3.13 (after make clean).

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := $(wildcard pyproject.toml Cargo.toml Cargo.lock build.rs) $(shell find src build python/strigil/rules -type f 2>/dev/null)

# maturin builds into this environment, whatever else is active in the shell.
export VIRTUAL_ENV := $(CURDIR)/$(VENV)
unexport CONDA_PREFIX
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_QUIET := 1

.PHONY: demo test test-debug test-linear lint bench differential clean check

demo: check $(VENV)/built
	$(BIN)/python -X utf8 demo/show.py

test: check $(VENV)/built
	cargo test
	cargo test --features _small_buffers --test laws --test expected
	$(BIN)/python -m pytest -n auto

# The interpreter checks the ends of each piece of memory, fills what is freed, and says what is left open.
test-debug: check $(VENV)/built
	PYTHONMALLOC=debug $(BIN)/python -X dev -m pytest tests/python tests/references tests/columns

# Instructions for n and 2n bytes of hostile text, counted by Valgrind.
test-linear: check
	cargo test --test linear -- --ignored is_linear

lint: check $(VENV)/lint
	cargo fmt --check
	cargo clippy --all-targets -- -D warnings
	PYO3_PYTHON="$(VIRTUAL_ENV)/bin/python" cargo clippy --all-targets --features python -- -D warnings
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/basedpyright

bench: check
	cargo bench

# How many documents and which: make differential DOCUMENTS=5000000 SEED=7
DOCUMENTS ?= 1000000
SEED ?= 0

differential: check $(VENV)/built
	$(BIN)/python tools/differential.py --documents $(DOCUMENTS) --seed $(SEED)

clean:
	rm -rf $(VENV) target dist python/strigil/_strigil.*.so .pytest_cache .ruff_cache .hypothesis
	find python tests demo -name __pycache__ -prune -exec rm -rf {} +

# Rebuilt only when a source has changed. The marks are files in the virtual environment, so they go when it goes.
$(VENV)/built: $(VENV)/maturin $(SOURCES)
	$(BIN)/maturin develop --release --extras cli,test
	@touch $@

$(VENV)/lint: $(VENV)/built
	$(BIN)/maturin develop --release --extras cli,test,dev
	@touch $@

$(VENV)/maturin: | check
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install 'maturin>=1.16,<2'
	@touch $@

# $(error) rather than a failing command: it prints one line.
check:
	$(if $(shell cargo --version 2>/dev/null),,$(error cargo is missing: install Rust, see https://rustup.rs))
	$(if $(shell $(PYTHON) -c 'import sys, venv, ensurepip; sys.version_info >= (3, 11) and print(True)' 2>/dev/null),,$(error \
		$(PYTHON) is not a Python >= 3.11 with the venv module: install one, or name one with PYTHON=/path/to/python3))
