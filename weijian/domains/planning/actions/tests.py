"""What a third party measured, point by point: the test's own numbers follow the points."""

from datetime import datetime

from django.db import transaction

from weijian.domains.planning.events import PointMeasured
from weijian.domains.planning.models import MeasuredPoint, ProjectTest
from weijian.domains.planning.queries.projects import project_held
from weijian.domains.planning.rules.parts import Measured, Measuring, passes, refusal_to_measure
from weijian.foundation.happenings.trail import record
from weijian.kernel.refusal import must
from weijian.kernel.standing import Standing


@transaction.atomic
def enter_point(test: ProjectTest, point: str, value: float, *, by: Standing, at: datetime) -> MeasuredPoint:
    """One point's value; said again, it is put right. How many points there are and how many fail is counted anew."""
    project_held(test.milestone.project, by)
    held = ProjectTest.objects.select_for_update().get(pk=test.pk)
    must(refusal_to_measure(Measuring(held.least, held.most, value)))
    made, _ = MeasuredPoint.objects.update_or_create(test=held, point=point.strip(), defaults={"value": value})
    verdicts = [passes(Measured(one, held.least, held.most)) for one in held.measured.values_list("value", flat=True)]
    held.points, held.failed = max(held.points, len(verdicts)), verdicts.count(False)
    held.save(update_fields=["points", "failed"])
    good = passes(Measured(value, held.least, held.most))
    record(PointMeasured(test.milestone.project_id, held.item, made.point, value, held.unit, "合格" if good else "不合格"), by=by, at=at)
    return made
