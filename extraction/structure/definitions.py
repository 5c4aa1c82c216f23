"""Defined terms: "X" means …, and (the "X") after the words it stands for."""

import re
from bisect import bisect_right

from contracts.document import Block, Document
from contracts.structure import Clause, Definition

_OPEN, _CLOSE = '“"„«', '”"“»'
_QUOTED = rf"[{_OPEN}](?P<term>[^{_OPEN}{_CLOSE}\n]{{1,90}}?)[.,]?[{_CLOSE}]"
_VERB = (
    r"(?:shall\s+(?:each\s+)?(?:mean|have\s+the\s+(?:respective\s+)?meanings?|refer\s+to|be\s+defined"
    r"|include|be\s+deemed)"
    r"|will\s+mean|means?\b|ha(?:s|ve)\s+the\s+(?:same\s+|respective\s+)?meanings?|refers?\s+to|is\s+defined"
    r"|(?:is|are)\s+as\s+defined"
    r"|has\s+been\s+defined|includes?\b|as\s+used\s+(?:herein|in)|shall\s+be\s+as\s+defined|is\s+the\b)"
)
_ASIDE = r"(?:\s*,\s*[^,;.“\"\n]{1,80},|\s*\([^)\n]{1,80}\)|\s*\[[^\]\n]{1,80}\])?"
_ALSO = (
    r"(?:\s*(?:,|or|and|and/or)\s*(?:or\s+|and\s+)?(?:the\s+)?"
    rf"[{_OPEN}][^{_OPEN}{_CLOSE}\n]{{1,90}}?[{_CLOSE}])"
    # More terms than one meaning has: without a bound, a long list costs its square.
    r"{0,20}"
)
_MEANS = re.compile(rf"{_QUOTED}{_ALSO}{_ASIDE}\s*[:,]?\s*(?P<verb>{_VERB})")
_EXTRA_TERM = re.compile(_QUOTED)
_COLON = re.compile(rf"\s*{_QUOTED}\s*[:–—-]\s")
_BARE = re.compile(
    r"\s*(?:\(?[a-z0-9.]{1,8}[.)]\s+)?(?P<term>[A-Z][\w’'&/-]*"
    r"(?:\s+(?:of|and|the|to|for|or|in)\b|\s+[A-Z][\w’'&/-]*){0,6})"
    r"\s+(?P<verb>means?\b|shall\s+mean|has\s+the\s+meaning)"
)
_PARENTHESIS = re.compile(rf"\((?P<inside>[^()\n]{{0,160}}?[{_OPEN}][^()\n]{{1,220}})\)")
_NAMING = (
    "a above after agreement all also an and and/or any are as at be being below both by called case "
    "collective collectively context d/b/a dba defined described designated each either either/or "
    "every for foregoing from generally group her hereafter herein hereinafter hereof hereto "
    "hereunder his i in including individual individually is it its jointly known may meaning means "
    "of one or other our parties party permits plural purposes refer referred requires respectively "
    "same separately severally shall simply single singularly so some sometimes such t/a term that "
    "the their these this those time times to together trading under us used we what where which who "
    "whom will with you your ‘ ’ "
)
_NAMING_WORDS = frozenset(_NAMING.split())
_TITLE_WORD = re.compile(r"[A-Z0-9\W]|(?:we|us|you|our|your)\b")
_SENTENCE_START = re.compile(r"(?<=[.;:])\s+(?=[A-Z“\"(])|\n")
# what stands between a meaning and the term that is defined next: a label, "The term", a quotation mark
_NEXT_ITEM = re.compile(
    r"(?:\s(?:\(?(?:\d[\d.]*|[a-z]{1,2}|[ivx]{1,5})\)|\d[\d.]*|[a-z]\.))?\s*(?:The\s+term\s*)?[“\"]?\s*$"
)
_LEAD = re.compile(r"[\s,;]+(?:and\s+)?|and\s+")
_LONGEST_MEANING_CHARS = 4000


def find_definitions(document: Document, clauses: tuple[Clause, ...]) -> tuple[Definition, ...]:
    """The definitions of `document` in the order of its text, one for each place that defines a term."""
    found: dict[int, Definition] = {}
    for block in document.blocks:
        words = document.text[block.start : block.end]
        if not words.strip():
            continue
        marks = _means(words, block)
        stops = [*sorted(start for start, *_ in marks), len(words)]
        for start, end, meaning in marks:
            stop = stops[min(bisect_right(stops, meaning), len(stops) - 1)]
            stop = _meaning_end(document, clauses, block, words, stop)
            definition = _definition(document, block.start + start, block.start + end,
                                     (block.start + meaning, stop), "means")  # fmt: skip
            found.setdefault(definition.start, definition)
        for start, end, meaning_start, meaning_end in _parenthesised(words, block):
            meaning = (block.start + meaning_start, block.start + meaning_end)
            definition = _definition(
                document, block.start + start, block.start + end, meaning, "parenthesised"
            )
            found.setdefault(definition.start, definition)
    return tuple(found[start] for start in sorted(found))


