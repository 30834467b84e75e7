"""What a report of each kind is made of, from `weijian/data/work_reports.toml`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from weijian.domains.governance.rules.drafting import Closing, Part, Phrases, Template


@cache
def templates() -> Mapping[str, Template]:
    """By kind of report."""
    told = tomllib.loads(files("weijian").joinpath("data/work_reports.toml").read_text("utf-8"))
    parts = {one["code"]: Part(one["heading"], tuple(one["words"]), tuple(one["codes"])) for one in told["parts"]}
    phrases = Phrases(**told["sentences"])
    return {kind: _template(one, parts, phrases) for kind, one in told["kinds"].items()}


def _template(one: Mapping[str, Any], parts: Mapping[str, Part], phrases: Phrases) -> Template:
    closing = tuple(Closing(c["heading"], c["text"]) for c in one["closing"])
    return Template(
        one["title"], one["opening"], tuple(parts[code] for code in one["parts"]), one["table"], one["chart"], one["explain"], closing, phrases,
    )
