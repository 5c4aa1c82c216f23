"""Cross-references: where they point in this document, and which point outside or nowhere."""

import re

from contracts.document import Document
from contracts.structure import Clause, Reference
from extraction.structure.addresses import Addresses, schedule_key
from extraction.structure.headings import is_heading_like, is_short_title
from extraction.structure.labels import roman
from extraction.structure.outside import changes_paper, names_paper, points_outside
from extraction.structure.printed import Printed
from extraction.structure.zones import is_filing_number

_ITEM = (
    r"(?:\d{1,3}[A-Z]?(?:\.\d{1,3})*(?:\s?\([a-zA-Z0-9]{1,5}\))*|[IVXLC]{1,7}\b(?:\([a-z0-9]{1,4}\))*"
    r"|(?:\([a-zA-Z0-9]{1,5}\))+|[A-Z]\b(?:\.\d+)*)"
)
_JOIN = r"(?:\s*,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to|through|and/or|&)\s+|\s*[-–]\s*)"
_WORDS = (
    r"[Ss]ub-?[Ss]ections?|[Ss]ub-?[Cc]lauses?|[Ss]ub-?[Pp]aragraphs?|SECTIONS?|CLAUSES?|ARTICLES?|PARAGRAPHS?"
    r"|[Ss]ections?|[Ss]ec\.|[Cc]lauses?|[Aa]rticles?|[Aa]rt\.|[Pp]aragraphs?|§§?"
)
_SECTIONS = re.compile(rf"(?P<word>{_WORDS})\s*(?P<items>{_ITEM}(?:{_JOIN}(?:(?:{_WORDS})\s*)?{_ITEM})*)")
_EXHIBIT_WORDS = (
    r"EXHIBITS?|SCHEDULES?|ANNEX(?:ES|URES?)?|APPENDI(?:X|CES)|ATTACHMENTS?|ADDENDUM"
    r"|Exhibits?|Schedules?|Annex(?:es|ures?)?|Appendi(?:x|ces)|Attachments?|Addendum"
)
_LETTERED = (
    r"[“\"]?(?:[A-Z]{1,2}(?:-\d{1,2}|\d)?|\d{1,2}(?:\.\d{1,2})*(?:\([a-z]\))?|[IVX]{1,5})(?![\w’'])[”\"]?"
)
_EXHIBITS = re.compile(
    rf"(?P<word>{_EXHIBIT_WORDS})[^\S\n]{{1,12}}(?P<items>{_LETTERED}(?:{_JOIN}{_LETTERED})*)"
)
_JOINED = re.compile(_JOIN + rf"(?:(?:{_WORDS})\s*)?")
_ONE_ITEM = re.compile(_ITEM)
_ONE_LETTERED = re.compile(_LETTERED)
_LARGEST_OWN_NUMBER = 99
_HEAD_CHARS = 3000
_FEWEST_LOST = 5
_AMENDS = re.compile(r"\b(?:AMENDMENT|ADDENDUM|SUPPLEMENT|Amendment|Addendum|Supplement)\b")
_TITLE_CHARS = 500


def find_references(document: Document, clauses: tuple[Clause, ...]) -> tuple[Reference, ...]:
    """The references of `document` in the order of its text; labels and titles are no references."""
    addresses = Addresses(document.text, clauses)
    labels = {clause.start for clause in clauses if clause.label}
    sections = _with_lost_numbers(_sections(document, addresses, labels))
    found = [*sections, *_schedules(document, addresses, clauses)]
    return tuple(sorted(found, key=lambda reference: reference.start))


def _sections(document: Document, addresses: Addresses, labels: set[int]) -> list[Reference]:
    text = document.text
    printed = Printed(text)
    amends = bool(_AMENDS.search(text, 0, _TITLE_CHARS))
    found: list[Reference] = []
    for match in _SECTIONS.finditer(text):
        if (
            _inside_word(text, match.start())
            or match.start() in labels
            or _begins_line(text, match.start(), labels)
        ):
            continue
        outside = points_outside(text, match)
        near = addresses.at(match.start())
        begin = match.start()
        head, deep = "", False
        for item in _ONE_ITEM.finditer(text, match.start("items"), match.end("items")):
            if item.start() < begin:  # the last letter of "ARTICLE" between two items is none
                continue
            label = re.sub(r"\s", "", item.group())
            if label.startswith("(") and head:
                if not deep and not match["word"].lower().endswith("s"):
                    # "in Section 6, and (iv) with respect to …": the list of a sentence, no reference
                    break
                label = head + label
            elif not label.startswith("("):
                head, deep = re.sub(r"\([^()]*\)$", "", label), "(" in label
            clause_id = None if outside else _resolve(match["word"], label, addresses, near)
            if clause_id is None and not outside:
                if deep and item.group().startswith("("):
                    # "under Section 7(b), (ii) the return of …": the list of the sentence goes on
                    break
                clause_id = addresses.unlisted(_path(label), printed)
                outside = clause_id is None and (
                    amends or changes_paper(text, match.end()) or printed.is_empty
                )
            found.append(_section(text, (begin, item.end()), label, clause_id, outside=outside))
            begin = _after_join(text, item.end(), match.end())
    return found


