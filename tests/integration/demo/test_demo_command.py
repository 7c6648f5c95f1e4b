"""`flask demo load` in a home that does not exist yet, as somebody types it first."""

import os
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[3]


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    settings = {name: value for name, value in os.environ.items() if not name.startswith("SANAD_")}
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=HOUSE,
        env={**settings, "SANAD_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_home_that_is_not_there_is_made_and_filled_once(tmp_path: Path) -> None:
    home = tmp_path / "home"
    filled = run(home, "demo", "load", "--cases", "3", "--seed", "7")
    assert filled.returncode == 0, filled.stderr
    assert run(home, "audit", "verify").returncode == 0
    again = run(home, "demo", "load", "--cases", "3")
    assert again.returncode == 1
    assert "not empty" in again.stderr
    assert "Traceback" not in again.stderr
