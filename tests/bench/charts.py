"""What `make bench` says of charts, on servers of its own. Alone: python -m tests.bench.charts"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

import psycopg

from tests.services import own_postgres, own_redis


def charts() -> None:
    """Prints its tables as it goes; SystemExit where something does not answer as it should."""
    with own_postgres() as postgres, own_redis() as broker, tempfile.TemporaryDirectory() as folder:
        with psycopg.connect(postgres.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE bench")
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "bsc.settings",
            "BSC_IGNORE_DOTENV": "True",
            "BSC_DEMO": "True",
            "BSC_HTTPS": "False",
            "BSC_DATA_DIR": folder,
            "DATABASE_URL": f"{postgres.url.removesuffix('/postgres')}/bench",
            "REDIS_URL": f"{broker.url}/0",
            "BASE_URL": "http://localhost:8000",
            "ALLOWED_HOSTS": "localhost,127.0.0.1",
        }
        done = subprocess.run([sys.executable, "-m", "tests.bench.loaded"], env=environment, check=False)
    if done.returncode:
        raise SystemExit("the charts were not measured; what was said stands above")


if __name__ == "__main__":
    charts()
