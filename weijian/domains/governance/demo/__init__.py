"""The demo county's reports, figures, targets, dispatch and work reports, by this room's own actions."""

from datetime import datetime

from weijian.domains.governance.demo import dispatch, figures, writing
from weijian.domains.registry.demo.county import County
from weijian.domains.registry.demo.rows import Tell, silent
from weijian.kernel.standing import Standing

__all__ = ["add"]


def add(county: County, *, by: Standing, at: datetime, tell: Tell = silent) -> None:
    """Reports read, figures and targets; then weeks of dispatch, and a half-year report that is being written."""
    figures.add(county, by=by, at=at, tell=tell)
    dispatch.add(by=by, at=at)
    writing.add(by=by, at=at)
