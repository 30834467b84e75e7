from datetime import UTC, date, datetime

import pytest

from weijian.foundation.happenings.models import Happening
from weijian.foundation.people import actions
from weijian.foundation.people.standing import standing_of
from weijian.kernel.refusal import Refusal
from weijian.kernel.standing import the_house

AT = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)
BY = the_house("test")

pytestmark = pytest.mark.django_db


def test_a_granted_role_gives_its_capabilities_from_its_first_day_on() -> None:
    account = actions.open_account("li", "李医生", "x", by=BY, at=AT)
    actions.grant_role(account, "village_doctor", place_code="429921101201", from_on=date(2026, 11, 2), by=BY, at=AT)
    assert not standing_of(account, on=date(2026, 11, 1)).may("registry.resident.read")
    assert standing_of(account, on=date(2026, 11, 2)).reaches("registry.resident.read", "429921101201")
    assert [h.kind for h in Happening.objects.order_by("pk")] == ["AccountOpened", "RoleGranted"]


def test_an_administrator_cannot_also_be_auditor() -> None:
    account = actions.open_account("wu", "吴管理", "x", by=BY, at=AT)
    actions.grant_role(account, "administrator", from_on=date(2026, 1, 1), by=BY, at=AT)
    with pytest.raises(Refusal, match="不得由同一人担任"):
        actions.grant_role(account, "auditor", from_on=date(2026, 1, 1), by=BY, at=AT)
