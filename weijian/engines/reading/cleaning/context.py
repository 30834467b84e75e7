"""What the report itself, and the dictionary, say about which characters stand side by side: the evidence between several possible repairs."""

import re
from collections import Counter
from collections.abc import Collection
from functools import cache, cached_property
from operator import add, ne

from pypinyin.phrases_dict import phrases_dict

from weijian.engines.reading.cleaning.characters import COMMON, HAN, MARKS, NARROWED, PINYIN, SIMPLE, UNKNOWN, oddity, simplified

GLOSS = re.compile(rf"([{HAN}])\({PINYIN}[ \u00a0]?\)")
LOOKED_AT = 400_000  # characters of a report that are counted: evidence enough, and bounded
DECISIVE = 2.0       # so many times likelier than the next
IN_DICTIONARY = 0.5  # occurrences that a pair within a dictionary word is worth: alone it proves nothing
MARK_AT_LEAST = 0.4  # occurrences that a full stop, or a comma, between any two characters is worth
AT_AN_END = 6.0      # what makes a full stop the first guess at the end of a line, or of a quotation
SHORT = 1000         # characters from which on a text is converted whole
TRADITIONAL_SHARE = 0.02  # of all characters
EDGES = frozenset({"", "\n", *MARKS, *NARROWED})
WIDENED = {ord(narrow): wide for narrow, wide in NARROWED.items()}


@cache
def dictionary_pairs() -> frozenset[str]:
    """Neighbours within the 47,000 words and sayings of pypinyin's dictionary."""
    return frozenset(pair for phrase in phrases_dict for pair in map(add, phrase, phrase[1:]))


class Context:
    """Pairs of neighbouring characters in a report, in simplified script and full-width marks, glosses aside; counted when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text[:LOOKED_AT]

    @cached_property
    def pairs(self) -> Counter[str]:
        plain = plainly(GLOSS.sub(r"\1", self.text))
        return Counter(map(add, plain, plain[1:]))

    @cached_property
    def narrow(self) -> bool:
        """Whether the page shows its commas half-width."""
        return self.text.count(",") > self.text.count("，")

    @cached_property
    def traditional(self) -> bool:
        """Whether the report is written in traditional characters."""
        return bool(sum(map(ne, self.text, str(SIMPLE.convert(self.text)))) > TRADITIONAL_SHARE * len(self.text))

    def known(self, run: str, seen: int = 1) -> int:
        """How many of a run's pairs of neighbours the dictionary has, or the report at least so many times."""
        plain = plainly(run)
        return sum(self.pairs[pair] >= seen or pair in dictionary_pairs() for pair in map(add, plain, plain[1:]))

    @cached_property
    def counts(self) -> Counter[str]:
        return Counter(plainly(GLOSS.sub(r"\1", self.text)))

    def likeliest(self, before: str, candidates: Collection[str], after: str) -> str:
        """The one common character that pairs speak for on both sides, and at least twice as loudly as for any other; else U+FFFD.

        Beside a mark only one side can speak, and must do so twice as clearly.
        """
        weighed = sorted(((self._weight(before, c, after), c) for c in candidates if oddity(c) <= COMMON), reverse=True)
        speaks = (after in "“”" or after not in EDGES) and before not in EDGES
        if "。" in candidates and speaks and not any(self._spoken_for(before, c, after) for _, c in weighed):
            return "。"
        decisive = DECISIVE * (2 if before in EDGES or after in EDGES else 1)
        if not weighed or weighed[0][0] == 0 or (len(weighed) > 1 and weighed[0][0] < decisive * weighed[1][0]):
            return UNKNOWN
        return weighed[0][1]

    def _spoken_for(self, before: str, character: str, after: str) -> bool:
        """Whether anything speaks for a character rather than the full stop that is lost oftenest: the report on one side, or the dictionary on both."""
        left, right = (0.0 if pair[0] in EDGES or pair[1] in EDGES else self._heard(pair) for pair in (before + character, character + after))
        return character not in MARKS and (max(left, right) >= 1 or min(left, right) > 0)

    def _weight(self, before: str, character: str, after: str) -> float:
        left, right = self._heard(before + character), self._heard(character + after)
        if character == "。" and after in ("\n", "”"):
            return max(left, MARK_AT_LEAST) * AT_AN_END
        if character in "。，" and after != "\n":  # any word may follow
            return left * max(right, MARK_AT_LEAST) if left >= 1 else 0.0
        if character not in MARKS:  # beside a mark the other side speaks alone
            left, right = (1.0 if before in EDGES else left), (1.0 if after in EDGES else right)
        alone = before in EDGES and after in EDGES
        return 0.0 if alone or min(left, right) < 1 else left * right / (self.counts[plainly(character)] + 1)

    def _heard(self, pair: str) -> float:
        plain = plainly(pair)
        return self.pairs[plain] + (IN_DICTIONARY if plain in dictionary_pairs() else 0.0)


def plainly(text: str) -> str:
    """In simplified script and full-width marks; character for character, for pairs to be looked up."""
    return "".join(map(simplified, text)).translate(WIDENED) if len(text) < SHORT else str(SIMPLE.convert(text)).translate(WIDENED)