def _definition(document: Document, start: int, end: int, meaning: tuple[int, int], form: str) -> Definition:
    low, high = meaning
    text = document.text
    lead = _LEAD.match(text, low, high)
    low = lead.end() if lead else low
    while low < high and text[low].isspace():
        low += 1
    while high > low and text[high - 1].isspace():
        high -= 1
    return Definition(
        term=re.sub(r"\s+", " ", text[start:end]), start=start, end=end, meaning_start=low, meaning_end=high,
        form="means" if form == "means" else "parenthesised",
    )  # fmt: skip


def _means(words: str, block: Block) -> list[tuple[int, int, int]]:
    """(start, end) of each term that the block defines and where its meaning begins, in `words`."""
    found: list[tuple[int, int, int]] = []
    if any(mark in words for mark in _OPEN):
        for match in _MEANS.finditer(words):
            found.append((*match.span("term"), match.start("verb")))
            head = words[match.end("term") + 1 : match.start("verb")]
            for extra in _EXTRA_TERM.finditer(head):
                shift = match.end("term") + 1
                found.append((extra.start("term") + shift, extra.end("term") + shift, match.start("verb")))
        match = None if found else _COLON.match(words)
        if match:
            found.append((*match.span("term"), match.end()))
    if not found and (match := _BARE.match(words)) and _is_term(match["term"]):
        found.append((*match.span("term"), match.start("verb")))
    if not found:
        found += _bold_term(words, block)
    return found


def _bold_term(words: str, block: Block) -> list[tuple[int, int, int]]:
    for start, end in block.bold:
        low, high = start - block.start, end - block.start
        verb = re.compile(rf"\s*{_VERB}").match(words, high)
        term = words[low:high].strip(' :“”"')
        if (
            verb
            and 1 < len(term) <= 90
            and words[:low].strip(' \t“"(0123456789.)abcdefghi') in ("", "The term")
        ):
            at = words.index(term, low)
            return [(at, at + len(term), verb.start())]
    return []


def _is_term(term: str) -> bool:
    first = term.split()[0]
    return first not in (
        "This",
        "The",
        "It",
        "That",
        "Which",
        "What",
        "Such",
        "Each",
        "Any",
        "Nothing",
        "He",
        "A",
        "An",
    )


def _meaning_end(document: Document, clauses: tuple[Clause, ...], block: Block, words: str, stop: int) -> int:
    """Where the meaning ends: at the next definition of the block; over its list items where it ends in
    a colon and the items are children of the same clause."""
    end = block.start + stop
    if stop < len(words):
        tail = _NEXT_ITEM.search(words, max(stop - 40, 0), stop)
        return block.start + (tail.start() if tail else stop)
    if words.rstrip().endswith((":", "—", "–")):
        place = bisect_right(clauses, block.start + 1, key=lambda clause: clause.start) - 1
        while place >= 0 and clauses[place].end <= block.end and clauses[place].parent is not None:
            place -= 1
        if place >= 0 and clauses[place].start >= block.start:
            end = max(end, min(clauses[place].end, block.start + _LONGEST_MEANING_CHARS))
    return end


def _parenthesised(words: str, block: Block) -> list[tuple[int, int, int, int]]:
    found: list[tuple[int, int, int, int]] = []
    if "(" not in words:
        return found
    last_end = 0
    for match in _PARENTHESIS.finditer(words):
        if not _names(match["inside"]):
            continue
        meaning = max(_phrase_start(words, match.start()), last_end if match.start() - last_end > 3 else 0)
        for term in _EXTRA_TERM.finditer(match["inside"]):
            if _TITLE_WORD.match(term["term"]):
                shift = match.start("inside")
                found.append((term.start("term") + shift, term.end("term") + shift, meaning, match.start()))
        last_end = match.end()
    return found or _bold_in_parentheses(words, block)


def _names(inside: str) -> bool:
    """Whether a parenthesis gives a name to what stands before it, and is not an aside with a quotation."""
    rest = re.sub(r"[“\"„«][^“”\"„«»]*[”\"“»]", " ", inside)
    tokens = [token for token in re.split(r"[\s,;:.]+", rest) if token]
    # capitalised words are names ("together with Seller, “Arizona”")
    strange = [token for token in tokens if token.lower() not in _NAMING_WORDS and not token[0].isupper()]
    return len(strange) <= len(tokens) // 4 and not re.match(r"\s*(?:e\.g|i\.e|such as|see|or)\b", inside)


def _phrase_start(words: str, end: int) -> int:
    """The beginning of the phrase that a parenthesis at `end` names: its sentence, 400 characters at most."""
    low = max(0, end - 400)
    starts = [match.end() for match in _SENTENCE_START.finditer(words, low, end)]
    return starts[-1] if starts else low


def _bold_in_parentheses(words: str, block: Block) -> list[tuple[int, int, int, int]]:
    found: list[tuple[int, int, int, int]] = []
    for start, end in block.bold:
        low, high = start - block.start, end - block.start
        if high - low > 90 or not re.search(
            r"\((?:the|each,?\s+an?|this|together,?\s+the|collectively,?\s+the)?\s*$", words[:low]
        ):
            continue
        term = words[low:high].strip(" )")
        if term[:1].isupper() and re.match(r"\s*\)", words[low + len(words[low:high].rstrip(" )")) :]):
            opening = words.rindex("(", 0, low)
            found.append((low, low + len(term), _phrase_start(words, opening), opening))
    return found
