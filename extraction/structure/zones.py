"""Where a contract changes its nature: contents, recitals, operative words, signatures, schedules."""

import re
from collections.abc import Sequence

from contracts.document import Block
from extraction.structure.labels import parse_label

BODY_KINDS = frozenset({"paragraph", "heading", "cell", "text_box"})
RECITALS = re.compile(
    r"\s*(?:\(?[A-Z0-9]{1,2}[.)]\s*)?(?:WHEREAS|Whereas)\b"
    r"|\s*(?:RECITALS?|Recitals?|BACKGROUND|Background|PREAMBLE|Preamble|PREMISES|WITNESSETH"
    r"|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H)\s*(?:OF (?:THE )?AGREEMENT)?\s*[:;,.]*\s*$"
)
RECITALS_INSIDE = re.compile(
    r"(?<=[.;:)\s])(?:WHEREAS\s?[,:;]|(?:RECITALS?|Recitals?|BACKGROUND|Background)\s?:?\s+"
    r"(?=\(?[A1]\)?\.?\s|WHEREAS|The\s))"
)
OPERATIVE = re.compile(
    r"\b(?:NOW,?\s+THEREFORE|Now,?\s+[Tt]herefore|(?:hereby\s+)?(?:covenant(?:s|ed)?\s+and\s+)?agree(?:s|d)?(?:\s+and\s+\w+)?"
    r"(?:\s+(?:with|between|among)\s+[\w\s]{3,30})?(?:\s+as\s+follows|\s*:\s*$)|it\s+is\s+(?:hereby\s+)?agreed|AGREED\s+TERMS"
    r"|AGREE\s+AS\s+FOLLOWS)"
)
SIGNATURE = re.compile(
    r"\s*(?:IN\s+WITNESS\s+(?:WHERE|THERE)OF|In\s+[Ww]itness\s+[Ww]hereof|IN WITNESS HEREOF"
    r"|\[?\s*(?:SIGNATURES?|Signatures?)(?:\s+(?:PAGE|page|BLOCK)[^.]{0,60})?\]?[.:]?\s*$"
    r"|\[?(?:Signature|SIGNATURE)\s+(?:Page|page|PAGE)\b"
    r"|(?:SIGNED|Signed|EXECUTED|Executed)\s+(?:by|BY|for|FOR|as|AS|and|AND|on|ON|at|AT|in|IN|this|the)\b"
    r"|(?:AGREED\s+(?:AND|&)\s+ACCEPTED|ACCEPTED\s+(?:AND|&)\s+AGREED|Agreed\s+and\s+[Aa]ccepted|Accepted\s+and\s+[Aa]greed)"
    r"|By\s*:?\s*(?:/s/|_{2,}|$)|/s/)"
)
# titles of parts that often come without "Exhibit A" above them
ATTACHMENT = re.compile(
    r"(?:FORM OF|LIST OF|TERM SHEET)\b|.{0,60}\b(?:STATEMENT OF WORK|ORDER FORM|TERMS AND CONDITIONS"
    r"|PRICE LIST|FEE SCHEDULE|SPECIFICATIONS?|SERVICE LEVELS?|GUARANTY|GUARANTEE)\b",
    re.I,
)
SIGNATURE_INSIDE = re.compile(r"(?<=[.;:\])\s])IN\s+WITNESS\s+WHEREOF\b")
SCHEDULE = re.compile(
    r"\s*[\[“\"(]?(?P<label>(?:EXHIBIT|SCHEDULE|ANNEX|ANNEXURE|APPENDIX|ATTACHMENT|ADDENDUM"
    r"|Exhibit|Schedule|Annex|Annexure|Appendix|Attachment|Addendum)"
    r"(?:\s+(?:No\.?\s*)?[“\"']?(?:[A-Z]{1,2}(?:-\d+|\d)?|\d{1,2}(?:\.\d{1,2})*(?:\([a-z]\))?|[IVX]+|One|Two|Three|Four)[”\"']?)?)"
    r"(?=[\s.:–—)\]”\"-]|$)[\]”\")]?\s*[.:–—-]*\s*"
)
_EXHIBIT_NUMBER_OF_A_FILING = re.compile(r"\s*(?:EXHIBIT|Exhibit|EX)[\s-]*\(?\d+\b")
_CONTENTS_TITLE = re.compile(
    r"(?:^|\s)(?:TABLE OF CONTENTS|Table of Contents|CONTENTS)[:.]?(?:\s+(?:Page|PAGE)[:.]?)?\s*$"
)
_CONTENTS_INSIDE = re.compile(r"(?:TABLE OF CONTENTS|Table of Contents|CONTENTS)\b")
_ENTRY_INSIDE = re.compile(
    r"\s\d{1,3}\s+(?:(?:ARTICLE|Article|SECTION|Section|EXHIBIT|Exhibit|Schedule|SCHEDULE)\s|\d{1,2}\.)"
)
_CONTENTS = re.compile(r"\s*(?:TABLE\s+OF\s+CONTENTS?|CONTENTS|INDEX)\s*:?\s*(?:PAGE)?\s*$", re.I)
_ENDS_IN_PAGE = re.compile(r"(?:[.…·_]{3,}|\.\s\.\s\.|\t|\s{2,}|\s)\s*(?:\d{1,3}|[ivx]{1,5})\s*$")
_ENDS_IN_LEADER = re.compile(r"(?:[.…·]{4,}|(?:\.\s){4,}|\t+)\s*(?:\d{1,3}|[ivx]{1,5})\s*$")
_LONGEST_CONTENTS_LINE = 200
_LONGEST_LEADER = 200


