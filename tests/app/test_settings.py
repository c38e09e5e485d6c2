"""Settings from the environment and from a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import SettingsError
from app.settings import PREFIX, Settings, environment_names, load_settings


def _file(folder: Path, text: str) -> dict[str, str]:
    path = folder / "kommunsvar.toml"
    path.write_text(text, "utf-8")
    return {"KOMMUNSVAR_CONFIG": str(path)}


def test_without_settings_the_defaults_hold() -> None:
    assert load_settings({}) == Settings()
    assert load_settings({"PATH": "/bin", "HOME": "/"}) == Settings()


def test_the_environment_sets_and_a_value_is_read_as_what_it_is() -> None:
    given = load_settings({"KOMMUNSVAR_DATA": "data/å", "KOMMUNSVAR_ANSWERS_PASSAGES": "7", "KOMMUNSVAR_SERVER_PORT": "0"})
    assert given.data == Path("data/å")
    assert given.answers.passages == 7
    assert given.server.port == 0


def test_the_file_sets_and_the_environment_wins_over_it(tmp_path: Path) -> None:
    config = _file(tmp_path, 'data = "ur-filen"\n[answers]\npassages = 5\nmax_question = 500\n')
    from_file = load_settings(config)
    assert (from_file.data, from_file.answers.passages, from_file.answers.max_question) == (Path("ur-filen"), 5, 500)
    both = load_settings({**config, "KOMMUNSVAR_ANSWERS_PASSAGES": "9"})
    assert (both.answers.passages, both.answers.max_question) == (9, 500)


@pytest.mark.parametrize(
    "name", ["KOMMUNSVAR_DATAA", "KOMMUNSVAR_", "KOMMUNSVAR_ANSWERS", "KOMMUNSVAR_ANSWERS_", "KOMMUNSVAR_data"]
)
def test_an_unknown_variable_is_told_with_those_there_are(name: str) -> None:
    with pytest.raises(SettingsError, match=name) as told:
        load_settings({name: "1"})
    assert "KOMMUNSVAR_ANSWERS_PASSAGES" in str(told.value)


@pytest.mark.parametrize(
    "text",
    ['daata = "x"', "[answers]\npasages = 3", "[svar]\npassages = 3", "[answers.passages]\nx = 1", "answers = 3", 'data = ["a"]'],
)
def test_an_unknown_or_misplaced_key_in_the_file_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError) as told:
        load_settings(_file(tmp_path, text))
    assert "\n" not in str(told.value)


def test_a_variable_for_a_section_that_the_file_makes_no_table_is_an_error(tmp_path: Path) -> None:
    config = _file(tmp_path, "answers = 3")
    with pytest.raises(SettingsError, match="answers"):
        load_settings({**config, "KOMMUNSVAR_ANSWERS_PASSAGES": "3"})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KOMMUNSVAR_ANSWERS_PASSAGES", "0"),
        ("KOMMUNSVAR_ANSWERS_PASSAGES", "51"),
        ("KOMMUNSVAR_ANSWERS_PASSAGES", "många"),
        ("KOMMUNSVAR_ANSWERS_PASSAGES", ""),
        ("KOMMUNSVAR_ANSWERS_LEAST_SUPPORT", "1.01"),
        ("KOMMUNSVAR_ANSWERS_LEAST_SUPPORT", "nan"),
        ("KOMMUNSVAR_ANSWERS_MAX_QUESTION", "99"),
        ("KOMMUNSVAR_SERVER_PORT", "65536"),
        ("KOMMUNSVAR_SERVER_PORT", "-1"),
        ("KOMMUNSVAR_LIMITS_MAX_FILE_MB", "0"),
        ("KOMMUNSVAR_LIMITS_SECONDS_PER_FILE", "0"),
        ("KOMMUNSVAR_LIMITS_SECONDS_PER_PAGE", "inf"),
    ],
)
def test_a_value_out_of_bounds_is_told_by_the_settings_name(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as told:
        load_settings({name: value})
    assert environment_names()[name][-1] in str(told.value)
    assert "\n" not in str(told.value)


def test_a_file_that_is_not_there_or_no_toml_is_an_error(tmp_path: Path) -> None:
    for config in ({"KOMMUNSVAR_CONFIG": str(tmp_path / "saknas.toml")}, _file(tmp_path, "data = ")):
        with pytest.raises(SettingsError, match=r"saknas\.toml|kommunsvar\.toml"):
            load_settings(config)
    (tmp_path / "latin.toml").write_bytes('data = "å"'.encode("latin-1"))
    with pytest.raises(SettingsError, match=r"latin\.toml"):
        load_settings({"KOMMUNSVAR_CONFIG": str(tmp_path / "latin.toml")})


def test_an_empty_config_variable_is_no_file() -> None:
    assert load_settings({"KOMMUNSVAR_CONFIG": ""}) == Settings()


def test_every_setting_has_its_own_variable() -> None:
    names = environment_names()
    leaves: list[tuple[str, ...]] = []
    for section, field in Settings.model_fields.items():
        inner = getattr(field.annotation, "model_fields", {})
        leaves += [(section, key) for key in inner] or [(section,)]
    assert sorted(names.values()) == sorted(leaves)
    assert all(name.startswith(PREFIX) and name.isupper() for name in names)


def test_limits_reach_the_readers_in_bytes() -> None:
    limits = load_settings({"KOMMUNSVAR_LIMITS_MAX_FILE_MB": "3", "KOMMUNSVAR_LIMITS_MAX_PAGES": "12"}).limits.limits()
    assert limits.max_file_bytes in (3_000_000, 3 * 1024 * 1024)
    assert limits.max_pages == 12
