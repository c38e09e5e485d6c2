"""Differences and shares computed from sentences: only where asked for, and where there is no choice of numbers."""

from __future__ import annotations

from decimal import Decimal

import pytest

from app.answer.prose_arithmetic import computed_from
from app.answer.prose_in_order import in_order


@pytest.mark.parametrize(
    ("question", "texts", "formula", "unit"),
    [
        ("Med hur många ökade deltagarna?", ["I år kom 541 st, förra året 446 st."], "541 − 446 = 95", ""),
        (
            "Hur många fler beslut väntade i norr än i söder?",
            ["Totalt väntar 12 beslut i norr.", "I söder är det 2 gamla beslut som väntar."],
            "12 − 2 = 10",
            "",
        ),
        ("Hur mycket har frånvaron sjunkit under 2025?", ["Den har minskat från ca 11 % i mars till 7,5 %."], "11 − 7,5 = 3,5", "procentenheter"),
        ("Hur mycket högre är kapitalet än nivån?", ["Kapitalet är 3 366 tkr.", "Nivån är 2 200 tkr."], "3 366 − 2 200 = 1 166", "tkr"),
        (
            "I hur många av de provade båtarna saknades flytväst?",
            ["Proven av båtarna visar att 14 av 18 båtar är provade.", "Flytväst finns i 15 av 18 båtar."],
            "18 − 15 = 3",
            "",
        ),
        (
            "Vad skilde det mellan Söderhamnen och Norrhamnen?",
            ["Medel fördelas med 12 tkr till Västerhamnen, 35 tkr till Norrhamnen samt 50 tkr till Söderhamnen."],
            "50 − 35 = 15",
            "tkr",
        ),
        (
            "Hur mycket mer gick till Norrvik än till Söderö?",
            ["Medlen fördelas genom att öka Norrviksbidraget med 70 tkr, Västeröbidraget med 20 tkr och Söderöbidraget med 30 tkr."],
            "70 − 30 = 40",
            "tkr",
        ),
        ("Hur många år yngre är de som får brev?", ["Förr skrevs brev till den som fyllde 80 år, nu 75 år."], "80 − 75 = 5", "år"),
        ("Hur stor blev skillnaden i röster?", ["Omröstningen utfaller med 52 Ja mot 29 Nej."], "52 − 29 = 23", ""),
        (
            "Hur mycket mer än Väster fick Öster av bidraget för lekplatser?",
            ["Bidraget för lekplatser på 900 tkr delas så att Norr får 100 tkr, Öster får 500 tkr och Väster får 300 tkr."],
            "500 − 300 = 200",
            "tkr",
        ),
        (
            "Hur många fler rapporter kom från parken än från badet?",
            ["Rapporterna fördelas så:\n- Badet: 3 rapporter\n- Gatan: 2 rapporter\n- Parken: 9 rapporter"],
            "9 − 3 = 6",
            "",
        ),
        (
            "Hur mycket mer än Hisby fick Nordby av bidraget?",
            ["Bidraget på 9 700 tkr tilldelas nämnderna Nordby, Centrum och Hisby för 2025 genom att öka Nordby ram med 3 820 tkr, "
             "Centrums ram med 1 570 tkr och Hisbys ram med 2 680 tkr."],
            "3 820 − 2 680 = 1 140",
            "tkr",
        ),
        (
            "Hur mycket mer fick Östby än Västby?",
            ["Potten fördelas med 276 tkr till Norrby, 753 tkr till Västby, 560 tkr till Söderby och 2 573 tkr till Östby."],
            "2 573 − 753 = 1 820",
            "tkr",
        ),
        (
            "Tycker fler att det är bra i norr eller i söder, och hur stor är skillnaden?",
            ["I söder instämmer 81 %.", "Lokalerna ska öppna igen.", "I norr är utfallet 91 %."],
            "91 − 81 = 10",
            "procentenheter",
        ),
        (
            "Vad kostar bussarna om man räknar bort korten?",
            ["Kostnaden är 1 350 tkr per år, varav 240 tkr avser nya kort."],
            "1 350 − 240 = 1 110",
            "tkr",
        ),
        ("Hur många färre fördes till sjukhus?", ["7 personer fördes till sjukhus, mot 11 sommaren 2023."], "11 − 7 = 4", "person"),
        ("Vid vilken ålder skickas brevet, och hur många år tidigare är det?", ["Förr vid 80 år, nu vid 75 år."], "80 − 75 = 5", "år"),
        ("Hur stor andel har en aktuell plan?", ["Av de 60 har 57 en plan."], "57 / 60 = 95 %", "%"),
        ("Hur stor andel deltog?", ["1 002 av 3 340 elever deltog."], "1 002 / 3 340 = 30 %", "%"),
        ("Hur stor andel svarade?", ["Av 1 500 hushåll har 1 200 svarat."], "1 200 / 1 500 = 80 %", "%"),
        ("Hur många klarade inte proven?", ["Av 240 st klarade 209 st proven."], "240 − 209 = 31", ""),
        ("Hur stor andel av skolorna har en plan?", ["Två av fem skolor har en plan."], "2 / 5 = 40 %", "%"),
        ("Hur stor andel av rapporterna ledde till en anmälan?", ["Totalt 16 sjö- rapporter har kommit in, varav 4 ledde till en anmälan."], "4 / 16 = 25 %", "%"),
        ("Hur många båtar har hamnen ökat med?", ["År 2023 hade hamnen 110 båtar, idag finns 150 båtar."], "150 − 110 = 40", "båt"),
        ("Med hur många procentenheter minskade den långa frånvaron?", ["Den långa frånvaron (över 20 dagar) har minskat till 2,5 procent från 5,3 procent 2021."], "5,3 − 2,5 = 2,8", "procentenheter"),
        ("Med hur många rösters övervikt avslogs motionen?", ["Nämnden beslutade med åtta röster mot sju att avslå motionen."], "8 − 7 = 1", ""),
        ("Ange andelarna.", ["56 av de 72 granskade planerna gäller."], "56 / 72 = 77,8 %", "%"),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_computed(question: str, texts: list[str], formula: str, unit: str) -> None:
    (found,) = computed_from(question, texts, next((word for word in ("beslut", "rapporter") if word in question), ""))
    assert (found.formula, found.unit) == (formula, unit)
    assert found.formula in found.told


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ("Hur många deltagare kom?", ["I år kom 541 st, förra året 446 st."]),  # no difference is asked for
        ("Hur mycket höjdes ramen?", ["Ramen utökas med 150 mnkr till 550 mnkr."]),  # the sentence tells it
        ("Hur många fler kom?", ["Det kom 541 st på 12 veckor."]),  # of two sorts
        ("Hur många fler kom?", ["Det kom 541 st, 446 st och 12 st."]),  # a choice of numbers
        ("Hur många fler kom 2025 än 2024?", ["Enligt § 12 den 3 mars 2025 kom 541 st."]),  # one number only
        ("Hur stor andel?", ["57 av 60, alltså 95 %."]),  # told
        ("Hur stor andel?", ["Projektet är i steg 2 av 4, se sida 3 av 12."]),  # numbers of order
        ("Hur många klarade inte proven?", ["Av 240 st klarade 31 st inte proven."]),  # the sentence tells what is left
        ("Hur mycket bättre blev resultatet?", ["Resultatet var −5 mkr 2024 och 3 mkr 2025."]),  # a negative number
        ("Hur stor andel?", ["Det var 60 av 57."]),  # no share
        ("Hur mycket sämre blev det?", ["Prognosen visar 4,3 mkr, vilket är 10,2 mkr sämre än budget."]),  # the sentence tells it
        ("Vad kostar det utom korten?", ["Kostnaden är 1 350 tkr, varav 240 tkr avser kort och 100 tkr tryck."]),  # two parts
        ("Hur mycket skilde det?", []),
    ],
)
def test_nothing_is_computed_where_it_is_not_sure(question: str, texts: list[str]) -> None:
    assert computed_from(question, texts) == []


