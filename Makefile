# make run     the app at http://localhost:$(PORT), for this computer alone, starter rulings loaded
#              (ADDRESS=0.0.0.0: for everybody in the network)
# make test    format, lint, types, tests
# make setup   only the virtual environment
# make format  format the code

PORT ?= 8501
ADDRESS ?= 127.0.0.1
# Beyond this computer any name may lead here; name yours: make run ADDRESS=0.0.0.0 HOSTS="--server.allowedHosts app.example"
HOSTS ?= $(if $(filter 127.0.0.1 localhost ::1,$(ADDRESS)),,--server.allowedHosts "*")
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Tests wait for servers and browsers half of their time.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print(2 * (os.cpu_count() or 1))')

.PHONY: run test setup format

run: $(VENV)/installed
	$(BIN)/python -m lib.cli status
	$(BIN)/streamlit run serve.py --server.headless true --server.address $(ADDRESS) --server.port $(PORT) $(HOSTS) --browser.gatherUsageStats false

test: $(VENV)/installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS)

setup: $(VENV)/installed-dev

format: $(VENV)/installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 이상이 필요합니다 (Python 3.11 or newer is needed): make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { echo "가상 환경을 만들지 못했습니다. Debian·Ubuntu에서는: sudo apt install python3-venv" >&2; rm -rf $(VENV); exit 1; }

# The stamps are older than the requirements exactly when something must be installed.
$(VENV)/installed: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@
