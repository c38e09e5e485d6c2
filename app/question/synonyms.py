"""Other words for what is asked: a plain file that a municipality can add to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from app.errors import SettingsError
from app.question.kind import plain
from app.wrong_values import why_not_read
from vectorstore.words.tokens import PARTICLES, STOP_WORDS, stem, words

BUILT_IN = tuple(sorted((Path(__file__).parents[1] / "data" / "synonymer").glob("*.txt")))  # one file a field
_MOST_WORDS = 8  # of an entry: longer phrases are not looked for in a question
_JOINING = PARTICLES - {"på", "av", "över"}  # which as often are prepositions
_VERB_ENDINGS = ("t", "ts", "r", "s", "a", "as", "de", "des", "te", "tes")
_LEAST_VERB = 4  # letters
_MOST_BETWEEN = 4  # words between a verb and its particle: "skickades uppföljningen från nämnden tillbaka"


@dataclass(frozen=True)
class Synonyms:
    """Groups of words and phrases that mean about the same."""

    groups: tuple[tuple[str, ...], ...]

    @cached_property
    def _by_stems(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for phrase in group:
                found[_stems(phrase)].append(number)
        return found

    @cached_property
    def _by_plain_stems(self) -> Mapping[tuple[str, ...], Sequence[int]]:
        """The same by the stems without marks, of what has any: "hemvård" for who types "hemvard"."""
        found: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for stems, numbers in self._by_stems.items():
            if not "".join(stems).isascii():
                found[tuple(map(plain, stems))] += numbers
        return found

    def of(self, question: str) -> tuple[tuple[str, str], ...]:
        """Return the other words for those of a question, as (a word of the question's, the other word).

        What stands for a phrase ("LOV" for "lagen om valfrihet") stands for each of its words.
        """
        asked = re.findall(r"[^\W_]+", question.casefold())
        stems = tuple(stem(word) for word in asked)
        unmarked = question.isascii()  # typed without å, ä and ö, or in need of none
        found: dict[tuple[str, str], None] = {}
        told: set[str] = set()
        for size in range(_MOST_WORDS, 0, -1):
            for at in range(len(stems) - size + 1):
                key = stems[at : at + size]
                for number in (*self._by_stems.get(key, ()), *(self._by_plain_stems.get(key, ()) if unmarked else ())):
                    for phrase in self.groups[number]:
                        if phrase not in told and not {stem(word) for word in words(phrase)} <= set(stems):
                            told.add(phrase)
                            meant = [word for word in asked[at : at + size] if word not in STOP_WORDS] or [asked[at]]
                            found.update(dict.fromkeys((word, phrase) for word in meant))
        for at, number in self._parted(asked, stems):
            others = (phrase for phrase in self.groups[number] if phrase not in told and len(phrase.split()) == 1)
            found.update(dict.fromkeys((asked[at], phrase) for phrase in others))
        found.update(dict.fromkeys(_joined(asked)))
        return tuple(found)

    def _parted(self, asked: Sequence[str], stems: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Give each verb that stands apart from its particle ("ställs bussen in"), with the group that the two are of."""
        for later, word in enumerate(asked):
            if word in PARTICLES:
                for at in range(max(0, later - _MOST_BETWEEN - 1), later - 1):
                    yield from ((at, number) for number in self._by_stems.get((stems[at], stems[later]), ()))


def _joined(asked: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give each verb right before its particle with the words that the two make as one: "följts upp", "uppföljd"."""
    for verb, particle in pairwise(asked):
        if particle in _JOINING and len(verb) >= _LEAST_VERB and verb not in STOP_WORDS and verb.endswith(_VERB_ENDINGS):
            yield from ((verb, f"{particle}{stem(verb)}{ending}") for ending in ("d", "t", "ning"))


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in re.findall(r"[^\W_]+", text.casefold()))


def load_synonyms(*files: Path) -> Synonyms:
    """Return the synonyms of all files: one group a line, entries parted by "=", "#" starts a comment.

    Raises:
        SettingsError: a file cannot be read, or a line holds one entry only.
    """
    groups: list[tuple[str, ...]] = []
    for file in files:
        try:
            text = file.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"Synonymfilen {file} går inte att läsa: {why_not_read(error)}.") from error
        for number, line in enumerate(text.splitlines(), 1):
            entries = [entry.strip() for entry in line.split("#", 1)[0].split("=")]
            if entries == [""]:
                continue
            if len(entries) < 2 or not all(entries):
                raise SettingsError(f"Rad {number} i {file.name} ska ha minst två ord med = emellan.")
            groups.append(tuple(entries))
    return Synonyms(tuple(groups))
