"""Words of a clause replaced one place at a time, so that each replacement is declared and can be undone."""

import re
from collections.abc import Callable, Sequence

from contracts.findings import Substitution

_Make = Callable[["re.Match[str]"], str]


class Draft:
    """A text on its way from the library's words to the document's."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._made: list[Substitution] = []

    @property
    def substitutions(self) -> tuple[Substitution, ...]:
        """What was replaced so far, in the order of the text."""
        return tuple(self._made)

    def replace(self, pattern: "str | re.Pattern[str]", make: _Make) -> None:
        """Put what `make` gives in the place of each match. Words replaced before and met again count as
        one replacement, of the words that stood there first."""
        # From the end, so that what is still to come keeps its place.
        for match in reversed(list(re.finditer(pattern, self.text))):
            new = make(match)
            if new != match[0]:
                self._put(match.start(), match.end(), new)

    def _put(self, start: int, end: int, new: str) -> None:
        # Substitutions may not even touch: undoing one must not tear another.
        met = [each for each in self._made if each.at <= end and start <= each.at + len(each.theirs)]
        low = min([start, *(each.at for each in met)])
        high = max([end, *(each.at + len(each.theirs) for each in met)])
        inside = [each.model_copy(update={"at": each.at - low}) for each in met]
        ours = undone(self.text[low:high], inside)
        theirs = self.text[low:start] + new + self.text[end:high]
        moved = len(new) - (end - start)
        kept = [each for each in self._made if each not in met]
        after = [each.model_copy(update={"at": each.at + moved}) for each in kept if each.at > high]
        one = [Substitution(at=low, ours=ours, theirs=theirs)] if ours != theirs else []
        self._made = [*(each for each in kept if each.at < low), *one, *after]
        self.text = self.text[:start] + new + self.text[end:]


def undone(text: str, substitutions: Sequence[Substitution]) -> str:
    """`text` with the library's words where `substitutions`, in the order of the text, put others."""
    for each in reversed(substitutions):
        text = text[: each.at] + each.ours + text[each.at + len(each.theirs) :]
    return text
