"""Embedders: chosen by name, from a folder or a server on loopback; nothing is downloaded."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from model_server import Reply, Server
from pydantic import SecretStr

from adapters.embeddings import MiniLmEmbedder, OpenAiEmbedder, embedder_named
from adapters.settings import Settings
from contracts.errors import InvalidSettingError, ModelError

WORDS = ("[PAD]", "[UNK]", "liability", "cap", "law", "renewal")


def settings(tmp_path: Path, **more: Any) -> Settings:
    return Settings(home=tmp_path, **more)


def answer(request: dict[str, Any]) -> tuple[int, dict[str, Any]]:
    """Vectors by the length of each text, sent in the wrong order on purpose."""
    rows = [
        {"object": "embedding", "index": number, "embedding": [float(len(text)), 1.0, 0.0]}
        for number, text in enumerate(request["input"])
    ]
    usage = {"prompt_tokens": 1, "total_tokens": 1}
    return 200, {"object": "list", "data": rows[::-1], "model": "m", "usage": usage}


def test_without_settings_the_built_in_one_is_used(tmp_path: Path) -> None:
    chosen = embedder_named(settings(tmp_path).embedder, settings(tmp_path))
    assert chosen.name == "built-in-2"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("minilm", "FOURCORNERS_EMBEDDER_FOLDER"),
        ("openai", "FOURCORNERS_EMBEDDING_MODEL"),
        ("bert", "choose one of"),
    ],
)
def test_what_an_embedder_lacks_is_named(tmp_path: Path, name: str, told: str) -> None:
    with pytest.raises(InvalidSettingError, match=told):
        embedder_named(name, settings(tmp_path))


def test_a_server_is_asked_in_batches_and_its_order_is_put_right(
    serve: Callable[[Reply], Server], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("adapters.embeddings._BATCH_SERVER", 2)
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:1/elsewhere")
    server = serve(answer)
    chosen = embedder_named(
        "openai",
        settings(
            tmp_path,
            embedding_model="embed-3",
            embedding_base_url=server.url,
            embedding_api_key=SecretStr("k"),
        ),
    )
    assert isinstance(chosen, OpenAiEmbedder)
    vectors = chosen.embed(["a", "aaa", ""])
    chosen.close()
    assert vectors[0] == pytest.approx([0.707107, 0.707107, 0.0])
    assert vectors[1] == pytest.approx([0.948683, 0.316228, 0.0])
    assert [request["input"] for request in server.requests] == [["a", "aaa"], [" "]]
    assert set(server.paths) == {"/v1/embeddings"}
    assert all(request["encoding_format"] == "float" for request in server.requests)


def test_the_name_follows_model_and_server_and_never_the_key() -> None:
    one = OpenAiEmbedder("Embed 3", base_url="http://a", api_key="secret")
    assert one.name != OpenAiEmbedder("Embed 3", base_url="http://b").name
    assert one.name == OpenAiEmbedder("Embed 3", base_url="http://a").name
    assert one.name.startswith("openai-embed-3-")


def test_a_server_that_refuses_or_talks_nonsense_is_named(serve: Callable[[Reply], Server]) -> None:
    refusing = OpenAiEmbedder(
        "m", base_url=serve(lambda _: (401, {"error": {"message": "no"}})).url, retries=0
    )
    with pytest.raises(ModelError, match="did not answer"):
        refusing.embed(["a"])
    refusing.close()
    short = serve(
        lambda _: (200, {"object": "list", "model": "m", "data": [{"index": 0, "embedding": [1.0]}]})
    )
    wrong = OpenAiEmbedder("m", base_url=short.url)
    with pytest.raises(ModelError, match="sent 1 vectors for 2 texts"):
        wrong.embed(["a", "b"])
    wrong.close()


def test_a_sentence_encoder_is_run_from_its_folder(tmp_path: Path) -> None:
    embedder = MiniLmEmbedder(tiny_model(tmp_path))
    vectors = embedder.embed(["liability cap", "cap liability", "law", "liability cap renewal"] * 5)
    assert vectors[0] == vectors[1]  # the mean of the same words
    assert vectors[0] != vectors[2]
    assert sum(number * number for number in vectors[3]) == pytest.approx(1.0, abs=1e-4)
    # padding counts for nothing: a short text gives the same vector beside a long one as alone
    assert embedder.embed(["law"])[0] == pytest.approx(vectors[2], abs=1e-5)
    assert embedder.name == MiniLmEmbedder(tmp_path).name


def test_a_folder_without_a_usable_model_is_named(tmp_path: Path) -> None:
    with pytest.raises(InvalidSettingError, match=r"model\.onnx"):
        MiniLmEmbedder(tmp_path)
    tiny_model(tmp_path)
    (tmp_path / "model.onnx").write_bytes(b"no model")
    with pytest.raises(ModelError, match="cannot be loaded"):
        MiniLmEmbedder(tmp_path).embed(["law"])


def tiny_model(folder: Path) -> Path:
    """A model of one table look-up (token id → four numbers) and a tokenizer of six words, made by hand:
    the weights of MiniLM are on no machine of ours."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    tokenizer = Tokenizer(models.WordLevel({word: number for number, word in enumerate(WORDS)}, "[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "tokenizer.json"))
    rows = [float((number * 7 + column * 3) % 11) for number in range(len(WORDS)) for column in range(4)]
    table = (
        varints((1, len(WORDS)), (1, 4), (2, 1)) + field(8, b"table") + field(9, struct.pack("<24f", *rows))
    )
    node = field(1, b"table") + field(1, b"input_ids") + field(2, b"states") + field(4, b"Gather")
    graph = field(1, node) + field(2, b"tiny") + field(5, table)
    graph += field(11, value(b"input_ids", 7, (b"batch", b"words")))
    graph += field(12, value(b"states", 1, (b"batch", b"words", b"width")))
    model = varints((1, 8)) + field(7, graph) + field(8, varints((2, 13)))
    (folder / "model.onnx").write_bytes(model)
    return folder


def value(name: bytes, kind: int, dimensions: tuple[bytes, ...]) -> bytes:
    shape = b"".join(field(1, field(2, each)) for each in dimensions)
    return field(1, name) + field(2, field(1, varints((1, kind)) + field(2, shape)))


def field(number: int, data: bytes) -> bytes:
    """A field of bytes as Protocol Buffers write it."""
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def varints(*pairs: tuple[int, int]) -> bytes:
    return b"".join(_varint(number << 3) + _varint(amount) for number, amount in pairs)


def _varint(amount: int) -> bytes:
    written = bytearray()
    while amount > 127:
        written.append(amount & 127 | 128)
        amount >>= 7
    return bytes([*written, amount])
