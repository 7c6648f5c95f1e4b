import json
import pickle
from datetime import UTC, datetime
from pathlib import Path

import pytest
from huey.registry import Message

from casework.jobs.serializer import JsonSerializer, NotAMessage

SERIALIZER = JsonSerializer()
MESSAGE = Message(
    id="1f", name="casework.jobs.queue.run", eta=datetime(2026, 11, 16, 9, 0, tzinfo=UTC),
    retries=3, retry_delay=30, args=("audit.seal",), kwargs={},
)  # fmt: skip


def test_a_message_comes_back_as_it_was_with_its_moment() -> None:
    back = SERIALIZER.deserialize(SERIALIZER.serialize(MESSAGE))
    assert (back.id, back.name, back.args, back.retries) == (
        MESSAGE.id, MESSAGE.name, MESSAGE.args, MESSAGE.retries,
    )  # fmt: skip
    assert back.eta == MESSAGE.eta
    assert back.on_complete is None


def test_bytes_that_would_run_when_unpickled_are_refused_and_nothing_runs(tmp_path: Path) -> None:
    class Harmful:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return Path.touch, (tmp_path / "touched",)  # type: ignore[return-value]

    with pytest.raises(NotAMessage):
        SERIALIZER.deserialize(pickle.dumps(Harmful()))
    assert not (tmp_path / "touched").exists()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'"run"',
        b"{",
        b"\xff\xfe",
        json.dumps({"id": 1}).encode(),
        json.dumps({"args": [{"story": "…"}]}).encode(),
        json.dumps({"eta": "tomorrow"}).encode(),
        json.dumps({"on_complete": "os.system"}).encode(),
        json.dumps({"surprise": 1}).encode(),
        json.dumps({"id": "1", "args": ["x" * 5000]}).encode(),
    ],
)
def test_anything_that_sanad_did_not_write_is_refused(content: bytes) -> None:
    with pytest.raises(NotAMessage):
        SERIALIZER.deserialize(content)


@pytest.mark.parametrize("argument", [1, None, {"name": "…"}, b"x", object()])
def test_a_job_cannot_be_given_anything_but_text(argument: object) -> None:
    with pytest.raises(NotAMessage):
        SERIALIZER.serialize(MESSAGE._replace(args=("job", argument)))
