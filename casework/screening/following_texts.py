"""The words of what follows a screening, and how its refusals read."""

from casework.kernel.refusals import GateClosed
from casework.screening.domain.deadlines import WatchDayRefused
from casework.screening.domain.revision import NothingCorrected, NotSentYet
from casework.screening.texts import DECISIONS, TASKS
from casework.web.errors import explain
from casework.web.languages import _l
from casework.web.navigation import register_done

TASKS |= {
    "give_feedback": _l("Answer whoever screened: seven days have passed"),
    "read_correction": _l("Read a correction"),
}
LATE_DRAFT = _l("A screening was begun and not sent: call its author")
DECISIONS |= {"noted": _l("noted, changes nothing")}

_SENDING = ("correct", "correct_up", "correct_down", "add_correction")
_GATES = {
    "G-SAFE": _l("The safety question and the seven items of danger stay answered."),
    "G-AGE": _l("The age, or an age group, stays given."),
    "G-INTERP": _l("Whether an interpreter helped stays said."),
}
for _gate, _text in _GATES.items():
    for _action in _SENDING:
        explain(GateClosed, _text, gate=_gate, action=_action)
explain(
    GateClosed,
    _l("Too little was asked to close this: ask for another screening, or write why it is closed."),
    gate="G-COMPLETE",
)
explain(WatchDayRefused, _l("Choose a day between 14 and 30 days from today."))
explain(NotSentYet, _l("This is still a draft: change its pages, then send it."))
explain(NothingCorrected, _l("Nothing is corrected yet: change at least one answer."))

register_done("view_noted", _l("Noted. The level stays as it is; the focal point reads your view."))
register_done("correction_read", _l("Noted that the correction was read."))
register_done("correction_discarded", _l("The correction was thrown away. The answers stand."))
register_done("correction_stands", _l("Corrected. Both versions are kept; the level stands."))
register_done("correction_raised", _l("Corrected. Both versions are kept; it is more urgent now."))
register_done(
    "correction_asks",
    _l(
        "Corrected. The level stays until a focal point agrees to lower it. Both versions are kept."
    ),
)
register_done(
    "correction_added", _l("Sent as an addition: a case is open, and the focal point reads it.")
)
