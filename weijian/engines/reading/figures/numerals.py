"""What a numeral is worth: 40.9万, 8000余, 一百二十, 百分之三, and what its last digit is worth."""

from decimal import Decimal

DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
ROUND = frozenset("百千万亿")


def arabic(digits: str, scale: str) -> tuple[Decimal, Decimal]:
    """(value, worth of the last digit) of `40.9` and `万`."""
    number = Decimal(digits.replace(",", "").replace(" ", ""))
    exponent = number.as_tuple().exponent
    worth = scale_worth(scale)
    return number * worth, Decimal(1).scaleb(min(exponent if isinstance(exponent, int) else 0, 0)) * worth


def scale_worth(scale: str) -> int:
    worth = 1
    for mark in scale:
        worth *= TENS.get(mark, 1) * MYRIADS.get(mark, 1)
    return worth


def han(numeral: str) -> Decimal | None:
    """The value of a numeral in characters, None when it is not one (三五)."""
    whole, point, decimals = numeral.partition("点")
    value = _whole(whole)
    if value is None or not point:
        return None if value is None else Decimal(value)
    digits = [DIGITS.get(c) for c in decimals]
    return None if None in digits else Decimal(f"{value}." + "".join(str(d) for d in digits))


def _whole(numeral: str) -> int | None:
    if len(numeral) > 1 and all(c in DIGITS for c in numeral):
        return None
    total = section = digit = 0
    last_digit, worth = False, 1
    for mark in numeral:
        if mark in DIGITS:
            if last_digit and digit:
                return None
            digit, last_digit, worth = DIGITS[mark], True, worth if DIGITS[mark] else 1
        elif mark in TENS:
            section, digit, last_digit, worth = section + (digit if last_digit and digit else 1) * TENS[mark], 0, False, TENS[mark] // 10
        elif mark == "万" and total:  # 一亿二千万
            total, section, digit, last_digit, worth = total + (section + digit) * MYRIADS[mark], 0, 0, False, MYRIADS[mark] // 10
        else:
            total, section, digit, last_digit = (total + (section + digit or (not total))) * MYRIADS[mark], 0, 0, False
            worth = MYRIADS[mark] // 10
    return total + section + digit * worth  # 一万二 is 12000


def worth_of_last(value: Decimal) -> Decimal:
    """The place of the last non-zero digit of a numeral in characters: 一万二 is not asked, 三千 is known to the thousand."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else Decimal(1)
