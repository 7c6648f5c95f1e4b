"""What somebody typed goes back to them when it could not be carried out: as hidden fields around
one button, so that nothing is typed twice. Nothing of it is stored meanwhile."""

from collections.abc import Collection

from flask import request
from flask_wtf.csrf import generate_csrf

from casework.web.session import CSRF, handed_over

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


def typed_for_again(but: Collection[str] = ()) -> list[tuple[str, str]]:
    """The same for a form that is sent again as it is: with the mark it came with; or, when the
    browser was given another token on the way (a proof was given, then the store was busy), with
    one that fits that token."""
    fields = typed(but)
    if not handed_over():
        return fields
    return [(name, generate_csrf() if name == CSRF else value) for name, value in fields]
