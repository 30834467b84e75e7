"""Traditional characters made simplified, in reports or lines that are written in them; a simplified report that names 乾隆 or 瀋 is left alone."""

import re
from operator import ne

from weijian.engines.reading.cleaning.characters import HAN, SIMPLE
from weijian.engines.reading.nouns import Mend, Why

TRADITIONAL_SHARE = 0.04  # of the Chinese characters of a text: real pages have 0.25 and more, simplified ones next to none
SHARE_OF_A_LINE = 0.15    # a line pasted from elsewhere into a simplified report
FEWEST = 3                # traditional characters without which no script is spoken of
# 著 is both 着 and itself in traditional text; OpenCC leaves it. It stays in 显著, 名著, 著作, 著名 and their like.
MARKER = re.compile(r"(?<![显卓名原编论专合所巨拙译土昭遗])著(?![名作称书者述录])")


def simplified_text(text: str) -> tuple[str, list[Mend]]:
    """The text in simplified characters (OpenCC t2s, then 著), line for line; a mend for each line that changed."""
    converted = str(SIMPLE.convert(text))
    was, now = text.split("\n"), converted.split("\n")
    if not _is_traditional(text, converted, TRADITIONAL_SHARE):
        now = [new if _is_traditional(old, new, SHARE_OF_A_LINE) else old for old, new in zip(was, now, strict=True)]
    now = [MARKER.sub("着", new) if new != old else old for old, new in zip(was, now, strict=True)]
    mends = [Mend(Why.SCRIPT, line, old, new) for line, (old, new) in enumerate(zip(was, now, strict=True)) if old != new]
    return "\n".join(now), mends


def _is_traditional(text: str, converted: str, share: float) -> bool:
    changed = sum(map(ne, text, converted)) if len(text) == len(converted) else len(text)
    return changed >= max(FEWEST, share * _chinese(text))


def _chinese(text: str) -> int:
    return sum(map(len, re.findall(f"[{HAN}]+", text)))
