"""`kommunsvar status`, `doctor`, `delete` and `reindex`: keeping the stores."""

from __future__ import annotations

import json
from functools import partial
from typing import Annotated

import typer
from rich.progress import Progress

from app.cli.main import command, err, out, settings, told_failures
from app.cli.swedish import agreed
from app.serialise import document_json
from ingest.model import Access
from vectorstore.catalogue.model import EVERYTHING
from vectorstore.errors import UnknownDocumentError


@command("status", "Visa vad som är inläst.")
def status(
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON.")] = False,
) -> None:
    """Show what is indexed."""
    from app.bootstrap import services  # noqa: PLC0415 - loads the stores

    with told_failures(), services(settings(), make=False) as given:
        catalogue = given.index.catalogue
        counts = catalogue.counts()
        documents = catalogue.documents(EVERYTHING)
        if as_json:
            values = [document_json(stored) for stored in documents]
            out.print(json.dumps({"documents": values, "chunks": counts.chunks}, ensure_ascii=False, indent=2))
            return
        out.print(f"{counts.documents} handlingar, {counts.papers} delhandlingar, {counts.pages} sidor, {counts.chunks} stycken.")
        for stored in documents:
            metadata = stored.metadata
            day = metadata.day.isoformat() if metadata.day else ""
            hidden = "" if metadata.access is Access.PUBLIC else "intern"
            title = f"”{metadata.title}”" if metadata.title not in ("", stored.name) else ""
            told = ", ".join(
                part for part in (title, metadata.municipality, metadata.body, day, metadata.doc_type.value, hidden) if part
            )
            out.print(f"{stored.id}  {stored.name}  {told}")
            for warning in stored.warnings:
                out.print(f"                  obs: {warning}")


@command("doctor", "Kontrollera installationen; varje fel följs av vad som ska göras.")
def doctor() -> None:
    """Check the installation."""
    with told_failures():
        given = settings()
        from app.doctor import Verdict, examine  # noqa: PLC0415 - loads the stores

        failed = False
        for check in examine(given):
            out.print(f"{check.verdict.value:8} {check.name}: {check.told}")
            if check.remedy:
                out.print(f"         → {check.remedy}")
            failed = failed or check.verdict is Verdict.FAILED
        if failed:
            raise typer.Exit(1)


@command("delete", "Ta bort en handling. Har den lagts in på webbsidan tas filen också bort; andra filer rörs inte.")
def delete(
    document_id: Annotated[str, typer.Argument(metavar="ID", help="Handlingens id (se kommunsvar status) eller filnamn.")],
    yes: Annotated[bool, typer.Option("--yes", help="Fråga inte först.")] = False,
) -> None:
    """Delete a document."""
    from app.bootstrap import services  # noqa: PLC0415 - loads the stores

    with told_failures(), services(settings(), make=False) as given:
        documents = given.index.catalogue.documents(EVERYTHING)
        found = [stored for stored in documents if document_id in (stored.id, stored.name)]
        if not found:
            raise UnknownDocumentError(f"Ingen handling heter {document_id}.", "Se kommunsvar status.")
        if len(found) > 1:
            ids = ", ".join(stored.id for stored in found)
            raise UnknownDocumentError(f"Flera handlingar heter {document_id}.", f"Ange id: {ids}.")
        if not yes and not agreed(f"Ta bort {found[0].name}?", partial(err.print, end="")):
            err.print("Avbrutet. Inget är borttaget.")
            raise typer.Exit(1)
        with_file = given.removal.delete(found[0].id, lambda holder: err.print(f"Väntar på {holder} …"))
        told = ", med filen som lagts in." if with_file else " ur indexet. Filen är kvar och läses in igen med nästa ingest av den."
        out.print(f"{found[0].name} är borttagen{told}")


@command("reindex", "Gör om index från katalogen, till exempel efter byte av modell. Det gamla svarar under tiden.")
def reindex() -> None:
    """Rebuild the indexes."""
    from app.bootstrap import rebuild, services  # noqa: PLC0415 - loads the stores

    with told_failures(), services(settings(), make=False) as given, Progress(console=err, transient=True) as bar:
        task = bar.add_task("Gör om index", total=None)
        rebuild(given, lambda done, count: bar.update(task, completed=done, total=count))
        counts = given.index.catalogue.counts()
        out.print(f"Index är gjorda om: {counts.documents} handlingar, {counts.chunks} stycken.")
