"""Clauses as lines for a terminal."""

import textwrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # names alone: the modules behind them are heavy
    from api.variants import Variance
    from clause_library.clause import ApprovedClause
    from clause_library.past import PastHit

_WIDTH = 100
_MARKS = {"same": ("", ""), "gone": ("[-", "-]"), "added": ("{+", "+}")}


def found_line(clause: "ApprovedClause") -> str:
    """What a search shows of a clause."""
    head = f"{clause.id}  {clause.title} ({clause.side}, {clause.posture}, {clause.standing})"
    return f"{head}\n  {clause.summary}"


def past_lines(hit: "PastHit") -> str:
    """A clause of a past contract: where it stands, and its beginning."""
    clause = hit.clause
    place = " ".join(filter(None, (clause.label, clause.heading))) or clause.clause_id
    words = textwrap.shorten(clause.quote.text, 160, placeholder=" …")
    return f"{clause.contract_name}, {place} (contract {clause.contract_id})\n  “{words}”"


def clause_lines(clause: "ApprovedClause") -> str:
    """One clause with all that is known of it."""
    from clause_library.clause import STANDINGS

    worth = " ".join(
        f"{word} {amount} {clause.value_currency}"
        for word, amount in (("from", clause.value_from), ("below", clause.value_to))
        if amount is not None
    )
    approval = f"{clause.approved_by}, {clause.approved_on}" if clause.approved_by else ""
    rows = {
        "standing": STANDINGS[clause.standing],
        "approved by": approval,
        "type": clause.type,
        "side": f"{clause.side}, {clause.posture}",
        "version": str(clause.version),
        "contracts": ", ".join(clause.contract_types),
        "laws": ", ".join(clause.jurisdictions) or "any",
        "worth": worth,
        "falls back on": ", ".join(clause.fallbacks),
        "slots": ", ".join(f"{name} = {value or '(to be filled)'}" for name, value in clause.slots.items()),
        "means": clause.summary,
        "guidance": clause.guidance,
        "tags": ", ".join(clause.tags),
    }
    head = [f"{clause.id}: {clause.title}", *(f"  {name}: {value}" for name, value in rows.items() if value)]
    return "\n".join([*head, "", *(textwrap.fill(line, _WIDTH) for line in clause.text.splitlines())])


def variance_line(found: "Variance") -> str:
    """Two clauses as one text with marks, and what else is different."""
    fields = [f"  {name}: {one} → {other}" for name, (one, other) in found.fields.items()]
    text = "".join(_MARKS[run.kind][0] + run.text + _MARKS[run.kind][1] for run in found.words)
    return "\n".join(
        [f"{found.first} → {found.second}: {found.kept:.0%} of the words kept", *fields, "", text]
    )
