"""The search over fake indexes: what place, year, board and identifiers do, and what comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from ingest.model import Access, Chunk, ChunkKind, DocType
from tests.passages import LINGONBY, chunk, searcher
from vectorstore.model import Filter, SearchQuery
from vectorstore.search import in_place, in_years, without_repeats

POOL = "Simhallen kostade 4 mkr att driva."
FILLER = [
    chunk(text)
    for text in (
        "Biblioteket lånar ut böcker till alla som bor här.",
        "Snöröjningen sköts av entreprenörer på entreprenad.",
        "Hemtjänsten utför insatser dygnet runt.",
        "Förskolorna har öppet från sex på morgonen.",
    )
]


def _texts(query: SearchQuery, *passages: Chunk, k: int = 10) -> list[str]:
    return [hit.chunk.text for hit in searcher(*passages, *FILLER).searcher.search(query, k)]


def test_the_passage_that_says_it_comes_first() -> None:
    found = searcher(*FILLER, chunk(POOL)).searcher.search(SearchQuery("Vad kostade simhallen?"), 3)
    assert found[0].chunk.text == POOL
    assert [hit.score for hit in found] == sorted((hit.score for hit in found), reverse=True)
    assert set(found[0].legs) == {"dense", "lexical"}
    assert (found[0].source, found[0].title) == ("papper.pdf", "Årsbokslut 2025")


@pytest.mark.parametrize(
    "question", ["vad kostade simhallen", "VAD KOSTADE SIMHALLEN", "vad kostade simhalen", "simhallskostnader"]
)
def test_a_question_finds_however_it_is_typed(question: str) -> None:
    assert _texts(SearchQuery(question), chunk(POOL))[0] == POOL


def test_a_question_without_marks_finds_words_with_them() -> None:
    wanted = "Färdtjänst på Ängön beställs i förväg."
    assert _texts(SearchQuery("fardtjanst angon"), chunk(wanted))[0] == wanted


def test_an_empty_index_gives_nothing() -> None:
    assert searcher().searcher.search(SearchQuery("Vad kostade simhallen?")) == []


@pytest.mark.parametrize(
    "question", ["", "?", "och det som är", "x" * 3000, "🏊", "'; DROP TABLE chunks; --", "<b>simhall</b> \\ * + AND NOT"]
)
def test_any_text_can_be_searched(question: str) -> None:
    assert len(searcher(chunk(POOL), *FILLER).searcher.search(SearchQuery(question), 3)) <= 3


def test_no_more_passages_than_asked_for() -> None:
    assert len(_texts(SearchQuery("simhallen"), chunk(POOL), k=2)) == 2


def test_the_place_asked_about_goes_first() -> None:
    here, there = chunk(POOL), chunk(POOL + " Varje år.", replace(LINGONBY, municipality="Tranmåla"))
    for place, wanted in (("Lingonby", here), ("Tranmåla", there)):
        assert _texts(SearchQuery("Vad kostade simhallen?", places=(place,)), here, there)[0] == wanted.text


def test_a_paper_of_another_place_counts_where_it_names_the_one_asked_about() -> None:
    there = replace(LINGONBY, municipality="Tranmåla")
    assert in_place(chunk("Avtal med Lingonby.", there), ["Lingonby"])
    assert in_place(chunk("Lingonbys avtal.", there), ["Lingonby"])
    assert not in_place(chunk("Avtal.", there, context=""), ["Lingonby"])
    assert not in_place(chunk("Lingonbyskolan.", there, context=""), ["Lingonby"])


@pytest.mark.parametrize("place", ["Stora Lingonby", "Lingon-Tranmåla"])
def test_a_place_of_two_words_is_named_too(place: str) -> None:
    there = replace(LINGONBY, municipality="Tranmåla")
    assert in_place(chunk(f"Avtal med {place}s kommun.", there), [place])
    assert not in_place(chunk("Avtal med Lingonby stad.", there, context=""), [place])


def test_a_paper_of_no_known_place_may_be_of_any() -> None:
    assert in_place(chunk("Avtal.", replace(LINGONBY, municipality="")), ["Tranmåla"])


def test_the_year_asked_about_goes_first() -> None:
    papers = [chunk(POOL, replace(LINGONBY, years=(year,)), context="") for year in (2023, 2024, 2025)]
    for passage in papers:
        query = SearchQuery("Vad kostade simhallen?", years=passage.metadata.years)
        assert searcher(*papers, *FILLER).searcher.search(query)[0].chunk.id == passage.id


def test_a_year_that_the_passage_names_is_its_year_too() -> None:
    old = replace(LINGONBY, years=(2019,))
    assert in_years(chunk("Beslutet gäller till 2025.", old), [2025])
    assert not in_years(chunk("Beslutet gäller.", old, context=""), [2025])
    assert in_years(chunk("Beslutet gäller.", replace(LINGONBY, years=()), context=""), [2025])
    assert not in_years(chunk("Ärende 120251.", old, context=""), [2025])


def test_the_board_and_the_kind_of_paper_asked_about_go_first() -> None:
    boards = [chunk(POOL, replace(LINGONBY, body=body), context="") for body in ("byggnadsnämnden", "miljönämnden")]
    kinds = [chunk(POOL, replace(LINGONBY, doc_type=kind), context="") for kind in (DocType.PROTOKOLL, DocType.TAXA)]
    query = SearchQuery("Vad kostade simhallen?")
    found = searcher(*boards, *kinds, *FILLER).searcher
    for passage in boards:
        assert found.search(replace(query, bodies=(passage.metadata.body,)))[0].chunk.id == passage.id
    for passage in kinds:
        assert found.search(replace(query, doc_types=(passage.metadata.doc_type,)))[0].chunk.id == passage.id


@pytest.mark.parametrize(
    ("question", "identifier"),
    [("Vad beslutades i § 51?", "§51"), ("Vad gäller ON 2026/14?", "on2026/14"), ("Hur gick N00671?", "n00671")],
)
def test_an_identifier_asked_for_comes_first(question: str, identifier: str) -> None:
    matter = chunk("Ärendet bordläggs.", paragraph="§ 51", diary_number="ON 2026/14", context="N00671")
    others = [chunk(f"Vad beslutades gäller hur det gick {n}.", paragraph="§ 5", diary_number="ON 2026/1") for n in range(5)]
    assert _texts(SearchQuery(question, identifiers=(identifier,)), *others, matter)[0] == matter.text


def test_a_paragraph_is_not_found_by_another_with_its_figures() -> None:
    passages = [chunk(f"Nämnden godkänner förslag {n}.", paragraph=f"§ {n}") for n in (5, 51, 511)]
    assert _texts(SearchQuery("Vad beslutades i § 51?", identifiers=("§51",)), *passages)[0] == passages[1].text


def test_repeats_go_last_and_nothing_is_lost() -> None:
    long = "Nämnden följer upp hemtjänstens kostnader varje månad och rapporterar till styrelsen."
    first, again = chunk(long, document="paket"), chunk(f"Sammanfattning. {long}", document="följebrev")
    other = chunk("Hemtjänstens kostnader ökade.")
    order = without_repeats(["a", "b", "c"], {"a": first, "b": again, "c": other}, 3)
    assert order == ["a", "c", "b"]


def test_no_more_are_given_than_are_wanted() -> None:
    long = "Nämnden följer upp hemtjänstens kostnader varje månad och rapporterar till styrelsen."
    passages = {key: chunk(text, document=key) for key, text in {"a": long, "b": long, "c": "Bron blir dyr.", "d": "Ja."}.items()}
    for most, given in enumerate(([], ["a"], ["a", "c"], ["a", "c", "d"], ["a", "c", "d", "b"])):
        assert without_repeats(["a", "b", "c", "d"], passages, most) == given


def test_a_decision_in_the_words_of_the_proposal_is_no_repeat_of_it() -> None:
    long = "Bron över Lingonån byggs i trä, med bänkar och belysning, och nämnden får i uppdrag att återkomma i maj."
    proposed, decided = chunk(long, kind=ChunkKind.PROPOSAL), chunk(long, document="protokoll", kind=ChunkKind.DECISION)
    passages = {"a": proposed, "b": decided, "c": chunk("Bron blir dyr."), "d": chunk(long, document="utdrag")}
    assert without_repeats(["a", "b", "d", "c"], passages, 4) == ["a", "b", "c", "d"]


def test_short_and_empty_passages_are_no_repeats() -> None:
    passages = {"a": chunk("Ja.", document="a"), "b": chunk("Ja.", document="b"), "c": chunk("", document="c")}
    assert without_repeats(["a", "b", "c"], passages, 3) == ["a", "b", "c"]


def test_an_order_never_wanders() -> None:
    passages = [chunk("Simhallen stängs för gott.", document=f"{n}") for n in range(6)]
    orders = [
        [hit.chunk.id for hit in searcher(*order).searcher.search(SearchQuery("simhallen"), 6)]
        for order in (passages, passages[::-1], passages[3:] + passages[:3])
    ]
    assert orders[0] == orders[1] == orders[2]


@pytest.mark.parametrize(
    "where",
    [
        Filter(municipalities=("Tranmåla",)),
        Filter(bodies=("byggnadsnämnden",)),
        Filter(years=(1999,)),
        Filter(doc_types=(DocType.TAXA,)),
        Filter(document_ids=("0" * 16,)),
        Filter(access=()),
    ],
)
def test_a_filter_holds_for_both_legs(where: Filter) -> None:
    assert _texts(SearchQuery("Vad kostade simhallen?", where=where), chunk(POOL)) == []


def test_internal_papers_are_found_by_those_who_may_see_them_only() -> None:
    secret = chunk(POOL, replace(LINGONBY, access=Access.INTERNAL))
    query = SearchQuery("Vad kostade simhallen?")
    assert POOL not in _texts(query, secret)
    assert POOL in _texts(replace(query, where=Filter(access=(Access.PUBLIC, Access.INTERNAL))), secret)


def test_a_passage_that_is_no_longer_live_is_dropped() -> None:
    found = searcher(chunk(POOL), *FILLER)
    found.papers.passages = {key: one for key, one in found.papers.passages.items() if one.text != POOL}
    assert POOL not in [hit.chunk.text for hit in found.searcher.search(SearchQuery("Vad kostade simhallen?"))]


class _ByLength:
    """Likes short passages best, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    def scores(self, query: str, passages: Sequence[str]) -> list[float]:
        self.asked.append((query, len(passages)))
        return [-float(len(passage)) for passage in passages]


def test_a_reranker_has_the_last_word() -> None:
    reranker = _ByLength()
    passages = [chunk(f"Simhallen {'mycket ' * n}kostade pengar.", context="") for n in range(5)]
    found = searcher(*passages, reranker=reranker).searcher.search(SearchQuery("Vad kostade simhallen?"), 5)
    assert [hit.chunk.text for hit in found] == [passage.text for passage in passages]
    assert reranker.asked == [("Vad kostade simhallen?", 5)]


def test_what_the_reranker_did_not_read_stays_behind_what_it_read() -> None:
    many = [chunk(f"Simhallen kostade pengar i § 51 {'x' * n}.", paragraph="§ 51", document=f"{n}") for n in range(90)]
    reranker = _ByLength()
    query = SearchQuery("Vad kostade simhallen i § 51?", identifiers=("§51",))
    plain = [hit.chunk.id for hit in searcher(*many).searcher.search(query, 30)]
    found = searcher(*many, reranker=reranker).searcher.search(query, 90)
    read = reranker.asked[0][1]
    assert read < 90
    assert set(plain) <= {hit.chunk.id for hit in found[:read]}
