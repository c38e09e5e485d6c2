"""`kommunsvar demo`: takes the demo papers in, answers one question, and serves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from app.cli.ask import print_answer
from app.cli.main import command, out, settings, told_failures
from app.cli.serve import Host, Port, address_of, listen, run
from app.cli.take_in import print_report, take_in
from app.errors import ServerError
from ingest.structure import Stated

_PAPERS = Path(__file__).parents[2] / "demo" / "papers"
_MUNICIPALITY = "Ljungsätra"  # fictional, so no list of municipalities has it
_QUESTION = "Hur snabbt ska jag skriva en avvikelse?"


@command("demo", "Prova med en påhittad kommuns handlingar: läs in dem, svara på en fråga och starta tjänsten.")
def demo(
    serve: Annotated[bool, typer.Option("--serve/--no-serve", help="Starta tjänsten efteråt.")] = True,
    host: Host = "",
    port: Port = None,
) -> None:
    """Show what it does."""
    with told_failures():
        if not _PAPERS.is_dir():
            raise ServerError("Demohandlingarna följer bara med källkoden: hämta den, och kör make run där.")
        given = settings()
        where = (host or given.server.host, given.server.port if port is None else port)
        if serve:
            listen(*where).close()  # a port that is taken is better told before the papers are read than after
        from app.bootstrap import services  # noqa: PLC0415 - loads the stores

        with services(given) as opened:
            report = take_in(opened, [_PAPERS], Stated(municipality=_MUNICIPALITY))
            if report.added or report.replaced:
                print_report(report)
            out.print(f"\nFråga: {_QUESTION}\n")
            print_answer(opened.assistant.ask(_QUESTION))
            out.print()
            if not serve:
                out.print("Starta tjänsten: kommunsvar serve")
            else:
                with listen(*where) as listener:
                    out.print(f"Startar tjänsten på {address_of(listener)} …")
                    run(opened, listener)
