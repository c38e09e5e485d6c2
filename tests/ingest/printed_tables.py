"""Random tables, printed in the styles that municipal papers have lost their columns in, with what is true of each cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

LABELS = (
    "Hemtjänst", "Särskilt boende", "Personlig assistans", "Daglig verksamhet", "Grundskola", "Förskola", "Bibliotek",
    "Kost och lokalvård", "Fritidsgårdar", "Gator och vägar", "Räddningstjänst", "Administration", "Kultur i skolan", "Parker",
    "Ledning och stab", "Barn- och elevhälsa", "Bostadsanpassning", "Vuxenutbildning", "Färdtjänst", "Nattpatrull",
)  # fmt: skip
SPACES = {"plain": " ", "nbsp": "\u00a0", "thin": "\u202f", "none": "", "comma": ","}


@dataclass(frozen=True)
class Printed:
    """A table as text, and the truth: value by (label, column), None where the cell is blank or missing."""

    text: str
    columns: tuple[str, ...]
    truth: dict[tuple[str, int], Decimal | None]


def shown(value: Decimal, gap: str, minus: str = "-") -> str:
    """Return a number as a Swedish paper prints it."""
    whole, _, decimals = str(abs(value)).partition(".")
    groups: list[str] = []
    while len(whole) > 3:
        groups.insert(0, whole[-3:])
        whole = whole[:-3]
    mark = "." if gap == "," else ","
    told = gap.join([whole, *groups]) + (mark + decimals if decimals else "")
    return (minus if value < 0 else "") + told


amounts = st.one_of(
    st.integers(-999, 999),
    st.integers(-99_999, 99_999),
    st.integers(-2_000_000, 2_000_000),
).map(Decimal)


@st.composite
def outcome_tables(draw: st.DrawFn) -> Printed:
    """Outcome, budget and deviation, in the header's order; the deviation is what the others make it."""
    order = draw(st.permutations(["Budget", "Utfall"]))
    year = draw(st.integers(2019, 2027))
    last = draw(st.booleans())
    columns = [f"{order[0]} {year}", f"{order[1]} {year}", "Avvikelse"] + ([f"Utfall {year - 1}"] if last else [])

    def row() -> list[Decimal | None]:
        pair = {"Budget": draw(amounts), "Utfall": draw(amounts)}
        first: list[Decimal | None] = [pair[order[0]], pair[order[1]], pair["Utfall"] - pair["Budget"]]
        return first + ([draw(amounts)] if last else [])

    return draw(_printed(columns, row))


@st.composite
def year_tables(draw: st.DrawFn) -> Printed:
    """Levels over the years, forwards or backwards: nothing but the count of columns decides."""
    years = list(range(draw(st.integers(2018, 2024)), 2028))[: draw(st.integers(2, 4))]
    if draw(st.booleans()):
        years.reverse()
    columns = [str(year) for year in years]

    def row() -> list[Decimal | None]:
        return [abs(draw(amounts)) for _ in columns]

    return draw(_printed(columns, row))


@st.composite
def month_tables(draw: st.DrawFn) -> Printed:
    """Twelve months, their sum, budget and deviation."""
    names = ["jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    columns = [*names, "Utfall", "Budget", "Avvikelse"]

    def row() -> list[Decimal | None]:
        months = [draw(amounts) for _ in names]
        budget = draw(amounts)
        total = sum(months, Decimal(0))
        return [*months, total, budget, total - budget]

    return draw(_printed(columns, row, rows=4))


@st.composite
def measured_tables(draw: st.DrawFn) -> Printed:
    """Key figures: a goal and outcomes, decimals and percent signs, nothing that adds up."""
    year = draw(st.integers(2019, 2027))
    columns = [f"Mål {year}", f"Utfall {year}", f"Utfall {year - 1}"][: draw(st.integers(2, 3))]
    places = draw(st.integers(0, 2))

    def row() -> list[Decimal | None]:
        return [Decimal(draw(st.integers(0, 99_999))).scaleb(-places) for _ in columns]

    return draw(_printed(columns, row, percent=draw(st.booleans())))


@st.composite
def worded_tables(draw: st.DrawFn) -> Printed:
    """A heading of the labels and a word for each column, in one line; or a year under each word, or years over words."""
    year = draw(st.integers(2019, 2027))
    columns, header = draw(
        st.sampled_from(
            [
                ([f"{year}", f"{year - 1}", f"{year - 2}", "Riket"], [f"Nyckeltal {year} {year - 1} {year - 2} Riket"]),
                (["Kvinnor", "Män", "Totalt"], ["Verksamhet Kvinnor Män Totalt"]),
                (["Granskade", "Utan anmärkning", "Fel"], ["Område Granskade Utan anmärkning Fel"]),
                (
                    [f"Mål {year}", f"Utfall {year}", f"Utfall {year - 1}", f"Riket {year}"],
                    ["Nyckeltal Mål Utfall Utfall Riket", f"{year} {year} {year - 1} {year}"],
                ),
                (
                    [f"Kvinnor {year}", f"Män {year}", f"Totalt {year}", f"Totalt {year - 1}"],
                    [f"Personal 31 december {year} {year - 1}", "Kvinnor Män Totalt Totalt"],
                ),
            ]
        )
    )
    places = draw(st.integers(0, 1))

    def row() -> list[Decimal | None]:
        return [Decimal(draw(st.integers(0, 9_999))).scaleb(-places) for _ in columns]

    return draw(_printed(columns, row, heading=header))


@st.composite
def organisation_tables(draw: st.DrawFn) -> Printed:
    """Key figures of municipalities and areas, a column each."""
    columns = draw(st.lists(st.sampled_from(["Ale", "Lerum", "Kungälv", "Härryda", "Riket"]), min_size=2, max_size=5, unique=True))
    places = draw(st.integers(0, 1))

    def row() -> list[Decimal | None]:
        return [Decimal(draw(st.integers(0, 9_999))).scaleb(-places) for _ in columns]

    return draw(_printed(columns, row, heading=[f"Nyckeltal {' '.join(columns)}"]))


@st.composite
def forecast_tables(draw: st.DrawFn) -> Printed:
    """A year's budget, what was foreseen at several times of it, and what it came to."""
    year = draw(st.integers(2019, 2027))
    made = draw(st.sampled_from([["mars", "augusti"], ["mars", "augusti", "oktober"], ["T1", "T2"], ["delår 1", "delår 2"]]))
    columns = [f"Budget {year}", *(f"Prognos {one}" for one in made), f"Bokslut {year}"]

    def row() -> list[Decimal | None]:
        return [abs(draw(amounts)) for _ in columns]

    return draw(_printed(columns, row))


@st.composite
def fact_lists(draw: st.DrawFn) -> Printed:
    """Labels with a value each, after a colon, dots or a wide gap."""
    between = draw(st.sampled_from([": ", " ........ ", "          "]))
    gap = SPACES[draw(st.sampled_from(["plain", "nbsp", "thin", "none"]))]
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=3, max_size=8, unique=True))
    values = [Decimal(draw(st.integers(0, 99_999))).scaleb(-draw(st.integers(0, 1))) for _ in labels]
    units = [draw(st.sampled_from(["mkr", "tkr", "%", "personer"])) for _ in labels]
    lines = [f"{label}{between}{shown(value, gap)} {unit}" for label, value, unit in zip(labels, values, units, strict=True)]
    return Printed(
        "\n".join(["Kommunen i korthet", "", *lines, ""]), ("",), {(label, 0): v for label, v in zip(labels, values, strict=True)}
    )


