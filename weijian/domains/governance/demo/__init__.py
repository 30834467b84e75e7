"""The demo county's dispatch and reports, by this room's own actions."""

from datetime import datetime

from weijian.domains.governance.demo import dispatch, writing
from weijian.kernel.standing import Standing

__all__ = ["add"]


def add(*, by: Standing, at: datetime) -> None:
    """Weeks of dispatch, then a half-year report that is being written."""
    dispatch.add(by=by, at=at)
    writing.add(by=by, at=at)
