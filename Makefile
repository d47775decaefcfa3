# Sozialraumatlas: install, run, test. `make` alone lists the targets.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
PY := $(VENV)/bin/python
# -qq: a mirror configured on the machine warns for every package that it lacks.
PIP_INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --no-input
UV_VERSION := 0.13.9
ARGS ?=

# The test lock contains everything of the run lock, some packages in older versions (selenium needs urllib3 1.26):
# installing it satisfies both stamps, installing the run lock invalidates the test stamp.
VENV_READY := $(VENV)/.ready
RUN_READY := $(VENV)/.installed-run
TEST_READY := $(VENV)/.installed-test

.PHONY: help install run test bench check lock browser clean

help:
	@echo "make run      Umgebung anlegen und die Anwendung auf http://127.0.0.1:8050 starten (ARGS=\"--port 9000\")"
	@echo "make install  nur die Umgebung anlegen"
	@echo "make test     alle Prüfungen: ruff, mypy, import-linter, pytest (mit Chromium)"
	@echo "make bench    Messungen der Antwortzeiten"
	@echo "make lock     .requirements/*.txt aus pyproject.toml neu erzeugen"
	@echo "make clean    Umgebung und Zwischenspeicher löschen"

install: $(RUN_READY)

run: $(RUN_READY)
	@exec $(PY) app.py $(ARGS)

# Browser tests wait more than they work: they run beside all others, and what they say is shown last.
test: check
	@echo "== pytest"
ifeq ($(strip $(ARGS)),)
	@$(PY) -m pytest tests/browser >.pytest-browser.txt 2>&1 & browser=$$!; \
	$(PY) -m pytest --ignore=tests/browser; others=$$?; \
	wait $$browser; shown=$$?; cat .pytest-browser.txt; rm -f .pytest-browser.txt; \
	exit $$((others > shown ? others : shown))
else
	@$(PY) -m pytest $(ARGS)
endif

check: $(TEST_READY) browser
	@echo "== ruff check"
	@$(PY) -m ruff check --quiet .
	@echo "== ruff format --check"
	@$(PY) -m ruff format --check --quiet .
	@echo "== mypy --strict"
	@$(PY) -m mypy --strict
	@echo "== lint-imports"
	@PYTHONPATH=. $(PY) $(VENV)/bin/lint-imports --no-cache --no-logo

bench: $(TEST_READY) browser
	@$(PY) -m tests.bench $(ARGS)

$(VENV_READY):
	@sh .requirements/venv $(VENV)
	@touch $@

$(RUN_READY): .requirements/run.txt | $(VENV_READY)
	@echo "Installiere die Pakete der Anwendung (einmalig, ein bis zwei Minuten) …"
	@$(PIP_INSTALL) --require-hashes -r $<
	@rm -f $(TEST_READY)
	@touch $@

$(TEST_READY): .requirements/test.txt | $(VENV_READY)
	@echo "Installiere die Pakete für Anwendung und Tests (einmalig, zwei bis drei Minuten) …"
	@$(PIP_INSTALL) --require-hashes -r $<
	@touch $(RUN_READY) $@

browser: $(TEST_READY)
	@sh .requirements/browser $(PY)

# The settings of this machine's package clients stay out: a lock names files of the public index only.
lock: | $(VENV_READY)
	@$(PIP_INSTALL) uv==$(UV_VERSION)
	@sh .requirements/lock $(PY)

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache build dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
