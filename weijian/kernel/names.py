"""Chinese names and lists: do two names mean the same thing? By the characters they share, digits and punctuation aside."""

import re
from decimal import Decimal

LEFT_OUT = re.compile(r"[\d.,，。、；：:%％‰\s（）()“”\"'《》〈〉—\-·/]+")
LEADING = re.compile(r"^(?:截至目前|目前|今年以来|本周|本月|上半年|全年|全县|全区|全市|辖区|累计|共计|共|新增|完成|开展)+")
ALIKE = Decimal("0.7")
LETTERS = 2
MARK = re.compile(r"^\s*(?:[-*·•]|\d+[.、．)）]|[（(][一二三四五六七八九十\d]+[)）]|[一二三四五六七八九十]+、)?\s*")
DIGITS, TEN = "零一二三四五六七八九", "十"


def plain(name: str) -> str:
    """A name without digits and punctuation."""
    return LEFT_OUT.sub("", name)


def core(name: str) -> str:
    """A name without what says only when, where, or that it was counted."""
    bare = plain(name)
    return LEADING.sub("", bare) or bare


def likeness(one: str, other: str) -> Decimal:
    """Shared pairs of characters against all of both, from 0 to 1 (Dice 1945)."""
    first, second = _pairs(one), _pairs(other)
    whole = len(first) + len(second)
    return Decimal(2 * len(first & second)) / whole if whole else Decimal(0)


def covered(one: str, text: str) -> Decimal:
    """How much of a name's pairs of characters occur in a text, from 0 to 1."""
    wanted = _pairs(one)
    return Decimal(len(wanted & _pairs(text))) / len(wanted) if wanted else Decimal(1)


def alike(one: str, other: str) -> bool:
    """The same thing by another name: not the same words, but most of them."""
    return likeness(core(one), core(other)) >= ALIKE


def same(one: str, other: str) -> bool:
    """The same name but for digits, punctuation and where or when."""
    return core(one) == core(other)


def items(text: str) -> list[str]:
    """What was written as a list: an item a line, without its number or mark."""
    stripped = [MARK.sub("", line).strip() for line in text.splitlines()]
    return [item.rstrip("；;。") for item in stripped if plain(item)]


def in_chinese(ordinal: int) -> str:
    """1 to 99 in Chinese numerals."""
    tens, ones = divmod(ordinal, 10)
    if not tens:
        return DIGITS[ones]
    return (TEN if tens == 1 else f"{DIGITS[tens]}{TEN}") + (DIGITS[ones] if ones else "")


def _pairs(name: str) -> set[str]:
    bare = plain(name)
    return {bare[i : i + LETTERS] for i in range(len(bare) - 1)} or ({bare} if bare else set())
