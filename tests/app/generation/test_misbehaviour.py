"""A chat model that misbehaves, each way, before a real server: nothing false reaches the user, who gets an answer all the same."""

from __future__ import annotations

import itertools
import logging
import re
import time
from collections.abc import Callable

import pytest

from app.events import Finished, Provisional, Verified
from app.model import Answer, Mode, Outcome, Reason
from tests.app.generation.chat_server import ChatServer, Reply, Request, chat_server, says, source_of
from tests.app.generation.rig import KEY, QUESTION, answer_of, assistant, extractive
from tests.passages import Found

TRUE = "Hemtjänsten redovisar ett underskott på 4 mkr på grund av hög sjukfrånvaro"
NOTE = "Obs: svaret är hämtat direkt ur handlingarna."


def _asked(reply: Callable[[Request], Reply], question: str = QUESTION, **settings: float) -> tuple[Answer, ChatServer]:
    with chat_server(reply) as server:
        told, found = assistant(server.url, **settings)
        events = list(told.stream(question))
        answer = answer_of(events)
        _holds(answer, found)
        for event in events:
            if isinstance(event, Provisional):
                assert not re.search(r"[\d\[\]]", event.text)
            elif isinstance(event, Verified):
                assert answer.mode is Mode.EXTRACTIVE or event.text in answer.text
        return answer, server


def _holds(answer: Answer, found: Found) -> None:
    """Check what holds for every answer: markers and citations belong together, and each quote stands in its document."""
    assert {int(marker) for marker in re.findall(r"\[(\d+)\]", answer.text)} == {one.number for one in answer.citations}
    assert [one.number for one in answer.citations] == list(range(1, len(answer.citations) + 1))
    for one in answer.citations:
        assert found.papers.document_text(one.document_id).text[one.start : one.end] == one.quote
    assert (answer.outcome is Outcome.UNSUPPORTED) == (not answer.citations)
    assert (answer.reason is None) == (answer.outcome is Outcome.ANSWERED)


def _fell_back(answer: Answer, why: str = "", question: str = QUESTION) -> None:
    plain = extractive(question)
    assert answer.mode is Mode.EXTRACTIVE
    assert answer.citations == plain.citations
    text, _, note = answer.text.partition(f"\n{NOTE} ")
    assert text == plain.text
    assert why in note
    assert note.endswith(".")


def test_a_model_that_keeps_to_the_papers_is_told() -> None:
    answer, server = _asked(lambda request: says(f"{TRUE} [{source_of(request, 'underskott')}]."))
    assert answer.mode is Mode.GENERATED
    assert answer.text == f"{TRUE}. [1]"
    assert answer.citations[0].quote == f"{TRUE}."
    assert answer.timings["model_first_ms"] <= answer.timings["model_ms"] <= answer.timings["total_ms"]
    assert server.requests[0]["max_tokens"] == 700


@pytest.mark.parametrize(
    "said",
    [
        "{true} [97].",  # a source that was not sent
        "{true}.",  # no source
        "{true} [{pool}].",  # a source that does not say it
        "Hemtjänsten redovisar ett underskott på 9 mkr på grund av hög sjukfrånvaro [{home}].",  # another number
        "Hemtjänsten redovisar ett underskott på 4 tkr på grund av hög sjukfrånvaro [{home}].",  # another unit
        "Hemtjänsten redovisar ett underskott på fem mkr på grund av hög sjukfrånvaro [{home}].",  # in words
        "Hemtjänsten redovisar ett överskott på 4 mkr på grund av hög sjukfrånvaro [{home}].",  # turned round
        "Hemtjänsten redovisar inte ett underskott på grund av hög sjukfrånvaro [{home}].",
        "Enligt Karin Holm redovisar hemtjänsten ett underskott på grund av hög sjukfrånvaro [{home}].",  # a name
        "Hemtjänsten ”har misskötts i många år”, ett underskott på grund av hög sjukfrånvaro [{home}].",  # a quote
        "Hemtjänsten har underskott för att bilarna stals under semestern i Spanien [{home}].",  # other words
        "Varför har hemtjänsten underskott? [{home}]",  # the question again
        "Hemtjänsten har underskott [{home}].",  # the question again, as a statement
        "The home care service has a deficit of 4 mkr because of high sick leave [{home}].",  # English
        "Because of the sick leave.",
        "```json\n{{\"answer\": \"4 mkr\"}}\n```",
        "",
        " \n\n ",
        "[{home}]",
        "4 mkr [{home}]",
    ],
)  # fmt: skip
def test_what_the_papers_do_not_say_is_not_told(said: str) -> None:
    def reply(request: Request) -> Reply:
        return says(said.format(true=TRUE, home=source_of(request, "underskott"), pool=source_of(request, "klockan 20")))

    answer, _ = _asked(reply)
    _fell_back(answer, "gick inte att styrka")


