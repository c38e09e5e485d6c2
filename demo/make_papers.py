#!/usr/bin/env python3
"""Make the demo papers of Ljungsätra, a municipality that does not exist.

    python demo/make_papers.py            writes demo/papers/
    python demo/make_papers.py --check    tells whether demo/papers/ is what this script makes (exit code 1 if not)
    python demo/make_papers.py --out DIR  writes somewhere else

Needs what the tests need: reportlab, python-docx, openpyxl, pypdfium2, Pillow. No network.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from mill.check import difference
from mill.papers import PAPERS, make

PAPERS_FOLDER = Path(__file__).parent / "papers"


def write(folder: Path) -> None:
    """Write every paper into the folder, and remove papers that are no longer made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in PAPERS:
        (folder / name).write_bytes(make(name))
    for stray in folder.iterdir():
        if stray.name not in PAPERS:
            stray.unlink()


def check(folder: Path) -> list[str]:
    """Return one line for each paper that is missing, differs, or is not made by this script."""
    found = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    complaints = [f"{name}: saknas, kör python demo/make_papers.py" for name in PAPERS if name not in found]
    complaints += [f"{name}: görs inte av skriptet" for name in sorted(found - set(PAPERS))]
    for name in PAPERS:
        if name in found:
            reason = difference(name, (folder / name).read_bytes(), make(name))
            if reason:
                complaints.append(f"{name}: {reason}")
    return complaints


def main() -> int:
    """Write the papers, or check them."""
    parser = argparse.ArgumentParser(description="Gör demopappren för den påhittade kommunen Ljungsätra.")
    parser.add_argument("--check", action="store_true", help="kontrollera att mappen stämmer med skriptet")
    parser.add_argument("--out", type=Path, default=PAPERS_FOLDER, help="mapp att skriva till eller kontrollera")
    args = parser.parse_args()
    if args.check:
        complaints = check(args.out)
        print("\n".join(complaints) or f"{len(PAPERS)} papper stämmer med skriptet.")
        return 1 if complaints else 0
    write(args.out)
    size = sum(path.stat().st_size for path in args.out.iterdir())
    print(f"{len(PAPERS)} papper, {size / 1e6:.2f} MB, i {args.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
