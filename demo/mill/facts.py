"""The figures of Ljungsätra kommun, one place for all papers, so that the same fact is told with the same number.

Amounts are whole thousands of kronor (tkr), costs negative, unless a name says otherwise. Sums are computed here and
never typed, but for the few cells that are wrong on purpose (see README.md, "Fel som ska finnas").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

MONTHS = ("jan", "feb", "mar", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec")


@dataclass(frozen=True, slots=True)
class HomeCareUnit:
    """A home care unit's year by month.

    Attributes:
        code: its number in the accounts.
        name: as printed.
        income: twelve months, tkr.
        cost: twelve months, tkr, negative.
        budget_income: the year's budget, tkr.
        budget_cost: the year's budget, tkr, negative.
    """

    code: str
    name: str
    income: tuple[int, ...]
    cost: tuple[int, ...]
    budget_income: int
    budget_cost: int

    @property
    def result(self) -> tuple[int, ...]:
        """Income and cost together, month by month."""
        return tuple(i + c for i, c in zip(self.income, self.cost, strict=True))


def _unit(code: str, name: str, income: str, cost: str, budget: tuple[int, int]) -> HomeCareUnit:
    costs = tuple(-int(c) for c in cost.split())
    return HomeCareUnit(code, name, tuple(int(i) for i in income.split()), costs, *budget)


HOME_CARE_2025 = (
    _unit(
        "6211",
        "Hemtjänst Centrum",
        "1462 1398 1489 1501 1533 1476 1540 1552 1517 1494 1451 1468",
        "1440 1372 1455 1498 1561 1519 1588 1704 1532 1487 1449 1511",
        (17600, -17600),
    ),
    _unit(
        "6212",
        "Hemtjänst Almvik",
        "612 588 631 640 652 629 661 655 648 637 619 622",
        "628 597 639 644 671 662 690 731 660 641 623 640",
        (7480, -7492),
    ),
    _unit(
        "6213",
        "Hemtjänst Tallmo",
        "884 861 902 915 934 918 947 951 930 922 899 908",
        "968 932 985 1003 1041 1062 1098 1187 1054 1021 990 1033",
        (10650, -10662),
    ),
    _unit(
        "6214",
        "Hemtjänst Norrgärde",
        "1105 1066 1127 1138 1160 1121 1174 1169 1152 1141 1110 1118",
        "1051 1018 1063 1079 1104 1098 1131 1216 1085 1070 1044 1062",
        (13400, -13400),
    ),
    _unit(
        "6215",
        "Hemtjänst Brunnsåker",
        "498 480 507 511 526 509 534 530 521 515 502 505",
        "517 494 521 530 548 551 566 609 540 532 518 529",
        (6150, -6162),
    ),
)

WRONG_YEAR_INCOME = {"6214": 13518}  # the months sum to 13 581: a transposition, the source's own


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an account: budget and outcome of the year, and last year's outcome or a forecast."""

    label: str
    budget: int
    outcome: int
    other: int = 0
    level: int = 0

    @property
    def deviation(self) -> int:
        """Outcome less budget: positive is better than budget, as costs are negative."""
        return self.outcome - self.budget


def total(label: str, lines: tuple[Line, ...]) -> Line:
    """Return the sum of lines as a line of its own."""
    return Line(label, sum(x.budget for x in lines), sum(x.outcome for x in lines), sum(x.other for x in lines))


# The board's accounts 2025: budget, outcome 2025, outcome 2024.
VON_INCOME = Line("Verksamhetens intäkter", 112400, 121865, 118230)
VON_COSTS = (
    Line("Personalkostnader", -418300, -427912, -409655),
    Line("Lokalhyror", -52750, -53118, -50902),
    Line("Köp av verksamhet", -61900, -66047, -60385),
    Line("Övriga kostnader", -38050, -37290, -38914),
)
VON_GRANT = Line("Kommunbidrag", 458600, 458600, 443200)

# Net cost by area 2025: budget, outcome, deviation of 2024.
VON_AREAS = (
    Line("Nämnd och förvaltningsledning", -21340, -17268, 2910),
    Line("Hemtjänst", -118700, -123964, -3120),
    Line("Särskilt boende", -146250, -145018, 1845),
    Line("Funktionsstöd", -121480, -124877, 488),
    Line("Kommunal primärvård", -34930, -35705, -640),
    Line("Myndighet", -15900, -15670, 91),
)

HOME_CARE_RESULT = sum(sum(u.result) for u in HOME_CARE_2025)
HOME_CARE_BUDGET = sum(u.budget_income + u.budget_cost for u in HOME_CARE_2025)


def _rest(label: str, area: Line, parts: tuple[Line, ...], other: int) -> Line:
    """Return what is left of an area when its parts are taken out."""
    done = total("", parts)
    return Line(label, area.budget - done.budget, area.outcome - done.outcome, other)


