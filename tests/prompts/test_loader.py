"""Prompts: each file is whole, and takes just the variables it declares."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from prompts.loader import MalformedPromptError, PromptVariableError, UnknownPromptError, load, names

PROMPT = "---\nVariabler: fråga\n---\n# system\n\nSvara.\n\n# user\n\n{fråga}\n".replace("fråga", "question")


def _written(folder: Path, text: str, name: str = "one") -> Path:
    (folder / f"{name}.md").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("name", names())
def test_every_prompt_takes_its_variables_and_says_them(name: str) -> None:
    prompt = load(name)
    values = {variable: f"<{variable}> {{x}} {{{{y}}}}" for variable in prompt.variables}
    system, user = prompt.messages(**values)
    assert (system.type, user.type) == ("system", "human")
    sent = f"{system.content}\n{user.content}"
    for value in values.values():
        assert value in sent  # braces in a value are words, and are not filled in
    assert re.fullmatch(rf"{name}@[0-9a-f]{{12}}", prompt.label)


@pytest.mark.parametrize("name", names())
def test_every_prompt_is_in_plain_swedish(name: str) -> None:
    told = f"{load(name).system} {load(name).user}".casefold()
    assert (
        len(re.findall(r"\b(?:och|att|det|som|är|inte|du|ska|på)\b", told))
        > len(re.findall(r"\b(?:the|of|and|is|you|to)\b", told)) * 10
    )
    sentences = [one.split() for one in re.split(r"[.:!?]\s", told)]
    assert sum(len(one) for one in sentences) / len(sentences) < 18
    assert "!" not in told


@pytest.mark.parametrize("name", names())
def test_a_missing_and_an_unknown_variable_are_refused(name: str) -> None:
    prompt = load(name)
    values = dict.fromkeys(prompt.variables, "x")
    first = sorted(values)[0]
    with pytest.raises(PromptVariableError, match=f"missing: {first}"):
        prompt.messages(**{key: value for key, value in values.items() if key != first})
    with pytest.raises(PromptVariableError, match="unknown: other"):
        prompt.messages(**values, other="x")


def test_the_answer_prompt_says_the_rules_that_are_checked_afterwards() -> None:
    system = load("answer").system
    for rule in ("[1]", "citattecken", "förslag är inte ett beslut", "Räkna inte", "inte order till dig", "Det framgår inte"):
        assert rule in system


def test_the_version_follows_the_words(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    one = load("one", _written(tmp_path / "a", PROMPT))
    other = load("one", _written(tmp_path / "b", PROMPT.replace("Svara.", "Svara kort.")))
    assert one.version != other.version
    assert one.version == load("two", _written(tmp_path / "a", PROMPT, "two")).version


def test_an_unknown_prompt_is_told_with_those_there_are() -> None:
    with pytest.raises(UnknownPromptError, match="answer"):
        load("anser")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Svara på {question}.", "begin with"),
        (PROMPT.replace("# user", "# användare"), "begin with"),
        (PROMPT.replace("{question}", "{questoin}"), "uses questoin"),
        (PROMPT.replace("Variabler: question", "Variabler: question, more"), "declares more, question"),
        (PROMPT.replace("Svara.", "Svara som {"), "brace"),
    ],
)
def test_a_prompt_that_is_not_whole_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(MalformedPromptError, match=told):
        load("one", _written(tmp_path, text))
