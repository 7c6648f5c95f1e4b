"""The forms of watched files and of taking the journal as a file."""

from casework.web.forms import Choice, Form, TextLine
from casework.web.languages import _l


class WatchForm(Form):
    """Which file, and whether its openings give alarm."""

    code = TextLine(_l("Code of a file"), limit=20, needed=True)
    what = Choice(
        _l("What should happen?"),
        (
            ("watch", _l("Give alarm at every opening")),
            (
                "decoy",
                _l("The same, and count it in no number: a decoy, the file of an invented person"),
            ),
            ("leave", _l("Give alarm no more")),
        ),
    )


EXPORT_REASONS = {
    "incident": _l("Incident or suspicion that is being looked into"),
    "person_asks": _l("Request of a person about their data"),
    "authority": _l("Asked for by the data protection authority, a court or the prosecution"),
    "inspection": _l("Regular inspection of accesses"),
}


class ExportForm(Form):
    """Why part of the journal leaves as a file."""

    reason = Choice(
        _l("Why do you take it?"),
        tuple(EXPORT_REASONS.items()),
        hint=_l(
            "Your account, the moment, the reason and a digest of the file go into the journal."
        ),
    )
