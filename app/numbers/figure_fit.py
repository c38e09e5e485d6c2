"""How well a figure fits what is asked of it: its measure, line, period, unit, and the paper it stands in. Pure."""

from __future__ import annotations

import re

from app.model import Question
from app.numbers.column_fit import is_carried_unasked
from app.numbers.months_asked import of_asked_part
from app.numbers.number_words import Measure, Wanted, asked_rate, asks_outcome
from app.question.patterns import Remembered, in_question, in_table
from ingest.model import Metadata
from ingest.tables.measures import MONEY_UNITS
from ingest.tables.model import Figure, PeriodKind

_MEASURE = 0.25  # gained by the measure asked for
_OTHER_MEASURE = 0.3  # lost by a figure of another known measure
_FORECASTS = 0.15  # gained by a deviation that is the forecast's, where that is asked for
_LINE = 0.12  # gained by the line asked for (costs, income, result), lost by another
_PERIOD = 0.2  # gained by the period asked for
_BY_ITS_PAPER = 0.75  # times: a period that is only told by the paper's year
_WHOLE_YEAR = 0.05  # gained by a whole year when none, or a year, is asked for
_LATER = 0.003  # gained a year by the later of two where no year is asked for
_UNIT = 0.06
_OTHER_UNIT = 0.4  # lost by a count where money is asked for, and the reverse
_NO_UNIT = 0.1  # lost by a figure whose unit is not known where money is asked for
_RATIO = 0.3  # lost by what is told per child, pupil, day …, where that is not asked for
_IS_RATIO = in_table(
    r"\bkr/|\bkronor per\b|\bper (?:inv|elev|barn|brukare|plats|timm|dygn|dag\b|årsarbetare|inskrive)"
    r"|/(?:elev|barn|inskr|inv|brukare)",
)
_ASKS_ONE = in_question(  # the price of one, which no total is
    r"\bkosta\w*\b.*\b(?:en|ett|varje|per) "
    r"(?:[^\W\d_]*(?:timme|elev|plats|dygn|brukare|resa|portion|invånare|barn|person|vårdtagare))\b"
)
_LARGE = frozenset({"tkr", "mkr", "mdkr"})
COUNTS = re.compile(  # a column of no money, where its unit is not known
    r"\w*(?:timmar|dagar|besök|besökare|utlån|antal|andel|procent|årsarbetare|platser|personer|elever|barn|ärenden)\b",
    re.IGNORECASE,
)
_MEASURED = in_table(r"[,(]\s*(?P<unit>km|m|mil|min|tim|kvm|m²|kwh)(?:uter|mar)?\)?\s*$")  # "Avstånd, km"
_COUNTS_ALL = in_table(r"\b(?:antal|deltagar\w*|besök\w*|utlån)\b")  # a table that is about a number of something
_NOT_OUTCOME = frozenset({"budget", "avvikelse", "prognos", "mål", "differens", "plan"})
_OTHERS = {
    Measure.BUDGET: frozenset({"utfall", "bokslut", "avvikelse", "prognos", "differens"}),
    Measure.FORECAST: frozenset({"utfall", "bokslut", "avvikelse", "budget", "differens"}),
}
_IS_GOAL = in_table(r"\bmål|måltal|målvärde")
_RECKONS = in_question(r"^(?!.*prognos).*\bräknar\b.*\bmed\b")
_ASKS_RATIO = in_question(r"\bper\b|/|\bsnitt|\bgenomsnitt|\bi snitt|\bstyck\b|\bvarje\b|\bett dygn\b|\ben (?:elev|plats)\b")
_FIRST_YEAR = 2000

