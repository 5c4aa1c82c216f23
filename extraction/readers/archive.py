"""A zip file opened within bounds: what word processors write, and none of the tricks that zip allows."""

import zipfile
import zlib
from io import BytesIO
from itertools import pairwise

from contracts.errors import CorruptFileError, EncryptedFileError, TooLargeError
from extraction.readers.limits import Limits

# what the standard library raises on damaged archives
ZIP_ERRORS = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, OverflowError,
    UnicodeError, KeyError, IndexError,
)  # fmt: skip
_ENTRY = b"PK\x01\x02"
# files within the file have directories of their own, stored as they are
_ENTRIES_PER_MEMBER = 10
_HEADER_BYTES = 30
_RATIO_FLOOR_BYTES = 1024 * 1024
# the two that the Open Packaging Conventions allow (ISO 29500-2, annex C)
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


def open_archive(data: bytes, limits: Limits) -> tuple[zipfile.ZipFile, dict[str, zipfile.ZipInfo]]:
    """The archive, and its members by their name in lower case with "/" between folders, in their order.

    Nothing is unpacked. Raises one of `ZIP_ERRORS` for a damaged archive, `TooLargeError` (members, sizes,
    expansion), `EncryptedFileError`, and `CorruptFileError` for what no word processor writes: two members
    of one name or on the same bytes, names that lead out of the file, strange methods of packing.
    """
    check_directory(data, limits)
    archive = zipfile.ZipFile(BytesIO(data))
    infos = archive.infolist()
    _check_sizes(infos, limits)
    _check_places(infos)
    members: dict[str, zipfile.ZipInfo] = {}
    for info in infos:
        key = info.filename.replace("\\", "/").lstrip("/").lower()
        if key in members:
            raise CorruptFileError("the file holds two parts of one name; save it again as .docx")
        if ".." in key.split("/"):
            raise CorruptFileError("the file holds a part whose name leads out of it; save it again as .docx")
        members[key] = info
    return archive, members


def check_directory(data: bytes, limits: Limits) -> None:
    """`TooLargeError` where the list of members alone would take long to read; the file is not opened."""
    if data.count(_ENTRY) > _ENTRIES_PER_MEMBER * limits.max_members:
        raise TooLargeError(
            f"the file holds far more than {limits.max_members:,} parts; save it again as .docx"
        )


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, limits: Limits) -> bytes:
    """The bytes of one member. Raises `CorruptFileError`, `EncryptedFileError` and `TooLargeError`."""
    name = info.filename
    try:
        with archive.open(info) as member:
            data = member.read(limits.max_unpacked_bytes + 1)
    except RuntimeError as error:
        raise EncryptedFileError(f"the part {name} needs a password; remove it and save again") from error
    except ZIP_ERRORS as error:
        raise CorruptFileError(f"the part {name} cannot be unpacked; save the file again as .docx") from error
    if len(data) > limits.max_unpacked_bytes:
        raise TooLargeError(f"the part {name} unpacks to more than the limit")
    return data


def _check_sizes(infos: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(infos) > limits.max_members:
        raise TooLargeError(f"the file holds {len(infos):,} parts, over the limit of {limits.max_members:,}")
    if sum(info.file_size for info in infos) > limits.max_unpacked_bytes:
        raise TooLargeError(f"the file unpacks to more than {limits.max_unpacked_bytes:,} bytes")
    for info in infos:
        packed = max(info.compress_size, 1)
        if info.file_size > _RATIO_FLOOR_BYTES and info.file_size / packed > limits.max_ratio:
            raise TooLargeError("a part of the file expands beyond the limit, as a zip bomb does")


def _check_places(infos: list[zipfile.ZipInfo]) -> None:
    for info in infos:
        if info.flag_bits & 1:
            raise EncryptedFileError("the file is protected by a password; remove it and save again")
        if info.compress_type not in _METHODS:
            raise CorruptFileError("a part of the file is packed as Word never does; save it again as .docx")
    ordered = sorted(infos, key=lambda info: info.header_offset)
    if any(one.header_offset + _HEADER_BYTES + one.compress_size > next_one.header_offset
           for one, next_one in pairwise(ordered)):  # fmt: skip
        raise CorruptFileError("two parts of the file lie on the same bytes; save it again as .docx")
