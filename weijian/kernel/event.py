"""What has happened: the words in which one room tells the others, and the audit trail tells the auditor."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class Subject:
    """The thing an event is about: `kind` is a glossary word (`Resident`), `key` its primary key or code."""

    kind: str
    key: str


@dataclass(frozen=True)
class Event:
    """Base of every event. Facts are plain values (str, int, float, bool, date, list, dict of them).

    `sentence` is the Chinese line shown in a history, with `{fact}` placeholders. Facts never hold an identity
    number, a telephone number or a name of a resident: they hold keys.
    """

    sentence: ClassVar[str] = ""

    def subject(self) -> Subject | None:
        return None
