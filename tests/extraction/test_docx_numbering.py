"""Printed labels: formats, levels, restarts, styles, views."""

import pytest

from extraction.readers.docx.numbers import formatted
from extraction.readers.docx.reader import read_docx

ANN = 'w:id="1" w:author="Ann" w:date="2026-01-02T03:04:05Z"'


def level(at: int, fmt: str, text: str, more: str = "", start: int = 1) -> str:
    inside = f'<w:start w:val="{start}"/><w:numFmt w:val="{fmt}"/>{more}<w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{at}">{inside}</w:lvl>'


def numbering(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'numbering|<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def item(at: int, num: int = 1, mark: str = "", text: str = "words") -> str:
    number = f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{num}"/></w:numPr>'
    return f"<w:p><w:pPr>{number}<w:rPr>{mark}</w:rPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


LEGAL = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "lowerLetter", "(%3)"))


@pytest.fixture
def labels(word_file):
    def read(body: str, definition: str, view: str = "current", **parts: str) -> list[str]:
        data = word_file(body, parts={"numbering": definition, **parts})
        return [block.label for block in read_docx(data, "a.docx", view=view).blocks]

    return read


@pytest.mark.parametrize(
    ("value", "fmt", "text"),
    [
        (4, "decimal", "4"), (4, "lowerRoman", "iv"), (1994, "upperRoman", "MCMXCIV"),
        (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"), (7, "decimalZero", "07"),
        (12, "ordinal", "12th"), (21, "ordinal", "21st"), (21, "cardinalText", "Twenty-one"),
        (342, "cardinalText", "Three hundred forty-two"), (20, "ordinalText", "Twentieth"),
        (33, "ordinalText", "Thirty-third"), (5, "chicago", "**"), (3, "none", ""), (3, "unheardOf", "3"),
        (999999999, "chicago", "999999999"), (0, "lowerRoman", "0"),
    ],
)  # fmt: skip
def test_numbers_are_printed_in_their_format(value, fmt, text):
    assert formatted(value, fmt) == text


def test_levels_count_and_restart(labels):
    body = "".join(item(at) for at in (0, 1, 2, 2, 1, 2, 0, 1))
    expected = ["1.", "1.1", "(a)", "(b)", "1.2", "(a)", "2.", "2.1"]
    assert labels(body, numbering(*LEGAL)) == expected


def test_a_level_may_never_restart(labels):
    definition = numbering(
        level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/>')
    )
    assert labels("".join(item(at) for at in (0, 1, 0, 1)), definition) == ["1.", "1.1", "2.", "2.2"]


def test_legal_numbering_prints_roman_parents_as_decimal(labels):
    definition = numbering(level(0, "upperRoman", "Article %1"), level(1, "decimal", "%1.%2", "<w:isLgl/>"))
    assert labels(item(0) + item(0) + item(1), definition) == ["Article I", "Article II", "2.1"]


def test_a_start_override_starts_anew_once(labels):
    nums = (
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    body = item(0) + item(0) + item(0, 2) + item(0, 2) + item(0)
    assert labels(body, numbering(*LEGAL, nums=nums)) == ["1.", "2.", "5.", "6.", "7."]


def test_lists_of_one_kind_count_on(labels):
    nums = "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/></w:num>' for n in (1, 2))
    assert labels(item(0) + item(0, 2), numbering(*LEGAL, nums=nums)) == ["1.", "2."]


def test_bullets_are_bullets(labels):
    assert labels(item(0), numbering(level(0, "bullet", "\uf0b7"))) == ["•"]


def test_number_zero_takes_a_paragraph_out_of_its_list(labels):
    styles = (
        'styles|<w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    )
    style = '<w:pStyle w:val="H"/>'
    body = (
        f"<w:p><w:pPr>{style}</w:pPr><w:r><w:t>a</w:t></w:r></w:p>"
        f'<w:p><w:pPr>{style}<w:numPr><w:numId w:val="0"/></w:numPr></w:pPr><w:r><w:t>b</w:t></w:r></w:p>'
        f"<w:p><w:pPr>{style}</w:pPr><w:r><w:t>c</w:t></w:r></w:p>"
    )
    assert labels(body, numbering(*LEGAL), styles=styles) == ["1.", "", "2."]


def test_a_style_takes_the_level_that_is_linked_to_it(labels):
    linked = numbering(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>'))
    styles = "styles|" + "".join(
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:pPr><w:numPr>'
        '<w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        for name in ("H1", "H2")
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{name}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
        for name in ("H1", "H2")
    )
    assert labels(body, linked, styles=styles) == ["1.", "1.1"]


def test_an_empty_paragraph_that_ends_a_section_is_not_counted(labels):
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    section = f"<w:p><w:pPr>{number}<w:sectPr/></w:pPr></w:p>"
    assert labels(section + item(0), numbering(*LEGAL)) == ["", "1."]


def test_deleted_items_do_not_advance_the_count(labels):
    deleted = (
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
        f"<w:rPr><w:del {ANN}/></w:rPr></w:pPr>"
        f"<w:del {ANN}><w:r><w:delText>gone</w:delText></w:r></w:del></w:p>"
    )
    body = item(0) + deleted + item(0)
    assert labels(body, numbering(*LEGAL)) == ["1.", "2."]
    assert labels(body, numbering(*LEGAL), view="original") == ["1.", "2.", "3."]


def test_inserted_numbering_is_not_in_the_original(labels):
    number = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {ANN}/></w:numPr>'
    body = f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    assert labels(body, numbering(*LEGAL)) == ["1."]
    assert labels(body, numbering(*LEGAL), view="original") == [""]


def test_old_properties_count_in_the_original(labels):
    number = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
    old = f"<w:pPrChange {ANN}><w:pPr>{number.format(1)}</w:pPr></w:pPrChange>"
    body = item(0) + f"<w:p><w:pPr>{number.format(0)}{old}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>"
    assert labels(body, numbering(*LEGAL)) == ["1.", "2."]
    assert labels(body, numbering(*LEGAL), view="original") == ["1.", "1.1"]


def test_lists_linked_by_a_style_find_their_levels(labels):
    nums = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="L"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
    )
    styles = (
        'styles|<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/>'
        '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
    )
    definition = numbering('<w:styleLink w:val="L"/>', *LEGAL, nums=nums)
    assert labels(item(0) + item(1), definition, styles=styles) == ["1.", "1.1"]
