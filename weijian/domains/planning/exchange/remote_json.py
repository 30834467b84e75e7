"""Remote services by county for a program."""

from typing import Any

from weijian.domains.planning.queries.remote import Reach, Remote


def _reach(one: Reach) -> dict[str, Any]:
    return {
        "places": one.places, "reached": one.reached, "share": one.share, "people": one.people, "people_reached": one.people_reached,
        "people_share": one.people_share,
        "without": [{"place": w.code, "name": w.name, "people": w.people, "institutions": w.idle} for w in one.without],
    }


def remote_told(found: Remote) -> dict[str, Any]:
    """The table's numbers; `before` is a year earlier."""
    return {
        "on": found.on, "before": found.before, "words": found.words,
        "counties": [
            {"place": one.code, "name": one.name, "townships": _reach(one.townships), "villages": _reach(one.villages),
             "townships_before": one.townships_before.share, "villages_before": one.villages_before.share} for one in found.lines
        ],
    }
