# `make run` serves RunStrength, `make test` checks it. Both set up all that they need in .venv.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin

.PHONY: run test browser lint bench bench-phone offline faults outbox icons lock

run: .venv/.runtime
	@$(BIN)/python app.py

test: lint
	@$(BIN)/python scripts/find_chromium.py
	@$(BIN)/python -m scripts.find_webkit
	@$(BIN)/python -m pytest -n auto -m "not long"
	@if command -v node >/dev/null; then node --test tests/js/*.test.mjs; else echo "node is not here: skipped the JavaScript unit tests"; fi

# Every page and every way through them, in a real browser: some ten minutes.
browser: .venv/.dev
	@$(BIN)/python -m pytest -n auto tests/browser --ignore tests/browser/offline

lint: .venv/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && PYTHONPATH=. $(BIN)/lint-imports

bench: .venv/.dev
	@$(BIN)/python -m tests.benchmarks

bench-phone: .venv/.dev
	@$(BIN)/python -m tests.benchmarks.phone

# All that can go wrong between a phone and its server, in two browsers: some ten minutes.
offline: .venv/.dev
	@$(BIN)/python -m pytest -n auto tests/browser/offline tests/webkit tests/outbox

# Servers and workers that are killed, stopped, cut off and out of room: some ten minutes, as root.
faults: .venv/.dev
	@$(BIN)/python -m pytest tests/faults -n0

# Two phones and a log, through two thousand lives: some minutes.
outbox: .venv/.dev
	@OUTBOX_RUNS=2000 $(BIN)/python -m pytest tests/outbox -q -n0

icons: .venv/.dev
	@$(BIN)/python -m scripts.draw_icons

lock:
	uv pip compile pyproject.toml --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -q -o requirements.txt
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" -q -c requirements.txt -o requirements-dev.txt

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "RunStrength needs Python 3.11 or newer; none was found on the path." >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { rm -rf .venv; echo "No virtual environment could be made. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }

.venv/.runtime: requirements.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt && touch $@

.venv/.dev: requirements-dev.txt | .venv/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt && touch $@ .venv/.runtime
