"""Deviations as a table for spreadsheets (RFC 4180)."""

import csv
import io
from collections.abc import Sequence

from contracts.decisions import Deviation
from extraction.export.tables import cell_text
from review.carrying import verdict_words

COLUMNS = (
    "Decided on", "Clause type", "Position", "Counterparty", "Contract", "Contract id", "Playbook",
    "Playbook version", "Our standard", "Accepted", "Verdict", "Decided by", "Reason", "Decision",
)  # fmt: skip


def deviations_csv(deviations: Sequence[Deviation]) -> bytes:
    """One row each; UTF-8 with the mark that spreadsheets need, lines end in CRLF, moments are ISO 8601 in
    UTC. A cell that a spreadsheet would run as a formula begins with an apostrophe."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for each in deviations:
        cells = (
            each.at.isoformat(timespec="seconds"), each.clause_type, each.title, each.counterparty,
            each.contract, each.contract_id, each.playbook_id, each.playbook_version, each.standard,
            each.accepted, verdict_words(each.verdict, each.rank), each.by, each.reason, each.number,
        )  # fmt: skip
        writer.writerow([cell_text(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")
