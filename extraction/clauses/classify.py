"""Which words of a document speak to which clause type, and which types are there."""

from collections import defaultdict
from collections.abc import Iterator

import numpy as np

from contracts.document import Document
from contracts.extraction import Passage, Presence
from contracts.value import Value
from extraction.clauses.candidates import Reading, read_candidates
from extraction.clauses.phrases import plain_phrases
from extraction.clauses.places import ClausePlaces
from extraction.clauses.score import Scores, linear_of, score
from extraction.clauses.sections import Section, headed_sections
from extraction.clauses.taxonomy import clause_types
from extraction.clauses.weights import Model, load_model

# A passage below this is not worth a reader's time; the evaluation looks further down.
SHOWN = 0.15
_MOST_SHOWN = 12
# Sentences at least this likely are joined with their neighbours into one passage.
_JOINED = 0.5
# What a usual heading says by itself: the clause is there, whatever the words look like.
HEADED = 0.9
# Under "Third-Party Beneficiaries" stands more often than not that there are none.
_NOT_BY_HEADING = frozenset({"third_party_beneficiary"})
# What a plain phrase says by itself; a heading is more.
PHRASED = 0.7


class Classified(Value):
    """Passages, in the order of the taxonomy and then by falling score; presence for every type."""

    passages: tuple[Passage, ...]
    presence: tuple[Presence, ...]


def classify(document: Document, *, model: Model | None = None) -> Classified:
    """Read the clause types of a document, with or without its clause tree.

    Scores of CUAD's types are calibrated on contracts that the weights had not seen; a usual heading
    ("Limitation of Liability") lifts its best sentence, or the whole section where no sentence stands
    out, to `HEADED`, a plain phrase ("force majeure") its sentence to `PHRASED`. Deterministic.
    """
    model = model or load_model()
    reading = read_candidates(document)
    return _classified(document, reading, score(document.text, reading, model=model), model)


def classify_and_score(
    document: Document, *, model: Model | None = None, least: float = 0.001, most: int = 25
) -> tuple[list[Passage], Classified]:
    """What the CUAD evaluation scores, and `classify()`, from one reading: every candidate of at least
    `least`, at most `most` per type, unjoined and by weights alone, best first within a type."""
    model = model or load_model()
    reading = read_candidates(document)
    scores = score(document.text, reading, model=model)
    found = _ranked(list(_scored(reading, scores, model, least=least, reasons=False)), most)
    return found, _classified(document, reading, scores, model)


def _classified(document: Document, reading: Reading, scores: Scores, model: Model) -> Classified:
    sections = headed_sections(reading.units)
    phrased = _phrased(document.text, reading)
    found = _joined(document.text, _lifted(_apart(list(_scored(reading, scores, model))), phrased))
    passages = _with_headings(found, sections)
    places = ClausePlaces(document.clauses)
    return Classified(
        passages=tuple(_placed(passage, places) for passage in _ranked(passages, _MOST_SHOWN)),
        presence=tuple(_presences(scores, model, _floors(phrased, sections))),
    )


def _phrased(text: str, reading: Reading) -> list[Passage]:
    """Sentences that name a type by a plain phrase."""
    return [
        Passage(type=phrase.type, start=unit.start, end=unit.end, score=PHRASED, words=(phrase.words,))
        for unit in reading.units
        if not unit.opens
        for phrase in plain_phrases(text[unit.start : unit.end])
    ]


def _apart(passages: list[Passage]) -> list[Passage]:
    """Without those that lie across a better one of their type: a sentence and a piece of it are one find."""
    kept: dict[str, list[Passage]] = defaultdict(list)
    for passage in sorted(passages, key=lambda each: (-each.score, each.start, each.end)):
        if all(each.end <= passage.start or passage.end <= each.start for each in kept[passage.type]):
            kept[passage.type].append(passage)
    return [passage for each in kept.values() for passage in each]


def _lifted(passages: list[Passage], phrased: list[Passage]) -> list[Passage]:
    """Passages, with those that a phrase makes plainer in place of the weights' own."""
    best = {(each.type, each.start, each.end): each for each in passages}
    for passage in phrased:
        key = (passage.type, passage.start, passage.end)
        if key not in best or best[key].score < passage.score:
            best[key] = passage
    return list(best.values())


def _floors(phrased: list[Passage], sections: list[Section]) -> dict[str, float]:
    """The least probability of presence that phrases and headings leave to each type."""
    headed = {section.type: HEADED for section in sections if section.type not in _NOT_BY_HEADING}
    return {each.type: PHRASED for each in phrased} | headed


def _scored(
    reading: Reading, scores: Scores, model: Model, *, least: float = SHOWN, reasons: bool = True
) -> Iterator[Passage]:
    for head, probabilities in scores.probabilities.items():
        linear, spans = linear_of(model, head), reading.heads[head].spans
        for row, column in np.argwhere(probabilities >= least):
            words = linear.reasons(scores.matrices[head], row, column=column) if reasons else ()
            start, end = spans[row]
            likely = round(float(probabilities[row, column]), 4)
            yield Passage(type=linear.types[column], start=start, end=end, score=likely, words=words)


def _joined(text: str, passages: list[Passage]) -> list[Passage]:
    """Neighbouring sentences of types beyond CUAD become one passage, with the words of its best."""
    out: list[Passage] = []
    for passage in sorted(passages, key=lambda each: (each.type, each.start, each.end)):
        last = out[-1] if out else None
        if (
            last
            and last.type == passage.type
            and not clause_types()[passage.type].cuad
            and min(last.score, passage.score) >= _JOINED
            and "\n" not in text[last.end : passage.start]
            and not text[last.end : passage.start].strip()
        ):
            best = max(last, passage, key=lambda each: each.score)
            out[-1] = best.model_copy(update={"start": last.start, "end": passage.end})
        else:
            out.append(passage)
    return out


def _with_headings(passages: list[Passage], sections: list[Section]) -> list[Passage]:
    by_type: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        by_type[passage.type].append(passage)
    for section in sections:
        own = by_type[section.type]
        within = [each for each in own if section.start <= each.start and each.end <= section.end]
        best = max(within, key=lambda each: each.score, default=None)
        if clause_types()[section.type].cuad and best is not None:
            own[own.index(best)] = best.model_copy(update={"score": max(best.score, HEADED)})
            continue
        score = max(HEADED, best.score if best else 0.0)
        by_type[section.type] = [
            each for each in own if not (section.start <= each.start and each.end <= section.end)
        ] + [
            Passage(
                type=section.type, start=section.start, end=section.end, score=score, words=(section.heading,)
            )
        ]
    return [passage for each in by_type.values() for passage in each]


def _ranked(passages: list[Passage], most: int) -> list[Passage]:
    by_type: dict[str, list[Passage]] = defaultdict(list)
    for passage in sorted(passages, key=lambda each: (-each.score, each.start, each.end)):
        if len(by_type[passage.type]) < most:
            by_type[passage.type].append(passage)
    return [passage for name in clause_types() for passage in by_type.get(name, ())]


def _placed(passage: Passage, places: ClausePlaces) -> Passage:
    clause = places.around(passage.start, passage.end)
    return passage if clause is None else passage.model_copy(update={"clause_id": clause.id})


def _presences(scores: Scores, model: Model, floors: dict[str, float]) -> Iterator[Presence]:
    for index, name in enumerate(model.presence.types):
        likely = max(float(scores.present[index]), floors.get(name, 0.0))
        # A heading or a plain phrase settles it, whatever bounds the weights set themselves.
        state = "present" if name in floors else model.presence.state(index, likely)
        yield Presence(type=name, state=state, probability=round(likely, 4))
