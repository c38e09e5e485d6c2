"""`python -m eval`: how good the answers are and how fast they come."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import Progress

from app.cli.main import err, out, settings, told_failures

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from eval.dataset import Case
    from eval.runner import Row

app = typer.Typer(
    name="eval",
    help="Mäter svarens kvalitet och hastighet.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_DEMO = Path(__file__).with_name("demo") / "questions.jsonl"
_CONVERSATIONS = Path(__file__).with_name("conversations")
_REPORTS = Path("var/eval")

Out = Annotated[Path, typer.Option("--out", help="Mapp att skriva rapporten i.")]
Floors = Annotated[bool, typer.Option("--floors/--no-floors", help="Slutkod 1 när ett mått ligger under sitt golv.")]


@contextmanager
def _bar(told: str, total: int) -> Iterator[Callable[[int], None]]:
    with Progress(console=err, transient=True) as progress:
        task = progress.add_task(told, total=total)
        yield lambda done: progress.advance(task, done)


@app.command("run", help="Ställ en uppsättning frågor och skriv en rapport.")
def run(
    questions: Annotated[Path, typer.Argument(help="Frågor med kända svar, en per rad.")] = _DEMO,
    address: Annotated[str, typer.Option("--address", help="En tjänst att fråga, till exempel http://127.0.0.1:8000.")] = "",
    folder: Out = _REPORTS,
    floors: Floors = True,
) -> None:
    """Run a set of questions, and write its report."""
    from eval.dataset import read_cases  # noqa: PLC0415 - loads the stores
    from eval.report import write  # noqa: PLC0415
    from eval.summary import report_json  # noqa: PLC0415

    with told_failures():
        cases = read_cases(questions)
        rows, stamped = _answered(cases, questions, address)
        report = report_json(rows, stamped)
        paths = write(report, folder)
        _print(report["all"])
        err.print(f"Rapporten: {', '.join(path.name for path in paths)} i {folder}.")
        _check(report["all"], questions.stem if questions != _DEMO else "demo", floors)


def _answered(cases: Sequence[Case], questions: Path, address: str) -> tuple[list[Row], dict[str, Any]]:
    """Return what came of the questions, and what they were asked of."""
    from app.bootstrap import services  # noqa: PLC0415
    from eval.runner import InProcess, at_address  # noqa: PLC0415
    from eval.runner import run as asked  # noqa: PLC0415
    from eval.stamp import stamp  # noqa: PLC0415

    with _bar("Frågar", len(cases)) as progress:
        if address:
            with at_address(address) as door:
                return asked(cases, door, progress), stamp(questions, None, address)
        with services(settings()) as given:
            return asked(cases, InProcess(given), progress), stamp(questions, given)


def _print(figures: Mapping[str, Any]) -> None:
    for name, figure in figures.items():
        span = f"  ({figure['low']:g}–{figure['high']:g})" if "low" in figure else ""
        out.print(f"{name:22} {figure['value']:8g}{span}")


def _check(figures: Mapping[str, Any], name: str, wanted: bool) -> None:
    """Exit with 1 when a figure is below its floor.

    Raises:
        Exit: one is.
    """
    from eval.floors import below, floors_for  # noqa: PLC0415

    failed = below(figures, floors_for(name)) if wanted else []
    for told in failed:
        err.print(f"Under golvet: {told}")
    if failed:
        raise typer.Exit(1)


@app.command("motions", help="Gör utkast till svar på motioner: anges det som ett gott svar vilar på?")
def motions(
    cases: Annotated[Path, typer.Argument(help="Motioner med must_cite och must_mention, en per rad.")],
    floors: Floors = True,
) -> None:
    """Measure drafts."""
    from app.bootstrap import services  # noqa: PLC0415
    from app.drafting.serialise import draft_json  # noqa: PLC0415
    from eval.motions import judge, read_motions, shares, told  # noqa: PLC0415

    with told_failures():
        every = read_motions(cases)
        with services(settings()) as given:
            live = {one.id for one in given.index.catalogue.documents()}
            given.drafts.from_text(every[0].text, every[0].title)  # the first one waits for the model

            def text_of(document_id: str) -> str:
                return given.index.catalogue.text(document_id) if document_id in live else ""

            rows = [judge(one, draft_json(given.drafts.from_text(one.text, one.title)), text_of) for one in every]
        for row in rows:
            out.print("\n".join(told(row)))
        _print(shares(rows))
        _check(shares(rows), cases.stem, floors)


@app.command("compare", help="Jämför två rapporter, fråga för fråga.")
def compare(
    before: Annotated[Path, typer.Argument(help="report.json från en tidigare körning.")],
    after: Annotated[Path, typer.Argument(help="report.json från en senare.")],
) -> None:
    """Compare two reports."""
    from eval.dataset import read_json  # noqa: PLC0415
    from eval.report import compare as compared  # noqa: PLC0415

    with told_failures():
        out.print(compared(read_json(before), read_json(after)))


@app.command("conversations", help="Ställ samtalens frågor i följd: förstås följdfrågorna, och får de svar?")
def conversations(
    papers: Annotated[str, typer.Argument(help="demo eller seeds: vilka handlingar datamappen har.")] = "demo",
    held_out: Annotated[bool, typer.Option("--held-out", help="De samtal som hölls undan när reglerna skrevs.")] = False,
    wrong: Annotated[bool, typer.Option("--wrong", help="Visa frågorna som inte blev rätt.")] = False,
    floors: Floors = True,
) -> None:
    """Measure conversations."""
    from app.bootstrap import services  # noqa: PLC0415
    from eval.dataset import read_conversations  # noqa: PLC0415
    from eval.dialogue import converse, shares  # noqa: PLC0415
    from eval.runner import InProcess  # noqa: PLC0415

    with told_failures():
        every = read_conversations(_CONVERSATIONS / ("held_out.jsonl" if held_out else f"{papers}.jsonl"))
        chosen = [one for one in every if one.papers == papers]
        with services(settings()) as given, _bar("Samtalar", len(chosen)) as progress:
            rows = converse(chosen, InProcess(given), progress)
        for row in rows if wrong else ():
            if not (row.understood and row.answered):
                verdict = f"understood {row.understood:d} found {row.found:d} answered {row.answered:d} {row.why}"
                out.print(f"{row.conversation}.{row.number} {verdict}\n  {row.turn.question}")
                out.print(f"  > {row.standalone}\n  = {row.turn.standalone}")
        _print(shares(rows))
        _check(shares(rows), f"conversations_{papers}{'_held_out' if held_out else ''}", floors)


@app.command("swequad", help="SweQUAD-MC som sökfrågor: hela sökningen, bara vektorer, bara ord.")
def swequad(
    file: Annotated[Path, typer.Argument(help="dev.json ur SweQUAD-MC.")],
    floors: Floors = True,
) -> None:
    """Measure retrieval on SweQUAD."""
    from eval.dataset import read_swequad  # noqa: PLC0415
    from eval.swequad import flat, measure  # noqa: PLC0415

    with told_failures():
        items = read_swequad(file)
        with _bar("Söker", len(items)) as progress:
            figures = measure(items, settings(), progress)
        for leg, told in figures.items():
            out.print(f"{leg}  ({told['cases']} frågor)")
            _print({name: one for name, one in told.items() if isinstance(one, dict)})
        _check(flat(figures), "swequad", floors)


@app.command("calibrate", help="Pröva tröskeln för när en fråga avvisas (answers.least_support).")
def calibrate(
    questions: Annotated[list[Path] | None, typer.Argument(help="Frågor med kända svar, några utan.")] = None,
) -> None:
    """Try the refusal's threshold."""
    from eval.calibrate import THRESHOLDS, best_level  # noqa: PLC0415
    from eval.calibrate import calibrate as tried  # noqa: PLC0415
    from eval.dataset import read_cases  # noqa: PLC0415

    with told_failures():
        given = settings()
        cases = [case for path in questions or [_DEMO] for case in read_cases(path)]
        with _bar("Prövar", len(THRESHOLDS)) as progress:
            levels = tried(cases, given, progress)
        out.print("tröskel  besvarade  evidens  avvisade rätt  medel")
        for level in levels:
            shares = f"{level.answered:9.1%} {level.touched:9.1%} {level.refused:9.1%} {level.score:12.1%}"
            out.print(f"{level.threshold:7.2f} {shares}")
        best = best_level(levels)
        out.print(f"Bäst: {best.threshold:.2f}. Nu gäller {given.answers.least_support:.2f} (KOMMUNSVAR_ANSWERS_LEAST_SUPPORT).")


