"""The tables that are not money: key figures, staff, incidents, controls, fees, distances, and who does what when."""

from __future__ import annotations

from mill import facts
from mill.tables import Table, amount

ALL_TEXT = frozenset(range(8))


def nyckeltal1() -> Table:
    """Key figures of goal 1, with ids in parentheses, a glued footnote digit and missing values."""
    rows = (
        ("Nyckeltal^1^", "Mål\n2025", "Utfall\n2025", "Utfall\n2024", "Utfall\n2023"),
        ("Brukarbedömning hemtjänst – sammantagen nöjdhet,\nandel (%) (U21990)", "88", "86", "84", "IU."),
        ("Brukarbedömning särskilt boende – sammantagen\nnöjdhet, andel (%) (U23990)", "82", "78", "80", "IU."),
        ("Personer i personalen som en hemtjänsttagare möter\nunder 14 dagar, medelvärde (U21995)", "13", "15", "16", "17"),
        ("Väntetid från ansökan till erbjuden plats i särskilt\nboende, dagar, medelvärde (U23995)", "60", "71", "66", "58"),
        ("Brukarbedömning daglig verksamhet LSS – trivs,\nandel (%) (U28990)", "90", "91", "88", "–"),
        ("Andel lägenheter i särskilt boende med eget kök", "100 %", "94 %", "94 %", "–"),
    )
    return Table(rows, (262, 48, 48, 48, 48))


def nyckeltal2() -> Table:
    """Key figures of goal 2: footnote digits glued to labels, one outcome column less."""
    rows = (
        ("Nyckeltal", "Mål 2025", "Utfall 2025", "Utfall 2024"),
        ("Antal utbildade demensombud^2^", "30", "22", "18"),
        ("Antal specialistutbildade USK^3^", "14", "9", "5"),
        ("Sjukfrånvaro, procent", "8,0", "7,9", "8,6"),
        ("Andel som arbetar heltid", "70 %", "70,4 %", "67,2 %"),
    )
    return Table(rows, (230, 70, 70, 70))


def personal() -> Table:
    """Staff in numbers: this year before last year, with a blank cell."""
    rows = (
        ("Anställda den 31 december", "2025", "2024", "Förändring"),
        ("Tillsvidareanställda, antal", "612", "598", "14"),
        ("varav heltid", "431", "402", "29"),
        ("varav deltid", "181", "196", "-15"),
        ("Timavlönade, arbetade timmar under året", "148 206", "139 872", "8 334"),
        ("Personalomsättning, %", "11,2", "12,9", "-1,7"),
        ("Inhyrd personal, tkr", "4 118", "", ""),
    )
    return Table(rows, (220, 75, 75, 75))


def sjuk() -> Table:
    """Sick leave: last year before this year, the other way round than the staff table above it."""
    rows = (
        ("Sjukfrånvaro", "2024", "2025", "Differens"),
        ("Total sjukfrånvaro", "8,6", "7,9", "-0,7"),
        ("Kvinnor", "9,0", "8,3", "-0,7"),
        ("Män", "6,1", "5,6", "-0,5"),
        ("Åldersgrupp 29 år och yngre", "7,4", "6,8", "-0,6"),
        ("Åldersgrupp 30–49 år", "8,1", "7,6", "-0,5"),
        ("Åldersgrupp 50 år och äldre", "9,8", "8,8", "-1,0"),
    )
    return Table(rows, (200, 70, 70, 70))


def _measures(hours: str, days: str) -> Table:
    rows = (
        ("Verksamhetsmått", "2025", "2024"),
        ("Antal utförda hemtjänsttimmar", hours, "141 385"),
        ("Antal personer med hemtjänst, genomsnitt per månad", "412", "405"),
        ("Antal personer med trygghetslarm den 31 december", "655", "628"),
        ("Antal betaldagar", days, "41"),
        ("Köpta dygn på korttid", "418", "502"),
        ("Ej verkställda beslut om särskilt boende den 31\ndecember", "9", "6"),
        ("Beläggning på korttidsenheten Vilan, %", "94", "91"),
        ("Personer med kommunal personlig assistans", "23", "19"),
    )
    return Table(rows, (300, 70, 70), ruled=False, size=10)


