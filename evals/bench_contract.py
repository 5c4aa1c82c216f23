"""A contract of any length, of our own clauses, to measure on."""

import io

_WORDS_PER_PAGE = 500


def long_contract(pages: int) -> bytes:
    """A .docx of about `pages` pages (500 words each): the sample clauses of the library, over and over,
    each under a numbered heading. The same bytes' worth of words on every call."""
    from docx import Document

    from clause_library.library import load_library

    document = Document()
    document.add_paragraph("Software as a Service Agreement", style="Title")
    document.add_paragraph(
        "This Agreement is made on 1 March 2026 between Alder Software, Inc., a Delaware corporation "
        "(“Vendor”), and Birch Stores Limited, a company incorporated in England and Wales (“Customer”)."
    )
    clauses = [clause for clause in load_library().clauses if "saas" in clause.contract_types]
    words = number = 0
    while words < pages * _WORDS_PER_PAGE:
        clause = clauses[number % len(clauses)]
        number += 1
        document.add_paragraph(f"{number}. {clause.title}", style="Heading 2")
        for paragraph, text in enumerate(clause.text.split("\n"), 1):
            plain = text.replace("{", "").replace("}", "").replace("_", " ")
            document.add_paragraph(f"{number}.{paragraph} {plain}")
            words += len(plain.split())
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()
