"""Which words of a question name a table's row: without boards, measures and everyday talk, of a gloss one side. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.model import Question
from app.numbers.figure_fit import ANY_LINE
from app.numbers.meant import counted_in, left_out
from app.numbers.number_words import MEASURE_WORD, TIME_WORD, is_form, names_incidents
from app.numbers.paper_fit import PAPER_KINDS
from app.numbers.ranking import FOUND_WELL, STRONG, Placed, own_tokens
from app.numbers.row_words import ABBREVIATION, ITSELF, STRONGLY_MET, named_exactly, row_meets, scopes
from app.question.phrases import PAST, is_verb
from app.question.sizes import bounds_named, limits_named, sizes_named, spans_of
from ingest.tables.model import FigureStatus
from ingest.tables.rows import is_total
from vectorstore.coverage import Asked, told
from vectorstore.words.compounds import parts
from vectorstore.words.tokens import stem

#: Boards whose papers are often of all: the municipality's accounts are no account of the kommunstyrelse alone.
OF_ALL = frozenset({"kommunstyrelsen", "kommunfullmäktige"})
_WEAKEST = 0.2  # rarity of a word that stands in every paper: it names no row
_OFFICE = re.compile(
    r"(?<!total )(?<!totala )(?:\w+-\s+och\s+)?\w*(?:förvaltning|nämnd|kontor|styrelse|fullmäktige)(?!verksamhet)\w*", re.IGNORECASE
)
_LINE_WORD = re.compile(r"kostnad|intäkt|resultat|netto|personalkostnad|hyr", re.IGNORECASE)
_OFFICES = ("nämnd", "förvaltning", "kontor")
_BOARD_ENDINGS = ("nämnden", "styrelsen", "förvaltningen", "fullmäktige")
_LEAST_SCOPE = 0.4  # weight from which a word says whom or what a number is of
_MONEY_TAIL = re.compile(r"(?<=[^\W_]-)(?:medel|medlen|satsning(?:en|ar|arna)?)\b", re.IGNORECASE)  # "EU-medlen": the money of "EU"
_ECONOMICALLY = re.compile(r"\bgick det ekonomiskt\b", re.IGNORECASE)
_INCIDENT = re.compile(r"avvikelser(?:na)?s?")
_MORE = "tillägg"  # a budget beside the budget: a measure of its own
_GRANTED = re.compile(r"(?P<of>[^\W\d_]{4,}s)(?:anslag(?:en|et)?|(?<=investerings)plan(?:en)?)")  # budgets by another name
_BESIDE_FORM = 0.5  # weight at most of a word that a measure is put together with
_BUT_ITS_FORM = 0.85  # that all of a compound but its form meets it: "Investering" over the rows of "investeringsbudgeten"
_UNMET = 0.3  # of a common word's weight is kept where no row at all meets it: it is everyday talk, and names none
_VERB = 0.5  # … where rows meet it, which they do by chance: "utförde" by "Utförare"
_ADJECTIVE = re.compile(
    r"ny(?:a|tt)?|gam(?:mal|malt|la)|stora?|lilla|små|hela?|eg(?:en|et|na)"
)  # of a thing, and seldom a part of its name
_OWN = re.compile(r"eg(?:en|et|na)")  # whose it is: of the municipality that is asked
_AGE_GROUP = re.compile(r"ålders(?:grupp|kategori|klass|spann|intervall)\w*")  # rows of ages are such: "30–49 år"
_GLOSS = re.compile(r"\(([^()]{2,60})\)")
_SAYS = 0.6  # weight of a word that makes a gloss say something
_JOINING = frozenset("av den de det för i inom med om på så till vid ej inte".split())  # noqa: SIM905 - one line
_PARTICIPLE = re.compile(
    r"(?!.*(?:grad|blad|stad|nad|plats)$)[^\W\d_]{3,}(?:ad|ats|erat)"
)  # "tilldelad": a verb, where no row is called so
_IN_CASE = re.compile(r"\bi (?:så|alla|vilket|vissa) fall\b", re.IGNORECASE)
#: What a row is, said before what it is called: "på frågan om de trivs", "nyckeltalet väntetid".
_INTRODUCING = frozenset({"frågan", "påståendet", "indikatorn", "nyckeltalet", "raden", "posten"})
#: Words that part one row or column from another, common as they are: they must be met.
_DECISIVE = frozenset(
    stem(word) for word in ("kvinnor", "kvinnorna", "män", "männen", "flickor", "flickorna", "pojkar", "pojkarna")
)


def subject(question: Question, asked: Sequence[Asked]) -> list[Asked]:
    """Return the words that name a row: those of measure and form, and the names of boards and offices, left out.

    Where nothing else is named, the line asked for (costs, income, result) is the row.
    """
    offices = {stem(word) for phrase in _OFFICE.findall(question.standalone) for word in re.findall(r"[^\W_]+", phrase.casefold())}
    offices |= {stem(word) for body in question.bodies for word in re.findall(r"[^\W_]+", body)}
    left = [one for one in asked if one.weight > _WEAKEST and not _is_office(one, offices) and not TIME_WORD.fullmatch(one.word)]
    out = left_out(question.standalone) | counted_in(question.standalone)
    left = [one for one in left if one.word not in out]
    tails = {word.casefold() for word in _MONEY_TAIL.findall(question.standalone)}
    tails |= _INTRODUCING | ({"fall"} if _IN_CASE.search(question.standalone) else frozenset())
    tails |= {"ekonomiskt"} if _ECONOMICALLY.search(question.standalone) else set()
    events = names_incidents(question.standalone)
    named = [
        one
        for one in left
        if (not is_form(one.word) or (events and _INCIDENT.fullmatch(one.word))) and len(one.word) > 1 and one.word not in tails
    ]
    named = [_without_form(one) for one in named]
    within = scopes(question.standalone)
    named = [
        replace(one, weight=STRONG) if one.weight < STRONG and (decides(one) or _is_scope(one, within)) else one for one in named
    ]
    return named or [one for one in left if _LINE_WORD.match(one.word)]


def lacks_its_line(names: Sequence[Asked], cells: Sequence[Placed]) -> bool:
    """Tell whether a line is asked for by its word alone ("årets resultat"), and no cell's row or column is called by it.

    A table's heading may say it ("Ekonomiskt resultat"): its sum of costs is no result all the same.
    """
    if not names or not all(_LINE_WORD.match(one.word) for one in names):
        return False
    called = [told(f"{_line_of(one)} {one.figure.column} {' '.join(one.figure.group)}") for one in cells]
    said = {token for name in names for token, share in name.tokens.items() if share >= ITSELF}
    return said.isdisjoint(token for own in called for token in own)


def _line_of(placed: Placed) -> str:
    """Return what says of which line a row is: its label, or what its table is called where the label names a board or a unit."""
    figure = placed.figure
    return figure.label if ANY_LINE.search(figure.label) or is_total(figure.label) else f"{figure.label} {figure.caption}"


def decides(one: Asked) -> bool:
    """Tell whether a word parts one row from another, common as it is: "kvinnor"."""
    return stem(one.word) in _DECISIVE


def _is_scope(one: Asked, within: frozenset[str]) -> bool:
    measured = MEASURE_WORD.fullmatch(parts(one.word)[-1]) is not None
    return one.weight >= _LEAST_SCOPE and one.word in within and not is_verb(one.word) and not measured


def _without_form(one: Asked) -> Asked:
    """Return a compound that ends in a measure ("investeringsbudgeten") as what it says beside: it need not name the row."""
    if (granted := _GRANTED.fullmatch(one.word)) is not None and not one.word.startswith(_MORE):
        word = f"{granted['of']}budget"
        one = replace(one, word=word, tokens={stem(one.word): 1.0, stem(word): 1.0, stem(parts(word)[0]): _BUT_ITS_FORM})
    cut = parts(one.word)
    if len(cut) < 2 or not MEASURE_WORD.fullmatch(cut[-1]) or one.word.startswith(_MORE):
        return one
    tokens = {token: share for token, share in one.tokens.items() if not MEASURE_WORD.fullmatch(token)}
    head = stem(cut[0])
    if len(cut) == 2 and head in tokens:
        tokens[head] = max(tokens[head], _BUT_ITS_FORM)
    return replace(one, weight=min(one.weight, _BESIDE_FORM), tokens=tokens)


def _is_office(one: Asked, offices: set[str]) -> bool:
    return any(
        (token in offices and share >= 0.9) or (token.endswith(_OFFICES) and (share >= 0.9 or len(one.word) <= ABBREVIATION))
        for token, share in one.tokens.items()
    )


def grounded(names: Sequence[Asked], placed: Sequence[Placed]) -> list[Asked]:
    """Return the names that say anything of rows: kinds of papers left out, verbs that no row meets given little weight."""
    rows = {(one.figure.document_id, one.figure.quote_start): one for one in placed}.values()
    own = frozenset[str]().union(*(own_tokens(one) for one in rows))
    names = [one for one in names if stem(one.word) not in PAPER_KINDS or row_meets(one, own, frozenset()) >= STRONGLY_MET]
    return [replace(one, weight=one.weight * _kept(one, own)) for one in names]


def _kept(one: Asked, own: frozenset[str]) -> float:
    """Return what of a word's weight is kept: a verb seldom names a row, and one that no row meets names none."""
    met = row_meets(one, own, frozenset()) >= STRONGLY_MET
    if not met and (is_verb(one.word) or _PARTICIPLE.fullmatch(one.word) or _ADJECTIVE.fullmatch(one.word)):
        return _UNMET
    return _VERB if is_verb(one.word) or PAST.fullmatch(one.word) or _OWN.fullmatch(one.word) else 1.0


