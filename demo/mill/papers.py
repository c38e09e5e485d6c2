"""The papers: which text, in which format and look, under which file name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mill import furniture, ledger, lists, pdf, plain, scan, tables, web, word, workbook
from mill.markup import Block, read
from mill.pdf import Look, Part

NAMED: dict[str, Callable[[], tables.Table]] = {
    name: make
    for module in (ledger, lists)
    for name, make in vars(module).items()
    if callable(make) and getattr(make, "__module__", "") == module.__name__ and not name.startswith("_")
}
VON, KS = "Vård- och omsorgsnämnden", "Kommunstyrelsen"
KOLADA = """kommun;nyckeltal;id;2023;2024;2025
Ljungsätra;Sammantagen nöjdhet hemtjänst, andel (%);U21990;;84,0;86,0
Ljungsätra;Sammantagen nöjdhet särskilt boende, andel (%);U23990;;80,0;78,0
Ljungsätra;Personalkontinuitet hemtjänst, antal personer på 14 dagar;U21995;17;16;15
Ljungsätra;Väntetid särskilt boende, dagar;U23995;58;66;71
Ljungsätra;Kostnad per vårdtagare i hemtjänst, kronor;U21980;298112;311640;
Jämförbara kommuner (medel);Sammantagen nöjdhet hemtjänst, andel (%);U21990;;87,2;87,9
Jämförbara kommuner (medel);Väntetid särskilt boende, dagar;U23995;61;63;64
Jämförbara kommuner (medel);Kostnad per vårdtagare i hemtjänst, kronor;U21980;289450;302870;
"""


def _letter(kind: str, day: str, diary: str, board: str = VON, hyphen: str = "") -> Look:
    head = furniture.letter(kind, day, diary, board)
    return Look("Times-Roman", "Helvetica-Bold", 12, hyphen, (80, 90, 108, 70), head)


def _part(source: str, look: Look) -> Part:
    return Part(tuple(read(source)), look)


def _pdf(title: str, parts: Callable[[], list[Part]]) -> bytes:
    return pdf.write(parts(), NAMED, title)


def _scan(source: str) -> Part:
    """Return a part that is only a picture of the text."""
    sheet = Look("Vera", "Vera-Bold", 11.5, margins=(85, 80, 90, 80))
    return Part(picture=scan.scanned(pdf.write([_part(source, sheet)], NAMED, source)))


MOTION = Look("Times-Roman", "Times-Bold", 12.5, margins=(90, 90, 90, 80), furniture=furniture.bare)
REPLY = "Tjänsteskrivelse", "2026-02-03", "2025.171 VON"


def von_package() -> list[Part]:
    """The board's meeting papers: twelve papers in one file, with no mark between them."""
    service = "Tjänsteskrivelse"
    return [
        _part("p_kallelse", _letter("Kallelse", "2026-03-10", "2026.001 VON")),
        _part("p_manad", _letter(service, "2026-03-09", "2026.012 VON", hyphen="-")),
        _part("hemtjanst_bilaga", Look("Helvetica", "Helvetica-Bold", 9, margins=(26, 20, 40, 30), landscape=True)),
        _part("p_kvalitet", _letter(service, "2026-03-02", "2026.027 VON", hyphen="-")),
        _part("p_internkontroll", Look("Helvetica", "Helvetica-Bold", 11, "-", (75, 75, 80, 70), furniture.bare)),
        _part("tjanste_trygghetslarm", _letter(*REPLY, hyphen="-")),
        _part("motion_trygghetslarm", MOTION),
        _part("p_ejverkst", _letter(service, "2026-01-28", "2026.015 VON")),
        _part("p_invest", _letter(service, "2026-02-20", "2026.029 VON", hyphen="\u00ad")),
        _scan("scan_bilaga"),
        _part("p_deleg", _letter(service, "2026-03-05", "2026.003 VON")),
    ]


def ks_package() -> list[Part]:
    """The executive board's meeting papers; the reply on safety alarms and its motion stand here too."""
    service = "Tjänsteskrivelse"
    return [
        _part("ks_kallelse", _letter("Kallelse", "2026-03-31", "KS 2026/1", KS)),
        _part("ks_boende", _letter(service, "2026-03-13", "KS 2024/350", KS)),
        _part("ks_overforing", _letter(service, "2026-03-16", "KS 2026/74", KS)),
        _part("tjanste_trygghetslarm", _letter(*REPLY)),
        _part("motion_trygghetslarm", MOTION),
        _part("ks_buss", _letter(service, "2026-02-26", "KS 2025/304", KS, hyphen="-")),
    ]


def _minutes() -> list[Part]:
    head = furniture.minutes(("Vård- och", "omsorgsnämnden"), "2026-03-17")
    return [_part("von_protokoll", Look("Times-Roman", "Helvetica-Bold", 12, "-", (80, 75, 112, 80), head))]


def _council() -> list[Part]:
    head = furniture.council("2026-04-27")
    return [_part("kf_protokoll", Look("Vera", "Vera-Bold", 9.8, margins=(70, 70, 92, 70), furniture=head))]


def _account() -> list[Part]:
    foot = furniture.account("Årsbokslut 2025", VON)
    return [_part("arsbokslut", Look("Vera", "Vera-Bold", 9.8, "-", (70, 65, 70, 66), foot))]


