"""Conversations: is each question understood as a person would, and does it find and give its answer?"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.model import Question
from app.numbers.months_asked import asked_part
from eval.dataset import Conversation, Place, Turn
from eval.metrics import interval, squash
from eval.runner import InProcess
from vectorstore.coverage import told
from vectorstore.words.tokens import stem, words


@dataclass(frozen=True, slots=True)
class Understood:
    """What came of a turn.

    Attributes:
        opening: it is the conversation's first question.
        understood: the question as understood is equal in meaning to the expected one.
        found: its evidence stands among the passages found, or is quoted; or it was rightly given no answer.
        answered: its evidence is quoted; or it was rightly given no answer.
        why: what of it is not as expected.
    """

    conversation: str
    number: int
    turn: Turn
    standalone: str
    opening: bool
    understood: bool
    found: bool
    answered: bool
    why: str


def converse(conversations: Sequence[Conversation], door: InProcess, progress: Callable[[int], None]) -> list[Understood]:
    """Ask the turns of conversations, each with the questions before it."""
    rows = []
    for conversation in conversations:
        asked: list[str] = []
        for number, turn in enumerate(conversation.turns, 1):
            rows.append(_row(conversation.id, number, turn, tuple(asked), door))
            asked.append(turn.question)
        progress(1)
    return rows


def _row(name: str, number: int, turn: Turn, history: tuple[str, ...], door: InProcess) -> Understood:
    answer = door.ask(turn.question, history)
    assistant = door.services.assistant
    why = differences(turn, assistant.understand(turn.standalone), assistant.understand(str(answer["standalone"])))
    if turn.outcome:
        said_no = answer["outcome"] == "unsupported" and (turn.outcome != "ambiguous" or answer["reason"] == "ambiguous")
        why = why if turn.outcome == "unsupported" else ([] if said_no else ["the choice"])
        return Understood(name, number, turn, str(answer["standalone"]), not history, not why, said_no, said_no, ", ".join(why))
    answered = any(bears(turn, citation["quote"], citation) for citation in answer["citations"])
    hits = door.search(turn.question, history)
    found = answered or any(bears(turn, hit["text"], hit) for hit in hits)
    return Understood(name, number, turn, str(answer["standalone"]), not history, not why, found, answered, ", ".join(why))


def differences(turn: Turn, wanted: Question, got: Question) -> list[str]:
    """Return in what a question as understood differs from the expected one: place, period, §, words of its subject."""
    why = []
    if set(wanted.municipalities) != set(got.municipalities):
        why.append(f"place {got.municipalities}")
    if "years" not in turn.free and set(wanted.years) != set(got.years):
        why.append(f"years {got.years}")
    if "part" not in turn.free and asked_part(wanted.standalone) != asked_part(got.standalone):
        why.append("part of the year")
    if (set(wanted.paragraphs), set(wanted.diary_numbers)) != (set(got.paragraphs), set(got.diary_numbers)):
        why.append("§")
    held = told(got.standalone) | {stem(word) for word in words(got.standalone)}
    why += [f"without {word}" for word in turn.about if not told(word) & held and stem(word) not in held]
    typed = {word.casefold() for word in words(got.standalone)}
    why += [f"with {word}" for word in turn.without if word.casefold() in typed]
    return why


def bears(turn: Turn, text: str, where: dict[str, Any]) -> bool:
    """Tell whether a text holds a turn's evidence.

    Args:
        turn: the turn.
        text: a quote or a passage.
        where: it stands: its headings ("section") and its § ("paragraph").
    """
    flat, line = squash(text), " ".join(text.split())
    over = " ".join([*(where.get("section") or ()), str(where.get("paragraph") or "")])
    for piece in turn.evidence:
        if isinstance(piece, Place):
            if re.search(piece.pattern, line) and piece.section in over:
                return True
        elif squash(piece) in flat:
            return True
    return False


def shares(rows: Sequence[Understood]) -> dict[str, dict[str, float]]:
    """Return the shares of turns, in percent with their 95 % interval; follow-ups alone, and all turns."""
    follow_ups = [row for row in rows if not row.opening]
    found = {
        "follow_ups_understood": [row.understood for row in follow_ups],
        "follow_ups_right": [row.understood and row.found for row in follow_ups],
        "follow_ups_answered": [row.understood and row.answered for row in follow_ups],
        "turns_right": [row.understood and row.found for row in rows],
        "turns_answered": [row.understood and row.answered for row in rows],
        "conversations_right": _whole(rows),
    }
    told_shares = {}
    for name, held in found.items():
        low, high = interval([float(one) for one in held])
        share = sum(held) / len(held) if held else 0.0
        told_shares[name] = {
            "value": round(100 * share, 1),
            "low": round(100 * low, 1),
            "high": round(100 * high, 1),
            "cases": len(held),
        }
    return told_shares


def _whole(rows: Sequence[Understood]) -> list[bool]:
    """Return, for each conversation, whether all its turns are right."""
    whole: dict[str, bool] = {}
    for row in rows:
        whole[row.conversation] = whole.get(row.conversation, True) and row.understood and row.found
    return list(whole.values())
