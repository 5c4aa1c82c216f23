"""The letters that a reader is meant to see, whatever characters they are written with.

Look-alikes of other scripts, full-width, mathematical and accented letters become plain lower-case
Latin ones (the idea of Unicode Technical Standard 39, "skeleton", cut down to Latin letters), digits
that stand for letters within a word become those letters, and characters that show nothing go.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Each line: a Latin letter and what is mistaken for it (Cyrillic, Greek, Armenian, Cherokee, small capitals).
_LOOK_ALIKES = """a аαаɑᴀⲁ|b ьʙβвᏏ|c сϲᴄⅽ|d ԁᴅժ|e еεҽᴇє|f ғꜰϝ|g ɡɢց|h һнʜհ|i іιıɪӏᎥ¡|j јϳᴊ|k кκᴋ|l ⅼʟɭ|m мᴍⅿ|
n пոηɴӣ|o оοօᴏσ0ø|p рρᴘ|q ԛգ|r гʀᴦ|s ѕꜱʂ|t тτᴛ|u υսᴜ|v νѵᴠ|w ԝωᴡա|x хχ×|y уγʏү|z ᴢʐ"""
_LATIN = {
    odd: line.strip()[0] for line in _LOOK_ALIKES.split("|") for odd in line.strip()[2:] if not odd.isascii()
}
_GONE = "\0"
_ODD = re.compile(r"[^\x00-\x7f]")
_PUNCTUATION = dict(zip("‘’‚‛“”„‟–—‐‑‒―…•", "''''\"\"\"\"------.*", strict=True))
# A digit or sign within letters; a number, a date and a label hold none of these.
_DISGUISED = re.compile(
    r"(?<![a-z0-9@$])(?=[a-z0-9@$]{0,20}[a-z]{2}|[0-9@$][a-z])[a-z0-9@$]*[0-9@$][a-z0-9@$]*"
)
_DIGITS = str.maketrans("013457@$", "oieastas")


class Plain(NamedTuple):
    """`text` in plain letters; `origin` gives, per character, its offset in what it was made of (None
    where every character stands where it stood)."""

    text: str
    origin: tuple[int, ...] | None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open range of the source that `[start, end)` of the plain text came from."""
        if self.origin is None:
            return start, end
        return self.origin[start], self.origin[end - 1] + 1


def plain(text: str) -> Plain:
    """The plain letters of `text`, in time proportional to its length."""
    out = text if text.isascii() else _ODD.sub(lambda match: _letter(match[0]), text)
    out = _DISGUISED.sub(lambda match: match[0].translate(_DIGITS), out.lower())
    if _GONE not in out:
        return Plain(out, None)
    kept = tuple(at for at, letter in enumerate(out) if letter != _GONE)
    return Plain("".join(out[at] for at in kept), kept)


@lru_cache(maxsize=8192)
def _letter(odd: str) -> str:
    """One plain character for one that is not ASCII; `_GONE` for one that shows nothing of its own."""
    if unicodedata.category(odd) in ("Mn", "Me", "Cf"):
        return _GONE
    if odd in _PUNCTUATION:
        return _PUNCTUATION[odd]
    if odd in _LATIN:
        return _LATIN[odd]
    if "\U0001f1e6" <= odd <= "\U0001f1ff":
        return chr(ord("a") + ord(odd) - 0x1F1E6)
    parts = [part for part in unicodedata.normalize("NFKD", odd) if unicodedata.category(part) != "Mn"]
    letters = [part for part in parts if part.isalnum()]
    found = (letters or parts or [odd])[0].lower()[:1]
    return _LATIN.get(found, found)
