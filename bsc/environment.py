"""Reading the environment: each function turns a value into a setting or stops the start with a sentence."""

import logging
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from environs import FileAwareEnv

LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "::1"}
SQLITE_START = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000;"
)


class Environment(FileAwareEnv):
    """NAME_FILE=/run/secrets/name is read in place of NAME, without the line end that editors add."""

    def __init__(self) -> None:
        super().__init__(strip_whitespace=True)

    def _get_value(self, env_key: str, default: Any) -> Any:
        try:
            return super()._get_value(env_key, default)
        except ValueError as problem:
            raise ImproperlyConfigured(f"{env_key}_FILE must name a file that can be read.") from problem


def whole_number(name: str, value: int, least: int) -> int:
    if value < least:
        raise ImproperlyConfigured(f"{name} must be {least} or more, not {value}.")
    return value


def folder(name: str, value: str) -> Path:
    """The folder for data, made where it is missing."""
    found = Path(value)
    try:
        found.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"{name} must name a folder that can be written: {problem}.") from problem
    return found


def log_level(value: str) -> str:
    if value.upper() not in logging.getLevelNamesMapping():
        raise ImproperlyConfigured(f"LOG_LEVEL must be DEBUG, INFO, WARNING or ERROR, not {value!r}.")
    return value.upper()


def check_hosts(hosts: list[str], base_url: str) -> list[str]:
    """An address in mails that the site then refuses would help nobody."""
    host = urlsplit(base_url).hostname or ""
    if not any(entry in ("*", host) or (entry.startswith(".") and host.endswith(entry)) for entry in hosts):
        raise ImproperlyConfigured(f"ALLOWED_HOSTS must name {host}, the host of BASE_URL.")
    return hosts


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
            "The demo runs on this machine only: "
            f"ALLOWED_HOSTS and BASE_URL must not name {', '.join(strangers)}."
        )


def database(url: str) -> dict[str, Any]:
    """SQLite or PostgreSQL, with what each needs to be safe with several writers."""
    try:
        found: dict[str, Any] = {**dj_database_url.parse(url)}
    except (ValueError, KeyError) as problem:
        raise ImproperlyConfigured(
            "DATABASE_URL must look like postgres://user:password@host:5432/name or sqlite:///folder/file."
        ) from problem
    engine = str(found["ENGINE"]).rsplit(".", 1)[-1]
    if engine == "sqlite3":
        found["OPTIONS"] = {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": SQLITE_START}
    elif engine == "postgresql":
        found |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        found["OPTIONS"] = {"connect_timeout": 5} | found.get("OPTIONS", {})
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
