"""Answers from figures in Swedish sentences, with what was computed and by which formula. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from app.numbers.computed import Derived, Kind
from app.numbers.figure_wording import name, plainly, sentence, stated, told_measure, when, with_unit
from app.numbers.number_words import Extreme
from app.numbers.ranking import Placed
from app.numbers.verdict import Across, FigureAnswer

_EXTREMES = {Extreme.MOST: "Högst", Extreme.LEAST: "Lägst", Extreme.BEST: "Bäst", Extreme.WORST: "Sämst"}
_TWO_SUMS = 3  # derived numbers: two sums and their difference
_CHANGES = {Extreme.MOST: "Mest", Extreme.LEAST: "Minst"}


def sentences(found: FigureAnswer) -> list[str]:
    """Return what figures answer, with markers [1], [2] in their order."""
    figures = found.figures
    if found.sign is not None and found.across is Across.MONTHS:
        return [f"Med {found.sign}, {len(figures)} av {found.of_rows} månader:", *_listed(figures)]
    if found.sign is not None:
        against = " mot budget" if figures[0].figure.measure in ("avvikelse", "återstår") else ""
        return [f"Med {found.sign}{against}, {len(figures)} av {found.of_rows} rader i tabellen:", *_listed(figures)]
    if found.of_rows and found.derived and found.derived[0].kind is Kind.CHANGE:
        return [f"{_CHANGES[found.extremes[0]]} av {found.of_rows} jämförda rader: {_changed(figures, found.derived[0])}"]
    if found.of_rows and len(found.extremes) < len(figures):
        return [f"{_CHANGES[Extreme.MOST]} av {found.of_rows} jämförda rader: {_held_together(figures, found.derived[0])}"]
    if found.of_rows:
        told = zip(found.extremes, figures, strict=True)
        ends = [
            f"{_place(found.extremes[:at])} av {found.of_rows} jämförda {found.across}: {sentence(one, f'[{at}]')}"
            for at, (_, one) in enumerate(told, 1)
        ]
        return [*ends, *(_apart(derived) for derived in found.derived)]
    if not found.derived:
        return _listed(figures)
    first = found.derived[0]
    if first.kind is Kind.SUM and len(found.derived) == _TWO_SUMS:
        return _sums(figures, found.derived)
    if first.kind is Kind.SUM:
        return [_summed(figures, first)]
    if first.kind is Kind.MEAN:
        return [_summed(figures, first, "i genomsnitt")]
    if len(figures) > 2:
        return [_changed(figures, derived) for derived in found.derived if derived.kind is Kind.CHANGE]
    if first.kind is Kind.CHANGE:
        return [_changed(figures, first, next((one for one in found.derived if one.kind is Kind.PERCENT), None))]
    return [_held_together(figures, first, found.derived[1:])]


def _apart(derived: Derived) -> str:
    markers = " ".join(f"[{at + 1}]" for at in derived.parts)
    return f"Skillnaden är {with_unit(derived.value, derived.unit)} ({derived.formula}) {markers}."


def _place(extremes: Sequence[Extreme]) -> str:
    """Return what the last of some rows is called: "Högst", or "Näst högst" where the one before is that."""
    called = _EXTREMES[extremes[-1]]
    return f"Näst {called.casefold()}" if len(extremes) > 1 and extremes[-1] is extremes[-2] else called


def _listed(figures: Sequence[Placed]) -> list[str]:
    """Return one sentence of a row's cells, or one a row."""
    first = figures[0]
    row = [one for one in figures if (one.figure.document_id, one.figure.quote_start) == _row(first)]
    if len(figures) == 1 or len(row) < len(figures):
        return [sentence(one, f"[{at}]") for at, one in enumerate(figures, 1)]
    told = [f"{stated(first)} {with_unit(first.figure.value, first.figure.unit)}{plainly(first.figure)} [1]"]
    for at, one in enumerate(figures[1:], 2):
        measure = told_measure(one.figure) or one.figure.column.casefold() or "värdet"
        period = when(one) if one.figure.period != first.figure.period else ""
        told.append(f"{measure}{period} var {with_unit(one.figure.value, one.figure.unit)}{plainly(one.figure)} [{at}]")
    return [f"{', '.join(told[:-1])} och {told[-1]}."]


def _row(placed: Placed) -> tuple[str, int]:
    return placed.figure.document_id, placed.figure.quote_start


def _sums(figures: Sequence[Placed], derived: Sequence[Derived]) -> list[str]:
    """Return two sums and what they differ by, a sentence each."""
    each = [_summed([figures[at] for at in one.parts], one, first=one.parts[0] + 1) for one in derived[:2]]
    apart = derived[2]
    more = "mer" if apart.value > 0 else "mindre"
    told = f"Skillnaden är {with_unit(abs(apart.value), apart.unit)} {more} ({apart.formula})"
    return [*each, f"{told} {' '.join(f'[{at + 1}]' for at in apart.parts)}."]


