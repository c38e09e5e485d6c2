"""The tables of money: accounts, units, months, investments. Every sum is computed from `facts`."""

from __future__ import annotations

from decimal import Decimal

from mill import facts
from mill.facts import Line, total
from mill.tables import EN_DASH, MINUS, NO_BREAK, Table, amount, million


def drift() -> Table:
    """The board's account 2025: budget, outcome, deviation, last year, difference; ruled, hyphen as minus."""
    return _account(facts.VON_INCOME, facts.VON_COSTS)


def drift_utkast() -> Table:
    """The same account as the draft of January had it."""
    return _account(facts.DRAFT_INCOME, facts.DRAFT_COSTS)


def _account(income: Line, costs: tuple[Line, ...]) -> Table:
    cost = total("Verksamhetens kostnader", costs)
    net = total("Verksamhetens nettokostnader", (income, cost))
    result = total("Årets resultat", (net, facts.VON_GRANT))
    lines = (income, *costs, cost, net, facts.VON_GRANT, result)
    rows = [("Belopp i tkr", "Budget\n2025", "Bokslut\n2025", "Avv.\nbokslut/\nbudget", "Bokslut\n2024", "Förändr.\n2025/\n2024")]
    rows += [(x.label, *(amount(v) for v in (x.budget, x.outcome, x.deviation, x.other, x.outcome - x.other))) for x in lines]
    return Table(tuple(rows), (172, 60, 60, 56, 60, 54), bold=frozenset({6, 7, 9}))


def omraden() -> Table:
    """Net cost by area 2025, outcome before budget; no-break spaces and U+2212."""
    rows = [("Verksamhetsområde", "Bokslut\n2025", "Budget\n2025", "Avvikelse\n2025", "Avvikelse\n2024")]
    for x in (*facts.VON_AREAS, total("Summa nämnden", facts.VON_AREAS)):
        rows.append((x.label, *(amount(v, NO_BREAK, MINUS) for v in (x.outcome, x.budget, x.deviation, x.other))))
    return Table(tuple(rows), (160, 74, 74, 78, 78), bold=frozenset({len(rows) - 1}))


def enheter() -> Table:
    """Net cost by unit 2025 under group headings; only aligned, labels wrapped, the header is not repeated."""
    rows = [("Enhet", "Utfall\n2025", "Budget\n2025", "Avvikelse\n2025", "Prognos\noktober")]
    bold: set[int] = set()
    for area, units in facts.UNITS_2025:
        bold.add(len(rows))
        forecast = sum(x.other for x in units)
        rows.append((area.label, *(amount(v) for v in (area.outcome, area.budget, area.deviation, forecast))))
        for x in units:
            label = x.label.replace(" (inkl ", " (inkl\n")
            rows.append((label, *(amount(v) for v in (x.outcome, x.budget, x.deviation, x.other))))
    return Table(tuple(rows), (190, 70, 70, 70, 70), ruled=False, bold=frozenset(bold), size=9.5)


def investeringar() -> Table:
    """Investments 2025: budget positive, outcome negative, the sum of both is what is left; a dash for nothing."""
    lines = (*facts.INVESTMENTS_2025, total("Totalt", facts.INVESTMENTS_2025))
    rows = [("Investeringar, belopp i tkr", "Budget 2025", "Bokslut 2025", "Avvikelse")]
    for x in lines:
        outcome = amount(x.outcome) if x.outcome else EN_DASH
        rows.append((x.label, amount(x.budget), outcome, amount(x.budget + x.outcome)))
    return Table(tuple(rows), (200, 85, 85, 85), bold=frozenset({len(rows) - 1}))


def prognos() -> Table:
    """How right the forecasts were: forecast and outcome less forecast."""
    outcome = total("", facts.VON_AREAS).deviation
    rows = [("Tidpunkt", "Prognos (tkr)", "Bokslut minus prognos (tkr)")]
    for when, forecast in (("Mars 2025", -1500), ("Delår augusti 2025", -5100), ("Oktober 2025", -6200)):
        rows.append((when, amount(forecast), amount(outcome - forecast)))
    rows.append(("Bokslut 2025", amount(outcome), ""))
    return Table(tuple(rows), (180, 100, 160))


