"""The words of the page about keys."""

from casework.custody.domain import Outcome, State
from casework.web.languages import _l, _lp

STATES = {
    State.CURRENT: _lp("key", "in use"),
    State.WAITING: _lp("key", "ready, not used yet"),
    State.FORMER: _lp("key", "old"),
    State.MISSING: _lp("key", "missing from the keyring"),
}
TONES = {
    State.CURRENT: "green",
    State.WAITING: "blue",
    State.FORMER: "",
    State.MISSING: "brick",
}
OUTCOMES = {
    Outcome.OPENED: _lp("trial", "opens"),
    Outcome.IDLE: _lp("trial", "nothing hangs on it"),
    Outcome.MISSING: _lp("trial", "missing"),
    Outcome.WRONG: _lp("trial", "another key under this number"),
    Outcome.UNREACHED: _lp("trial", "the key service did not answer"),
}
OTHERS = {
    "audit": _l("Key of the journal"),
    "facts": _l("Key of the facts for statistics"),
    "files": _l("Key of imported forms"),
    "sessions": _l("Key of accounts and sessions"),
}
PROVIDERS = {
    "file": _l("A file, sealed by a passphrase"),
    "open_file": _l("A file that only its permissions protect: for demonstration"),
    "env": _l("The environment of the process: weaker, whoever reads it has every key"),
    "vault": _l("HashiCorp Vault or OpenBao (transit)"),
}
RENEWALS = {
    "files": _l("Renew the keys of the files"),
    "match": _l("Renew the keys of the search for earlier records"),
}
DONE = {
    "keys_tried": _l("Every key was tried: the results stand below."),
    "renewal_asked": _l("Asked for. Another administrator must confirm it within three days."),
    "renewal_confirmed": _l(
        "Confirmed. The keys are renewed within a minute or two, while people work."
    ),
    "renewal_refused": _l("Not confirmed: the keys stay as they are."),
}
