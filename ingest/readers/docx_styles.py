"""What a Word document's styles and numbering say of a paragraph: heading level, list mark, hidden text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset({"0", "false", "off", "none"})
_HEADING_NAME = re.compile(r"(?:heading|rubrik) ?([1-9])$", re.IGNORECASE)
_TITLE_NAMES = frozenset({"title", "titel"})
_BODY_LEVEL = 9  # Word's outline level for running text
_LEVEL_MARK = re.compile(r"%([1-9])")
_MAX_STYLE_DEPTH = 20  # Word allows 10 styles based on each other; a loop must end
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"))
_ROMAN_UNITS = ((9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
BULLET = "•"
NO_COLOUR = frozenset({"", "auto", "ffffff", "none"})


def value(parent: Any, tag: str, default: str = "") -> str:
    """Return the w:val of a child element, or the default where the child or its value is missing."""
    child = None if parent is None else parent.find(W + tag)
    found = None if child is None else child.get(W + "val")
    return default if found is None else str(found)


def is_on(properties: Any, tag: str) -> bool | None:
    """Return whether a switch such as w:vanish is on, or None where nothing is said."""
    child = None if properties is None else properties.find(W + tag)
    return None if child is None else str(child.get(W + "val", "1")).lower() not in _OFF


def has_fill(properties: Any) -> bool:
    """Say whether something puts a colour other than white behind its text."""
    shading = None if properties is None else properties.find(W + "shd")
    return shading is not None and str(shading.get(W + "fill", "")).lower() not in NO_COLOUR


@dataclass(frozen=True, slots=True)
class Style:
    """What one style says itself; see `Styles` for what it inherits."""

    name: str
    based_on: str
    paragraph: Any
    run: Any


class Styles:
    """The styles of a document, looked up with what they inherit."""

    def __init__(self, element: Any) -> None:
        self._styles = {
            str(style.get(W + "styleId")): Style(
                value(style, "name"), value(style, "basedOn"), style.find(W + "pPr"), style.find(W + "rPr")
            )
            for style in element.iterchildren(W + "style")
        }

    def chain(self, style_id: str) -> list[Style]:
        """Return the style and those it is based on, nearest first."""
        found: list[Style] = []
        while style_id in self._styles and len(found) < _MAX_STYLE_DEPTH:
            found.append(self._styles[style_id])
            style_id = found[-1].based_on
        return found

    def heading_level(self, style_id: str, properties: Any) -> int:
        """Return the level of a heading, 1 the highest, or 0 for other paragraphs."""
        stated = value(properties, "outlineLvl")
        for style in [] if stated else self.chain(style_id):
            named = _HEADING_NAME.match(style.name)
            if named:
                return int(named[1])
            if style.name.lower() in _TITLE_NAMES:
                return 1
            stated = stated or value(style.paragraph, "outlineLvl")
        return int(stated) + 1 if stated.isdigit() and int(stated) < _BODY_LEVEL else 0

    def list_level(self, style_id: str, properties: Any) -> tuple[str, int]:
        """Return the numbering's id ("" for none) and the level in it, 0 the outermost."""
        number, level = "", ""
        for source in [properties, *(style.paragraph for style in self.chain(style_id))]:
            found = None if source is None else source.find(W + "numPr")
            number, level = number or value(found, "numId"), level or value(found, "ilvl")
        return ("" if number == "0" else number), int(level) if level.isdigit() else 0

    def is_hidden(self, style_ids: tuple[str, ...], properties: Any) -> bool:
        """Say whether a run is hidden by itself, its own style or its paragraph's."""
        sources = [properties, *(style.run for style_id in style_ids for style in self.chain(style_id))]
        return next((stated for source in sources if (stated := is_on(source, "vanish")) is not None), False)

    def is_raised(self, style_ids: tuple[str, ...], properties: Any) -> bool:
        """Say whether a run is set raised, by itself or its own style."""
        sources = [properties, *(style.run for style_id in style_ids for style in self.chain(style_id))]
        return next((stated for source in sources if (stated := value(source, "vertAlign"))), "") == "superscript"

    def is_shaded(self, style_id: str) -> bool:
        """Say whether a style puts a colour behind its text."""
        return any(has_fill(source) for style in self.chain(style_id) for source in (style.paragraph, style.run))


@dataclass(slots=True)
class _Level:
    """How one level of a list is numbered."""

    start: int
    kind: str
    text: str


class Numbering:
    """Counts a document's numbered paragraphs as Word does when it shows them.

    Args:
        element: the numbering part's root, or None for a document without one.
    """

    def __init__(self, element: Any) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if element is None:
            return
        abstract = {str(each.get(W + "abstractNumId")): each for each in element.iterchildren(W + "abstractNum")}
        for number in element.iterchildren(W + "num"):
            self._add(str(number.get(W + "numId")), number, abstract)

    def _add(self, number_id: str, number: Any, abstract: dict[str, Any]) -> None:
        base = value(number, "abstractNumId")
        levels = {} if base not in abstract else _levels(abstract[base])
        restarted = False
        for override in number.iterchildren(W + "lvlOverride"):
            level = int(override.get(W + "ilvl", "0"))
            levels |= _levels(override)
            start = value(override, "startOverride")
            if start.isdigit() and level in levels:
                levels[level].start = int(start)
                restarted = True
        self._levels[number_id] = levels
        # Lists of the same kind go on counting from each other, unless one states where it starts.
        self._abstract[number_id] = f"num {number_id}" if restarted else base

    def mark(self, number_id: str, level: int) -> str:
        """Count one paragraph and return its mark, such as "•", "2.1" or "b)"; "" where the list shows none."""
        levels = self._levels.get(number_id)
        if not levels or level not in levels:
            return BULLET
        counts = self._counts[self._abstract[number_id]]
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if levels[level].kind == "bullet":
            return BULLET

        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            if at not in levels:
                return ""
            return spelled(counts.get(at, levels[at].start), levels[at].kind)

        return _LEVEL_MARK.sub(shown, levels[level].text).strip()


def _levels(parent: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for level in parent.iterchildren(W + "lvl"):
        start = value(level, "start", "1")
        kind = value(level, "numFmt", "decimal")
        found[int(level.get(W + "ilvl", "0"))] = _Level(int(start) if start.isdigit() else 1, kind, value(level, "lvlText"))
    return found


def spelled(number: int, kind: str) -> str:
    """Return a number in one of Word's number formats: decimal, lowerLetter, upperRoman …; unknown ones as decimal."""
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{number:02}"
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letters = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and number > 0:
        roman = ""
        for worth, sign in _ROMAN + _ROMAN_UNITS:
            count, number = divmod(number, worth)
            roman += sign * count
        return roman.upper() if kind == "upperRoman" else roman
    return str(number)
