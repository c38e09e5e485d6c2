"""Tables of a board's economy as HTML: each cell opens its source, the worst row first. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal

from app.citations import DocumentText
from app.economy.rows import Amount, EconomyRow
from app.numbers.figure_wording import number
from app.ui.places import in_words, link, safe, spot

DocumentOf = Callable[[str], DocumentText]
_MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")
_HEAD = ("Enhet", "Period", "Utfall", "Budget", "Avvikelse", "Källa")

_NO_UNIT = "Där ingen måttenhet står säger tabellen inte säkert om det är kr, tkr eller mkr: se i handlingen."


def worst_first(rows: Sequence[EconomyRow]) -> list[EconomyRow]:
    """Return the rows with the most negative deviation first, those without one last."""
    return sorted(rows, key=lambda row: (row.deviation is None, row.deviation.value if row.deviation else Decimal(0)))


def table(rows: Sequence[EconomyRow], caption: str, document_of: DocumentOf) -> str:
    """Return the rows as a table that can be sorted."""
    if not rows:
        return '<p class="tomt-urval">Inga tabeller med utfall eller budget finns för det valet.</p>'
    head = "".join(_heading(told, sort="text" if at < 2 else "tal" if at < 5 else "") for at, told in enumerate(_HEAD))
    body = "".join(_row(row, document_of) for row in worst_first(rows))
    unsaid = any(not amount.unit for row in rows for amount in (row.outcome, row.budget, row.forecast) if amount)
    note = f'<p class="liten-text">{_NO_UNIT}</p>' if unsaid else ""
    return _wrapped(f'<table class="tabell sorterbar"><caption>{safe(caption)}</caption><thead><tr>{head}</tr></thead>'
                    f"<tbody>{body}</tbody></table>", caption) + note  # fmt: skip


def two_years(rows: Sequence[EconomyRow], others: Sequence[EconomyRow], years: tuple[int, int], document_of: DocumentOf) -> str:
    """Return two years side by side: the rows that both have."""
    by_name = {_key(row): row for row in reversed(others)}
    pairs = [(row, by_name[_key(row)]) for row in worst_first(rows) if _key(row) in by_name]
    if not pairs:
        return '<p class="tomt-urval">Ingen enhet har siffror båda åren.</p>'
    head = _heading("Enhet", sort="text") + "".join(
        _heading(f"{told} {year}", sort="tal") for year in years for told in ("Utfall", "Avvikelse")
    )
    body = "".join(
        f'<tr><th scope="row">{safe(_name(row))}</th>'
        + "".join(_amount(one.outcome or one.forecast, one, document_of) + _deviation(one, document_of) for one in (row, other))
        + "</tr>"
        for row, other in pairs
    )
    caption = f"{years[0]} och {years[1]} bredvid varandra"
    return _wrapped(f'<table class="tabell sorterbar"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
                    f"<tbody>{body}</tbody></table>", caption)  # fmt: skip


def months(rows: Sequence[EconomyRow], document_of: DocumentOf) -> str:
    """Return the outcome month by month, a row a unit; "" where no row has months."""
    with_months = [row for row in rows if row.months]
    if not with_months:
        return ""
    last = max(one.month for row in with_months for one in row.months)
    head = _heading("Enhet") + "".join(_heading(month) for month in _MONTHS[:last])
    body = ""
    for row in with_months:
        amounts = {one.month: one.amount for one in row.months}
        cells = "".join(_amount(amounts.get(month), row, document_of) for month in range(1, last + 1))
        body += f'<tr><th scope="row">{safe(_name(row))}</th>{cells}</tr>'
    caption = "Utfall per månad"
    return _wrapped(f'<table class="tabell"><caption>{caption}</caption><thead><tr>{head}</tr></thead>'
                    f"<tbody>{body}</tbody></table>", caption)  # fmt: skip


def _wrapped(html: str, name: str) -> str:
    """Return a table that scrolls by itself on a narrow screen, by keyboard too."""
    return f'<div class="rulla" tabindex="0" role="region" aria-label="{safe(name)}">{html}</div>'


def _heading(told: str, sort: str = "") -> str:
    if not sort:
        return f'<th scope="col">{safe(told)}</th>'
    return f'<th scope="col" data-sort="{sort}"><button type="button" class="sortera">{safe(told)}</button></th>'


def _key(row: EconomyRow) -> tuple[str, str]:
    return row.unit.casefold(), row.line.casefold()


def _name(row: EconomyRow) -> str:
    return " – ".join(part for part in (row.unit, row.line) if part)


def _row(row: EconomyRow, document_of: DocumentOf) -> str:
    document = document_of(row.document_id)
    reached = row.outcome or row.forecast
    kind = ' <span class="sort">prognos</span>' if row.forecast and not row.outcome else ""
    day = f", {in_words(row.day.isoformat())}" if row.day else ""
    source = link(spot(row.document_id, document, row.start, row.end), row.title or document.name, about=f", {_name(row)}")
    return (
        f'<tr><th scope="row">{safe(_name(row))}</th><td data-varde="{safe(row.period)}">{safe(row.period)}</td>'
        f"{_amount(reached, row, document_of, kind)}{_amount(row.budget, row, document_of)}{_deviation(row, document_of)}"
        f'<td class="kalla-cell">{source}{safe(day)}</td></tr>'
    )


def _amount(amount: Amount | None, row: EconomyRow, document_of: DocumentOf, note: str = "") -> str:
    if amount is None:
        return '<td class="tal" data-varde=""><span class="lasare">uppgift saknas</span><span aria-hidden="true">–</span></td>'
    unit = f' <span class="enhet">{safe(amount.unit)}</span>' if amount.unit else ""
    return f'<td class="tal" data-varde="{amount.value}">{_opened(amount, row, document_of)}{unit}{note}</td>'


def _deviation(row: EconomyRow, document_of: DocumentOf) -> str:
    amount = row.deviation
    if amount is None:
        return _amount(None, row, document_of)
    look, told = ("samre", "▼ sämre") if amount.value < 0 else ("battre", "▲ bättre") if amount.value > 0 else ("lika", "= lika")
    how = f' <span class="sort" title="{safe(amount.formula)}">uträknad</span>' if amount.formula else ""
    return (
        f'<td class="tal" data-varde="{amount.value}">{_opened(amount, row, document_of)} '
        f'<span class="riktning {look}">{told}</span>{how}</td>'
    )


def _opened(amount: Amount, row: EconomyRow, document_of: DocumentOf) -> str:
    """Return an amount as a link to the cell it is printed in, or to its row where it is computed."""
    told = number(amount.value)
    if amount.placed is None:
        return link(spot(row.document_id, document_of(row.document_id), row.start, row.end), told, classes="visa siffra")
    figure = amount.placed.figure
    return link(spot(figure.document_id, document_of(figure.document_id), figure.start, figure.end), told, classes="visa siffra")