def test_a_sentence_without_a_number_is_passed_over_and_a_span_of_ages_is_no_number() -> None:
    texts = ["Alla anmälningar bedöms.", "Antal anmälningar 0-17, 2108 att jämföra med 1810 föregående år."]
    (found,) = computed_from("Hur många fler anmälningar kom in än året innan?", texts, "anmälningar")
    assert (found.value, found.units) == (Decimal(298), (1,))


@pytest.mark.parametrize(
    ("question", "texts", "formula"),
    [
        (
            "Med hur många rösters övervikt vann förslaget?",
            ["1. Ram 2 höjs till 30.", "Omröstningen utfaller med 48 Ja mot 32 Nej. 1 ledamot är frånvarande."],
            "48 − 32 = 16",
        ),
        (
            "Hur många procentenheter sjönk frånvaron mellan 2021 och 2022?",
            [
                "Den korta frånvaron var 1,3 procent 2022, mot 0,9 året innan.",
                "Frånvaron var 2022 2,8% jämfört med 5,0% under 2021.",
            ],
            "5,0 − 2,8 = 2,2",
        ),
        (
            "Hur många fler barn läste sommarboken än förra året?",
            ["• Caféet fick 12 nya stolar.\n• Sommarboken slog rekord med fler barn (541 st) än 2024 (446 st). Den är för barn."],
            "541 − 446 = 95",
        ),
        (
            "Hur mycket fick nämnden för badhus totalt av de två bidragen?",
            [
                "1. Det delas så att 40 tkr går till nämnden för parker och 60 tkr till nämnden för badhus.\n"
                "2. Det ges med 10 tkr till nämnden för parker samt 25 tkr till nämnden för badhus."
            ],
            "60 + 25 = 85",
        ),
        (
            "Hur mycket delades ut totalt till lekplatserna?",
            [
                "Medlen till lekplatser på 900 tkr fördelas, där Norr får 100 tkr, Öster får 150 tkr, Väster får 75 tkr och Söder får 20 tkr."
            ],
            "100 + 150 + 75 + 20 = 345",
        ),
    ],
)
def test_votes_years_points_and_sums(question: str, texts: list[str], formula: str) -> None:
    assert [one.formula for one in computed_from(question, texts)] == [formula]