@pytest.mark.parametrize(
    "extra",
    [
        "Det beror också på 17 nya bilar [{home}].",
        "Kostnaden blir 12 mkr nästa år.",
        "Källa: kommunens hemsida [44].",
        "Vill du veta mer? [{home}]",
    ],
)
def test_only_what_holds_is_told(extra: str) -> None:
    def reply(request: Request) -> Reply:
        home = source_of(request, "underskott")
        return says(f"{TRUE} [{home}]. {extra.format(home=home)} Antalet timmar ökade med 3 procent [{home}].")

    answer, _ = _asked(reply)
    assert answer.mode is Mode.GENERATED
    assert answer.text == f"{TRUE}. [1] Antalet timmar ökade med 3 procent. [2]"


def test_a_proposal_told_as_a_decision_is_dropped() -> None:
    question = "Vad föreslås om simhallen i juli?"

    def reply(verb: str) -> Callable[[Request], Reply]:
        return lambda request: says(f"Nämnden {verb} att stänga simhallen i juli [{source_of(request, 'stänga simhallen')}].")

    _fell_back(_asked(reply("beslutade"), question)[0], question=question)
    answer, _ = _asked(reply("föreslås besluta"), question)
    assert (answer.mode, answer.citations[0].paragraph) == (Mode.GENERATED, "§ 4")


@pytest.mark.parametrize("said", ["Det framgår inte av handlingarna.", "Det framgår inte.", "Uppgiften finns inte i källorna."])
def test_a_model_that_finds_no_answer_says_no(said: str) -> None:
    answer, _ = _asked(lambda _: says(said))
    assert (answer.outcome, answer.reason) == (Outcome.UNSUPPORTED, Reason.NO_EVIDENCE)
    assert answer.text.startswith("Det framgår inte av de inlästa handlingarna.")


def test_a_part_that_is_not_stated_is_said() -> None:
    answer, _ = _asked(lambda request: says(f"{TRUE} [{source_of(request, 'underskott')}]. Det framgår inte vad bilarna kostade."))
    assert (answer.mode, answer.outcome, answer.reason) == (Mode.GENERATED, Outcome.PARTIAL, Reason.NO_EVIDENCE)
    assert answer.text.endswith("\nAllt som efterfrågas framgår inte av handlingarna.")


def test_a_true_answer_to_another_question_is_not_told() -> None:
    answer, _ = _asked(lambda request: says(f"Taket lagas i höst av Anders Berg [{source_of(request, 'Taket')}]."))
    _fell_back(answer)


def test_a_refusal_of_the_papers_is_not_put_to_the_model() -> None:
    answer, server = _asked(lambda _: says("Borgmästaren heter Quimby [1]."), "Vem är borgmästare i Springfield?")
    assert answer.outcome is Outcome.UNSUPPORTED
    assert server.requests == []


@pytest.mark.parametrize("word", [" mycket", "x", "\n", "Hemtjänsten har underskott [1]. "])
def test_a_model_that_never_stops_is_stopped(word: str) -> None:
    answer, server = _asked(lambda _: Reply(itertools.repeat(word)), seconds_per_answer=3)
    _fell_back(answer)
    assert server.gone.wait(5)  # the connection was closed


def test_what_a_model_says_before_it_goes_round_is_kept() -> None:
    def reply(request: Request) -> Reply:
        home = source_of(request, "underskott")
        return Reply(itertools.chain([f"{TRUE} [{home}]. "], itertools.repeat("Så är det. ")))

    answer, server = _asked(reply)
    assert (answer.mode, answer.text) == (Mode.GENERATED, f"{TRUE}. [1]")
    assert server.gone.wait(5)


def test_an_answer_cut_at_the_limit_is_told_up_to_its_last_whole_sentence() -> None:
    answer, _ = _asked(lambda request: says(f"{TRUE} [{source_of(request, 'underskott')}]. Antalet timmar ök", reason="length"))
    assert answer.text == f"{TRUE}. [1]"


@pytest.mark.parametrize(
    ("reply", "why"),
    [
        (Reply(status=429), "har för mycket att göra"),
        (Reply(status=500), "fick ett fel"),
        (Reply(status=503), "fick ett fel"),
        (Reply(status=400), "tog inte emot frågan"),
        (Reply(status=401), "godtog inte nyckeln"),
        (Reply(status=404), "tog inte emot frågan"),
        (Reply(raw=b""), "Språkmodellens svar"),
        (Reply(raw=b"data: {\"choices\": [{\"delta\"\n\n"), "gick inte att läsa"),
        (Reply(raw=b"data: {\"choices\": [{\"delta\": {\"content\": \"4 mkr [1].\"}}]}\n\ndata: tack\n\n"), "gick inte att läsa"),
        (Reply(raw=b"data: null\n\ndata: [1]\n\ndata: [DONE]\n\n"), "Språkmodellens svar"),
        (Reply(raw=b"data: {\"choices\": [{\"delta\": {\"content\": {\"a\": 1}}}]}\n\n"), "Språkmodellens svar"),
        (Reply(raw=b"data: {\"error\": {\"message\": \"slut\"}}\n\n"), "Språkmodellens svar"),
        (Reply(raw=b"<html>Bad Gateway</html>", content_type="text/html"), "Språkmodellens svar"),
        (Reply(raw=b"{\"choices\": []}", content_type="application/json"), "Språkmodellens svar"),
        (Reply(raw=b"\xff\xfe\x00data: \xc3\x28\n\n"), "Språkmodellens svar"),
        (says("ingenting", before=30), "svarade inte i tid"),
        (says("ett ord i sänder", between=30), "svarade inte i tid"),
        (says(f"{TRUE} [1]. Och sedan", ends=False), "bröts"),
    ],
)  # fmt: skip
@pytest.mark.filterwarnings("ignore:Pydantic serializer warnings")
def test_an_endpoint_that_fails_gives_the_papers_own_words(reply: Reply, why: str) -> None:
    answer, _ = _asked(lambda _: reply, timeout_seconds=0.4)
    _fell_back(answer, why)


