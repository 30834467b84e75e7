"""What the tags of an OpenStreetMap way or barrier allow: who may travel there, and in which directions.

After the wiki's access restrictions and one-way rules (https://wiki.openstreetmap.org/wiki/Key:access, Key:oneway).
Roads marked private are closed to all, as in the common routers' default profiles.
"""

from collections.abc import Callable, Mapping

Tag = Callable[[str], str | None]

WALK, E_BIKE, CAR = 1, 2, 4
MODES: Mapping[str, int] = {"walk": WALK, "e-bike": E_BIKE, "car": CAR}

ALL = WALK | E_BIKE | CAR
CLASSES: Mapping[str, int] = {  # highway class -> modes that may use it unless a tag says otherwise
    "motorway": CAR, "motorway_link": CAR,
    "trunk": ALL, "trunk_link": ALL, "primary": ALL, "primary_link": ALL, "secondary": ALL, "secondary_link": ALL,
    "tertiary": ALL, "tertiary_link": ALL, "unclassified": ALL, "residential": ALL, "living_street": ALL,
    "service": ALL, "track": ALL, "road": ALL,
    "cycleway": WALK | E_BIKE,
    "pedestrian": WALK, "footway": WALK, "path": WALK, "steps": WALK, "bridleway": WALK, "corridor": WALK, "platform": WALK,
    "ferry": ALL,
}
BARRIERS: Mapping[str, int] = {  # what stands on a node -> modes that get past it unless a tag says otherwise; others stop nobody
    "bollard": WALK | E_BIKE, "block": WALK | E_BIKE, "cycle_barrier": WALK | E_BIKE, "jersey_barrier": WALK | E_BIKE, "log": WALK, "chain": WALK | E_BIKE,
    "kissing_gate": WALK, "stile": WALK, "turnstile": WALK, "full-height_turnstile": WALK, "horse_stile": WALK, "motorcycle_barrier": WALK,
    "debris": WALK, "wall": 0, "fence": 0, "hedge": 0, "ditch": 0, "rope": WALK | E_BIKE,
}
CLOSED = {"no", "private", "agricultural", "forestry", "delivery", "emergency", "military"}
OPEN = {"yes", "designated", "permissive", "destination", "official", "public", "customers"}
SPECIFIC: Mapping[int, tuple[str, ...]] = {  # the later tag is the more specific one
    WALK: ("access", "foot"),
    E_BIKE: ("access", "vehicle", "bicycle"),
    CAR: ("access", "vehicle", "motor_vehicle", "motorcar"),
}
PUSHED = {"no", "dismount"}
FORWARD, BACKWARD = {"yes", "true", "1"}, {"-1", "reverse"}


def class_of(tag: Tag) -> str:
    """Its highway class; of a ferry line "ferry", of anything else ""."""
    highway = tag("highway") or ""
    if highway in CLASSES:
        return highway
    return "ferry" if not highway and tag("route") == "ferry" else ""


def modes_past(tag: Tag) -> int:
    """The modes that get past a barrier that stands on a node of a road."""
    past = BARRIERS.get(tag("barrier") or "", ALL)
    return sum(mode for mode in MODES.values() if _may(mode, bool(past & mode), tag))


def modes_each_way(tag: Tag) -> tuple[int, int]:
    """The modes that may travel along the way as drawn, and against it; (0, 0) when it is no road for anyone."""
    usable = _usable(tag)
    if not usable:
        return 0, 0
    along = against = usable
    if _runs(tag) == "along":
        against &= ~_bound(tag)
    elif _runs(tag) == "against":
        along &= ~_bound(tag)
    return along, against


def _usable(tag: Tag) -> int:
    by_class = CLASSES.get(class_of(tag))
    if by_class is None or (tag("area") == "yes" and tag("highway") not in ("pedestrian", "platform")):
        return 0
    return sum(mode for mode in MODES.values() if _may(mode, bool(by_class & mode), tag))


def _may(mode: int, may: bool, tag: Tag) -> bool:
    for key in SPECIFIC[mode]:
        value = tag(key)
        if value in CLOSED or (key == "bicycle" and value in PUSHED):
            may = False
        elif value in OPEN and key != "access":  # access=yes opens a road to nobody its class keeps out
            may = True
    return may


def _runs(tag: Tag) -> str:
    oneway = tag("oneway")
    if oneway in BACKWARD:
        return "against"
    if oneway in FORWARD or (oneway is None and (tag("junction") in ("roundabout", "circular") or tag("highway") == "motorway")):
        return "along"
    return "both"


def _bound(tag: Tag) -> int:
    """The modes a one-way rule binds: never those on foot unless it says so; cycles unless exempted."""
    bound = CAR
    if tag("oneway:bicycle") != "no" and not (tag("cycleway") or "").startswith("opposite"):
        bound |= E_BIKE
    if tag("oneway:foot") in FORWARD:
        bound |= WALK
    return bound
