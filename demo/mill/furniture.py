"""Page headers and footers: what stands around the text of each kind of paper.

Each is called twice a page, before the text (draw the header) and after it (draw the footer), so that both stand in
the text layer where real papers have them.
"""

from __future__ import annotations

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from mill.pdf import Furniture, Page

WIDTH, HEIGHT = A4
ADDRESS = "Ljungsätra kommun   Besöksadress: Stationsgatan 4   Telefon: 0980-31 92 00   E-post: kommunen@ljungsatra.example"


def minutes(board: tuple[str, ...], day: str) -> Furniture:
    """Minutes of a board: board and date above, the signers' line below; both fall inside sentences."""

    def draw(canvas: Canvas, page: Page) -> None:
        canvas.setFont("Helvetica", 9)
        if page.ended:
            canvas.drawString(80, 44, "Justerandes sign.")
            canvas.drawRightString(WIDTH - 70, 44, "Utdragsbestyrkande")
            return
        y = HEIGHT - 40
        for line in (*board, "Protokoll", day):
            canvas.drawString(80, y, line)
            y -= 11
        canvas.drawRightString(WIDTH - 70, HEIGHT - 40, f"{page.number} ({page.total})")

    return draw


def council(day: str) -> Furniture:
    """Minutes of the council: name and number above, page below."""

    def draw(canvas: Canvas, page: Page) -> None:
        canvas.setFont("Vera", 8)
        if page.ended:
            canvas.drawCentredString(WIDTH / 2, 40, f"{page.number} ({page.total})")
            return
        canvas.drawString(70, HEIGHT - 36, "Ljungsätra kommun Kommunfullmäktige, protokoll")
        canvas.drawString(70, HEIGHT - 48, "Kommunfullmäktige")
        canvas.drawRightString(WIDTH - 70, HEIGHT - 48, "Protokoll (nr 4)")
        canvas.drawRightString(WIDTH - 70, HEIGHT - 60, f"Sammanträdesdatum: {day}")

    return draw


def letter(kind: str, day: str, diary: str, board: str) -> Furniture:
    """An official's paper: its head on the first page, the page number on all, the address below."""

    def draw(canvas: Canvas, page: Page) -> None:
        if page.ended:
            canvas.setFont("Helvetica", 7)
            canvas.drawString(80, 40, ADDRESS)
            return
        if page.number == 1:
            canvas.setFont("Helvetica-Bold", 12)
            canvas.drawString(80, HEIGHT - 44, "Ljungsätra kommun")
            canvas.setFont("Helvetica", 9)
            canvas.drawString(80, HEIGHT - 58, board)
            canvas.drawString(360, HEIGHT - 44, kind)
            canvas.drawString(360, HEIGHT - 56, f"Datum {day}")
            canvas.drawString(360, HEIGHT - 68, f"Diarienummer {diary}")
        canvas.setFont("Helvetica", 9)
        canvas.drawRightString(WIDTH - 60, HEIGHT - 30, f"{page.number}({page.total})")

    return draw


def account(name: str, board: str) -> Furniture:
    """An account: the board above, its name and page below; nothing on the cover."""

    def draw(canvas: Canvas, page: Page) -> None:
        if page.number == 1:
            return
        canvas.setFont("Vera", 7.5)
        if page.ended:
            canvas.drawRightString(WIDTH - 70, 36, f"{name} {page.number}")
        else:
            canvas.drawString(70, HEIGHT - 40, board)

    return draw


def draft(file: str) -> Furniture:
    """A draft: the file's name and the page above."""

    def draw(canvas: Canvas, page: Page) -> None:
        if not page.ended:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(70, HEIGHT - 40, f"{file.upper()} SID {page.number} ({page.total})")

    return draw


def bare(canvas: Canvas, page: Page) -> None:
    """A motion: a page number and nothing else, from the second page on."""
    if page.ended and page.number > 1:
        canvas.setFont("Times-Roman", 10)
        canvas.drawCentredString(WIDTH / 2, 40, str(page.number))
