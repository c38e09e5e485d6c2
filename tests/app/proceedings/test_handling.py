"""Votes, reservations and what was moved are told from the matter's own §, of the board and the side asked about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from app.extract.choice import Extract
from app.proceedings.acts import Act, act_asked
from app.proceedings.handling import of_proceedings
from app.proceedings.statements import statements
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import Chunk, ChunkKind, DocType, Metadata
from tests.passages import chunk
from vectorstore.coverage import asked_words
from vectorstore.model import Filter, Hit
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))
BOARD = Metadata(
    title="Protokoll", doc_type=DocType.PROTOKOLL, municipality="Lingonby", body="kommunstyrelsen", day=date(2025, 3, 4)
)
COUNCIL = replace(BOARD, body="kommunfullmäktige", day=date(2025, 4, 7))
FILE = replace(BOARD, title="Yttrande över motion om blåbärsbussen", doc_type=DocType.YTTRANDE, body="kommunfullmäktige")
BUS, BRIDGE = "§ 8 Motion om blåbärsbussen", "§ 9 Ny bro över Lingonån"


def part(number: int, paragraph: str, heading: str, text: str, metadata: Metadata = BOARD, paper: int = 0) -> Chunk:
    kind = {"Beslut": ChunkKind.DECISION, "Yrkanden": ChunkKind.PROPOSAL}.get(heading, ChunkKind.PROSE)
    path = (paragraph, heading) if paragraph else (heading,)
    made = chunk(text, metadata, document=f"{metadata.doc_type}{metadata.day}{paper}", start=number, kind=kind, path=path)
    return replace(made, paragraph=" ".join(paragraph.split()[:2]), paper=paper, number=number)


MINUTES = [
    part(0, BUS, "Beslut", "Motionen avslås."),
    part(1, BUS, "Yrkanden", "Siv Lund (S) yrkar avslag på motionen. Per Berg (M) och Eva Ask (C) yrkar bifall till motionen."),
    part(
        2,
        BUS,
        "Omröstning",
        "Omröstning\n\nGodkänd voteringsproposition: ”Ja för avslag. Nej för bifall.”\nSiv Lund (S), Bo Ek (V) och\nordföranden "
        "Ulla Vik (S) röstar Ja (3).\nPer Berg (M) röstar Nej (1).\nEva Ask (C) avstår från att rösta.\n\nReservation\n\n"
        "Per Berg (M) reserverar sig mot beslutet.",
    ),
    part(3, BRIDGE, "Beslut", "Bron byggs."),
    part(4, BRIDGE, "Jäv", "Jäv\n\nBo Ek (V) anmäler jäv och deltar inte. Han äger mark vid bron."),
]
IN_COUNCIL = [
    part(0, "§ 21 Motion om blåbärsbussen", "Beslut", "Motionen bifalls.", COUNCIL),
    part(1, "§ 21 Motion om blåbärsbussen", "Omröstning", "Omröstningen utfaller med 12 Ja mot 19 Nej.", COUNCIL),
]


def told(question: str, passages: Sequence[Chunk], found: Sequence[int] = (0,)) -> Extract | None:
    known = Coverage(("Lingonby",), ("kommunstyrelsen", "kommunfullmäktige", "tekniska nämnden"), (2025,))
    understood = understand(question, known, Synonyms(()))
    asked = asked_words(search_query(understood, Filter()), AS_TYPED)

    def around(hit: Hit, before: int, after: int) -> list[Hit]:
        return [replace(hit, chunk=one) for one in passages if one.document_id == hit.chunk.document_id and one != hit.chunk]

    return of_proceedings(understood, asked, [Hit(passages[at], 1.0 - at / 100, "p.txt", "p") for at in found], around)


def texts(question: str, passages: Sequence[Chunk] = MINUTES, found: Sequence[int] = (0, 3)) -> list[str]:
    picked = told(question, passages, found)
    return [" ".join(one.unit.text.split()) for one in picked.picked] if picked else []


def test_a_reservation_is_told_from_the_matters_own_paragraph() -> None:
    assert texts("Vem reserverade sig mot blåbärsbussen?") == ["Per Berg (M) reserverar sig mot beslutet."]


def test_where_the_paragraph_has_no_reservation_that_is_said_and_not_anothers_told() -> None:
    picked = told("Vem reserverade sig mot bron över Lingonån?", MINUTES, (3, 2))
    assert picked is not None
    assert not picked.picked
    assert picked.unsaid == "§ 9 (kommunstyrelsen, 2025-03-04) säger inte att någon reserverade sig"


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Vilka röstade nej till blåbärsbussen?", "Per Berg (M) röstar Nej (1)."),
        ("Vilka röstade ja om blåbärsbussen?", "Siv Lund (S), Bo Ek (V) och ordföranden Ulla Vik (S) röstar Ja (3)."),
        ("Hur röstade Bo Ek om blåbärsbussen?", "Siv Lund (S), Bo Ek (V) och ordföranden Ulla Vik (S) röstar Ja (3)."),
        ("Vem avstod från att rösta om blåbärsbussen?", "Eva Ask (C) avstår från att rösta."),
        ("Vem yrkade avslag på motionen om blåbärsbussen?", "Siv Lund (S) yrkar avslag på motionen."),
        ("Vad tyckte Centerpartiet om blåbärsbussen?", "Per Berg (M) och Eva Ask (C) yrkar bifall till motionen."),
    ],
)
def test_the_side_the_person_and_the_party_asked_about_are_told(question: str, first: str) -> None:
    assert texts(question)[0] == first


def test_both_sides_are_told_where_they_are_held_against_each_other() -> None:
    first = "Siv Lund (S), Bo Ek (V) och ordföranden Ulla Vik (S) röstar Ja (3)."
    assert texts("Hur många fler röstade ja än nej till blåbärsbussen?")[:2] == [first, "Per Berg (M) röstar Nej (1)."]


def test_both_sides_are_told_whole_with_what_the_vote_was_on() -> None:
    found = texts("Hur röstade kommunstyrelsen om blåbärsbussen?")
    assert [text[-9:] for text in found[:2]] == ["r Ja (3).", " Nej (1)."]
    assert found[2] == "Godkänd voteringsproposition: ”Ja för avslag. Nej för bifall.”"


def test_a_vote_is_told_of_the_board_asked_about() -> None:
    both = [*MINUTES, *IN_COUNCIL]
    assert texts("Hur röstade fullmäktige om blåbärsbussen?", both, (0, 2, 5))[0].startswith("Omröstningen utfaller med 12 Ja")
    picked = told("Hur röstade kommunfullmäktige om bron över Lingonån?", both, (3, 5))
    assert picked is not None
    assert "men inte hur kommunfullmäktige behandlade det" in picked.unsaid


def test_the_boards_handling_told_in_a_paper_to_the_council_is_not_the_councils() -> None:
    text = "Motionen avslås.\n\nVid behandling av ärendet i kommunstyrelsen förekom skiljaktiga meningar.\nMed sju röster mot sex avslogs den."
    paper = part(0, "", "Kommunstyrelsens förslag", text, FILE)
    assert texts("Hur röstade kommunstyrelsen om blåbärsbussen?", [paper], (0,))[0].startswith("Med sju röster mot sex")
    assert texts("Hur röstade kommunfullmäktige om blåbärsbussen?", [paper], (0,)) == []


def test_what_a_board_proposes_is_told_beside_its_vote_where_that_is_asked_for_too() -> None:
    proposal = replace(part(9, BUS, "Kommunstyrelsens förslag", "Fullmäktige avslår motionen."), kind=ChunkKind.PROPOSAL)
    found = texts("Hur gick omröstningen om blåbärsbussen, och vad föreslås fullmäktige?", [proposal, *MINUTES[1:]], (0, 2))
    assert found[0] == "Fullmäktige avslår motionen."


def test_who_voted_is_not_told_by_how_many_did() -> None:
    picked = told("Vilka röstade för blåbärsbussen i kommunfullmäktige?", IN_COUNCIL, (0,))
    assert picked is not None
    assert picked.unsaid.endswith("säger inte vilka som röstade hur")


def test_a_reason_asked_for_is_told_with_who_was_disqualified() -> None:
    assert texts("Vilka fick inte vara med när bron behandlades?") == texts("Vem var jävig i ärendet om bron?")
    assert texts("Vem var jävig i ärendet om bron och varför?") == [
        "Bo Ek (V) anmäler jäv och deltar inte.",
        "Han äger mark vid bron.",
    ]


@pytest.mark.parametrize(
    "question",
    [
        "När ska en motivering till en reservation lämnas?",
        "Vem leder mötet när ordföranden anmäler jäv?",
        "Hur många röstade i riksdagsvalet?",
        "Hur stor är resultatutjämningsreserven?",
        "Vad vill kommunen göra åt köerna?",
        "Hur många har avstått från larm?",
    ],
)
def test_rules_elections_and_money_are_no_acts(question: str) -> None:
    assert act_asked(understand(question, Coverage(), Synonyms(()))) is None


def test_how_a_vote_fell_and_who_abstained_are_one_question() -> None:
    asked = act_asked(understand("Hur blev rösterna om bussen, och vem avstod?", Coverage(), Synonyms(())))
    assert asked is not None
    assert asked.act is Act.VOTED
    assert asked.abstained


def test_who_laid_down_their_votes_is_no_question_of_how_it_fell() -> None:
    asked = act_asked(understand("Vilka la ner sina röster när kommunfullmäktige röstade om bussen?", Coverage(), Synonyms(())))
    assert asked is not None
    assert (asked.act, asked.who, asked.abstained) == (Act.ABSTAINED, True, False)


def test_a_company_is_no_person_who_votes() -> None:
    asked = act_asked(understand("Vilken sida vann omröstningen om Lingonby Stads Bussar AB?", Coverage(), Synonyms(())))
    assert asked is not None
    assert asked.people == ()


ROLL_CALL = [
    part(0, "§ 21 Motion om blåbärsbussen", "Beslut", "Motionen bifalls.", COUNCIL),
    part(1, "§ 21 Motion om blåbärsbussen", "Omröstning", "Omröstningen utfaller med 1 Ja mot 2 Nej. Hur var och en röstar "
         "framgår av bilaga 3.", COUNCIL),
    part(2, "§ 22 Avslutning", "Beslut", "Mötet avslutas.\n\nBilaga 2\n\nSiv Lund\n\nS\n\n4\n\nLedamot\n\nNej", COUNCIL),
    part(3, "§ 22 Avslutning", "Beslut", "Bilaga 3\n\nNamn\n\nSiv Lund\n\nS\n\n4\n\nLedamot\n\nJa", COUNCIL),
    part(4, "§ 22 Avslutning", "Beslut", "Per Berg\n\nM\n\n5\n\nLedamot\n\nNej\n\nEva Ask\n\nC\n\n6\n\nErsättare\n\nAvstår", COUNCIL),
]  # fmt: skip


def test_how_a_member_voted_is_told_from_the_list_that_the_paragraph_refers_to() -> None:
    picked = told("Hur röstade Siv Lund om blåbärsbussen?", ROLL_CALL)
    assert picked is not None
    only = picked.picked[0]
    assert (only.unit.text.split(), only.unit.chunk.paragraph) == (["Siv", "Lund", "S", "4", "Ledamot", "Ja"], "§ 21")
    assert texts("Vem avstod från att rösta om blåbärsbussen?", ROLL_CALL, (0,)) == ["Eva Ask C 6 Ersättare Avstår"]
    assert texts("Vilka röstade nej till blåbärsbussen?", ROLL_CALL, (0,)) == ["Per Berg M 5 Ledamot Nej"]


ANSWERS = [
    part(0, "", "Kommunstyrelsens förslag", "Motionen avslås.\n\n----\n\nVid behandling av ärendet i kommunstyrelsen yrkade "
         "Per Berg (M) bifall till yrkande från M den 2 mars 2025.", FILE),
    part(1, "", "Förslag till beslut", "Kommunstyrelsen\n\nYrkande 2025-03-02\n\nYrkande angående motion av Eva Ask (C)\n\nFörslag till "
         "beslut\n1. Bussen ska gå varje dag.", replace(FILE, day=date(2025, 3, 2), body="kommunstyrelsen"), 1),
    part(2, "§ 4 Motion om blåbärsbussen", "Beslut", "Nämnden avstyrker motionen.",
         replace(FILE, doc_type=DocType.PROTOKOLLSUTDRAG, body="tekniska nämnden"), 2),
]  # fmt: skip
ANSWERS = [
    replace(one, document_id="file", kind=ChunkKind.DECISION if "§ 4" in one.paragraph else ChunkKind.PROPOSAL) for one in ANSWERS
]


def test_a_boards_answer_is_its_own_decision() -> None:
    assert texts("Vad svarade tekniska nämnden på motionen om blåbärsbussen?", ANSWERS, (0,)) == ["Nämnden avstyrker motionen."]
    assert texts("Vad tyckte kommunstyrelsen om motionen om blåbärsbussen?", ANSWERS, (2,)) == ["Motionen avslås."]


def test_what_a_board_decided_on_a_motion_is_its_own_proposal_and_word_with_what_was_moved() -> None:
    text = (
        "Motionen avslås.\n\n----\n\nVid behandlingen av ärendet i kommunstyrelsen förekom:\n\nSiv Lund (S) yrkade att den skulle "
        "avstyrkas.\n\nPer Berg (M) yrkade bifall till yrkande från M den 2 mars 2025.\n\nKommunstyrelsen beslutade med åtta röster "
        "mot tre att bifalla Siv Lunds yrkande."
    )
    own = replace(part(0, "", "Kommunstyrelsens förslag", text, FILE), document_id="file", kind=ChunkKind.PROPOSAL)
    found = texts("Vad beslutade kommunstyrelsen om motionen om blåbärsbussen?", [own, *ANSWERS[1:]], (1, 2))
    assert found == [
        "Motionen avslås.",
        "Kommunstyrelsen beslutade med åtta röster mot tre att bifalla Siv Lunds yrkande.",
        "Siv Lund (S) yrkade att den skulle avstyrkas.",
    ]
    assert texts("Hur röstade kommunstyrelsen om motionen om blåbärsbussen?", [own, *ANSWERS[1:]], (0,)) == found[1:]


def test_a_partys_own_paper_is_told_by_what_it_says_or_by_its_day() -> None:
    picked = told("Vad föreslog M om blåbärsbussen?", ANSWERS, (2,))
    assert picked is not None
    assert picked.picked[0].label == "Yrkande från M (2025-03-02): "
    assert picked.picked[0].unit.text == "1. Bussen ska gå varje dag."


def test_what_came_of_a_matter_is_what_the_highest_board_decided_and_did_not_put_off() -> None:
    put_off = part(0, "§ 3 Motion om blåbärsbussen", "Beslut", "Ärendet bordläggs.", replace(COUNCIL, day=date(2025, 5, 5)))
    assert texts("Vad blev det av motionen om blåbärsbussen?", [*MINUTES, *IN_COUNCIL, put_off], (0, 5, 7)) == ["Motionen bifalls."]


def test_a_sentence_goes_on_after_a_page_and_what_is_quoted_stays_in_it() -> None:
    text = "Per Berg (M),\n\nEva Ask (C) reserverar sig.\n”Ja för avslag. Nej för bifall.” gäller. Slut."
    found = [one.text for one in statements(part(0, BUS, "Omröstning", text))]
    assert found == ["Per Berg (M), Eva Ask (C) reserverar sig.", "”Ja för avslag. Nej för bifall.” gäller.", "Slut."]


def test_a_list_of_voters_without_a_full_stop_ends_before_the_next_sentence() -> None:
    text = "Ja: Siv Lund (S)\nNej: Per Berg (M),\nEva Ask (C)\nNämnden beslutar med två röster mot en."
    found = [one.text for one in statements(part(0, BUS, "Omröstning", text))]
    assert found == ["Ja: Siv Lund (S)", "Nej: Per Berg (M), Eva Ask (C)", "Nämnden beslutar med två röster mot en."]


def test_what_is_told_with_its_paragraph_is_labelled_and_the_rest_is_not() -> None:
    picked = told("Hur röstade kommunstyrelsen om blåbärsbussen?", MINUTES, (0,))
    assert picked is not None
    assert [one.label for one in picked.picked] == ["Omröstning (kommunstyrelsen, § 8, 2025-03-04): ", "", ""]


def test_the_votes_and_who_abstained_beside_them_are_told_as_one() -> None:
    vote = [
        part(0, BUS, "Beslut", "Motionen avslås."),
        part(1, BUS, "Omröstning", "Eva Ask (C) avstår. 6 ja-röster mot 4 nej-röster. Ordföranden avslutar mötet."),
    ]
    assert "Eva Ask (C) avstår. 6 ja-röster mot 4 nej-röster." in texts(
        "Hur blev rösterna om blåbärsbussen, och vem avstod?", vote, (0,)
    )


def test_a_decision_on_somebodys_motion_is_told_with_its_points() -> None:
    points = "\n\n".join(f"{number}. Bussen körs till by {number} {'och tillbaka ' * 6}." for number in (1, 2, 3, 4))
    vote = [
        part(0, BUS, "Beslut", f"Enligt yrkande från M och L:\n\n{points}"),
        part(1, BUS, "Omröstning", "Omröstningen utfaller med 12 Ja mot 19 Nej."),
    ]
    told_first = texts("Vilken sida vann omröstningen om blåbärsbussen, och med vilka siffror?", vote, (0, 1))[0]
    assert told_first.startswith("Enligt yrkande från M och L: 1. Bussen körs till by 1")


def test_a_boards_word_on_a_partys_motion_is_none_of_the_partys() -> None:
    assert texts("Vad föreslog KS om C-motionen om blåbärsbussen?") == ["Motionen avslås."]
