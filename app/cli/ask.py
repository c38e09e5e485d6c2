"""`kommunsvar ask` and `kommunsvar search`, one question or a batch."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from app.citations import place
from app.cli.main import command, err, out, settings, told_failures
from app.errors import QuestionError
from app.excerpt import excerpt, told_of
from app.keeping.batch import BatchQuestion, run_batch
from app.model import Answer
from app.serialise import answer_json, hit_json

_SHOWN = 400  # characters of a quote or passage on a terminal

Batch = Annotated[
    Path | None, typer.Option("--batch", metavar="FIL", help="Fil med frågor: ett JSON-objekt per rad med id och question.")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FIL", help="Fil att skriva till, med --batch.")]
History = Annotated[
    list[str] | None,
    typer.Option("--history", metavar="FRÅGA", help="En tidigare fråga i samtalet, för en följdfråga; kan upprepas, äldst först."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Skriv JSON.")]


def _one_way(question: str, batch: Path | None, target: Path | None) -> None:
    """Check that either a question or a batch with a target is given.

    Raises:
        BadParameter: neither, or half of both.
    """
    if batch is None and target is None and question:
        return
    if batch is None or target is None or question:
        raise typer.BadParameter("Ange en fråga, eller både --batch och --out.")


@command("ask", "Ställ en fråga och få svar med källor.")
def ask(
    question: Annotated[str, typer.Argument(metavar="FRÅGA", help="Frågan, inom citattecken.")] = "",
    as_json: AsJson = False,
    batch: Batch = None,
    target: Out = None,
    history: History = None,
) -> None:
    """Answer a question."""
    from app.bootstrap import services  # noqa: PLC0415 - loads the stores

    with told_failures():
        if batch is not None or target is not None or not question.strip():
            _one_way(question, batch, target)
        with services(settings(), make=False) as given:
            if batch is not None and target is not None:

                def answered(one: BatchQuestion) -> dict[str, Any]:
                    try:
                        return {"id": one.id, "answer": answer_json(given.assistant.ask(one.question, history=one.history))}
                    except QuestionError as error:
                        return {"id": one.id, "error": str(error)}

                err.print(f"{run_batch(batch, target, answered)} frågor besvarade i {target}.")
                return
            answer = given.assistant.ask(question, history=history or ())
        if as_json:
            out.print(json.dumps(answer_json(answer), ensure_ascii=False, indent=2))
        else:
            print_answer(answer)


def print_answer(answer: Answer) -> None:
    """Print an answer for a person."""
    if answer.standalone != " ".join(answer.question.split()):
        out.print(f"Frågan förstods som: {answer.standalone}\n")
    out.print(answer.text)
    for citation in answer.citations:
        out.print(f"\n[{citation.number}] {place(citation)}")
        out.print(f"    ”{excerpt(citation.quote, told_of(answer.text, citation.number), _SHOWN)}”")


@command("search", "Sök stycken i handlingarna.")
def search(
    question: Annotated[str, typer.Argument(metavar="ORD", help="Det som söks, inom citattecken.")] = "",
    k: Annotated[int, typer.Option("-k", metavar="ANTAL", min=1, max=100, help="Hur många stycken, 1–100; annars 10.")] = 10,
    as_json: AsJson = False,
    batch: Batch = None,
    target: Out = None,
) -> None:
    """Search passages."""
    from app.bootstrap import services  # noqa: PLC0415 - loads the stores

    with told_failures():
        if batch is not None or target is not None or not question.strip():
            _one_way(question, batch, target)
        with services(settings(), make=False) as given:
            if batch is not None and target is not None:

                def found(one: BatchQuestion) -> dict[str, Any]:
                    try:
                        hits = given.assistant.search(one.question, k, history=one.history)
                    except QuestionError as error:
                        return {"id": one.id, "hits": [], "error": str(error)}
                    return {"id": one.id, "hits": [hit_json(hit, rank) for rank, hit in enumerate(hits, 1)]}

                err.print(f"{run_batch(batch, target, found)} frågor sökta i {target}.")
                return
            hits = given.assistant.search(question, k)
        if as_json:
            out.print(json.dumps([hit_json(hit, rank) for rank, hit in enumerate(hits, 1)], ensure_ascii=False, indent=2))
            return
        for rank, hit in enumerate(hits, 1):
            page = f", s. {hit.chunk.page}" if hit.chunk.page else ""
            out.print(f"{rank}. {hit.title} ({hit.source}{page}) {' › '.join(hit.chunk.path)}  {hit.score:.2f}")
            text = " ".join(hit.chunk.text.split())
            out.print(f"   {text[:_SHOWN]}{' …' if len(text) > _SHOWN else ''}")
        if not hits:
            out.print("Inget hittades.")
