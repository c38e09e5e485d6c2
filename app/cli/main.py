"""The commands, and how failures are told."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.metadata import version
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console

from app.cli.swedish import COMMAND, OPTIONS, SwedishCommand, SwedishGroup
from app.errors import AppError
from app.settings import Settings, load_settings
from ingest.errors import IngestError
from ingest.os_errors import reason_of
from vectorstore.errors import VectorStoreError

_Function = TypeVar("_Function", bound=Callable[..., Any])

app = typer.Typer(
    name="kommunsvar",
    help="Svar ur kommunens egna handlingar, med källa för varje påstående.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    cls=SwedishGroup,
    options_metavar=OPTIONS,
    subcommand_metavar=COMMAND,
)
out = Console(highlight=False, soft_wrap=True, markup=False)
err = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)
_INTERRUPTED = 130  # what a shell gives for Ctrl+C
_NO_NETWORK = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "DO_NOT_TRACK": "1",
}


def command(name: str, told: str) -> Callable[[_Function], _Function]:
    """Return what makes a function a command.

    Args:
        name: the command's.
        told: what it does.
    """
    return app.command(name, help=told, cls=SwedishCommand, options_metavar=OPTIONS)


def _version(wanted: bool) -> None:
    if wanted:
        out.print(f"kommunsvar {version('kommunsvar')}")
        raise typer.Exit


@app.callback()
def _every_command(
    wanted: Annotated[bool, typer.Option("--version", is_eager=True, callback=_version, help="Visa versionen.")] = False,
) -> None:
    del wanted  # told by its callback


@contextmanager
def told_failures() -> Iterator[None]:
    """Tell a stated failure in one line on stderr, with what to do, and exit with 1.

    Raises:
        Exit: with the exit code.
    """
    try:
        yield
    except VectorStoreError as error:
        err.print(" ".join(part for part in (f"Fel: {error}", error.remedy) if part))
        raise typer.Exit(1) from error
    except (AppError, IngestError) as error:
        err.print(f"Fel: {error}")
        raise typer.Exit(1) from error
    except BrokenPipeError as error:
        sys.stderr.close()
        raise typer.Exit(0) from error
    except OSError as error:
        err.print(f"Fel: {error.filename or 'filen'} går inte att använda: {reason_of(error)}.")
        raise typer.Exit(1) from error
    except KeyboardInterrupt as error:
        err.print("Avbrutet. Det som är klart är sparat; kör samma kommando igen för att fortsätta.")
        raise typer.Exit(_INTERRUPTED) from error


def settings() -> Settings:
    """Return the settings; a hub is only asked when the user names a hub model.

    Raises:
        SettingsError: a setting is wrong.
    """
    loaded = load_settings()
    if not loaded.model.embedding and not loaded.model.reranker:
        for name, value in _NO_NETWORK.items():
            os.environ.setdefault(name, value)
    return loaded


def main() -> None:
    """Run the command line."""
    for commands in ("take_in", "ask", "figures", "draft", "keep", "serve", "demo"):
        import_module(f"app.cli.{commands}")
    app(prog_name="kommunsvar")
