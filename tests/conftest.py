"""What tests of several packages share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from vectorstore.vectors.bundled import write_model

os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1", ANONYMIZED_TELEMETRY="False", GRADIO_ANALYTICS_ENABLED="False")


@pytest.fixture(scope="session")
def model_folder() -> Path:
    """The real default model, written once in the life of the checkout (630 MB, some seconds)."""
    return write_model(Path(__file__).parents[1] / "var" / "test" / "model")
