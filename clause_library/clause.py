"""An approved clause: wording that counsel has agreed we may offer."""

from typing import Literal

from pydantic import Field

from contracts.value import Value

Status = Literal["draft", "approved", "retired"]


class ApprovedClause(Value):
    """A clause of the library.

    `text` is one or more paragraphs (separated by a line feed), with named slots in braces
    (`{term_years}`); `slots` gives each slot's default words, "" where a person must fill it in.
    Slots named `{party_us}` and `{party_them}`, `{agreement}` are filled from the document's own
    defined terms. `fallbacks` are ids of weaker variants, best first. `summary` is in plain language.
    """

    id: str
    type: str
    title: str
    text: str
    side: Literal["customer", "vendor", "mutual"]
    posture: Literal["protective", "balanced", "conciliatory"]
    contract_types: tuple[str, ...]
    slots: dict[str, str] = Field(default_factory=dict)
    fallbacks: tuple[str, ...] = ()
    guidance: str = ""
    summary: str = ""
    tags: tuple[str, ...] = ()
    version: int = 1
    status: Status = "approved"