def matt() -> Table:
    """What was done, in numbers: only aligned, this year first."""
    return _measures("146 910", "23")


def matt_utkast() -> Table:
    """The same in the draft: hours not yet cleaned, one value missing."""
    return _measures("148 320", "IU.")


def internkontroll() -> Table:
    """Internal control: five controls and how each came out."""
    rows = (
        ("Nr", "Kontrollmoment", "Metod", "Resultat"),
        ("1", "Sena leverantörs-\nbetalningar", "Samtliga fakturor\nsep–okt", "Anmärkning"),
        ("2", "Loggkontroller i\njournalsystemet", "Elva enheter, första\nhalvåret", "Mindre anmärkning"),
        ("3", "Avvikelser utreds i\ntid", "Stickprov, 80 st", "Utan anmärkning"),
        ("4", "Privata medel", "24 boende", "Utan anmärkning"),
        ("5", "Bisysslor", "Fråga vid medarbetar-\nsamtal", "Utan anmärkning"),
    )
    return Table(rows, (28, 140, 150, 120), text_columns=ALL_TEXT)


def ejverkst() -> Table:
    """Decisions not carried out, by kind of help."""
    rows = (
        ("Insats", "Nya kvartal 4", "Tidigare, ej verkställda", "Summa 2025-12-31"),
        ("Särskilt boende (SoL)", "5", "4", "9"),
        ("Kontaktperson (SoL)", "1", "0", "1"),
        ("Bostad med särskild service (LSS)", "3", "2", "5"),
        ("Kontaktperson (LSS)", "2", "0", "2"),
        ("Totalt", "11", "6", "17"),
    )
    return Table(rows, (190, 80, 110, 100), bold=frozenset({5}))


def ks_alternativ() -> Table:
    """The two sites for a new care home; units differ by row."""
    rows = (
        ("", "A. Kvarnängen", "B. Norra Tallmo"),
        ("Byggkostnad, mkr", "214", "198"),
        ("Tomtens storlek, hektar", "1,4", "2,6"),
        ("Avstånd till resecentrum, km", "0,6", "8,3"),
        ("Tidigast inflyttning", "Mars 2029", "November 2028"),
        ("Driftkostnad per plats och år, tkr", "812", "839"),
    )
    return Table(rows, (210, 110, 110))


def bun_personal() -> Table:
    """Sick leave in the schools, with a change whose minus is U+2212."""
    rows = (
        ("Sjukfrånvaro jan–jul, %", "2025", "2024", "Förändring"),
        ("Förskola", "8,8", "9,9", "−1,1"),
        ("Grundskola", "5,4", "5,1", "0,3"),
        ("Totalt nämnden", "6,7", "7,1", "−0,4"),
    )
    return Table(rows, (190, 70, 70, 80))


def avvikelser() -> Table:
    """Incidents by kind; the sum of 2024 is wrong in the source."""
    rows = [("Typ av avvikelse", "Utfall 2024", "Utfall 2025", "Förändring")]
    rows += [(label, str(then), str(now), amount(now - then)) for label, then, now in facts.INCIDENTS]
    now = sum(x[2] for x in facts.INCIDENTS)
    rows.append(("Summa", amount(facts.WRONG_INCIDENTS_2024), amount(now), ""))
    return Table(tuple(rows), ())


def egenkontroll() -> Table:
    """The units' own controls: samples and how many were right."""
    rows = (
        ("Egenkontroll", "Granskade", "Uppfyllda", "Andel"),
        ("Aktuell genomförandeplan, hemtjänst och särskilt boende", "60", "54", "90 %"),
        ("Aktuell genomförandeplan, funktionsstöd", "56", "41", "73 %"),
        ("Basal hygien och klädregler", "312", "268", "86 %"),
        ("Nattfasta högst 11 timmar, särskilt boende", "158", "103", "65 %"),
        ("Delegering aktuell", "240", "–", "IU."),
    )
    return Table(rows, ())


