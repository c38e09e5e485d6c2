"""`kommunsvar draft`: the reply to a motion, or to an audit report, with its sources."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.main import command, err, out, settings, told_failures
from ingest.os_errors import reason_of

if TYPE_CHECKING:
    from app.bootstrap import Services
    from app.drafting.model import Draft

_SUFFIXES = (".docx", ".md", ".json")


@command("draft", "Gör ett utkast till svar på en motion eller en revisionsrapport, med källor.")
def draft(
    motion: Annotated[
        str,
        typer.Argument(
            metavar="MOTION", help="Fil med motionen (.txt, .pdf, .docx), eller en inläst handlings id, filnamn eller titel."
        ),
    ],
    template: Annotated[str, typer.Option("--template", metavar="MALL", help="Mall: ale, alingsas, generic eller en egen.")] = "",
    target: Annotated[Path | None, typer.Option("--out", metavar="FIL", help="Fil att skriva: .docx, .md eller .json.")] = None,
    which: Annotated[
        str, typer.Option("--which", metavar="ORD", help="Ord ur motionens titel, när filen har flera motioner.")
    ] = "",
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON.")] = False,
) -> None:
    """Draft a reply."""
    from app.bootstrap import services  # noqa: PLC0415 - loads the stores
    from app.drafting.serialise import draft_json, draft_markdown  # noqa: PLC0415 - loads the stores

    with told_failures():
        if target is not None and target.suffix.lower() not in _SUFFIXES:
            raise typer.BadParameter(f"--out ska sluta på {', '.join(_SUFFIXES)}.")
        with services(settings(), make=False) as given:
            made = _made(given, motion, template, which)
            if target is not None:
                _write(given, made, target)
                err.print(f"Utkastet är skrivet i {target}. Underlag som saknas: {len(made.missing)}.")
        if as_json:
            out.print(json.dumps(draft_json(made), ensure_ascii=False, indent=2))
        elif target is None:
            out.print(draft_markdown(made))


def _made(given: Services, motion: str, template: str, which: str) -> Draft:
    """Return the draft for what was named: a file, else the id, the file name or the title of an indexed document.

    Raises:
        SourceNotFoundError: it is none of them, or the file name of several.
        DraftError: the file cannot be read.
    """
    from app.drafting.errors import DraftError  # noqa: PLC0415 - loads the stores
    from app.drafting.motion import subject_of  # noqa: PLC0415
    from ingest.errors import SourceNotFoundError, UnreadableFileError  # noqa: PLC0415
    from ingest.model import DocType  # noqa: PLC0415
    from ingest.papers.titles import folded  # noqa: PLC0415

    path = Path(motion)
    if path.is_dir():
        raise DraftError(f"{motion} är en mapp: ange filen med motionen.")
    if path.exists():
        try:
            return given.drafts.from_file(path, template, which)
        except UnreadableFileError as error:
            raise DraftError(f"{motion} går inte att läsa: {error}.") from error
    documents = given.index.catalogue.documents()
    wanted = {folded(motion), folded(subject_of(motion))}
    named = [stored for stored in documents if motion in (stored.id, stored.name)]
    if len(named) > 1:
        raise SourceNotFoundError(f"flera handlingar heter {motion}: ange id, {' eller '.join(stored.id for stored in named)}")
    if named:
        return given.drafts.from_document(named[0].id, template, which)
    for stored in documents:
        for paper in given.index.catalogue.papers(stored.id):
            title = paper.metadata.title
            if paper.metadata.doc_type is DocType.MOTION and wanted & {folded(title), folded(subject_of(title))}:
                return given.drafts.from_document(stored.id, template, which or title)
    raise SourceNotFoundError(
        f"{motion} är varken en fil eller en inläst handling: kontrollera sökvägen, eller se kommunsvar status"
    )


def _write(given: Services, made: Draft, target: Path) -> None:
    """Write a draft as the file's suffix says.

    Raises:
        DraftError: the file cannot be written, or the template's Word file cannot be used.
    """
    from app.drafting.errors import DraftError  # noqa: PLC0415 - loads the stores
    from app.drafting.serialise import draft_json, draft_markdown  # noqa: PLC0415

    match target.suffix.lower():
        case ".docx":
            content = given.drafts.word(made)
        case ".md":
            content = draft_markdown(made).encode("utf-8")
        case _:
            content = json.dumps(draft_json(made), ensure_ascii=False, indent=2).encode("utf-8")
    try:
        target.write_bytes(content)
    except OSError as error:
        raise DraftError(f"{target} går inte att skriva: {reason_of(error)}.") from error
