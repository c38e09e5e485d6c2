"""The catalogue's database: how it is opened, its transactions, and how its tables are brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from vectorstore.config import SQL_BUSY_SECONDS
from vectorstore.errors import StoreVersionError
from vectorstore.faults import catalogue_faults, file_faults

HEAD = "0004"  # the newest step in vectorstore/migrations/versions; a test keeps it so
_READERS = 40  # connections at once: FastAPI's thread pool


class Database:
    """An SQL database with two kinds of transactions: reading, and writing (one writer at a time)."""

    def __init__(self, where: Path | str) -> None:
        """Open or make the database, and bring its tables up to date.

        Args:
            where: a file, or an SQLAlchemy address.

        Raises:
            StoreVersionError: a newer version of the program made it.
            StoreDamagedError: it cannot be opened.
            StoreFullError: the disk is full.
        """
        if isinstance(where, Path):
            with file_faults():
                where.parent.mkdir(parents=True, exist_ok=True)
            url = URL.create("sqlite", database=str(where))
        else:
            url = make_url(where)
        self._engine = create_engine(url, pool_size=5, max_overflow=_READERS - 5)
        self._writers = self._engine.execution_options(writes=True)
        if url.get_backend_name() == "sqlite":
            _as_sqlite(self._engine)
        with catalogue_faults():
            self._migrate()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one state of the database throughout.

        Raises:
            VectorStoreError: see `catalogue_faults`.
        """
        with catalogue_faults(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection whose changes are committed together at the end, or not at all.

        Raises:
            VectorStoreError: see `catalogue_faults`.
        """
        with catalogue_faults(), self._writers.begin() as connection:
            yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _migrate(self) -> None:
        with self._engine.connect() as connection:
            if _revision(connection) == HEAD:
                return
        with self._writers.begin() as connection:
            _upgrade(connection)


def _revision(connection: Connection) -> str:
    if not inspect(connection).has_table("alembic_version"):
        return ""
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")) or "")


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - half a second, needed once in a data folder's life
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "vectorstore:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreVersionError(
            f"Datamappen hör till en annan version av programmet (schema {_revision(connection)}).",
            "Uppgradera kommunsvar, eller peka ut en annan datamapp med KOMMUNSVAR_DATA.",
        ) from error


def _as_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver leaves transactions to us
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout = {int(SQL_BUSY_SECONDS * 1000)}",
            "journal_mode = WAL",  # readers never wait for the writer
            "synchronous = FULL",  # what was made live stays so after a power cut: old index entries go next
            "foreign_keys = ON",
            "secure_delete = ON",  # a deleted paper leaves no text behind in the file
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
