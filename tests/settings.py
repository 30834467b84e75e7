"""Settings of the tests: a throw-away data directory, fast password hashes, and the database asked for.

`WEIJIAN_TEST_DATABASE=postgresql` runs the same tests on a PostgreSQL server started for this run (tests/postgres.py).
"""

import os
import tempfile

os.environ["WEIJIAN_DATA"] = tempfile.mkdtemp(prefix="weijian-test-")
if os.environ.get("WEIJIAN_TEST_DATABASE") == "postgresql":
    from tests.postgres import throwaway_url

    os.environ["WEIJIAN_DATABASE"] = throwaway_url()
else:
    os.environ.pop("WEIJIAN_DATABASE", None)

from weijian.project.settings import *  # noqa: F403  # the product's own settings, in the directory made above

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
