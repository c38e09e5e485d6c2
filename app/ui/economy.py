"""The view Ekonomi: outcome, budget and deviation of a board's year. Layout only; the rows come from `app.economy.rows`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

import gradio as gr
import plotly.graph_objects as go

from app.bootstrap import Services
from app.economy.book import EconomyBook
from app.economy.charts import months_of_year, outcome_against_budget
from app.economy.rows import EconomyChoice, EconomyRow, Selection
from app.ui import economy_tables as tables
from app.ui.parts import QUIET, dropdown, html, told
from app.ui.places import safe, upper_first

_INTRO = (
    '<div class="huvud"><h1>Ekonomi</h1><p>Utfall, budget och avvikelse ur tabellerna i handlingarna, sämst först. '
    "En avvikelse över noll är bättre än budget. Klicka på en siffra för att se den i handlingen.</p></div>"
)
_NONE = "Inga tabeller med utfall och budget är inlästa."
_ALL, _NO_YEAR = "Alla enheter", "Inget"
_MOST_BARS = 15  # the worst rows: more is what the table is for
_BAR = 36  # pixels a row of the chart
_AROUND = 150  # pixels for title, legend and axis
_DASHES = ("solid", "dash", "dot", "dashdot", "longdash")
_SYMBOLS = ("circle", "square", "diamond", "triangle-up", "x", "star", "cross")
_FONT = "system-ui, Segoe UI, Helvetica Neue, Arial, sans-serif"


class Economy:
    """What the view's lists do."""

    def __init__(self, services: Services) -> None:
        self._book = EconomyBook(services.library, services.index.catalogue)
        self._document = services.library.document_text

    def opened(self) -> list[Any]:
        """Return the lists as they stand when the page is opened, and what they show."""
        choices = self._book.choices()
        return self.chosen(*(("", "", "", "", "") if not choices else self._first(choices)))

    def chosen(self, town: str | None, body: str | None, year: str | None, unit: str | None, other: str | None) -> list[Any]:
        """Return the lists, each offering what the ones before it leave, and what is shown: table, comparison, months, charts."""
        choices = self._book.choices()
        if not choices:
            empty = gr.update(choices=[], value=None)
            return [*[empty] * 5, f'<p class="tomt-urval">{_NONE}</p>', "", "", _none(), _none()]
        towns = list(dict.fromkeys(one.municipality for one in choices))
        town = town if town in towns else towns[0]
        bodies = list(dict.fromkeys(one.body for one in choices if one.municipality == town))
        body = body if body in bodies else bodies[0]
        of_body = {one.year: one for one in choices if (one.municipality, one.body) == (town, body)}
        now = int(year) if year and year.isdecimal() and int(year) in of_body else max(of_body)
        units = of_body[now].units
        unit = unit if unit in units else ""
        others = [one for one in sorted(of_body, reverse=True) if one != now]
        compared = int(other) if other and other.isdecimal() and int(other) in others else 0
        lists = [
            gr.update(choices=[(one or "Okänd kommun", one) for one in towns], value=town),
            gr.update(choices=[(upper_first(one) or "Okänd nämnd", one) for one in bodies], value=body),
            gr.update(choices=[str(one) for one in sorted(of_body, reverse=True)], value=str(now)),
            gr.update(choices=[(_ALL, ""), *((one, one) for one in units)], value=unit),
            gr.update(choices=[(_NO_YEAR, ""), *((str(one), str(one)) for one in others)], value=str(compared) if compared else ""),
        ]
        return [*lists, *self._shown(Selection(town, body, now, unit), compared)]

    def _shown(self, selection: Selection, compared: int) -> list[Any]:
        rows = self._book.rows(selection)
        caption = f"{upper_first(selection.body)} {selection.year}"
        main = told(lambda: f"{_downloads(selection)}{tables.table(rows, caption, self._document)}")
        beside = ""
        if compared:
            earlier = self._book.rows(Selection(selection.municipality, selection.body, compared, selection.unit))
            beside = told(lambda: tables.two_years(rows, earlier, (selection.year, compared), self._document))
        monthly = told(lambda: tables.months(rows, self._document))
        return [main, beside, monthly, _bars(rows), _lines(rows)]

    @staticmethod
    def _first(choices: Sequence[EconomyChoice]) -> tuple[str, str, str, str, str]:
        """Return the choice with the most units: the one with most to see."""
        best = max(choices, key=lambda one: (len(one.units), one.year))
        return best.municipality, best.body, str(best.year), "", ""


