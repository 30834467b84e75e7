"""Codes of places, and the 17-digit number of a health record.

Sources: GB/T 2260 (six digits), 统计用区划代码和城乡划分代码 (twelve digits, three-digit urban-rural class), GB/T 10114-2003,
国家基本公共卫生服务规范（第三版）国卫基层发〔2017〕13号 (record number). A grid is ours: a village's twelve digits and three more.

There is deliberately no function here that takes digits 10 to 12 of a statistical code as the village segment of a record
number. The two number villages differently (statistics: 村委会 200–399; health records: 村委会 101–199), so a cut-out
segment points at another village, or at none. Keep the mapping village → (statistical code, segment) as data.
"""

import re
from collections.abc import Collection
from enum import StrEnum
from typing import TypeVar

from weijian.kernel import refusals as say
from weijian.kernel.identity import PROVINCES
from weijian.kernel.refusal import Refusal, must

_K = TypeVar("_K")
_PLACE_PROVINCES = PROVINCES | {"81", "82", "99"}
_MUNICIPALITIES = frozenset(("11", "12", "31", "50"))
_LENGTHS = (2, 4, 6, 9, 12, 15)
OWN_REGION = "99"  # GB/T 2260 leaves it free: the code of a region that has no national one


class Level(StrEnum):
    PROVINCE = "province"
    PREFECTURE = "prefecture"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GRID = "grid"

    @property
    def label(self) -> str:
        return _LEVEL_LABELS[self]

    @property
    def depth(self) -> int:
        """0 for a province up to 5 for a grid."""
        return list(Level).index(self)


_LEVEL_LABELS = {
    Level.PROVINCE: "省级",
    Level.PREFECTURE: "地级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡级",
    Level.VILLAGE: "村级",
    Level.GRID: "网格",
}


class CountyKind(StrEnum):
    DISTRICT = "市辖区"
    COUNTY = "县"
    CITY = "县级市"


class TownshipKind(StrEnum):
    SUBDISTRICT = "街道"
    TOWN = "镇"
    TOWNSHIP = "乡"
    QUASI_TOWNSHIP = "类似乡级单位"


class VillageKind(StrEnum):
    RESIDENTS_COMMITTEE = "居民委员会"
    VILLAGERS_COMMITTEE = "村民委员会"
    QUASI_RESIDENTS_COMMITTEE = "类似居民委员会"
    QUASI_VILLAGERS_COMMITTEE = "类似村民委员会"


class SegmentKind(StrEnum):
    """What the tenth to twelfth digit of a record number count. Not the statistical numbering of villages."""

    RESIDENTS_COMMITTEE = "居委会"
    VILLAGERS_COMMITTEE = "村委会"
    OTHER = "其他组织"


_SEGMENTS = {
    SegmentKind.RESIDENTS_COMMITTEE: range(1, 100),
    SegmentKind.VILLAGERS_COMMITTEE: range(101, 200),
    SegmentKind.OTHER: range(901, 1000),
}

URBAN_RURAL_CLASSES = {
    "111": "主城区",
    "112": "城乡结合区",
    "121": "镇中心区",
    "122": "镇乡结合区",
    "123": "特殊区域",
    "210": "乡中心区",
    "220": "村庄",
}


def fault_in_place_code(code: str) -> Refusal | None:
    """What is wrong with the shape of a place's code: whole (6, 9, 12 or 15 digits) or trimmed to its level (2 and 4 too).

    Whether it exists is the registry's to say.
    """
    if len(code) not in _LENGTHS or not (code.isascii() and code.isdigit()):
        return Refusal(say.PLACE_CODE_SHAPE)
    if code[:2] not in _PLACE_PROVINCES:
        return Refusal(say.PLACE_CODE_PROVINCE, prefix=code[:2])
    return Refusal(say.PLACE_CODE_GAP) if _has_gap(_segments(code)) else None


def _segments(code: str) -> list[str]:
    """Province, prefecture, county, township, village, grid: as many as the code has."""
    parts = [code[:2], code[2:4], code[4:6], code[6:9], code[9:12], code[12:15]]
    return [part for part in parts if part]


def _has_gap(segments: list[str]) -> bool:
    """A zero above something. County 00 above a township is lawful: 东莞, 中山 and 儋州 have no counties."""
    filled = [int(s) > 0 for s in segments]
    for i, here in enumerate(filled):
        if here or (i == 2 and filled[1]):
            continue
        if any(filled[i + 1 :]):
            return True
    return False


def level_of(code: str) -> Level:
    """The level of a well-formed code: its last segment that is not zero. Raises Refusal for a malformed one."""
    must(fault_in_place_code(code))
    segments = _segments(code)
    return list(Level)[max(i for i, part in enumerate(segments) if int(part))]


def parent_code(code: str) -> str | None:
    """The code one level up, in the same length (a grid's is its village's twelve digits); None above a province.

    A township of a city without counties hangs under the city. Raises Refusal for a malformed code.
    """
    level = level_of(code)
    if level is Level.PROVINCE:
        return None
    if level is Level.GRID:
        return code[:12]
    cut = {Level.PREFECTURE: 2, Level.COUNTY: 4, Level.TOWNSHIP: 6, Level.VILLAGE: 9}[level]
    return code[:cut].ljust(6 if len(code) == 9 else len(code), "0")


