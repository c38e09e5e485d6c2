"""Municipality profiles: read, joined, and refused with words that help."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from ingest.errors import ProfileError
from ingest.profile import available, heading_key, load, municipalities

FOLDER = Path(__file__).parents[2] / "ingest" / "profiles"


def written(folder: Path, generic: str, own: str = "") -> Path:
    (folder / "generic.toml").write_text(generic, "utf-8")
    if own:
        (folder / "own.toml").write_text(own, "utf-8")
    return folder


GENERIC = """
[furniture]
marks = ['Sida \\d+']
[headings]
decision = ["Beslut"]
proposal = ["Förslag till beslut"]
parts = ["Bakgrund"]
[paragraph]
pattern = '§ ?(?P<number>\\d+)(?P<rest>.*)'
[diary]
patterns = ['TN \\d+/\\d+']
[boards]
TN = "tekniska nämnden"
"""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_every_profile_of_the_package_is_sound(path: Path) -> None:
    name = str(tomllib.loads(path.read_text("utf-8")).get("name", ""))
    assert load(name).name == name
    assert (name in municipalities()) == bool(name)


def test_a_municipality_without_a_profile_has_the_generic_one() -> None:
    assert load("Tunadal") == load("")


def test_lists_are_joined_and_values_replaced(tmp_path: Path) -> None:
    own = 'name = "Tunadal"\n[headings]\nparts = ["Ärendet i korthet"]\n[boards]\nTN = "teknik- och servicenämnden"\nMN = "miljönämnden"'
    profile = load("Tunadal", written(tmp_path, GENERIC, own))
    assert profile.parts == {"bakgrund", "ärendet i korthet"}
    assert profile.boards == {"TN": "teknik- och servicenämnden", "MN": "miljönämnden"}
    assert profile.paragraph.match("§ 12 Bryggan")
    assert list(available(tmp_path)) == ["Tunadal"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GENERIC.replace("[boards]", "[nämnder]"), "går inte att läsa"),
        (GENERIC.replace('decision = ["Beslut"]', 'decision = "Beslut"'), "går inte att läsa"),
        (GENERIC + "[", "går inte att läsa"),
        (GENERIC.replace("Sida ", "Sida ("), "Mönstret"),
        (GENERIC.replace("'TN ", "'TN ["), "Mönstret"),
    ],
)
def test_faults_in_a_profile_are_told(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ProfileError, match=words):
        load("", written(tmp_path, text))


def test_a_missing_profile_is_told(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match=r"Det finns ingen profil generic\.toml"):
        load("", tmp_path)


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("3.1 Bakgrund", "bakgrund"),
        ("  Beslutet  skickas till: ", "beslutet skickas till"),
        ("Beslut", "beslut"),
        ("Tekniska nämndens beslut", "beslut"),
        ("Beslut i kommunstyrelsen", "beslut"),
        ("Barn- och utbildningsnämndens förslag", "förslag till beslut"),
        ("Arbetsutskottets förslag till beslut i tekniska nämnden", "förslag till beslut"),
        ("Tekniska nämndens förslag till kommunfullmäktige", "förslag till beslut"),
        ("Nämnden för kultur och fritids förslag", "förslag till beslut"),
        ("Enligt kommunstyrelsens förslag", "enligt kommunstyrelsens förslag"),
        ("Förslag till reglemente för tekniska nämnden", "förslag till reglemente för tekniska nämnden"),
        ("Tidigare beslut", "tidigare beslut"),
    ],
)
def test_headings_are_compared_without_number_colon_and_board(line: str, key: str) -> None:
    assert heading_key(line) == key


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("§ 12 Dnr 2026/55", "12"),
        ("§22 Bryggan", "22"),
        ("Ks § 33", "33"),
        ("TN § 7 Bryggan", "7"),
        ("Tekniska nämnden § 7", "7"),
        ("§§ 3-5 Val", "3"),
        ("§ 22/2026 Bryggan", "22"),
    ],
)
def test_items_as_municipalities_write_them(line: str, number: str) -> None:
    match = load().paragraph.fullmatch(line)
    assert match is not None
    assert match["number"] == number


@pytest.mark.parametrize("line", ["LSS § 9", "Enligt § 9 ska nämnden", "KL § 6", "9 § kommunallagen"])
def test_laws_are_no_items(line: str) -> None:
    assert load().paragraph.fullmatch(line) is None


def test_scb_knows_290_municipalities() -> None:
    assert {"Ale", "Göteborg", "Alingsås", "Östra Göinge"} <= set(municipalities())
    assert len(municipalities()) == 290
