"""Lines of a plain text that belong to its pages and not to the contract.

A filing that was turned into text keeps, in the middle of its clauses, a line that names the source and
the number of each page, and "7." on a line of its own looks like the label of a clause.
"""

import re
from collections import defaultdict
from collections.abc import Sequence

from contracts.document import Block
from extraction.structure.zones import SCHEDULE

_PAGE_NUMBER = re.compile(r"\s*(?:Page\s+)?[-–—\s]*(?:[A-Z]{1,2}-)?\d{1,3}\.?[-–—\s]*(?:of\s+\d{1,3})?\s*")
_SOURCE = re.compile(r"\s*Source:\s.{3,100}\b\d{1,2}/\d{1,2}/\d{2,4}\s*")
_LONGEST_LINE = 120
_FEWEST_PAGES = 3


def furniture_blocks(text: str, blocks: Sequence[Block]) -> set[int]:
    """Indexes of blocks that return page by page, and of the page numbers before and behind them."""
    shown = [index for index, block in enumerate(blocks) if text[block.start : block.end].strip()]
    words = [text[blocks[index].start : blocks[index].end].strip() for index in shown]
    places: dict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(words):
        if 4 < len(line) <= _LONGEST_LINE:
            places[line].append(place)
    found: set[int] = set()
    for line, at in places.items():
        numbers = [near for place in at for near in _numbers_beside(words, place)]
        returns = len(at) >= _FEWEST_PAGES and 2 * len(numbers) >= len(at) and _is_running_line(line)
        if _SOURCE.fullmatch(line) or returns:
            found.update(shown[place] for place in (*at, *numbers))
    return found


def _is_running_line(line: str) -> bool:
    """Whether a line may be a running header; a title of one word, or of a schedule, may return, too."""
    return " " in line and line[:1].isalpha() and not SCHEDULE.match(line)


def _numbers_beside(words: Sequence[str], place: int) -> list[int]:
    """The place of a page number right before `place`, or else right behind it."""
    for near in (place - 1, place + 1):
        if 0 <= near < len(words) and len(words[near]) <= 16 and _PAGE_NUMBER.fullmatch(words[near]):
            return [near]
    return []
