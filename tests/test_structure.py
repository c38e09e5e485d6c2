"""Rules of the repository: sizes, names, what may stand in it, what is loaded when."""

from __future__ import annotations

import ast
import codecs
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("app", "ingest", "prompts", "vectorstore", "eval")
MODULES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py") if "migrations" not in path.parts)
MOST_MODULE = 300  # lines
MOST_FUNCTION = 60  # lines
#: What takes seconds to import, or opens windows, sockets and files.
HEAVY = (
    "torch",
    "chromadb",
    "gradio",
    "onnxruntime",
    "transformers",
    "sentence_transformers",
    "tantivy",
    "pdfplumber",
)
#: Written turned (rot13), so that this file does not hold what it looks for.
HOSTS = [codecs.decode(turned, "rot13") for turned in ("clcv.bet", "clgubaubfgrq.bet", "ertvfgel.aczwf", "qbjaybnq.clgbepu")]
SLASH = "/"
OF_A_MACHINE = re.compile(
    rf"(?<![\w.{SLASH}-]){SLASH}(?:root|work|tmp{SLASH}kv|home{SLASH}\w+|Users{SLASH}\w+|opt{SLASH}wheels|mnt{SLASH}\w+){SLASH}"
)
TEXT = {".py", ".md", ".toml", ".txt", ".lock", ".yaml", ".yml", ".jsonl", ".json", ".css", ".js", ".html", ".ini", ".cfg", ""}


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tracked() -> tuple[Path, ...]:
    """Return the files that git has, without those deleted but not yet committed."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return tuple(path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file())


def texts() -> list[tuple[Path, str]]:
    """Return the text files that git has, with what they say (some of the demo papers are in other encodings)."""
    return [(path, path.read_text("utf-8", errors="replace")) for path in tracked() if path.suffix in TEXT]


def long_functions(source: str, most: int) -> list[str]:
    """Return the functions of a module that are longer than `most` lines, decorators and docstring included."""
    defined = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    first = {node: min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)]) for node in defined}
    return [node.name for node, start in first.items() if (node.end_lineno or start) - start + 1 > most]


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_module_is_short(module: Path) -> None:
    lines = module.read_text("utf-8").count("\n")
    assert lines <= MOST_MODULE


@pytest.mark.parametrize("module", MODULES, ids=named)
def test_a_function_is_short(module: Path) -> None:
    assert long_functions(module.read_text("utf-8"), MOST_FUNCTION) == []


def test_a_long_function_is_seen() -> None:
    source = "@one\ndef short():\n    pass\n\nclass A:\n    async def long(self):\n" + "        x = 1\n" * 60
    assert long_functions(source, MOST_FUNCTION) == ["long"]
    assert long_functions(source, 61) == []


def test_the_architecture_names_every_module() -> None:
    told = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    names = {module: module.parent.name if module.name == "__init__.py" else module.stem for module in MODULES}
    missing = [named(module) for module, name in names.items() if not re.search(rf"(?<![\w]){re.escape(name)}(?![\w])", told)]
    assert missing == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    nothing = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}
    assert [named(module) for module in MODULES if nothing & set(re.split(r"[_/.]", named(module)))] == []


def test_no_file_names_a_registrys_host() -> None:
    found = [f"{named(path)}: {host}" for path, text in texts() for host in HOSTS if host in text]
    assert found == []


def test_no_file_names_a_path_of_the_machine_it_was_made_on() -> None:
    found = [f"{named(path)}: {match.group()}" for path, text in texts() for match in OF_A_MACHINE.finditer(text)]
    assert found == []


def test_a_path_of_a_machine_is_seen() -> None:
    for text in (f"{SLASH}root{SLASH}x", f'"{SLASH}home{SLASH}anna{SLASH}x"', f"={SLASH}Users{SLASH}anna{SLASH}x"):
        assert OF_A_MACHINE.search(text)
    elsewhere = ("https:++example.org+home+anna+x", "..+work+x", "app+root+x", "+tmp+x", "+api+work")
    for text in (written.replace("+", SLASH) for written in elsewhere):
        assert not OF_A_MACHINE.search(text)


def test_nothing_large_and_nothing_made_is_kept() -> None:
    made = {".pyc", ".sqlite", ".safetensors", ".bin", ".onnx", ".npy"}
    assert [named(path) for path in tracked() if path.suffix in made or path.stat().st_size > 1_500_000] == []
    demo = sum(path.stat().st_size for path in tracked() if path.is_relative_to(ROOT / "demo"))
    assert demo < 3_000_000


def test_help_loads_nothing_heavy() -> None:
    program = (
        "import sys\nfrom app.cli import main\nsys.argv = ['kommunsvar', '--help']\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code\n"
        f"print(sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert run.returncode == 0, run.stderr
    assert run.stdout.splitlines()[-1] == "[]"
