"""Each user's way from start to end, in a real browser over demo papers."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import httpx
import pytest
from openpyxl import load_workbook

from tests.e2e.conftest import Server
from tests.e2e.visit import DESKTOP, Visit, marked

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

pytestmark = pytest.mark.real

PICTURE = "document.querySelector('#visare[open] img')?.naturalWidth > 0"
HEDGEHOGS = "Rutin för sjöborrar\n\nKommunens sjöborrar räknas av hamnkaptenen varje vår.\n"
_IN = 60_000  # milliseconds for a paper to be taken in on a busy machine
Opened = Callable[[str], Visit]


@pytest.fixture
def opened(browser: Browser, server: Server) -> Iterator[Opened]:
    """Opens a view; nothing may go wrong on it."""
    context: BrowserContext = browser.new_context(viewport=DESKTOP, locale="sv-SE", reduced_motion="reduce", accept_downloads=True)
    visits: list[Visit] = []

    def at(view: str) -> Visit:
        visits.append(Visit(context.new_page(), server.address, view))
        return visits[-1]

    yield at
    context.close()
    for visit in visits:
        assert visit.wrong == []
        assert visit.elsewhere == []


def test_a_politician_goes_from_the_budget_to_the_cell_and_its_page(opened: Opened) -> None:
    visit = opened("ekonomi")
    page = visit.page
    table = page.locator("#ekonomi-tabell table")
    table.wait_for()
    assert "2025" in table.locator("caption").inner_text()
    page.locator("#ekonomi-staplar .js-plotly-plot .bars path").first.wait_for()
    worst = [cell.get_attribute("data-varde") for cell in table.locator("tbody td:nth-child(5)").all()]
    values = [float(value) for value in worst if value]
    assert len(values) > 5
    assert values == sorted(values)
    assert values[0] < 0
    assert "▼ sämre" in table.locator("tbody tr").first.inner_text()
    table.get_by_role("button", name="Enhet").click()
    names = [name.inner_text() for name in table.locator("tbody th").all()[:5]]
    assert table.locator("th[aria-sort=ascending]").inner_text().startswith("Enhet")
    assert names == sorted(names, key=str.casefold)
    table.get_by_role("button", name="Avvikelse").click()
    table.locator("tbody tr").first.locator("td:nth-child(3) a").click()
    visit.until(PICTURE)
    assert 0 < marked(page) < 40_000  # a cell, not a page
    page.keyboard.press("Escape")


def test_what_is_chosen_is_what_is_downloaded(opened: Opened, tmp_path: Path) -> None:
    page = opened("ekonomi").page
    page.locator("#ekonomi-tabell table").wait_for()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Hämta Excel").click()
    saved.value.save_as(tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").active
    assert [cell.value for cell in sheet[1]][:4] == ["Enhet", "Rad", "Period", "Utfall"]
    assert sheet.max_row - 1 == page.locator("#ekonomi-tabell tbody tr").count()
    with page.expect_download() as saved:
        page.get_by_role("link", name="Hämta CSV").click()
    saved.value.save_as(tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_bytes().startswith("\ufeffEnhet;Rad;".encode())


def test_a_secretary_follows_a_matter(opened: Opened) -> None:
    visit = opened("arenden")
    page = visit.page
    page.fill("#arende :is(input, textarea)", "avgiftsfria trygghetslarm")
    page.click("#visa-arende")
    page.locator("#tidslinjen .handelse").first.wait_for()
    told = page.inner_text("#tidslinjen")
    assert "Kommunfullmäktige" in told
    assert page.locator("#tidslinjen .handelse.beslut .marke").first.inner_text() == "Beslut"
    page.locator("#tidslinjen .handelse.beslut a").first.click()
    visit.until(PICTURE)
    assert marked(page) > 100
    page.keyboard.press("Escape")
    page.fill("#arende :is(input, textarea)", "kamelhårsborstar")
    page.click("#visa-arende")
    page.get_by_text("Inget ärende hittades").wait_for()


def test_a_secretary_goes_from_the_motion_to_a_word_file(opened: Opened, tmp_path: Path) -> None:
    page = opened("motionssvar").page
    page.click("#motion-inlast input")
    page.locator("#motion-inlast [role=option], ul.options [role=option]").filter(has_text="trygghetslarm").first.click()
    page.click("#gor-utkast")
    page.locator(".motion .krav li").first.wait_for(timeout=_IN)
    told = page.inner_text(".motion")
    assert "Maskinellt framtaget utkast" in told
    assert "trygghetslarm" in page.inner_text(".motion .krav")
    page.get_by_label("Avslag").check()
    boxes = page.locator(".avsnitt-ruta textarea:visible")
    page.wait_for_function(
        "document.querySelector('.avsnitt-ruta textarea')?.value.includes('avslår motionen')"
    )  # the choice is in
    at = next(n for n in range(boxes.count()) if "avslår motionen" in boxes.nth(n).input_value())
    boxes.nth(boxes.count() - 1).fill("Sekreterarens egen mening om pärlugglor.")
    page.click("#spara-utkast")
    page.wait_for_timeout(1_500)
    with page.expect_download() as saved:
        page.get_by_role("link", name="Hämta Word-filen").click()
    saved.value.save_as(tmp_path / "svar.docx")
    words = [paragraph.text for paragraph in docx.Document(str(tmp_path / "svar.docx")).paragraphs]
    assert any("pärlugglor" in one for one in words)
    assert any("avslår motionen" in one for one in words)
    assert not any("bifaller motionen" in one and "avslår" not in one for one in words[: at + 8])


def test_a_motion_as_a_file_that_is_none_is_told(opened: Opened, tmp_path: Path) -> None:
    page = opened("motionssvar").page
    page.click("#motion-annan > button")
    paper = tmp_path / "brev.txt"
    paper.write_text("Hej! Det här är ett brev om sommaren vid havet och ingenting annat. " * 8, "utf-8")
    page.set_input_files("#motion-fil input, input#motion-fil, #motion-annan input[type=file]", [paper])
    page.get_by_text("Vald fil: brev.txt").wait_for()
    page.click("#gor-utkast")
    page.get_by_text("ser inte ut att vara en motion").wait_for(timeout=_IN)


def test_a_new_paper_is_put_in_asked_about_and_taken_out(opened: Opened, tmp_path: Path, server: Server) -> None:
    good, bad, broken = tmp_path / "<b>sjöborrar</b>.txt".replace("/", "_"), tmp_path / "bild.png", tmp_path / "trasig.pdf"
    good.write_text(HEDGEHOGS, "utf-8")
    bad.write_bytes(b"\x89PNG")
    broken.write_bytes(b"%PDF-1.4 inget mer")
    visit = opened("dokument")
    page = visit.page
    page.locator("#handlingar tbody tr").first.wait_for()
    before = page.locator("#handlingar tbody tr").count()
    page.set_input_files("#filer", [good, bad, broken])
    files = page.locator("#inlasningar li")
    files.nth(0).get_by_text("Inläst").wait_for(timeout=_IN)
    assert "Slaget går inte att läsa in" in files.nth(1).inner_text()
    files.nth(2).get_by_text("Misslyckades").wait_for(timeout=_IN)
    assert files.nth(2).get_by_role("button", name="Försök igen").is_visible()
    assert page.locator("#vy-dokument b").count() == 0
    visit.until("before => document.querySelectorAll('#handlingar tbody tr').length === before + 1", before)

    page.click("nav a[href='#fraga']")
    page.fill("#fraga textarea", "Vem räknar sjöborrar?")
    page.press("#fraga textarea", "Enter")
    page.locator("#tur-1 .svar").get_by_text("hamnkaptenen").first.wait_for()

    page.click("nav a[href='#dokument']")
    page.fill("#sok-handling", "sjöborrar")
    visit.until("document.querySelectorAll('#handlingar tbody tr').length === 1")
    page.get_by_role("button", name="Ta bort").click()
    page.click("#behall")
    assert page.locator("#handlingar tbody tr").count() == 1
    page.get_by_role("button", name="Ta bort").click()
    page.click("#ta-bort")
    page.get_by_text("är borttagen").first.wait_for(timeout=_IN)
    told = httpx.post(f"{server.address}/api/ask", json={"question": "Vem räknar sjöborrar?"}).text
    assert "hamnkaptenen" not in told
    assert not list(server.kommunsvar.uploads.rglob("*sjöborrar*"))


def test_forty_papers_at_once_and_the_same_twice(opened: Opened, tmp_path: Path, server: Server) -> None:
    many = []
    for number in range(40):
        many.append(tmp_path / f"vante {number}.txt")
        many[-1].write_text(
            f"Rutin {number}\n\nVante nummer {number} ligger i lådan.\n"
            if number
            else "Rutin 1\n\nVante nummer 1 ligger i lådan.\n",
            "utf-8",
        )
    visit = opened("dokument")
    page = visit.page
    page.locator("#handlingar tbody tr").first.wait_for()
    page.set_input_files("#filer", many)
    visit.until("document.querySelectorAll('#inlasningar .klar').length === 40", seconds=_IN / 1000)
    assert page.locator("#inlasningar .misslyckad").count() == 0
    assert page.get_by_text("Samma innehåll finns redan").count() >= 1
    for document in httpx.get(f"{server.address}/api/documents").json()["documents"]:
        if document["name"].startswith("vante"):
            assert httpx.delete(f"{server.address}/api/documents/{document['id']}", timeout=60).status_code == 204


def test_an_answer_is_judged_and_copied(opened: Opened, server: Server) -> None:
    visit = opened("fraga")
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit.ask("Vem utreder en avvikelse i Ale?")
    page = visit.page
    page.get_by_role("button", name="Kopiera med källor").click()
    page.get_by_role("button", name="Kopierat").wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "\n[1] " in copied
    assert "rutin.txt" in copied
    page.locator("#tur-1 .fel-svar").click()
    page.fill(".invandning textarea", "Det är <i>fel</i> chef.")
    page.get_by_role("button", name="Skicka").click()
    page.get_by_text("Tack. Det är sparat.").first.wait_for()
    line = json.loads((server.kommunsvar.data / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert (line["verdict"], line["comment"]) == ("wrong", "Det är <i>fel</i> chef.")
    assert line["question"] == "Vem utreder en avvikelse i Ale?"
    assert line["citations"]


def test_a_paper_deleted_while_it_is_read_is_told(opened: Opened, server: Server, tmp_path: Path) -> None:
    from tests.app.rig import pdf

    paper = pdf([("Rutin for pelikaner i Ale kommun", "Pelikaner matas av hamnkaptenen varje kväll."), ("Sida tva om pelikaner.",)])
    job = httpx.post(
        f"{server.address}/api/documents", files={"files": ("pelikan.pdf", paper)}, data={"municipality": "Ale"}
    ).json()["id"]
    visit = opened("fraga")
    for _ in range(200):
        told = httpx.get(f"{server.address}/api/jobs/{job}").json()
        if told["state"] != "working":
            break
        visit.page.wait_for_timeout(200)
    document = told["files"][0]["document_id"]
    visit.ask("Vem matar pelikaner?")
    page = visit.page
    page.locator(f"#tur-1 a[data-handling='{document}']").first.click()
    visit.until(PICTURE)
    assert httpx.delete(f"{server.address}/api/documents/{document}", timeout=60).status_code == 204
    page.get_by_role("button", name="Nästa sida").click()
    page.locator("#visare").get_by_text("Ingen handling med detta id är inläst").wait_for()
    visit.wrong.clear()  # the browser tells of the 404 itself
    page.keyboard.press("Escape")
    assert "pelikan" in page.inner_text("#tur-1")


def test_a_connection_lost_while_a_paper_is_put_in_is_told_and_tried_again(
    browser: Browser, server: Server, tmp_path: Path
) -> None:
    paper = tmp_path / "lunnefågel.txt"
    paper.write_text("Rutin för lunnefåglar\n\nLunnefåglar ringmärks av hamnkaptenen.\n", "utf-8")
    context = browser.new_context(viewport=DESKTOP, locale="sv-SE")
    page = Visit(context.new_page(), server.address, "dokument").page
    page.locator("#handlingar tbody tr").first.wait_for()
    context.set_offline(True)
    page.set_input_files("#filer", [paper])
    page.locator("#inlasningar").get_by_text("Kontakten med tjänsten bröts").wait_for(timeout=_IN)
    context.set_offline(False)
    page.get_by_role("button", name="Försök igen").click()
    page.locator("#inlasningar").get_by_text("Inläst").wait_for(timeout=_IN)
    context.close()


def test_every_way_goes_by_keyboard_alone(opened: Opened) -> None:
    visit = opened("fraga")
    page = visit.page
    visit.tab_to("nav a[href='#ekonomi']")
    page.keyboard.press("Enter")
    page.wait_for_selector("#vy-ekonomi:not([hidden]) h1:focus")
    page.locator("#ekonomi-tabell table").wait_for()
    visit.tab_to("#ekonomi-tabell .sortera")
    page.keyboard.press("Enter")
    page.wait_for_selector("#ekonomi-tabell th[aria-sort=ascending]")
    visit.tab_to("#ekonomi-tabell a.siffra")
    page.keyboard.press("Enter")
    visit.until(PICTURE)
    assert page.evaluate("document.activeElement.id") == "visare-stang"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"
    page.keyboard.press("Enter")
    page.wait_for_selector("#ekonomi-tabell a.siffra:focus")
    page.goto(page.url.replace("#ekonomi", "#arenden"))
    page.wait_for_selector("#vy-arenden:not([hidden])")
    visit.tab_to("#arende :is(input, textarea)")
    page.keyboard.type("trygghetslarm")
    page.keyboard.press("Enter")
    page.locator("#tidslinjen .handelse").first.wait_for()
    visit.tab_to("#tidslinjen a[data-handling]")
    page.goto(page.url.replace("#arenden", "#dokument"))
    page.locator("#handlingar tbody tr").first.wait_for()
    visit.tab_to("#filer")
    visit.tab_to("#sok-handling")
    page.keyboard.type("årsbokslut")
    visit.tab_to("#handlingar tbody button:last-child")
    page.keyboard.press("Enter")
    page.wait_for_selector("#fraga-forst[open]")
    assert page.evaluate("document.activeElement.id") == "behall"
    page.keyboard.press("Escape")
    page.wait_for_selector("#fraga-forst", state="hidden")


def test_people_ask_at_once_while_papers_are_put_in(server: Server) -> None:
    from eval.load import load

    questions = ["Vem ska skriva en avvikelse i Ale?", "Vad beslutade socialnämnden i Ale om trygghetslarm?"]
    made = load(server.address, questions, users=4, seconds=3.0, papers=4, pause=0.2, pid=server.process.pid)
    assert made.errors == []
    assert made.taken_in == 4
    assert len(made.milliseconds) >= 8
    assert made.memory_mb
    for document in httpx.get(f"{server.address}/api/documents").json()["documents"]:
        if document["name"].startswith("rutin-"):
            httpx.delete(f"{server.address}/api/documents/{document['id']}", timeout=60)
