"""How a command of Sanad is run here.

Texts name commands as `flask keys rotate`. On a server that is `sanadctl keys rotate`, which has
the account, the settings and the passphrase of the services, and a plain `flask` has none of them:
so the services and `sanadctl` say their own way in `SANAD_COMMAND`. Where nobody said one it is
`flask --app wsgi`, from the folder of the program. What is written with `--app wsgi` is meant for
another machine, and stays.
"""

import os
import re

USUAL = "flask --app wsgi"
_COMMAND = re.compile(r"\bflask (?=[a-z])")


def as_run_here(text: str) -> str:
    """The text, with its commands as they work in these surroundings."""
    way = os.environ.get("SANAD_COMMAND", "").strip() or USUAL
    return type(text)(_COMMAND.sub(lambda _found: f"{way} ", text))
