"""What libraries say of a value or a file that is wrong, in Swedish: for settings, files, requests and commands. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ingest.os_errors import reason_of

_LINE = re.compile(r"at line (\d+)")  # in what tomllib says
_UNTOLD = "är ett ogiltigt värde"
#: By pydantic's kind of error, as what is said of the value; {…} is a bound, where pydantic gives it.
_TOLD: Mapping[str, str] = {
    "missing": "saknas",
    "extra_forbidden": "finns inte; ta bort det",
    "json_invalid": "är inte giltig JSON",
    "json_type": "är inte giltig JSON",
    "string_type": "ska vara text",
    "string_too_short": "är för kort",
    "string_too_long": "är för långt",
    "string_pattern_mismatch": "är inte skrivet som det ska",
    "int_type": "ska vara ett heltal",
    "int_parsing": "ska vara ett heltal",
    "int_from_float": "ska vara ett heltal",
    "float_type": "ska vara ett tal",
    "float_parsing": "ska vara ett tal",
    "finite_number": "ska vara ett tal",
    "bool_type": "ska vara true eller false",
    "bool_parsing": "ska vara true eller false",
    "path_type": "ska vara en sökväg",
    "list_type": "ska vara en lista",
    "tuple_type": "ska vara en lista",
    "too_long": "har för många värden",
    "greater_than": "ska vara över {gt}",
    "greater_than_equal": "ska vara minst {ge}",
    "less_than": "ska vara under {lt}",
    "less_than_equal": "ska vara högst {le}",
    "enum": "är inte något av de värden som finns",
    "literal_error": "är inte något av de värden som finns",
    "model_attributes_type": "ska vara ett JSON-objekt",
    "model_type": "ska vara ett JSON-objekt",
    "dict_type": "ska vara ett JSON-objekt",
}


def what_is_wrong(error: Mapping[str, Any], own: bool = False) -> str:
    """Return what is wrong with a value, to stand after its name: "ska vara minst 1".

    Args:
        error: pydantic's, with `type` and `ctx`.
        own: errors that validators raise are ours and Swedish, and are told as they are.
    """
    context = error.get("ctx") or {}
    if own and error["type"] == "value_error" and "error" in context:
        return f"är fel: {context['error']}"
    told = _TOLD.get(error["type"], _UNTOLD)
    try:
        return told.format(**context)
    except KeyError:
        return _UNTOLD


def why_not_read(error: OSError | ValueError) -> str:
    """Return why a text or TOML file could not be read, as the end of a sentence: "den finns inte"."""
    if isinstance(error, OSError):
        return reason_of(error)
    if isinstance(error, UnicodeDecodeError):
        return "den är inte skriven i UTF-8"
    line = _LINE.search(str(error))
    return f"rad {line[1]} är inte rätt skriven TOML" if line else "den är inte rätt skriven TOML"
