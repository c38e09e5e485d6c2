from __future__ import annotations

import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from fastapi.testclient import TestClient
from numpy.typing import NDArray
from PIL import Image

from app.api.documents import charset_of
from app.api.drawer import START, Drawer
from app.api.main import create_app
from app.api.marking import Quote
from app.api.page_image import Order
from app.api.pages import PageImages
from app.errors import PageImageError
from tests.app.rig import EVIL_NAME, MINUTES, ROUTINE, Rig, pdf, rig

YELLOW = (255, 230, 102)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, model_folder: Path) -> Iterator[tuple[Rig, TestClient]]:
    """Papers of the test's own, to change."""
    with rig(tmp_path_factory.mktemp("own"), model_folder) as made:
        yield made, TestClient(create_app(made.services, ui=False), raise_server_exceptions=False)


@pytest.fixture(scope="module")
def drawer() -> Iterator[Drawer]:
    made = Drawer(20.0)
    yield made
    made.close()


def _yellow(png: bytes) -> tuple[NDArray[np.intp], NDArray[np.intp], tuple[int, int]]:
    """Return where an image is marked: rows and columns of its pixels, and its size (width, height)."""
    image = Image.open(BytesIO(png)).convert("RGB")
    rows, columns = np.nonzero((np.asarray(image) == YELLOW).all(axis=2))
    return rows, columns, image.size


def _marked_lines(png: bytes) -> set[int]:
    """Return which of the lines that `rig.pdf` writes on A4 are marked."""
    rows, _, (_, height) = _yellow(png)
    return {round((row * 842 / height - 62) / 40) for row in rows}


def _place(served: Rig, name: str, words: str) -> tuple[str, int, int]:
    stored = served.named(name)
    start = served.services.index.catalogue.text(stored.id).index(words)
    return stored.id, start, start + len(words)


def test_the_file_is_given_as_it_is(client: TestClient, served: Rig) -> None:
    stored = served.named("Protokoll på svenska.pdf")
    response = client.get(f"/api/documents/{stored.id}/file")
    assert response.content == (served.papers / stored.name).read_bytes()
    assert response.headers["content-type"] == "application/pdf"
    assert response.headers["content-disposition"] == "inline; filename*=utf-8''Protokoll%20p%C3%A5%20svenska.pdf"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_markup_is_given_as_text(client: TestClient, served: Rig) -> None:
    for name, charset in (("taxa.html", "utf-8"), (EVIL_NAME, "utf-8"), ("rutin.txt", "windows-1252")):
        response = client.get(f"/api/documents/{served.named(name).id}/file")
        assert response.headers["content-type"] == f"text/plain; charset={charset}"
        assert response.headers["content-security-policy"].startswith("default-src 'none'")
        assert "<" not in response.headers["content-disposition"]
    assert client.get(f"/api/documents/{served.named('rutin.txt').id}/file").text == ROUTINE


