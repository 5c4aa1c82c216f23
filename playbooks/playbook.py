"""A playbook: what we want of a contract, what we can live with, and what we walk away from."""

from typing import Literal

from pydantic import Field

from contracts.document import Severity
from contracts.value import Value
from playbooks.checks import Check
from playbooks.conditions import Condition

Side = Literal["customer", "vendor", "mutual"]


class Fallback(Value):
    """A rung of the ladder below the standard; its place in the list is its rank, from 1.

    It is reached when all its `checks` pass. `clause` is the approved wording to offer, `approver` who
    must agree to it ("" for nobody).
    """

    title: str
    checks: tuple[Check, ...] = Field(min_length=1)
    clause: str = ""
    approver: str = ""


class Position(Value):
    """One thing we hold about contracts of this kind.

    `clause_types` are ids of the taxonomy; the first names the position. `required` says that a
    contract without such a clause is a deviation; `applies_when` (always, when None) decides whether
    the position is looked at. `checks` make the standard; `standard` is the approved clause to offer.
    `guidance` is for us alone, `counterparty_text` goes out in comments. `source` says where the position
    comes from ("negotiation guide.docx, table 1, row 3"); it is for us alone too.
    `signs` are phrases that name the matter beyond doubt, for a matter that has no clause type of its own
    (people named for the work): then only places that say one of them count, whatever their type.
    """

    id: str
    title: str
    clause_types: tuple[str, ...] = Field(min_length=1)
    issue: str
    severity: Severity
    required: bool = True
    applies_when: Condition | None = None
    signs: tuple[str, ...] = ()
    checks: tuple[Check, ...] = Field(min_length=1)
    standard: str = ""
    fallbacks: tuple[Fallback, ...] = ()
    walk_away: str = ""
    approver: str = ""
    guidance: str = ""
    counterparty_text: str = ""
    source: str = ""


class Playbook(Value):
    """Positions for one kind of contract, seen from one side. `sha256` is of the file it came from."""

    id: str
    title: str
    version: str
    contract_types: tuple[str, ...]
    side: Side
    paper: Literal["ours", "theirs", "either"] = "either"
    notice: str
    positions: tuple[Position, ...] = Field(min_length=1)
    sha256: str = ""
