"""The published population as a denominator: by whose count, of which year, at which level.

Lake table `population`: place_code, township_code, county_code, level, year, source, stratum, people. Source: rulebook 00 (常住人口 comes
from the statistics bureau and differs from the number of registered persons; label which was used).
"""

from collections.abc import Callable
from typing import Any

import ibis

from weijian.engines.indicators.dated import holds_on
from weijian.engines.indicators.definition import Subject, column
from weijian.engines.indicators.period import Period

TABLE = "population_held"
PUBLISHED = Subject(TABLE, key=("population_id",), link="place_code", strata={"county": column("county_code"), "township": column("township_code")})


def population_held(population: Any) -> Any:
    """Each count with the year of the next one of the same place, source and stratum; of each county only its finest level is kept,
    so that a sum over townships and the county's own number are never added together."""
    alike = ibis.window(group_by=["county_code", "source", "stratum"])
    levelled = population.mutate(finest=population.level.max().over(alike))
    finest = levelled.filter(levelled.level == levelled.finest)
    named = finest.mutate(since=ibis.date(finest.year, 12, 31))
    following = named.since.lead().over(ibis.window(group_by=["place_code", "source", "stratum"], order_by="since"))
    return named.mutate(next_on=following)


def people_counted(source: str, stratum: str = "all") -> Callable[[Any, Period], Any]:
    """A denominator: the people of the latest year-end published by the day the population is counted on."""

    def people(row: Any, period: Period) -> Any:
        counted = holds_on(row, ibis.literal(period.population_on), since="since") & (row.source == source) & (row.stratum == stratum)
        return ibis.ifelse(counted.fill_null(False), row.people, ibis.null("int64"))

    return people
