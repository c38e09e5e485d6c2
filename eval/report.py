"""A report told: Markdown, HTML and JSON. Pure but for `write`."""

from __future__ import annotations

import html
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from eval.summary import MEASURES

_FAILURES = (
    "recall@10",
    "not_refused",
    "evidence_touched",
    "numbers_right",
    "refused_rightly",
)  # what makes a question a failed case
_SHOWN = 300  # characters of an answer
_CSS = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:1rem 0}"
    "td,th{border:1px solid #bbb;padding:.25rem .6rem;text-align:left;vertical-align:top}td.n{text-align:right;white-space:nowrap}"
)
Table = tuple[Sequence[str], Sequence[Sequence[str]]]


def write(report: Mapping[str, Any], folder: Path) -> list[Path]:
    """Write report.json, report.md and report.html into a folder, and return their paths.

    Raises:
        OSError: a file cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = {
        "report.json": json.dumps(report, ensure_ascii=False, indent=1) + "\n",
        "report.md": markdown(report),
        "report.html": as_html(report),
    }
    for name, text in written.items():
        (folder / name).write_text(text, "utf-8")
    return [folder / name for name in written]


def markdown(report: Mapping[str, Any]) -> str:
    """Return a report as Markdown."""
    parts = ["# Mätning", "", *(f"- {name}: {value}" for name, value in _stamped(report)), ""]
    for title, (heads, rows) in _tables(report):
        parts += [f"## {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
        parts += [f"| {' | '.join(_cell(one) for one in row)} |" for row in rows]
        parts.append("")
    return "\n".join(parts)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def as_html(report: Mapping[str, Any]) -> str:
    """Return a report as a web page that needs nothing else."""
    parts = [f"<!doctype html><html lang=sv><meta charset=utf-8><title>Mätning</title><style>{_CSS}</style><h1>Mätning</h1><ul>"]
    parts += [f"<li>{html.escape(name)}: {html.escape(value)}</li>" for name, value in _stamped(report)]
    parts.append("</ul>")
    for title, (heads, rows) in _tables(report):
        parts.append(
            f"<h2>{html.escape(title)}</h2><table><tr>{''.join(f'<th scope=col>{html.escape(one)}</th>' for one in heads)}</tr>"
        )
        parts += [f"<tr>{''.join(f'<td>{html.escape(one)}</td>' for one in row)}</tr>" for row in rows]
        parts.append("</table>")
    return "\n".join(parts) + "</html>\n"


def _stamped(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    told = {"frågor": report["questions"], **report["stamp"]}
    return [(name, _plain(value)) for name, value in told.items()]


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {inner}" for name, inner in value.items() if inner not in ("", None)) or "–"
    return str(value)


def _tables(report: Mapping[str, Any]) -> list[tuple[str, Table]]:
    groups = {**{f"roll: {name}": one for name, one in report["by_persona"].items()},
              **{f"slag: {name}": one for name, one in report["by_type"].items()}}  # fmt: skip
    everything = [
        (name, _value(figure), f"{figure['low']}–{figure['high']}", str(figure["cases"]), MEASURES.get(name, "millisekunder"))
        for name, figure in report["all"].items()
    ]
    heads = ("mått", "värde", "95 %", "fall", "vad det är")
    shown = (
        "recall@5",
        "recall@10",
        "evidence_touched",
        "evidence_quoted",
        "numbers_right",
        "not_refused",
        "refused_rightly",
        "p95_ms",
    )
    by_group = [
        (
            name,
            *(
                f"{_value(one[measure])} ({one[measure]['low']}–{one[measure]['high']})" if measure in one else ""
                for measure in shown
            ),
        )
        for name, one in groups.items()
    ]
    failed = [
        (row["id"], row["question"], row["expected"] or "ska avvisas", row["text"][:_SHOWN], ", ".join(_failed(row)))
        for row in report["rows"]
        if _failed(row)
    ]
    return [
        ("Alla frågor", (heads, everything)),
        ("Per roll och slag", (("grupp", *shown), by_group)),
        (f"Fall som föll ({len(failed)})", (("id", "fråga", "väntat", "svar", "föll på"), failed)),
    ]


def _value(figure: Mapping[str, Any]) -> str:
    return f"{figure['value']:g}"


def _failed(row: Mapping[str, Any]) -> list[str]:
    return [name for name in _FAILURES if row["measures"].get(name) == 0.0]


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> str:
    """Return what changed between two reports, question by question, as Markdown."""
    parts = [
        f"# {before['stamp'].get('commit') or 'A'} → {after['stamp'].get('commit') or 'B'}",
        "",
        "| mått | A | B | skillnad |",
        "|---|---|---|---|",
    ]
    for name in [name for name in after["all"] if name in before["all"]]:
        old, new = before["all"][name]["value"], after["all"][name]["value"]
        parts.append(f"| {name} | {old:g} | {new:g} | {new - old:+g} |")
    earlier = {row["id"]: row for row in before["rows"]}
    better: list[tuple[Mapping[str, Any], str, float, float]] = []
    worse: list[tuple[Mapping[str, Any], str, float, float]] = []
    for row in after["rows"]:
        old_row = earlier.get(row["id"])
        if old_row is None:
            continue
        for name, value in row["measures"].items():
            was = old_row["measures"].get(name)
            if was is not None and was != value and name in MEASURES:
                (better if value > was else worse).append((row, name, was, value))
    for title, changes in (("Sämre", worse), ("Bättre", better)):
        parts += ["", f"## {title} ({len(changes)})", ""]
        parts += [f"- {row['id']} {name} {was:g} → {now:g}: {_cell(row['question'])}" for row, name, was, now in changes]
    only = sorted({row["id"] for row in after["rows"]} ^ set(earlier))
    if only:
        parts += ["", f"Bara i den ena: {', '.join(only)}"]
    return "\n".join(parts) + "\n"