def test_no_sum_where_fewer_points_are_told_than_are_asked_about_or_the_sum_is_told() -> None:
    points = "1. Det ger 40 tkr till parker och 60 tkr till badhus.\n2. Det ger 10 tkr till parker och 25 tkr till badhus."
    assert not computed_from("Hur mycket fick badhus sammanlagt av de tre bidragen?", [points])
    assert not computed_from("Hur mycket fick badhus sammanlagt?", [points, "Sammanlagt 85 tkr gick till badhus."])
    assert not computed_from("Hur mycket fick nämnderna sammanlagt?", [points])
    shared = "Av 900 tkr får Norr 100 tkr, Öster får 150 tkr, Väster får 75 tkr och Söder får 20 tkr."
    assert not computed_from("Hur mycket delades ut totalt?", [shared])
    assert not computed_from("Hur mycket fick Öster totalt?", [shared.removeprefix("Av 900 tkr ")])


def test_no_majority_where_two_votes_are_told() -> None:
    assert not computed_from("Med hur många rösters övervikt vann de?", ["Med 8 ja mot 5 nej.", "Med 9 ja mot 4 nej."])


def test_a_majority_of_those_listed_by_name() -> None:
    texts = ["Siv Ek (S) och Bo Al (V) röstar Ja (2).", "Per Berg (M) röstar Nej (1)."]
    (found,) = computed_from("Hur många fler röstade ja än nej till bryggan?", texts)
    assert (found.formula, found.units) == ("2 − 1 = 1", (0, 1))
    assert not computed_from("Hur många fler röstade ja än nej till bryggan?", texts[1:])


SHARED = "Bidraget för lekplatser om totalt 900 tkr, där 300 tkr går till Norr, 400 tkr till Söder och 100 tkr till Väster."


def test_a_share_of_a_sum_that_is_shared_out() -> None:
    (found,) = computed_from("Hur stor andel av bidraget för lekplatser fick Norr?", [SHARED])
    assert found.formula == "300 / 900 = 33,3 %"
    for other in ("bidraget för lekplatser fick Öster", "bidraget på 800 tkr fick Norr", "stödet till bussar fick Norr"):
        assert computed_from(f"Hur stor andel av {other}?", [SHARED]) == []


def test_a_share_of_things_that_are_counted_one_kind_after_another() -> None:
    told = "Totalt är 12 fartyg ej besiktade och av dessa är det 1 fartyg för fiske, 4 fartyg för segling, 6 fartyg för utflykter."
    (found,) = computed_from("Hur stor andel av fartygen som inte var besiktade handlade om utflykter?", [told])
    assert found.formula == "6 / 12 = 50 %"
    assert computed_from("Hur stor andel av bryggorna handlade om utflykter?", [told]) == []


def test_a_share_of_a_sum_of_which_a_part_was_used() -> None:
    told = "Under året har 5,4 mnkr av den totala bryggbudgeten på 10,8 mnkr nyttjats."
    (found,) = computed_from("Hur stor andel av bryggbudgeten använde hamnen?", [told])
    assert found.formula == "5,4 / 10,8 = 50 %"
    assert computed_from("Hur stor andel av lönerna använde hamnen?", [told]) == []


