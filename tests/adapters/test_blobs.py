"""Files by content: whole or not at all, and never silently changed."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adapters.blobs import FolderBlobs
from contracts.errors import NotFoundError, StorageError


@given(data=st.binary(max_size=200))
def test_what_was_put_comes_back_under_its_hash(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    blobs = FolderBlobs(tmp_path_factory.mktemp("blobs"))
    sha256 = blobs.put(data)
    assert sha256 == hashlib.sha256(data).hexdigest()
    assert blobs.put(data) == sha256
    assert blobs.get(sha256) == data


def test_a_file_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    FolderBlobs(tmp_path).put(b"words")
    (kept,) = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert kept.stat().st_mode & 0o077 == 0


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="No space left"):
        FolderBlobs(tmp_path).put(b"words")
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_damaged_file_is_noticed(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    sha256 = blobs.put(b"words")
    (tmp_path / sha256[:2] / sha256[2:]).write_bytes(b"other")
    with pytest.raises(StorageError, match="damaged"):
        blobs.get(sha256)


@pytest.mark.parametrize("name", ["a" * 64, "../../etc/passwd", "", "A" * 64])
def test_what_is_not_there_is_not_found(tmp_path: Path, name: str) -> None:
    with pytest.raises(NotFoundError):
        FolderBlobs(tmp_path).get(name)


def test_a_deleted_file_is_gone_and_deleting_again_does_nothing(tmp_path: Path) -> None:
    blobs = FolderBlobs(tmp_path)
    sha256 = blobs.put(b"words")
    blobs.delete(sha256)
    blobs.delete(sha256)
    with pytest.raises(NotFoundError):
        blobs.get(sha256)
