"""What every test may lean on: a throw-away data directory, the database asked for, real data where it is."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest_plugins = ["tests.people"]

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("WEIJIAN_SHARED", ROOT.parent / "shared"))



@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data. A new user has none; CI must."""
    if not (SHARED / "data").is_dir():
        if os.environ.get("CI"):
            pytest.fail("CI must have the real data beside the checkout (../shared)")
        pytest.skip("needs the project's real test data in ../shared, which is not part of the project")
    return SHARED


@pytest.fixture(autouse=True)
def _sockets_stay_on_this_machine(socket_enabled: None) -> None:
    import pytest_socket

    pytest_socket.socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)


@pytest.fixture(autouse=True, scope="session")
def _what_happened_may_be_swept_between_tests() -> Iterator[None]:
    """A test on real transactions ends with every table emptied, which the trail's triggers refuse: they step aside for that."""
    from django.db import connection
    from django.test import TransactionTestCase

    from weijian.foundation.happenings import triggers

    sweep = TransactionTestCase._fixture_teardown

    def sweep_all(case: TransactionTestCase) -> None:
        with connection.schema_editor() as editor:
            triggers.remove(editor)
        sweep(case)
        with connection.schema_editor() as editor:
            triggers.install(editor)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", sweep_all)
        yield


@pytest.fixture(autouse=True)
def the_regions_own_language() -> Iterator[None]:
    """No test hands its language on to the next in the same process."""
    from django.utils import translation

    translation.deactivate()
    yield
    translation.deactivate()