def natural_code(code: str) -> str:
    """A code trimmed to its level, as the registry keeps it: 420000 and 420000000000 are the province 42, 441900 is the city 4419."""
    parts = _segments(re.sub(r"\D", "", code))
    while len(parts) > 1 and not int(parts[-1]):
        parts.pop()
    return "".join(parts)


def natural_parent(code: str) -> str | None:
    """The trimmed code one level above a trimmed one; None above a province. A township of 东莞 (441900003) hangs under 4419."""
    parts = _segments(code)[:-1]
    return natural_code("".join(parts)) if parts else None


def county_kind_of(code: str) -> CountyKind | None:
    """By digits 5 and 6: 01–20 district, 21–80 county or banner, 81–99 county-level city; None above county level.

    In the four municipalities digits 3 and 4 decide, because their districts have outgrown the range (重庆铜梁区 500151).
    """
    number = int(code[4:6])
    if number == 0:
        return None
    if code[:2] in _MUNICIPALITIES:
        return CountyKind.DISTRICT if code[2:4] == "01" else CountyKind.COUNTY
    if number <= 20:
        return CountyKind.DISTRICT
    return CountyKind.COUNTY if number <= 80 else CountyKind.CITY


def township_kind_of(code: str) -> TownshipKind | None:
    """By digits 7 to 9: 001–099 subdistrict, 100–199 town, 200–399 township, 400–599 alike; None for anything else."""
    number = int(code[6:9] or 0)
    return _kind_in(number, (99, 199, 399, 599), list(TownshipKind))


def village_kind_of(code: str) -> VillageKind | None:
    """By digits 10 to 12 of a statistical code: 001–199 居委会, 200–399 村委会, 400–499 and 500–599 alike; else None."""
    number = int(code[9:12] or 0)
    return _kind_in(number, (199, 399, 499, 599), list(VillageKind))


def _kind_in(number: int, lasts: tuple[int, ...], kinds: list[_K]) -> _K | None:
    if number == 0:
        return None
    return next((kind for last, kind in zip(lasts, kinds, strict=True) if number <= last), None)


def fault_in_urban_rural_class(code: str) -> Refusal | None:
    return None if code in URBAN_RURAL_CLASSES else Refusal(say.URBAN_RURAL_CLASS)


def is_urban(urban_rural_class: str) -> bool:
    """Classes 1xx are 城镇 and 2xx are 乡村. Raises Refusal for an unknown class."""
    must(fault_in_urban_rural_class(urban_rural_class))
    return urban_rural_class[0] == "1"


_RECORD_NUMBER = re.compile(r"[1-9][0-9]{5}[0-9]{3}(0(0[1-9]|[1-9][0-9])|1(0[1-9]|[1-9][0-9])|9(0[1-9]|[1-9][0-9]))[0-9]{5}")


def fault_in_record_number(text: str) -> Refusal | None:
    """What is wrong with a 17-digit record number: 6 county, 3 township, 3 village segment, 5 person."""
    if _RECORD_NUMBER.fullmatch(text):
        return None
    if len(text) != 17 or not (text.isascii() and text.isdigit()):
        return Refusal(say.RECORD_NUMBER_LENGTH, length=len(text))
    if text[0] == "0":
        return Refusal(say.RECORD_NUMBER_COUNTY)
    return Refusal(say.RECORD_NUMBER_SEGMENT, segment=text[9:12])


def compose_record_number(county6: str, township3: str, segment3: str, sequence: int) -> str:
    """The record number of the sequence-th person (1 to 99999, never reused) in a village segment.

    `segment3` is the village's own segment from the registry's mapping, never a piece of its statistical code. Raises
    Refusal when a part is malformed.
    """
    if not re.fullmatch(r"[1-9][0-9]{5}", county6):
        raise Refusal(say.RECORD_NUMBER_COUNTY)
    if not re.fullmatch(r"[0-9]{3}", township3):
        raise Refusal(say.RECORD_NUMBER_TOWNSHIP)
    if segment_kind_of(segment3) is None:
        raise Refusal(say.RECORD_NUMBER_SEGMENT, segment=segment3[:3])
    if not 1 <= sequence <= 99_999:
        raise Refusal(say.RECORD_NUMBER_SEQUENCE)
    return f"{county6}{township3}{segment3}{sequence:05d}"


def segment_kind_of(segment3: str) -> SegmentKind | None:
    """001–099 居委会, 101–199 村委会, 901–999 其他组织; None outside them."""
    if not re.fullmatch(r"[0-9]{3}", segment3):
        return None
    return next((kind for kind, numbers in _SEGMENTS.items() if int(segment3) in numbers), None)


def record_segment_kind_of(record_number: str) -> SegmentKind | None:
    return segment_kind_of(record_number[9:12])


def next_segment(taken: Collection[str], kind: SegmentKind) -> str:
    """The lowest free segment of a kind within a township. `taken` holds retired segments too: none is used twice.

    Raises Refusal when all 99 are taken.
    """
    for number in _SEGMENTS[kind]:
        if f"{number:03d}" not in taken:
            return f"{number:03d}"
    raise Refusal(say.SEGMENTS_EXHAUSTED, kind=kind.value)
