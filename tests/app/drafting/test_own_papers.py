"""What the matter's own papers say of a motion: reasons for each proposal, each perspective, and whose the words are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.bootstrap import Services, services
from app.drafting.cues import Stance
from app.drafting.model import Draft, ProposalKind
from app.drafting.own_papers import verdict
from app.settings import ModelSettings, Settings
from ingest.structure import Stated
from tests.app.rig import Silent

FILE = """Kommunfullmäktige

Handling 2026 nr 31

Yttrande över motion av Siv Lund (S) om en bokbuss i byarna

Till Lingonby kommunfullmäktige

Kommunstyrelsens förslag Kommunstyrelsen föreslår att kommunfullmäktige beslutar:

Den av Siv Lund väckta motionen avslås.

----

Vid behandlingen av ärendet i kommunstyrelsen förekom skiljaktiga meningar:

Per Berg (M) yrkade bifall till yrkande från M den 2 mars 2026.

Kommunstyrelsen beslutade enhälligt att avstyrka motionen.

Lingonby den 11 mars 2026 Lingonby kommunstyrelse

Ulla Vik

Kommunstyrelsen

Yrkande                                    M

2026-03-02                                     Ärende 9

Yrkande angående motion av Siv Lund (S) om en bokbuss i byarna

Förslag till beslut I kommunstyrelsen och kommunfullmäktige:

1. Motionen anses besvarad

Yrkandet Bokbussen är en fråga som många engagerar sig i, och vi följer arbetet med utlåning i byarna noga under året.

Därför är motionen enligt oss besvarad, eftersom biblioteken redan lånar ut i byarna.

Kulturförvaltningen

Tjänsteutlåtande                           Handläggare Utfärdat 2026-01-13                        Bo Ek Diarienummer KN-2025-00036

Yttrande över motion om en bokbuss i byarna

Förslag till beslut I kulturnämnden,

Kulturnämnden avstyrker motionen om en bokbuss i byarna.

Sammanfattning Motionären vill att kulturnämnden köper en bokbuss och att bussen stannar i alla byar varje vecka under hela året.

Riksbiblioteket ser över utlåningen på landsbygden. Kulturförvaltningen vill avstyrka motionen för att avvakta den översynen.

Bedömning ur ekonomisk dimension Förvaltningen har inte räknat på vad en bokbuss i byarna skulle kosta att köpa och köra.

Bedömning ur ekologisk dimension En bokbuss på el släpper ut mindre än de resor till tätorten som den ersätter.

Bilaga 1

Kommunfullmäktige

Handling 2025 nr 90

Motion av Siv Lund (S) om en bokbuss i byarna

Biblioteken ligger långt från byarna. Alla barn ska kunna låna böcker där de bor, också de som bor långt från en tätort.

Förslag till beslut i kommunfullmäktige: Kulturnämnden får i uppdrag att köpa en bokbuss som stannar i alla byar varje vecka.

Siv Lund (S)
"""


@pytest.fixture(scope="module")
def lingonby(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Draft]:
    """The reply to the motion about a book bus, in the file of its matter."""
    folder = tmp_path_factory.mktemp("lingonby")
    papers = folder / "papper"
    papers.mkdir()
    (papers / "Handling.txt").write_text(FILE, "utf-8")
    with services(Settings(data=folder / "data", model=ModelSettings(embedding=str(model_folder)))) as given:
        given.intake.run([papers], Stated(municipality="Lingonby"), Silent())
        yield _drafted(given, papers / "Handling.txt")


def _drafted(given: Services, path: Path) -> Draft:
    return given.drafts.from_file(path, "ale")


def section(draft: Draft, heading: str) -> str:
    return "\n".join(one.text for part in draft.sections if part.heading == heading for one in part.paragraphs)


def test_the_day_of_a_boards_answer_is_not_the_motions(lingonby: Draft) -> None:
    assert lingonby.motion.raised_on is None
    assert lingonby.decide_by is None
    assert any("väcktes i kommunfullmäktige" in one for one in lingonby.missing)


def test_the_summary_tells_the_demand_in_the_motions_words(lingonby: Draft) -> None:
    summary = section(lingonby, "Sammanfattning")
    assert "Yrkande 1: Kulturnämnden får i uppdrag att köpa en bokbuss som stannar i alla byar varje vecka [" in summary
    assert "Motionären vill" not in summary
    assert "redan beslutats" not in summary


def test_the_reasons_of_the_matters_papers_are_told_with_whose_they_are(lingonby: Draft) -> None:
    reasons = {one.kind: " ".join(reason.text for reason in one.reasons) for one in lingonby.proposals}
    assert "vill avstyrka motionen för att avvakta den översynen" in reasons[ProposalKind.AVSLAG]
    assert "Yrkande från M (kommunstyrelsen, 2026-03-02): ”Därför är motionen enligt oss besvarad" in reasons[ProposalKind.BESVARAD]


def test_a_partys_words_are_no_assessment_of_the_officials(lingonby: Draft) -> None:
    assert "vi följer arbetet" not in section(lingonby, "Förvaltningens bedömning")


def test_each_perspective_is_what_the_papers_say_or_marked_as_missing(lingonby: Draft) -> None:
    assert "inte räknat på vad en bokbuss" in section(lingonby, "Påverkan ur ett ekonomiskt perspektiv")
    assert "En bokbuss på el" in section(lingonby, "Påverkan ur ett hållbarhetsperspektiv")
    assert section(lingonby, "Behandlad enligt MBL").startswith("[underlag saknas: ")
    assert all(part.paragraphs for part in lingonby.sections)


def test_a_proposal_is_its_boards_and_ends_where_its_handling_is_told(lingonby: Draft) -> None:
    proposed = next(one for one in lingonby.timeline if "väckta" in one.what)
    assert (proposed.body, proposed.date) == ("kommunstyrelsen", date(2026, 3, 11).isoformat())
    assert proposed.what.endswith("väckta motionen avslås.")


@pytest.mark.parametrize(
    ("words", "stance"),
    [
        ("Provet i Norrby bör avvaktas, och därmed avstyrker vi motionen.", Stance.AGAINST),
        ("Motionen ska inte avslås utan anses besvarad, då arbetet redan pågår.", Stance.DONE),
        ("Därför tillstyrker nämnden motionen.", Stance.FOR),
        ("Siv Lund (S) yrkade avslag för att avvakta provet.", None),
        ("Motionen avslås.", None),
    ],
)
def test_what_a_sentence_gives_a_reason_for(words: str, stance: Stance | None) -> None:
    assert verdict(words) is stance