def rutin_tider() -> Table:
    """Who does what within which time, after an incident."""
    rows = (
        ("Vem", "Gör vad", "Senast"),
        ("Den som upptäcker", "Registrerar avvikelsen i Avvika", "Före arbetspassets slut"),
        ("Enhetschef", "Bedömer allvarlighetsgrad och utser utredare", "Inom två arbetsdagar"),
        ("Utredare", "Gör klart utredningen", "Inom 30 dagar"),
        ("Enhetschef", "Återkopplar till den som rapporterat", "Inom 14 dagar efter utredningen"),
        ("MAS eller SAS^1^", "Kvalitetsgranskar betydande och katastrofala avvikelser", "Inom 45 dagar"),
    )
    return Table(rows, (), text_columns=ALL_TEXT)


def hemtjanst_insatser() -> Table:
    """What home care may be granted: merged group cells."""
    rows = (
        ("Område", "Insats", "Riktvärde"),
        ("Service", "Städning", "Var tredje vecka, 90 minuter"),
        ("", "Tvätt", "Varannan vecka, 60 minuter"),
        ("", "Inköp", "En gång i veckan, 40 minuter"),
        ("Personlig omvårdnad", "Dusch", "Två gånger i veckan, 30 minuter"),
        ("", "Av- och påklädning", "Morgon och kväll, 15 minuter"),
        ("", "Toalettbesök", "Efter behov"),
        ("Socialt stöd", "Promenad", "Två gånger i veckan, 30 minuter"),
        ("", "Ledsagning", "Högst 8 timmar i månaden"),
    )
    return Table(rows, (), text_columns=ALL_TEXT, spans=((1, 0, 3, 0), (4, 0, 6, 0), (7, 0, 8, 0)))


def skolskjuts() -> Table:
    """How far a pupil must live from school."""
    rows = (
        ("Årskurs", "Avstånd från hem till skola"),
        ("Förskoleklass till årskurs 3", "minst 2 km"),
        ("Årskurs 4–6", "minst 3 km"),
        ("Årskurs 7–9", "minst 4 km"),
        ("Anpassad grundskola", "prövas individuellt"),
    )
    return Table(rows, (), text_columns=ALL_TEXT)


def taxa() -> Table:
    """Fees 2026: group rows over the whole width, thin spaces, a footnote digit glued to an amount."""
    rows = (
        ("Insats", "Avgift 2025", "Avgift 2026", "Enhet"),
        ("Hemtjänst", "", "", ""),
        ("Personlig omvårdnad och service", "462 kr", "485 kr", "per timme"),
        ("Trygghetslarm", "248 kr", "265 kr", "per månad"),
        ("Matlåda, hemkörd", "78 kr", "84 kr^1^", "per portion"),
        ("Digital tillsyn natt", "0 kr", "0 kr", "per månad"),
        ("Särskilt boende", "", "", ""),
        ("Mat, helpension", "4\u2009210 kr", "4\u2009390 kr", "per månad"),
        ("Förbrukningsartiklar", "265 kr", "280 kr", "per månad"),
        ("Korttid och dagverksamhet", "", "", ""),
        ("Omvårdnad på korttidsenhet", "84 kr", "86 kr", "per dygn"),
        ("Mat på korttidsenhet", "148 kr", "152 kr", "per dygn"),
        ("Dagverksamhet, lunch", "–", "74 kr", "per gång"),
        ("Resa till dagverksamhet, tur och retur", "36 kr", "38 kr", "per dag"),
        ("Hjälpmedel", "", "", ""),
        ("Uteblivet besök hos arbetsterapeut", "200 kr", "200 kr", "per gång"),
    )
    spans = tuple((r, 0, r, 3) for r in (1, 6, 9, 14))
    return Table(rows, (), spans=spans, text_columns=frozenset({0, 3}))
