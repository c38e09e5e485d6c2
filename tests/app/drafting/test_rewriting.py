"""A chat model rewrites paragraphs: what it says is verified, and the quotes stay where it is not."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from app.bootstrap import Services
from app.drafting.drafter import Drafter
from app.drafting.model import Draft
from app.drafting.reading import document_of_text, motion_in
from app.errors import ChatModelError
from app.model import Mode
from tests.app.drafting.papers import MOTION

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessage


@dataclass
class Fake:
    """Says the same of every demand."""

    says: str
    name: str = "fake"
    sent: str = ""

    def stream(self, messages: Sequence[BaseMessage]) -> Generator[str, None, None]:
        self.sent += "\n".join(str(one.content) for one in messages)
        if not self.says:
            raise ChatModelError("Språkmodellen svarar inte.")
        yield self.says

    def load(self) -> None: ...


def drafted_by(tunadal: Services, model: Fake) -> Draft:
    drafter = Drafter(tunadal.assistant, tunadal.library, tunadal.matters, model=model)
    return drafter.draft(motion_in(document_of_text(MOTION)))


def text_of(draft: Draft) -> str:
    return "\n".join(one.text for section in draft.sections for one in section.paragraphs)


class Honest(Fake):
    """Says what a source says, and points at it."""

    def stream(self, messages: Sequence[BaseMessage]) -> Generator[str, None, None]:
        sent = " ".join(" ".join(str(one.content) for one in messages).split())
        self.sent += sent
        for source in re.split(r"KÄLLA (?=\[\d)", sent)[1:]:
            if "infört nya scheman" in source:
                yield f"Socialnämnden har infört nya scheman för kvällar och helger {source.split()[0]}."


def test_words_that_hold_are_taken_with_their_sources(tunadal: Services) -> None:
    model = Honest("")
    draft = drafted_by(tunadal, model)
    assert draft.mode is Mode.GENERATED
    paragraph = next(
        one for s in draft.sections for one in s.paragraphs if one.text.startswith("Socialnämnden har infört nya scheman")
    )
    assert not paragraph.quoted
    cited = [one.quote for one in draft.citations if one.number in paragraph.citations]
    assert any("infört nya scheman för kvällar och helger" in " ".join(quote.split()) for quote in cited)


@pytest.mark.parametrize("says", ["", "Avgiften blir 99 kronor och motionen bör bifallas [1].", "Utan källa.", "[9]"])
def test_words_that_do_not_hold_leave_the_quotes(tunadal: Services, says: str) -> None:
    draft = drafted_by(tunadal, Fake(says))
    assert draft.mode is Mode.EXTRACTIVE
    assert "99" not in text_of(draft)
    assert "alla hemtjänsttagare ska erbjudas en digital nyckelgömma" in text_of(draft)
