"""The door: which kind a file is by its name, whether it may be opened, and the text in it."""

from collections.abc import Callable
from pathlib import PurePath

from weijian.interop.documents import refusals as say
from weijian.interop.documents.hypertext import text_of_html
from weijian.interop.documents.plain import text_of_bytes
from weijian.interop.documents.portable import text_of_pdf
from weijian.interop.documents.word import text_of_docx
from weijian.kernel.refusal import Refusal

MEGABYTE = 1 << 20
LARGEST_BYTES = 64 * MEGABYTE
READERS: dict[str, Callable[[bytes, str], str]] = {
    ".txt": text_of_bytes,
    ".md": text_of_bytes,
    ".html": text_of_html,
    ".htm": text_of_html,
    ".docx": text_of_docx,
    ".pdf": text_of_pdf,
}
KINDS = tuple(READERS)


def text_of(data: bytes, name: str) -> str:
    """The text of a file, a line for a paragraph, blank lines as they stand; cells of a table are parted by tabs.

    Raises Refusal: of an unknown kind (by the name's ending), empty, too large, broken, encrypted, scanned, in no known encoding.
    """
    reader = READERS.get(PurePath(name).suffix.lower())
    if reader is None:
        raise Refusal(say.UNKNOWN_KIND, name=name, kinds="、".join(KINDS))
    if len(data) > LARGEST_BYTES:
        raise Refusal(say.TOO_LARGE, name=name, megabytes=-(-len(data) // MEGABYTE), limit=LARGEST_BYTES // MEGABYTE)
    if not data.strip():
        raise Refusal(say.EMPTY, name=name)
    text = reader(data, name)
    if not text.strip():
        raise Refusal(say.EMPTY, name=name)
    return text
