"""Map specs for MapLibre, built here and drawn by map.js from our own vector data; nothing is fetched from outside.

Travel time is one colour from light to dark. Red, yellow and green are left to tiers and deadlines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

NEAR, MIDDLE, FAR, NEVER = "#c6dbef", "#6baed6", "#2171b5", "#3b0f5c"
BETWEEN = "#4292c6"
WATER_LINE, ROAD, ROAD_MAIN, EDGE = "#9db8cc", "#c3cad1", "#98a3ae", "#52606d"
FONTS = ["Noto Sans Regular"]
TOWNSHIP, VILLAGE = 4, 5
PLANS = ("#b4540a", "#6b2fa0")  # the first plan on a map, and the second
SECTORS = (MIDDLE, "#b08968", FAR, "#8c6bb1", NEVER)  # five kinds, none better than another
MAIN = ["motorway", "trunk", "primary", "secondary"]


@dataclass(frozen=True)
class Legend:
    colour: str
    words: str


@dataclass(frozen=True)
class Map:
    """One map: where it opens, its sources (addresses of GeoJSON), its layers, what a click asks, and which source is asked anew for the place."""

    label: str
    bounds: tuple[float, float, float, float]
    sources: Mapping[str, str]
    layers: Sequence[Mapping[str, Any]]
    legend: Sequence[Legend] = field(default_factory=tuple)
    here_url: str = ""
    here_target: str = ""
    here_source: str = ""

    def spec(self) -> dict[str, Any]:
        """What map.js reads: a MapLibre style (version 8) and our own few words beside it."""
        sources = {name: {"type": "geojson", "data": url} for name, url in self.sources.items()}
        background = {"id": "ground", "type": "background", "paint": {"background-color": "#f4f6f8"}}
        return {
            "label": self.label, "bounds": list(self.bounds), "here": self.here_url, "target": self.here_target, "area": self.here_source,
            "style": {"version": 8, "sources": sources, "layers": [background, *self.layers]},
        }


def roads_layers(source: str = "roads") -> list[dict[str, Any]]:
    """Roads as a quiet ground: great ones wider, footways only near."""
    return [
        {
            "id": "roads", "type": "line", "source": source, "minzoom": 9,
            "paint": {"line-color": ROAD, "line-width": ["interpolate", ["linear"], ["zoom"], 9, 0.3, 11, 0.5, 15, 2]},
        },
        {
            "id": "roads-main", "type": "line", "source": source, "filter": ["in", ["get", "class"], ["literal", MAIN]],
            "paint": {"line-color": ROAD_MAIN, "line-width": ["interpolate", ["linear"], ["zoom"], 8, 0.8, 15, 4]},
        },
    ]


def boundaries_layers(source: str = "boundaries") -> list[dict[str, Any]]:
    """County and township lines; villages' only near, and fainter."""
    village = ["==", ["get", "level"], VILLAGE]
    return [
        {
            "id": "villages", "type": "line", "source": source, "minzoom": 11, "filter": village,
            "paint": {"line-color": ROAD_MAIN, "line-width": 0.5, "line-dasharray": [2, 3]},
        },
        {
            "id": "boundaries", "type": "line", "source": source, "filter": ["!", village],
            "paint": {"line-color": EDGE, "line-width": ["match", ["get", "level"], TOWNSHIP, 0.8, 2], "line-dasharray": [3, 2]},
        },
    ]


def minutes_layers(minutes: float, source: str = "cells") -> list[dict[str, Any]]:
    """Cells of people, larger for more people; dark is beyond the limit, darkest cannot get there at all."""
    taken = ["to-number", ["get", "minutes"], -1]
    colour = ["case", ["==", ["get", "minutes"], None], NEVER, ["<=", taken, minutes / 2], NEAR, ["<=", taken, minutes], MIDDLE, FAR]
    people = ["max", ["to-number", ["get", "people"], 2], 1]
    size = [
        "interpolate", ["linear"], ["zoom"], 8, ["+", 1.2, ["min", ["^", people, 0.2], 3]],
        11, ["+", 1.5, ["min", ["^", people, 0.3], 8]], 14, ["+", 2, ["^", people, 0.45]],
    ]
    return [{
        "id": "cells", "type": "circle", "source": source,
        "paint": {"circle-color": colour, "circle-radius": size, "circle-opacity": 0.85, "circle-stroke-width": 0.5, "circle-stroke-color": "#ffffff"},
    }]


