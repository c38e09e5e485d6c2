"""What libraries say is wrong, in Swedish."""

from __future__ import annotations

import tomllib
from typing import Annotated, Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError, field_validator

from app.wrong_values import what_is_wrong, why_not_read


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(max_length=3)] = ""
    count: Annotated[int, Field(ge=1, le=9)] = 1
    share: Annotated[float, Field(gt=0, lt=1)] = 0.5

    @field_validator("name")
    @classmethod
    def _named(cls, value: str) -> str:
        if value == "nej":
            raise ValueError("nej är inget namn")
        return value


def _wrong(values: object, own: bool = False) -> str:
    with pytest.raises(ValidationError) as raised:
        _Form.model_validate(values)
    return what_is_wrong(raised.value.errors()[0], own)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"name": 3}, "ska vara text"),
        ({"name": "många"}, "är för långt"),
        ({"count": "x"}, "ska vara ett heltal"),
        ({"count": 0}, "ska vara minst 1"),
        ({"count": 10}, "ska vara högst 9"),
        ({"share": "x"}, "ska vara ett tal"),
        ({"share": 0}, "ska vara över 0.0"),
        ({"share": 1}, "ska vara under 1.0"),
        ({"okänt": 1}, "finns inte; ta bort det"),
        (3, "ska vara ett JSON-objekt"),
        ({"name": "nej"}, "är ett ogiltigt värde"),
    ],
)
def test_what_is_wrong_with_a_value(values: object, told: str) -> None:
    assert _wrong(values) == told


def test_our_own_words_are_told_where_they_are_ours() -> None:
    assert _wrong({"name": "nej"}, own=True) == "är fel: nej är inget namn"


def test_what_nobody_thought_of_and_what_lacks_its_bound_is_told_too() -> None:
    with pytest.raises(ValidationError) as raised:
        TypeAdapter(complex).validate_python("x")
    assert what_is_wrong(raised.value.errors()[0]) == "är ett ogiltigt värde"
    unbound: dict[str, Any] = {"type": "less_than_equal"}
    assert what_is_wrong(unbound) == "är ett ogiltigt värde"


def test_why_a_file_is_not_read() -> None:
    assert why_not_read(FileNotFoundError(2, "No such file or directory")) == "den finns inte"
    with pytest.raises(UnicodeDecodeError) as decoded:
        b"\xff".decode()
    assert why_not_read(decoded.value) == "den är inte skriven i UTF-8"
    for text, told in (("a = 1\nb = ", "rad 2 är"), ("a = ", "rad 1 är")):
        with pytest.raises(tomllib.TOMLDecodeError) as parsed:
            tomllib.loads(text + "\n")
        assert why_not_read(parsed.value).startswith(told)
