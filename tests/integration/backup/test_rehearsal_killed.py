"""What a killed rehearsal leaves behind is a whole database: it is named, and swept."""

import os
import signal

import pytest

from casework.backup.leftovers import held_folder, leftovers, sweep, sweep_home
from casework.health import hardening
from casework.health.domain import Verdict


def rehearsing(home) -> int:
    """Another process in the middle of a rehearsal."""
    ready, say = os.pipe()
    child = os.fork()
    if child:
        os.read(ready, 1)
        return child
    with held_folder(home) as folder:
        (folder / "sanad.sqlite").write_bytes(b"keys and records")
        os.write(say, b".")
        signal.pause()
    os._exit(0)


def test_what_a_killed_rehearsal_left_is_swept_and_one_that_runs_is_not(tmp_path):
    child = rehearsing(tmp_path)
    try:
        assert leftovers(tmp_path) == []
        assert sweep(tmp_path) == 0
        (folder,) = tmp_path.glob("rehearsal-*")
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
    assert leftovers(tmp_path) == [folder]
    assert sweep(tmp_path) == 1
    assert not folder.exists()


@pytest.mark.parametrize("left", [True, False])
def test_the_doctor_names_what_was_left(sqlite_app, left):
    home = sqlite_app.extensions["settings"].home
    if left:
        (home / "rehearsal-killed").mkdir()
    with sqlite_app.app_context():
        found = hardening.nothing_left()
        assert (found.verdict is Verdict.FAIL) is left
        assert sweep_home() == int(left)