_PLANNED = re.compile(r"(?:uppskatta|beräkna|budgetera|planera)\w*\b|plan\b")
_REMAINS = "återstår"  # of the budget: the deviation from it
_SINCE_START = 0.25  # gained by what a project cost over all its years, where that is asked for, and lost where it is not
_ASKS_SINCE_START = in_question(
    r"\bse(?:da)?n\b.*\b(?:start|börja)|\bhittills\b|\backumulera|\bhela projektet\b|\btotalt sedan\b"
    r"|\btotala? projekt|\btotala? budget(?:en)? för projekt"
)
_OF_ALL_YEARS = in_table(r"\bhela projektet\b|\bsedan\s+\w+\s+start|\btotal(?:t)?\s*projekt|\back\w*\.?\s+(?:utfall|budget)")
_SPECIAL = frozenset({"budget", "avvikelse", "prognos", "mål", "differens", "förändring", "återstår", "tilläggsbudget", "plan"})
_LINES: tuple[tuple[Remembered, Remembered], ...] = (
    (
        in_question(r"\bintäkt|\binkomst|\bdrog\b.*\bin\b|\bf(?:ick|år|ått)\b(?: [^\s,.?]+){0,5}? in\b"),
        in_table(r"intäkt"),
    ),
    (in_question(r"\bpersonalkostnad|\blönekostnad|\bpersonal\b"), in_table(r"personal|lön")),
    (in_question(r"\bkostade\b"), in_table(r"kostnad|utgift|netto")),  # what it came to, and not its price
    (in_question(r"\bkosta|\bkostnad|\butgift|\bpris"), in_table(r"kostnad|utgift|netto|avgift|pris|taxa")),
    (in_question(r"\b(?:minus|plus)?resultat"), in_table(r"resultat|netto")),
)
_ASKS_INCOME = in_question(r"\bintäkter|\binkomster")
_IS_INCOME = re.compile(r"intäkt|inkomst|avgift|bidrag|försäljning|hyr|ersättning|skatt", re.IGNORECASE)
_IS_PRICE = in_table(r"\b(?:avgift|pris|taxa)")
_ASKS_PRICE = in_question(r"avgift|\bpris|taxa|\bkostar\b")
_RESULT_LINE = in_table(r"resultat|netto")
ANY_LINE = in_table(r"^(?:verksamhetens |summa |totala? )?(?:intäkter|kostnader|resultat|netto\w*|personalkostnader)\b")
_ASKS_SHARE = in_question(r"\bandel|\bprocent|%|\bhur hög")
ASKS_COUNT = in_question(
    r"\bhur m[aå]nga\b(?! ?%)(?! (?:\w+ )?(?:\w*kronor|kr|tkr|mkr|mnkr|miljoner|miljarder|tusen|tusenlappar|procent\w*)\b)"
)
_ASKS_HOW_MANY_OF = in_question(r"\bhur m[aå]nga av\b")
_ASKS_MONEY = in_question(
    r"\bkosta|\bkronor\b|\bkr\b|\btkr\b|\bmkr\b|\bmnkr\b|\bpengar|\bpris|\bavgift|\bdyr(?:are|ast)\w*|\bbilliga(?:re|st)\w*"
    r"|\btusenlapp|\bmiljoner\b|\bmiljarder\b|^vad gick\b.*\bpå\b"
)
_ASKS_SUM = in_question(
    r"\bkostade\b|\bdyr(?:are|ast)\w*|\bbilliga(?:re|st)\w*|\bi (?:kronor|tkr|mkr)\b|\btusenlapp|\bhur mycket pengar"
)
_ASKS_DEFICIT = in_question(r"\b(?:under|över)skott|\bgick (?:back|plus|minus)|\bröda siffror")
_ASKS_COSTS = in_question(r"kostnad(?:en|er|erna)?\b")
_ASKS_CHANGE = in_question(r"\bhur mycket\b.*\b(?:ök|minsk|stig|steg\b|sjönk|sjunk)\w*")
_CHANGES = frozenset({"förändring", "differens"})
_ASKS_BUDGET = in_question(r"\bbudget")
_ASKS_TIME = in_question(r"\bhur (?:lång|länge|många dag)|\bväntetid|\bväntan\b")
_ASKS_OUTERMOST = in_question(r"\b(?:läng|kort|hög|läg|stör|min)st(?:a|e)?\b|\ballra\b")
_IS_MEAN = in_table(r"genomsnitt|medel(?:tal|värde)|\bsnitt\b")


def is_of(figure: Figure, measure: Measure) -> bool:
    """Tell whether a figure is of a measure, as papers otherwise call it too: what remains of the budget, an estimated cost."""
    if measure is Measure.DEVIATION and figure.measure == _REMAINS:
        return True
    return figure.measure == measure.value or (measure is Measure.BUDGET and _PLANNED.match(figure.measure) is not None)


_OF_EACH = re.compile(r"[^\W\d_]{2,} per (?!år\b|månad|den\b|kvartal|vecka|dag\b)[^\W\d_]{3,}", re.IGNORECASE)
#: Measures of what is left, or lacking.
RESULTS = frozenset({"resultat", "årets resultat", "netto"})


