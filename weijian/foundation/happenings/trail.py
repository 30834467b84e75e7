"""Recording what happened, and telling whoever cares once it is certain."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

from weijian.foundation.happenings.models import Happening
from weijian.kernel.event import Event
from weijian.kernel.standing import Standing

E = TypeVar("E", bound=Event)

_listeners: dict[type[Event], list[Callable[[Any], None]]] = defaultdict(list)


def on(event_type: type[E]) -> Callable[[Callable[[E], None]], Callable[[E], None]]:
    """Call the decorated function with each `event_type` after its transaction commits."""

    def register(listener: Callable[[E], None]) -> Callable[[E], None]:
        _listeners[event_type].append(listener)
        return listener

    return register


def record(event: Event, *, by: Standing, at: datetime, purpose: str = "") -> Happening:
    """Write the one happening of an action, in the action's own transaction."""
    subject = event.subject()
    happening = Happening.objects.create(
        kind=type(event).__name__,
        facts=asdict(event),
        subject_kind=subject.kind if subject else "",
        subject_key=subject.key if subject else "",
        purpose=purpose,
        by_id=by.account_id,
        by_name=by.name,
        by_institution=min((g.institution_code for g in by.grants if g.institution_code), default=""),
        at=at,
    )
    for listener in _listeners[type(event)]:
        transaction.on_commit(partial(listener, event))
    return happening