# Net cost by unit 2025: budget, outcome, the forecast deviation of October.
_HOME = (
    Line("Ersättning till utförare", -96200, -97750, -1900),
    Line("Utförarenheter totalt", HOME_CARE_BUDGET, HOME_CARE_RESULT, -2500),
    Line("Nattpatrull", -9860, -10004, -150),
    Line("Trygghetslarm", -2340, -2196, 100),
)
_CARE_HOMES = (
    Line("Lindbacka äldreboende", -31420, -30873, 400),
    Line("Solgläntan äldreboende (inkl dagverksamheten Blåklockan)", -38960, -39745, -900),
    Line("Rönngården äldreboende", -27310, -26588, 650),
    Line("Tallmogården äldreboende", -22480, -22913, -300),
    Line("Korttidsenheten Vilan", -13150, -13062, 0),
)
_DISABILITY = (
    Line("Personlig assistans", -28740, -33261, -4300),
    Line("Gruppbostad Ängsvägen", -17350, -17102, 200),
    Line("Gruppbostad Smedjegatan", -15980, -15014, 850),
    Line("Servicebostad Tranvägen", -11620, -11688, 0),
    Line("Daglig verksamhet", -21460, -21040, 300),
    Line("Köpta platser LSS", -16900, -17774, -700),
)
_HOME_AREA, _CARE_AREA, _DISABILITY_AREA = VON_AREAS[1], VON_AREAS[2], VON_AREAS[3]
UNITS_2025: tuple[tuple[Line, tuple[Line, ...]], ...] = (
    (_HOME_AREA, (*_HOME, _rest("Hemtjänst gemensamt", _HOME_AREA, _HOME, -350))),
    (_CARE_AREA, (*_CARE_HOMES, _rest("Särskilt boende gemensamt", _CARE_AREA, _CARE_HOMES, 900))),
    (_DISABILITY_AREA, (*_DISABILITY, _rest("Funktionsstöd gemensamt", _DISABILITY_AREA, _DISABILITY, 200))),
)

# Investments 2025: budget positive, outcome negative; 0 is printed as a dash.
INVESTMENTS_2025 = (
    Line("Årsanslag inventarier", 1500, -1214),
    Line("Välfärdsteknik och larm", 2200, -2465),
    Line("Gruppbostad Smedjegatan, inventarier", 850, -112),
    Line("Utbyte av sängar och lyftar", 600, -598),
    Line("Fordon daglig verksamhet", 900, 0),
)

# The draft of January: not all invoices were in yet.
DRAFT_INCOME = Line("Verksamhetens intäkter", 112400, 121240, 118230)
DRAFT_COSTS = (
    Line("Personalkostnader", -418300, -427912, -409655),
    Line("Lokalhyror", -52750, -53118, -50902),
    Line("Köp av verksamhet", -61900, -65790, -60385),
    Line("Övriga kostnader", -38050, -37370, -38914),
)

# Barn- och utbildningsnämnden per 31 August 2025, mkr; costs are POSITIVE here.
# budget of the year, forecast, outcome Jan-Aug 2025, outcome Jan-Aug 2024
BUN_AREAS: tuple[tuple[str, Decimal, Decimal, Decimal, Decimal], ...] = tuple(
    (label, *(Decimal(x) for x in row.split()))  # type: ignore[misc]
    for label, row in (
        ("Förskola och pedagogisk omsorg", "148.6 145.2 96.9 95.8"),
        ("Grundskola F–9", "262.4 268.1 178.3 171.6"),
        ("Fritidshem", "34.8 34.1 22.4 22.9"),
        ("Anpassad grundskola", "21.5 22.7 15.0 13.2"),
        ("Gymnasieskola och anpassad gymnasieskola, köpta platser", "118.9 117.4 78.0 76.1"),
        ("Elevhälsa", "17.6 17.6 11.5 11.1"),
        ("Nämnd och förvaltningsledning", "12.2 11.3 7.2 7.8"),
    )
)

# Kinds of deviations reported: 2024, 2025.
INCIDENTS = (
    ("Fall", 571, 604),
    ("Läkemedelshantering", 522, 498),
    ("Utebliven eller försenad insats", 149, 171),
    ("Brister i bemötande", 39, 46),
    ("Informationsöverföring", 81, 73),
    ("Övrigt", 52, 46),
)
WRONG_INCIDENTS_2024 = 1441  # the kinds sum to 1 414: a transposition, the source's own

# Budget 2026 by area (tkr, net cost), for the workbook; the last is new and had nothing in 2025.
BUDGET_2026 = (
    ("Nämnd och förvaltningsledning", 21340, 20150),
    ("Hemtjänst", 118700, 124900),
    ("Särskilt boende", 146250, 151800),
    ("Funktionsstöd", 121480, 127350),
    ("Kommunal primärvård", 34930, 36400),
    ("Myndighet", 15900, 16200),
    ("Digital tillsyn och välfärdsteknik", 0, 2600),
)
