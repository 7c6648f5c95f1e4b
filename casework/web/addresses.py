"""What stands in an address after the question mark, whatever was sent.

A browser writes a query in ASCII (RFC 3986, section 2). A server hands on any byte as it came, and
reading one that is no UTF-8 would fail on every page: such bytes are read as if they were escaped.
"""

import string
from typing import Any
from urllib.parse import quote

from flask import Flask, Request


class AddressedRequest(Request):
    """A request whose query can always be read."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.query_string.isascii():
            self.query_string = quote(self.query_string, safe=string.printable).encode()


def init_app(app: Flask) -> None:
    """Every request is one."""
    app.request_class = AddressedRequest
