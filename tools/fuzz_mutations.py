"""How the fuzz target spoils a sound file: bytes, zip directories, XML, PDF objects, words.

Each function takes bytes and a `random.Random` and returns other bytes; the same of both gives the same.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Callable
from copy import deepcopy
from io import BytesIO
from random import Random

from fuzz_seeds import Seed, zipped

Mutation = Callable[[bytes, Random], bytes]

_NUMBERS = (
    "0", "-1", "1e999", "NaN", "", "2147483648", "-2147483649", "99999999999999999999", "1" * 400, "0x1F",
    "٣", "1.5", "²",
)  # fmt: skip
_ENTITIES = (
    '<!DOCTYPE a [<!ENTITY b "c">]>',
    '<!DOCTYPE a SYSTEM "file:///etc/hostname">',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:9/x"> %b;]>',
    "<!DOCTYPE a [" + '<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 9)) + "]>",
)  # fmt: skip
_WORDS = (
    "\x00", "\u202e", "\U000e0041\U000e0042", "\ufeff", "í\xa0\x80",
    "\n" * 500, "(" * 2000, ">" * 1500, "* " * 800, "[" * 3000, "1." * 500, "_" * 5000, "“" * 300, "\x1b[2J",
    "Section " * 300,
    "| a " * 500 + "\n|" + "---|" * 500, "&#xD800;&#0;&#x110000;", "<div>" * 3000, "{" * 4000,
    "<table><tr><td>" * 60, "a" * 100_000, "\\'80\\u-9999?\\bin999999 ", "= " * 100, "`" * 1999, "<b>" * 250,
)  # fmt: skip


# --- bytes


def flip(data: bytes, rng: Random) -> bytes:
    """A few bytes become others."""
    out = bytearray(data)
    for _ in range(rng.choice((1, 2, 8, 64))):
        if out:
            out[rng.randrange(len(out))] = rng.choice((0, 0xFF, 0x3C, 0x7F, rng.randrange(256)))
    return bytes(out)


def cut(data: bytes, rng: Random) -> bytes:
    """The file ends early, or begins late."""
    at = rng.randrange(len(data) + 1)
    return data[:at] if rng.random() < 0.8 else data[at:]


def drop(data: bytes, rng: Random) -> bytes:
    """A slice goes."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + data[at + rng.choice((1, 4, 40, 400)) :]


def repeat(data: bytes, rng: Random) -> bytes:
    """A slice comes again, once or often."""
    at = rng.randrange(len(data) + 1)
    piece = data[at : at + rng.choice((1, 8, 80, 800))]
    return data[:at] + piece * rng.choice((2, 3, 50)) + data[at:]


def number(data: bytes, rng: Random) -> bytes:
    """Four bytes become a number at the edge of a type."""
    at = rng.randrange(len(data) + 1)
    value = rng.choice((0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xFFFFFFFE, len(data)))
    return data[:at] + struct.pack(rng.choice("<>") + "I", value) + data[at + 4 :]


BYTES: tuple[Mutation, ...] = (flip, cut, drop, repeat, number)


def splice(data: bytes, other: bytes, rng: Random) -> bytes:
    """The head of one file on the tail of another."""
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


# --- zip files


