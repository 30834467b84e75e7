"""Who stands twice in one file? Sixteen bytes a row, whatever the row holds."""

from collections.abc import Iterator
from hashlib import blake2b

import numpy as np


class SeenOnce:
    """Remembers keys with their rows; at the end names every later row whose key stood before."""

    def __init__(self) -> None:
        self._keys, self._rows = bytearray(), []  # type: tuple[bytearray, list[int]]

    def add(self, row: int, kind: str, key: bytes) -> None:
        self._keys += blake2b(key, digest_size=16, person=kind.encode()).digest()
        self._rows.append(row)

    def doubles(self) -> Iterator[tuple[int, int]]:
        """Pairs of the later row and the first row with the same key."""
        keys = np.frombuffer(bytes(self._keys), dtype=[("high", "<u8"), ("low", "<u8")])
        if not len(keys):
            return
        rows = np.array(self._rows, dtype=np.int64)
        order = np.lexsort((rows, keys["low"], keys["high"]))
        ordered, rows = keys[order], rows[order]
        same = ordered[1:] == ordered[:-1]
        starts = np.flatnonzero(np.concatenate(([True], ~same)))
        first = np.repeat(rows[starts], np.diff(np.append(starts, len(rows))))
        later = np.flatnonzero(rows != first)
        yield from zip(rows[later].tolist(), first[later].tolist(), strict=True)
