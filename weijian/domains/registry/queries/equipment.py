"""Which large machines an institution has on a day."""

from datetime import date

from weijian.domains.registry.models import Equipment as Equipment
from weijian.domains.registry.models import Institution
from weijian.domains.registry.queries.institutions import in_force
from weijian.kernel.valuesets import EQUIPMENT_KIND


def equipment_of(institution: Institution, on: date) -> list[Equipment]:
    return list(in_force(institution.equipment.all(), on).select_related("campus").order_by("kind", "code"))


def equipment_label(kind: str) -> str:
    """The Chinese label of its kind; codes from elsewhere are shown as they are."""
    return EQUIPMENT_KIND.label_of(kind) if kind in EQUIPMENT_KIND else kind
