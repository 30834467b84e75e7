"""Blanks and marks: what pages leave between characters where print has nothing.

The clean text keeps the marks as the page shows them, half-width among Chinese characters, so that quotes stay findable in the source;
`widened` sets them as print does, one character for one, so that offsets hold in both.
"""

import re

from weijian.engines.reading.cleaning.characters import HAN, NARROWED
from weijian.engines.reading.nouns import Mend, Why

BLANK = "[ \u00a0\u2002-\u200a\u202f]"
AROUND = re.compile(rf"(?:(?<=[{HAN}])|(?<=[，,、。；;：:（(“《])){BLANK}(\d[\d.,]*[%％‰]?){BLANK}(?=[{HAN}])")
UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
WIDE = "，。、：；？！（）“”‘’《》〈〉【】…—·"
BESIDE = f"{HAN}{WIDE}"
TO_WIDEN = re.compile(rf"(?<=[{BESIDE}%％‰\d])[,:;?!](?=[{BESIDE}]|$)|(?<=[{BESIDE}])[,:;?!]", re.M)
BRACKETS = re.compile(rf"(?<=[{BESIDE}\d%])\(([^()\n]{{0,80}})\)|\(([^()\n]{{0,80}}[{HAN}][^()\n]{{0,80}})\)")


def closed_up(text: str) -> tuple[str, list[Mend]]:
    """Characters nobody sees are dropped, and the blanks on both sides of a number between Chinese characters: 第 36 个 is 第36个."""
    mends = list[Mend]()
    for pattern, put in ((UNSEEN, r""), (AROUND, r"\1")):
        found = list(pattern.finditer(text))
        line, done = 0, 0
        for match in found:
            line += text.count("\n", done, match.start())
            done = match.start()
            mends.append(Mend(Why.PUNCTUATION, line, match[0], match.expand(put)))
        if found:
            text = pattern.sub(put, text)
    return text, mends


def widened(text: str) -> str:
    """Half-width marks beside Chinese characters made full-width; the same length. Numbers, times and Latin words keep theirs."""
    return BRACKETS.sub(lambda m: f"（{m[1] or m[2] or ''}）", TO_WIDEN.sub(lambda m: NARROWED[m[0]], text))
