"""Clauses found by the number that people cite: "2.3(a)", Article 4, Exhibit A, paragraph (c)."""

import re
from bisect import bisect_right
from collections import defaultdict

from contracts.structure import Clause
from extraction.structure.labels import parse_label
from extraction.structure.printed import Printed

_WITHIN_CHARS = 60_000


class Addresses:
    """Clauses by their printed path: "2.3(a)", "a:4" (an article), "x:exhibit a"."""

    def __init__(self, text: str, clauses: tuple[Clause, ...]) -> None:
        self._text = text
        self._clauses = clauses
        self._by_path: dict[str, list[int]] = defaultdict(list)
        self._index = {clause.id: place for place, clause in enumerate(clauses)}
        self._paths: list[str] = []
        self._roots: list[int] = []
        for place, clause in enumerate(clauses):
            parent = None if clause.parent is None else self._index[clause.parent]
            self._roots.append(place if parent is None else self._roots[parent])
            path = _own_path(clause.label, "" if parent is None else self._paths[parent])
            if clause.kind == "schedule" and parent is None and clause.label:
                path = ""
                self._by_path[schedule_key(clause.label)].append(place)
            self._paths.append(path)
            if path:
                self._by_path[path].append(place)

    def at(self, offset: int) -> int | None:
        """The innermost clause around `offset`."""
        place = bisect_right(self._clauses, offset, key=lambda clause: clause.start) - 1
        while place >= 0 and self._clauses[place].end < offset:
            parent = self._clauses[place].parent
            place = -1 if parent is None else self._index[parent]
        return place if place >= 0 else None

    def unlisted(self, path: str, printed: Printed) -> str | None:
        """The clause in which the number of `path` is printed, where the tree has none of that number."""
        number = path.partition("(")[0]
        if number in self._by_path or f"a:{number}" in self._by_path:
            return None
        offset = printed.number(path)
        place = None if offset is None else self.at(offset)
        return None if place is None else self._clauses[place].id

    def schedule(self, word: str, item: str) -> str | None:
        places = self._by_path.get(schedule_key(f"{word} {item}"))
        return self._clauses[places[0]].id if places else None

    def section(self, path: str, near: int | None, *, article: bool) -> str | None:
        """The clause at `path`, one in the same part of the document first; a path that goes deeper
        than the tree ("3(b)" where the (b) stands inside the text of 3) gives the deepest clause known."""
        keys = [f"a:{path}", path] if article else [path, f"a:{path}"]
        found = next((found for key in keys if (found := self._nearest(key, near)) is not None), None)
        if found is not None or "(" not in path:
            return found
        deepest, inner = path, ""
        while deepest.endswith(")"):
            deepest, _, last = deepest.rpartition("(")
            inner = f"({last}{inner}"
            for key in (deepest, f"a:{deepest}"):
                clause_id = self._nearest(key, near)
                if clause_id is not None:
                    return clause_id if self._holds(self._index[clause_id], inner) else None
        return None

    def relative(self, item: str, near: int | None) -> str | None:
        """ "paragraph (c)" as seen from the clause `near`: its children, its siblings, their elders'."""
        place = near
        while place is not None:
            if self._paths[place] + item in self._by_path:
                return self._nearest(self._paths[place] + item, place)
            place = self._above(place)
        if item in self._by_path:
            return self._clauses[self._by_path[item][0]].id
        place = None if near is None else self._above(near)
        while place is not None:
            if self._holds(place, item):
                return self._clauses[place].id
            place = self._above(place)
        if near is None:
            return None
        if self._counts_inside(near, item):
            return self._clauses[near].id
        root = self._roots[near]
        return self._clauses[root].id if item.count("(") > 1 and self._holds(root, item) else None

    def _above(self, place: int) -> int | None:
        parent = self._clauses[place].parent
        return None if parent is None else self._index[parent]

    def _counts_inside(self, place: int, item: str) -> bool:
        """Whether the words of a clause hold `item` beside the reference to it."""
        clause = self._clauses[place]
        return self._text.count(item, clause.start, clause.end) > 1

    def _nearest(self, path: str, near: int | None) -> str | None:
        places = self._by_path.get(path)
        if not places:
            return None
        if near is not None:
            for place in places:
                if self._roots[place] == self._roots[near]:
                    return self._clauses[place].id
        main = [place for place in places if self._clauses[place].kind == "clause"]
        return self._clauses[(main or places)[0]].id

    def _holds(self, place: int, inner: str) -> bool:
        """Whether the words of a clause hold each part of `inner` ("(b)(iv)") as the label of an item."""
        clause = self._clauses[place]
        low, high = clause.start, min(clause.end, clause.start + _WITHIN_CHARS)
        return all(
            re.compile(rf"(?:(?<![\w)])\(|\s){re.escape(part)}\)").search(self._text, low, high)
            for part in re.findall(r"\(([^()]*)\)", inner)
        )


def _own_path(label: str, above: str) -> str:
    mark = parse_label(label)
    if mark is None:
        return above
    if mark.family == "article":
        return f"a:{mark.readings[0].ordinal}"
    if len(mark.parts) > 1:
        numbers = ".".join(part for part in mark.parts if not part.startswith("("))
        return numbers + "".join(part for part in mark.parts if part.startswith("("))
    if mark.family in ("section", "1.", "1"):
        return str(mark.readings[0].ordinal)
    own = re.sub(r"[^A-Za-z0-9]", "", label)
    return f"{'' if above.startswith('a:') else above}({own.lower()})"


def schedule_key(label: str) -> str:
    word, _, number = label.lower().partition(" ")
    word = re.sub(r"(?:es|s)$", "", re.sub(r"ices$", "ix", re.sub(r"ures?$", "", word)))
    return f"x:{word} " + number.strip(' “”"')
