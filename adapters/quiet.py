"""Nothing that we depend on reports to anyone: telemetry is forced off before it is imported."""

import logging
import os

_FORCED = {
    "LANGSMITH_TRACING": "false",
    "LANGCHAIN_TRACING_V2": "false",
    "DO_NOT_TRACK": "1",
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "OTEL_SDK_DISABLED": "true",
    "SCARF_NO_ANALYTICS": "true",  # unstructured
}
_MUST_BE_UNSET = (
    # each of these would have DBOS or LangSmith connect to a server
    "DBOS_CONDUCTOR_KEY",
    "DBOS_CONDUCTOR_URL",
    "DBOS__CLOUD",
    "LANGSMITH_API_KEY",
    "LANGCHAIN_API_KEY",
)


def silence_dependencies() -> None:
    """Set the switches in this process's environment. Call it first, in every composition root; a value
    the operator set the other way is overruled, since prompts would otherwise leave the machine."""
    os.environ.update(_FORCED)
    for name in _MUST_BE_UNSET:
        os.environ.pop(name, None)
    for name in ("dbos", "alembic", "chromadb", "httpx"):
        logging.getLogger(name).setLevel(logging.ERROR)