def members(data: bytes) -> dict[str, bytes]:
    """The members of a sound zip file; {} of another."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {name: archive.read(name) for name in archive.namelist()}
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, zlib.error):
        return {}


def drop_member(data: bytes, rng: Random) -> bytes:
    files = members(data)
    if not files:
        return flip(data, rng)
    del files[rng.choice(sorted(files))]
    return zipped(files)


def rename_member(data: bytes, rng: Random) -> bytes:
    files = members(data)
    if not files:
        return flip(data, rng)
    name = rng.choice(sorted(files))
    new = rng.choice((
        f"../../{name}", f"/{name}", name.replace("/", "\\"), name.upper(), f"{name}/", "a" * 5000, "",
        f"C:\\{name}", f"{name}\x00.xml", "ü" * 30, rng.choice(sorted(files)),
    ))  # fmt: skip
    return zipped({new if key == name else key: value for key, value in files.items()})


def swap_members(data: bytes, rng: Random) -> bytes:
    files = members(data)
    if not files:
        return flip(data, rng)
    one, other = rng.choice(sorted(files)), rng.choice(sorted(files))
    return zipped(files | {one: files[other], other: files[one]})


def add_members(data: bytes, rng: Random) -> bytes:
    """A bomb, another zip file, an empty part, thousands of parts, or a macro."""
    files = members(data)
    if not files:
        return flip(data, rng)
    extra = rng.choice((
        {"word/media/a.bin": bytes(3_000_000)}, {"word/embeddings/a.docx": data}, {"word/comments.xml": b""},
        {f"word/{number}.xml": b"<a/>" for number in range(rng.choice((100, 6000)))},
        {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}, {"word/document.xml/": b""},
    ))  # fmt: skip
    return zipped(files | extra)


def lie_in_directory(data: bytes, rng: Random) -> bytes:
    """A field of a local or central header says something else: size, method, flags, offset, name length."""
    out = bytearray(data)
    mark, fields = rng.choice((
        (b"PK\x03\x04", ((6, 2), (8, 2), (14, 4), (18, 4), (22, 4), (26, 2), (28, 2))),
        (b"PK\x01\x02", ((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (32, 2), (42, 4))),
        (b"PK\x05\x06", ((8, 2), (10, 2), (12, 4), (16, 4), (20, 2))),
    ))  # fmt: skip
    places = [match.start() for match in re.finditer(re.escape(mark), data)]
    if not places:
        return flip(data, rng)
    for _ in range(rng.choice((1, 1, 3))):
        offset, width = rng.choice(fields)
        at = rng.choice(places) + offset
        value = rng.choice((0, 1, 9, 12, 14, 93, 0x7FFF, 0xFFFF, len(data), 0xFFFFFFFF, rng.getrandbits(32)))
        out[at : at + width] = struct.pack("<I", value & 0xFFFFFFFF)[:width]
    return bytes(out)


def append_directory(data: bytes, rng: Random) -> bytes:
    """Words before or behind the archive, or a second archive behind the first."""
    return rng.choice(
        (b"junk" * 100 + data, data + b"junk" * 100, data + data, data[: len(data) // 2] + data)
    )


ZIP: tuple[Mutation, ...] = (
    drop_member, rename_member, swap_members, add_members, lie_in_directory, append_directory,
)  # fmt: skip


# --- XML and pages

_TAG = re.compile(rb"<[^<>]{1,2000}>")
_ATTRIBUTE = re.compile(rb"(?<![\w:])([\w:]+)=(\"[^\"]*\"|'[^']*')")


def drop_tag(data: bytes, rng: Random) -> bytes:
    return _at_match(data, rng, _TAG, lambda tag: b"")


def repeat_tag(data: bytes, rng: Random) -> bytes:
    return _at_match(data, rng, _TAG, lambda tag: tag * rng.choice((2, 3, 40)))


def move_tag(data: bytes, rng: Random) -> bytes:
    tags = _TAG.findall(data)
    return _at_match(data, rng, _TAG, lambda tag: rng.choice(tags))


def swap_attribute(data: bytes, rng: Random) -> bytes:
    """An attribute takes the value of another of its name: ids and references cross or form a ring."""
    found = _ATTRIBUTE.findall(data)

    def other(match: bytes) -> bytes:
        name = match.partition(b"=")[0]
        return name + b"=" + rng.choice([value for key, value in found if key == name])

    return _at_match(data, rng, _ATTRIBUTE, other)


def odd_number(data: bytes, rng: Random) -> bytes:
    value = rng.choice(_NUMBERS).encode()
    return _at_match(data, rng, re.compile(rb"(?<=[\"'])-?\d+(?=[\"'])"), lambda number: value)


def drop_attribute(data: bytes, rng: Random) -> bytes:
    return _at_match(data, rng, _ATTRIBUTE, lambda attribute: b"")


def nest(data: bytes, rng: Random) -> bytes:
    """An element within itself, many times over; every second time without its ends."""
    names = re.findall(rb"<([A-Za-z][\w:]*)[ >/]", data)
    if not names:
        return flip(data, rng)
    name, deep = rng.choice(names), rng.choice((10, 60, 190, 250, 3000, 20_000))
    ends = (b"</" + name + b">") * deep if rng.random() < 0.7 else b""
    return _at_match(data, rng, _TAG, lambda tag: tag + (b"<" + name + b">") * deep + ends)


def declare(data: bytes, rng: Random) -> bytes:
    entity = rng.choice(_ENTITIES).encode()
    head, mark, rest = data.partition(b"?>")
    data = head + mark + entity + rest if mark else entity + data
    return _at_match(data, rng, re.compile(rb">[^<>]"), lambda found: found + b"&b;&a8;")


def odd_space(data: bytes, rng: Random) -> bytes:
    """A name space that is none, another, or missing."""
    new = rng.choice(
        (b'=""', b'="urn:x"', b'="http://purl.oclc.org/ooxml/wordprocessingml/main"', b'="\xff"')
    )
    return _at_match(data, rng, re.compile(rb"(?<=xmlns:\w)=\"[^\"]*\""), lambda space: new)


def recode(data: bytes, rng: Random) -> bytes:
    """Another encoding, or a declaration of another."""
    if rng.random() < 0.5:
        name = rng.choice((b"UTF-16", b"IBM037", b"UTF-7", b"ascii", b"x" * 300, b"UTF-32"))
        return b"<?xml version='1.0' encoding='" + name + b"'?>" + data
    return data.decode("utf-8", "replace").encode(
        rng.choice(("utf-16", "utf-16-le", "utf-32", "cp037")), "replace"
    )


def odd_words(data: bytes, rng: Random) -> bytes:
    words = rng.choice(_WORDS).encode("utf-8")
    at = rng.randrange(len(data) + 1)
    if rng.random() < 0.6 and (places := [match.start() for match in re.finditer(rb"(?<=>)[^<>]", data)]):
        at = rng.choice(places)
    return data[:at] + words + data[at:]


def edit_tree(data: bytes, rng: Random) -> bytes:
    """Elements go, come twice or move, attributes change places; the XML stays well-formed."""
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    except (etree.XMLSyntaxError, ValueError):
        return flip(data, rng)
    for _ in range(rng.choice((1, 3, 10, 40))):
        inside = list(root.iter("*"))[1:]
        if not inside:
            break
        one, other = rng.choice(inside), rng.choice(inside)
        trick = rng.randrange(6)
        if trick == 0:
            one.getparent().remove(one)
        elif trick == 1:
            other.append(deepcopy(one))
        elif trick == 2 and one not in (other, *other.iterancestors()):
            other.append(one)
        elif trick == 3:
            one.tag = other.tag
        elif trick == 4 and other.attrib:
            name = rng.choice(sorted(other.attrib))
            one.set(name, other.get(name))
        elif one.attrib:
            name = rng.choice(sorted(one.attrib))
            value = rng.choice((*_NUMBERS, "x", "true", "none", one.get(name) * 2))
            one.set(name, value)
    return etree.tostring(root)


XML: tuple[Mutation, ...] = (
    *(4 * (edit_tree,)), drop_tag, repeat_tag, move_tag,
    swap_attribute, swap_attribute, odd_number, odd_number, drop_attribute, nest,
    declare, odd_space, recode, odd_words,
)  # fmt: skip


def in_member(data: bytes, rng: Random) -> bytes:
    """One or several of the XML tricks in a part of a zip file, the body most often."""
    files = members(data)
    parts = sorted(name for name in files if name.lower().endswith((".xml", ".rels")))
    if not parts:
        return flip(data, rng)
    body = [name for name in parts if name in ("word/document.xml", "content.xml")]
    for _ in range(rng.choice((1, 1, 2, 5))):
        name = rng.choice(body) if body and rng.random() < 0.6 else rng.choice(parts)
        files[name] = rng.choice((*XML, *BYTES) if rng.random() < 0.1 else XML)(files[name], rng)
    return zipped(files)


# --- PDF

_PDF_NUMBER = re.compile(rb"(?<=[ \[/])-?\d+(?:\.\d+)?(?=[ \]/>\n])")


def odd_pdf_number(data: bytes, rng: Random) -> bytes:
    value = rng.choice(
        (b"0", b"-1", b"99999999999", b"1e30", b"-99999999", b"0.0000001", b"2147483647", b".")
    )
    return _at_match(data, rng, _PDF_NUMBER, lambda number: value)


def cross_objects(data: bytes, rng: Random) -> bytes:
    """A reference points elsewhere: page trees get loops, pages become fonts."""
    target = b"%d 0 R" % rng.choice((0, 1, 2, 3, 4, 5, 6, 7, 9, 99_999))
    return _at_match(data, rng, re.compile(rb"\d+ 0 R"), lambda reference: target)


def odd_pdf_name(data: bytes, rng: Random) -> bytes:
    names = re.findall(rb"/[A-Z][A-Za-z]+", data) or [b"/Kids"]
    more = (b"/JBIG2Decode", b"/ObjStm", b"/XRef", b"/Encrypt", b"/Type3", b"/Crypt", b"/JPXDecode", b"/XFA")
    return _at_match(data, rng, re.compile(rb"/[A-Z][A-Za-z]+"), lambda name: rng.choice((*names, *more)))


def nest_pdf(data: bytes, rng: Random) -> bytes:
    deep = rng.choice((50, 600, 20_000))
    opened = rng.choice((b"[", b"<<", b"<</A", b"q ", b"BT ", b"("))
    return _at_match(data, rng, re.compile(rb"\[|<<|BT"), lambda found: found + opened * deep)


PDF: tuple[Mutation, ...] = (
    odd_pdf_number,
    odd_pdf_number,
    cross_objects,
    cross_objects,
    odd_pdf_name,
    nest_pdf,
)


def _at_match(data: bytes, rng: Random, pattern: "re.Pattern[bytes]", new: Callable[[bytes], bytes]) -> bytes:
    """`data` with one of the places that match a pattern made new."""
    places = [match.span() for match in pattern.finditer(data)]
    if not places:
        return flip(data, rng)
    start, end = rng.choice(places)
    return data[:start] + new(data[start:end]) + data[end:]


_BY_KIND: dict[str, tuple[tuple[Mutation, ...], ...]] = {
    "docx": ((in_member,), (in_member,), (in_member,), ZIP, BYTES),
    "odt": ((in_member,), ZIP, BYTES),
    "pdf": (PDF, PDF, BYTES),
    "html": (XML, XML, (odd_words,), BYTES),
    "eml": (BYTES, XML, (odd_words,)),
    "md": ((odd_words,), BYTES, XML),
}


def mutant(seed: Seed, other: Seed, rng: Random) -> tuple[bytes, str]:
    """A file spoilt in one to three ways, and the names of these."""
    data, said = seed.data, list[str]()
    for _ in range(rng.choice((1, 1, 1, 2, 3))):
        if rng.random() < 0.03:
            data, said = splice(data, other.data, rng), [*said, "splice"]
            continue
        change = rng.choice(rng.choice(_BY_KIND.get(seed.kind, (BYTES, BYTES, (odd_words,)))))
        data, said = change(data, rng), [*said, change.__name__]
    return data, "+".join(said)
