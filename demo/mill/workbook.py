"""The budget workbook: formulas with stored values, months, a hidden sheet, hidden rows, an error cell, mixed units.

openpyxl writes a formula without its value; a reader that does not compute then sees nothing. The values are therefore
computed here and written beside the formulas.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from mill import facts
from mill.archive import steady

BOLD = Font(bold=True)
CELL = re.compile(rb'<c r="([A-Z]+\d+)"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')
# Budget 2026 by month, tkr: income and cost a month, December takes what is left.
HOME_CARE_2026 = (
    ("Hemtjänst Centrum", 1530, 18420, 1535, 18470),
    ("Hemtjänst Almvik", 645, 7760, 648, 7800),
    ("Hemtjänst Tallmo", 930, 11200, 958, 11540),
    ("Hemtjänst Norrgärde", 1150, 13860, 1148, 13840),
    ("Hemtjänst Brunnsåker", 520, 6260, 526, 6340),
)
Stored = dict[str, dict[str, float | str]]


def write() -> bytes:
    """Return the workbook "Internbudget 2026"."""
    book = Workbook()
    stored: Stored = {}
    _readme(book.active)
    for title, fill in (
        ("Sammanställning", _summary),
        ("Hemtjänst månad", _months),
        ("Investeringar", _investments),
        ("Nyckeltal", _key_figures),
        ("Arbetsblad", _worksheet),
    ):
        stored[title] = fill(book.create_sheet(title))
    book["Arbetsblad"].sheet_state = "hidden"
    book.properties.creator, book.properties.title = "Ljungsätra kommun", "Internbudget 2026"
    raw = io.BytesIO()
    book.save(raw)
    return steady(raw.getvalue(), _with_values(raw.getvalue(), book.sheetnames, stored))


def _readme(sheet: Worksheet) -> None:
    sheet.title = "Läs mig"
    for row in (
        ("Internbudget 2026 för vård- och omsorgsnämnden",),
        ("Antagen av vård- och omsorgsnämnden 2025-12-16 § 127",),
        ("Diarienummer", "2025.188 VON"),
        ("Belopp i tkr om inget annat anges. Kostnader har minustecken på fliken Hemtjänst månad.",),
        ("Kontakt: controller Jonatan Skogmyr",),
        ("Senast ändrad", date(2025, 12, 18)),
    ):
        sheet.append(row)
    sheet["A1"].font = BOLD


def _summary(sheet: Worksheet) -> dict[str, float | str]:
    """Budget by area: change in tkr and percent; the new area's percentage divides by nought."""
    stored: dict[str, float | str] = {}
    sheet.append(("Nettobudget per verksamhetsområde, tkr",))
    sheet.append(())
    sheet.append(("Verksamhetsområde", "Budget 2025", "Budget 2026", "Förändring", "Förändring %"))
    for n, (label, old, new) in enumerate(facts.BUDGET_2026, 4):
        sheet.append((label, old, new, f"=C{n}-B{n}", f"=D{n}/B{n}"))
        stored[f"D{n}"] = new - old
        stored[f"E{n}"] = (new - old) / old if old else "#DIV/0!"
        sheet[f"E{n}"].number_format = "0.0%"
    last = 3 + len(facts.BUDGET_2026)
    total = last + 1
    old_sum, new_sum = (sum(x[i] for x in facts.BUDGET_2026) for i in (1, 2))
    sheet.append(("Summa", f"=SUM(B4:B{last})", f"=SUM(C4:C{last})", f"=C{total}-B{total}", f"=D{total}/B{total}"))
    stored.update({f"B{total}": old_sum, f"C{total}": new_sum, f"D{total}": new_sum - old_sum})
    stored[f"E{total}"] = (new_sum - old_sum) / old_sum
    sheet[f"E{total}"].number_format = "0.0%"
    for row in (1, 3, total):
        for cell in sheet[row]:
            cell.font = BOLD
    return stored


