"""Messages as JSON. huey's own serialiser is pickle, which runs whatever somebody wrote into the
queue; these bytes can name a job and ids, and nothing else."""

import json
from datetime import datetime
from typing import Any

from huey.registry import Message
from huey.serializer import Serializer

WHOLE = ("retries", "retry_delay", "priority", "timeout", "retry_backoff")
MOMENTS = ("eta", "expires", "expires_resolved")
WORDS = ("id", "name")
LONGEST = 4096


class NotAMessage(ValueError):
    """Bytes in the queue that Sanad did not write. They are dropped, and nothing is run."""


class JsonSerializer(Serializer):  # type: ignore[misc]
    """huey messages of a job name and text arguments, both ways; anything else is refused."""

    def _serialize(self, message: Message) -> bytes:
        given = {name: value for name, value in message._asdict().items() if value is not None}
        if not all(isinstance(argument, str) for argument in given.pop("args", ())):
            raise NotAMessage("arguments")
        for name in MOMENTS:
            if name in given:
                given[name] = given[name].isoformat()
        given.pop("kwargs", None)
        content = json.dumps({**given, "args": list(message.args or ())}, allow_nan=False)
        return content.encode("ascii")

    def _deserialize(self, content: bytes) -> Message:
        try:
            given = json.loads(content[: LONGEST + 1].decode("ascii"))
            return Message(**{name: _checked(name, value) for name, value in given.items()})
        except (UnicodeDecodeError, ValueError, TypeError, AttributeError, RecursionError):
            raise NotAMessage("content") from None


def _checked(name: str, value: Any) -> Any:
    if name == "args" and all(isinstance(argument, str) for argument in value):
        return tuple(value)
    if name in MOMENTS and isinstance(value, str):
        return datetime.fromisoformat(value)
    if name in WORDS and isinstance(value, str):
        return value
    if name in WHOLE and isinstance(value, int | float):
        return value
    raise NotAMessage(name)
