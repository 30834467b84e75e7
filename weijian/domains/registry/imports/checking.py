"""The first pass: every row is looked at, what is sound is put by on the disk (numbers sealed), nothing is written."""

import hashlib
import pickle
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BufferedRandom
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from weijian.domains.registry.imports import refusals as said
from weijian.domains.registry.imports.lines import Desk, Person, Village, Wrong, packed, unpacked
from weijian.domains.registry.imports.onfile import Change, OnFile, Sorted
from weijian.domains.registry.imports.pool import looked_at
from weijian.domains.registry.imports.sheet import RESIDENTS, TITLE_OF
from weijian.domains.registry.imports.twice import SeenOnce
from weijian.domains.registry.models import Institution, Place, PlaceLevel
from weijian.domains.registry.permissions import refusal_to_write_in
from weijian.interop.sheets.faults import FaultList
from weijian.interop.sheets.reading import Reading, open_sheet
from weijian.interop.sheets.refusals import NO_ROWS
from weijian.kernel.dates import local_day
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import Standing

IMPORT = "registry.resident.import"


class Watch(NamedTuple):
    """Told how far the work is; may raise to end it."""

    tell: Callable[[str, int, int], None]


UNWATCHED = Watch(lambda words, done, total: None)


@dataclass
class Spool:
    """Batches put by in a file without a name: it is gone when its process is, however it ends."""

    file: BufferedRandom

    @classmethod
    @contextmanager
    def new(cls) -> Iterator["Spool"]:
        folder = Path(settings.WEIJIAN_DATA) / "spool"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder) as file:
            yield cls(file)

    def put(self, new: list[Person], changes: list[Change]) -> None:
        pickle.dump((packed(new), changes), self.file, protocol=5)

    def batches(self) -> Iterator[tuple[list[Person], list[Change]]]:
        self.file.seek(0)
        while self.file.peek(1):
            new, changes = pickle.load(self.file)  # noqa: S301  # written by this process a moment ago, into a file nobody else can open
            yield unpacked(new), changes


@dataclass
class Checked:
    """What the first pass found."""

    sha256: str
    spool: Spool
    faults: FaultList
    rows: int = 0
    new: int = 0
    changed: int = 0
    new_by_village: Counter[int] = field(default_factory=Counter)

    @property
    def left_out(self) -> int:
        return len(self.faults.rows)

    @property
    def unchanged(self) -> int:
        return self.rows - self.new - self.changed - self.left_out


def check(path: Path, spool: Spool, *, by: Standing, at: datetime, watch: Watch = UNWATCHED, processes: int | None = None) -> Checked:
    """Look through the whole file. Raises a Refusal when the file itself cannot be read."""
    reading = open_sheet(path, RESIDENTS)
    desk = desk_for(by, at)
    checked, total = Checked(_sha256(path), spool, FaultList()), reading.expected
    on_file, pass_ = OnFile(desk, by, at), _Pass(checked)
    for count, people, wrong in looked_at(desk, reading.rows(), processes=processes):
        checked.rows += count
        pass_.take(people, wrong, on_file.sorted(people))
        watch.tell("检查", checked.rows, max(total, checked.rows))
    if not checked.rows:
        raise Refusal(NO_ROWS)
    pass_.end()
    return checked


def desk_for(by: Standing, at: datetime) -> Desk:
    on = local_day(at)
    villages = {
        v.code: Village(v.pk, v.name, v.ends_on is None or v.ends_on > on, refusal_to_write_in(by, v.name, v.code, IMPORT) is None, bool(v.record_segment))
        for v in Place.objects.filter(level=PlaceLevel.VILLAGE).order_by("from_on").only("pk", "code", "name", "ends_on", "record_segment")
    }
    return Desk(on, villages, dict(Institution.objects.values_list("code", "pk")))


class _Pass:
    """The first pass as it goes: sound rows to the spool, faults to the list, keys remembered."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.documents, self.keys = SeenOnce(), SeenOnce()
        self.households: dict[str, int] = {}
        self.village_of_new: dict[int, int] = {}

    def take(self, people: list[Person], wrong: list[Wrong], found: Sorted) -> None:
        faults = self.checked.faults
        for w in wrong:
            faults.add(Refusal(w.wording, **w.facts), w.row, w.column or None, w.shown)
        for person, key, refusal in found.wrong:
            faults.add(refusal, person.row, TITLE_OF[key])
        for person in people:
            self._remember(person)
        self.checked.spool.put(found.new, found.changes)
        self.checked.new += len(found.new)
        self.checked.changed += len(found.changes)
        self.checked.new_by_village.update(p.village_id for p in found.new)

    def _remember(self, person: Person) -> None:
        if person.document_index:
            self.documents.add(person.row, person.document_kind, person.document_index)
        if person.client_key:
            self.keys.add(person.row, "key", person.client_key.encode())
        if person.household_code and self.households.setdefault(person.household_code, person.village_id) != person.village_id:
            self.checked.faults.add(Refusal(said.HOUSEHOLD_ELSEWHERE, household=person.household_code), person.row, TITLE_OF["household_code"])

    def end(self) -> None:
        """Rows that stand twice are left out, all but the first."""
        for seen, key, wording in ((self.documents, "document_number", said.TWICE_IN_FILE), (self.keys, "client_key", said.KEY_TWICE_IN_FILE)):
            for row, first in seen.doubles():
                self.checked.faults.add(Refusal(wording, first=first), row, TITLE_OF[key])
        if self.checked.faults.rows:
            self._count_again()

    def _count_again(self) -> None:
        checked, left_out = self.checked, self.checked.faults.rows
        checked.new = checked.changed = 0
        checked.new_by_village.clear()
        for new, changes in checked.spool.batches():
            kept = [p.village_id for p in new if p.row not in left_out]
            checked.new += len(kept)
            checked.new_by_village.update(kept)
            checked.changed += sum(c.person.row not in left_out for c in changes)


def faulty_rows(path: Path, faults: FaultList) -> Iterator[list[str]]:
    """The rows that were left out as they stood, each with what is wrong with it, for a sheet to correct and hand in again."""
    reasons: dict[int, list[str]] = {}
    for fault in faults.in_order():
        reasons.setdefault(fault.row or 0, []).append(f"{fault.column or ''}：{fault.refusal.sentence}{fault.refusal.remedy}")
    reading: Reading = open_sheet(path, RESIDENTS)
    for row, texts in reading.rows():
        if row in faults.rows:
            yield [*texts[: len(RESIDENTS.columns)], str(row), "；".join(reasons.get(row, ["错误较多，未逐条列出"]))]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
