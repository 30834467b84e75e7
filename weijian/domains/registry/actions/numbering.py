"""Giving out record numbers, inside whatever transaction registers the residents."""

from django.db.models import F

from weijian.domains.registry import refusals as say
from weijian.domains.registry.models import Place, RecordSequence
from weijian.kernel.places import compose_record_number
from weijian.kernel.refusal import Refusal


def next_record_numbers(village: Place, count: int) -> list[str]:
    """The next numbers of the village's segment, given once and never again. Needs the transaction it is called in.

    The row is locked by its own update, so that two clerks never draw one number. Refuses a village without a segment.
    """
    township = village.parent
    if not village.record_segment or township is None:
        raise Refusal(say.SEGMENT_MISSING, place=village.name)
    prefix = f"{township.code[:9]}{village.record_segment}"
    RecordSequence.objects.get_or_create(prefix=prefix)
    RecordSequence.objects.filter(prefix=prefix).update(last=F("last") + count)
    last = RecordSequence.objects.values_list("last", flat=True).get(prefix=prefix)
    return [compose_record_number(prefix[:6], prefix[6:9], prefix[9:], n) for n in range(last - count + 1, last + 1)]


