"""Residents as a sheet on its way out: masked as every page shows them, or in full as the import reads them."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from django.conf import settings
from django.db.models import QuerySet

from weijian.domains.registry.imports.sheet import RESIDENTS
from weijian.domains.registry.models import IdentityDocument, PopulationGroup, Resident
from weijian.domains.registry.queries.residents import MaskedResident, label_of, masked
from weijian.foundation.catalogue.models import ExportRequest
from weijian.foundation.disk import full_disk_refused
from weijian.interop.sheets.writing import write_csv, write_xlsx
from weijian.kernel.codes import Absent, ValueSet
from weijian.kernel.identity import IdentityKind, born_on_of, sex_code_of
from weijian.kernel.refusal import Refusal
from weijian.kernel.valuesets import ABO, EDUCATION, HOUSEHOLD_RELATION, MARITAL_STATUS, NATION, SEX

CHUNK = 2000
MASKED = {
    "name": "姓名", "sex": "性别", "birth_year": "出生年份", "identity_kind": "证件类型", "identity": "证件号码", "phone": "联系电话",
    "village_code": "居住村代码", "village": "居住村", "address": "住址", "managing": "管理机构", "stay_label": "状态",
}
Tell = Callable[[str, int, int], None]
GROUPS = {str(value): str(label) for value, label in PopulationGroup.choices}


def file_of(export_id: int, format: str) -> Path:
    folder = Path(settings.WEIJIAN_DATA) / "exports"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{export_id}.{format}"


def columns_of(unmasked: bool) -> list[str]:
    return [c.title for c in RESIDENTS.columns] if unmasked else list(MASKED.values())


def write(found: QuerySet[Resident], path: Path, format: str, *, unmasked: bool, on: date, total: int, tell: Tell) -> int:
    """Rows into a file only the platform may read; whole or not at all, in the memory of one chunk."""
    desk = path.with_name(f"{path.name}.writing")
    shutil.rmtree(desk, ignore_errors=True)
    desk.mkdir(mode=0o700)
    draft = desk / path.name
    try:
        with full_disk_refused():
            os.close(os.open(draft, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600))
            count = _written(_rows(found, unmasked, on, total, tell), draft, format, columns_of(unmasked))
            draft.chmod(0o600)
            draft.replace(path)
    finally:
        shutil.rmtree(desk, ignore_errors=True)
    return count


def _written(rows: Iterator[list[object]], path: Path, format: str, titles: list[str]) -> int:
    if format == "xlsx":
        return write_xlsx(path, "居民", titles, rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        return write_csv(file, titles, rows)


def _rows(found: QuerySet[Resident], unmasked: bool, on: date, total: int, tell: Tell) -> Iterator[list[object]]:
    done = last = 0
    if unmasked:
        found = found.select_related("household").prefetch_related("groups", "former_names", "documents__mother")
    while chunk := list(found.filter(pk__gt=last)[:CHUNK]):
        yield from (full_row(one) if unmasked else masked_row(masked(one, on=on)) for one in chunk)
        done, last = done + len(chunk), chunk[-1].pk
        tell("正在写出", done, max(total, done))


def masked_row(one: MaskedResident) -> list[object]:
    return [getattr(one, name) for name in MASKED]


def full_row(one: Resident) -> list[object]:
    """One line of the import's own sheet."""
    document = next(iter(one.documents_in_force), None)  # type: ignore[attr-defined]
    groups = sorted((g for g in one.groups.all() if g.ends_on is None), key=lambda g: g.pk)
    former = max(one.former_names.all(), key=lambda n: n.pk, default=None)
    told: dict[str, object] = {
        "name": one.name, "sex": _coded(SEX, one.sex_code), "born_on": one.born_on or "", "document_absent": "" if document else _absent(one.identity_absent),
        **_document(document, one), "phone": one.phone or "", "phone_absent": _absent(one.phone_absent), "village_code": one.village.code,
        "address": one.address, "household_code": one.household.code if one.household else "",
        "relation": _coded(HOUSEHOLD_RELATION, one.relation_code) if one.relation_code else "", "nation": _coded(NATION, one.nation_code),
        "marital": _coded(MARITAL_STATUS, one.marital_code), "education": _coded(EDUCATION, one.education_code), "blood": _coded(ABO, one.blood_code),
        "managing_code": one.managing.code if one.managing else "", "former_name": former.name if former else "",
        "groups": "；".join(f"{GROUPS[g.group]} {g.from_on}" for g in groups), "group_source": groups[0].source if groups else "",
        "client_key": one.client_key or "",
    }
    return [told.get(c.key, "") for c in RESIDENTS.columns]


def _document(document: IdentityDocument | None, one: Resident) -> dict[str, object]:
    if document is None:
        return {}
    kind, mother = IdentityKind(document.kind), document.mother
    told: dict[str, object] = {"document_kind": kind.label, "document_number": document.number}
    if kind in (IdentityKind.RESIDENT_ID, IdentityKind.RESIDENCE_PERMIT):
        differs = born_on_of(document.number) != one.born_on or sex_code_of(document.number) != one.sex_code
        told["checked"] = "是" if differs else ""
    if mother is not None:
        held = mother.documents.filter(kind=IdentityKind.RESIDENT_ID, ends_on__isnull=True).first()
        told["mother_number"] = held.number if held else ""
    return told


def _coded(values: ValueSet, code: str) -> str:
    """The label the import reads back as this code; an absence whose word the set itself uses is left blank, which changes nothing."""
    label = label_of(values, code)
    return label if code in values or isinstance(values.code_of(label), Refusal) else ""


def _absent(code: str) -> str:
    return Absent(code).label if code in set(Absent) else ""


def forget_expired(*, on: date) -> int:
    """Files past their day, or of no request in force, are deleted."""
    standing = {str(pk) for pk in ExportRequest.objects.filter(state="approved", until_on__gte=on).values_list("pk", flat=True)}
    gone = [path for path in file_of(0, "x").parent.iterdir() if path.name.split(".")[0] not in standing]
    for path in gone:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    return len(gone)
