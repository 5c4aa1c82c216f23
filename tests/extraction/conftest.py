"""Word files from XML literals."""

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

WordFile = Callable[..., bytes]
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def build_word_file(
    body: str,
    *,
    parts: Mapping[str, str] | None = None,
    members: Mapping[str, bytes] | None = None,
    strict: bool = False,
    content_type: str = _TYPE,
) -> bytes:
    """A .docx whose body holds `body`. `parts` maps a relationship type ("numbering", "comments") to the
    inside of its root element with the root's name first ("numbering|<w:num …/>"); `members` adds bytes."""
    files: dict[str, bytes] = {}
    pointers = []
    for number, (kind, content) in enumerate((parts or {}).items(), start=1):
        root, _, inside = content.partition("|")
        prefix = root if ":" in root else f"w:{root}"
        files[f"word/{kind}{number}.xml"] = f"<{prefix} {_SPACES}>{inside}</{prefix}>".encode()
        pointers.append(
            f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{kind}{number}.xml"/>'
        )
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    files["[Content_Types].xml"] = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    ).encode()
    files["_rels/.rels"] = f"<Relationships {space}>{main}</Relationships>".encode()
    files["word/_rels/document.xml.rels"] = (
        f"<Relationships {space}>{''.join(pointers)}</Relationships>".encode()
    )
    files["word/document.xml"] = f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>".encode()
    files.update(members or {})
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            if strict:
                data = data.replace(b"schemas.openxmlformats.org/", b"purl.oclc.org/ooxml/").replace(
                    b"/2006/", b"/"
                )
                data = data.replace(
                    b"purl.oclc.org/ooxml/package/", b"schemas.openxmlformats.org/package/2006/"
                )
            archive.writestr(name, data)
    return out.getvalue()


@pytest.fixture(scope="session")
def word_file() -> WordFile:
    return build_word_file
