"""Search in the library: the obvious clause for a plain question, the same answer each time."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from clause_library.library import Library, load_library
from clause_library.memory import MemoryIndex
from clause_library.projection import ProjectedEmbedder
from clause_library.search import Filters, fill_index, rebuild_index, search, search_like, vectors_of
from contracts.metadata import Money

LIBRARY = load_library()
QUESTIONS = {
    "what happens to our data when the contract ends": {"saas-data-return", "saas-data-return-short"},
    "can the vendor raise prices every year": {"saas-price-increase-cap-5", "saas-price-increase-cpi"},
    "who pays if someone sues us because the software infringes a patent": {"saas-ip-indemnity"},
    "cap on the vendor's liability": {"saas-liability-cap-12-months", "saas-liability-cap-6-months"},
    "how long must we keep the information secret": {
        "nda-confidentiality-period",
        "nda-confidentiality-period-seven",
        "msa-confidentiality-one-year",
    },
    "may they hire our people": {"nda-no-non-solicit", "nda-employee-non-solicit-limited"},
    "which country's law applies": {
        "governing-law-delaware",
        "governing-law-england",
        "governing-law-new-york",
    },
    "uptime guarantee": {"saas-service-levels-999", "saas-service-levels-995"},
    "tell us quickly when there was a hack": {
        "saas-breach-notice-72-hours",
        "saas-breach-notice-undue-delay",
    },
    "stop automatic renewal": {"saas-renewal-by-order", "saas-renewal-with-reminder"},
    "may they use our logo on their website": {"publicity-with-consent", "publicity-customer-list"},
    "personal data gdpr processor": {"saas-data-protection", "dpa-instructions"},
    "leave the contract early without a reason": {"saas-termination-for-convenience"},
    "how many days do we have to pay an invoice": {"payment-30-days", "payment-15-days", "payment-45-days"},
    "a court orders us to hand over secrets": {"nda-compelled-disclosure"},
    "vendor shuts down our access": {"saas-suspension-with-notice", "saas-suspension-prompt-notice"},
    "use our data to train AI models": {"saas-no-training"},
    "who owns the work product": {"services-ip-assignment", "services-ip-licence"},
    "bribery": {"anti-corruption"},
    "transfer the agreement to another company": {
        "assignment-mutual",
        "assignment-affiliates",
        "nda-assignment",
    },
}


def _types(question: str) -> set[str]:
    """The library has several variants of most clauses: any of the matter that was asked for will do."""
    return {LIBRARY.get(id).type for id in QUESTIONS[question]}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_plain_question_finds_the_obvious_clause_among_the_first_three(question: str) -> None:
    found = {hit.clause.type for hit in search(question, LIBRARY, limit=3)}
    assert found & _types(question)


def test_the_obvious_clause_comes_first_for_nine_questions_of_ten() -> None:
    first = [search(question, LIBRARY, limit=1)[0].clause.type in _types(question) for question in QUESTIONS]
    assert sum(first) >= 0.9 * len(first)


def test_words_that_say_nothing_find_nothing() -> None:
    assert search("asdfgh qwerty", LIBRARY) == ()
    assert search("", LIBRARY) == ()
    assert search("of the and", LIBRARY) == ()


def test_scores_fall_and_stay_within_0_and_1() -> None:
    scores = [hit.score for hit in search("liability cap", LIBRARY, limit=20)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)


def test_the_answer_is_the_same_each_time() -> None:
    assert search("notice of renewal", LIBRARY) == search("notice of renewal", LIBRARY)


def test_filters_keep_what_was_asked_for() -> None:
    hits = search("confidential information", LIBRARY, filters=Filters(contract_type="dpa"), limit=50)
    assert hits
    assert all("dpa" in hit.clause.contract_types for hit in hits)
    hits = search("termination", LIBRARY, filters=Filters(type="termination_for_cause"), limit=50)
    assert {hit.clause.type for hit in hits} == {"termination_for_cause"}


def test_a_side_finds_its_own_and_mutual_clauses() -> None:
    hits = search("liability", LIBRARY, filters=Filters(side="vendor"), limit=50)
    assert hits
    assert {hit.clause.side for hit in hits} <= {"vendor", "mutual"}


@pytest.mark.parametrize(("status", "offered"), [("retired", (False, False)), ("draft", (False, True))])
def test_retired_clauses_are_never_offered_and_drafts_when_asked(
    status: str, offered: tuple[bool, bool]
) -> None:
    one = LIBRARY.get("anti-corruption").model_copy(update={"status": status})
    library = Library([one])
    found = tuple(
        bool(search("bribery", library, filters=Filters(drafts=drafts))) for drafts in (False, True)
    )
    assert found == offered


def test_conditions_are_filters_too() -> None:
    one = LIBRARY.get("anti-corruption")
    bound = one.model_copy(update={"id": "bound", "jurisdictions": ("England and Wales",)})
    dear = one.model_copy(update={"id": "dear", "value_from": Decimal(100), "value_currency": "EUR"})
    library = Library([one, bound, dear])

    def found(**asked: object) -> set[str]:
        return {hit.clause.id for hit in search("bribery", library, filters=Filters.model_validate(asked))}

    assert found() == {"anti-corruption", "bound", "dear"}
    assert found(jurisdiction="Delaware") == {"anti-corruption", "dear"}
    assert found(jurisdiction="england and wales") == {"anti-corruption", "bound", "dear"}
    assert found(value=Money(amount=Decimal(99), currency="EUR")) == {"anti-corruption", "bound"}


def test_what_is_in_the_index_is_not_embedded_again() -> None:
    embedder, index = Counting(), MemoryIndex()
    vectors = vectors_of(embedder, index)
    assert fill_index(LIBRARY, vectors) == len(LIBRARY)
    assert fill_index(LIBRARY, vectors) == 0
    changed = LIBRARY.get("taxes").model_copy(update={"text": "The fees include all taxes."})
    others = [clause for clause in LIBRARY.clauses if clause.id != "taxes"]
    assert fill_index(Library([*others, changed]), vectors) == 1
    assert embedder.texts == len(LIBRARY) + 1


def test_a_rebuild_embeds_all_and_forgets_what_is_gone() -> None:
    vectors = vectors_of(Counting(), MemoryIndex())
    fill_index(LIBRARY, vectors)
    smaller = Library([LIBRARY.get("taxes")])
    assert rebuild_index(smaller, vectors) == (1, 1, len(LIBRARY) - 1)
    assert [hit.clause.id for hit in search("taxes", smaller, index=vectors.index)] == ["taxes"]


def test_another_embedder_has_a_space_of_its_own() -> None:
    index = MemoryIndex()
    fill_index(LIBRARY, vectors_of(Counting(), index))
    assert fill_index(LIBRARY, vectors_of(ProjectedEmbedder(), index)) == len(LIBRARY)


def test_a_clause_is_found_again_by_its_own_words() -> None:
    for clause in LIBRARY.clauses[::7]:
        first = search_like(clause.text.replace("{", "").replace("}", ""), LIBRARY, limit=3)
        assert clause.id in {hit.clause.id for hit in first}, clause.id


def test_the_index_in_memory_orders_ties_by_id_and_keeps_spaces_apart() -> None:
    index = MemoryIndex()
    assert index.missing("one", ["a", "a", "b"]) == ("a", "b")
    index.add("one", ["b", "a", "c"], vectors=[[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert index.nearest("one", [1.0, 0.0], limit=2) == (("a", 1.0), ("b", 1.0))
    assert index.nearest("other", [1.0, 0.0], limit=2) == ()
    assert index.missing("one", ["c", "d"]) == ("d",)
    assert index.keep("one", ["c"]) == 2
    assert index.nearest("one", [1.0, 0.0], limit=2) == (("c", 0.0),)
    index.clear()
    assert index.nearest("one", [1.0, 0.0], limit=2) == ()


class Counting(ProjectedEmbedder):
    """Counts what it is asked to embed."""

    name = "counting"

    def __init__(self) -> None:
        super().__init__()
        self.texts = 0

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        self.texts += len(texts)
        return super().embed(texts)
