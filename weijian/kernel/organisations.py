"""Codes of organisations: the unified credit code, the older organisation code, the licence and insurance numbers.

Sources: GB 32100-2015, GB 11714-1997, 医疗机构管理条例实施细则 (22-digit registration number), 医保定点医药机构编码规则.
"""

import re

from weijian.kernel import refusals as say
from weijian.kernel.identity import normalised_identity
from weijian.kernel.refusal import Refusal

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # no I O S V Z
_CREDIT_VALUES = {c: i for i, c in enumerate(CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, i, 31) for i in range(17))
_ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORGANISATION_VALUES = {c: i for i, c in enumerate(_ORGANISATION_ALPHABET)}
_ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORGANISATION_CODE = re.compile(r"[0-9A-Z]{8}[0-9X]")
_REGISTRATION_NUMBER = re.compile(r"[0-9A-Z]{9}[1-9][0-9]{5}[0-9]{2}[A-Z][0-9]{3}[0-9]")
_INSURANCE_CODE = re.compile(r"[HP][1-9][0-9]{5}[0-9]{5}")


def normalised_code(text: str) -> str:
    """Half-width, upper case, without spaces or hyphens."""
    return normalised_identity(text).replace("-", "")


def credit_check_character(first17: str) -> str:
    """The 18th character of GB 32100-2015. KeyError or ValueError when the 17 are not of its alphabet."""
    total = sum(_CREDIT_VALUES[c] * w for c, w in zip(first17, _CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def fault_in_credit_code(text: str) -> Refusal | None:
    """What is wrong with an 18-character unified social credit code (GB 32100-2015)."""
    code = normalised_code(text)
    if len(code) != 18:
        return Refusal(say.CREDIT_CODE_LENGTH, length=len(code))
    for position, character in enumerate(code, start=1):
        if character not in ("0123456789" if 3 <= position <= 8 else CREDIT_ALPHABET):
            return Refusal(say.CREDIT_CODE_CHARACTERS, position=position)
    return None if credit_check_character(code[:17]) == code[17] else Refusal(say.CREDIT_CODE_CHECK)


def organisation_code_of(credit_code: str) -> str:
    """The nine characters of GB 11714 inside a credit code (positions 9 to 17)."""
    return normalised_code(credit_code)[8:17]


def organisation_check_character(first8: str) -> str:
    """The ninth character of GB 11714: 11 minus the weighted sum modulo 11; 10 is X and 11 is 0."""
    total = sum(_ORGANISATION_VALUES[c] * w for c, w in zip(first8, _ORGANISATION_WEIGHTS, strict=True))
    return "0123456789X0"[11 - total % 11]


def fault_in_organisation_code(text: str) -> Refusal | None:
    """What is wrong with a nine-character organisation code (GB 11714-1997)."""
    code = normalised_code(text)
    if not _ORGANISATION_CODE.fullmatch(code):
        return Refusal(say.ORGANISATION_CODE_SHAPE)
    return None if organisation_check_character(code[:8]) == code[8] else Refusal(say.ORGANISATION_CODE_CHECK)


def fault_in_registration_number(text: str) -> Refusal | None:
    """Shape of the 22 characters on a medical institution's licence: 9 code, 6 region, 2 economy, 4 category, 1 class.

    The organisation part carries no check here: institutions without one were given made-up codes (PDY…).
    """
    return None if _REGISTRATION_NUMBER.fullmatch(normalised_code(text)) else Refusal(say.REGISTRATION_NUMBER_SHAPE)


def fault_in_insurance_code(text: str) -> Refusal | None:
    """Shape of the 12 characters of a designated institution: H hospital or P pharmacy, 6 region, 5 sequence."""
    return None if _INSURANCE_CODE.fullmatch(normalised_code(text)) else Refusal(say.INSURANCE_CODE_SHAPE)
