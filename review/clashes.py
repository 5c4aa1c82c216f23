"""Two suggestions for the same words: one of them waits."""

from collections.abc import Collection, Sequence

from contracts.document import Severity
from contracts.edits import Edit, InsertParagraphs, ReplaceText
from contracts.findings import Finding

SEVERITIES: tuple[Severity, ...] = ("critical", "high", "medium", "low")


def without_clashes(findings: Sequence[Finding], *, first: Collection[str] = ()) -> tuple[Finding, ...]:
    """The findings, in their order, with no words changed by two suggestions.

    The graver position keeps its suggestion; the other's waits for it, and its reason says so. Those whose
    ids are in `first`, because a person chose them, go before all others.
    """

    def rank(number: int) -> tuple[bool, int, int]:
        finding = findings[number]
        return finding.id not in first, SEVERITIES.index(finding.severity), number

    order = sorted(range(len(findings)), key=rank)
    taken: list[tuple[int, int, Finding]] = []
    settled = list(findings)
    for number in order:
        finding = findings[number]
        if finding.suggestion is None:
            continue
        spans = _spans(finding.suggestion.edits)
        rival = next(
            (other for low, high, other in taken for span in spans if _meet(span, (low, high))), None
        )
        if rival is None:
            taken.extend((low, high, finding) for low, high in spans)
            continue
        told = {"waiting": finding.suggestion, "waits_for": rival.id, "suggestion": None}
        settled[number] = finding.model_copy(update=told | {"reason": finding.reason + settle_first(rival)})
    return tuple(_apart(settled))


def settle_first(rival: Finding) -> str:
    """What the reason of a finding whose words wait for those of another ends in."""
    return f" Our words for “{rival.title}” change the same passage; settle that first."


def _spans(edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """From the first to the last word changed: what lies between must stay as the suggestion saw it."""
    places = [edit for edit in edits if isinstance(edit, ReplaceText)]
    if not places:
        return []
    return [(min(edit.start for edit in places), max(edit.end for edit in places))]


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    if one == other:
        return True
    return one[0] < other[1] and other[0] < one[1]


def _apart(findings: Sequence[Finding]) -> list[Finding]:
    """New clauses at one place that carry the same typed number ("9A") get the next letters."""
    seen: dict[tuple[int, str], int] = {}
    out: list[Finding] = []
    for finding in findings:
        edits = finding.suggestion.edits if finding.suggestion else ()
        place = typed_place(edits)
        if finding.suggestion and place:
            seen[place] = seen.get(place, 0) + 1
            renumbered = tuple(relabelled(edit, place[1], steps=seen[place] - 1) for edit in edits)
            finding = finding.model_copy(
                update={"suggestion": finding.suggestion.model_copy(update={"edits": renumbered})}
            )
        out.append(finding)
    return out


def typed_place(edits: Sequence[Edit]) -> tuple[int, str] | None:
    """The block that a new clause follows, and its typed number; None where its number is automatic."""
    first = next((edit for edit in edits if isinstance(edit, InsertParagraphs)), None)
    label = first.paragraphs[0].split(" ")[0] if first else ""
    return (first.after, label) if first and label[:1].isdigit() else None


def relabelled(edit: Edit, label: str, *, steps: int) -> Edit:
    """The edit with the typed number of its new clause moved by so many steps ("9A" by one is "9B")."""
    if not steps or not isinstance(edit, InsertParagraphs):
        return edit
    bare = label.rstrip(".)")
    if bare[-1].isalpha():
        new = bare[:-1] + chr(ord(bare[-1]) + steps)
    else:
        *above, own = bare.split(".")
        new = ".".join([*above, str(int(own) + steps)])
    lines = tuple(new + line[len(bare) :] if line.startswith(bare) else line for line in edit.paragraphs)
    return edit.model_copy(update={"paragraphs": lines})
