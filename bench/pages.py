"""Pages at one million residents, through the served product, signed in as people who reach different parts of the county.

    python -m bench pages[=residents]
    WEIJIAN_DATABASE=postgresql://… python -m bench pages[=residents]      on that database, which must be empty

Builds the demo county with the product's own command, serves it, and asks each page four times over HTTP; the first answer (cold) and
the middle of the other three are told. Then residents leave, one after another, and each time the first look at a page must show one fewer.
There is no peer: the house asks for 200 ms, and for two seconds from an edit to every computed figure.
"""

import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from urllib.parse import quote

from bench.sidebyside import into_page, machine, run, table

RESIDENTS, TIMES, READY_TRIES = 1_000_000, 4, 240
CSRF = "a" * 32
PEOPLE = {"chen": "officer, whole county", "zhang": "public-health worker, one township", "li": "village doctor, one village"}
PAGES = (
    ("home", "/", ""), ("residents", "/residents/", ""), ("residents of 65 and over", "/residents/?age=65%2B", ""),
    ("residents: pregnant", "/residents/?group=pregnant", ""), ("residents without a number", "/residents/?without_number=on", ""),
    ("residents by name 王桂", "/residents/", "q=" + quote("王桂")), ("residents, the page after the first", "/residents/", "after={resident}"),
    ("one resident", "/residents/{resident}/", ""), ("institutions", "/institutions/", ""), ("a village", "/places/429921202202/", ""),
    ("one box: 王桂兰", "/search/", "q=" + quote("王桂兰")), ("service map", "/planning/map/?circle=any", ""),
    ("computed figures", "/governance/indicators/", ""), ("one computed figure", "/governance/indicators/registry.aged_65/", ""),
    ("who stands behind a computed figure", "/governance/indicators/registry.aged_65/numerator/", ""),
    ("register of figures", "/governance/figures/", ""),
)
WITHOUT_FIGURES = "li"  # a village doctor's post has none
SESSION = """
import sys, django
django.setup()
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from weijian.foundation.people.models import Account
for name in sys.argv[1:]:
    account = Account.objects.get(username=name)
    account.must_change_password = False
    account.save()
    kept = SessionStore()
    kept[SESSION_KEY], kept[BACKEND_SESSION_KEY] = str(account.pk), "django.contrib.auth.backends.ModelBackend"
    kept[HASH_SESSION_KEY] = account.get_session_auth_hash()
    kept.save()
    print(name, kept.session_key)
"""

LEAVE = """
import django
django.setup()
from weijian.domains.registry.models import Resident
first = Resident.objects.filter(residence="here", village__code__startswith="429921202").earliest("pk")
Resident.objects.filter(pk=first.pk).update(residence="gone")
"""
EVERY_FIGURE, PEOPLE_ON_FILE = "/governance/indicators/", "/governance/indicators/registry.people/"
LOOKS = (
    ("chen", EVERY_FIGURE, "every computed figure"), ("zhang", EVERY_FIGURE, "every computed figure"), ("chen", PEOPLE_ON_FILE, "one computed figure"),
)
AS_JSON = {"Accept": "application/json"}


def main(residents: int = RESIDENTS) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        settings = {"DJANGO_SETTINGS_MODULE": "weijian.project.settings", "WEIJIAN_DATA": str(data)}
        run([sys.executable, "-m", "weijian.cli", "migrate", "--data", str(data)])
        built = run([sys.executable, "-m", "weijian.cli", "demo", "build", "--data", str(data), "--residents", str(residents)])
        keys = dict(line.split() for line in run([sys.executable, "-c", SESSION, *PEOPLE], **settings).said.splitlines())
        with served(data) as port:
            rows = [line for name, key in keys.items() for line in asked(port, name, key)]
            rows += [after_an_edit(port, keys[name], PEOPLE[name], path, title, settings) for name, path, title in LOOKS]
    where = "PostgreSQL" if "WEIJIAN_DATABASE" in os.environ else "the embedded database"
    words = f"The demo county of {residents:,} residents, built in {built.seconds:.0f} s with {built.peak_mib:.0f} MiB, on {where}.\n\n"
    body = f"## Pages on {where}\n\n{machine()}\n\n{words}{table(('who', 'page', 'first, ms', 'then, ms'), rows)}\n"
    sys.stdout.write(body)
    if residents == RESIDENTS:
        into_page("pages" if "WEIJIAN_DATABASE" not in os.environ else "pages-postgresql", body)


def after_an_edit(port: int, key: str, who: str, path: str, title: str, settings: Mapping[str, str]) -> tuple[object, ...]:
    """A resident leaves; how long the first look takes that must show it."""
    before = on_file(answer(port, path, "", key, AS_JSON)[2])
    run([sys.executable, "-c", LEAVE], **settings)
    _status, first, page = answer(port, path, "", key, AS_JSON)
    if on_file(page) != before - 1:
        sys.exit(f"{title} does not show that somebody left")
    return who, f"{title}, the first look after a resident left", f"{first:.0f}", ""


def on_file(page: bytes) -> int:
    told = json.loads(page)
    return int(next(one["value"] for one in told.get("indicators", [told]) if one["code"] == "registry.people"))


@contextmanager
def served(data: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "weijian.cli", "serve", "--port", str(port), "--data", str(data)]
    environment = {k: v for k, v in os.environ.items() if k != "DJANGO_SETTINGS_MODULE"}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as server:
        try:
            _wait_for(port)
            yield port
        finally:
            server.terminate()


def _wait_for(port: int) -> None:
    pause = Event()
    for _ in range(READY_TRIES):
        try:
            if answer(port, "/healthz", "", "")[0] < http.client.BAD_REQUEST:
                return
        except OSError:
            pause.wait(0.25)
    sys.exit("the server did not answer")


def asked(port: int, name: str, key: str) -> Iterator[tuple[object, ...]]:
    first = re.search(rb"/residents/(\d+)/\"", answer(port, "/residents/", "", key)[2])
    resident = first[1].decode() if first else "1"
    for title, path, body in PAGES:
        if name == WITHOUT_FIGURES and path.startswith("/governance/"):
            continue
        times = [answer(port, path.format(resident=resident), body.format(resident=resident), key) for _ in range(TIMES)]
        if any(status != http.client.OK for status, _, _ in times):
            sys.exit(f"{title} answered {times[0][0]} to {name}")
        yield PEOPLE[name], title, f"{times[0][1]:.0f}", f"{statistics.median(ms for _, ms, _ in times[1:]):.0f}"


def answer(port: int, path: str, body: str, key: str, more: Mapping[str, str] | None = None) -> tuple[int, float, bytes]:
    """Status, milliseconds from asking to the last byte, and the page."""
    signed = {"Cookie": f"sessionid={key}; csrftoken={CSRF}", "X-CSRFToken": CSRF, "Content-Type": "application/x-www-form-urlencoded"}
    headers = {**signed, **(more or {})}
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    started = time.perf_counter()
    connection.request("POST" if body else "GET", path, body or None, headers)
    said = connection.getresponse()
    page = said.read()
    return said.status, (time.perf_counter() - started) * 1000, page
