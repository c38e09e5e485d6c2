"""The lines at the top of a paper: whose it is, of what kind, when and under which number. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from ingest.model import DocType
from ingest.text.lines import Line

_BOARD = re.compile(
    r"(?!Till |(?i:\w*(?:chef|direktör|sekreterare|ordförande|samordnare|handläggare|ledare|jurist|controller|ledamot)\b))"
    r"(?:(?:[A-ZÅÄÖ][\w-]*,? )?(?:(?!(?:för|av|från|på|i|om)\b)[\w-]+,? ){0,6}?)?"
    r"(?:[\w-]*(?i:nämnd(?:en|ens|e)?|styrelsen?|styrelsens|fullmäktige|kontoret|kansliet|förvaltningen|utskottet|utskott|revisionen"
    r"|revisorerna|beredningen|rådet|pensionärsråd|ungdomsråd|funktionshinderråd))"
    r"(?: (?:arbetsutskott|presidium)|,? (?:för|och|samt|i|vid) [\w, -]{2,50}|,? [A-ZÅÄÖ][\w -]{0,40})?",
)
_VERB = re.compile(
    r"\b(?:beslutar|beslutade|föreslår|föreslås|har|ska|är|får|noterar|godkänner|antar|ansvarar|redovisar|bedömer|skickas|till|från)\b"
)
_TYPES: tuple[tuple[str, DocType | None], ...] = (
    (r"tjänsteutlåtande|tjänsteskrivelse|tjänstemannaskrivelse", DocType.TJANSTESKRIVELSE),
    (r"protokollsutdrag|utdrag ur (?:samman\w+)?protokoll", DocType.PROTOKOLLSUTDRAG),
    (r"(?:sammanträdes)?protokoll", DocType.PROTOKOLL),
    (r"kallelse|föredragningslista|ärendelista|dagordning", DocType.KALLELSE),
    (r"interpellation(?:ssvar)?", DocType.INTERPELLATION),
    (r"medborgarförslag|e-förslag", DocType.MEDBORGARFORSLAG),
    (r"motion", DocType.MOTION),
    (r"yttrande|remissvar", DocType.YTTRANDE),
    (r"(?:reviderat |gemensamt )?(?:tilläggs|ändrings|återremiss|avslags|bifalls)?yrkande|särskilt yttrande", DocType.YRKANDE),
    (r"revisionsrapport|rapportsammandrag|granskningsrapport|revisionsberättelse", DocType.REVISIONSRAPPORT),
    (r"delegationsbeslut|delegeringsbeslut", DocType.DELEGATIONSBESLUT),
    (r"reglemente|arbetsordning|delegations?ordning|delegeringsordning", DocType.REGLEMENTE),
    (r"policy", DocType.POLICY),
    (r"riktlinjer?", DocType.RIKTLINJE),
    (r"rutin(?:er)?", DocType.RUTIN),
    (r"taxa|taxor", DocType.TAXA),
    (r"handling(?: \d{4} nr \d+)?|skrivelse|missiv|pm|promemoria|rapport|information|remiss|anmälan|årsredogörelse", None),
)  # fmt: skip
_TYPE = re.compile("|".join(f"(?P<t{at}>(?:{words}))" for at, (words, _) in enumerate(_TYPES)), re.IGNORECASE)
#: What may follow a kind's word on its line: a date, a number, a party, labels; anything else makes the line a title.
_TYPE_REST = re.compile(
    r"(?:\s*$|\s{3,}\S.*|\s*[:–-]?\s*(?:\(?nr ?\w+|\(.{0,60}\)|\d{4}-\d\d-\d\d|\d{6}\b|\d+ ?\(\d+\)|sid\w* \d).*"
    r"|\s+(?:handläggare|utfärdat|sammanträdesdatum|datum|diarienummer|dnr|ärendenummer|till kommun\w+|till \w+nämnd\w*)\b.*)",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?:svar (?:på|till)|yttrande|(?:reviderat )?(?:tilläggs)?yrkande|motion|interpellation|medborgarförslag|remissvar|remiss|"
    r"skrivelse|hemställan|begäran|ansökan|kallelse)\b"
    r"(?: \S+){0,3}? ?[–-]? ?\b(?:av|över|om|angående|på|gällande|avseende|till|från|motion\w*|remiss\w*|interpellation\w*)\b.*",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:datum|sammanträdesdatum|diarienummer|diarienr|ärendenummer|ärende ?nr|ärende \d+|dnr"
    r"|handläggare|utfärdat|telefon|e-post|sida?|ert datum|er referens|vår referens|vår beteckning|adress|besöksadress|postadress"
    r"|organisationsnummer|webbplats|växel|fax"
    r"|till\b|kopia|status|version|rapportperiod|rapporteringstillfälle|fastställd|antagen|gäller från|dokumenttyp|dokumentansvarig"
    r"|gäller för|närvarande"
    r"|beslutande|framtagen|utskrift|senast ändrad|beslutad av|organisation"
    r"|mottagare|upprättad|ansvarig\w*|tid|plats|paragrafer|nr \d+)\b.{0,160}",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?:\d{4}-\d\d-\d\d|\d{6}|\d{1,2} \w+ \d{4}|\w+(?: den)? \d{1,2} \w+ \d{4})|[\d\s().,/:-]+"
    r"|(?i:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?\b.*|\S*(?:@|www\.|\.se)\S*|\d+ \(\d+\)"
)
_TOWN = re.compile(r"(?:[A-ZÅÄÖ][\w-]+ (?:kommun|stad|Stad|Kommun|KOMMUN|STAD|Stads|region)|Region [A-ZÅÄÖ]\w+)(?: kommun)?")
_ATTACHMENT = re.compile(r"Bilaga(?: ?(?:nr )?\d{1,2}| [A-ZÅÄÖ])?\.?", re.IGNORECASE)
_PARTIES = re.compile(
    r"\(?[A-ZÅÄÖ]{1,3}\)?(?:(?:, ?| och | samt | )\(?[A-ZÅÄÖ]{1,3}\)?){0,8}"
    r"|(?:[A-ZÅÄÖ]\w+(?:erna|partiet|istiskt initiativ)(?:,| och)? ?){1,9}"
)
_MAX_BOARD = 75  # characters of a board's line in a letterhead
_MAX_LABEL = 200  # characters of a line of labels
_OFFICIAL = re.compile(r"\S[^:]{0,60}?\s{3,}Handläggare\b.*\b(?:Diarienummer|Ärendenummer|Dnr|Telefon|E-post)\b")
_CALL = re.compile(r"kallelse (?:och föredragningslista )?till\b", re.IGNORECASE)
_WHO = re.compile(r"(?:nämnd|ordförande|sekreterare|justerare|närvarande|ledamöter|handläggare)\s*:.*", re.IGNORECASE)
_PAGE = re.compile(r"\s+\d{1,3} ?\(\d{1,3}\)$")
_PAGE_ONE = re.compile(r"(?:^|\s)1 ?\(\d{1,3}\)$")


class Top(StrEnum):
    """What a line of a letterhead tells."""

    BOARD = "board"
    TYPE = "type"
    LABEL = "label"
    TOWN = "town"
    ATTACHMENT = "attachment"
    TITLED = "titled"  # a title that begins with the paper's kind: "Yttrande över motion av ..."
    OTHER = "other"


def is_board(text: str) -> bool:
    """Tell whether a line is a board's or an office's name and nothing more."""
    return len(text) <= _MAX_BOARD and _BOARD.fullmatch(text) is not None and _VERB.search(text) is None


def top_of(line: Line) -> Top:
    """Return what a line tells when it stands at the top of a paper."""
    text = _PAGE.sub("", line.text) or line.text
    if _ATTACHMENT.fullmatch(text):
        return Top.ATTACHMENT
    if _CALL.match(text):
        return Top.TITLED
    if _type_match(text) is not None:
        return Top.TYPE
    if _TITLED.match(text):
        return Top.TITLED
    if _TOWN.fullmatch(text):
        return Top.TOWN
    if official(line):
        return Top.TYPE
    if is_board(text.split("   ")[0]) and not line.bullet:
        return Top.BOARD
    if len(text) <= _MAX_LABEL and (_is_label(text) or all(map(_is_label, re.split(r"\s{3,}", text)))):
        return Top.LABEL
    return Top.OTHER


def _is_label(text: str) -> bool:
    """Tell whether a line, or one column of it, is a label, who handles a matter, a date, or parties."""
    return any(pattern.fullmatch(text) is not None for pattern in (_LABEL, _WHO, _BARE, _PARTIES))


def _type_match(text: str) -> re.Match[str] | None:
    match = _TYPE.match(text)
    if match is None or not text[0].isupper():
        return None
    return match if _TYPE_REST.fullmatch(text[match.end() :]) else None


def stated_type(line: Line) -> DocType | None:
    """Return the kind of paper that a line of a letterhead states, OKAND for one without a name of its own, or None."""
    text = line.text
    match = _type_match(text)
    if match is None and "   " in text:
        match = next((m for part in re.split(r"\s{3,}", text)[1:] if (m := _type_match(part)) is not None), None)
    if match is None:
        return DocType.TJANSTESKRIVELSE if official(line) else None
    return next(kind for at, (_, kind) in enumerate(_TYPES) if match[f"t{at}"] is not None)


def official(line: Line) -> bool:
    """Tell whether a line is an official's letterhead by itself: a word, and far from it who handles the matter."""
    return _OFFICIAL.match(line.text) is not None


def states_minutes(line: Line) -> bool:
    """Tell whether a line says that minutes, or an extract of them, follow."""
    return stated_type(line) in (DocType.PROTOKOLL, DocType.PROTOKOLLSUTDRAG)


def first_page(line: Line) -> bool:
    """Tell whether a line gives a paper's kind and its first page's number: "TJÄNSTEUTLÅTANDE 1(3)"."""
    return top_of(line) is Top.TYPE and _PAGE_ONE.search(line.text) is not None