def _summed(figures: Sequence[Placed], derived: Derived, how: str = "sammanlagt", first: int = 1) -> str:
    named = f"{name(figures[0].figure)}"
    same = len({name(one.figure) for one in figures}) == 1
    if not same:
        each = [name(one.figure) for one in figures]
        named = f"{', '.join(each[:-1])} och {each[-1]}"
    markers = " ".join(f"[{at}]" for at in range(first, first + len(figures)))
    several = same and len(figures) > 1
    span = f"{_up_to(when(figures[0]), when(figures[-1]))}{when(figures[-1]).removeprefix(' i')}" if several else when(figures[0])
    return f"{named}, {how}{span}: {with_unit(derived.value, derived.unit)} ({derived.formula}) {markers}."


def _up_to(first: str, last: str) -> str:
    """Return the first of two times as a span tells it: " januari till" where both are of one year, else " 2023 till"."""
    first, year = first.removeprefix(" i"), last[-4:]
    return f"{first.removesuffix(f' {year}') if first.strip() != year else first} till"


def _changed(figures: Sequence[Placed], derived: Derived, percent: Derived | None = None) -> str:
    later, earlier = (figures[at] for at in derived.parts)
    markers = [f"[{at + 1}]" for at in derived.parts]
    grew = abs(later.figure.value) > abs(earlier.figure.value)
    crosses = later.figure.value * earlier.figure.value < 0
    way = "ändrades inte" if not derived.value else "förändrades" if crosses else "ökade" if grew else "minskade"
    amount = f" med {with_unit(abs(derived.value), derived.unit)}" if derived.value else ""
    share = f" eller {with_unit(abs(percent.value), '%')}" if percent else ""
    old, new = (with_unit(one.figure.value, one.figure.unit) for one in (earlier, later))
    formulas = "; ".join(one.formula for one in (derived, percent) if one)
    measure = told_measure(later.figure)
    subject = f"{name(later.figure)}: {measure}" if measure else name(later.figure)
    return (
        f"{subject} {way}{amount}{share}, från {old}{when(earlier)} {markers[1]} till {new}{when(later)} {markers[0]} ({formulas})."
    )


def _held_together(figures: Sequence[Placed], derived: Derived, more: Sequence[Derived] = ()) -> str:
    one, other = (figures[at] for at in derived.parts)
    markers = [f"[{at + 1}]" for at in derived.parts]
    left, right = (with_unit(placed.figure.value, placed.figure.unit) for placed in (one, other))
    if derived.kind is Kind.SHARE and _row(one) == _row(other):
        return f"{stated(one)} {left} {markers[0]} av {_within_row(other, one, right)} {markers[1]}, alltså {derived.formula}."
    if derived.kind is Kind.SHARE:
        return (
            f"{name(one.figure)}{when(one)}: {left} {markers[0]} av {right} för {_lower(name(other.figure))} {markers[1]}, "
            f"alltså {with_unit(derived.value, '%')} ({derived.formula})."
        )
    if derived.kind is Kind.RATIO:
        return (
            f"{stated(one)} {left} {markers[0]}, mot {right} för {_lower(name(other.figure))}{when(other)} {markers[1]}: "
            f"{with_unit(derived.value, derived.unit)} så mycket ({derived.formula})."
        )
    if name(one.figure) == name(other.figure) and one.figure.period == other.figure.period and _row(one) != _row(other):
        return (
            f"Nej, uppgifterna skiljer sig: {stated(one)} {left} enligt {_source(one)} {markers[0]} men {right} enligt "
            f"{_source(other)} {markers[1]}; skillnaden är {with_unit(abs(derived.value), derived.unit)} ({derived.formula})."
        )
    against = f"{right} för {_lower(name(other.figure))}"
    if name(one.figure) == name(other.figure):
        against = _within_row(other, one, right)
    return (
        f"{stated(one)} {left}{plainly(one.figure)} {markers[0]}, mot {against} {markers[1]}; "
        f"skillnaden är {' eller '.join(with_unit(abs(each.value), each.unit) for each in (derived, *more))} "
        f"({'; '.join(each.formula for each in (derived, *more))})."
    )


def _within_row(placed: Placed, beside: Placed, value: str) -> str:
    """Return another cell of the row with what tells it from the first: when it is of, its measure, or what its column says."""
    if placed.figure.period != beside.figure.period and placed.figure.organisation == beside.figure.organisation:
        return f"{value}{when(placed)}"
    said = told_measure(placed.figure) or placed.figure.organisation or placed.figure.column.casefold()
    return f"{said} {value}".strip()


def _lower(text: str) -> str:
    """Return a name as it stands within a sentence; proper names and abbreviations keep their capital."""
    first = text.split(" ", maxsplit=1)[0]
    return text if len(text.split(" ")) < 3 or not first[1:].islower() else text[:1].lower() + text[1:]


def _source(placed: Placed) -> str:
    day = f" ({placed.metadata.day})" if placed.metadata.day else ""
    return f"{placed.metadata.title or 'en handling'}{day}"


def contradiction(other: Placed, marker: str) -> str:
    """Return that another source has another value."""
    return f"En annan källa, {_source(other)}, har ett annat värde: {sentence(other, marker)}"
