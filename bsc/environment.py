"""Reading the environment: each function turns a value into a setting or stops the start with a sentence."""

from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
)


def check_base_url(value: str, https: bool) -> str:
    """The address people type, used in mails and for the CSRF check."""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path not in ("", "/"):
        raise ImproperlyConfigured(f"BASE_URL must look like https://bsc.example.org, not {value!r}.")
    if https and parts.scheme != "https":
        raise ImproperlyConfigured("BASE_URL must begin with https:// unless BSC_HTTPS is False.")
    return value.rstrip("/")


def check_demo(hosts: list[str], base_url: str) -> None:
    """The demo's passwords are printed on its sign-in page, so it must not be reachable from elsewhere."""
    strangers = sorted({*hosts, urlsplit(base_url).hostname or ""} - LOOPBACK)
    if strangers:
        raise ImproperlyConfigured(
            f"BSC_DEMO runs on this machine only, so ALLOWED_HOSTS and BASE_URL must not name {', '.join(strangers)}."
        )


def database(url: str) -> dict[str, Any]:
    """SQLite or PostgreSQL, with what each needs to be safe with several writers."""
    try:
        found = dict(dj_database_url.parse(url))
    except (ValueError, KeyError) as problem:
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://user:password@host:5432/name or sqlite:///folder/file."
        ) from problem
    engine = str(found["ENGINE"]).rsplit(".", 1)[-1]
    if engine == "sqlite3":
        found["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START}
    elif engine == "postgresql":
        found |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    else:
        raise ImproperlyConfigured(f"DATABASE_URL must name SQLite or PostgreSQL, not {engine}.")
    return found


def redis_cache(url: str) -> dict[str, Any]:
    """The cache that rate limits of several processes share."""
    if urlsplit(url).scheme not in ("redis", "rediss", "unix"):
        raise ImproperlyConfigured("REDIS_URL must look like redis://host:6379/0, or be empty.")
    return {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }
