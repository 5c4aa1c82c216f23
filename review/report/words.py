"""Plain words for what the engine names: verdicts, routes, severities, fields and values."""

from datetime import date
from typing import Any

from contracts.document import Severity
from contracts.findings import Route, Verdict
from contracts.hypotheses import Choice
from contracts.metadata import Fact, Metadata, Party, Renewal, Term, facts_of
from review.report.commercial import commercial_words, duration_words

VERDICTS: dict[Verdict, str] = {
    "standard": "Standard",
    "fallback": "Fallback",
    "non_standard": "Non-standard",
    "missing": "Missing",
    "not_applicable": "Not applicable",
    "not_evaluated": "Please check",
    "error": "Could not be checked",
}
ANSWERS: dict[Choice, str] = {
    "entailment": "Yes.",
    "contradiction": "No.",
    "not_mentioned": "Not mentioned.",
}
ROUTES: dict[Route, str] = {
    "safe_to_sign": "Ready to sign",
    "negotiate": "Negotiate",
    "legal_review": "Legal review",
    "cannot_review": "Could not be reviewed",
}
SEVERITIES: dict[Severity, str] = {"critical": "Critical", "high": "High", "medium": "Medium", "low": "Low"}
_FIELDS = {
    "contract_type": "Type of contract", "parties": "Party", "expiry_date": "Expiry date", "prices": "Amount",
    "termination_rights": "Right to terminate", "insurance": "Insurance", "service_levels": "Service level",
    "contacts": "Notices", "signatories": "Signatory", "conflicts": "Contradiction",
}  # fmt: skip
_TYPES = {
    "nda": "Non-disclosure agreement", "saas": "Software as a service", "dpa": "Data processing agreement",
    "sow": "Statement of work",
}  # fmt: skip


def field_words(field: str) -> str:
    """The name of a metadata field for people."""
    return _FIELDS.get(field, field.replace("_", " ").capitalize())


def told_words(fact: Fact[Any]) -> str:
    """The value of a fact, with a word where nobody wrote it and it was computed from what is quoted."""
    return f"{fact_words(fact.value)} (computed, not written)" if fact.computed else fact_words(fact.value)


def not_found(metadata: Metadata) -> list[str]:
    """The names of the fields that nothing was found for. That no contradiction was found is no gap."""
    fields = (field for field in Metadata.model_fields if field != "conflicts")
    return [field_words(field) for field in fields if not facts_of(metadata, field)]


def fact_words(value: Any) -> str:
    """A metadata value in a few words."""
    if isinstance(value, Party):
        details = ", ".join(
            part for part in (value.kind, value.defined_term and f"“{value.defined_term}”") if part
        )
        return f"{value.name} ({details})" if details else value.name
    if isinstance(value, Term):
        if value.perpetual:
            return "without end"
        return duration_words(value.length) if value.length else "as described"
    if isinstance(value, Renewal):
        return _renewal_words(value)
    said = commercial_words(value)
    if said:
        return said
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return _TYPES.get(str(value), str(value))


def _renewal_words(value: Renewal) -> str:
    words = "automatic" if value.automatic else "by agreement"
    if value.length:
        words += f", for {duration_words(value.length)} each time"
    if value.notice:
        words += f", unless stopped {duration_words(value.notice)} before the end"
    return words
