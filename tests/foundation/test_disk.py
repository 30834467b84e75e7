"""A disk without room is said in words, whoever finds it out."""

import errno

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from weijian.foundation.disk import full_disk_refused, is_full_disk
from weijian.foundation.people.access import page
from weijian.kernel.refusal import Refusal

handler500 = "weijian.foundation.incidents.server_error"


class ServerSays(Exception):
    """As the driver of PostgreSQL says it."""

    sqlstate = "53100"


def from_server() -> OperationalError:
    fault = OperationalError("could not extend file")
    fault.__cause__ = ServerSays()
    return fault


@page(public=True)
def full(request: HttpRequest) -> HttpResponse:
    raise OperationalError("database or disk is full")


urlpatterns = [path("full/", full, name="full")]
FULL = [OSError(errno.ENOSPC, "no space"), OSError(errno.EDQUOT, "quota"), OperationalError("database or disk is full"), from_server()]


@pytest.mark.parametrize("fault", FULL, ids=["disk", "quota", "sqlite", "postgresql"])
def test_every_way_of_saying_it_is_understood(fault: Exception) -> None:
    with pytest.raises(Refusal) as caught, full_disk_refused():
        raise fault
    assert caught.value.code == "FND-01"


@pytest.mark.parametrize("fault", [OSError(errno.EACCES, "no"), OperationalError("database is locked")])
def test_other_faults_stay_what_they_are(fault: Exception) -> None:
    assert not is_full_disk(fault)
    with pytest.raises(type(fault)), full_disk_refused():
        raise fault


@pytest.mark.urls("tests.foundation.test_disk")
def test_a_page_says_that_the_disk_is_full(db: None) -> None:
    answer = Client(raise_request_exception=False).get("/full/")
    assert answer.status_code == 507
    assert "磁盘已满" in answer.content.decode()
