""".pdf with a text layer: lines as printed are made paragraphs again, page numbers are left out."""

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

import pypdfium2
from pypdfium2 import PdfDocument, PdfiumError

from weijian.interop.documents import refusals as say
from weijian.kernel.refusal import Refusal

SIGNED_WITHIN = 1024  # bytes
NUMBERED = re.compile(r"\s*[-—–·.]?\s*(?:第?\s*\d{1,4}\s*页?(?:\s*[,，/]?\s*共?\s*\d{1,4}\s*页?)?)\s*[-—–·.]?\s*")
STOPS = "。！？；：!?;:"
HEADS = re.compile(r"(?:[（(]?[一二三四五六七八九十百]{1,3}[)）、.．]|第[一二三四五六七八九十百]+[章节条部]|[（(]?\d{1,2}[)）、.．](?!\d)|[①-⑳●■◆▲★※])")
FULL = 0.88        # of the widest line of its page: a line that the margin ended
LEAST_WIDTH = 24   # columns, two to a Chinese character: below, a page has no measure


def text_of_pdf(data: bytes, name: str) -> str:
    """Raises Refusal when it is broken, needs a password, or holds no text at all."""
    if b"%PDF-" not in data[:SIGNED_WITHIN]:
        raise Refusal(say.BROKEN, name=name)
    try:
        document = PdfDocument(data)
    except PdfiumError as error:
        locked = getattr(error, "err_code", None) in (pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY)
        raise Refusal(say.ENCRYPTED if locked else say.BROKEN, name=name) from error
    try:
        pages = [page for index in range(len(document)) if (page := _page(document, index)).strip()]
        count = len(document)
    except PdfiumError as error:
        raise Refusal(say.BROKEN, name=name) from error
    finally:
        document.close()
    if not pages:
        raise Refusal(say.SCANNED, name=name, pages=count)
    return "\n".join(_paragraphs([line for page in pages for line in _lines(page)]))


def _page(document: PdfDocument, index: int) -> str:
    page = document[index]
    told = page.get_textpage()
    text = str(told.get_text_range())
    told.close()
    page.close()
    return text


def _lines(page: str) -> Iterator[tuple[str, bool]]:
    """The lines of a page, each with whether the margin ended it; a number at its head or foot is the page's own."""
    lines = [line.replace("\ufffe", "-").strip("\r") for line in page.replace("\r\n", "\n").split("\n")]
    filled = [i for i, line in enumerate(lines) if line.strip()]
    ends = {i for i in (*filled[:1], *filled[-1:]) if NUMBERED.fullmatch(lines[i])} if len(filled) > 1 else set()
    widest = max((_width(lines[i]) for i in filled if i not in ends), default=0)
    for i in filled:
        if i not in ends:
            yield lines[i].rstrip(), widest >= LEAST_WIDTH and _width(lines[i]) >= FULL * widest


def _width(line: str) -> int:
    return len(line) + sum(east_asian_width(c) in "WF" for c in line)


def _paragraphs(lines: list[tuple[str, bool]]) -> Iterator[str]:
    """A line that the margin ended in the middle of a sentence is carried on by the next, unless that begins something."""
    held = ""
    for line, full in lines:
        joined = held + (" " if held and held[-1].isascii() and line[:1].isascii() and held[-1].isalpha() else "") + line.strip() if held else line
        if held and (HEADS.match(line) or line.startswith(("\u3000", "  "))):
            yield held
            joined = line
        held = ""
        if full and joined.rstrip()[-1:] not in STOPS:
            held = joined
        else:
            yield joined
    if held:
        yield held
