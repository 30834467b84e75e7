"""A paragraph that a page, or a printer, broke in the middle of a sentence is one line again."""

import re
from itertools import pairwise

from weijian.engines.reading.cleaning.characters import HAN

STOPS = "。！？；：…!?;:.)）”’》】|"
LONG, LONG_AT_COMMA, SEARCHED = 50, 25, 2  # characters; blank lines between the halves at most
GOES_ON = re.compile(rf"[{HAN}，,、“‘《（(\d%％]$")
HEADS = re.compile(
    r"\s*(?:[（(]?[一二三四五六七八九十百]{1,3}[)）、.．]|第[一二三四五六七八九十百]+[章节条部]|[（(]?\d{1,2}[)）、.．](?!\d)|[①-⑳●■◆▲★※·•\-—*#]|附件|表\s?\d|图\s?\d)",
)
PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("(", ")"))
INDENT = re.compile(r"[ \u3000\u00a0]{2,}|\t")
TABLE = re.compile(r"\t|\|| {3,}|\u3000{3,}")
SENTENCE = re.compile("[。！？；，,;!?]")


def breaks(lines: list[str]) -> set[int]:
    """The lines, counted from 0, that end in the middle of a sentence which the next line with anything in it carries on."""
    filled = [i for i, line in enumerate(lines) if line and not line.isspace()]
    indented = sum(bool(INDENT.match(lines[i])) for i in filled) * 2 > len(filled)
    return {i for i, j in pairwise(filled) if j - i <= SEARCHED and _carried_on(lines[i].rstrip(), lines[j], indented)}


def _carried_on(line: str, after: str, indented: bool) -> bool:
    if len(line) < LONG_AT_COMMA or line[-1] in STOPS or not GOES_ON.search(line) or TABLE.search(line.strip()):
        return False
    if HEADS.match(after) or (indented and INDENT.match(after)) or not _is_prose(after):
        return False
    if line[-1] in "，,、" or _stands_open(line):
        return True
    return len(line) > LONG and bool(SENTENCE.search(line)) and after.rstrip()[-1] in "。！？；”"


def _stands_open(line: str) -> bool:
    return any(line.rfind(opened) > line.rfind(closed) for opened, closed in PAIRS)


def _is_prose(line: str) -> bool:
    return bool(SENTENCE.search(line)) and not TABLE.search(line.strip())
