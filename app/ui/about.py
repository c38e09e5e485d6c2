"""The view Om: what this is and is not, the models in use, accessibility, and a short guide."""

from __future__ import annotations

from typing import Any

import gradio as gr

from app.api.health import VERSION
from app.bootstrap import Services
from app.ui.parts import QUIET, html, told
from app.ui.places import safe

_ABOUT = """<div class="huvud"><h1>Om Kommunsvar</h1></div>
<section class="text"><h2>Vad det är</h2>
<p>Kommunsvar svarar på frågor ur kommunens egna handlingar. Varje svar visar orden i handlingen och var de står: nämnd, datum, §,
diarienummer och sida. Det som handlingarna inte säger besvaras med ”det framgår inte”.</p>
<p><strong>Du talar med en maskin.</strong> Orden i citaten är alltid handlingens, men maskinen kan ha valt fel ställe, missat ett
bättre, eller visat ett äldre beslut. Läs källan innan du använder svaret.</p>
<h2>Vad det inte är</h2>
<ul><li>Det är inte kommunens beslut och ersätter inte diariet eller registratorn.</li>
<li>Det vet inget utöver de inlästa handlingarna.</li>
<li>Det tolkar inte lag och ger inga råd i enskilda ärenden.</li></ul></section>
<section class="text"><h2>Så gör du</h2>
<ol><li><strong>Fråga</strong> med egna ord: säg vad, var och när. ”Vad beslutade socialnämnden om habersättningen 2025?”</li>
<li><strong>Klicka på källan.</strong> Sidan visas med citatet utmärkt, och du kan bläddra.</li>
<li><strong>Beslut eller förslag?</strong> Märket på källan säger vilket. Ett förslag är inte beslutat.</li>
<li><strong>Avgränsa</strong> till kommun, nämnd, år eller slag av handling om svaret kommer från fel håll.</li>
<li>Under <strong>Ekonomi</strong> finns siffrorna som tabell och diagram, under <strong>Ärenden</strong> vad som hänt i ett ärende,
och under <strong>Motionssvar</strong> ett utkast till svar på en motion.</li></ol>
<p>Skriv inga personuppgifter i frågan; det behövs aldrig. Frågor sparas inte, utom när du själv säger att ett svar är rätt eller
fel.</p></section>"""
_ACCESS = """<section class="text"><h2>Tillgänglighetsredogörelse</h2>
<p>Webbsidan är gjord för att uppfylla WCAG 2.1 nivå AA (EN 301 549) enligt lagen om tillgänglighet till digital offentlig service.
Allt går att göra med tangentbord, diagrammen har en tabell bredvid sig, och inget sägs med bara färg.</p>
<p><strong>Så har vi kontrollerat:</strong> varje vy prövas med axe-core i ljust och mörkt läge och gås igenom med bara tangentbord
vid varje ändring av programmet. Den är inte prövad av användare med hjälpmedel.</p>
<p><strong>Kända brister:</strong> sidor ur PDF-filer visas som bilder. Texten finns under ”Visa som text”, men handlingarna själva
kan ha brister som Kommunsvar inte rår över: skannade sidor, tabeller utan rubriker.</p>
<p><strong>Hittar du ett hinder?</strong> Säg till den som sköter Kommunsvar i din kommun. Tillsyn utövas av Myndigheten för digital
förvaltning.</p></section>"""


def build(services: Services, page: gr.Blocks) -> None:
    """Put the view into the page."""
    html(_ABOUT.replace("\n", " "), "om-text")
    models = html("", "om-modeller")
    html(_ACCESS.replace("\n", " "), "om-tillganglighet")

    def opened() -> str:
        return told(lambda: _models(services))

    page.load(opened, None, [models], **QUIET)


def _models(services: Services) -> str:
    counts = services.index.catalogue.counts()
    rows: list[tuple[str, Any]] = [
        ("Sökmodell", services.embedder.name),
        ("Omordnande modell", services.settings.model.reranker or "ingen"),
        ("Språkmodell som skriver", _chat_model(services) or "ingen: svaren är handlingarnas egna ord"),
        ("Inläst", f"{counts.documents} handlingar, {counts.pages} sidor, {counts.chunks} stycken"),
        ("Version", VERSION),
    ]
    told_rows = "".join(f"<div><dt>{safe(name)}</dt><dd>{safe(str(value))}</dd></div>" for name, value in rows)
    return f'<section class="text"><h2>Modeller och innehåll</h2><dl class="uppgiftslista">{told_rows}</dl></section>'


def _chat_model(services: Services) -> str:
    return str(getattr(getattr(services.settings, "chat", None), "model", ""))
