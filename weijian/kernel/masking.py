"""How personal data look by default on a screen (rulebook §20.4). The real value needs a button, a reason and a trace."""

import re
from datetime import date

from weijian.kernel.identity import normalised_identity
from weijian.kernel.phones import normalised_phone

_COUNTY = re.compile(r"^.{0,30}?[县区旗](?![县市区])|^.{0,30}?市(?!.{1,8}?[县区旗市])")
_TOWNSHIP = re.compile(r"[^省市县区旗\d路号]{1,8}?(?:街道|镇|乡|苏木)(?![市县区])")


def mask_name(name: str) -> str:
    """张* for two characters, 张*三 for more (first and last stay), * for one."""
    name = name.strip()
    if len(name) < 3:
        return name[:1] + "*" if len(name) == 2 else "*" * len(name)
    return name[0] + "*" * (len(name) - 2) + name[-1]


def mask_identity(text: str, *, public: bool = False) -> str:
    """First 6 and last 4 of a number of 15 or 18; 2 and 2 of a shorter one; 1 and 1 on public boards."""
    number = normalised_identity(text)
    if public:
        return _keep(number, 1, 1)
    return _keep(number, 6, 4) if len(number) >= 15 else _keep(number, 2, 2)


def mask_phone(text: str) -> str:
    """138****1234; of a landline the area code and the last three digits stay."""
    number = normalised_phone(text)
    area, dash, rest = number.partition("-")
    if dash:
        return f"{area}-{_keep(rest, 0, 3)}"
    return _keep(number, 3, 4) if len(number) >= 11 else _keep(number, 0, 2)


def mask_address(address: str) -> str:
    """Down to the township (青禾县柳河镇****), else down to the county, else nothing. In doubt it shows less."""
    address = address.strip()
    if not address:
        return ""
    county = _COUNTY.match(address)
    township = _TOWNSHIP.match(address, county.end() if county else 0)
    if township:
        return address[: township.end()] + "****"
    return (county.group() if county else "") + "****"


def mask_birthday(born_on: date) -> str:
    """1951年"""
    return f"{born_on.year}年"


def _keep(text: str, head: int, tail: int) -> str:
    """The ends of a text, shorter ends when these would show more than two thirds of it, none of three characters."""
    if len(text) <= 3:
        return "*" * len(text)
    hidden = len(text) - head - tail
    if 2 * hidden < head + tail:
        return _keep(text, 1, 1)
    return text[:head] + "*" * hidden + text[len(text) - tail :]
