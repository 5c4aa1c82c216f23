"""What the fuzz target starts from: small documents of every format, of our own words, built in code."""

import sys
import zipfile
from dataclasses import dataclass
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path

from outlook import outlook_mail

ROOT = Path(__file__).parent.parent
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACES = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
)
_WHO = 'w:author="A. Party" w:date="2026-01-02T03:04:05Z"'
_CLAUSE = (
    "Either party may end this Agreement on thirty (30) days' written notice. The liability of the Supplier "
    "under Section 2.1 is limited to the fees paid in the twelve months before the claim."
)
_TITLES = ("Definitions", "Term", "Liability", "Governing Law", "Notices")


@dataclass(frozen=True, slots=True)
class Seed:
    """One sound file: what `sniff` says of it, and its bytes."""

    name: str
    kind: str
    data: bytes


def seeds(data: Path | None = None, *, largest_bytes: int = 120_000) -> list[Seed]:
    """Our samples and built files, and the Word files below `data` up to a size; the same order always."""
    found = [Seed(file.name, "docx", file.read_bytes()) for file in sorted((ROOT / "samples").glob("*.docx"))]
    found += _built()
    for file in sorted((data / "docx").rglob("*.doc[xm]")) if data else []:
        if file.stat().st_size <= largest_bytes:
            found.append(Seed(file.name, "docx", file.read_bytes()))
    return found


def _built() -> list[Seed]:
    text = "\n".join(f"{number}. {title}. {_CLAUSE}" for number, title in enumerate(_TITLES, 1))
    page = _page()
    return [
        Seed("all.docx", "docx", word_file()),
        Seed("strict.docx", "docx", word_file(strict=True)),
        Seed("text.pdf", "pdf", _pdf()),
        Seed("plain.pdf", "pdf", _plain_pdf()),
        Seed("page.html", "html", page.encode()),
        Seed("notes.md", "md", _MARKDOWN.encode()),
        Seed("mail.eml", "eml", _mail(page, text)),
        Seed("mail.msg", "msg", outlook_mail(text[:1500], b"Terms")),
        Seed("plain.txt", "text", text.encode()),
        Seed("wide.txt", "text", text.replace("'", "’").encode("utf-16")),
        Seed("rich.rtf", "rtf", _rtf(text)),
        Seed("open.odt", "odt", _odt(text)),
    ]


_NUMBERING = (
    "numbering|<w:abstractNum w:abstractNumId='1'>"
    + "".join(
        f"<w:lvl w:ilvl='{level}'><w:start w:val='1'/><w:numFmt w:val='{form}'/>"
        f"<w:lvlText w:val='%{level + 1}.'/><w:pPr><w:ind w:left='{360 * level}'/></w:pPr></w:lvl>"
        for level, form in enumerate(("decimal", "lowerLetter", "lowerRoman"))
    )
    + "</w:abstractNum><w:num w:numId='1'><w:abstractNumId w:val='1'/></w:num>"
)
_PARTS = {
    "numbering": _NUMBERING,
    "styles": "styles|<w:style w:type='paragraph' w:styleId='A'><w:name w:val='heading 1'/>"
    "<w:basedOn w:val='B'/><w:pPr><w:outlineLvl w:val='0'/><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>"
    "</w:style><w:style w:type='paragraph' w:styleId='B'><w:name w:val='Body'/>"
    "<w:rPr><w:b/></w:rPr></w:style>",
    "footnotes": "footnotes|<w:footnote w:id='2'><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote>",
    "endnotes": "endnotes|<w:endnote w:id='3'><w:p><w:r><w:t>An endnote.</w:t></w:r></w:p></w:endnote>",
    "comments": f"comments|<w:comment w:id='4' {_WHO}><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>",
    "header": "hdr|<w:p><w:r><w:t>Confidential</w:t></w:r></w:p>",
    "footer": "ftr|<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r>"
    "<w:r><w:instrText>PAGE</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>1</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>",
}


