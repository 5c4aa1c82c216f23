"""A Word file opened for writing: its paragraphs by address, and what may not be touched in them."""

import hashlib
from functools import cached_property

from contracts.document import Address, Block, Document
from contracts.errors import RedlineRefusedError
from extraction.readers.docx.fields import Fields
from extraction.readers.docx.names import P, w
from extraction.readers.docx.package import Element, open_package
from extraction.readers.docx.pieces import Piece, pieces, text_of
from extraction.readers.docx.styles import load_styles

_FLD_CHAR = w("fldChar")


class Source:
    """The bytes of a file together with the Document read from them.

    Raises `RedlineRefusedError` where the two do not belong together, or the file is Strict Open XML.
    """

    def __init__(self, data: bytes, document: Document) -> None:
        if hashlib.sha256(data).hexdigest() != document.sha256:
            raise RedlineRefusedError(
                f"{document.name} is not the file that was read; read it again and repeat the edits"
            )
        if not data.startswith(b"PK"):
            raise RedlineRefusedError(
                f"{document.name} is no Word file; only .docx can be redlined, so save it as one first"
            )
        self.data = data
        self.document = document
        self.package = open_package(data)
        self.main = self.package.main
        self._paragraphs: dict[str, list[Element]] = {}
        self._in_field: dict[str, frozenset[Element]] = {}
        self.tree(self.main)

    def tree(self, part: str) -> Element:
        root = self.package.tree(part)
        if self.package.strict:
            raise RedlineRefusedError(
                f"{self.document.name} is Strict Open XML; save it as an ordinary .docx and repeat the edits"
            )
        return root

    @cached_property
    def looks(self):
        return load_styles(self.package)

    def paragraphs(self, part: str) -> list[Element]:
        """Every `w:p` of a part in document order, as `Address.index` counts them."""
        if part not in self._paragraphs:
            self._paragraphs[part] = list(self.tree(part).iter(P))
        return self._paragraphs[part]

    def paragraph(self, address: Address) -> Element:
        return self.paragraphs(address.part)[address.index]

    def pieces(self, paragraph: Element) -> list[Piece]:
        """The pieces of the current view, in order."""
        return [piece for piece in pieces(paragraph, looks=self.looks) if piece.shown("current")]

    def why_untouchable(self, block: Block) -> str:
        """Why no word of a block may be changed, or ""."""
        address = block.address
        if address is None or not self.package.has(address.part):
            return "the block has no place in a Word file"
        if block.kind == "text_box":
            return "text boxes are not redlined; change it by hand"
        if address.index >= len(self.paragraphs(address.part)):
            return "the paragraph is not where it was read; read the file again"
        paragraph = self.paragraph(address)
        if paragraph in self._paragraphs_in_fields(address.part):
            return "the paragraph is the result of a field (a table of contents or the like)"
        if text_of(self.pieces(paragraph)) != self.document.text[block.start : block.end]:
            return "the paragraph is joined with another by a tracked change, or was not read word for word"
        return ""

    def _paragraphs_in_fields(self, part: str) -> frozenset[Element]:
        """Paragraphs that begin inside a complex field opened in an earlier one."""
        if part not in self._in_field:
            root = self.tree(part)
            fields = Fields(root)
            inside: set[Element] = set()
            for element in root.iter(P, _FLD_CHAR):
                if element.tag == _FLD_CHAR:
                    fields.advance(element)
                elif fields.lock:
                    inside.add(element)
            self._in_field[part] = frozenset(inside)
        return self._in_field[part]
