"""`kommunsvar ingest`: takes papers in, with a progress bar and a closing report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from app.cli.main import command, err, out, settings, told_failures
from ingest.discover import check_there, readable
from ingest.model import Access
from ingest.structure import Stated

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.keeping.intake import Report
    from ingest.model import SourceFile
    from ingest.readers.base import Step
    from vectorstore.lock import LockHolder

_MOST_LISTED = 200  # skipped files named one by one; the rest are counted


_SEEN_BY = "Vem som får se dem: public (alla) eller internal (ingen fråga når dem). Annars som förut, och nya är offentliga."


def _day(given: str) -> date:
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise ValueError("ange ett datum som 2026-03-17") from error


def _access(given: str) -> Access:
    try:
        return Access(given)
    except ValueError as error:
        raise ValueError(f"ange {' eller '.join(Access)}") from error


class ProgressObserver:
    """Shows papers, pages and the time left."""

    def __init__(self, bar: Progress) -> None:
        self._bar = bar
        self._task = bar.add_task("Letar efter handlingar", total=None, files="", pages="")
        self._files = self._done = self._pages = 0

    def waiting(self, holder: LockHolder) -> None:
        """Tell that another process is writing."""
        err.print(f"En annan inläsning pågår ({holder}). Väntar …")

    def begin(self, files: int, size: int) -> None:
        """Tell how much there is."""
        self._files = files
        self._bar.update(self._task, description="Läser in", total=max(size, 1), files=f"0/{files} handlingar")

    def page(self, source: SourceFile, step: Step) -> None:
        """Tell which file is read."""
        del step
        self._bar.update(self._task, description=f"Läser {source.name[:40]}")

    def file(self, name: str, size: int, pages: int) -> None:
        """Tell that a file is done."""
        self._done += 1
        self._pages += pages
        self._bar.update(
            self._task,
            description=f"Klar: {name[:40]}",
            advance=size,
            files=f"{self._done}/{self._files} handlingar",
            pages=f"{self._pages} sidor",
        )

    def passages(self, count: int) -> None:
        """Show that something happens."""
        del count
        self._bar.refresh()


@command("ingest", "Läs in handlingar: filer eller mappar. Kan köras om; bara det nya och ändrade läses.")
def ingest(
    paths: Annotated[list[Path], typer.Argument(metavar="MAPP", help="Filer och mappar.", readable=False)],
    municipality: Annotated[str, typer.Option(metavar="KOMMUN", help="Kommunen som handlingarna kommer från.")] = "",
    body: Annotated[str, typer.Option(metavar="NÄMND", help="Nämnden, utskriven.")] = "",
    day: Annotated[date | None, typer.Option("--date", parser=_day, metavar="ÅÅÅÅ-MM-DD", help="Handlingarnas datum.")] = None,
    access: Annotated[Access | None, typer.Option(parser=_access, metavar="|".join(Access), help=_SEEN_BY)] = None,
    again: Annotated[bool, typer.Option("--again", help="Läs om även det som är oförändrat.")] = False,
) -> None:
    """Take papers in."""
    from app.bootstrap import services  # noqa: PLC0415 - loads the stores

    with told_failures():
        stated = Stated(municipality, body.lower(), day, access)
        given = settings()
        check_there(paths)  # before the data folder is made
        with services(given) as opened:
            report = take_in(opened, paths, stated, again)
        if not report.files:
            named = ", ".join(readable(str(path)) for path in paths)
            out.print(f"Inga handlingar hittades i {named}: den är tom, eller har bara dolda filer.")
            return
        print_report(report)


def take_in(given: Services, paths: Sequence[Path], stated: Stated, again: bool = False) -> Report:
    """Take papers in under a progress bar, and return what became of them.

    Raises:
        SourceNotFoundError: a path does not exist.
        VectorStoreError: the stores are busy, full, damaged or made with another model.
    """
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[files]} {task.fields[pages]}"),
        TimeElapsedColumn(),
        TextColumn("kvar"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=err, transient=True) as bar:
        return given.intake.run(paths, stated, ProgressObserver(bar), again)


def print_report(report: Report) -> None:
    """Print what became of the files."""
    out.print(
        f"Klart på {report.seconds:.0f} s: {len(report.added)} nya, {len(report.replaced)} ersatta, "
        f"{report.unchanged} oförändrade, {len(report.duplicates)} dubbletter, {len(report.skipped)} överhoppade "
        f"({report.pages} sidor, {report.chunks} stycken)."
    )
    if report.figures or report.undecided:
        out.print(
            f"  siffror: {report.figures} tal lästa, {report.tables} tabeller; {report.undecided} rader med siffror går att läsa "
            "på flera sätt och är kvar som text."
        )
    for name, original in report.duplicates:
        out.print(f"  dubblett: {name} har samma innehåll som {original}")
    for name, warning in report.warnings:
        out.print(f"  obs: {name}: {warning}")
    for name, reason in report.skipped[:_MOST_LISTED]:
        out.print(f"  överhoppad: {name}: {reason}")
    if len(report.skipped) > _MOST_LISTED:
        out.print(f"  … och {len(report.skipped) - _MOST_LISTED} till")
