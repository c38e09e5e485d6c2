#!/usr/bin/env python3
"""Make the demo papers of Ljungsätra, a municipality that does not exist.

    python demo/make_papers.py            writes demo/papers/
    python demo/make_papers.py --check    tells whether demo/papers/ is what this script makes (exit code 1 if not)
    python demo/make_papers.py --out DIR  writes to, or checks, another folder

Needs what the tests need: reportlab, python-docx, openpyxl, pypdfium2, Pillow. No network.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from mill.check import difference
from mill.papers import PAPERS

PAPERS_FOLDER = Path(__file__).parent / "papers"


def make_all() -> dict[str, bytes]:
    """Return every paper's content by file name."""
    return {name: make() for name, make in PAPERS.items()}


def write(folder: Path, made: Mapping[str, bytes]) -> None:
    """Write every paper into the folder, and remove papers that are no longer made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        (folder / name).write_bytes(content)
    for stray in folder.iterdir():
        if stray.name not in made:
            stray.unlink()


def check(folder: Path, made: Mapping[str, bytes]) -> list[str]:
    """Return one line for each paper that is missing, differs, or is not made by this script."""
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    complaints = [f"{name}: saknas, kör python demo/make_papers.py" for name in made if name not in found]
    complaints += [f"{name}: görs inte av skriptet" for name in sorted(found - set(made))]
    for name, content in made.items():
        if name in found and (reason := difference(name, (folder / name).read_bytes(), content)):
            complaints.append(f"{name}: {reason}")
    return complaints


def main(arguments: list[str] | None = None) -> int:
    """Write the papers, or check them; return the exit code."""
    parser = argparse.ArgumentParser(description="Gör demopappren för den påhittade kommunen Ljungsätra.")
    parser.add_argument("--check", action="store_true", help="kontrollera att mappen stämmer med skriptet")
    parser.add_argument("--out", type=Path, default=PAPERS_FOLDER, help="mapp att skriva till eller kontrollera")
    asked = parser.parse_args(arguments)
    made = make_all()
    if asked.check:
        complaints = check(asked.out, made)
        print("\n".join(complaints) or f"{len(made)} papper stämmer med skriptet.")
        return 1 if complaints else 0
    write(asked.out, made)
    print(f"{len(made)} papper, {sum(map(len, made.values())) / 1e6:.2f} MB, i {asked.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