def with_boards(question: Question, names: Sequence[Asked], placed: Sequence[Placed]) -> list[Asked]:
    """Return the names, with the boards asked about where they are rows of another board's table."""
    others = [one for one in placed if one.metadata.body not in question.bodies or one.metadata.body in OF_ALL]
    rows = [one for one in others if one.figure.status is not FigureStatus.PROSE]
    labels = {named_exactly(one.figure.label) for one in rows}
    boards = [body for body in boards_named(question) if named_exactly(body) in labels]
    if boards and names and any(_is_of_its_own(question, names, one) for one in placed):
        return list(names)
    return [*names, *(Asked(body, 1.0, {named_exactly(body): 1.0}) for body in boards)]


def _is_of_its_own(question: Question, names: Sequence[Asked], one: Placed) -> bool:
    """Tell whether a figure is of a paper of the board that is asked about, and its row of what is asked."""
    own = one.metadata.body in question.bodies and one.figure.status is not FigureStatus.PROSE
    own = own and (not question.years or (one.figure.period.end is not None and one.figure.period.end.year in question.years))
    return own and all(row_meets(name, own_tokens(one), frozenset()) >= STRONGLY_MET for name in names if name.weight >= STRONG)


def boards_named(question: Question) -> tuple[str, ...]:
    """Return the boards a question names: those that papers are of, or what is called a board where none of these is."""
    if question.bodies:
        return question.bodies
    found = [phrase.casefold().removesuffix("s") for phrase in _OFFICE.findall(question.standalone)]
    return tuple(dict.fromkeys(phrase for phrase in found if phrase.endswith(_BOARD_ENDINGS)))


