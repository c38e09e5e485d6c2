"""Rows made into figures: each measure with its 95 % interval, in all, by persona and by type. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from eval.metrics import interval, percentile, refusals
from eval.runner import Row

#: What is told, in this order, each with what it is in Swedish.
MEASURES: dict[str, str] = {
    "recall@1": "all evidens i första stycket",
    "recall@3": "all evidens i de tre första styckena",
    "recall@5": "all evidens i de fem första styckena",
    "recall@10": "all evidens i de tio första styckena",
    "recall@2000chars": "all evidens i de första 2 000 tecknen",
    "recall@4000chars": "all evidens i de första 4 000 tecknen",
    "recall@8000chars": "all evidens i de första 8 000 tecknen",
    "mrr": "reciprok rang av stycket som gör evidensen hel",
    "ndcg@10": "nDCG vid tio stycken",
    "not_refused": "frågor med svar som besvaras",
    "evidence_touched": "minst ett citat rör evidensen",
    "evidence_quoted": "citaten rymmer all evidens",
    "numbers_right": "alla efterfrågade tal står i svaret",
    "focused": "få tal utöver de efterfrågade",
    "refused_rightly": "frågor utan svar som avvisas, utan citat",
    "refusal_precision": "avvisade frågor som saknar svar",
    "refusal_recall": "frågor utan svar som avvisas",
    "cited": "svar med minst ett citat",
    "citation_precision": "citat som rör evidensen",
    "verbatim": "citat som står ordagrant i handlingen",
    "short": "svar på högst 1 200 tecken",
}
_LATENCY = {"p50_ms": 0.50, "p95_ms": 0.95}


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure: its value, its 95 % interval, and of how many cases. Shares are in percent, but mrr and ndcg@10 from 0 to 1."""

    value: float
    low: float
    high: float
    cases: int


def summarise(rows: Sequence[Row]) -> dict[str, Figure]:
    """Return the figures of rows; those that no row bears on are absent."""
    found: dict[str, Figure] = {}
    for name in MEASURES:
        values = [row.measures[name] for row in rows if name in row.measures]
        if values:
            found[name] = _figure(name, values)
    checked = [float(one) for row in rows for one in row.verbatim]
    if checked:
        found["verbatim"] = _figure("verbatim", checked)
    said_no = [(row.empty, row.outcome == "unsupported") for row in rows]
    for name, value in refusals(said_no).items():
        low, high = interval(said_no, _refusal_measure(name))
        cases = sum(refused for _, refused in said_no) if name == "refusal_precision" else sum(empty for empty, _ in said_no)
        found[name] = Figure(_percent(value), _percent(low), _percent(high), cases)
    times = [row.milliseconds for row in rows if row.milliseconds]
    for name, share in _LATENCY.items():
        if times:
            low, high = interval(times, _percentile_at(share))
            found[name] = Figure(round(percentile(times, share), 1), round(low, 1), round(high, 1), len(times))
    order = [*MEASURES, *_LATENCY]
    return dict(sorted(found.items(), key=lambda item: order.index(item[0])))


def _figure(name: str, values: Sequence[float]) -> Figure:
    low, high = interval(values)
    mean = sum(values) / len(values)
    if name in ("mrr", "ndcg@10"):
        return Figure(round(mean, 3), round(low, 3), round(high, 3), len(values))
    return Figure(_percent(mean), _percent(low), _percent(high), len(values))


def _percent(share: float) -> float:
    return round(100 * share, 1)


def _refusal_measure(name: str) -> Callable[[Sequence[tuple[bool, bool]]], float]:
    return lambda drawn: refusals(drawn).get(name, 0.0)


def _percentile_at(share: float) -> Callable[[Sequence[float]], float]:
    return lambda drawn: percentile(drawn, share)


def report_json(rows: Sequence[Row], stamp: Mapping[str, Any]) -> dict[str, Any]:
    """Return the whole report as JSON values: what was measured with what, the figures, and every question.

    Args:
        rows: what came of each question.
        stamp: see `eval.stamp.stamp`.
    """
    personas = sorted({row.case.persona for row in rows if row.case.persona})
    types = sorted({row.case.type for row in rows if row.case.type})
    return {
        "stamp": dict(stamp),
        "questions": len(rows),
        "all": _as_json(summarise(rows)),
        "by_persona": {one: _as_json(summarise([row for row in rows if row.case.persona == one])) for one in personas},
        "by_type": {one: _as_json(summarise([row for row in rows if row.case.type == one])) for one in types},
        "rows": [_row_json(row) for row in rows],
    }


def _as_json(figures: Mapping[str, Figure]) -> dict[str, Any]:
    return {name: asdict(figure) for name, figure in figures.items()}


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "id": row.case.id,
        "persona": row.case.persona,
        "type": row.case.type,
        "question": row.case.question,
        "expected": row.case.answer,
        "standalone": row.standalone,
        "outcome": row.outcome,
        "reason": row.reason,
        "text": row.text,
        "citations": list(row.citations),
        "measures": {name: round(value, 4) for name, value in row.measures.items()},
        "milliseconds": row.milliseconds,
    }
