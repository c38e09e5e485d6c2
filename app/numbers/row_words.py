"""How well a row of a table meets a word asked for: by its own words, an abbreviation in them, or what stands over it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from app.numbers.number_words import is_form
from vectorstore.coverage import Asked, meets, told
from vectorstore.words.compounds import frequency, parts
from vectorstore.words.tokens import stem, words

_AROUND = 0.85  # that the table's caption, group and paper count for, against the row's own label
_ABBREVIATED = 0.75  # that an abbreviation in the row ("Boendeserv") meets the word
_SHORTLY = 0.6  # one of three letters ("ass")
_LEAST_PREFIX = 4  # letters
_LEAST_TAIL = 3  # letters of the last part of a word of a row
JOINED = 0.95  # that a word met as a part of a row's word counts
_RARE_WORD = 1e-5  # frequency under which a short token may be a word cut short ("pers", "ass", "boendeserv")
_SYNONYM = 0.6  # that the words an abbreviation stands for ("IFO"), found together, meet it
ABBREVIATION = 4  # letters: "VON", "VoO" stand for an office
_BUT_A_TAIL = 0.95  # that a compound is met but for a last part that says nothing
_A_PART_MORE = 0.1  # gained by a row that has all parts of a compound that it meets otherwise
_OF_A_PHRASE = 0.3  # share of a synonym of two words or more
_RESPELLED = 0.8  # that a word met but for a doubled letter counts ("timar")
_WHOLE_COMPOUND = 0.85  # that the parts of a compound, found apart, meet it
PART_ALONE = 0.4  # that a part of a compound meets it at most, where another part is not met and names something
STRONGLY_MET = 0.45
_LABELS = 4096  # labels and columns whose words are remembered: those of some thirty papers' tables
ANY_ROW = "*"  # a token that every row has
ITSELF = 0.9  # share of a token that is the word asked for itself, and no other word for it
#: "På två veckor", "om året", "på grund av", "på jobbet", "låg på bland"; and "om den höjs", which is a clause.
_NO_SCOPE = (
    r"(?:för|hos|bland|inom|till)\b"
    r"|två|tre|fyra|fem|sex|sju|åtta|nio|tio|varje|(?:en|ett)\b|år|veck|dag|grund\b|jobb|arbetet\b|sikt\b|plats\b|hel"
)
_CUT_SHORT = re.compile(r"\b([^\W\d_]{3,})\.")
FOOTNOTE = re.compile(r"(?<=[^\W\d_]{4})\d{1,2}\b")  # a raised mark on a word
_CLAUSE = r"(?:den|det|de|man|vi|hon|han|jag|ni|du)\b"
_SCOPE = re.compile(
    rf"\b(?:(?:för|hos|bland|inom|till)|(?<!skillnad )(?<!skillnaden )(?:på|om(?! {_CLAUSE}))(?! (?:{_NO_SCOPE})))"
    r" (?:de |den |det |alla |våra )?([^\W\d_]{3,}|(?-i:[A-ZÅÄÖ]{2}\b))",
    re.IGNORECASE,
)
#: Last parts of compounds that say nothing of their own: "fastighetssidan" is "fastighet".
_SAYS_NOTHING = frozenset(
    stem(word)
    for word in """
    sida sidan del delen område området verksamhet verksamheten enhet enheten grupp gruppen avdelning avdelningen bit biten
    frågor frågorna ärende ärenden sektor sektorn
    """.split()  # noqa: SIM905 - a list of words reads better
)


def row_meets(one: Asked, own: frozenset[str], around: frozenset[str], short: frozenset[str] = frozenset()) -> float:
    """Return how well a row meets a word: by its own words, by an abbreviation in them, or by what stands over it.

    Args:
        one: the word.
        own: the row's tokens.
        around: those over it.
        short: the row's words that are printed as cut short, with a full stop.
    """
    value = max(meets(one, own, around, _AROUND), _WHOLE_COMPOUND if _all_parts(one.word, own, around) else 0.0)
    if value < _SYNONYM:  # "högstadiet" by "åk 7–9": each word of the phrase counts for its part
        shares = [share for token, share in one.tokens.items() if share <= _OF_A_PHRASE and (token in own or token in around)]
        value = max(value, min(_SYNONYM, sum(shares)) if len(shares) > 1 else 0.0)
    if value < _SYNONYM and len(one.word) <= ABBREVIATION:
        value = max(value, min(_SYNONYM, sum(share for token, share in one.tokens.items() if token in own or token in around)))
    parted = parts_of(one.word)
    if len(parted) > 1 and parted[0] in own and _SAYS_NOTHING.issuperset(parted[1:]):
        return max(value, _BUT_A_TAIL)
    value = _but_a_part(value, one, own, around)
    if value < STRONGLY_MET and _undoubled(stem(one.word)) in {_undoubled(token) for token in own}:
        return _RESPELLED
    if value < _SYNONYM and len(one.word) < _LEAST_PREFIX and any(_is_part_of(stem(one.word), token) for token in own):
        return _SYNONYM
    if value >= _ABBREVIATED or len(one.word) < _LEAST_PREFIX:
        return value
    for whole in (token for token, share in one.tokens.items() if share >= ITSELF):
        for token in own:
            cut = whole.startswith(token) and (token in short or _is_abbreviation(token))
            if (cut or (token.startswith(whole) and _is_abbreviation(whole))) and abs(len(whole) - len(token)) > 1:
                value = max(value, _ABBREVIATED if len(token) >= _LEAST_PREFIX else _SHORTLY)
    if STRONGLY_MET <= value < _BUT_A_TAIL and len(parted) > 1:  # of two rows the one that has more of the compound
        value += _A_PART_MORE * sum(part in own for part in parted) / len(parted)
    return value


def _but_a_part(value: float, one: Asked, own: frozenset[str], around: frozenset[str]) -> float:
    """Return how well a row meets a word, at most as a part of it does where it meets no more of it than that."""
    if PART_ALONE < value < _SYNONYM and (not _by_more_than_a_part(one, own, around) or _by_its_end_alone(one, own | around)):
        return PART_ALONE
    by_part = value < _ABBREVIATED and not _is_all(one, own) and _by_a_part_alone(one, own, around)
    return min(value, PART_ALONE) if by_part else value


def _by_more_than_a_part(one: Asked, own: frozenset[str], around: frozenset[str]) -> bool:
    """Tell whether a word is met by the row itself, or by more around it than a part of the word or of another spelling of it."""
    return any(token in own or (share >= _SYNONYM and token in around) for token, share in one.tokens.items())


def _by_its_end_alone(one: Asked, here: frozenset[str]) -> bool:
    """Tell whether a name that no list of words can take apart is met by its end only: "Gruddbadet" by the word for any bath."""
    if len(parts_of(one.word)) > 1:
        return False
    met = [token for token, share in one.tokens.items() if share < _SYNONYM and token in here]
    heads = _heads_before(one.word, met)
    return len(heads) == len(met) > 0 and not any(token.startswith(head) for head in heads for token in here)


def _heads_before(word: str, ends: Iterable[str]) -> list[str]:
    """Return what a word begins with before each of some ends that it has."""
    return [word[:at].removesuffix("s") for end in ends if (at := word.find(end, _LEAST_TAIL)) > 0]


def heads_of(one: Asked) -> list[str]:
    """Return what a row's token may begin with for a name to be met by more than its end (`row_meets`)."""
    return _heads_before(one.word, (token for token, share in one.tokens.items() if share < _SYNONYM))


