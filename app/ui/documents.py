"""The view Dokument: what is indexed, putting papers in, replacing and taking out: `documents.js` does it, over the API."""

from __future__ import annotations

from app.bootstrap import Services
from app.ui.parts import html
from app.ui.places import safe
from ingest.readers.sniff import KIND_OF_SUFFIX

_INTRO = (
    '<div class="huvud"><h1>Dokument</h1><p>Det här kan Kommunsvar svara ur. Lägg in nya handlingar, ersätt eller ta bort dem.</p>'
    "</div>"
)
_COLUMNS = (("name", "Handling"), ("municipality", "Kommun"), ("body", "Nämnd"), ("day", "Datum"), ("doc_type", "Slag"),
            ("pages", "Sidor"))  # fmt: skip


def build(services: Services) -> None:
    """Put the view into the page."""
    html(_INTRO, "dokument-intro")
    limit = services.settings.limits.max_file_mb
    html(_put_in(limit) + _listed() + _dialog(), "dokument-yta")


def _put_in(limit_mb: int) -> str:
    kinds = ", ".join(KIND_OF_SUFFIX)
    told = ", ".join(dict.fromkeys(suffix[1:].upper() for suffix in KIND_OF_SUFFIX))
    return (
        f'<section class="lagg-in" id="lagg-in" data-mest="{limit_mb}" data-slag="{safe(kinds)}" aria-labelledby="lagg-in-rubrik">'
        '<h2 id="lagg-in-rubrik">Lägg in handlingar</h2>'
        '<div class="slapp" id="slapp"><p><strong>Dra filer hit</strong>, eller '
        '<label class="knapp valj" for="filer">välj filer<input type="file" id="filer" class="lasare" multiple '
        f'accept="{safe(kinds)}"></label></p><p class="liten-text">{safe(told)}. Högst {limit_mb} MB per fil. Bara handlingar som '
        "får visas för alla som når tjänsten.</p></div>"
        '<details class="uppgifter"><summary>Uppgifter om handlingarna (läses annars ur dem)</summary><div class="falt">'
        '<label>Kommun<input id="lagg-in-kommun" type="text" maxlength="100" autocomplete="off"></label>'
        '<label>Nämnd<input id="lagg-in-namnd" type="text" maxlength="100" autocomplete="off"></label>'
        '<label>Datum<input id="lagg-in-datum" type="date"></label></div></details>'
        '<ul class="inlasningar" id="inlasningar" aria-label="Filer på väg in"></ul>'
        '<p class="lasare" role="status" id="inlasning-sagt"></p></section>'
    )


def _listed() -> str:
    heads = "".join(
        f'<th scope="col" data-kolumn="{key}"><button type="button" class="sortera">{told}</button></th>' for key, told in _COLUMNS
    )
    return (
        '<section aria-labelledby="inlasta-rubrik"><h2 id="inlasta-rubrik">Inlästa handlingar</h2>'
        '<div class="falt sok-falt"><label class="bred">Sök<input id="sok-handling" type="search" '
        'placeholder="Namn, nämnd eller diarienummer"></label>'
        '<label>Nämnd<select id="valj-namnd"><option value="">Alla</option></select></label>'
        '<label>År<select id="valj-ar"><option value="">Alla</option></select></label>'
        '<label>Slag<select id="valj-slag"><option value="">Alla</option></select></label></div>'
        '<p class="liten-text" role="status" id="antal-handlingar"></p>'
        '<div class="rulla" tabindex="0" role="region" aria-label="Inlästa handlingar"><table class="tabell" id="handlingar">'
        f'<thead><tr>{heads}<th scope="col">Gör</th></tr></thead><tbody></tbody></table></div></section>'
        '<section aria-labelledby="karta-rubrik"><h2 id="karta-rubrik">Vad som täcks: nämnder och år</h2>'
        '<p class="liten-text">Antal handlingar. Streck betyder att inget är inläst.</p>'
        '<div class="rulla" tabindex="0" role="region" aria-label="Nämnder och år"><table class="tabell karta" id="karta">'
        "<thead></thead><tbody></tbody></table></div></section>"
    )


def _dialog() -> str:
    return (
        '<dialog id="fraga-forst" aria-labelledby="fraga-forst-rubrik"><h2 id="fraga-forst-rubrik">Ta bort handlingen?</h2>'
        '<p id="fraga-forst-vad"></p><p class="liten-text">Den besvaras inte längre. Det går inte att ångra, men filen kan läggas '
        'in igen.</p><p class="knappar"><button type="button" class="knapp" id="behall">Behåll</button>'
        '<button type="button" class="knapp farlig" id="ta-bort">Ta bort</button></p></dialog>'
    )
