"""A guide → a draft of a playbook: every position tied to its words, every guess said aloud."""

import re
from collections.abc import Sequence

from contracts.document import Severity
from contracts.errors import InvalidPlaybookError
from contracts.spans import Quote
from contracts.value import Value
from playbooks.playbook import Fallback, Playbook, Position, Side
from review.guides.guide import Guide, Rule, Told
from review.guides.kinds import Kind, kind_of
from review.guides.wishes import Wish, read_wish

_NOTICE = "A draft made from a negotiation guide. Counsel must check every position before it is published."
_SEVERITIES: tuple[tuple[Severity, str], ...] = (
    ("critical", r"critical|must[\s-]have|show[\s-]?stopper|very high|\b1\b|\bp1\b|essential"),
    ("high", r"high|important|red|major|\b2\b|\bp2\b"),
    ("low", r"low|nice[\s-]to[\s-]have|minor|green|\b4\b|\bp4\b"),
    ("medium", r"medium|moderate|amber|yellow|should|\b3\b|\bp3\b"),
)
_RUNG = re.compile(r"^\s*(?:(?:fall-?\s?back|alternative|option)\s*)?(?:\(?[0-9a-d]\s*[.):]|[-•*–])\s*", re.I)
_AGREED = re.compile(
    r"\s*[(\[,;–—-]*\s*\b(?:with (?:the )?(?:approval|consent|sign-?off) of|if (?:approved|agreed) by"
    r"|approv(?:al|ed|er)(?: by)?\s*:?|needs? (?:the )?approval (?:of|by))\s+(?:the )?"
    r"(?P<who>[A-Z][^.;)\]\n]{2,60})[)\].]*",
)
_TITLE_WORDS = 12


class Source(Value):
    """Where a position comes from: every part of the guide that it was made from."""

    position_id: str
    place: str
    quotes: tuple[Quote, ...] = ()


class Note(Value):
    """What a person has to look at before the draft can be published; `position_id` "" for the whole."""

    position_id: str
    place: str
    sentence: str


class GuideDraft(Value):
    """A draft and what it rests on. `unused` are the guide's words that no position was made from."""

    playbook: Playbook
    sources: tuple[Source, ...]
    notes: tuple[Note, ...]
    unused: tuple[Told, ...]


class Heading(Value):
    """What a guide cannot be relied on to say about the playbook it becomes; "" and () are guessed from
    the words of its title where they can be."""

    id: str = ""
    title: str = ""
    side: Side | None = None
    contract_types: tuple[str, ...] = ()


def draft_playbook(guide: Guide, *, heading: Heading | None = None) -> GuideDraft:
    """The draft of a playbook with a position for each rule of the guide, in its order.

    Raises `InvalidPlaybookError` where the guide holds no rule.
    """
    if not guide.rules:
        raise InvalidPlaybookError(
            f"{guide.name} holds no rule that could be read; give a table with the columns Issue, Our "
            "position, Fallback, Walk-away and Approver, or a heading per issue with paragraphs that begin "
            "“Our position:” and so on"
        )
    given = heading or Heading()
    side = given.side or _side_of(guide.title)
    notes: list[Note] = []
    if given.side is None:
        notes.append(_note("", "", f"The side was taken as {side}; set it if that is not so."))
    positions: list[Position] = []
    sources: list[Source] = []
    unused = list(guide.unused)
    for rule in guide.rules:
        kind = kind_of(rule.title.text, named=" ".join(told.text for told in rule.clause_type))
        if kind is None:
            name = _cut(rule.title.text)
            sentence = f"No clause type fits “{name}”, so no position was made of it; add one by hand."
            notes.append(_note("", rule.title.place, sentence))
            unused.extend(rule.told())
            continue
        id = _free(_slug(rule.title.text), {position.id for position in positions})
        positions.append(_position(rule, id, kind=kind, side=side, guide=guide.name, notes=notes))
        quotes = tuple(told.quote for told in rule.told() if told.quote)
        sources.append(Source(position_id=id, place=rule.title.place, quotes=quotes))
    return GuideDraft(
        playbook=_playbook(guide, given, side=side, positions=positions),
        sources=tuple(sources),
        notes=tuple(notes),
        unused=tuple(unused),
    )


def _playbook(guide: Guide, given: Heading, *, side: Side, positions: Sequence[Position]) -> Playbook:
    if not positions:
        raise InvalidPlaybookError(
            f"{guide.name}: no rule has a title that names a kind of clause; add a column “Clause type”"
        )
    title = given.title or _cut(guide.title)
    return Playbook(
        id=given.id or _slug(title), title=title, version="1",
        contract_types=given.contract_types or _types_of(guide.title),
        side=side, notice=_NOTICE, positions=tuple(positions),
    )  # fmt: skip


