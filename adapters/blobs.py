"""Files kept by the hash of their content, never changed once written."""

import hashlib
import os
import re
import tempfile
from pathlib import Path
from typing import Protocol

from contracts.errors import NotFoundError, StorageError

_SHA256 = re.compile(r"[0-9a-f]{64}")


class Blobs(Protocol):
    """A store of immutable files. All raise `StorageError` when the store fails."""

    def put(self, data: bytes) -> str:
        """Keep `data`; returns its SHA-256 (64 hex digits). Putting the same twice keeps one."""
        ...

    def get(self, sha256: str) -> bytes:
        """The bytes of that hash; `NotFoundError` when there are none."""
        ...

    def delete(self, sha256: str) -> None:
        """Forget it; nothing happens when it is not there."""
        ...


class FolderBlobs:
    """Blobs as files `ab/cdef…` below one folder, readable by their owner only."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        path = self._path(sha256)
        try:
            if not path.exists():
                self._write(path, data)
        except OSError as error:
            raise StorageError(f"a file could not be kept below {self._folder}: {error.strerror}") from error
        return sha256

    def get(self, sha256: str) -> bytes:
        try:
            data = self._path(sha256).read_bytes()
        except FileNotFoundError:
            raise NotFoundError(f"the stored file {sha256[:12]} is gone; upload the contract again") from None
        except OSError as error:
            raise StorageError(f"the stored file {sha256[:12]} cannot be read: {error.strerror}") from error
        if hashlib.sha256(data).hexdigest() != sha256:
            raise StorageError(f"the stored file {sha256[:12]} is damaged; restore it from a backup")
        return data

    def delete(self, sha256: str) -> None:
        try:
            self._path(sha256).unlink(missing_ok=True)
        except OSError as error:
            raise StorageError(
                f"the stored file {sha256[:12]} cannot be deleted: {error.strerror}"
            ) from error

    def _path(self, sha256: str) -> Path:
        if not _SHA256.fullmatch(sha256):
            raise NotFoundError("there is no stored file of that name")
        return self._folder / sha256[:2] / sha256[2:]

    def _write(self, path: Path, data: bytes) -> None:
        # a rename within one folder is atomic: a reader, or a restart after a crash, sees all or nothing
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
