"""The command as it is called from outside: no settings, no keys, no database."""

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from casework.screening.assess_cli import assess_command

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "flask", "--app", "wsgi", "screening", "assess", "-"]


def called(text):
    return subprocess.run(
        COMMAND, input=text, capture_output=True, text=True, cwd=ROOT, env={}, timeout=60
    )


def test_anybody_can_assess_with_an_empty_environment():
    done = called('{"profile": "AL", "indicators": {"CD03": "yes_observed"}}\n' * 2)
    assert (done.returncode, done.stderr) == (0, "")
    assert [json.loads(line)["priority"] for line in done.stdout.splitlines()] == ["P1", "P1"]


def test_a_refusal_is_one_line_and_exit_code_2_from_outside_too():
    refused = called('{"profile": "AL", "indicators": {"CD03": "perhaps"}}')
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr == 'line 1: unknown answer of CD03: "perhaps"\n'


def test_no_depth_of_nesting_gives_more_than_one_line():
    def faults():
        for depth in range(900, 1010):
            for text in (
                '{"profile": %s, "indicators": {}}',
                '{"profile": "AL", "indicators": {"DR01": %s}}',
            ):
                document = text % ("[" * depth + "]" * depth)
                called_here = CliRunner().invoke(assess_command, ["-"], input=document)
                yield called_here.exit_code, called_here.stderr.count("\n")

    assert set(faults()) == {(2, 1)}


def test_closed_standard_input_is_a_refusal_in_one_line():
    done = subprocess.run(
        ["sh", "-c", '"$@" <&-', "sh", *COMMAND],
        capture_output=True, text=True, cwd=ROOT, env={"PATH": "/bin:/usr/bin"}, timeout=60,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