def _months(sheet: Worksheet) -> dict[str, float | str]:
    """Home care units by month 2026; the year is a sum, the result a sum of income and cost."""
    stored: dict[str, float | str] = {}
    sheet.append(("Hemtjänst utförarenheter, budget 2026 per månad (tkr)",))
    sheet.append(("Enhet", "Post", *facts.MONTHS, "Helår 2026"))
    row = 3
    for label, income, year_income, cost, year_cost in HOME_CARE_2026:
        first = row
        for post, month, year, sign in (("Intäkter", income, year_income, 1), ("Kostnader", cost, year_cost, -1)):
            values = [sign * month] * 11 + [sign * (year - 11 * month)]
            sheet.append((label if post == "Intäkter" else None, post, *values, f"=SUM(C{row}:N{row})"))
            stored[f"O{row}"] = sum(values)
            row += 1
        columns = [chr(ord("C") + n) for n in range(13)]
        sheet.append((None, "Resultat", *(f"={c}{first}+{c}{first + 1}" for c in columns)))
        for n, c in enumerate(columns):
            values = (income - cost, year_income - 11 * income - (year_cost - 11 * cost), year_income - year_cost)
            stored[f"{c}{row}"] = values[0] if n < 11 else values[n - 10]
        sheet.merge_cells(f"A{first}:A{row}")
        row += 1
    return stored


def _investments(sheet: Worksheet) -> dict[str, float | str]:
    """Investments in kronor, not thousands; one row is hidden."""
    sheet.append(("Investeringsbudget 2026, belopp i kronor",))
    sheet.append(("Projekt", "Kod", "Belopp", "Beslut"))
    for row in (
        ("Årsanslag inventarier", 7410, 1500000, date(2025, 12, 16)),
        ("Välfärdsteknik", 7422, 1400000, date(2025, 12, 16)),
        ("Utbyte sängar och lyftar", 7440, 600000, date(2025, 12, 16)),
        ("Fordon daglig verksamhet", 7455, 400000, date(2025, 12, 16)),
        ("Struken: bastu Lindbacka", 7499, 350000, None),
    ):
        sheet.append(row)
    sheet.row_dimensions[7].hidden = True
    sheet.append(("Summa", None, "=SUM(C3:C6)", None))
    return {"C8": 3900000}


def _key_figures(sheet: Worksheet) -> dict[str, float | str]:
    """Goals 2026: shares, days and kronor in one column."""
    sheet.append(("Nyckeltal", "Enhet", "Utfall 2024", "Mål 2026"))
    for row in (
        ("Sjukfrånvaro", "andel", 0.086, 0.078),
        ("Restid av arbetstid, Hemtjänst Tallmo", "andel", None, 0.24),
        ("Väntetid till särskilt boende", "dagar", 66, 60),
        ("Kostnad per utförd hemtjänsttimme", "kronor", 567, 590),
        ("Personer i personalen per hemtjänsttagare på 14 dagar", "antal", 16, 13),
    ):
        sheet.append(row)
    for cell in ("C2", "D2", "D3"):
        sheet[cell].number_format = "0.0%"
    return {}


def _worksheet(sheet: Worksheet) -> dict[str, float | str]:
    """The hidden sheet: an older proposal that was never decided, with a reference that has gone."""
    sheet.append(("Gammalt förslag från september – använd inte",))
    sheet.append(("Hemtjänst", 121500))
    sheet.append(("Funktionsstöd", 124800))
    sheet.append(("Kontrollsumma", "=SUM(B2:B3)+#REF!"))
    return {"B4": "#REF!"}


def _with_values(data: bytes, names: list[str], stored: Stored) -> dict[str, bytes]:
    """Return the sheets' XML with each formula's value beside it.

    Raises:
        KeyError: a formula has no value here.
    """
    changed = {}
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for n, title in enumerate(names, 1):
            path = f"xl/worksheets/sheet{n}.xml"
            values = stored.get(title, {})

            def patch(match: re.Match[bytes], values: dict[str, float | str] = values) -> bytes:
                value = values[match[1].decode()]
                error = b' t="e"' if isinstance(value, str) else b""
                return b'<c r="%s"%s%s><f>%s</f><v>%s</v></c>' % (match[1], match[2], error, match[3], str(value).encode())

            changed[path] = CELL.sub(patch, book.read(path))
    return changed
