"""One process owns a home folder: embedded SQLite jobs and embedded Chroma are not safe for two."""

import sqlite3
from pathlib import Path

from contracts.errors import StorageError


class HomeLock:
    """Held from `take` to `release`, and let go by the system when the process dies.

    An exclusive SQLite transaction is the lock: the same on every system, and never left behind stale.
    """

    def __init__(self, home: Path) -> None:
        self._home = home
        self._connection: sqlite3.Connection | None = None

    def take(self) -> None:
        """`StorageError` when another process has the home folder, or it cannot be written."""
        try:
            self._home.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise StorageError(
                f"the home folder {self._home} cannot be made ({error.strerror}); set FOURCORNERS_HOME"
            ) from error
        connection = sqlite3.connect(
            self._home / "owner.lock", timeout=0, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.Error as error:
            connection.close()
            raise StorageError(
                f"another Four Corners service is using {self._home}; stop it, or set FOURCORNERS_HOME"
            ) from error
        self._connection = connection

    def release(self) -> None:
        """Let go; nothing happens when it is not held."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
