"""Acts of several people at the same moment, in threads of their own."""

from collections.abc import Callable, Sequence
from contextvars import copy_context
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask

from casework.db import db
from casework.kernel.refusals import Refusal

PATIENCE = 0.7  # seconds to wait for somebody who may be kept outside, as it should be


def at_once(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    acts: Sequence[Callable[[], Any]],
    module: Any,
    name: str,
) -> list[str]:
    """Run the acts so that they wait for each other just before `module.name` is called; gives what
    came of each, in order of words. They see the clock of the test."""
    outcomes, all_there = [], Barrier(len(acts))
    look = getattr(module, name)

    def late(*told: Any, **more: Any) -> Any:
        try:
            all_there.wait(PATIENCE)
        except Exception:
            all_there.abort()
        return look(*told, **more)

    monkeypatch.setattr(module, name, late)

    def run(act: Callable[[], Any]) -> None:
        with app.app_context():
            try:
                act()
                outcomes.append("done")
            except Refusal as refused:
                outcomes.append(type(refused).__name__)
            except Exception as failed:
                outcomes.append(f"failed: {type(failed).__name__}")
            finally:
                db.session.close()

    threads = [Thread(target=copy_context().run, args=(run, act)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    monkeypatch.undo()
    return sorted(outcomes)
