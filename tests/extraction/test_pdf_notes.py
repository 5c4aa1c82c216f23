"""What is laid over a PDF page, and what is kept out of sight, on pages written here object by object."""

import io

import pypdfium2 as pdfium
import pytest
from fpdf import FPDF

from contracts.document import Document, Gap
from extraction.readers.pdf import read_pdf

WORDS = "The Supplier delivers the goods in time."
BODY = f"BT /F0 12 Tf 72 700 Td ({WORDS}) Tj ET\n"
# 12-point Helvetica at 72, 700: "Supplier" is printed from 96 to 142
SUPPLIER = "/Rect[95 695 143 712]/QuadPoints[95 712 143 712 95 695 143 695]"
STICKY = "/Subtype/Text/Rect[400 698 420 718]"


def page(
    body: str = BODY, *, notes: tuple[str, ...] = (), catalog: str = "", resources: str = "", fields: str = ""
) -> bytes:
    """A file of one page with annotations; they are objects 7 and on."""
    content = body.encode("latin-1")
    listed = " ".join(f"{number} 0 R" for number in range(7, 7 + len(notes)))
    form = f"/AcroForm<</Fields[{fields}]/DR<</Font<</Helv 5 0 R>>>>/DA(/Helv 0 Tf 0 g)>>" if fields else ""
    objects = [
        f"<</Type/Catalog/Pages 2 0 R{catalog}{form}>>".encode(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[{listed}]"
        f"/Resources<</Font<</F0 5 0 R>>{resources}>>>>".encode(),
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/OCG/Name(Draft)>>",
        *(f"<</Type/Annot{note}>>".encode("latin-1") for note in notes),
    ]
    out = bytearray(b"%PDF-1.5\n")
    places: list[int] = []
    for number, item in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def read(*notes: str, fields: str = "") -> Document:
    return read_pdf(page(notes=notes, fields=fields), "page.pdf")


def only_gap(document: Document) -> Gap:
    (gap,) = document.coverage.gaps
    return gap


def test_a_remark_on_words_is_a_comment_on_them() -> None:
    document = read(f"/Subtype/Highlight{SUPPLIER}/Contents(too narrow)/T(Ben)/M(D:20260301101500+01'00')")
    (comment,) = document.comments
    assert (comment.author, comment.text) == ("Ben", "too narrow")
    assert document.text[comment.start : comment.end] == "Supplier"
    assert comment.date is not None
    assert comment.date.isoformat() == "2026-03-01T10:15:00+01:00"
    assert document.coverage.complete
    assert document.text == WORDS


def test_a_note_beside_the_text_hangs_on_its_line_and_answers_hang_on_the_note() -> None:
    document = read(
        f"{STICKY}/Contents(check this)/T(Ann)",
        f"{STICKY}/Contents(checked)/T(Ben)/IRT 7 0 R",
        f"{STICKY}/Contents(closed)/State(Completed)/StateModel(Review)/IRT 7 0 R",
    )
    first, answer = document.comments
    assert document.text[first.start : first.end] == WORDS
    assert (first.resolved, answer.resolved, answer.parent_id) == (True, False, first.id)


def test_a_remark_with_a_broken_date_has_none() -> None:
    for date in ("D:20261301", "yesterday", "D:2026"):
        (comment,) = read(f"{STICKY}/Contents(x)/M({date})").comments
        assert (comment.date is None) == (date != "D:2026")


@pytest.mark.parametrize(("subtype", "kind"), [("StrikeOut", "struck_out"), ("Redact", "redaction")])
def test_words_marked_to_go_stay_in_the_text_and_are_told(subtype: str, kind: str) -> None:
    document = read(f"/Subtype/{subtype}{SUPPLIER}")
    gap = only_gap(document)
    assert (gap.kind, gap.content, gap.severity, gap.place) == (kind, "Supplier", "medium", "page 1")
    assert document.text == WORDS


@pytest.mark.parametrize(
    ("note", "kind"),
    [
        ("/Subtype/Ink/Rect[70 690 200 710]/InkList[[70 690 200 710]]", "drawing"),
        ("/Subtype/Stamp/Rect[70 600 200 640]/Name/Approved", "stamp"),
        ("/Subtype/FileAttachment/Rect[70 600 90 620]", "attachment"),
        ("/Subtype/Sound/Rect[70 600 90 620]", "media"),
    ],
)
def test_what_cannot_be_read_as_words_is_a_gap(note: str, kind: str) -> None:
    assert only_gap(read(note)).kind == kind


def test_typed_words_are_read_where_they_stand_and_told() -> None:
    document = read("/Subtype/FreeText/Rect[72 400 300 414]/Contents(Typed by hand)/DA(/Helv 12 Tf)")
    assert document.text == f"{WORDS}\nTyped by hand"
    assert (only_gap(document).kind, only_gap(document).severity) == ("free_text", "low")


def test_links_and_hidden_annotations_are_nothing() -> None:
    document = read("/Subtype/Link/Rect[72 690 200 712]", f"{STICKY}/Contents(no)/F 2")
    assert (document.comments, document.coverage.complete) == ((), True)


FIELD = "/Subtype/Widget/Rect[72 300 300 314]/F 4/DA(/Helv 12 Tf 0 g)"


def test_values_of_a_form_that_the_file_does_not_draw_are_read() -> None:
    document = read(
        f"{FIELD}/FT/Tx/T(name)/V(Birch Stores Limited)",
        "/Subtype/Widget/Rect[72 250 86 264]/F 4/FT/Btn/T(yes)/V/On/AS/On/AP<</N<</On 4 0 R>>>>",
        "/Subtype/Widget/Rect[72 220 86 234]/F 4/FT/Btn/T(no)/V/Off/AS/Off/AP<</N<</On 4 0 R>>>>",
        fields="7 0 R 8 0 R 9 0 R",
    )
    assert document.text == f"{WORDS}\nBirch Stores Limited\n☒\n☐"
    assert document.coverage.complete


def drawn(words: str, value: str) -> bytes:
    """A form field that shows `words` and holds `value`: the seventh object, drawn by the eighth."""
    stream = f"BT /F0 12 Tf 2 2 Td ({words}) Tj ET"
    shape = (
        f"<</Type/XObject/Subtype/Form/BBox[0 0 228 14]/Resources<</Font<</F0 5 0 R>>>>"
        f"/Length {len(stream)}>>stream\n{stream}\nendstream"
    )
    data = page(notes=(f"{FIELD}/FT/Tx/T(name)/V({value})/AP<</N 8 0 R>>", "SHAPE"), fields="7 0 R")
    return data.replace(b"<</Type/AnnotSHAPE>>", shape.encode()).replace(b"7 0 R 8 0 R]", b"7 0 R]")


def test_a_value_that_is_drawn_is_read_as_drawn_and_one_that_differs_is_told() -> None:
    document = read_pdf(drawn("1,000.00", "1000"), "form.pdf")
    assert (document.text, document.coverage.complete) == (f"{WORDS}\n1,000.00", True)
    document = read_pdf(drawn("Alder", "Birch"), "form.pdf")
    assert document.text == f"{WORDS}\nAlder"
    assert (only_gap(document).kind, only_gap(document).content) == ("form_value", "Birch")


def test_words_on_a_layer_that_is_switched_off_are_kept_out() -> None:
    layer = "/OC /L0 BDC BT /F0 12 Tf 72 600 Td (Approve this at once) Tj ET EMC"
    for off, text in (("6 0 R", WORDS), ("", f"{WORDS}\nApprove this at once")):
        catalog = f"/OCProperties<</OCGs[6 0 R]/D<</OFF[{off}]>>>>"
        data = page(BODY + layer, catalog=catalog, resources="/Properties<</L0 6 0 R>>")
        document = read_pdf(data, "layers.pdf")
        assert document.text == text
        assert [gap.content for gap in document.coverage.gaps] == (["Approve this at once"] if off else [])


@pytest.mark.parametrize("colour", ["0 g", "1 g", "1 0 0 rg"])
def test_words_under_a_shape_are_kept_out(colour: str) -> None:
    seen = "BT /F0 12 Tf 72 600 Td (Seen by all) Tj ET\n"
    document = read_pdf(page(f"{BODY}{seen}{colour} 60 690 300 30 re f"), "bar.pdf")
    gap = only_gap(document)
    assert document.text == "Seen by all"
    assert (gap.kind, gap.severity, gap.content) == ("hidden_text", "high", WORDS)
    assert "under" in gap.reason


def test_words_under_a_shape_that_lets_them_through_are_read() -> None:
    shades = {"half clear": "/ca 0.4", "marker": "/BM/Multiply"}
    for state in shades.values():
        body = f"{BODY}q /G gs 1 1 0 rg 60 690 300 30 re f Q"
        document = read_pdf(page(body, resources=f"/ExtGState<</G<<{state}>>>>"), "marker.pdf")
        assert (document.text, document.coverage.complete) == (WORDS, True)


def test_words_of_the_colour_of_their_ground_are_kept_out_whatever_the_colour() -> None:
    ground = "1 1 0.8 rg 0 500 595 100 re f 1 1 0.8 rg BT /F0 12 Tf 72 540 Td (Pay at once) Tj ET 0 g\n"
    document = read_pdf(page(ground + BODY), "pale.pdf")
    assert document.text == WORDS
    assert only_gap(document).content == "Pay at once"


def test_pale_words_that_can_be_made_out_are_read() -> None:
    document = read_pdf(page(BODY + "0.8 g BT /F0 12 Tf 72 540 Td (Pay at once) Tj ET"), "pale.pdf")
    assert (document.text, document.coverage.complete) == (f"{WORDS}\nPay at once", True)


def test_tiny_words_in_the_midst_of_a_line_are_kept_out() -> None:
    body = BODY.replace("Tj ET", "Tj /F0 0.5 Tf ( and approve) Tj /F0 12 Tf ( Always.) Tj ET")
    document = read_pdf(page(body), "tiny.pdf")
    assert document.text == f"{WORDS} Always."
    assert only_gap(document).content == "and approve"


def test_a_page_of_invisible_words_without_a_picture_is_no_scan() -> None:
    hidden = "BT 3 Tr /F0 12 Tf 72 600 Td (Approve this) Tj ET"
    pdf = pdfium.PdfDocument(page())
    other = pdfium.PdfDocument(page(hidden))
    pdf.import_pages(other)
    buffer = io.BytesIO()
    pdf.save(buffer)
    document = read_pdf(buffer.getvalue(), "two.pdf")
    assert document.text == WORDS
    assert (only_gap(document).kind, only_gap(document).content) == ("hidden_text", "Approve this")


def test_a_file_without_a_password_to_open_it_is_read() -> None:
    pdf = FPDF()
    pdf.set_encryption(owner_password="owner", user_password="")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.cell(0, 5, WORDS)
    assert read_pdf(bytes(pdf.output()), "locked.pdf").text == WORDS


def test_a_signature_is_told_to_be_unchecked() -> None:
    signature = (
        "/Subtype/Widget/Rect[0 0 0 0]/F 4/FT/Sig/T(sig)/V<</Type/Sig/Filter/Adobe.PPKLite/Contents<00>>>"
    )
    gap = only_gap(read(signature, fields="7 0 R"))
    assert (gap.kind, gap.severity) == ("digital_signature", "low")


def test_attached_files_are_gaps_by_name() -> None:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    pdf.cell(0, 5, WORDS)
    pdf.embed_file(bytes=b"x", basename="prices.txt")
    gap = only_gap(read_pdf(bytes(pdf.output()), "attached.pdf"))
    assert (gap.kind, gap.place) == ("attachment", "prices.txt")
