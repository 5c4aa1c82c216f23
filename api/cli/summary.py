"""A review in a screenful, for a person at a terminal."""

from textwrap import wrap

from contracts.document import Coverage, Document
from contracts.findings import Finding, Review
from review.addressed import is_of_the_document
from review.report.coverage import gap_rows, warning
from review.report.terms import terms_of
from review.report.words import ROUTES, SEVERITIES, VERDICTS

_WIDTH = 100
_INDENT = "      "
_KINDS = {
    "replace_words": "change the words",
    "replace_clause": "replace the clause",
    "insert_clause": "add a clause",
}
_ORDER = ("critical", "high", "medium", "low")


def review_lines(review: Review) -> list[str]:
    """Route and reasons first, then each deviation with its words, then what is in order."""
    metadata = review.extraction.metadata
    title = metadata.title.value if metadata.title else review.extraction.document.name
    parties = " and ".join(fact.value.name for fact in metadata.parties) or "parties not found"
    route = f"{ROUTES[review.triage.route]} (weight {review.triage.score} of 100)"
    lines = [
        f"{title}: {parties}",
        f"  {route}; playbook {review.playbook.id}",
        *([f"  {told}"] if (told := warning(review.extraction.document.coverage)) else []),
        *(f"  - {reason}" for reason in review.triage.reasons),
    ]
    deviating = [finding for finding in review.findings if finding.deviates]
    deviating.sort(key=lambda finding: _ORDER.index(finding.severity))
    for finding in deviating:
        lines.extend(_finding_lines(finding))
    positions = [finding for finding in review.findings if not is_of_the_document(finding)]
    settled = sum(not finding.deviates for finding in positions)
    lines.append(f"  {settled} of {len(positions)} positions are in order or do not apply.")
    return lines


def gap_lines(coverage: Coverage) -> list[str]:
    """What was not read, the gravest first; what the file hides is shown and marked as hidden."""
    lines: list[str] = []
    for row in gap_rows(coverage):
        lines.append(f"not read ({row.severity}): {row.title}, {row.place}: {row.reason}")
        if row.content:
            lines.append(f"  {row.said}: “{_printable(shortened(row.content))}”")
    return lines


def term_lines(document: Document) -> list[str]:
    """Terms and references that do not close."""
    terms = terms_of(document)
    rows = (*terms.undefined, *terms.unused, *terms.dangling)
    return [f"“{shortened(row.quote.text)}”: {row.note}" for row in rows]


def _printable(text: str) -> str:
    """Without characters that a terminal would obey: the words come from where nobody looks."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def _finding_lines(finding: Finding) -> list[str]:
    rank = f" {finding.rank}" if finding.rank else ""
    verdict = f"{VERDICTS[finding.verdict]}{rank}"
    lines = [f"  [{SEVERITIES[finding.severity]}] {verdict}: {finding.title}"]
    lines += wrap(finding.reason, _WIDTH, initial_indent=_INDENT, subsequent_indent=_INDENT)
    # A contradiction needs both of its statements; for a position the first passage will do.
    shown = finding.quotes[: 2 if is_of_the_document(finding) else 1]
    lines.extend(f"{_INDENT}“{shortened(quote.text)}”" for quote in shown)
    if finding.gap:
        words = _printable(shortened(finding.gap.content))
        lines.append(f"{_INDENT}kept out of the text, {finding.gap.place}: “{words}”")
    suggestion = finding.suggestion
    if suggestion and suggestion.kind == "delete":
        lines.append(f"{_INDENT}suggested: strike it")
    elif suggestion:
        lines.append(f"{_INDENT}suggested ({_KINDS[suggestion.kind]}): “{shortened(suggestion.text)}”")
    return lines


def shortened(text: str) -> str:
    """The text in one line of at most 100 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1].rstrip() + "…"
