"""Identity documents: is this number well formed, and what does it say about its holder?

Sources: GB 11643-1999 (18-digit number), CV02.01.101 (document kinds, WS/T 364.3), the platform's rulebook chapter 19.
The first six digits name the region of first issue, never where a person lives.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache

from weijian.kernel import refusals as say
from weijian.kernel.refusal import Refusal, must

OLDEST_YEARS = 130
_PROVINCE_NUMBERS = (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71)
PROVINCES = frozenset(str(number) for number in _PROVINCE_NUMBERS)  # GB/T 2260
RESIDENCE_PERMIT_PREFIXES = frozenset(("81", "82", "83"))  # Hong Kong, Macao, Taiwan
MALE, FEMALE = "1", "2"  # GB/T 2261.1


class IdentityKind(StrEnum):
    """CV02.01.101, and three of ours (11 to 13) that its 99 would swallow."""

    RESIDENT_ID = "01"
    HOUSEHOLD_BOOKLET = "02"
    PASSPORT = "03"
    OFFICER_CARD = "04"
    DRIVING_LICENCE = "05"
    HONG_KONG_MACAO_PERMIT = "06"
    TAIWAN_PERMIT = "07"
    FOREIGN_PERMANENT_CARD = "11"
    BIRTH_CERTIFICATE = "12"
    RESIDENCE_PERMIT = "13"
    OTHER = "99"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def exchange_code(self) -> str:
        """The code other systems know: ours become 99 in CV02.01.101."""
        return "99" if self.value in ("11", "12", "13") else self.value


_LABELS: Mapping[IdentityKind, str] = {
    IdentityKind.RESIDENT_ID: "居民身份证",
    IdentityKind.HOUSEHOLD_BOOKLET: "居民户口簿",
    IdentityKind.PASSPORT: "护照",
    IdentityKind.OFFICER_CARD: "军官证",
    IdentityKind.DRIVING_LICENCE: "驾驶证",
    IdentityKind.HONG_KONG_MACAO_PERMIT: "港澳居民来往内地通行证",
    IdentityKind.TAIWAN_PERMIT: "台湾居民来往内地通行证",
    IdentityKind.FOREIGN_PERMANENT_CARD: "外国人永久居留身份证",
    IdentityKind.BIRTH_CERTIFICATE: "出生医学证明",
    IdentityKind.RESIDENCE_PERMIT: "港澳台居民居住证",
    IdentityKind.OTHER: "其他法定有效证件",
}

# kind: (pattern of the normalised text, the shape in words)
_SHAPES: Mapping[IdentityKind, tuple[re.Pattern[str], str]] = {
    IdentityKind.HOUSEHOLD_BOOKLET: (re.compile(r"[0-9A-Z]{6,20}"), "6至20位数字或字母"),
    IdentityKind.PASSPORT: (re.compile(r"(?=.*[0-9])[0-9A-Z]{5,15}"), "5至15位数字和字母"),
    IdentityKind.OFFICER_CARD: (re.compile(r"(?=.*[0-9])[0-9A-Z\u4e00-\u9fff]{6,20}"), "6至20位，如“某字第1234567号”"),
    IdentityKind.DRIVING_LICENCE: (re.compile(r"[0-9]{12}|[0-9]{15}|[0-9]{17}[0-9X]"), "12位、15位或18位"),
    IdentityKind.HONG_KONG_MACAO_PERMIT: (re.compile(r"[HM][0-9]{8}([0-9]{2})?"), "H或M加8位（或10位）数字"),
    IdentityKind.TAIWAN_PERMIT: (re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?"), "8位数字（旧证10位数字）"),
    IdentityKind.BIRTH_CERTIFICATE: (re.compile(r"[A-Z][0-9]{9}"), "1位字母加9位数字"),
    IdentityKind.OTHER: (re.compile(r"[0-9A-Z\u4e00-\u9fff]{1,32}"), "1至32位数字、字母或汉字"),
}
_OLD_FOREIGN_CARD = re.compile(r"[A-Z]{3}[0-9]{12}")

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(c): None for c in " \t\r\n\u00a0\u3000\u200b\u200c\u200d\ufeff'’‘`"}
_PUNCTUATION = {ord(c): None for c in "-()_./\u2014"}
_SCIENTIFIC = re.compile(r"\d(\.\d+)?E\+?\d{1,2}")
_CHECK_CHARACTERS = "10X98765432"
# Powers of two stand in for the weights of GB 11643 (7 9 10 5 ... 2 are 2**17 ... 2**1 modulo 11), so that
# four digits at a time are one look-up.
_FOUR = {f"{n:04d}": sum(int(d) << (3 - i) for i, d in enumerate(f"{n:04d}")) for n in range(10_000)}


def normalised_identity(text: str) -> str:
    """Half-width, upper case, no spaces and no apostrophe left over from a spreadsheet."""
    if text.isascii() and text.isalnum():
        return text.upper()
    return text.translate(_HALF_WIDTH).upper()


def check_character(first17: str) -> str:
    """The 18th character of GB 11643-1999 for 17 digits. ValueError when they are not 17 ASCII digits."""
    if len(first17) != 17 or not (first17.isascii() and first17.isdigit()):
        raise ValueError("seventeen digits are needed")
    return _check_character(first17)


def _check_character(s: str) -> str:
    four = _FOUR
    total = (four[s[0:4]] << 14) + (four[s[4:8]] << 10) + (four[s[8:12]] << 6) + (four[s[12:16]] << 2)
    return _CHECK_CHARACTERS[(total + 2 * int(s[16])) % 11]


@lru_cache(maxsize=1 << 17)
def _birth_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return None


@lru_cache(maxsize=4096)
def _oldest_birth(on: date) -> date:
    year = max(on.year - OLDEST_YEARS - 1, 1)
    return date(year, 3, 1) if (on.month, on.day) == (2, 29) else date(year, on.month, on.day)


def _is_sound(s: str, on: date) -> bool:
    """The whole of GB 11643 for the usual case, at the price of an import of a million rows."""
    if len(s) != 18 or not s.isascii() or not s[:17].isdigit():
        return False
    born_on = _birth_date(s[6:14])
    return born_on is not None and _oldest_birth(on) < born_on <= on and _check_character(s) == s[17]


def fault_in_identity_number(text: str, *, on: date) -> Refusal | None:
    """What is wrong with a GB 11643 number (18, or the old 15), including 港澳台居民居住证 (81/82/83).

    `on` is the day of entry: nobody is born after it or more than 130 years before it.
    """
    prefix = text[:2]
    if (prefix in PROVINCES or prefix in RESIDENCE_PERMIT_PREFIXES) and _is_sound(text, on):
        return None
    number = normalised_identity(text)
    return _fault_in_characters(number) or _fault_in_region(number) or _fault_in_birth_and_check(number, on)


def _fault_in_characters(number: str) -> Refusal | None:
    if not number:
        return Refusal(say.IDENTITY_MISSING)
    if _SCIENTIFIC.fullmatch(number):
        return Refusal(say.IDENTITY_SCIENTIFIC)
    if len(number) not in (15, 18):
        return Refusal(say.IDENTITY_LENGTH, length=len(number))
    for position, character in enumerate(number, start=1):
        if not (character in "0123456789" or (character == "X" and position == 18)):
            return Refusal(say.IDENTITY_CHARACTERS, position=position)
    return None


def _fault_in_region(number: str) -> Refusal | None:
    if number[:2] in PROVINCES or (number[:2] in RESIDENCE_PERMIT_PREFIXES and len(number) == 18):
        return None
    if number[0] == "9" and len(number) == 18:
        return Refusal(say.IDENTITY_OTHER_KIND, kind=IdentityKind.FOREIGN_PERMANENT_CARD.label)
    return Refusal(say.IDENTITY_REGION, prefix=number[:2])


def _fault_in_birth_and_check(number: str, on: date) -> Refusal | None:
    born_on = _birth_date(_birth_digits(number))
    if born_on is None:
        return Refusal(say.IDENTITY_BIRTH_DATE)
    if born_on > on:
        return Refusal(say.IDENTITY_BORN_LATER, on=on.isoformat())
    if born_on <= _oldest_birth(on):
        return Refusal(say.IDENTITY_TOO_OLD, years=OLDEST_YEARS)
    if len(number) == 18 and _check_character(number) != number[17]:
        return Refusal(say.IDENTITY_CHECK)
    return None


def _birth_digits(number: str) -> str:
    return "19" + number[6:12] if len(number) == 15 else number[6:14]


def from_15_digits(text: str) -> str:
    """The 18-digit form of an old number: 19 after the sixth digit, then the check character.

    Raises Refusal when the text is not a 15-digit number with a possible birth date.
    """
    number = normalised_identity(text)
    if len(number) != 15:
        raise Refusal(say.IDENTITY_LENGTH, length=len(number))
    must(_fault_in_characters(number))
    if _birth_date(_birth_digits(number)) is None:
        raise Refusal(say.IDENTITY_BIRTH_DATE)
    first17 = number[:6] + "19" + number[6:]
    return first17 + _check_character(first17)


def _eighteen(text: str) -> str:
    """The number as 18 characters. Raises Refusal when it has another length or impossible characters."""
    number = normalised_identity(text)
    if len(number) == 15:
        return from_15_digits(number)
    must(_fault_in_characters(number))
    return number


def born_on_of(text: str) -> date:
    """The birth date inside a number of 18 or 15 digits. Raises Refusal when there is none."""
    born_on = _birth_date(_eighteen(text)[6:14])
    if born_on is None:
        raise Refusal(say.IDENTITY_BIRTH_DATE)
    return born_on


def sex_code_of(text: str) -> str:
    """GB/T 2261.1: "1" male when the 17th digit is odd, "2" female when even. Raises Refusal on a malformed number."""
    return MALE if int(_eighteen(text)[16]) % 2 else FEMALE


def region_of(text: str) -> str:
    """Six digits of GB/T 2260: where the number was first issued, perhaps abolished since, never a residence."""
    return _eighteen(text)[:6]


def sex_conflict(text: str, entered_sex_code: str) -> Refusal | None:
    """A warning (never an overwrite) when the number and the entered sex (GB/T 2261.1) disagree.

    Only 1 and 2 can disagree; 0 and 9 say nothing. A malformed number is another function's business.
    """
    number = normalised_identity(text)
    if entered_sex_code not in (MALE, FEMALE) or _fault_in_characters(number):
        return None
    shown = MALE if int(number[16] if len(number) == 18 else number[14]) % 2 else FEMALE
    if shown == entered_sex_code:
        return None
    words = {MALE: "男", FEMALE: "女"}
    return Refusal(say.IDENTITY_SEX, entered=words[entered_sex_code], shown=words[shown])


def fault_in_foreign_permanent_card(text: str, *, on: date) -> Refusal | None:
    """2023 card: 9, province, nationality, birth date, sequence, GB 11643 check. Older card: 3 letters and 12 digits."""
    number = _compact(text)
    if _OLD_FOREIGN_CARD.fullmatch(number):
        return None
    if len(number) != 18 or number[0] != "9":
        kind = IdentityKind.FOREIGN_PERMANENT_CARD.label
        return Refusal(say.IDENTITY_SHAPE, kind=kind, shape="9开头的18位，或3位字母加12位数字")
    fault = _fault_in_characters(number)
    if fault is None and number[1:3] not in PROVINCES:
        return Refusal(say.IDENTITY_REGION, prefix=number[1:3])
    return fault or _fault_in_birth_and_check(number, on)


def _fault_in_resident_id(text: str, *, on: date) -> Refusal | None:
    fault = fault_in_identity_number(text, on=on)
    if fault is None and normalised_identity(text)[:2] in RESIDENCE_PERMIT_PREFIXES:
        return Refusal(say.IDENTITY_OTHER_KIND, kind=IdentityKind.RESIDENCE_PERMIT.label)
    return fault


def _fault_in_residence_permit(text: str, *, on: date) -> Refusal | None:
    number = normalised_identity(text)
    if len(number) == 18 and number[:2] in RESIDENCE_PERMIT_PREFIXES:
        return fault_in_identity_number(number, on=on)
    return Refusal(say.IDENTITY_SHAPE, kind=IdentityKind.RESIDENCE_PERMIT.label, shape="81、82或83开头的18位")


_CHECKS: Mapping[IdentityKind, Callable[..., Refusal | None]] = {
    IdentityKind.RESIDENT_ID: _fault_in_resident_id,
    IdentityKind.RESIDENCE_PERMIT: _fault_in_residence_permit,
    IdentityKind.FOREIGN_PERMANENT_CARD: fault_in_foreign_permanent_card,
}


def fault_in_identity(kind: IdentityKind, text: str, *, on: date) -> Refusal | None:
    """What is wrong with a document number of this kind, entered on this day."""
    check = _CHECKS.get(kind)
    if check is not None:
        return check(text, on=on)
    number = _compact(text)
    pattern, shape = _SHAPES[kind]
    if not number:
        return Refusal(say.IDENTITY_MISSING)
    return None if pattern.fullmatch(number) else Refusal(say.IDENTITY_SHAPE, kind=kind.label, shape=shape)


def canonical_identity(kind: IdentityKind, text: str) -> str:
    """The one form that is encrypted and indexed, so that two spellings of one document are equal.

    Fifteen digits become eighteen; a 港澳通行证 loses the two digits that count its renewals. The text must have passed
    `fault_in_identity`; a malformed 15-digit number raises Refusal.
    """
    number = _compact(text)
    if kind is IdentityKind.RESIDENT_ID and len(number) == 15:
        return from_15_digits(number)
    if kind is IdentityKind.HONG_KONG_MACAO_PERMIT:
        return number[:9]
    return number


def _compact(text: str) -> str:
    return normalised_identity(text).translate(_PUNCTUATION)


def kind_suggested_by(text: str) -> IdentityKind | None:
    """The kind a bare number most likely is, for sheets with one column for all; None when the shape says nothing."""
    number = _compact(text)
    if len(number) == 18 and number[:17].isdigit():
        if number[0] == "9":
            return IdentityKind.FOREIGN_PERMANENT_CARD
        return IdentityKind.RESIDENCE_PERMIT if number[:2] in RESIDENCE_PERMIT_PREFIXES else IdentityKind.RESIDENT_ID
    if len(number) == 15 and number.isdigit():
        return IdentityKind.RESIDENT_ID
    if _OLD_FOREIGN_CARD.fullmatch(number):
        return IdentityKind.FOREIGN_PERMANENT_CARD
    return _kind_by_letter(number)


def _kind_by_letter(number: str) -> IdentityKind | None:
    for kind in (IdentityKind.HONG_KONG_MACAO_PERMIT, IdentityKind.BIRTH_CERTIFICATE):
        if _SHAPES[kind][0].fullmatch(number):
            return kind
    return IdentityKind.PASSPORT if re.fullmatch(r"[A-Z]{1,2}[0-9]{7,8}", number) else None
