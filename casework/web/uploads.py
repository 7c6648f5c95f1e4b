"""What is sent to us stays in memory: no file that somebody sends is ever on a disk in clear.

Werkzeug keeps files of over 500 kB in a temporary file (`default_stream_factory`). Here they stay
in memory, which the limit of a request bounds: small everywhere, larger only where files are sent.
"""

from io import BytesIO
from typing import IO

from flask import Flask
from werkzeug.exceptions import BadRequest

from casework.web.addresses import AddressedRequest

_larger: dict[str, int] = {}


def allow_larger(endpoint: str, most_bytes: int) -> None:
    """Let requests to this endpoint be this large."""
    _larger[endpoint] = most_bytes


class InMemoryRequest(AddressedRequest):
    """A request whose files stay in memory, and whose limit is that of its endpoint."""

    @property
    def max_content_length(self) -> int | None:
        """The most bytes that are read of it."""
        return _larger.get(self.endpoint or "", super().max_content_length)

    @max_content_length.setter
    def max_content_length(self, most_bytes: int | None) -> None:
        self._max_content_length = most_bytes

    def _load_form_data(self) -> None:
        """A part without a name is no field of any form, and would be one called nothing."""
        super()._load_form_data()
        if None in self.form or None in self.files:
            self.close()
            raise BadRequest()

    def _get_file_stream(
        self,
        total_content_length: int | None,
        content_type: str | None,
        filename: str | None = None,
        content_length: int | None = None,
    ) -> IO[bytes]:
        return BytesIO()


def init_app(app: Flask) -> None:
    """Every request of the app is read this way."""
    app.request_class = InMemoryRequest
