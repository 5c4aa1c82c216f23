"""A Word file as a package: bounded unzipping, XML without entities, relationships, Strict names mapped."""

import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from contracts.errors import (
    CorruptFileError,
    EmptyFileError,
    EncryptedFileError,
    TooLargeError,
    UnsupportedFormatError,
)
from extraction.readers.archive import ZIP_ERRORS, open_archive, unpacked
from extraction.readers.limits import Limits, check_size

Element = Any  # lxml carries no types

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/([A-Za-z]+)/")
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_OVERRIDE = "{http://schemas.openxmlformats.org/package/2006/content-types}Override"


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from one part to another; `target` is a member name, or a URL where `external`.

    `type` is the last word of the relationship type ("comments", "header", "image").
    """

    id: str
    type: str
    target: str
    external: bool


class Package:
    """The members of one file. Names are matched without regard to case, as OPC asks."""

    def __init__(self, archive: zipfile.ZipFile, members: dict[str, zipfile.ZipInfo], limits: Limits) -> None:
        self._archive = archive
        self._limits = limits
        self._members = members
        self._trees: dict[str, Element] = {}
        self._relationships: dict[str, tuple[Relationship, ...]] = {}
        self.strict = False

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Member names in the order of the archive, folders left out."""
        return tuple(info.filename for info in self._members.values() if not info.filename.endswith("/"))

    @cached_property
    def main(self) -> str:
        """Name of the document part. `CorruptFileError` where there is none."""
        for relationship in self.relationships(""):
            if relationship.type == "officeDocument" and self.has(relationship.target):
                return relationship.target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise CorruptFileError("the zip file holds no Word document part; save it again as .docx")

    def has(self, name: str) -> bool:
        return name.lower() in self._members

    def size(self, name: str) -> int:
        """Unpacked size in bytes, as the archive declares it."""
        return self._members[name.lower()].file_size

    def read(self, name: str) -> bytes:
        """Bytes of one member; `CorruptFileError` where it is absent or broken."""
        info = self._members.get(name.lower())
        if info is None:
            raise CorruptFileError(f"the part {name} is missing; save the file again as .docx")
        return unpacked(self._archive, info, limits=self._limits)

    def tree(self, name: str) -> Element:
        """Root element of an XML part, parsed once; Strict namespaces read as Transitional."""
        key = name.lower()
        if key not in self._trees:
            data, strict = _transitional(self.read(name))
            self.strict = self.strict or strict
            self._trees[key] = parse_xml(data, name, limits=self._limits)
        return self._trees[key]

    def relationships(self, part: str) -> tuple[Relationship, ...]:
        """Where a part points ("" is the package itself)."""
        if part not in self._relationships:
            folder, base = posixpath.split(part)
            name = posixpath.join(folder, "_rels", f"{base}.rels")
            found = self.tree(name).iter(_RELATIONSHIP) if self.has(name) else ()
            self._relationships[part] = tuple(_relationship(element, folder) for element in found)
        return self._relationships[part]

    def related(self, part: str, type_name: str) -> tuple[str, ...]:
        """Names of the existing parts that `part` points to with this type of relationship."""
        pointed = (item for item in self.relationships(part) if item.type == type_name and not item.external)
        return tuple(dict.fromkeys(item.target for item in pointed if self.has(item.target)))

    @cached_property
    def content_types(self) -> dict[str, str]:
        """Declared content type per member name (overrides only), names in lower case."""
        if not self.has("[Content_Types].xml"):
            return {}
        found = self.tree("[Content_Types].xml").iter(_OVERRIDE)
        return {item.get("PartName", "").lstrip("/").lower(): item.get("ContentType", "") for item in found}


def open_package(data: bytes, limits: Limits | None = None) -> Package:
    """Open a .docx within bounds, nothing but the directory and content types read yet.

    Raises `EmptyFileError`, `TooLargeError` (size, members, expansion), `EncryptedFileError` (an OLE
    container with an encrypted package, or zip encryption), `UnsupportedFormatError` (old binary
    formats, spreadsheets, presentations) and `CorruptFileError`.
    """
    limits = limits or Limits()
    if not data:
        raise EmptyFileError("the file is empty; upload it again")
    check_size(data, "the file", limits=limits)
    if data.startswith(OLE_MAGIC):
        raise _ole_error(data)
    try:
        package = Package(*open_archive(data, limits), limits)
    except ZIP_ERRORS as error:
        raise CorruptFileError(
            "the file is not a readable .docx (its zip is broken); save it again"
        ) from error
    kind = package.content_types.get(package.main.lower(), "") if _is_office(package) else ""
    if "spreadsheetml" in kind or "presentationml" in kind:
        raise UnsupportedFormatError("the file is a spreadsheet or a presentation; save it as .docx or PDF")
    return package


def parse_xml(data: bytes, name: str, *, limits: Limits = Limits()) -> Element:
    """Root element of `data`. No entity, no DTD, no network; bounded in depth, number of elements and the
    size of a text or an attribute (10 million characters, the bound of libxml2)."""
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise CorruptFileError(f"the part {name} declares a document type, which Word files never do")
    if data.count(b"<") - data.count(b"</") > limits.max_elements:
        raise TooLargeError(f"the part {name} has more than {limits.max_elements:,} elements")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise CorruptFileError(
            f"the part {name} is not well-formed XML; save the file again as .docx"
        ) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise CorruptFileError(f"the part {name} declares a document type, which Word files never do")
    if root.xpath(f"boolean({'/*' * (limits.max_depth + 1)})"):
        raise TooLargeError(f"the part {name} is nested deeper than {limits.max_depth} levels")
    return root


def _is_office(package: Package) -> bool:
    return package.has("[Content_Types].xml") and any(
        item.type == "officeDocument" and package.has(item.target) for item in package.relationships("")
    )


def _relationship(element: Element, folder: str) -> Relationship:
    external = element.get("TargetMode") == "External"
    target = element.get("Target", "")
    if not external:
        target = unquote(target.replace("\\", "/"))
        target = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
        target = posixpath.normpath(target)
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    return Relationship(id=element.get("Id", ""), type=kind, target=target, external=external)


def _transitional(data: bytes) -> tuple[bytes, bool]:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        text = data.decode("utf-16", "replace")
        data = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode("utf-8")
    mapped, count = _STRICT.subn(rb"http://schemas.openxmlformats.org/\1/2006/", data)
    return mapped, count > 0


def _ole_error(data: bytes) -> Exception:
    if _ENCRYPTED_STREAM in data:
        return EncryptedFileError("the file is protected by a password; remove it and save again")
    return UnsupportedFormatError(
        "the file is in an old binary Office format (.doc); save it as .docx or PDF"
    )
