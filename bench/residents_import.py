"""One million residents from a .csv into an empty installation, beside saving them one by one through the ORM.

    python -m bench residents_import [rows]

The peer saves each row as an import library for Django does by default: clean, save the resident, save the document. It runs on few
rows, and its rate is what is compared; its time for the whole file is reckoned from that and said to be.
"""

import csv
import os
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

from bench.common import Measured, measured
from bench.sidebyside import into_page, machine, table
from weijian.kernel.identity import check_character

ROWS, PEER_ROWS, TOWNS, VILLAGES = 1_000_000, 5_000, 20, 30
SURNAMES, GIVEN = "王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀英霞平刚桂兰文辉"
HEADINGS = (
    "姓名", "性别", "出生日期", "证件号码", "联系电话", "无电话原因", "居住村代码", "详细住址", "户编号", "与户主关系", "民族", "婚姻状况", "文化程度", "人群",
    "人群认定来源",
)
NOTE = (
    "One run. Every row is checked by the rules of a single registration, its number and telephone sealed (AES-GCM) and indexed (HMAC); all rows are one "
    "transaction. The peer does for each row what an import library for Django does by default: look up, clean, save twice."
)
RELATIONS = ("户主", "配偶", "子")


def village_code(n: int) -> str:
    return f"429921{101 + n // VILLAGES % TOWNS:03d}{201 + n % VILLAGES}"


def write_sheet(path: Path, rows: int) -> None:
    """The same rows every time; villages in no order, as offices hand them in."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(HEADINGS)
        writer.writerows(row(n) for n in range(rows))


def row(n: int) -> tuple[str, ...]:
    born_on = date(1935, 1, 1) + timedelta(days=n * 7919 % 32_000)
    first17 = f"{429_001 + n // 32_000 % 99:06d}{born_on:%Y%m%d}{n // 32_000 % 999:03d}"
    household = n // 3
    village = village_code(household * 17)
    name = SURNAMES[n % 20] + GIVEN[n // 20 % 26] + GIVEN[n // 520 % 26]
    disabled = n % 25 == 0
    return (
        name, "男" if int(first17[16]) % 2 else "女", born_on.isoformat(), first17 + check_character(first17),
        f"13{n * 7 % 1_000_000_000:09d}" if n % 4 else "", "" if n % 4 else "未询问", village, f"{n % 12 + 1}组{household % 90 + 1}号",
        f"{village}{household:07d}", RELATIONS[n % 3], "汉族", "已婚" if n % 2 else "未婚", "", "残疾人 2024-05-01" if disabled else "",
        "县残联名册" if disabled else "",
    )


def main(rows: int = ROWS) -> None:
    with tempfile.TemporaryDirectory(prefix="weijian-bench-") as folder:
        home = Path(folder)
        write_sheet(home / "residents.csv", rows)
        ours, again, peer = _ours(home, rows), _again(home), _peer(home)
    reckoned = f"reckoned {peer.seconds * rows / PEER_ROWS:,.0f}"
    lines = [
        ("`weijian sheet import`, first time", f"{rows:,}", *_figures(rows, ours)),
        ("`weijian sheet import`, the same file again: nothing changes", f"{rows:,}", *_figures(rows, again)),
        (f"row by row through the ORM (measured on {PEER_ROWS:,}; the whole file {reckoned} s)", f"{PEER_ROWS:,}", *_figures(PEER_ROWS, peer)),
    ]
    shown = table(("embedded database, .csv to commit", "rows", "seconds", "CPU seconds", "rows/s", "peak of all processes, MiB"), lines)
    body = f"## Residents from a sheet\n\n{machine()}\n\n{shown}\n\n{NOTE}\n"
    print(body)
    if rows == ROWS:
        into_page("residents_import", body)


def _figures(rows: int, found: Measured) -> tuple[str, ...]:
    return f"{found.seconds:,.1f}", f"{found.cpu_seconds:,.1f}", f"{rows / found.seconds:,.0f}", f"{found.peak_mib:,.0f}"


def _ours(home: Path, rows: int) -> Measured:
    _stand_up(home / "ours")
    return measured(_weijian(home / "ours", home))


def _again(home: Path) -> Measured:
    return measured(_weijian(home / "ours", home))


def _weijian(data: Path, home: Path) -> list[str]:
    return [sys.executable, "-m", "weijian.cli", "sheet", "import", "residents", str(home / "residents.csv"), "--as", "clerk", "--json", "--data", str(data)]


def _peer(home: Path) -> Measured:
    _stand_up(home / "peer")
    return measured([sys.executable, "-m", "bench.residents_import", "peer", str(home / "residents.csv")], environment={"WEIJIAN_DATA": str(home / "peer")})


def _stand_up(data: Path) -> None:
    measured([sys.executable, "-m", "bench.residents_import", "stand-up"], environment={"WEIJIAN_DATA": str(data)})


# in processes of their own


def _django() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "weijian.project.settings"
    import django

    django.setup()


def stand_up() -> None:
    """An empty installation with six hundred villages and a clerk."""
    _django()
    from django.core.management import call_command

    from weijian.domains.registry.models import Place
    from weijian.foundation.people.models import Account, RoleGrant

    call_command("migrate", verbosity=0)
    long_ago = date(2020, 1, 1)
    for town in range(TOWNS):
        parent = Place.objects.create(code=f"429921{101 + town:03d}", name=f"{town + 1}镇", level=4, from_on=long_ago)
        Place.objects.bulk_create(
            Place(code=village_code(town * VILLAGES + v), name=f"{town + 1}镇{v + 1}村", level=5, parent=parent, record_segment=f"{101 + v}", from_on=long_ago)
            for v in range(VILLAGES)
        )
    clerk = Account.objects.create(username="clerk", display_name="录入员")
    RoleGrant.objects.create(account=clerk, role="data_clerk", from_on=long_ago)


def peer(path: Path) -> None:
    """Clean and save row by row in one transaction, as an import library for Django does."""
    _django()
    from django.db import transaction
    from django.utils.timezone import now

    from weijian.domains.registry.models import IdentityDocument, Place, Resident, index_of_document, index_of_phone

    villages, at = {p.code: p for p in Place.objects.all()}, now()
    with path.open(encoding="utf-8", newline="") as file, transaction.atomic():
        for n, cells in zip(range(PEER_ROWS), csv.DictReader(file), strict=False):
            index = index_of_document(cells["证件号码"])
            if IdentityDocument.objects.filter(number_index=index).exists():
                continue
            phone = cells["联系电话"]
            made = Resident(
                name=cells["姓名"], sex_code="1" if cells["性别"] == "男" else "2", born_on=date.fromisoformat(cells["出生日期"]),
                nation_code="01", marital_code="20", education_code="not_asked", blood_code="not_asked", phone=phone or None,
                phone_index=index_of_phone(phone) if phone else None, phone_absent="" if phone else "not_asked",
                village=villages[cells["居住村代码"]], address=cells["详细住址"], record_number=f"{n:017d}", created_at=at, updated_at=at,
            )
            made.full_clean(exclude={"phone"})
            made.save()
            IdentityDocument(resident=made, kind="01", number=cells["证件号码"], number_index=index).save()


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["stand-up"]:
            stand_up()
        case ["peer", path]:
            peer(Path(path))
        case _:
            main(*map(int, sys.argv[1:]))
