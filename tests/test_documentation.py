"""The documentation says what is there: links lead somewhere, commands, settings and make targets exist."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import typer

from app.settings import Settings, environment_names, load_settings

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    path
    for pattern in ("*.md", "docs/**/*.md", "demo/*.md", "tests/**/*.md")
    for path in ROOT.glob(pattern)
    if not any(part.startswith(".") or part == "node_modules" for part in path.relative_to(ROOT).parts)
)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#{1,6} +(.+?)\s*$", re.MULTILINE)
CODE = re.compile(r"`([^`\n]+)`")
COMMAND = re.compile(r"\bkommunsvar ([a-z]+)(?![\w./-])")
TARGET = re.compile(r"^make ([a-z]+)", re.MULTILINE)
VARIABLE = re.compile(r"\bKOMMUNSVAR_[A-Z_]+\b")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text("utf-8")


def code_in(text: str) -> list[str]:
    """Return what is set as code: blocks without their comments, and the words between back quotes outside them."""
    blocks = [re.sub(r"(?m)(?:^|\s)#.*$", "", block) for _, block in FENCE.findall(text)]
    return [*blocks, *CODE.findall(FENCE.sub("", text))]


def anchors(text: str) -> set[str]:
    """Return the anchors of a page's headings, as GitHub makes them."""
    headings = HEADING.findall(FENCE.sub("", text))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(page: Path, text: str) -> list[str]:
    broken = []
    for link in LINK.findall(FENCE.sub("", text)):
        if re.match(r"[a-z]+:", link):
            continue
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.exists() or (anchor and anchor not in anchors(text_of(target))):
            broken.append(link)
    return broken


@cache
def commands() -> frozenset[str]:
    main = import_module("app.cli.main")
    for module in sorted((ROOT / "app" / "cli").glob("[a-z]*.py")):
        import_module(f"app.cli.{module.stem}")
    return frozenset(typer.main.get_command(main.app).commands)  # type: ignore[attr-defined] # a group has commands


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_links_lead_somewhere(page: Path) -> None:
    assert broken_links(page, text_of(page)) == []


def test_a_broken_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# Ett två!\n[a](#ett-två) [b](#tre) [c](not-there.md) [d](page.md) [e](https://example.org)\n", "utf-8")
    assert broken_links(page, text_of(page)) == ["#tre", "not-there.md"]


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_commands_exist(page: Path) -> None:
    told = {command for code in code_in(text_of(page)) for command in COMMAND.findall(code)}
    assert told <= commands()


def test_every_command_is_in_the_readme() -> None:
    told = {command for code in code_in(text_of(ROOT / "README.md")) for command in COMMAND.findall(code)}
    assert told == commands()


def test_every_example_of_the_demo_papers_names_their_data_folder() -> None:
    asked = re.findall(r"^\$ (.*kommunsvar .*)$", text_of(ROOT / "README.md"), re.MULTILINE)
    assert asked
    assert [line for line in asked if not line.startswith("KOMMUNSVAR_DATA=var/demo ")] == []


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_make_targets_exist(page: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    told = {target for code in code_in(text_of(page)) for target in TARGET.findall(code)}
    assert told <= targets


@pytest.mark.parametrize("page", [ROOT / "docs" / "operations.md", ROOT / ".env.example"], ids=named)
def test_every_setting_is_told_and_none_that_is_not(page: Path) -> None:
    assert set(VARIABLE.findall(text_of(page))) - {"KOMMUNSVAR_"} == {*environment_names(), "KOMMUNSVAR_CONFIG"}


def test_the_defaults_told_are_the_defaults() -> None:
    row = re.compile(r"^\| `(KOMMUNSVAR_\w+)` \| `([\w.]+)` \| `?([^|`]+?)`? \|", re.MULTILINE)
    rows = row.findall(text_of(ROOT / "docs" / "operations.md"))
    assert {name for name, _, _ in rows} == set(environment_names())
    for name, path, told in rows:
        value: object = Settings()
        for part in path.split("."):
            value = getattr(value, part)
        assert tuple(path.split(".")) == environment_names()[name]
        if value in ("", None):
            assert told.startswith(("tom", "ingen")), name
        else:
            assert float(told) == value if isinstance(value, int | float) else told == str(value), name


def test_the_settings_file_shown_is_one(tmp_path: Path) -> None:
    blocks = [block for language, block in FENCE.findall(text_of(ROOT / "docs" / "operations.md")) if language == "toml"]
    assert blocks
    for block in blocks:
        file = tmp_path / "kommunsvar.toml"
        file.write_text(block, "utf-8")
        loaded = load_settings({"KOMMUNSVAR_CONFIG": str(file)})
        assert str(loaded.data) == tomllib.loads(block)["data"]


def test_the_profile_shown_is_one(tmp_path: Path) -> None:
    from ingest.profile import load

    block = next(block for language, block in FENCE.findall(text_of(ROOT / "CONTRIBUTING.md")) if language == "toml")
    generic = ROOT / "ingest" / "profiles" / "generic.toml"
    (tmp_path / "generic.toml").write_text(text_of(generic), "utf-8")
    (tmp_path / "exempelby.toml").write_text(block, "utf-8")
    profile = load(tomllib.loads(block)["name"], tmp_path)
    assert "nämnden beslutar att" in profile.decision
    assert profile.diary.search("Dnr EB 2025-123")


def test_decisions_have_their_parts() -> None:
    decisions = sorted((ROOT / "docs" / "adr").glob("[0-9]*.md"))
    listed = set(LINK.findall(text_of(ROOT / "docs" / "adr" / "README.md")))
    assert listed == {decision.name for decision in decisions}
    for number, decision in enumerate(decisions, 1):
        text = text_of(decision)
        assert text.startswith(f"# {number:04d}. ")
        assert decision.name.startswith(f"{number:04d}-")
        assert "\nStatus: " in text
        assert HEADING.findall(text)[1:] == ["Context", "Decision", "Consequences"]
        assert len(text.splitlines()) <= 60, f"{decision.name}: more than a page"