def campuses_layers(source: str = "campuses") -> list[dict[str, Any]]:
    """Institutions as white-rimmed dots of ink, those yet to come as ink-rimmed white ones; their names when there is room."""
    to_come = ["boolean", ["get", "planned"], False]
    return [
        {
            "id": "campuses", "type": "circle", "source": source,
            "paint": {
                "circle-color": ["case", to_come, "#ffffff", "#17212b"], "circle-radius": ["interpolate", ["linear"], ["zoom"], 8, 1.5, 11, 3.5, 14, 7],
                "circle-stroke-color": ["case", to_come, "#17212b", "#ffffff"], "circle-stroke-width": ["case", to_come, 2, 1],
            },
        },
        {
            "id": "campus-names", "type": "symbol", "source": source, "minzoom": 11.5,
            "layout": {
                "text-field": ["get", "name"], "text-font": FONTS, "text-size": 12, "text-anchor": "top", "text-offset": [0, 0.6], "text-optional": True,
            },
            "paint": {"text-color": "#17212b", "text-halo-color": "#ffffff", "text-halo-width": 1.5},
        },
    ]


def projects_layers(source: str = "projects") -> list[dict[str, Any]]:
    """Building works as rings with how much of them is done; what is over or given up is not drawn."""
    under_way = ["!", ["in", ["get", "state"], ["literal", ["commissioned", "cancelled"]]]]
    return [
        {
            "id": "projects", "type": "circle", "source": source, "filter": under_way,
            "paint": {"circle-color": "rgba(0,0,0,0)", "circle-radius": 11, "circle-stroke-color": "#b4540a", "circle-stroke-width": 2.5},
        },
        {
            "id": "project-names", "type": "symbol", "source": source, "minzoom": 10, "filter": under_way,
            "layout": {
                "text-field": ["concat", ["get", "name"], " ", ["to-string", ["get", "percent"]], "%"], "text-font": FONTS, "text-size": 12,
                "text-anchor": "bottom", "text-offset": [0, -1], "text-optional": True,
            },
            "paint": {"text-color": "#8a3f06", "text-halo-color": "#ffffff", "text-halo-width": 1.5},
        },
    ]


def area_layers(source: str = "area") -> list[dict[str, Any]]:
    """From where the chosen place is reached in time."""
    return [
        {"id": "area", "type": "fill", "source": source, "paint": {"fill-color": "#1b5e9e", "fill-opacity": 0.14}},
        {"id": "area-edge", "type": "line", "source": source, "paint": {"line-color": "#1b5e9e", "line-width": 1.5}},
    ]


def conditions_layers(source: str = "conditions") -> list[dict[str, Any]]:
    """Roads that are shut, red; slow, amber; with a broken edge."""
    colour = ["case", ["get", "shut"], "#b3261e", "#b4540a"]
    return [
        {"id": "conditions", "type": "fill", "source": source, "paint": {"fill-color": colour, "fill-opacity": 0.18}},
        {"id": "conditions-edge", "type": "line", "source": source, "paint": {"line-color": colour, "line-width": 2, "line-dasharray": [2, 1.5]}},
        {
            "id": "condition-names", "type": "symbol", "source": source, "minzoom": 10,
            "layout": {"text-field": ["get", "name"], "text-font": FONTS, "text-size": 12, "text-optional": True},
            "paint": {"text-color": colour, "text-halo-color": "#ffffff", "text-halo-width": 1.5},
        },
    ]


def roving_layers(source: str = "roving") -> list[dict[str, Any]]:
    """Roving clinics of the week as green rings with team, day and hours."""
    return [
        {
            "id": "roving", "type": "circle", "source": source,
            "paint": {"circle-color": "#ffffff", "circle-radius": 5, "circle-stroke-color": "#0b6e4f", "circle-stroke-width": 2.5},
        },
        {
            "id": "roving-names", "type": "symbol", "source": source, "minzoom": 11,
            "layout": {
                "text-field": ["get", "name"], "text-font": FONTS, "text-size": 11, "text-anchor": "top", "text-offset": [0, 0.7], "text-optional": True,
            },
            "paint": {"text-color": "#0b6e4f", "text-halo-color": "#ffffff", "text-halo-width": 1.5},
        },
    ]


