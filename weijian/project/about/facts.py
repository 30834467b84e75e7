"""A rule's facts as rows a person can read, drawn from their JSON schema."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class FactRow:
    name: str
    kind: str
    required: bool
    choices: tuple[str, ...]


def fact_rows(schema: Mapping[str, Any]) -> Iterator[FactRow]:
    required, definitions = schema.get("required", ()), schema.get("$defs", {})
    for name, spec in schema.get("properties", {}).items():
        yield FactRow(name, _kind(spec, definitions), name in required, tuple(_choices(spec, definitions)))


def _kind(spec: Mapping[str, Any], definitions: Mapping[str, Any]) -> str:
    if "anyOf" in spec:
        return " / ".join(_kind(one, definitions) for one in spec["anyOf"])
    if "$ref" in spec:
        name = spec["$ref"].rsplit("/", 1)[-1]
        return _kind(definitions[name], definitions) if "enum" in definitions.get(name, {}) else name
    if spec.get("type") == "array" and "items" in spec:
        return f"[{_kind(spec['items'], definitions)}]"
    bounds = "".join(f" {sign} {spec[bound]}" for bound, sign in (("minimum", "≥"), ("maximum", "≤")) if bound in spec)
    return str(spec.get("format") or spec.get("type") or "any") + bounds


def _choices(spec: Mapping[str, Any], definitions: Mapping[str, Any]) -> Iterator[str]:
    for one in spec.get("anyOf", [spec]):
        meant = definitions.get(one["$ref"].rsplit("/", 1)[-1], {}) if "$ref" in one else one
        yield from (str(choice) for choice in meant.get("enum", ()))
