# `make run` starts the lab, `make test` checks it; both set up what they need, once.

PYTHON  ?= python3
VENV    := .venv
PY      := $(VENV)/bin/python
PIP     := $(PY) -m pip install --quiet --disable-pip-version-check
JOBS    ?= auto

.PHONY: run test lint types check browser-tests bench messages clean

run: $(VENV)/.app
	$(PY) -m streamlit run app.py $(ARGS)

test: lint types check browser-tests

lint: $(VENV)/.dev
	$(PY) -m ruff check .

types: $(VENV)/.dev
	$(PY) -m mypy

check: $(VENV)/.dev
	$(PY) -m pytest -m "not browser" --numprocesses $(JOBS) $(ARGS)

browser-tests: $(VENV)/.dev
	$(PY) -m tests.browser.chromium
	$(PY) -m pytest -m browser $(ARGS)

bench: $(VENV)/.dev
	$(PY) -m tests.browser.chromium
	$(PY) -m benchmarks $(ARGS)

messages: $(VENV)/.app
	$(PY) -m ui.catalogue

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis

# What is installed is remembered by an empty file, so that a second `make` asks nobody.

$(VENV)/.app: requirements.txt | $(PY)
	$(PIP) --requirement requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.app
	$(PIP) --requirement requirements-dev.txt
	@touch $@

$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed; name one with: make PYTHON=python3.12"; exit 1; }
	@bash deploy/make_venv.sh $(PYTHON) $(VENV)
