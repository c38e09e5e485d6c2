"""What the tests of drafting share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import Services, services
from app.drafting.model import Draft
from app.drafting.reading import document_of_text, motion_in
from app.settings import ModelSettings, Settings
from ingest.structure import Stated
from tests.app.drafting.papers import MOTION, write_papers
from tests.app.rig import Silent


@pytest.fixture(scope="session")
def tunadal(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[Services]:
    """The papers of Tunadal in real stores."""
    folder = tmp_path_factory.mktemp("tunadal")
    settings = Settings(data=folder / "data", model=ModelSettings(embedding=str(model_folder)))
    with services(settings) as given:
        report = given.intake.run([write_papers(folder / "papper")], Stated(municipality="Tunadal"), Silent())
        assert not report.skipped, report.skipped
        yield given


@pytest.fixture(scope="session")
def drafted(tunadal: Services) -> Draft:
    """The reply to the motion about key boxes."""
    source = motion_in(document_of_text(MOTION))
    assert source.motion.demands
    return tunadal.drafts.from_text(MOTION)