def fits_measure(figure: Figure, measure: Measure) -> float:
    """Return what a figure gains or loses by its measure."""
    if measure is Measure.OUTCOME:
        return _MEASURE if figure.measure not in _SPECIAL else -_OTHER_MEASURE
    if is_of(figure, measure):
        return _MEASURE
    if measure is Measure.DEVIATION and figure.measure in RESULTS:
        return _MEASURE / 2
    return -_OTHER_MEASURE if figure.measure else -_OTHER_MEASURE / 2


def of_all_years(figure: Figure) -> bool:
    """Tell whether a figure is of all years of a project: its column says so."""
    return _OF_ALL_YEARS.search(figure.column) is not None


def fits_years_of_project(folded: str, figure: Figure) -> float:
    """Return what a figure gains or loses by being of all years of a project, as asked for or not."""
    if not of_all_years(figure):
        return 0.0
    return _SINCE_START if _ASKS_SINCE_START.search(folded) else -_SINCE_START / 2


def fits_forecast(figure: Figure, forecasts: frozenset[tuple[str, int, str]]) -> float:
    """Return what the deviation of a forecast gains: its header says so, or its row has a forecast of the same period."""
    named = "prognos" in figure.column.casefold() or (figure.document_id, figure.quote_start, figure.period.text) in forecasts
    return _FORECASTS if figure.measure == Measure.DEVIATION.value and named else 0.0


def fits_line(folded: str, figure: Figure, measure: Measure) -> float:
    """Return what a row gains or loses as the line asked for: income, costs, result."""
    printed = f"{figure.label} {figure.column}"
    for asks, line in _LINES:
        if asks.search(folded):
            if line.search(printed):
                return _LINE
            if _IS_PRICE.search(printed) and not _ASKS_PRICE.search(folded):
                return -_LINE
            return -_LINE if ANY_LINE.search(figure.label) or ANY_LINE.search(figure.column) else 0.0
    if measure is Measure.DEVIATION and figure.unit in (*MONEY_UNITS, ""):
        return _LINE if _RESULT_LINE.search(figure.label) else -_LINE if ANY_LINE.search(figure.label) else 0.0
    return 0.0


def part_of_result(folded: str, figure: Figure) -> bool:
    """Tell whether a row is the income or the costs of something whose result as a whole is asked for."""
    if not figure.group or not ANY_LINE.search(figure.label) or _RESULT_LINE.search(figure.label):
        return False
    return not any(asks.search(folded) for asks, _ in _LINES)


def fits_period(question: Question, figure: Figure, metadata: Metadata, want: Wanted) -> float:
    """Return what a figure gains or loses by its period."""
    period = figure.period
    year = period.end.year if period.end else next(iter(metadata.years), None)
    of_year = 0.0 if not question.years or year is None else _PERIOD if year in question.years else -2 * _PERIOD
    if period.end is None and of_year > 0:
        of_year *= _BY_ITS_PAPER
    if want.part is not None:
        return of_year + (_PERIOD if of_asked_part(figure, want.part) else -2 * _PERIOD)
    days = (period.end - period.start).days if period.start and period.end else 0
    whole = period.kind in (PeriodKind.YEAR, PeriodKind.NONE) or days > 360
    gain = _WHOLE_YEAR if whole else -_WHOLE_YEAR
    if not question.years:
        return gain + (_LATER * min(60, max(0, year - _FIRST_YEAR)) if year is not None else 0.0)
    return gain + (of_year if year is not None else -_PERIOD / 2)


def fits_unit(folded: str, figure: Figure) -> float:
    """Return what a figure gains or loses by its unit."""
    if _ASKS_MONEY.search(folded):
        return _UNIT if figure.unit in MONEY_UNITS else -_OTHER_UNIT if figure.unit else -_NO_UNIT
    if _ASKS_SHARE.search(folded):
        return _UNIT if figure.unit == "%" else 0.0
    if ASKS_COUNT.search(folded):
        return _UNIT if figure.unit not in (*MONEY_UNITS, "%") else -_OTHER_UNIT / 2
    if _ASKS_TIME.search(folded):
        return -_OTHER_UNIT if figure.unit in (*MONEY_UNITS, "%") else _UNIT if figure.unit == "dagar" else 0.0
    if _ASKS_BUDGET.search(folded):
        return _UNIT if figure.unit in MONEY_UNITS else 0.0
    return 0.0


