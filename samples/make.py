"""Write the three sample contracts as .docx beside this file: `python samples/make.py`.

The words stand in the .yaml files: a paragraph that begins with "- " is a numbered sub-paragraph. Tracked
changes of the customer are [-deleted-] and [+inserted+] words; [#remark#] hangs a comment on the words
before it; a heading that begins with "+" or "-" is a clause inserted or deleted as a whole. Same bytes on
every run: dates are fixed, and the package is zipped again in a fixed order.
"""

import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

FOLDER = Path(__file__).parent
AUTHOR, DATE = "Jonas Petersen (Halden Robotics)", "2026-11-09T10:15:00Z"
LEVEL = (
    '<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>'
    '<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="567"/></w:pPr></w:lvl>'
)
LEVELS = (("decimal", "%1.", 567), ("decimal", "%1.%2", 567), ("lowerLetter", "(%3)", 1134))
MARKS = re.compile(r"(\[\+.*?\+\]|\[-.*?-\]|\[#.*?#\])")


class Contract:
    """One Word file being written, clause by clause."""

    def __init__(self, title: str, *, footer: str) -> None:
        self.document = Document()
        self._next_id = 100
        self._fonts()
        self._numbering()
        heading = self.document.add_paragraph(title, style="Title")
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self.document.sections[0].footer.paragraphs[0].text = footer

    def _fonts(self) -> None:
        for name, size in (("Normal", 11), ("Title", 18), ("Heading 1", 11)):
            style = self.document.styles[name]
            style.font.name, style.font.size = "Times New Roman", Pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{theme}"), None)
            style.font.color.rgb = None
        self.document.styles["Normal"].paragraph_format.space_after = Pt(6)

    def _numbering(self) -> None:
        root = self.document.part.numbering_part.element
        levels = "".join(
            LEVEL.format(level=level, format=form, text=text, left=left)
            for level, (form, text, left) in enumerate(LEVELS)
        )
        many = '<w:multiLevelType w:val="multilevel"/>'
        outline = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="90">{many}{levels}</w:abstractNum>'
        root.insert(0, parse_xml(outline))
        root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))

    def words(self, text: str) -> None:
        self._runs(self.document.add_paragraph(), text)

    def heading(self, text: str) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        self._runs(paragraph, text, bold=True)

    def clause(self, heading: str, paragraphs: list[str]) -> None:
        state = heading[0] if heading[0] in "+-" else ""
        self._numbered(heading.lstrip("+-"), level=0, state=state, bold=True)
        for text in paragraphs:
            if state:
                self._numbered(text[1:], level=1, state=state)
            elif text.startswith("- "):
                self._numbered(text[2:], level=2)
            else:
                self._numbered(text, level=1)

    def _numbered(self, text: str, *, level: int, state: str = "", bold: bool = False) -> None:
        paragraph = self.document.add_paragraph()
        properties = paragraph._p.get_or_add_pPr()
        if bold:
            paragraph.paragraph_format.keep_with_next = True
        numbered = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="90"/></w:numPr>'
        properties._insert_numPr(parse_xml(numbered))
        if state:
            mark = "ins" if state == "+" else "del"
            properties.append(parse_xml(f"<w:rPr {nsdecls('w')}>{self._mark(mark)}</w:rPr>"))
            text = f"[{state}{text}{state}]"
        self._runs(paragraph, text, bold=bold)

    def _mark(self, kind: str) -> str:
        self._next_id += 1
        return f'<w:{kind} w:id="{self._next_id}" w:author="{AUTHOR}" w:date="{DATE}"/>'

    def _runs(self, paragraph: Any, text: str, *, bold: bool = False) -> None:
        for state, words in _pieces(text):
            if state == "#":
                run = paragraph.runs[-1] if paragraph.runs else paragraph.add_run("")
                comment = self.document.add_comment(run, words, author=AUTHOR, initials="JP")
                comment._comment_elm.set(qn("w:date"), DATE)
                continue
            for defined, part in _defined(words):
                run = paragraph.add_run(part)
                run.bold = True if bold or defined else None
                if state:
                    self._track(run, state)

    def _track(self, run: Any, state: str) -> None:
        mark = parse_xml(self._mark("ins" if state == "+" else "del").replace("/>", f" {nsdecls('w')}/>"))
        run._r.addprevious(mark)
        mark.append(run._r)
        if state == "-":
            for text in run._r.findall(qn("w:t")):
                text.tag = qn("w:delText")
                text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")

    def signatures(self, signatories: list[tuple[str, str]]) -> None:
        self.document.add_paragraph("Signed by the parties’ authorised representatives:")
        table = self.document.add_table(rows=1, cols=len(signatories))
        for cell, (party, office) in zip(table.rows[0].cells, signatories, strict=True):
            cell.paragraphs[0].add_run(party).bold = True
            for line in ("By: ______________________", "Name: ____________________", f"Title: {office}"):
                cell.add_paragraph(line)

    def bytes(self) -> bytes:
        properties = self.document.core_properties
        properties.author, properties.title = "Four Corners samples", ""
        buffer = io.BytesIO()
        self.document.save(buffer)
        return _zipped_again(buffer.getvalue())


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    for piece in MARKS.split(text):
        if MARKS.fullmatch(piece):
            yield piece[1], piece[2:-2]
        elif piece:
            yield "", piece


def _defined(text: str) -> Iterator[tuple[bool, str]]:
    """Split off words in curly quotation marks, which are set bold where a term is defined."""
    for piece in re.split(r"(“[^”]*”)", text):
        if piece.startswith("“"):
            yield from ((False, "“"), (True, piece[1:-1]), (False, "”"))
        elif piece:
            yield False, piece


def _zipped_again(data: bytes) -> bytes:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            member = zipfile.ZipInfo(name, (2026, 11, 1, 0, 0, 0))
            member.compress_type, member.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
            target.writestr(member, source.read(name))
    return out.getvalue()


def make(name: str) -> bytes:
    """The sample `name` as a .docx, from the words in its .yaml."""
    words = yaml.safe_load((FOLDER / f"{name}.yaml").read_text("utf-8"))
    contract = Contract(words["title"], footer=words["footer"])
    contract.words(words["preamble"])
    if words["recitals"]:
        contract.heading("Background")
        for recital in words["recitals"]:
            contract.words(recital)
    contract.heading("The parties agree:")
    for clause in words["clauses"]:
        contract.clause(clause["heading"], clause["paragraphs"])
    contract.signatures([(signed["party"], signed["office"]) for signed in words["signatories"]])
    return contract.bytes()


SAMPLES = ("third-party-nda", "vendor-saas", "customer-redline-nda")


def main() -> int:
    """Write every sample beside this file."""
    for name in SAMPLES:
        (FOLDER / f"{name}.docx").write_bytes(make(name))
        sys.stdout.write(f"samples/{name}.docx\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
