"""A paper's text with what stood around it: what its kind, board, date and numbers are read from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.text.lines import Line


@dataclass(frozen=True, slots=True)
class PaperText:
    """A paper's text with what stood around it.

    Attributes:
        lines: its lines.
        text: its text, clean.
        title: its title, or "".
        header: the page header right over its first line, or "".
        furniture: the page headers inside it.
        name: the file's name.
        items: how many §§ it has.
        diary: of its one §, or "".
        alone: it is the only paper of its file.
    """

    lines: Sequence[Line]
    text: str
    title: str
    header: str = ""
    furniture: tuple[str, ...] = ()
    name: str = ""
    items: int = 0
    diary: str = ""
    alone: bool = True

    @property
    def around(self) -> str:
        """The page headers, a line each."""
        return "\n".join([self.header, *self.furniture])
