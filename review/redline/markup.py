"""The few things the redline engine asks of lxml, which carries no types."""
# pyright: basic

import re
from copy import deepcopy
from typing import Any

from lxml import etree  # pyright: ignore[reportAttributeAccessIssue]

from extraction.readers.docx.names import XML_URI

Element = Any

_SPACE = f"{{{XML_URI}}}space"
_START_TAG = re.compile(r"""<[^\s/>]+(?:[^>"']|"[^"]*"|'[^']*')*>""")


def local_name(element: Element) -> str:
    """The tag without its namespace; "" for comments and processing instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def part_bytes(root: Element) -> bytes:
    """A whole part as UTF-8 with the XML declaration that Word writes."""
    return etree.tostring(root.getroottree(), xml_declaration=True, encoding="UTF-8", standalone=True)


def fragment_bytes(element: Element) -> bytes:
    """An element as UTF-8, fit to stand where it stands: without the namespaces its parent declares."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    outer = element.getparent().nsmap
    tag = _START_TAG.match(text)
    assert tag is not None
    start = tag.group()
    for prefix, uri in element.nsmap.items():
        if outer.get(prefix) == uri:
            name = f"xmlns:{prefix}" if prefix else "xmlns"
            start = re.sub(rf"""\s{re.escape(name)}=("[^"]*"|'[^']*')""", "", start, count=1)
    return (start + text[tag.end() :]).encode("utf-8")


def make(parent: Element, name: str, *, attributes: dict[str, str] | None = None) -> Element:
    """A new element with the prefixes of `parent`, not yet placed anywhere of use: its last child."""
    return etree.SubElement(parent, name, attributes or {})


def leading(parent: Element, name: str) -> Element:
    """The child of that name, made where absent at the front, where Word wants properties to stand."""
    found = parent.find(name)
    if found is None:
        found = make(parent, name)
        parent.insert(0, found)
    return found


def set_text(node: Element, text: str) -> None:
    """Give a `w:t` its words, with `xml:space` where they need it."""
    node.text = text
    if text != text.strip() or "  " in text:
        node.set(_SPACE, "preserve")


def copied(element: Element) -> Element:
    """A deep copy, unattached, without the white space that follows the original."""
    copy = deepcopy(element)
    copy.tail = None
    return copy


def canonical(element: Element) -> bytes:
    """Canonical XML (C14N 1.0, exclusive), for comparing."""
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)
