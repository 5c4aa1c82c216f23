"""Numbers printed where a clause may begin, whether or not the tree took them up.

A reference is called dangling only when its number stands nowhere as a label: a clause that the tree has
missed is our fault, and no lawyer should be told that it is not there.
"""

import re
from functools import cached_property

_NUMBER = re.compile(r"\d{1,3}(?:\.\d{1,3})*(?=[.):]|\s+[A-Z“\"(\[*]|\s*\n)")
_PLACE = re.compile(
    r"(?:^|\n|[.;:”\"’)\]*_]\s|\s\s)\s*"
    r"(?:(?:SECTION|Section|ARTICLE|Article|CLAUSE|Clause|PARAGRAPH|Paragraph|§)\s+)?$"
)
_LONGEST_PLACE = 24


class Printed:
    """The labels of one text by their numbers, each with the offset where it first stands."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _numbers(self) -> dict[str, int]:
        # most texts ask for none: then none is sought
        found: dict[str, int] = {}
        for match in _NUMBER.finditer(self._text):
            at = match.start()
            # the place is asked of numbers only: seeking it first costs ten times as much
            if _PLACE.search(self._text[max(at - _LONGEST_PLACE, 0) : at]):
                found.setdefault(_plain(match.group()), at)
        return found

    def number(self, path: str) -> int | None:
        """The offset at which the number of `path` ("2.3" of "2.3(a)") stands as a label, or None."""
        return self._numbers.get(_plain(path.partition("(")[0]))

    @property
    def is_empty(self) -> bool:
        """Whether the text numbers nothing."""
        return not self._numbers


def _plain(number: str) -> str:
    return ".".join(part.lstrip("0") or "0" for part in number.split("."))