@lru_cache(maxsize=50_000)
def _is_part_of(short: str, token: str) -> bool:
    """Tell whether a word of three letters begins or ends a compound: "lån" of "låneskuld" and of "verktygslån".

    They are too short to cut compounds by.
    """
    if len(short) != _LEAST_PREFIX - 1:
        return False
    rest = token.removeprefix(short)
    others = [rest, rest[1:] if rest.startswith(("s", "e")) else ""] if rest != token else []
    rest = token.removesuffix(short)
    others += [rest, rest.removesuffix("s")] if rest != token else []
    return any(len(other) >= _LEAST_PREFIX and frequency(other) >= _RARE_WORD for other in others)


def joined_by(names: Sequence[Asked], label: Sequence[str]) -> frozenset[int]:
    """Return which names a row meets as the two parts of one of its words: "badet i Hammenhög" by "Hammenhögsbadet".

    Args:
        names: the words that name the row.
        label: the words of its label, in lower case.
    """
    stems = [stem(one.word) for one in names]
    heads = [[form for form in (one.word, short) if len(form) >= _LEAST_PREFIX] for one, short in zip(names, stems, strict=True)]
    begun = tuple(form for forms in heads for form in forms)
    for printed in label:
        if not printed.startswith(begun):
            continue  # most words
        for first, forms in enumerate(heads):
            begins = next((form for form in forms if printed.startswith(form)), "")
            if not begins:
                continue
            rest = printed[len(begins) :]
            tails = {stem(tail) for tail in (rest, rest[1:] if rest.startswith("s") else "") if len(tail) >= _LEAST_TAIL}
            last = next((at for at, short in enumerate(stems) if at != first and short in tails), None)
            if last is not None:
                return frozenset((first, last))
    return frozenset()


