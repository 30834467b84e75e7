"""Which encoding a .csv is in, found by reading it through: UTF-8 (with or without mark) or GB18030."""

import codecs
from pathlib import Path

from weijian.interop.sheets import refusals as say
from weijian.kernel.refusal import Refusal

CHUNK_BYTES = 1 << 20


def encoding_of(path: Path) -> str:
    """Raises a Refusal naming the row when neither encoding can read it all."""
    utf8 = _first_bad_byte(path, "utf-8-sig")
    if utf8 is None:
        return "utf-8-sig"
    gb18030 = _first_bad_byte(path, "gb18030")
    if gb18030 is None:
        return "gb18030"
    raise Refusal(say.UNDECODABLE, row=_row_of(path, max(utf8, gb18030)))


def _first_bad_byte(path: Path, encoding: str) -> int | None:
    decoder, done = codecs.getincrementaldecoder(encoding)(), 0
    with path.open("rb") as file:
        while True:
            chunk = file.read(CHUNK_BYTES)
            held = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as bad:
                return max(0, done - held + bad.start)
            if not chunk:
                return None
            done += len(chunk)


def _row_of(path: Path, offset: int) -> int:
    """The line the byte stands on, counted from 1."""
    lines, left = 1, offset
    with path.open("rb") as file:
        while left > 0 and (chunk := file.read(min(CHUNK_BYTES, left))):
            lines += chunk.count(b"\n")
            left -= len(chunk)
    return lines
