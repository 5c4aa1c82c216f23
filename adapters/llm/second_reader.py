"""The second pair of eyes: a language model that reads the same document behind `contracts.ports`."""

from adapters.llm.chat import Answered, Chat, Unanswered
from adapters.llm.locating import Locator, located_metadata, located_obligations
from adapters.llm.messages import metadata_messages, obligations_messages
from adapters.llm.schemas import MetadataAnswer, ObligationsAnswer
from adapters.llm.withholding import LEFT_OUT, Range, sendable, told, withheld_ranges
from contracts.document import Document
from contracts.errors import InvalidSettingError
from contracts.extraction import Withheld
from contracts.metadata import Metadata, Party
from contracts.obligations import Obligation
from contracts.ports import SecondReader, SecondReading

_PART_CHARS = 16_000
_MOST_PARTS = 24
_HEAD_CHARS, _TAIL_CHARS = 24_000, 8_000


class LanguageModelReader:
    """Asks one question about the facts (head and tail of the document) and one about the obligations of
    each part. Passages that speak to a machine are never sent. What was not sent, not answered or not
    located is told in `withheld`."""

    def __init__(self, chat: Chat, *, part_chars: int = _PART_CHARS, most_parts: int = _MOST_PARTS) -> None:
        self._chat = chat
        self._part_chars = part_chars
        self._most_parts = most_parts

    def read(self, document: Document) -> SecondReading:
        """Raises `ModelError` where the server cannot be reached or breaks down."""
        kept_back = withheld_ranges(document)
        metadata, withheld = self._metadata(document, kept_back)
        parties = [fact.value for fact in metadata.parties]
        obligations, more = self._obligations(document, parties, kept_back)
        return SecondReading(
            metadata=metadata,
            obligations=tuple(obligations),
            withheld=(*told(document, kept_back), *withheld, *more),
            model=self._chat.model,
        )

    def _metadata(self, document: Document, kept_back: list[Range]) -> tuple[Metadata, list[Withheld]]:
        words = _ends(document.text, kept_back)
        if _is_empty(words):
            return Metadata(), []
        outcome = self._chat.ask(metadata_messages(words), MetadataAnswer)
        if isinstance(outcome, Unanswered):
            return Metadata(), [Withheld(field="metadata", words="", reason=outcome.reason)]
        locator = Locator(document, unsent=kept_back)
        return located_metadata(locator, outcome.value), locator.withheld

    def _obligations(
        self, document: Document, parties: list[Party], kept_back: list[Range]
    ) -> tuple[list[Obligation], list[Withheld]]:
        found: list[Obligation] = []
        withheld: list[Withheld] = []
        parts = _parts(document, self._part_chars)
        for start, end in parts[: self._most_parts]:
            words = sendable(document.text, (start, end), withheld=kept_back)
            if _is_empty(words):
                continue
            outcome = self._chat.ask(obligations_messages(words), ObligationsAnswer)
            if isinstance(outcome, Answered):
                locator = Locator(document, within=(start, end), unsent=kept_back)
                found.extend(located_obligations(locator, document, answer=outcome.value, parties=parties))
                withheld.extend(locator.withheld)
            else:
                withheld.append(Withheld(field="obligations", words="", reason=outcome.reason))
        if len(parts) > self._most_parts:
            left = len(document.text) - parts[self._most_parts][0]
            reason = (
                f"the last {left:,} characters were not sent: the document is over the limit of a reading"
            )
            withheld.append(Withheld(field="obligations", words="", reason=reason))
        ids = (f"m{number}" for number in range(1, len(found) + 1))
        return [each.model_copy(update={"id": id_}) for each, id_ in zip(found, ids, strict=True)], withheld


def _ends(text: str, kept_back: list[Range]) -> str:
    """The beginning and the end of a text: the facts of a contract stand in its first and last pages."""
    if len(text) <= _HEAD_CHARS + _TAIL_CHARS:
        return sendable(text, (0, len(text)), withheld=kept_back)
    head = sendable(text, (0, _HEAD_CHARS), withheld=kept_back)
    tail = sendable(text, (len(text) - _TAIL_CHARS, len(text)), withheld=kept_back)
    return f"{head}\n[…]\n{tail}"


def _is_empty(words: str) -> bool:
    return not words.replace(LEFT_OUT, "").strip()


def _parts(document: Document, chars: int) -> list[tuple[int, int]]:
    """The text in parts of at most `chars`, cut between lines where there is one in the last half."""
    text, parts, start = document.text, list[tuple[int, int]](), 0
    while start < len(text):
        end = min(len(text), start + chars)
        if end < len(text):
            feed = text.rfind("\n", start + chars // 2, end)
            end = feed + 1 if feed > start else end
        parts.append((start, end))
        start = end
    return parts


def build_second_reader(
    model: str, base_url: str, *, api_key: str, timeout_seconds: float = 60, retries: int = 2
) -> SecondReader:
    """The second reader of these settings. Only call it where a model is configured: without a name it
    raises `InvalidSettingError`. Nothing is sent before `read`."""
    if not model.strip():
        raise InvalidSettingError("no model is named; set FOURCORNERS_MODEL, or leave the second reader off")
    chat = Chat(model, base_url=base_url, api_key=api_key, timeout_seconds=timeout_seconds, retries=retries)
    return LanguageModelReader(chat)
