"""An Outlook mail (.msg) built in code: a compound file (MS-CFB, version 3) of small streams."""

import struct

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def outlook_mail(body: str, attached: bytes) -> bytes:
    """A .msg with a body and one attachment: a compound file whose streams are all small."""
    named = {
        "__substg1.0_001A001F": "IPM.Note".encode("utf-16-le"),
        "__substg1.0_0037001F": "Our NDA".encode("utf-16-le"),
        "__substg1.0_1000001F": body.encode("utf-16-le"),
        "__properties_version1.0": bytes(8) + struct.pack("<IIII", 0, 1, 0, 1) + bytes(8)
        + _unicode(0x001A, 0x0037, 0x1000),
    }  # fmt: skip
    inner = {
        "__substg1.0_3707001F": "nda.txt".encode("utf-16-le"),
        "__substg1.0_37010102": attached,
        "__properties_version1.0": bytes(8) + struct.pack("<HHIQ", 3, 0x3705, 6, 1) + _unicode(0x3707)
        + struct.pack("<HHII", 0x0102, 0x3701, 6, len(attached)) + bytes(4),
    }  # fmt: skip
    return compound(named, "__attach_version1.0_#00000000", inner)


def _unicode(*tags: int) -> bytes:
    return b"".join(struct.pack("<HHIQ", 0x001F, tag, 6, 64) for tag in tags)


def compound(streams: dict[str, bytes], folder: str, inner: dict[str, bytes]) -> bytes:
    """A compound file (MS-CFB, version 3) of small streams and one folder of small streams."""
    mini, minifat = b"", list[int]()
    placed: list[tuple[str, int, int, int]] = []  # name, type, first sector, size
    for name, data in (*streams.items(), *inner.items()):
        count = -(-len(data) // 64)
        start = len(minifat) if count else _END
        minifat += [*range(len(minifat) + 1, len(minifat) + count), _END][: max(count, 0)]
        mini += data.ljust(count * 64, b"\0")
        placed.append((name, 2, start, len(data)))
    outer, within = placed[: len(streams)], placed[len(streams) :]
    folder_at = len(outer) + 1
    entries = [_entry("Root Entry", 5, child=1, start=3, size=len(mini))]
    for number, item in enumerate(outer, start=1):
        entries.append(_entry(item[0], item[1], right=number + 1, start=item[2], size=item[3]))
    entries.append(_entry(folder, 1, child=folder_at + 1))
    for number, item in enumerate(within, start=folder_at + 1):
        last = number == folder_at + len(within)
        entries.append(
            _entry(item[0], item[1], right=_FREE if last else number + 1, start=item[2], size=item[3])
        )
    directory = b"".join(entries).ljust(-(-len(entries) // 4) * 512, b"\0")
    mini = mini.ljust(-(-len(mini) // 512) * 512, b"\0")
    sizes = (1, len(directory) // 512, 1, len(mini) // 512)  # FAT, directory, mini FAT, mini stream
    starts = (0, 2, 1, 2 + sizes[1])
    entries[0] = _entry("Root Entry", 5, child=1, start=starts[3], size=len(mini))
    directory = entries[0] + directory[128:]
    fat = [_FAT, _END, *range(3, 2 + sizes[1]), _END, *range(starts[3] + 1, starts[3] + sizes[3]), _END]
    header = (
        OLE + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
        + struct.pack("<IIIIIIIIII", 0, 1, starts[1], 0, 4096, starts[2], 1, _END, 0, 0)
        + struct.pack("<I", _FREE) * 108
    )  # fmt: skip
    table = [*fat, *[_FREE] * (128 - len(fat))]
    small = [*minifat, *[_FREE] * (128 - len(minifat))]
    return header + struct.pack("<128I", *table) + struct.pack("<128I", *small) + directory + mini


def _entry(
    name: str, kind: int, *, right: int = _FREE, child: int = _FREE, start: int = 0, size: int = 0
) -> bytes:
    encoded = name.encode("utf-16-le")
    return (
        encoded.ljust(64, b"\0") + struct.pack("<HBBIII", len(encoded) + 2, kind, 1, _FREE, right, child)
        + bytes(36) + struct.pack("<IQ", start, size)
    )  # fmt: skip
