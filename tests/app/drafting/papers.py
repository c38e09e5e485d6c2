"""Made-up papers of a made-up municipality: a matter through three boards, a yearly report, a routine."""

from __future__ import annotations

from pathlib import Path

MOTION = """Motion

Avgiftsfria nyckelgömmor i hemtjänsten

Till kommunfullmäktige i Tunadals kommun

Den som får hemtjänst i Tunadal betalar i dag 120 kronor i månaden för sin nyckelgömma. Omkring 500 personer har en
nyckelgömma, och avgifterna ger 60 000 kronor i månaden. Ingen vet hur många som tackar nej på grund av avgiften.

Vi yrkar därför

att avgiften för nyckelgömma sänks med 50 procent,
att alla hemtjänsttagare i Tunadals kommun erbjuds en digital nyckelgömma, samt
att nyttan av nyckelgömmor för flodhästar på Mars utreds.

Tunadal den 3 mars 2025

Ada Lind (TL)
Bo Falk (TL)
"""
MINUTES = """Tunadals kommun
Kommunfullmäktige
Protokoll
2025-03-24

§ 31 KF 2025/77

Motion av Ada Lind (TL) och Bo Falk (TL) om avgiftsfria nyckelgömmor i hemtjänsten

Beslut

Motionen remitteras till socialnämnden.

§ 32 KF 2025/78

Val av revisor

Beslut

Kommunfullmäktige väljer Cilla Berg till revisor.

§ 33 KF 2025/79

Taxa för torgplatser

Beslut

Kommunfullmäktige antar taxan för torgplatser.

§ 34 KF 2025/80

Avsägelse

Beslut

Kommunfullmäktige godkänner avsägelsen.
"""
REPORT = """Tunadals kommun
Socialnämnden
Årsredovisning 2025

Hemtjänst

Nyckelgömmor

Avgiften för nyckelgömma är 120 kronor i månaden. Under 2025 hade 512 hemtjänsttagare en nyckelgömma i Tunadals kommun.
Socialnämnden beslutade i maj 2025 att alla hemtjänsttagare ska erbjudas en digital nyckelgömma. Införandet av digitala
nyckelgömmor pågår och beräknas vara klart under 2026.

En sänkning av avgiften för nyckelgömma ryms inte i nämndens budget. Intäkterna från avgiften var 737 tkr under 2025.

Personal

Sjukfrånvaron i hemtjänsten minskade under året. Socialnämnden har infört nya scheman för kvällar och helger.
"""
ROUTINE = """Tunadals kommun

Rutin för nycklar i hemtjänsten

Nyckelgömman monteras av vaktmästaren inom fem dagar från beställning. Hemtjänsttagaren skriver på ett avtal.
"""
AUDIT = """Tunadals kommun
Revisionen
Revisionsrapport

Granskning av nycklar i hemtjänsten

Revisorerna har granskat hur hemtjänsten hanterar nycklar.

Vi rekommenderar socialnämnden att:

1. Säkerställa att alla hemtjänsttagare får en digital nyckelgömma.

2. Följa upp att nyckelgömmor monteras i tid.

Revisorerna önskar svar senast den 1 juni 2026.
"""


def write_papers(folder: Path) -> Path:
    """Write the papers into a folder, and return it."""
    folder.mkdir(exist_ok=True)
    for name, text in (
        ("KF_protokoll_2025-03-24.txt", MINUTES),
        ("Arsredovisning_2025.txt", REPORT),
        ("Rutin_nycklar.txt", ROUTINE),
    ):
        (folder / name).write_text(text, "utf-8")
    return folder
