"""Words that leave open what is owed, and what is not said."""

import re

_WORDS = (
    (
        "promptly",
        r"promptly|without\s+(?:undue\s+)?delay|in\s+a\s+timely\s+manner"
        r"|as\s+soon\s+as\s+(?:reasonably\s+)?(?:practicable|possible)",
    ),
    (
        "reasonable efforts",
        r"(?:commercially\s+|all\s+)?reasonable(?:\s+commercial)?\s+(?:efforts|endeavou?rs)"
        r"|best\s+(?:efforts|endeavou?rs)",
    ),
    (
        "reasonable",
        r"reasonabl[ey](?!\s+(?:(?:commercial\s+)?(?:efforts|endeavou?rs)|practicable|possible))",
    ),
    ("from time to time", r"from\s+time\s+to\s+time|periodically"),
    ("sole discretion", r"(?:sole|absolute)\s+discretion"),
    ("satisfactory", r"satisfactory|to\s+the\s+satisfaction|appropriate|adequate|sufficient"),
    # "material" before a noun is a measure; "recyclable material" is a thing.
    (
        "material",
        r"material(?=\s+(?!(?:of|for|to|in|and|or|that|which|from|by|with|on|at|is|are)\b)[a-z])|materially"
        r"|substantial(?:ly)?(?!\s+all\b)",
    ),
)
_VAGUE = tuple((name, re.compile(rf"\b(?:{words})\b", re.IGNORECASE)) for name, words in _WORDS)
# One look for all of them: most duties hold none.
_ANY = (
    "prompt", "delay", "timely", "soon", "reasonabl", "best", "time", "periodic", "discretion", "satisf",
    "appropriate", "adequate", "sufficient", "material", "substantial",
)  # fmt: skip


def vague_words(action: str) -> list[str]:
    """The kinds of open words in the words of a duty, in a fixed order."""
    lowered = action.lower()
    if not any(each in lowered for each in _ANY):
        return []
    return [name for name, pattern in _VAGUE if pattern.search(action)]
