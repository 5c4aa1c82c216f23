"""The issue list that lawyers circulate: a Word table of what deviates, with room for the answer."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Literal

from contracts.document import Document, Severity
from contracts.findings import Finding, Review
from extraction.clauses.taxonomy import clause_types
from extraction.export.office import without_clock
from review.report.coverage import warning
from review.report.difference import suggestion_pieces
from review.report.page import place_words
from review.report.words import ROUTES, SEVERITIES, VERDICTS

Audience = Literal["internal", "external"]

_RANK: dict[Severity, int] = {"critical": 0, "high": 1, "medium": 2, "low": 3}
_TINTS: dict[Severity, str] = {"critical": "F6D5D2", "high": "FBE6D9", "medium": "FDF3DC", "low": "EEF1F4"}
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_STAMP = date(2026, 1, 1)  # an office file bears a date; a review has its playbook's version instead
_LONGEST_QUOTE = 900
_INTERNAL = (("No.", 1.0), ("Clause", 3.2), ("Issue", 5.2), ("What it says", 5.6), ("What we propose", 5.6),
             ("Who must agree", 2.6), ("Decision", 2.8))  # fmt: skip
_EXTERNAL = (("No.", 1.0), ("Clause", 3.6), ("What it says", 6.6), ("What we propose", 6.6),
             ("Why", 4.6), ("Your answer", 3.6))  # fmt: skip


def issue_list(
    review: Review, *, audience: Audience = "internal", decisions: Mapping[str, str] | None = None
) -> bytes:
    """The list as .docx, the gravest first; same review, same bytes.

    `external` goes to the counterparty: it holds what we ask for and the approved explanation, and nothing
    of ours (no severity, guidance, approver, confidence or reason). A suggestion with open slots is not in
    it, nor is what has to be checked by a person first. `decisions`, by the ids of findings, are what people
    decided, for the column kept for it; none of it goes to the other side.
    """
    from docx import Document as new_document
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    paper: Any = new_document()
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.6)
    section.top_margin = section.bottom_margin = Cm(1.6)
    paper.styles["Normal"].font.name = "Arial"
    paper.styles["Normal"].font.size = Pt(9)
    paper.styles["Normal"].paragraph_format.space_after = Pt(3)
    paper.core_properties.author = "Four Corners"
    paper.core_properties.title = "Issue list"
    rows = _rows(review, audience, decisions or {})
    _head(paper, review, audience=audience, count=len(rows))
    if rows:
        _table(paper, _INTERNAL if audience == "internal" else _EXTERNAL, rows=rows)
    out = io.BytesIO()
    paper.save(out)
    return without_clock(out.getvalue(), _STAMP)


class _Row:
    """One issue: its cells, each a list of paragraphs, and the tint of its number ("" for none)."""

    def __init__(self, cells: Sequence[Sequence[str]], finding: Finding, *, at: int, tint: str = "") -> None:
        self.cells, self.finding, self.at, self.tint = cells, finding, at, tint


def _rows(review: Review, audience: Audience, decisions: Mapping[str, str]) -> list[_Row]:
    found = [finding for finding in review.findings if finding.deviates]
    if audience == "external":
        found = [finding for finding in found if _is_ask(finding)]
    found.sort(key=lambda finding: _RANK[finding.severity])
    document = review.extraction.document
    if audience == "external":
        return [_external(finding, document) for finding in found]
    return [_internal(finding, document, decision=decisions.get(finding.id, "")) for finding in found]


def _is_ask(finding: Finding) -> bool:
    suggestion = finding.suggestion
    return (
        finding.verdict in ("non_standard", "missing")
        and suggestion is not None
        and not suggestion.unresolved
    )


def _internal(finding: Finding, document: Document, *, decision: str) -> _Row:
    verdict = VERDICTS[finding.verdict] + (f" {finding.rank}" if finding.rank is not None else "")
    issue = [finding.title, f"{SEVERITIES[finding.severity]} · {verdict}", finding.reason, finding.guidance]
    cells = [_places(finding, document), issue, _says(finding), [], [finding.approver], [decision]]
    return _Row(cells, finding, at=3, tint=_TINTS[finding.severity])


def _external(finding: Finding, document: Document) -> _Row:
    why = finding.counterparty_text or (finding.suggestion.explanation if finding.suggestion else "")
    # the title of a position may tell how far we would go
    cells = [_places(finding, document), _says(finding), [], [why], []]
    return _Row(cells, finding, at=2)


def _places(finding: Finding, document: Document) -> list[str]:
    places = [place_words(document, quote.span.start) for quote in finding.quotes]
    shown = [place for place in dict.fromkeys(places) if place][:3]
    if not shown and finding.gap is not None:
        return [finding.gap.place]
    kind = clause_types().get(finding.clause_type)
    return shown or ([f"New: {kind.title}" if kind else "New clause"] if finding.verdict == "missing" else [])


def _says(finding: Finding) -> list[str]:
    if finding.verdict == "missing":
        return ["Nothing was found."]
    return [f"“{_cut(quote.text)}”" for quote in finding.quotes[:2]]


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_QUOTE else words[:_LONGEST_QUOTE].rsplit(" ", 1)[0] + " …"


def _head(paper: Any, review: Review, *, audience: Audience, count: int) -> None:
    document = review.extraction.document
    title = review.extraction.metadata.title
    paper.add_heading(_plain(f"Issue list: {title.value if title else document.name}"), level=1)
    issues = f"{count} point{'' if count == 1 else 's'}"
    if audience == "external":
        paper.add_paragraph(_plain(f"{document.name} · {issues} that we would like to discuss"))
        return
    told = f"Internal. Not for the counterparty. {document.name} · {issues} · {ROUTES[review.triage.route]}"
    book = f"playbook “{review.playbook.title}”, version {review.playbook.version}"
    paper.add_paragraph(_plain(f"{told} · {book} · read for the {review.side} side"))
    unread = warning(document.coverage)
    if unread:
        paper.add_paragraph().add_run(_plain(unread)).bold = True
    for reason in review.triage.reasons:
        paper.add_paragraph(_plain(reason), style="List Bullet")


def _table(paper: Any, columns: tuple[tuple[str, float], ...], *, rows: list[_Row]) -> None:
    from docx.shared import Cm

    table = paper.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.autofit = False
    for cell, (name, _) in zip(table.rows[0].cells, columns, strict=True):
        _write(cell, [name], bold=True)
        _shade(cell, "E3E8EF")
    _repeat(table.rows[0])
    for number, row in enumerate(rows, 1):
        cells = table.add_row().cells
        _write(cells[0], [str(number)])
        for place, words in enumerate(row.cells, 1):
            _write(cells[place], words, bold=place == 2 and bool(row.tint))
        _propose(cells[row.at + 1], row.finding)
        if row.tint:
            _shade(cells[0], row.tint)
    for place, (_, width) in enumerate(columns):
        table.columns[place].width = Cm(width)  # LibreOffice reads the grid, Word the cells
        for cell in table.columns[place].cells:
            cell.width = Cm(width)


def _write(cell: Any, paragraphs: Sequence[str], *, bold: bool = False) -> None:
    kept = [words for words in paragraphs if words]
    for number, words in enumerate(kept):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        paragraph.add_run(_plain(words)).bold = bold and number == 0


def _propose(cell: Any, finding: Finding) -> None:
    """The words that we propose, with what goes struck and what comes underlined."""
    suggestion = finding.suggestion
    if suggestion is None:
        return
    paragraph = cell.paragraphs[0]
    for piece in suggestion_pieces(suggestion):
        run = paragraph.add_run(_plain(piece.text))
        run.font.strike = piece.kind == "deleted"
        run.font.underline = piece.kind == "inserted"
    if suggestion.placement:
        cell.add_paragraph().add_run(_plain(f"Place: {suggestion.placement}.")).italic = True
    if suggestion.unresolved:
        open_slots = ", ".join(slot.replace("_", " ") for slot in suggestion.unresolved)
        cell.add_paragraph().add_run(_plain(f"To be filled in first: {open_slots}.")).bold = True


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    cell._tc.get_or_add_tcPr().append(parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:fill="{colour}"/>'))


def _repeat(row: Any) -> None:
    """The row of headers on every page (ECMA-376 17.4.49)."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    row._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))


def _plain(words: str) -> str:
    return _UNPRINTABLE.sub("", words)
