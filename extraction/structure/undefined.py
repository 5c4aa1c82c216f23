"""Capitalised words that are used like defined terms, and that nothing defines."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contracts.document import Document
from contracts.structure import Clause, Definition, UndefinedTerm
from extraction.structure.named import NAME_WORDS, NO_TERMS, given_elsewhere, known_terms
from extraction.structure.wording import WORD, Folded, fold, fold_word, parts_covered
from extraction.structure.zones import BODY_KINDS

_CAPITAL = r"[A-Z][A-Za-z0-9]*(?:-[A-Za-z]+)*"
_GAP = r"[ \xa0\n]{1,40}"
_PHRASE = re.compile(
    rf"(?<![\w’'.&/-]){_CAPITAL}(?:{_GAP}(?:of{_GAP})?{_CAPITAL}){{0,5}}(?![\w&/@\u00ad-]|\.\w)"
)
# "Pooling and Servicing Agreement" is one name
_GOES_ON = re.compile(
    rf"(?:,?{_GAP}(?:and|&|for|of|to|in){_GAP}(?:the{_GAP})?{_CAPITAL}(?:{_GAP}{_CAPITAL}){{0,4}}){{1,3}}"
)
_JOINED = re.compile(rf"{_GAP}(?:(?:and|or|and/or|&|for|in){_GAP}[A-Z]|\d)|[’'(]\w|\s?(?:[™®]|\((?:TM|R)\))")
_BEFORE = re.compile(rf"(?P<name>\b[A-Z]\w*,?{_GAP})?(?P<word>[A-Za-z]+)(?P<owner>[’']s?)?{_GAP}$")
_FRAGMENT = re.compile(
    r"\w+ed|\w+-[a-z]\w*|\w+-\w+ing|\w+-\w+ed\b.*|.*-by-.*|.*\d.*|.*\b[IVX]{2,}\b.*|[A-Z]{3,}\b.*|.*\b[A-Z]"
)
_NOUN = re.compile(r".*(?:tion|sion|ment|ity|ance|ence|er|or|ee|ing|age|ship|ure|al|ory|ary|ate)")
_DETERMINERS = frozenset(
    "the a an any each such all every its their his her our your other no this these those said "
    "applicable relevant respective".split()
)
_JOINING = frozenset({"and", "or", "of", "for"})
_FEWEST_USES = 4
_FEWEST_DETERMINED = 2
_LONGEST_BEFORE = 80


@dataclass(slots=True)
class _Found:
    """A term while it is counted: its first use, and how its uses stand."""

    term: str
    start: int
    end: int
    uses: int = 0
    determined: int = 0
    forms: int = 0


def undefined_terms(
    document: Document, clauses: Sequence[Clause], *, definitions: Sequence[Definition]
) -> tuple[UndefinedTerm, ...]:
    """The terms that `document` uses in the middle of sentences, four times or more, and defines nowhere,
    in the order of their first use. None where another paper gives the meaning of its terms."""
    if given_elsewhere(document.text):
        return ()
    known = known_terms(document, clauses, definitions=definitions)
    longest = max((len(words) for words in known), default=1)
    run_together = {"".join(words) for words in known}
    found: dict[Folded, _Found] = {}
    for start, phrase, determined in _phrases(document, clauses):
        for low, high in _unknown(phrase, known, longest):
            words = fold(phrase[low:high])
            if not words:
                continue
            one = found.setdefault(
                words, _Found(" ".join(phrase[low:high].split()), start + low, start + high)
            )
            one.uses += 1
            one.determined += determined and low == 0
    kept = {words: one for words, one in found.items() if _is_term(words, one)}
    plain = _plain_words(document.text) if kept else set[str]()
    return tuple(
        UndefinedTerm(term=one.term, start=one.start, end=one.end, uses=one.uses)
        for words, one in kept.items()
        if "".join(words) not in run_together
        and all(word in plain or _NOUN.fullmatch(word) for word in words)
    )


def _is_term(words: Folded, one: _Found) -> bool:
    if one.uses < _FEWEST_USES or one.determined < max(_FEWEST_DETERMINED, one.uses // 3):
        return False
    if _FRAGMENT.fullmatch(one.term):
        return False
    return words not in NO_TERMS and not any(word in NAME_WORDS for word in words)


def _plain_words(text: str) -> set[str]:
    """The words that `text` also writes in small letters, folded: the names of firms and teams are not."""
    return {fold_word(word) for word in set(WORD.findall(text)) if word.islower()}


def _phrases(document: Document, clauses: Sequence[Clause]) -> Iterable[tuple[int, str, bool]]:
    """(start, words, whether a determiner or an owner stands before) of the capitalised phrases behind a
    small letter; headings and signatures are left out."""
    text = document.text
    apart = _apart(clauses)
    place = 0
    for block in document.blocks:
        if block.kind not in BODY_KINDS or block.kind == "heading":
            continue
        words = text[block.start : block.end]
        for match in _PHRASE.finditer(words):
            phrase = match.group()
            if phrase.isupper():
                continue
            start = block.start + match.start()
            before = _BEFORE.search(words, max(match.start() - _LONGEST_BEFORE, 0), match.start())
            if before is None or not _in_sentence(before) or _is_name(words, match):
                continue
            while place < len(apart) and apart[place][1] <= start:
                place += 1
            if place < len(apart) and apart[place][0] <= start:
                continue
            # a brand has an owner, too ("Rossi's Pizza"), but no article
            owned = bool(before["owner"]) and any(gap in phrase for gap in " \xa0\n")
            yield start, phrase, owned or before["word"].lower() in _DETERMINERS


def _in_sentence(before: re.Match[str]) -> bool:
    """Whether the words before a phrase part it from the start of a sentence and from another name."""
    word = before["word"]
    if word[0].isupper():
        return bool(before["owner"]) and word.lower() not in ("worker", "workers")
    return word not in ("worker", "workers") and not (before["name"] and word in _JOINING)


def _is_name(words: str, match: re.Match[str]) -> bool:
    """Whether a phrase is, with what goes on behind it, the name of a paper, a body or a place."""
    if _JOINED.match(words, match.end()) and words[match.end() : match.end() + 2] not in ("’s", "'s"):
        return True
    behind = _GOES_ON.match(words, match.end())
    whole = match.group() + (behind.group() if behind else "")
    return any(word in NAME_WORDS for word in fold(whole))


def _apart(clauses: Sequence[Clause]) -> list[tuple[int, int]]:
    """The spans of headings and of signatures, ordered."""
    found = [(clause.start, clause.body_start) for clause in clauses if clause.heading]
    found += [(clause.start, clause.end) for clause in clauses if clause.kind == "signature"]
    return sorted(found)


def _unknown(phrase: str, known: set[Folded], longest: int) -> list[tuple[int, int]]:
    """The ranges of `phrase` that no known term covers. What stands before a known term belongs to it:
    "Initial Term" is not known where only "Term" is; what follows one stands alone ("Customer Widgets")."""
    spans = [match.span() for match in re.finditer(r"[^ \xa0\n]+", phrase)]
    covered = parts_covered(tuple(fold_word(phrase[low:high]) for low, high in spans), known, longest=longest)
    if all(covered):
        return []
    first = covered.index(False)
    last = len(covered) - 1
    while phrase[spans[first][0] : spans[first][1]] == "of":
        first += 1
    return [(spans[first][0], spans[last][1])]
