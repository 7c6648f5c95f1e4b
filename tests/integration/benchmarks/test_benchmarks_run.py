"""The whole benchmark, very short: two real servers, every table, and it ends by itself."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


def test_quick_benchmark_runs_and_prints_its_tables() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks", "--quick"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    for measured in (
        "screening page saved",
        "list of 50 cases",
        "page ÷ Fernet, each field",
        "p95",
        "freeze of a year after the counts, 1,000 cases",
    ):
        assert re.search(rf"{re.escape(measured)}.*(yes|NO)$", ran.stdout, re.M)
    assert re.search(r"^pair 1 .* \d+ \+ \d+ ", ran.stdout, re.M)
