"""The chat model: any OpenAI-compatible endpoint, through LangChain's client. Nothing is loaded until it is asked."""

from __future__ import annotations

import time
from collections.abc import Generator, Sequence
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING, Any, Protocol

from pydantic import SecretStr

from app.errors import ChatModelError
from app.settings import ChatSettings

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage
    from langchain_openai import ChatOpenAI

_TOKEN = 3.0  # characters of Swedish in a token, at the least
_PAUSE = 0.5  # seconds before a new try
_BUSY = 429
_DONE = frozenset({"stop", "length"})


class ChatModel(Protocol):
    """Answers messages with words, a few at a time."""

    @property
    def name(self) -> str:
        """The model's name."""

    def stream(self, messages: Sequence[BaseMessage]) -> Generator[str, None, None]:
        """Give the words as they come; closing the iterator closes the connection.

        Raises:
            ChatModelError: no answer, or not all of it.
        """

    def load(self) -> None:
        """Load what the first answer needs; nothing is sent."""


class EndpointModel:
    """A chat model behind an endpoint."""

    def __init__(self, settings: ChatSettings) -> None:
        self._settings = settings
        self._allowance = Allowance(settings.tokens_per_day)

    @property
    def name(self) -> str:
        """The model's name."""
        return self._settings.model

    @cached_property
    def _client(self) -> ChatOpenAI:
        from langchain_openai import ChatOpenAI  # noqa: PLC0415 - takes seconds to load

        given = self._settings
        limits: dict[str, Any] = {given.output_limit_name: given.max_output_tokens}
        return ChatOpenAI(
            model=given.model,
            base_url=given.base_url,
            api_key=given.api_key or SecretStr("-"),  # the client wants one
            timeout=given.timeout_seconds,
            max_retries=0,  # ours: the client's own wait as long as the endpoint says
            temperature=None if given.temperature < 0 else given.temperature,
            extra_body=limits,
            stream_usage=False,
            use_responses_api=False,
            cache=False,
        )

    def load(self) -> None:
        """Load the client now, so that the first question does not wait for it."""
        _ = self._client

    def stream(self, messages: Sequence[BaseMessage]) -> Generator[str, None, None]:
        """Give the words as they come; closing the iterator closes the connection.

        Raises:
            ChatModelError: no answer, or not all of it.
        """
        self._allowance.take(sum(len(str(message.content)) for message in messages))
        latest = time.monotonic() + self._settings.seconds_per_answer
        for left in range(self._settings.retries, -1, -1):
            given = False
            try:
                for words in self._once(messages, latest):
                    given = True
                    self._allowance.spend(len(words))
                    yield words
            except _AgainError as error:
                if given or not left or time.monotonic() + _PAUSE > latest:
                    raise ChatModelError(str(error)) from error
                time.sleep(_PAUSE)
            else:
                return

    def _once(self, messages: Sequence[BaseMessage], latest: float) -> Generator[str, None, None]:
        """Give the words of one try, with every failure as one of ours."""
        import httpx  # noqa: PLC0415 - with the client
        import openai  # noqa: PLC0415
        from langsmith import tracing_context  # noqa: PLC0415

        ended = ""
        try:
            with tracing_context(enabled=False):  # no trace leaves this machine, whatever the environment says
                chunks = self._client.stream(list(messages))
            try:
                while True:
                    with tracing_context(enabled=False):
                        chunk = next(chunks, None)
                    if chunk is None:
                        break
                    ended = str(chunk.response_metadata.get("finish_reason") or ended)
                    if chunk.text:
                        yield str(chunk.text)
                    if time.monotonic() > latest:
                        raise ChatModelError("språkmodellen blev inte klar i tid")
            finally:
                chunks.close()  # type: ignore[attr-defined] # LangChain's stream is a generator
        except openai.APITimeoutError as error:
            raise ChatModelError("språkmodellen svarade inte i tid") from error
        except openai.APIConnectionError as error:
            raise _AgainError("språkmodellen gick inte att nå") from error
        except openai.APIStatusError as error:
            raise _of_status(error.status_code) from error
        except httpx.TimeoutException as error:
            raise ChatModelError("språkmodellen svarade inte i tid") from error
        except (openai.OpenAIError, httpx.HTTPError) as error:
            raise ChatModelError("språkmodellens svar bröts") from error
        except (ValueError, TypeError, KeyError, IndexError, AttributeError) as error:  # the client's, of what is no answer
            raise ChatModelError("språkmodellens svar gick inte att läsa") from error
        if ended not in _DONE:
            raise ChatModelError("språkmodellens svar bröts")


class _AgainError(ChatModelError):
    """A new try may help."""


def _of_status(status: int) -> ChatModelError:
    if status == _BUSY:
        return _AgainError("språkmodellen har för mycket att göra")
    if status >= 500:
        return _AgainError("språkmodellen fick ett fel")
    if status in (401, 403):
        return ChatModelError("språkmodellen godtog inte nyckeln")
    return ChatModelError("språkmodellen tog inte emot frågan")


class Allowance:
    """How much may be sent and received in a day, in tokens, about."""

    def __init__(self, tokens_per_day: int) -> None:
        """Take the limit; 0 is none."""
        self._limit = tokens_per_day
        self._day: date | None = None
        self._spent = 0.0
        self._lock = Lock()

    def take(self, characters: int) -> None:
        """Count what is about to be sent.

        Raises:
            ChatModelError: it would be over the limit.
        """
        with self._lock:
            today = datetime.now(UTC).date()
            if today != self._day:
                self._day, self._spent = today, 0.0
            if self._limit and self._spent + characters / _TOKEN > self._limit:
                raise ChatModelError("dygnets gräns för språkmodellen är nådd")
            self._spent += characters / _TOKEN

    def spend(self, characters: int) -> None:
        """Count what was received."""
        with self._lock:
            self._spent += characters / _TOKEN