def test_the_time_before_is_the_one_that_is_asked_about() -> None:
    texts = [
        "Flest, 29, kom från Norr.",
        "Det kom 93 anmälningar under första kvartalet, jämfört med 78 under första kvartalet 2025.",
    ]
    (found,) = computed_from("Hur många fler anmälningar kom första kvartalet 2026 än samma tid året före?", texts)
    assert (found.formula, found.units) == ("93 − 78 = 15", (1,))
    assert computed_from("Hur många fler anmälningar kom första kvartalet 2025 än samma tid 2024?", texts) == []


def test_a_name_or_a_year_that_no_sentence_tells_leaves_nothing_to_compute() -> None:
    assert (
        computed_from(
            "Hur många fler timmar hade Norrvallen än Östvallen?", ["Lediga: Sörvallen 120 timmar, Norrvallen 310 timmar"]
        )
        == []
    )
    assert computed_from("Hur mycket gick frånvaron ner från 2020 till 2022?", ["Frånvaron var 2,8 % 2022, mot 5,0 % 2021."]) == []
    assert computed_from("Hur många fler kom?", ["Av 38 kom, varav 9 i tid."]) == []


def test_the_sentence_that_says_most_of_what_is_asked_is_computed_from_and_no_other() -> None:
    texts = ["Den korta frånvaron ökade från 0,9 till 1,3 procent 2022.", "Frånvaron var 2022 2,8% jämfört med 5,0% under 2021."]
    assert [one.formula for one in computed_from("Hur mycket gick frånvaron ner från 2021 till 2022?", texts)] == [
        "5,0 − 2,8 = 2,2"
    ]
    for thing in ("den korta frånvaron", "omsättningen av personal"):
        assert "2,2" not in str(computed_from(f"Hur mycket gick {thing} ner från 2021 till 2022?", texts))


RESPECTIVE = "Högst frånvaro hade städare, målare och snickare med 14,0, 12,5 respektive 9,5 procent."


@pytest.mark.parametrize(
    ("question", "text", "formula"),
    [
        ("Hur mycket högre frånvaro hade städarna än snickarna?", RESPECTIVE, "14,0 − 9,5 = 4,5"),
        (
            "Hur mycket högre är andelen för målare än för snickare?",
            "Andelen var 14 procent respektive 12,5 procent för målare respektive snickare.",
            "14 − 12,5 = 1,5",
        ),
        (
            "Hur mycket dyrare är kost än lokaler?",
            "Kostnaderna för kost och lokaler uppgick till 12,3 mnkr respektive 4,5 mnkr.",
            "12,3 − 4,5 = 7,8",
        ),
        (
            "Med hur mycket ökade kostnaden mellan 2024 och 2025?",
            "Under 2024 och 2025 var kostnaden 1 200 respektive 1 350 tkr av totalt 9 000 tkr.",
            "1 350 − 1 200 = 150",
        ),
    ],
)
def test_numbers_told_in_order_are_of_what_is_named_in_the_same_order(question: str, text: str, formula: str) -> None:
    assert [one.formula for one in computed_from(question, [text])] == [formula]


def test_numbers_are_told_in_order_of_nothing_where_more_is_named_than_told() -> None:
    assert in_order("Vård och omsorg samt skola och fritid med 3 respektive 5 tkr.") == []
    assert in_order("Norr och Söder fick 2024 respektive 2025 pengar.") == []
    assert not computed_from("Hur mycket högre frånvaro hade städarna än lärarna?", [RESPECTIVE])


@pytest.mark.parametrize(
    ("question", "text", "formula"),
    [
        ("Hur många av skolorna saknade planer för mobber?", "Två av sex skolor har skriftliga planer för mobber.", "6 − 2 = 4"),
        ("Hur många av de granskade ramperna hade följts upp?", "Mer behövs, då 12 av de 31 ramperna inte var uppföljda.", "31 − 12 = 19"),
        (
            "Hur stor är budgeten om man räknar bort reserven?",
            "Del 1 med en budget om 350 mnkr (prisnivå 2024), varav 60 mnkr utgör reserv, godkänns.",
            "350 − 60 = 290",
        ),
        (
            "Vad kostar bussarna exklusive korten?",
            "Båtarna kostar 90 tkr, varav 10 tkr avser bränsle. Bussarna kostar 50 tkr, varav 5 tkr avser kort.",
            "50 − 5 = 45",
        ),
    ],
)  # fmt: skip
def test_the_others_of_a_whole_and_what_is_left_without_a_part(question: str, text: str, formula: str) -> None:
    assert [one.formula for one in computed_from(question, [text])] == [formula]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Hur många av skolorna saknade planer för mobber?", "Två av sex skolor saknar planer för mobber."),  # told
        ("Hur många av skolorna hade planer för mobber?", "Två av sex skolor har planer för mobber."),  # told
        (
            "Hur många av skolorna saknade planer för mobber?",
            "Två av sex skolor har brister i sina planer för mobber.",
        ),  # which way?
        ("Hur många av skolorna hade planer för mobber?", "Fem av sex skolor har planer för mobber, vilket inte når målet."),
        ("Hur många av skolorna saknade datorer?", "Två av sex skolor har planer för mobber."),  # of something else
        ("Hur många av skolorna saknade planer för mobber?", "Steg två av sex är att skolorna har planer för mobber."),
    ],
)
def test_nobody_is_told_to_be_the_others_where_it_is_not_sure_that_they_are(question: str, text: str) -> None:
    assert computed_from(question, [text]) == []


