"""What a question asks: its kind, place, board, years and identifiers."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.model import Question, QuestionKind
from app.question.kind import kind_of, plain
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, boards, places, quarters, search_query, understand, years
from vectorstore.model import Filter

NO_WORDS = Synonyms(())
KNOWN = Coverage(
    ("Lingonby", "Ale", "Göteborg"),
    ("omsorgsnämnden", "arbets- och omsorgsnämnden", "kommunstyrelsen", "vård- och omsorgsnämnden"),
    (2024, 2025),
)


def _understood(text: str) -> Question:
    return understand(text, KNOWN, NO_WORDS)


@pytest.mark.parametrize(
    ("kind", "question"),
    [
        ("number", "Hur många platser finns på Ängsgården?"),
        ("number", "Hur många beslut om båtplats fattades?"),
        ("number", "hur manga platser har angsgarden"),
        ("number", "Hur mycket kostade snöröjningen 2025?"),
        ("number", "hur mkt kostade simhallen"),
        ("number", "Vad blev resultatet för omsorgsnämnden 2025?"),
        ("number", "Vad kostar en plats på fritids?"),
        ("number", "Hur stor andel av eleverna är behöriga?"),
        ("number", "Hur gick hemtjänsten mot budget 2025?"),
        ("number", "Gick nämnden plus eller minus?"),
        ("number", "Hur hög var sjukfrånvaron i mars?"),
        ("number", "Hur mnga ärenden kom in?"),
        ("number", "Vad är budgeten för 2026?"),
        ("number", "Hur lång är kötiden?"),
        ("comparison", "Ökade eller minskade sjukfrånvaron?"),
        ("comparison", "Hur mycket har kostnaderna ökat sedan 2023?"),
        ("comparison", "Är kostnaden högre än förra året?"),
        ("comparison", "Jämför hemtjänstens resultat 2024 och 2025"),
        ("comparison", "Vad är skillnaden mellan budget och utfall?"),
        ("comparison", "jamfor skolorna"),
        ("list", "Vilka beslutsunderlag fanns?"),
        ("list", "Vilka mål har nämnden?"),
        ("list", "vilka risker finns i internkontrollplanen"),
        ("list", "Lista upp ledamöterna"),
        ("list", "namn upp malen"),
        ("list", "Hur fördelar sig kostnaderna?"),
        ("decision", "Vad beslutade nämnden om simhallen?"),
        ("decision", "vad beslutade namnden om simhallen"),
        ("decision", "Vad har kommunfullmäktige beslutat om motionen?"),
        ("decision", "Vad föreslår förvaltningen?"),
        ("decision", "vad foreslar forvaltningen"),
        ("decision", "Vilket beslut fattades i § 12?"),
        ("decision", "Beslutade nämnden var badhuset ska ligga?"),
        ("decision", "Fick motionen bifall?"),
        ("decision", "Vad blev beslutet?"),
        ("decision", "Vad klubbade fullmäktige?"),
        ("decision", "Antogs budgeten?"),
        ("decision", "Hur gick det för motionen om simhallen 2025?"),
        ("decision", "Hur gick det för simhallen i fullmäktige?"),
        ("number", "Hur gick det för simhallen 2025?"),
        ("number", "Hur gick det med simhallen mot budget?"),
        ("number", "Hur gick det ekonomiskt för simhallen?"),
        ("when", "När öppnar simhallen?"),
        ("when", "nar oppnar simhallen"),
        ("when", "Hur snabbt ska en avvikelse skrivas?"),
        ("when", "hur snabt ska avvikelsen skrivas"),
        ("when", "Vilket datum justeras protokollet?"),
        ("when", "Hur ofta ska riskanalysen göras?"),
        ("who", "Vem är ordförande?"),
        ("who", "Vem ansvarar för brandskyddet?"),
        ("who", "Vilken nämnd ansvarar för snöröjningen?"),
        ("why", "Varför ökade kostnaderna?"),
        ("why", "Vad berodde det på att kostnaderna ökade?"),
        ("why", "Hur kommer det sig att kostnaderna ökade?"),
        ("why", "varfor okade kostnaderna"),
        ("why", "Vad beror underskottet på?"),
        ("why", "Av vilken anledning stängdes simhallen?"),
        ("routine", "Hur ska en avvikelse rapporteras?"),
        ("routine", "hur gor jag en avvikelse"),
        ("routine", "Vad gäller vid sjukdom?"),
        ("routine", "far jag ta emot gavor"),
        ("routine", "Vilken rutin gäller för nycklar?"),
        ("yes_no", "Har nämnden en plan för krisberedskap?"),
        ("yes_no", "Finns det lediga platser?"),
        ("yes_no", "ar simhallen oppen?"),
        ("yes_no", "Kan man överklaga?"),
        ("fact", "Berätta om simhallen"),
        ("fact", "simhallen"),
        ("fact", "What is the name of the library?"),
        ("fact", ""),
        ("who", "Vem får besluta om lån av båtar?"),
        ("decision", "Vad tycker hamnkontoret att nämnden ska göra med motionen?"),
        ("number", "Vad får man betala om båten blir liggande?"),
        ("number", "Vilken sjukfrånvaro hade hamnen?"),
        ("when", "Hur långt i förväg bokas båten?"),
        ("number", "Vad låg hyran för båten på?"),
        ("number", "Vad landade kostnaderna på 2025?"),
        ("fact", "Vad ska förkortningen LYB betyda?"),
    ],
)
def test_the_kind_of_answer_that_a_question_wants(kind: str, question: str) -> None:
    assert kind_of(question) is QuestionKind(kind)


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Hur gick det i Ale?", ["Ale"]),
        ("hur gick det i ale?", ["Ale"]),
        ("Ales budget", ["Ale"]),
        ("hur gick det för ale kommun", ["Ale"]),
        ("goteborg 2024", ["Göteborg"]),
        ("GÖTEBORGS STADS BUDGET", ["Göteborg"]),
        ("lingonbys simhall", ["Lingonby"]),
        ("Vad tycker lingonbyborna?", ["Lingonby"]),
        ("hur många göteborgare röstade", ["Göteborg"]),
        ("Ale/Lingonby", ["Ale", "Lingonby"]),
        ("Jämför Ale, Göteborg och Lingonby", ["Ale", "Göteborg", "Lingonby"]),
        ("vad ska vi vara i Lund?", ["Lund"]),
        ("Lunds kommun", ["Lund"]),
        ("Falu kommun", ["Falun"]),
        ("Mölndals hemtjänst 2025", ["Mölndal"]),
        ("Mölndal", ["Mölndal"]),
        ("hur är det i malmö", ["Malmö"]),
        ("hur gick det i orebro", ["Örebro"]),
        ("Hur gick det för Borås 2025?", ["Borås"]),
        ("Hur gick det i Upplands Väsby?", ["Upplands Väsby"]),
        ("Lilla Edets budget", ["Lilla Edet"]),
        ("i Malung-Sälen", ["Malung-Sälen"]),
        ("Hur går det för Mark kommun?", ["Mark"]),
        ("Vara kommuns budget", ["Vara"]),
        ("Mark är dyrt", []),
        ("vad kostar mark per kvadratmeter", []),
        ("Vara eller inte vara", []),
        ("ska berg sprängas i lund", []),
        ("Finns en lista för handläggare?", []),
        ("Tranmåla", []),
        ("Alen och alar", []),
        ("s", []),
        ("", []),
    ],
)
def test_the_places_that_a_question_names(question: str, named: list[str]) -> None:
    assert list(places(question, KNOWN)) == named


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Vad sade omsorgsnämnden?", {"omsorgsnämnden"}),
        ("omsorgsnamndens mal", {"omsorgsnämnden"}),
        ("Vad sade vård- och omsorgsnämnden?", {"vård- och omsorgsnämnden"}),
        ("VON:s beslut", {"vård- och omsorgsnämnden"}),
        ("vad sade ks", {"kommunstyrelsen"}),
        ("omsorgsnämnden och vård- och omsorgsnämnden", {"omsorgsnämnden", "vård- och omsorgsnämnden"}),
        ("socialnämnden", set()),
        ("SN", set()),
        ("Vad sade nämnden?", set()),
    ],
)
def test_the_boards_that_a_question_names(question: str, named: set[str]) -> None:
    assert set(boards(question, KNOWN)) == named


def test_a_board_of_several_areas_may_be_called_by_the_first_of_them_alone() -> None:
    coverage = Coverage(("Ekdala",), ("äldre samt vård- och omsorgsnämnden", "bygg- och miljönämnden"), (2025,))
    assert boards("Vad sa äldrenämnden i Ekdala?", coverage) == ("äldre samt vård- och omsorgsnämnden",)
    assert boards("Vad sa byggnämnden i Ekdala?", coverage) == ("bygg- och miljönämnden",)
    two = Coverage(("Ekdala",), ("kultur- och fritidsnämnden", "kultur- och idrottsnämnden"), (2025,))
    assert boards("Vad sa kulturnämnden i Ekdala?", two) == ()


def test_a_board_of_several_areas_may_be_called_by_the_last_of_them_alone() -> None:
    coverage = Coverage(("Ekdala",), ("kultur- och fritidsnämnden", "vård- och omsorgsnämnden", "omsorgsnämnden"), (2025,))
    assert boards("Vad sa fritidsnämnden i Ekdala?", coverage) == ("kultur- och fritidsnämnden",)
    assert boards("Vad sa omsorgsnämnden i Ekdala?", coverage) == ("omsorgsnämnden",)
    two = Coverage(("Ekdala",), ("kultur- och fritidsnämnden", "idrotts- och fritidsnämnden"), (2025,))
    assert boards("Vad sa fritidsnämnden i Ekdala?", two) == ()


def test_a_board_may_be_called_as_the_synonyms_tell_where_it_is_one_alone() -> None:
    synonyms = Synonyms((("skutnämnden", "hamn- och bryggnämnden", "båtnämnden"),))
    one = Coverage(("Ekdala",), ("hamn- och bryggnämnden", "socialnämnden"), (2025,))
    assert understand("Vad sa skutnämnden i Ekdala?", one, synonyms).bodies == ("hamn- och bryggnämnden",)
    two = Coverage(("Ekdala",), ("hamn- och bryggnämnden", "båtnämnden"), (2025,))
    assert understand("Vad sa skutnämnden i Ekdala?", two, synonyms).bodies == ()


def test_a_board_is_known_by_the_municipalitys_own_abbreviation() -> None:
    assert boards("Vad sade LON?", Coverage((), ("lingonnämnden",), (), {"LON": "lingonnämnden"})) == ("lingonnämnden",)
    assert boards("Vad sade nämnden?", Coverage((), ("",), ())) == ()


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("Hur gick det 2025?", (2025,)),
        ("2023–2025", (2023, 2024, 2025)),
        ("2023-2025", (2023, 2024, 2025)),
        ("2024/25", (2024, 2025)),
        ("läsåret 2024/2025", (2024, 2025)),
        ("åren 2021-23", (2021, 2022, 2023)),
        ("2025 och 2024", (2025, 2024)),
        ("budget2025", (2025,)),
        ("2010-2030", (2010,)),
        ("2025-2023", (2025,)),
        ("2025-03-12", (2025,)),
        ("2025.016 VON", ()),
        ("ärende 2025/424", ()),
        ("2 025 kronor", ()),
        ("20250", ()),
        ("1850", ()),
        ("N20251", ()),
        ("", ()),
    ],
)
def test_the_years_that_a_question_names(question: str, named: tuple[int, ...]) -> None:
    assert years(question) == named


@pytest.mark.parametrize(
    ("question", "paragraphs"),
    [
        ("Vad beslutades i § 51?", ("§ 51",)),
        ("§51 och § 7", ("§ 51", "§ 7")),
        ("paragraf 12", ("§ 12",)),
        ("vad säger paragrafen 3", ("§ 3",)),
        ("5 kap. 35 §", ()),
        ("§ 3 kap", ()),
        ("Vad säger § 9 LSS?", ()),
        ("enligt § 12 i socialtjänstlagen", ()),
        ("§ 12345", ()),
        ("Vad beslutades?", ()),
    ],
)
def test_the_paragraphs_that_a_question_names(question: str, paragraphs: tuple[str, ...]) -> None:
    assert _understood(question).paragraphs == paragraphs


@pytest.mark.parametrize(
    ("question", "numbers"),
    [
        ("Vad gäller SN 2025/97?", ("SN 2025/97",)),
        ("2025.016 VON", ("2025.016 VON",)),
        ("ärende KS23-373", ("KS23-373",)),
        ("SLK-2024-00078", ("SLK-2024-00078",)),
        ("ärende 2025/424", ("2025/424",)),
        ("00322/2026", ("00322/2026",)),
        ("26/0001-1", ("26/0001-1",)),
        ("läsåret 2024/25", ()),
        ("läsåret 2024/2025", ()),
        ("KS 2024/25", ("KS 2024/25",)),
        ("mötet 2025-03-12", ()),
        ("åren 2023-2025", ()),
    ],
)
def test_the_diary_numbers_that_a_question_names(question: str, numbers: tuple[str, ...]) -> None:
    assert _understood(question).diary_numbers == numbers


def test_dates_and_key_figures() -> None:
    question = _understood("Vad sades 2025-03-12 och 2025-02-30 om n00671 och U23401?")
    assert question.dates == (date(2025, 3, 12),)
    assert question.key_figures == ("N00671", "U23401")


def test_a_question_stands_alone_in_one_line_with_its_letters_whole() -> None:
    typed = "  Hur \n gick\them\u00adtjänsten\u200b i Göteborg\u00a0?\ufeff "
    question = _understood(unicodedata.normalize("NFD", typed))
    assert question.standalone == "Hur gick hemtjänsten i Göteborg ?"
    assert question.municipalities == ("Göteborg",)
    assert question.text == unicodedata.normalize("NFD", typed)


def test_what_somebody_says_of_themselves_before_they_ask_is_left_out() -> None:
    asks = "Vi behöver veta till budgetdiskussionen: hur mycket kostade bryggan 2025?"
    assert understand(asks, KNOWN, Synonyms(())).standalone == "hur mycket kostade bryggan 2025?"
    topic = "Budgeten 2025 för bryggan: hur stor var den?"
    assert understand(topic, KNOWN, Synonyms(())).standalone == topic


def test_slips_of_the_pen_do_not_hide_other_words() -> None:
    words = Synonyms((("underskott", "gick back"),))
    assert "gick back" in [other for _, other in understand("Vad beror unerskottet på?", KNOWN, words).synonyms]


def test_what_is_looked_for_follows_from_what_is_asked() -> None:
    question = understand("Vad kostade badhuset i Ale 2025 enligt § 4?", KNOWN, Synonyms((("badhus", "simhall"),)))
    where = Filter(bodies=("omsorgsnämnden",))
    query = search_query(question, where)
    assert query.text == question.standalone
    assert (query.places, query.years, query.where) == (("Ale",), (2025,), where)
    assert query.identifiers == ("§4",)
    assert query.synonyms == (("badhuset", "simhall"),)


def test_marks_are_taken_off_to_compare() -> None:
    assert plain("ÅÄÖ éÉ Ñ") == "aao ee ñ"


@settings(derandomize=True, deadline=None, max_examples=60)
@given(st.text(max_size=60))
def test_any_text_is_understood(text: str) -> None:
    question = _understood(text)
    assert question.text == text
    assert "\n" not in question.standalone
    assert all(1900 <= year < 2100 for year in question.years)
    assert set(question.bodies) <= set(KNOWN.bodies)


def test_days_are_told_in_figures_and_in_words() -> None:
    assert _understood("Vad sa KF den 22 augusti 2024 om taxan?").dates == (date(2024, 8, 22),)
    assert search_query(_understood("Vad beslutades 22 aug 2024?"), Filter()).identifiers == ("2024-08-22",)
    assert search_query(_understood("Vad beslutades i nov 2025?"), Filter()).months == ((2025, 11),)


def test_boards_and_their_offices_are_called_by_their_first_letters() -> None:
    for short in ("VON", "VOF", "VoO"):
        assert boards(f"Vad gör {short}?", KNOWN) == ("vård- och omsorgsnämnden",)
    assert boards("vad gör von på?", Coverage((), ("vin- och olivnämnden",), ())) == ()


def test_words_that_narrow_weigh_little() -> None:
    query = search_query(_understood("Vilket dnr har VON:s ärende i nov 2025?"), Filter())
    assert {"dnr", "von", "nov"} <= query.narrowing
    assert "ärende" not in query.narrowing


def test_which_hours_and_how_many_are_no_lists() -> None:
    assert kind_of("Mellan vilka klockslag kan man ringa?") is QuestionKind.WHEN
    assert kind_of("Hur många lägenheter blev det och i vilka hus?") is QuestionKind.NUMBER
    assert kind_of("Vilka mål har nämnden?") is QuestionKind.LIST


def test_a_municipality_without_papers_beside_one_with_is_told_of_and_not_asked() -> None:
    known = Coverage(("Lingonby",), (), ())
    assert understand("Vad vill Lingonby lära sig av Partille?", known, Synonyms(())).municipalities == ("Lingonby",)
    assert understand("Vad gör Partille?", known, Synonyms(())).municipalities == ("Partille",)


def test_why_it_is_asked_is_no_part_of_what_is_asked() -> None:
    asked = "hur mycket kostade bryggan 2025?"
    assert _understood(f"Vi behöver veta till budgetmötet: {asked}").standalone == asked
    assert _understood(f"Jag undrar: {asked}").standalone == asked
    assert _understood(f"Hamnen, Ekdala: {asked}").standalone == f"Hamnen, Ekdala: {asked}"


def test_the_year_before_is_asked_about_too_where_it_is_compared_with() -> None:
    assert _understood("Vad kostade bryggan 2025 jämfört med året innan?").years == (2025, 2024)
    assert _understood("Gick bryggan bättre i mars 2025 än samma period förra året?").years == (2025, 2024)
    assert _understood("Vad kostade bryggan året innan?").years == ()
    assert _understood("Vad kostade bryggan året innan, alltså 2024?").years == (2024,)
    assert _understood("Vad kostade bryggan 2025 och 2023, mot året innan?").years == (2025, 2023)


def test_quarters_are_told_in_figures_and_in_words() -> None:
    assert quarters("Hur gick det kvartal 3?") == quarters("Hur gick det i tredje kvartalet?") == quarters("kvartal tre") == {3}
    assert quarters("Hur gick det i tredje dagen?") == frozenset()


def test_a_how_much_within_a_clause_asks_nothing() -> None:
    assert kind_of("Vad behövs för att pröva hur mycket de får låna?") is not QuestionKind.NUMBER
    assert kind_of("Vad hände, och hur mycket kostade det?") is QuestionKind.NUMBER


def test_a_board_is_named_as_its_municipality_s() -> None:
    here = Coverage(("Ekdala",), ("tekniska nämnden",), (2025,))
    assert boards("Vad kostade Ekdalas tekniska nämnd 2025?", here) == ("tekniska nämnden",)
    assert boards("Vilken teknisk nämnd är det?", here) == ()


def test_a_board_that_is_called_by_a_name_of_its_own_is_named_by_that_alone() -> None:
    known = Coverage(("Lingonby",), ("nämnden för hamnservice", "nämnden för skola"), (2025,))
    assert understand("Vad blev Hamnservices intäkter 2025?", known, Synonyms(())).bodies == ("nämnden för hamnservice",)
    assert understand("Vad kostade hamnservice 2025?", known, Synonyms(())).bodies == ()
    assert understand("Vad kostade Skola 2025?", known, Synonyms(())).bodies == ()
