"""The demo papers: made by their script, small, readable, and as awkward as their README says."""

from __future__ import annotations

import importlib.util
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import ModuleType

import docx
import openpyxl
import pdfplumber
import pypdfium2
import pytest

from tests.demo.reading import FOLDER, ROOT, pages, raw, text

README = (ROOT / "demo" / "README.md").read_text("utf-8")
MOST_BYTES = 3_000_000  # the limit on all papers together
MINUTES, AU = "VON_protokoll_2026-03-17.pdf", "VON_AU_protokoll_2026-03-03.txt"
PACKAGE, ACCOUNT, DRAFT = "VON_handlingar_2026-03-17.pdf", "VON_arsbokslut_2025.pdf", "VON_arsbokslut_2025_utkast.pdf"
KS, KS_PACKAGE, KF = "KS_protokoll_2026-04-08.docx", "KS_handlingar_2026-04-08.pdf", "KF_protokoll_2026-04-27.pdf"
SCAN, SCHOOL, TAXA = "KF_protokollsutdrag_2022-11-28_skannat.pdf", "BUN_delarsrapport_2025-08.pdf", "Taxa_vard_och_omsorg_2026.html"
QUARTER, BUDGET = "VON_sarskilt_boende_kvartal_2025.txt", "VON_internbudget_2026.xlsx"
OLD_ROUTINE, ROUTINE = "Rutin_avvikelser_version_1_2021.docx", "Rutin_avvikelser_version_2_2025.docx"
GUIDELINE, REPLY = "Riktlinje_hemtjanst_2026.docx", "VON_svar_motion_trygghetslarm.docx"
MONTHLY, QUALITY, REVISION = (
    "VON_manadsuppfoljning_2026-02.html",
    "VON_kvalitetsberattelse_2025.docx",
    "VON_yttrande_revision_hemtjanst.txt",
)
BUS, KOLADA = "Motion_avgiftsfri_buss_75_plus.txt", "Kolada_nyckeltal_2023-2025.csv"


def clause(name: str, number: int) -> str:
    """Return the text of a § of minutes, up to the next one."""
    found = re.search(rf"§ {number} (?!och).*?(?=§ {number + 1} [A-ZÅÄÖK2]|$)", text(name).split("Upprop", 1)[-1])
    assert found, f"§ {number} finns inte i {name}"
    return found[0]


def numbers(row: str) -> list[int]:
    """Return a row's whole numbers below a million, thousands parted by a space."""
    return [int(x.replace(" ", "")) for x in re.findall(r"(?<!\d)-?\d{1,3}(?: \d{3})?(?!\d)", row)]


def over_pages() -> bool:
    """A page of the minutes ends in the middle of a sentence; the footer and the next page's header come between."""
    for page, following in pairwise(pages(MINUTES)):
        last = page.strip().split("\n")[-3:]
        rest = following.strip().split("\n")
        if (
            last[-1] == "Justerandes sign. Utdragsbestyrkande"
            and not last[-2].rstrip().endswith((".", ":", ")"))
            and rest[0] == "Vård- och"
            and rest[5][0].islower()
        ):
            return True
    return False


def header_in_sentence() -> bool:
    """The committee's page header stands between two lines of one sentence, and words are broken at line ends."""
    header = (
        r"[a-zåäö]\n\nVård- och \nomsorgsnämndens \narbetsutskott \nProtokoll \n2026-03-03 \n\n    Utdragsbestyrkande \n\n[a-zåäö]"
    )
    return bool(re.search(header, raw(AU))) and bool(re.search(r"[a-zåäö]{4}-\n[a-zåäö]{4}", raw(AU)))


def withheld() -> bool:
    """§§ withheld for secrecy, in three minutes."""
    words = "Borttagen på grund av sekretess"
    return text(MINUTES).count(words) == 2 and words in clause(AU, 12) and words in clause(KS, 81)


def proposal_and_decision() -> bool:
    """What the committee proposed is not what the board decided."""
    return "1 april 2026" in clause(AU, 16) and "gäller från och med den 1 maj 2026" in clause(MINUTES, 26)


