"""Health checks: every one that is not ok says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from app import doctor
from app.bootstrap import services
from app.doctor import Check, Verdict, examine
from app.settings import ModelSettings, Settings
from ingest.structure import Stated
from tests.app.rig import Rig, Silent
from tests.tiny_model import write_packed
from vectorstore.vectors.bundled import write_model

STORES, SEARCH, MODEL, FOLDER = "Katalog och index", "Sökning", "Språkmodell för sökning", "Datamapp"


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiny")
    return write_model(folder / "model", *write_packed(folder))


@pytest.fixture
def empty(tmp_path: Path, tiny: Path) -> Settings:
    return Settings(data=tmp_path / "data", model=ModelSettings(embedding=str(tiny)))


@pytest.fixture
def filled(empty: Settings, tmp_path: Path) -> Settings:
    paper = tmp_path / "rutin.txt"
    paper.write_text("Rutin för simhallen\n\nSimhallen öppnar klockan sex varje vardag.\n", "utf-8")
    with services(empty) as given:
        given.intake.run([paper], Stated(), Silent())
    return empty


def _checked(settings: Settings) -> dict[str, Check]:
    checks = list(examine(settings))
    for check in checks:
        assert check.told
        assert "\n" not in f"{check.told}{check.remedy}"
        assert (check.verdict is Verdict.OK) == (not check.remedy), check
    assert len({check.name for check in checks}) == len(checks) == 6
    return {check.name: check for check in checks}


@pytest.mark.real
def test_all_is_well_with_papers_and_the_default_model(served: Rig) -> None:
    checks = _checked(served.services.settings)
    assert {name for name, check in checks.items() if check.verdict is not Verdict.OK} <= {"OCR"}
    assert "multilingual-e5-small" in checks[MODEL].told


@pytest.mark.real
def test_an_empty_index_is_a_warning_that_says_what_to_run(empty: Settings) -> None:
    checks = _checked(empty)
    for name in (STORES, SEARCH):
        assert checks[name].verdict is Verdict.WARNING
        assert "kommunsvar ingest" in checks[name].remedy


@pytest.mark.real
def test_papers_that_can_be_searched_are_well(filled: Settings) -> None:
    checks = _checked(filled)
    assert checks[STORES].verdict is checks[SEARCH].verdict is Verdict.OK
    assert "1 handlingar" in checks[STORES].told


def test_a_model_that_is_not_there_does_not_stop_the_other_checks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    missing = Settings(data=tmp_path / "data", model=ModelSettings(embedding=str(tmp_path / "finns-inte")))
    checks = _checked(missing)
    assert checks[MODEL].verdict is Verdict.FAILED
    assert checks[FOLDER].verdict is Verdict.OK


@pytest.mark.real
def test_a_model_that_tells_no_sentences_apart_is_told(empty: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "_LEAST_LIKENESS", 2.0)
    check = _checked(empty)[MODEL]
    assert check.verdict is Verdict.FAILED
    assert "flerspråkig" in check.remedy


@pytest.mark.real
def test_a_data_folder_that_is_a_file_is_told(empty: Settings) -> None:
    empty.data.write_text("")
    assert _checked(empty)[FOLDER].verdict is Verdict.FAILED


@pytest.mark.real
def test_a_full_disk_is_a_warning(empty: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(empty.data.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    check = _checked(empty)[FOLDER]
    assert check.verdict is Verdict.WARNING
    assert check.told == "1 MB ledigt"


@pytest.mark.real
def test_a_synonym_file_that_is_not_there_is_told(empty: Settings) -> None:
    checks = _checked(empty.model_copy(update={"synonyms": Path("saknas.txt")}))
    assert checks[STORES].verdict is checks[SEARCH].verdict is Verdict.FAILED
    assert "saknas.txt" in checks[STORES].told


@pytest.fixture(params=["chroma", "lexical", "catalogue.sqlite"])
def damaged(request: pytest.FixtureRequest, filled: Settings) -> Settings:
    """Stores of which a part is taken away, or written over."""
    part = filled.data / request.param
    if part.is_dir():
        shutil.rmtree(part)
    else:
        part.write_bytes(b"no database at all " * 400)
        for more in filled.data.glob("catalogue.sqlite-*"):
            more.unlink()
    return filled


@pytest.mark.real
def test_a_damaged_store_is_told_with_its_remedy(damaged: Settings) -> None:
    assert _checked(damaged)[STORES].verdict is Verdict.FAILED


def test_ocr_that_is_not_there_is_a_warning(monkeypatch: pytest.MonkeyPatch) -> None:
    for there, verdict in ((None, Verdict.WARNING), ("tesseract", Verdict.OK)):
        monkeypatch.setattr(doctor, "find_tesseract", lambda there=there: there)
        check = doctor._ocr("OCR", Settings())
        assert check.verdict is verdict
        assert ("tesseract-ocr-swe" in check.remedy) is (there is None)
