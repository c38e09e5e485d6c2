"""Settings: environment variables KOMMUNSVAR_* or a TOML file; unknown keys are errors, every number has bounds."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator

from app.errors import SettingsError
from app.wrong_values import what_is_wrong, why_not_read
from ingest.config import MB, Limits

PREFIX = "KOMMUNSVAR_"
_CONFIG = f"{PREFIX}CONFIG"


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ModelSettings(_Section):
    """The models.

    Attributes:
        embedding: "" for the bundled multilingual-e5-small; else a folder, or a hub name (then the hub may be asked).
        reranker: "" for none; else a cross-encoder's folder or hub name.
    """

    embedding: str = ""
    reranker: str = ""


class AnswerSettings(_Section):
    """How questions are answered.

    Attributes:
        passages: how many passages an answer is looked for in.
        max_question: characters; a longer question is refused.
        least_support: share of what is asked that the evidence must meet; `python -m eval calibrate` measures it.
    """

    passages: Annotated[int, Field(ge=1, le=50)] = 12
    max_question: Annotated[int, Field(ge=100, le=20_000)] = 2_000
    least_support: Annotated[float, Field(ge=0.0, le=1.0)] = 0.18


class ChatSettings(_Section):
    """A chat model behind an OpenAI-compatible endpoint; without `base_url` answers are in the papers' own words.

    Attributes:
        base_url: of the endpoint, up to and with /v1; "" for no chat model.
        model: its name there.
        api_key: None where the endpoint asks for none.
        timeout_seconds: to connect, to the first word, and between words.
        seconds_per_answer: from question to the last word.
        retries: after a refusal for load, a fault or no connection; not after a timeout.
        temperature: -1 sends none, for models that take none.
        max_output_tokens: of one answer.
        output_limit_name: what the endpoint calls that limit.
        evidence_characters: of papers sent with a question; some three to four characters are a token.
        tokens_per_day: sent and received, about; 0 for no limit. Counted by the process, from midnight UTC.
    """

    base_url: Annotated[str, Field(pattern=r"^(https?://\S+)?$")] = ""
    model: Annotated[str, Field(max_length=200)] = ""
    api_key: SecretStr | None = None
    timeout_seconds: Annotated[float, Field(gt=0, le=600)] = 30.0
    seconds_per_answer: Annotated[float, Field(gt=0, le=3_600)] = 90.0
    retries: Annotated[int, Field(ge=0, le=5)] = 1
    temperature: Annotated[float, Field(ge=-1, le=2)] = 0.0
    max_output_tokens: Annotated[int, Field(ge=50, le=8_000)] = 700
    output_limit_name: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    evidence_characters: Annotated[int, Field(ge=1_000, le=400_000)] = 16_000
    tokens_per_day: Annotated[int, Field(ge=0, le=1_000_000_000)] = 0

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if bool(self.base_url) != bool(self.model):
            raise ValueError("base_url och model anges tillsammans")
        return self


class DraftSettings(_Section):
    """Replies to motions.

    Attributes:
        templates: a folder with the municipality's own templates (NAME.toml and NAME.docx), or none.
    """

    templates: Path | None = None


class ServerSettings(_Section):
    """The server.

    Attributes:
        host: 127.0.0.1 unless others are to reach it.
        user_header: a header in which a proxy that signs users in names them; "" for none.
        proxies: addresses and networks of such proxies, parted by commas; the header counts from these alone.
        requests_per_minute: from one address; 0 for no limit.
    """

    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65_535)] = 8000
    user_header: Annotated[str, Field(pattern=r"^[A-Za-z0-9-]*$")] = ""
    proxies: str = ""
    requests_per_minute: Annotated[int, Field(ge=0, le=1_000_000)] = 600


class LimitSettings(_Section):
    """Limits on a file taken in; see `ingest.config.Limits` for what each is for."""

    max_file_mb: Annotated[int, Field(ge=1, le=10_000)] = 200
    max_text_mb: Annotated[int, Field(ge=1, le=2_000)] = 50
    max_pages: Annotated[int, Field(ge=1, le=100_000)] = 1_500
    seconds_per_file: Annotated[float, Field(gt=0, le=86_400)] = 300.0
    seconds_per_page: Annotated[float, Field(gt=0, le=3_600)] = 20.0

    def limits(self) -> Limits:
        """Return the limits as the readers take them."""
        return Limits(
            max_file_bytes=self.max_file_mb * MB,
            max_text_bytes=self.max_text_mb * MB,
            max_pages=self.max_pages,
            seconds_per_file=self.seconds_per_file,
            seconds_per_page=self.seconds_per_page,
        )


class Settings(_Section):
    """All settings.

    Attributes:
        data: the data folder.
        synonyms: a file of other words of the municipality's own, or none.
        password: asked for by page and API; "" asks for none.
    """

    data: Path = Path("var/kommunsvar")
    synonyms: Path | None = None
    password: Annotated[str, Field(repr=False, max_length=200)] = ""
    model: ModelSettings = Field(default_factory=ModelSettings)
    answers: AnswerSettings = Field(default_factory=AnswerSettings)
    drafts: DraftSettings = Field(default_factory=DraftSettings)
    chat: ChatSettings = Field(default_factory=ChatSettings)
    server: ServerSettings = Field(default_factory=ServerSettings)
    limits: LimitSettings = Field(default_factory=LimitSettings)


def environment_names() -> dict[str, tuple[str, ...]]:
    """Return every setting's environment variable with its path in the TOML file."""
    names: dict[str, tuple[str, ...]] = {}
    for key, field in Settings.model_fields.items():
        section = field.annotation
        if isinstance(section, type) and issubclass(section, _Section):
            for inner in section.model_fields:
                names[f"{PREFIX}{key}_{inner}".upper()] = (key, inner)
        else:
            names[f"{PREFIX}{key}".upper()] = (key,)
    return names


def load_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings: those of the environment win over those of the file, and both over the defaults.

    Args:
        environment: the environment variables; KOMMUNSVAR_CONFIG names the TOML file.

    Raises:
        SettingsError: a key is unknown, a value is out of bounds, or the file cannot be read.
    """
    values = _from_file(environment.get(_CONFIG, ""))
    names = environment_names()
    for name, value in environment.items():
        if not name.startswith(PREFIX) or name == _CONFIG:
            continue
        path = names.get(name)
        if path is None:
            raise SettingsError(f"Inställningen {name} finns inte. De som finns: {', '.join(sorted(names))}.")
        target = values
        for part in path[:-1]:
            inner = target.setdefault(part, {})
            if not isinstance(inner, dict):
                raise SettingsError(f"Avsnittet {part} i inställningsfilen ska vara en tabell.")
            target = inner
        target[path[-1]] = value
    try:
        return Settings.model_validate(values)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"Inställningen {where} {what_is_wrong(first, own=True)}.") from error


def _from_file(name: str) -> dict[str, object]:
    if not name:
        return {}
    try:
        return tomllib.loads(Path(name).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"Inställningsfilen {name} går inte att läsa: {why_not_read(error)}.") from error
