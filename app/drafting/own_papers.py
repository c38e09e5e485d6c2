"""What the matter's own papers say: why to reject or to grant what is asked for, and of each perspective. Pure."""

from __future__ import annotations

import re
from enum import IntEnum

from app.drafting.cues import Stance

#: What is done with a motion, as the papers say it, and the stance it is a reason for.
_VERDICTS = (
    (Stance.DONE, re.compile(r"\b(?:motion\w*|den|frågan|anse\w*)\b[^.]{0,60}\bbesvara[dt]\b", re.IGNORECASE)),
    (Stance.AGAINST, re.compile(r"\bavstyrk\w*|\bavsl[åo]\w*|\bavslag\b", re.IGNORECASE)),
    (Stance.FOR, re.compile(r"\btillstyrk\w*|\bbif[aö]ll\w*", re.IGNORECASE)),
)
_NOT_THAT = re.compile(r"\binte\b[^.,]{0,25}\b(?:avsl[åo]\w*|avstyrk\w*|bif[aö]ll\w*|tillstyrk\w*)", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:därmed|därför|därav|då|eftersom|med hänsyn till|mot bakgrund av|utifrån|för att|på grund av|inväntas?|avvakta\w*"
    r"|redan)\b",
    re.IGNORECASE,
)
_ONLY_MOVED = re.compile(r"\byrka(?:r|de)\b|\breserver", re.IGNORECASE)


class Own(IntEnum):
    """What is looked for in the matter's own papers; the number is that of its need."""

    VERDICT = 0
    ECONOMY = 1
    SUSTAINABILITY = 2
    CITIZENS = 3

    @property
    def query(self) -> str:
        """Words that it is searched by, beside the motion's subject."""
        return _OF_VERDICTS if self is Own.VERDICT else _OF_PERSPECTIVES

    def admits(self, words: str, heading: str) -> bool:
        """Tell whether words under a heading are what is looked for."""
        if self is Own.VERDICT:
            return verdict(words) is not None
        return _HEADINGS[self].search(heading) is not None


_OF_VERDICTS = "avstyrker tillstyrker anses besvarad därför"
_OF_PERSPECTIVES = "bedömning ur ekonomisk, ekologisk och social dimension"
_HEADINGS = {
    Own.ECONOMY: re.compile(r"\bekonomisk", re.IGNORECASE),
    Own.SUSTAINABILITY: re.compile(r"\bekologisk|\bhållbar|\bmiljö", re.IGNORECASE),
    Own.CITIZENS: re.compile(r"\bsocial dimension|\bsocialt perspektiv|\binvånar|\bbarn(?:ets|perspektiv)", re.IGNORECASE),
}


def verdict(words: str) -> Stance | None:
    """Return what a sentence gives a reason for: to grant a motion, to reject it, to call it answered; None where it gives none."""
    if not _REASON.search(words) or _ONLY_MOVED.search(words):
        return None
    told = _NOT_THAT.sub(" ", words)
    return next((stance for stance, pattern in _VERDICTS if pattern.search(told)), None)
