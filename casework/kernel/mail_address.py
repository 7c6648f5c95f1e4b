"""What an address of mail looks like: one that any mail server takes, on one line."""

import re

_ADDRESS = re.compile(r"[\w.+-]{1,60}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", re.ASCII)


def is_mail_address(text: str) -> bool:
    """A name, an @ and a domain with a dot. Quoted names, comments and addresses in other letters
    (RFC 5322, RFC 6531) are refused: they are rare, and not every server delivers to them."""
    return _ADDRESS.fullmatch(text) is not None
