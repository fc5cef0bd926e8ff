# `make run` serves RunStrength, `make test` checks it. Both set up all that they need in .venv.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin

.PHONY: run test test-postgresql browser lint bench bench-phone timing offline faults outbox xss api-kit audit ownership icons lock

run: .venv/.runtime
	@$(BIN)/python app.py

test: lint
	@$(BIN)/python scripts/find_chromium.py
	@$(BIN)/python -m scripts.find_webkit
	@$(BIN)/python -m scripts.find_strace
	@$(BIN)/python -m scripts.find_caddy
	@$(BIN)/python -m scripts.find_systemd
	@$(BIN)/python -m pytest -n auto -m "not long"
	@if command -v node >/dev/null; then node --test tests/js/*.test.mjs; else echo "node is not here: skipped the JavaScript unit tests"; fi

# Every page and every way through them, in a real browser: some ten minutes.
browser: .venv/.dev
	@$(BIN)/python -m pytest -n auto tests/browser --ignore tests/browser/offline

# All that has to do with the database, on a PostgreSQL that is brought by pip.
test-postgresql: .venv/.dev
	@TEST_DATABASE=postgresql $(BIN)/python -m pytest -n auto -m "not long and not sqlite and not once" tests/storage tests/web tests/jobs tests/test_honesty.py tests/faults/test_writes_at_once.py

lint: .venv/.dev
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && PYTHONPATH=. $(BIN)/lint-imports

bench: .venv/.dev
	@$(BIN)/python -m tests.benchmarks

bench-phone: .venv/.dev
	@$(BIN)/python -m tests.benchmarks.phone

# Whether the time of an answer tells who has an account.
timing: .venv/.dev
	@$(BIN)/python -m tests.benchmarks.telling

# All that can go wrong between a phone and its server, in two browsers: some ten minutes.
offline: .venv/.dev
	@$(BIN)/python -m pytest -n auto tests/browser/offline tests/webkit tests/outbox

# Servers and workers that are killed, stopped, cut off and out of room: some ten minutes, as root.
# What is measured by the clock has the machine to itself; of the rest, the longest goes first.
ALONE := tests/faults/test_slow_connections.py tests/faults/test_restarted_postgresql.py
LONGEST := tests/faults/test_killed_servers.py tests/faults/test_killed_imports.py
OTHERS = $(filter-out $(ALONE) $(LONGEST), $(wildcard tests/faults/test_*.py))
faults: .venv/.dev
	@$(BIN)/python -m scripts.find_strace
	@$(BIN)/python -m pytest -n0 $(ALONE)
	@$(BIN)/python -m pytest -n auto --dist loadgroup --no-loadscope-reorder $(LONGEST) $(OTHERS)

# Two phones and a log, through two thousand lives: some minutes.
outbox: .venv/.dev
	@OUTBOX_RUNS=2000 $(BIN)/python -m pytest tests/outbox -q -n0

# Sixty scripts as text, in every field and file name, and what the pages' own policy says: half an hour.
xss: .venv/.dev
	@$(BIN)/python -m pytest -n auto tests/browser/test_scripts_in_text.py tests/browser/test_every_page.py tests/web/test_text_in_files.py

# Two hundred right and two hundred wrong requests to each operation of the API: some minutes.
api-kit: .venv/.dev
	@API_EXAMPLES=200 $(BIN)/python -m pytest -n auto tests/contracts

# Whether a locked package has a known fault; where no list of them can be reached, that is said.
audit: .venv/.dev
	@$(BIN)/python -m scripts.audit

# Each condition that keeps one person's rows from another, taken out in turn: ten minutes or so.
ownership: .venv/.dev
	@$(BIN)/python -m tests.web.owner_conditions

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
