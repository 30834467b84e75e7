"""A refusal in the language of whoever asked: for a page's parts and for a program's JSON."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from weijian.kernel.refusal import Fault, Refusal, Refusals


def sentence_of(refusal: Refusal) -> str:
    return gettext(refusal.wording.sentence).format(**_told(refusal.facts))


def remedy_of(refusal: Refusal) -> str:
    return gettext(refusal.wording.remedy).format(**_told(refusal.facts))


def refusal_as_json(refusal: Refusal) -> dict[str, Any]:
    """What the refusal itself says as JSON, its sentences and those of its faults in the asker's language; codes stay."""
    told = {**refusal.as_json(), "sentence": sentence_of(refusal), "remedy": remedy_of(refusal)}
    return {**told, "faults": [fault_as_json(fault) for fault in refusal.faults]} if isinstance(refusal, Refusals) else told


def fault_as_json(fault: Fault) -> dict[str, Any]:
    return {**fault.as_json(), "sentence": sentence_of(fault.refusal), "remedy": remedy_of(fault.refusal)}


def _told(facts: Mapping[str, object]) -> dict[str, object]:
    return {k: gettext(v) if isinstance(v, str) and v else v for k, v in facts.items()}
