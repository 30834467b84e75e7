"""What a definition's functions are given: a row whose columns are attributes and whose features are items."""

from collections.abc import Callable, Container, Mapping
from functools import lru_cache
from typing import Any

import ibis

from weijian.engines.indicators.definition import Subject
from weijian.engines.indicators.features import Feature

OWNER = "of__"
STAND_IN = "weijian_stand_in"
Answers = Callable[[Feature], Any]


class Row:
    """A row of a subject. `columns(name)` gives a column's value, `answers(feature)` a feature's."""

    def __init__(self, subject: Subject, columns: Callable[[str], Any], answers: Answers) -> None:
        self._subject, self._columns, self._answers = subject, columns, answers

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return self._columns(name)

    def __getitem__(self, asked: Feature | str) -> Any:
        return self._columns(asked) if isinstance(asked, str) else self._answers(asked)

    @property
    def of(self) -> "Row":
        if self._subject.of is None:
            raise AttributeError(f"{self._subject.table} belongs to nobody")
        return Row(self._subject.of, lambda name: self._columns(OWNER + name), self._answers)


def subject_table(subject: Subject, tables: Mapping[str, Any]) -> Any:
    table = tables[subject.table]
    return table if subject.where is None else table.filter(subject.where(table))


def with_owner(subject: Subject, tables: Mapping[str, Any], rows: Any, only: Container[str] | None = None) -> Any:
    """The rows with their owner's columns beside them, those of its own owner included, each under a prefix; `only` those named."""
    if subject.of is None:
        return rows
    owner = owner_columns(subject, tables)
    if only is not None:
        owner = owner.select([name for name in owner.columns if name in only or name == OWNER + subject.of.key[0]])
    return rows.inner_join(owner, [(subject.link, OWNER + subject.of.key[0])])


def owner_columns(subject: Subject, tables: Mapping[str, Any]) -> Any:
    """The owner's table with every column under the prefix."""
    assert subject.of
    owner = with_owner(subject.of, tables, subject_table(subject.of, tables))
    return owner.select(**{OWNER + name: owner[name] for name in owner.columns})


@lru_cache(maxsize=4096)
def stand_in(name: str, dtype: Any) -> Any:
    """A column that only has a name and a type: what a function is given when it is asked which features it needs."""
    return ibis.table({name: dtype}, name=STAND_IN)[name]


def stratum(subject: Subject, name: str, row: Row, period: Any) -> Any:
    """The stratum's value of a row: the subject's own, or its owner's."""
    if name in subject.strata:
        return subject.strata[name](row, period)
    if subject.of is None:
        raise ValueError(f"{name} is no stratum of {subject.table}")
    return stratum(subject.of, name, row.of, period)
