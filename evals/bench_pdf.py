"""A small printer of PDF files in Times, so that the bench needs no other library to have one."""

from dataclasses import dataclass, field

_WIDTH, _HEIGHT, _MARGIN = 595, 842, 72
_SIZE, _LEADING = 11, 13
_LABEL_POINTS = 42
# thousandths of the size, from U+0020 on (Adobe Font Metrics of Times-Roman)
_ADVANCES = tuple(
    int(width)
    for width in """
    250 333 408 500 500 833 778 180 333 333 500 564 250 333 250 278 500 500 500 500 500 500 500 500 500 500
    278 278 564 564 564 444 921 722 667 667 722 611 556 722 722 333 389 722 611 889 722 722 556 722 667 556
    611 722 722 944 722 722 611 333 278 333 469 500 333 444 500 444 500 444 333 500 500 278 278 500 278 778
    500 500 500 500 333 389 278 500 500 722 500 500 444 480 200 480 541
    """.split()
)


def width_of(words: str, size: float = _SIZE) -> float:
    """The printed width in points; letters outside ASCII count as half their size."""
    known = (ord(letter) - 32 for letter in words)
    return sum(_ADVANCES[at] if 0 <= at < len(_ADVANCES) else 500 for at in known) * size / 1000


@dataclass(slots=True)
class Printer:
    """Pages of A4 with a running header and a page number, filled from the top."""

    header: str
    _pages: list[list[str]] = field(default_factory=list)
    _top: float = 0.0

    @property
    def pages(self) -> int:
        """How many pages have been begun."""
        return len(self._pages)

    def title(self, words: str) -> None:
        """A centred line in bold."""
        self._room(3 * _LEADING)
        self._write((_WIDTH - width_of(words)) / 2, words, bold=True)
        self._top += _LEADING

    def paragraph(self, words: str, *, label: str = "", bold: bool = False) -> None:
        """Justified lines; a label stands to the left of the first and the words are indented."""
        left = _MARGIN + (_LABEL_POINTS if label else 0)
        lines = _broken(words, _WIDTH - _MARGIN - left)
        for number, line in enumerate(lines):
            self._room(_LEADING)
            if label and not number:
                self._write(_MARGIN, label, bold=bold, moves=False)
            last = number == len(lines) - 1
            self._write(left, line, bold=bold, spread=0 if last else _WIDTH - _MARGIN - left)
        self._top += _LEADING / 2

    def table(self, rows: tuple[tuple[str, ...], ...]) -> None:
        """A ruled table whose columns are equally wide."""
        step = (_WIDTH - 2 * _MARGIN) / len(rows[0])
        for row in rows:
            cells = [_broken(words, step - 8) for words in row]
            height = max(map(len, cells)) * _LEADING + 4
            self._room(height)
            for column, lines in enumerate(cells):
                left = _MARGIN + column * step
                box = f"{left:.1f} {_HEIGHT - self._top - height:.1f} {step:.1f} {height:.1f} re S"
                self._pages[-1].append(box)
                for number, line in enumerate(lines):
                    self._write(left + 4, line, moves=False, down=2 + number * _LEADING)
            self._top += height
        self._top += _LEADING

    def file(self, pages: int) -> bytes:
        """The first `pages` pages as a file."""
        contents = ["\n".join(page).encode("cp1252", "replace") for page in self._pages[:pages]]
        kids = " ".join(f"{5 + 2 * page} 0 R" for page in range(len(contents)))
        font = "<</Type/Font/Subtype/Type1/BaseFont/{}/Encoding/WinAnsiEncoding>>"
        objects = [
            b"<</Type/Catalog/Pages 2 0 R>>",
            f"<</Type/Pages/Count {len(contents)}/Kids[{kids}]>>".encode(),
            font.format("Times-Roman").encode(),
            font.format("Times-Bold").encode(),
        ]
        for page, content in enumerate(contents):
            objects.append(
                f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_WIDTH} {_HEIGHT}]/Contents {6 + 2 * page} 0 R"
                "/Resources<</Font<</F0 3 0 R/F1 4 0 R>>>>>>".encode()
            )
            objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
        return _assembled(objects)

    def _room(self, height: float) -> None:
        """Begin a page where `height` does not fit."""
        if self._pages and self._top + height <= _HEIGHT - _MARGIN:
            return
        self._pages.append([])
        self._top = _MARGIN / 2
        self._write(_MARGIN, self.header, moves=False)
        self._top = _HEIGHT - _MARGIN / 2
        self._write(_WIDTH / 2, str(self.pages), moves=False)
        self._top = _MARGIN

    def _write(
        self, left: float, words: str, *, bold: bool = False, spread: float = 0.0, down: float = 0.0,
        moves: bool = True,
    ) -> None:  # fmt: skip
        blanks = words.count(" ")
        spacing = (spread - width_of(words)) / blanks if spread and blanks else 0.0
        y = _HEIGHT - self._top - down - _SIZE
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        font = f"/F{int(bold)} {_SIZE} Tf {spacing:.3f} Tw"
        self._pages[-1].append(f"BT {font} {left:.1f} {y:.1f} Td ({escaped}) Tj ET")
        if moves:
            self._top += _LEADING


def _broken(words: str, width: float) -> list[str]:
    """Lines no wider than `width` points."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _assembled(objects: list[bytes]) -> bytes:
    """Numbered objects (the first is the catalogue) with their table, as a PDF file."""
    out, places = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(
        out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    )
