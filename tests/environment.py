"""A pytest plugin that sets the environment before Django reads it (see `addopts` in pyproject.toml).

BSC_TEST_DATABASE says sqlite or postgresql; without it, PostgreSQL where DATABASE_URL names one, else SQLite.
With pytest-xdist the first process finds or starts the server, and its workers inherit the address.
"""

import gc
import os

from tests import prepared, services

gc.disable()  # what is imported and collected stays: nothing of it can be garbage yet

os.environ.setdefault("SECRET_KEY", "a key for the tests alone, long enough to be accepted by the settings")
os.environ.update(
    BSC_IGNORE_DOTENV="True",
    BASE_URL="http://localhost:8000",
    BSC_HTTPS="False",
    BSC_DEMO="False",
    ALLOWED_HOSTS="localhost,127.0.0.1,testserver",
    BSC_DATA_DIR=services.temporary_folder("data"),
)
# Playwright keeps an event loop running in the thread that also prepares the data.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

prepared.begin_run()
named = os.environ.get("DATABASE_URL", "")
wanted = os.environ.setdefault(
    "BSC_TEST_DATABASE", "postgresql" if named.startswith("postgres") else "sqlite"
)
if wanted == "postgresql":
    os.environ["DATABASE_URL"] = services.postgres_url()
    # A server that is not the tests' own need not wait for the disk either.
    os.environ.setdefault("PGOPTIONS", "-c synchronous_commit=off")
elif wanted == "sqlite":
    os.environ["DATABASE_URL"] = ""
    # A file, as in life: in memory, threads share a cache whose locks wait for nobody.
    os.environ["TEST_DATABASE_NAME"] = f"{os.environ['BSC_DATA_DIR']}/test.sqlite3"
    os.environ["BSC_TEST_POSTGRES_URL"] = named  # for a test that asks for it
else:
    raise SystemExit(f"BSC_TEST_DATABASE must be sqlite or postgresql, not {wanted!r}.")
# Jobs run in the process unless a test starts its own worker and broker.
os.environ["BSC_TEST_REDIS_URL"] = os.environ.pop("REDIS_URL", "") or os.environ.get("BSC_TEST_REDIS_URL", "")


def pytest_runtestloop() -> None:
    """From here on garbage is looked for now and then, never among what was there before the first test."""
    gc.freeze()
    gc.set_threshold(10_000, 20, 20)
    gc.enable()
