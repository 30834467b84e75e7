"""Which events there are, and which of them are readings."""

from weijian.kernel.event import Event


def event_types() -> dict[str, type[Event]]:
    """Every event of every room, by name."""
    found: dict[str, type[Event]] = {}
    waiting = [Event]
    while waiting:
        event = waiting.pop()
        found[event.__name__] = event
        waiting.extend(event.__subclasses__())
    return found


def reading_kinds() -> list[str]:
    """Kinds of events that are somebody reading somebody's record: their names end so."""
    return sorted(name for name in event_types() if name.endswith(("Read", "Revealed")) or name == "GlassBroken")
