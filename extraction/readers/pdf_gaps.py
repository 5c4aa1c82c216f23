"""What of a PDF was not read, or was kept out of the text: told with its place."""

import ctypes

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from contracts.document import Gap
from extraction.readers.pdf_lines import PageText


def file_gaps(pdf: pdfium.PdfDocument) -> list[Gap]:
    """Gaps of the whole file: an XFA form, attached files, signatures that nobody has checked."""
    gaps: list[Gap] = []
    if pdf.get_formtype() == raw.FORMTYPE_XFA_FULL:
        gaps.append(Gap(kind="xfa_form", place="the whole file", severity="high",
                        reason="an XFA form, whose pages a PDF reader cannot show"))  # fmt: skip
    attached = raw.FPDFDoc_GetAttachmentCount(pdf.raw)
    for index in range(max(attached, 0)):
        label = _attachment_name(pdf, index)
        gaps.append(Gap(kind="attachment", place=label, reason="a file attached to the PDF was not read"))
    signed = max(raw.FPDF_GetSignatureCount(pdf.raw), 0)
    if signed:
        count = "a digital signature" if signed == 1 else f"{signed} digital signatures"
        reason = f"the file bears {count}, which is not checked: whose it is, and what was changed since"
        gaps.append(Gap(kind="digital_signature", place="the whole file", reason=reason, severity="low"))
    return gaps


def _attachment_name(pdf: pdfium.PdfDocument, index: int) -> str:
    attachment = raw.FPDFDoc_GetAttachment(pdf.raw, index)
    size = raw.FPDFAttachment_GetName(attachment, None, 0)
    buffer = ctypes.create_string_buffer(max(size, 2))
    raw.FPDFAttachment_GetName(attachment, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return buffer.raw[:-2].decode("utf-16-le", "replace") or f"attachment {index + 1}"


def page_gaps(pages: list[PageText]) -> list[Gap]:
    """Gaps of the pages: words out of sight, annotations, text layers of scans."""
    gaps: list[Gap] = []
    for page in pages:
        gaps += page.gaps
        by_reason: dict[str, list[str]] = {}
        for words, reason in page.hidden:
            if words.strip():
                by_reason.setdefault(reason, []).append(words)
        gaps += [
            Gap(kind="hidden_text", place=f"page {page.number}", severity="high", content=" ".join(words),
                reason=f"text that a reader of the page does not see ({reason}) was kept out")
            for reason, words in by_reason.items()
        ]  # fmt: skip
    if any(page.ocr_layer for page in pages):
        places = [str(page.number) for page in pages if page.ocr_layer]
        reason = "pictures of pages; the text is what someone's OCR laid under them"
        place = f"pages {places[0]} to {places[-1]}"
        gaps.append(Gap(kind="ocr_layer", place=place, reason=reason, severity="low"))
    return gaps