def manader() -> Table:
    """Home care units 2025 by month: result, income, cost, year, budget, deviation; only aligned, one cell wrong."""
    head = ("621 Hemtjänst utförarenheter", *facts.MONTHS, "UTFALL", "BUDGET", "avvikelse")
    rows: list[tuple[str, ...]] = [head]
    empty = ("",) * 15
    units = facts.HOME_CARE_2025
    months = range(12)
    income = tuple(sum(u.income[m] for u in units) for m in months)
    cost = tuple(sum(u.cost[m] for u in units) for m in months)
    budget = (sum(u.budget_income for u in units), sum(u.budget_cost for u in units))
    rows += [("TOTALT", *empty), *_months(income, cost, *budget)]
    for u in units:
        rows.append((f"{u.code} {u.name}", *empty))
        wrong = facts.WRONG_YEAR_INCOME.get(u.code)
        rows += _months(u.income, u.cost, u.budget_income, u.budget_cost, wrong)
    return Table(tuple(rows), (118, *(40,) * 12, 48, 48, 48), ruled=False, size=7.5)


def _months(
    income: tuple[int, ...], cost: tuple[int, ...], budget_income: int, budget_cost: int, wrong: int | None = None
) -> list[tuple[str, ...]]:
    result = tuple(i + c for i, c in zip(income, cost, strict=True))
    rows = []
    for label, values, budget in (
        ("Resultat", result, budget_income + budget_cost),
        ("Intäkter", income, budget_income),
        ("Kostnader", cost, budget_cost),
    ):
        year = sum(values)
        printed = wrong if wrong is not None and label == "Intäkter" else year
        shown = amount(budget) if budget else ""  # a budget of nought is left blank: the columns shift
        rows.append((label, *(amount(v) for v in values), amount(printed), shown, amount(year - budget)))
    return rows


# Outcome and budget January-February 2026, budget and forecast of the year, tkr.
FEBRUARY_2026 = (
    ("Nämnd och förvaltningsledning", -2812, -3358, -20150, -19650),
    ("Hemtjänst", -21466, -20817, -124900, -127300),
    ("Särskilt boende", -25102, -25300, -151800, -151300),
    ("Funktionsstöd", -21903, -21225, -127350, -129850),
    ("Kommunal primärvård", -6041, -6067, -36400, -36400),
    ("Myndighet", -2689, -2700, -16200, -16200),
    ("Digital tillsyn och välfärdsteknik", -210, -433, -2600, -2100),
)


def _february(space: str, minus: str) -> list[tuple[str, ...]]:
    sums = ("Summa", *(sum(row[i] for row in FEBRUARY_2026) for i in range(1, 5)))
    rows = []
    for label, outcome, budget, year, forecast in (*FEBRUARY_2026, sums):
        values = (outcome, budget, outcome - budget, forecast, year, forecast - year)
        rows.append((str(label), *(amount(v, space, minus) for v in values)))
    return rows


def feb2026() -> Table:
    """February 2026 in the package: ruled, en dash as minus."""
    head = (
        "Verksamhetsområde",
        "Utfall\njan–feb",
        "Budget\njan–feb",
        "Avvikelse\nperiod",
        "Prognos\n2026",
        "Budget\n2026",
        "Avvikelse\nhelår",
    )
    return Table((head, *_february(" ", EN_DASH)), (138, 54, 54, 54, 58, 58, 54), bold=frozenset({8}), size=8.5)


def feb2026_html() -> Table:
    """February 2026 on the web: two header rows with merged cells, thin spaces, U+2212."""
    head = (
        ("Verksamhetsområde", "Januari–februari 2026", "", "", "Helår 2026", "", ""),
        ("", "Utfall", "Budget", "Avvikelse", "Prognos", "Budget", "Avvikelse"),
    )
    spans = ((0, 0, 1, 0), (0, 1, 0, 3), (0, 4, 0, 6))
    return Table((*head, *_february("\u2009", MINUS)), (), header=2, spans=spans)


def feb_enheter() -> Table:
    """Home care units in January and February 2026: income, cost and result."""
    rows = [("Enhet", "Intäkter jan", "Kostnader jan", "Resultat jan", "Intäkter feb", "Kostnader feb", "Resultat feb")]
    for label, jan_in, jan_out, feb_in, feb_out in (
        ("Hemtjänst Centrum", 1512, -1541, 1436, -1440),
        ("Hemtjänst Almvik", 640, -655, 602, -611),
        ("Hemtjänst Tallmo", 921, -1004, 874, -935),
        ("Hemtjänst Norrgärde", 1140, -1092, 1088, -1051),
        ("Hemtjänst Brunnsåker", 512, -530, 489, -501),
    ):
        values = (jan_in, jan_out, jan_in + jan_out, feb_in, feb_out, feb_in + feb_out)
        rows.append((label, *(amount(v, "\u2009", MINUS) for v in values)))
    return Table(tuple(rows), ())