def test_a_span_of_paragraphs_is_counted() -> None:
    (found,) = computed_from("Hur många motioner bordlades?", ["De motioner som står i §§ 41–47 bordläggs."], "motioner")
    assert (found.value, found.formula) == (Decimal(7), "47 − 41 + 1 = 7")
    for other in (
        "Motionerna i §§ 41–47 och 50 bordläggs.",
        "Motionerna följer §§ 3–5 förvaltningslagen.",
        "Frågorna i §§ 3–5.",
    ):
        assert computed_from("Hur många motioner bordlades?", [other], "motioner") == []


def test_several_at_one_price_are_told_together() -> None:
    texts = ["En plats kostar ungefär 700 000 kronor per år.", "Det finns för närvarande totalt tio fasta platser i staden."]
    (found,) = computed_from("Vad kostar alla platser ihop per år?", texts)
    assert (found.formula, found.unit, found.units) == ("10 · 700 000 = 7 000 000", "kr", (0, 1))
    assert "ungefär 7 000 000 kr" in found.told
    (found,) = computed_from("Vad kostar platserna tillsammans?", ["Kommunen köper 12 platser à 450 tkr."])
    assert found.formula == "12 · 450 = 5 400"
    assert not computed_from("Vad kostar en plats?", texts)
    assert not computed_from("Vad kostar alla platser ihop?", [*texts, "Tre platser är lediga."])
    assert not computed_from("Vad kostar alla bussar ihop?", texts)


def test_the_lines_that_a_question_names_are_summed_where_it_names_a_line_each() -> None:
    texts = ["Följande antal timmar är lediga:\n\nNorrvallen: 120,5 timmar\n\nÖstvallen: 310 timmar", "Sörvallen: 275,5 timmar"]
    (found,) = computed_from("Hur många timmar var lediga sammanlagt på Norrvallen, Östvallen och Sörvallen?", texts)
    assert (found.formula, found.units) == ("120,5 + 310 + 275,5 = 706", (0, 1))
    assert not computed_from("Hur många timmar var lediga sammanlagt på Norrvallen, Östvallen och Västvallen?", texts)
    shares = ["Norrvallen: 40 %\nÖstvallen: 20 %"]
    assert not computed_from("Hur många var lediga sammanlagt på Norrvallen och Östvallen?", shares)


def test_what_was_missed_is_what_was_asked_for_without_what_was_given() -> None:
    texts = ["Nämnden sökte 50 mkr i bidrag. Av det sökta bidraget fick nämnden 31,5 mkr."]
    (found,) = computed_from("Hur stor del av bidraget gick nämnden miste om, i miljoner?", texts)
    assert (found.formula, found.unit) == ("50 − 31,5 = 18,5", "mkr")


def test_the_others_are_of_what_is_counted() -> None:
    text = "Endast en av fem skolor har skickat ritningar på brygga och ramp."
    assert not computed_from("Hur många ritningar på brygga och ramp hade inte skickats?", [text], "ritningar")
    (found,) = computed_from("Hur många skolor har inte skickat ritningar?", [text], "skolor")
    assert found.formula == "5 − 1 = 4"


def test_a_share_of_others_than_those_asked_about_is_not_computed() -> None:
    text = "I en enkät tyckte 6 av 10 elever att det var bra."
    assert computed_from("Hur stor andel av eleverna tyckte att det var bra?", [text])
    assert not computed_from("Hur stor andel av lärarna tyckte att det var bra?", [text])


def test_nothing_is_computed_from_a_sentence_told_after_a_row_that_answers() -> None:
    texts = ["", "Andelen lösta ärenden är 87,5 % och målet är 85 %."]
    assert not computed_from("Hur mycket bättre blev resultatet än förra året?", texts)
