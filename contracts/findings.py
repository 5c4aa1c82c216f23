"""What a review says: verdicts, words to use, and what to do next."""

from typing import Literal, Self

from pydantic import model_validator

from contracts.document import Gap, Severity
from contracts.edits import Edit
from contracts.extraction import Engine, Extraction
from contracts.spans import Absent, Quote
from contracts.value import Value

Verdict = Literal[
    "standard", "fallback", "non_standard", "missing", "not_applicable", "not_evaluated", "error"
]  # fmt: skip
Route = Literal["safe_to_sign", "negotiate", "legal_review", "cannot_review"]
Outcome = Literal["passed", "failed", "not_evaluated"]


class CheckResult(Value):
    """What one check saw. `check` names it for people ("duration at most 5 years")."""

    check: str
    kind: str
    outcome: Outcome
    reason: str
    quotes: tuple[Quote, ...] = ()


class Substitution(Value):
    """Words of the library that were made the document's: `theirs` stand at code point `at` of the text of
    the suggestion, in the place of `ours`."""

    at: int
    ours: str
    theirs: str


class Suggestion(Value):
    """Approved words for this document.

    `edits` is what the redline engine is asked to do; `text` the adapted words, `clause_id` and
    `clause_version` where they come from. `before` is what stands there now (None for an insertion);
    `placement` says in words where a new clause goes. A suggestion with `unresolved` slots is shown,
    never sent: `held` are the edits that wait until a person has filled them in.

    `substitutions`, in order, are all that was changed in the clause for this document: undoing them in
    `text` gives the library's text. () for `replace_words`, whose text is the document's own.
    """

    id: str
    kind: Literal["replace_words", "replace_clause", "insert_clause", "delete"]
    text: str
    clause_id: str
    clause_version: int
    edits: tuple[Edit, ...]
    before: Quote | None = None
    placement: str = ""
    explanation: str = ""
    unresolved: tuple[str, ...] = ()
    held: tuple[Edit, ...] = ()
    substitutions: tuple[Substitution, ...] = ()


class Finding(Value):
    """The verdict on one position of the playbook. It holds quotes, or says where was searched, or stands
    on words that were kept out of the text (`gap`).

    `rank` is the 1-based fallback reached (None but for `fallback`). `fingerprint` is stable over
    re-runs and rounds, so that a person's decision carries forward. A `position_id` that begins with
    "document." is ours and of no playbook. `waiting` are words that would change the same passage as the
    suggestion of the finding `waits_for` (its id, "" for none), which goes first.
    """

    id: str
    position_id: str
    title: str
    clause_type: str
    verdict: Verdict
    severity: Severity
    reason: str
    confidence: float
    fingerprint: str
    rank: int | None = None
    quotes: tuple[Quote, ...] = ()
    absent: Absent | None = None
    gap: Gap | None = None
    deciding_check: CheckResult | None = None
    checks: tuple[CheckResult, ...] = ()
    suggestion: Suggestion | None = None
    waiting: Suggestion | None = None
    waits_for: str = ""
    approver: str = ""
    guidance: str = ""
    counterparty_text: str = ""

    @model_validator(mode="after")
    def _stands_on_something(self) -> Self:
        if self.gap is not None:
            if self.verdict != "non_standard" or self.quotes or self.absent is not None:
                raise ValueError(
                    f"finding {self.id} stands on a gap; only non_standard may, and on nothing else"
                )
        elif self.verdict in ("standard", "fallback", "non_standard"):
            if not self.quotes and self.absent is None:
                raise ValueError(f"finding {self.id} says {self.verdict} without a quote or a search")
        elif self.verdict == "missing" and self.absent is None:
            raise ValueError(f"finding {self.id} says missing without saying where was searched")
        return self

    @property
    def deviates(self) -> bool:
        """Whether a person has something to decide."""
        return self.verdict in ("fallback", "non_standard", "missing", "not_evaluated", "error")


class Triage(Value):
    """What to do next, how much it matters (0 nothing … 100 most), and why, in plain words."""

    route: Route
    score: int
    reasons: tuple[str, ...]
    asks: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()


class PlaybookRef(Value):
    """Exactly which playbook was used."""

    id: str
    title: str
    version: str
    sha256: str


class Review(Value):
    """The whole answer on one document against one playbook."""

    extraction: Extraction
    playbook: PlaybookRef
    side: Literal["customer", "vendor", "mutual"]
    findings: tuple[Finding, ...]
    triage: Triage
    engine: Engine