def invest2026() -> Table:
    """The revised investment budget, printed with English thousands as the system gives them."""
    rows = [("Investering, namn", "Kod", "Budget\n2026", "Föreslagen\nändring", "Reviderad\nbudget 2026", "Motivering")]
    lines = (
        ("Årsanslag inventarier", "7410", 1500, 0, "Oförändrat"),
        ("Välfärdsteknik", "7422", 1400, 850, "Nytt larm Lindbacka"),
        ("Digitala läkemedelsskåp", "7431", 0, 400, "Ängsvägen, Smedjegatan"),
        ("Utbyte sängar och lyftar", "7440", 600, 0, "Oförändrat"),
        ("Fordon daglig verksamhet", "7455", 400, 0, "Oförändrat"),
    )
    for label, code, budget, change, why in lines:
        rows.append((label, code, f"{budget:,}", f"{change:,}", f"{budget + change:,}", why))
    sums = [sum(x[i] for x in lines) for i in (2, 3)]
    rows.append(("Totalt:", "", f"{sums[0]:,}", f"{sums[1]:,}", f"{sum(sums):,}.00", ""))
    return Table(tuple(rows), (135, 38, 52, 62, 68, 118), text_columns=frozenset({0, 1, 5}), bold=frozenset({6}))


def ks_transfer() -> Table:
    """Investment money carried from 2025 to 2026, by board."""
    lines = (
        ("Samhällsbyggnadsnämnden", 4890),
        ("Barn- och utbildningsnämnden", 2110),
        ("Vård- och omsorgsnämnden", 1638),
        ("Kommunstyrelsen", 390),
        ("Kultur- och fritidsnämnden", 384),
    )
    rows = [("Nämnd", "Överförs till 2026"), *((label, amount(value)) for label, value in lines)]
    rows.append(("Summa", amount(sum(value for _, value in lines))))
    return Table(tuple(rows), (230, 120), bold=frozenset({len(rows) - 1}))


def sabo_kvartal() -> Table:
    """Care homes by quarter 2025: copied text, every column run into the next; one row that nothing can decide."""
    quarters = {
        "Lindbacka äldreboende": (-7612, -7705, -7934, -7622),
        "Solgläntan äldreboende": (-10118, -9987, -10204, -9436),
        "Rönngården äldreboende": (-6598, -6641, -6813, -6536),
        "Tallmogården äldreboende": (-5590, -5702, -5963, -5658),
        "Korttidsenheten Vilan": (-3120, -3274, -3402, -3266),
        "Särskilt boende gemensamt": (-2911, -2876, -3088, -2962),
    }
    budgets = [x.budget for x in facts.UNITS_2025[1][1]]
    rows = [("Enhet", "kv1", "kv2", "kv3", "kv4", "UTFALL 2025", "BUDGET 2025", "AVVIKELSE")]
    columns = [0] * 7
    for (label, values), budget in zip(quarters.items(), budgets, strict=True):
        year = sum(values)
        numbers = (*values, year, budget, year - budget)
        columns = [a + b for a, b in zip(columns, numbers, strict=True)]
        rows.append((label, *(amount(v) for v in numbers)))
    rows.append(("SUMMA", *(amount(v) for v in columns)))
    rows.append(("Inhyrd personal (ingår ovan)", "112", "96", "340", "88", "", "", ""))
    return Table(tuple(rows), (), ruled=False)


def bun_drift() -> Table:
    """Barn- och utbildningsnämnden in August 2025, mkr, costs positive, the forecast first."""
    rows = [
        (
            "Verksamhet",
            "Prognos\nhelår 2025",
            "Budget\nhelår 2025",
            "Avvikelse\nprognos",
            "Utfall\njan–aug 2025",
            "Utfall\njan–aug 2024",
        )
    ]
    sums = ("Summa nämnden", *(sum((x[i] for x in facts.BUN_AREAS), Decimal(0)) for i in range(1, 5)))
    for label, budget, forecast, now, then in (*facts.BUN_AREAS, sums):
        shown = str(label).replace("gymnasieskola, köpta", "gymnasieskola,\nköpta").replace(" och anpassad", "\noch anpassad")
        rows.append((shown, *(million(v) for v in (forecast, budget, budget - forecast, now, then))))
    return Table(tuple(rows), (150, 62, 62, 60, 68, 68), bold=frozenset({len(rows) - 1}))


def bun_inv() -> Table:
    """The school board's investments, tkr in a paper that otherwise speaks of mkr; a percentage with its sign."""
    return Table(
        (
            ("Investering (tkr)", "Budget 2025", "Utfall aug", "Andel använt"),
            ("Inventarier förskola", "1 200", "640", "53 %"),
            ("Inventarier grundskola", "2 900", "2 175", "75 %"),
            ("Digitala verktyg", "3 400", "1 700", "50 %"),
            ("Ombyggnad Centralskolan", "5 600", "IU.", "–"),
        ),
        (200, 80, 80, 90),
    )
