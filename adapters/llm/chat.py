"""One question to an OpenAI-compatible server, answered in a given shape, or not.

LangChain is imported when the first chat is built, because it takes long; its tracing is forced off for
every call, whatever the environment says.
"""

from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, SecretStr, ValidationError

from adapters.llm.messages import Message
from contracts.errors import ModelError
from contracts.value import Value

A = TypeVar("A", bound=BaseModel)
Method = Literal["json_schema", "function_calling"]
_OUT_OF_SHAPE = (ValidationError, ValueError, TypeError, LookupError, AttributeError)
_METHODS: tuple[Method, ...] = ("json_schema", "function_calling")


class Unanswered(Value):
    """The model replied, but not usably: data, not an error."""

    reason: str


@dataclass(frozen=True)
class Answered(Generic[A]):
    """A reply in the shape that was asked for, and the way it was had."""

    value: A
    method: Method


class Chat:
    """A chat model. `timeout_seconds` and `retries` hold for each request; the same words are always asked
    with temperature 0."""

    def __init__(
        self, model: str, *, base_url: str, api_key: str, timeout_seconds: float = 60, retries: int = 2
    ) -> None:
        from langchain_openai import ChatOpenAI

        self.model = model
        self._chat = ChatOpenAI(
            model=model,
            base_url=base_url or None,
            api_key=SecretStr(api_key or "none"),
            temperature=0,
            timeout=timeout_seconds,
            max_retries=retries,
            use_responses_api=False,
            stream_usage=False,
        )

    def ask(self, messages: list[Message], shape: type[A]) -> Answered[A] | Unanswered:
        """The reply in `shape`: by JSON schema, and where the server or the model fails at that, by a tool
        call. Raises `ModelError` where the server cannot be reached, refuses, or breaks down."""
        reason = ""
        for method in _METHODS:
            outcome = self._ask_by(method, messages, shape)
            if isinstance(outcome, Answered):
                return outcome
            reason = outcome.reason
        return Unanswered(reason=reason)

    def _ask_by(self, method: Method, messages: list[Message], shape: type[A]) -> Answered[A] | Unanswered:
        import openai
        from langchain_core.exceptions import OutputParserException
        from langchain_openai.chat_models.base import OpenAIRefusalError
        from langsmith.run_helpers import tracing_context

        runnable = self._chat.with_structured_output(shape, method=method)
        try:
            with tracing_context(enabled=False):
                reply: Any = runnable.invoke(list(messages))
        except (openai.BadRequestError, openai.UnprocessableEntityError, openai.NotFoundError) as error:
            if method == _METHODS[-1]:
                raise ModelError(
                    f"the model server refused the request (HTTP {error.status_code}); check the "
                    "model's name and that the server supports JSON schemas or tool calls"
                ) from None
            return Unanswered(reason=f"the server does not take {method}")
        except openai.APIStatusError as error:
            # No cause: servers echo the request in their errors, and that is contract words.
            raise ModelError(
                f"the model server answered HTTP {error.status_code}; check its key and state, then retry"
            ) from None
        except openai.APIConnectionError as error:
            raise ModelError("the model server cannot be reached; check its address, then retry") from error
        except OpenAIRefusalError:
            return Unanswered(reason="the model refused to answer")
        except (*_OUT_OF_SHAPE, OutputParserException, openai.OpenAIError) as error:
            # Replies are contract words: only the kind of failure is told, never the reply.
            return Unanswered(reason=f"the reply was not in the shape asked for ({type(error).__name__})")
        if not isinstance(reply, shape):
            return Unanswered(reason="the model did not answer")
        return Answered(value=reply, method=method)
