"""The workforce room's door for its neighbours."""

from weijian.domains.workforce.queries import licences_due, practitioners, staff_by_category
from weijian.domains.workforce.visibility import practitioners_seen

__all__ = ["licences_due", "practitioners", "practitioners_seen", "staff_by_category"]
