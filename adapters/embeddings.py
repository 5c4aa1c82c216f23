"""The embedders of the clause index, by name: built in, MiniLM from a folder, or an OpenAI-compatible server.

None of them downloads anything. With `openai`, clause texts and queries go to the server that the operator
named; with the other two nothing leaves the machine.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from adapters.settings import Settings
from clause_library.ports import Embedder
from clause_library.projection import ProjectedEmbedder
from contracts.errors import InvalidSettingError, ModelError

if TYPE_CHECKING:
    from openai import OpenAI

NAMES = ("built-in", "minilm", "openai")
_OPENAI = "https://api.openai.com/v1"
_MOST_CHARS = 24_000  # a clause is shorter; more would be refused by servers with 8,191 tokens
_BATCH_SERVER, _BATCH_LOCAL = 128, 16
_MOST_TOKENS = 256  # what MiniLM was trained for
_DECIMALS = 6


def embedder_named(name: str, settings: Settings) -> Embedder:
    """One of `NAMES`. Raises `InvalidSettingError` for another name or what it needs and was not given."""
    if name == "built-in":
        return built_in()
    if name == "minilm":
        if settings.embedder_folder is None:
            raise InvalidSettingError(
                "the embedder minilm needs FOURCORNERS_EMBEDDER_FOLDER; "
                "name a folder with model.onnx and tokenizer.json"
            )
        return MiniLmEmbedder(settings.embedder_folder)
    if name == "openai":
        if not settings.embedding_model:
            raise InvalidSettingError("the embedder openai needs FOURCORNERS_EMBEDDING_MODEL; name the model")
        key = settings.embedding_api_key.get_secret_value() if settings.embedding_api_key else ""
        return OpenAiEmbedder(settings.embedding_model, base_url=settings.embedding_base_url, api_key=key)
    raise InvalidSettingError(f"there is no embedder {name[:40]!r}; choose one of {', '.join(NAMES)}")


@lru_cache(maxsize=1)
def built_in() -> ProjectedEmbedder:
    """The built-in embedder; one for the process, since it remembers the words it met."""
    return ProjectedEmbedder()


class MiniLmEmbedder:
    """all-MiniLM-L6-v2, or another sentence encoder of the same form, from `model.onnx` and `tokenizer.json`
    in a folder: mean of the last hidden states over the words, of length 1. `name` has the hash of the
    model's bytes, so that other weights have other vectors."""

    def __init__(self, folder: Path) -> None:
        self._model, self._words = folder / "model.onnx", folder / "tokenizer.json"
        for path in (self._model, self._words):
            if not path.is_file():
                raise InvalidSettingError(
                    f"FOURCORNERS_EMBEDDER_FOLDER: there is no {path}; put the model there"
                )
        with self._model.open("rb") as file:
            self.name = f"minilm-{hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"
        self._session: Any = None
        self._tokenizer: Any = None

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector per text, in the order given. Raises `ModelError` for a model that cannot be run."""
        self._open()
        found: list[list[float]] = []
        for start in range(0, len(texts), _BATCH_LOCAL):
            found += _unit(self._pooled(texts[start : start + _BATCH_LOCAL]))
        return found

    def _open(self) -> None:
        if self._session is not None:
            return
        import onnxruntime
        from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(self._words))
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 3
            self._session = onnxruntime.InferenceSession(
                str(self._model), options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # both libraries raise bare exceptions of their own
            raise ModelError(
                f"the model in {self._model.parent} cannot be loaded ({type(error).__name__}); "
                "give the ONNX export of a sentence encoder"
            ) from error
        self._tokenizer.enable_truncation(max_length=_MOST_TOKENS)
        self._tokenizer.enable_padding()

    def _pooled(self, texts: Sequence[str]) -> NDArray[np.float64]:
        encoded = self._tokenizer.encode_batch([text[:_MOST_CHARS] for text in texts])
        mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
        given = {
            "input_ids": np.array([each.ids for each in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.zeros_like(mask),
        }
        wanted = {each.name for each in self._session.get_inputs()}
        try:
            states = self._session.run(None, {name: given[name] for name in given if name in wanted})[0]
        except Exception as error:
            raise ModelError(
                f"the model in {self._model.parent} failed ({type(error).__name__}); give a sentence encoder"
            ) from error
        weights = mask[:, :, None].astype(np.float64)
        return (states * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-9)


class OpenAiEmbedder:
    """Embeddings by an OpenAI-compatible server. `base_url` "" is OpenAI's own."""

    def __init__(
        self,
        model: str,
        *,
        base_url: str = "",
        api_key: str = "",
        timeout_seconds: float = 60,
        retries: int = 2,
    ) -> None:
        self._model, self._address = model, base_url or _OPENAI
        self._key, self._timeout, self._retries = api_key, timeout_seconds, retries
        code = hashlib.sha256(f"{self._address} {model}".encode()).hexdigest()[:8]
        self.name = f"openai-{re.sub('[^a-z0-9]+', '-', model.lower()).strip('-')[:40]}-{code}"
        self._client: OpenAI | None = None

    def embed(self, texts: Sequence[str]) -> list[list[float]]:
        """One vector per text, in the order given. Raises `ModelError`."""
        found: list[list[float]] = []
        for start in range(0, len(texts), _BATCH_SERVER):
            found += self._batch([text[:_MOST_CHARS] or " " for text in texts[start : start + _BATCH_SERVER]])
        return found

    def close(self) -> None:
        """Let the connections go."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def _batch(self, texts: list[str]) -> list[list[float]]:
        import openai

        if self._client is None:
            # address and key are always given, so that no variable of the environment chooses another server
            self._client = openai.OpenAI(
                base_url=self._address,
                api_key=self._key or "none",
                timeout=self._timeout,
                max_retries=self._retries,
            )
        try:
            reply = self._client.embeddings.create(model=self._model, input=texts, encoding_format="float")
        except openai.OpenAIError as error:
            raise ModelError(
                f"the embedding server {self._address} did not answer ({type(error).__name__}); "
                "see that it runs, that it has the model, and that the key is right"
            ) from error
        rows = sorted(reply.data, key=lambda each: each.index) if reply.data else []
        lengths = {len(each.embedding) for each in rows}
        if len(rows) != len(texts) or len(lengths) != 1:
            raise ModelError(
                f"the embedding server {self._address} sent {len(rows)} vectors for {len(texts)} texts; "
                "name a model that embeds"
            )
        return _unit(np.array([each.embedding for each in rows], dtype=np.float64))


def _unit(vectors: NDArray[np.float64]) -> list[list[float]]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.round(vectors / np.where(lengths > 0, lengths, 1.0), _DECIMALS).tolist()
