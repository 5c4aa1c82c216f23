"""A playbook: what we want of a contract, what we can live with, and what we walk away from."""

from typing import Literal

from pydantic import Field

from contracts.document import Severity
from contracts.value import Value
from playbooks.checks import Check
from playbooks.conditions import Condition
from playbooks.phrase import Phrase

Side = Literal["customer", "vendor", "mutual"]
Paper = Literal["ours", "theirs", "either"]  # whose draft it is


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
    signs: tuple[Phrase, ...] = ()
    checks: tuple[Check, ...] = Field(min_length=1)
    standard: str = ""
    fallbacks: tuple[Fallback, ...] = ()
    walk_away: str = ""
    approver: str = ""
    guidance: str = ""
    counterparty_text: str = ""
    source: str = ""


class Origin(Value):
    """Where a part of a playbook that extends another comes from.

    `position_id` is "" for the fields of the playbook itself. `inherited`: as `base` wrote it; `overridden`:
    from `base`, but for `fields`; `own`: not in any base (`base` is "").
    """

    position_id: str
    kind: Literal["inherited", "overridden", "own"]
    base: str = ""
    fields: tuple[str, ...] = ()


class BasedOn(Value):
    """A playbook that another one extends."""

    id: str
    version: str
    sha256: str


class Playbook(Value):
    """Positions for one kind of contract, seen from one side, all of them, wherever they come from.

    `extends` is the id of the playbook that this one stands on ("" for none) and `drop` the positions of that
    one which it leaves out. Computed and written in no file: `sha256` of the file and of those it stands
    on, `bases`, the nearest first, and `origins`, of the playbook's own fields and of each position.
    """

    id: str
    extends: str = ""
    title: str
    version: str
    contract_types: tuple[str, ...]
    side: Side
    paper: Paper = "either"
    notice: str
    drop: tuple[str, ...] = ()
    positions: tuple[Position, ...] = Field(min_length=1)
    sha256: str = ""
    bases: tuple[BasedOn, ...] = ()
    origins: tuple[Origin, ...] = ()

    def origin_of(self, position_id: str) -> Origin:
        """Where a position comes from; its own where the playbook extends no other."""
        own = Origin(position_id=position_id, kind="own")
        return next((each for each in self.origins if each.position_id == position_id), own)
