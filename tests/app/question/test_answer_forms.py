"""What form an answer must have, and which texts have it."""

from __future__ import annotations

import pytest

from app.question.answer_forms import AnswerForm, forms_asked, has_form
from app.question.synonyms import Synonyms
from app.question.understanding import Coverage, search_query, understand
from vectorstore.coverage import asked_words
from vectorstore.model import Filter
from vectorstore.words.spelling import Speller

F = AnswerForm
SPELLER = Speller(lambda tokens: dict.fromkeys(tokens, 1))


@pytest.mark.parametrize(
    ("question", "forms"),
    [
        ("Hur stor andel av bryggorna är lagade?", (F.SHARE,)),
        ("Hur manga bryggor lagades?", (F.COUNT,)),
        ("Hur många i personalen gick kurs med pengar från bidraget?", (F.COUNT,)),
        ("Hur många miljoner kostade bryggan?", (F.MONEY,)),
        ("Hur många gånger lagades bryggan?", (F.COUNT,)),
        ("Hur många gånger per år ska bryggan ses över?", (F.OFTEN,)),
        ("Hur stor del av bidraget användes, i kronor?", (F.MONEY,)),
        ("Med vilka röstsiffror föll motionen?", (F.VOTES,)),
        ("Vilka klockslag är badet öppet?", (F.CLOCK,)),
        ("Hur många dagar har jag på mig?", (F.SPAN,)),
        ("Hur lång tid tar det att laga en brygga?", (F.SPAN,)),
        ("Vilken tid på dygnet öppnar badet?", (F.CLOCK,)),
        ("Hur ofta ska bryggan ses över?", (F.OFTEN,)),
        ("När lagas bryggan?", (F.DAY,)),
        ("Sista dag att söka båtplats?", (F.DEADLINE,)),
        ("Vad kostar en båtplats?", (F.MONEY,)),
        ("Vad har den nya bryggan vid badet kostat att bygga?", (F.MONEY,)),
        ("Vad tjänar en hamnvakt?", (F.MONEY,)),
        ("Vad tjänar bryggan till?", ()),
        ("Hur lång uppsägningstid har hamnvakten?", (F.SPAN,)),
        ("Vad kostar det per dygn när en båt blir liggande?", (F.MONEY,)),
        ("Hur långt är det till bryggan?", (F.LENGTH,)),
        ("Vem ansvarar för bryggan, och när ska den vara klar?", (F.WHO, F.DAY)),
        ("Vad heter systemet, och när började det användas?", (F.NAME, F.DAY)),
        ("Varför stängdes bryggan?", (F.WHY,)),
        ("Hur hög är bryggan?", (F.NUMBER,)),
        ("Vad sägs om bryggan?", ()),
        ("Vilken kommun har de lånat bryggan av?", (F.PLACE,)),
        ("Hur slutade omröstningen om bryggan?", (F.VOTES,)),
        ("Vilken ränta fick kommunen på lånet, och på hur lång tid?", (F.SHARE, F.SPAN)),
        ("Hur länge måste jag vänta på båten och hur mycket får jag tillbaka?", (F.SPAN, F.MONEY)),
        ("Hur långt i förväg måste båten bokas?", (F.SPAN,)),
        ("Vilket byggföretag lagade bryggan?", (F.NAME,)),
        ("Vad tar hamnen i avgift för en båt?", (F.MONEY,)),
        ("Vad skulle det gå på att laga bryggan?", (F.MONEY,)),
        ("Vilka är nyheterna i hamnen?", ()),
        ("Vilka nämnder ska se över bryggan?", (F.BODY,)),
        ("Vilka ledamöter var med när bryggan invigdes?", (F.PEOPLE,)),
        ("Vilket datum öppnar bryggan?", (F.DATE,)),
        ("Vilka dagar har badet öppet?", (F.DATE,)),
        ("Vad vinner man på att varje hamnvakt bara sköter ett visst antal båtar?", ()),
        ("Hur gick omröstningen om bryggan?", (F.VOTES,)),
        ("Vad tyckte rådet om hur bryggan skulle betalas?", ()),
        ("Vad behövs för att kunna pröva hur mycket de får låna?", ()),
        ("Vilka har bättre bryggor än vi?", ()),
        ("Vad gick notan för bryggan på?", (F.MONEY,)),
        ("Hur långt ifrån målet låg bryggan?", (F.NUMBER,)),
        ("Hur långt över budget hamnade bryggan?", (F.NUMBER,)),
        ("Hur långt från bryggan ligger badet?", (F.LENGTH,)),
        ("Vilket index ska avgifterna för bryggan följa?", ()),
        ("vad gick lagningen av bryggan på 2025?", (F.MONEY,)),
        ("Vilken projektbudget hade bryggan?", (F.MONEY,)),
        ("Hur stor del av bidraget gick vi miste om, i miljoner?", (F.MONEY,)),
        ("Vad fick talaren i arvode?", (F.MONEY,)),
        ("Vad kommer månadshyran bli i hamnhuset?", (F.MONEY,)),
        ("Vad låg sjukfrånvaron på?", (F.NUMBER,)),
        ("Vilken svarsfrekvens hade enkäten?", (F.NUMBER,)),
        ("Vad står förkortningen PRIIX för?", ()),
    ],
)
def test_a_question_asks_for_its_forms(question: str, forms: tuple[AnswerForm, ...]) -> None:
    assert forms_asked(understand(question, Coverage(), Synonyms(()))) == forms