def _p(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def _r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def _body() -> str:
    numbered = "<w:numPr><w:ilvl w:val='{}'/><w:numId w:val='1'/></w:numPr>"
    clauses = "".join(
        _p(_r(title, "<w:b/>"), "<w:pStyle w:val='A'/>") + _p(_r(_CLAUSE), numbered.format(number % 3))
        for number, title in enumerate(_TITLES)
    )
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='{}'/>{}</w:tcPr>{}</w:tc>"
    rows = (
        cell.format(2, "", _p(_r("Fee"))) + cell.format(1, "<w:vMerge w:val='restart'/>", _p(_r("USD 5"))),
        cell.format(1, "", _p(_r("A"))) + cell.format(1, "", _p(_r("B")))
        + cell.format(1, "<w:vMerge/>", "<w:p/>"),
    )  # fmt: skip
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    marks = (
        f"<w:ins w:id='10' {_WHO}>{_r('new words ')}</w:ins><w:del w:id='11' {_WHO}><w:r><w:delText>old"
        f"</w:delText></w:r></w:del><w:moveFromRangeStart w:id='12' w:name='m' {_WHO}/><w:moveFrom w:id='13' "
        f"{_WHO}>{_r('moved')}</w:moveFrom><w:moveFromRangeEnd w:id='12'/><w:moveToRangeStart w:id='14' "
        f"w:name='m' {_WHO}/><w:moveTo w:id='15' {_WHO}>{_r('moved')}</w:moveTo><w:moveToRangeEnd w:id='14'/>"
        "<w:commentRangeStart w:id='4'/>" + _r("remarked") + "<w:commentRangeEnd w:id='4'/>"
        "<w:r><w:commentReference w:id='4'/></w:r><w:r><w:footnoteReference w:id='2'/></w:r>"
        "<w:r><w:endnoteReference w:id='3'/></w:r>"
    )
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
        + _p(_r("In a box")) + "</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict/>"
        "</mc:Fallback></mc:AlternateContent></w:r>"
    )  # fmt: skip
    other = (
        "<w:sdt><w:sdtContent>" + _p(_r("Control")) + "</w:sdtContent></w:sdt>"
        + _p("<w:hyperlink r:id='rId1'>" + _r("link") + "</w:hyperlink>"
             "<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath><w:fldSimple w:instr='REF a'>" + _r("2.1")
             + "</w:fldSimple><w:r><w:sym w:font='Symbol' w:char='F0B7'/><w:tab/><w:br/>"
             "<w:noBreakHyphen/></w:r><w:bookmarkStart w:id='1' w:name='a'/>"
             + _r("hidden", "<w:vanish/>") + "<w:bookmarkEnd w:id='1'/>")
        + "<w:sectPr><w:headerReference r:id='rId6'/></w:sectPr>"
    )  # fmt: skip
    deleted = _p(_r("A deleted mark"), f"<w:rPr><w:del w:id='16' {_WHO}/></w:rPr>")
    return _p(_r("SERVICES AGREEMENT")) + clauses + table + _p(marks + box) + deleted + other


def word_file(*, strict: bool = False) -> bytes:
    """A .docx with some of everything that the reader knows."""
    files, pointers = dict[str, str](), list[str]()
    for number, (kind, content) in enumerate(_PARTS.items(), start=1):
        root, _, inside = content.partition("|")
        files[f"word/{kind}.xml"] = f"<w:{root} {_SPACES}>{inside}</w:{root}>"
        pointers.append(f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{kind}.xml"/>')
    space = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="word/document.xml"/>'
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>'
    )
    body = f"<w:document {_SPACES}><w:body>{_body()}</w:body></w:document>"
    files = {
        "[Content_Types].xml": types,
        "_rels/.rels": f"<Relationships {space}>{main}</Relationships>",
        "word/_rels/document.xml.rels": f"<Relationships {space}>{''.join(pointers)}</Relationships>",
        "word/document.xml": body,
        **files,
    }
    if strict:
        files = {
            name: content.replace(_W, "http://purl.oclc.org/ooxml/wordprocessingml/main").replace(
                _OFFICE, "http://purl.oclc.org/ooxml/officeDocument/relationships"
            )
            for name, content in files.items()
        }
    return zipped({name: content.encode() for name, content in files.items()})


def zipped(files: dict[str, bytes]) -> bytes:
    """A zip file with fixed dates; the first member is stored, as OpenDocument asks."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, data) in enumerate(files.items()):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED if number else zipfile.ZIP_STORED
            archive.writestr(info, data)
    return out.getvalue()


_MARKDOWN = f"""# Services Agreement

