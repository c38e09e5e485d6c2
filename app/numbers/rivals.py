"""Figures that may as well be meant as the best: other rows, and other cells of its own row. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.numbers.belonging import of_one_column
from app.numbers.computed import may_be_summed
from app.numbers.figure_fit import COUNTS
from app.numbers.number_words import Wanted
from app.numbers.ranking import STRONG, Scored, another_row, counted_words, row_of
from app.numbers.row_words import STRONGLY_MET, row_meets, row_tokens
from app.question.kind import plain
from app.question.phrases import is_verb
from ingest.tables.measures import MEASURES, MONEY_UNITS
from ingest.tables.model import Figure
from ingest.tables.rows import is_sub, is_total
from vectorstore.coverage import Asked, meets, told

_ALL = re.compile(r"\b(?:totalt|sammanlagt|tillsammans|sammantaget|ihop)\b")
_OF_ALL = re.compile(r"\b(?:samlade|totala|sammanlagda|hela(?! (?:år|20\d\d|perioden|vår|höst)))\b")
_SHARE = re.compile(r"andel|procent|%", re.IGNORECASE)
_SAYS_WHAT = 0.74  # weight of the word for what is counted from which it must be met
_SPANS = frozenset({"dagar", "timmar", "veckor", "manader", "minuter", "dygn"})
_HOW_MANY = re.compile(r"\bhur m[åa]nga (?:fler |färre |olika )?([^\W\d_-]{3,})")
_ANY_COUNT = frozenset({"antal", "andel", "procent"})
_COUNTED = 0.4  # that a column's words meet what is counted by

_NAMED_BETTER = 0.1
_AS_GOOD = 0.02  # two rows whose scores are so close cannot be told apart
_SAYS = 0.4  # weight of a word that says what a table is about: "egen" of "egen hemtjänst" says none
_UNTOLD = 0.1  # … nor two that meet the names alike and are both more than was asked for


def has_twin(best: Scored, timely: Sequence[Scored]) -> bool:
    """Tell whether another cell of the row is as good: of the same measure and time, in a column the question does not tell."""
    figure = best.figure
    return any(
        row_of(one.figure) == row_of(figure)
        and one.figure.column != figure.column
        and (_measure(one), one.figure.period, one.figure.unit) == (_measure(best), figure.period, figure.unit)
        and one.figure.value != figure.value
        and best.score - one.score < _UNTOLD
        and not _named_better(best, one)
        for one in timely[1:]
    )


def _named_better(best: Scored, other: Scored) -> bool:
    """Tell whether a cell's own column is named and the other's is not: it meets a name better, and none worse."""
    gains = [first - second for first, second in zip(best.met, other.met, strict=True)]
    return max(gains, default=0.0) >= _NAMED_BETTER and min(gains, default=0.0) >= 0


def _measure(one: Scored) -> str:
    """Return a figure's measure; "" for a column called by words of its own."""
    return one.figure.measure if one.figure.measure in MEASURES else ""


def rivals_of(best: Scored, timely: Sequence[Scored]) -> list[Scored]:
    """Return the rows that may as well be meant: as good, or one of several parts where the whole is asked for."""
    found = []
    for one in timely[1:]:
        alike = best.score - one.score < _AS_GOOD
        parts = (
            best.extra > 0
            and one.extra > 0
            and best.score - one.score < _UNTOLD
            and one.met == best.met
            and (one.figure.measure, one.figure.period, one.figure.unit)
            == (best.figure.measure, best.figure.period, best.figure.unit)
        )
        if (alike or parts) and another_row(best.figure, one.figure):
            found.append(one)
    return found


def totals_where_asked(text: str, timely: Sequence[Scored]) -> list[Scored]:
    """Return figures with the totals first, where the whole is asked for and a total is as good as the best: "samlade intäkter".

    Args:
        text: the question.
        timely: the figures that are surely named and of the time asked for, best first.
    """
    if not timely or _OF_ALL.search(text.casefold()) is None or is_total(timely[0].figure.label):
        return list(timely)
    as_good = [one for one in timely if timely[0].score - one.score < _AS_GOOD and is_total(one.figure.label)]
    return [*as_good, *(one for one in timely if row_of(one.figure) != row_of(timely[0].figure))] if as_good else list(timely)


def total_of_kind(names: Sequence[Asked], alike: Sequence[Scored], ranked: Sequence[Scored]) -> Scored | None:
    """Return the total of a table's rows that may all be meant, where the table itself is what is asked for; None elsewhere.

    "Hemtjänst" is the total of "Hemtjänst, enheter", and not one of "Hemtjänst Almby" and "Hemtjänst Lunda".

    Args:
        names: the words that name the row.
        alike: the rows that may as well be meant as each other.
        ranked: all figures.
    """
    parts = [one for one in alike if one.figure.group or not is_total(one.figure.label)]  # another table's total is none of them
    said = [one for one in names if one.weight >= _SAYS]
    if not parts or not said or not all(meets(one, told(parts[0].figure.caption)) >= STRONG for one in said):
        return None
    first = parts[0].figure
    if not all(of_one_column(one.figure, first) for one in parts):
        return None
    totals = [
        one
        for one in ranked
        if of_one_column(one.figure, first)
        and (is_total(one.figure.group[-1]) if one.figure.group else is_total(one.figure.label))
        and (not one.figure.group or one.figure.label == first.label)
    ]
    return totals[0] if len({row_of(one.figure) for one in totals}) == 1 else None


