"""Plain text: which encoding its bytes are in."""

import codecs

from weijian.interop.documents import refusals as say
from weijian.kernel.refusal import Refusal

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
TRIED = ("utf-8", "gb18030")
BROKEN_SHARE = 0.01  # of the characters: a report with a few bytes lost is read, its gaps shown as U+FFFD
UNPRINTED = dict.fromkeys((*range(9), 11, *range(14, 32)))


def text_of_bytes(data: bytes, name: str) -> str:
    """UTF-8, UTF-16 or GB18030, by the mark at its beginning or by what can be read; lines end with a line feed."""
    text = decoded(data)
    if text is None or text.count("\ufffd") > BROKEN_SHARE * len(text) or "\0" in text:
        raise Refusal(say.UNDECODABLE, name=name)
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(UNPRINTED)


def decoded(data: bytes, said: str = "") -> str | None:
    """The text in the encoding the bytes are marked with, or say they are in, or can be read in; None when they are no text."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return data[len(mark):].decode(encoding, "replace")
    if b"\0" in data:
        return _sixteen_bits(data)
    tried = tuple(dict.fromkeys((*([said] if said in TRIED else []), *TRIED)))
    for encoding in tried:
        if (text := _strictly(data, encoding)) is not None:
            return text
    return min((data.decode(encoding, "replace") for encoding in tried), key=lambda text: text.count("\ufffd"))


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _sixteen_bits(data: bytes) -> str | None:
    """UTF-16 without a mark: the order of bytes in which line ends and Latin characters come out as such."""
    texts = [text for encoding in ("utf-16-le", "utf-16-be") if (text := _strictly(data, encoding)) is not None and "\0" not in text]
    return max(texts, key=lambda text: sum(map(text.count, "\n 0123456789,.")), default=None)
