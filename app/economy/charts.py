"""Charts of a board's economy, as plotly figures in JSON for the web app: outcome against budget, and the year's months. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import plotly.graph_objects as go

from app.economy.rows import Amount, EconomyRow
from app.numbers.figure_wording import with_unit

_MOST_BARS = 30  # rows: more cannot be read on a screen
_BUDGET, _OUTCOME, _FORECAST = "#9aa5b1", "#0b5fa5", "#b35c00"  # told apart by those who do not see red and green
_MONTHS = ("jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")


def outcome_against_budget(rows: Sequence[EconomyRow]) -> dict[str, Any]:
    """Return bars of budget and outcome (or forecast), a pair a row.

    Rows whose sums are all below nought are costs, drawn upwards. Rows in another unit than the first are left out.

    Args:
        rows: with outcome or forecast, and budget; at most the first thirty are drawn.
    """
    drawn = [row for row in rows if row.budget and (row.outcome or row.forecast)]
    unit = drawn[0].budget.unit if drawn and drawn[0].budget else ""
    drawn = [row for row in drawn if row.budget and row.budget.unit == unit][:_MOST_BARS]
    reached = [row.outcome or row.forecast for row in drawn]
    budgets = [row.budget for row in drawn]
    costs = bool(drawn) and all(one.value <= 0 for one in (*reached, *budgets) if one)
    forecast = bool(drawn) and not any(row.outcome for row in drawn)
    names = [" – ".join(part for part in (row.unit, row.line) if part) for row in drawn]
    chart = go.Figure()
    told = ("Prognos", _FORECAST) if forecast else ("Utfall", _OUTCOME)
    for title, colour, amounts in (("Budget", _BUDGET, budgets), (*told, reached)):
        if not drawn:
            break
        heights = [_height(one, costs) for one in amounts]
        texts = [with_unit(one.value, one.unit) if one else "" for one in amounts]
        hover = f"%{{x}}<br>{title}: %{{customdata}}<extra></extra>"
        chart.add_bar(name=title, x=names, y=heights, customdata=texts, marker={"color": colour}, hovertemplate=hover)
    return _drawn(chart, f"{'Nettokostnad' if costs else 'Belopp'}{f', {unit}' if unit else ''}")


def months_of_year(rows: Sequence[EconomyRow]) -> dict[str, Any]:
    """Return lines of the outcome by month, one a row that has months."""
    chart = go.Figure()
    unit = ""
    for row in [row for row in rows if row.months][:_MOST_BARS]:
        amounts = [one.amount for one in row.months]
        unit = unit or amounts[0].unit
        title = " – ".join(part for part in (row.unit, row.line) if part)
        chart.add_scatter(
            name=title,
            mode="lines+markers",
            x=[_MONTHS[one.month - 1] for one in row.months],
            y=[float(one.value) for one in amounts],
            customdata=[with_unit(one.value, one.unit) for one in amounts],
            hovertemplate=f"{title}, %{{x}}: %{{customdata}}<extra></extra>",
        )
    return _drawn(chart, f"Utfall{f', {unit}' if unit else ''}")


def _height(amount: Amount | None, costs: bool) -> float | None:
    if amount is None:
        return None
    return float(-amount.value if costs else amount.value)


def _drawn(chart: go.Figure, axis: str) -> dict[str, Any]:
    chart.update_layout(
        barmode="group", separators=", ", yaxis={"title": {"text": axis}}, legend={"orientation": "h"}, margin={"t": 30, "r": 10}
    )
    values: dict[str, Any] = json.loads(chart.to_json())
    values["layout"].pop("template", None)
    return values
