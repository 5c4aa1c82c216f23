"""Comments: their anchors in the body, and the four parts that hold what they say."""

import hashlib
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from extraction.readers.docx.names import ID, PARA_ID, PPR, VAL, W14_URI, W15_URI, W_URI, w
from extraction.readers.docx.package import Element, Package
from review.redline.markup import make
from review.redline.revisions import story_parts
from review.redline.splice import append_to_root
from review.redline.stamp import Stamp

W16CID_URI = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
_TYPES_URI = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS_URI = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE_STYLE, _TEXT_STYLE = "CommentReference", "CommentText"


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment to be written."""

    id: str
    text: str


@dataclass(frozen=True, slots=True)
class _Kind:
    """One of the parts: file name, root element, and how the package points to it."""

    name: str
    root: str
    relationship: str


_KINDS = (
    _Kind("comments", f'w:comments xmlns:w="{W_URI}" xmlns:w14="{W14_URI}"',
          "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"),
    _Kind("commentsExtended", f'w15:commentsEx xmlns:w15="{W15_URI}"',
          "http://schemas.microsoft.com/office/2011/relationships/commentsExtended"),
    _Kind("commentsIds", f'w16cid:commentsIds xmlns:w16cid="{W16CID_URI}"',
          "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds"),
    _Kind("people", f'w15:people xmlns:w15="{W15_URI}"',
          "http://schemas.microsoft.com/office/2011/relationships/people"),
)  # fmt: skip


class Anchors:
    """Hangs comments on children of paragraphs."""

    def __init__(self, stamp: Stamp, *, styled: bool) -> None:
        self._stamp = stamp
        self._styled = styled

    def open(self, paragraph: Element, child: Element | None, *, remark_id: str) -> None:
        """Begin a comment before a child of the paragraph (at its end where None)."""
        mark = make(paragraph, w("commentRangeStart"), attributes={ID: remark_id})
        if child is not None:
            child.addprevious(mark)

    def close(self, paragraph: Element, child: Element | None, *, remark_id: str, new: bool = False) -> None:
        """End a comment behind a child of the paragraph (at its end where None), with its reference.

        In a `new` paragraph the reference is an insertion like the rest, so that rejecting takes it too.
        """
        mark = make(paragraph, w("commentRangeEnd"), attributes={ID: remark_id})
        holder = self._stamp.revision(paragraph, "ins") if new else paragraph
        run = make(holder, w("r"))
        if self._styled:
            make(make(run, w("rPr")), w("rStyle"), attributes={VAL: _REFERENCE_STYLE})
        make(run, w("commentReference"), attributes={ID: remark_id})
        if child is not None:
            child.addnext(mark)
            mark.addnext(holder if new else run)


def first_content(paragraph: Element) -> Element | None:
    """The first child that is not the properties."""
    return next((child for child in paragraph if child.tag != PPR), None)


class CommentParts:
    """Writes remarks into the comment parts of a package: completes what is there, creates what is not."""

    def __init__(self, package: Package, stamp: Stamp, seed: str) -> None:
        self._package = package
        self._stamp = stamp
        self._ids = _paragraph_ids(package, seed)
        styles = package.related(package.main, "styles")
        defined = {item.get(w("styleId")) for name in styles for item in package.tree(name).iter(w("style"))}
        self.has_reference_style = _REFERENCE_STYLE in defined
        self._has_text_style = _TEXT_STYLE in defined

    def write(self, remarks: Sequence[Remark]) -> tuple[dict[str, bytes], dict[str, bytes]]:
        """Changed and added parts, by name."""
        changed: dict[str, bytes] = {}
        added: dict[str, bytes] = {}
        pointers: list[tuple[_Kind, str]] = []
        for kind, content in zip(_KINDS, self._contents(remarks), strict=True):
            known = self._package.related(self._package.main, kind.name)
            if known:
                changed[known[0]] = append_to_root(self._package.read(known[0]), content)
                continue
            name = self._free_name(kind.name)
            root = kind.root.partition(" ")[0].encode()
            added[name] = _HEAD + b"<" + kind.root.encode() + b">" + content + b"</" + root + b">"
            pointers.append((kind, name))
        if pointers:
            self._point(pointers, changed, added)
        return changed, added

    def _contents(self, remarks: Sequence[Remark]) -> tuple[bytes, ...]:
        comments = extended = ids = ""
        for remark in remarks:
            lines = _UNWRITABLE.sub("\ufffd", remark.text).split("\n")
            keys = [next(self._ids) for _ in lines]
            comments += self._comment(remark, lines, keys)
            extended += f'<w15:commentEx xmlns:w15="{W15_URI}" w15:paraId="{keys[-1]}" w15:done="0"/>'
            ids += (
                f'<w16cid:commentId xmlns:w16cid="{W16CID_URI}" w16cid:paraId="{keys[-1]}" '
                f'w16cid:durableId="{next(self._ids)}"/>'
            )
        return comments.encode(), extended.encode(), ids.encode(), self._person().encode()

    def _comment(self, remark: Remark, lines: list[str], keys: list[str]) -> str:
        style = f'<w:pPr><w:pStyle w:val="{_TEXT_STYLE}"/></w:pPr>' if self._has_text_style else ""
        look = f'<w:rPr><w:rStyle w:val="{_REFERENCE_STYLE}"/></w:rPr>' if self.has_reference_style else ""
        paragraphs = ""
        for number, (line, key) in enumerate(zip(lines, keys, strict=True)):
            reference = f"<w:r>{look}<w:annotationRef/></w:r>" if number == 0 else ""
            words = f'<w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r>' if line else ""
            paragraphs += f'<w:p w14:paraId="{key}">{style}{reference}{words}</w:p>'
        author = self._stamp.author
        return (
            f'<w:comment xmlns:w="{W_URI}" xmlns:w14="{W14_URI}" w:id="{remark.id}" '
            f"w:author={quoteattr(author.name)} w:date={quoteattr(self._stamp.date)} "
            f"w:initials={quoteattr(author.initials)}>{paragraphs}</w:comment>"
        )

    def _person(self) -> str:
        name = quoteattr(self._stamp.author.name)
        return (
            f'<w15:person xmlns:w15="{W15_URI}" w15:author={name}>'
            f'<w15:presenceInfo w15:providerId="None" w15:userId={name}/></w15:person>'
        )

    def _free_name(self, stem: str) -> str:
        folder = posixpath.dirname(self._package.main)
        names = (posixpath.join(folder, f"{stem}{number or ''}.xml") for number in range(1000))
        return next(name for name in names if not self._package.has(name))

    def _point(
        self, pointers: list[tuple[_Kind, str]], changed: dict[str, bytes], added: dict[str, bytes]
    ) -> None:
        types = "".join(
            f'<Override xmlns="{_TYPES_URI}" PartName="/{escape(name)}" '
            f'ContentType="{_WORD_TYPE}.{kind.name}+xml"/>'
            for kind, name in pointers
        )
        changed["[Content_Types].xml"] = append_to_root(
            self._package.read("[Content_Types].xml"), types.encode()
        )
        main = self._package.main
        used = {item.id for item in self._package.relationships(main)}
        free = (f"rIdFourCorners{number}" for number in range(1, 10_000))
        fresh = (name for name in free if name not in used)
        links = "".join(
            f'<Relationship xmlns="{_RELATIONSHIPS_URI}" Id="{next(fresh)}" Type="{kind.relationship}" '
            f'Target="{posixpath.basename(name)}"/>'
            for kind, name in pointers
        )
        folder, base = posixpath.split(main)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if self._package.has(path):
            changed[path] = append_to_root(self._package.read(path), links.encode())
        else:
            root = f'<Relationships xmlns="{_RELATIONSHIPS_URI}">{links}</Relationships>'
            added[path] = _HEAD + root.encode()


def _paragraph_ids(package: Package, seed: str) -> Iterator[str]:
    """Long hex ids (1 to 0x7FFFFFFE) that no paragraph has, the same for the same file."""
    used = {
        item.get(PARA_ID, "").upper()
        for part in story_parts(package)
        for item in package.tree(part).iter(w("p"), w("tr"))
    }
    number = 0
    while True:
        digest = hashlib.sha256(f"{seed}/{number}".encode()).digest()
        key = f"{int.from_bytes(digest[:4], 'big') % 0x7FFFFFFE + 1:08X}"
        number += 1
        if key not in used:
            used.add(key)
            yield key
