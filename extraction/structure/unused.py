"""Definitions that nothing in the document uses."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from contracts.structure import Definition
from extraction.structure.wording import WORD, Folded, fold, fold_word

_MOST_WORDS = 8
_STOP = re.compile(r"[.;]\s+(?=[A-Z“\"(])|\n\s*\n")
_INNER = re.compile(r"\s*\(([^()]{2,30})\)")
# blanks to be filled in, alternatives within one quotation, single letters
_NO_NAME = re.compile(r"[\[\]_{}●/*]|\b(?:or|and)\b|^.$")
Site = tuple[int, int]


def unused_definitions(text: str, definitions: Sequence[Definition]) -> tuple[Definition, ...]:
    """Those of `definitions` whose term stands nowhere in `text` but where terms of its name are defined.

    Plural, possessive and small letters count as uses, and so does a longer term that holds the words:
    who is told that a term is unused must not find it. Of several names for one meaning ("we", "us",
    "Supplier") only all together can be unused, and then the first is named.
    """
    sites: dict[Folded, list[Site]] = defaultdict(list)
    by_meaning: dict[Site, list[Definition]] = defaultdict(list)
    for definition in definitions:
        by_meaning[(definition.meaning_start, definition.meaning_end)].append(definition)
        for name in _names(definition):
            sites[name].append((definition.start, definition.end))
            if definition.form == "means":
                sites[name].append((definition.meaning_start, _sentence_end(text, definition)))
    used = _used(text, sites)
    found: dict[Folded, Definition] = {}
    for together in by_meaning.values():
        names = {name for definition in together for name in _names(definition)}
        if all(_counts(definition) for definition in together) and not names & used:
            found.setdefault(_names(together[0])[0], together[0])
    return tuple(sorted(found.values(), key=lambda definition: definition.start))


def _sentence_end(text: str, definition: Definition) -> int:
    """Where the first sentence of a meaning ends: what follows in the same paragraph may use the term."""
    stop = _STOP.search(text, definition.meaning_start, definition.meaning_end)
    return stop.start() if stop else definition.meaning_end


def _names(definition: Definition) -> list[Folded]:
    """The names that one quotation gives: "Virtual Network (VN)" gives two."""
    outer = _INNER.sub("", definition.term)
    return [fold(name) for name in (outer, *_INNER.findall(definition.term))]


def _counts(definition: Definition) -> bool:
    """Whether the term is a name to be used: it begins with a capital and is no blank to be filled in."""
    return definition.term[:1].isupper() and not _NO_NAME.search(definition.term)


def _used(text: str, sites: dict[Folded, list[Site]]) -> set[Folded]:
    """The terms that occur more often in `text` than in their own sites; one pass over its words."""
    sought = {words for words in sites if 0 < len(words) <= _MOST_WORDS}
    counts = _counted(text, sought)
    used = {words for words in sites if words not in sought}
    for words in sought:
        own = sum(_counted(text[low:high], {words})[words] for low, high in _merged(sites[words]))
        if counts[words] > own:
            used.add(words)
    return used


def _counted(text: str, sought: set[Folded]) -> Counter[Folded]:
    """How often each of `sought` stands in `text`."""
    sizes: dict[str, set[int]] = defaultdict(set)
    for words in sought:
        sizes[words[0]].add(len(words))
    tokens = WORD.findall(text)
    folded = {word: fold_word(word) for word in set(tokens)}
    # the "s" of a possessive is a word of its own to the pattern
    names = [folded[token] for token in tokens if token not in ("s", "S")]
    counts: Counter[Folded] = Counter()
    for at, word in enumerate(names):
        for size in sizes.get(word, ()):
            here = tuple(names[at : at + size])
            if here in sought:
                counts[here] += 1
    return counts


def _merged(spans: list[Site]) -> list[Site]:
    found: list[Site] = []
    for low, high in sorted(spans):
        if found and low <= found[-1][1]:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return found
