"""A pytest plugin that sets the environment before Django reads it (see `addopts` in pyproject.toml)."""

import os

from tests import services

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

if os.environ.get("BSC_TEST_DATABASE", "sqlite") == "postgresql" or os.environ.get("DATABASE_URL"):
    os.environ["DATABASE_URL"] = services.postgres_url()
# Jobs run in the process unless a test starts its own worker and broker.
os.environ.pop("REDIS_URL", None)