def _with_lost_numbers(found: list[Reference]) -> list[Reference]:
    """`found`, all that dangle called external where most of them do: then the file has lost the numbers of
    its clauses, or speaks of another paper's, and it is not the references that are wrong."""
    own = [one for one in found if one.kind == "section"]
    lost = sum(one.clause_id is None for one in own)
    if lost < _FEWEST_LOST or 2 * lost <= len(own):
        return found
    return [
        one.model_copy(update={"kind": "external"})
        if one.kind == "section" and one.clause_id is None
        else one
        for one in found
    ]


def _section(
    text: str, span: tuple[int, int], label: str, clause_id: str | None, *, outside: bool
) -> Reference:
    start, end = span
    number = re.match(r"\d+", label)
    foreign = outside or (
        clause_id is None and number is not None and int(number.group()) > _LARGEST_OWN_NUMBER
    )
    kind = "external" if foreign else "section"
    return Reference(text=text[start:end], start=start, end=end, label=label, kind=kind, clause_id=clause_id)


def _resolve(word: str, label: str, addresses: Addresses, near: int | None) -> str | None:
    if label.startswith("("):
        return addresses.relative(label.lower(), near)
    number = label.partition("(")[0]
    article = word.lower().startswith("art")
    return addresses.section(_path(label), near, article=article) or (
        addresses.relative(f"({number.lower()})", near) if number.isalpha() else None
    )


def _path(label: str) -> str:
    """The address that a label cites: "IV" is 4, "02.3(A)" is 2.3(a), "6A" is 6(a)."""
    number, _, inner = label.partition("(")
    value = roman(number) if number.isalpha() else None
    path = str(value) if value else ".".join(part.lstrip("0") or "0" for part in number.split("."))
    if path[-1:].isalpha() and path[:-1].isdigit():
        path = f"{path[:-1]}({path[-1].lower()})"
    return path + (f"({inner.lower()}" if inner else "")


def _inside_word(text: str, at: int) -> bool:
    """Whether a word goes on at `at`; asked of the few matches, not of every place in the text."""
    return at > 0 and (text[at - 1].isalnum() or text[at - 1] in "_-")


def _begins_line(text: str, start: int, labels: set[int]) -> bool:
    """Whether only white space stands between the beginning of a labelled clause and `start`."""
    low = start
    while low > 0 and text[low - 1] in " \t":
        low -= 1
    return low != start and low in labels


def _schedules(document: Document, addresses: Addresses, clauses: tuple[Clause, ...]) -> list[Reference]:
    text = document.text
    own = {clause.start for clause in clauses if clause.kind == "schedule" and clause.parent is None}
    found: list[Reference] = []
    for match in _EXHIBITS.finditer(text):
        if _inside_word(text, match.start()) or match.start() in own or _is_own_title(text, match, own):
            continue
        outside = names_paper(text, match.end())
        begin = match.start()
        for item in _ONE_LETTERED.finditer(text, match.start("items"), match.end("items")):
            label = item.group().strip('“”"')
            clause_id = None if outside else addresses.schedule(match["word"], label)
            if clause_id is None and _is_entry(text, match):
                break
            end = item.end()
            kind = "external" if outside else "exhibit"
            name = f"{_singular(match['word'])} {label}"
            found.append(
                Reference(
                    text=text[begin:end], start=begin, end=end, label=name, kind=kind, clause_id=clause_id
                )
            )
            begin = _after_join(text, end, match.end())
    return found


def _after_join(text: str, at: int, limit: int) -> int:
    """Where the next item of a list of references begins: behind the comma or "and"."""
    match = _JOINED.match(text, at, limit)
    return match.end() if match else at


def _singular(word: str) -> str:
    return schedule_key(word)[2:].strip().capitalize()


def _is_entry(text: str, match: re.Match[str]) -> bool:
    """Whether "Exhibit 4.2" is the number of a filing, or stands in a list of exhibits or of contents."""
    if match.start() < _HEAD_CHARS and is_filing_number(match.group()) and "." in match["items"]:
        return True
    if re.search(r"\s{3}\d+$", match.group()):
        return True
    if text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip():
        return False
    high = text.find("\n", match.end())
    rest = text[match.end() : high if high >= 0 else len(text)]
    title = re.sub(r"[\s.]*\d{0,3}\s*$", "", rest).strip(' \t–—-:."”')
    return is_heading_like(title) or is_short_title(title)


def _is_own_title(text: str, match: re.Match[str], own: set[int]) -> bool:
    """A line that holds nothing but the title of a schedule, or the filing's own exhibit number."""
    low = text.rfind("\n", 0, match.start()) + 1
    high = text.find("\n", match.end())
    line = text[low : high if high >= 0 else len(text)].strip(' []()“”".')
    alone = len(line) <= match.end() - match.start() + 2
    return alone or low in own or (low == 0 and match.start() - low < 3)
