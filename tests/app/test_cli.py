"""The command line: exit codes, one line on stderr, JSON; over real stores and a tiny model."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli.main import app
from tests.app.drafting.papers import MOTION
from tests.app.rig import pdf
from tests.app.test_api_figures import REPORT
from tests.tiny_model import write_packed
from vectorstore.vectors.bundled import write_model

pytestmark = pytest.mark.real

ROOT = Path(__file__).parents[2]
POOL = "Rutin för simhallen\n\nSimhallen öppnar klockan sex varje vardag. Bastun är stängd på måndagar.\n"
BAD_WORDS = ("Traceback", 'File "')

for module in sorted((ROOT / "app" / "cli").glob("[a-z]*.py")):
    import_module(f"app.cli.{module.stem}")


@dataclass(frozen=True)
class Desk:
    """A data folder, and what the commands are run with."""

    folder: Path
    environment: dict[str, str]

    def run(self, *arguments: str | Path, answer: str = "", **environment: str) -> Result:
        given = {**self.environment, **environment}
        return CliRunner().invoke(app, [str(one) for one in arguments], input=answer, env=given)

    def done(self, *arguments: str | Path, answer: str = "") -> Result:
        result = self.run(*arguments, answer=answer)
        assert result.exit_code == 0, result.output
        return result

    def fails(self, *arguments: str | Path, code: int = 1, **environment: str) -> str:
        """Run what fails, and return the one line it says on stderr."""
        result = self.run(*arguments, **environment)
        assert result.exit_code == code, result.output
        assert result.stdout == ""
        assert not any(word in result.stderr for word in BAD_WORDS)
        if code == 1:
            assert len(result.stderr.strip().split("\n")) == 1
        return result.stderr


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    return write_model(folder / "model", *write_packed(folder))


def _desk(folder: Path, tiny: Path) -> Desk:
    settings = {"KOMMUNSVAR_DATA": str(folder / "data"), "KOMMUNSVAR_MODEL_EMBEDDING": str(tiny)}
    others = {name: "" for name in os.environ if name.startswith("KOMMUNSVAR_") and name not in settings}
    assert not others, "the tests run without settings of one's own"
    return Desk(folder, settings)


@pytest.fixture
def desk(tmp_path: Path, tiny: Path) -> Desk:
    return _desk(tmp_path, tiny)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, tiny: Path) -> Desk:
    """A desk with one paper; for the tests that change nothing."""
    made = _desk(tmp_path_factory.mktemp("filled"), tiny)
    (made.folder / "Simhall åäö.txt").write_text(POOL, "utf-8")
    made.done("ingest", made.folder / "Simhall åäö.txt")
    return made


def test_ingest_reports_what_became_of_every_file(desk: Desk) -> None:
    papers = desk.folder / "papper"
    papers.mkdir()
    for name, text in (("a.txt", POOL), ("b.txt", POOL), ("tom.txt", "")):
        (papers / name).write_text(text, "utf-8")
    first = desk.done("ingest", papers, "--municipality", "Lingonby", "--body", "Fritidsnämnden", "--date", "2026-03-01")
    assert "1 nya, 0 ersatta, 0 oförändrade, 1 dubbletter, 1 överhoppade" in first.stdout
    assert "dubblett: b.txt har samma innehåll som a.txt" in first.stdout
    assert "överhoppad: tom.txt: tom fil" in first.stdout
    assert "0 nya, 0 ersatta, 2 oförändrade" in desk.done("ingest", papers).stdout
    document = json.loads(desk.done("status", "--json").stdout)["documents"][0]
    assert document["metadata"]["municipality"] == "Lingonby"
    assert document["metadata"]["body"] == "fritidsnämnden"
    assert document["metadata"]["day"] == "2026-03-01"


def test_an_empty_folder_is_told_and_a_missing_one_makes_nothing(desk: Desk) -> None:
    papers = desk.folder / "tom mapp"
    assert "finns inte" in desk.fails("ingest", papers)
    assert list(desk.folder.iterdir()) == []
    papers.mkdir()
    told = desk.done("ingest", papers).stdout
    assert told.startswith(f"Inga handlingar hittades i {papers}")
    assert told.count("\n") == 1


def test_a_name_in_other_bytes_stops_no_other_file(desk: Desk, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + "/Båtar.txt".encode("cp1252"))).write_text("Båtarna ses över varje vår.\n", "utf-8")
    (tmp_path / "simhallen.txt").write_text(POOL, "utf-8")
    told = desk.done("ingest", tmp_path).stdout
    assert "2 nya" in told
    assert "Båtar.txt" in desk.done("status").stdout


def test_ask_answers_with_its_source(filled: Desk) -> None:
    told = filled.done("ask", "När öppnar simhallen?").stdout
    assert "Simhallen öppnar klockan sex varje vardag. [1]" in told
    assert "[1] " in told
    assert "Simhall åäö.txt" in told


def test_a_long_quote_shows_the_words_that_answer(desk: Desk) -> None:
    before = "Kommunen har flera anläggningar som sköts av kultur- och fritidsförvaltningen året om. " * 9
    text = f"Rutin för båtplatser\n\n{before}En båtplats i Lillhamnen kostar 1 840 kronor om året. {before}\n"
    (desk.folder / "båt.txt").write_text(text, "utf-8")
    desk.done("ingest", desk.folder / "båt.txt")
    told, _, quote = desk.done("ask", "Vad kostar en båtplats i Lillhamnen?").stdout.partition("[1] Rutin")
    assert "1 840 kronor" in told
    assert "Lillhamnen kostar 1 840 kronor om året." in quote
    assert len(quote) < 700


def test_ask_and_search_give_json(filled: Desk) -> None:
    answer = json.loads(filled.done("ask", "När öppnar simhallen?", "--json").stdout)
    assert answer["outcome"] == "answered"
    assert answer["citations"][0]["source"] == "Simhall åäö.txt"
    hits = json.loads(filled.done("search", "När öppnar simhallen?", "-k", "1", "--json").stdout)
    assert [hit["rank"] for hit in hits] == [1]


def test_search_shows_passages(filled: Desk) -> None:
    assert "Simhallen öppnar" in filled.done("search", "simhallen").stdout


def test_a_batch_answers_every_line(filled: Desk, tmp_path: Path) -> None:
    questions, target = tmp_path / "q.jsonl", tmp_path / "a.jsonl"
    questions.write_text('{"id": "1", "question": "När öppnar simhallen?"}\n{"id": "2", "question": "?"}\n', "utf-8")
    result = filled.done("ask", "--batch", questions, "--out", target)
    assert result.stdout == ""
    one, two = (json.loads(line) for line in target.read_text("utf-8").splitlines())
    assert one["id"] == "1"
    assert one["answer"]["outcome"] == "answered"
    assert two["id"] == "2"
    assert "tom" in two["error"]
    filled.done("search", "--batch", questions, "--out", target, "-k", "3")
    one, two = (json.loads(line) for line in target.read_text("utf-8").splitlines())
    assert one["hits"][0]["rank"] == 1
    assert two["hits"] == []


def test_status_lists_the_papers(filled: Desk) -> None:
    assert "Simhall åäö.txt  ”Rutin för simhallen”" in filled.done("status").stdout
    listed = json.loads(filled.done("status", "--json").stdout)
    assert listed["chunks"] >= 1
    assert str(filled.folder) not in json.dumps(listed)


def test_figures_of_papers_without_any(filled: Desk) -> None:
    assert filled.done("figures", "--all", "--json").stdout == ""
    assert "Inga tal" in filled.done("figures", "simhallen").stdout


def test_figures_are_told_with_their_page(desk: Desk) -> None:
    (desk.folder / "bokslut.pdf").write_bytes(pdf([("Årsbokslut 2025",), tuple(REPORT.strip().split("\n"))]))
    desk.done("ingest", desk.folder / "bokslut.pdf", "--municipality", "Ekdala")
    assert "Hemtjänst: −1 200 tkr (utfall, 2025, " in desk.done("figures", "hemtjänst").stdout
    assert all(line.endswith(", s. 2)") for line in desk.done("figures", "--all").stdout.splitlines())


def test_a_reply_is_drafted_to_a_motion_named_by_its_file(desk: Desk) -> None:
    for name in ("motion.txt", "kopia/motion.txt"):
        path = desk.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(MOTION if name == "motion.txt" else f"{MOTION}\nKopia.\n", "utf-8")
    desk.done("ingest", desk.folder / "motion.txt", "--municipality", "Tunadal")
    assert "Ada Lind" in desk.done("draft", "motion.txt", "--json").stdout
    desk.done("ingest", desk.folder / "kopia", "--municipality", "Tunadal")
    told = desk.fails("draft", "motion.txt")
    assert "flera handlingar heter motion.txt: ange id" in told
    assert "Ada Lind" in desk.done("draft", told.split()[-1], "--json").stdout


def test_delete_asks_first_and_reindex_keeps_the_rest(desk: Desk) -> None:
    for name, text in (("a.txt", POOL), ("b.txt", POOL.replace("Simhallen", "Ishallen"))):
        (desk.folder / name).write_text(text, "utf-8")
    desk.done("ingest", desk.folder / "a.txt", desk.folder / "b.txt")
    for no in ("n\n", "\n", ""):
        refused = desk.run("delete", "a.txt", answer=no)
        assert (refused.exit_code, refused.stdout) == (1, "")
        assert refused.stderr == "Ta bort a.txt? [j/N] Avbrutet. Inget är borttaget.\n"
    assert "a.txt" in desk.done("status").stdout
    assert "borttagen" in desk.done("delete", "a.txt", answer="ja\n").stdout
    assert "1 handlingar" in desk.done("reindex").stdout
    assert "a.txt" not in desk.done("status").stdout
    assert "Ishallen öppnar" in desk.done("ask", "När öppnar ishallen?").stdout
    key = json.loads(desk.done("status", "--json").stdout)["documents"][0]["id"]
    desk.done("delete", key, "--yes")
    assert "0 handlingar" in desk.done("status").stdout
    assert (desk.folder / "b.txt").exists()


def test_a_deleted_paper_that_was_put_in_goes_with_its_file(desk: Desk) -> None:
    kept = desk.folder / "data" / "uploads" / "abc" / "000" / "simhall.txt"
    kept.parent.mkdir(parents=True)
    kept.write_text(POOL, "utf-8")
    own = desk.folder / "ishall.txt"
    own.write_text(POOL.replace("Simhallen", "Ishallen"), "utf-8")
    desk.done("ingest", kept, own)
    assert "med filen som lagts in" in desk.done("delete", "--yes", "simhall.txt").stdout
    assert "Filen är kvar" in desk.done("delete", "--yes", "ishall.txt").stdout
    assert (kept.exists(), own.exists()) == (False, True)


def test_a_paper_can_be_closed_and_opened_without_changing(filled: Desk) -> None:
    paper = filled.folder / "Simhall åäö.txt"
    assert "1 ersatta" in filled.done("ingest", paper, "--access", "internal").stdout
    assert "1 oförändrade" in filled.done("ingest", paper).stdout
    assert "intern" in filled.done("status").stdout
    assert "Simhallen öppnar" not in filled.run("ask", "När öppnar simhallen?").stdout
    assert "1 ersatta" in filled.done("ingest", paper, "--access", "public").stdout
    assert "intern" not in filled.done("status").stdout
    assert "1 ersatta" in filled.done("ingest", "--again", paper).stdout


def test_doctor_tells_each_check_and_fails_when_one_fails(filled: Desk) -> None:
    result = filled.run("doctor")
    assert result.exit_code in (0, 1)
    lines = [line for line in result.stdout.splitlines() if not line.startswith(" ")]
    assert [line.split()[0] for line in lines if line.split()[0] not in ("ok", "varning", "fel")] == []
    assert ("fel " in result.stdout) is (result.exit_code == 1)
    for line, after in zip(result.stdout.splitlines(), [*result.stdout.splitlines()[1:], ""], strict=True):
        if line.startswith(("fel", "varning")):
            assert after.strip().startswith("→")


@pytest.mark.parametrize(
    "arguments",
    [
        ["nope"],
        ["ask"],
        ["ask", "När?", "--nope"],
        ["ask", "--batch", "q.jsonl"],
        ["ask", "--out", "a.jsonl"],
        ["ask", "När?", "--batch", "q.jsonl", "--out", "a.jsonl"],
        ["search"],
        ["search", "När?", "-k", "0"],
        ["search", "När?", "-k", "många"],
        ["ingest"],
        ["ingest", "x", "--date", "i går"],
        ["ingest", "x", "--access", "hemlig"],
        ["delete"],
        ["figures"],
        ["figures", "ord", "--all"],
    ],
)
def test_wrong_usage_is_two(desk: Desk, arguments: list[str]) -> None:
    desk.fails(*arguments, code=2)
    assert not (desk.folder / "data").exists()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ask"], "Ange en fråga, eller både --batch och --out."),
        (["figures"], "Ange ord att söka på"),
        (["ingets"], "Kommandot ingets finns inte. Menade du ingest?"),
        (["xyz"], "Kommandot xyz finns inte. Se kommunsvar --help."),
        (["ask", "När?", "--kommun"], "Växeln --kommun finns inte."),
        (["ingest", "--municipalty", "Ale"], "Växeln --municipalty finns inte. Menade du --municipality?"),
        (["ingest"], "MAPP saknas."),
        (["ask", "När", "öppnar", "badet?"], 'Det finns ord för mycket: öppnar badet?. Skriv kommunsvar ask "FRÅGA"'),
        (["status", "nu"], "Kommandot tar inget mer än växlar, men fick: nu."),
        (["ingest", "x", "--date", "1 april 2026"], "--date är fel: ange ett datum som 2026-03-17."),
        (["ingest", "x", "--access", "hemlig"], "--access är fel: ange public eller internal."),
        (["search", "bad", "-k", "många"], "-k ska vara ett heltal."),
        (["search", "bad", "-k", "101"], "-k ska vara högst 100."),
        (["search", "bad", "-k"], "-k ska följas av ett värde."),
        (["status", "--json=ja"], "--json tar inget värde."),
        (["serve", "--port", "65536"], "--port ska vara högst 65535."),
    ],
)
def test_wrong_usage_is_told_in_swedish(desk: Desk, arguments: list[str], told: str) -> None:
    line = desk.fails(*arguments, code=2).strip()
    assert line.startswith(f"Fel: {told}")
    assert line.endswith("--help.")
    assert "\n" not in line


def test_help_is_swedish(desk: Desk) -> None:
    english = re.compile(
        r"\b(?:usage|options|show|default|required|arguments|commands|exit|message|text|int|path|str)\b", re.IGNORECASE
    )
    names = [command.name or "" for command in app.registered_commands]
    for arguments in ([], *([name] for name in names)):
        told = desk.done(*arguments, "--help").stdout
        assert told.startswith("Användning: ")
        assert "Visa den här hjälpen." in told
        assert english.findall(told) == []


def test_without_a_command_the_help_is_shown(desk: Desk) -> None:
    assert "Kommandon:" in desk.fails(code=2)


def test_the_version_is_told(desk: Desk) -> None:
    assert desk.done("--version").stdout == f"kommunsvar {version('kommunsvar')}\n"


def test_stated_failures_are_one_and_say_what_is_wrong(filled: Desk, tmp_path: Path) -> None:
    bad = tmp_path / "fel.jsonl"
    bad.write_text("fel\n")
    assert "tom" in filled.fails("ask", "?!")
    assert "tom" in filled.fails("ask", "  ")
    assert "tecken" in filled.fails("ask", "x" * 50_000)
    assert "tom" in filled.fails("search", "…")
    assert "finns inte" in filled.fails("ingest", tmp_path / "saknas")
    assert "okänd.pdf" in filled.fails("delete", "okänd.pdf")
    assert "Rad 1 i fel.jsonl: raden är inte giltig JSON." in filled.fails("ask", "--batch", bad, "--out", tmp_path / "a.jsonl")
    assert "saknas.jsonl går inte att läsa: den finns inte." in filled.fails(
        "search", "--batch", tmp_path / "saknas.jsonl", "--out", tmp_path / "a.jsonl"
    )
    assert not (tmp_path / "a.jsonl").exists()


@pytest.mark.parametrize("command", [["ask", "När?"], ["status"], ["doctor"], ["ingest", "."], ["reindex"]])
def test_a_wrong_setting_is_told_by_every_command(desk: Desk, command: list[str]) -> None:
    assert "KOMMUNSVAR_NOPE" in desk.fails(*command, KOMMUNSVAR_NOPE="1")
    assert "answers.passages ska vara minst 1." in desk.fails(*command, KOMMUNSVAR_ANSWERS_PASSAGES="0")


def test_a_model_that_is_not_there_is_told(filled: Desk) -> None:
    told = filled.fails("ask", "När?", KOMMUNSVAR_MODEL_EMBEDDING=str(filled.folder / "finns-inte"), HF_HUB_OFFLINE="1")
    assert "finns-inte" in told


def test_a_data_folder_of_another_model_is_told_with_its_remedy(desk: Desk, tmp_path: Path) -> None:
    paper = desk.folder / "a.txt"
    paper.write_text(POOL, "utf-8")
    desk.done("ingest", paper)
    other = write_model(tmp_path / "annan", *write_packed(tmp_path, 1))
    for command in (["ask", "När öppnar simhallen?"], ["ingest", str(paper)]):
        assert "kommunsvar reindex" in desk.fails(*command, KOMMUNSVAR_MODEL_EMBEDDING=str(other))
    assert desk.run("reindex", KOMMUNSVAR_MODEL_EMBEDDING=str(other)).exit_code == 0
    assert desk.run("ask", "När öppnar simhallen?", KOMMUNSVAR_MODEL_EMBEDDING=str(other)).exit_code == 0


def test_a_data_folder_that_cannot_be_made_is_told(desk: Desk) -> None:
    (desk.folder / "data").write_text("")
    desk.fails("ingest", desk.folder)


@pytest.mark.parametrize(
    "command",
    [["ask", "När?"], ["search", "bad"], ["figures", "bad"], ["status"], ["draft", "motion.txt"], ["delete", "a.txt"], ["reindex"]],
    ids=lambda command: command[0],
)
def test_who_only_asks_makes_no_data_folder_and_is_told_which_there_is_none_in(
    desk: Desk, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(desk.folder)
    told = desk.fails(*command, KOMMUNSVAR_DATA="data", KOMMUNSVAR_MODEL_EMBEDDING="")
    assert told.startswith(f"Fel: Inget är inläst i {desk.folder / 'data'}. ")
    assert "kommunsvar ingest MAPP" in told
    assert "KOMMUNSVAR_DATA" in told
    assert list(desk.folder.iterdir()) == []


def _kommunsvar(desk: Desk, *arguments: str | bytes, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from app.cli import main; main()", *arguments]
    environment = {**os.environ, **desk.environment, "HF_HUB_OFFLINE": "1", **more}
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, check=False, timeout=120)


def test_as_a_process_of_its_own(desk: Desk) -> None:
    helped = _kommunsvar(desk, "--help")
    assert (helped.returncode, helped.stderr) == (0, "")
    assert "ingest" in helped.stdout
    failed = _kommunsvar(desk, "ask", b"\xff\xfe?", KOMMUNSVAR_NOPE="1")
    assert (failed.returncode, failed.stdout) == (1, "")
    assert failed.stderr.count("\n") == 1


def test_a_question_in_any_bytes_gets_an_answer_or_one_line(filled: Desk) -> None:
    result = _kommunsvar(filled, "ask", b"n\xe4r \xf6ppnar simhallen \xff?", PYTHONIOENCODING="utf-8")
    assert result.returncode in (0, 1)
    assert not any(word in result.stderr for word in BAD_WORDS)
    assert len(result.stderr.splitlines()) == result.returncode


@pytest.mark.parametrize("question", ["🏊 öppnar simhallen 🏊", "simhallen \x01\x7f\x1b[31m", "simhallen [red]x[/red]"])
def test_odd_letters_in_a_question_do_no_harm(filled: Desk, question: str) -> None:
    assert filled.done("ask", question).stdout.strip()
