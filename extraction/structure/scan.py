"""One pass over the blocks, which knows in which zone it is: recitals, body, schedule, signatures."""

import re
from dataclasses import dataclass

from contracts.document import Block, Document
from contracts.structure import ClauseKind
from extraction.structure.headings import (
    CAPITALS,
    bold_end,
    has_heading,
    heading_behind,
    is_heading_like,
    is_short_title,
    run_in_heading,
    tidy,
)
from extraction.structure.inline import give_headings, starts_inside
from extraction.structure.labels import STRONG_FAMILIES, Mark, parse_label
from extraction.structure.start import Start
from extraction.structure.zones import (
    ATTACHMENT,
    BODY_KINDS,
    OPERATIVE,
    RECITALS,
    SCHEDULE,
    SIGNATURE,
    is_filing_number,
)

_INLINE_FROM_CHARS = 300
_PARTIES_LINE = re.compile(
    r"(?:THE\s+)?PARTIES|BETWEEN|BY AND BETWEEN|AND|AMONG|TERMS(?: AND CONDITIONS)?|DATED?.{0,30}", re.I
)
_OPERATIVE_SEARCH_CHARS = 3000
_LONGEST_TITLE_CHARS = 160
_NO_HEADING = re.compile(r"[,;]$|\d{3}|@|\b(?:INC|LLC|LTD|LLP|LP|L\.P|PLC|CORP|CORPORATION|GMBH|By)\b")
_SIGNED = re.compile(r"\s*(?:By|BY|Name|NAME)\s*:|\s*/s/")
_ONLY_LABELS = re.compile(r"[\s\d.()]*")


