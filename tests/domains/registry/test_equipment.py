"""Large equipment: entered one by one or by a sheet, shown with its institution, never beyond an officer's reach."""

from datetime import date

import pytest

from tests.people import AT, CLOUD_CENTRE, HOSPITAL, Cast
from weijian.domains.registry.models import Equipment
from weijian.foundation.catalogue import actions
from weijian.foundation.catalogue.registers import known
from weijian.foundation.people.access import Forbidden
from weijian.kernel.refusal import Refusals
from weijian.kernel.standing import the_house

BY = the_house("test")


def cells(**changes: object) -> dict[str, object]:
    return {"code": "E1", "institution": HOSPITAL, "kind": "PET/CT", "name": "PET/CT", "licence": "乙42001", "from_on": "2024-01-01", "shared": "是"} | changes


def test_a_machine_is_entered_with_its_licence_and_shown_with_its_institution(people: Cast) -> None:
    made = actions.add_entry(known()["equipment"], cells(price_fen="2380000000"), by=BY, at=AT)
    assert isinstance(made, Equipment)
    assert (made.kind, made.price_fen, made.shared) == ("B2", 2_380_000_000, True)
    page = f"/institutions/{people.institutions[HOSPITAL].pk}/"
    shown = people.nurse_zhang.browser().get(page).content.decode()
    assert "乙42001" in shown
    assert "乙类：X线正电子发射断层扫描仪" in shown
    assert "/registers/equipment/" in shown
    assert "/registers/equipment/" not in people.doctor_li.browser().get(page).content.decode(), "who may not open registers is shown no way there"
    assert people.nurse_zhang.program().get(page).json()["equipment"][0]["code"] == "E1"
    assert "乙42001" in people.nurse_zhang.browser().get(f"{page}sheet/").content.decode()


def test_a_machine_that_has_ended_is_no_longer_shown(people: Cast) -> None:
    actions.add_entry(known()["equipment"], cells(ends_on="2025-01-01"), by=BY, at=AT)
    assert people.nurse_zhang.program().get(f"/institutions/{people.institutions[HOSPITAL].pk}/").json()["equipment"] == []


@pytest.mark.parametrize(("typed", "fault"), [
    ({"licence": ""}, ("配置许可证号", "REG-240")),
    ({"kind": "没有这种设备"}, ("设备类别", "KER-70")),
    ({"price_fen": "-1"}, ("购置价格（分）", "CAT-19")),
    ({"price_fen": "很贵"}, ("购置价格（分）", "CAT-13")),
    ({"ends_on": "2023-12-31"}, ("停用日期", "CAT-08")),
    ({"campus": f"{CLOUD_CENTRE}/云岭乡卫生院"}, ("院区", "REG-241")),
    ({"institution": "H9999"}, ("机构", "CAT-17")),
])
def test_what_is_wrong_is_said_at_its_column(people: Cast, typed: dict[str, object], fault: tuple[str, str]) -> None:
    campus = people.institutions[CLOUD_CENTRE].campuses.get()
    campus.name = "云岭乡卫生院"
    campus.save()
    with pytest.raises(Refusals) as caught:
        actions.add_entry(known()["equipment"], cells(**typed), by=BY, at=AT)
    assert [(f.column, f.refusal.code) for f in caught.value.faults] == [fault]
    assert not Equipment.objects.exists()


def test_one_licence_is_of_one_machine(people: Cast) -> None:
    actions.add_entry(known()["equipment"], cells(), by=BY, at=AT)
    with pytest.raises(Refusals) as caught:
        actions.add_entry(known()["equipment"], cells(code="E2"), by=BY, at=AT)
    assert [f.refusal.code for f in caught.value.faults] == ["REG-242"]
    actions.add_entry(known()["equipment"], cells(code="E3", kind="CT", licence=""), by=BY, at=AT)
    actions.add_entry(known()["equipment"], cells(code="E4", kind="CT", licence=""), by=BY, at=AT)


def test_a_nurse_enters_no_machine(people: Cast) -> None:
    with pytest.raises((Forbidden, Refusals)):
        actions.add_entry(known()["equipment"], cells(), by=people.nurse_zhang.standing(), at=AT)
    assert not Equipment.objects.exists()


def test_a_machine_is_retired_on_its_last_day(people: Cast) -> None:
    made = actions.add_entry(known()["equipment"], cells(), by=BY, at=AT)
    actions.retire_entry(known()["equipment"], made.pk, date(2026, 12, 31), "更新换代", by=BY, at=AT)
    assert Equipment.objects.get().ends_on == date(2026, 12, 31)
