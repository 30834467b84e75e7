"""What the report itself says about which characters stand beside which: the evidence between several possible repairs."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from operator import add

from weijian.engines.reading.cleaning.characters import COMMON, HAN, PINYIN, UNKNOWN, oddity

GLOSS = re.compile(rf"([{HAN}])\({PINYIN}[ \u00a0]?\)")
LOOKED_AT = 400_000  # characters of a report that are counted: evidence enough, and bounded
DECISIVE = 2.0       # so many times likelier than the next


class Context:
    """Pairs of neighbouring characters in a report, glosses aside; counted when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text[:LOOKED_AT]

    @cached_property
    def pairs(self) -> Counter[str]:
        plain = GLOSS.sub(r"\1", self.text)
        return Counter(map(add, plain, plain[1:]))

    @cached_property
    def narrow(self) -> bool:
        """Whether the page shows its commas half-width."""
        return self.text.count(",") > self.text.count("，")

    def likeliest(self, before: str, candidates: Iterable[str], after: str) -> str:
        """The one candidate that the report's own pairs speak for on both sides, or a full stop where one may stand; else U+FFFD."""
        weighed = sorted(((self._weight(before, c, after), c) for c in candidates if oddity(c) <= COMMON), reverse=True)
        if not weighed or weighed[0][0] == 0 or (len(weighed) > 1 and weighed[0][0] < DECISIVE * weighed[1][0]):
            return UNKNOWN
        return weighed[0][1]

    def _weight(self, before: str, character: str, after: str) -> float:
        left = self.pairs[before + character] if before else 1
        right = self.pairs[character + after] if after else 1
        if character == "。":  # any sentence may follow, and any may end
            return max(left, 0.4) * (3.0 if after in ("", "”") else max(right, 0.4))
        return float(left * right)
