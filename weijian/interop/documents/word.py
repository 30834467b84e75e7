""".docx: paragraphs and tables in the order in which they stand."""

import io
import zipfile
import zlib
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.table import Table
from docx.text.paragraph import Paragraph

from weijian.interop.documents import refusals as say
from weijian.kernel.refusal import Refusal

MEGABYTE = 1 << 20
LARGEST_UNPACKED = 192 * MEGABYTE
LARGEST_PART = 32 * MEGABYTE  # of XML: in memory it is twenty times that
MOST_PARTS = 5_000
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
BROKEN = (  # what a damaged archive or its XML makes the libraries raise; lxml's own is a SyntaxError
    zipfile.BadZipFile, zlib.error, PackageNotFoundError, SyntaxError, KeyError, ValueError, AttributeError, EOFError, NotImplementedError, RuntimeError,
)


def text_of_docx(data: bytes, name: str) -> str:
    """What is inserted under revision is read, what is deleted is not; notes, headers and comments are left out."""
    if data.startswith(OLE):  # a password turns a .docx into one; so does the ending of an old .doc
        raise Refusal(say.ENCRYPTED, name=name)
    if not data.startswith(ZIP):
        raise Refusal(say.BROKEN, name=name)
    try:
        _weigh(data, name)
        return "\n".join(_lines(docx.Document(io.BytesIO(data))))
    except BROKEN as broken:
        raise Refusal(say.BROKEN, name=name) from broken


def _weigh(data: bytes, name: str) -> None:
    """By what the archive says of itself: unpacking reads no further than that."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    whole, largest = sum(p.file_size for p in parts), max((p.file_size for p in parts if p.filename.endswith((".xml", ".rels"))), default=0)
    if whole > LARGEST_UNPACKED or len(parts) > MOST_PARTS:
        raise Refusal(say.UNPACKED_TOO_LARGE, name=name, megabytes=-(-whole // MEGABYTE), limit=LARGEST_UNPACKED // MEGABYTE)
    if largest > LARGEST_PART:
        raise Refusal(say.UNPACKED_TOO_LARGE, name=name, megabytes=-(-largest // MEGABYTE), limit=LARGEST_PART // MEGABYTE)


def _lines(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield from _text(block).split("\n")


def _rows(table: Table) -> Iterator[str]:
    """A merged cell is told once."""
    for row in table.rows:
        cells = list(dict.fromkeys(cell._tc for cell in row.cells))
        yield "\t".join(" ".join(_text(Paragraph(p, None)) for p in cell.iter(f"{W}p")).strip() for cell in cells)  # type: ignore[arg-type]


def _text(paragraph: Paragraph) -> str:
    parts = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
    read = (e for e in paragraph._p.iter() if e.tag in parts or e.tag == f"{W}t")
    return "".join(parts.get(e.tag) or e.text or "" for e in read if not any(a.tag == FALLBACK for a in e.iterancestors()))
