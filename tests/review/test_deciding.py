"""Decisions on findings: what follows from them, what they do to each other, and what goes out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.decisions import FindingDecision, as_practice
from contracts.edits import InsertParagraphs, ReplaceText
from contracts.errors import IllegalStateError, InvalidInputError, NotFoundError
from contracts.extraction import Engine
from contracts.findings import Finding, PlaybookRef, Review, Suggestion, Triage
from contracts.spans import Absent, locate
from review.carrying import ground_of, standings_of
from review.clashes import without_clashes
from review.deciding import Ask, Place, decide
from review.rewording import own_words, reworded
from review.settling import decided, effect_of, interplay, progress_of, settle

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CAP = "Our liability is limited to the fees of three (3) months in total."
ENGINE = Engine(name="by hand", version="0")


def finding(document, id, words="", *, severity="medium", suggest=None, verdict="non_standard", **told):
    quotes = (locate(document, words),) if words else ()
    absent = Absent(sought=id, searched=("all clauses",)) if verdict == "missing" else None
    return Finding(
        id=id, position_id=id, title=id.capitalize(), clause_type="term", verdict=verdict, severity=severity,
        reason=f"Because of {id}.", confidence=0.9, fingerprint=f"print-{id}", quotes=quotes, absent=absent,
        suggestion=suggest, **told,
    )  # fmt: skip


def change(document, old, new, *, whole=CAP) -> Suggestion:
    quote = locate(document, whole)
    start = document.text.index(old, quote.span.start)
    edit = ReplaceText(start=start, end=start + len(old), text=new, comment="We ask for this.")
    return Suggestion(
        id="s", kind="replace_words", text=whole.replace(old, new), clause_id="cap", clause_version=1,
        edits=(edit,), before=quote,
    )  # fmt: skip


def addition(label: str, after: int = 2, body: str = "Each party keeps insurance.") -> Suggestion:
    lines = InsertParagraphs(
        after=after, paragraphs=(f"{label} Insurance. {body}",), like=after, bold_heads=(len(label),)
    )
    return Suggestion(
        id="s", kind="insert_clause", text=body, clause_id="ins", clause_version=1, edits=(lines,)
    )


@pytest.fixture
def document(build):
    return build(["## Liability", CAP, "## Law", "The laws of Delaware govern."]).document


@pytest.fixture
def review_of(build, document):
    extraction = build(["## Liability", CAP, "## Law", "The laws of Delaware govern."])

    def make(*findings: Finding, asks=()) -> Review:
        return Review(
            extraction=extraction, side="customer", findings=without_clashes(findings), engine=ENGINE,
            playbook=PlaybookRef(id="b", title="B", version="1", sha256="0" * 64),
            triage=Triage(route="negotiate", score=1, reasons=("Because.",), asks=asks),
        )  # fmt: skip

    return make


def choose(review, history, finding_id, choice, *, contract="c1", earlier=(), **told) -> None:
    """Decide, and add the decision to the history."""
    standings = interplay(review, standings_of(review, own=history, earlier=earlier))
    ask = Ask(choice=choice, by="Ann", **{"reason": "So be it.", **told})
    place = Place(contract_id=contract, counterparty="Acme", at=NOON)
    made = decide(settle(review, standings), finding_id, ask=ask, place=place)
    history.append(made.model_copy(update={"number": len(history) + 1 + len(earlier)}))


def stand(review, own=(), earlier=()):
    return interplay(review, standings_of(review, own=own, earlier=earlier))


def texts(review) -> dict[str, str]:
    return {each.id: each.suggestion.text for each in review.findings if each.suggestion}


@pytest.mark.parametrize(
    ("choice", "with_words", "without"),
    [("accept", "send", "leave"), ("reject", "leave", "raise"), ("not_relevant", "drop", "drop")],
)
def test_what_follows_depends_on_whether_words_are_proposed(document, review_of, choice, with_words, without):
    review = review_of(
        finding(document, "cap", CAP, suggest=change(document, "three (3)", "six (6)")),
        finding(document, "law", "The laws of Delaware govern."),
    )
    history: list[FindingDecision] = []
    choose(review, history, "cap", choice)
    choose(review, history, "law", choice)
    assert [each.effect for each in history] == [with_words, without]


def test_words_with_gaps_are_sent_only_once_somebody_filled_them_in(document, review_of):
    gap = addition("3.").model_copy(
        update={"unresolved": ("amount",), "edits": (), "held": addition("3.").edits}
    )
    review = review_of(finding(document, "insurance", verdict="missing", suggest=gap))
    history: list[FindingDecision] = []
    with pytest.raises(IllegalStateError, match="amount"):
        choose(review, history, "insurance", "accept")
    choose(review, history, "insurance", "edit", text="Each party keeps insurance of 1m.\nAnd shows it.")
    (sent,) = decided(review, stand(review, history)).findings
    (lines,) = sent.suggestion.edits
    assert lines.paragraphs == ("3. Insurance. Each party keeps insurance of 1m.", "And shows it.")
    assert lines.bold_heads == (2, 0)


def test_a_decision_needs_a_finding_that_deviates(document, review_of):
    review = review_of(finding(document, "law", "The laws of Delaware govern.", verdict="standard"))
    with pytest.raises(IllegalStateError, match="nothing to decide"):
        choose(review, [], "law", "accept")
    with pytest.raises(NotFoundError):
        choose(review, [], "other", "accept")


def test_own_words_replace_the_suggested_ones_word_by_word(document):
    suggestion = change(document, "three (3)", "twelve (12)")
    own = reworded(document, suggestion, text=CAP.replace("three (3)", "six (6)"))
    (edit,) = own.edits
    assert (document.text[edit.start : edit.end], edit.text) == ("three (3)", "six (6)")
    assert edit.comment == "We ask for this."


@given(st.text(max_size=60))
def test_own_words_are_clean_lines_or_refused(text):
    try:
        kept = own_words(text)
    except InvalidInputError:
        return
    assert kept
    assert all(line == line.strip() != "" for line in kept.split("\n"))
    assert own_words(kept) == kept


def test_words_that_waited_take_their_turn_when_the_others_are_rejected(document, review_of):
    review = review_of(
        finding(document, "cap", CAP, severity="high", suggest=change(document, "three (3)", "twelve (12)")),
        finding(document, "fees", CAP, suggest=change(document, "three (3) months", "one year")),
    )
    history: list[FindingDecision] = []
    assert list(texts(settle(review, stand(review)))) == ["cap"]
    choose(review, history, "cap", "reject")
    shown = settle(review, stand(review, history))
    assert list(texts(shown)) == ["cap", "fees"]
    assert "settle that first" not in shown.findings[1].reason
    assert list(texts(decided(review, stand(review, history)))) == ["fees"]


def test_an_accepted_suggestion_goes_before_a_graver_one_on_which_nobody_decided(document, review_of):
    review = review_of(
        finding(document, "cap", CAP, severity="high", suggest=change(document, "three (3)", "twelve (12)")),
        finding(document, "fees", CAP, suggest=change(document, "three (3) months", "one year")),
    )
    history: list[FindingDecision] = []
    choose(review, history, "cap", "reject")
    choose(review, history, "fees", "accept")
    choose(review, history, "cap", "reopen")
    assert list(texts(decided(review, stand(review, history)))) == ["fees"]
    assert settle(review, stand(review, history)).findings[0].waits_for == "fees"


def test_a_decision_that_another_one_overtakes_is_to_be_confirmed(document, review_of):
    review = review_of(
        finding(document, "cap", CAP, severity="high", suggest=change(document, "three (3)", "twelve (12)")),
        finding(document, "fees", CAP, suggest=change(document, "three (3) months", "one year")),
    )
    history: list[FindingDecision] = []
    choose(review, history, "cap", "accept")
    choose(review, history, "fees", "accept")
    assert (history[-1].effect, history[-1].settled_by, history[-1].deviates) == ("leave", "Cap", False)
    choose(review, history, "cap", "reject")
    standing = stand(review, history)["fees"]
    assert standing.state == "confirm"
    assert standing.changes == ("The words for “Cap” are not sent, so they settle nothing here.",)


def test_new_clauses_close_up_when_one_before_them_is_not_sent(document, review_of):
    review = review_of(
        finding(document, "a", verdict="missing", suggest=addition("2A.")),
        finding(document, "b", verdict="missing", suggest=addition("2A.", body="Each party keeps records.")),
    )
    history: list[FindingDecision] = []
    both = decided(review, stand(review))
    assert [each.suggestion.edits[0].paragraphs[0][:3] for each in both.findings] == ["2A.", "2B."]
    choose(review, history, "a", "reject")
    one = decided(review, stand(review, history)).findings[1]
    assert one.suggestion.edits[0].paragraphs[0] == "2A. Insurance. Each party keeps records."


def test_what_goes_out_says_who_decided_and_asks_no_more_for_what_is_settled(document, review_of):
    review = review_of(
        finding(document, "cap", CAP, suggest=change(document, "three (3)", "six (6)")),
        finding(document, "law", "The laws of Delaware govern."),
        asks=("Cap: change the words", "Law: discuss with Legal, we have no words ready"),
    )
    history: list[FindingDecision] = []
    choose(review, history, "cap", "reject", reason="A large customer.")
    choose(review, history, "law", "not_relevant")
    out = decided(review, stand(review, history))
    assert [each.id for each in out.findings] == ["cap"]
    assert out.findings[0].reason.endswith(
        "Decided by Ann on 2 March 2026: the contract stays as it is. Reason: A large customer."
    )
    assert out.triage.asks == ()
    assert out.triage.route == review.triage.route


def test_without_decisions_nothing_changes(document, review_of):
    review = review_of(
        finding(document, "cap", CAP, severity="high", suggest=change(document, "three (3)", "twelve (12)")),
        finding(document, "fees", CAP, suggest=change(document, "three (3) months", "one year")),
    )
    assert settle(review, stand(review)) == decided(review, stand(review)) == review
    assert texts(decided(review, stand(review), undecided=False)) == {}


def test_a_decision_is_carried_while_words_verdict_and_suggestion_stay(document, review_of):
    asked = finding(document, "cap", CAP, suggest=change(document, "three (3)", "six (6)"))
    history: list[FindingDecision] = []
    choose(review_of(asked), history, "cap", "accept")
    found = stand(review_of(asked), earlier=history)
    assert (found["cap"].state, effect_of(found, "cap"), progress_of(found).decided) == ("carried", "send", 1)
    changed = {
        "It was non-standard, and is fallback 1 now.": {"verdict": "fallback", "rank": 1},
        "The words of the contract changed.": {"fingerprint": "other"},
        "The suggested words changed.": {"suggestion": change(document, "three (3)", "nine (9)")},
        "No words are suggested any more.": {"suggestion": None},
    }
    for told, update in changed.items():
        found = stand(review_of(asked.model_copy(update=update)), earlier=history)
        assert (found["cap"].state, found["cap"].changes) == ("confirm", (told,))
        assert effect_of(found, "cap") == "open"


def test_a_change_beside_the_quoted_words_is_seen(build):
    more = f"{CAP} This does not hold for fraud."
    one, other = (build(["## Liability", words]).document for words in (CAP, more))
    assert ground_of(finding(one, "cap", CAP), one) != ground_of(finding(other, "cap", CAP), other)


def test_own_words_that_have_no_place_any_more_are_asked_about(document, review_of):
    history: list[FindingDecision] = []
    review = review_of(finding(document, "insurance", verdict="missing", suggest=addition("3.")))
    choose(review, history, "insurance", "edit", text="Each party keeps insurance of 1m.")
    placeless = addition("3.").model_copy(update={"edits": ()})
    found = stand(
        review_of(finding(document, "insurance", verdict="missing", suggest=placeless)), earlier=history
    )
    assert found["insurance"].state == "confirm"
    assert found["insurance"].changes == ("These words have no place in this file.",)


def test_what_was_taken_back_is_not_carried(document, review_of):
    asked = finding(document, "law", "The laws of Delaware govern.")
    history: list[FindingDecision] = []
    choose(review_of(asked), history, "law", "accept")
    choose(review_of(asked), history, "law", "reopen")
    assert stand(review_of(asked), earlier=history)["law"].state == "open"


def test_practice_is_what_we_live_with_or_refuse(document, review_of):
    review = review_of(
        finding(document, "cap", CAP, suggest=change(document, "three (3)", "six (6)")),
        finding(document, "law", "The laws of Delaware govern."),
    )
    history: list[FindingDecision] = []
    for id, choice in (("cap", "reject"), ("law", "reject"), ("cap", "accept")):
        choose(review, history, id, choice)
    learnt = [as_practice(each) for each in history]
    assert [each and (each.choice, each.text) for each in learnt] == [
        ("accepted", CAP), ("rejected", "The laws of Delaware govern."), None
    ]  # fmt: skip