@lru_cache(maxsize=50_000)
def _undoubled(token: str) -> str:
    return re.sub(r"([^\W\d_])\1", r"\1", token)


@lru_cache(maxsize=10_000)
def parts_of(word: str) -> tuple[str, ...]:
    """Return the stems of a compound's parts; of the word alone where it is none."""
    return tuple(stem(part) for part in parts(word))


def _all_parts(word: str, own: frozenset[str], around: frozenset[str]) -> bool:
    """Tell whether a compound's parts are all met, some by the row itself: "larmavgift" by a row on larm under "Avgift"."""
    cut = parts_of(word)
    return len(cut) > 1 and all(part in own or part in around for part in cut) and any(part in own for part in cut)


def _is_all(one: Asked, own: frozenset[str]) -> bool:
    """Tell whether a row is called just what a compound's last part says: "Sängar" of "vårdsängar"; costs are of many things."""
    cut = parts_of(one.word)
    return len(cut) > 1 and not is_form(cut[-1]) and {token for token in own if not token.startswith("=")} == {cut[-1]}


def _by_a_part_alone(one: Asked, own: frozenset[str], around: frozenset[str]) -> bool:
    """Tell whether a row meets a compound by some of its parts only: "övertid" by "tid", "familjerådgivning" by "familj"."""
    cut = parts_of(one.word)
    here = own | around
    if len(cut) < 2 or any(token in here for token in one.tokens if token not in cut):
        return False
    missing = [part for part in cut if part not in here]
    return bool(missing) and len(missing) < len(cut) and not all(is_form(part) or part in _SAYS_NOTHING for part in missing)


def _is_abbreviation(token: str) -> bool:
    """Tell whether a row's token is a word cut short: no word of its own in Swedish, as far as frequencies tell."""
    return len(token) >= 3 and frequency(token) < _RARE_WORD


def scopes(text: str) -> frozenset[str]:
    """Return the words of a question that say whom or what a number is of: "för barn", "hos timanställda", "på gymnasiet"."""
    return frozenset(word.casefold() for word in _SCOPE.findall(text))


@lru_cache(maxsize=_LABELS)
def printed_tokens(text: str) -> frozenset[str]:
    """Return the tokens of printed words, footnote digits glued to them left out."""
    return told(FOOTNOTE.sub("", text))


@lru_cache(maxsize=_LABELS)
def letters_of(label: str) -> tuple[str, ...]:
    """Return the words of a label, figures left out, in lower case."""
    return tuple(re.findall(r"[^\W\d_]+", label.casefold()))


@lru_cache(maxsize=_LABELS)
def row_tokens(label: str, key_figure: str, group: tuple[str, ...]) -> frozenset[str]:
    """Return the tokens of what a row is called by, and those for what it and its group are called just so."""
    exactly = {named_exactly(printed) for printed in (label, *group) if printed}
    return printed_tokens(f"{label} {key_figure}") | printed_tokens(" ".join(group)) | exactly


def named_exactly(printed: str) -> str:
    """Return the token of a row or a column that is called just so."""
    return f"={printed.casefold().rstrip('*⁰¹²³⁴⁵⁶⁷⁸⁹')}"


@lru_cache(maxsize=_LABELS)
def called_exactly(column: str) -> frozenset[str]:
    """Return the token for a column that is called just so; none where it is not called anything."""
    return frozenset({named_exactly(column)}) if column else frozenset()


@lru_cache(maxsize=_LABELS)
def cut_short(label: str) -> frozenset[str]:
    """Return the stems of a label's words that are printed as cut short, with a full stop."""
    return frozenset(stem(word) for word in _CUT_SHORT.findall(label.casefold()))


@lru_cache(maxsize=_LABELS)
def is_said(label: str, text: str) -> bool:
    """Tell whether a question says a row's whole label of two words or more, in any form: "verksamhetens nettokostnad".

    Args:
        label: as printed; a raised mark on its last word is left out.
        text: the question.
    """
    said = _stems(FOOTNOTE.sub("", label))
    asked = _stems(text)
    return len(said) > 1 and any(asked[at : at + len(said)] == said for at in range(len(asked) - len(said) + 1))


@lru_cache(maxsize=50_000)
def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in words(text))
