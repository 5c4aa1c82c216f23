"""A web page made ready for `unstructured`: what it would lose or misread is put in words it keeps.

It drops words outside `<main>`, in form fields and around captions, joins the pieces of a table cell with
blanks ("A greement"), forgets numbers of lists and breaks of lines. So fields become words, numbers and
breaks become marks of the private use area (`BREAK` and the like), every text begins with `KEPT` so that
no leading dash or single letter is taken for a bullet, and every element becomes one of a few plain ones.
"""

import re
from collections.abc import Iterator
from typing import Any

from extraction.readers.longtail_hidden import declarations
from extraction.readers.longtail_lists import number_lists

BREAK, LABEL, LABEL_END, CENTRE, KEPT = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
MARKS = re.compile(f"{LABEL}[^{LABEL_END}]*{LABEL_END}|[{CENTRE}{KEPT}]")
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd label mark nobr output q ruby rt rp s "
    "samp small span strike strong sub sup time tt u var wbr".split()
)
_BLOCKS = frozenset(
    "p div h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th pre "
    "blockquote".split()
)
_OF_TABLES = frozenset("caption thead tbody tfoot tr td th".split())
_BOLD = frozenset(("b", "strong"))
_CELLS = frozenset(("td", "th"))
_DROPPED = frozenset(
    ("script", "style", "link", "meta", "head", "hr", "source", "track", "param", "col", "colgroup")
)


def plain(root: Any) -> Any:
    """Rewrite the tree of a page in place and return it. What stands behind the end of the body counts."""
    body = root
    for item in list(body.iter()):
        if not isinstance(item.tag, str) or item.tag in _DROPPED:
            _remove(item)
    _show_fields(body)
    number_lists(body)
    for item in list(body.iter("br")):
        _replace(item, BREAK)
    for item in list(body.iter("q")):
        item.text = f"“{item.text or ''}"
        _append(item, "”")
    centred = [item for item in body.iter() if item.tag not in _INLINE and _is_centred(item)]
    for item in body.iter():
        item.tag = _plain_tag(item)
    _simplify_tables(body)
    for item in centred:
        if item.tag in ("p", "div", "h1", "h2", "h3", "h4", "h5", "h6") and not _has_blocks(item):
            item.text = CENTRE + (item.text or "")
    for item in body.iter():
        item.attrib.clear()
    _keep_texts(body)
    return body


def paragraphs_in(element: Any) -> Iterator[str]:
    """The words of each paragraph-like piece of a plain tree, white space made single blanks."""
    pieces: list[str] = []
    for text, is_border in (*_runs(element), ("", True)):
        pieces.append(text)
        if is_border:
            for line in "".join(pieces).split(BREAK):
                if words := " ".join(line.split()):
                    yield words
            pieces = []


def _runs(element: Any) -> Iterator[tuple[str, bool]]:
    """Texts in order, and borders between blocks."""
    stack: list[tuple[Any, bool]] = [(element, False)]
    while stack:
        item, leaving = stack.pop()
        block = item.tag not in _INLINE
        if block:
            yield "", True
        if leaving:
            if item is not element and item.tail:
                yield item.tail, False
            continue
        if item.text:
            yield item.text, False
        stack.append((item, True))
        stack.extend((child, False) for child in reversed(item))


def _plain_tag(item: Any) -> str:
    display = declarations(item.get("style", "")).get("display", "")
    if item.tag in _INLINE or ":" in item.tag:
        if display in ("block", "table", "flex", "grid"):
            return "div"
        return "b" if item.tag in _BOLD else "span"
    if item.tag == "div" and display == "inline" and not _has_blocks(item):
        return "span"
    if item.tag in _OF_TABLES and next(item.iterancestors("table"), None) is None:
        return "div"
    return item.tag if item.tag in _BLOCKS else "div"


def _has_blocks(item: Any) -> bool:
    return any(child.tag not in _INLINE for child in item.iterdescendants())


def _is_centred(item: Any) -> bool:
    for one in (item, *item.iterancestors()):
        given = declarations(one.get("style", "")).get("text-align") or one.get("align", "").lower()
        if given or one.tag == "center":
            return given == "center" or not given
    return False


def _show_fields(body: Any) -> None:
    """What a form shows as filled in becomes words."""
    for item in list(body.iter("input", "select", "textarea")):
        kind = item.get("type", "text").lower()
        if item.tag == "textarea":
            words = item.text or ""
        elif item.tag == "select":
            options = list(item.iter("option"))
            chosen = [one for one in options if one.get("selected") is not None] or options[:1]
            words = ", ".join("".join(one.itertext()).strip() for one in chosen)
        elif kind in ("checkbox", "radio"):
            words = "[x]" if item.get("checked") is not None else "[ ]"
        else:
            words = "" if kind in ("hidden", "password", "image", "file") else item.get("value", "")
        _replace(item, f" {words} ")


def _simplify_tables(body: Any) -> None:
    """A table of one column is the frame of a page: its cells become blocks. In others each cell holds
    nothing but text, a `BREAK` between its paragraphs."""
    for table in list(body.iter("table")):
        rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
        if all(sum(cell.tag in _CELLS for cell in row) <= 1 for row in rows):
            for item in (table, *table):
                item.tag = "div"
            for row in rows:
                for item in (row, *row):
                    item.tag = "div" if item.tag in ("tr", *_CELLS) else item.tag
    for cell in list(body.iter("td", "th")):
        if any(True for _ in cell.iterancestors("td", "th")):
            continue
        words = BREAK.join(paragraphs_in(cell))
        for child in list(cell):
            cell.remove(child)
        cell.text = words


def _keep_texts(body: Any) -> None:
    for item in body.iter():
        if item.text and item.text.strip():
            item.text = KEPT + item.text
        if item is not body and item.tail and item.tail.strip():
            item.tail = KEPT + item.tail


def _append(item: Any, text: str) -> None:
    if len(item):
        item[-1].tail = (item[-1].tail or "") + text
    else:
        item.text = (item.text or "") + text


def _replace(item: Any, text: str) -> None:
    """Put `text` in the place of an element, what follows it kept."""
    item.text = text
    for child in list(item):
        item.remove(child)
    item.attrib.clear()
    item.tag = "span"


def _remove(item: Any) -> None:
    parent = item.getparent()
    if parent is None:
        return
    before = item.getprevious()
    tail = item.tail or ""
    if before is None:
        parent.text = (parent.text or "") + tail
    else:
        before.tail = (before.tail or "") + tail
    parent.remove(item)