def _draft() -> list[Part]:
    head = furniture.draft("årsbokslut 2025 von 2026-01-22.docx")
    return [_part("arsbokslut_utkast", Look("Helvetica", "Helvetica-Bold", 11, margins=(70, 70, 80, 60), furniture=head))]


def _school() -> list[Part]:
    foot = furniture.account("Delårsrapport augusti 2025", "Barn- och utbildningsnämnden")
    return [_part("bun_delar", Look("Vera", "Vera-Bold", 10, "\u00ad", (75, 70, 80, 66), foot))]


def _kolada() -> bytes:
    return KOLADA.replace("\n", "\r\n").encode("cp1252")


def _word(source: str, title: str, header: str = "", footer: str = "") -> bytes:
    return word.write(read(source), NAMED, title, header, footer)


def _text(source: str, **how: object) -> bytes:
    blocks: list[Block] = read(source)
    return plain.text(blocks, NAMED, **how)  # type: ignore[arg-type]


AU_FURNITURE = (
    "",
    "Vård- och ",
    "omsorgsnämndens ",
    "arbetsutskott ",
    "Protokoll ",
    "2026-03-03 ",
    "",
    "    Utdragsbestyrkande ",
    "",
)
ADDRESS = "Ljungsätra kommun | 0980-31 92 00 | kommunen@ljungsatra.example"

PAPERS: dict[str, Callable[[], bytes]] = {
    "VON_protokoll_2026-03-17.pdf": partial(_pdf, "Protokoll vård- och omsorgsnämnden 2026-03-17", _minutes),
    "VON_AU_protokoll_2026-03-03.txt": partial(_text, "von_au", between_pages=AU_FURNITURE, hyphen=True),
    "VON_handlingar_2026-03-17.pdf": partial(_pdf, "Handlingar 2026-03-17", von_package),
    "VON_arsbokslut_2025.pdf": partial(_pdf, "Årsbokslut 2025 vård- och omsorgsnämnden", _account),
    "VON_arsbokslut_2025_utkast.pdf": partial(_pdf, "Årsbokslut 2025", _draft),
    "VON_manadsuppfoljning_2026-02.html": lambda: web.write(
        read("manad_html"), NAMED, "Månadsuppföljning februari 2026", "2026-03-11"
    ),
    "VON_sarskilt_boende_kvartal_2025.txt": partial(_text, "sabo_kvartal", encoding="latin-1"),
    "VON_internbudget_2026.xlsx": workbook.write,
    "VON_kvalitetsberattelse_2025.docx": partial(
        _word, "kvalitetsberattelse", "Kvalitets- och patientsäkerhetsberättelse 2025", "2026.027 VON", ADDRESS
    ),
    "VON_yttrande_revision_hemtjanst.txt": partial(_text, "yttrande_revision", encoding="utf-8-sig"),
    "VON_svar_motion_trygghetslarm.docx": partial(
        _word,
        "tjanste_trygghetslarm",
        "Svar på motion om avgiftsfria trygghetslarm",
        "Tjänsteskrivelse\t2026-02-03\tDiarienummer 2025.171 VON",
        ADDRESS,
    ),
    "Motion_avgiftsfria_trygghetslarm_2025-05-26.docx": partial(
        _word, "motion_trygghetslarm", "Motion om avgiftsfria trygghetslarm"
    ),
    "Motion_avgiftsfri_buss_75_plus.txt": partial(_text, "motion_buss", encoding="cp1252"),
    "KS_handlingar_2026-04-08.pdf": partial(_pdf, "Handlingar kommunstyrelsen 2026-04-08", ks_package),
    "KS_protokoll_2026-04-08.docx": partial(
        _word, "ks_protokoll", "Protokoll kommunstyrelsen 2026-04-08", "Kommunstyrelsen\tProtokoll\t2026-04-08", ADDRESS
    ),
    "KF_protokoll_2026-04-27.pdf": partial(_pdf, "Kommunfullmäktige protokoll 2026-04-27", _council),
    "KF_protokollsutdrag_2022-11-28_skannat.pdf": partial(_pdf, "Skannat dokument", lambda: [_scan("scan_kf2022")]),
    "Reglemente_VON_2026.html": lambda: web.write(
        read("reglemente"), NAMED, "Reglemente för vård- och omsorgsnämnden", "2026-05-06"
    ),
    "Taxa_vard_och_omsorg_2026.html": lambda: web.write(read("taxa"), NAMED, "Taxa för vård och omsorg 2026", "2025-12-19"),
    "Rutin_avvikelser_version_1_2021.docx": partial(_word, "rutin_v1", "Rutin för avvikelsehantering", "Version 1"),
    "Rutin_avvikelser_version_2_2025.docx": partial(
        _word, "rutin_v2", "Rutin för avvikelser, lex Sarah och lex Maria", "Version 2, gäller från 2025-10-01", ADDRESS
    ),
    "Rutin_introduktion_timvikarier.md": lambda: plain.markdown(read("introduktion"), NAMED),
    "Riktlinje_hemtjanst_2026.docx": partial(
        _word, "riktlinje_hemtjanst", "Riktlinje för bistånd i form av hemtjänst", "Styrdokument", ADDRESS
    ),
    "Riktlinje_skolskjuts_2025.md": lambda: plain.markdown(read("skolskjuts"), NAMED),
    "BUN_delarsrapport_2025-08.pdf": partial(_pdf, "Delårsrapport augusti 2025 BUN", _school),
    "Kolada_nyckeltal_2023-2025.csv": _kolada,
}
