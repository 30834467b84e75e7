"""Numbers people are known by: identity numbers after GB 11643, telephone numbers nobody has."""

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]
Ints = NDArray[np.int64]

WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
CHECKS = np.frombuffer(b"10X98765432", dtype=np.uint8)
REGIONS, REGION_SHARES = np.array([429921, 429922, 429901, 429923]), np.array([0.93, 0.03, 0.02, 0.02])
PER_DAY = 500  # numbers of one sex on one day in one region
STRIDE = 137  # coprime with PER_DAY: neighbours in the register do not get neighbouring numbers
MOBILE_PREFIXES = np.array([130, 131, 133, 135, 136, 137, 138, 139, 150, 151, 153, 157, 158, 159, 177, 180, 181, 186, 187, 188, 189, 191, 198, 199])
SUBSCRIBERS = 100_000  # 0000 to 0009 in the middle: blocks left to fiction


def identity_numbers(rng: np.random.Generator, born: Days, woman: NDArray[np.bool_]) -> NDArray[np.bytes_]:
    """Eighteen characters each, none twice; an odd sequence is a man's."""
    region = REGIONS[np.minimum(np.searchsorted(np.cumsum(REGION_SHARES), rng.random(len(born))), len(REGIONS) - 1)]
    ymd = _ymd(born)
    rank = rank_within(region * 200_000_000 + ymd * 2 + woman)
    sequence = (rank * STRIDE + ymd * 61 % PER_DAY) % PER_DAY * 2 + ~woman
    digits = _digits(region * 10**11 + ymd * 1_000 + sequence, 17)
    checks = CHECKS[(digits * WEIGHTS).sum(axis=1) % 11]
    return np.ascontiguousarray(np.column_stack([digits.astype(np.uint8) + 48, checks])).view("S18").ravel()


def _ymd(born: Days) -> Ints:
    months = born.astype("datetime64[M]")
    month = months.astype(np.int64)
    day = (born.astype("datetime64[D]") - months.astype("datetime64[D]")).astype(np.int64) + 1
    return np.asarray((1970 + month // 12) * 10_000 + (month % 12 + 1) * 100 + day)


def rank_within(key: Ints) -> Ints:
    """0, 1, 2 … among those with the same key, in the order given."""
    order = np.argsort(key, kind="stable")
    held = key[order]
    first = np.flatnonzero(np.concatenate([[True], held[1:] != held[:-1]]))
    rank = np.arange(len(key)) - np.repeat(first, np.diff(np.append(first, len(key))))
    found = np.empty(len(key), dtype=np.int64)
    found[order] = rank
    return found


def _digits(number: Ints, width: int) -> Ints:
    return np.asarray(number[:, None] // 10 ** np.arange(width - 1, -1, -1, dtype=np.int64) % 10)


def mobiles(rng: np.random.Generator, count: int) -> Ints:
    """Eleven-digit numbers, none twice, as 138 0000 1234: prefixes in use, blocks left to fiction."""
    places = len(MOBILE_PREFIXES) * SUBSCRIBERS
    if count > places:
        raise ValueError(f"at most {places} telephones")
    drawn = (np.arange(count, dtype=np.int64) * 1_236_679 + int(rng.integers(places))) % places
    return np.asarray(MOBILE_PREFIXES[drawn // SUBSCRIBERS] * 10**8 + drawn % SUBSCRIBERS)


def birth_certificates(first: int, count: int) -> list[str]:
    return [f"W{429_000_000 + first + i:09d}" for i in range(count)]
