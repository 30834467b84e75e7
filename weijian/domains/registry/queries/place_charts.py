"""What a division's page draws: its people by whose count over the years, and the ages of those on file."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Case, Count, IntegerField, QuerySet, Value, When
from django.utils.translation import gettext as _

from weijian.domains.registry.models import Place, PlaceLevel, Residence, Resident
from weijian.domains.registry.queries.places import Denominator
from weijian.domains.registry.visibility import under
from weijian.kernel.dates import add_months
from weijian.shell.charts import Chart, lines, pyramid

MOST_ON_FILE = 60_000
BAND_YEARS, OLDEST_BAND = 5, 85
AGES = [f"{a}–{a + BAND_YEARS - 1}" for a in range(0, OLDEST_BAND, BAND_YEARS)] + [f"{OLDEST_BAND}+"]


def people_over_years(place: Place, counts: Sequence[Denominator]) -> Chart | None:
    """One line for every source; a year a source did not count stays a gap. Nothing when there is but one year."""
    whole = [c for c in counts if c.stratum == "all"]
    years = sorted({c.year for c in whole})
    if len(years) < 2:
        return None
    found = {(c.source_label, c.year): c.people for c in whole}
    sources = dict.fromkeys(c.source_label for c in whole)
    series: dict[str, Sequence[float | None]] = {_(label): [found.get((label, year)) for year in years] for label in sources}
    said = {"place": place.name, "first": years[0], "last": years[-1], "sources": len(series)}
    return lines(_("%(place)s%(first)s—%(last)s年各来源人口数，共%(sources)s个来源。") % said, [str(y) for y in years], series, unit=_("人"))


def too_many_to_draw(place: Place) -> bool:
    return _on_file(place).order_by().values("pk")[: MOST_ON_FILE + 1].count() > MOST_ON_FILE


def ages_on_file(place: Place, on: date) -> Chart | None:
    """Residents on file by five years of age and sex, in one pass; nothing where nobody's age and sex are known."""
    rows = _on_file(place).filter(sex_code__in=("1", "2"), born_on__lte=on).annotate(band=_band(on)).values_list("band", "sex_code")
    counted = {(band, sex): n for band, sex, n in rows.order_by().annotate(n=Count("pk"))}
    men, women = ([counted.get((band, sex), 0) for band in range(len(AGES))] for sex in ("1", "2"))
    if not counted:
        return None
    said = {"place": place.name, "people": f"{sum(men) + sum(women):,}", "men": f"{sum(men):,}", "women": f"{sum(women):,}"}
    sentence = _("%(place)s在册且已知年龄、性别的居民%(people)s人：男%(men)s人，女%(women)s人。") % said
    return pyramid(sentence, AGES, men, women, men_word=_("男"), women_word=_("女"))


def _on_file(place: Place) -> "QuerySet[Resident]":
    villages = Place.objects.filter(under([place.code]), level=PlaceLevel.VILLAGE).values_list("pk", flat=True)
    return Resident.objects.filter(village_id__in=list(villages), residence=Residence.LIVING_HERE)


def _band(on: date) -> Case:
    """The youngest band whose first birthday beyond it has not come yet."""
    bands = range(len(AGES) - 1)
    younger = [When(born_on__gt=add_months(on, -12 * BAND_YEARS * (band + 1)), then=Value(band)) for band in bands]
    return Case(*younger, default=Value(len(AGES) - 1), output_field=IntegerField())
