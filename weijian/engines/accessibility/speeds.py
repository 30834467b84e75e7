"""How fast one travels: by mode and road class, as parameters that say where they come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

METRES_PER_SECOND = 1 / 3.6  # of one km/h
WALKING_KMH = 5.0  # also the speed between a point and its nearest node
FERRY_KMH = 10.0  # of the class "ferry", waiting not counted


@dataclass(frozen=True)
class Speeds:
    """Speeds of one mode in km/h. A class not in `kmh` goes at `otherwise`; `peak_factor` multiplies all at peak hours."""

    mode: str
    otherwise: float
    kmh: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    peak_factor: float = 1.0
    source: str = ""

    def __post_init__(self) -> None:
        if not all(speed > 0 for speed in (self.otherwise, self.peak_factor, *self.kmh.values())):
            raise ValueError("speeds and the peak factor must be above zero")

    def faster(self, times: float) -> "Speeds":
        """All of them so many times as fast."""
        return replace(self, otherwise=self.otherwise * times, kmh={name: kmh * times for name, kmh in self.kmh.items()})

    def seconds(self, metres: NDArray[np.float64], road_class: NDArray[np.integer], classes: Sequence[str], *, peak: bool = False) -> NDArray[np.float64]:
        """Seconds along segments; `road_class` indexes `classes`."""
        factor = METRES_PER_SECOND * (self.peak_factor if peak else 1.0)
        by_class = np.array([self.kmh.get(name, self.otherwise) for name in classes], dtype=np.float64) * factor
        return np.asarray(metres / by_class[road_class], dtype=np.float64)


WALK = Speeds("walk", WALKING_KMH, MappingProxyType({"ferry": FERRY_KMH}), source="缺省参数：步行5公里/小时")
E_BIKE = Speeds("e-bike", 20.0, MappingProxyType({"ferry": FERRY_KMH}), source="缺省参数：电动自行车20公里/小时")
CAR = Speeds(
    "car",
    30.0,
    MappingProxyType({
        "motorway": 100.0, "trunk": 80.0, "primary": 60.0, "secondary": 50.0, "tertiary": 40.0, "unclassified": 30.0, "residential": 30.0,
        "living_street": 15.0, "service": 15.0, "track": 15.0,
        "motorway_link": 60.0, "trunk_link": 50.0, "primary_link": 40.0, "secondary_link": 40.0, "tertiary_link": 30.0, "ferry": FERRY_KMH,
    }),
    peak_factor=0.8,
    source="缺省参数：按道路等级的自由流车速，未计路口延误；高峰×0.8",
)
DEFAULTS: Mapping[str, Speeds] = MappingProxyType({s.mode: s for s in (WALK, E_BIKE, CAR)})