@pytest.mark.parametrize(
    ("content", "charset"),
    [
        (b"", "utf-8"),
        ("\ufeffå".encode(), "utf-8"),
        ("å".encode("utf-16"), "utf-16"),
        ("å".encode("cp1252"), "windows-1252"),
        (b"a" * ((1 << 20) - 1) + "å".encode(), "utf-8"),
    ],
)
def test_the_encoding_of_a_text_file(tmp_path: Path, content: bytes, charset: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    assert charset_of(path) == charset


def test_a_file_that_is_gone_or_changed_is_not_given(own: tuple[Rig, TestClient]) -> None:
    made, client = own
    stored = made.named("rutin.txt")
    path = made.papers / "rutin.txt"
    address = f"/api/documents/{stored.id}/file"
    os.utime(path)
    assert client.get(address).status_code == 200  # touched, and the same
    path.write_bytes(path.read_bytes().replace(b"Avvika", b"Annat!"))
    changed = client.get(address)
    assert changed.status_code == 404
    assert "har ändrats sedan den lästes in" in changed.json()["detail"]
    path.write_bytes(b"helt annat")
    assert client.get(address).status_code == 404
    path.unlink()
    gone = client.get(address).json()
    assert gone["type"] == "urn:kommunsvar:fel:fil-borta"
    assert str(made.papers) not in gone["detail"]
    text = client.get(f"/api/documents/{stored.id}/text")
    assert "Avvika" in text.text  # as it was when it was taken in


def test_a_deleted_document_is_shown_no_more(own: tuple[Rig, TestClient]) -> None:
    made, client = own
    stored = made.named("taxa.html")
    with made.services.index.writer() as writer:
        writer.delete(stored.id)
    for path in ("file", "text"):
        assert client.get(f"/api/documents/{stored.id}/{path}").json()["type"] == "urn:kommunsvar:fel:okand-handling"


def test_the_page_shows_the_quote_marked_where_it_stands(client: TestClient, served: Rig) -> None:
    document, start, end = _place(served, "Protokoll på svenska.pdf", MINUTES[5])
    response = client.get(f"/api/documents/{document}/pages/1.png", params={"start": start, "end": end})
    assert response.headers["content-type"] == "image/png"
    assert response.headers["X-Marked-Lines"] == "1"
    assert _marked_lines(response.content) == {5}


def test_of_words_that_stand_twice_the_right_ones_are_marked(client: TestClient, served: Rig) -> None:
    document, first, _ = _place(served, "Protokoll på svenska.pdf", MINUTES[1])
    at = first + len("§ 51 ")
    length = len(MINUTES[7])
    text = served.services.index.catalogue.text(document)
    assert text[at : at + length] == MINUTES[7]
    once = client.get(f"/api/documents/{document}/pages/1.png?start={at}&end={at + length}")
    assert _marked_lines(once.content) == {1}
    again = text.index(MINUTES[7], at + 1)
    twice = client.get(f"/api/documents/{document}/pages/1.png?start={again}&end={again + length}")
    assert _marked_lines(twice.content) == {7}


def test_without_a_quote_nothing_is_marked(client: TestClient, served: Rig) -> None:
    document = served.named("Protokoll på svenska.pdf").id
    response = client.get(f"/api/documents/{document}/pages/2.png")
    assert response.headers["X-Marked-Lines"] == "0"
    assert _marked_lines(response.content) == set()


def test_pages_that_cannot_be_shown_say_why(client: TestClient, served: Rig) -> None:
    document = served.named("Protokoll på svenska.pdf").id
    beyond = client.get(f"/api/documents/{document}/pages/3.png")
    assert (beyond.status_code, beyond.json()["type"]) == (404, "urn:kommunsvar:fel:ingen-sida")
    assert "har 2 sidor" in beyond.json()["detail"]
    other = client.get(f"/api/documents/{served.named('taxa.html').id}/pages/1.png")
    assert other.status_code == 404
    assert "är ingen PDF" in other.json()["detail"]
    assert client.get(f"/api/documents/{document}/pages/0.png").status_code == 422
    assert client.get(f"/api/documents/{document}/pages/x.png").status_code == 422
    assert client.get(f"/api/documents/{document}/pages/1.png?start=-1").status_code == 422


def test_the_text_is_shown_with_the_quote_marked_and_nothing_run(client: TestClient, served: Rig) -> None:
    document, start, end = _place(served, EVIL_NAME, "Giraffer ska <b")
    response = client.get(f"/api/documents/{document}/text?start={start}&end={end}")
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "script-src" not in response.headers["content-security-policy"]
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    assert '<mark id="quote">Giraffer ska &lt;b</mark>' in response.text
    assert "<script" not in response.text
    assert "<img" not in response.text


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
def test_a_turned_page_is_marked_too(tmp_path: Path, drawer: Drawer, rotate: int) -> None:
    path = tmp_path / "vriden.pdf"
    path.write_bytes(pdf([("Upptill", "Här står det som söks", "Nedtill")], rotate, top=500))
    png, lines = drawer.draw(Order(str(path), 1, Quote("det som söks")))
    assert lines == 1
    rows, columns, (width, height) = _yellow(png)
    left, top = columns.min() / width, rows.min() / height
    beside = {0: (0.18, 0.44), 90: (0.77, 0.13), 180: (0.7, 0.54), 270: (0.21, 0.79)}[rotate]
    assert abs(left - beside[0]) < 0.03
    assert abs(top - beside[1]) < 0.03


def test_a_page_whose_words_are_a_picture_is_framed(tmp_path: Path, drawer: Drawer) -> None:
    path = tmp_path / "bild.pdf"
    path.write_bytes(pdf([()]))
    png, lines = drawer.draw(Order(str(path), 1, Quote("ord som bara syns")))
    assert lines == 0
    assert Image.open(BytesIO(png)).convert("RGB").getpixel((2, 2)) == YELLOW


def test_a_broken_file_is_told_and_the_next_is_drawn(tmp_path: Path, drawer: Drawer) -> None:
    broken = tmp_path / "trasig.pdf"
    broken.write_bytes(b"%PDF-1.4 nej")
    with pytest.raises(PageImageError, match="går inte att rita"):
        drawer.draw(Order(str(broken), 1, Quote("")))
    whole = tmp_path / "hel.pdf"
    whole.write_bytes(pdf([("Text",)]))
    with pytest.raises(PageImageError):
        drawer.draw(Order(str(whole), 2, Quote("")))
    assert drawer.draw(Order(str(whole), 1, Quote("Text")))[1] == 1


def test_a_page_that_takes_for_ever_is_given_up_and_the_next_is_drawn(tmp_path: Path) -> None:
    """The process hangs on page 7 only."""
    hangs = START.replace("main(sys.argv[1:])", "") + (
        "import time; from app.api import page_image; draw = page_image.draw;"
        "page_image.draw = lambda order: time.sleep(60) if order.page == 7 else draw(order);"
        "main(sys.argv[1:])"
    )
    whole = tmp_path / "hel.pdf"
    whole.write_bytes(pdf([("Text",)]))
    drawer = Drawer(2.0, hangs)
    try:
        drawer.draw(Order(str(whole), 1, Quote("")))
        with pytest.raises(PageImageError, match="tog för lång tid"):
            drawer.draw(Order(str(whole), 7, Quote("")))
        assert drawer.draw(Order(str(whole), 1, Quote("Text")))[1] == 1
    finally:
        drawer.close()


def test_a_process_that_crashes_is_started_again(tmp_path: Path) -> None:
    crashes = START.replace("main(sys.argv[1:])", "") + (
        "import os; from app.api import page_image; draw = page_image.draw;"
        "page_image.draw = lambda order: os.abort() if order.page == 7 else draw(order);"
        "main(sys.argv[1:])"
    )
    whole = tmp_path / "hel.pdf"
    whole.write_bytes(pdf([("Text",)]))
    drawer = Drawer(20.0, crashes)
    try:
        with pytest.raises(PageImageError, match="går inte att rita"):
            drawer.draw(Order(str(whole), 7, Quote("")))
        assert drawer.draw(Order(str(whole), 1, Quote("Text")))[1] == 1
    finally:
        drawer.close()


class _CountingDrawer(Drawer):
    def __init__(self) -> None:
        super().__init__(1.0)
        self.drawn: list[Order] = []

    def draw(self, order: Order) -> tuple[bytes, int]:
        self.drawn.append(order)
        return b"x" * 10_000_000, 1


def test_pages_are_kept_within_bounds() -> None:
    drawer = _CountingDrawer()
    images = PageImages(drawer)
    path = Path("a.pdf")
    for page in (1, 2, 1, 2, 3, 1):
        images.draw(path, "v1", page, Quote("a"))
    assert [order.page for order in drawer.drawn] == [1, 2, 3]
    images.draw(path, "v1", 4, Quote("a"))  # over the bound: page 2, not looked at for longest, goes
    images.draw(path, "v1", 1, Quote("a"))
    assert len(drawer.drawn) == 4
    images.draw(path, "v1", 2, Quote("a"))
    images.draw(path, "v2", 1, Quote("a"))
    images.draw(path, "v2", 1, Quote("b"))
    assert len(drawer.drawn) == 7