def is_filing_number(text: str) -> bool:
    """ "Exhibit 10.1" at the top of a document filed with a regulator is no schedule of the contract."""
    return bool(_EXHIBIT_NUMBER_OF_A_FILING.match(text))


def contents_blocks(text: str, blocks: Sequence[Block]) -> set[int]:
    """Indexes of the blocks that make up a table of contents.

    They are: blocks in a contents style; three or more lines in a row that end in dot leaders and a
    page number; and, after a line "Table of Contents", the lines until the first entry comes again.
    """
    found = {index for index, block in enumerate(blocks) if block.style.lower().startswith("toc ")}
    run: list[int] = []
    for index, block in enumerate(blocks):
        tail = max(block.start, block.end - _LONGEST_LEADER)
        if block.end - block.start < 4000 and _ENDS_IN_LEADER.search(text, tail, block.end):
            run.append(index)
            continue
        if len(run) >= 3:
            found.update(range(run[0], run[-1] + 1))
        if block.end - block.start > 1:
            run = []
    for index, block in enumerate(blocks):
        words = text[block.start : block.end]
        if (len(words) < 60 and _CONTENTS.match(words)) or (
            len(words) < 160 and _CONTENTS_TITLE.search(words)
        ):
            found.add(index)
            found.update(_after_title(text, blocks, index + 1))
        elif _CONTENTS_INSIDE.search(words) and _is_made_of_entries(words):
            found.add(index)
    return found


def _is_made_of_entries(words: str) -> bool:
    """Whether the block is a whole table of contents run into one line: page numbers before labels."""
    entries = len(_ENTRY_INSIDE.findall(words))
    return entries >= 5 and len(words) < 120 * entries


def _after_title(text: str, blocks: Sequence[Block], first: int) -> range:
    keys: list[str] = []
    last = first
    for index in range(first, min(len(blocks), first + 400)):
        block = blocks[index]
        words = text[block.start : block.end]
        if not words.strip():
            continue
        key = _key(words, block.label)
        if any(_same(key, entry) for entry in keys[:3]):
            return range(first, index)
        mark = parse_label(words.strip())
        if key and (mark or block.label or _ENDS_IN_PAGE.search(words)):
            keys.append(key)
            last = index + 1
        if len(words) > _LONGEST_CONTENTS_LINE and not _ENDS_IN_PAGE.search(words):
            break
        if _ENDS_IN_PAGE.search(words):
            last = index + 1
    return range(first, last)


def _same(key: str, entry: str) -> bool:
    """Page numbers may stick to an entry, so one may only begin like the other."""
    return len(key) > 5 and len(entry) > 5 and (entry.startswith(key) or key.startswith(entry))


def _key(words: str, label: str) -> str:
    words = _ENDS_IN_PAGE.sub("", words).strip(" .…·\t")
    return re.sub(r"[^a-z0-9]+", "", (label + words).lower())[:40]
