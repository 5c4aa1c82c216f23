"""Running headers, footers and page numbers: known by repetition, and taken out of the text."""

import re
from collections import Counter, defaultdict

from extraction.readers.pdf_lines import Line

_EDGE_LINES = 4
_LONG_CHARS = 60
_EXHIBIT_PAGE = re.compile(r"[A-Z]{1,2}[-–]\d{1,2}")  # "B-4" at the foot of Exhibit B
_PAGE_OF_PAGES = re.compile(r"page \d{1,4} of \d{1,4}", re.I)
_PAGE_NUMBER = re.compile(
    r"(?:page|pg\.?|-|–|—|\[|\()?\s*(?P<number>\d{1,4}|[ivxl]{1,6})\s*(?:(?:of|/)\s*\d{1,4})?\s*[-–—\])]?",
    re.I,
)


def without_margins(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without what repeats at their tops and bottoms, and without page numbers.

    Lines at the edge of a page go, from the outermost inwards, while their wording (digits apart) stands
    at the same height (lines over 60 characters, word for word, at any) on at least three pages and 30 % of
    them, or on both of two pages. A number alone goes when it is the outermost line of its page, or belongs
    to a run of numbers that counts the pages (documents printed from web filings carry the page breaks of
    the filing inside their pages). Of a table, no more than a single row is ever taken for a running line.
    """
    running = _running(pages)
    kept = [_stripped(_stripped(page, running)[::-1], running)[::-1] for page in pages]
    kept = [_without_outer_number(page) for page in kept]
    counting = _counting_numbers(kept)
    kept = [[line for line in page if id(line) not in counting] for page in kept]
    # pages that are alike from top to bottom (copies of one form) are no furniture of an empty document
    return kept if any(kept) else pages


def _stripped(page: list[Line], running: set[tuple[str, int]]) -> list[Line]:
    """`page` without the running lines it begins with (and numbers among them); what stands behind an
    ordinary line is never taken, so words that merely repeat in the text are safe."""
    cut = 0
    for place, line in enumerate(page[:_EDGE_LINES]):
        if line.cell and line.cell.rows > 1:
            break
        if _key(line) in running or _PAGE_OF_PAGES.fullmatch(line.text.strip()):
            cut = place + 1
        elif _number_of(line) is None:
            break
    return page[cut:]


def _key(line: Line) -> tuple[str, int]:
    if len(line.text) > _LONG_CHARS:
        # a long line with other numbers may be a clause of the same words: only the same line repeats, then
        # at whatever height the text of its page ends
        return line.text.lower(), 0
    wording = re.sub(r"\d+", "#", line.text.lower())
    letters = re.sub(r"[^a-z]+", " ", wording).strip()
    return letters if len(letters) > 5 else re.sub(r"\s+", " ", wording).strip(), round(line.top / 12)


def _running(pages: list[list[Line]]) -> set[tuple[str, int]]:
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edge = {id(line): line for line in (*page[:_EDGE_LINES], *page[-_EDGE_LINES:])}
        keys: set[tuple[str, int]] = set()
        for line in edge.values():
            wording, height = _key(line)
            # neighbours, because a line may fall on either side of a rounding step
            keys.update({(wording, height), (wording, height - 1), (wording, height + 1)})
        seen.update(keys)
    if len(pages) < 2:
        return set()
    least = 2 if len(pages) == 2 else max(3, round(0.3 * len(pages)))
    return {key for key, count in seen.items() if count >= least and not _is_label(key[0])}


def _is_label(wording: str) -> bool:
    """A clause label that stands apart ("(a)", "#.") is never a running header."""
    return bool(
        re.fullmatch(r"\(?[a-z#]{1,4}[.)]+|#(\.#)+\.?|\[?\*+\]?|_+|by:.*|name:.*|title:.*|date:.*", wording)
    )


def _number_of(line: Line) -> int | None:
    match = _PAGE_NUMBER.fullmatch(line.text.strip())
    if not match or (line.cell and line.cell.rows > 1):
        return None
    number = match["number"]
    return int(number) if number.isdigit() else _roman(number)


def _roman(word: str) -> int:
    values = {"i": 1, "v": 5, "x": 10, "l": 50}
    digits = [values[letter] for letter in word.lower()]
    return sum(-one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True))


def _without_outer_number(page: list[Line]) -> list[Line]:
    if len(page) > 1 and (_number_of(page[-1]) is not None or _EXHIBIT_PAGE.fullmatch(page[-1].text.strip())):
        page = page[:-1]
    if len(page) > 1 and _number_of(page[0]) is not None:
        page = page[1:]
    return page


def _counting_numbers(pages: list[list[Line]]) -> set[int]:
    """Ids of lines inside pages that hold a number alone and together count upwards by one."""
    found: list[tuple[int, int, Line]] = []
    place = 0
    for page in pages:
        for line in page:
            place += 1
            number = _number_of(line)
            if number is not None:
                found.append((place, number, line))
    runs: dict[int, list[tuple[int, Line]]] = defaultdict(list)
    for at, number, line in found:
        before = runs.pop(number - 1, [])
        if before and at - before[-1][0] < 12:
            before = []
        runs[number] = [*before, (at, line)]
    return {id(line) for run in runs.values() if len(run) >= 3 for _, line in run}
