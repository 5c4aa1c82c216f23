"""Put changed paragraphs into the bytes of a part and leave every other byte as it was."""

import re
from collections.abc import Mapping
from xml.parsers import expat

from contracts.errors import CorruptFileError, RedlineRefusedError
from extraction.readers.docx.names import W_URI

_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_PARAGRAPH = f"{W_URI} p"
_DECLARED = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


def paragraph_ranges(part: bytes) -> list[tuple[int, int]]:
    """Half-open byte range of every `w:p`, in document order of their beginnings.

    Raises `RedlineRefusedError` for an encoding other than UTF-8, whose bytes we do not splice, and
    `CorruptFileError` for what is not well-formed.
    """
    declared = _DECLARED.match(part[:200].lstrip(b"\xef\xbb\xbf"))
    encoding = declared.group(1).decode("ascii").lower() if declared else "utf-8"
    if encoding not in ("utf-8", "us-ascii") or part[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise RedlineRefusedError(f"a part of the file is written in {encoding}; save it again as .docx")
    parser = expat.ParserCreate(namespace_separator=" ")
    ranges: list[tuple[int, int]] = []
    opened: list[int] = []

    def start(name: str, _: dict[str, str]) -> None:
        if name == _PARAGRAPH:
            begin = parser.CurrentByteIndex
            tag = _TAG.match(part, begin)
            empty = tag.end() if tag and tag.group().endswith(b"/>") else 0
            opened.append(len(ranges))
            ranges.append((begin, empty))

    def end(name: str) -> None:
        if name == _PARAGRAPH:
            number = opened.pop()
            begin, known = ranges[number]
            ranges[number] = (begin, known or part.index(b">", parser.CurrentByteIndex) + 1)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(part, True)
    except expat.ExpatError as error:
        raise CorruptFileError("a part of the file is not well-formed XML; save it again as .docx") from error
    return ranges


def splice(part: bytes, changed: Mapping[tuple[int, int], bytes]) -> bytes:
    """`part` with new bytes in place of each range; an empty range inserts. Ranges do not overlap."""
    out: list[bytes] = []
    at = 0
    for (begin, end), new in sorted(changed.items()):
        if begin < at:
            raise RedlineRefusedError("a paragraph inside another would be changed too; change one at a time")
        out += [part[at:begin], new]
        at = end
    return b"".join([*out, part[at:]])


def append_to_root(part: bytes, children: bytes) -> bytes:
    """Put `children` before the end tag of the root element."""
    body = part.rstrip()
    if body.endswith(b"/>"):
        begin = body.rindex(b"<")
        tag = _TAG.match(body, begin)
        assert tag is not None
        name = re.split(rb"[\s/>]", tag.group()[1:], maxsplit=1)[0]
        return body[:-2].rstrip() + b">" + children + b"</" + name + b">"
    begin = body.rindex(b"</")
    return body[:begin] + children + body[begin:]