def rates_layers(breaks: Sequence[float], source: str = "cells") -> list[dict[str, Any]]:
    """Cells by how much falls to each person, four steps between three breaks: dark is little, darkest nothing at all."""
    rate = ["to-number", ["get", "rate"], -1]
    low, middle, high = breaks
    colour = ["case", ["==", ["get", "rate"], None], NEVER, ["<", rate, low], FAR, ["<", rate, middle], BETWEEN, ["<", rate, high], MIDDLE, NEAR]
    return [{**minutes_layers(1, source)[0], "paint": {**minutes_layers(1, source)[0]["paint"], "circle-color": colour}}]


def rates_legend(words: Sequence[str]) -> list[Legend]:
    """`words`: below each break, above the last, out of reach."""
    return [Legend(colour, said) for colour, said in zip((FAR, BETWEEN, MIDDLE, NEAR, NEVER), words, strict=True)]


def reach_layers(source: str = "cells") -> list[dict[str, Any]]:
    """Cells within the radius, between its two values, beyond it."""
    colour = ["match", ["get", "reach"], "within", NEAR, "between", MIDDLE, NEVER]
    return [{**minutes_layers(1, source)[0], "paint": {**minutes_layers(1, source)[0]["paint"], "circle-color": colour}}]


def cover_layers(source: str = "cells") -> list[dict[str, Any]]:
    """Cells in time of two stations, of one, of none."""
    colour = ["match", ["get", "cover"], "twice", NEAR, "once", MIDDLE, NEVER]
    return [{**minutes_layers(1, source)[0], "paint": {**minutes_layers(1, source)[0]["paint"], "circle-color": colour}}]


def sectors_layers(names: Sequence[str], source: str = "cells") -> list[dict[str, Any]]:
    """Cells by the one of five sectors they lie in, in the order of `names`."""
    pairs = [thing for pair in zip(names, SECTORS, strict=True) for thing in pair]
    colour = ["match", ["get", "sector"], *pairs, EDGE]
    return [{**minutes_layers(1, source)[0], "paint": {**minutes_layers(1, source)[0]["paint"], "circle-color": colour}}]


def sectors_legend(words: Sequence[str]) -> list[Legend]:
    """`words` in the order of the layer's names."""
    return [Legend(colour, said) for colour, said in zip(SECTORS, words, strict=True)]


def reach_legend(words: Sequence[str]) -> list[Legend]:
    """`words`: within, between, beyond."""
    return [Legend(colour, said) for colour, said in zip((NEAR, MIDDLE, NEVER), words, strict=True)]


def siting_layers(source: str = "siting") -> list[dict[str, Any]]:
    """Cells a plan newly covers as rings, its sites as large dots with names; the second of two plans in its own colour, a little wider."""
    second = ["==", ["get", "plan"], "1"]
    colour = ["case", second, PLANS[1], PLANS[0]]
    chosen = ["==", ["get", "what"], "chosen"]
    return [
        {
            "id": "newly", "type": "circle", "source": source, "filter": ["!", chosen],
            "paint": {"circle-color": "rgba(0,0,0,0)", "circle-radius": ["case", second, 8, 5], "circle-stroke-color": colour, "circle-stroke-width": 1.8},
        },
        {
            "id": "chosen", "type": "circle", "source": source, "filter": chosen,
            "paint": {"circle-color": colour, "circle-radius": 10, "circle-stroke-color": "#ffffff", "circle-stroke-width": 2.5},
        },
        {
            "id": "chosen-names", "type": "symbol", "source": source, "filter": chosen,
            "layout": {
                "text-field": ["get", "name"], "text-font": FONTS, "text-size": 13, "text-anchor": "bottom", "text-offset": [0, -1], "text-optional": True,
            },
            "paint": {"text-color": colour, "text-halo-color": "#ffffff", "text-halo-width": 1.5},
        },
    ]


def minutes_legend(minutes: float, words: Sequence[str]) -> list[Legend]:
    """`words`: within half the limit, within it, beyond it, unreachable — said by the caller in the reader's language."""
    return [Legend(colour, said) for colour, said in zip((NEAR, MIDDLE, FAR, NEVER), words, strict=True)]


def bounds_of(lon: Sequence[float], lat: Sequence[float], margin: float = 0.02) -> tuple[float, float, float, float]:
    """West, south, east, north in degrees, with a margin, of everything drawn."""
    return (min(lon) - margin, min(lat) - margin, max(lon) + margin, max(lat) + margin)