def test_nobody_at_the_address() -> None:
    with chat_server(lambda _: says("")) as server:
        url = server.url
    told, _ = assistant(url)
    _fell_back(told.ask(QUESTION), "gick inte att nå")


def test_a_slow_answer_is_stopped_in_time() -> None:
    started = time.perf_counter()
    answer, _ = _asked(lambda _: Reply(itertools.repeat("ord "), between=0.05), seconds_per_answer=0.3)
    _fell_back(answer, "blev inte klar i tid")
    assert time.perf_counter() - started < 20


def test_a_busy_endpoint_is_asked_again() -> None:
    replies = iter([Reply(status=429), Reply(status=503)])

    def reply(request: Request) -> Reply:
        return next(replies, says(f"{TRUE} [{source_of(request, 'underskott')}]."))

    answer, server = _asked(reply, retries=2)
    assert answer.mode is Mode.GENERATED
    assert len(server.requests) == 3


def test_the_days_limit_holds() -> None:
    with chat_server(lambda request: says(f"{TRUE} [{source_of(request, 'underskott')}].")) as server:
        told, _ = assistant(server.url, tokens_per_day=1_200)
        assert told.ask(QUESTION).mode is Mode.GENERATED
        _fell_back(told.ask(QUESTION), "gräns för språkmodellen är nådd")
        assert len(server.requests) == 1


def test_who_stops_listening_stops_the_model() -> None:
    with chat_server(lambda _: Reply(itertools.repeat("ord "), between=0.005)) as server:
        told, _ = assistant(server.url)
        events = told.stream(QUESTION)
        assert isinstance(next(events), Provisional)
        events.close()  # type: ignore[attr-defined] # it is a generator
        assert server.gone.wait(5)


def test_the_key_and_the_question_are_in_no_log_and_no_error(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    for reply in (Reply(status=401), Reply(raw=b"data: {"), says(f"{TRUE} [1].")):
        with chat_server(lambda _, reply=reply: reply) as server:  # type: ignore[misc]
            told, _ = assistant(server.url)
            logging.getLogger("openai").setLevel(logging.INFO)  # its own debugging shows requests; ours never asks for it
            logging.getLogger("httpcore").setLevel(logging.INFO)
            answer = told.ask("Varför har hemtjänsten underskott, undrar 19900101-2385?")
            assert server.requests[0]["headers"]["authorization"] == f"Bearer {KEY}"
            assert KEY not in answer.text
            assert "19900101" not in str(server.requests[0]["messages"])
            assert "[personnummer]" in str(server.requests[0]["messages"])
    written = caplog.text + str([record.__dict__ for record in caplog.records])
    assert KEY not in written
    assert "19900101" not in written
    assert "undrar" not in written
    traces = [record.__dict__ for record in caplog.records if record.getMessage() == "generated"]
    assert len(traces) == 3
    assert all(re.fullmatch(r"answer@[0-9a-f]{12}", trace["prompt"]) and trace["trace_id"] for trace in traces)


def test_no_trace_is_sent_to_anyone(monkeypatch: pytest.MonkeyPatch) -> None:
    with chat_server(lambda _: says("hemligt")) as elsewhere, chat_server(lambda request: says(f"{TRUE} [1].")) as server:
        for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_TRACING_V2"):
            monkeypatch.setenv(name, "true")
        monkeypatch.setenv("LANGSMITH_ENDPOINT", elsewhere.url)
        monkeypatch.setenv("LANGSMITH_API_KEY", "x")
        told, _ = assistant(server.url)
        assert told.ask(QUESTION).mode is Mode.GENERATED
        time.sleep(0.3)
        assert elsewhere.requests == []


def test_the_first_word_comes_at_once() -> None:
    """The words are shown as they come, though the sentence they begin takes a second."""
    with chat_server(lambda request: says(f"{TRUE} [{source_of(request, 'underskott')}].", between=0.05)) as server:
        told, _ = assistant(server.url)
        told.warm_up()
        events = told.stream(QUESTION)
        first = next(events)
        assert isinstance(first, Provisional)
        assert server.sent <= 2  # the model had said no more
        assert isinstance(list(events)[-1], Finished)
