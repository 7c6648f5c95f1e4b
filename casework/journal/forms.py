"""The form of watched files."""

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
