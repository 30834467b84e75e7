"""What is known of characters before any text is seen: their readings, their script, how common they are."""

import re
from functools import cache

from opencc import OpenCC
from pypinyin.pinyin_dict import pinyin_dict

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
IS_HAN = re.compile(f"[{HAN}]")
PINYIN = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜńňǹḿêɡ]{1,6}"
UNKNOWN = "\ufffd"
SIMPLE = OpenCC("t2s")

# Full-width marks that pages of this kind show half-width.
NARROWED = dict(zip(",:;?!()", "，：；？！（）", strict=True))
WIDE_TO_NARROW = {ord(wide): narrow for narrow, wide in NARROWED.items()}

COMMON, MARK, UNCOMMON, STRANGE = 1.0, 0.5, 4.0, 6.0
MARKS = frozenset("、。·…—“”‘’《》〈〉【】，：；？！（）%")


@cache
def readings(character: str) -> frozenset[str]:
    """Every dictionary reading, with tone marks (pypinyin's table of single characters)."""
    return frozenset(pinyin_dict.get(ord(character), "").split(","))


@cache
def oddity(character: str) -> float:
    """How little one expects the character in a report: the 3,755 characters of the first level of GB 2312 are common, in either script."""
    if character in MARKS:
        return MARK
    if not IS_HAN.match(character):
        return STRANGE
    lead = (simplified(character).encode("gbk", "ignore") or b"\x00")[0]
    trail_of_gb2312 = simplified(character).encode("gb2312", "ignore")
    if not trail_of_gb2312:
        return STRANGE
    return COMMON if 0xB0 <= lead <= 0xD7 else UNCOMMON


@cache
def simplified(character: str) -> str:
    return str(SIMPLE.convert(character))


@cache
def double_byte(character: str) -> bytes:
    """The two GBK bytes of a character as it stood before a page narrowed its marks; empty when it has none."""
    code = NARROWED.get(character, character).encode("gbk", "ignore")
    return code if len(code) == 2 else b""


@cache
def of_bytes(code: bytes) -> str:
    """The character two GBK bytes spell; empty when they spell none."""
    text = code.decode("gbk", "ignore")
    return text if len(text) == 1 and len(code) == 2 else ""


@cache
def beginning(lead: int) -> tuple[str, ...]:
    """The characters whose first GBK byte this is, in the order of the second."""
    return tuple(c for trail in range(0x40, 0xFF) if (c := of_bytes(bytes((lead, trail)))))


@cache
def ending(trail: int) -> tuple[str, ...]:
    """The characters whose second GBK byte this is, in the order of the first."""
    return tuple(c for lead in range(0x81, 0xFF) if (c := of_bytes(bytes((lead, trail)))))


@cache
def read_as(reading: str) -> tuple[str, ...]:
    """The traditional characters of GBK that have a reading: those that glosses are set behind."""
    found = (chr(code) for code, all_readings in pinyin_dict.items() if reading in all_readings.split(","))
    return tuple(c for c in found if double_byte(c) and simplified(c) != c)
