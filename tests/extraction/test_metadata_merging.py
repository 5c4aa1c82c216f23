"""Two readings become one: the offline engine stands where it is sure, the model fills the gaps."""

from contracts.metadata import Fact, Metadata, Party
from contracts.obligations import Obligation
from contracts.ports import SecondReading
from contracts.spans import PlainText, locate
from extraction.metadata.merging import merge_readings

TEXT = PlainText(text="Alder Ltd and Birch Ltd. Alder shall deliver. Birch shall pay. Ohio. Texas.")


def _fact(value: str, confidence: float, source: str = "rules") -> Fact[str]:
    quote = locate(TEXT, "Ohio")
    return Fact[str].model_validate(
        {"value": value, "quotes": (quote,), "confidence": confidence, "source": source}
    )


def _party(name: str, confidence: float, source: str = "rules", **more: str) -> Fact[Party]:
    quote = locate(TEXT, name)
    return Fact[Party].model_validate(
        {"value": {"name": name, **more}, "quotes": (quote,), "confidence": confidence, "source": source}
    )


def _law(own: Fact[str] | None, other: Fact[str] | None) -> Fact[str] | None:
    second = SecondReading(metadata=Metadata(governing_law=other), model="m")
    return merge_readings(Metadata(governing_law=own), (), second=second)[0].governing_law


def _duty(words: str, id_: str, source: str = "rules") -> Obligation:
    quote = locate(TEXT, words)
    assert quote is not None
    return Obligation.model_validate(
        {
            "id": id_, "modality": "obligation", "actor": "", "action": words, "quote": quote,
            "confidence": 0.7, "source": source,
        }
    )  # fmt: skip


def test_a_sure_offline_value_stands_against_the_model() -> None:
    own = _fact("Ohio", 0.8)
    assert _law(own, _fact("Texas", 0.9, "model")) == own


def test_a_located_model_value_fills_a_gap_and_an_unsure_value() -> None:
    other = _fact("Texas", 0.7, "model")
    assert _law(None, other) == other
    assert _law(_fact("Ohio", 0.79), other) == other
    assert _law(_fact("Ohio", 0.4), None) == _fact("Ohio", 0.4)
    assert _law(None, None) is None


def test_agreement_raises_confidence_and_keeps_the_offline_reader() -> None:
    law = _law(_fact("Ohio", 0.6), _fact("OHIO", 0.7, "model"))
    assert law is not None
    assert (law.value, law.source, law.confidence) == ("Ohio", "rules", 0.88)
    sure = _law(_fact("Ohio", 0.97), _fact("Ohio", 0.9, "model"))
    assert sure is not None
    assert sure.confidence == 0.99


def test_parties_are_matched_by_name_filled_in_and_added() -> None:
    own = Metadata(parties=(_party("Alder Ltd", 0.6),))
    other = Metadata(
        parties=(_party("Alder Ltd", 0.7, "model", role="supplier"), _party("Birch Ltd", 0.7, "model"))
    )
    alder, birch = merge_readings(own, (), second=SecondReading(metadata=other))[0].parties
    assert (alder.value.role, alder.source, alder.confidence) == ("supplier", "rules", 0.88)
    assert (birch.value.name, birch.source) == ("Birch Ltd", "model")


def test_two_sure_parties_admit_no_third() -> None:
    own = Metadata(parties=(_party("Alder Ltd", 0.9), _party("Birch Ltd", 0.9)))
    other = Metadata(parties=(_party("Ohio", 0.7, "model"),))
    assert merge_readings(own, (), second=SecondReading(metadata=other))[0] == own


def test_obligations_of_both_are_in_order_and_offline_ids_do_not_move() -> None:
    own = (_duty("Birch shall pay", "o1"),)
    other = (_duty("Alder shall deliver", "m1", "model"), _duty("shall pay", "m2", "model"))
    merged = merge_readings(Metadata(), own, second=SecondReading(metadata=Metadata(), obligations=other))[1]
    assert [(each.id, each.confidence) for each in merged] == [("m1", 0.7), ("o1", 0.91)]
