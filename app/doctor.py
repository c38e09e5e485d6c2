"""Health checks, each with what to do when it fails."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from app.bootstrap import make_embedder, services
from app.errors import AppError
from app.settings import Settings
from ingest.os_errors import reason_of
from ingest.readers.ocr import find_tesseract
from vectorstore.config import StoreConfig
from vectorstore.errors import VectorStoreError

_LEAST_FREE = 500_000_000  # bytes: the model takes 500 MB once, a year's papers some 200 MB
_LEAST_LIKENESS = 0.03  # cosine: how much nearer two Swedish sentences of one matter must lie than two of different ones


class Verdict(StrEnum):
    """How a check went."""

    OK = "ok"
    WARNING = "varning"
    FAILED = "fel"


@dataclass(frozen=True, slots=True)
class Check:
    """A check and its result; `remedy` says what to do when it is not ok."""

    name: str
    verdict: Verdict
    told: str
    remedy: str = ""


def examine(settings: Settings) -> Iterator[Check]:
    """Return the checks, one by one, as they are made; one that fails does not stop the others."""
    for name, check in _CHECKS:
        try:
            yield check(name, settings)
        except VectorStoreError as error:
            yield Check(name, Verdict.FAILED, str(error), error.remedy)
        except AppError as error:
            yield Check(name, Verdict.FAILED, str(error), "Rätta inställningen.")
        except OSError as error:
            yield Check(name, Verdict.FAILED, reason_of(error), "Kontrollera rättigheter och disk.")


def _python(name: str, _settings: Settings) -> Check:
    return Check(name, Verdict.OK, ".".join(str(part) for part in sys.version_info[:3]))


def _data_folder(name: str, settings: Settings) -> Check:
    folder = settings.data
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        return Check(name, Verdict.FAILED, f"{folder} går inte att skriva i", "Byt ägare på mappen, eller ändra KOMMUNSVAR_DATA.")
    free = shutil.disk_usage(folder).free
    if free < _LEAST_FREE:
        told = f"{free // 1_000_000} MB ledigt"
        return Check(name, Verdict.WARNING, told, "Frigör utrymme: minst 500 MB behövs.")
    return Check(name, Verdict.OK, f"{folder}, {free // 1_000_000_000} GB ledigt")


def _model(name: str, settings: Settings) -> Check:
    embedder = make_embedder(settings, StoreConfig(settings.data))
    question = embedder.query("Hur gick budgeten för hemtjänsten?")
    near, far = embedder.passages(["Hemtjänsten redovisar ett underskott mot budget.", "Simhallen öppnar igen i juni."])
    if float(np.dot(question, near) - np.dot(question, far)) < _LEAST_LIKENESS:
        return Check(name, Verdict.FAILED, f"{embedder.name} skiljer inte på svenska meningar", "Välj en flerspråkig modell.")
    return Check(name, Verdict.OK, f"{embedder.name}, {embedder.dimension} tal, {embedder.engine}")


def _stores(name: str, settings: Settings) -> Check:
    with services(settings) as given:
        given.index.check()
        counts = given.index.catalogue.counts()
    if not counts.documents:
        return Check(name, Verdict.WARNING, "inget är inläst", "Kör: kommunsvar ingest MAPP")
    return Check(name, Verdict.OK, f"{counts.documents} handlingar, {counts.chunks} stycken")


def _search(name: str, settings: Settings) -> Check:
    with services(settings) as given:
        documents = given.index.catalogue.documents()
        if not documents:
            return Check(name, Verdict.WARNING, "inget att söka i", "Kör: kommunsvar ingest MAPP")
        hits = given.assistant.search(documents[0].metadata.title or documents[0].name, 3)
    if not hits:
        return Check(name, Verdict.FAILED, "en sökning på en inläst titel gav inget", "Kör: kommunsvar reindex")
    return Check(name, Verdict.OK, f"{len(hits)} träffar på ”{documents[0].metadata.title or documents[0].name}”")


def _ocr(name: str, _settings: Settings) -> Check:
    if find_tesseract() is not None:
        return Check(name, Verdict.OK, "tesseract med svenska")
    remedy = "Installera tesseract-ocr och tesseract-ocr-swe om skannade sidor ska gå att söka."
    return Check(name, Verdict.WARNING, "tesseract med svenska saknas: skannade sidor läses inte", remedy)


_CHECKS: tuple[tuple[str, Callable[[str, Settings], Check]], ...] = (
    ("Python", _python),
    ("Datamapp", _data_folder),
    ("Språkmodell för sökning", _model),
    ("Katalog och index", _stores),
    ("Sökning", _search),
    ("OCR", _ocr),
)