def sent_back() -> bool:
    """An ärende sent back, once against the majority."""
    return "återremitteras till förvaltningen" in clause(MINUTES, 22) and all(
        words in clause(KF, 45) for words in ("25 Ja mot 16 Nej", "minoritetsåterremiss", "Ärendet återremitteras")
    )


def tabled() -> bool:
    """An ärende put off to a later meeting."""
    return "bordläggs till sammanträdet den 21 april" in clause(MINUTES, 28) and "bordläggs till" in clause(KF, 40)


def conflict_of_interest() -> bool:
    """A member leaves the room."""
    return "anmäler jäv" in clause(MINUTES, 27) and "Jäv" in clause(KF, 42)


def yes_means_no() -> bool:
    """Votes where yes is for rejecting the motion."""
    return "Ja för avslag och Nej för bifall" in clause(KF, 46) and "vill avslå motionen röstar ja" in clause(KS, 78)


def reservations() -> bool:
    """Members who dissent."""
    return all("reserverar sig" in x for x in (clause(MINUTES, 24), clause(MINUTES, 26), clause(KF, 46), clause(KF, 47)))


def answered_not_granted() -> bool:
    """A motion told as answered: neither granted nor rejected."""
    return "Motionen anses besvarad" in clause(KF, 47) and "Motionen avslås" not in clause(KF, 47)


def package() -> bool:
    """Many papers in one file, their page numbers starting over."""
    firsts = [page for page in pages(PACKAGE) if re.search(r"(?m)^1\(\d\)", page)]
    return len(pages(PACKAGE)) >= 15 and len(firsts) == 7


def same_paper_twice() -> bool:
    """The reply to the motion in two packages and as a file of its own."""
    sentence = "Två av motionens tre yrkanden bedöms vara uppfyllda."
    return all(sentence in text(name) for name in (PACKAGE, KS_PACKAGE, REPLY))


def cells_by_position(name: str, page: int) -> list[list[str]]:
    """Return a page's lines as cells: text drawn in one piece is one cell, whatever spaces it holds."""
    with pdfplumber.open(FOLDER / name) as document:
        words = document.pages[page].extract_words(keep_blank_chars=True)
    lines: dict[int, list[str]] = {}
    for word in words:
        lines.setdefault(round(word["top"]), []).append(word["text"])
    return list(lines.values())


def months() -> bool:
    """The columns of the month table shift where there is no budget; its arithmetic holds in all rows but one."""
    lines = cells_by_position(PACKAGE, 3)
    rows = [[int(x.replace(" ", "")) for x in line[1:]] for line in lines if line[0] in ("Resultat", "Intäkter", "Kostnader")]
    right = [sum(n[:12]) == n[12] and n[12] - (n[13] if len(n) == 15 else 0) == n[-1] for n in rows]
    return len(rows) == 18 and [len(n) for n in rows].count(14) == 2 and right.count(False) == 1


def split_tables() -> bool:
    """Two tables run over a page, their rest without a header; labels wrap, groups have headings."""
    first, second, third = pages(ACCOUNT)[5:8]
    return (
        "Personalkostnader -418 300" in first
        and second.split("\n")[1].startswith("Övriga kostnader -38 050")
        and third.split("\n")[1].startswith("Tallmogården äldreboende -22 913")
        and "äldreboende (inkl\ndagverksamheten" in second
        and "Särskilt boende -145 018" in second
    )


def column_orders() -> bool:
    """Years forwards, years backwards, outcome before budget."""
    return all(
        words in text(ACCOUNT) for words in ("Sjukfrånvaro 2024 2025", "Verksamhetsmått 2025 2024", "Utfall 2025 Budget 2025")
    )


def glued_footnotes() -> bool:
    """Footnote digits glued to a word and to an amount."""
    return all(
        words in text(name)
        for name, words in ((ACCOUNT, "demensombud2 30 22 18"), (ACCOUNT, "Nyckeltal1"), (TAXA, "84 kr1"), (ROUTINE, "SAS1"))
    )


