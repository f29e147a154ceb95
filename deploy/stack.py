"""`make stack`: what docker-compose.yml runs, as processes of this terminal. Ctrl-C ends them all.

DATABASE_URL and REDIS_URL say where PostgreSQL and Redis are; without them, the usual ports of this machine.
"""

import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Thread
from typing import IO
from urllib.error import URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import urlopen

import psycopg
import redis

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PORT = os.environ.get("PORT") or "8000"
# Two web processes, so that what only works in one shows.
PROCESSES = {
    "web": ["gunicorn", "-c", "bsc/server.py", "bsc.wsgi"],
    "worker": ["celery", "--app", "bsc", "worker", "--loglevel", "INFO", "--concurrency", "2"],
    "beat": ["celery", "--app", "bsc", "beat", "--loglevel", "INFO"],
}
COLORS = {"web": 36, "worker": 33, "beat": 35, "stack": 32}


def main() -> None:
    environment = os.environ | {
        "BSC_IGNORE_DOTENV": "True",
        "BSC_DATA_DIR": "var/stack",
        "BSC_HTTPS": "False",
        "BASE_URL": f"http://localhost:{PORT}",
        "DATABASE_URL": os.environ.get("DATABASE_URL") or local_database(),
        "REDIS_URL": os.environ.get("REDIS_URL") or "redis://127.0.0.1:6379/0",
        "SECRET_KEY": kept_secret_key(),
        "WEB_PROCESSES": os.environ.get("WEB_PROCESSES") or "2",
        "PYTHONUNBUFFERED": "1",
    }
    check_redis(environment["REDIS_URL"])
    for command in (["migrate", "--no-input", "-v", "0"], ["createcachetable", "-v", "0"]):
        done = subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=False)  # noqa: S603
        if done.returncode:
            sys.exit(done.returncode)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    running = {name: start(name, command, environment) for name, command in PROCESSES.items()}
    Thread(target=say_when_ready, daemon=True).start()
    try:
        wait_for_the_first_to_end(running)
    except KeyboardInterrupt:
        say("stack", "ending")
    finally:
        end(running)


def local_database() -> str:
    """A database of its own on the PostgreSQL of this machine."""
    server = "postgres://postgres@127.0.0.1:5432/postgres"
    try:
        with psycopg.connect(server, autocommit=True, connect_timeout=3) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'bsc_stack'").fetchone():
                connection.execute("CREATE DATABASE bsc_stack")
    except psycopg.Error as problem:
        sys.exit(
            f"No PostgreSQL that lets the role postgres in at 127.0.0.1:5432 ({str(problem).strip()}).\n"
            "Set DATABASE_URL=postgres://user:password@host:5432/name and try again."
        )
    return urlunsplit(urlsplit(server)._replace(path="/bsc_stack"))


def check_redis(url: str) -> None:
    try:
        with redis.Redis.from_url(url, socket_timeout=3, socket_connect_timeout=3) as client:
            client.ping()
    except (redis.RedisError, ValueError) as problem:
        sys.exit(f"No Redis at {url} ({problem}). Set REDIS_URL=redis://host:6379/0 and try again.")


def kept_secret_key() -> str:
    """Sign-ins outlive a restart."""
    path = ROOT / "var" / "stack" / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()


def start(name: str, command: list[str], environment: dict[str, str]) -> subprocess.Popen[str]:
    process = subprocess.Popen(  # noqa: S603 - the commands stand above
        [str(BIN / command[0]), *command[1:]],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        process_group=0,  # Ctrl-C reaches this process alone, which then ends the others in order
    )
    assert process.stdout  # noqa: S101 - a pipe was asked for
    Thread(target=pass_on, args=(name, process.stdout), daemon=True).start()
    return process


def pass_on(name: str, lines: IO[str]) -> None:
    for line in lines:
        say(name, line.rstrip())


def say(name: str, text: str) -> None:
    prefix = f"{name:>6} |"
    if sys.stdout.isatty():
        prefix = f"\033[{COLORS[name]}m{prefix}\033[0m"
    print(prefix, text, flush=True)  # noqa: T201 - the terminal is its page


def say_when_ready() -> None:
    address = f"http://localhost:{PORT}"
    while True:
        try:
            with urlopen(f"{address}/health/ready/", timeout=5) as answer:  # noqa: S310 - http, above
                say("stack", f"{address} is ready ({answer.read().decode().strip()}); Ctrl-C ends all")
                return
        except (URLError, OSError):
            time.sleep(0.5)


def wait_for_the_first_to_end(running: dict[str, subprocess.Popen[str]]) -> None:
    while True:
        for name, process in running.items():
            if process.poll() is not None:
                say("stack", f"{name} ended ({process.returncode}), so the others end too")
                sys.exit(1)
        time.sleep(0.3)


def end(running: dict[str, subprocess.Popen[str]]) -> None:
    for process in running.values():
        process.terminate()
    for process in running.values():
        try:
            process.wait(timeout=35)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
