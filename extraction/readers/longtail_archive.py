"""An OpenDocument file looked over before LibreOffice opens it: the same bounds as for a .docx."""

import re

from contracts.errors import CorruptFileError, EncryptedFileError
from extraction.readers.archive import ZIP_ERRORS, open_archive, unpacked
from extraction.readers.docx.package import parse_xml
from extraction.readers.limits import Limits

_MANIFEST = "meta-inf/manifest.xml"
# old programs name a document type in the manifest, which declares nothing itself
_PLAIN_TYPE = re.compile(rb"<!DOCTYPE[^<>\[]{0,300}>")


def check_opendocument(data: bytes, name: str, *, limits: Limits) -> None:
    """Raise `UnreadableError` for an .odt that is damaged, over a bound, encrypted, or declares entities."""
    try:
        archive, members = open_archive(data, limits)
    except ZIP_ERRORS as error:
        raise CorruptFileError(f"{name} is damaged (its zip is broken); save it again") from error
    for key, info in members.items():
        if not key.endswith((".xml", ".rdf")):
            continue
        part = unpacked(archive, info, limits=limits)
        if key == _MANIFEST:
            part = _PLAIN_TYPE.sub(b"", part, count=1)
            if b":encryption-data" in part:
                raise EncryptedFileError(f"{name} is protected by a password; remove it and save again")
        if part.strip():
            parse_xml(part, info.filename, limits=limits)
