"""Roles: bundles of capabilities for the real posts, read from `weijian/data/roles.toml`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True)
class Role:
    """`apart_from` names the roles nobody may hold beside this one (administrator, security officer, auditor)."""

    code: str
    zh: str
    en: str
    capabilities: frozenset[str]
    apart_from: frozenset[str] = frozenset()


@cache
def roles() -> Mapping[str, Role]:
    text = files("weijian").joinpath("data/roles.toml").read_text("utf-8")
    return {
        code: Role(code, r["zh"], r["en"], frozenset(r["may"]), frozenset(r.get("apart_from", ())))
        for code, r in tomllib.loads(text).items()
    }


def capabilities_of(role: str) -> frozenset[str]:
    """An unknown role (one retired from the file) grants nothing."""
    known = roles().get(role)
    return known.capabilities if known else frozenset()
