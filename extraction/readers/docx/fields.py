"""Complex fields: which characters are instruction, which are result."""

from extraction.readers.docx.names import OFF, VAL, integer, w
from extraction.readers.docx.package import Element

_FLD_CHAR, _TYPE = w("fldChar"), w("fldCharType")


class Fields:
    """The complex fields open at one point of a story, from begin over separate to end.

    A begin that nothing answers is ignored: otherwise one stray mark would swallow all words after it.
    """

    def __init__(self, story: Element) -> None:
        self._real = _answered(story)
        self._open: list[str] = []

    @property
    def in_instruction(self) -> bool:
        return "instruction" in self._open

    @property
    def lock(self) -> str:
        return "the result of a field" if self._open else ""

    def advance(self, mark: Element) -> str:
        """Pass a `w:fldChar`; returns the glyph or words that a form field shows by itself, or ""."""
        kind = mark.get(_TYPE)
        if kind == "begin" and mark in self._real:
            self._open.append("instruction")
            return "" if "instruction" in self._open[:-1] else _form_value(mark)
        if kind == "separate" and self._open:
            self._open[-1] = "result"
        elif kind == "end" and self._open:
            self._open.pop()
        return ""


def _answered(story: Element) -> set[Element]:
    real: set[Element] = set()
    stack: list[Element] = []
    for mark in story.iter(_FLD_CHAR):
        kind = mark.get(_TYPE)
        if kind == "begin":
            stack.append(mark)
        elif kind == "separate" and stack:
            real.add(stack[-1])
        elif kind == "end" and stack:
            real.add(stack.pop())
    return real


def _form_value(begin: Element) -> str:
    box = begin.find(f"{w('ffData')}/{w('checkBox')}")
    if box is not None:
        mark = box.find(w("checked"))
        if mark is None:
            mark = box.find(w("default"))
        return "\u2612" if mark is not None and mark.get(VAL, "1") not in OFF else "\u2610"
    choice = begin.find(f"{w('ffData')}/{w('ddList')}")
    if choice is None:
        return ""
    result = choice.find(w("result"))
    if result is None:
        result = choice.find(w("default"))
    entries = choice.findall(w("listEntry"))
    chosen = (integer(result.get(VAL)) or 0) if result is not None else 0
    return entries[chosen].get(VAL, "") if 0 <= chosen < len(entries) else ""
