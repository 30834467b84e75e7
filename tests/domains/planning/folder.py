"""A region's own files, as small as they can be: one county, two townships, a road with a ford nobody can cross by car."""

from pathlib import Path

FILES = {
    "divisions.csv": "code,name\n429921000000,青禾县\n429921101000,柳河镇\n429921202000,云岭乡\n",
    "population.csv": "code,year,source,people\n429921101000,2025,registered,900\n429921202000,2025,registered,160\n",
    "cells.csv": (
        "id,lon,lat,people,place\nc1,112.20,31.20,600,429921101000\nc2,112.21,31.20,300,429921101000\n"
        "c3,112.30,31.20,150,429921202000\nc4,112.40,31.30,10,429921202000\n"
    ),
    "institutions.csv": "id,name,lon,lat,kind,level,place\nH00001,青禾县人民医院,112.20,31.20,综合医院,2,429921101000\n",
    "nodes.csv": "id,lon,lat\na,112.20,31.20\nb,112.21,31.20\nc,112.30,31.20\nd,112.40,31.30\n",
    "edges.csv": "from,to,seconds\na,b,120\nb,c,1200\n",
}


def region_folder(where: Path, **changed: str | None) -> Path:
    """The files, some of them changed (`cells="…"`) or left out (`cells=None`)."""
    for name, text in FILES.items():
        stem = name.removesuffix(".csv")
        said = changed.get(stem, text)
        if said is not None:
            (where / name).write_text(said, encoding="utf-8")
    return where
