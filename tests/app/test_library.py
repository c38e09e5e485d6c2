"""The catalogue as the assistant sees it: what is read once, and again when it has changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from app.library import CatalogueLibrary
from ingest.tables.model import NO_PERIOD, Figure, FigureStatus
from tests.samples import Sample, sample
from vectorstore.catalogue.model import NewVersion
from vectorstore.catalogue.store import Catalogue
from vectorstore.model import Filter, Hit


class _Counting(Catalogue):
    """A catalogue that remembers which passages' figures were read."""

    def __init__(self, where: Path) -> None:
        super().__init__(where)
        self.read: list[Sequence[tuple[str, int, int]]] = []

    def figures_within(self, spans: Sequence[tuple[str, int, int]]) -> list[Figure]:
        self.read.append(spans)
        return super().figures_within(spans)


def _take_in(catalogue: Catalogue, item: Sample, value: int) -> None:
    figure = Figure(
        label="Hemtjänst", group=(), column="Utfall", caption="", measure="utfall", period=NO_PERIOD, value=Decimal(value), unit="tkr",
        status=FigureStatus.READ, document_id=item.id, paper=0, page=None, start=8, end=10, quote_start=0, quote_end=10,
        printed=str(value),
    )  # fmt: skip
    staged = catalogue.stage([NewVersion(item.source, item.document, item.chunks, (figure,))])
    catalogue.activate([version.number for version in staged])


def test_the_figures_of_a_passage_are_read_once_until_something_changes(tmp_path: Path) -> None:
    catalogue = _Counting(tmp_path / "c.sqlite")
    first, second = sample("/a"), sample("/b")
    _take_in(catalogue, first, 12)
    _take_in(catalogue, second, 34)
    library = CatalogueLibrary(catalogue)
    hits = [Hit(item.chunks[0], 1.0, "", "") for item in (first, second)]
    assert [one.figure.value for one in library.figures_within(hits[:1], Filter())] == [12]
    assert {one.figure.value for one in library.figures(hits, {"hemtjänst": 1.0}, Filter())} == {12, 34}
    library.figures(hits, {"hemtjänst": 1.0}, Filter())
    assert [[span[0] for span in spans] for spans in catalogue.read] == [[first.id], [second.id]]
    _take_in(catalogue, replace(first, source=replace(first.source, size=1)), 56)
    assert [one.figure.value for one in library.figures_within(hits[:1], Filter())] == [56]
    catalogue.close()
