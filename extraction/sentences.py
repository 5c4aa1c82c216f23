"""Where sentences begin and end in the English of contracts.

General splitters break after "Sec.", "Inc." and "1." and run over the line feed between two blocks;
these rules know the abbreviations, numbers and list marks of contracts and need no model.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

# A stop with what closes after it, or a line feed and the white space after it. `re` skips to what begins
# with a plain set, so the blanks before the feed are left to `_blank_before`.
_BREAK = re.compile(r"""[.!?\n](?:(?<=\n)\s*|(?<!\n)["'”’)\]]*(?=\s))""")
_FEED = re.compile(r"\s*\n\s*")
_IN_WORD = frozenset("_.&'’/-")
_NEXT = re.compile(r"""\s*["'“‘(\[]*(?P<word>[\w'’]+)?""")
_LINE_OR_BRACKET = re.compile(r"[ \t]*[\n(]")
_DOTTED = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]?$|[A-Z]$")
_NUMBER = re.compile(r"(?:\d+\.)*\d{1,3}$|[ivxlcIVXLC]{1,5}$|[A-Za-z]$")
_PLACE = re.compile(
    r"(?:sections?|articles?|clauses?|paragraphs?|exhibits?|schedules?|annex|items?)\s+$", re.IGNORECASE
)
_LIST_MARK = re.compile(r"\s*(?:\(?[a-z]{1,4}\)|\(?\d{1,3}[.)]|[a-z]\.\s|[-•·*▪o]\s)")

# Never the end of a sentence: something always follows.
_OPEN = """mr mrs ms dr messrs prof hon vs v no nos sec secs art arts cl para paras ch vol pp pg ex fig approx
attn e.g i.e cf st ave ste blvd tel al dept est jan feb mar apr jun jul aug sep sept oct nov dec"""
# The end of a sentence only where the next word is one that sentences begin with.
_CLOSED = """inc corp co ltd llc llp lp plc cos bros s.a n.v b.v a.g s.p.a gmbh u.s u.s.a u.k d.c a.m p.m etc
l.p l.l.c l.l.p n.a jr sr ph.d esq p.c usc u.s.c"""
_STARTERS = """the
this these those that each any all if in on upon no neither either notwithstanding except such
subject for during without unless where when whereas it its he they we you both nothing to at by following
after
before within from with as a an customer vendor supplier licensee licensor company distributor party parties
section article"""
_OPEN_WORDS, _CLOSED_WORDS, _STARTER_WORDS = (frozenset(s.split()) for s in (_OPEN, _CLOSED, _STARTERS))
_LONGEST_ABBREVIATION = max(map(len, _OPEN_WORDS | _CLOSED_WORDS))
# A label stands at most this far into its sentence; further in, the sentence has words before it.
_LABEL_CHARS = 1000
# A line shorter than this was not broken for want of room.
_FILLED_LINE_CHARS = 40


def sentences(text: str, start: int, *, end: int) -> list[tuple[int, int]]:
    """Sentences of `text[start:end]` as half-open offsets in `text`, in order, trimmed, never empty.

    A line feed ends a sentence unless the next line plainly goes on with it (the line before is filled
    and ends without a stop, the next begins in lower case and is no list item). Between two
    neighbouring sentences there is white space only, so nothing of the text is left out.
    """
    return list(_sentences(text, start, end))


# A review asks for the sentences of one clause once for every check that looks at it.
@lru_cache(maxsize=64)
def _sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple(each_sentence(text, start, end=end))


def each_sentence(text: str, start: int, *, end: int) -> Iterator[tuple[int, int]]:
    """What `sentences` gives, one at a time, for who needs the first few only."""
    lead = _FEED.match(text, start, end)
    begin = lead.end() if lead else start
    for match in _BREAK.finditer(text, begin, end):
        at = match.start()
        if text[at] != "\n":
            if _ends_sentence(text, begin, at, match.end(), end):
                yield from _trimmed(text, begin, match.end())
                begin = match.end()
        elif not _goes_on(text, begin, _blank_before(text, at, start), match.end(), end):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _blank_before(text: str, feed: int, start: int) -> int:
    """Where the run of white space that ends at `feed` begins, at `start` the earliest."""
    while feed > start and text[feed - 1].isspace():
        feed -= 1
    return feed


def _trimmed(text: str, begin: int, stop: int) -> Iterator[tuple[int, int]]:
    words = text[begin:stop]
    first = begin + len(words) - len(words.lstrip())
    last = begin + len(words.rstrip())
    if first < last:
        yield first, last


def _ends_sentence(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    """Whether the stop at `stop` closes the sentence that began at `begin`."""
    following = _NEXT.match(text, after, end)
    word = following["word"] if following else None
    if word is not None and word[0].islower() and not _LINE_OR_BRACKET.match(text, after, end):
        return False
    if text[stop] != ".":
        return True
    window = max(begin, stop - 30)
    token = _last_word(text, window, stop).lstrip("'’")
    if len(token) > _LONGEST_ABBREVIATION and token.isalpha():
        return True
    before = text[window : stop - len(token)]
    if _is_number(token, text[begin : stop - len(token)] if stop - begin < _LABEL_CHARS else before, before):
        return False
    plain = token.lower()
    if plain in _OPEN_WORDS:
        # "Yes. No. Maybe" is not how contracts speak; "No." before a capitalised word is rare.
        return plain == "no" and not (word or "1")[0].isdigit()
    if plain in _CLOSED_WORDS or _DOTTED.fullmatch(token):
        return word is not None and word.lower() in _STARTER_WORDS and word[0].isupper()
    return True


def _last_word(text: str, start: int, stop: int) -> str:
    """The word that ends at `stop` (or before one line feed there), back to `start` at the farthest."""
    end = stop - 1 if stop > start and text[stop - 1] == "\n" else stop
    at = end
    while at > start and (text[at - 1].isalnum() or text[at - 1] in _IN_WORD):
        at -= 1
    return text[at:end]


def _is_number(token: str, sentence: str, before: str) -> bool:
    """Whether the stop belongs to a numbering label: "1." at the start, "Section 4."."""
    if not _NUMBER.fullmatch(token):
        return False
    return not sentence.strip(" \t\n\"'“(") or bool(_PLACE.search(before))


def _goes_on(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    """Whether the line feed stands inside a sentence."""
    if after >= end or not text[after].islower() or stop <= begin:
        return False
    line = text[max(begin, text.rfind("\n", begin, stop) + 1) : stop]
    if len(line.strip()) < _FILLED_LINE_CHARS or line.rstrip()[-1:] in ".;:!?":
        return False
    return not _LIST_MARK.match(text, after, end)
