"""A demo county of 2,000 residents, built and served by the product's own commands, and a real browser in front of it."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

WIDE, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}
ONE_TIME = re.compile(r"^\W*([a-z]+)\b.*?\b([a-z0-9]{4}-[a-z0-9]{4}-[a-z0-9]{4})\b", re.MULTILINE)
LASTING = "Qinghe-2026-walk"  # what each of the cast changes her one-time password to
GRAPHICS = ("--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
READY_SECONDS, PATIENCE_MS = 60, 20_000  # a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE_MS)


@dataclass
class House:
    """The served installation: its address, its data directory, the one-time passwords it printed."""

    address: str
    data: Path
    one_time: dict[str, str]
    changed: set[str] = field(default_factory=set)

    def sign_in(self, page: Page, username: str) -> None:
        """As she would: with the one-time password first, which she must change."""
        page.goto(f"{self.address}/sign-in/")
        page.fill("input[name=login]", username)
        page.fill("input[name=password]", LASTING if username in self.changed else self.one_time[username])
        page.click("main form .btn-primary")
        page.wait_for_load_state()
        page.goto(f"{self.address}/me/")
        if username not in self.changed:
            expect(page).to_have_url(re.compile("/password/change/"))
            page.fill("input[name=current]", self.one_time[username])
            page.fill("input[name=new]", LASTING)
            page.fill("input[name=again]", LASTING)
            page.click("main form .btn-primary")
            page.wait_for_load_state()
            self.changed.add(username)
        page.goto(f"{self.address}/")

    def forget(self, username: str) -> str:
        """Her password is lost: the machine prints a new one-time password, as on her first day."""
        self.one_time[username] = weijian("account", "password", username, data=self.data).stdout.split()[-1]
        self.changed.discard(username)
        return self.one_time[username]

    def asked(self, question: str, *facts: object) -> list[tuple[Any, ...]]:
        """What the county's file says, read beside the server."""
        with closing(sqlite3.connect(f"file:{self.data / 'weijian.sqlite3'}?mode=ro", uri=True)) as file:
            return file.execute(question, facts).fetchall()

    def living_in(self, village: str) -> list[tuple[int, str]]:
        """Key and name of those who live there."""
        return self.asked("select r.id, r.name from registry_resident r join registry_place p on p.id = r.village_id "
                          "where p.name = ? and r.residence = 'here' order by r.id", village)


def weijian(*words: str, data: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "WEIJIAN_DATA": str(data), "COLUMNS": "160", "NO_COLOR": "1"}
    environment.pop("WEIJIAN_DATABASE", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run([sys.executable, "-m", "weijian.cli", *words], check=True, capture_output=True, text=True, env=environment)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("county")
    said = weijian("demo", "build", "--residents", "2000", data=data)
    port = _free_port()
    environment = {k: v for k, v in os.environ.items() if k not in ("WEIJIAN_DATABASE", "DJANGO_SETTINGS_MODULE")}
    command = [sys.executable, "-m", "weijian.cli", "serve", "--port", str(port), "--data", str(data)]
    with (data / "server.log").open("wb") as log, subprocess.Popen(command, stdout=log, stderr=log, env=environment) as server:
        try:
            _wait_for(f"http://127.0.0.1:{port}/healthz", server)
            yield House(f"http://127.0.0.1:{port}", data, dict(ONE_TIME.findall(said.stdout)))
        finally:
            server.terminate()
            server.wait(READY_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, server: "subprocess.Popen[bytes]") -> None:
    pause = Event()
    for _ in range(READY_SECONDS * 4):
        assert server.poll() is None, "the server stopped before it answered"
        try:
            with urlopen(address, timeout=1):
                return
        except (URLError, OSError):
            pause.wait(0.25)
    raise AssertionError("the server did not answer within a minute")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        pytest.skip("Chromium is not on this machine: apt install chromium fonts-noto-cjk")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=list(GRAPHICS))
        yield chromium
        chromium.close()


@dataclass
class Window:
    """One person's browser; what the page complained of is kept."""

    page: Page
    context: BrowserContext
    complaints: list[str]


def window(browser: Browser, *, size: dict[str, int] = WIDE, language: str = "zh-hans") -> Window:
    context = browser.new_context(viewport=size, locale="en-GB" if language == "en" else "zh-CN")  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    complaints: list[str] = []
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" and "status of 4" not in said.text else None)
    return Window(page, context, complaints)


@pytest.fixture
def wide(browser: Browser) -> Iterator[Window]:
    opened = window(browser)
    yield opened
    opened.context.close()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Window]:
    opened = window(browser, size=PHONE)
    yield opened
    opened.context.close()
