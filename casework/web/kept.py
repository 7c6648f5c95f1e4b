"""What somebody typed goes back to them when it could not be carried out: as hidden fields around
one button, so that nothing is typed twice. Nothing of it is stored meanwhile."""

from collections.abc import Collection

from flask import request

PROOF = ("proof_code", "proof_password", "proof_passkey")
SECRET = frozenset({"password", "again", "current"})


def typed(but: Collection[str] = ()) -> list[tuple[str, str]]:
    """Every field that was sent, with its values in order, but those named."""
    return [
        (name, value)
        for name in request.form
        if name not in but
        for value in request.form.getlist(name)
    ]
