"""Telephone numbers of the Chinese numbering plan (电信网编号计划): 11-digit mobiles, landlines with area code, 400/800."""

import re

from weijian.kernel import refusals as say
from weijian.kernel.refusal import Refusal

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {ord(c): "-" for c in "\u2010\u2011\u2012\u2013\u2014\u2015"}
_NOISE = re.compile(r"[\s\u200b\ufeff().'‘’·]")
_COUNTRY = re.compile(r"^(\+86|0086|86(?=1[3-9]\d{9}$))-?")
_SHORT_AREAS = re.compile(r"^(010|02\d)-?(\d*)$", re.ASCII)
_LONG_AREAS = re.compile(r"^(0[3-9]\d{2})-?(\d*)$", re.ASCII)
_EXTENSION = re.compile(r"(?:-|转|#|\*|X|EXT)+(\d{1,6})$")
_MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_SERVICE = re.compile(r"[48]00\d{7}", re.ASCII)


def normalised_phone(text: str) -> str:
    """Digits of a mobile; area-number of a landline; without +86, spaces, brackets. Nonsense comes back as tidy nonsense."""
    number = _COUNTRY.sub("", _NOISE.sub("", text.translate(_HALF_WIDTH)).upper().rstrip("-"))
    bare = number.replace("-", "")
    if _MOBILE.fullmatch(bare) or _SERVICE.fullmatch(bare):
        return bare
    return _landline(number)


def _landline(number: str) -> str:
    extension = _EXTENSION.search(number)
    if extension and len(re.sub(r"\D", "", number[: extension.start()])) >= 10:
        return f"{_landline(number[: extension.start()])}转{extension.group(1)}"
    area = _SHORT_AREAS.match(number) or _LONG_AREAS.match(number)
    return f"{area.group(1)}-{area.group(2)}" if area and area.group(2) else number


def is_mobile(text: str) -> bool:
    """Can a text message reach it?"""
    return _MOBILE.fullmatch(normalised_phone(text)) is not None


def fault_in_phone(text: str) -> Refusal | None:
    """What is wrong with a mobile, a landline (area code, 7 or 8 digits, extension) or a 400/800 number."""
    number = normalised_phone(text)
    if not number:
        return Refusal(say.PHONE_MISSING)
    plain = number.partition("转")[0]
    if not re.fullmatch(r"[0-9-]+", plain):
        return Refusal(say.PHONE_CHARACTERS)
    if plain.startswith("1"):
        return _fault_in_mobile(plain.replace("-", ""))
    return None if _SERVICE.fullmatch(plain) else _fault_in_landline(plain)


def _fault_in_mobile(number: str) -> Refusal | None:
    if len(number) != 11:
        return Refusal(say.PHONE_MOBILE_LENGTH, length=len(number))
    return None if _MOBILE.fullmatch(number) else Refusal(say.PHONE_MOBILE_PREFIX)


def _fault_in_landline(number: str) -> Refusal | None:
    area, dash, rest = number.partition("-")
    if not dash or not re.fullmatch(r"010|02\d|0[3-9]\d{2}", area):
        return Refusal(say.PHONE_AREA_CODE)
    return None if re.fullmatch(r"[2-9]\d{6,7}", rest) else Refusal(say.PHONE_LANDLINE_LENGTH)