def _position(rule: Rule, id: str, *, kind: Kind, side: Side, guide: str, notes: list[Note]) -> Position:
    place = rule.title.place
    wish = read_wish(_text(rule.standard), kind.types[0], side=side)
    _say(wish, notes, id, place)
    if not kind.sure:
        sentence = (
            f"“{_cut(rule.title.text)}” was taken for the clause type {kind.types[0]}; correct it if not."
        )
        notes.append(_note(id, place, sentence))
    if rule.wording:
        sentence = "The guide gives wording; it stands in the guidance until it is a clause of the library."
        notes.append(_note(id, rule.wording[0].place, sentence))
    severity = _severity(_text(rule.severity))
    if severity is None:
        notes.append(_note(id, place, "The guide gives no priority; the severity was set to medium."))
    approver = _line(rule.approver)
    wording = f"Wording of the guide: {_text(rule.wording)}" if rule.wording else ""
    return Position(
        id=id, title=_cut(rule.title.text), clause_types=kind.types, issue=_text(rule.standard),
        severity=severity or "medium", required=wish.required, checks=wish.checks,
        fallbacks=_fallbacks(rule, id, kind=kind, side=side, notes=notes), walk_away=_text(rule.walk_away),
        approver=approver, guidance="\n".join(each for each in (_text(rule.guidance), wording) if each),
        counterparty_text=_text(rule.counterparty), source=f"{guide}, {place}",
    )  # fmt: skip


def _fallbacks(rule: Rule, id: str, *, kind: Kind, side: Side, notes: list[Note]) -> tuple[Fallback, ...]:
    usual = _line(rule.fallback_approver) or _line(rule.approver)
    rungs: list[Fallback] = []
    for place, words in ((told.place, line) for told in rule.fallbacks for line in _rungs(told.text)):
        agreed = _AGREED.search(words)
        said = (words[: agreed.start()] + words[agreed.end() :]).strip() if agreed else words
        wish = read_wish(said, kind.types[0], side=side)
        _say(wish, notes, id, place)
        approver = agreed["who"].strip(" .") if agreed else usual
        rungs.append(Fallback(title=_cut(said), checks=wish.checks, approver=approver))
    return tuple(rungs)


def _rungs(words: str) -> list[str]:
    """A cell may list several rungs, one a line; "none" is no rung."""
    lines = [_RUNG.sub("", line).strip() for line in words.splitlines()]
    return [
        line
        for line in lines
        if line and line.lower().strip(" .-–—") not in ("", "none", "n/a", "no fallback")
    ]


def _say(wish: Wish, notes: list[Note], id: str, place: str) -> None:
    notes.extend(_note(id, place, sentence) for sentence in wish.assumed)
    if wish.plain:
        sentence = (
            "No check could be read from these words; the draft only asks whether there is such a clause."
        )
        notes.append(_note(id, place, sentence))


def _severity(words: str) -> Severity | None:
    folded = words.lower()
    return next((name for name, pattern in _SEVERITIES if re.search(pattern, folded)), None)


def _side_of(title: str) -> Side:
    if re.search(r"\b(?:vendor|supplier|seller|sell-?side|provider|as supplier|sales)\b", title, re.I):
        other = re.search(r"\b(?:customer|buyer|purchas\w+|procurement|buy-?side)\b", title, re.I)
        if not other:
            return "vendor"
    if re.search(r"\bmutual\b|\bnda\b|non-?disclosure|confidentiality", title, re.I):
        return "mutual"
    return "customer"


_TYPES = (
    ("nda", r"\bnda\b|non-?disclosure|confidentiality agreement"),
    ("dpa", r"\bdpa\b|data processing"),
    ("saas", r"\bsaas\b|software as a service|cloud|subscription"),
    ("reseller", r"resell|distribut|partner"),
    ("license", r"licen[cs]"),
    ("services", r"services|\bmsa\b|consult|statement of work"),
)


def _types_of(title: str) -> tuple[str, ...]:
    found = tuple(id for id, pattern in _TYPES if re.search(pattern, title, re.IGNORECASE))
    return found or ("services",)


def _text(told: Sequence[Told]) -> str:
    return "\n".join("\n".join(each.text.splitlines()) for each in told)


def _line(told: Sequence[Told]) -> str:
    return " ".join(_text(told).split()).strip(" .")


def _cut(words: str) -> str:
    line = " ".join(words.split())
    kept = line.split(" ")
    return line if len(kept) <= _TITLE_WORDS else " ".join(kept[:_TITLE_WORDS]).rstrip(",;:") + " …"


def _slug(words: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", words.lower().replace("’", "").replace("'", "")).strip("-")
    return "-".join(plain.split("-")[:6]) or "position"


def _free(id: str, taken: set[str]) -> str:
    number = 2
    free = id
    while free in taken:
        free, number = f"{id}-{number}", number + 1
    return free


def _note(position_id: str, place: str, sentence: str) -> Note:
    return Note(position_id=position_id, place=place, sentence=sentence)