def whole_group(text: str, names: Sequence[Asked], alike: Sequence[Scored], ranked: Sequence[Scored]) -> list[Scored]:
    """Return the rows of a group that may all be meant, in order, where all of it is asked for and no row sums it; else none.

    "Hur många platser finns det totalt?" of "Antal platser" with "Fasta" and "Tillfälliga" under it.

    Args:
        text: the question.
        names: the words that name the row.
        alike: the rows that may as well be meant as each other.
        ranked: all figures.
    """
    first = alike[0].figure
    group = told(" ".join(first.group))
    if _ALL.search(text.casefold()) is None or not any(one.weight >= _SAYS and meets(one, group) >= STRONG for one in names):
        return []
    column = {row_of(one.figure): one for one in ranked if of_one_column(one.figure, first) and one.figure.group == first.group}
    parted = not any(is_total(one.figure.label) or is_sub(one.figure.label) for one in column.values())
    if not parted or column.keys() != {row_of(one.figure) for one in alike}:
        return []
    figures = [one.figure for one in column.values()]
    rows = sorted(column.values(), key=lambda one: one.figure.start)
    return rows if may_be_summed(figures, over_time=False) else []


def of_what_is_counted(folded: str, names: Sequence[Asked], ranked: Sequence[Scored]) -> list[Scored]:
    """Return the figures without those whose column counts something else than what is asked to be counted: hours, not visits.

    Args:
        folded: the question in lower case.
        names: the words that name the row.
        ranked: the figures, best first.
    """
    match = _HOW_MANY.search(folded)
    if match is not None and plain(match[1]) in _SPANS:  # of days no row answers that only begins with the word
        ranked = [one for one in ranked if one.figure.unit == match[1] or _says_word(one.figure, match[1])]
    word = next((one for one in names if match is not None and one.word == match[1]), None)
    if word is None:
        return list(ranked)
    counting = {row_of(one.figure) for one in ranked if meets(word, told(one.figure.column)) >= _COUNTED}
    return [
        one
        for one in ranked
        if meets(word, told(one.figure.column)) >= _COUNTED
        or (row_of(one.figure) not in counting and not _counts_by_name(one.figure.column))
    ]


def _says_word(figure: Figure, word: str) -> bool:
    """Tell whether what a cell is called says a word, itself or last in a compound: "vårddagar", and not "dagverksamhet"."""
    said = " ".join((figure.label, *figure.group, figure.column, figure.caption)).casefold()
    return figure.unit in ("", "antal") and re.search(rf"{re.escape(word)}(?![^\W\d_])", said) is not None


def _counts_by_name(column: str) -> bool:
    """Tell whether a column says what it counts ("Årsarbetare 2025"), and not only that it does ("Utfall (antal)")."""
    return any(word.casefold() not in _ANY_COUNT for word in COUNTS.findall(column))


def share_told_in(want: Wanted, best: Scored, timely: Sequence[Scored]) -> Scored:
    """Return the only cell of a row that tells a share, where a share is asked for and the best is a number of it; else the best.

    Args:
        want: what is asked for.
        best: the row's cell that answers best.
        timely: the cells of the time asked for.
    """
    if not want.shares or want.compares or best.figure.unit in (*MONEY_UNITS, "%"):
        return best
    told = [one for one in timely if row_of(one.figure) == row_of(best.figure) and one.figure.unit == "%"]
    shares = [one for one in told if _SHARE.search(one.figure.column) and one.figure.period == best.figure.period]
    return shares[0] if len(shares) == 1 else best


def named_by_label(names: Sequence[Asked], best: Scored, rivals: Sequence[Scored]) -> tuple[Scored, list[Scored]]:
    """Return the best and its rivals, those left out that only their group is called by what another's own label says.

    Args:
        names: the words that name the row.
        best: the row that answers best.
        rivals: rows that may as well be meant.
    """
    pool = [best, *rivals]
    if not all(of_one_column(one.figure, best.figure) for one in rivals):
        return best, list(rivals)
    met = [_met_by_label(names, one.figure) for one in pool]
    kept = [one for one, own in zip(pool, met, strict=True) if own >= max(met) - _NAMED_BETTER]
    if best in kept:
        return best, [one for one in kept if one is not best]
    return (kept[0], []) if len(kept) == 1 else (best, list(rivals))


def _met_by_label(names: Sequence[Asked], figure: Figure) -> float:
    own = row_tokens(figure.label, figure.key_figure, ())
    total = sum(one.weight for one in names)
    return sum(one.weight * row_meets(one, own, frozenset()) for one in names) / total if total else 0.0


def lacks_what_is_counted(text: str, names: Sequence[Asked], among: Sequence[Scored]) -> bool:
    """Tell whether none of some figures is called by what a question asks to have counted: "nycklar"."""
    counted = counted_words(text)
    places = [at for at, name in enumerate(names) if name.word in counted and name.weight >= _SAYS_WHAT and not is_verb(name.word)]
    return bool(places) and not any(one.met[at] >= STRONGLY_MET for one in among for at in places)
