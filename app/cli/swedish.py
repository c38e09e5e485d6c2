"""What typer says, in Swedish: the headings of help, wrong usage in one line, and the question before something is done.

typer has no translations, and keeps its errors in `typer._click`; `typer` is therefore held under its next major version.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Sequence
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError
from typer import Abort
from typer._click.core import Context
from typer._click.exceptions import (
    BadOptionUsage,
    BadParameter,
    ClickException,
    MissingParameter,
    NoArgsIsHelpError,
    NoSuchOption,
    UsageError,
)
from typer._click.formatting import HelpFormatter
from typer.core import TyperCommand, TyperGroup, TyperOption

from app.wrong_values import what_is_wrong

OPTIONS = "[VÄXLAR]"
COMMAND = "KOMMANDO …"
_FAILED = 1
_MISUSED = 2
_YES = frozenset({"j", "ja", "y", "yes"})
_NEAR = 0.7  # share of letters in common: a slip of the hand, and not another word
_TYPE = re.compile(r" <[^>]*>(\.\.\.)?$")
_ADDED = re.compile(r"\s*\[(?:default|required|[\d<=x]+)[^\]]*\]$")
_TOO_MANY = "Got unexpected extra argument(s) ("  # how typer begins what it says of them


def agreed(question: str, tell: Callable[[str], None]) -> bool:
    """Ask on the terminal, and tell whether the answer was yes; anything else is no.

    Args:
        question: without its mark of what may be answered.
        tell: is given the question to print.
    """
    tell(f"{question} [j/N] ")
    return sys.stdin.readline().strip().casefold() in _YES


def wrong_usage(error: ClickException) -> str:
    """Return in a line what is wrong with how a command was called, and where to see how it is called."""
    context = getattr(error, "ctx", None)
    where = context.command_path if context is not None else "kommunsvar"
    told = f"Fel: {_told(error)} Se {where} --help."
    return "".join(letter if letter.isprintable() else "?" for letter in told)


def _told(error: ClickException) -> str:
    match error:
        case NoSuchOption():
            return f"Växeln {error.option_name} finns inte.{_meant(error.option_name, error.possibilities or ())}"
        case MissingParameter():
            return f"{_name(error)} saknas."
        case BadParameter() if isinstance(error.__cause__, ValidationError):
            return f"{_name(error)} {what_is_wrong(error.__cause__.errors()[0], own=True)}."
        case BadOptionUsage():
            told = "tar inget värde" if "does not take" in error.message else "ska följas av ett värde"
            return f"{error.option_name} {told}."
    if error.message.startswith(_TOO_MANY):
        return _too_many(error, error.message.removeprefix(_TOO_MANY).removesuffix(")"))
    return error.message


def _meant(given: str, known: Iterable[str]) -> str:
    near = get_close_matches(given, list(known), 1, _NEAR)
    return f" Menade du {near[0]}?" if near else ""


def _name(error: BadParameter) -> str:
    """Return what the user calls an option or an argument."""
    param = error.param
    if param is None:
        return "Värdet"
    return str(max(param.opts, key=len)) if isinstance(param, TyperOption) else str(param.metavar or param.name)


def _too_many(error: ClickException, words: str) -> str:
    context = error.ctx if isinstance(error, UsageError) else None
    arguments = [param for param in context.command.params if not isinstance(param, TyperOption)] if context else []
    if context is None or not arguments:
        return f"Kommandot tar inget mer än växlar, men fick: {words}."
    return f'Det finns ord för mycket: {words}. Skriv {context.command_path} "{arguments[0].metavar}", med citattecken.'


def _row(name: str, told: str) -> tuple[str, str]:
    """Return a row of help without what typer adds in English: an argument's type, default, that it is required."""
    return _TYPE.sub("", name), _ADDED.sub("", told)


class _Swedish:
    """The headings of help."""

    def get_help_option(self, ctx: Context) -> TyperOption | None:
        option: TyperOption | None = super().get_help_option(ctx)  # type: ignore[misc] # beside a command
        if option is not None:
            option.help = "Visa den här hjälpen."
        return option

    def format_usage(self, ctx: Context, formatter: HelpFormatter) -> None:
        pieces = self.collect_usage_pieces(ctx)  # type: ignore[attr-defined]
        formatter.write_usage(ctx.command_path, " ".join(pieces), prefix="Användning: ")

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        params = self.get_params(ctx)  # type: ignore[attr-defined]
        for kind, heading in (("argument", "Argument"), ("option", "Växlar")):
            records = [param.get_help_record(ctx) for param in params if param.param_type_name == kind]
            rows = [_row(*record) for record in records if record is not None]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)


class SwedishCommand(_Swedish, TyperCommand):
    """A command whose help is Swedish."""


class SwedishGroup(_Swedish, TyperGroup):
    """The commands: their list, and what is said when they are misused."""

    def format_options(self, ctx: Context, formatter: HelpFormatter) -> None:
        """Write the options, then the commands."""
        super().format_options(ctx, formatter)
        limit = formatter.width - 6 - max(len(name) for name in self.commands)
        with formatter.section("Kommandon"):
            formatter.write_dl([(name, command.get_short_help_str(limit)) for name, command in self.commands.items()])

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Return the command that is named.

        Raises:
            UsageError: there is none.
        """
        if args[0] not in self.commands and not args[0].startswith("-"):
            raise UsageError(f"Kommandot {args[0]} finns inte.{_meant(args[0], self.commands)}", ctx)
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run, and where it is the program itself end with its exit code, wrong usage told in a line."""
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except (ClickException, Abort) as error:
            if not standalone_mode:
                raise
            sys.stderr.write(f"{_ending(error)}\n")
            sys.exit(_MISUSED if isinstance(error, ClickException) else _FAILED)
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code


def _ending(error: ClickException | Abort) -> str:
    """Return what is told of an error that ends the program."""
    if isinstance(error, NoArgsIsHelpError):
        return error.message
    return wrong_usage(error) if isinstance(error, ClickException) else "Avbrutet."
