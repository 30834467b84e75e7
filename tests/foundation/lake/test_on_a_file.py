"""The embedded database as it is in use. The tests' own lives in memory, where nobody reads while another writes."""

import os
import subprocess
import sys
from pathlib import Path


def test_on_the_embedded_database_too_no_change_is_skipped_while_others_write_ask_and_fold(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "tests.foundation.lake.on_a_file", str(tmp_path / "data")]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], env=dict(os.environ), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
