"""Where a text speaks to a machine, in the open or in disguise. Time grows with the length of the text."""

import base64
import binascii
import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from extraction.addressed.phrases import Phrase, Phrases, load_phrases
from extraction.addressed.plain import Plain, plain

_WORD = re.compile(r"[a-z0-9]+")
_SPELT = re.compile(r"(?<![a-z0-9])[a-z0-9](?:[ \t._*|·-]{1,3}[a-z0-9](?![a-z0-9])){7,}")
_GLUED = re.compile(r"[a-z]{18,}")
_CODED = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{20,}(?:\s[A-Za-z0-9+/_-]{20,})*={0,2}")
_HEX = re.compile(r"(?<![0-9A-Za-z])(?:[0-9A-Fa-f]{2}[ :]?){16,}(?![0-9A-Za-z])")
_LEAST_JOINED = 14
# One of these stands in nearly every phrase; without them no text is read backwards or decoded.
_TELLING = (
    "instruct",
    "prompt",
    "ignore",
    "disregard",
    "language model",
    "assistant",
    "approve",
    "low risk",
    "safe",
)
_READABLE = 0.9
_BEFORE_CHARS = 240
# Words that make what follows a statement about somebody, and those that make it an order again.
_ABOUT = re.compile(
    r"\b(?:shall|may|will|would|can|could|cannot|might|agrees?|entitled|permitted|required|authori[sz]ed|right|"
    r"must|attempt|cause|instruct|prompt|allow|means?|including|such as|not to|or to|party|parties|customer|"
    r"supplier|vendor|provider|user|users|agent|company)\b"
)
_TO_READER = re.compile(r"\b(?:you|please|ai|llm|gpt|model|models|assistants?|reviewers?|reader)\b(?!\s*\()")
_MAY = re.compile(r"\bmay\b")
_SENTENCE_END = re.compile(r"[.!?;:\]>](?=\s|$)|\n\s*\n|[\"“”*#>|]|--+")


class Hit(NamedTuple):
    """The half-open range of the text, and what it asks for."""

    start: int
    end: int
    says: str


def search(text: str) -> list[Hit]:
    """Every place of `text` that speaks to a machine, in order, overlapping ones once for each thing said."""
    table = load_phrases()
    seen = plain(text)
    found = [*_in_plain(seen, table), *_spelt_out(seen, table)]
    for start, end, hidden in _coded(text):
        inner = list(_in_plain(plain(hidden), table))
        found.extend(Hit(start, end, f"{hit.says}, in a code") for hit in inner[:1])
    found.extend(_turned(seen, table))
    return sorted(set(found))


def _in_plain(seen: Plain, table: Phrases) -> Iterator[Hit]:
    for word in _WORD.finditer(seen.text):
        for phrase in table.by_word.get(word[0], ()):
            match = phrase.apart.match(seen.text, word.start())
            if match and (not phrase.command or _is_order(seen.text, word.start())):
                yield Hit(*seen.span(match.start(), match.end()), phrase.says)
    for match in table.signs.finditer(seen.text):
        yield Hit(*seen.span(match.start(), match.end()), table.signs_say)


def _is_order(text: str, at: int) -> bool:
    """Whether the words at `at` tell the reader to do something, and do not say what a party may do."""
    before = text[max(0, at - _BEFORE_CHARS) : at]
    ends = [match.end() for match in _SENTENCE_END.finditer(before)]
    before = before[ends[-1] :] if ends else before
    if not _ABOUT.search(before):
        return True
    return bool(_TO_READER.search(before)) and not _MAY.search(before)


def _spelt_out(seen: Plain, table: Phrases) -> Iterator[Hit]:
    """Phrases in letters with something between each two, and in words without blanks."""
    for run in (*_SPELT.finditer(seen.text), *_GLUED.finditer(seen.text)):
        letters = [at for at in range(run.start(), run.end()) if seen.text[at].isalnum()]
        joined = "".join(seen.text[at] for at in letters)
        for start, end, phrase in _joined(joined, table):
            yield Hit(*seen.span(letters[start], letters[end - 1] + 1), phrase.says)


def _joined(letters: str, table: Phrases) -> Iterator[tuple[int, int, Phrase]]:
    for begin in table.begins.finditer(letters):
        for option, phrases in _openings(begin[1], table):
            for phrase in phrases:
                match = phrase.joined.match(letters, begin.start())
                if option and match and match.end() - match.start() >= _LEAST_JOINED:
                    yield match.start(), match.end(), phrase


def _openings(longest: str, table: Phrases) -> Iterator[tuple[str, tuple[Phrase, ...]]]:
    """What is found at a place is the longest opening; shorter ones begin there too."""
    for length in range(2, len(longest) + 1):
        if phrases := table.by_letters.get(longest[:length]):
            yield longest[:length], phrases


def _coded(text: str) -> Iterator[tuple[int, int, str]]:
    """Words in base 64 and in hexadecimal: where, and what they say."""
    for match in _CODED.finditer(text):
        packed = re.sub(r"\s", "", match[0]).rstrip("=").translate(str.maketrans("-_", "+/"))
        try:
            words = base64.b64decode(packed + "=" * (-len(packed) % 4), validate=True)
        except (binascii.Error, ValueError):
            continue
        yield from _read(match, words)
    for match in _HEX.finditer(text):
        digits = re.sub(r"[ :]", "", match[0])
        yield from _read(match, bytes.fromhex(digits[: len(digits) // 2 * 2]))


def _read(match: re.Match[str], words: bytes) -> Iterator[tuple[int, int, str]]:
    said = words.decode("utf-8", "replace")
    shown = sum((letter.isprintable() and letter != "\ufffd") or letter in "\n\t" for letter in said)
    if said and shown >= _READABLE * len(said):
        yield match.start(), match.end(), said


def _turned(seen: Plain, table: Phrases) -> Iterator[Hit]:
    """Phrases written backwards, and with each letter moved by thirteen (ROT13)."""
    if any(stem[::-1] in seen.text for stem in _TELLING):
        size = len(seen.text)
        for hit in _in_plain(Plain(seen.text[::-1], None), table):
            yield Hit(*seen.span(size - hit.end, size - hit.start), f"{hit.says}, written backwards")
    if any(codecs.encode(stem, "rot13") in seen.text for stem in _TELLING):
        for hit in _in_plain(Plain(codecs.encode(seen.text, "rot13"), None), table):
            yield Hit(*seen.span(hit.start, hit.end), f"{hit.says}, in a code")
