"""Templates to pages. Everything that goes into one is escaped; contract text is never marked as safe."""

from functools import cache
from typing import Any

from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.attachments import size_words
from api.web.pages.words import (
    SIDES,
    STAGES,
    moment_words,
    outcome_words,
    playbook_words,
    sentence,
    tone_of,
)
from review.settling import decision_words


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("api.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        outcome=outcome_words, tone=tone_of, moment=moment_words, sentence=sentence, size=size_words,
        held_against=playbook_words, decision=decision_words,
    )  # fmt: skip
    environment.globals.update(STAGES=STAGES, SIDES=SIDES)
    return environment


def page(template: str, /, status: int = 200, **context: Any) -> HTMLResponse:
    """The template as an answer."""
    return HTMLResponse(_environment().get_template(template).render(**context), status)