1. **Term.** {_CLAUSE}
   - one year, renewed by *notice*
   - > quoted

| Fee | When |
|-----|------|
| 5   | Net 30 |

```
Schedule A
```
[a link](https://example.com "t") <b hidden>x</b> &amp; `code`
"""


def _page() -> str:
    items = "".join(f"<li><b>{title}.</b> {_CLAUSE}</li>" for title in _TITLES)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'><style>.h{display:none} p > b{color:#fff}</style>"
        f"</head><body><h1>Agreement</h1><ol type='a' start='2'>{items}</ol><p class='h'>hidden</p>"
        "<table><tr><th>Fee<td colspan=2>USD 5<br>a month</table><form><input value='Acme'></form>"
        "<p style='font-size:1px'>tiny</p><del>gone</del><img src='x.png'>"
        "<pre>1. Term\n  (a) x</pre></body></html>"
    )


def _mail(page: str, text: str) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.com", "b@example.com", "Our contract"
    message.set_content(text)
    message.add_alternative(page, subtype="html")
    message.add_attachment(b"Terms", maintype="application", subtype="pdf", filename="nda.pdf")
    # fixed, so that the same mail is built each time
    for number, part in enumerate(part for part in message.walk() if part.is_multipart()):
        part.set_boundary(f"boundary-{number}")
    return message.as_bytes()


def _rtf(text: str) -> bytes:
    lines = "".join(rf"\par {{\b {line[:12]}}}{line[12:]}" for line in text.splitlines())
    return (r"{\rtf1\ansi{\fonttbl{\f0 Times;}}\f0\fs24 Agreement " + lines + "}").encode()


def _odt(text: str) -> bytes:
    name = "urn:oasis:names:tc:opendocument:xmlns"
    lines = "".join(f"<text:p>{line}</text:p>" for line in text.splitlines())
    content = (
        f'<office:document-content xmlns:office="{name}:office:1.0" xmlns:text="{name}:text:1.0" '
        f'office:version="1.2"><office:body><office:text>{lines}</office:text></office:body>'
        "</office:document-content>"
    )
    manifest = (
        f'<manifest:manifest xmlns:manifest="{name}:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    kind = b"application/vnd.oasis.opendocument.text"
    return zipped(
        {"mimetype": kind, "content.xml": content.encode(), "META-INF/manifest.xml": manifest.encode()}
    )


def _pdf() -> bytes:
    """Three pages by fpdf2, with a link, a note and a picture."""
    from datetime import UTC, datetime

    from fpdf import FPDF

    pdf = FPDF()
    pdf.set_creation_date(datetime(2026, 1, 1, tzinfo=UTC))
    pdf.set_font("Helvetica", size=11)
    for number in range(3):
        pdf.add_page()
        for title in _TITLES:
            pdf.multi_cell(0, 6, f"{number + 1}. {title}. {_CLAUSE}", new_x="LMARGIN", new_y="NEXT")
        pdf.text_annotation(20, 200, "A note")
        pdf.text(100, 290, f"Page {number + 1}")
    return bytes(pdf.output())


def _plain_pdf() -> bytes:
    """Two pages whose objects stand unpacked, so that changes reach their operators."""
    content = b"BT /F1 12 Tf 72 700 Td 14 TL (" + _CLAUSE[:80].encode() + b") Tj T* (" + _CLAUSE[80:].encode()
    content += b") Tj ET 3 Tr 0.5 0 0 0.5 0 0 cm q 1 1 1 rg BT /F1 1 Tf 72 100 Td (hidden) Tj ET Q"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>"
    page += b"/Contents %d 0 R/Annots[7 0 R]>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R]>>>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>",
        page % 6,
        page % 8,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Acme)/DA(/F1 10 Tf)/Rect[72 500 200 520]>>",
        b"<</Length 57>>stream\nBT /F1 12 Tf 72 650 Td (Signed by both parties.) Tj ET      \nendstream",
    ]
    out, places = b"%PDF-1.7\n", list[int]()
    for number, item in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    )


if __name__ == "__main__":
    sys.stdout.write("\n".join(f"{seed.kind:<5}{len(seed.data):>8} {seed.name}" for seed in seeds()) + "\n")