def unit_far_above() -> bool:
    """The unit of chapter 4 stands once; the tables by area and unit have none."""
    chapter = text(ACCOUNT).split("4 Ekonomi Alla belopp i kapitlet anges i tkr")[1]
    tables = chapter[chapter.index("4.2 Nettokostnad") : chapter.index("Hemtjänst gemensamt belastas")]
    return "Belopp i tkr" not in tables and tables.count("tkr") == 0


def mixed_units() -> bool:
    """Thousands in a paper of millions; kronor in a workbook of thousands."""
    school = text(SCHOOL)
    return all(x in school for x in ("Belopp i mkr", "Investering (tkr)", "554 tkr")) and "belopp i kronor" in text(BUDGET)


def minus_signs() -> bool:
    """Minus as hyphen, as U+2212 and as en dash."""
    return all(x in text(name) for name, x in ((ACCOUNT, "-3 902"), (ACCOUNT, "\u22123 902"), (PACKAGE, "–3 400")))


def thousands() -> bool:
    """No-break spaces in a text file, thin spaces on a web page."""
    return "38\u00a0400\u00a0kronor" in raw(AU) and "4&thinsp;390" in raw(TAXA)


def english_thousands() -> bool:
    """A table as an English system prints it."""
    return "Totalt: 3,900 1,250 5,150.00" in pages(PACKAGE)[16]


def missing_values() -> bool:
    """A dash, IU., and a cell left blank."""
    found = text(ACCOUNT)
    return all(x in found for x in ("88 86 84 IU.", "90 91 88 –", "Inhyrd personal, tkr 4 118 Det är")) and "5 600 IU. –" in text(
        SCHOOL
    )


def signs_of_costs() -> bool:
    """Costs below nought in one paper and above in another; investments with a negative outcome."""
    return (
        "Personalkostnader -418 300 -427 912 -9 612" in text(ACCOUNT)
        and "Grundskola F–9 268,1 262,4 \u22125,7" in text(SCHOOL)
        and "Årsanslag inventarier 1 500 -1 214 286" in text(ACCOUNT)
    )


def collapsed_columns() -> bool:
    """One space between columns and inside numbers; quarters sum to the year, and one row has no sum."""
    rows = [line for line in raw(QUARTER).splitlines() if len(numbers(line)) == 7]
    holds = all(sum(n[:4]) == n[4] and n[4] - n[5] == n[6] for n in map(numbers, rows))
    return len(rows) == 7 and holds and "Inhyrd personal (ingår ovan) 112 96 340 88\n" in raw(QUARTER)


def encodings() -> bool:
    """Three files that are not UTF-8, one with a byte order mark, one table with semicolons."""
    for name in (BUS, QUARTER, KOLADA):
        with pytest.raises(UnicodeDecodeError):
            (FOLDER / name).read_bytes().decode("utf-8")
    return (FOLDER / REVISION).read_bytes().startswith(b"\xef\xbb\xbf") and raw(KOLADA).startswith("kommun;nyckeltal;")


def hyphenation() -> bool:
    """Words broken at line ends in the text layer, with a plain and with a soft hyphen; a soft hyphen in Word."""
    word = "".join(p.text for p in docx.Document(str(FOLDER / ROUTINE)).paragraphs)
    return all("\ufffe" in "".join(pages(name)) for name in (PACKAGE, SCHOOL)) and "arbets\u00adpassets" in word


def diary_numbers() -> bool:
    """Four styles of diary numbers."""
    return all(
        x in text(name)
        for name, x in ((MINUTES, "2026.012 VON"), (KF, "KS 2025/231"), (SCHOOL, "BUN-2025-00147"), (REVISION, "REV 25/0009-3"))
    )


def two_versions() -> bool:
    """A routine and the one it replaces, with other deadlines."""
    old, new = text(OLD_ROUTINE), text(ROUTINE)
    return "inom tre arbetsdagar" in old and "90 dagar" in old and "före arbetspassets slut" in new and "Inom 30 dagar" in new


