"""Which language a text is written in, and which stretches of a contract are not in English.

Told by script, then by the commonest small words; the share of words that must be small ones is low,
because headings, names, lists and tables have few. A short stretch proves nothing and is never told.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache

from contracts.document import Document, Gap
from contracts.value import Value

# The commonest function words of each language that are not common in the others. No single letters, and
# none that is written like an English word, a part of an address or an abbreviation ("no", "com", "per").
_SMALL_WORDS = {
    "en": "the of and to shall or in any by this that be for with is are not such as its will may from which",
    "de": "der die und das den von nicht mit dem des ist eine oder werden auf zu im für ein einer wird sich",
    "fr": "le la les des et du une est dans pour que qui par sur au en aux ne pas sont ou ce cette",
    "es": "el los las y en del que una por para su se al como la de será lo este esta",
    "it": "il di che della un sono del le gli alla dei nel la è si delle da nella al ed",
    "nl": "het een van de en dat niet op aan met voor zijn te wordt door deze bij ter",
    "pt": "os da que em um uma para não ao pela na das ou por se à dos",
    "pl": "na się nie oraz lub jest przez dla od za ze przy po są że niniejszej umowy",
    "cs": "na se že je pro nebo za podle od který které jsou při této být není smlouvy strany",
    "sv": "och att det som en av är på med till inte ska ett om eller skall från ej",
    "da": "og det som en af er på med til ikke skal et om eller har kan fra denne",
    "fi": "ja että ei se tai ovat sekä mukaan tämän jos sopimuksen voi kuin joka sopimus osapuoli",
    "hu": "az és hogy nem egy vagy szerint által azzal meg jelen ha amely felek köteles",
    "ro": "și de în la cu prin pentru sau este din nu care se al ale un prezentul părțile",
    "tr": "ve bir bu ile için olarak veya da olan tarafından ancak taraflar göre her sözleşme",
    "id": "yang dan di dari untuk dengan atau ini pada dalam tidak oleh adalah akan para pihak",
    "vi": "và của các trong này cho được theo có không với bên hoặc là hợp đồng",
}
_NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "it": "Italian", "nl": "Dutch",
    "pt": "Portuguese", "pl": "Polish", "cs": "Czech", "sv": "Swedish", "da": "Danish", "fi": "Finnish",
    "hu": "Hungarian", "ro": "Romanian", "tr": "Turkish", "id": "Indonesian", "vi": "Vietnamese",
    "ru": "Russian", "uk": "Ukrainian", "el": "Greek", "ar": "Arabic", "he": "Hebrew",
    "hi": "Hindi", "th": "Thai", "ko": "Korean", "ja": "Japanese", "zh": "Chinese",
    "und": "an unknown language",
}  # fmt: skip
_SETS = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
# Script, code point ranges; the first that fits most letters counts. Japanese is told by its kana.
_SCRIPTS = {
    "ja": "\u3040-\u30ff", "ko": "\uac00-\ud7af\u1100-\u11ff", "zh": "\u3400-\u9fff",
    "el": "\u0370-\u03ff\u1f00-\u1fff", "uk": "іїєґІЇЄҐ", "ru": "\u0400-\u052f",
    "ar": "\u0600-\u06ff\u0750-\u077f",
    "he": "\u0590-\u05ff", "hi": "\u0900-\u097f", "th": "\u0e00-\u0e7f",
}  # fmt: skip
_SCRIPT = {code: re.compile(f"[{ranges}]") for code, ranges in _SCRIPTS.items()}
_OTHER_SCRIPT = re.compile(f"[{''.join(_SCRIPTS.values())}]")
# Small words that names are made of ("Banco de la Nación", "Müller und Söhne"); alone they prove nothing.
_IN_NAMES = frozenset(
    "de la le les des du del della dei da dos das van der den von und et los las el y".split()
)
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
# In fewer words of English nothing can be said to be absent.
LEAST_WORDS = 80
_SAMPLE_CHARS = 200_000
_LEAST_SHARE = 0.08
# Two letters or signs of an unspaced script make up about one word.
_LETTERS_A_WORD = 2


def language(text: str) -> str:
    """ISO 639-1 code of the language of `text`, or "und" where no language stands out.

    The script that most letters are of; within the Latin script, the language whose small words make up
    the greatest share of the words, if that is at least 8 %. At most 200,000 characters are looked at.
    """
    return _language(text[:_SAMPLE_CHARS], _LEAST_SHARE)


def language_name(code: str) -> str:
    """The English name of a language that `language()` tells."""
    return _NAMES[code]


@lru_cache(maxsize=64)
def _language(text: str, least: float) -> str:
    script = _script(text)
    if script:
        return script
    words = Counter(match[0] for match in _WORD.finditer(text.lower()))
    total = sum(words.values())
    if not total:
        return "und"
    shares = {code: sum(words[word] for word in small) / total for code, small in _SETS.items()}
    best = max(shares, key=lambda code: shares[code])
    return best if shares[best] >= least else "und"


def _script(text: str) -> str:
    """The language of a script other than the Latin one, where most letters are of it; else ""."""
    if text.isascii() or not _OTHER_SCRIPT.search(text):
        return ""
    letters = len(_LETTER.findall(text))
    counts = {code: len(pattern.findall(text)) for code, pattern in _SCRIPT.items()}
    if counts["ja"] * 10 >= letters and (counts["ja"] + counts["zh"]) * 2 > letters:
        return "ja"
    best = max(counts, key=lambda code: counts[code])
    if counts[best] * 2 <= letters:
        return ""
    return "uk" if best == "ru" and counts["uk"] * 50 > letters else best


def count_words(text: str) -> int:
    """Words of `text` that have a letter; two characters of a script without blanks count as one."""
    words = len(_WORD.findall(text))
    if text.isascii():
        return words
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + unspaced // _LETTERS_A_WORD if unspaced else words


class Stretch(Value):
    """Neighbouring blocks in one language other than English: half-open offsets of the text, the first
    and the last block (0-based), and how many words."""

    start: int
    end: int
    first: int
    last: int
    language: str
    words: int


# Words in which nothing of English need show before a stretch is told; below, names and phrases abound.
_LEAST_WORDS = 20
_LEAST_SMALL = 3
_LEAST_OUTSIDE_NAMES = 2
_LEAST_FOREIGN = 0.16
_CLEARLY = 2.0
_PLAINLY_ENGLISH = 0.2
_SHORT_WORDS = 6
_TURNS = 4
_BALANCED = 0.6
_MOST_UNREAD = 0.1


def foreign_stretches(document: Document) -> tuple[Stretch, ...]:
    """Where the contract is not in English, in order. Linear in the length of the text.

    A block counts by its own small words or script; a short one between two of a language goes with them.
    """
    blocks = document.blocks
    told = [_told(document.text[block.start : block.end]) for block in blocks]
    found: list[Stretch] = []
    at = 0
    while at < len(blocks):
        code = told[at][0]
        if code in ("en", ""):
            at += 1
            continue
        last = end = at
        words = 0
        while end < len(blocks) and told[end][0] in (code, ""):
            if told[end][0] == code:
                last = end
            end += 1
        words = sum(count for _, count in told[at : last + 1])
        if words >= _LEAST_WORDS:
            found.append(
                Stretch(
                    start=blocks[at].start,
                    end=blocks[last].end,
                    first=at,
                    last=last,
                    language=code,
                    words=words,
                )
            )
        at = last + 1
    return tuple(found)


def _told(text: str) -> tuple[str, int]:
    """The language of one block, "" where it is too short or too bare to tell, and its words."""
    script = _script(text)
    if script:
        return script, count_words(text)
    words = _WORD.findall(text.lower())
    if len(words) < _SHORT_WORDS:
        return "", len(words)
    if sum(word in _SETS["en"] for word in words) >= max(_LEAST_SMALL, _PLAINLY_ENGLISH * len(words)):
        return "en", len(words)
    small = Counter(words)
    counts = {code: sum(small[word] for word in known) for code, known in _SETS.items()}
    english = counts.pop("en")
    best = max(counts, key=lambda code: counts[code])
    distinct = [word for word in small if word in _SETS[best]]
    outside_names = sum(1 for word in distinct if word not in _IN_NAMES)
    if (
        len(distinct) < _LEAST_SMALL
        or outside_names < _LEAST_OUTSIDE_NAMES
        or counts[best] < _LEAST_FOREIGN * len(words)
    ):
        return ("en" if english >= _LEAST_SMALL else ""), len(words)
    return (best if counts[best] > _CLEARLY * english else "en"), len(words)


def english_words(document: Document, stretches: Sequence[Stretch]) -> int:
    """How many words stand outside `stretches`."""
    return max(0, count_words(document.text) - sum(each.words for each in stretches))


def proves_absence(document: Document, stretches: Sequence[Stretch]) -> bool:
    """Whether enough of the contract was read as English that what is not found is not there.

    It is not where few words or no sentences of English are there, nor where a tenth of the words are in
    another language that does not take turns with English all along, as in a contract in two columns.
    """
    english = english_words(document, stretches)
    foreign = sum(each.words for each in stretches)
    if english < LEAST_WORDS or language(without(document, stretches).text) != "en":
        return False
    parallel = len(stretches) >= _TURNS and english >= _BALANCED * foreign
    return parallel or foreign <= _MOST_UNREAD * (english + foreign)


def language_gaps(document: Document, stretches: Sequence[Stretch]) -> tuple[Gap, ...]:
    """One high gap for each stretch, naming its language and its share of the words."""
    total = max(1, count_words(document.text))
    return tuple(
        Gap(
            kind="language",
            place=_place(document, stretch),
            reason=(
                f"{stretch.words} words ({_percent(stretch.words, total)} of the contract) are in "
                f"{language_name(stretch.language)}; only English is read"
            ),
            severity="high",
        )
        for stretch in stretches
    )


def _place(document: Document, stretch: Stretch) -> str:
    if stretch.first == 0 and stretch.last == len(document.blocks) - 1:
        return "the whole text"
    page = document.blocks[stretch.first].page
    on = f", page {page}" if page else ""
    if stretch.first == stretch.last:
        return f"block {stretch.first + 1}{on}"
    return f"blocks {stretch.first + 1} to {stretch.last + 1}{on}"


def _percent(part: int, whole: int) -> str:
    share = min(100, round(100 * part / whole))
    return f"{share} %" if share else "less than 1 %"


def without(document: Document, stretches: Sequence[Stretch]) -> Document:
    """The document with blanks for the letters of `stretches`, every offset kept; it is for reading the
    rest, and nothing may be quoted from it."""
    if not stretches:
        return document
    return document.model_copy(update={"text": "".join(_blanked(document.text, stretches))})


def _blanked(text: str, stretches: Sequence[Stretch]) -> Iterator[str]:
    at = 0
    for stretch in stretches:
        yield text[at : stretch.start]
        yield re.sub(r"[^\n]", " ", text[stretch.start : stretch.end])
        at = stretch.end
    yield text[at:]