def may_answer(folded: str, figure: Figure, *, money: bool = False) -> bool:
    """Tell whether a figure may answer as far as its unit goes: "Hur många kunder?" is answered by no sum of money.

    Args:
        folded: the question in lower case.
        figure: that may answer.
        money: the form of answer asked for is a sum of money (`app.question.answer_forms`).
    """
    if figure.unit == "%" and figure.measure in _CHANGES and _ASKS_CHANGE.search(folded):
        return True  # of costs that rose, by how many percent
    measured = _MEASURED.search(figure.column) if not figure.unit else None
    if measured is not None and (_ASKS_MONEY.search(folded) or (ASKS_COUNT.search(folded) and measured["unit"] not in folded)):
        return False
    counts = ASKS_COUNT.search(folded) or "antalet " in folded
    each = _OF_EACH.search(figure.column) or _OF_EACH.search(figure.label)
    if counts and each and not (" per " in folded or "varje" in folded):
        return False  # "Barn per årsarbetare" is no number of children, nor "Skuld per invånare" one of inhabitants
    if ASKS_COUNT.search(folded):  # how many of all there are may be told as a share of them
        return figure.unit not in (*MONEY_UNITS, "%") or (figure.unit == "%" and _ASKS_HOW_MANY_OF.search(folded) is not None)
    if (money or _ASKS_DEFICIT.search(folded)) and figure.unit and figure.unit not in MONEY_UNITS:
        return False
    if (
        _ASKS_ONE.search(folded)
        and figure.unit in _LARGE
        and not (_IS_RATIO.search(figure.label) or _IS_RATIO.search(figure.column))
    ):
        return False
    of_money = not figure.unit and _ASKS_MONEY.search(folded) and _ASKS_SHARE.search(folded) is None
    if of_money and (COUNTS.search(figure.column) or _COUNTS_ALL.search(figure.caption)):
        return False
    costs = _ASKS_COSTS.search(folded) is not None and _ASKS_SHARE.search(folded) is None
    if not costs and _ASKS_SUM.search(folded) is None:
        return True
    return figure.unit in MONEY_UNITS or (not figure.unit and bool(figure.measure))


def is_of_another_measure(folded: str, figure: Figure, want: Wanted) -> bool:
    """Tell whether a question names one measure (outcome, budget, forecast) and a figure is of another."""
    if len(want.measures) > 1 or want.compares:
        return False
    measure = want.measures[0]
    if measure is Measure.BUDGET and is_carried_unasked(folded, figure):
        return True
    if measure is Measure.GOAL and figure.measure != measure.value and _IS_GOAL.search(f"{figure.label} {figure.column}") is None:
        return True
    others = _NOT_OUTCOME if measure is Measure.OUTCOME and asks_outcome(folded) else _OTHERS.get(measure, frozenset())
    if measure is Measure.FORECAST and _RECKONS.search(folded):
        others -= {"budget"}  # what a budget reckons with
    return figure.measure in others


def is_of_another_line(folded: str, placed: str, figure: Figure) -> bool:
    """Tell whether income is asked for and nothing by a figure says that it is income: what is left after costs is none.

    Args:
        folded: the question in lower case.
        placed: the words of the figure's row and the headings over it.
        figure: that may answer.
    """
    if _ASKS_INCOME.search(folded) is None:
        return False
    return _IS_INCOME.search(" ".join((figure.label, *figure.group, figure.column, figure.caption, placed))) is None


def is_of_another_rate(folded: str, placed: str, figure: Figure) -> bool:
    """Tell whether a figure per week, month, day or hour is asked for and nothing by a figure says that it is one.

    Args:
        folded: the question in lower case.
        placed: the words of the figure's row.
        figure: that may answer.
    """
    rate = asked_rate(folded)
    said = " ".join((figure.label, *figure.group, figure.column, figure.caption, figure.unit, placed))
    return rate is not None and rate.search(said) is None


def is_mean_of_extreme(folded: str, figure: Figure) -> bool:
    """Tell whether the longest, the highest or the like of something is asked for and a figure is the mean of all."""
    return _ASKS_OUTERMOST.search(folded) is not None and _IS_MEAN.search(f"{figure.label} {figure.column}") is not None


def fits_ratio(folded: str, figure: Figure) -> float:
    """Return what a figure per child, pupil or day loses where the whole is asked for."""
    ratio = _IS_RATIO.search(figure.label) or _IS_RATIO.search(figure.column)
    return -_RATIO if ratio and not _ASKS_RATIO.search(folded) else 0.0
