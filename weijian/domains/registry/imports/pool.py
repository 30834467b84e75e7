"""Looking at rows in as many processes as pay. Small files are looked at in our own."""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from pathlib import Path

from django.conf import settings

from weijian.domains.registry.imports.lines import Columns, Desk, Person, Wrong, look_at, packed, unpacked

BATCH_ROWS, FEW_ROWS, AHEAD = 2000, 20_000, 3
Row = tuple[int, Sequence[str]]
Looked = tuple[int, list[Person], list[Wrong]]

_desk: Desk | None = None


def looked_at(desk: Desk, rows: Iterator[Row], *, processes: int | None = None) -> Iterator[Looked]:
    """Batches in the order of the file: how many rows, the sound ones, what is wrong with the others."""
    wanted = (os.cpu_count() or 1) if processes is None else processes
    few = list(islice(rows, FEW_ROWS))
    if len(few) < FEW_ROWS or wanted < 2:
        for batch in _batches(chain(few, rows)):
            yield len(batch), *look_at(desk, batch)
        return
    yield from _by_many(desk, chain(few, rows), wanted)


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH_ROWS)):
        yield batch


def _by_many(desk: Desk, rows: Iterator[Row], processes: int) -> Iterator[Looked]:
    context = multiprocessing.get_context("spawn")
    arguments = (str(settings.WEIJIAN_DATA), desk)
    with ProcessPoolExecutor(processes, mp_context=context, initializer=_begin, initargs=arguments) as pool:
        waiting: deque[tuple[int, Future[tuple[Columns, list[Wrong]]]]] = deque()
        try:
            for batch in _batches(rows):
                waiting.append((len(batch), pool.submit(_look, batch)))
                if len(waiting) >= processes * AHEAD:
                    yield _next(waiting)
            while waiting:
                yield _next(waiting)
        finally:
            for _, future in waiting:
                future.cancel()


def _next(waiting: deque[tuple[int, Future[tuple[Columns, list[Wrong]]]]]) -> Looked:
    count, future = waiting.popleft()
    columns, wrong = future.result()
    return count, unpacked(columns), wrong


def _begin(data: str, desk: Desk) -> None:
    """In the new process: the keys of this installation, the desk, and an end when the parent ends."""
    global _desk
    if not settings.configured:
        settings.configure(WEIJIAN_DATA=Path(data))
    _desk = desk
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _look(batch: list[Row]) -> tuple[Columns, list[Wrong]]:
    assert _desk is not None
    people, wrong = look_at(_desk, batch)
    return packed(people), wrong