def with_sizes(text: str, names: Sequence[Asked], placed: Sequence[Placed]) -> list[Asked]:
    """Return the names, a size for the words that say it where rows or columns are for spans of its unit: one must hold it.

    Args:
        text: the question.
        names: the words that name the row.
        placed: the figures that may answer.
    """
    kept = list(names)
    printed = {
        shown: one.found >= FOUND_WELL for one in placed for shown in (one.figure.label, one.figure.column, *one.figure.group)
    }
    for size in sizes_named(text):
        alike = [shown for shown in printed if any(span.unit == size.unit for span in spans_of(shown))]
        holding = [shown for shown in alike if any(span.holds(size) for span in spans_of(shown))]
        if holding or sum(printed[shown] for shown in alike) > 1:
            kept = [one for one in kept if one.word not in size.words]
            kept.append(Asked(f"{size.value:g} {size.unit}", 1.0, {named_exactly(shown): 1.0 for shown in holding}))
    for bound, words in bounds_named(text):
        spanned = {shown: spans_of(shown) for shown in printed}
        alike = [shown for shown, spans in spanned.items() if any(span.unit == bound.unit for span in spans)]
        if alike:
            kept = [one for one in kept if one.word not in words]
            same = [shown for shown in alike if any(span.is_bound(bound) for span in spanned[shown])]
            kept.append(Asked(f"{bound.low:g}–{bound.high:g} {bound.unit}", 1.0, {named_exactly(shown): 1.0 for shown in same}))
    ages = {named_exactly(shown): 1.0 for shown in printed if any(span.unit == "år" for span in spans_of(shown))}
    kept = [replace(one, tokens={**one.tokens, **ages}) if _AGE_GROUP.fullmatch(one.word) else one for one in kept]
    for limit in limits_named(text):
        limited = {shown: [span for span in spans_of(shown) if span.unit == limit.unit] for shown in printed}
        if any(limited.values()):
            kept = [one for one in kept if one.word not in limit.words]
            same = [shown for shown, spans in limited.items() if any(limit.value in (span.low, span.high) for span in spans)]
            kept.append(Asked(f"inom {limit.value:g} {limit.unit}", 1.0, {named_exactly(shown): 1.0 for shown in same}))
    return kept


def without_gloss(text: str, names: Sequence[Asked], placed: Sequence[Placed]) -> list[Asked]:
    """Return the names, where a gloss and what it explains ("socialbidragen (försörjningsstödet)") are both named: those rows meet.

    Args:
        text: the question.
        names: the words that name the row.
        placed: the figures that may answer.
    """
    kept = list(names)
    for match in _GLOSS.finditer(text):
        inside = _among(kept, re.findall(r"[^\W_]+", match[1].casefold()))
        before = _explained(kept, text[: match.start()])
        if not before or not any(one.weight >= _SAYS and not TIME_WORD.fullmatch(one.word) for one in inside):
            continue
        rows = {own_tokens(one) for one in placed if one.figure.status is not FigureStatus.PROSE}
        lost = before if _best_met(inside, rows) >= _best_met(before, rows) else inside
        kept = [one for one in kept if one not in lost]
    return kept


def _explained(names: Sequence[Asked], before: str) -> list[Asked]:
    """Return the names of the words right before a gloss, back to a verb or another word that is no name."""
    found: list[str] = []
    for word in reversed(re.findall(r"[^\W_]+", before.casefold())):
        if not _among(names, [word]) and word not in _JOINING:
            break
        if is_verb(word):
            break
        found.append(word)
    return _among(names, found)


def _among(names: Sequence[Asked], words: Sequence[str]) -> list[Asked]:
    return [one for one in names if one.word in words]


def _best_met(names: Sequence[Asked], rows: set[frozenset[str]]) -> float:
    """Return how well the row that meets some names best does so, from 0 to 1."""
    total = sum(one.weight for one in names)
    met = (sum(one.weight * row_meets(one, own, frozenset()) for one in names) / total for own in rows)
    return max(met, default=0.0)
