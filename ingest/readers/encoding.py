"""Bytes to text, in any encoding that Swedish offices have used."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from ingest.errors import WrongFormatError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = ("cp1252", "mac_roman", "cp850")  # Windows, old Macintosh, DOS; in doubt the first
_SAMPLE_BYTES = 1 << 20  # enough letters to tell the encodings apart
_UTF16_ZERO_SHARE = 0.7  # of every second byte; Swedish text in UTF-16 has over 0.9 there, other data hardly ever
_SWEDISH_LETTER = re.compile(r"(?<=[a-zåäö])[åäöé]|[åäöéÅÄÖ](?=[a-zåäö])|(?<=[A-ZÅÄÖ])[ÅÄÖ]")
_UNLIKELY = re.compile(r"[\x80-\x9f¤¥¦¨¬¯²³¶¸¹¿×÷ƒ†‡‰√∞≈≠≤≥∂∑∏π∫Ωﬁﬂ░▒▓│┤╣║╗╝┐└┴┬├─┼╚╔╩╦╠═╬█▄▌▐▀]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\u2028\u2029]")


def decode(content: bytes, stated: str = "") -> str:
    """Return the text that the bytes hold, its lines parted by line feeds, form feeds kept.

    A byte order mark decides; then UTF-8, which other text hardly ever is by chance; then the encoding stated by the
    file; then among the eight-bit ones the one that gives Swedish letters inside words.

    Raises:
        WrongFormatError: it is no text (it holds NUL characters).
    """
    return _LINE_ENDS.sub("\n", _decode(content, stated))


def _decode(content: bytes, stated: str) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _checked(content.decode(encoding, errors="replace").removeprefix("\ufeff"))
    if wide := _utf16_order(content):
        return _checked(content.decode(wide, errors="replace"))
    if b"\x00" in content:
        raise WrongFormatError("innehållet är inte text")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if _is_cut_or_spoiled(content, error):
            return content.decode("utf-8", errors="replace")
    return content.decode(_known(stated) or _eight_bit(content), errors="replace")


def _checked(text: str) -> str:
    if "\x00" in text:
        raise WrongFormatError("innehållet är inte text")
    return text


def _utf16_order(content: bytes) -> str:
    """Return the byte order of UTF-16 without a mark, or "" where it is not that."""
    sample = content[:4096]
    pairs = max(1, len(sample) // 2)
    if sample[1::2].count(0) >= _UTF16_ZERO_SHARE * pairs and not sample[::2].count(0):
        return "utf-16-le"
    if sample[::2].count(0) >= _UTF16_ZERO_SHARE * pairs and not sample[1::2].count(0):
        return "utf-16-be"
    return ""


def _is_cut_or_spoiled(content: bytes, error: UnicodeDecodeError) -> bool:
    """Say whether it is UTF-8 after all: cut in the middle of a letter, or with a few bad bytes among many good."""
    if error.start >= len(content) - 3 and not content[: error.start].isascii():
        return True
    text = content[:_SAMPLE_BYTES].decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for letter in text if "\x7f" < letter != "\ufffd")
    return good > 20 * bad


def _known(stated: str) -> str:
    """Return the codec for an encoding that a file states, or "" for an unknown one; UTF-8 has been tried already."""
    try:
        name = codecs.lookup(stated).name if stated else ""
    except LookupError:
        return ""
    # Pages that state latin-1 are read as Windows text by every browser.
    return {"utf-8": "", "iso8859-1": "cp1252", "ascii": "cp1252"}.get(name, name)


def _eight_bit(content: bytes) -> str:
    sample = content[:_SAMPLE_BYTES]
    scores = {encoding: _swedishness(sample.decode(encoding, errors="replace")) for encoding in _EIGHT_BIT}
    best = max(_EIGHT_BIT, key=lambda encoding: scores[encoding])
    if scores[best] > 0:
        return best
    guess = from_bytes(sample).best()
    return guess.encoding if guess is not None else _EIGHT_BIT[0]


def _swedishness(text: str) -> int:
    return len(_SWEDISH_LETTER.findall(text)) - 2 * len(_UNLIKELY.findall(text)) - 2 * text.count("\ufffd")
