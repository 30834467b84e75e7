"""A sheet's lines become shifts and checks by the room's own actions, one line one deed."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from weijian.domains.emergency import refusals as say
from weijian.domains.emergency.actions import vehicles as deeds
from weijian.domains.emergency.models import AmbulanceCheck, AmbulanceCrew
from weijian.foundation.catalogue.refusals import VALUE_MISSING
from weijian.kernel.refusal import Refusal, Wording
from weijian.kernel.standing import Standing

Values = Mapping[str, Any]


def enter_crew(held: AmbulanceCrew | None, said: Values, by: Standing, at: datetime) -> AmbulanceCrew | None:
    """A shift; one on file says the same."""
    if held is not None:
        _must_agree(held, said, say.CREW_ON_FILE, "ends_at", "doctor", "nurse", "driver")
        return None
    _needed(AmbulanceCrew, said, "ambulance", "starts_at", "ends_at", "driver")
    new = deeds.NewCrew(said["starts_at"], said["ends_at"], said.get("doctor"), said.get("nurse"), said["driver"])
    return deeds.put_on_shift(said["ambulance"], new, by=by, at=at)


def enter_check(held: AmbulanceCheck | None, said: Values, by: Standing, at: datetime) -> AmbulanceCheck | None:
    """A check; one on file says the same."""
    if held is not None:
        _must_agree(held, said, say.CHECK_ON_FILE, "checked_by", "failed")
        return None
    _needed(AmbulanceCheck, said, "ambulance", "checked_at", "checked_by")
    return deeds.check_ambulance(said["ambulance"], said["checked_at"], said["checked_by"], said.get("failed") or "", by=by, at=at)


def _must_agree(held: Any, said: Values, wording: Wording, *names: str) -> None:
    unlike = [name for name in names if said.get(name) not in (None, "", getattr(held, name))]
    if unlike:
        raise Refusal(wording, columns="、".join(str(held._meta.get_field(name).verbose_name) for name in unlike))


def _needed(model: Any, said: Values, *names: str) -> None:
    for name in names:
        if said.get(name) in (None, ""):
            raise Refusal(VALUE_MISSING, column=str(model._meta.get_field(name).verbose_name))