@dataclass(slots=True)
class Scan:
    """Reads blocks in order and remembers which zone it is in."""

    document: Document
    contents: set[int]
    numbered: bool
    zone: str = "preamble"
    body_begun: bool = False
    seen_chars: int = 0
    at: int = 0

    def read(self) -> list[Start]:
        """All that looks like a start, in the order of the text; to be called once."""
        found: list[Start] = []
        blocks = self.document.blocks
        skip = -1
        for index, block in enumerate(blocks):
            if index <= skip or index in self.contents or block.kind not in BODY_KINDS:
                continue
            words = self.document.text[block.start : block.end]
            if not words.strip() and not block.label:
                continue
            self.at = block.start
            here = self._starts_of(index, block, words)
            if here and here[-1].body_start >= block.end and not here[-1].heading:
                skip = self._take_heading(here[-1], index)
            found += here
            self.seen_chars += len(words)
        return found

    def _starts_of(self, index: int, block: Block, words: str) -> list[Start]:
        special = self._special(index, block, words)
        if special:
            found = [special]
        else:
            start = self._labelled(index, block, words) or self._unlabelled(index, block, words)
            found = [start] if start else []
            if start:
                self._begin_body(start)
        if len(words) > _INLINE_FROM_CHARS and block.kind != "cell":
            after = found[-1].body_start if found else block.start
            inside, self.zone = starts_inside(block, words, index=index, after=after, zone=self.zone)
            self.body_begun = self.body_begun or any(start.kind == "clause" for start in inside)
            found += inside
            give_headings(found, words, shift=block.start)
        elif self.zone == "recital" and OPERATIVE.search(words):
            self.zone = "body"
        return found

    def _special(self, index: int, block: Block, words: str) -> Start | None:
        """The beginning of a schedule, the recitals or the signatures."""
        schedule = None if block.label else self._schedule(index, block, words)
        schedule = schedule or self._attachment(index, block, words)
        if schedule:
            self.zone = "schedule"
            return schedule
        if self.zone == "preamble" and not self.body_begun and RECITALS.match(words):
            self.zone = "recital"
            alone = not words.lstrip().lower().startswith("whereas") and len(words) < 60
            heading = tidy(words) if alone else ""
            return self._start("recital", index, block.start, heading, block.end if alone else block.start)
        if self.zone in ("body", "schedule", "preamble") and SIGNATURE.match(words) and not block.label:
            if self.zone == "preamble" and not self.body_begun and self.numbered:
                return None
            self.zone = "signature"
            return self._start("signature", index, block.start, "", block.start)
        return None

    def _start(self, kind: ClauseKind, index: int, offset: int, heading: str, body: int) -> Start:
        return Start(kind, offset, index, "", None, heading, body)

    def _schedule(self, index: int, block: Block, words: str) -> Start | None:
        if not (self.body_begun or self.zone in ("signature", "schedule")) or block.kind == "cell":
            return None
        if len(words) > _LONGEST_TITLE_CHARS:
            return self._schedule_run_in(index, block, words)
        match = SCHEDULE.match(words)
        if not match:
            return None
        rest = words[match.end() :].strip()
        label = match["label"].strip()
        named = bool(re.search(r"\s", label))
        shown = label.isupper() or block.centred or block.kind == "heading" or bool(block.bold)
        alone = block.page is not None and not rest  # a line of a text file may be the end of a sentence
        if not named and (rest or not (label.isupper() or block.kind == "heading" or alone)):
            return None
        shown = shown or (named and words[: match.end()].rstrip()[-1:] in ".:–—-")
        titled = is_heading_like(rest) or is_short_title(rest) or rest.startswith(("(", "["))
        if named and self._opens_page(index) and is_short_title(rest, most=12):
            shown = titled = True
        if rest and not (shown and titled):
            return None
        if is_filing_number(words) and re.search(r"\d\.\d", label) and self.zone == "preamble":
            return None
        body = block.end if rest else min(block.start + match.end(), block.end)
        return Start("schedule", block.start, index, label, None, tidy(rest), body, styled=True)

    def _schedule_run_in(self, index: int, block: Block, words: str) -> Start | None:
        """A schedule whose title and words a filing has run into one line behind the signatures."""
        match = SCHEDULE.match(words)
        if not match or block.page is not None or self.zone not in ("signature", "schedule"):
            return None
        if not (match["label"].isupper() and re.search(r"\s", match["label"].strip())):
            return None
        title = CAPITALS.match(words, match.end())
        heading, body = (tidy(title["heading"]), title.end()) if title else ("", match.end())
        return Start(
            "schedule", block.start, index, match["label"].strip(), None, heading, block.start + body
        )

    def _opens_page(self, index: int) -> bool:
        """Whether a block is the first on its page (never on the first page, nor where there are none)."""
        page, before = (self.document.blocks[at].page for at in (index, max(index - 1, 0)))
        return page is not None and before is not None and page > before

    def _attachment(self, index: int, block: Block, words: str) -> Start | None:
        """A part without a label, which a title at the top of a page opens behind the signatures."""
        if self.zone != "signature" or not self._opens_page(index) or not (block.centred or block.bold):
            return None
        title = words.strip()
        if not ATTACHMENT.match(title) or not is_heading_like(title):
            return None
        return Start("schedule", block.start, index, "", None, tidy(title), block.end, styled=True)

    def _labelled(self, index: int, block: Block, words: str) -> Start | None:
        lead = len(words) - len(words.lstrip())
        mark = parse_label(block.label.strip()) if block.label else parse_label(words, lead)
        if mark is None:
            return None
        label_end = 0 if block.label else mark.end
        if block.label and mark.end < len(block.label.strip()):
            return None
        if _ONLY_LABELS.fullmatch(words, label_end) and words[label_end:].strip():
            return None
        kind = self._kind_for(mark, words, label_end)
        if kind is None:
            return None
        heading, body = heading_behind(block, words, label_end=label_end)
        if mark.family == "1" and (not heading or block.kind == "cell"):
            return None
        automatic = bool(block.label)
        label = block.label.strip() if automatic else mark.printed
        return Start(
            kind, block.start + (0 if automatic else lead), index, label, mark, heading, block.start + body,
            block.level, automatic, styled=block.kind == "heading",
        )  # fmt: skip

    def _kind_for(self, mark: Mark, words: str, label_end: int) -> ClauseKind | None:
        strong = mark.family in STRONG_FAMILIES
        if self.zone == "recital":
            if not strong or (self._operative_ahead and not run_in_heading(words[label_end:].lstrip())):
                return "recital"
            self.zone = "body"
        if self.zone == "preamble" and not self.body_begun:
            return "clause" if strong or not self.numbered else None
        if self.zone == "signature":
            if mark.family == "article" or (strong and has_heading(words[label_end:])):
                self.zone = "body"
                return "clause"
            return None
        return "clause"

    @property
    def _operative_ahead(self) -> bool:
        text = self.document.text
        return bool(OPERATIVE.search(text, self.at, self.at + _OPERATIVE_SEARCH_CHARS))

    def _unlabelled(self, index: int, block: Block, words: str) -> Start | None:
        stripped = words.strip()
        styled = block.kind == "heading" or block.style.lower().startswith("heading")
        if not self._may_head(block, stripped, styled=styled):
            return None
        bold = bold_end(block, block.start + len(words) - len(words.lstrip()))
        shown = (stripped.isupper() and len(stripped) > 3) or bold >= block.end - 2
        if len(stripped) <= 100 and (styled or (shown and is_heading_like(stripped))):
            if not styled and (_NO_HEADING.search(stripped) or self._is_signatory(index)):
                return None
            heading = tidy(stripped)
            return Start(
                "clause", block.start, index, "", None, heading, block.end, block.level, styled=styled
            )
        may_run_in = not self.numbered or (self.zone == "schedule" and bold > block.start + 3)
        found = run_in_heading(words, bold_end=bold - block.start) if may_run_in else None
        if found and (bold > block.start + 3 or (found[0].isupper() and len(found[0]) > 4)):
            return Start(
                "clause", block.start, index, "", None, found[0], block.start + found[1], block.level
            )
        return None

    def _is_signatory(self, index: int) -> bool:
        """Whether a block names who signs: one of the next two begins a signature."""
        near = self.document.blocks[index + 1 : index + 3]
        return any(_SIGNED.match(self.document.text[block.start : block.end]) for block in near)

    def _may_head(self, block: Block, stripped: str, *, styled: bool) -> bool:
        """Whether a heading without a number may stand here at all."""
        if block.label or (not styled and (block.kind == "cell" or self.zone in ("recital", "signature"))):
            return False
        early = self.numbered or self.seen_chars < 200
        if not self.body_begun and early and not (styled and self.seen_chars > 200):
            return False
        party = _PARTIES_LINE.fullmatch(stripped.strip(" :."))
        return not party and not stripped.startswith(("“", '"', "[", "_", "*", "/", "-"))

    def _begin_body(self, start: Start) -> None:
        if start.kind == "clause":
            self.body_begun = True
            if self.zone in ("preamble", "recital", "signature"):
                self.zone = "body"

    def _take_heading(self, start: Start, index: int) -> int:
        """Give a label or schedule that stands alone the heading of the next line; its index, or -1."""
        blocks = self.document.blocks
        for after in range(index + 1, min(index + 4, len(blocks))):
            block = blocks[after]
            words = self.document.text[block.start : block.end]
            if not words.strip():
                continue
            stripped = words.strip()
            shown = stripped.isupper() or block.centred or bool(block.bold) or block.kind == "heading"
            single = start.mark is None or start.mark.family in ("article", "section")
            fits = is_heading_like(stripped) and (shown or single or is_short_title(stripped))
            if block.label or parse_label(stripped) or after in self.contents or not fits:
                return -1
            if (
                SCHEDULE.match(words)
                or RECITALS.match(words)
                or SIGNATURE.match(words)
                or stripped[0] in '“"('
            ):
                return -1
            start.heading, start.body_start = tidy(stripped), block.end
            return after
        return -1
