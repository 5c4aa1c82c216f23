"""Playbooks of every shape, for laws that must hold of all of them."""

from hypothesis import strategies as st

from contracts.metadata import Duration
from playbooks import checks, conditions
from playbooks.checks import DurationRange, NumberRange
from playbooks.conditions import FactIs
from playbooks.phrase import sound_phrase
from playbooks.playbook import Fallback, Playbook, Position


def is_sound(phrase: str) -> bool:
    try:
        return sound_phrase(phrase) == phrase
    except ValueError:
        return False


# words that YAML might take for something else stand beside arbitrary text
WORDS = st.one_of(
    st.sampled_from(
        [
            "no",
            "yes",
            "on",
            "\x85",
            "\u2028x",
            "a\r\nb",
            "null",
            "~",
            "1",
            "1.0",
            "0x1F",
            "1e5",
            "1:30",
            "2024-01-01",
            "",
            "- a",
            "# c",
        ]
    ),
    st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=20),
)
DURATIONS = st.builds(
    Duration, count=st.integers(-5, 999), unit=st.sampled_from(["days", "business_days", "years"])
)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=10**9)
LISTED = st.lists(WORDS, max_size=3).map(tuple)
SOME = st.lists(WORDS, min_size=1, max_size=3).map(tuple)
PHRASE = WORDS.filter(is_sound)
PHRASES = st.lists(PHRASE, max_size=3).map(tuple)
GROUP = st.lists(PHRASE, min_size=1, max_size=3).map(tuple)
MAYBE_DURATION = st.none() | DURATIONS
MAYBE_DECIMAL = st.none() | DECIMALS
PICKS = st.sampled_from(["smallest", "largest", "first"])
IF_NONE = st.sampled_from(["not_evaluated", "pass", "fail"])
READ = {"near": PHRASES, "pick": PICKS, "if_none": IF_NONE}
CHECKS = st.one_of(
    st.builds(checks.Present),
    st.builds(checks.AbsentCheck),
    st.builds(checks.Mutual),
    st.builds(DurationRange, min=MAYBE_DURATION, max=MAYBE_DURATION, **READ),
    st.builds(NumberRange, min=MAYBE_DECIMAL, max=MAYBE_DECIMAL, unit=st.just("percent"), **READ),
    st.builds(checks.MoneyRange, currency=WORDS, min=MAYBE_DECIMAL, max=MAYBE_DECIMAL, **READ),
    st.builds(checks.FeesPeriod, min=MAYBE_DURATION, max=MAYBE_DURATION, if_none=IF_NONE),
    st.builds(checks.OneOf, field=st.just("governing_law"), values=SOME),
    st.builds(checks.MustMention, groups=st.lists(GROUP, min_size=1, max_size=2).map(tuple)),
    st.builds(checks.MustNotMention, phrases=GROUP, unless=PHRASES),
    st.builds(checks.SimilarTo, clause=WORDS, at_least=st.floats(0, 1)),
    st.builds(checks.AskModel, question=WORDS, expected=st.sampled_from(["yes", "no"])),
)
FACTS = st.one_of(
    st.builds(FactIs, fact=st.just("mentions"), values=GROUP),
    st.builds(FactIs, fact=st.just("paper"), values=st.just(("ours",))),
    st.builds(conditions.ValueBetween, currency=st.just("USD"), min=MAYBE_DECIMAL, max=MAYBE_DECIMAL),
    st.builds(conditions.TermBetween, min=MAYBE_DURATION, max=MAYBE_DURATION),
)
CONDITIONS = st.recursive(
    FACTS,
    lambda inner: st.one_of(
        st.builds(conditions.Not, of=inner),
        st.builds(conditions.AllOf, of=st.lists(inner, min_size=1, max_size=2).map(tuple)),
        st.builds(conditions.AnyOf, of=st.lists(inner, min_size=1, max_size=2).map(tuple)),
    ),
    max_leaves=4,
)
SOME_CHECKS = st.lists(CHECKS, min_size=1, max_size=3).map(tuple)
FALLBACKS = st.builds(Fallback, title=WORDS, checks=SOME_CHECKS, clause=WORDS, approver=WORDS)
POSITIONS = st.builds(
    Position,
    id=WORDS,
    title=WORDS,
    clause_types=SOME,
    issue=WORDS,
    severity=st.sampled_from(["low", "critical"]),
    required=st.booleans(),
    applies_when=st.none() | CONDITIONS,
    checks=SOME_CHECKS,
    standard=WORDS,
    fallbacks=st.lists(FALLBACKS, max_size=2).map(tuple),
    guidance=WORDS,
    counterparty_text=WORDS,
)
PLAYBOOKS = st.builds(
    Playbook,
    id=WORDS,
    title=WORDS,
    version=WORDS,
    contract_types=LISTED,
    side=st.sampled_from(["customer", "vendor", "mutual"]),
    paper=st.sampled_from(["ours", "theirs", "either"]),
    notice=WORDS,
    positions=st.lists(POSITIONS, min_size=1, max_size=2, unique_by=lambda one: one.id).map(tuple),
    sha256=st.just(""),
)
