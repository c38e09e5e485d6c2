"""`kommunsvar figures`: the stored numbers, those that fit some words or all of them."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from app.citations import page_of
from app.cli.main import command, out, settings, told_failures
from app.numbers.figure_wording import with_unit
from app.numbers.ranking import Placed
from app.serialise import figure_json

_SHOWN = 40  # of those that fit some words, on a terminal; --all and --json give every one


@command("figures", "Sök i de tal som lästs ur handlingarnas tabeller.")
def figures(
    words: Annotated[str, typer.Argument(metavar="ORD", help="Vad talen mäter, inom citattecken.")] = "",
    everything: Annotated[bool, typer.Option("--all", help="Alla tal.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON: ett objekt per rad.")] = False,
) -> None:
    """Show stored figures."""
    from app.bootstrap import services  # noqa: PLC0415 - loads the stores

    with told_failures():
        if bool(words.strip()) == everything:
            raise typer.BadParameter("Ange ord att söka på, eller --all för alla tal.")
        with services(settings(), make=False) as given:
            found = given.library.all_figures() if everything else given.assistant.figures(words)
            shown = 0
            for one in found:
                document = given.library.document_text(one.figure.document_id)
                if as_json:
                    out.print(json.dumps(figure_json(one, document), ensure_ascii=False))
                elif everything or shown < _SHOWN:
                    out.print(_told(one, page_of(document, one.figure.start)))
                shown += 1
            if not as_json and not everything and shown > _SHOWN:
                out.print(f"… och {shown - _SHOWN} till; --json visar alla.")
            if not shown and not as_json:
                out.print("Inga tal hittades.")


def _told(one: Placed, page: int | None) -> str:
    """Return a figure in a line, with where it stands."""
    figure = one.figure
    named = " › ".join((*figure.group, figure.label))
    parts = (figure.measure, figure.period.text, one.metadata.title, f"s. {page}" if page else "")
    return f"{named}: {with_unit(figure.value, figure.unit)} ({', '.join(part for part in parts if part)})"