def draft() -> bool:
    """A draft whose result is not the approved one."""
    return "Status: Utkast" in pages(DRAFT)[0] and "0 -4 350 -4 350" in text(DRAFT) and "0 -3 902 -3 902" in text(ACCOUNT)


def pictures_only() -> bool:
    """Pages without a text layer."""
    return [page.strip() for page in pages(SCAN)] == [""] and not pages(PACKAGE)[17].strip() and pages(PACKAGE)[16].strip() != ""


def workbook() -> bool:
    """Formulas with stored values, a hidden sheet and row, error cells, merged cells, kronor."""
    formulas, values = (openpyxl.load_workbook(FOLDER / BUDGET, data_only=stored) for stored in (False, True))
    try:
        cells = [(sheet.title, c.coordinate) for sheet in formulas for row in sheet.iter_rows() for c in row if c.data_type == "f"]
        stored = [values[sheet][cell].value for sheet, cell in cells]
        months_sheet = values["Hemtjänst månad"]
        holds = all(sum(row[2:14]) == row[14] for row in months_sheet.iter_rows(min_row=3, values_only=True))
        return (
            len(cells) > 90
            and None not in stored
            and {"#DIV/0!", "#REF!"} <= set(stored)
            and values["Arbetsblad"].sheet_state == "hidden"
            and bool(values["Investeringar"].row_dimensions[7].hidden)
            and len(months_sheet.merged_cells.ranges) == 5
            and holds
        )
    finally:
        formulas.close()
        values.close()


def web_page() -> bool:
    """A menu and a cookie box around the text; a table header in two rows with merged cells."""
    return (
        "kakor" in raw(MONTHLY)
        and "<nav>" in raw(MONTHLY)
        and 'rowspan="2"' in raw(MONTHLY)
        and 'colspan="3"' in raw(MONTHLY)
        and 'colspan="4"' in raw(TAXA)
    )


def merged_cells() -> bool:
    """A Word table with merged cells."""
    table = docx.Document(str(FOLDER / GUIDELINE)).tables[0]
    return table.cell(1, 0)._tc is table.cell(3, 0)._tc and table.cell(1, 0).text == "Service"


def key_figure_ids() -> bool:
    """Ids of key figures."""
    return "(U23995) 60 71 66 58" in text(ACCOUNT) and ";U23995;58;66;71" in raw(KOLADA)


AWKWARD: dict[str, Callable[[], bool]] = {
    f"B{n:02}": check
    for n, check in enumerate(
        (
            over_pages,
            header_in_sentence,
            withheld,
            proposal_and_decision,
            sent_back,
            tabled,
            conflict_of_interest,
            yes_means_no,
            reservations,
            answered_not_granted,
            package,
            same_paper_twice,
            months,
            split_tables,
            column_orders,
            glued_footnotes,
            unit_far_above,
            mixed_units,
            minus_signs,
            thousands,
            english_thousands,
            missing_values,
            signs_of_costs,
            collapsed_columns,
            encodings,
            hyphenation,
            diary_numbers,
            two_versions,
            draft,
            pictures_only,
            workbook,
            web_page,
            merged_cells,
            key_figure_ids,
        ),
        1,
    )
}


@pytest.mark.parametrize("label", AWKWARD)
def test_awkwardness_is_in_the_paper_that_claims_it(label: str) -> None:
    assert AWKWARD[label]()


def test_readme_lists_what_is_tested_and_every_paper() -> None:
    assert re.findall(r"(?m)^\| (B\d\d) \|", README) == list(AWKWARD)
    listed = set(re.findall(r"(?m)^\| `([^`]+)` \|", README))
    assert listed == {path.name for path in FOLDER.iterdir()}


