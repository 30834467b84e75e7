"""Readings set behind characters, 衛(wèi)生, are taken out; every other bracket stays."""

import re

from weijian.engines.reading.cleaning.characters import HAN, PINYIN, readings, simplified
from weijian.engines.reading.nouns import Mend, Why

GLOSS = re.compile(rf"([{HAN}])(\({PINYIN}[ \u00a0]?\))")
HABIT = 4  # glosses of one report from which on they are the page's doing, not the writer's: 覃(qín)塘 in a sound report stays


def without_glosses(text: str) -> tuple[str, list[Mend]]:
    """A gloss is a bracket that holds a dictionary reading of the character before it. Few glosses on simplified characters are the writer's own."""
    found = [m for m in GLOSS.finditer(text) if m[2].strip("() \u00a0").replace("ɡ", "g") in readings(m[1])]
    if len(found) < HABIT:
        found = [m for m in found if simplified(m[1]) != m[1]]
    return _cut(text, found), _mends(text, found)


def _cut(text: str, found: list[re.Match[str]]) -> str:
    parts, done = list[str](), 0
    for match in found:
        parts.append(text[done:match.start(2)])
        done = match.end(2)
    return "".join((*parts, text[done:]))


def _mends(text: str, found: list[re.Match[str]]) -> list[Mend]:
    mends, line, done = list[Mend](), 0, 0
    for match in found:
        line += text.count("\n", done, match.start())
        done = match.start()
        mends.append(Mend(Why.GLOSS, line, match[0], match[1]))
    return mends
