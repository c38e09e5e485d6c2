"""What is picked to answer: the fewest pieces, in the form that is asked for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.extract.choice import Extract, extract
from app.extract.told_units import NEAR, enough
from app.extract.unit_fit import Picked
from app.extract.unit_model import UnitKind
from app.extract.units import units_of
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from ingest.model import Chunk, ChunkKind, DocType
from tests.passages import LINGONBY, chunk, hit
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

AS_TYPED = Speller(lambda tokens: dict.fromkeys(tokens, 1))


NO_WORDS = Synonyms(())


def _extract(question: str, *passages: Chunk, synonyms: Synonyms = NO_WORDS) -> Extract:
    known = Coverage(("Lingonby",), ("omsorgsnämnden",), (2025,))
    understood = understand(question, known, synonyms)
    asked = asked_words(search_query(understood, Filter()), AS_TYPED)
    return extract(understood, asked, [hit(passage) for passage in passages])


def _texts(question: str, *texts: str, kind: ChunkKind = ChunkKind.PROSE) -> list[str]:
    return [one.unit.text for one in _extract(question, *(chunk(text, kind=kind) for text in texts)).picked]


def test_the_sentence_that_answers_is_told_and_not_its_neighbours() -> None:
    text = "Biblioteket är stängt. Simhallen öppnar i augusti. Ishallen hyrs ut."
    assert _texts("När öppnar simhallen?", text) == ["Simhallen öppnar i augusti."]


def test_of_a_list_asked_for_all_of_it_is_told() -> None:
    whole = "Nämndens mål är följande:\n• Fler i arbete\n• Kortare köer\n• God ekonomi"
    assert _texts("Vilka mål har nämnden?", f"{whole}\n\nNämndens mål följs upp i juni.")[0] == whole


def test_of_a_list_one_item_is_told_where_one_is_asked_for() -> None:
    text = "Kontakta:\n• vid brand räddningstjänsten\n• vid läckage fastighetsjouren\n• vid inbrott polisen"
    assert "läckage" in " ".join(_texts("Vem kontaktas vid läckage?", text))


def test_a_number_asked_for_is_answered_by_a_sentence_with_one() -> None:
    text = "Antalet platser på Lingonet är ett bekymmer. Antalet platser på Lingonet är 24."
    assert _texts("Hur många platser finns på Lingonet?", text)[0].endswith("är 24.")


def test_a_number_in_words_is_a_number() -> None:
    text = "Om platser på Lingonet finns en plan. På Lingonet finns tolv platser."
    assert _texts("Hur många platser finns på Lingonet?", text)[0] == "På Lingonet finns tolv platser."


@pytest.mark.parametrize(
    ("question", "without", "answer"),
    [
        ("När ska avvikelsen rapporteras?", "Avvikelsen ska rapporteras till chefen.", "Avvikelsen ska rapporteras inom ett dygn."),
        ("Varför steg hyran?", "Hyran steg kraftigt.", "Hyran steg eftersom räntan gick upp."),
        ("Vem sköter nycklarna?", "Nycklarna sköts väl.", "Samordnaren sköter nycklarna."),
    ],
)
def test_the_form_of_the_answer_decides_between_sentences_that_say_as_much(question: str, without: str, answer: str) -> None:
    assert answer in _texts(question, f"{without} {answer}")


def test_both_parts_of_a_question_are_answered() -> None:
    text = "Enhetschefen ansvarar för brandskyddet. Simhallen är stängd. Brandskyddet följs upp varje kvartal."
    told = _texts("Vem ansvarar för brandskyddet och när följs det upp?", text)
    assert "Enhetschefen ansvarar för brandskyddet." in told
    assert "Brandskyddet följs upp varje kvartal." in told
    assert "Simhallen är stängd." not in told


def test_what_says_the_same_again_is_not_told_again() -> None:
    assert (
        len(_texts("När öppnar simhallen?", "Simhallen öppnar i maj.", "Simhallen öppnar i maj.", "I maj öppnar simhallen.")) == 1
    )


def test_a_decision_asked_for_is_told_whole() -> None:
    points = "Nämnden beslutar att\n1. godkänna rapporten om simhallen\n2. skicka den till fullmäktige"
    summary = "Rapporten om simhallen beskriver läget."
    passages = [chunk(summary), chunk(f"Beslut\n\n{points}", kind=ChunkKind.DECISION)]
    assert _extract("Vad beslutade nämnden om simhallen?", *passages).picked[0].unit.text == points


def test_a_heading_answers_nothing_where_a_sentence_does() -> None:
    told = _extract("När öppnar simhallen?", chunk("När simhallen öppnar\n\nSimhallen öppnar för allmänheten i maj.")).picked
    assert told[0].unit.kind is UnitKind.SENTENCE


def test_the_row_asked_for_is_told() -> None:
    text = "Hemtjänst 12 345 11 900 -445\nSärskilt boende 45 000 44 000 -1 000\nSumma 57 345 55 900 -1 445"
    assert _texts("Hur mycket kostade särskilt boende?", text)[0] == "Särskilt boende 45 000 44 000 -1 000"


def test_an_answer_is_short() -> None:
    text = " ".join(
        f"Simhallen öppnar i maj enligt plan {word} {'och mycket annat ' * 12}." for word in ("ett", "två", "tre", "fyra")
    )
    picked = _extract("Vilka planer ett två tre fyra finns för simhallen i maj?", chunk(text)).picked
    assert 1 <= len(picked) <= 3
    assert sum(len(one.unit.text) for one in picked) <= 1_000


def test_pieces_told_never_overlap() -> None:
    text = "Nämndens mål:\n• simhallen öppnar i maj\n• biblioteket öppnar i juni\n• ishallen öppnar i juli"
    picked = _extract("När öppnar simhallen, biblioteket och ishallen?", chunk(text), chunk(text, document="kopia")).picked
    for at, one in enumerate(picked):
        for other in picked[at + 1 :]:
            same = one.unit.chunk.document_id == other.unit.chunk.document_id
            assert not same or one.unit.end <= other.unit.start or other.unit.end <= one.unit.start


def test_support_is_the_share_of_what_is_asked_that_stands_there() -> None:
    full = _extract("När öppnar simhallen?", chunk("Simhallen öppnar i maj."))
    some = _extract("När öppnar simhallen för hundar med glasögon?", chunk("Simhallen öppnar i maj."))
    none = _extract("Vem vann melodifestivalen?", chunk("Enhetschefen skriver schemat.", context=""))
    assert full.support == pytest.approx(1.0)
    assert 0.0 <= none.support < some.support < full.support
    assert none.support == 0.0


def test_another_word_for_it_supports_too() -> None:
    words = Synonyms((("badhuset", "simhallen"),))
    assert _extract("När öppnar badhuset?", chunk("Simhallen öppnar i maj."), synonyms=words).support > 0.5


def test_no_passages_give_nothing() -> None:
    assert _extract("När öppnar simhallen?") == Extract((), 0.0)
    assert _extract("När öppnar simhallen?", chunk("")).picked == ()


def test_a_better_passage_goes_first_where_the_words_are_the_same() -> None:
    one, other = chunk("Simhallen öppnar i maj."), chunk("Simhallen öppnar i juni.")
    understood = understand("När öppnar simhallen?", Coverage(), Synonyms(()))
    asked = asked_words(search_query(understood, Filter()), AS_TYPED)
    for first, second in ((one, other), (other, one)):
        picked = extract(understood, asked, [hit(first, 1.0), hit(second, 0.5)]).picked
        assert picked[0].unit.chunk == first


def test_scores_of_nothing_do_no_harm() -> None:
    understood = understand("När öppnar simhallen?", Coverage(), Synonyms(()))
    asked = asked_words(search_query(understood, Filter()), AS_TYPED)
    found = [replace(hit(chunk("Simhallen öppnar i maj.")), score=0.0)]
    assert extract(understood, asked, found).picked[0].unit.text == "Simhallen öppnar i maj."
    assert extract(understood, (), found).support == 0.0


def test_a_list_of_papers_is_no_answer_where_papers_are_not_asked_for() -> None:
    papers = "Beslutsunderlag\n- Riktlinje för avvikelser\n- Tjänsteskrivelse om avvikelser"
    rules = "Vid avvikelser gäller:\n- Skriv avvikelsen samma dag\n- Ring chefen"
    best, *_ = _extract("Vilka regler gäller för avvikelser?", chunk(papers), chunk(rules)).picked
    assert "Ring chefen" in best.unit.text


def test_a_row_of_many_numbers_is_not_read_out_beside_another() -> None:
    text = "Nettokostnad buss 10 tkr\nNettokostnad buss 1 2 3 4 5 6 7 8 9 10 11 12"
    told = [one.unit.text for one in _extract("Hur stor var nettokostnaden för buss?", chunk(text)).picked]
    assert len(told) == 1


def test_a_count_of_something_called_otherwise_may_answer() -> None:
    text = "Fram till januari beställdes 17 portioner mat. Maten lagas i köket."
    read = _extract("Hur många luncher beställdes till januari?", chunk(text))
    assert read.formed
    assert read.picked[0].unit.text == "Fram till januari beställdes 17 portioner mat."


def test_what_to_do_is_told_by_the_routine() -> None:
    followed_up = chunk("Avvikelser ska utredas inom 30 dagar, visar uppföljningen.")
    routine = chunk("Avvikelsen ska utredas inom tre dagar.", replace(LINGONBY, title="Rutin", doc_type=DocType.RUTIN))
    first = _extract("Hur snabbt ska jag utreda en avvikelse?", followed_up, routine).picked[0]
    assert first.unit.chunk is routine


def test_of_a_long_decision_the_point_asked_about_is_told_and_the_whole_quoted() -> None:
    points = [f"{at}. Nämnden får i uppdrag att se över {thing} och återkomma med förslag till åtgärder." for at, thing in
              enumerate(("bryggorna", "gatorna", "parkerna", "hallarna", "skolorna"), 1)]  # fmt: skip
    points[3] = "4. Budgeten för hallarna ökas med 356 tkr och tas ur kommunens reserv, som fylls på under nästa år."
    text = "Nämnden beslutar:\n" + "\n".join(points)
    (picked,) = _extract("Hur mycket ökas budgeten för hallarna?", chunk(text, kind=ChunkKind.DECISION)).picked
    assert picked.unit.text == points[3]
    assert picked.unit.block_end - picked.unit.block_start > len(points[3])


def test_both_sides_of_a_vote_are_told() -> None:
    text = "Yrkandet avslås. Alva Berg (S) och Bo Dahl (S) röstar Ja (2). Cia Ek (M) röstar Nej (1)."
    told = [one.unit.text for one in _extract("Hur föll rösterna om yrkandet?", chunk(text)).picked]
    assert {"Alva Berg (S) och Bo Dahl (S) röstar Ja (2).", "Cia Ek (M) röstar Nej (1)."} <= set(told)


def test_what_to_do_is_not_answered_by_a_row_of_a_table() -> None:
    table = chunk(f"Mått{'2024':>30}{'2025':>10}\n{'Vattenläcka, simhallen':<25}{'86':>9}{'84':>10}\n", kind=ChunkKind.TABLE)
    routine = chunk("Stäng huvudkranen i simhallen vid en vattenläcka.")
    picked = _extract("Vad gör jag om det blir en vattenläcka i simhallen?", table, routine).picked
    assert picked[0].unit.kind is not UnitKind.ROW


def test_why_is_not_answered_by_a_row_of_a_table() -> None:
    table = "Ny brygga söder, virke 3 200 412 2 788"
    text = "Bryggan i söder blir sen, då arbetet stoppats i väntan på virke."
    assert _texts("Varför blir den nya bryggan i söder sen?", table, text)[0] == text


def test_of_two_things_asked_for_the_sentence_with_both_is_told() -> None:
    text = "Båten väntar i två dagar. Båten väntar högst 15 minuter; därefter betalas 600 kronor."
    assert _texts("Hur länge väntar båten och hur mycket får jag tillbaka?", text)[0].endswith("600 kronor.")


def test_some_of_them_are_told_with_what_they_are_of() -> None:
    text = "Under hösten granskade hamnvakten 80 bryggor. I 29 av\ndem saknades uppgift om virket."
    assert _texts("I hur många av bryggorna saknades uppgift om virket?", text) == [text]


def test_as_many_things_as_are_asked_for_may_stand_in_a_sentence() -> None:
    text = (
        "Bryggan är dyr, lång och sen, som nämnden har sagt. Bryggan är dyr för virke (1,1 mnkr), spik (0,7 mnkr), tjära och lön."
    )
    assert _texts("Vilka fyra saker gör bryggan dyr?", text)[0].endswith("tjära och lön.")


def test_the_vote_told_is_the_one_of_the_paragraph_that_is_decided() -> None:
    decided = chunk("Beslut\nMotionen om bryggan avslås.", kind=ChunkKind.DECISION, paragraph="§ 5", document="p")
    vote = chunk("Omröstningen slutar med 7 ja-röster mot 5 nej-röster.", paragraph="§ 5", document="p", start=200)
    other = chunk("Omröstningen om bron slutade med 6 ja-röster mot 4 nej-röster.", paragraph="§ 4", document="p", start=500)
    told = " ".join(
        one.unit.text for one in _extract("Hur slutade omröstningen om bryggan, vad beslutades?", decided, other, vote).picked
    )
    assert "7 ja-röster mot 5" in told


def test_a_sentence_that_begins_with_what_holds_is_no_word_of_a_form() -> None:
    text = "Båtar bokas tre veckor före resan. Gäller resan påsk är gränsen sex veckor före resan."
    assert any("sex veckor" in one for one in _texts("Hur långt i förväg bokas båtar för resan vid påsk?", text))


def test_the_next_best_are_kept_for_where_the_best_cannot_be_cited() -> None:
    found = _extract("När öppnar simhallen?", chunk("Simhallen öppnar i augusti. Simhallen stänger i maj. Ishallen hyrs ut."))
    assert [one.unit.text for one in found.rest][:1] == ["Simhallen stänger i maj."]
    assert not {one.unit.start for one in found.rest} & {one.unit.start for one in found.picked}


def test_a_row_for_other_sizes_than_the_one_named_is_not_told() -> None:
    rows = "Resa 0–10 km kostar 42 kr.\nResa 11–20 km kostar 60 kr.\nResa 21–30 km kostar 82 kr."
    assert _texts("Vad kostar en resa på 25 km?", rows) == ["Resa 21–30 km kostar 82 kr."]


def test_an_age_answers_how_old() -> None:
    text = "Biblioteket i Almby är obemannat på kvällar. Den som fyllt 18 år kan gå in på biblioteket i Almby med kort."
    assert "18 år" in _texts("Hur gammal måste man vara för att gå in på biblioteket i Almby?", text)[0]


def test_how_something_is_decided_is_no_reason_for_it() -> None:
    proposal = chunk("1. bifalla yrkandet genom att badhuset lagas\n2. avslå yrkandet om badhuset i Vik", kind=ChunkKind.PROPOSAL)
    reason = "Badhuset i Vik saknar värme. Förvaltningen föreslår därför att badhuset i Vik inte lagas."
    picked = _extract("Varför vill förvaltningen inte laga badhuset i Vik?", proposal, chunk(reason)).picked
    assert picked[0].unit.text == reason


def test_a_row_of_numbers_names_nobody() -> None:
    table = chunk("Ansvar | Verksamhet | Budget 2025 | Budget 2026\nTotalt park | 1 255 | 40 320 | 39 065")
    who = chunk("Beslut om plogning tas av vakthavande arbetsledare.")
    assert _extract("Vem bestämmer om plogning?", table, who).picked[0].unit.text == who.text


def test_a_sentence_of_both_years_is_told_before_one_of_the_one() -> None:
    text = "Den korta frånvaron ökade till 1,3 procent 2022. Frånvaron var 2,8 procent 2022 och 5,0 procent 2021."
    assert "2021" in _texts("Hur många procentenheter sjönk frånvaron mellan 2021 och 2022?", text)[0]


def test_a_row_of_counts_is_no_time_and_no_price() -> None:
    table = chunk("Nyckeltal | 2023 | 2024\nHämtade med taxi | 58 | 63\nHämtade med buss | 40 | 44")
    told = chunk("Den som hämtas ska vänta 15 minuter vid taxi.")
    assert _extract("Hur länge ska den som hämtas med taxi vänta?", table, told).picked[0].unit.text == told.text
    dear = chunk("En resa med taxi kostar 90 kronor.")
    assert _extract("Hur dyrt är det att hämtas med taxi?", table, dear).picked[0].unit.text == dear.text


def test_a_row_under_days_is_a_time() -> None:
    table = chunk("Boende | Längsta väntetid, dagar\nLingonet | 512\nBlåbäret | 164")
    assert "512" in _texts("Hur länge har man väntat på plats på Lingonet?", table.text)[0]


def test_what_is_said_before_the_sentence_that_leads_a_list_in_answers_by_itself() -> None:
    text = "Den som missat bussen ska vänta 20 minuter vid hållplatsen. Därefter gäller:\n\n• gå hem\n• ring växeln"
    assert _texts("Hur länge ska den som missat bussen vänta?", text)[0].endswith("vid hållplatsen.")
    assert "ring växeln" in _texts("Vad gäller för den som missat bussen?", text)[0]


def test_what_is_not_is_told_by_what_says_so() -> None:
    texts = ("Kort lånas ut till den som åker buss:\n\n• elever\n• lärare", "Kort lånas inte ut till:\n\n• föräldrar\n• gäster")
    assert "gäster" in _texts("Till vilka får kort inte lånas ut?", *texts)[0]


def test_what_reviewers_want_is_what_they_recommend() -> None:
    passage = chunk("Revisorerna har granskat hur nämnden sköter lån. Nämnden rekommenderas att se över sina lån.")
    known = Synonyms((("vill revisorerna", "rekommenderas"),))
    picked = _extract("Vad vill revisorerna att nämnden gör med sina lån?", passage, synonyms=known).picked
    assert picked[0].unit.text.startswith("Nämnden rekommenderas")


def test_what_came_of_a_motion_is_told_by_the_decision_and_not_by_who_moved_it() -> None:
    decided = chunk("Motionen om fria bussresor avslås.", kind=ChunkKind.DECISION)
    moved = chunk("Lo Ek (V) yrkar bifall till motionen om fria bussresor.", kind=ChunkKind.PROPOSAL)
    picked = _extract("Blir det fria bussresor efter vänsterns motion?", moved, decided).picked
    assert picked[0].unit.text == decided.text


def test_of_two_forms_asked_for_the_sentence_with_the_one_that_the_best_lacks_is_told() -> None:
    text = "En båtapp från företaget Lingon Sjö testas vid bryggan. Testet vid bryggan pågår i sex månader."
    told = _texts("Vilket företags båtapp testas vid bryggan och hur länge?", text, "Bryggan lagas i en vecka.")
    assert told == ["En båtapp från företaget Lingon Sjö testas vid bryggan.", "Testet vid bryggan pågår i sex månader."]


def test_of_things_asked_for_the_sentence_that_lists_them_is_told() -> None:
    text = "Lägret i parken, som leds av ideella ledare, har växt. Lägret fick nya ledare i Norrby, Östby och Söderby."
    assert _texts("I vilka byar fick lägret nya ledare?", text)[0].endswith("Norrby, Östby och Söderby.")


def test_a_row_that_says_nothing_of_the_things_asked_for_is_not_told_beside() -> None:
    passage = chunk("Lägret fick ledare.\n\nÖverskott överfört från året 226\nFörsäljning 0\nKostnader 10\nTotalt 226")
    question = understand("Vilka byar fick lägret ledare i?", Coverage(("Lingonby",), (), ()), NO_WORDS)
    asked = asked_words(search_query(question, Filter()), AS_TYPED)
    scored = [Picked(unit, hit(passage), 0.9) for unit in units_of(passage) if unit.kind in (UnitKind.SENTENCE, UnitKind.ROW)]
    assert len(scored) == 5
    assert [one.unit.text for one in enough(question, asked, scored, NEAR, ())] == ["Lägret fick ledare."]


def test_what_something_consists_of_is_told_by_the_sentence_that_says_so() -> None:
    text = "Utbudet i parken är kostnadsfritt. Utbudet i parken består av lekar, spel och sång. Utbudet i parken leds av vuxna."
    assert _texts("Vad ingår i utbudet i parken?", text)[0] == "Utbudet i parken består av lekar, spel och sång."


def test_of_goals_asked_for_by_a_word_for_them_the_whole_long_list_is_told() -> None:
    points = [f"• {place} ska få minst {count} nya lekplatser som alla barn kan nå." for place, count in
              (("Parken", 2), ("Skogen i norr", 3), ("Torget i söder", 4), ("Stranden i öster", 5), ("Ängen i väster", 6))]  # fmt: skip
    text = "Barnen ska få det bättre:\n" + "\n".join(points)
    assert len(text) > 300
    for question in ("Vad ska vi bli bättre på för barnen i parken, målen i planen?", "Vad var målen för barnen i parken?"):
        assert points[4] in " ".join(_texts(question, text))


def test_how_many_there_are_is_told_with_the_price_of_one_where_all_are_asked_about() -> None:
    text = "En fast plats kostar ungefär 700 000 kronor per år. Platserna är populära. I staden finns det tio fasta platser 2025."
    priced = "En fast plats kostar ungefär 700 000 kronor per år."
    assert _texts("Vad kostar alla fasta platser ihop?", text) == [priced, "I staden finns det tio fasta platser 2025."]
    assert _texts("Vad kostar en fast plats?", text) == [priced]
    other = f"{text} I byn finns det tre fasta platser."  # two numbers of them
    assert "tio" not in " ".join(_texts("Vad kostar alla fasta platser ihop?", other))
