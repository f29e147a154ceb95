"""The database into files and back, without its own tools: SQLite whole, PostgreSQL table by table."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

Columns = dict[str, list[str]]
SQLITE_FILE = "database.sqlite3"


def applied_migrations() -> list[str]:
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def known_migrations() -> set[str]:
    return {f"{app}.{name}" for app, name in MigrationExecutor(connection).loader.disk_migrations or {}}


def dump(folder: Path) -> Columns:
    """A picture of one moment, while others go on writing."""
    if connection.vendor == "sqlite":
        _dump_sqlite(folder / SQLITE_FILE)
        return {}
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        tables = _tables(cursor)
        for table in tables:
            _copy_out(cursor, table, tables[table], folder / f"{table}.copy")
    return tables


def load(folder: Path, columns: Columns, migrations: list[str]) -> None:
    """Replace everything, or change nothing."""
    if connection.vendor == "sqlite":
        _load_sqlite(folder / SQLITE_FILE)
        return
    with transaction.atomic(), connection.cursor() as cursor:
        _drop(cursor, _tables(cursor))
        _migrate_to(migrations)
        _truncate(cursor, columns)
        for table in columns:
            _copy_in(cursor, table, columns[table], folder / f"{table}.copy")
            _continue_numbering(cursor, table)


def _dump_sqlite(path: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, no log beside it
    finally:
        copy.close()


def _load_sqlite(path: Path) -> None:
    connection.ensure_connection()
    copy = sqlite3.connect(path)
    try:
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
        if verdict != "ok":
            raise sqlite3.DatabaseError(verdict)
        copy.backup(connection.connection)
    finally:
        copy.close()


def _tables(cursor: CursorWrapper) -> Columns:
    """Every table but the cache, which nobody misses, with its columns."""
    caches = {cache.get("LOCATION") for cache in settings.CACHES.values()}
    names = sorted(set(connection.introspection.table_names(cursor)) - caches)
    return {
        name: [column.name for column in connection.introspection.get_table_description(cursor, name)]
        for name in names
    }


def _drop(cursor: CursorWrapper, tables: Iterable[str]) -> None:
    for table in tables:
        cursor.execute(f"DROP TABLE {_quote(table)} CASCADE")


def _migrate_to(migrations: list[str]) -> None:
    """The tables as they stood when the backup was made; what came later is migrated afterwards."""
    executor = MigrationExecutor(connection)
    wanted = {(app, name) for app, _, name in (migration.partition(".") for migration in migrations)}
    last = [node for node in wanted if not wanted & _children_in_its_app(executor, node)]
    executor.migrate(sorted(last))
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def _children_in_its_app(executor: MigrationExecutor, node: tuple[str, str]) -> set[tuple[str, str]]:
    children = executor.loader.graph.node_map[node].children
    return {child.key for child in children if child.key[0] == node[0]}


def _truncate(cursor: CursorWrapper, tables: Iterable[str]) -> None:
    names = ", ".join(_quote(table) for table in tables)
    cursor.execute(f"TRUNCATE {names}")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _copy_out(cursor: CursorWrapper, table: str, columns: list[str], path: Path) -> None:
    names = ", ".join(_quote(column) for column in columns)
    with path.open("wb") as file, cursor.copy(f"COPY {_quote(table)} ({names}) TO STDOUT") as rows:
        for block in rows:
            file.write(block)


def _copy_in(cursor: CursorWrapper, table: str, columns: list[str], path: Path) -> None:
    names = ", ".join(_quote(column) for column in columns)
    with path.open("rb") as file, cursor.copy(f"COPY {_quote(table)} ({names}) FROM STDIN") as rows:
        while block := file.read(1 << 20):
            rows.write(block)


def _continue_numbering(cursor: CursorWrapper, table: str) -> None:
    for sequence in connection.introspection.get_sequences(cursor, table):
        column = _quote(sequence["column"])
        cursor.execute(
            f"SELECT setval(pg_get_serial_sequence(%s, %s), max({column})) FROM {_quote(table)}",  # noqa: S608 - names are quoted
            [_quote(table), sequence["column"]],
        )


def _quote(name: str) -> str:
    return connection.ops.quote_name(name)
