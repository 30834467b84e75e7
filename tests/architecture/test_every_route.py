"""Every route × every role × a foreign institution: nobody sees what was not granted to her.

Walks the URL patterns themselves, so a page that is added is tested before anybody thinks of it. A route's placeholders
are filled with things of the home township (`THINGS`); a person of the same role from the other township must not see
them when the page says it is scoped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.architecture.fingerprint import fingerprint
from tests.architecture.small_county import SmallCounty, filled_in, small_county
from weijian.foundation.people.access import Access
from weijian.foundation.people.roles import capabilities_of, roles

OPEN_BY_DJANGO = {"set_language"}  # Django's own view; it changes a cookie and shows nothing
REFUSED, HIDDEN, NOT_ALLOWED, BROKEN = 403, 404, 405, 500
pytestmark = pytest.mark.django_db  # what one test posts is undone before the next


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str
    placeholders: tuple[str, ...]
    access: Access | None


def routes() -> Iterator[Route]:
    yield from _walk(get_resolver().url_patterns, "")


def _walk(patterns: list[Any], prefix: str) -> Iterator[Route]:
    for p in patterns:
        if isinstance(p, URLResolver):
            yield from _walk(p.url_patterns, prefix + str(p.pattern))
        elif isinstance(p, URLPattern):
            yield Route(p.name or "", prefix + str(p.pattern), tuple(p.pattern.converters), getattr(p.callback, "access", None))


ROUTES = [r for r in routes() if r.name not in OPEN_BY_DJANGO]
IDS = [r.name or r.pattern for r in ROUTES]


def test_every_route_has_a_name_and_says_who_may_open_it() -> None:
    assert not [r.pattern for r in ROUTES if not r.name], "routes without a name"
    assert not [r.pattern for r in ROUTES if r.access is None], "views without @page"


def test_every_capability_asked_for_is_in_somebodys_role_and_the_other_way_round() -> None:
    asked = {r.access.needs for r in ROUTES if r.access and r.access.needs}
    granted = frozenset().union(*(r.capabilities for r in roles().values()))
    assert asked <= granted, f"nobody holds {asked - granted}"


@pytest.fixture(scope="module")
def county(django_db_setup: None, django_db_blocker: Any) -> Iterator[SmallCounty]:
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        yield small_county()
        transaction.set_rollback(True)


def url_of(route: Route, county: SmallCounty) -> str:
    return reverse(route.name, kwargs={p: county.thing(route.name, p) for p in route.placeholders})


def answer(client: Client, route: Route, url: str) -> int:
    """The worst status over the methods the page allows; a POST without its fields must be a refusal, not a fault."""
    assert route.access
    return max(getattr(client, method.lower())(url).status_code for method in route.access.methods)


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_a_stranger_gets_no_further_than_the_door(route: Route, county: SmallCounty, django_db_blocker: Any) -> None:
    assert route.access
    if route.access.public:
        return
    with django_db_blocker.unblock():
        for method in route.access.methods:
            response = getattr(Client(), method.lower())(url_of(route, county))
            assert response.status_code in (302, 401), f"{method} answered {response.status_code}"


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_a_role_without_the_capability_is_refused_and_one_with_it_never_breaks_the_page(route: Route, county: SmallCounty, django_db_blocker: Any) -> None:
    assert route.access
    with django_db_blocker.unblock():
        for role in roles():
            client = county.client_of(role, at="home")
            status = answer(client, route, url_of(route, county))
            if route.access.needs and route.access.needs not in capabilities_of(role):
                assert status == REFUSED, f"{role} got {status}"
            else:
                assert status < BROKEN, f"{role} broke it: {status}"


@pytest.mark.parametrize("route", [r for r in ROUTES if r.access and r.access.scoped], ids=[r.name for r in ROUTES if r.access and r.access.scoped])
def test_a_foreign_institution_does_not_see_it(route: Route, county: SmallCounty, django_db_blocker: Any) -> None:
    assert route.access
    with django_db_blocker.unblock():
        for role in roles():
            if route.access.needs and route.access.needs not in capabilities_of(role):
                continue
            statuses = {getattr(county.client_of(role, at="foreign"), m.lower())(url_of(route, county)).status_code for m in route.access.methods}
            assert statuses <= {REFUSED, HIDDEN}, f"{role} of the other township got {statuses}"


def one_who_may(route: Route) -> str:
    return next(role for role in roles() if route.access and (route.access.needs is None or route.access.needs in capabilities_of(role)))


@pytest.mark.parametrize("route", ROUTES, ids=IDS)
def test_nothing_is_done_by_a_method_the_page_does_not_name(route: Route, county: SmallCounty, django_db_blocker: Any) -> None:
    """HEAD and OPTIONS are asked for no proof that a form of ours was sent: they must do nothing."""
    assert route.access
    named = {*route.access.methods, *(["HEAD"] if "GET" in route.access.methods else [])}
    others = {"GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"} - named
    with django_db_blocker.unblock():
        url, client = url_of(route, county), county.client_of(one_who_may(route), at="home")
        for method in sorted(others):
            assert client.generic(method, url).status_code == NOT_ALLOWED, method


POSTED = [r for r in ROUTES if r.access and "POST" in r.access.methods and not r.access.public]


@pytest.mark.parametrize("route", POSTED, ids=[r.name for r in POSTED])
def test_a_form_without_our_own_token_is_refused(route: Route, county: SmallCounty, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        url, client = url_of(route, county), county.client_of(one_who_may(route), at="home", csrf=True)
        assert client.post(url, filled_in(county)).status_code == REFUSED


HER_OWN = {  # what these change is the person's own, or begun by her: her language, her token, her view, an account nobody holds yet
    "my-language", "make-token", "register-view-save", "list-view-save", "account_logout", "account_change_password", "open-account", "choose-place",
    "residents-export",  # a request of her own, of the places she reaches; nothing leaves before somebody else approves
    "figures-export",  # the figures she sees, which may be none; that she took them out is recorded
    "register-export",  # the register is open to whoever may export; that she did is recorded
}
FOREIGN = [r for r in POSTED if r.name not in HER_OWN]


@pytest.mark.parametrize("route", FOREIGN, ids=[r.name for r in FOREIGN])
def test_a_filled_form_of_a_foreign_institution_changes_nothing_here(route: Route, county: SmallCounty, django_db_blocker: Any) -> None:
    """Every field names something of the home township: its village, its grid, its institution, its household, its people."""
    assert route.access
    with django_db_blocker.unblock():
        url, before, said = url_of(route, county), fingerprint(), {}
        for role in roles():
            if route.access.needs is None or route.access.needs in capabilities_of(role):
                said[role] = county.client_of(role, at="foreign").post(url, filled_in(county)).status_code
        assert max(said.values()) < BROKEN, said
        assert fingerprint() == before, said
