"""Small papers taken in by the real intake into real stores, with the real model, for the tests of the doors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from app.bootstrap import Services, services
from app.settings import ModelSettings, Settings
from ingest.model import Access, SourceFile
from ingest.readers.base import Step
from ingest.structure import Stated
from vectorstore.lock import LockHolder
from vectorstore.model import StoredDocument

#: Line 5 is the decision; the words of line 2 come again on line 8.
MINUTES = (
    "Ale kommun, socialnämnden, protokoll 2025-03-12",
    "§ 51 Avgift för trygghetslarm",
    "Ärendebeskrivning",
    "Förvaltningen har utrett avgiften för trygghetslarm i Ale kommun.",
    "Beslut",
    "Socialnämnden beslutar att avgiften för trygghetslarm ska vara 240 kronor i månaden.",
    "§ 52 Ny rutin för nycklar",
    "Avgift för trygghetslarm",
    "Socialnämnden beslutar att godkänna rutinen för nyckelhantering inom hemtjänsten.",
)
ROUTINE = """Rutin för avvikelser

Vem ska skriva en avvikelse

Den medarbetare som upptäcker en avvikelse ska skriva den samma dag i systemet Avvika.

Vem utreder

Enhetschefen utreder avvikelsen inom fjorton dagar.
"""
EVIL_NAME = "<img src=x onerror=alert(1)>.txt"
EVIL = """Riktlinje för <script>alert('text')</script> giraffer

Giraffer ska <b onclick="alert(2)">matas</b> klockan sju varje morgon & kväll, enligt {{constructor}} och ${alert(3)}.
"""
WEB = "<html><head><title>Taxa för bad</title></head><body><h1>Taxa för bad</h1><p>Ett bad kostar 60 kronor.</p>"\
      "<script>alert('web')</script></body></html>"  # fmt: skip
SECRET = "Hemlig utredning om flodhästar. Flodhästen Fredrika bor på Storgatan."


class Silent:
    """Watches an intake without a word."""

    def waiting(self, holder: LockHolder) -> None: ...
    def begin(self, files: int, size: int) -> None: ...
    def page(self, source: SourceFile, step: Step) -> None: ...
    def file(self, name: str, size: int, pages: int) -> None: ...
    def passages(self, count: int) -> None: ...


@dataclass(frozen=True)
class Rig:
    """The stores, and the folder the papers lie in."""

    services: Services
    papers: Path

    def named(self, name: str) -> StoredDocument:
        return next(one for one in self.services.index.catalogue.documents() if one.name == name)

    def take_in(self, path: Path, access: Access = Access.PUBLIC) -> None:
        report = self.services.intake.run([path], Stated(municipality="Ale", access=access), Silent())
        assert not report.skipped, report.skipped


def pdf(pages: list[tuple[str, ...]], rotate: int = 0, top: int = 780) -> bytes:
    """Return a PDF with a line of text every 40 points, the first so far from the lower edge."""
    content = BytesIO()
    canvas = Canvas(content, pagesize=A4)
    for lines in pages:
        canvas.setPageRotation(rotate)
        for at, line in enumerate(lines):
            canvas.drawString(60, top - 40 * at, line)
        canvas.showPage()
    canvas.save()
    return content.getvalue()


def write_papers(folder: Path) -> Path:
    """Write the papers into a new folder in a folder, and return it."""
    papers = folder / "papper åäö"
    papers.mkdir()
    (papers / "Protokoll på svenska.pdf").write_bytes(pdf([MINUTES, ("Sista sidan i protokollet.",)]))
    (papers / "rutin.txt").write_text(ROUTINE, "cp1252")
    (papers / EVIL_NAME).write_text(EVIL, "utf-8")
    (papers / "taxa.html").write_text(WEB, "utf-8")
    return papers


@contextmanager
def rig(folder: Path, model: Path) -> Iterator[Rig]:
    """Take the papers in, and give the stores.

    Args:
        folder: a new one, for papers and stores.
        model: the real model's folder.
    """
    papers = write_papers(folder)
    secret = folder / "hemlig.txt"
    secret.write_text(SECRET, "utf-8")
    with services(Settings(data=folder / "data", model=ModelSettings(embedding=str(model)))) as opened:
        made = Rig(opened, papers)
        made.take_in(papers)
        made.take_in(secret, Access.INTERNAL)
        yield made
