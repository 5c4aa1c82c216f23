"""The library of approved clauses: sound, complete, and our own words."""

import re
from pathlib import Path

import pytest

from clause_library.clause import ApprovedClause
from clause_library.library import Library, load_library
from clause_library.slots import DOCUMENT_SLOTS, slots_in
from contracts.errors import InvalidClauseError, NotFoundError

LIBRARY = load_library()


def clause(id: str = "one", **changes: object) -> ApprovedClause:
    given = {
        "id": id,
        "type": "term",
        "title": "Term",
        "text": "{agreement} lasts {years} years.",
        "slots": {"years": "two (2)"},
        "side": "mutual",
        "posture": "balanced",
        "contract_types": ("nda",),
    }
    return ApprovedClause.model_validate(given | changes)


def write(folder: Path, text: str) -> Path:
    (folder / "clauses.yaml").write_text(text, "utf-8")
    return folder


def test_there_are_at_least_sixty_approved_clauses() -> None:
    assert sum(one.status == "approved" for one in LIBRARY.clauses) >= 60


def test_nda_saas_services_and_dpa_are_covered() -> None:
    for kind in ("nda", "saas", "services", "dpa"):
        assert sum(kind in one.contract_types for one in LIBRARY.clauses) >= 6, kind


@pytest.mark.parametrize("one", LIBRARY.clauses, ids=lambda one: one.id)
def test_every_clause_tells_people_what_they_need(one: ApprovedClause) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", one.id)
    assert one.title
    assert one.guidance
    assert one.tags
    assert one.summary.endswith(".")
    assert one.text.endswith(".")
    assert one.text == one.text.strip()
    assert "  " not in one.text
    assert not re.search(r"""["'<>\[\]]""", one.text), "typographic quotes, no placeholders in brackets"
    assert set(slots_in(one.text)) - set(DOCUMENT_SLOTS) == set(one.slots)


@pytest.mark.parametrize("one", LIBRARY.clauses, ids=lambda one: one.id)
def test_every_fallback_is_of_the_same_subject_and_gives_more_away(one: ApprovedClause) -> None:
    order = ["protective", "balanced", "conciliatory"]
    for id in one.fallbacks:
        fallback = LIBRARY.get(id)
        same = fallback.type == one.type or {fallback.type, one.type} == {
            "ip_ownership_assignment",
            "license_grant",
        }
        assert same, id
        assert order.index(fallback.posture) >= order.index(one.posture), id
        assert set(one.contract_types) & set(fallback.contract_types), id


@pytest.mark.parametrize("one", LIBRARY.clauses, ids=lambda one: one.id)
def test_a_filled_clause_reads_as_sentences(one: ApprovedClause) -> None:
    words = {"party_us": "Customer", "party_them": "Vendor", "agreement": "The Agreement"} | one.slots
    filled = one.text.format_map(words).replace("a.m. ", "").replace("p.m. ", "")
    assert "{" not in filled
    for sentence in re.split(r"(?<=[.!?]) (?=\S)|\n", filled):
        assert not sentence[0].islower(), sentence


def test_all_sections_of_the_content_say_that_they_are_samples() -> None:
    folder = Path(load_library.__code__.co_filename).parent / "content"
    for file in sorted(folder.glob("*.yaml")):
        text = file.read_text("utf-8")
        assert text.startswith("# Samples")
        assert "not legal advice" in text.split("notice:")[1].splitlines()[0]


def test_no_two_clauses_have_the_same_text() -> None:
    assert len({one.text for one in LIBRARY.clauses}) == len(LIBRARY)


def test_the_content_hash_follows_a_word_and_nothing_else() -> None:
    one, two = clause("one"), clause("two")
    assert Library([one, two]).sha256 == Library([two, one]).sha256
    assert Library([one]).sha256 != Library([clause("one", title="Duration")]).sha256


def test_only_approved_clauses_are_offered_by_type() -> None:
    library = Library([clause("a", status="draft"), clause("b"), clause("c", status="retired")])
    assert [one.id for one in library.of_type("term")] == ["b"]
    assert library.get("c").status == "retired"


def test_an_unknown_clause_is_not_found() -> None:
    with pytest.raises(NotFoundError, match='no clause "two"'):
        Library([clause()]).get("two")


@pytest.mark.parametrize(
    ("clauses", "message"),
    [
        ([clause(), clause()], 'two clauses have the id "one"'),
        ([clause(fallbacks=("two",))], 'falls back on "two"'),
        ([clause(fallbacks=("one",))], 'falls back on "one"'),
        ([clause(slots={})], "uses {years}; declare it"),
        ([clause(slots={"years": "2", "months": "3"})], "declares {months}, unused"),
    ],
)
def test_an_unsound_library_is_refused(clauses: list[ApprovedClause], message: str) -> None:
    with pytest.raises(InvalidClauseError, match=re.escape(message)):
        Library(clauses)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("notice: x\nclauses:\n  - id: [", "clauses.yaml, line 4: this is not YAML"),
        ("clauses: []", "must hold `notice:`"),
        ("notice: x\nclauses:\n  - {id: a}", 'line 3: clause "a": "type" is missing; add a line `type: …`'),
        ("notice: x\nclauses:\n  - words", "clause number 1"),
        ("- 1", "must hold `notice:`"),
    ],
)
def test_a_faulty_file_is_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InvalidClauseError, match=re.escape(message)):
        load_library(write(tmp_path, text))


def test_a_folder_of_ones_own_is_read(tmp_path: Path) -> None:
    text = """
    notice: Approved by nobody.
    clauses:
      - {id: a, type: term, title: T, text: One year., side: mutual, posture: balanced, contract_types: [nda]}
    """
    assert load_library(write(tmp_path, text)).get("a").text == "One year."


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidClauseError, match="no folder"):
        load_library(tmp_path / "nowhere")


@pytest.mark.sweep
def test_no_clause_shares_a_long_run_of_words_with_a_public_template(shared_data: Path) -> None:
    from docx import Document

    longest = 15
    ours = {gram: one.id for one in LIBRARY.clauses for gram in grams(one.text, longest)}
    for file in sorted((shared_data / "docx" / "templates").glob("*.docx")):
        text = " ".join(
            node.text or "" for node in Document(str(file)).element.iter() if node.tag.endswith("}t")
        )
        shared = {ours[gram] for gram in grams(text, longest) if gram in ours}
        assert not shared, (file.name, shared)


def grams(text: str, size: int) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower())
    return {tuple(words[at : at + size]) for at in range(len(words) - size + 1)}
