"""Trying approved clauses: does what a playbook offers meet the checks that it is offered for?

A clause is put, adapted as the review would adapt it, into a contract of its own, and that contract is read
against the one position. The classifier is not asked: the clause's paragraphs are passages of the position's
first type, for an approved clause is what it says it is.
"""

from collections.abc import Iterator, Sequence

from clause_library.clause import ApprovedClause
from clause_library.library import Library
from contracts.document import Block, Document
from contracts.extraction import Engine, Extraction, Passage, Presence
from contracts.findings import Finding
from extraction.clauses.taxonomy import clause_types
from extraction.metadata.reading import read_metadata
from extraction.structure.structure import structured
from playbooks.checks import AskModel, Check, OneOf
from playbooks.lint import LintProblem
from playbooks.playbook import Playbook, Position, Side
from review.adapt import Adapted, adapt
from review.assess import assess
from review.judge import forbids
from review.voice import Voice

_SURE = 0.97
_TITLE, _HEADING = 0, 2
_PARTIES = (
    "This Agreement is made as of January 5, 2026 between Aldermoor Tools, Inc., a Delaware corporation "
    "(“Customer”), and Brightwater Systems, Inc., a California corporation (“Vendor”)."
)
_ENGINE = Engine(name="trial", version="1")


def try_clause(
    clause: ApprovedClause, position: Position, *, playbook: Playbook, library: Library
) -> Finding:
    """What the review says of a contract that holds this clause and nothing else of substance.

    The position's condition counts as met, and checks that a clause cannot answer (a question for a model,
    the contract's type) as passed. Slots without words stay open in the text, so that a number which they
    stand for is not evaluated.
    """
    tried = _answerable(position)
    adapted = adapt(clause, _voice(playbook.side))
    extraction = _contract_of(adapted, tried.clause_types[0])
    alone = playbook.model_copy(update={"positions": (tried,)})
    (finding,) = assess(extraction, alone, library=library, side=playbook.side)
    return finding


def try_playbook(playbook: Playbook, *, library: Library) -> tuple[LintProblem, ...]:
    """What is wrong with the clauses that a playbook offers: the standard clause does not meet the standard,
    a fallback clause does not reach its rung, or reaches one above it. Clauses and clause types that there
    are not, and clauses that have a slot without words, are passed over; `lint_playbook` names them."""
    return tuple(
        problem
        for position in playbook.positions
        for rank, clause_id in enumerate([position.standard, *(rung.clause for rung in position.fallbacks)])
        if clause_id in library and position.clause_types[0] in clause_types()
        if _can_be_tried(position, rank)
        for problem in _tried(library.get(clause_id), position, playbook=playbook, rank=rank, library=library)
    )


def _tried(
    clause: ApprovedClause, position: Position, *, playbook: Playbook, rank: int, library: Library
) -> Iterator[LintProblem]:
    if adapt(clause, _voice(playbook.side)).unresolved:
        return  # what the clause says cannot be judged before a person fills its slots
    finding = try_clause(clause, position, playbook=playbook, library=library)
    reached = 0 if finding.verdict == "standard" else finding.rank
    if reached == rank:
        return
    field = f"fallbacks[{rank}].clause" if rank else "standard"
    if reached is not None and reached < rank:
        above = f"fallback {reached}" if reached else "the standard"
        message = (
            f'the clause "{clause.id}" of fallback {rank} already passes {above}, so it gives nothing away; '
            f"offer a weaker clause, or tighten the checks of {above}"
        )
    else:
        rung = f"fallback {rank}" if rank else "the standard"
        message = (
            f'the clause "{clause.id}" does not pass the checks of {rung} ({finding.verdict}: '
            f"{finding.reason}); correct the clause or the checks"
        )
    yield LintProblem(position_id=position.id, message=message, severity="error", field=field)


def _can_be_tried(position: Position, rank: int) -> bool:
    """Not where the standard is that no such clause is there, nor where no check is left to carry out."""
    if rank == 0 and forbids(position):
        return False
    checks = position.fallbacks[rank - 1].checks if rank else position.checks
    return bool(_decidable(checks))


def _decidable(checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Checks that words of a clause can decide."""
    return tuple(
        check
        for check in checks
        if not isinstance(check, AskModel)
        and not (isinstance(check, OneOf) and check.field == "contract_type")
    )


def _answerable(position: Position) -> Position:
    """The position without what a single clause cannot answer; a rung that has nothing else is left as it is,
    and stays undecided."""
    rungs = tuple(
        rung.model_copy(update={"checks": _decidable(rung.checks) or rung.checks})
        for rung in position.fallbacks
    )
    checks = _decidable(position.checks) or position.checks
    return position.model_copy(update={"applies_when": None, "checks": checks, "fallbacks": rungs})


def _voice(side: Side) -> Voice:
    if side == "vendor":
        return Voice(us="Vendor", them="Customer")
    return Voice(us="Customer", them="Vendor")


def _contract_of(adapted: Adapted, type_id: str) -> Extraction:
    """A contract of a title, the parties and the clause under its heading, its paragraphs typed."""
    document = structured(_document(["AGREEMENT", _PARTIES, adapted.heading, *adapted.text.split("\n")]))
    passages: list[Passage] = []
    for block in document.blocks[_HEADING + 1 :]:
        clause = document.clause_at(block.start)
        passages.append(
            Passage(
                type=type_id,
                start=block.start,
                end=block.end,
                score=_SURE,
                clause_id=clause.id if clause else None,
            )
        )
    presence = tuple(
        Presence(type=each, state="present", probability=_SURE)
        if each == type_id
        else Presence(type=each, state="absent", probability=1 - _SURE)
        for each in clause_types()
    )
    return Extraction(
        document=document,
        passages=tuple(passages),
        presence=presence,
        metadata=read_metadata(document, tuple(passages)),
        obligations=(),
        engine=_ENGINE,
    )


def _document(texts: Sequence[str]) -> Document:
    blocks: list[Block] = []
    start = 0
    for index, text in enumerate(texts):
        end = start + len(text)
        heading = index in (_TITLE, _HEADING)
        blocks.append(
            Block(
                kind="heading" if heading else "paragraph",
                start=start,
                end=end,
                label="1." if index == _HEADING else "",
                level=0 if heading else None,
                bold=((start, end),) if heading else (),
                centred=index == _TITLE,
            )
        )
        start = end + 1
    return Document(
        name="trial.txt",
        sha256="0" * 64,
        media_type="text/plain",
        text="\n".join(texts),
        blocks=tuple(blocks),
    )
