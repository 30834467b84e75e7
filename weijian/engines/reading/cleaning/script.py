"""Traditional characters made simplified, in reports that are written in them; a simplified report that names 乾隆 or 瀋 is left alone."""

import re
from operator import ne

from weijian.engines.reading.cleaning.characters import HAN, SIMPLE
from weijian.engines.reading.nouns import Mend, Why

TRADITIONAL_SHARE = 0.04  # of the Chinese characters of a text: real pages have 0.25 and more, simplified ones next to none
FEWEST = 3                # traditional characters without which no script is spoken of
# 著 is both 着 and itself in traditional text; OpenCC leaves it. It stays in 显著, 名著, 著作, 著名 and their like.
MARKER = re.compile(r"(?<![显卓名原编论专合所巨拙译土昭遗])著(?![名作称书者述录])")


def simplified_text(text: str) -> tuple[str, list[Mend]]:
    """The text in simplified characters (OpenCC t2s, then 著), line for line; a mend for each line that changed."""
    converted = str(SIMPLE.convert(text))
    changed = sum(map(ne, text, converted)) if len(text) == len(converted) else len(text)
    if changed < max(FEWEST, TRADITIONAL_SHARE * _chinese(text)):
        return text, []
    converted = MARKER.sub("着", converted)
    pairs = enumerate(zip(text.split("\n"), converted.split("\n"), strict=True))
    return converted, [Mend(Why.SCRIPT, line, was, now) for line, (was, now) in pairs if was != now]


def _chinese(text: str) -> int:
    return sum(map(len, re.findall(f"[{HAN}]+", text)))
