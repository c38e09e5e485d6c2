"""Swedish text in the encodings that offices have used."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.errors import WrongFormatError
from ingest.readers.encoding import decode

TEXT = "Nämnden beslutar:\nÅtgärder för äldre i Örby, å ena sidan – 1 234 tkr.\n"
PLAIN = TEXT.replace("–", "-")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_text_comes_back_from_its_encoding(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["latin-1", "mac_roman", "cp850"])
def test_older_encodings_are_told_by_the_swedish_letters(encoding: str) -> None:
    assert decode(PLAIN.encode(encoding)) == PLAIN


def test_capitals_in_dos_text() -> None:
    assert decode("PROTOKOLL FRÅN VÅRDNÄMNDEN, ÖVRIGT".encode("cp850")) == "PROTOKOLL FRÅN VÅRDNÄMNDEN, ÖVRIGT"


@pytest.mark.parametrize("ends", ["\r\n", "\r", "\n", "\x0b", "\u2028"])
def test_line_ends_become_line_feeds(ends: str) -> None:
    assert decode(f"a{ends}b\r\nc".encode()) == "a\nb\nc"


def test_form_feeds_are_kept() -> None:
    assert decode(b"a\fb") == "a\fb"


def test_utf8_that_is_cut_in_a_letter_is_still_utf8() -> None:
    assert decode("Åtgärd ä".encode()[:-1]) == "Åtgärd \ufffd"


def test_one_bad_byte_does_not_make_utf8_something_else() -> None:
    assert decode("åäö".encode() * 50 + b"\xe5" + "åäö".encode()).count("å") == 51


@pytest.mark.parametrize("content", [b"abc\x00\x01\x02def", codecs.BOM_UTF16_LE + b"a\x00\x00\x00b\x00"])
def test_bytes_with_nul_are_no_text(content: bytes) -> None:
    with pytest.raises(WrongFormatError, match="inte text"):
        decode(content)


@pytest.mark.parametrize("stated", ["iso-8859-1", "windows-1252", "ascii", "utf-8", "okänd", ""])
def test_a_stated_encoding_never_hides_windows_text(stated: str) -> None:
    assert decode("”Åter” – 5 €".encode("cp1252"), stated) == "”Åter” – 5 €"


def test_a_stated_encoding_decides_where_nothing_else_does() -> None:
    assert decode("Žižek č".encode("cp1250"), "windows-1250") == "Žižek č"


@given(st.text(st.characters(exclude_characters="\x00\r\x0b\u2028\u2029\ufeff", codec="utf-8")))
def test_any_utf8_text_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8")) == text
