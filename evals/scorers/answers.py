"""Typed answers against the annotators' normalised ones: right, wrong, or not given."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from contracts.metadata import Metadata

# The annotators' category for each field of the metadata that can be compared by itself.
FIELDS = {
    "governing_law": "Governing Law",
    "agreement_date": "Agreement Date",
    "effective_date": "Effective Date",
    "expiry_date": "Expiration Date",
}


@dataclass(slots=True)
class FieldScore:
    """Contracts whose annotation is a full value, by what was said; and values said where the annotators
    have none. An annotated date with blanks, or "perpetual", is not asked."""

    right: int = 0
    wrong: int = 0
    abstained: int = 0
    unasked: int = 0

    def figures(self, field: str) -> dict[str, float]:
        """Shares of the contracts asked; accuracy counts an abstention as not right."""
        asked = max(1, self.right + self.wrong + self.abstained)
        return {
            f"{field}_accuracy": round(self.right / asked, 4),
            f"{field}_wrong": round(self.wrong / asked, 4),
            f"{field}_abstained": round(self.abstained / asked, 4),
        }


def score_answers(said: Mapping[str, Metadata], wanted: Mapping[str, Mapping[str, str]]) -> dict[str, float]:
    """Figures per field; `said` and `wanted` are by contract title, `wanted` then by category."""
    figures: dict[str, float] = {}
    for field, category in FIELDS.items():
        score = FieldScore()
        for title, metadata in said.items():
            fact = getattr(metadata, field)
            _count(score, fact.value if fact else None, wanted.get(title, {}).get(category) or "")
        figures.update(score.figures(field))
    return figures


def _count(score: FieldScore, value: str | date | None, wanted: str) -> None:
    normal = _date_of(wanted) if isinstance(value, date) or "/" in wanted else _place_of(wanted)
    if not normal:
        score.unasked += value is not None
    elif value is None:
        score.abstained += 1
    elif normal == (value.isoformat() if isinstance(value, date) else _place_of(value)):
        score.right += 1
    else:
        score.wrong += 1


def _date_of(wanted: str) -> str:
    """ISO form of m/d/yyyy; "" for anything else."""
    parts = wanted.strip().split("/")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):
        return ""
    month, day, year = (int(part) for part in parts)
    # Two digits of the year as the annotators wrote them: contracts of the 1990s to today.
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    return f"{year:04}-{month:02}-{day:02}"


def _place_of(wanted: str) -> str:
    """A state or country without its larger whole and without "the State of"."""
    first = wanted.lower().split(",")[0].split(";")[0].strip().removeprefix("the ")
    for prefix in ("state of ", "commonwealth of ", "province of ", "laws of ", "republic of "):
        first = first.removeprefix(prefix)
    return first