@pytest.fixture(scope="module")
def script() -> Iterator[ModuleType]:
    """The script, its papers made once."""
    sys.path.insert(0, str(ROOT / "demo"))
    spec = importlib.util.spec_from_file_location("make_papers", ROOT / "demo" / "make_papers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    made = module.make_all()
    vars(module)["make_all"] = lambda: made
    yield module
    sys.path.remove(str(ROOT / "demo"))


def test_papers_are_what_the_script_makes(script: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    code = script.main(["--check"])
    assert (code, capsys.readouterr().out) == (0, f"{len(list(FOLDER.iterdir()))} papper stämmer med skriptet.\n")


def test_check_tells_of_a_changed_a_missing_and_a_stray_paper(
    script: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert script.main(["--out", str(tmp_path)]) == 0
    assert script.main(["--check", "--out", str(tmp_path)]) == 0
    capsys.readouterr()
    (tmp_path / BUS).unlink()
    (tmp_path / "egen.txt").write_text("något annat", "utf-8")
    (tmp_path / QUARTER).write_bytes(raw(QUARTER).replace("-7 612", "-7 613").encode("latin-1"))
    (tmp_path / MINUTES).write_bytes((tmp_path / KF).read_bytes())
    (tmp_path / REPLY).write_bytes((tmp_path / ROUTINE).read_bytes())
    assert script.main(["--check", "--out", str(tmp_path)]) == 1
    told = [line.split(":")[0] for line in capsys.readouterr().out.splitlines()]
    assert told == [BUS, "egen.txt", MINUTES, QUARTER, REPLY]


def test_the_same_script_gives_the_same_bytes(script: ModuleType) -> None:
    for name in (DRAFT, SCAN, OLD_ROUTINE, BUDGET):
        assert script.PAPERS[name]() == script.make_all()[name]


def test_papers_are_small_and_many() -> None:
    papers = list(FOLDER.iterdir())
    assert sum(path.stat().st_size for path in papers) < MOST_BYTES
    assert len(papers) >= 16
    assert {path.suffix for path in papers} == {".pdf", ".docx", ".xlsx", ".html", ".txt", ".md", ".csv"}
    assert sum(len(pypdfium2.PdfDocument(str(path))) for path in papers if path.suffix == ".pdf") >= 60


def test_zip_papers_hold_no_date_of_today() -> None:
    for path in FOLDER.iterdir():
        if path.suffix in (".docx", ".xlsx"):
            with zipfile.ZipFile(path) as file:
                assert {entry.date_time[0] for entry in file.infolist()} == {2026}
                assert b"2026-03-01T12:00:00Z" in file.read("docProps/core.xml")


def test_sums_hold_but_in_the_two_cells_that_are_wrong_on_purpose() -> None:
    kinds = r"(?:Fall|Läkemedelshantering|insats|bemötande|Informationsöverföring|Övrigt) (\d+) (\d+) -?\d"
    incidents = [(int(then), int(now)) for then, now in re.findall(kinds, text(QUALITY))]
    assert [sum(column) for column in zip(*incidents, strict=True)] == [1414, 1438]
    assert "Summa 1 441 1 438" in text(QUALITY)
    assert "1 110 1 118 13 518 13 400 181" in text(PACKAGE)
    assert "148 320" in text(PACKAGE)
    assert "146 910 141 385" in text(ACCOUNT)
    assert "1 412 avvikelser" in text(PACKAGE)
    assert "1 438 avvikelser" in text(PACKAGE)


@pytest.mark.shared
def test_no_name_of_a_person_stands_in_the_real_papers() -> None:
    shared = ROOT / ".." / "shared" / "data"
    if not shared.is_dir():
        pytest.skip("../shared/data saknas: de riktiga papperen att jämföra med")
    people = set(
        re.findall(r"[A-ZÅÄÖ][\w-]+ ([A-ZÅÄÖ][a-zåäöü]{5,}(?:-[A-ZÅÄÖ][a-zåäö]+)?) \([A-Z]{2}\)", text(MINUTES) + text(KF))
    )
    assert len(people) > 12
    real = "\n".join(path.read_text("utf-8", "replace") for path in sorted(shared.rglob("*.txt")))
    assert {name for name in people if re.search(rf"\b{name}\b", real)} == set()
