"""Orders to a machine within a paper's text ("ignorera tidigare instruktioner"): found, so that nothing rests on them. Pure.

What cannot be told apart from a paper's own words is left as it is: what is answered is then what the paper says.
"""

from __future__ import annotations

import re

_MACHINE = r"(?:ai|ki|llm|språkmodell\w*|ai-\w+|chatbot\w*|chattbot\w*|assistant|assistent\w*|language model|chatgpt|gpt)"
_RULES = (
    r"(?:instruktion\w*|anvisning\w*|prompt\w*|uppmaning\w*|systemmeddelande\w*|order|regler\w*|källor\w*|dokument\w*"
    r"|instructions?|prompts?|rules?|directions?|guidelines?|sources?|documents?|everything|allt)"
)
_DROP = (
    r"(?:ignorera|glöm|bortse|strunta|åsidosätt|förbigå|hoppa över|följ inte|lyd inte"
    r"|ignore|disregard|forget|override|bypass|do not follow|don't follow)"
)
_EARLIER = (
    r"(?:tidigare|föregående|ovanstående|alla|all|dina|ditt|din|previous|prior|above|earlier|your|any|these|preceding|system\w*)"
)
_ORDER = re.compile(
    rf"\b{_DROP}\b[^.!?\n]{{0,30}}\b{_EARLIER}\b[^.!?\n]{{0,40}}\b{_RULES}\b"
    rf"|\b{_DROP}\b[^.!?\n]{{0,20}}\b{_RULES}\b[^.!?\n]{{0,30}}\b{_EARLIER}\b"
    rf"|\b(?:du är|du ska agera|agera som|låtsas|you are|you must|act as|pretend)\b[^.!?\n]{{0,40}}\b{_MACHINE}\b"
    rf"|\b(?:till|om du är|to|if you are|attention|observera|viktigt för)\b[^.!?\n]{{0,20}}\b{_MACHINE}\b[^.!?\n]{{0,30}}"
    r"(?::|\b(?:svara|skriv|säg|answer|respond|reply|write|say)\b)"
    rf"|\b(?:svara|answer|respond|reply)\b[^.!?\n]{{0,40}}\b(?:oavsett|regardless|no matter|whatever)\b[^.!?\n]{{0,30}}"
    r"\b(?:frågan|fråga|källor\w*|question|sources?|asked)\b"
    r"|\b(?:system|developer)[ -]?(?:prompt|message|meddelande)\w*"
    r"|(?m:^\s*(?:system|assistant|user|developer|assistent)\s*:)"
    r"|<\|?/?(?:im_start|im_end|system|user|assistant|endoftext)\|?>|\[/?INST\]|<</?SYS>>|(?m:^#{2,}\s*(?:instruction|system)\b)",
    re.IGNORECASE,
)
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")


def holds_order(text: str) -> bool:
    """Tell whether a text gives orders to a machine."""
    return _ORDER.search(text) is not None


def without_orders(text: str) -> list[tuple[int, int]]:
    """Return the spans of a text that hold no order.

    From the line that holds one to the end of its paragraph nothing is kept: what follows an order is what it orders.
    """
    spans: list[tuple[int, int]] = []
    at = 0
    while (match := _ORDER.search(text, at)) is not None:
        line = text.rfind("\n", at, match.start()) + 1
        start = max(line, at)
        if text[at:start].strip():
            spans.append((at, start))
        end = _PARAGRAPH_END.search(text, match.end())
        at = end.start() if end else len(text)
    if text[at:].strip():
        spans.append((at, len(text)))
    return spans
