"""Happenings that a question asks to have counted or dated, and whether a text tells of them: who left, what was lost. Pure.

A number of those who are, or of what there is, is none of those who left or of what was lost.
"""

from __future__ import annotations

import re

#: A happening, as a question in lower case asks for it, and as a text must tell it; with what is then missing.
_HAPPENINGS = tuple(
    (re.compile(asks), re.compile(tells, re.IGNORECASE), missing)
    for asks, tells, missing in (
        (
            r"^hur (?:många|stor (?:andel|del))\b"
            r".*\b(?:sluta(?:de|t)(?! (?:nian|årskurs|\w*skola|gymnasi|på|med))"
            r"|sa(?:de)? upp sig|sagt upp sig|avgick|avgått|hoppa(?:de|t) av)\b",
            r"slut(?:a|at|ar|ade|ats)\b|avg[åi]|upps[aä]g|s(?:a|ade|agt) upp|omsättning|lämna|hoppa|avhopp|avbr[ou]t",
            "hur många som slutade",
        ),
        (
            r"^hur (?:många|mycket)\b.*\b(?:försvann|försvunnit|stals|stulits|(?:tappades|tappats|kom(?:mit)?) bort)\b",
            r"försv[aiu]nn|stöld|stals|stul|stal\b|förlor|tappa|sakna|borta\b",
            "hur många som försvann",
        ),
        (
            r"^hur många\b.*\b(?:dog|avled|omkom|dött|avlidit|omkommit)\b",
            r"avl[ei]d|\bdog\b|död|dött|omk[ou]m",
            "hur många som avled",
        ),
        (r"^vem\b.*\b(?:äger|ägde)\b", r"\bäg(?:er|s|de|are|aren|arna)\b|fastighetsägare", "vem som äger"),
        (r"^vem\b.*\b(?:säljer|sålde|sålt)\b", r"säl[jt]|\bsål[dt]|försälj|överl[åa]t", "vem som säljer"),
        (r"^(?:vem|vilk\w+|hur många)\b.*\böverklaga", r"överklag", "något överklagande"),
        (
            r"^(?:vem|vilk\w+ (?:\w+ )?\w*(?:företag|bolag|leverantör(?:er)?|firm(?:a|or)|entreprenör(?:er)?))\b"
            r".*\b(?:vann|vunnit)\b",
            r"\bvann|vunn|tilldel|\banta(?:gits|git|s)?\b|\bantog|avtal|leveran|leverer",
            "vem som vann",
        ),
        (
            r"^(?:när på dagen|hur dags|vilken tid|vilka tider|vilket klockslag|vilka klockslag)\b.*\b(?:öppnar|stänger)\b",
            r"öpp|stäng|tillgäng|obemann",
            "vilka tider det är öppet",
        ),
    )
)


def happening_not_told(question: str, said: str) -> str:
    """Return what is missing where a question asks of a happening and what is said does not tell of it; or ""."""
    asked = question.strip().casefold()
    for asks, tells, missing in _HAPPENINGS:
        if asks.search(asked) and not tells.search(said):
            return missing
    return ""
