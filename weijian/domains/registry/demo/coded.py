"""A column of codes kept as small numbers."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class Coded:
    """`index` into `codes`, one for each row."""

    index: NDArray[np.uint8]
    codes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.index)

    def is_(self, code: str) -> NDArray[np.bool_]:
        return np.asarray(self.index == self.codes.index(code))

    def tolist(self) -> list[str]:
        found: list[str] = np.array(self.codes, dtype=object)[self.index].tolist()
        return found


def drawn(rng: np.random.Generator, count: int, shares: dict[str, float]) -> Coded:
    """Codes drawn by share; the shares add up to one."""
    cumulative = np.cumsum(list(shares.values()))
    return Coded(np.searchsorted(cumulative, rng.random(count)).clip(0, len(shares) - 1).astype(np.uint8), tuple(shares))
