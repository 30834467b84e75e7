"""The cast itself stands, on either database."""

from tests.people import AT, FAR_HILL, Cast
from weijian.domains.registry.models import Resident


def test_the_cast_stands_in_its_county(people: Cast) -> None:
    assert Resident.objects.get(pk=people.wang_guilan.pk).village == people.places[FAR_HILL]
    assert people.standing(people.doctor_li).reaches("registry.resident.read", FAR_HILL)
    assert not people.standing(people.outsider).may("home")
    assert AT.tzinfo is not None
