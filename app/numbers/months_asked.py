"""Which months of a year a question asks for, and whether a figure is of them. Pure."""

from __future__ import annotations

import re

from app.question.understanding import quarters_in_order
from ingest.tables.model import Figure, PeriodKind
from ingest.tables.periods import months_of

SUMS = re.compile(r"\btillsammans\b|\bsammanlagt\b|\bsumman (?:av|för)\b|\bihop\b|\bsammantaget\b")
MONTHS = ("januari|jan", "februari|feb", "mars", "april|apr", "maj", "juni|jun", "juli|jul", "augusti|aug", "september|sept?",
           "oktober|okt", "november|nov", "december|dec")  # fmt: skip
_PAPER_OF = re.compile(
    rf"\b\w*(?:bilag|rapport|utkast|bokslut|uppföljning|protokoll|möte|sammanträd|versionen|trodde|räknade)\w*"
    rf"(?: (?:vi|man|nämnden))?(?: (?:från|för|i|per|av|till och med))? (?:den \d+ )?(?:{'|'.join(MONTHS)})\b"
)  # the month is the paper's
#: A forecast is called by the month it was made in: "helårsprognosen för nämnden i februari".
_FORECAST_OF = re.compile(rf"\b\w*prognos\w*(?: för(?: [\w-]+){{1,6}}?)? (?:i|per|från) (?:{'|'.join(MONTHS)})\b")
_SINCE = re.compile(rf"\bse(?:da)?n (?:{'|'.join(MONTHS)})\b")
_MONTH_NAMED = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")
_YEAR_END = re.compile(r"\b(?:den )?(?:31|sista|slutet av) december\b")  # a figure of the year is of its end
_OF_THE_YEAR = re.compile(r"\b(?:tror|trodde|räknar|räknade|prognos\w*|väntas|väntades|beräknas)\b.*\bhel(?:a )?året?\b")
_UP_TO = re.compile(
    rf"\b(?:till och med|t\.? ?o\.? ?m\b\.?|fram till|till och med utgången av"
    rf"|(?:i|vid) (?:slutet|utgången) av|hittills i) (?:den \d+ )?(?:{'|'.join(MONTHS)})\b"
)
_AFTER = re.compile(rf"\b(?:back|minus|plus|under|över|budget)\b.*\befter (?:{'|'.join(MONTHS)})\b")  # how a year has gone so far
_CHANGED = re.compile(r"\b(?:öka(?:r|de|t)|minska(?:r|de|t)|steg|stigit|sjönk|sjunkit|föll|fallit|förändra\w+|skil\w+)\b")
_FROM_TO = re.compile(rf"\bfrån (?:{'|'.join(MONTHS)}) (?:20\d\d )?till (?:{'|'.join(MONTHS)})\b")
_AGAINST = re.compile(rf"\b(?:{'|'.join(MONTHS)}) (?:än|jämfört med|mot) (?:i )?(?:{'|'.join(MONTHS)})\b")
_NUMERALS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9, "tio": 10, "elva": 11}
_FIRST_MONTHS = re.compile(  # "årets tre första månader", "de två sista månaderna"
    rf"\b(?:(?P<count>{'|'.join(_NUMERALS)}|\d\d?) (?P<end>första|sista)"
    rf"|(?P<end_first>första|sista) (?P<count_last>{'|'.join(_NUMERALS)}|\d\d?)) månader(?:na)?\b"
)
_HALF = re.compile(r"\b(första|andra) halvåret")


def asked_part(text: str) -> tuple[int, int] | None:
    """Return the months a question asks for, first and last, when it names a month, a quarter, a half year or a span of months."""
    folded = _SINCE.sub(" ", _FORECAST_OF.sub(" ", _PAPER_OF.sub(" ", text.casefold())))
    if len(_MONTH_NAMED.findall(folded)) == 1:
        if _OF_THE_YEAR.search(folded):
            return None  # the month is when it was reckoned
        folded = _YEAR_END.sub(" ", folded)
    if named := quarters_in_order(folded):
        return 3 * named[0] - 2, 3 * named[0]
    if (half := _HALF.search(folded)) is not None:
        return (1, 6) if half[1] == "första" else (7, 12)
    if (counted := _FIRST_MONTHS.search(folded)) is not None:
        printed = counted["count"] or counted["count_last"]
        count = _NUMERALS.get(printed) or int(printed)
        return (1, count) if (counted["end"] or counted["end_first"]) == "första" else (13 - count, 12)
    months = [at for at, name in enumerate(MONTHS, 1) if re.search(rf"\b(?:{name})\b", folded)]
    if _AGAINST.search(folded) or (_FROM_TO.search(folded) and _CHANGED.search(folded)):
        return None  # "ökade från juli till augusti": the two are held against each other
    in_a_row = months == list(range(months[0], months[0] + len(months))) if months else False
    if len(months) > 2 and in_a_row and SUMS.search(folded):  # "juni, juli och augusti tillsammans"
        return months[0], months[-1]
    joined = SUMS.search(folded) is not None and len(months) == 2 and months[1] == months[0] + 1
    if len(months) == 2 and (joined or re.search(r"(?:-|–|\btill\b|\bt\.?o\.?m\b)", folded)):
        return months[0], months[1]
    if len(months) != 1:
        return None
    return (1 if _UP_TO.search(folded) or _AFTER.search(folded) else months[0]), months[0]


def named_part(caption: str, part: tuple[int, int]) -> bool:
    """Tell whether a table's caption names the months asked for: "Tillsvidareanställda den 30 november", "Energi, jan–aug"."""
    first, last = (rf"(?:{MONTHS[month - 1]})" for month in part)
    span = rf"\b{first}\b" if part[0] == part[1] else rf"\b{first}\s?[-–]\s?{last}\b"
    return re.search(span, caption.casefold()) is not None


def of_part(figure: Figure, part: tuple[int, int]) -> bool:
    """Tell whether a figure is of exactly these months."""
    return months_of(figure.period) == part


def of_asked_part(figure: Figure, part: tuple[int, int]) -> bool:
    """Tell whether a figure is of these months: by its own period, or by its table's caption where it is of no part of a year."""
    whole = figure.period.kind in (PeriodKind.YEAR, PeriodKind.NONE, PeriodKind.DATE)
    unsaid = figure.period.kind is PeriodKind.NONE and named_part(figure.column, (part[1], part[1]))  # "Utfall t.o.m. 31 aug"
    labelled = named_part(figure.label, part)
    return of_part(figure, part) or unsaid or labelled or (whole and named_part(figure.caption, part))
