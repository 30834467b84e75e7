"""The calendar deadlines are reckoned by: the State Council's, with the county's own days."""

from datetime import date

from weijian.foundation.parameters.queries import setting
from weijian.foundation.parameters.values import as_date
from weijian.kernel.deadlines import ChineseWorkdays


def workdays(*, on: date, region_code: str = "") -> ChineseWorkdays:
    """Working days as they are known on `on`; a year nobody announced is refused, not guessed."""
    off, worked, years = (setting(f"calendar.{code}", on=on, region_code=region_code).value for code in ("local_days_off", "local_workdays", "entered_years"))
    extra = {as_date(d): False for d in off} | {as_date(d): True for d in worked}
    return ChineseWorkdays(extra, frozenset(int(y) for y in years))