@app.command("feedback", help="Gör nya fall av vad användare sagt om svaren.")
def feedback(
    target: Annotated[Path, typer.Option("--out", help="Fil med frågor att lägga fallen sist i.")] = Path(
        "var/eval/feedback.jsonl"
    ),
) -> None:
    """Make cases of feedback."""
    from app.bootstrap import services  # noqa: PLC0415
    from eval.dataset import read_cases  # noqa: PLC0415
    from eval.feedback_cases import append, new_cases, quoted_in  # noqa: PLC0415

    with told_failures():
        given = settings()
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished = target.with_name(f"{target.stem}.todo.jsonl")
        known = {case.question for path in (target, unfinished) if path.exists() for case in read_cases(path)}
        with services(given) as opened:
            ready, todo = new_cases(given.data, known, quoted_in(opened))
        append(target, ready)
        append(unfinished, todo)
        out.print(f"{len(ready)} nya fall i {target}, {len(todo)} att göra färdiga i {unfinished.name}.")


@app.command("bench", help="Mät hastighet och minne (DESIGN.md §9).")
def bench(
    papers: Annotated[Path, typer.Argument(help="Mapp med handlingar att läsa in.")] = Path("demo/papers"),
    sizes: Annotated[str, typer.Option("--sizes", help="Antal påhittade stycken att växa till, med komma emellan.")] = "1000,10000",
    figures: Annotated[
        int,
        typer.Option("--figures", min=0, help="Mät bara frågor om tal, bland så många tal."),
    ] = 0,
    questions: Annotated[Path | None, typer.Option("--questions", help="Frågor till --figures; annars demons.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Skriv JSON.")] = False,
) -> None:
    """Measure speed and memory."""
    from eval.bench import QUESTIONS, measure, measure_figures  # noqa: PLC0415

    with told_failures():
        if figures:
            measured = measure_figures(settings(), papers, questions or QUESTIONS, figures)
        else:
            measured = measure(settings(), papers, [int(size) for size in sizes.split(",") if size.strip().isdecimal()])
        if as_json:
            out.print(json.dumps([one.as_json() for one in measured], ensure_ascii=False, indent=1))
            return
        for one in measured:
            out.print(f"{one.name:58} {one.value:10.1f} {one.unit:12} {one.target}")


if __name__ == "__main__":
    app()