def build(services: Services, page: gr.Blocks) -> None:
    """Put the view into the page."""
    view = Economy(services)
    html(_INTRO, "ekonomi-intro")
    with gr.Row(elem_id="ekonomi-val"):
        names = (("Kommun", "kommun"), ("Nämnd", "namnd"), ("År", "ar"), ("Enhet", "enhet"), ("Jämför med år", "jamfor"))
        lists = [dropdown(label, f"ekonomi-{name}", min_width=150) for label, name in names]
    main = html("", "ekonomi-tabell")
    bars = gr.Plot(show_label=False, elem_id="ekonomi-staplar", visible=False)
    beside = html("", "ekonomi-jamforelse")
    lines = gr.Plot(show_label=False, elem_id="ekonomi-linjer", visible=False)
    monthly = html("", "ekonomi-manader")
    shown = [*lists, main, beside, monthly, bars, lines]
    for one in lists:
        one.input(view.chosen, lists, shown, **QUIET)
    page.load(view.opened, None, shown, **QUIET)


def _downloads(selection: Selection) -> str:
    chosen = {"municipality": selection.municipality, "body": selection.body, "year": selection.year, "unit": selection.unit}
    query = urlencode(chosen)
    links = "".join(
        f'<a class="knapp" href="/api/economy.{kind}?{safe(query)}" download>Hämta {told}</a>'
        for kind, told in (("xlsx", "Excel"), ("csv", "CSV"))
    )
    return f'<p class="hamtningar">{links}</p>'


def _none() -> Any:
    return gr.update(value=None, visible=False)


def _bars(rows: Sequence[EconomyRow]) -> Any:
    """Return the chart of outcome against budget, its bars lying: names of units are long."""
    values = outcome_against_budget(
        [one for one in tables.worst_first(rows) if one.budget and (one.outcome or one.forecast)][:_MOST_BARS]
    )
    if not values["data"]:
        return _none()
    for trace in values["data"]:
        trace["x"], trace["y"], trace["orientation"] = trace["y"], trace["x"], "h"
        trace["hovertemplate"] = trace["hovertemplate"].replace("%{x}", "%{y}")
    layout = values["layout"]
    layout["xaxis"] = {**layout.pop("yaxis"), "zeroline": True, "automargin": True, "tickformat": ",.0f"}
    layout["yaxis"] = {"autorange": "reversed", "automargin": True}
    values["data"][0]["marker"]["pattern"] = {"shape": "/", "fillmode": "overlay"}
    return _plot(values, _AROUND + _BAR * len(values["data"][0]["y"]), "Utfall mot budget, sämst överst")


def _lines(rows: Sequence[EconomyRow]) -> Any:
    values = months_of_year(rows)
    for at, trace in enumerate(values["data"]):  # told apart without colours too
        trace["line"] = {**trace.get("line", {}), "dash": _DASHES[at % len(_DASHES)]}
        trace["marker"] = {**trace.get("marker", {}), "symbol": _SYMBOLS[at % len(_SYMBOLS)], "size": 8}
    return _plot(values, 460, "Utfall månad för månad") if values["data"] else _none()


def _plot(values: dict[str, Any], height: int, title: str) -> Any:
    clear = {"paper_bgcolor": "rgba(0,0,0,0)", "plot_bgcolor": "rgba(0,0,0,0)"}
    values["layout"].update(clear, height=height, font={"family": _FONT, "size": 14})
    values["layout"].setdefault("xaxis", {}).update({"fixedrange": True, "gridcolor": "rgba(128,128,128,.25)"})
    values["layout"].setdefault("yaxis", {}).update({"fixedrange": True, "gridcolor": "rgba(128,128,128,.25)"})
    values["layout"]["title"] = {"text": title, "x": 0.01, "xanchor": "left", "font": {"size": 16}}
    values["layout"]["margin"] = {"t": 90, "r": 16, "l": 16, "b": 50}
    values["layout"]["legend"] = {"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0}
    return gr.update(value=go.Figure(values), visible=True)