@pytest.mark.parametrize(
    ("form", "text", "held"),
    [
        (F.MONEY, "Platsen kostar 1 200 kronor om året.", True),
        (F.MONEY, "Förslaget innebär inga kostnader.", True),
        (F.MONEY, "Platsen har 12 bryggor.", False),
        (F.SHARE, "Åtta procent lagades.", True),
        (F.SHARE, "Av bryggorna lagades 57 av 60.", True),
        (F.SHARE, "Bryggan är 12 meter.", False),
        (F.SHARE, "Lagningen kostade 1,9 mnkr, varav försäkringen\nbetalar 1,2 mnkr.", True),
        (F.WHY, "Bryggan öppnar i höst, då arbetet stoppats i väntan på virke.", True),
        (F.NAME, "Hemtjänsttimmar Jan Feb", False),
        (F.SPAN, "Beslut fattas inom 20 arbetsdagar.", True),
        (F.SPAN, "Det ska göras omgående.", True),
        (F.SPAN, "Ring senast andra sjukdagen.", True),
        (F.CLOCK, "Telefontid är 8.30-9.30.", True),
        (F.VOTES, "Med 43 röster mot 38 avslås motionen.", True),
        (F.VOTES, "Motionen avslås.", False),
        (F.SPAN, "Bryggan är röd.", False),
        (F.CLOCK, "Badet öppnar klockan 05.", True),
        (F.OFTEN, "Den ses över två gånger om året.", True),
        (F.OFTEN, "Den ses över av hamnvakten.", False),
        (F.DAY, "Ansök senast den 1 maj.", True),
        (F.LENGTH, "Minst 3 km.", True),
        (F.WHO, "Hamnvakten utses av förvaltningschefen.", True),
        (F.WHO, "Bryggan är röd.", False),
        (F.NAME, "Systemet Rutten används.", True),
        (F.NAME, "Upphandlingen är inte klar.", False),
        (F.WHY, "Den stängdes eftersom isen låg kvar.", True),
        (F.WHY, "Då bygget av bryggan försenats har kön till båtplatserna vuxit.", True),
        (F.WHY, "Då var bryggan stängd.", False),
        (F.NUMBER, "Det blev 2025-04-01 till slut.", False),
        (F.NUMBER, "Fyra bryggor.", True),
        (F.COUNT, "Under 2025 lagades 12 bryggor.", True),
        (F.COUNT, "Under 2025 lagades bryggor.", False),
        (F.COUNT, "Under 2025 köptes 12 båtar.", False),
        (F.COUNT, "Bryggorna, punkt 3, ses över enligt § 12 och dnr 2025/17.", False),
        (F.COUNT, "Inom tre månader ska hamnvakten ha setts över, liksom alla gamla och trasiga bryggor.", False),
        (F.COUNT, "Bryggorna är för alla som är 65 år och äldre.", False),
        (F.COUNT, "Bryggorna byggs av 18-åringar och av den som fyller 75.", False),
        (F.COUNT, "Fler bryggor byggs av 16- och 17-åringar.", False),
        (F.COUNT, "Till bryggorna, 40 stycken, kom barn på 7–12 år.", True),
        (F.NUMBER, "Handling 2023 nr 23.", False),
        (F.VOTES, "Omröstningen utfaller med 48 Ja mot 32 Nej.", True),
        (F.VOTES, "Kommunstyrelsen beslutade med sju röster mot fem.", True),
        (F.VOTES, "Omröstning begärs.", False),
        (F.PLACE, "Bryggan är lånad av Kungälv.", True),
        (F.PLACE, "Bryggan är lånad av grannen.", False),
        (F.PLACE, "Bryggan ägs av Borås stad.", True),
        (F.BODY, "Socialnämnden ska se över bryggan.", True),
        (F.PEOPLE, "Närvarande: Alva Berg (S) och Bo Dahl (M).", True),
        (F.PEOPLE, "Ledamöterna var närvarande.", False),
        (F.PEOPLE, "Protokoll Hamnplan\nFörstudie Bryggor om badet", False),
        (F.PEOPLE, "Ledamöterna från HP reserverar sig.", True),
        (F.DATE, "Bryggan öppnar den 3 maj.", True),
        (F.DATE, "Bryggan öppnar skyndsamt.", False),
        (F.SHARE, "Långt ifrån alla bryggor lagades.", False),
        (F.WHY, "Lagen har ändrats. Därav behöver bryggan byta namn.", True),
        (F.NAME, "Hamnen är med i LYB, som är ett nätverk av hamnar.", True),
        (F.NAME, "Kursen, det så kallade hamnkörkortet, ges varje år.", True),
    ],
)
def test_a_text_has_the_form_or_not(form: AnswerForm, text: str, *, held: bool) -> None:
    question = understand("Hur många bryggor lagades 2025?", Coverage(), Synonyms(()))
    assert has_form(form, text, question, asked_words(search_query(question, Filter()), SPELLER)) is held
