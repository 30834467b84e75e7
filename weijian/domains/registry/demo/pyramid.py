"""How many of each age and sex a county has in 2026, and who is married: few children, a bulge at fifty to sixty, more old women than men."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

AS_OF = date(2026, 11, 1)
YEAR_DAYS = 365.2425
# per thousand in five-year groups from 0–4 to 100–104
FIVE_YEARS = (36, 55, 65, 61, 49, 48, 62, 69, 61, 60, 82, 91, 76, 67, 58, 38, 22, 10.5, 3.6, 0.7, 0.05)
UNEVEN_YEARS = {65: 0.72, 66: 0.68, 67: 0.8, 62: 1.25, 63: 1.3, 61: 1.1, 38: 1.1, 36: 1.1, 0: 0.82, 1: 0.88, 2: 0.92}  # 1959–61 were hungry, 1962–65 were not
MALE_SHARE = ((0, 0.535), (15, 0.528), (25, 0.512), (60, 0.503), (65, 0.492), (75, 0.455), (85, 0.38))
MARRIED_MEN = ((0, 0.0), (22, 0.08), (25, 0.42), (30, 0.76), (35, 0.88), (60, 0.87), (70, 0.76), (80, 0.52))
MARRIED_WOMEN = ((0, 0.0), (20, 0.14), (25, 0.58), (30, 0.86), (35, 0.94), (60, 0.86), (70, 0.64), (80, 0.30))


def ages(rng: np.random.Generator, count: int) -> Floats:
    """Ages in years, with fractions."""
    weight = np.repeat(np.array(FIVE_YEARS, dtype=np.float64) / 5, 5)
    for age, factor in UNEVEN_YEARS.items():
        weight[age] *= factor
    cumulative = np.cumsum(weight / weight.sum())
    return np.searchsorted(cumulative, rng.random(count)).clip(0, len(weight) - 1) + rng.random(count) * 0.999


def men(rng: np.random.Generator, age: Floats) -> Bools:
    return np.asarray(rng.random(len(age)) < step(age, MALE_SHARE))


def step(age: Floats, table: tuple[tuple[float, float], ...]) -> Floats:
    """The value of the last row whose first number is not above the age."""
    starts, values = np.array([row[0] for row in table]), np.array([row[1] for row in table])
    return np.asarray(values[np.searchsorted(starts, age, side="right") - 1])


def births(age: Floats) -> NDArray[np.datetime64]:
    return np.asarray(np.datetime64(AS_OF, "D") - np.floor(age * YEAR_DAYS).astype("timedelta64[D]"))
