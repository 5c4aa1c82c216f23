"""Write a zip archive anew with some members changed; the packed bytes of all others are copied."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from contracts.errors import RedlineRefusedError

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_UTF8, _STREAMED = 0x800, 0x08
_ZIP64_EXTRA = 1
_MOST = 0xFFFFFFFF


def rewrite(data: bytes, changed: Mapping[str, bytes], *, added: Mapping[str, bytes] | None = None) -> bytes:
    """`data`, a zip archive, with the members `changed` (by exact name) and `added` at its end.

    Order, names, time stamps and attributes stay; a new member takes the time of the first one, so the
    same input gives the same bytes. Raises `RedlineRefusedError` for an archive beyond 4 GiB.
    """
    out = BytesIO()
    directory: list[bytes] = []
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
        for info in infos:
            new = changed.get(info.filename)
            packed = _packed(data, info) if new is None else _deflated(info, new)
            directory.append(_write(out, info, packed))
        for name, content in (added or {}).items():
            info = zipfile.ZipInfo(name, infos[0].date_time)
            info.external_attr = infos[0].external_attr
            directory.append(_write(out, info, _deflated(info, content)))
        comment = archive.comment
    start, size = out.tell(), sum(map(len, directory))
    if start + size > _MOST or len(directory) >= 0xFFFF:
        raise RedlineRefusedError("the file is too large to be written as a plain zip; split it")
    out.write(b"".join(directory))
    out.write(_END.pack(b"PK\5\6", 0, 0, len(directory), len(directory), size, start, len(comment)) + comment)
    return out.getvalue()


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    at = info.header_offset
    name_chars, extra_chars = struct.unpack_from("<2H", data, at + 26)
    begin = at + _LOCAL.size + name_chars + extra_chars
    return data[begin : begin + info.compress_size]


def _deflated(info: zipfile.ZipInfo, content: bytes) -> bytes:
    """Pack `content`, setting the sizes and checksum of `info`."""
    compressor = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = compressor.compress(content) + compressor.flush()
    info.compress_type = zipfile.ZIP_DEFLATED
    info.CRC, info.file_size, info.compress_size = zlib.crc32(content), len(content), len(packed)
    return packed


def _write(out: BytesIO, info: zipfile.ZipInfo, packed: bytes) -> bytes:
    """Write one member; returns its entry for the central directory."""
    offset = out.tell()
    flags = info.flag_bits & ~_STREAMED
    raw_name = getattr(info, "orig_filename", info.filename)
    name = raw_name.encode("utf-8") if flags & _UTF8 or not raw_name.isascii() else raw_name.encode("ascii")
    if not raw_name.isascii() and not flags & _UTF8:
        name = raw_name.encode("cp437")
    year, month, day, hour, minute, second = info.date_time
    date = (max(year, 1980) - 1980) << 9 | month << 5 | day
    time = hour << 11 | minute << 5 | second // 2
    version = max(info.extract_version, 20)
    sizes = (info.CRC, info.compress_size, info.file_size)
    out.write(
        _LOCAL.pack(b"PK\3\4", version, flags, info.compress_type, time, date, *sizes, len(name), 0) + name
    )
    out.write(packed)
    extra = _without_zip64(info.extra)
    return (
        _CENTRAL.pack(
            b"PK\1\2", info.create_version, info.create_system, version, 0, flags, info.compress_type, time,
            date, *sizes, len(name), len(extra), len(info.comment), 0, info.internal_attr,
            info.external_attr, offset,
        )
        + name + extra + info.comment
    )  # fmt: skip


def _without_zip64(extra: bytes) -> bytes:
    kept, at = b"", 0
    while at + 4 <= len(extra):
        kind, size = struct.unpack_from("<2H", extra, at)
        if kind != _ZIP64_EXTRA:
            kept += extra[at : at + 4 + size]
        at += 4 + size
    return kept
