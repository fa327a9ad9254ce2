# make run     the app at http://localhost:$(PORT), for this computer alone, starter rulings loaded
#              (ADDRESS=0.0.0.0: for everybody in the network)
# make test    format, lint, types, tests
# make setup   only the virtual environment
# make format  format the code
# make lock    renew requirements*.lock, and say what changed
#              (PACKAGE=name: this one alone; DAYS=0: also what came out within the last week)
# make audit   what is known against the packages of the locks
#
# What is installed is what the locks hold, file by file, and nothing is built from its source, because
# what a build fetches is under no hash. PIP_OPTIONS= allows building, where a machine has no other way.

PORT ?= 8501
ADDRESS ?= 127.0.0.1
# Beyond this computer any name may lead here; name yours: make run ADDRESS=0.0.0.0 HOSTS="--server.allowedHosts app.example"
HOSTS ?= $(if $(filter 127.0.0.1 localhost ::1,$(ADDRESS)),,--server.allowedHosts "*")
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP_OPTIONS ?= --only-binary :all:
PACKAGE ?=
DAYS ?= 7
# Tests wait for servers and browsers half of their time.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')

.PHONY: run test setup format lock audit

run: $(VENV)/installed
	$(BIN)/python -m lib.cli status
	$(BIN)/streamlit run serve.py --server.headless true --server.address $(ADDRESS) --server.port $(PORT) $(HOSTS) --browser.gatherUsageStats false

# worksteal: tests of one file stay together, so that few workers start the same server.
test: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS) --dist worksteal

setup: $(VENV)/installed-dev

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Needs no environment: a lock that can no longer be installed is renewed as well.
lock:
	$(PYTHON) -m tools.supply lock --days $(DAYS) $(PACKAGE)

audit: $(VENV)/installed-dev
	$(BIN)/python -m tools.supply audit

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 이상이 필요합니다 (Python 3.11 or newer is needed): make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "가상 환경을 만들지 못했습니다. Debian·Ubuntu에서는: sudo apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

define install
echo "$(1)의 꾸러미를 설치합니다 (installing) …"; \
$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes $(PIP_OPTIONS) -r $(1) || \
  { echo "$(1)을 설치하지 못했습니다. 까닭은 위에 있습니다." \
    "HASHES가 맞지 않는다고 하면 받은 파일이 적어 둔 것과 다릅니다. 그대로 쓰지 마세요." \
    "No matching distribution이라고 하면 이 컴퓨터에 맞는 파일이 없습니다. 소스에서 만들려면: make $(MAKECMDGOALS) PIP_OPTIONS=" >&2; exit 1; }
endef

# The stamps are older than the locks exactly when something must be installed.
$(VENV)/installed: requirements.lock | $(BIN)/python
	@$(call install,requirements.lock)
	@touch $@

$(VENV)/installed-dev: requirements-dev.lock $(VENV)/installed | $(BIN)/python
	@$(call install,requirements-dev.lock)
	@touch $@