@st.composite
def summed_tables(draw: st.DrawFn) -> Printed:
    """Rows under a total, in columns of years."""
    years = [str(year) for year in range(2021, 2021 + draw(st.integers(2, 4)))]
    rows: list[list[Decimal]] = []

    def row() -> list[Decimal | None]:
        rows.append([draw(amounts) for _ in years])
        return list(rows[-1])

    def total() -> list[Decimal | None]:
        return [sum((row[at] for row in rows), Decimal(0)) for at in range(len(years))]

    return draw(_printed(years, row, total=total))


@st.composite
def _printed(
    draw: st.DrawFn,
    columns: list[str],
    row: Callable[[], list[Decimal | None]],
    *,
    rows: int = 8,
    percent: bool = False,
    total: Callable[[], list[Decimal | None]] | None = None,
    heading: list[str] | None = None,
) -> Printed:
    gap = SPACES[draw(st.sampled_from(["plain", "plain", "nbsp", "thin", "none", "comma"]))]
    minus = draw(st.sampled_from(["-", "\u2212", "\u2013"]))
    missing = draw(st.sampled_from(["-", "\u2013", "IU.", "IU.", ""]))
    layout = draw(st.sampled_from(["line", "below", "wrapped", "spaced"]))
    labels = draw(st.lists(st.sampled_from(LABELS), min_size=2, max_size=rows, unique=True))
    header = draw(st.sampled_from([" ".join(columns), "\n".join(columns), " ".join(columns).replace(" ", " \n", 1)]))
    lines = heading or [f"{draw(st.sampled_from(['Belopp i tkr', 'Verksamhet', 'Nämnd (tkr)']))} {header}"]
    lines = [*lines, *([""] if heading is None or draw(st.booleans()) else [])]
    truth: dict[tuple[str, int], Decimal | None] = {}
    grouped = draw(st.booleans())
    for number, label in enumerate([*labels, *(["Summa"] if total else [])]):
        values = total() if total and label == "Summa" else row()
        if draw(st.integers(0, 6)) == 0 and label != "Summa" and not total:
            values[draw(st.integers(0, len(values) - 1))] = None
        sign = "%" if percent else ""
        printed = " ".join(missing if value is None else shown(value, gap, minus) + sign for value in values)
        if grouped and number in (0, 3):
            lines += [draw(st.sampled_from(["Gemensamt", "Verksamheter", "Område norr"])), *([""] if layout != "line" else [])]
        if layout == "wrapped" and " " in label:
            first, rest = label.split(" ", 1)
            lines += [first, f"{rest} {printed}"] if rest[0].islower() else [f"{label} {printed}"]
        elif layout in ("below", "wrapped"):
            lines += [label, *([""] if draw(st.booleans()) else []), printed, ""]
        else:
            lines += [f"{label} {printed}", *([""] if layout == "spaced" else [])]
        truth |= {(label, at): value for at, value in enumerate(values)}
    before, after = (
        "Nämnden redovisar utfallet för året i tabellen nedan, med kommentarer per verksamhet efter den.",
        "Slut på stycket.",
    )
    return Printed("\n".join([before, "", *lines, "", before, after]), tuple(columns), truth)
