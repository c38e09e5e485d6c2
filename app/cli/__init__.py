"""The command line: parses, calls the use cases, prints. Exit codes: 0 done, 1 a stated failure, 2 wrong usage."""

from app.cli.main import main

__all__ = ["main"]
