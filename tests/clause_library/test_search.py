"""Search in the library: the obvious clause for a plain question, the same answer each time."""

import pytest

from clause_library.embed import BuiltInEmbedder
from clause_library.library import Library, load_library
from clause_library.memory import MemoryIndex
from clause_library.search import Filters, fill_index, index_key, search

LIBRARY = load_library()
QUESTIONS = {
    "what happens to our data when the contract ends": {"saas-data-return", "saas-data-return-short"},
    "can the vendor raise prices every year": {"saas-price-increase-cap-5", "saas-price-increase-cpi"},
    "who pays if someone sues us because the software infringes a patent": {"saas-ip-indemnity"},
    "cap on the vendor's liability": {"saas-liability-cap-12-months", "saas-liability-cap-6-months"},
    "how long must we keep the information secret": {
        "nda-confidentiality-period",
        "nda-confidentiality-period-seven",
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


def test_a_changed_library_has_another_key_and_is_filled_again() -> None:
    embedder, index = BuiltInEmbedder(), MemoryIndex()
    fill_index(LIBRARY, embedder, index=index)
    assert index.holds(index_key(LIBRARY, embedder))
    smaller = Library([LIBRARY.get("taxes")])
    assert not index.holds(index_key(smaller, embedder))
    assert [hit.clause.id for hit in search("taxes", smaller, index=index)] == ["taxes"]
    assert not index.holds(index_key(LIBRARY, embedder))


def test_the_index_in_memory_orders_ties_by_id_and_answers_for_its_key_only() -> None:
    index = MemoryIndex()
    assert not index.holds("")
    index.fill("k", ["b", "a", "c"], vectors=[[1.0, 0.0], [1.0, 0.0], [0.0, 1.0]])
    assert index.nearest("k", [1.0, 0.0], limit=2) == (("a", 1.0), ("b", 1.0))
    assert index.nearest("other", [1.0, 0.0], limit=2) == ()
