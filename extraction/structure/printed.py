"""Numbers printed where a clause may begin, whether or not the tree took them up.

A reference is called dangling only when its number stands nowhere as a label: a clause that the tree has
missed is our fault, and no lawyer should be told that it is not there.
"""

import re

_PLACE = r"(?:^|\n|(?<=[.;:”\"’)\]*_])\s|\s\s)\s*"
_WORD = r"(?:(?:SECTION|Section|ARTICLE|Article|CLAUSE|Clause|PARAGRAPH|Paragraph|§)\s+)?"
_LABEL = re.compile(
    rf"{_PLACE}{_WORD}(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*|(?<=\s)[IVXL]{{1,6}})(?=[.):]|\s+[A-Z“\"(\[*]|\s*\n)"
)


class Printed:
    """The labels of one text by their numbers, each with the offset where it first stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._numbers: dict[str, int] = {}
        for match in _LABEL.finditer(text):
            self._numbers.setdefault(_plain(match["number"]), match.start("number"))

    def number(self, path: str) -> int | None:
        """The offset at which the number of `path` ("2.3" of "2.3(a)") stands as a label, or None."""
        return self._numbers.get(_plain(path.partition("(")[0]))

    @property
    def is_empty(self) -> bool:
        """Whether the text numbers nothing."""
        return not self._numbers


def _plain(number: str) -> str:
    return ".".join(part.lstrip("0") or "0" for part in number.split("."))
