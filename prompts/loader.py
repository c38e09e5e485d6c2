"""Prompts as files: each declares its variables, and refuses a missing or an unknown one.

A prompt is a Markdown file beside this module: between lines of "---" the variables it takes ("Variabler: a, b"), then the
message to the model under "# system" and "# user", with each variable as {name}.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage

_FOLDER = Path(__file__).parent
_FILE = re.compile(r"---\nVariabler: (?P<variables>[a-z_, ]+)\n---\n# system\n(?P<system>.+?)\n# user\n(?P<user>.+)", re.DOTALL)
_VERSION = 12  # hex digits of the content's hash


class PromptError(Exception):
    """A prompt cannot be used as it is; the message says what to mend."""


class UnknownPromptError(PromptError):
    """There is no prompt of that name."""


class MalformedPromptError(PromptError):
    """A prompt's file is not as it should be."""


class PromptVariableError(PromptError):
    """A variable is missing, or is none of the prompt's."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt.

    Attributes:
        variables: what it takes.
        version: a hash of the file's content: the same words give the same version everywhere.
    """

    name: str
    system: str
    user: str
    variables: frozenset[str]
    version: str

    @property
    def label(self) -> str:
        """The name with its version, for a trace."""
        return f"{self.name}@{self.version}"

    def messages(self, **values: str) -> list[BaseMessage]:
        """Return the messages as sent, system first. Braces in the values are words like others.

        Raises:
            PromptVariableError: a variable is missing, or is none of the prompt's.
        """
        from langchain_core.prompts import ChatPromptTemplate  # noqa: PLC0415 - takes a second to load

        missing, unknown = self.variables - values.keys(), values.keys() - self.variables
        if missing or unknown:
            told = [f"{what}: {', '.join(sorted(names))}" for what, names in (("missing", missing), ("unknown", unknown)) if names]
            raise PromptVariableError(f"Prompt {self.name}: {'; '.join(told)}.")
        template = ChatPromptTemplate.from_messages([("system", self.system), ("user", self.user)])
        return template.format_messages(**values)


def names(folder: Path = _FOLDER) -> tuple[str, ...]:
    """Return the names of the prompts there are."""
    return tuple(sorted(path.stem for path in folder.glob("*.md")))


@cache
def load(name: str, folder: Path = _FOLDER) -> Prompt:
    """Return a prompt.

    Args:
        name: the file's, without its ending.
        folder: where prompts lie.

    Raises:
        UnknownPromptError: there is none of that name.
        MalformedPromptError: its file is not as it should be, or uses other variables than it declares.
    """
    if name not in names(folder):
        raise UnknownPromptError(f"There is no prompt {name}; those there are: {', '.join(names(folder))}.")
    content = (folder / f"{name}.md").read_text("utf-8")
    match = _FILE.fullmatch(content)
    if match is None:
        raise MalformedPromptError(f"{name}.md: begin with Variabler between lines of ---, then # system and # user.")
    declared = {one.strip() for one in match["variables"].split(",")}
    try:
        used = {field for part in ("system", "user") for _, field, _, _ in Formatter().parse(match[part]) if field is not None}
    except ValueError as error:
        raise MalformedPromptError(f"{name}.md: {error}; write a brace that is a word as {{{{ or }}}}.") from error
    if declared != used:
        raise MalformedPromptError(f"{name}.md: declares {', '.join(sorted(declared))} but uses {', '.join(sorted(used))}.")
    version = hashlib.sha256(content.encode()).hexdigest()[:_VERSION]
    return Prompt(name, match["system"].strip(), match["user"].strip(), frozenset(declared), version)
